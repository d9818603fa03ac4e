//! Decimals as binary doubles, for tools that have no decimals.
//!
//! In:  decimals. Out: the nearest double. Not here: any calculation; the exact value stands in the column beside it.

use rust_decimal::Decimal;

/// The double nearest to `value`.
// Through the text, because the standard library rounds correctly and `Decimal::to_f64` does not always.
#[expect(clippy::disallowed_types, reason = "the one place where a table has a double")]
pub(crate) fn nearest(value: Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}

/// The middle of two decimals; `None` when it is too large for one.
pub(crate) fn middle(low: Decimal, high: Decimal) -> Option<Decimal> {
    low.checked_add(high)?.checked_div(Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_is_the_nearest() {
        for text in ["0.1", "0.3", "1047000000", "-2.675", "9007199254740993", "0.0000001"] {
            let value: Decimal = text.parse().unwrap();
            assert_eq!(nearest(value), text.parse().ok(), "given: {text}");
        }
    }

    #[test]
    fn the_middle_of_the_largest_is_none() {
        assert_eq!(middle(Decimal::MAX, Decimal::MAX), None);
        assert_eq!(middle(Decimal::ONE, Decimal::TWO), Some("1.5".parse().unwrap()));
    }
}
