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

/// Figures of families, on whatever basis and at whatever time.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// A bit for each figure, by the place of the family.
    families: Vec<Vec<u64>>,
}

impl Figures {
    pub(super) fn add(&mut self, key: &Key) {
        let (word, bit) = Self::bit(key.figure);
        if self.families.len() <= key.family {
            self.families.resize(key.family + 1, Vec::new());
        }
        let Some(words) = self.families.get_mut(key.family) else { return };
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        if let Some(word) = words.get_mut(word) {
            *word |= bit;
        }
    }

    pub(super) fn has(&self, family: usize, figure: usize) -> bool {
        let (word, bit) = Self::bit(figure);
        self.families
            .get(family)
            .and_then(|words| words.get(word))
            .is_some_and(|word| word & bit != 0)
    }

    fn bit(figure: usize) -> (usize, u64) {
        (figure / 64, 1 << (figure % 64))
    }
}

/// The figures in reach.
#[derive(Debug, Default)]
pub(super) struct Reach {
    known: FxHashSet<Key>,
    /// The same at whatever time.
    figures: Figures,
    /// Families of which a figure is in reach that nobody said as one value.
    growing: FxHashSet<usize>,
}

impl Reach {
    /// Goes on from what was said, each with whether its mentions agree, until no equation leaves another figure.
    pub(super) fn new(forms: &EquationForms<'_>, said: impl Iterator<Item = (Key, bool)>) -> Self {
        let mut reach = Self::default();
        let mut waiting = Vec::new();
        for (key, agrees) in said {
            reach.add(key);
            waiting.push(key);
            // An equation may leave what mentions do not agree on.
            if !agrees {
                reach.growing.insert(key.family);
            }
        }
        while let Some(key) = waiting.pop() {
            for role in forms.roles(key.figure) {
                let Some(form) = forms.form(role.form) else { continue };
                if reach.lacks_two(form, key.family) {
                    continue;
                }
                let Some(t) = role.seen_from(key.period, key.basis) else { continue };
                for basis in role.beside(key.basis) {
                    let at = At { form: role.form, t, family: key.family, basis };
                    let Some(left) = reach.only_one_out_of_reach(form, at) else { continue };
                    for key in at.figures(left) {
                        if reach.add(key) {
                            reach.growing.insert(key.family);
                            waiting.push(key);
                        }
                    }
                }
            }
        }
        reach
    }

    fn add(&mut self, key: Key) -> bool {
        self.figures.add(&key);
        self.known.insert(key)
    }

    /// Are two terms of an equation out of reach at all times? An equation that lacked them when one of its figures came into reach is
    /// looked at again when another one does.
    fn lacks_two(&self, form: &EquationForm<'_>, family: usize) -> bool {
        let is_lacking = |term: &&Term<'_>| !self.figures.has(family, term.figure);
        form.terms.iter().filter(is_lacking).nth(1).is_some()
    }

    /// Is a figure of a family in reach that nobody said as one value? Without one its equations give nothing.
    pub(super) fn grows(&self, family: usize) -> bool {
        self.growing.contains(&family)
    }

    /// Is a figure in reach?
    pub(super) fn has(&self, key: &Key) -> bool {
        self.known.contains(key)
    }

    /// Is a term in reach, whichever figure it is?
    pub(super) fn has_term(&self, term: &Term<'_>, at: At) -> bool {
        self.figures.has(at.family, term.figure) && at.figures(term).any(|key| self.has(&key))
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
