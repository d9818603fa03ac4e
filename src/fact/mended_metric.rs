//! What a name of a metric means beside what was spoken of: `turnover` of people, `advertising` that is sold.
//!
//! In:  a figure in its [`Frame`], its metric and the one before. Out: the metric that is meant, put in its place.
//! Not here: names whose own clause tells what they mean (`meant_metric.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::metric::Metrics;
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
