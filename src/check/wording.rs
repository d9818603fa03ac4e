//! How findings speak of facts and numbers.
//!
//! In:  facts, intervals. Out: short texts. Not here: what is wrong (`verdict`, `restatement`, `unit`, `guidance`).

use rust_decimal::{Decimal, RoundingStrategy};

use super::interval::Interval;
use crate::fact::{Basis, Fact, Period};

/// Digits that a computed end shows.
const SHOWN_DIGITS: u32 = 6;

/// `"$1.047 billion" (line 66, Jane Doe)`; with the call when it is another one than `call_id`.
pub(crate) fn source(fact: &Fact, call_id: &str) -> String {
    let who = fact.speaker.as_deref().map_or(String::new(), |speaker| format!(", {speaker}"));
    let call = if fact.call_id == call_id { String::new() } else { format!("{} ", fact.call_id) };
    format!("\"{}\" ({call}line {}{who})", fact.quote, fact.line)
}

/// `non-GAAP operating income of Aftermarket in 2024-Q1`.
pub(crate) fn subject(fact: &Fact) -> String {
    let basis = match fact.basis {
        Basis::Gaap => "GAAP ",
        Basis::NonGaap => "non-GAAP ",
        Basis::Organic => "organic ",
        Basis::Reported => "reported ",
        Basis::ConstantCurrency => "constant-currency ",
        Basis::Unspecified => "",
    };
    let scope = match super::index::scope_key(&fact.scope).as_str() {
        "total" => String::new(),
        _ => format!(" of {}", fact.scope),
    };
    let when = match fact.period {
        Period::Instant(day) => format!(" at {day}"),
        Period::Unspecified => String::new(),
        period => format!(" in {period}"),
    };
    format!("{basis}{}{scope}{when}", fact.metric.replace('_', " "))
}

/// `[1.0465 billion, 1.0475 billion]`.
pub(crate) fn interval(interval: Interval) -> String {
    match (interval.low(), interval.high()) {
        (Some(low), Some(high)) if low == high => amount(low),
        (Some(low), Some(high)) => format!("[{}, {}]", amount(low), amount(high)),
        (Some(low), None) => format!("at least {}", amount(low)),
        (None, Some(high)) => format!("at most {}", amount(high)),
        (None, None) => "anything".to_owned(),
    }
}

/// `1.0465 billion`, `54.05`.
pub(crate) fn amount(value: Decimal) -> String {
    let size = value.abs();
    for (scale, word) in [(1_000_000_000, " billion"), (1_000_000, " million")] {
        let scale = Decimal::from(scale);
        if size >= scale
            && let Some(scaled) = value.checked_div(scale)
        {
            return format!("{}{word}", short(scaled));
        }
    }
    short(value)
}

fn short(value: Decimal) -> String {
    let rounded = value
        .round_sf_with_strategy(SHOWN_DIGITS, RoundingStrategy::MidpointAwayFromZero)
        .unwrap_or(value);
    rounded.normalize().to_string()
}

/// How much of what rounding allows a pass uses up: `uses 40% of what rounding allows`.
pub(super) fn tightness(left: Interval, right: Interval) -> String {
    let used = || {
        let apart = left.middle()?.checked_sub(right.middle()?)?.abs();
        let allowed = left.width()?.checked_add(right.width()?)?.checked_div(Decimal::TWO)?;
        apart.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(allowed)
    };
    used().map_or("a bound is open".to_owned(), |used| {
        format!("uses {}% of what rounding allows", used.round())
    })
}
