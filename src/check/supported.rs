//! Which of the figures that nobody said are handed on.
//!
//! In:  what checks say of facts, derived figures. Out: those that follow from facts that are well tied, rounded outwards. Not here: how they follow (`propagate.rs`).
//!
//! A figure with a wrong label contradicts nothing as long as nothing else speaks of it, and what follows from it is wrong too.
//! So each source has a part in a check that passes, or stands right beside another source ("revenue was $412 million, up 10%"), with no
//! figure of another metric between the two.

use rustc_hash::FxHashMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::propagate::Derived;
use super::standing::Standing;
use crate::fact::Fact;

/// The figures that follow from facts that are well tied and fail no check, with ends of two digits of their width.
pub(super) fn supported<'f>(
    derived: Vec<Derived>,
    standing: &Standing<'_>,
    facts: impl Iterator<Item = &'f Fact>,
) -> Vec<Derived> {
    let mut groups: FxHashMap<&str, usize> = FxHashMap::default();
    let mut last: Option<&Fact> = None;
    let mut group = 0;
    for fact in facts {
        // Facts come in the order of the text.
        let goes_on = last.is_some_and(|last| {
            (&last.call_id, last.sentence) == (&fact.call_id, fact.sentence)
                && last.metric == fact.metric
        });
        group = if goes_on { group } else { groups.len() };
        groups.insert(&fact.fact_id, group);
        last = Some(fact);
    }
    let beside = |one: &str, other: &str| {
        one != other && groups.get(one).is_some_and(|own| groups.get(other) == Some(own))
    };
    let sound = |id: &str, all: &[String]| {
        !standing.is_doubted(id)
            && (standing.is_ticked(id) || all.iter().any(|other| beside(id, other)))
    };
    derived
        .into_iter()
        .filter(|one| one.fact_ids.iter().all(|id| sound(id, &one.fact_ids)))
        .map(|one| {
            let (low, high) = outwards(one.low, one.high);
            Derived { low, high, ..one }
        })
        .collect()
}

/// Both ends to the second digit of what lies between them, the lower one down and the upper one up.
fn outwards(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    let width = high.checked_sub(low).unwrap_or_default().normalize();
    if width.is_zero() {
        return (low.normalize(), high.normalize());
    }
    let mut unit = Decimal::ONE;
    while unit.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|next| next <= width) {
        unit = unit.checked_mul(Decimal::TEN).unwrap_or(width);
    }
    while unit.checked_mul(Decimal::TEN).is_some_and(|more| more > width) && unit.scale() < 12 {
        unit = unit.checked_div(Decimal::TEN).unwrap_or(width);
    }
    let to = |value: Decimal, strategy| {
        let units = value.checked_div(unit)?.round_dp_with_strategy(0, strategy);
        units.checked_mul(unit).map(|value| value.normalize())
    };
    (
        to(low, RoundingStrategy::ToNegativeInfinity).unwrap_or(low),
        to(high, RoundingStrategy::ToPositiveInfinity).unwrap_or(high),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::check::Severity;
    use crate::check::invented::{fact, finding};
    use crate::fact::{Basis, Period};
    use crate::quantity::Kind;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str, &str)] = &[
        // given                                                          expected
        ("1018347421.828", "1030250490.486",                              "1018000000", "1031000000"),
        ("10.22612875",    "10.44701224",                                 "10.22",      "10.45"),
        ("-4.254702",      "-4.150353",                                   "-4.26",      "-4.15"),
        ("1142000000",     "1144000000",                                  "1142000000", "1144000000"),
        ("50.5",           "50.7",                                        "50.5",       "50.7"),
        ("7",              "7",                                           "7",          "7"),
    ];

    #[test]
    fn table() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (low, high, lower, upper) in TABLE {
            let found = outwards(number(low), number(high));
            assert_eq!(found, (number(lower), number(upper)), "given: {low} to {high}");
        }
    }

    #[test]
    fn from_facts_that_are_well_tied() {
        let findings = [finding(Severity::Pass, &["a", "b"]), finding(Severity::Warning, &["b"])];
        let at = |id: &str, metric: &str, start| Fact {
            fact_id: id.to_owned(),
            sentence: Span::new(start, start + 90),
            ..fact(&format!("{metric} total 2024-Q1 = 5 money"))
        };
        let facts = [
            at("a", "revenue", 0),
            at("b", "revenue", 100),
            at("c", "revenue", 200),
            at("d", "revenue", 300),
            at("e", "revenue", 300),
            at("f", "net_income", 400),
            at("g", "eps", 400),
            at("h", "net_income", 400),
        ];
        for (sources, expected) in [
            (&["a"][..], 1),
            (&["a", "c"], 0),
            (&["a", "b"], 0),
            (&["d", "e"], 1),
            (&["d"], 0),
            (&["f", "h"], 0),
        ] {
            let derived = Derived {
                company_key: "acme".to_owned(),
                metric: "revenue".to_owned(),
                kind: Kind::Money,
                unit: "USD".to_owned(),
                scope: "total".to_owned(),
                basis: Basis::Unspecified,
                adjusted_for: String::new(),
                period: Period::ToDate,
                low: Decimal::ONE,
                high: Decimal::TWO,
                check: "four_quarters".to_owned(),
                fact_ids: sources.iter().map(|id| (*id).to_owned()).collect(),
            };
            let found = supported(vec![derived], &Standing::of(&findings), facts.iter());
            assert_eq!(found.len(), expected, "given: {sources:?}");
        }
    }
}
