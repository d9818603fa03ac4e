//! The choices of a phrase: `{net|total|} sales` as `net`, `total` or nothing, then `sales`.
//!
//! In:  a phrase of the vocabulary. Out: its [`choices`] in canonical words, or the phrase [written out](expand).
//! Not here: finding phrases (`tree.rs`, `fact/phrase_book.rs`).

use std::borrow::Cow;
use std::ops::Range;

use super::canonical::{is_read_by_neighbours, of_phrase, words};
use crate::span::Span;

/// Writes out the choices of a phrase: `{net|} sales` gives `net sales` and ` sales`.
pub(crate) fn expand(phrase: &str) -> Vec<String> {
    let Some((head, choice, tail)) = next_choice(phrase) else { return vec![phrase.to_owned()] };
    let tails = expand(tail);
    choice
        .split('|')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{head}{choice}{tail}")))
        .collect()
}

/// In how many ways a phrase can be written; `None` where its braces do not fit each other, or one choice stands inside another.
pub(crate) fn ways(phrase: &str) -> Option<usize> {
    let (mut ways, mut rest) = (1_usize, phrase);
    while let Some((head, choice, tail)) = next_choice(rest) {
        if head.contains('}') || choice.contains('{') {
            return None;
        }
        ways = ways.saturating_mul(choice.split('|').count());
        rest = tail;
    }
    (!rest.contains(['{', '}'])).then_some(ways)
}

/// The text before the first choice, the choice, and the text behind it.
fn next_choice(phrase: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = phrase.split_once('{')?;
    let (choice, tail) = rest.split_once('}')?;
    Some((head, choice, tail))
}

/// A phrase in canonical words.
pub(crate) struct Choices<'p> {
    words: Vec<Cow<'p, str>>,
    /// What may stand at each place, as pieces of `words`.
    places: Vec<Vec<Range<usize>>>,
}

impl Choices<'_> {
    /// What may stand at each place.
    pub(super) fn places(&self) -> impl DoubleEndedIterator<Item = &[Range<usize>]> {
        self.places.iter().map(Vec::as_slice)
    }

    /// The words of a piece.
    pub(super) fn words(&self, piece: &Range<usize>) -> &[Cow<'_, str>] {
        self.words.get(piece.clone()).unwrap_or_default()
    }
}

/// The phrase with its choices, or where words run over the border of a choice, each way to write it.
pub(crate) fn choices(phrase: &str) -> Vec<Choices<'_>> {
    let parts = parts(phrase);
    if !words_end_at_borders(phrase, &parts) {
        let one = |phrase: &String| {
            let words: Vec<_> = words(phrase).into_iter().map(Cow::from).collect();
            Choices { places: vec![vec![0..words.len()]], words }
        };
        return expand(phrase).iter().map(one).collect();
    }
    let (words, starts): (Vec<_>, Vec<_>) =
        of_phrase(phrase).into_iter().map(|found| (found.word, found.span.start)).unzip();
    let place = |at: usize| starts.partition_point(|start| *start < at);
    let piece = |text: &Span| place(text.start)..place(text.end);
    let places = parts.iter().map(|part| part.iter().map(piece).collect()).collect();
    vec![Choices { words, places }]
}

/// Where the texts of a phrase and of its choices stand, in order.
fn parts(phrase: &str) -> Vec<Vec<Span>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some((head, choice, _)) = phrase.get(at..).and_then(next_choice) {
        let start = at + head.len() + 1;
        if !head.is_empty() {
            parts.push(vec![Span::new(at, at + head.len())]);
        }
        at = start;
        let texts = choice.split('|').map(|text| {
            let text = Span::new(at, at + text.len());
            // The sign behind it, `|` or `}`.
            at = text.end + 1;
            text
        });
        parts.push(texts.collect());
    }
    if at < phrase.len() {
        parts.push(vec![Span::new(at, phrase.len())]);
    }
    parts
}

/// Are the words of every way to write the phrase the words of its parts, put together?
///
/// They are where blanks stand at the borders, and no word is read by its neighbours: a comma and `non` are
/// (`canonical.rs`), so that no part with one of these is cut off.
fn words_end_at_borders(phrase: &str, parts: &[Vec<Span>]) -> bool {
    if parts.len() > 1 && looks_around(phrase) {
        return false;
    }
    let mut in_word = false;
    for part in parts {
        let mut texts = part.iter().map(|text| text.of(phrase));
        if in_word && texts.clone().any(|text| !text.is_empty() && !text.starts_with(' ')) {
            return false;
        }
        let may_be_empty = texts.clone().any(str::is_empty);
        let ends_in_word = texts.any(|text| !text.is_empty() && !text.ends_with(' '));
        in_word = ends_in_word || may_be_empty && in_word;
    }
    true
}

/// Has it a word that is read by its neighbours, or may it have one?
fn looks_around(phrase: &str) -> bool {
    let mut words = phrase.split(|c: char| !c.is_ascii_alphanumeric());
    phrase.contains([',', '-', '–']) || words.any(is_read_by_neighbours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                         expected: rows, each with its choices
        ("net sales",                    "[net sales]"),
        ("{net |total |}sales",          "[net|total|] [sales]"),
        ("sales{ growth| index|}",       "[sales] [growth|index|]"),
        ("{a|b} c {d|}",                 "[a|b] [c] [d|]"),
        ("{re|}purchases of {stock|}",   "[repurchases of stock] / [repurchases of] / [purchases of stock] / [purchases of]"),
        ("{a |}{b|c}{d|}",               "[a bd] / [a b] / [a cd] / [a c] / [bd] / [b] / [cd] / [c]"),
        ("{selling,|} general",          "[selling , general] / [general]"),
        ("{non|} gaap loss",             "[loss] / [loss]"),
        ("{Pro|Post} forma hop",         "[hop] / [post forma hop]"),
        ("",                             ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let row = |row: &Choices<'_>| {
                let text = |piece: &Range<usize>| row.words(piece).join(" ");
                let choice = |choice: &[Range<usize>]| {
                    format!("[{}]", choice.iter().map(text).collect::<Vec<_>>().join("|"))
                };
                row.places().map(choice).collect::<Vec<_>>().join(" ")
            };
            let shown = choices(given).iter().map(row).collect::<Vec<_>>().join(" / ");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const WAYS: &[(&str, Option<usize>)] = &[
        // given             expected
        ("plain",            Some(1)),
        ("{a|b} c {d|}",     Some(4)),
        ("{a|b",             None),
        ("a} b",             None),
        ("{a|{b|c}} d",      None),
        ("{a|b} c}",         None),
    ];

    #[test]
    fn ways_to_write() {
        for (given, expected) in WAYS {
            assert_eq!(ways(given), *expected, "given: {given}");
        }
        assert_eq!(ways(&"{a|b}".repeat(200)), Some(usize::MAX));
    }

    #[test]
    fn written_out() {
        assert_eq!(expand("{a|b} c {d|}"), ["a c d", "a c ", "b c d", "b c "]);
        assert_eq!(expand("plain"), ["plain"]);
    }
}
