//! What the vocabularies know of a word by itself, found by one lookup.
//!
//! In:  a word. Out: [`Known`]. Not here: the vocabularies, which say themselves what their words are (`scope_word.rs`,
//! `period_opener.rs`, `phrase_book.rs`, `metric.rs`), nor what follows from a word.

use std::sync::LazyLock;

use super::metric::Metrics;
use super::period_opener::{self, Opener};
use super::phrase_book::all_firsts;
use super::phrase_ready::First;
use super::scope_word::{self, Sets};
use super::word_map::WordMap;
use crate::phrase::rewritten;

/// What the vocabularies know of a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(super) sets: Sets,
    pub(super) opener: Opener,
    /// The phrases that begin with it.
    pub(super) phrases: Option<&'static First<'static>>,
    /// Its number in the names of [`Metrics::built_in`].
    pub(super) metric: Option<u32>,
}

static UNKNOWN: Known =
    Known { sets: Sets::NONE, opener: Opener::NONE, phrases: None, metric: None };

/// No more words are known.
const WORDS: usize = 4096;

pub(super) static LEXICON: LazyLock<WordMap<Known>> = LazyLock::new(|| {
    let mut words = WordMap::<Known>::with_capacity(WORDS);
    let mut add = |word: &str, set| {
        let sets = &mut words.entry(word).sets;
        *sets = sets.and(set);
    };
    rewritten().for_each(|word| add(word, Sets::REWRITTEN));
    scope_word::each(add);
    period_opener::each(|word, add| add(&mut words.entry(word).opener));
    for first in all_firsts() {
        words.entry(&first.word).phrases = Some(first);
    }
    for (word, number) in Metrics::built_in().ready.phrases.words() {
        words.entry(word).metric = Some(number);
    }
    words
});

/// What is known of a word, whatever its case.
#[inline]
pub(super) fn known(word: &str) -> &'static Known {
    LEXICON.get(word).unwrap_or(&UNKNOWN)
}
