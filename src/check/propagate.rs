//! What nobody said, and what cannot all be true: bounds carried through the identities of all calls of a company.
//!
//! In:  a [`System`]. Out: [`Derived`] figures with the facts they come from, and sets of facts that contradict each other.
//! Not here: which equations there are (`system`), findings of one identity (`verdict`).
//!
//! Bounds consistency over intervals (Davis, "Constraint propagation with interval labels", 1987): an equation of which one figure
//! has no bounds gives it bounds; one of which all have bounds narrows a derived figure. Every figure is given bounds once and narrowed
//! at most [`NARROWED`] times, and comes from at most [`SOURCES`] facts: propagation is linear in the equations.

use std::collections::{BTreeSet, VecDeque};

use rust_decimal::Decimal;

use super::formula::Reference;
use super::index::{Measure, Series};
use super::interval::Interval;
use super::solve::solve;
use super::system::{Equation, System, Variable};
use crate::fact::{Basis, Fact, Period};
use crate::quantity::Kind;

/// How often a derived figure may be narrowed.
const NARROWED: usize = 3;

/// How many facts a derived figure may come from.
const SOURCES: usize = 8;

/// How many contradictions of one company are looked into: each costs as much as [`SOURCES`] times the whole.
const CONFLICTS: usize = 16;

/// A derived amount is kept when its ends are at most so many percent of it apart.
const MOST_PERCENT: i64 = 5;

/// A figure that follows from what was said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Derived {
    /// The company whose figure it is.
    pub company_key: String,
    /// Id of the metric.
    pub metric: String,
    /// Money, money per share, a percentage or a count.
    pub kind: Kind,
    /// ISO 4217 code of an amount; else empty.
    pub unit: String,
    /// `total`, or the part of the company.
    pub scope: String,
    /// Accounting basis.
    pub basis: Basis,
    /// What the figure leaves out; empty when nothing.
    pub adjusted_for: String,
    /// The period.
    pub period: Period,
    /// Lower end of what is possible, in base units.
    pub low: Decimal,
    /// Upper end of what is possible.
    pub high: Decimal,
    /// Id of the identity that gives it.
    pub check: String,
    /// The facts that it comes from.
    pub fact_ids: Vec<String>,
}

/// Bounds of a figure and the facts that they come from, as places in [`System::facts`].
#[derive(Clone, Debug)]
struct Bounds {
    interval: Interval,
    sources: BTreeSet<usize>,
    /// The sources that gave it bounds first, before it was narrowed.
    first: BTreeSet<usize>,
    /// The identity that gave them; `None` when somebody said the figure.
    by: Option<usize>,
    narrowed: usize,
}

/// Facts that contradict each other, and the equation at which that shows.
type Conflict = (BTreeSet<usize>, usize);

/// What propagation comes to.
#[derive(Debug, Default)]
pub(super) struct Propagated<'f> {
    pub(super) derived: Vec<Derived>,
    /// Facts of which at least one is wrong, and the identity at which that shows.
    pub(super) conflicts: Vec<(Vec<&'f Fact>, &'f str)>,
    /// Facts that lead to one figure on two ways, and what they give.
    pub(super) agreements: Vec<Agreement<'f>>,
}

/// A figure that nobody said, and that follows from two sets of facts.
#[derive(Debug)]
pub(super) struct Agreement<'f> {
    pub(super) facts: Vec<&'f Fact>,
    /// The identity of the second way.
    pub(super) identity: &'f str,
    /// `revenue in 2023-Q3`.
    pub(super) figure: String,
    pub(super) first: Interval,
    pub(super) second: Interval,
}

/// Carries bounds to a fixed point.
pub(super) fn propagate<'f>(system: &System<'f>, company_key: &str) -> Propagated<'f> {
    let (bounds, conflicts) = run(system, &|_| true, false);
    let mut propagated = Propagated::default();
    for (variable, bounds) in system.variables.iter().zip(&bounds) {
        let Some((bounds, by)) = bounds.as_ref().and_then(|it| Some((it, it.by?))) else {
            continue;
        };
        propagated.derived.extend(derived(system, company_key, variable, bounds, by));
    }
    propagated.agreements = agreements(system, &bounds);
    // One wrong figure shows at many equations; each set of facts is looked at once, and not without end.
    let mut looked: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    let mut seen: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for (sources, equation) in conflicts {
        if looked.len() >= CONFLICTS || !looked.insert(sources.clone()) {
            continue;
        }
        let Some(least) = least(system, sources) else { continue };
        if least.len() > 1 && seen.insert(least.clone()) {
            let facts = least.iter().filter_map(|at| system.facts.get(*at)).copied().collect();
            let id = system.equations.get(equation).map_or("", |it| it.identity.id.as_str());
            propagated.conflicts.push((facts, id));
        }
    }
    propagated
}

/// Every derived figure to which a second way leads, with facts of its own on both ways.
fn agreements<'f>(system: &System<'f>, bounds: &[Option<Bounds>]) -> Vec<Agreement<'f>> {
    let mut found = Vec::new();
    for (at, equation) in system.equations.iter().enumerate() {
        let view = View { equation, bounds };
        for (reference, variable) in &equation.terms {
            let Some(own) = view.of(*variable).filter(|own| own.by.is_some_and(|by| by != at))
            else {
                continue;
            };
            let others = equation.terms.iter().filter(|(_, other)| other != variable);
            let Some(others) = others.map(|(_, other)| view.of(*other)).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let second: BTreeSet<usize> = others.iter().flat_map(|it| &it.first).copied().collect();
            let both: BTreeSet<usize> = own.first.union(&second).copied().collect();
            let independent = !second.is_subset(&own.first) && !own.first.is_subset(&second);
            let solved = view
                .solve(reference)
                .filter(|solved| solved.width().is_some() && solved.meets(own.interval));
            if let Some(solved) = solved.filter(|_| independent && both.len() <= SOURCES) {
                let Some(shown) = system.variables.get(*variable) else { continue };
                let Some((metric, ..)) = system.figure(shown) else { continue };
                found.push(Agreement {
                    facts: both.iter().filter_map(|at| system.facts.get(*at)).copied().collect(),
                    identity: &equation.identity.id,
                    figure: format!("{} in {}", metric.replace('_', " "), shown.key.period),
                    first: own.interval,
                    second: solved,
                });
            }
        }
    }
    found
}

/// The smallest part of a set of facts that still cannot all be true: each is left out once, and stays out if the rest
/// contradicts itself without it. `None` when the set holds as soon as a number may have been cut off instead of rounded.
fn least(system: &System<'_>, mut facts: BTreeSet<usize>) -> Option<BTreeSet<usize>> {
    let contradicts =
        |facts: &BTreeSet<usize>| !run(system, &|fact| facts.contains(&fact), true).1.is_empty();
    if !contradicts(&facts) {
        return None;
    }
    for fact in facts.clone() {
        facts.remove(&fact);
        if !contradicts(&facts) {
            facts.insert(fact);
        }
    }
    Some(facts)
}

/// Bounds of all variables, and the contradictions, from the facts that `takes` lets in.
fn run(
    system: &System<'_>,
    takes: &dyn Fn(usize) -> bool,
    loose: bool,
) -> (Vec<Option<Bounds>>, Vec<Conflict>) {
    let said = |variable: &Variable| {
        let fact = variable.said.filter(|fact| takes(*fact))?;
        let (rounded, cut) = *system.intervals.get(fact)?;
        let interval = if loose { rounded.hull(cut) } else { rounded };
        let sources = BTreeSet::from([fact]);
        Some(Bounds { interval, first: sources.clone(), sources, by: None, narrowed: 0 })
    };
    let mut bounds: Vec<Option<Bounds>> = system.variables.iter().map(said).collect();
    let mut conflicts = Vec::new();
    let mut waiting: VecDeque<usize> = (0..system.equations.len()).collect();
    let mut queued: Vec<bool> = vec![true; system.equations.len()];
    while let Some(at) = waiting.pop_front() {
        if let Some(queued) = queued.get_mut(at) {
            *queued = false;
        }
        let Some(equation) = system.equations.get(at) else { continue };
        match step(equation, at, &bounds) {
            Step::Nothing => {}
            Step::Conflict(sources) => conflicts.push((sources, at)),
            Step::Found(variable, found) => {
                if let Some(slot) = bounds.get_mut(variable) {
                    *slot = Some(found);
                }
                for next in system.of_variable.get(variable).into_iter().flatten() {
                    if let Some(queued) = queued.get_mut(*next).filter(|queued| !**queued) {
                        *queued = true;
                        waiting.push_back(*next);
                    }
                }
            }
        }
    }
    (bounds, conflicts)
}

enum Step {
    Nothing,
    Found(usize, Bounds),
    Conflict(BTreeSet<usize>),
}

/// An equation with the bounds of its figures so far.
struct View<'v, 'f> {
    equation: &'v Equation<'f>,
    bounds: &'v [Option<Bounds>],
}

impl<'v> View<'v, '_> {
    fn of(&self, variable: usize) -> Option<&'v Bounds> {
        self.bounds.get(variable).and_then(Option::as_ref)
    }

    /// What the other figures leave for one.
    fn solve(&self, wanted: &Reference) -> Option<Interval> {
        solve(&self.equation.identity.formula, wanted, &|reference| {
            let term = self.equation.terms.iter().find(|(own, _)| *own == reference);
            let bounds = term.and_then(|(_, variable)| self.of(*variable));
            bounds.map_or(Interval::UNBOUNDED, |bounds| bounds.interval)
        })
    }
}

/// What one equation says, given the bounds so far.
fn step(equation: &Equation<'_>, at: usize, bounds: &[Option<Bounds>]) -> Step {
    let view = View { equation, bounds };
    let of = |variable: usize| view.of(variable);
    // A growth rate on a loss has no meaning.
    let meaningless = equation.identity.positive
        && equation.terms.iter().any(|(reference, variable)| {
            is_level(reference) && of(*variable).is_some_and(|it| !it.interval.is_positive())
        });
    if meaningless {
        return Step::Nothing;
    }
    let mut open = equation.terms.iter().filter(|(_, variable)| of(*variable).is_none());
    let from = |skipped: usize| -> BTreeSet<usize> {
        let others = equation.terms.iter().filter(|(_, variable)| *variable != skipped);
        others
            .filter_map(|(_, variable)| of(*variable))
            .flat_map(|it| &it.sources)
            .copied()
            .collect()
    };
    match (open.next(), open.next()) {
        (Some((reference, variable)), None) => {
            let sources = from(*variable);
            let found = view
                .solve(reference)
                .filter(|found| found.low().is_some() && found.high().is_some())
                .filter(|found| {
                    !equation.identity.positive || !is_level(reference) || found.is_positive()
                });
            match found {
                Some(interval) if sources.len() <= SOURCES => {
                    let first = sources.clone();
                    let by = Some(at);
                    Step::Found(*variable, Bounds { interval, sources, first, by, narrowed: 0 })
                }
                _ => Step::Nothing,
            }
        }
        (None, _) => {
            for (reference, variable) in &equation.terms {
                let Some(own) = of(*variable).filter(|it| it.by.is_some()) else { continue };
                let Some(found) = view.solve(reference) else { continue };
                let sources: BTreeSet<usize> =
                    from(*variable).union(&own.sources).copied().collect();
                if sources.len() > SOURCES {
                    continue;
                }
                let Some(both) = own.interval.intersection(found) else {
                    return Step::Conflict(sources);
                };
                if own.narrowed < NARROWED && narrower(both, own.interval) {
                    let narrowed = own.narrowed.saturating_add(1);
                    return Step::Found(
                        *variable,
                        Bounds {
                            interval: both,
                            sources,
                            first: own.first.clone(),
                            by: own.by,
                            narrowed,
                        },
                    );
                }
            }
            Step::Nothing
        }
        _ => Step::Nothing,
    }
}

/// Does the reference ask for a level, not for a change?
fn is_level(reference: &Reference) -> bool {
    !reference.traits.iter().any(|word| word.starts_with("change"))
}

/// Is it narrower by a tenth at least?
fn narrower(new: Interval, old: Interval) -> bool {
    let tenths = |interval: Interval, count: i64| interval.width()?.checked_mul(count.into());
    tenths(new, 10).zip(tenths(old, 9)).is_some_and(|(new, old)| new < old)
}

/// A derived figure, where it is narrow enough to be of use.
fn derived(
    system: &System<'_>,
    company_key: &str,
    variable: &Variable,
    bounds: &Bounds,
    by: usize,
) -> Option<Derived> {
    let (low, high) = bounds.interval.low().zip(bounds.interval.high())?;
    let width = bounds.interval.width()?;
    let (metric, series, measure) = system.figure(variable)?;
    let kind = match measure {
        Measure::Money => Kind::Money,
        Measure::PerShare => Kind::PerShare,
        Measure::Percent => Kind::Percent,
        Measure::Count => Kind::Count,
        Measure::Points | Measure::Multiple => return None,
    };
    let allowed = match measure {
        Measure::Percent => Decimal::ONE,
        _ => low.abs().min(high.abs()).checked_mul(Decimal::new(MOST_PERCENT, 2))?,
    };
    if series != Series::Level || width > allowed {
        return None;
    }
    let money = matches!(measure, Measure::Money | Measure::PerShare);
    let family = system.families.get(variable.key.family)?;
    let fact_ids = bounds.sources.iter().filter_map(|at| system.facts.get(*at));
    Some(Derived {
        company_key: company_key.to_owned(),
        metric: metric.to_owned(),
        kind,
        unit: if money { system.currency.to_owned() } else { String::new() },
        scope: family.scope.to_string(),
        basis: variable.key.basis,
        adjusted_for: family.adjusted.to_owned(),
        period: variable.key.period,
        low,
        high,
        check: system.equations.get(by)?.identity.id.clone(),
        fact_ids: fact_ids.map(|fact| fact.fact_id.clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::rows::Checks;
    use super::*;
    use crate::check::equation_form::EquationForms;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // given                                                                         expected: derived; conflicts
        (&["revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 54.1 percent"],
            "gross_profit 2024-Q1 [565.63, 567.22]"),
        (&["free_cash_flow total 2024-Q1 = 177 money", "free_cash_flow total 2024-Q1 = 292 money yoy"],
            "free_cash_flow 2023-Q1 [-116, -114]"),
        // Through a figure that nobody said.
        (&["revenue total 2024-Q1 = 1047 money", "revenue total 2024-Q1 = 4.0 percent yoy", "gross_profit total 2023-Q1 = 503.4 money"],
            "revenue 2023-Q1 [1005.77, 1007.7]; gross_margin 2023-Q1 [49.95, 50.06]"),
        // Three quarters and the year give the fourth.
        (&["revenue total 2024-Q1 = 10.0 money", "revenue total 2024-Q2 = 11.0 money", "revenue total 2024-Q3 = 12.0 money", "revenue total 2024-FY = 46.0 money"],
            "revenue 2024-Q4 [12.8, 13.2]; revenue 2024-H1 [20.9, 21.1]; revenue YTD-2024-Q3 [32.85, 33.15]; revenue 2024-H2 [24.85, 25.15]"),
        // Two ways to one figure, which do not agree; the figure that has no part in it is not named.
        (&["revenue total 2024-Q1 = 1047 money", "revenue total 2024-Q1 = 4.0 percent yoy", "gross_profit total 2023-Q1 = 503.4 money",
           "gross_margin total 2024-Q1 = 54.1 percent", "gross_margin total 2024-Q1 = 800 bps yoy"],
            "conflict of 5"),
        (&["revenue total 2024-Q1 = 1047 money", "eps total 2024-Q1 = 1.20 per_share"], ""),
        (&["net_income total 2024-Q1 = -20 money", "net_income total 2024-Q1 = 30 percent yoy"], ""),
        (&["net_income total 2024-Q1 = -200 money", "net_income total 2024-Q1 = 50 money yoy", "net_income total 2024-Q1 = 20 percent yoy"], "net_income 2023-Q1 [-251, -249]"),
        (&["revenue total 2024-Q1 = 80 money", "revenue total 2023-Q1 = 100 money"], ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let forms = EquationForms::new(Checks::built_in());
            let system = System::new(&forms, facts.iter());
            let found = propagate(&system, "acme");
            let shown = |it: &Derived| {
                let end = |value: Decimal| value.round_dp(2).normalize();
                format!("{} {} [{}, {}]", it.metric, it.period, end(it.low), end(it.high))
            };
            let mut shown: Vec<String> = found.derived.iter().map(shown).collect();
            if !found.conflicts.is_empty() {
                shown = found
                    .conflicts
                    .iter()
                    .map(|(facts, _)| format!("conflict of {}", facts.len()))
                    .collect();
            }
            assert_eq!(shown.join("; "), *expected, "given: {given:?}");
        }
    }
}
