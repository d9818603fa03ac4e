//! The phrases of a vocabulary by the word that each begins with, made ready to be found.
//!
//! In:  phrases with their senses (`phrase_rows.rs`). Out: [`Phrases`]. Not here: finding them (`phrase_book.rs`).
//!
//! The build script reads it too.

use std::borrow::Cow;

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
    /// The longest first.
    #[serde(borrow)]
    pub(super) known: Vec<Known<'v>>,
    /// What their second words begin with: a bit for each byte, by its last five bits, which do not tell capitals from others.
    pub(super) seconds: u32,
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
    /// The phrases that can stand before `rest` of a text: where no second word begins so, only the word by itself.
    pub(super) fn before(&self, rest: &[u8]) -> &[Known<'v>] {
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
pub(super) fn second(byte: &u8) -> u32 {
    1 << (byte & 31)
}

/// Length of the word that `text` begins with: the letters and digits of ASCII, of which all phrases are made.
pub(super) fn first_word(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}
