//! Units that a metric cannot have.
//!
//! In:  facts of one company. Out: [`Finding`]s, only for what is wrong. Not here: values (`verdict`, `restatement`).
//!
//! | check | flags |
//! | --- | --- |
//! | `unit_money_count` | a number of shares, customers or people in a currency |
//! | `unit_above_hundred` | a margin or share above 100% |
//! | `unit_ratio_change` | a ratio that moves by 100 percent and more, or by a share of itself that no other level of it fits |
//! | `unit_points` | `down 13%` of a ratio that elsewhere moved by `130 basis points` |

use rust_decimal::Decimal;

use super::binding::rounded;
use super::finding::{Family, Finding, Severity};
use super::index::{
    Index, Measure, Scopes, Series, Slot, Trust, is_outsider, scope_key, slot, trust,
};
use super::interval::Interval;
use super::rows::{CHECKS, names};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Aspect, Fact};
use crate::quantity::Kind;

/// Looks at every fact of a company.
pub(super) fn units<'f>(
    index: &Index<'f>,
    facts: impl Iterator<Item = &'f Fact>,
    found: &mut Vec<Finding>,
) {
    let lists = &CHECKS.lists;
    let has = |list: &[String], fact: &Fact| names(list, &fact.metric);
    for fact in facts {
        if has(&lists.count, fact) && fact.kind == Kind::Money && fact.aspect == Aspect::Level {
            found.push(money_for_count(fact));
        }
        if has(&lists.below_hundred, fact)
            && fact.kind == Kind::Percent
            && fact.aspect == Aspect::Level
            && !rounded(fact).can_be_at_most(Interval::point(Decimal::ONE_HUNDRED))
        {
            found.push(above_hundred(fact));
        }
        found.extend(moves_by_all(fact));
    }
    for (slot, scopes) in index.slots() {
        let relative = slot.measure == Measure::Percent && slot.series != Series::Level;
        if relative
            && slot.series != Series::Share
            && lists.percent.iter().any(|name| name == slot.metric)
        {
            points_for_percent(index, slot, scopes, found);
            ratio_moves(index, slot, scopes, found);
        }
    }
}

fn row(
    check: &str,
    severity: Severity,
    facts: Vec<&Fact>,
    message: String,
    suggestion: String,
) -> Finding {
    finding(Row { check, family: Family::Unit, severity, facts, sides: None, message, suggestion })
}

fn money_for_count(fact: &Fact) -> Finding {
    let what = fact.metric.replace('_', " ");
    // "We reduced our share count with $455 million of purchases" names the count beside an amount that is right.
    let named =
        fact.metric_text.is_empty() || fact.metric_text.to_lowercase().contains("outstanding");
    let severity =
        if named && metric_is_stated(fact) { Severity::Error } else { Severity::Warning };
    let message = format!(
        "{what} is a number, not an amount of money: {}",
        wording::source(fact, &fact.call_id)
    );
    let suggestion = format!("read {} without the currency", wording::amount(fact.low));
    row("unit_money_count", severity, vec![fact], message, suggestion)
}

fn above_hundred(fact: &Fact) -> Finding {
    let severity = if metric_is_stated(fact) { Severity::Warning } else { Severity::Note };
    let message = format!(
        "{} cannot be above 100%: {}",
        fact.metric.replace('_', " "),
        wording::source(fact, &fact.call_id)
    );
    row("unit_above_hundred", severity, vec![fact], message, String::new())
}

/// A ratio that is said to move by 100 percent and more, and not against which period.
fn moves_by_all(fact: &Fact) -> Option<Finding> {
    let uncompared = fact.aspect == Aspect::Change
        && fact.kind == Kind::Percent
        && slot(fact).is_none_or(|slot| slot.series == Series::Level);
    let size = fact.low.abs().min(fact.high.abs());
    let of_ratio = names(&CHECKS.lists.percent, &fact.metric) && metric_is_stated(fact);
    if !uncompared || !of_ratio || is_outsider(fact) || size < Decimal::ONE_HUNDRED {
        return None;
    }
    let message = format!(
        "{}: {} is no movement of a ratio",
        wording::subject(fact),
        wording::source(fact, &fact.call_id)
    );
    let suggestion = format!("read {} basis points", wording::amount(fact.low));
    Some(row("unit_ratio_change", Severity::Warning, vec![fact], message, suggestion))
}

fn metric_is_stated(fact: &Fact) -> bool {
    let carried = |why: &crate::fact::Why| {
        why.label == "metric" && why.confidence != crate::fact::Confidence::Stated
    };
    !fact.why.iter().any(carried)
}

/// Changes of a ratio in percent, where the same change is also said in points.
fn points_for_percent<'f>(
    index: &Index<'f>,
    slot: &Slot<'f>,
    scopes: &Scopes<'f>,
    found: &mut Vec<Finding>,
) {
    let in_points = Slot { measure: Measure::Points, ..*slot };
    let level = Slot { measure: Measure::Percent, series: Series::Level, ..*slot };
    for fact in scopes.values().flatten() {
        let scope = scope_key(&fact.scope);
        let at = |slot: &Slot<'_>| {
            index.scopes(slot).and_then(|scopes| scopes.get(&scope)?.first()).copied()
        };
        let Some(points) = at(&in_points) else { continue };
        let (percent, points_moved) = (rounded(fact), rounded(points));
        // "Up 2%" of a margin is often meant as points.
        let as_points = percent.meets(points_moved);
        let as_relative = at(&level).is_some_and(|level| {
            let base = rounded(level).difference(points_moved);
            let hundred = Interval::point(Decimal::ONE_HUNDRED);
            percent.meets(points_moved.product(hundred).quotient(base))
        });
        let same_digits = fact.low.normalize().mantissa().checked_abs().map(strip)
            == points.low.normalize().mantissa().checked_abs().map(strip);
        if as_points || as_relative || (!same_digits && at(&level).is_none()) {
            continue;
        }
        let telling = same_digits && trust(fact) == Trust::Known && trust(points) == Trust::Known;
        let severity = match (telling, same_digits) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Warning,
            _ => Severity::Note,
        };
        let message = format!(
            "{}: {} cannot be the change that {} states",
            wording::subject(fact),
            wording::source(fact, &fact.call_id),
            wording::source(points, &fact.call_id)
        );
        let suggestion =
            format!("read {} basis points for \"{}\"", basis_points(points), fact.quote);
        found.push(row("unit_points", severity, vec![fact, points], message, suggestion));
    }
}

/// Changes of a ratio in percent that are too large to be meant: people move margins by points.
fn ratio_moves<'f>(
    index: &Index<'f>,
    slot: &Slot<'f>,
    scopes: &Scopes<'f>,
    found: &mut Vec<Finding>,
) {
    for (scope, mentions) in scopes.iter() {
        let levels: Vec<&Fact> = index
            .of_metric(slot.metric)
            .iter()
            .filter(|(other, _)| (other.series, other.measure) == (Series::Level, Measure::Percent))
            .filter_map(|(_, scopes)| scopes.get(scope)?.first().copied())
            .take(MOST_LEVELS)
            .collect();
        for fact in mentions.iter().filter(|fact| !is_outsider(fact)) {
            let size = fact.low.abs().min(fact.high.abs());
            // Basis points come in tens; any other number may be a change of something else.
            let tens = size.checked_rem(Decimal::TEN).is_some_and(|rest| rest.is_zero());
            let is_level = levels.iter().any(|level| {
                let near = Interval::closed(Decimal::new(8, 1), Decimal::new(12, 1));
                rounded(level).product(near).meets(rounded(fact))
            });
            if is_level || !(tens || metric_is_stated(fact)) {
                continue;
            }
            let huge = size >= Decimal::ONE_HUNDRED;
            let large = size >= Decimal::from(20);
            let own = levels.iter().find(|level| level.period == fact.period);
            let strays = own.is_some_and(|own| strays(own, fact, &levels));
            if huge || (large && strays) {
                let message = format!(
                    "{}: {} is no movement of a ratio",
                    wording::subject(fact),
                    wording::source(fact, &fact.call_id)
                );
                let suggestion = format!("read {} basis points", wording::amount(fact.low));
                let facts = std::iter::once(*fact).chain(own.copied()).collect();
                found.push(row("unit_ratio_change", Severity::Warning, facts, message, suggestion));
            }
        }
    }
}

/// How many levels of a ratio are looked at.
const MOST_LEVELS: usize = 16;

/// Is the level before, read in points or as a share of the level, far from every other level that is said?
fn strays(own: &Fact, change: &Fact, levels: &[&Fact]) -> bool {
    let hundred = Interval::point(Decimal::ONE_HUNDRED);
    let (level, moved) = (rounded(own), rounded(change));
    let in_points = level.difference(moved);
    let relative = level.product(hundred).quotient(hundred.sum(moved));
    let mut others = levels.iter().filter(|other| other.period != own.period).peekable();
    others.peek().is_some()
        && others.all(|other| {
            let near =
                rounded(other).product(Interval::closed(Decimal::new(8, 1), Decimal::new(12, 1)));
            !near.meets(in_points) && !near.meets(relative)
        })
}

fn basis_points(points: &Fact) -> String {
    let scaled = match points.kind {
        Kind::BasisPoints => Some(points.low.abs()),
        _ => points.low.abs().checked_mul(Decimal::ONE_HUNDRED),
    };
    scaled.map_or_else(|| points.quote.to_string(), |value| value.normalize().to_string())
}

/// Without trailing zeros.
fn strip(mut digits: i128) -> i128 {
    while digits != 0 && digits.checked_rem(10) == Some(0) {
        digits = digits.checked_div(10).unwrap_or_default();
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, a change against a period that is not said    expected
        ("gross_margin total 2024-Q1 = 170 percent",              "unit_ratio_change"),
        ("gross_margin total 2024-Q1 = 17 percent",               ""),
        ("gross_margin total 2024-Q1 = 170 bps",                  ""),
        ("gross_margin total 2024-Q1 = 170 percent analyst",      ""),
        ("revenue total 2024-Q1 = 170 percent",                   ""),
    ];

    #[test]
    fn changes_of_no_period() {
        for (given, expected) in TABLE {
            let fact = Fact { aspect: Aspect::Change, ..fact(given) };
            let mut found = Vec::new();
            units(&Index::new([&fact].into_iter()), [&fact].into_iter(), &mut found);
            let shown: Vec<&str> = found.iter().map(|row| row.check.as_str()).collect();
            assert_eq!(shown.join("; "), *expected, "given: {given}");
        }
    }
}
