//! The columns of a Parquet file.
//!
//! In:  cells of one column of a table. Out: the arrays that the file holds for it. Not here: the file (`parquet_file.rs`).
//!
//! | column type | in the file |
//! | --- | --- |
//! | text | `STRING`, dictionary encoded |
//! | integer, small integer | `INT64`, `INT32`, both signed |
//! | decimal `x` | `x` as `DECIMAL(28,6)`; `x_f64`, the nearest double; `x_text`, all digits, only where `x` cannot hold them |
//! | date | `DATE` |
//! | double | `DOUBLE` |
//!
//! One precision in every file lets tools read many files together, and 28 digits are what .NET holds.
//! A value that does not fit is null in `x`, never rounded.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    Date32Builder, Decimal128Builder, Float64Builder, Int32Builder, Int64Builder, StringBuilder,
};
use arrow_schema::{DataType, Field};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::cell::Cell;
use super::column::{Column, ColumnType};
use super::double::nearest;

const PRECISION: u8 = 28;
const SCALE: u8 = 6;
/// The smallest integer that has one digit more than `PRECISION`.
const TOO_LARGE: u128 = 10_u128.pow(28);
/// 1970-01-01 as chrono counts days.
const EPOCH: i32 = 719_163;

/// The values of one column of a table that wait to be written.
#[expect(clippy::large_enum_variant, reason = "there is one a column")]
pub(super) enum Stored {
    Text(StringBuilder),
    Integer(Int64Builder),
    Small(Int32Builder),
    Date(Date32Builder),
    Double(Float64Builder),
    Decimal { exact: Decimal128Builder, double: Float64Builder, text: StringBuilder },
}

impl Stored {
    /// No values yet, and no room for some: all columns of all tables would have a megabyte of it.
    pub(super) fn new(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text => Self::Text(StringBuilder::with_capacity(0, 0)),
            ColumnType::Integer => Self::Integer(Int64Builder::with_capacity(0)),
            ColumnType::Small => Self::Small(Int32Builder::with_capacity(0)),
            ColumnType::Date => Self::Date(Date32Builder::with_capacity(0)),
            ColumnType::Double => Self::Double(Float64Builder::with_capacity(0)),
            ColumnType::Decimal => Self::Decimal {
                exact: Decimal128Builder::with_capacity(0).with_data_type(exact()),
                double: Float64Builder::with_capacity(0),
                text: StringBuilder::with_capacity(0, 0),
            },
        }
    }

    /// The columns that the file holds for a column of the table.
    pub(super) fn fields(&self, column: &Column) -> Vec<Field> {
        let one = |kind| {
            let field = Field::new(column.name, kind, column.nullable);
            vec![field.with_metadata(description(column.about))]
        };
        match self {
            Self::Text(_) => one(DataType::Utf8),
            Self::Integer(_) => one(DataType::Int64),
            Self::Small(_) => one(DataType::Int32),
            Self::Date(_) => one(DataType::Date32),
            Self::Double(_) => one(DataType::Float64),
            Self::Decimal { .. } => decimals(column),
        }
    }

    /// Takes the next value; none where the cell has none of this column's type.
    pub(super) fn push(&mut self, cell: &Cell<'_>) {
        match self {
            Self::Text(values) => values.append_option(text(cell)),
            Self::Integer(values) => values.append_option(integer(cell)),
            Self::Small(values) => {
                values.append_option(integer(cell).and_then(|number| i32::try_from(number).ok()));
            }
            Self::Date(values) => values.append_option(day(cell)),
            Self::Double(values) => values.append_option(decimal(cell).and_then(nearest)),
            Self::Decimal { exact, double, text } => {
                let value = decimal(cell);
                let scaled = value.and_then(scaled);
                exact.append_option(scaled);
                double.append_option(value.and_then(nearest));
                let rest = value.filter(|_| scaled.is_none());
                text.append_option(rest.map(|value| value.normalize().to_string()));
            }
        }
    }

    /// The values, which it has no longer.
    pub(super) fn take(&mut self) -> Vec<ArrayRef> {
        match self {
            Self::Text(values) => vec![Arc::new(values.finish())],
            Self::Integer(values) => vec![Arc::new(values.finish())],
            Self::Small(values) => vec![Arc::new(values.finish())],
            Self::Date(values) => vec![Arc::new(values.finish())],
            Self::Double(values) => vec![Arc::new(values.finish())],
            Self::Decimal { exact, double, text } => {
                vec![Arc::new(exact.finish()), Arc::new(double.finish()), Arc::new(text.finish())]
            }
        }
    }
}

fn exact() -> DataType {
    DataType::Decimal128(PRECISION, SCALE.cast_signed())
}

fn decimals(column: &Column) -> Vec<Field> {
    // Null too where the decimal cannot hold the value, which is why the declaration's promise ends here.
    let field = |name: String, kind, about: String| {
        Field::new(name, kind, true).with_metadata(description(&about))
    };
    let name = column.name;
    vec![
        field(name.to_owned(), exact(), column.about.to_owned()),
        field(format!("{name}_f64"), DataType::Float64, format!("{name} as the nearest double")),
        field(
            format!("{name}_text"),
            DataType::Utf8,
            format!("{name} in all its digits where the decimal cannot hold it"),
        ),
    ]
}

/// What a column or a table is, where readers look for it.
pub(super) fn description(about: &str) -> HashMap<String, String> {
    HashMap::from([("description".to_owned(), about.to_owned())])
}

fn text<'a>(cell: &'a Cell<'_>) -> Option<&'a str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn integer(cell: &Cell<'_>) -> Option<i64> {
    if let Cell::Integer(number) = cell { Some(*number) } else { None }
}

fn decimal(cell: &Cell<'_>) -> Option<Decimal> {
    if let Cell::Decimal(value) = cell { Some(*value) } else { None }
}

fn day(cell: &Cell<'_>) -> Option<i32> {
    let number = |day: &NaiveDate| day.num_days_from_ce().checked_sub(EPOCH);
    if let Cell::Date(day) = cell { number(day) } else { None }
}

/// The value in millionths; `None` when it has more than six decimals or more than 28 digits.
fn scaled(value: Decimal) -> Option<i128> {
    let value = if value.scale() > u32::from(SCALE) { value.normalize() } else { value };
    let missing = u32::from(SCALE).checked_sub(value.scale())?;
    let scaled = value.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    (scaled.unsigned_abs() < TOO_LARGE).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Option<i128>)] = &[
        // given                             millionths
        ("1047000000",                       Some(1_047_000_000_000_000)),
        ("-0.22",                            Some(-220_000)),
        ("1.0000000",                        Some(1_000_000)),
        ("0.000001",                         Some(1)),
        ("0.0000001",                        None),
        ("9999999999999999999999.999999",    Some(9_999_999_999_999_999_999_999_999_999)),
        ("10000000000000000000000",          None),
        ("79228162514264337593543950335",    None),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(scaled(given.parse().unwrap()), *expected, "given: {given}");
        }
    }
}
