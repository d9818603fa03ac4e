//! A line of key figures in words.
//!
//! In:  what a line shows. Out: its label and its unit. Not here: its numbers (`number_format.rs`).

use std::borrow::Cow;

use crate::fact::{Basis, Metrics};
use crate::kpi::{Line, Measure, Shown};
use crate::quantity::Kind;

/// The name of a metric; the id itself where the vocabulary has none.
pub(super) fn metric_name(id: &str) -> &str {
    Metrics::built_in().get(id).map_or(id, |metric| metric.name.as_str())
}

/// `Operating income, non-GAAP, change yoy, excluding severance: guidance, low`.
pub(super) fn label(line: &Line<'_>) -> String {
    let key = &line.first.key;
    let measure = match key.measure {
        Measure::Level => None,
        Measure::ChangeYoy => Some("change yoy"),
        Measure::ChangeQoq => Some("change qoq"),
        Measure::ChangeYtd => Some("change ytd"),
        Measure::Share => Some("share of total"),
    };
    let figure = match line.shown {
        Shown::Actual => "",
        Shown::GuidanceLow => ": guidance, low",
        Shown::GuidanceHigh => ": guidance, high",
    };
    let left_out = within(&key.adjusted_for);
    let parts: Vec<&str> = [metric_name(&key.metric)]
        .into_iter()
        .chain(basis(key.basis))
        .chain(measure)
        .chain((!left_out.is_empty()).then_some(left_out.as_str()))
        .collect();
    format!("{}{figure}", parts.join(", "))
}

/// Words of the beginning of a sentence as they stand within one.
fn within(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn basis(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Unspecified => None,
        Basis::Gaap => Some("GAAP"),
        Basis::NonGaap => Some("non-GAAP"),
        Basis::ConstantCurrency => Some("constant currency"),
        Basis::Organic | Basis::Reported => Some(basis.as_str()),
    }
}

/// The unit of a line's values: currency, counted noun, `%`, `USD/share`.
pub(super) fn unit(line: &Line<'_>) -> Cow<'static, str> {
    let key = &line.first.key;
    let word = match key.kind {
        Kind::Percent => "%",
        Kind::PercentagePoints => "pp",
        Kind::BasisPoints => "bp",
        Kind::Multiple => "x",
        Kind::PerShare => return format!("{}/share", key.unit).into(),
        Kind::Money | Kind::Count | Kind::Bare => return key.unit.to_string().into(),
    };
    Cow::Borrowed(word)
}

/// The part of the company, as its group is headed.
pub(super) fn scope(scope: &str) -> &str {
    if scope == "total" { "Whole company" } else { scope }
}
