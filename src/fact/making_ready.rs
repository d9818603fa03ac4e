//! The words that calls are read with, made ready before the first call asks for them.
//!
//! In:  nothing. Out: nothing. Not here: the words (their owners, who else make them ready when first asked).

use std::sync::LazyLock;

use super::lexicon::LEXICON;
use super::metric::Metrics;
use super::scope_heading::OPENINGS;
use super::word_sets::WORDS;

/// Makes the words ready that the first call would else wait for: to be called beside it, on a thread that is free.
pub fn make_ready() {
    // In the order in which a call asks for them.
    LazyLock::force(&LEXICON);
    let _ = Metrics::built_in().rows();
    LazyLock::force(&WORDS);
    LazyLock::force(&OPENINGS);
}
