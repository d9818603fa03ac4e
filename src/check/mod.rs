//! Stage 4: facts to findings.
//!
//! In:  the facts of all calls of one run. Out: [`Finding`]s, and the verdicts on translations.
//! Not here: any text of a call; a fact carries all that a check needs.

mod binding;
mod finding;
mod formula;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test over fixed files")]
mod gold;
mod guidance;
mod identity;
mod index;
mod interval;
#[cfg(test)]
mod invented;
mod mend;
mod reading;
mod restatement;
mod ties;
mod unit;
mod verdict;
mod wording;

pub use finding::{Family, Finding, Severity, TranslationRow, TranslationVerdict};
pub use identity::explain;
pub use interval::Interval;

use crate::Extraction;
use crate::fact::Fact;
use crate::transcript::Transcript;

/// Ties the facts of all calls of a run to each other.
#[must_use]
pub fn check(extractions: &[Extraction]) -> Vec<Finding> {
    ties::tie(extractions)
}

/// Ties the mentions of a call to their translations.
#[must_use]
pub fn translations(_transcript: &Transcript, _facts: &[Fact]) -> Vec<TranslationRow> {
    Vec::new()
}
