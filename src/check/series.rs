//! A level among the levels of the same figure: other periods, guidance and actual, the two ends of a range.
//!
//! In:  an [`Index`]. Out: [`Finding`]s, only where one slip explains an outlier. Not here: changes that are said (`ties`).
//!
//! | neighbours | the level | result |
//! | --- | --- | --- |
//! | any | 200 times as large or as small, the next scale word mends it | warning |
//! | of a flow or a ratio: at least two, no more than half apart | beyond half more or less, a slip brings it among them | warning |
//! | of a flow, and one digit is changed at will or left out | as before, with three neighbours | warning |
//! | the other end of the range | four times as large or as small, a slip brings it near | warning |
//!
//! The three factors are conventions: results move by a fifth from one quarter to the next, not by four times.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::binding::{basis_key, loose, rank};
use super::finding::{Family, Finding, Severity};
use super::index::{Index, Measure, Series, Trust, is_hedged, is_outsider, trust};
use super::interval::Interval;
use super::line::line;
use super::mend::{Changed, Mend, mend, mend_end};
use super::rows::{CHECKS, names};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Basis, Fact, Period, Status};
use crate::quantity::{Bound, Kind};
use crate::transcript::Part;

/// What is followed over time.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Key<'f> {
    metric: &'f str,
    scope: &'f str,
    measure: Measure,
    unit: &'f str,
    basis: Basis,
    line: String,
    /// Quarters with quarters, years with years.
    length: Length,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Length {
    Quarter,
    Half,
    Year,
}

/// Looks at all levels of a company.
pub(super) fn series(index: &Index<'_>, found: &mut Vec<Finding>) {
    let mut lines: BTreeMap<Key<'_>, BTreeMap<(Period, Status), Vec<&Fact>>> = BTreeMap::new();
    for (slot, scopes) in index.slots().filter(|(slot, _)| slot.series == Series::Level) {
        let Some(length) = length(slot.period) else { continue };
        for (scope, mentions) in scopes.iter() {
            for fact in
                mentions.iter().filter(|fact| !is_outsider(fact) && fact.bound != Bound::Vague)
            {
                let key = Key {
                    metric: slot.metric,
                    scope,
                    measure: slot.measure,
                    unit: &fact.unit,
                    basis: basis_key(slot.metric, fact.basis),
                    line: line(fact),
                    length,
                };
                let periods = lines.entry(key).or_default();
                periods.entry((slot.period, slot.status)).or_default().push(fact);
            }
        }
    }
    for periods in lines.values() {
        let best = periods.iter().filter_map(|(time, facts)| {
            let best = *facts.iter().min_by_key(|fact| rank(fact))?;
            Some((time, best, is_closed(loose(best))))
        });
        let best: Vec<(&(Period, Status), &Fact, bool)> = best.collect();
        for (place, (time, facts)) in periods.iter().enumerate() {
            // The nearest on both sides are enough to see an outlier, and keep the work linear.
            let near = place.saturating_sub(NEAR)..best.len().min(place.saturating_add(NEAR + 1));
            let near = best.get(near).unwrap_or_default().iter();
            let others = near.filter(|(other, _, closed)| *other != time && *closed);
            let others: Vec<&Fact> = others.map(|(_, fact, _)| *fact).collect();
            let facts = facts.iter().take(MOST_MENTIONS);
            let mentions: Vec<(&Fact, Interval)> = facts.map(|fact| (*fact, loose(fact))).collect();
            for mention in &mentions {
                let (fact, _) = *mention;
                if trust(fact) == Trust::Assumed
                    || is_hedged(fact)
                    || mentions.iter().any(|other| is_again(mention, other))
                {
                    continue;
                }
                let lone = mentions.iter().all(|other| one_figure(mention, other));
                found.extend(lone.then(|| outlier(fact, &others)).flatten());
            }
        }
    }
}

/// Has what was said two ends? "Above 50%" does not say where a series stands.
fn is_closed(said: Interval) -> bool {
    said.low().is_some() && said.high().is_some()
}

/// Is the value said in another passage as well, so that no slip made it?
fn is_again((fact, said): &(&Fact, Interval), (other, of_other): &(&Fact, Interval)) -> bool {
    (&fact.call_id, fact.passage) != (&other.call_id, other.passage) && said.meets(*of_other)
}

/// How many neighbours are looked at on each side.
const NEAR: usize = 4;

/// How many mentions of one figure are looked at.
const MOST_MENTIONS: usize = 64;

fn length(period: Period) -> Option<Length> {
    match period {
        Period::Fiscal(period) => Some(match period.part {
            Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4 => Length::Quarter,
            Part::H1 | Part::H2 => Length::Half,
            _ => Length::Year,
        }),
        _ => None,
    }
}

/// Can two mentions of one period be one figure, said twice or misheard once? Else their labels do not tell two apart.
fn one_figure((fact, said): &(&Fact, Interval), (other, of_other): &(&Fact, Interval)) -> bool {
    said.meets(*of_other)
        || mend([*fact].into_iter(), &|changed| changed.value == other.low).is_some()
}

/// The finding about a fact, known and without a hedge, that one slip would bring among its neighbours.
fn outlier(fact: &Fact, others: &[&Fact]) -> Option<Finding> {
    let mut values: Vec<Decimal> = others
        .iter()
        .flat_map(|other| [other.low, other.high])
        .filter(|value| *value > Decimal::ZERO)
        .collect();
    values.sort();
    let ends = if fact.low == fact.high { vec![fact.low] } else { vec![fact.low, fact.high] };
    ends.iter().filter(|end| **end > Decimal::ZERO).find_map(|end| {
        let partner = ends.iter().find(|other| *other != end).copied();
        let (mend, seen) = slip(fact, *end, &values, others.len(), partner)?;
        let beside: Vec<&Fact> = others.iter().copied().take(2).collect();
        let said: Vec<String> =
            beside.iter().map(|other| wording::source(other, &fact.call_id)).collect();
        let message = format!(
            "{}: {} stands alone among {}",
            wording::subject(fact),
            wording::source(fact, &fact.call_id),
            if seen { said.join(", ") } else { "the ends of its own range".to_owned() }
        );
        let facts = if seen { std::iter::once(fact).chain(beside).collect() } else { vec![fact] };
        Some(finding(Row {
            check: "series_slip",
            family: Family::Unit,
            severity: Severity::Warning,
            facts,
            sides: None,
            message,
            suggestion: mend.text,
        }))
    })
}

/// The slip, and whether other periods show it.
fn slip(
    fact: &Fact,
    value: Decimal,
    values: &[Decimal],
    periods: usize,
    partner: Option<Decimal>,
) -> Option<(Mend, bool)> {
    if let (Some(low), Some(high)) = (values.first(), values.last()) {
        let money = fact.kind == Kind::Money;
        let far = money && beyond(value, *low, *high, Decimal::from(200));
        let scaled = |changed: &Changed<'_>| !beyond(changed.value, *low, *high, Decimal::TEN);
        let scale = |mend: &Mend| mend.text.contains("scale word");
        if let Some(mend) = far.then(|| mend_end(fact, value, &scaled)).flatten().filter(scale) {
            return Some((mend, true));
        }
        let stable = !beyond(*low, *high, *high, Decimal::new(15, 1));
        let out = beyond(value, *low, *high, Decimal::new(15, 1));
        let lists = &CHECKS.lists;
        let steady = names(&lists.flow, &fact.metric) || names(&lists.percent, &fact.metric);
        if periods > 1 && steady && stable && out {
            let near =
                |changed: &Changed<'_>| !beyond(changed.value, *low, *high, Decimal::new(12, 1));
            // Of amounts, nearly any number comes near two others by one digit of choice.
            let enough =
                |mend: &Mend| mend.telling || !names(&lists.flow, &fact.metric) || periods > 2;
            return mend_end(fact, value, &near).filter(enough).map(|mend| (mend, true));
        }
    }
    let partner = partner.filter(|partner| *partner > Decimal::ZERO)?;
    let near =
        |changed: &Changed<'_>| !beyond(changed.value, partner, partner, Decimal::new(14, 1));
    let out = beyond(value, partner, partner, Decimal::from(4));
    let mend = out.then(|| mend_end(fact, value, &near)).flatten()?;
    Some((mend, false))
}

/// Is a value more than `factor` times above the high or below the low of the others?
fn beyond(value: Decimal, low: Decimal, high: Decimal, factor: Decimal) -> bool {
    let times = |value: Decimal| value.checked_mul(factor);
    times(high).is_some_and(|limit| value > limit) || times(value).is_some_and(|size| size < low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // A scale word, with one neighbour.
        (&["revenue total 2024-Q1 = 120000000 money", "revenue total 2024-Q2 = 125000000000 money"], "the next scale word"),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 480 money"], "nothing"),
        // A digit, in a stable series.
        (&["occupancy total 2024-Q1 = 94 percent", "occupancy total 2024-Q2 = 95 percent", "occupancy total 2024-Q3 = 34 percent"], "one digit changed"),
        (&["occupancy total 2024-Q1 = 94 percent", "occupancy total 2024-Q3 = 34 percent"], "nothing"),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 240 money", "revenue total 2024-Q3 = 920 money"], "nothing"),
        (&["occupancy total 2024-Q1 = 74 percent", "occupancy total 2024-Q2 = 50 percent over", "occupancy total 2024-Q3 = 28 percent"], "nothing"),
        (&["ebitda total 2024-Q1 = 61 money", "ebitda total 2024-Q2 = 32 money", "ebitda total 2024-Q3 = 64 money"], "nothing"),
        (&["ebitda total 2024-Q1 = 61 money", "ebitda total 2024-Q2 = 32 money", "ebitda total 2024-Q3 = 64 money", "ebitda total 2024-Q4 = 63 money"], "one digit changed"),
        (&["occupancy total 2024-Q1 = 94 percent", "occupancy total 2024-Q2 = 95 percent", "occupancy total 2024-Q3 = 34 percent line=4", "occupancy total 2024-Q3 = 34 percent line=5"], "nothing"),
        // An end of a range.
        (&["revenue total 2024-Q2 = 85..635 money guidance"], "it would hold with"),
        (&["revenue total 2024-Q2 = 585..635 money guidance"], "nothing"),
        (&["revenue total 2024-Q2 = 10..30 money guidance"], "nothing"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let mut found = Vec::new();
            series(&Index::new(facts.iter()), &mut found);
            let shown = found.first().map_or("nothing", |row| row.suggestion.as_str());
            assert!(shown.contains(expected), "given: {given:?}, got: {shown}");
        }
    }
}
