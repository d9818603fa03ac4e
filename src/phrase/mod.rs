//! The phrases of a vocabulary, made ready to be found.
//!
//! In:  phrases as people write them in `grammar/`. Out: a [`PhraseTree`]. Not here: what a phrase means (`fact/metric_row.rs`, `fact/phrase_rows.rs`).
//!
//! It stands by itself, as the build script reads it too: the phrases that are built in are made ready when the program is
//! built, and those of a user with the same code when it runs.

mod canonical;
mod choice;
mod letters;
mod rows;
mod tree;

pub(crate) use canonical::{Canonical, Cut, canonical, rewritten, words};
pub(crate) use choice::{choices, expand, ways};
pub(crate) use letters::{char_at, is_same};
pub(crate) use rows::PhraseRows;
pub(crate) use tree::PhraseTree;

#[cfg(test)]
pub(crate) use canonical::plural;
