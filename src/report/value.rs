//! A value as people read it.
//!
//! In:  a fact. Out: its value with its unit. Not here: the exact digits of the tables.

use rust_decimal::Decimal;

use crate::fact::Fact;
use crate::quantity::Kind;

/// `1,047,000,000 USD`, `5 .. 6 %`.
pub(crate) fn value(fact: &Fact) -> String {
    amount(fact.kind, &fact.unit, fact.low, fact.high)
}

/// The same of a value that is no fact yet.
pub(super) fn amount(kind: Kind, unit: &str, low: Decimal, high: Decimal) -> String {
    let number =
        if low == high { grouped(low) } else { format!("{} .. {}", grouped(low), grouped(high)) };
    let unit = match kind {
        Kind::Percent => "%",
        Kind::PercentagePoints => "points",
        Kind::BasisPoints => "basis points",
        Kind::Multiple => "times",
        Kind::PerShare | Kind::Money | Kind::Count | Kind::Bare => unit,
    };
    let share = if kind == Kind::PerShare { " per share" } else { "" };
    format!("{number} {unit}{share}").trim_end().to_owned()
}

/// The digits with a comma between thousands.
pub(super) fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut result = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            result.push(',');
        }
        result.push(digit);
    }
    if let Some(part) = part {
        result.push('.');
        result.push_str(part);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given          grouped
        ("1047000000",    "1,047,000,000"),
        ("-21000000.50",  "-21,000,000.5"),
        ("999",           "999"),
        ("1000",          "1,000"),
        ("0.22",          "0.22"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(grouped(given.parse().unwrap()), *expected, "given: {given}");
        }
    }
}
