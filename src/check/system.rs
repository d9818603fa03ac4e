//! The equations between the figures of a company, over all its calls and also over figures that nobody said.
//!
//! In:  facts, checks. Out: [`System`]. Not here: solving it (`propagate`).
//!
//! A figure is a metric with its measure, period and [`Family`]. Every identity that is an equation without sums over parts, and whose
//! failure would prove something (not `soft`), is written down for every period from which one of its figures is seen.
//! Only actual figures of management without a hedge, whose labels are known (the period may be that of the call), have bounds from the
//! start; lines of operating expenses have none.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::{FxHashMap, FxHashSet};

use super::binding::{basis_key, is_plain, loose, periods, rank, rounded};
use super::formula::{Expression, Reference, Relation, ScopeOf, Time};
use super::identity::{Identity, Wanted};
use super::index::{Measure, Series, Trust, is_hedged, is_outsider, scope_key, slot, trust_beside};
use super::interval::Interval;
use super::line::line;
use super::rows::Checks;
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

type Key<'f> = (&'f str, Series, Measure, Period, usize);

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
    pub(super) fn new(checks: &'f Checks, facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut builder = Builder::new(checks);
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

struct Builder<'f> {
    checks: &'f Checks,
    /// The references that can stand for a metric, with the measure of its level.
    of_metric: HashMap<&'f str, Vec<(&'f Identity, &'f Reference, Measure)>>,
    /// Families are known by their places, so that a key is short.
    families: HashMap<Family<'f>, usize>,
    places: FxHashMap<Key<'f>, usize>,
    written: FxHashSet<(&'f str, &'f str, Measure, FiscalPeriod, usize)>,
    system: System<'f>,
}

impl<'f> Builder<'f> {
    fn new(checks: &'f Checks) -> Self {
        let mut of_metric: HashMap<&str, Vec<(&Identity, &Reference, Measure)>> = HashMap::new();
        for identity in checks.identities.iter().filter(|identity| is_equation(identity)) {
            for reference in identity.formula.references() {
                let named = [reference.metric.clone()];
                let it = reference.metric == "it";
                let metrics = if it { &identity.metrics[..] } else { &named[..] };
                for metric in metrics {
                    let metric: &str = match identity.metrics.iter().find(|own| *own == metric) {
                        Some(own) => own,
                        None => &reference.metric,
                    };
                    let natural = [checks.lists.level_measure(metric)];
                    let measures = if it && !identity.measures.is_empty() {
                        identity.measures.as_slice()
                    } else {
                        &natural
                    };
                    for measure in measures {
                        of_metric.entry(metric).or_default().push((identity, reference, *measure));
                    }
                }
            }
        }
        Self {
            checks,
            of_metric,
            families: HashMap::new(),
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
            let key = (slot.metric, slot.series, slot.measure, slot.period, family);
            let variable = self.variable(key);
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
        match self.system.families.get(family) {
            Some(own) if own.basis != basis => {
                let other = Family { basis, ..own.clone() };
                self.family(other)
            }
            _ => family,
        }
    }

    fn variable(&mut self, key: Key<'f>) -> usize {
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = self.system.variables.len();
        let (metric, series, measure, period, family) = key;
        self.places.insert(key, place);
        self.system.variables.push(Variable {
            metric,
            series,
            measure,
            period,
            family,
            said: None,
        });
        self.system.of_variable.push(Vec::new());
        place
    }

    /// Writes down every equation in which a variable stands.
    fn write(&mut self, variable: usize) {
        let Some(own) = self.system.variables.get(variable).cloned() else { return };
        let roles = self.of_metric.get(own.metric).cloned().unwrap_or_default();
        for (identity, reference, level) in roles.iter().copied() {
            let wanted = Wanted::new(reference, level);
            let basis = wanted.basis.map(|basis| basis_key(own.metric, basis));
            let stands = (wanted.series, wanted.measure) == (own.series, own.measure)
                && basis.is_none_or(|basis| basis == self.basis(own.family));
            let Some(t) = counted_from(reference.time, own.period)
                .filter(|t| stands && identity.quarter.is_none_or(|quarter| quarter == t.part))
            else {
                continue;
            };
            let it = if reference.metric == "it" { own.metric } else { "" };
            if self.written.insert((&identity.id, it, level, t, own.family)) {
                self.equation(identity, it, level, t, own.family);
            }
        }
    }

    fn equation(
        &mut self,
        identity: &'f Identity,
        it: &'f str,
        level: Measure,
        t: FiscalPeriod,
        family: usize,
    ) {
        let mut terms = Vec::new();
        for reference in identity.formula.references() {
            if terms.iter().any(|(other, _)| *other == reference) {
                continue;
            }
            let is_it = reference.metric == "it";
            let metric = if is_it { it } else { reference.metric.as_str() };
            let level = if is_it { level } else { self.checks.lists.level_measure(metric) };
            let wanted = Wanted::new(reference, level);
            let basis = match wanted.basis {
                Some(basis) => basis_key(metric, basis),
                None if is_plain(metric)
                    && matches!(self.basis(family), Basis::Gaap | Basis::NonGaap) =>
                {
                    Basis::Unspecified
                }
                None => self.basis(family),
            };
            let family = self.on_basis(family, basis);
            let keys: Vec<Key<'f>> = periods(reference.time, t)
                .into_iter()
                .map(|period| (metric, wanted.series, wanted.measure, period, family))
                .collect();
            let said = keys.iter().find(|key| self.places.contains_key(*key));
            let Some(key) = said.or(keys.first()).copied() else { return };
            terms.push((reference, self.variable(key)));
        }
        let place = self.system.equations.len();
        for (_, variable) in &terms {
            if let Some(equations) = self.system.of_variable.get_mut(*variable) {
                equations.push(place);
            }
        }
        self.system.equations.push(Equation { identity, terms });
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

fn is_equation(identity: &Identity) -> bool {
    let sums = |expression: &Expression| {
        identity.formula.references().iter().any(|reference| expression.sums(reference))
    };
    identity.formula.relation == Relation::Equal
        && !identity.soft
        && !identity.together
        && identity.formula.references().iter().all(|reference| reference.scope == ScopeOf::Same)
        && !sums(&identity.formula.left)
        && !sums(&identity.formula.right)
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
