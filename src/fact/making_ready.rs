//! The words that calls are read with, made ready while the first call is opened.
//!
//! In:  nothing. Out: nothing. Not here: the words (their owners, who else make them ready when first asked).

use std::sync::LazyLock;

use super::lexicon::LEXICON;
use super::metric::Metrics;
use super::scope_heading::OPENINGS;
use super::word_sets::WORDS;
use crate::quantity;

/// Makes the words ready that the first call would else wait for, in the order in which it comes to them.
///
/// Beside its reading: who comes to words that are not ready makes them, and who comes second waits. So none of them may be made with the help
/// of other threads, one of which may be who waits.
pub fn make_ready() {
    LazyLock::force(&LEXICON);
    quantity::make_ready();
    let _ = Metrics::built_in().rows();
    LazyLock::force(&WORDS);
    LazyLock::force(&OPENINGS);
}
