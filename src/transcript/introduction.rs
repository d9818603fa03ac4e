//! Who is introduced with a title: `joining me are Jane Roe, Chief Executive Officer; and John Doe, CFO`.
//!
//! In:  a paragraph of the prepared remarks. Out: names with titles. Not here: who speaks (`people`).

use super::draft::Person;
use super::header::TITLES_BEFORE;
use super::turn::SpeakerKind;
use super::vocabulary::Cue;
use super::word::words;

/// Words before a title that are none of it.
const BEFORE_TITLE: &[&str] = &["our", "the", "its", "your", "acting", "their", "company's"];

/// Names that stand before or behind a title, with it.
pub(super) fn introductions(paragraph: &str) -> Vec<Person> {
    let mut people = Vec::new();
    for sentence in paragraph.split([';', ':', '(', ')', '!', '?']).flat_map(at_full_stops) {
        let mut pieces: Vec<&str> = Vec::new();
        for piece in sentence.split(',') {
            split_at_next_name(piece, &mut pieces);
        }
        from_pieces(&pieces, &mut people);
    }
    people
}

/// Ends of sentences only: `Jane Q. Roe` stays whole.
fn at_full_stops(text: &str) -> Vec<&str> {
    super::sentence::sentences(text).into_iter().map(|span| span.of(text)).collect()
}

/// `Chief Executive Officer and John Doe` is a title and, after it, a name.
fn split_at_next_name<'a>(piece: &'a str, pieces: &mut Vec<&'a str>) {
    if let Some(at) = piece.rfind(" and ") {
        let (left, right) =
            (piece.get(..at).unwrap_or_default(), piece.get(at + 5..).unwrap_or_default());
        if is_title(left) && !is_title(right) && trailing_name(right).is_some() {
            pieces.push(left);
            pieces.push(right);
            return;
        }
    }
    pieces.push(piece);
}

fn from_pieces(pieces: &[&str], people: &mut Vec<Person>) {
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let titles = pieces.iter().skip(at + 1).take_while(|next| is_title(next)).count();
        match trailing_name(piece) {
            Some(name) if titles > 0 => {
                let title: Vec<&str> =
                    pieces.iter().skip(at + 1).take(titles).map(|t| bare(t)).collect();
                people.push(person(name, &title.join(", ")));
                at += titles;
            }
            _ => {
                // `our Chief Financial Officer, Jane Roe`
                let next = pieces.get(at + 1).and_then(|next| whole_name(next));
                if let (Some(title), Some(name)) = (trailing_title(piece), next) {
                    people.push(person(name, title));
                    at += 1;
                }
            }
        }
        at += 1;
    }
}

fn person(name: &str, role: &str) -> Person {
    Person { name: name.to_owned(), role: Some(role.to_owned()), kind: SpeakerKind::Executive }
}

/// Without `and our` before it.
fn bare(title: &str) -> &str {
    let mut rest = title.trim().trim_end_matches('.');
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.to_lowercase();
        // A title keeps its own possessive: only the words of the sentence go.
        if word == "and"
            || BEFORE_TITLE.contains(&word.as_str())
            || word.ends_with("'s")
            || word.ends_with("\u{2019}s")
        {
            rest = after.trim_start();
        } else {
            break;
        }
    }
    rest
}

/// Does the piece begin with a title?
fn is_title(piece: &str) -> bool {
    let title = bare(piece);
    let Some(first) = words(title).into_iter().next() else { return false };
    Cue::TitleStart.is(&first.folded) && Cue::CorporateTitle.is_in(title)
}

/// The title with which the piece ends: `introduce Senior Vice President of Finance`.
fn trailing_title(piece: &str) -> Option<&str> {
    let found = words(piece);
    let start = found.iter().find(|word| {
        Cue::TitleStart.is(&word.folded) && word.span.of(piece).starts_with(char::is_uppercase)
    })?;
    let title = piece.get(start.span.start..)?.trim();
    let verbs = [" will ", " is ", " are ", " has ", " to ", " and i ", " with "];
    let clause = verbs.iter().any(|verb| title.to_lowercase().contains(verb));
    (Cue::CorporateTitle.is_in(title) && !clause).then_some(title)
}

/// The name with which the piece ends: `Joining me today are Jane Roe`.
fn trailing_name(piece: &str) -> Option<&str> {
    let trimmed = piece.trim();
    let mut start = trimmed.len();
    let mut count = 0_usize;
    for word in trimmed.split_whitespace().rev() {
        if !is_name_part(word) || count == 4 {
            break;
        }
        start = trimmed.get(..start)?.rfind(word)?;
        count += 1;
    }
    let name = trimmed.get(start..)?;
    (count >= 2).then_some(name)
}

/// The name with which the piece begins, or that it is: `Jane Roe`.
fn whole_name(piece: &str) -> Option<&str> {
    let name = piece.trim().trim_end_matches('.');
    let count = name.split_whitespace().count();
    ((2..=4).contains(&count) && name.split_whitespace().all(is_name_part)).then_some(name)
}

fn is_name_part(word: &str) -> bool {
    let lower = word.to_lowercase();
    let before = TITLES_BEFORE.contains(&lower.trim_end_matches('.'));
    let initial = word.len() == 2 && word.ends_with('.');
    word.chars().next().is_some_and(char::is_uppercase)
        && !before
        && (initial || !word.ends_with('.'))
        && !word.ends_with("'s")
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '\u{2019}'))
        && !["are", "with", "and", "i", "we", "president", "officer", "relations"]
            .contains(&lower.as_str())
        && !["thanks", "thank", "joining", "hello", "presenting", "speaking", "today"]
            .contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                 expected
        ("Joining me today are Jane Roe, Chief Executive Officer; and John Doe, Chief Financial Officer.",
            "Jane Roe = Chief Executive Officer|John Doe = Chief Financial Officer"),
        ("With me are Jane Roe, our Chairman, President and CEO, and John Q. Doe, our CFO.",
            "Jane Roe = Chairman, President and CEO|John Q. Doe = CFO"),
        ("On the call are Jane Roe, Chief Executive Officer and John Doe, Chief Financial Officer.",
            "Jane Roe = Chief Executive Officer|John Doe = Chief Financial Officer"),
        ("It is my pleasure to introduce Senior Vice President of Investor Relations, Jane Roe.",
            "Jane Roe = Senior Vice President of Investor Relations"),
        ("I will now turn the call over to Mr. John Doe, vice president of investor relations.",
            "John Doe = vice president of investor relations"),
        ("Sales in Ohio, Texas and Maine rose.", ""),
        ("Our results, President Roe said, were good.", ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown: Vec<String> = introductions(given)
                .into_iter()
                .map(|person| format!("{} = {}", person.name, person.role.unwrap_or_default()))
                .collect();
            assert_eq!(shown.join("|"), *expected, "given: {given}");
        }
    }
}
