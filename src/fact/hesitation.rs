//! What a speaker says while looking for words: `uh`, `you know`, `the, the`, `eq- equity`.
//!
//! In:  the [`Mark`]s of a sentence as it was spoken. Out: the marks of what was meant.
//! Not here: hesitations inside a number (`quantity/number.rs`).

use std::sync::LazyLock;

use super::mark::{Is, Mark};
use super::phrase_book::Sense;
use super::word_map::WordMap;

/// Sounds that stand for no word.
const SOUNDS: [&str; 9] = ["uh", "um", "eh", "er", "ah", "uhm", "umm", "hmm", "mm"];

/// Words that say nothing where commas part them from the sentence.
const ASIDES: [&[&str]; 4] =
    [&["you", "know"], &["i", "mean"], &["i", "guess"], &["if", "you", "will"]];

/// The sounds, and the first words of the asides.
static FILLERS: LazyLock<WordMap<()>> = LazyLock::new(|| {
    let mut fillers = WordMap::default();
    for word in SOUNDS.iter().chain(ASIDES.iter().filter_map(|aside| aside.first())) {
        let () = *fillers.entry(word);
    }
    fillers
});

/// How many words may be said twice: `in the, in the second quarter`.
const LONGEST_REPEAT: usize = 3;

/// Takes out the hesitations of a sentence.
pub(super) fn without_hesitations(marks: Vec<Mark<'_>>) -> Vec<Mark<'_>> {
    let marks = without_fillers(marks);
    let again = |at: usize| marks.get(at..).and_then(said_again).is_some();
    if !may_repeat(&marks) {
        debug_assert!(!(0..marks.len()).any(again));
        return marks;
    }
    if !(0..marks.len()).any(again) {
        return marks;
    }
    let mut out: Vec<Mark<'_>> = Vec::with_capacity(marks.len());
    let mut rest = marks.as_slice();
    while let Some((mark, behind)) = rest.split_first() {
        if let Some(again) = said_again(rest) {
            rest = again;
        } else {
            out.push(mark.clone());
            rest = behind;
        }
    }
    out
}

/// Is a word the same as the next one, the first of a few words before a comma as the one behind it, or broken off by a hyphen?
/// Nothing else is said again.
fn may_repeat(marks: &[Mark<'_>]) -> bool {
    marks.windows(2).enumerate().any(|(at, pair)| match pair {
        [comma, next] if comma.is(",") => {
            let before = marks.get(at.saturating_sub(LONGEST_REPEAT)..at).unwrap_or_default();
            before.iter().any(|before| next.is(before.text))
        }
        [hyphen, next] if hyphen.is("-") => hyphen.span.end < next.span.start,
        [word, next] => next.is(word.text),
        _ => false,
    })
}

/// What stands behind words that are said, or begun, again at once.
fn said_again<'m, 't>(rest: &'m [Mark<'t>]) -> Option<&'m [Mark<'t>]> {
    (1..=LONGEST_REPEAT).find_map(|length| repeated(rest, length)).or_else(|| begun(rest))
}

/// Takes out sounds and asides, with the commas that part them from the sentence.
fn without_fillers(marks: Vec<Mark<'_>>) -> Vec<Mark<'_>> {
    let fills = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| marks.get(before));
        marks.get(at..).and_then(|rest| filler(rest, before)).is_some()
    };
    if !(0..marks.len()).any(fills) {
        return marks;
    }
    let mut out: Vec<Mark<'_>> = Vec::with_capacity(marks.len());
    let mut rest = marks.as_slice();
    while let Some((mark, behind)) = rest.split_first() {
        let Some(after) = filler(rest, out.last()) else {
            out.push(mark.clone());
            rest = behind;
            continue;
        };
        rest = after;
        let comma = out.pop_if(|last| last.is(","));
        let comma = match after.split_first() {
            Some((next, behind)) if next.is(",") => {
                rest = behind;
                comma.or_else(|| Some(next.clone()))
            }
            _ => comma,
        };
        // "5%, uh, and": the comma parts two clauses; "was, uh, 5%": it parts nothing.
        let parts = out.last().is_some_and(Mark::is_quantity)
            || rest
                .first()
                .is_none_or(|next| next.has(Sense::Break) || next.is_any(&["and", "but", "or"]))
            || filler(rest, comma.as_ref()).is_some();
        if parts && !out.is_empty() {
            out.extend(comma);
        }
    }
    out
}

/// What stands behind the filler that `rest` begins with.
fn filler<'m, 't>(rest: &'m [Mark<'t>], before: Option<&Mark<'t>>) -> Option<&'m [Mark<'t>]> {
    let (first, behind) = rest.split_first()?;
    FILLERS.get(first.text)?;
    if first.is_any(&SOUNDS) && matches!(first.is, Is::Word) {
        return Some(behind);
    }
    let parted = |mark: Option<&Mark<'t>>| mark.is_none_or(|mark| matches!(mark.is, Is::Sign));
    ASIDES.iter().find_map(|aside| {
        let said = rest.get(..aside.len())?;
        let behind = rest.get(aside.len()..)?;
        let same = said.iter().zip(*aside).all(|(mark, word)| mark.is(word));
        (same && parted(before) && parted(behind.first())).then_some(behind)
    })
}

/// Words that are said again at once: what stands behind the first time.
fn repeated<'m, 't>(rest: &'m [Mark<'t>], length: usize) -> Option<&'m [Mark<'t>]> {
    let said = rest.get(..length)?;
    let behind = rest.get(length..)?;
    let comma = behind.first().is_some_and(|mark| mark.is(","));
    if !comma && length > 1 {
        return None;
    }
    let again = if comma { behind.get(1..)? } else { behind };
    let same = again.get(..length)?.iter().zip(said).all(|(again, said)| again.is(said.text));
    let words = said.iter().all(|mark| !mark.is_quantity() && !matches!(mark.is, Is::Sign));
    (same && words).then_some(again)
}

/// A word that breaks off and is begun again: `eq- equity`.
fn begun<'m, 't>(rest: &'m [Mark<'t>]) -> Option<&'m [Mark<'t>]> {
    let [begun, hyphen, again, ..] = rest else { return None };
    if !hyphen.is("-") {
        return None;
    }
    let tight = begun.span.end == hyphen.span.start && hyphen.span.end < again.span.start;
    let same = again
        .text
        .get(..begun.text.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(begun.text));
    let word = matches!(begun.is, Is::Word | Is::Phrase(_));
    (tight && same && word).then(|| rest.get(2..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::mark::marks;
    use super::super::testing::labels;
    use super::super::word::{Sentence, words};
    use crate::quantity::scan;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                               expected
        ("Revenue, uh, was, um, strong.",                      "Revenue was strong ."),
        ("Um, so, uh, revenue was strong.",                    "so revenue was strong ."),
        ("It grew 5%, uh, and margins, you know, fell.",       "It grew 5% , and margins fell ."),
        ("In the, in the, the West we grew.",                  "in the West we grew ."),
        ("Our eq- equity and re- revenue.",                    "Our equity and revenue ."),
        ("You know our on- and offshore rigs.",                "You know our on - and offshore rigs ."),
        ("It fell 2%, 2% in all.",                             "It fell 2% , 2% in all ."),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let quantities = scan(given).quantities;
            let sentence = Sentence { text: given, words: &words(given) };
            let marks = marks(sentence, &quantities);
            let shown: Vec<&str> = marks.iter().map(|mark| mark.text).collect();
            assert_eq!(shown.join(" "), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const LABELS: &[(&str, &str)] = &[
        // given                                                                       expected: metric/scope/period
        ("Revenue in our, uh, Foundry segment was, you know, about $6 million.",       "$6 million: revenue/Foundry/2024-Q2"),
        ("In the, in the first quarter, the, uh, gross margin was, was 40%.",          "40%: gross_margin/total/2024-Q1"),
    ];

    #[test]
    fn figures_are_read_past_hesitations() {
        for (given, expected) in LABELS {
            assert_eq!(labels(given, &["metric", "scope", "period"]), *expected, "given: {given}");
        }
    }
}
