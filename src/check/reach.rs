//! Which figures can come to be known, found before an equation is written down.
//!
//! In:  forms of equations, the figures that were said. Out: [`Reach`]. Not here: equations (`system`), bounds (`propagate`).
//!
//! A figure is in reach when it was said, or when an equation leaves it as the only one that is not. Numbers have no say here, so that
//! propagation gives bounds to no other figure, and an equation with two figures out of reach gives nothing at all.

use rustc_hash::FxHashSet;

use super::binding::periods;
use super::equation_form::{EquationForm, EquationForms, Term};
use crate::fact::{Basis, Period};
use crate::transcript::FiscalPeriod;

/// A figure of a company.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Key {
    /// Metric, series and measure, as a place in the forms or behind them.
    pub(super) figure: usize,
    /// Place in [`System::families`](super::system::System::families).
    pub(super) family: usize,
    pub(super) basis: Basis,
    pub(super) period: Period,
}

/// A form with the figures of one family, beside one basis, at one time.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct At {
    pub(super) form: usize,
    pub(super) t: FiscalPeriod,
    pub(super) family: usize,
    pub(super) basis: Basis,
}

impl At {
    /// The figures that a term may be: the first of which anything is known.
    pub(super) fn figures(self, term: &Term<'_>) -> impl Iterator<Item = Key> {
        let (figure, basis) = (term.figure, term.basis.beside(self.basis));
        let key = move |period| Key { figure, family: self.family, basis, period };
        periods(term.reference.time, self.t).map(key)
    }
}

/// The figures in reach.
#[derive(Debug, Default)]
pub(super) struct Reach(FxHashSet<Key>);

impl Reach {
    /// Goes on from what was said until no equation leaves another figure.
    pub(super) fn new(forms: &EquationForms<'_>, said: impl Iterator<Item = Key>) -> Self {
        let mut waiting: Vec<Key> = said.collect();
        let mut reach = Self(waiting.iter().copied().collect());
        while let Some(key) = waiting.pop() {
            for role in forms.roles(key.figure) {
                let Some(t) = role.seen_from(key.period, key.basis) else { continue };
                let Some(form) = forms.form(role.form) else { continue };
                for basis in role.beside(key.basis) {
                    let at = At { form: role.form, t, family: key.family, basis };
                    let Some(left) = reach.only_one_out_of_reach(form, at) else { continue };
                    waiting.extend(at.figures(left).filter(|key| reach.0.insert(*key)));
                }
            }
        }
        reach
    }

    /// Is a figure in reach?
    pub(super) fn has(&self, key: &Key) -> bool {
        self.0.contains(key)
    }

    /// Is a term in reach, whichever figure it is?
    pub(super) fn has_term(&self, term: &Term<'_>, at: At) -> bool {
        at.figures(term).any(|key| self.has(&key))
    }

    /// Are two figures of an equation out of reach?
    pub(super) fn misses_two(&self, form: &EquationForm<'_>, at: At) -> bool {
        form.terms.iter().filter(|term| !self.has_term(term, at)).nth(1).is_some()
    }

    fn only_one_out_of_reach<'t, 'f>(
        &self,
        form: &'t EquationForm<'f>,
        at: At,
    ) -> Option<&'t Term<'f>> {
        let mut out = form.terms.iter().filter(|term| !self.has_term(term, at));
        out.next().filter(|_| out.next().is_none())
    }
}
