//! Lines that name a speaker.
//!
//! In:  a line. Out: name and role in it, by form alone. Not here: whether the text uses that form (the layouts).

use memchr::memmem;

use super::vocabulary::Cue;

/// A name with what stands beside it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Header<'a> {
    /// The name as written.
    pub(super) name: &'a str,
    /// Title or firm.
    pub(super) role: Option<&'a str>,
}

/// Marks between name and role, the plainest first.
const DASHES: &[&str] = &[" -- ", " \u{2014} ", " \u{2013} ", " - "];

/// Words in names that begin with a small letter.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "bin", "al", "el",
    "dos", "du", "ter", "ten", "y",
];

/// Endings of names that have a dot.
const NAME_ENDINGS: &[&str] = &["Jr.", "Sr.", "M.D.", "Ph.D.", "Esq.", "PhD.", "MD."];

/// Splits `Jane Doe - CFO` at the first dash; a line without one is all name.
pub(super) fn dashed(line: &str) -> Header<'_> {
    let first = DASHES
        .iter()
        .filter_map(|dash| Some((memmem::find(line.as_bytes(), dash.as_bytes())?, dash.len())))
        .min_by_key(|(at, _)| *at);
    match first {
        Some((at, width)) => {
            let role = line.get(at + width..).unwrap_or_default().trim();
            Header {
                name: line.get(..at).unwrap_or_default().trim(),
                role: Some(role).filter(|role| !role.is_empty()),
            }
        }
        None => Header { name: line.trim(), role: None },
    }
}

/// Is this the name of a person, or `Operator`?
///
/// Two to six words that begin with capitals (`Operator` alone will do); no end of a sentence.
pub(super) fn is_name(name: &str) -> bool {
    if is_operator(name) {
        return true;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = !name.contains(['?', '!', ';', ':', '$', '%', '/']);
    let ended = name.ends_with('.') && !NAME_ENDINGS.iter().any(|ending| name.ends_with(ending));
    plain
        && !ended
        && (2..=6).contains(&words.len())
        && words.iter().enumerate().all(|(at, word)| is_name_word(word, at))
}

fn is_name_word(word: &str, at: usize) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '"' | ',' | '\''));
    if at > 0 && (PARTICLES.contains(&bare) || bare.chars().all(|c| c.is_ascii_digit())) {
        return true;
    }
    bare.chars().next().is_some_and(char::is_uppercase)
        && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '\u{2019}'))
}

/// The conference operator by any of its names.
pub(super) fn is_operator(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "operator" | "conference operator" | "coordinator" | "moderator" | "facilitator"
    )
}

/// Is this a title in a company, or one of an analyst?
pub(super) fn is_role(role: &str) -> bool {
    Cue::CorporateTitle.is_in(role) || Cue::AnalystTitle.is_in(role)
}

/// Without a time at the start: ` (00:01:02): text` is `: text`.
pub(super) fn without_time(rest: &str) -> &str {
    after_time(rest).unwrap_or(rest).trim_start()
}

/// `00:00:00`; what is longer is not looked through, for a line may be as long as a file.
const LONGEST_TIME: usize = 8;

/// What stands behind the time at the start: `(00:12)`, `[1:00:12]`, `00:12`; `None` where no time stands there.
pub(super) fn after_time(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(inner) = text.strip_prefix(['(', '[']) {
        let end =
            inner.bytes().take(LONGEST_TIME + 1).position(|byte| matches!(byte, b')' | b']'))?;
        let (time, after) = (inner.get(..end)?, inner.get(end + 1..)?);
        return is_time(time).then_some(after);
    }
    let digits = text.bytes().take(LONGEST_TIME + 2);
    let end = digits.take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
    let time = text.get(..end)?.trim_end_matches(':');
    // Without brackets, `2:1` is a ratio.
    let minutes = time.split(':').skip(1).all(|part| part.len() == 2);
    (is_time(time) && minutes).then(|| text.get(time.len()..)).flatten()
}

/// `00:12`, `1:00:12`.
pub(super) fn is_time(text: &str) -> bool {
    if !text.contains(':') {
        return false;
    }
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Do the two names mean one person? Middle names, initials and short forms (`Jeff`, `Jeffrey`) may differ.
pub(super) fn same_person(left: &str, right: &str) -> bool {
    let ends = |name: &str| -> Option<(String, String)> {
        let lower = name.to_lowercase();
        let mut words = lower
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty() && !TITLES_BEFORE.contains(word));
        let first = words.next()?.to_owned();
        let last = words.next_back()?.to_owned();
        Some((first, last))
    };
    match (ends(left), ends(right)) {
        (Some((first, last)), Some((other_first, other_last))) => {
            let close = first.chars().next() == other_first.chars().next();
            last == other_last && (close || first.starts_with(&other_first))
        }
        _ => left.eq_ignore_ascii_case(right),
    }
}

/// Words before a name that are none of it.
pub(super) const TITLES_BEFORE: &[&str] = &["mr", "mrs", "ms", "dr", "sir", "prof", "professor"];

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const DASHED: &[(&str, &str, Option<&str>)] = &[
        // given                                                  name            role
        ("Jane Q. Roe - CFO",                                     "Jane Q. Roe",  Some("CFO")),
        ("Jane Roe - Senior Vice President - Investor Relations", "Jane Roe",     Some("Senior Vice President - Investor Relations")),
        ("Jane Roe -- Chief Financial Officer",                   "Jane Roe",     Some("Chief Financial Officer")),
        ("John Doe-Roe \u{2013} Larch Securities",                "John Doe-Roe", Some("Larch Securities")),
        ("Operator",                                              "Operator",     None),
    ];

    #[test]
    fn dashed_lines() {
        for (given, name, role) in DASHED {
            assert_eq!(dashed(given), Header { name, role: *role }, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const NAMES: &[(&str, bool)] = &[
        ("Operator",                    true),
        ("Jane Roe",                    true),
        ("Jane Q. van der Roe",         true),
        ("John Doe, Jr.",               true),
        ("Seán O'Doe",                  true),
        ("Unidentified Participant 2",  true),
        ("Thank you.",                  false),
        ("Thanks",                      false),
        ("Thank you",                   false),
        ("Good Morning.",               false),
        ("Revenue Was $5",              false),
    ];

    #[test]
    fn names() {
        for (given, expected) in NAMES {
            assert_eq!(is_name(given), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const SAME: &[(&str, &str, bool)] = &[
        ("Jane Q. Roe", "Jane Roe",      true),
        ("Jeff Roe",    "Jeffrey Roe",   true),
        ("Mr. Tom Roe", "Thomas P. Roe", true),
        ("Jane Roe",    "John Doe",      false),
        ("Operator",    "operator",      true),
    ];

    #[test]
    fn same() {
        for (left, right, expected) in SAME {
            assert_eq!(same_person(left, right), *expected, "given: {left}, {right}");
        }
    }
}
