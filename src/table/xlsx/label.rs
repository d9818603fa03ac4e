//! A line of key figures in words.
//!
//! In:  what a line shows. Out: its label and its unit. Not here: its numbers (`number_format.rs`).

use crate::fact::{Basis, Metrics};
use crate::kpi::{Line, Measure, Shown};
use crate::quantity::Kind;

/// The name of a metric; the id itself where the vocabulary has none.
pub(super) fn metric_name(id: &str) -> &str {
    Metrics::built_in().get(id).map_or(id, |metric| metric.name.as_str())
}

/// `Operating income, non-GAAP, change yoy: guidance, low`.
pub(super) fn label(line: &Line<'_>) -> String {
    let key = &line.first.key;
    let mut parts = vec![metric_name(&key.metric)];
    parts.extend(basis(key.basis));
    parts.extend(Some(key.adjusted_for.as_str()).filter(|text| !text.is_empty()));
    parts.extend(match key.measure {
        Measure::Level => None,
        Measure::ChangeYoy => Some("change yoy"),
        Measure::ChangeQoq => Some("change qoq"),
        Measure::ChangeYtd => Some("change ytd"),
        Measure::Share => Some("share of total"),
    });
    let figure = match line.shown {
        Shown::Actual => "",
        Shown::GuidanceLow => ": guidance, low",
        Shown::GuidanceHigh => ": guidance, high",
    };
    format!("{}{figure}", parts.join(", "))
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

/// The unit of a line's values: currency, counted noun, `%`.
pub(super) fn unit<'k>(line: &Line<'k>) -> &'k str {
    let key = &line.first.key;
    match key.kind {
        Kind::Percent => "%",
        Kind::PercentagePoints => "pp",
        Kind::BasisPoints => "bp",
        Kind::Multiple => "x",
        Kind::Money | Kind::PerShare | Kind::Count | Kind::Bare => &key.unit,
    }
}

/// The part of the company, as its group is headed.
pub(super) fn scope(scope: &str) -> &str {
    if scope == "total" { "Whole company" } else { scope }
}
