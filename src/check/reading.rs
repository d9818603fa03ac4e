//! A fact as the interval of values that could have been said so.
//!
//! In:  low, high, resolution and bound of a fact. Out: [`Interval`]s, rounded and truncated.
//! Not here: arithmetic on intervals (`interval`).
//!
//! | bound | interval for the value `v` with last digit `r` | example |
//! | --- | --- | --- |
//! | exact | `[v - r/2, v + r/2]` | `54.1%` is [54.05, 54.15] |
//! | approx | `v` ± the larger of `r` and 2% of `v` | `about $20 million` is [19, 21] million |
//! | at_least | `[v, inf)` | `over $700 million` |
//! | at_most | `(-inf, v]` | `less than 5%` |
//! | nearly | `(v - n, v]`, `n` the larger of `r/2` and 5% of `v` | `nearly $200 million` is (190, 200] million |
//! | just_over | `[v, v + n)` | `just over $1 billion` is [1, 1.5) billion |
//! | vague | `[low - r/2, high + r/2]` | `mid-single digits` |
//!
//! Hedges speak of the size: a loss of over $5 million is at most -5 million.

use rust_decimal::Decimal;

use super::interval::{Interval, turned};
use crate::fact::Fact;
use crate::quantity::{Bound, Kind};

/// How the last digit was made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Digits {
    /// To the nearest.
    Rounded,
    /// Cut off.
    Truncated,
}

/// The interval of a fact in the unit of its measure: basis points become percentage points.
pub(super) fn reading(fact: &Fact, digits: Digits) -> Interval {
    with_last_digit(fact, last_digit(fact, fact.low, fact.high, fact.resolution), digits)
}

/// The interval, as it was rounded, of a fact with another number.
pub(super) fn one_number(fact: &Fact, value: Decimal, resolution: Decimal) -> Interval {
    let last = last_digit(fact, value, value, resolution);
    in_its_unit(fact, said(value, value, last, fact.bound, Digits::Rounded))
}

/// The interval of a fact that may have been rounded or cut off.
pub(super) fn either(fact: &Fact) -> Interval {
    let last = last_digit(fact, fact.low, fact.high, fact.resolution);
    let rounded = with_last_digit(fact, last, Digits::Rounded);
    // Only a number without a hedge says how its last digit was made.
    if fact.bound == Bound::Exact {
        rounded.hull(with_last_digit(fact, last, Digits::Truncated))
    } else {
        debug_assert_eq!(rounded, with_last_digit(fact, last, Digits::Truncated));
        rounded
    }
}

fn with_last_digit(fact: &Fact, last: Decimal, digits: Digits) -> Interval {
    in_its_unit(fact, said(fact.low, fact.high, last, fact.bound, digits))
}

/// A fact as the numbers that were said, without their rounding.
pub(super) fn exactly(fact: &Fact) -> Interval {
    in_its_unit(fact, Interval::closed(fact.low, fact.high))
}

fn in_its_unit(fact: &Fact, raw: Interval) -> Interval {
    match fact.kind {
        Kind::BasisPoints => raw.product(Interval::point(Decimal::new(1, 2))),
        _ => raw.itself(),
    }
}

/// The last digit that was said. Where a transcript writes two places after every point, "43.7 million" stands as `$43.70 million`: a
/// zero in the second place is no digit that can be relied on.
fn last_digit(fact: &Fact, low: Decimal, high: Decimal, last: Decimal) -> Decimal {
    let second_place = match fact.kind {
        Kind::Percent => last == Decimal::new(1, 2),
        Kind::Money => [10_000, 10_000_000].map(Decimal::from).contains(&last),
        _ => false,
    };
    if !second_place {
        return last;
    }
    let ten = last.checked_mul(Decimal::TEN).unwrap_or(last);
    let padded = |value: Decimal| value.checked_rem(ten).is_some_and(|rest| rest.is_zero());
    if padded(low) && padded(high) { ten } else { last }
}

/// The interval of a said number.
fn said(
    low: Decimal,
    high: Decimal,
    resolution: Decimal,
    bound: Bound,
    digits: Digits,
) -> Interval {
    if low < Decimal::ZERO && high <= Decimal::ZERO {
        return size(turned(high), turned(low), resolution, bound, digits).negated();
    }
    size(low, high, resolution, bound, digits)
}

fn size(
    low: Decimal,
    high: Decimal,
    resolution: Decimal,
    bound: Bound,
    digits: Digits,
) -> Interval {
    let half = resolution.checked_div(Decimal::TWO).unwrap_or_default();
    let part = |value: Decimal, percent: i64| {
        value.abs().checked_mul(Decimal::new(percent, 2)).unwrap_or_default()
    };
    let around = |below: Decimal, above: Decimal| {
        low.checked_sub(below)
            .zip(high.checked_add(above))
            .map_or(Interval::UNBOUNDED, |(low, high)| Interval::closed(low, high))
    };
    match bound {
        Bound::Exact if digits == Digits::Truncated => high
            .checked_add(resolution)
            .map_or(Interval::UNBOUNDED, |end| Interval::from_below(low, end)),
        Bound::Exact | Bound::Vague => around(half, half),
        Bound::Approx => around(resolution.max(part(low, 2)), resolution.max(part(high, 2))),
        Bound::AtLeast => Interval::at_least(low),
        Bound::AtMost => Interval::at_most(high),
        Bound::Nearly => low
            .checked_sub(half.max(part(low, 5)))
            .map_or(Interval::UNBOUNDED, |start| Interval::above_to(start, high)),
        Bound::JustOver => high
            .checked_add(half.max(part(high, 5)))
            .map_or(Interval::UNBOUNDED, |end| Interval::from_below(low, end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const PADDED: &[(&str, &str, &str, &str)] = &[
        // fact                                         last digit  low         high
        ("revenue total 2024-Q1 = 43700000 money",       "10000",    "43650000", "43750000"),
        ("revenue total 2024-Q1 = 43710000 money",       "10000",    "43705000", "43715000"),
        ("revenue total 2024-Q1 = 1060000000 money",     "1000000",  "1059500000", "1060500000"),
        ("gross_margin total 2024-Q1 = 19.10 percent",   "0.01",     "19.05",    "19.15"),
        ("gross_margin total 2024-Q1 = 19.12 percent",   "0.01",     "19.115",   "19.125"),
        ("eps total 2024-Q1 = 1.20 per_share",           "0.01",     "1.195",    "1.205"),
    ];

    #[test]
    fn padded_zeros() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (given, last, low, high) in PADDED {
            let fact = Fact { resolution: number(last), ..fact(given) };
            let expected = Interval::closed(number(low), number(high));
            assert_eq!(reading(&fact, Digits::Rounded), expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str, Bound, &str, &str)] = &[
        // low     high     last digit  bound            rounded              truncated
        ("54.1",   "54.1",  "0.1",      Bound::Exact,    "[54.05, 54.15]",    "[54.1, 54.2)"),
        ("-54.1",  "-54.1", "0.1",      Bound::Exact,    "[-54.15, -54.05]",  "(-54.2, -54.1]"),
        ("5",      "6",     "1",        Bound::Exact,    "[4.5, 6.5]",        "[5, 7)"),
        ("-2",     "0",     "1",        Bound::Exact,    "[-2.5, 0.5]",       "(-3, 0]"),
        ("-1",     "2",     "1",        Bound::Exact,    "[-1.5, 2.5]",       "[-1, 3)"),
        ("20",     "20",    "1",        Bound::Approx,   "[19, 21]",          "[19, 21]"),
        ("404",    "404",   "1",        Bound::Approx,   "[395.92, 412.08]",  "[395.92, 412.08]"),
        ("700",    "700",   "1",        Bound::AtLeast,  "[700, inf)",        "[700, inf)"),
        ("-700",   "-700",  "1",        Bound::AtLeast,  "(-inf, -700]",      "(-inf, -700]"),
        ("5",      "5",     "1",        Bound::AtMost,   "(-inf, 5]",         "(-inf, 5]"),
        ("1.1",    "1.1",   "0.1",      Bound::Nearly,   "(1.045, 1.1]",      "(1.045, 1.1]"),
        ("200",    "200",   "1",        Bound::Nearly,   "(190, 200]",        "(190, 200]"),
        ("1",      "1",     "1",        Bound::JustOver, "[1, 1.5)",          "[1, 1.5)"),
        ("4",      "6",     "1",        Bound::Vague,    "[3.5, 6.5]",        "[3.5, 6.5]"),
    ];

    #[test]
    fn table() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (low, high, resolution, bound, rounded, truncated) in TABLE {
            let (low, high, last) = (number(low), number(high), number(resolution));
            let shown = said(low, high, last, *bound, Digits::Rounded).to_string();
            assert_eq!(shown, *rounded, "given: {low} {high} {bound:?}");
            let shown = said(low, high, last, *bound, Digits::Truncated).to_string();
            assert_eq!(shown, *truncated, "given: {low} {high} {bound:?}");
        }
    }
}
