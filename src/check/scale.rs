//! An amount among all amounts of its metric: a scale word that was misheard.
//!
//! In:  facts of a company. Out: [`Finding`]s, only where the next scale word explains the amount.
//! Not here: a level among its neighbours in time (`series`), amounts beyond the revenue (`plausible`).
//!
//! Totals of authorizations, purchases to date and parts of a year have no neighbours in time, and a stray mention spoils the
//! neighbours of others. A scale word is a factor of a thousand: the middle amount of a metric is enough to see it.
//!
//! | the amount | result |
//! | --- | --- |
//! | [`APART`] times the largest and the middle one of at least two others | warning, if the scale word below brings it among them |
//! | [`APART`] times below the middle one | warning, if the scale word above makes it one of the others, or nearly so |

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::finding::{Family, Finding, Severity};
use super::index::{is_assumed, is_outsider, scope_key};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Aspect, Fact};
use crate::quantity::{Bound, Kind};

/// How many times larger or smaller an amount must be.
const APART: i64 = 200;

/// How many amounts of one metric are compared, so that the work stays linear.
const MOST_AMOUNTS: usize = 64;

/// Looks at all amounts of a company.
pub(super) fn scales<'f>(facts: impl Iterator<Item = &'f Fact>, found: &mut Vec<Finding>) {
    let mut groups: BTreeMap<(&str, &str, Aspect, SmolStr), Vec<&Fact>> = BTreeMap::new();
    for fact in facts.filter(|fact| is_comparable(fact)) {
        let key = (fact.metric.as_str(), fact.unit.as_str(), fact.aspect, scope_key(&fact.scope));
        groups.entry(key).or_default().push(fact);
    }
    for group in groups.into_values() {
        // One figure is a fact for each basis that it is said for.
        let mut amounts = group;
        amounts.dedup_by_key(|fact| (&fact.call_id, fact.span));
        for near in amounts.chunks(MOST_AMOUNTS) {
            let mut by_size = near.to_vec();
            by_size.sort_by_cached_key(|fact| size(fact));
            found.extend(near.iter().filter_map(|fact| outlier(fact, &by_size)));
        }
    }
}

fn is_comparable(fact: &Fact) -> bool {
    fact.kind == Kind::Money
        && fact.metric != "other"
        && fact.bound != Bound::Vague
        && fact.low.abs().min(fact.high.abs()) > Decimal::ZERO
        && !is_outsider(fact)
        && !is_assumed(fact, "metric")
}

fn size(fact: &Fact) -> Decimal {
    fact.low.abs().min(fact.high.abs())
}

/// A fact among those of its group, the smallest first.
fn outlier(fact: &Fact, by_size: &[&Fact]) -> Option<Finding> {
    let elsewhere =
        |other: &&&Fact| (&other.call_id, other.sentence) != (&fact.call_id, fact.sentence);
    let others: Vec<&Fact> = by_size.iter().filter(elsewhere).copied().collect();
    let middle = others.get(others.len() / 2).copied().filter(|_| others.len() > 1)?;
    let times = |value: Decimal, factor: i64| value.checked_mul(Decimal::from(factor));
    let (own, largest) = (size(fact), size(others.last()?));
    let above = times(largest, APART)? < own;
    let below = times(own, APART)? < size(middle);
    let word = Decimal::ONE_THOUSAND;
    let (meant, fits) = if above {
        let meant = own.checked_div(word)?;
        let (low, high) = (size(others.first()?), largest);
        (meant, times(meant, 3)? >= low && meant <= times(high, 3)?)
    } else if below {
        let meant = own.checked_mul(word)?;
        (meant, others.iter().any(|other| is_near(meant, size(other))))
    } else {
        return None;
    };
    if !fits {
        return None;
    }
    let message = format!(
        "{}: {} stands alone among amounts like {}",
        wording::subject(fact),
        wording::source(fact, &fact.call_id),
        wording::source(middle, &fact.call_id)
    );
    Some(finding(Row {
        check: "scale_slip",
        family: Family::Unit,
        severity: Severity::Warning,
        facts: vec![fact, middle],
        sides: None,
        message,
        suggestion: format!("read {} for \"{}\"", wording::amount(meant), fact.quote),
    }))
}

/// Within a fifth of it.
fn is_near(value: Decimal, other: Decimal) -> bool {
    let tenths = |value: Decimal, count: i64| value.checked_mul(Decimal::new(count, 1));
    tenths(other, 8).is_some_and(|low| value >= low)
        && tenths(other, 12).is_some_and(|high| value <= high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // given                                                       expected
        (&["share_repurchases total TO-DATE = 2700000 money line=1", "share_repurchases total TO-DATE = 2200000000 money line=2", "share_repurchases total 2024-Q2 = 1500000000 money line=3"], ""),
        (&["share_repurchases total TO-DATE = 2300000 money line=1", "share_repurchases total TO-DATE = 2200000000 money line=2", "share_repurchases total 2024-Q2 = 1500000000 money line=3"], "read 2.3 billion"),
        (&["impairment total 2024-Q1 = 23000000000 money line=1", "impairment total 2024-Q1 = 20000000 money line=2", "impairment total 2024-Q2 = 9000000 money line=3"], "read 23 million"),
        (&["impairment total 2024-Q1 = 2300000000 money line=1", "impairment total 2024-Q1 = 20000000 money line=2", "impairment total 2024-Q2 = 9000000 money line=3"], ""),
        // One other amount is too few; those of one sentence are compared with each other.
        (&["impairment total 2024-Q1 = 23000000000 money line=1", "impairment total 2024-Q1 = 20000000 money line=2"], ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let mut found = Vec::new();
            scales(facts.iter(), &mut found);
            let shown = found.first().map_or("", |row| row.suggestion.as_str());
            assert!(
                shown.starts_with(expected) && shown.is_empty() == expected.is_empty(),
                "given: {given:?}, got: {shown}"
            );
        }
    }
}
