//! The metric that only the words right behind a figure tell: `5,800 homes in backlog`, `the 3.75% senior notes`.
//!
//! In:  a figure in its [`Frame`]. Out: its metric, or that it has none.
//! Not here: metrics whose name alone decides (`named_metric.rs`).

use super::carried_metric::is_plain;
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::mark::Is;
use super::meant_metric::subject;
use super::metric::Metrics;
use super::subject::Chosen;
use super::topic::Subject;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// What the words behind the figure tell of it.
pub(super) fn behind<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let stated = |subject: Option<Subject<'t>>, because: &'static str| Chosen {
        subject,
        named_at: None,
        confidence: Confidence::Stated,
        because,
    };
    let named = |id: &str, at: usize| {
        let metric = Metrics::built_in().get(id)?;
        let text = frame.mark(at).map_or("", |mark| mark.text);
        Some(Subject { metric, negative: false, text })
    };
    if is_returned(frame, figure) {
        return named("capital_returned", figure.place)
            .map(|subject| stated(Some(subject), "what is returned in several ways"));
    }
    if let Some(at) = backlog(frame, figure) {
        let found =
            Chosen { named_at: Some(at), ..stated(subject(frame, at), "things in backlog") };
        return Some(found);
    }
    let at = figure.tail.metric?;
    if is_told_of(frame, figure, at) {
        return Some(stated(None, "what a part of those that are counted does"));
    }
    if is_coupon(frame, figure, at) {
        return named("interest_rate", at)
            .map(|subject| stated(Some(subject), "the rate in the name of a debt"));
    }
    None
}

/// `we returned $5 million through dividends and buybacks`: both together.
fn is_returned(frame: &Frame<'_>, figure: &Figure) -> bool {
    let returned = frame
        .range(figure.start, figure.place)
        .rev()
        .take_while(|(_, mark)| !matches!(mark.is, Is::Metric(_)) && !mark.is(","))
        .any(|(_, mark)| mark.is_any(&["returned", "returning", "return"]));
    let ways = frame.range(figure.place + 1, figure.stop).filter(|(at, _)| {
        frame.metric(*at).is_some_and(|found| {
            matches!(found.metric.id.as_str(), "dividend" | "share_repurchases")
        })
    });
    returned && figure.quantity.kind == Kind::Money && ways.count() > 1
}

/// `5,800 homes in backlog`
fn backlog(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let counted = figure.quantity.kind == Kind::Count
        && frame.mark(figure.place + 1).is_some_and(|mark| mark.is("in"));
    frame
        .range(figure.place + 2, figure.place + 4)
        .map(|(at, _)| at)
        .find(|at| counted && frame.metric(*at).is_some_and(|found| found.metric.id == "backlog"))
}

/// `40% of our nurses work at night` says something of the nurses, and nothing of how many there are.
fn is_told_of(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    figure.tail.of
        && figure.before.lead == Lead::Open
        && figure.quantity.kind == Kind::Percent
        && frame.metric(at).is_some_and(|found| found.metric.things)
        && frame.range(at + 1, figure.stop).take(4).any(|(_, mark)| {
            matches!(mark.is, Is::Word) && !is_plain(mark) && !WORDS.light.has(mark.text)
        })
}

/// Is the percentage a part of the name of a debt: `the 3.75% senior notes`?
fn is_coupon(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    let paper = frame.mark(at).is_some_and(|mark| {
        let lower = mark.text.to_ascii_lowercase();
        ["notes", "bonds", "debentures", "term loan"].iter().any(|word| lower.ends_with(word))
    });
    paper
        && figure.quantity.kind == Kind::Percent
        && !figure.tail.of
        && frame
            .range(figure.place + 1, at)
            .all(|(_, mark)| matches!(mark.is, Is::Word | Is::Period(_)) && !mark.is("of"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("About 40% of our nurses work at night.",                                                  "40%: other/total"),
        ("We redeemed the 3.75% senior notes.",                                                     "3.75%: interest_rate/total"),
        ("We have more than 5,800 homes in backlog.",                       "5,800 homes: backlog/total"),
        ("We returned $380 million to shareholders through dividends and share repurchases.", "$380 million: capital_returned/total"),
        ("We returned $38 million to shareholders through the dividend.",   "$38 million: dividend/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
