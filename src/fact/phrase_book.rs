//! The closed vocabulary that ties figures to their sentences: bases, comparisons, directions, outlook, causes, clause words.
//!
//! In:  `grammar/{bases,comparisons,directions,outlook,causes,clauses}.toml`, made ready. Out: [`phrases`], with their senses.
//! Not here: the files (`phrase_rows.rs`), metrics (`metric.rs`), periods (`period_phrase.rs`).

use std::sync::LazyLock;

use super::lexicon::known;
use super::phrase_ready::{First, Phrases, first_word};
use super::scope_word::Sets;
use super::word::Word;
use crate::grammar::{self, made_ready};
use crate::span::Span;

pub(crate) use super::phrase_sense::{Direction, Effect, Form, Outlook, Sense};

/// The phrases that come with the program.
static BOOK: LazyLock<Phrases<'static>> = LazyLock::new(|| grammar::ready(made_ready!("phrases")));

/// The first words of all phrases, with the phrases that begin with each.
pub(super) fn all_firsts() -> &'static [First<'static>] {
    &BOOK.firsts
}

/// A phrase in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) span: Span,
    pub(crate) senses: &'static [Sense],
}

impl First<'static> {
    /// The longest phrase in whole words that begins with the word at `first`, when it may stand there.
    fn begins(&'static self, text: &str, first: Span) -> Option<Phrase> {
        let rest = text.as_bytes().get(first.end..)?;
        // "from last year's" is not "from last year", but it is "from".
        let standing = self.before(rest).filter_map(|known| {
            let span = Span::new(first.start, first.end + reach(rest, known.rest.as_bytes())?);
            is_whole(text, span).then_some((span, known))
        });
        let (span, known) = standing.max_by_key(|(_, known)| known.rest.len())?;
        let next = || {
            text.get(span.end..)?
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| !word.is_empty())
        };
        let before = BOOK.before.get(known.before)?;
        let stands = before.is_empty()
            || next().is_some_and(|next| before.iter().any(|word| word.eq_ignore_ascii_case(next)));
        stands.then_some(Phrase { span, senses: BOOK.senses.get(known.senses)? })
    }
}

/// How far a phrase that goes on with `known` reaches into `rest`: whatever the case, however many blanks part its words,
/// whichever hyphen joins them.
fn reach(rest: &[u8], known: &[u8]) -> Option<usize> {
    let mut at = 0;
    for &byte in known {
        at += match (byte, rest.get(at..)?) {
            (b' ', rest @ [b' ' | b'\t', ..]) => {
                rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
            }
            // U+2010, U+2011, an en dash
            (b'-', [0xe2, 0x80, 0x90 | 0x91 | 0x93, ..]) => 3,
            (byte, [said, ..]) if said.eq_ignore_ascii_case(&byte) => 1,
            _ => return None,
        };
    }
    Some(at)
}

/// The phrases of `text`, which these are the words of: leftmost, longest, whole words, not overlapping.
pub(crate) fn phrases(text: &str, words: &[Word<'_>]) -> impl Iterator<Item = Phrase> {
    let mut from = 0;
    words.iter().flat_map(firsts).filter_map(move |(first, phrases)| {
        let phrase = Some(first).filter(|first| first.start >= from);
        let phrase = phrase.and_then(|first| phrases.begins(text, first))?;
        from = phrase.span.end;
        Some(phrase)
    })
}

/// The first words of phrases in a word: it is one itself, or some of its letters are (`R&D`).
fn firsts<'w>(word: &'w Word<'_>) -> impl Iterator<Item = (Span, &'static First<'static>)> + 'w {
    let own = word.known.phrases.map(|first| (word.span, first));
    let mixed = if word.sets.has(Sets::MIXED) { word.text } else { "" };
    let mut at = 0;
    let inside = std::iter::from_fn(move || {
        let rest = mixed.as_bytes().get(at..)?;
        let start = at + rest.iter().position(u8::is_ascii_alphanumeric)?;
        at = start + first_word(mixed.get(start..)?);
        Some(Span::new(start, at))
    });
    let inside = inside.filter_map(|piece| {
        Some((piece.shifted(word.span.start), known(piece.of(word.text)).phrases?))
    });
    own.into_iter().chain(inside)
}

/// Does `span` begin and end at the border of a word? A hyphen inside a word is no border.
fn is_whole(text: &str, span: Span) -> bool {
    let mut before = text.get(..span.start).unwrap_or_default().chars().rev();
    let mut after = text.get(span.end..).unwrap_or_default().chars();
    let border = |first: Option<char>, second: Option<char>| match first {
        None => true,
        Some('-') => !second.is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric(),
    };
    // "than last year's" is not "than last year".
    let mut rest = after.clone();
    let possessive = matches!(rest.next(), Some('\'' | '’')) && rest.next() == Some('s');
    border(before.next(), before.next()) && border(after.next(), after.next()) && !possessive
}

#[cfg(test)]
mod tests {
    use super::super::phrase_rows::{FILES, File};
    use super::super::word::words;
    use super::*;
    use crate::phrase::expand;

    #[test]
    fn every_row_proves_itself() {
        for name in FILES {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar");
            let text = std::fs::read_to_string(format!("{path}/{name}.toml")).unwrap();
            let file: File = toml::from_str(&text).unwrap();
            for row in file.phrase {
                let sense = row.sense().unwrap();
                let found = |text: &str| {
                    phrases(text, &words(text)).any(|phrase| phrase.senses.contains(&sense))
                };
                for word in row.words.iter().flat_map(|word| expand(word)) {
                    assert_eq!(word.to_lowercase(), word, "{name}: words are in lower case");
                    let shown = match row.before.first() {
                        Some(next) => format!("{word} {next}"),
                        None => word.clone(),
                    };
                    assert!(found(&shown), "{name}: {shown:?} is not found as {sense:?}");
                }
                for example in &row.examples {
                    assert!(found(example), "{name}: {example:?} has no {sense:?}");
                }
                for reject in &row.rejects {
                    assert!(!found(reject), "{name}: {reject:?} has {sense:?}");
                }
            }
        }
    }

    #[rustfmt::skip]
    const WRITTEN: &[(&str, &str)] = &[
        // given                       expected: the phrase
        ("a non-GAAP figure",          "non-GAAP"),
        ("a non\u{2011}GAAP figure",   "non\u{2011}GAAP"),
        ("a non–GAAP figure",          "non–GAAP"),
        ("a Non  GAAP figure",         "Non  GAAP"),
        ("year\u{2010}over\u{2010}year", "year\u{2010}over\u{2010}year"),
        ("year  over\tyear",           "year  over\tyear"),
        ("a non—figure",               ""),
    ];

    #[test]
    fn phrases_are_found_with_other_hyphens_and_more_blanks() {
        for (given, expected) in WRITTEN {
            let found: Vec<&str> =
                phrases(given, &words(given)).map(|phrase| phrase.span.of(given)).collect();
            assert_eq!(found.join(" / "), *expected, "given: {given}");
        }
    }

    /// "Texas were" holds the letters of "as we".
    #[test]
    fn phrases_that_begin_inside_a_word_hide_none() {
        let found: Vec<Span> =
            phrases("Texas were", &words("Texas were")).map(|phrase| phrase.span).collect();
        assert_eq!(found, [Span::new(6, 10)]);
    }
}
