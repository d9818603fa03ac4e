//! Percentages of a metric that are its ratio to another one: costs and incomes as a part of sales.
//!
//! In:  a figure in its [`Frame`] and its metric. Out: is it a ratio, and not a share or a growth?
//! Not here: rates that something bears (`stated_rate.rs`), which metric the ratio is (`metric.rs`).

use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::metric::Polarity;
use super::subject::Chosen;
use crate::quantity::Kind;

/// Does the whole behind the figure make a ratio of its metric? A margin is a part of revenue, not of net income.
pub(super) fn makes_ratio(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let margin = chosen.subject.is_some_and(|subject| subject.metric.ratio.ends_with("_margin"));
    let of_revenue = figure
        .tail
        .metric
        .and_then(|at| frame.metric(at))
        .is_some_and(|whole| whole.metric.id == "revenue");
    of_revenue || !margin
}

/// `Operating earnings were 12%, up 90 basis points`: a percentage that moves by points is a margin, not a growth.
pub(super) fn is_margin(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let right_before = figure.place.checked_sub(1).and_then(|at| frame.mark(at));
    let copula = right_before.is_some_and(|mark| mark.is("of"))
        || figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| {
            mark.is_any(&["was", "were", "is", "are", "of", "at"]) || mark.ends_with(" at")
        });
    let next = frame.figures.iter().find(|next| next.place == figure.stop);
    let by_points = next.is_some_and(|next| {
        matches!(next.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
            && (matches!(next.before.lead, Lead::Moved(_) | Lead::Level | Lead::Effect(_))
                || next.tail.moved.is_some())
    });
    // "operating income was 12.4%, versus 11.2%"
    let compared = chosen.subject.is_some_and(|subject| subject.metric.ratio.ends_with("_margin"))
        && next.is_some_and(|next| {
            next.quantity.kind == Kind::Percent
                && matches!(next.before.lead, Lead::Versus | Lead::From)
        });
    // "profitability remains healthy at 20%"
    let stands = figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is("at"))
        && frame.range(figure.start, figure.place).any(|(_, mark)| {
            mark.is_any(&["remains", "remained", "remain", "stands", "stood", "stayed", "held"])
        });
    figure.before.lead == Lead::Level
        && (copula && (by_points || compared) || stands)
        && chosen.named_at.is_some()
}

/// `operating income was 9%`, `capital stands at 12%`: a percentage of an amount that cannot be its growth.
///
/// An income in percent is a margin. What is held or owed in percent, and named in the sentence before, is a ratio, too: nobody goes on
/// about its growth without a word for it.
pub(super) fn states_a_ratio(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let Some(subject) = chosen.subject else { return false };
    let copula = figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| {
        mark.is_any(&["was", "were", "is", "are", "reached", "generated", "stands at", "stood at"])
    });
    let income = subject.metric.ratio.ends_with("_margin") && figure.before.lead == Lead::Level;
    let grows = GROWING.contains(&subject.metric.id.as_str());
    let from_before = chosen.confidence == Confidence::Carried
        && figure.start == 0
        && matches!(figure.before.lead, Lead::Level | Lead::Open);
    (income && copula) || (from_before && !grows)
}

/// Metrics that are spoken of by their growth, so that a percentage alone is one.
const GROWING: &[&str] = &[
    "revenue",
    "same_store_sales",
    "volume",
    "price",
    "traffic",
    "bookings",
    "production",
    "revpar",
    "eps",
    "arr",
];

/// `as a percent of sales` in the figure's clause.
pub(super) fn as_percent_of(frame: &Frame<'_>, figure: &Figure) -> bool {
    let marks: Vec<_> = frame.range(figure.start, figure.place).map(|(_, mark)| mark).collect();
    marks.windows(2).any(|pair| match pair {
        [percent, of] => percent.is_any(&["percent", "percentage"]) && of.is("of"),
        _ => false,
    })
}

/// `advertising was $9 million, or 10% of sales`, `operating income represented 8% of sales`: costs and incomes are no part of revenue,
/// but have a ratio to it.
pub(super) fn is_cost_of_revenue(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let of_revenue = figure.tail.of
        && figure
            .tail
            .metric
            .and_then(|at| frame.metric(at))
            .is_some_and(|whole| whole.metric.id == "revenue");
    let ratio = chosen.subject.is_some_and(|subject| {
        subject.metric.polarity == Polarity::LowerIsBetter || !subject.metric.ratio.is_empty()
    });
    of_revenue && ratio && chosen.named_at != figure.tail.metric && figure.tail.moved.is_none()
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                 expected: aspect/value
        ("Advertising expense was $9 million, or 10% of sales.", "$9 million: level/9000000; 10%: level/10"),
        ("Labor cost was 33.9%, down 60 basis points.",          "33.9%: level/33.9; 60 basis points: change/-60"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
