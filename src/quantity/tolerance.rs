//! Tolerances: `$2.3 billion, plus or minus $50 million` is one range.
//!
//! In:  the quantities of a text. Out: the same, each with its tolerance taken in.
//! Not here: ranges that are said with both ends (`amount.rs`).

use rust_decimal::Decimal;

use super::{Kind, Quantity};
use crate::span::Span;

/// Words between a quantity and its tolerance; the tolerance may carry the `minus` itself.
const JOINTS: [&str; 6] =
    ["plus or minus", "plus or", "plus/minus", "plus/", "+/-", "give or take"];

/// Joins each quantity with the tolerance behind it.
pub(super) fn joined(text: &str, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut all: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        let range = all.last().and_then(|last| range(text, last, &quantity));
        match (range, all.last_mut()) {
            (Some(range), Some(last)) => *last = range,
            _ => all.push(quantity),
        }
    }
    all
}

/// `middle` with `tolerance` on both sides, when the words between them say so; `None` for two quantities of their own.
fn range(text: &str, middle: &Quantity, tolerance: &Quantity) -> Option<Quantity> {
    let gap = text.get(middle.span.end..tolerance.span.start)?;
    let words = gap.trim_matches(|c: char| c.is_whitespace() || c == ',');
    if !JOINTS.iter().any(|joint| words.eq_ignore_ascii_case(joint)) {
        return None;
    }
    let size = size(middle, tolerance)?;
    let span = Span::new(middle.span.start, tolerance.span.end);
    Some(Quantity {
        span,
        hedged: Span::new(middle.hedged.start.min(span.start), span.end),
        low: middle.low.checked_sub(size)?,
        high: middle.high.checked_add(size)?,
        resolution: middle.resolution.min(tolerance.resolution),
        ..middle.clone()
    })
}

/// The tolerance in the units of the middle: a percentage of an amount, basis points of a percentage, else itself.
fn size(middle: &Quantity, tolerance: &Quantity) -> Option<Decimal> {
    let size = tolerance.high.abs().max(tolerance.low.abs());
    match (middle.kind, tolerance.kind) {
        (a, b) if a == b => Some(size),
        (Kind::Percent, Kind::BasisPoints) => size.checked_div(Decimal::ONE_HUNDRED),
        (Kind::Percent, Kind::PercentagePoints) => Some(size),
        (Kind::Money | Kind::PerShare | Kind::Count, Kind::Percent) => {
            size.checked_mul(middle.high.abs())?.checked_div(Decimal::ONE_HUNDRED)
        }
        (Kind::PerShare, Kind::Money) => Some(size),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                        expected
        ("$2.3 billion, plus or minus $50 million",     "2250000000..2350000000"),
        ("revenue of $400 million plus or minus 3%",    "388000000..412000000"),
        ("62%, plus or minus 50 basis points",          "61.5..62.5"),
        ("$1.10, give or take $0.05",                   "1.05..1.15"),
        ("$5 million plus 3%",                          "5000000; 3"),
        ("up 5% or minus 3% organically",               "5; -3"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown: Vec<String> = scan(given)
                .quantities
                .iter()
                .map(|found| {
                    let (low, high) = (found.low.normalize(), found.high.normalize());
                    if low == high { low.to_string() } else { format!("{low}..{high}") }
                })
                .collect();
            assert_eq!(shown.join("; "), *expected, "given: {given}");
        }
    }
}
