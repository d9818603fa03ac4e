//! The phrases of a vocabulary by the word that each begins with, made ready to be found.
//!
//! In:  phrases with their senses (`phrase_rows.rs`). Out: [`Phrases`]. Not here: finding them (`phrase_book.rs`).
//!
//! The build script reads it too.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::phrase_sense::Sense;

/// All phrases.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Phrases<'v> {
    #[serde(borrow)]
    pub(super) firsts: Vec<First<'v>>,
    /// Lists of senses, which many phrases share.
    pub(super) senses: Vec<Vec<Sense>>,
    /// Lists of words, in front of one of which a phrase must stand; an empty one for anywhere.
    pub(super) before: Vec<Vec<String>>,
}

/// The phrases that begin with a word.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct First<'v> {
    /// In lower case.
    #[serde(borrow)]
    pub(super) word: Cow<'v, str>,
    /// By what their second words begin with, of each the longest first; then those without a second word, which may end with a
    /// sign (`vs.`).
    #[serde(borrow)]
    pub(super) known: Vec<Known<'v>>,
    /// What their second words begin with, a bit for each ([`second`]).
    pub(super) seconds: u32,
    /// Where those of each of these bits begin in `known`, and where those without a second word do.
    pub(super) starts: Vec<usize>,
}

/// A phrase of the vocabulary.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Known<'v> {
    /// What follows its first word.
    #[serde(borrow)]
    pub(super) rest: Cow<'v, str>,
    /// Which list of [`Phrases::senses`].
    pub(super) senses: usize,
    /// Which list of [`Phrases::before`].
    pub(super) before: usize,
}

impl<'v> First<'v> {
    /// The phrases that can stand before `rest` of a text.
    pub(super) fn before(&self, rest: &[u8]) -> impl Iterator<Item = &Known<'v>> {
        let ends = self.starts.last().copied().unwrap_or_default();
        let places = match rest {
            // More than one byte parts the words.
            [0xe2, ..] | [b' ' | b'\t', b' ' | b'\t', ..] => 0..ends,
            [_, byte, ..] => self.places(second(*byte)),
            _ => 0..0,
        };
        let alone = self.known.get(ends..).unwrap_or_default();
        self.known.get(places).unwrap_or_default().iter().chain(alone)
    }

    /// Where the phrases stand whose second words begin so.
    fn places(&self, second: u8) -> Range<usize> {
        if self.seconds >> second & 1 == 0 {
            return 0..0;
        }
        let before = self.seconds & !(u32::MAX << second);
        let mut starts = self.starts.iter().copied().skip(before.count_ones() as usize);
        let start = starts.next().unwrap_or_default();
        start..starts.next().unwrap_or(start)
    }
}

/// What tells the letters apart that a word begins with, but not capitals from others.
pub(super) fn second(byte: u8) -> u8 {
    byte & 31
}

/// Length of the word that `text` begins with: the letters and digits of ASCII, of which all phrases are made.
pub(super) fn first_word(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}
