//! Stage 4: facts to findings.
//!
//! In:  the facts of all calls of one run. Out: [`Finding`]s, and the verdicts on translations.
//! Not here: any text of a call; a fact carries all that a check needs.

mod finding;

pub use finding::{Family, Finding, Severity, TranslationRow, TranslationVerdict};

use crate::Extraction;
use crate::fact::Fact;
use crate::transcript::Transcript;

/// Ties the facts of all calls of a run to each other.
#[must_use]
pub fn check(_extractions: &[Extraction]) -> Vec<Finding> {
    Vec::new()
}

/// Ties the mentions of a call to their translations.
#[must_use]
pub fn translations(_transcript: &Transcript, _facts: &[Fact]) -> Vec<TranslationRow> {
    Vec::new()
}
