//! What a name of a metric means beside what was spoken of: `turnover` of people, `advertising` that is sold.
//!
//! In:  a figure in its [`Frame`], its metric and the one before. Out: the metric that is meant, put in its place.
//! Not here: names whose own clause tells what they mean (`meant_metric.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::Mark;
use super::metric::{Metric, Metrics};
use super::subject::Chosen;
use super::topic::Topic;
use crate::quantity::Kind;

/// Puts right what a name means beside what was spoken of.
pub(super) fn mend<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    next: &mut Chosen<'t>,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) {
    let Some(subject) = &mut next.subject else { return };
    if is_beside_shares(frame, next.named_at, figure, subject.metric) {
        next.subject = None;
        return;
    }
    let spoken = last.and_then(|last| last.subject).or(topic.metric);
    let instead = match subject.metric.id.as_str() {
        // "turnover fell to 38%": of people, and no sales
        "revenue"
            if subject.text.eq_ignore_ascii_case("turnover")
                && figure.quantity.kind == Kind::Percent
                && matches!(figure.before.lead, Lead::Level | Lead::MovedTo(_)) =>
        {
            "employee_turnover"
        }
        // "revenue was up 3%. Advertising was $40 million": what is sold
        "marketing_expense"
            if subject.text.eq_ignore_ascii_case("advertising")
                && !figure.tail.of
                && spoken.is_some_and(|spoken| spoken.metric.id == "revenue") =>
        {
            "revenue"
        }
        // "on the tax side, 23%": a part of income, and no change
        "income_tax"
            if figure.quantity.kind == Kind::Percent
                && !figure.tail.of
                && figure.tail.moved.is_none()
                && matches!(figure.before.lead, Lead::Level | Lead::Open) =>
        {
            "effective_tax_rate"
        }
        // "we asked for a rate increase of $140 million": an amount is no price
        "price"
            if figure.quantity.kind == Kind::Money
                && figure.quantity.scaled
                && subject.text.to_ascii_lowercase().contains("rate") =>
        {
            "rate_increase_request"
        }
        // "our share count fell with $40 million of purchases"
        "shares_outstanding" if figure.quantity.kind == Kind::Money && is_bought(frame, figure) => {
            "share_repurchases"
        }
        // "we realized $74.60 per barrel"
        "commodity_price"
            if frame
                .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
                .any(|(_, mark)| mark.is_any(&["realized", "realize", "realizing"])) =>
        {
            "price"
        }
        // "18.7% of sales, an increase of 110 basis points from 17.6%"
        _ if figure.before.lead == Lead::From
            && figure.quantity.kind == Kind::Percent
            && next.named_at.is_none()
            && frame
                .figures
                .iter()
                .take_while(|other| other.place < figure.place)
                .last()
                .is_some_and(|last| {
                    matches!(last.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
                })
            && !subject.metric.ratio.is_empty() =>
        {
            subject.metric.ratio.as_str()
        }
        _ => return,
    };
    if let Some(metric) = Metrics::built_in().get(instead) {
        subject.metric = metric;
    }
}

/// `our market value based on all shares outstanding is $650 million`: an amount of money for which the shares are only counted.
fn is_beside_shares(
    frame: &Frame<'_>,
    named_at: Option<usize>,
    figure: &Figure,
    metric: &Metric,
) -> bool {
    if metric.id != "shares_outstanding" || figure.quantity.kind != Kind::Money {
        return false;
    }
    // "With 12 million shares, cash was $90 million": a count is not carried on to money.
    let Some(at) = named_at else { return true };
    let mut before = frame.range(figure.start, at).rev().map(|(_, mark)| mark);
    let governor = before.find(|mark| !is_of_the_name(mark));
    at < figure.place
        && governor.is_some_and(|mark| {
            let lower = mark.text.to_ascii_lowercase();
            ["for", "on", "by", "across", "per"]
                .iter()
                .any(|word| lower.split(' ').next_back() == Some(*word))
        })
}

/// Words that stand between a preposition and the shares.
fn is_of_the_name(mark: &Mark<'_>) -> bool {
    mark.is_any(&["all", "our", "the", "current", "diluted", "basic", "fully", "total"])
}

/// `$40 million of purchases`
fn is_bought(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["of", "in"]))
        && frame.range(figure.place + 2, figure.place + 5).any(|(_, mark)| {
            mark.is_any(&["purchases", "repurchases", "buybacks", "purchase", "repurchase"])
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                      expected: metric
        ("Our market value based on all shares outstanding is $650 million.",         "$650 million: other"),
        ("Our market value, adjusted for all shares outstanding, is $650 million.",   "$650 million: other"),
        ("The estate divided by our shares outstanding is $12 million.",              "$12 million: other"),
        ("Our share count came down on $40 million of purchases.",                    "$40 million: share_repurchases"),
        ("We had 12 million diluted shares outstanding. The balance was $90 million.", "12 million diluted shares: shares_outstanding; $90 million: other"),
        ("Total shares outstanding was $164 million.",                                "$164 million: shares_outstanding"),
        ("Average shares outstanding for the quarter were 88 million.",               "88 million: shares_outstanding"),
        ("Based on shares outstanding of 88 million, we expect little dilution.",     "88 million: shares_outstanding"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
