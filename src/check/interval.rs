//! What a spoken number leaves open: every value that could have been said so.
//!
//! In:  decimals. Out: [`Interval`], with its arithmetic.
//! Not here: which interval a hedge or a last digit means (`reading`).
//!
//! Everything widens, nothing narrows: a result that decimals cannot hold is unbounded, a quotient is rounded
//! outwards. So two sides that do not meet cannot be equal, whatever was rounded on the way.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits after the point that a quotient keeps before it is rounded outwards.
const QUOTIENT_DIGITS: u32 = 18;

/// One end of an interval.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct End {
    at: Decimal,
    /// Does the end itself belong to the interval?
    closed: bool,
}

/// All values between two ends; an end that is missing is infinite.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Interval {
    // Invariant: `low` is not above `high`.
    low: Option<End>,
    high: Option<End>,
}

impl Interval {
    /// Every number.
    pub const UNBOUNDED: Self = Self { low: None, high: None };

    /// One value.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// `[low, high]`; the ends are swapped when they run backwards.
    #[must_use]
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        let (low, high) = if high < low { (high, low) } else { (low, high) };
        Self::between(low, true, high, true)
    }

    /// `(low, high]`.
    #[must_use]
    pub fn above_to(low: Decimal, high: Decimal) -> Self {
        Self::between(low.min(high), false, high.max(low), true)
    }

    /// `[low, high)`.
    #[must_use]
    pub fn from_below(low: Decimal, high: Decimal) -> Self {
        Self::between(low.min(high), true, high.max(low), false)
    }

    /// `[low, infinity)`.
    #[must_use]
    pub fn at_least(low: Decimal) -> Self {
        Self { low: Some(End { at: low, closed: true }), high: None }
    }

    /// `(-infinity, high]`.
    #[must_use]
    pub fn at_most(high: Decimal) -> Self {
        Self { low: None, high: Some(End { at: high, closed: true }) }
    }

    fn between(low: Decimal, low_closed: bool, high: Decimal, high_closed: bool) -> Self {
        Self {
            low: Some(End { at: low, closed: low_closed }),
            high: Some(End { at: high, closed: high_closed }),
        }
    }

    /// The lower end, when there is one.
    #[must_use]
    pub fn low(self) -> Option<Decimal> {
        self.low.map(|end| end.at)
    }

    /// The upper end, when there is one.
    #[must_use]
    pub fn high(self) -> Option<Decimal> {
        self.high.map(|end| end.at)
    }

    /// Half way between the ends; the only end when there is one.
    #[must_use]
    pub fn middle(self) -> Option<Decimal> {
        match (self.low(), self.high()) {
            (Some(low), Some(high)) => low.checked_add(high)?.checked_div(Decimal::TWO),
            (low, high) => low.or(high),
        }
    }

    /// From end to end, when there are two.
    #[must_use]
    pub fn width(self) -> Option<Decimal> {
        self.high()?.checked_sub(self.low()?)
    }

    /// Are all its values above zero?
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.low
            .is_some_and(|end| end.at > Decimal::ZERO || (end.at == Decimal::ZERO && !end.closed))
    }

    /// Are all its values below zero?
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.negated().is_positive()
    }

    /// The interval of `-x`.
    #[must_use]
    pub fn negated(self) -> Self {
        let flip = |end: End| End { at: turned(end.at), closed: end.closed };
        Self { low: self.high.map(flip), high: self.low.map(flip) }
    }

    /// The interval of `x + y`.
    #[must_use]
    pub fn sum(self, other: Self) -> Self {
        let add = |a: Option<End>, b: Option<End>| {
            let (a, b) = (a?, b?);
            Some(End { at: a.at.checked_add(b.at)?, closed: a.closed && b.closed })
        };
        Self { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// The interval of `x - y`.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        self.sum(other.negated())
    }

    /// The interval of `x * y`.
    #[must_use]
    pub fn product(self, other: Self) -> Self {
        let times = |a: Option<End>, b: Option<End>| {
            let (a, b) = (a?, b?);
            let zero = (a.closed && a.at.is_zero()) || (b.closed && b.at.is_zero());
            Some(End { at: a.at.checked_mul(b.at)?, closed: zero || (a.closed && b.closed) })
        };
        match self.signs(other) {
            Some((x, y, false)) => Self { low: times(x.low, y.low), high: times(x.high, y.high) },
            Some((x, y, true)) => {
                Self { low: times(x.low, y.low), high: times(x.high, y.high) }.negated()
            }
            None => self.corners(other, |a, b| times(Some(a), Some(b))),
        }
    }

    /// The interval of `1 * x`: as it is, but that one with an end of the other sign and none on the other side is unbounded.
    pub(super) fn itself(self) -> Self {
        let closed = self.low.is_some() && self.high.is_some();
        let itself =
            if closed || self.is_positive() || self.is_negative() { self } else { Self::UNBOUNDED };
        debug_assert_eq!(itself, self.product(Self::point(Decimal::ONE)));
        itself
    }

    /// The interval of `x / y`; unbounded when `y` can be zero.
    #[must_use]
    pub fn quotient(self, other: Self) -> Self {
        if !(other.is_positive() || other.is_negative()) {
            return Self::UNBOUNDED;
        }
        let over = |a: End, b: End| {
            Some(End { at: a.at.checked_div(b.at)?, closed: a.closed && b.closed })
        };
        let positive = |x: Self, y: Self| {
            let low = match (x.low, y.high) {
                (Some(a), Some(b)) => over(a, b),
                _ => Some(End { at: Decimal::ZERO, closed: false }),
            };
            Self { low, high: x.high.zip(y.low).and_then(|(a, b)| over(a, b)) }
        };
        let exact = match self.signs(other) {
            Some((x, y, false)) => positive(x, y),
            Some((x, y, true)) => positive(x, y).negated(),
            None => self.corners(other, over),
        };
        let round = |end: Option<End>, strategy: RoundingStrategy| {
            end.map(|end| End {
                at: end.at.round_dp_with_strategy(QUOTIENT_DIGITS, strategy),
                ..end
            })
        };
        Self {
            low: round(exact.low, RoundingStrategy::ToNegativeInfinity),
            high: round(exact.high, RoundingStrategy::ToPositiveInfinity),
        }
    }

    /// Both made positive, and whether the result is to be negated; `None` when one of them holds zero.
    fn signs(self, other: Self) -> Option<(Self, Self, bool)> {
        let positive = |x: Self| {
            if x.is_positive() {
                Some((x, false))
            } else if x.is_negative() {
                Some((x.negated(), true))
            } else {
                None
            }
        };
        let ((x, x_turned), (y, y_turned)) = (positive(self)?, positive(other)?);
        Some((x, y, x_turned != y_turned))
    }

    /// The hull of an operation at the four pairs of ends; unbounded when an end is missing or overflows.
    fn corners(self, other: Self, operation: impl Fn(End, End) -> Option<End>) -> Self {
        let ends = self.low.zip(self.high).zip(other.low.zip(other.high));
        let Some(((a, b), (c, d))) = ends else { return Self::UNBOUNDED };
        let mut hull: Option<(End, End)> = None;
        for (x, y) in [(a, c), (a, d), (b, c), (b, d)] {
            let Some(end) = operation(x, y) else { return Self::UNBOUNDED };
            hull =
                Some(hull.map_or((end, end), |(low, high)| (lower(low, end), higher(high, end))));
        }
        hull.map_or(Self::UNBOUNDED, |(low, high)| Self { low: Some(low), high: Some(high) })
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(a, b)| lower(a, b)),
            high: self.high.zip(other.high).map(|(a, b)| higher(a, b)),
        }
    }

    /// The values that both have; `None` when there is none.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let tighter =
            |own: Option<End>, other: Option<End>, pick: fn(End, End) -> bool| match (own, other) {
                (Some(own), Some(other)) => Some(if pick(own, other) { own } else { other }),
                (own, other) => own.or(other),
            };
        self.meets(other).then(|| Self {
            low: tighter(self.low, other.low, |a, b| a.at > b.at || (a.at == b.at && !a.closed)),
            high: tighter(self.high, other.high, |a, b| a.at < b.at || (a.at == b.at && !a.closed)),
        })
    }

    /// Has it a value in common with `other`?
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// How far the two are apart; zero when they meet or only touch.
    #[must_use]
    pub fn gap(self, other: Self) -> Decimal {
        let over = |low: Option<Decimal>, high: Option<Decimal>| {
            low.zip(high).and_then(|(low, high)| low.checked_sub(high)).unwrap_or_default()
        };
        over(self.low(), other.high()).max(over(other.low(), self.high())).max(Decimal::ZERO)
    }

    /// Can a value of it be at most a value of `other`?
    #[must_use]
    pub fn can_be_at_most(self, other: Self) -> bool {
        reaches(self.low, other.high)
    }
}

/// `-value`, without a sign on zero.
pub(super) fn turned(mut value: Decimal) -> Decimal {
    value.set_sign_positive(value.is_zero() || value.is_sign_negative());
    value
}

/// Is there a value that is not below `low` and not above `high`?
fn reaches(low: Option<End>, high: Option<End>) -> bool {
    let (Some(low), Some(high)) = (low, high) else { return true };
    low.at < high.at || (low.at == high.at && low.closed && high.closed)
}

fn lower(a: End, b: End) -> End {
    if b.at < a.at || (b.at == a.at && b.closed) { b } else { a }
}

fn higher(a: End, b: End) -> End {
    if b.at > a.at || (b.at == a.at && b.closed) { b } else { a }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some(End { at, closed }) => {
                write!(f, "{}{}", if closed { '[' } else { '(' }, at.normalize())?;
            }
            None => f.write_str("(-inf")?,
        }
        f.write_str(", ")?;
        match self.high {
            Some(End { at, closed }) => {
                write!(f, "{}{}", at.normalize(), if closed { ']' } else { ')' })
            }
            None => f.write_str("inf)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Interval {
        let inner = text.trim_matches(['[', '(', ']', ')']);
        let (low, high) = inner.split_once(", ").unwrap();
        let end = |text: &str, closed| text.parse().ok().map(|at: Decimal| End { at, closed });
        Interval { low: end(low, text.starts_with('[')), high: end(high, text.ends_with(']')) }
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str, &str)] = &[
        // x             op   y              expected
        ("[1, 2]",       "+", "[10, 20]",    "[11, 22]"),
        ("[1, 2)",       "+", "[10, 20]",    "[11, 22)"),
        ("[1, inf)",     "+", "[10, 20]",    "[11, inf)"),
        ("[1, 2]",       "-", "[10, 20]",    "[-19, -8]"),
        ("[1, 2]",       "-", "[1, 2]",      "[-1, 1]"),
        ("[1, inf)",     "-", "[1, inf)",    "(-inf, inf)"),
        ("[-2, 3]",      "*", "[-5, 7]",     "[-15, 21]"),
        ("[0, 3]",       "*", "(2, 7)",      "[0, 21)"),
        ("[2, inf)",     "*", "[3, 4]",      "[6, inf)"),
        ("[2, inf)",     "/", "[2, 4]",      "[0.5, inf)"),
        ("[-2, inf)",    "*", "[3, 4]",      "(-inf, inf)"),
        ("[1, 2]",       "/", "[-1, 1]",     "(-inf, inf)"),
        ("[1, 2]",       "/", "[0, 1]",      "(-inf, inf)"),
        ("[1, 2]",       "/", "[-4, -2]",    "[-1, -0.25]"),
        ("[1, 1]",       "/", "[3, 3]",      "[0.333333333333333333, 0.333333333333333334]"),
        ("[9000000000000000000000000000, 9000000000000000000000000000]", "*", "[99, 99]", "(-inf, inf)"),
        ("[79228162514264337593543950335, 79228162514264337593543950335]", "+", "[1, 1]", "(-inf, inf)"),
        // meeting: gap, or "apart by" it
        ("[1, 2]",       "?", "[2, 3]",      "meets"),
        ("[1, 2)",       "?", "[2, 3]",      "apart by 0"),
        ("[1, 2]",       "?", "(2, 3]",      "apart by 0"),
        ("[1, 2]",       "?", "[2.5, 3]",    "apart by 0.5"),
        ("[4, 5]",       "?", "[2.5, 3]",    "apart by 1"),
        ("[4, inf)",     "?", "[2.5, 3]",    "apart by 1"),
        ("[2, inf)",     "?", "(-inf, 2]",   "meets"),
        ("(-inf, inf)",  "?", "[1, 1]",      "meets"),
    ];

    #[test]
    fn table() {
        for (x, operation, y, expected) in TABLE {
            let (a, b) = (read(x), read(y));
            let shown = match *operation {
                "+" => a.sum(b).to_string(),
                "-" => a.difference(b).to_string(),
                "*" => a.product(b).to_string(),
                "/" => a.quotient(b).to_string(),
                _ if a.meets(b) => "meets".to_owned(),
                _ => format!("apart by {}", a.gap(b)),
            };
            assert_eq!(shown, *expected, "given: {x} {operation} {y}");
        }
    }
}
