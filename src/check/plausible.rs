//! Figures that no company of this kind has: a ratio below its typical range, an amount far beyond the company's revenue.
//!
//! In:  facts of a company. Out: [`Finding`]s. Not here: figures that other mentions contradict (`restatement`, `series`).
//!
//! Both are about slips of scale and digits left out, which no identity sees where a figure is said once.

use rust_decimal::Decimal;

use super::binding::rounded;
use super::finding::{Family, Finding, Severity};
use super::index::{Trust, is_assumed, is_hedged, is_outsider, scope_key, trust};
use super::interval::Interval;
use super::mend::{Changed, mend};
use super::rows::{CHECKS, names};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Aspect, Fact, Metrics};
use crate::quantity::Kind;

/// How many times the largest revenue an amount must be to be no amount of this company: a year has four quarters, and a plan
/// runs over some years.
const TIMES_REVENUE: i64 = 20;

/// Looks at every fact of a company.
pub(super) fn plausible<'f>(
    facts: impl Iterator<Item = &'f Fact> + Clone,
    found: &mut Vec<Finding>,
) {
    let revenue = largest_revenue(facts.clone());
    for fact in facts.filter(|fact| !is_outsider(fact) && !is_hedged(fact)) {
        // Of which part or period a ratio is, its range is the same.
        if !is_assumed(fact, "metric") && !is_assumed(fact, "aspect") {
            found.extend(below_range(fact));
        }
        let revenue = revenue.filter(|_| trust(fact) == Trust::Known);
        found.extend(revenue.and_then(|revenue| beyond_revenue(fact, revenue)));
    }
}

/// The largest revenue of the whole company, where two mentions are of one size. One that stands alone may be a slip, so that the
/// next one counts where two calls say one of its size.
fn largest_revenue<'f>(facts: impl Iterator<Item = &'f Fact>) -> Option<&'f Fact> {
    let mut all: Vec<&Fact> = facts
        .filter(|fact| fact.metric == "revenue" && fact.kind == Kind::Money)
        .filter(|fact| fact.aspect == Aspect::Level && scope_key(&fact.scope) == "total")
        .filter(|fact| !is_outsider(fact))
        .collect();
    all.sort_by_key(|fact| fact.high);
    let (last, next) = (all.pop()?, all.pop()?);
    let of_one_size = |larger: &Fact, other: &Fact| {
        other.high.checked_mul(Decimal::TEN).is_some_and(|size| larger.high <= size)
    };
    if of_one_size(last, next) {
        return Some(last);
    }
    let again = |other: &&Fact| other.call_id != next.call_id && of_one_size(next, other);
    all.iter().any(again).then_some(next)
}

fn beyond_revenue(fact: &Fact, revenue: &Fact) -> Option<Finding> {
    let of_its_business = names(&CHECKS.lists.flow, &fact.metric) || fact.aspect == Aspect::Impact;
    let limit = revenue.high.checked_mul(Decimal::from(TIMES_REVENUE))?;
    let size = fact.low.abs().min(fact.high.abs());
    if fact.kind != Kind::Money || fact.unit != revenue.unit || !of_its_business || size <= limit {
        return None;
    }
    let fits = |changed: &Changed<'_>| changed.value.abs() <= limit;
    let message = format!(
        "{}: {} is more than {TIMES_REVENUE} times the revenue {}",
        wording::subject(fact),
        wording::source(fact, &fact.call_id),
        wording::source(revenue, &fact.call_id)
    );
    let suggestion = mend([fact].into_iter(), &fits).map_or(String::new(), |mend| mend.text);
    Some(row("beyond_revenue", vec![fact, revenue], message, suggestion))
}

fn below_range(fact: &Fact) -> Option<Finding> {
    let metric = Metrics::built_in().get(&fact.metric)?;
    let [low, high] = metric.range.as_ref()?;
    let typical =
        Interval::closed(Decimal::from_str_exact(low).ok()?, Decimal::from_str_exact(high).ok()?);
    let level = fact.aspect == Aspect::Level && fact.kind == Kind::Percent;
    if !level
        || fact.low.is_sign_negative()
        || rounded(fact).high().zip(typical.low()).is_none_or(|(high, low)| high >= low)
    {
        return None;
    }
    let fits = |changed: &Changed<'_>| changed.rounded().meets(typical);
    let mend = mend([fact].into_iter(), &fits)?;
    let message = format!(
        "{}: {} is below what is typical, {low}% to {high}%",
        wording::subject(fact),
        wording::source(fact, &fact.call_id)
    );
    Some(row("below_range", vec![fact], message, mend.text))
}

fn row(check: &str, facts: Vec<&Fact>, message: String, suggestion: String) -> Finding {
    finding(Row {
        check,
        family: Family::Unit,
        severity: Severity::Warning,
        facts,
        sides: None,
        message,
        suggestion,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // given                                                                       expected
        (&["net_expansion_rate total 2024-Q1 = 12 percent"],                           "below_range"),
        (&["net_expansion_rate total 2024-Q1 = 102 percent"],                          ""),
        (&["net_expansion_rate total 2024-Q1 = 12 percent analyst"],                   ""),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 125 money", "restructuring_charges total 2024-Q1 = 6000 money"], ""),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 125 money", "operating_expenses total 2024-Q1 = 6000 money"], "beyond_revenue"),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 125 money", "operating_expenses total 2024-Q1 = 600 money"], ""),
        // A revenue that stands alone is no measure, where two calls say another.
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 125 money call=acme-2024-q2", "revenue total 2024-Q2 = 125000 money"], "beyond_revenue"),
        (&["revenue total 2024-Q1 = 120 money", "revenue total 2024-Q2 = 125 money", "revenue total 2024-Q2 = 125000 money"], ""),
        // One revenue alone may be the wrong one.
        (&["revenue total 2024-Q1 = 120 money", "operating_expenses total 2024-Q1 = 6000 money"], ""),
        (&["revenue total 2024-Q1 = 1 money", "revenue total 2024-Q2 = 125 money", "operating_expenses total 2024-Q1 = 6000 money"], ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let mut found = Vec::new();
            plausible(facts.iter(), &mut found);
            let shown: Vec<&str> = found.iter().map(|row| row.check.as_str()).collect();
            assert_eq!(shown.join("; "), *expected, "given: {given:?}");
        }
    }
}
