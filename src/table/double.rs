//! Decimals as binary doubles, for tools that have no decimals.
//!
//! In:  decimals. Out: the nearest double. Not here: any calculation; the exact value stands in the column beside it.

use rust_decimal::Decimal;

/// The double nearest to `value`.
#[expect(clippy::disallowed_types, reason = "the one place where a table has a double")]
pub(crate) fn nearest(value: Decimal) -> Option<f64> {
    // Through the text, because the standard library rounds correctly and `Decimal::to_f64` does not always.
    small(value).or_else(|| value.to_string().parse().ok())
}

/// A value of which a double holds the digits and their unit exactly: their quotient is rounded once, so to the nearest.
#[expect(clippy::disallowed_types, reason = "see `nearest`")]
#[expect(clippy::float_arithmetic, reason = "one division of two exact doubles")]
fn small(value: Decimal) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    let unit = 10_u64.checked_pow(value.scale()).filter(|it| *it <= EXACT)?;
    let digits = u64::try_from(value.mantissa().unsigned_abs()).ok().filter(|it| *it <= EXACT)?;
    let size = digits as f64 / unit as f64;
    Some(if value.is_sign_negative() { -size } else { size })
}

/// The middle of two decimals; `None` when it is too large for one.
pub(crate) fn middle(low: Decimal, high: Decimal) -> Option<Decimal> {
    low.checked_add(high)?.checked_div(Decimal::TWO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_types, reason = "the table is about doubles")]
    fn nearest_is_the_nearest() {
        for text in [
            "0.1",
            "0.3",
            "1047000000",
            "-2.675",
            "9007199254740992",
            "9007199254740993",
            "900719925474.0993",
            "0.0000001",
            "0.000000000000001",
            "0.0000000000000000123",
            "-0",
        ] {
            let value: Decimal = text.parse().unwrap();
            let expected: Option<f64> = value.to_string().parse().ok();
            assert_eq!(
                nearest(value).map(f64::to_bits),
                expected.map(f64::to_bits),
                "given: {text}"
            );
        }
    }

    #[test]
    fn the_middle_of_the_largest_is_none() {
        assert_eq!(middle(Decimal::MAX, Decimal::MAX), None);
        assert_eq!(middle(Decimal::ONE, Decimal::TWO), Some("1.5".parse().unwrap()));
    }
}
