//! The closed vocabulary that ties figures to their sentences: bases, comparisons, directions, outlook, causes, clause words.
//!
//! In:  `grammar/{bases,comparisons,directions,outlook,causes,clauses}.toml`. Out: [`phrases`], with their senses.
//! Not here: metrics (`metric.rs`), periods (`period_phrase.rs`).

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::label::{Basis, Compare};
use super::lexicon::known;
use super::scope_word::Sets;
use super::word::Word;
use crate::grammar::{self, built_in};
use crate::phrase::expand;
use crate::span::Span;

/// What a phrase does in a sentence. One phrase can do several things.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Sense {
    Basis(Basis),
    Compare(Compare),
    /// A figure moved.
    Move(Direction, Form),
    /// One cause acts on a figure.
    Effect(Effect, Form),
    Outlook(Outlook),
    /// `represented`: a part of a total follows.
    ShareVerb,
    /// `compared to`: a figure to compare with follows.
    Versus,
    /// `from`, `over`: where a movement began.
    From,
    /// `driven by`: what follows explains the figure before.
    Cause,
    /// `while`: another clause follows.
    Break,
    /// `was`, `of`: the figure of the subject follows.
    Copula,
    /// `this`, `it`: the subject is what was spoken of before.
    Pronoun,
    /// `respectively`: two lists are paired in order.
    Respectively,
}

/// Which way a figure moved.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Direction {
    Up,
    Down,
    /// The metric's polarity decides.
    Better,
    /// The metric's polarity decides.
    Worse,
}

/// What a cause does to a figure.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Effect {
    Tailwind,
    Headwind,
    /// Said without its direction.
    Impact,
    /// `which included`: an item inside the figure.
    Includes,
}

/// How a phrase stands to its figure.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// Before it: `grew 5%`.
    Verb,
    /// After it, or before it with `of`: `a 5% increase`, `growth of 5%`.
    Noun,
    /// After it: `5% higher`.
    Adjective,
}

/// How a phrase of outlook governs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Outlook {
    /// The figures after it in its clause.
    Verb,
    /// A figure that is tied to it.
    Noun,
    /// Nothing: what it stands in is a report (`as expected`).
    Report,
}

/// One row of a phrase file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    sense: String,
    form: Option<Form>,
    /// Phrases; `{a|b|}` stands for each of its choices.
    words: Vec<String>,
    /// The words stand for the sense only in front of one of these.
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that proves the rows"))]
    examples: Vec<String>,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that proves the rows"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<Row>,
}

/// The built-in phrase files.
const FILES: [(&str, &str); 6] = [
    ("bases.toml", built_in!("bases")),
    ("comparisons.toml", built_in!("comparisons")),
    ("directions.toml", built_in!("directions")),
    ("outlook.toml", built_in!("outlook")),
    ("causes.toml", built_in!("causes")),
    ("clauses.toml", built_in!("clauses")),
];

/// Why a phrase file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PhraseError {
    #[error("{file}: unknown sense {sense:?}")]
    Sense { file: String, sense: String },
}

/// All phrases, compiled once.
pub(crate) struct PhraseBook {
    /// The phrases that begin with a word, the longest first.
    by_first: HashMap<String, First>,
}

/// The phrases that begin with a word.
#[derive(Debug, Default)]
pub(super) struct First {
    /// The longest first.
    known: Vec<Known>,
    /// What their second words begin with: a bit for each byte, by its last five bits, which do not tell capitals from others.
    seconds: u32,
}

impl First {
    fn add(&mut self, known: Known) {
        self.seconds |= match known.rest.as_bytes() {
            [] => 0,
            // Only a sign follows (`vs.`): behind that anything may stand.
            [_] => u32::MAX,
            [_, letter, ..] => second(letter),
        };
        self.known.push(known);
    }

    /// The phrases that can stand before `rest` of a text: where no second word begins so, only the word by itself.
    fn before(&self, rest: &[u8]) -> &[Known] {
        let begins = match rest {
            // More than one byte parts the words.
            [0xe2, ..] | [b' ' | b'\t', b' ' | b'\t', ..] => true,
            [_, byte, ..] => self.seconds & second(byte) != 0,
            _ => self.seconds == u32::MAX,
        };
        if begins {
            return &self.known;
        }
        self.known.last().filter(|last| last.rest.is_empty()).map_or(&[], std::slice::from_ref)
    }
}

/// The bit of a byte in [`First::seconds`].
fn second(byte: &u8) -> u32 {
    1 << (byte & 31)
}

/// A phrase of the vocabulary.
#[derive(Debug)]
struct Known {
    /// What follows its first word.
    rest: String,
    senses: Vec<Sense>,
    /// The words in front of which it must stand; empty for anywhere.
    before: Vec<String>,
}

/// A phrase in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) span: Span,
    pub(crate) senses: &'static [Sense],
}

impl PhraseBook {
    /// The phrases that come with the program.
    pub(crate) fn built_in() -> &'static Self {
        static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| {
            #[expect(
                clippy::expect_used,
                reason = "built-in data, proved by every_row_proves_itself"
            )]
            PhraseBook::new(&FILES).expect("the built-in phrase files are valid")
        });
        &BOOK
    }

    /// Compiles phrase files, given as (name, contents).
    ///
    /// # Errors
    /// A sense that does not exist.
    fn new(files: &[(&str, &str)]) -> Result<Self, PhraseError> {
        let mut order: Vec<String> = Vec::new();
        let mut senses: Vec<Vec<Sense>> = Vec::new();
        let mut before: Vec<Vec<String>> = Vec::new();
        let mut place: HashMap<String, usize> = HashMap::default();
        for (name, contents) in files {
            for row in rows(contents) {
                let sense = sense_of(&row).ok_or_else(|| PhraseError::Sense {
                    file: (*name).to_owned(),
                    sense: row.sense.clone(),
                })?;
                // "and we expect" is the outlook "we expect", behind the break "and we".
                let outlook = matches!(sense, Sense::Outlook(_));
                let joined = row.words.iter().filter(|word| outlook && word.starts_with("we"));
                let joined: Vec<String> = joined.map(|word| format!("and {word}")).collect();
                for word in row.words.iter().flat_map(|word| expand(word)).chain(joined) {
                    let at = *place.entry(word.clone()).or_insert_with(|| {
                        order.push(word);
                        senses.push(Vec::new());
                        before.push(row.before.clone());
                        senses.len() - 1
                    });
                    if let Some(known) = senses.get_mut(at)
                        && !known.contains(&sense)
                    {
                        known.push(sense);
                        if outlook && order.get(at).is_some_and(|word| word.starts_with("and we")) {
                            known.push(Sense::Break);
                        }
                    }
                }
            }
        }
        let mut by_first = HashMap::<String, First>::default();
        for ((word, senses), before) in order.into_iter().zip(senses).zip(before) {
            let (first, rest) = word.split_at(first_word(&word));
            by_first.entry(first.to_owned()).or_default().add(Known {
                rest: rest.to_owned(),
                senses,
                before,
            });
        }
        for First { known, .. } in by_first.values_mut() {
            known.sort_by_key(|known| std::cmp::Reverse(known.rest.len()));
        }
        Ok(Self { by_first })
    }

    /// The first words of all phrases, with the phrases that begin with each.
    pub(super) fn firsts(&self) -> impl Iterator<Item = (&str, &First)> {
        self.by_first.iter().map(|(word, first)| (word.as_str(), first))
    }
}

impl First {
    /// The longest phrase in whole words that begins with the word at `first`, when it may stand there.
    fn begins(&'static self, text: &str, first: Span) -> Option<Phrase> {
        let rest = text.as_bytes().get(first.end..)?;
        // "from last year's" is not "from last year", but it is "from".
        let (span, known) = self.before(rest).iter().find_map(|known| {
            let span = Span::new(first.start, first.end + reach(rest, known.rest.as_bytes())?);
            is_whole(text, span).then_some((span, known))
        })?;
        let next = || {
            text.get(span.end..)?
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| !word.is_empty())
        };
        let before = &known.before;
        let stands = before.is_empty()
            || next().is_some_and(|next| before.iter().any(|word| word.eq_ignore_ascii_case(next)));
        stands.then_some(Phrase { span, senses: &known.senses })
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
fn firsts<'w>(word: &'w Word<'_>) -> impl Iterator<Item = (Span, &'static First)> + 'w {
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

/// Length of the word that `text` begins with: the letters and digits of ASCII, of which all phrases are made.
fn first_word(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}

fn rows(contents: &str) -> Vec<Row> {
    grammar::rows::<File>(contents).phrase
}

fn sense_of(row: &Row) -> Option<Sense> {
    let form = row.form;
    Some(match row.sense.as_str() {
        "gaap" => Sense::Basis(Basis::Gaap),
        "non_gaap" => Sense::Basis(Basis::NonGaap),
        "organic" => Sense::Basis(Basis::Organic),
        "reported" => Sense::Basis(Basis::Reported),
        "constant_currency" => Sense::Basis(Basis::ConstantCurrency),
        "yoy" => Sense::Compare(Compare::Yoy),
        "qoq" => Sense::Compare(Compare::Qoq),
        "other" => Sense::Compare(Compare::Other),
        "up" => Sense::Move(Direction::Up, form?),
        "down" => Sense::Move(Direction::Down, form?),
        "better" => Sense::Move(Direction::Better, form?),
        "worse" => Sense::Move(Direction::Worse, form?),
        "tailwind" => Sense::Effect(Effect::Tailwind, form?),
        "headwind" => Sense::Effect(Effect::Headwind, form?),
        "impact" => Sense::Effect(Effect::Impact, form?),
        "includes" => Sense::Effect(Effect::Includes, form?),
        "outlook_verb" => Sense::Outlook(Outlook::Verb),
        "outlook_noun" => Sense::Outlook(Outlook::Noun),
        "outlook_report" => Sense::Outlook(Outlook::Report),
        "share_verb" => Sense::ShareVerb,
        "versus" => Sense::Versus,
        "from" => Sense::From,
        "cause" => Sense::Cause,
        "break" => Sense::Break,
        "copula" => Sense::Copula,
        "pronoun" => Sense::Pronoun,
        "respectively" => Sense::Respectively,
        _ => return None,
    })
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
    use super::super::word::words;
    use super::*;

    #[test]
    fn every_row_proves_itself() {
        for (name, contents) in FILES {
            for row in rows(contents) {
                let sense = sense_of(&row).unwrap();
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

    #[test]
    fn unknown_sense_is_named() {
        let rows = r#"{"phrase": [{"sense": "upp", "words": ["x"]}]}"#;
        let error = PhraseBook::new(&[("own.toml", rows)]);
        assert_eq!(error.err().unwrap().to_string(), "own.toml: unknown sense \"upp\"");
    }
}
