//! The metric that a cause acts on, where the sentence names the cause: `acquisitions contributed 220 basis points`.
//!
//! In:  a figure in its [`Frame`] and the metric that is named for it. Out: the metric that is meant.
//! Not here: verbs of cause whose object is named (`named_metric.rs`), what a figure says of its metric (`aspect.rs`).

use super::counted_metric::{fits, is_rate};
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::metric::{Metric, Metrics};
use super::phrase_book::Form;
use super::subject::Chosen;
use super::topic::{Subject, Topic};
use crate::quantity::Kind;

/// Why a figure has the metric that a cause acts on.
pub(super) const ACTED_ON: &str = "what the named cause acts on";

/// Replaces a cause by what it acts on: the metric behind the figure, else the one spoken of, else revenue.
pub(super) fn acted_on<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    found: &Chosen<'t>,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    let named = found.subject?;
    // "a headwind of 2% on revenue and 5% on earnings per share": the list names each.
    // "pricing contributed 2%, and volumes were down 4%": told for its own sake.
    let listed = last.is_some_and(|last| last.because == ACTED_ON)
        && !matches!(figure.before.lead, Lead::Moved(_) | Lead::MovedTo(_))
        && (moves_others(named.metric)
            || frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["on", "to"])));
    if !listed && !is_cause(frame, figure, found, named.metric) {
        return None;
    }
    let acts = |subject: &Subject<'t>| {
        let moves =
            moves_others(subject.metric) || (points(figure) && moves_margins(subject.metric));
        !moves && fits(subject.metric, &figure.quantity)
    };
    let behind = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 8))
        .take_while(|(_, mark)| !mark.is_any(&[",", "and"]))
        .find_map(|(at, mark)| {
            let metric = frame.metric(at).filter(|metric| !metric.weak)?;
            let subject = Subject { metric: metric.metric, negative: false, text: mark.text };
            acts(&subject).then_some((at, subject))
        });
    // "Gross margin benefited from 50 basis points of price."
    let ahead = || {
        frame.range(figure.start, figure.place).find_map(|(at, mark)| {
            let agent = found.named_at == Some(at) && !moves_others(named.metric);
            let metric = frame.metric(at).filter(|metric| !metric.weak && !agent)?;
            let subject = Subject { metric: metric.metric, negative: false, text: mark.text };
            acts(&subject).then_some((at, subject))
        })
    };
    let (named_at, subject) = match behind.or_else(ahead) {
        Some((at, subject)) => (Some(at), subject),
        None => {
            let spoken = last
                .and_then(|last| last.subject)
                .filter(acts)
                .or(topic.metric.filter(|_| topic.silent <= 1).filter(acts));
            let revenue = || {
                Metrics::built_in().get("revenue").map(|metric| Subject {
                    metric,
                    negative: false,
                    text: "",
                })
            };
            (None, spoken.or_else(revenue)?)
        }
    };
    Some(Chosen {
        subject: Some(Subject { negative: false, ..subject }),
        named_at,
        confidence: Confidence::Carried,
        because: ACTED_ON,
    })
}

/// Is the metric named as a cause: an exchange rate, or the subject of `contributed`, or what growth comes `from`?
fn is_cause(frame: &Frame<'_>, figure: &Figure, found: &Chosen<'_>, metric: &Metric) -> bool {
    let rate = is_rate(figure.quantity.kind);
    if metric.cause && rate {
        return true;
    }
    // "the recall cost us $11 million"
    let us = found.named_at.filter(|at| *at < figure.place).is_some_and(|at| {
        frame.range(at, figure.place).any(|(at, mark)| {
            mark.is_any(&["cost us", "hurt us", "helped us"])
                || (["cost", "hurt", "helped"].iter().any(|verb| mark.ends_with(verb))
                    && frame.mark(at + 1).is_some_and(|next| next.is("us")))
        })
    });
    if us {
        return true;
    }
    // "currency was a headwind of $26 million", "price was a benefit of 30 basis points"
    let does = matches!(figure.before.lead, Lead::Effect(_)) || figure.tail.effect.is_some();
    let subject = found.named_at.is_some_and(|at| at < figure.place);
    let noun =
        figure.tail.effect.is_some()
            || figure.before.by.and_then(|by| frame.mark(by)).is_some_and(|mark| {
                mark.effect(Form::Noun).is_some() || mark.text.ends_with(" of")
            });
    if does
        && subject
        && noun
        && (metric.id == "currency_impact" || (points(figure) && moves_margins(metric)))
    {
        return true;
    }
    let Some(at) = found.named_at else { return false };
    let agent = figure.before.by.is_some_and(|by| {
        at < by
            && frame.mark(by).is_some_and(|mark| {
                mark.is_any(&[
                    "contributed",
                    "contributing",
                    "contributes",
                    "contribute",
                    "added",
                    "adding",
                    "adds",
                    "add",
                ])
            })
    });
    let behind = at > figure.place;
    let source = behind
        && frame.range(figure.place, at).any(|(_, mark)| mark.is("from"))
        && figure.tail.moved.is_some();
    let effect = behind && figure.tail.of && matches!(figure.before.lead, Lead::Effect(_));
    if metric.cause { agent } else { rate && moves_others(metric) && (agent || source || effect) }
}

/// Points of a rate.
fn points(figure: &Figure) -> bool {
    matches!(figure.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
}

/// Items that a margin is explained with.
fn moves_margins(metric: &Metric) -> bool {
    moves_others(metric)
        || matches!(
            metric.id.as_str(),
            "cost_savings"
                | "shrink"
                | "freight_cost"
                | "commodity_cost"
                | "labor_cost"
                | "fuel_cost"
                | "rent_expense"
        )
}

/// Metrics that other metrics are explained with.
fn moves_others(metric: &Metric) -> bool {
    metric.cause || matches!(metric.id.as_str(), "price" | "volume")
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                  expected: metric
        ("Acquisitions contributed 210 basis points of growth.",                                  "210 basis points: revenue"),
        ("Net sales grew 9%. Acquisitions contributed 2%.",                                       "9%: revenue; 2%: revenue"),
        ("The lumber acquisition added $6 million in the quarter.",                               "$6 million: revenue"),
        ("We expect an FX headwind of 2% on revenue and 5% on EPS.",                              "2%: revenue; 5%: eps"),
        ("Foreign currency was a 130 basis point headwind to gross margin.",                      "130 basis point: gross_margin"),
        ("Sales grew 6%, with a 4% increase from volume.",                                        "6%: revenue; 4%: revenue"),
        ("Gross margin rose 90 basis points. Price contributed 40 basis points.",                 "90 basis points: gross_margin; 40 basis points: gross_margin"),
        ("Gross margin benefited from 50 basis points of price.",                                 "50 basis points: gross_margin"),
        ("Pricing contributed 3% and volume 1% to sales growth.",                                 "3%: revenue; 1%: revenue"),
        ("Sales slipped 3%, as the recall cost us $11 million.",                                  "3%: revenue; $11 million: revenue"),
        ("Sales slipped 3%, and recall costs were $11 million.",                                    "3%: revenue; $11 million: claims_warranty"),
        ("Sales grew 9%. Currency was a headwind of $6 million.",                                 "9%: revenue; $6 million: revenue"),
        ("Gross margin fell 70 basis points, with pricing a benefit of 40 basis points and freight costs a 110 basis point headwind.", "70 basis points: gross_margin; 40 basis points: gross_margin; 110 basis point: gross_margin"),
        // a cause that is told for its own sake
        ("Volume grew 4% and price rose 2%.",                                                     "4%: volume; 2%: price"),
        ("The purchase price was $300 million.",                                                  "$300 million: acquisition_price"),
        ("Foreign currency losses were $4 million.",                                              "$4 million: currency_impact"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
