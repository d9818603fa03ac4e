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
mod found;
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
pub use ready::Ready;
pub use rows::{Checks, ChecksError};
pub(crate) use standing::Standing;
pub(crate) use ties::in_order;
pub(crate) use translation::{Direction, Pair, Said};
pub(crate) use wording::{amount, interval, source, subject};

use crate::Extraction;

/// Ties the facts of all calls of a run to each other; also what follows from them that nobody said.
#[must_use]
pub fn check(extractions: &[Extraction], checks: &Checks) -> (Vec<Finding>, Vec<Derived>) {
    let (findings, (_, derived)) = check_ready(extractions, &Ready::from(checks));
    (findings, derived)
}

/// What checks come to beside their findings: what these say of the facts, and figures that nobody said.
type Rest<'f> = (Standing<'f>, Vec<Derived>);

/// As [`check`], by checks that were made ready before.
pub(crate) fn check_ready<'f>(
    extractions: &'f [Extraction],
    ready: &Ready<'f>,
) -> (Vec<Finding>, Rest<'f>) {
    let (findings, tied) = ties::tie(extractions, ready);
    (findings, rest(extractions, tied))
}

/// The same for the calls of one company, whose findings are taken as they are made; [`in_order`] puts them in order.
pub(crate) fn check_company<'f>(
    extractions: &'f [Extraction],
    ready: &Ready<'f>,
    take: &mut (dyn FnMut(Finding) + Send),
) -> Rest<'f> {
    rest(extractions, ties::tie_one(extractions, ready, take))
}

fn rest<'f>(extractions: &'f [Extraction], tied: ties::Tied<'f>) -> Rest<'f> {
    let facts = extractions.iter().flat_map(|one| &one.facts);
    let derived = supported::supported(tied.derived, &tied.standing, facts);
    (tied.standing, derived)
}

/// Ties the mentions of a call to their translations.
#[must_use]
pub(crate) fn translations(pairs: &[Pair<'_>]) -> Vec<TranslationRow> {
    pairs.iter().flat_map(translation::compare).collect()
}
