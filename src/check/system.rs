//! The equations between the figures of a company, over all its calls and also over figures that nobody said.
//!
//! In:  facts, checks. Out: [`System`]. Not here: solving it (`propagate`).
//!
//! A figure is a metric with its measure, period and [`Family`]. Every identity that is an equation without sums over parts, and whose
//! failure would prove something (not `soft`), is written down for every period from which one of its figures is seen.
//! Only actual figures of management without a hedge, whose labels are known (the period may be that of the call), have bounds from the
//! start; lines of operating expenses have none.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::binding::{basis_key, loose, rank, rounded};
use super::equation_form::{EquationForms, Figure};
use super::formula::Reference;
use super::identity::Identity;
use super::index::{Trust, is_hedged, is_outsider, scope_key, slot, trust_beside};
use super::interval::Interval;
use super::line::line;
use super::reach::{At, Figures, Key, Reach};
use crate::fact::{Fact, Status};

/// Figures that can stand in one equation, but for their bases.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Family<'f> {
    pub(super) scope: SmolStr,
    pub(super) adjusted: &'f str,
}

/// A figure, said or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variable {
    pub(super) key: Key,
    /// The fact, as a place in [`System::facts`].
    pub(super) said: Option<usize>,
}

/// An identity at one time.
#[derive(Clone, Debug)]
pub(super) struct Equation<'f> {
    pub(super) identity: &'f Identity,
    pub(super) terms: Vec<(&'f Reference, usize)>,
}

/// All figures and equations of a company.
#[derive(Debug, Default)]
pub(super) struct System<'f> {
    pub(super) facts: Vec<&'f Fact>,
    /// The interval of each fact as rounded and as it may have been cut off.
    pub(super) intervals: Vec<(Interval, Interval)>,
    pub(super) families: Vec<Family<'f>>,
    pub(super) variables: Vec<Variable>,
    /// What the variables are of, by the place in their keys.
    figures: FxHashMap<usize, Figure<'f>>,
    pub(super) equations: Vec<Equation<'f>>,
    /// The equations in which each variable stands.
    pub(super) of_variable: Vec<Vec<usize>>,
    /// The currency of its amounts: the one that most facts have.
    pub(super) currency: &'f str,
}

/// How far an equation may be from what was said: through so many figures that nobody said.
const STEPS: usize = 2;

impl<'f> System<'f> {
    /// Writes down what can be used of the facts, and every equation that one of them has a part in and that can give anything.
    pub(super) fn new(forms: &EquationForms<'f>, facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut builder = Builder::new(forms);
        builder.say(facts);
        let said = builder.system.variables.iter().map(|one| (one.key, one.said.is_some()));
        builder.reach = Reach::new(forms, said);
        let mut first = 0;
        for step in 1..=STEPS {
            let last = builder.system.variables.len();
            for variable in first..last {
                builder.write(variable, step < STEPS);
            }
            first = last;
        }
        builder.system
    }

    /// The metric of a variable with what its values say of it.
    pub(super) fn figure(&self, variable: &Variable) -> Option<Figure<'f>> {
        self.figures.get(&variable.key.figure).copied()
    }
}

struct Builder<'f, 'c> {
    forms: &'c EquationForms<'f>,
    /// Figures that stand in no form, at the places behind those that do.
    figures: FxHashMap<Figure<'f>, usize>,
    families: FxHashMap<Family<'f>, usize>,
    places: FxHashMap<Key, usize>,
    /// The figures of `places`.
    placed: Figures,
    reach: Reach,
    /// What was looked at.
    written: FxHashSet<At>,
    system: System<'f>,
}

impl<'f, 'c> Builder<'f, 'c> {
    fn new(forms: &'c EquationForms<'f>) -> Self {
        Self {
            forms,
            figures: FxHashMap::default(),
            families: FxHashMap::default(),
            places: FxHashMap::default(),
            placed: Figures::default(),
            reach: Reach::default(),
            written: FxHashSet::default(),
            system: System::default(),
        }
    }

    /// Gives the variables that are said their bounds; where mentions contradict each other nothing is known.
    fn say(&mut self, facts: impl Iterator<Item = &'f Fact>) {
        let usable: Vec<&Fact> = facts.filter(|fact| is_usable(fact)).collect();
        let mut currencies: BTreeMap<&str, usize> = BTreeMap::new();
        for fact in usable.iter().filter(|fact| is_money(fact)) {
            let count = currencies.entry(&fact.unit).or_default();
            *count = count.saturating_add(1);
        }
        let most =
            currencies.iter().max_by_key(|(unit, count)| (**count, std::cmp::Reverse(**unit)));
        self.system.currency = most.map_or("", |(unit, _)| unit);
        let mut best: BTreeMap<usize, Option<&Fact>> = BTreeMap::new();
        for fact in usable {
            let Some(slot) = slot(fact) else { continue };
            if is_money(fact) && fact.unit != self.system.currency {
                continue;
            }
            let family =
                self.family(Family { scope: scope_key(&fact.scope), adjusted: &fact.adjusted_for });
            let of = (slot.metric, slot.series, slot.measure);
            let (figure, period) = (self.figure(of), slot.period);
            let basis = basis_key(&fact.metric, fact.basis);
            let variable = self.variable(Key { figure, family, basis, period }, of);
            match best.get(&variable) {
                None => {
                    best.insert(variable, Some(fact));
                }
                Some(Some(other)) if !loose(other).meets(loose(fact)) => {
                    best.insert(variable, None);
                }
                Some(Some(other)) if rank(fact) < rank(other) => {
                    best.insert(variable, Some(fact));
                }
                Some(_) => {}
            }
        }
        for (variable, fact) in best {
            let Some(fact) = fact else { continue };
            let place = self.system.facts.len();
            self.system.facts.push(fact);
            self.system.intervals.push((rounded(fact), loose(fact)));
            if let Some(variable) = self.system.variables.get_mut(variable) {
                variable.said = Some(place);
            }
        }
    }

    fn family(&mut self, family: Family<'f>) -> usize {
        if let Some(place) = self.families.get(&family) {
            return *place;
        }
        let place = self.system.families.len();
        self.families.insert(family.clone(), place);
        self.system.families.push(family);
        place
    }

    fn figure(&mut self, figure: Figure<'f>) -> usize {
        let behind = self.forms.figures().saturating_add(self.figures.len());
        match self.forms.figure(&figure) {
            Some(place) => place,
            None => *self.figures.entry(figure).or_insert(behind),
        }
    }

    fn variable(&mut self, key: Key, of: Figure<'f>) -> usize {
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = self.system.variables.len();
        self.places.insert(key, place);
        self.placed.add(&key);
        self.system.figures.insert(key.figure, of);
        self.system.variables.push(Variable { key, said: None });
        self.system.of_variable.push(Vec::new());
        place
    }

    /// Writes down the equations in which a variable stands; `goes_on` when those of their other figures follow.
    fn write(&mut self, variable: usize, goes_on: bool) {
        let Some(own) = self.system.variables.get(variable) else { return };
        let key = own.key;
        if !self.reach.grows(key.family) {
            return;
        }
        let in_reach = self.reach.has(&key);
        let roles = if in_reach {
            self.forms.roles(key.figure)
        } else {
            self.forms.roles_out_of_reach(key.figure)
        };
        for role in roles {
            let Some(t) = role.seen_from(key.period, key.basis) else { continue };
            let at = At { form: role.form, t, family: key.family, basis: key.basis };
            // Were it the only figure out of reach, it would be in reach.
            if !in_reach && !role.matters_out_of_reach(key.basis) {
                debug_assert!(
                    self.forms.form(at.form).is_none_or(|form| self.reach.misses_two(form, at))
                );
                continue;
            }
            if self.written.insert(at) {
                self.equation(at, goes_on);
            }
        }
    }

    fn equation(&mut self, at: At, goes_on: bool) {
        let Some(form) = self.forms.form(at.form) else { return };
        let gives = !self.reach.misses_two(form, at);
        let mut terms = Vec::with_capacity(if gives { form.terms.len() } else { 0 });
        for term in &form.terms {
            let known = || at.figures(term).find_map(|key| self.places.get(&key).copied());
            let placed = self.placed.has(at.family, term.figure);
            let variable = match placed.then(known).flatten() {
                Some(known) => known,
                None => {
                    let Some(first) = at.figures(term).next() else { return };
                    // Which figures there are decides which of two a later term is, so that those in reach are there also
                    // where the equation gives nothing.
                    let needed = gives
                        || self.reach.has_term(term, at)
                        || (goes_on && self.leads_on(&first));
                    if !needed {
                        continue;
                    }
                    self.variable(first, term.of)
                }
            };
            if gives {
                terms.push((term.reference, variable));
            }
        }
        if !gives {
            return;
        }
        let place = self.system.equations.len();
        for (_, variable) in &terms {
            if let Some(equations) = self.system.of_variable.get_mut(*variable) {
                equations.push(place);
            }
        }
        self.system.equations.push(Equation { identity: form.identity, terms });
    }

    /// Do equations of a figure matter although it is out of reach?
    fn leads_on(&self, key: &Key) -> bool {
        self.forms.lead_on(key.figure).contains(&key.basis)
    }
}

fn is_money(fact: &Fact) -> bool {
    use crate::quantity::Kind;
    matches!(fact.kind, Kind::Money | Kind::PerShare)
}

fn is_usable(fact: &Fact) -> bool {
    fact.status == Status::Actual
        && !is_outsider(fact)
        && !is_hedged(fact)
        && trust_beside(fact) == Trust::Known
        && line(fact).is_empty()
}
