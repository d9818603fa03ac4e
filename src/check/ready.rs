//! Checks with what is the same for every company.
//!
//! In:  [`Checks`]. Out: [`Ready`], made once a run. Not here: the facts of a company (`ties`).

use super::equation_form::EquationForms;
use super::rows::Checks;

/// Checks and their equations.
#[derive(Debug)]
pub(crate) struct Ready<'c> {
    pub(super) checks: &'c Checks,
    pub(super) forms: EquationForms<'c>,
}

impl<'c> Ready<'c> {
    /// Makes the forms of the equations.
    pub(crate) fn new(checks: &'c Checks) -> Self {
        Self { checks, forms: EquationForms::new(checks) }
    }
}
