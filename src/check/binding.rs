//! The facts that may meet in an identity, and what the identity makes of them.
//!
//! In:  an [`Index`] and an [`Identity`]. Out: [`Binding`]s, each with both sides computed.
//! Not here: how bad a failure is (`verdict`).
//!
//! Facts meet when they are of one company and status, of the scopes and periods that the formula names, in one
//! currency, and on compatible bases. For metrics of the list `plain`, GAAP, reported and not said are one basis.
//! For others a basis that is not said, or another `adjusted_for`, may meet a basis that is said, but then a
//! failure proves nothing: the binding is stretched.

use super::formula::{Expression, Reference, ScopeOf, Time};
use super::identity::{Identity, Wanted};
use super::index::{Index, Measure, Mentions, Scopes, Slot, is_hedged, is_outsider, scope_key};
use super::interval::Interval;
use super::line::line;
use super::reading::{Digits, either, reading};
use super::rows::CHECKS;
use crate::fact::{Basis, Fact, Period, Status};
use crate::transcript::{FiscalPeriod, Part};

/// What an identity is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'f> {
    pub(super) metric: &'f str,
    /// Measure of the level of `it`.
    pub(super) measure: Measure,
    pub(super) period: FiscalPeriod,
    pub(super) status: Status,
    /// The fact from which the search started.
    pub(super) anchor: &'f Fact,
}

/// An identity with its facts.
#[derive(Clone, Debug)]
pub(super) struct Binding<'f> {
    pub(super) identity: &'f Identity,
    pub(super) operands: Vec<Operand<'f>>,
    /// Why a failure would prove nothing; `None` when it would.
    pub(super) stretched: Option<&'static str>,
}

/// The bindings of a company that hold, and those that do not although no finding says so.
#[derive(Debug, Default)]
pub(super) struct Judged<'f> {
    pub(super) passing: Vec<Binding<'f>>,
    pub(super) failing: Vec<Binding<'f>>,
}

/// A reference with the facts that it found: one, or the parts of a sum.
#[derive(Clone, Debug)]
pub(super) struct Operand<'f> {
    pub(super) reference: &'f Reference,
    pub(super) facts: Mentions<'f>,
}

/// What the search came to.
#[derive(Debug)]
pub(super) enum Search<'f> {
    /// Everything is said.
    Bound(Binding<'f>),
    /// All but this reference is said.
    Lacks(Mentions<'f>, &'f Reference),
    /// Too little is said to speak of it.
    Nothing,
}

impl<'f> Binding<'f> {
    /// Both sides; `read` gives the interval of a fact.
    pub(super) fn sides(&self, read: &dyn Fn(&Fact) -> Interval) -> (Interval, Interval) {
        let value = |reference: &Reference| {
            let operand = self.operands.iter().find(|operand| {
                std::ptr::eq(operand.reference, reference) || operand.reference == reference
            });
            operand.map_or(Interval::UNBOUNDED, |operand| {
                let zero = Interval::point(rust_decimal::Decimal::ZERO);
                operand.facts.iter().fold(zero, |sum, fact| sum.sum(read(fact)))
            })
        };
        let side = |expression: &Expression| expression.evaluate(&value);
        (side(&self.identity.formula.left), side(&self.identity.formula.right))
    }

    /// All facts, in the order of the formula.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'f Fact> {
        self.operands.iter().flat_map(|operand| operand.facts.iter().copied())
    }

    /// The same binding with another fact in the place of one.
    pub(super) fn with(&self, old: &Fact, new: &'f Fact) -> Self {
        let mut other = self.clone();
        for fact in other.operands.iter_mut().flat_map(|operand| operand.facts.iter_mut()) {
            if fact.fact_id == old.fact_id {
                *fact = new;
            }
        }
        other
    }
}

/// Looks for the facts of an identity, starting from a fact that its anchor could be.
pub(super) fn search<'f>(
    index: &Index<'f>,
    identity: &'f Identity,
    subject: Subject<'f>,
) -> Search<'f> {
    let scope = scope_key(&subject.anchor.scope);
    let references = identity.formula.references();
    let names = |of: ScopeOf| references.iter().any(|reference| reference.scope == of);
    if names(ScopeOf::Same) && names(ScopeOf::Total) && scope == "total" {
        return Search::Nothing;
    }
    let mut operands: Vec<Operand<'f>> = Vec::new();
    let mut lacks = Vec::new();
    let mut stretched = None;
    for reference in references {
        if operands.iter().any(|operand| operand.reference == reference) {
            continue;
        }
        let metric = if reference.metric == "it" { subject.metric } else { &reference.metric };
        let level = if reference.metric == "it" {
            subject.measure
        } else {
            CHECKS.lists.level_measure(metric)
        };
        let wanted = Wanted::new(reference, level);
        let is_anchor = identity.anchor() == Some(reference);
        let mut found = Mentions::new();
        if is_anchor {
            found.push(subject.anchor);
        }
        for period in periods(reference.time, subject.period) {
            if !found.is_empty() {
                break;
            }
            let slot = Slot {
                metric,
                series: wanted.series,
                measure: wanted.measure,
                period,
                status: subject.status,
            };
            let Some(scopes) = index.scopes(&slot) else { continue };
            let ask = Ask { anchor: subject.anchor, metric, basis: wanted.basis };
            match reference.scope {
                ScopeOf::Parts => found.extend(parts(scopes, &ask)),
                of => {
                    let key = if of == ScopeOf::Total { "total" } else { scope.as_str() };
                    let pick = scopes.get(key).and_then(|mentions| ask.pick(mentions));
                    if let Some((fact, stretch)) = pick {
                        found.push(fact);
                        stretched = stretched.or(stretch);
                    }
                }
            }
        }
        if found.is_empty() {
            lacks.push(reference);
        } else {
            operands.push(Operand { reference, facts: found });
        }
    }
    match lacks.as_slice() {
        [] => Search::Bound(Binding { identity, operands, stretched }),
        [one] if operands.len() > 1 => {
            Search::Lacks(operands.into_iter().flat_map(|operand| operand.facts).collect(), one)
        }
        _ => Search::Nothing,
    }
}

/// What is asked of the mentions in a slot.
struct Ask<'f, 'a> {
    anchor: &'f Fact,
    metric: &'a str,
    basis: Option<Basis>,
}

impl<'f> Ask<'f, '_> {
    /// The mention to compute with: compatible, then from management, unhedged, precise, from the anchor's call.
    fn pick(&self, mentions: &Mentions<'f>) -> Option<(&'f Fact, Option<&'static str>)> {
        mentions.iter().filter_map(|fact| Some((*fact, self.fits(fact)?))).min_by_key(
            |(fact, stretch)| (stretch.is_some(), rank(fact), fact.call_id != self.anchor.call_id),
        )
    }

    /// `None` when the two may not meet; inside, why a failure would prove nothing.
    fn fits(&self, fact: &Fact) -> Option<Option<&'static str>> {
        if fact.metric == self.anchor.metric && line(fact) != line(self.anchor) {
            return None;
        }
        let money =
            |kind| matches!(super::index::measure(kind), Some(Measure::Money | Measure::PerShare));
        if money(fact.kind) && money(self.anchor.kind) && fact.unit != self.anchor.unit {
            return None;
        }
        let stretched = match self.basis {
            Some(basis) if basis != fact.basis => return None,
            Some(_) => None,
            None => basis_fits(self.anchor, fact, self.metric)?,
        };
        let adjusted = fact.adjusted_for != self.anchor.adjusted_for;
        Some(stretched.or(adjusted.then_some("the figures leave out different items")))
    }
}

/// How good a mention is to compute with; less is better.
pub(super) fn rank(fact: &Fact) -> (bool, bool, rust_decimal::Decimal) {
    (is_outsider(fact), is_hedged(fact), fact.resolution)
}

/// Is the basis of this metric the same whether it is called GAAP, reported or nothing?
pub(super) fn is_plain(metric: &str) -> bool {
    CHECKS.lists.plain.iter().any(|name| name == metric)
}

/// One basis for all that mean the same for the metric.
pub(crate) fn basis_key(metric: &str, basis: Basis) -> Basis {
    match basis {
        Basis::Gaap | Basis::Reported if is_plain(metric) => Basis::Unspecified,
        Basis::Reported => Basis::Gaap,
        basis => basis,
    }
}

fn basis_fits(anchor: &Fact, fact: &Fact, metric: &str) -> Option<Option<&'static str>> {
    let (a, b) = (basis_key(&anchor.metric, anchor.basis), basis_key(metric, fact.basis));
    match (is_plain(&anchor.metric), is_plain(metric)) {
        _ if a == b => Some(None),
        (false, true) if b == Basis::Unspecified => Some(None),
        (true, false) if a == Basis::Unspecified => Some(Some("a basis is not said")),
        (false, false) if a == Basis::Unspecified || b == Basis::Unspecified => {
            Some(Some("a basis is not said"))
        }
        _ => None,
    }
}

/// The parts that one passage lists; the passage that lists most of them.
fn parts<'f>(scopes: &Scopes<'f>, ask: &Ask<'f, '_>) -> Mentions<'f> {
    let mut passages: std::collections::BTreeMap<(&str, usize), Mentions<'f>> = Default::default();
    for (_, mentions) in scopes.iter().filter(|(scope, _)| *scope != "total") {
        let mut seen = Vec::new();
        for fact in mentions.iter().filter(|fact| ask.fits(fact) == Some(None)) {
            let place = (fact.call_id.as_str(), fact.passage);
            if !seen.contains(&place) && seen.len() < MOST_PASSAGES {
                seen.push(place);
                passages.entry(place).or_default().push(fact);
            }
        }
    }
    let most = passages.values().map(Vec::len).max().unwrap_or_default();
    // The total is said where its parts are listed; the same list may stand elsewhere, too.
    let own = passages.remove(&(ask.anchor.call_id.as_str(), ask.anchor.passage));
    own.filter(|facts| facts.len() == most && most > 1)
        .or_else(|| passages.into_values().find(|facts| facts.len() == most && most > 1))
        .unwrap_or_default()
}

/// Of how many passages the mentions of one part are looked at, so that the work stays linear.
const MOST_PASSAGES: usize = 16;

/// The periods that a time means, seen from `t`: the first that has facts is taken.
pub(super) fn periods(time: Time, t: FiscalPeriod) -> impl Iterator<Item = Period> {
    let quarter = |back: u8| {
        matches!(t.part, Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4)
            .then(|| t.later(0_i32.saturating_sub_unsigned(u32::from(back))))
    };
    let of_year = |year: i32, part: Part| Period::Fiscal(FiscalPeriod::new(year, part));
    let (first, second) = match time {
        Time::QuartersBefore(back) => {
            let length: u8 = match t.part {
                Part::Year => 4,
                Part::H1 | Part::H2 => 2,
                _ => 1,
            };
            let steps = back.checked_div(length).filter(|_| back.checked_rem(length) == Some(0));
            let earlier = |steps: u8| t.later(0_i32.saturating_sub_unsigned(u32::from(steps)));
            (steps.map(|steps| Period::Fiscal(earlier(steps))), None)
        }
        Time::Quarter(number) => {
            (Part::quarter(u32::from(number)).map(|part| of_year(t.year, part)), None)
        }
        Time::Half(number) => {
            (Some(of_year(t.year, if number == 1 { Part::H1 } else { Part::H2 })), None)
        }
        Time::Year => (Some(Period::Fiscal(t.whole_year())), None),
        Time::Trailing(back) => {
            let last = quarter(back);
            let whole = last.filter(|last| last.part == Part::Q4).map(FiscalPeriod::whole_year);
            (last.map(Period::TrailingTwelveMonths), whole.map(Period::Fiscal))
        }
        Time::ToDate(back) => {
            let last = quarter(back).filter(|last| last.year == t.year);
            let whole = last.and_then(|last| match last.part {
                Part::Q1 => Some(of_year(last.year, Part::Q1)),
                Part::Q2 => Some(of_year(last.year, Part::H1)),
                Part::Q4 => Some(of_year(last.year, Part::Year)),
                _ => None,
            });
            (last.map(Period::YearToDate), whole)
        }
    };
    first.into_iter().chain(second)
}

/// The `t` from which a period is this time.
pub(super) fn seen_from(time: Time, period: Period) -> Option<FiscalPeriod> {
    match (time, period) {
        (Time::QuartersBefore(0), Period::Fiscal(t))
        | (Time::Trailing(0), Period::TrailingTwelveMonths(t))
        | (Time::ToDate(0), Period::YearToDate(t)) => Some(t),
        (Time::Year, Period::Fiscal(t)) if t.part == Part::Year => Some(t),
        (Time::Half(1), Period::Fiscal(t)) if t.part == Part::H1 => Some(t),
        (Time::Half(2), Period::Fiscal(t)) if t.part == Part::H2 => Some(t),
        _ => None,
    }
}

/// The `t` from which a period is this time, whichever figure of the formula it is: the inverse of [`periods`], where
/// [`seen_from`] knows only the anchor.
pub(super) fn counted_from(time: Time, period: Period) -> Option<FiscalPeriod> {
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

/// Is there a period of this time from which [`seen_from`] counts?
pub(super) fn can_be_anchor(time: Time) -> bool {
    matches!(
        time,
        Time::QuartersBefore(0)
            | Time::Trailing(0)
            | Time::ToDate(0)
            | Time::Year
            | Time::Half(1 | 2)
    )
}

/// The interval of a fact as it was rounded.
pub(crate) fn rounded(fact: &Fact) -> Interval {
    reading(fact, Digits::Rounded)
}

/// The interval of a fact that may have been rounded or cut off.
pub(crate) fn loose(fact: &Fact) -> Interval {
    either(fact)
}
