//! The words that calls are read with, made ready before the first call asks for them.
//!
//! In:  nothing. Out: nothing. Not here: the words (their owners, who else make them ready when first asked).

use std::sync::LazyLock;

use rayon::join;

use super::lexicon::LEXICON;
use super::metric::Metrics;
use super::scope_heading::OPENINGS;
use super::word_sets::WORDS;
use crate::quantity;

/// Makes the words ready that the first call would else wait for: side by side, and beside its reading.
pub fn make_ready() {
    let lexicon = || LazyLock::force(&LEXICON);
    let metrics = || Metrics::built_in().rows();
    let sets = || (LazyLock::force(&WORDS), LazyLock::force(&OPENINGS));
    join(lexicon, || join(quantity::make_ready, || join(metrics, sets)));
}
