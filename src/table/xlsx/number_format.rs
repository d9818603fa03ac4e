//! How the numbers of a line are shown.
//!
//! In:  kind, currency and values of a line. Out: a number format of spreadsheets; the cell keeps the value itself. Not here: colours (`style.rs`).

use rust_decimal::Decimal;

use crate::quantity::Kind;

/// From here on, amounts and counts are shown in millions.
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What the numbers of a line have in common.
pub(super) struct Shape<'a> {
    pub(super) kind: Kind,
    /// ISO 4217 code of money.
    pub(super) unit: &'a str,
    /// Is it a movement, which always shows its sign?
    pub(super) signed: bool,
    /// The largest of its values, whatever the sign.
    pub(super) largest: Decimal,
    /// The values whose digits are to be seen.
    pub(super) seen: Vec<Decimal>,
}

impl Shape<'_> {
    /// The format of all cells of the line, so that they can be compared at a glance.
    pub(super) fn number_format(&self) -> String {
        let number = match self.kind {
            Kind::Money | Kind::Count if self.largest >= MILLION => {
                let places = self.places(MILLION, 1, 3);
                format!("{}#,##0.{},,\"M\"", self.currency(), "0".repeat(places))
            }
            Kind::Money => format!("{}#,##0{}", self.currency(), self.cents(2)),
            Kind::Count => format!("#,##0{}", self.cents(1)),
            Kind::PerShare => {
                format!("{}0.{}", self.currency(), "0".repeat(self.places(Decimal::ONE, 2, 4)))
            }
            Kind::Percent => {
                format!("0.{}\"%\"", "0".repeat(self.places(Decimal::ONE, 1, 2)))
            }
            Kind::PercentagePoints => "0.00 \"pp\"".to_owned(),
            Kind::BasisPoints => "0 \"bp\"".to_owned(),
            Kind::Multiple => format!("0.{}\"x\"", "0".repeat(self.places(Decimal::ONE, 1, 2))),
            Kind::Bare => "General".to_owned(),
        };
        if self.signed { format!("+{number};-{number};{number}") } else { number }
    }

    /// The sign of a currency that has its own, else the code: `¥` and `kr` are of more than one.
    fn currency(&self) -> String {
        match self.unit {
            "USD" => "\"$\"".to_owned(),
            "EUR" => "\"€\"".to_owned(),
            "GBP" => "\"£\"".to_owned(),
            // Nothing else may come into a format, where a quotation mark or a bracket has a meaning.
            code if self.kind != Kind::Count && code.chars().all(|c| c.is_ascii_uppercase()) => {
                if code.is_empty() {
                    String::new()
                } else {
                    format!("\"{code} \"")
                }
            }
            _ => String::new(),
        }
    }

    /// Decimals that show all digits of the values, counted in `unit`s.
    fn places(&self, unit: Decimal, least: usize, most: usize) -> usize {
        let scale = |value: &Decimal| Some(value.checked_div(unit)?.normalize().scale());
        let needed = self.seen.iter().filter_map(scale).max().unwrap_or(0);
        usize::try_from(needed).unwrap_or(most).clamp(least, most)
    }

    /// No decimals where no value has any, else as many as are usual.
    fn cents(&self, usual: usize) -> String {
        let places = self.places(Decimal::ONE, 0, 1);
        if places == 0 { String::new() } else { format!(".{}", "0".repeat(usual)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (Kind, &'static str, bool, &'static [&'static str], &'static str);

    #[rustfmt::skip]
    const TABLE: &[Row] = &[
        // kind                 unit         signed values                         format
        (Kind::Money,           "USD",       false, &["1047000000", "60000000"],   "\"$\"#,##0.0,,\"M\""),
        (Kind::Money,           "USD",       false, &["1047250000"],               "\"$\"#,##0.00,,\"M\""),
        (Kind::Money,           "USD",       false, &["-21000000"],                "\"$\"#,##0.0,,\"M\""),
        (Kind::Money,           "USD",       true,  &["-21000000"],                "+\"$\"#,##0.0,,\"M\";-\"$\"#,##0.0,,\"M\";\"$\"#,##0.0,,\"M\""),
        (Kind::Money,           "TWD",       false, &["900000"],                   "\"TWD \"#,##0"),
        (Kind::Money,           "",          false, &["900.5"],                    "#,##0.00"),
        (Kind::Money,           "\";[Red]",  false, &["900"],                      "#,##0"),
        (Kind::PerShare,        "USD",       false, &["0.22", "5"],                "\"$\"0.00"),
        (Kind::PerShare,        "EUR",       false, &["0.225"],                    "\"€\"0.000"),
        (Kind::Percent,         "",          false, &["54.1", "54"],               "0.0\"%\""),
        (Kind::Percent,         "",          false, &["2.75"],                     "0.00\"%\""),
        (Kind::Percent,         "",          true,  &["4"],                        "+0.0\"%\";-0.0\"%\";0.0\"%\""),
        (Kind::PercentagePoints,"",          true,  &["1.8"],                      "+0.00 \"pp\";-0.00 \"pp\";0.00 \"pp\""),
        (Kind::Count,           "customers", false, &["305000"],                   "#,##0"),
        (Kind::Count,           "USD",       false, &["305000"],                   "#,##0"),
        (Kind::Count,           "shares",    false, &["180500000"],                "#,##0.0,,\"M\""),
        (Kind::Count,           "years",     false, &["2.5"],                      "#,##0.0"),
        (Kind::Multiple,        "",          false, &["4"],                        "0.0\"x\""),
    ];

    #[test]
    fn table() {
        for (kind, unit, signed, values, expected) in TABLE {
            let seen: Vec<Decimal> = values.iter().map(|value| value.parse().unwrap()).collect();
            let largest = seen.iter().map(|value| value.abs()).max().unwrap();
            let shape = Shape { kind: *kind, unit, signed: *signed, largest, seen };
            assert_eq!(shape.number_format(), *expected, "given: {kind:?} {unit} {values:?}");
        }
    }
}
