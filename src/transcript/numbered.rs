//! Layout with speakers by number: `Speaker 3` on a line of its own, or `Speaker 3: text`, `spk03: text`.
//!
//! In:  lines. Out: a [`Draft`] whose speakers have labels but no names. Not here: who is the operator (`people`).

use super::draft::Draft;
use super::header::{after_time, without_time};
use super::line::Line;
use super::passage::PassageKind;
use super::reading::Layout;
use super::speaker_line::marked;
use crate::span::Span;

/// Reads the layout; `None` where no line names a speaker by number, or lines of the same form also have names.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<Draft> {
    let is_named = |line: &str| marked(line).is_some() && label(line).is_none();
    let lines_of = || lines.iter().map(|line| line.span.of(text));
    if !lines_of().any(|line| label(line).is_some()) || lines_of().any(is_named) {
        return None;
    }
    let mut draft = Draft::new(Layout::NumberedSpeakers);
    for line in lines {
        match label(line.span.of(text)) {
            None if draft.turns.is_empty() => draft.push(line, PassageKind::Heading),
            None => draft.push(line, PassageKind::Speech),
            Some((number, said)) => {
                draft.begin(&number, None, None);
                if said.is_empty() {
                    draft.push(line, PassageKind::SpeakerHeader);
                } else {
                    let span = Span::new(line.span.end - said.len(), line.span.end);
                    draft.push_part(span, line.number, PassageKind::Speech);
                }
            }
        }
    }
    Some(draft)
}

/// Is this `Speaker 3`, no name?
pub(super) fn is_number(name: &str) -> bool {
    label(name).is_some_and(|(_, said)| said.is_empty())
}

/// The number of `Speaker 3`, and what is said on the same line.
fn label(line: &str) -> Option<(String, &str)> {
    let line = after_time(line).unwrap_or(line).trim_start();
    let prefix = ["speaker ", "spk_", "spk", "speaker_"].into_iter().find(|prefix| {
        line.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix))
    })?;
    let rest = line.get(prefix.len()..)?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest.get(..digits).filter(|number| !number.is_empty())?;
    let after = without_time(rest.get(digits..)?);
    if after.is_empty() {
        return Some((number.to_owned(), ""));
    }
    let said = after.strip_prefix(':')?.trim_start();
    Some((number.to_owned(), said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Option<(&str, &str)>)] = &[
        // given                            expected: number, what is said
        ("Speaker 3",                       Some(("3", ""))),
        ("SPEAKER 12:",                     Some(("12", ""))),
        ("Speaker 1 (00:01:02): Hello.",    Some(("1", "Hello."))),
        ("[00:01:02] Speaker 1: Hello.",    Some(("1", "Hello."))),
        ("Speaker 1 00:01:02",              Some(("1", ""))),
        ("00:12 spk_2: Hello.",             Some(("2", "Hello."))),
        ("spk09: Good morning.",            Some(("09", "Good morning."))),
        ("Speaker 2 will go first.",        None),
        ("Speakers",                        None),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let expected = expected.map(|(number, said)| (number.to_owned(), said));
            assert_eq!(label(given), expected, "given: {given}");
        }
    }
}
