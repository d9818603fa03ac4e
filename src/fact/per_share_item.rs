//! What an item is for one share: `charges of $54 million or $0.06 per share`.
//!
//! In:  a figure in its [`Frame`] and what the figure before says. Out: [`Said`], for what a cost or gain is for one share.
//! Not here: what else a cost or gain does (`impact.rs`), earnings for one share (`metric.rs`).

use rust_decimal::Decimal;

use super::aspect::Said;
use super::frame::{Figure, Frame};
use super::label::Aspect;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::word_sets::WORDS;
use crate::quantity::{Kind, Quantity};

/// Why a figure per share is an impact beside an amount of money.
pub(super) const PER_SHARE_ITEM: &str = "what an item is for one share";

/// Metrics of items that earnings per share include as costs.
const ITEMS: &[&str] = &[
    "restructuring_charges",
    "impairment",
    "depreciation_amortization",
    "stock_based_compensation",
    "litigation_expense",
    "integration_cost",
    "pandemic_cost",
    "claims_warranty",
    "catastrophe_losses",
    "ipr_and_d",
    "inventory_writedown",
];

/// `charges of $54 million or $0.06 per share`: what an item is for one share.
pub(super) fn beside_item(frame: &Frame<'_>, figure: &Figure, last: Option<Said>) -> Option<Said> {
    let per_share = is_per_share(&figure.quantity);
    let last = last.filter(|_| per_share && figure.before.lead == Lead::And)?;
    let before = frame.figures.iter().find(|other| other.place + 1 == figure.start)?;
    let or = frame.range(figure.start, figure.place).any(|(_, mark)| mark.is("or"));
    if !or || before.quantity.kind != Kind::Money {
        return None;
    }
    if last.aspect == Aspect::Impact {
        return Some(Said { because: PER_SHARE_ITEM, ..last });
    }
    let near = || {
        frame
            .range(before.start, figure.start + 8.min(figure.place - figure.start))
            .map(|(_, mark)| mark)
    };
    let profit = || {
        frame.range(before.start, figure.place).any(|(_, mark)| {
            mark.is_any(&["net", "earned", "earnings", "dividends", "dividend"])
                || matches!(&mark.is, Is::Metric(metric)
                    if !metric.metric.per_share.is_empty() || metric.metric.adjustable)
        })
    };
    let item = |mark: &Mark<'_>| matches!(&mark.is, Is::Metric(metric) if ITEMS.contains(&metric.metric.id.as_str()));
    let cost = near()
        .any(|mark| item(mark) || WORDS.costs.ends(mark.text) && !mark.is_any(&["loss", "losses"]));
    let gain = near().any(|mark| WORDS.gains.ends(mark.text) && !mark.is("contribution"));
    ((cost || gain) && !profit()).then_some(Said {
        aspect: Aspect::Impact,
        negative: cost && !gain,
        because: PER_SHARE_ITEM,
    })
}

/// An amount that can only be one per share: said so, or in cents.
pub(super) fn is_per_share(quantity: &Quantity) -> bool {
    quantity.kind == Kind::PerShare
        || quantity.kind == Kind::Money
            && !quantity.scaled
            && quantity.high.abs() < Decimal::TEN
            && quantity.resolution < Decimal::ONE
}

pub(super) fn is_item(mark: &Mark<'_>) -> bool {
    matches!(&mark.is, Is::Metric(metric) if ITEMS.contains(&metric.metric.id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                               expected: aspect/value
        ("Charges of $54 million or $0.06 per share hit our results.",         "$54 million: level/54000000; $0.06 per share: impact/-0.06"),
        ("Net income was $54 million or $0.06 per share.",                     "$54 million: level/54000000; $0.06 per share: level/0.06"),
        ("EPS were $1.27, which excludes a $0.08 charge for leases.",          "$1.27: level/1.27; $0.08: impact/-0.08"),
        ("We recorded a release of reserves, worth $0.10 per share.",          "$0.10 per share: impact/0.1"),
        ("EPS of $0.71 include $0.19 of depreciation and $0.14 of severance.", "$0.71: level/0.71; $0.19: impact/-0.19; $0.14: impact/-0.14"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
