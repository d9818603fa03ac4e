//! What a part of the company earns: `Pumps contributed $5 million in sales`, which is no effect on the whole.
//!
//! In:  a figure in its [`Frame`] with a verb of effect before it, and its metric. Out: is it an amount that is earned or named?
//! Not here: the sign of an effect (`impact.rs`), which part it is (`part.rs`).

use super::frame::{Figure, Frame};
use super::mark::Is;
use super::subject::Chosen;
use crate::quantity::Kind;

/// Metrics of amounts that are spent or held, which nothing inside makes higher or lower.
pub(super) const PLAIN_AMOUNTS: &[&str] = &[
    "share_repurchases",
    "capital_returned",
    "capital_expenditures",
    "cost_savings",
    "dividend",
    "liquidity",
    "cash",
    "debt",
    "backlog",
    "bookings",
    "pandemic_cost",
    "investment_spend",
    "development_pipeline",
];

/// `Pumps contributed $5 million in sales`: what a part of the company earns.
pub(super) fn contributes(frame: &Frame<'_>, figure: &Figure) -> bool {
    let verb = figure.before.by.and_then(|at| frame.mark(at));
    let earned = figure.tail.metric.is_some_and(|at| {
        frame.range(figure.place, at).any(|(_, mark)| mark.is_any(&["of", "in"]))
    });
    earned && verb.is_some_and(|verb| verb.starts_with("contribut"))
}

/// `Harbor contributed $6 million`: a part of the company that is named right before the verb.
pub(super) fn part_contributes(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.is_some_and(|by| {
        let verb = frame.mark(by).is_some_and(|mark| mark.is_any(&["contributed", "contributes"]));
        let part = by
            .checked_sub(1)
            .and_then(|before| frame.mark(before))
            .is_some_and(|mark| matches!(mark.is, Is::Scope(_)));
        verb && part && figure.quantity.kind == Kind::Money && figure.tail.moved.is_none()
    })
}

/// `Net income benefited from $3 million of refunds`: the subject is no part of the company, it gains by the figure.
pub(super) fn benefited(frame: &Frame<'_>, figure: &Figure) -> bool {
    let verb = figure.before.by.and_then(|at| frame.mark(at));
    verb.is_some_and(|verb| {
        ["benefit", "helped", "boosted", "lifted"].iter().any(|start| verb.starts_with(start))
    })
}

/// Does the figure name an item that the vocabulary has, so that it is a level of that item?
pub(super) fn named_item(figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let after_verb = chosen.named_at.is_some_and(|at| figure.before.by.is_none_or(|by| at > by));
    after_verb
        && !matches!(
            figure.quantity.kind,
            Kind::PerShare | Kind::BasisPoints | Kind::PercentagePoints | Kind::Percent
        )
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                           expected: aspect/value
        ("Operating income included $10 million of restructuring charges.",                "$10 million: level/10000000"),
        ("Net income benefited from $3 million of insurance recoveries.",                  "$3 million: impact/3000000"),
        ("We spent $260 million on share repurchases, including $90 million since April.", "$260 million: level/260000000; $90 million: level/90000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
