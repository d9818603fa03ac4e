//! Where the questions begin.
//!
//! In:  a [`Draft`] whose operator is known. Out: the section of each turn. Not here: who asks (`people`).

use super::draft::Draft;
use super::header::is_name;
use super::turn::{Section, SpeakerKind};
use super::vocabulary::Cue;
use super::word::words;
use crate::span::Span;

/// Announcements of the questions among the first paragraphs only say what comes later.
const OPENING_PASSAGES: usize = 5;

/// Marks the turns from the first question on; the turn that announces it belongs to the questions.
pub(super) fn divide(text: &str, draft: &mut Draft) {
    let first = match draft.titled_questions {
        Some(turn) => Some(turn),
        None if draft.speakers() < 2 => split_monologue(text, draft),
        None => between_speakers(text, draft),
    };
    if let Some(first) = first {
        for turn in draft.turns.iter_mut().skip(first) {
            turn.turn.section = Section::Qa;
        }
    }
}

/// The first turn of the questions, where several people speak.
fn between_speakers(text: &str, draft: &Draft) -> Option<usize> {
    let turns = 0..draft.turns.len();
    let speeches = draft.speeches();
    let speech = |turn: usize| speeches.get(turn).map_or(&[][..], Vec::as_slice);
    let says = |turn: usize, cue: Cue| speech(turn).iter().any(|it| cue.is_in(it.of(text)));
    let kind = |turn: usize| draft.turns.get(turn).map(|it| it.turn.kind);
    let first_speaker = turns.clone().find(|turn| kind(*turn) != Some(SpeakerKind::Operator))?;
    let by_operator = turns.clone().find(|turn| {
        // What the operator says before anybody else only tells what will come.
        kind(*turn) == Some(SpeakerKind::Operator)
            && *turn > first_speaker
            && (says(*turn, Cue::Question)
                || says(*turn, Cue::QuestionsOpen)
                || says(*turn, Cue::AskingInstructions)
                || announces_somebody(text, speech(*turn)))
    });
    let by_analyst = || {
        let asking = turns.clone().find(|turn| is_analyst(draft, *turn))?;
        let announced = asking.checked_sub(1).filter(|it| kind(*it) == Some(SpeakerKind::Operator));
        Some(announced.unwrap_or(asking))
    };
    let by_announcement = || {
        turns.clone().skip(first_speaker + 1).find(|turn| {
            let announced = turn.checked_sub(1).is_some_and(|it| says(it, Cue::QuestionsOpen));
            let asks = |turn: usize| speech(turn).iter().any(|it| it.of(text).contains('?'));
            announced && (asks(*turn) || asks(turn + 1))
        })
    };
    let earliest = match (by_operator, by_analyst()) {
        (Some(operator), Some(analyst)) => Some(operator.min(analyst)),
        (operator, analyst) => operator.or(analyst),
    };
    earliest.or_else(by_announcement)
}

fn is_analyst(draft: &Draft, turn: usize) -> bool {
    draft.turns.get(turn).is_some_and(|it| {
        let role = it.turn.role.as_deref().unwrap_or_default();
        let name = it.turn.speaker.as_deref().unwrap_or_default();
        Cue::AnalystTitle.is_in(role) || Cue::AnalystTitle.is_in(name)
    })
}

/// The operator's whole turn is `Jane Roe, Larch Securities.`
fn announces_somebody(text: &str, speech: &[Span]) -> bool {
    speech.last().is_some_and(|passage| {
        let said = passage.of(text);
        let said = said.strip_prefix("(Operator Instructions)").unwrap_or(said).trim();
        let firm = said.split_once(',').map(|(name, firm)| (name.trim(), firm.trim()));
        firm.is_some_and(|(name, firm)| {
            is_name(name) && words(firm).len() <= 6 && firm.starts_with(char::is_uppercase)
        })
    })
}

/// Where one speaker, or nobody, is named: the questions begin with the paragraph that announces the first,
/// or behind the paragraph that ends with it.
fn split_monologue(text: &str, draft: &mut Draft) -> Option<usize> {
    let found =
        draft.passages.iter().enumerate().skip(OPENING_PASSAGES).find_map(|(at, passage)| {
            let span = passage.span;
            passage.turn?;
            if !(Cue::Question.may_be_in(span.of(text))
                || Cue::QuestionsOpen.may_be_in(span.of(text)))
            {
                return None;
            }
            let found = words(span.of(text));
            let (start, _) = Cue::Question.find(&found).or_else(|| opens_now(&found))?;
            let late = start > found.len() / 2 && found.len() > 40;
            let last = Span::new(span.end, text.len()).of(text).trim().is_empty();
            Some(if late && !last { at + 1 } else { at })
        })?;
    draft.split_before(found)
}

/// An announcement that is not about later: `then we will open the line for questions`.
fn opens_now(found: &[super::word::Word<'_>]) -> Option<(usize, usize)> {
    let (start, end) = Cue::QuestionsOpen.find(found)?;
    let later = found.iter().take(end).skip(start.saturating_sub(8)).any(|word| {
        matches!(word.folded.as_ref(), "then" | "after" | "before" | "following" | "later")
    });
    (!later).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;

    /// First line of the questions, 0 for none.
    fn first_line(text: &str) -> usize {
        let call = read("call.txt", text.as_bytes()).unwrap();
        let qa = |turn: &super::Section| *turn == super::Section::Qa;
        call.passages
            .iter()
            .find(|p| p.turn.and_then(|t| call.turns.get(t)).is_some_and(|t| qa(&t.section)))
            .map_or(0, |passage| passage.line)
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, usize)] = &[
        // one paragraph a line, nobody named
        ("a\nb\nc\nd\ne\nSales rose.\nOur first question comes from Jane Roe.\nHi.", 7),
        ("a\nb\nc\nd\ne\nThen we will open the call for questions.\nSales rose.",    0),
        ("a\nb\nc\nd\ne\nOperator, please open the line for questions.\nHi.",         6),
        ("We will open the line for questions.\nb\nc\nd\ne\nf",                       0),
        // an announcement, then somebody who asks, without an operator
        ("Speaker 1\nSales rose.\nWe are now happy to take your questions.\nSpeaker 2\nHow are margins?\nSpeaker 1\nGood.", 4),
        ("Speaker 1\nToday is my birthday.\nSpeaker 2\nIt is.",                       0),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(first_line(given), *expected, "given: {given}");
        }
    }
}
