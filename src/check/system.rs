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

use super::binding::{basis_key, loose, periods, rank, rounded};
use super::equation_form::{EquationForms, Figure};
use super::formula::{Reference, Time};
use super::identity::Identity;
use super::index::{Measure, Series, Trust, is_hedged, is_outsider, scope_key, slot, trust_beside};
use super::interval::Interval;
use super::line::line;
use crate::fact::{Basis, Fact, Period, Status};
use crate::transcript::{FiscalPeriod, Part};

/// Figures that can stand in one equation.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct Family<'f> {
    pub(super) scope: String,
    pub(super) basis: Basis,
    pub(super) adjusted: &'f str,
}

/// A figure, said or not.
#[derive(Clone, Debug)]
pub(super) struct Variable<'f> {
    pub(super) metric: &'f str,
    series: Series,
    pub(super) measure: Measure,
    /// The three above as a place in the forms, or behind them.
    figure: usize,
    pub(super) period: Period,
    /// Place in [`System::families`].
    pub(super) family: usize,
    /// The fact, as a place in [`System::facts`], with its interval as rounded and as it may have been cut off.
    pub(super) said: Option<(usize, Interval, Interval)>,
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
    pub(super) families: Vec<Family<'f>>,
    pub(super) variables: Vec<Variable<'f>>,
    pub(super) equations: Vec<Equation<'f>>,
    /// The equations in which each variable stands.
    pub(super) of_variable: Vec<Vec<usize>>,
    /// The currency of its amounts: the one that most facts have.
    pub(super) currency: &'f str,
}

/// A figure that can be said, its period and its family, as places.
type Key = (usize, Period, usize);

/// How far an equation may be from what was said: through so many figures that nobody said.
const STEPS: usize = 2;

impl Variable<'_> {
    /// Is it a level, not a change?
    pub(super) fn is_level(&self) -> bool {
        self.series == Series::Level
    }
}

impl<'f> System<'f> {
    /// Writes down what can be used of the facts, and every equation that one of them has a part in.
    pub(super) fn new(forms: &EquationForms<'f>, facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut builder = Builder::new(forms);
        builder.say(facts);
        let mut first = 0;
        for _ in 0..STEPS {
            let last = builder.system.variables.len();
            for variable in first..last {
                builder.write(variable);
            }
            first = last;
        }
        builder.system
    }
}

struct Builder<'f, 'c> {
    forms: &'c EquationForms<'f>,
    /// Figures that stand in no form, at the places behind those that do.
    figures: FxHashMap<Figure<'f>, usize>,
    families: FxHashMap<Family<'f>, usize>,
    /// The family on another basis, by the family and that basis.
    on_basis: FxHashMap<(usize, Basis), usize>,
    places: FxHashMap<Key, usize>,
    /// The forms that are written down, for which period and family.
    written: FxHashSet<(usize, FiscalPeriod, usize)>,
    system: System<'f>,
}

impl<'f, 'c> Builder<'f, 'c> {
    fn new(forms: &'c EquationForms<'f>) -> Self {
        Self {
            forms,
            figures: FxHashMap::default(),
            families: FxHashMap::default(),
            on_basis: FxHashMap::default(),
            places: FxHashMap::default(),
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
            let family = self.family(Family {
                scope: scope_key(&fact.scope),
                basis: basis_key(&fact.metric, fact.basis),
                adjusted: &fact.adjusted_for,
            });
            let figure = (slot.metric, slot.series, slot.measure);
            let place = self.figure(figure);
            let variable = self.variable((place, slot.period, family), figure);
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
            if let Some(variable) = self.system.variables.get_mut(variable) {
                variable.said = Some((place, rounded(fact), loose(fact)));
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

    fn basis(&self, family: usize) -> Basis {
        self.system.families.get(family).map_or(Basis::Unspecified, |family| family.basis)
    }

    /// The same figures on another basis.
    fn on_basis(&mut self, family: usize, basis: Basis) -> usize {
        if let Some(place) = self.on_basis.get(&(family, basis)) {
            return *place;
        }
        let place = match self.system.families.get(family) {
            Some(own) if own.basis != basis => {
                let other = Family { basis, ..own.clone() };
                self.family(other)
            }
            _ => family,
        };
        self.on_basis.insert((family, basis), place);
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
        let (figure, period, family) = key;
        let (metric, series, measure) = of;
        self.places.insert(key, place);
        self.system.variables.push(Variable {
            metric,
            series,
            measure,
            figure,
            period,
            family,
            said: None,
        });
        self.system.of_variable.push(Vec::new());
        place
    }

    /// Writes down every equation in which a variable stands.
    fn write(&mut self, variable: usize) {
        let Some(own) = self.system.variables.get(variable) else { return };
        let (figure, period, family) = (own.figure, own.period, own.family);
        let basis = self.basis(family);
        for role in self.forms.roles(figure) {
            if role.basis.is_some_and(|wanted| wanted != basis) {
                continue;
            }
            let Some(t) = counted_from(role.time, period)
                .filter(|t| role.quarter.is_none_or(|quarter| quarter == t.part))
            else {
                continue;
            };
            if self.written.insert((role.form, t, family)) {
                self.equation(role.form, t, family);
            }
        }
    }

    fn equation(&mut self, form: usize, t: FiscalPeriod, family: usize) {
        let Some(form) = self.forms.form(form) else { return };
        let own = self.basis(family);
        let mut terms = Vec::with_capacity(form.terms.len());
        for term in &form.terms {
            let family = self.on_basis(family, term.basis.beside(own));
            let keys =
                || periods(term.reference.time, t).map(|period| (term.figure, period, family));
            let known = keys().find_map(|key| self.places.get(&key).copied());
            let first = || keys().next();
            let Some(variable) = known.or_else(|| Some(self.variable(first()?, term.of))) else {
                return;
            };
            terms.push((term.reference, variable));
        }
        let place = self.system.equations.len();
        for (_, variable) in &terms {
            if let Some(equations) = self.system.of_variable.get_mut(*variable) {
                equations.push(place);
            }
        }
        self.system.equations.push(Equation { identity: form.identity, terms });
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

/// The `t` from which a period is this time, whichever figure of the formula it is: the inverse of [`periods`], where
/// `binding::seen_from` knows only the anchor.
fn counted_from(time: Time, period: Period) -> Option<FiscalPeriod> {
    let later =
        |last: FiscalPeriod, back: u8| is_quarter(last).then(|| last.later(i32::from(back)));
    match (time, period) {
        (Time::QuartersBefore(back), Period::Fiscal(own)) => {
            let length = match own.part {
                Part::Year => 4,
                Part::H1 | Part::H2 => 2,
                _ => 1,
            };
            let steps = back.checked_div(length).filter(|_| back.checked_rem(length) == Some(0))?;
            Some(own.later(i32::from(steps)))
        }
        (Time::Quarter(number), Period::Fiscal(own)) => {
            (Part::quarter(u32::from(number)) == Some(own.part)).then(|| own.whole_year())
        }
        (Time::Half(number), Period::Fiscal(own)) => {
            let part = if number == 1 { Part::H1 } else { Part::H2 };
            (own.part == part).then(|| own.whole_year())
        }
        (Time::Year, Period::Fiscal(own)) => (own.part == Part::Year).then_some(own),
        (Time::Trailing(back), Period::TrailingTwelveMonths(last)) => later(last, back),
        (Time::Trailing(back), Period::Fiscal(own)) if own.part == Part::Year => {
            later(FiscalPeriod::new(own.year, Part::Q4), back)
        }
        (Time::ToDate(back), Period::YearToDate(last)) => later(last, back),
        (Time::ToDate(back), Period::Fiscal(own)) => {
            let last = match own.part {
                Part::Q1 => Part::Q1,
                Part::H1 => Part::Q2,
                Part::Year => Part::Q4,
                _ => return None,
            };
            later(FiscalPeriod::new(own.year, last), back)
        }
        _ => None,
    }
}

fn is_quarter(period: FiscalPeriod) -> bool {
    matches!(period.part, Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4)
}
