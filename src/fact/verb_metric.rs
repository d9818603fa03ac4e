//! The metric that a verb tells where none is named: what is sold is counted in units, what operations generate is cash flow.
//!
//! In:  a figure in its [`Frame`]. Out: the metric that the verb and the words behind the figure stand for.
//! Not here: metrics that are named (`named_metric.rs`), growth without a metric (`assumed_metric.rs`).

use rust_decimal::Decimal;

use super::assumed_metric::is_priced;
use super::carried_metric::is_plain;
use super::counted_metric::counts_shares;
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::mark::Mark;
use super::metric::Metrics;
use super::per_share_item::is_per_share;
use super::subject::Chosen;
use super::topic::Subject;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// Why a figure has the metric that its verb stands for.
pub(super) const BY_VERB: &str = "what the verb stands for, without a metric";

/// Why an amount for one share that is earned is earnings per share.
pub(super) const EARNED: &str = "what is earned for each share";

/// The metric that the verb of the figure stands for.
pub(super) fn told_by_verb<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let id = counted(frame, figure)
        .or_else(|| own_stock(frame, figure))
        .or_else(|| from_operations(frame, figure))
        .or_else(|| made(frame, figure))
        .or_else(|| on_balance_sheet(frame, figure))?;
    // "We earned $2.10 per share": verb and unit together say what it is.
    let earned = id == "eps" && figure.quantity.kind == Kind::PerShare;
    let (confidence, because) =
        if earned { (Confidence::Stated, EARNED) } else { (Confidence::Assumed, BY_VERB) };
    Some(Chosen {
        subject: Some(Subject {
            metric: Metrics::built_in().get(id)?,
            negative: false,
            text: frame.mark(figure.place)?.text,
        }),
        named_at: None,
        confidence,
        because,
    })
}

/// `we shipped 41,000 tractors`, `the mine produced 90,000 ounces`. A few things that are sold were owned before.
fn counted(frame: &Frame<'_>, figure: &Figure) -> Option<&'static str> {
    let things = figure.quantity.kind == Kind::Count
        && !figure.quantity.unit.is_empty()
        && !counts_shares(&figure.quantity)
        && figure.quantity.low >= Decimal::ONE_HUNDRED;
    let verb = right_before(frame, figure).filter(|_| things)?;
    if verb.is_any(&[
        "sold",
        "shipped",
        "delivered",
        "retailed",
        "sell",
        "ship",
        "deliver",
        "placed",
    ]) {
        Some("units")
    } else if verb.is_any(&["produced", "mined", "poured", "produce"]) {
        Some("production")
    } else {
        None
    }
}

/// `the company bought $40 million of its stock`
fn own_stock(frame: &Frame<'_>, figure: &Figure) -> Option<&'static str> {
    let bought = right_before(frame, figure)?.is_any(&[
        "bought",
        "buying",
        "buy",
        "purchased",
        "retired",
        "back",
    ]);
    let of = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("of"));
    let own = frame
        .range(figure.place + 2, figure.place + 4)
        .any(|(_, mark)| mark.is_any(&["our", "its", "own"]));
    let stock = frame
        .range(figure.place + 3, figure.place + 6)
        .any(|(_, mark)| mark.is_any(&["stock", "shares", "share"]));
    (figure.quantity.kind == Kind::Money && bought && of && own && stock)
        .then_some("share_repurchases")
}

/// `we generated $40 million from operations`
fn from_operations(frame: &Frame<'_>, figure: &Figure) -> Option<&'static str> {
    let generated = right_before(frame, figure)?.is_any(&[
        "generated",
        "generate",
        "generating",
        "produced",
        "provided",
    ]);
    let from = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("from"));
    let operations = frame
        .range(figure.place + 2, figure.place + 4)
        .any(|(_, mark)| mark.is_any(&["operations", "operation"]));
    (figure.quantity.kind == Kind::Money && generated && from && operations)
        .then_some("operating_cash_flow")
}

/// `we made $0.62 in the quarter`, `after tax we made $45 million`
fn made(frame: &Frame<'_>, figure: &Figure) -> Option<&'static str> {
    let verbs = ["made", "earned", "make", "earn", "earns", "earning", "making"];
    let made = right_before(frame, figure)?.is_any(&verbs);
    if !made {
        return None;
    }
    if is_per_share(&figure.quantity) {
        return (!is_priced(frame, figure)).then_some("eps");
    }
    let after_tax =
        frame.range(0, frame.marks.len()).any(|(_, mark)| mark.is_any(&["after-tax", "after tax"]))
            || frame.range(0, frame.marks.len()).any(|(at, mark)| {
                mark.is("after")
                    && frame.mark(at + 1).is_some_and(|next| next.is_any(&["tax", "taxes"]))
            });
    (figure.quantity.kind == Kind::Money && figure.quantity.scaled && after_tax)
        .then_some("net_income")
}

/// `we had $85 million on the balance sheet`: money that lies there is cash.
fn on_balance_sheet(frame: &Frame<'_>, figure: &Figure) -> Option<&'static str> {
    let held = frame.range(figure.start, figure.place).any(|(_, mark)| {
        mark.is_any(&["had", "have", "with", "has", "holding", "sitting", "keep"])
            || mark.ends_with(" with")
    });
    let mut behind = frame.range(figure.place + 1, figure.place + 5).map(|(_, mark)| mark);
    let lies = behind.next().is_some_and(|mark| mark.is_any(&["on", "in"]))
        && behind
            .find(|mark| !is_plain(mark))
            .is_some_and(|mark| mark.is_any(&["balance", "balance sheet", "bank"]));
    (figure.quantity.kind == Kind::Money && figure.quantity.scaled && held && lies)
        .then_some("cash")
}

/// The word before the figure and its hedges.
fn right_before<'f, 't>(frame: &'f Frame<'t>, figure: &Figure) -> Option<&'f Mark<'t>> {
    frame
        .range(figure.start, figure.place)
        .rev()
        .map(|(_, mark)| mark)
        .find(|mark| !WORDS.light.has(mark.text) && !is_plain(mark))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                        expected: metric
        ("We shipped about 41,000 tractors.",                           "41,000 tractors: units"),
        ("The mine produced a record 90,000 ounces.",                   "90,000 ounces: production"),
        ("We generated $40 million from our operations.",               "$40 million: operating_cash_flow"),
        ("The company bought $40 million of its stock.",                "$40 million: share_repurchases"),
        ("We bought $40 million of oak.",                               "$40 million: other"),
        ("We made $0.62 in the quarter.",                               "$0.62: eps"),
        ("Harbor earned $2.10 per share.",                              "$2.10 per share: eps"),
        ("Earning $7.10 per share, Harbor had its best year.",          "$7.10 per share: eps"),
        ("Harbor paid $2.10 per share for Acorn.",                      "$2.10 per share: other"),
        ("After tax, we made $45 million.",                             "$45 million: net_income"),
        ("We ended June with $85 million on the balance sheet.",        "$85 million: cash"),
        // things that were owned, and money that is made of something else
        ("We sold 12 office towers.",                                   "12 office towers: other"),
        ("We painted 41,000 tractors.",                                 "41,000 tractors: other"),
        ("We generated $40 million from our lottery.",                  "$40 million: other"),
        ("We made $0.62 per gallon.",                                   "$0.62: other"),
        ("We put $85 million on the table.",                            "$85 million: other"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
