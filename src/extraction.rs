//! The results of a run, as the tables and the report take them.

use crate::check::{Finding, TranslationRow};
use crate::fact::{Call, Fact, Numeral};
use crate::transcript::Transcript;

/// What one call gives.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The call as read.
    pub transcript: Transcript,
    /// Its row in the `calls` table.
    pub call: Call,
    /// Its facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// Its numerals, in the order of the text.
    pub numerals: Vec<Numeral>,
    /// Its mentions against their translations, in the order of the text.
    pub translations: Vec<TranslationRow>,
}

/// What all calls of one run give together.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// One a file, in the order in which the files were given.
    pub extractions: Vec<Extraction>,
    /// Results of all checks, within calls and across them.
    pub findings: Vec<Finding>,
}
