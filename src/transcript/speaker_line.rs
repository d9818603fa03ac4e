//! Lines that begin somebody's turn, in the forms of the sites and vendors.
//!
//! In:  a line. Out: [`SpeakerLine`], by form alone. Not here: whether the text bears the form out (`speakers`).

use memchr::memmem;

use super::header::{after_time, dashed, is_name, is_operator, is_role};
use super::sentence::sentences;
use super::turn::SpeakerKind;
use super::vocabulary::Cue;

/// Names and titles before what is said are no longer, in bytes.
const LONGEST: usize = 140;

/// A line in the form of a header, with what it holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct SpeakerLine<'a> {
    /// The name as written.
    pub(super) name: &'a str,
    /// Title or firm.
    pub(super) role: Option<&'a str>,
    /// Analyst or executive where a `Q` or an `A` says so.
    pub(super) kind: SpeakerKind,
    /// What is said on the same line.
    pub(super) said: &'a str,
    /// How much the form tells.
    pub(super) form: Form,
}

/// How a header shows that it is one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Form {
    /// By a mark that prose has not: `[4]`, `(00:12):`, `{BIO 1 <GO>}`, `Q - Jane Roe`.
    Marked,
    /// Name and title: `Jane Roe -- Chief Financial Officer`.
    Titled,
    /// Name, comma, title or firm: a form of prose too.
    Comma,
    /// Name and colon, then what is said.
    Inline,
    /// A name on a line of its own.
    Bare,
}

/// Reads the forms, the plainest first.
pub(super) fn speaker_line(line: &str) -> Option<SpeakerLine<'_>> {
    marked(line)
        .or_else(|| inline(line))
        .or_else(|| titled(line))
        .or_else(|| comma(line))
        .or_else(|| bare(line))
}

/// Reads the forms with a mark that prose has not: [`Form::Marked`].
pub(super) fn marked(line: &str) -> Option<SpeakerLine<'_>> {
    biography(line).or_else(|| counted(line)).or_else(|| timed(line)).or_else(|| asking(line))
}

/// Without `Q` or `A` behind a name or a title, and what it says of the speaker.
pub(super) fn without_letter(line: &str) -> (&str, SpeakerKind) {
    let kinds = [(" Q", SpeakerKind::Analyst), (" A", SpeakerKind::Executive)];
    kinds
        .into_iter()
        .find_map(|(letter, kind)| Some((line.strip_suffix(letter)?.trim_end(), kind)))
        .unwrap_or((line, SpeakerKind::Unknown))
}

/// A name, also one that hides it.
pub(super) fn is_speaker(name: &str) -> bool {
    let person = is_name(name) && !is_role(name) && !Cue::NoName.is_in(name);
    is_operator(name) || is_hidden(name) || person
}

/// `Unidentified speaker`, `Unknown Analyst`.
pub(super) fn is_hidden(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    words.next().is_some_and(|first| matches!(first, "unidentified" | "unknown"))
        && (1..=2).contains(&words.count())
}

/// Without the stars of bold print.
fn plain(text: &str) -> &str {
    text.trim().trim_matches('*').trim()
}

/// Name and title, split at a dash or, failing that, at the first comma: `Jane Roe,  Acme Corp - CFO`.
pub(super) fn name_and_role(text: &str) -> Option<(&str, Option<&str>)> {
    let header = dashed(text);
    if is_speaker(header.name) && !header.name.contains(',') {
        return Some((header.name, header.role));
    }
    let (name, role) = text.split_once([',', ';'])?;
    let (name, role) = (name.trim(), role.trim());
    (is_speaker(name) && !role.is_empty()).then_some((name, Some(role)))
}

/// `Jane Roe {BIO 1234567 <GO>}`, also behind `Q - `.
fn biography(line: &str) -> Option<SpeakerLine<'_>> {
    let (before, after) = line.split_at_checked(memmem::find(line.as_bytes(), b"{BIO")?)?;
    let (_, rest) = after.split_once('}')?;
    let mut found = asking(before.trim()).or_else(|| {
        let (name, role) = name_and_role(before.trim())?;
        Some(SpeakerLine { name, role, kind: SpeakerKind::Unknown, said: "", form: Form::Marked })
    })?;
    found.said = rest.trim().trim_start_matches(':').trim();
    Some(found)
}

/// `Jane Roe,  Acme Corp - CFO    [4]`.
fn counted(line: &str) -> Option<SpeakerLine<'_>> {
    let (before, number) = line.strip_suffix(']')?.rsplit_once('[')?;
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    if !digits || before.len() > LONGEST {
        return None;
    }
    let before = before.trim();
    let (name, role) = name_and_role(before).or_else(|| Some((name_before_firm(before)?, None)))?;
    Some(SpeakerLine { name, role, kind: SpeakerKind::Unknown, said: "", form: Form::Marked })
}

/// The whole of a header that no comma parts, as a last resort a name: `Unidentified Company Representative`.
fn name_before_firm(before: &str) -> Option<&str> {
    let hidden = before.starts_with("Unidentified") || before.starts_with("Unknown");
    (is_operator(before) || hidden).then_some(before)
}

/// `Jane Roe (00:12):`, `Jane Roe [00:12]: text`, `Jane Roe 00:12`, `[00:12] Jane Roe: text`.
fn timed(line: &str) -> Option<SpeakerLine<'_>> {
    let (name, said) = match after_time(line) {
        Some(rest) => {
            let (name, said) = rest.split_once(':').unwrap_or((rest, ""));
            // `8:30 AM ET` is no name behind a time.
            let small = name.contains(|c: char| c.is_lowercase());
            let known = is_speaker(plain(name)) && (small || line.starts_with(['(', '[']));
            (Some(plain(name)).filter(|_| known)?, said)
        }
        None => {
            let opens = |c: char| matches!(c, '(' | '[') || c.is_ascii_digit();
            let (at, said) = line
                .char_indices()
                .take_while(|(at, _)| *at <= LONGEST)
                .filter(|(_, c)| opens(*c))
                .find_map(|(at, _)| Some((at, after_time(line.get(at..)?)?)))?;
            let name = plain(line.get(..at)?.trim().trim_end_matches(':'));
            let bracketed = !line.get(at..)?.starts_with(|c: char| c.is_ascii_digit());
            // `Jul 25, 2024, 9:00 a.m. ET` is a date.
            let alone = said.is_empty() || said.starts_with(':');
            let dated = name.contains(|c: char| c.is_ascii_digit());
            let known = if bracketed {
                is_speaker(name) || is_first_name(name)
            } else {
                is_speaker(name) && alone && !dated
            };
            (Some(name).filter(|_| known)?, said)
        }
    };
    let said = plain(said.trim().trim_start_matches(':'));
    Some(SpeakerLine { name, role: None, kind: SpeakerKind::Unknown, said, form: Form::Marked })
}

fn is_first_name(name: &str) -> bool {
    name.len() > 1 && name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic)
}

/// `Q - Jane Roe`, `<A - Jane Roe>: text`.
fn asking(line: &str) -> Option<SpeakerLine<'_>> {
    let (inner, said) = match line.strip_prefix('<') {
        Some(rest) => {
            let (inner, said) = rest.split_once('>')?;
            (inner, said.trim().strip_prefix(':')?.trim())
        }
        None => (line, ""),
    };
    if !inner.trim_start().starts_with(['Q', 'A']) {
        return None;
    }
    let header = dashed(inner);
    let kind = match header.name {
        "Q" => SpeakerKind::Analyst,
        "A" => SpeakerKind::Executive,
        _ => return None,
    };
    let (name, role) = name_and_role(header.role?)?;
    Some(SpeakerLine { name, role, kind, said, form: Form::Marked })
}

/// `Jane Roe: text`, `**Jane Roe:** text`, `Jane Roe - CFO: text`.
fn inline(line: &str) -> Option<SpeakerLine<'_>> {
    let at = line.find(':')?;
    let before = plain(line.get(..at)?);
    let said = line.get(at + 1..)?.trim_start().trim_start_matches("**").trim();
    if before.len() > LONGEST {
        return None;
    }
    let dash = dashed(before);
    let titled = dash.role.is_none_or(|role| role.starts_with(char::is_uppercase));
    let (name, role) = if is_speaker(dash.name) && titled && !dash.name.contains([',', '(']) {
        (dash.name, dash.role)
    } else {
        beside(before).or((is_speaker(dash.name) && titled).then_some((dash.name, dash.role)))?
    };
    Some(SpeakerLine { name, role, kind: SpeakerKind::Unknown, said, form: Form::Inline })
}

/// A title has no more words.
const LONGEST_TITLE: usize = 12;

/// `Jane Roe, Chief Financial Officer`, `Jane Roe (CFO)`.
fn beside(text: &str) -> Option<(&str, Option<&str>)> {
    let (name, role) = match text.strip_suffix(')') {
        Some(inner) => inner.split_once('(')?,
        None => text.split_once(',')?,
    };
    let (name, role) = (name.trim(), role.trim());
    let title = role.starts_with(char::is_uppercase)
        && role.split_whitespace().count() <= LONGEST_TITLE
        && !role.ends_with(['?', '!'])
        && !ends_sentence(role);
    (is_speaker(name) && title).then_some((name, Some(role)))
}

/// `Jane Roe, Chief Financial Officer` on a line of its own.
fn comma(line: &str) -> Option<SpeakerLine<'_>> {
    let (line, kind) = without_letter(plain(line));
    let (name, role) = beside(line).filter(|_| line.len() <= LONGEST)?;
    Some(SpeakerLine { name, role, kind, said: "", form: Form::Comma })
}

/// `Jane Roe -- Chief Financial Officer`, `Jane Roe - Larch Securities`.
fn titled(line: &str) -> Option<SpeakerLine<'_>> {
    let (line, kind) = without_letter(plain(line));
    let header = dashed(line);
    let (name, role) = (plain(header.name), plain(header.role?));
    let ended = role.ends_with(['?', '!']) || sentences(role).len() > 1 || ends_sentence(role);
    let short = line.len() <= LONGEST;
    (short && !ended && role.starts_with(char::is_uppercase) && is_speaker(name))
        .then_some(SpeakerLine { name, role: Some(role), kind, said: "", form: Form::Titled })
}

/// Ends `text` with a full stop that is not one of `Inc.`?
pub(super) fn ends_sentence(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_end_matches('.').to_lowercase();
    let abbreviated = Cue::LegalEnding.is(&word) || Cue::Abbreviation.is(&word);
    text.ends_with('.') && !abbreviated
}

/// A name and nothing else.
fn bare(line: &str) -> Option<SpeakerLine<'_>> {
    let (name, kind) = without_letter(plain(line));
    is_speaker(name).then_some(SpeakerLine { name, role: None, kind, said: "", form: Form::Bare })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str) -> String {
        speaker_line(line).map_or("none".to_owned(), |it| {
            let role = it.role.unwrap_or("-");
            format!("{:?} {}/{role}/{}/{}", it.form, it.name, it.kind.as_str(), it.said)
        })
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                        expected: form, name/role/kind/what is said
        ("Jane Roe -- Chief Financial Officer",         "Titled Jane Roe/Chief Financial Officer/unknown/"),
        ("**Jane Roe** -- *CFO*",                       "Titled Jane Roe/CFO/unknown/"),
        ("John Doe -- Larch Inc. -- Analyst",           "Titled John Doe/Larch Inc. -- Analyst/unknown/"),
        ("Jane Roe \u{2014} CFO",                       "Titled Jane Roe/CFO/unknown/"),
        ("Jane Roe: Sales rose.",                       "Inline Jane Roe/-/unknown/Sales rose."),
        ("**Jane Roe:** Sales rose.",                   "Inline Jane Roe/-/unknown/Sales rose."),
        ("Operator: Hello.",                            "Inline Operator/-/unknown/Hello."),
        ("Jane Roe",                                    "Bare Jane Roe/-/unknown/"),
        ("John Doe   Q",                                "Bare John Doe/-/analyst/"),
        ("Unidentified speaker",                        "Bare Unidentified speaker/-/unknown/"),
        ("Jane Roe,  Acme Corp - CFO    [4]",           "Marked Jane Roe/Acme Corp - CFO/unknown/"),
        ("Operator    [1]",                             "Marked Operator/-/unknown/"),
        ("Q - John Doe {BIO 1234567 <GO>}",             "Marked John Doe/-/analyst/"),
        ("A - Jane Roe",                                "Marked Jane Roe/-/executive/"),
        ("<Q - John Doe>: How are margins?",            "Marked John Doe/-/analyst/How are margins?"),
        ("Jane Roe {BIO 1234567 <GO>}",                 "Marked Jane Roe/-/unknown/"),
        ("Jane Roe (00:12):",                           "Marked Jane Roe/-/unknown/"),
        ("Jane (1:00:12): Hello.",                      "Marked Jane/-/unknown/Hello."),
        ("Jane Roe 00:12:45",                           "Marked Jane Roe/-/unknown/"),
        ("Jane Roe  0:12: Hello.",                      "Marked Jane Roe/-/unknown/Hello."),
        ("[00:12:45] Jane Roe: Hello.",                 "Marked Jane Roe/-/unknown/Hello."),
        ("00:12 Operator: Hello.",                      "Marked Operator/-/unknown/Hello."),
        ("(12:45) Jane Roe",                            "Marked Jane Roe/-/unknown/"),
        ("Speaker 4 (1:00:20):",                        "Marked Speaker 4/-/unknown/"),
        ("00:12 Jane Roe",                              "Marked Jane Roe/-/unknown/"),
        ("8:30 AM ET",                                  "none"),
        ("8:30 a.m. Eastern Time",                      "none"),
        ("Jane Roe, Chief Financial Officer",           "Comma Jane Roe/Chief Financial Officer/unknown/"),
        ("Jane Roe, CFO: Hello.",                       "Inline Jane Roe/CFO/unknown/Hello."),
        ("Jane Roe (CFO): Hello.",                      "Inline Jane Roe/CFO/unknown/Hello."),
        ("Jane Roe, Larch Securities",                  "Comma Jane Roe/Larch Securities/unknown/"),
        ("Jane Roe, Chief Financial Officer.",          "none"),
        ("Jane Roe, our CFO: Hello.",                   "none"),
        ("[00:12:45] Note: revenue was up.",            "none"),
        ("We meet at 10:30.",                           "none"),
        ("10:30 works for us: it is early.",            "none"),
        ("Note: revenue was up.",                       "none"),
        ("Question: how much?",                         "none"),
        ("Q1: revenue was up.",                         "none"),
        ("Revenue: $5 million",                         "none"),
        ("Net Income: $5 million",                      "none"),
        ("Chief Financial Officer",                     "none"),
        ("Third Quarter Highlights",                    "none"),
        ("We sold two plants (12:1 voted for it).",     "none"),
        ("Cash rose [4]",                               "none"),
        ("Thank you.",                                  "none"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
