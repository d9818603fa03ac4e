//! Checks with what is the same for every company.
//!
//! In:  [`Checks`]. Out: [`Ready`], made once a run. Not here: the facts of a company (`ties`).

use super::equation_form::EquationForms;
use super::rows::Checks;

/// Checks and their equations. To make them is a part of a short run, for which a thread may be free.
#[derive(Debug)]
pub struct Ready<'c> {
    pub(super) checks: &'c Checks,
    pub(super) forms: EquationForms<'c>,
}

impl<'c> From<&'c Checks> for Ready<'c> {
    fn from(checks: &'c Checks) -> Self {
        Self { checks, forms: EquationForms::new(checks) }
    }
}
