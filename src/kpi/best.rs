//! The best mention of a figure.
//!
//! In:  facts. Out: their [`Rank`]; the lowest is the best. Not here: which facts are mentions of one figure (`key.rs`).

use rust_decimal::Decimal;

use crate::check::{Standing, is_outsider};
use crate::fact::{Confidence, Fact, Status};
use crate::quantity::Bound;

/// How good a mention is: in this order, and `false` before `true`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Rank {
    /// Does somebody from outside say it?
    outsider: bool,
    /// Has another figure taken its place: guidance that was replaced, a value that was restated?
    superseded: bool,
    /// Does it contradict other figures, and agree with none?
    doubted: bool,
    /// Is it softened by a hedge?
    hedged: bool,
    /// How far its ends are apart, of what was reported: a value before a range.
    width: Decimal,
    /// The last digit that was said against the value: the smaller, the more precise.
    resolution: Decimal,
    /// Is a label of it only assumed?
    assumed: bool,
}

/// The rank of a fact among the mentions of its figure.
pub(super) fn rank(fact: &Fact, standing: &Standing<'_>) -> Rank {
    let id = fact.fact_id.as_str();
    let width = fact.high.checked_sub(fact.low).unwrap_or(Decimal::MAX);
    Rank {
        superseded: fact.superseded,
        doubted: standing.is_doubted(id) && !standing.is_ticked(id),
        outsider: is_outsider(fact),
        hedged: fact.bound != Bound::Exact,
        width: if fact.status == Status::Actual { width } else { Decimal::ZERO },
        resolution: fact.resolution.checked_div(fact.low.abs()).unwrap_or(Decimal::MAX),
        assumed: fact.why.iter().any(|why| why.confidence == Confidence::Assumed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Severity;
    use crate::check::invented::{fact, finding};

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // the better                                           the worse
        ("revenue total 2024-Q1 = 1.0 money",                   "revenue total 2024-Q1 = 1.047 money analyst"),
        ("revenue total 2024-Q1 = 1.0 money",                   "revenue total 2024-Q1 = 1.047 money about"),
        ("revenue total 2024-Q1 = 1.047 money",                 "revenue total 2024-Q1 = 1.0 money"),
        ("revenue total 2024-Q1 = 1.0 money",                   "revenue total 2024-Q1 = 1.04..1.05 money"),
        ("revenue total 2024-Q1 = 51 money",                    "revenue total 2024-Q1 = 52.3 money superseded"),
        ("revenue total 2024-Q1 = 1047000000 money",            "revenue total 2024-Q1 = 5 money"),
        ("revenue total 2024-Q1 = 1.047 money about",           "revenue total 2024-Q1 = 1.047 money analyst"),
    ];

    #[test]
    fn table() {
        for (better, worse) in TABLE {
            let rank = |given: &str| rank(&fact(given), &Standing::default());
            assert!(rank(better) < rank(worse), "given: {better}; {worse}");
        }
    }

    #[test]
    fn the_checks_have_a_say() {
        let ids = ["ticked", "doubted", "both", "neither"];
        let findings = [
            finding(Severity::Pass, &["ticked", "both"]),
            finding(Severity::Error, &["doubted", "both"]),
        ];
        let standing = Standing::of(&findings);
        let doubted = ids.map(|id| {
            let fact = Fact { fact_id: id.to_owned(), ..fact("revenue total 2024-Q1 = 5 money") };
            rank(&fact, &standing).doubted
        });
        assert_eq!(doubted, [false, true, false, false]);
    }
}
