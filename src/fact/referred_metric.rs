//! The metric that a general noun refers back to: `the full year rate`, `ahead of our normal growth`, `a baseline of $7.55`.
//!
//! In:  a figure in its [`Frame`], and what was spoken of. Out: the metric that the noun stands for.
//! Not here: metrics that are carried on without a noun (`carried_metric.rs`), a bare `margin` (`own_margin` there).

use rust_decimal::Decimal;

use super::carried_metric::{carried, is_plain};
use super::counted_metric::is_rate;
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::{Metric, Polarity};
use super::phrase_book::Sense;
use super::subject::Chosen;
use super::topic::{Subject, Topic};
use crate::quantity::Kind;

/// The metric of the figure before, or of the sentence before, where a noun of the clause refers back to it.
pub(super) fn referred<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    let because = "goes on about the metric of the figure before";
    let spoken = last.and_then(|last| last.subject);
    if says_rate(frame, figure) {
        if let Some(last) = last.filter(|_| spoken.is_some_and(|said| is_of_rates(said.metric))) {
            return Some(carried(last, because));
        }
        return from_topic(topic, |metric| last.is_none() && is_of_rates(metric));
    }
    if let Some(last) = last
        && (is_growth_to_compare(frame, figure) || is_part_of_it(frame, figure))
    {
        return Some(carried(last, because));
    }
    if says_spending(frame, figure) {
        let spends = |metric: &Metric| {
            metric.flow && metric.polarity == Polarity::LowerIsBetter && metric.id != "cost"
        };
        if let Some(last) = last.filter(|_| spoken.is_some_and(|said| spends(said.metric))) {
            return Some(carried(last, because));
        }
        return from_topic(topic, |metric| last.is_none() && spends(metric));
    }
    if is_cents(figure) && !names_something(frame, figure) {
        let per_share = |metric: &Metric| metric.id == "eps";
        if let Some(last) = last {
            return spoken
                .is_some_and(|said| per_share(said.metric))
                .then(|| carried(last, because));
        }
        return from_topic(topic, per_share);
    }
    None
}

fn from_topic<'t>(topic: &Topic<'t>, holds: impl Fn(&Metric) -> bool) -> Option<Chosen<'t>> {
    let subject: Subject<'t> =
        topic.metric.filter(|subject| topic.silent <= 1 && holds(subject.metric))?;
    Some(Chosen {
        subject: Some(subject),
        named_at: None,
        confidence: Confidence::Carried,
        because: "carried on from the sentence before",
    })
}

/// `we expect the full year rate to be 23%`, `the prior quarter's rate of 17%`: a rate without a name of its own.
fn says_rate(frame: &Frame<'_>, figure: &Figure) -> bool {
    let bare = |at: usize| {
        at.checked_sub(1).and_then(|at| frame.mark(at)).is_none_or(|mark| match mark.is {
            Is::Period(_) | Is::Sign => true,
            Is::Word => is_plain(mark) || mark.text.ends_with("'s") || mark.text.ends_with("’s"),
            _ => mark.has(Sense::Pronoun),
        })
    };
    let clause = || {
        frame
            .range(figure.start, figure.place)
            .rev()
            .take_while(|(_, mark)| !matches!(mark.is, Is::Metric(_)))
    };
    figure.quantity.kind == Kind::Percent
        && clause().any(|(at, mark)| mark.is_any(&["rate", "ratio"]) && bare(at))
}

/// `we now see full-year spending of $90 million`: spending without a name of its own.
fn says_spending(frame: &Frame<'_>, figure: &Figure) -> bool {
    let noun = frame.range(figure.start, figure.place).rev().find(|(at, mark)| {
        frame.metric(*at).is_some() || mark.is_any(&["spending", "spend", "expenditures"])
    });
    let bare = |at: usize| {
        at.checked_sub(1).and_then(|at| frame.mark(at)).is_none_or(|before| {
            matches!(before.is, Is::Period(_) | Is::Sign)
                || (matches!(before.is, Is::Word)
                    && (is_plain(before)
                        || before.is_any(&["full-year", "this", "that", "see", "expect"])))
                || before.outlook().is_some()
        })
    };
    let behind = figure.tail.metric.is_some();
    figure.quantity.kind == Kind::Money
        && !behind
        && noun.is_some_and(|(at, mark)| {
            mark.is_any(&["spending", "spend", "expenditures"])
                && bare(at)
                && !frame.mark(at + 1).is_some_and(|next| next.is_any(&["on", "per", "for"]))
        })
}

/// `backlog was $3 billion, of which we expect to convert 70%`
fn is_part_of_it(frame: &Frame<'_>, figure: &Figure) -> bool {
    let which = frame
        .range(figure.start, figure.place)
        .find(|(_, mark)| mark.is("of"))
        .filter(|(at, _)| frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["which", "that"])));
    let named = frame.range(figure.start, figure.stop).any(|(at, _)| frame.metric(at).is_some());
    which.is_some() && !named && figure.quantity.kind == Kind::Percent
}

/// Is the metric stated in percent, and in nothing else?
fn is_of_rates(metric: &Metric) -> bool {
    metric.has_level(Kind::Percent) && !metric.has_level(Kind::Money)
}

/// `loans grew 4%, ahead of typical seasonal growth of 1%`: growth that the growth before is compared with.
fn is_growth_to_compare(frame: &Frame<'_>, figure: &Figure) -> bool {
    let compares = |mark: &Mark<'_>| {
        mark.has(Sense::Versus)
            || mark.is_any(&["ahead", "ahead of", "above", "below", "outpacing", "exceeding"])
    };
    let grows = matches!(figure.before.lead, Lead::Moved(_))
        && figure
            .before
            .by
            .and_then(|at| frame.mark(at))
            .is_some_and(|mark| mark.is_any(&["growth", "growth rate", "increase", "decline"]));
    let apart = frame.range(figure.start, figure.place).any(|(at, mark)| {
        frame.metric(at).is_some_and(|found| !found.weak)
            || mark.has(Sense::Break)
            || matches!(mark.is, Is::Scope(_))
            || mark.is_any(&["market", "industry", "GDP", ";"])
    });
    is_rate(figure.quantity.kind)
        && grows
        && !apart
        && frame.range(figure.start, figure.place).any(|(_, mark)| compares(mark))
}

/// An amount of few dollars and cents, which is said of a share.
fn is_cents(figure: &Figure) -> bool {
    figure.quantity.kind == Kind::Money
        && !figure.quantity.scaled
        && figure.quantity.high.abs() < Decimal::ONE_HUNDRED
        && figure.quantity.resolution < Decimal::ONE
}

/// Does the sentence name a metric for the figure, or what it is paid for?
fn names_something(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.range(figure.start, figure.stop).any(|(at, mark)| {
        frame.metric(at).is_some()
            || mark.starts_with("per ")
            || mark.is_any(&["per", "price", "priced", "apiece", "each", "cost", "costs"])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric
        ("Our tax rate was 24%; for 2024 as a whole, we see that rate at 23% to 25%.", "24%: effective_tax_rate; 23% to 25%: effective_tax_rate"),
        ("The tax rate of 19% was above the prior year's rate of 18% and above the prior quarter's rate of 17%.", "19%: effective_tax_rate; 18%: effective_tax_rate; 17%: effective_tax_rate"),
        ("Interest was $4 million. The tax rate was 21%. For the full year, the rate should be 22%.", "$4 million: interest_expense; 21%: effective_tax_rate; 22%: effective_tax_rate"),
        ("Loans grew 4%, ahead of typical seasonal growth of around 1%.",                           "4%: loans; 1%: loans"),
        ("Our EPS guidance is $7.95. These items create a new baseline of $7.55.",                  "$7.95: eps; $7.55: eps"),
        ("Capex was $40 million, and we now see full-year spending of $90 million.",                "$40 million: capital_expenditures; $90 million: capital_expenditures"),
        ("Backlog was $3 billion, of which we expect to convert 70% within a year.",                "$3 billion: backlog; 70%: backlog"),
        // a rate, a growth and cents of something else
        ("Capex was $40 million, and our advertising spending was $9 million.",                     "$40 million: capital_expenditures; $9 million: marketing_expense"),
        ("The tax rate was 24%, and our hit rate was 31%.",                                         "24%: effective_tax_rate; 31%: penetration"),
        ("The tax rate was 24%, and our burial rate was 31%.",                                      "24%: effective_tax_rate; 31%: other"),
        ("Loans grew 4%, ahead of market growth of 1%.",                                            "4%: loans; 1%: gdp_growth"),
        ("Our EPS guidance is $7.95. We pay $7.55 for each crate.",                                 "$7.95: eps; $7.55: other"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
