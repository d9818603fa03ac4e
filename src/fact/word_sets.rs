//! Closed sets of words that the binding reads a clause with.
//!
//! In:  `grammar/words.toml`. Out: [`WORDS`]. Not here: phrases with a sense of their own (`phrase_book.rs`).

use std::sync::LazyLock;

use aho_corasick::BuildError;
use serde::Deserialize;

use super::word::ends_with;
use super::word_map::WordMap;
use crate::grammar::{self, built_in};
use crate::transcript::AnyOf;

/// The sets that come with the program.
pub(super) static WORDS: LazyLock<WordSets> = LazyLock::new(|| grammar::rows(built_in!("words")));

/// `grammar/words.toml`: each set with what its words have in common.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordSets {
    /// Words that say nothing of how a figure stands.
    pub(super) light: WordSet,
    /// Words that name no subject.
    pub(super) plain: WordSet,
    /// Words of an answer that name no subject.
    pub(super) talk: WordSet,
    /// Nouns that make another figure of the metric before them: a coverage ratio is no liquidity.
    pub(super) heads: WordSet,
    /// Words before a weak name that do not make another name of it.
    pub(super) qualifiers: WordSet,
    /// Words that name a cost inside a figure: what includes them is lower by them.
    pub(super) costs: WordSet,
    /// Words that name a gain inside a figure: what includes them is higher by them.
    pub(super) gains: WordSet,
    /// Words that turn a neutral impact down.
    pub(super) adverse: WordSet,
    /// Verbs whose subject is a cause: what they act on stands behind them.
    pub(super) active: WordSet,
    /// Nouns of causes that act on a company's figures from outside.
    pub(super) outside: WordSet,
    /// Openings of an adjustment.
    pub(super) left_out: WordSet,
    /// Verbs that leave something out in thought.
    pub(super) strips: WordSet,
    /// Verbs that report: after them a clause is no outlook any more.
    pub(super) reports: WordSet,
    /// Verbs that say that a target was passed, so that the target is not what is told.
    pub(super) surpassed: WordSet,
    /// Verbs of which only what earns money is the subject.
    pub(super) earns: WordSet,
    /// Words that end a noun phrase.
    pub(super) links: WordSet,
    /// Phrases of a sentence that speaks of all figures to come.
    pub(super) for_all: PhraseSet,
    /// Words without which a sentence announces no comparison of results.
    pub(super) of_results: PhraseSet,
    /// Verbs of how a part of the company did, which make what stands before them a part.
    pub(super) performs: WordSet,
    /// What a company builds or buys to use for years: money that is invested in it is capital.
    pub(super) built: WordSet,
    /// Verbs that revise guidance.
    pub(super) revisions: WordSet,
    /// Verbs that put right what was reported.
    pub(super) restates: WordSet,
}

/// Words or short phrases, in lower case.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordSet {
    words: Vec<String>,
    known: WordMap<()>,
    /// The first word of each.
    first: WordMap<()>,
}

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        let (mut known, mut first) = (WordMap::default(), WordMap::default());
        for word in &words {
            let () = *known.entry(word);
            let () = *first.entry(word.split(' ').next().unwrap_or_default());
        }
        Self { words, known, first }
    }
}

impl WordSet {
    /// Is `text` one of them, whatever the case?
    #[inline]
    pub(super) fn has(&self, text: &str) -> bool {
        self.known.get(text).is_some()
    }

    /// Does one of them have `word` for its first word, whatever the case?
    #[inline]
    pub(super) fn begins_with(&self, word: &str) -> bool {
        self.first.get(word).is_some()
    }

    /// Does `text` end with one of them, whatever the case (`savings` for `saving`, `write-downs` for `downs`)?
    pub(super) fn ends(&self, text: &str) -> bool {
        self.words.iter().any(|word| ends_with(text, word))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

/// Phrases, in lower case, that are looked for inside a text.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct PhraseSet(AnyOf);

impl TryFrom<Vec<String>> for PhraseSet {
    type Error = BuildError;

    fn try_from(phrases: Vec<String>) -> Result<Self, BuildError> {
        AnyOf::new(phrases.iter().map(String::as_str)).map(Self)
    }
}

impl PhraseSet {
    /// Does one of them stand in `text`, whatever the case?
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.find(&text.to_ascii_lowercase(), 0).is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_proves_itself() {
        let sets: toml::Table = toml::from_str(include_str!("../../grammar/words.toml")).unwrap();
        for (name, set) in &sets {
            let words: Vec<&str> =
                set.as_array().unwrap().iter().filter_map(|word| word.as_str()).collect();
            let distinct: HashSet<&str> = words.iter().copied().collect();
            assert_eq!(distinct.len(), words.len(), "{name} has a word twice");
            assert!(
                words.iter().all(|word| *word == word.to_lowercase()),
                "{name}: words are in lower case"
            );
        }
        assert!(WORDS.costs.ends("Charges") && !WORDS.costs.ends("benefit"));
    }
}
