//! Stage 4: facts to findings.
//!
//! In:  the facts of all calls of one run. Out: [`Finding`]s, and the verdicts on translations.
//! Not here: any text of a call; a fact carries all that a check needs.

mod arbiter;
mod beside;
mod binding;
mod culprit;
mod equation_form;
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
pub(crate) mod invented;
mod line;
mod mend;
mod plausible;
mod propagate;
mod reach;
mod reading;
mod ready;
mod restatement;
mod rows;
mod scale;
mod series;
mod solve;
mod standing;
mod supported;
mod system;
mod ties;
mod translation;
mod unit;
mod verdict;
mod wording;

pub(crate) use binding::{basis_key, loose, rounded};
pub use finding::{Family, Finding, Severity, TranslationRow, TranslationVerdict};
pub(crate) use index::{is_outsider, scope_key};
pub use interval::Interval;
pub use propagate::Derived;
pub(crate) use ready::Ready;
pub use rows::{Checks, ChecksError};
pub(crate) use standing::Standing;
pub(crate) use translation::{Direction, Pair, Said};
pub(crate) use wording::{amount, interval, source, subject};

use crate::Extraction;

/// Ties the facts of all calls of a run to each other; also what follows from them that nobody said.
#[must_use]
pub fn check(extractions: &[Extraction], checks: &Checks) -> (Vec<Finding>, Vec<Derived>) {
    check_ready(extractions, &Ready::new(checks))
}

/// As [`check`], by checks that were made ready before.
pub(crate) fn check_ready(
    extractions: &[Extraction],
    ready: &Ready<'_>,
) -> (Vec<Finding>, Vec<Derived>) {
    let tied = ties::tie(extractions, ready);
    let facts = extractions.iter().flat_map(|one| &one.facts);
    let derived = supported::supported(tied.derived, &tied.findings, facts);
    (tied.findings, derived)
}

/// Ties the mentions of a call to their translations.
#[must_use]
pub(crate) fn translations(pairs: &[Pair<'_>]) -> Vec<TranslationRow> {
    pairs.iter().flat_map(translation::compare).collect()
}
