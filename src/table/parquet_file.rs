//! A table as Parquet.
//!
//! In:  a table's columns and rows. Out: the bytes of a file. Not here: where the file goes (`place.rs`).
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
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use chrono::Datelike;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use rust_decimal::Decimal;

use super::cell::Cell;
use super::column::{Column, ColumnType};
use super::double::nearest;
use super::sheet::TableInfo;

const PRECISION: u8 = 28;
const SCALE: u8 = 6;
/// Rows that are in memory as columns at a time.
const BATCH: usize = 16_384;
/// The smallest integer that has one digit more than `PRECISION`.
const TOO_LARGE: u128 = 10_u128.pow(28);
/// 1970-01-01 as chrono counts days.
const EPOCH: i32 = 719_163;

/// Writes all rows, and `metadata` for the whole file.
///
/// The bytes depend on the arguments only: no time stamp, no machine, and the writer's name is ours.
pub(crate) fn write_parquet<'a>(
    table: &TableInfo,
    mut rows: impl Iterator<Item = Vec<Cell<'a>>>,
    metadata: &[(&str, String)],
    out: impl Write + Send,
) -> io::Result<()> {
    let pair = |(key, value): &(&str, String)| KeyValue::new((*key).to_owned(), value.clone());
    let metadata: Vec<KeyValue> = metadata.iter().map(pair).collect();
    let properties = WriterProperties::builder()
        .set_key_value_metadata((!metadata.is_empty()).then_some(metadata))
        .set_created_by(concat!("tickmark ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let first = batch(table, &rows.by_ref().take(BATCH).collect::<Vec<_>>())?;
    let mut writer =
        ArrowWriter::try_new(out, first.schema(), Some(properties)).map_err(io_error)?;
    writer.write(&first).map_err(io_error)?;
    loop {
        let next: Vec<Vec<Cell<'_>>> = rows.by_ref().take(BATCH).collect();
        if next.is_empty() {
            break;
        }
        writer.write(&batch(table, &next)?).map_err(io_error)?;
    }
    writer.close().map_err(io_error)?;
    Ok(())
}

fn batch(table: &TableInfo, rows: &[Vec<Cell<'_>>]) -> io::Result<RecordBatch> {
    let stored = table.columns.iter().enumerate().flat_map(|(place, column)| {
        let cells: Vec<&Cell<'_>> =
            rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Null)).collect();
        stored(column, &cells)
    });
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = stored.unzip();
    let schema = Schema::new_with_metadata(fields, description(table.about));
    RecordBatch::try_new(Arc::new(schema), arrays).map_err(io::Error::other)
}

/// The system's own error where there is one, so that a full disk is called so.
fn io_error(error: parquet::errors::ParquetError) -> io::Error {
    match error {
        parquet::errors::ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(source) => *source,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

/// The columns that the file holds for one column of the table.
fn stored(column: &Column, cells: &[&Cell<'_>]) -> Vec<(Field, ArrayRef)> {
    let one = |array: ArrayRef| vec![(field(column.name, column, array.data_type()), array)];
    match column.kind {
        ColumnType::Text => {
            one(Arc::new(cells.iter().map(|cell| text(cell)).collect::<StringArray>()))
        }
        ColumnType::Integer => {
            one(Arc::new(cells.iter().map(|cell| integer(cell)).collect::<Int64Array>()))
        }
        ColumnType::Small => one(Arc::new(
            cells.iter().map(|cell| i32::try_from(integer(cell)?).ok()).collect::<Int32Array>(),
        )),
        ColumnType::Date => {
            one(Arc::new(cells.iter().map(|cell| day(cell)).collect::<Date32Array>()))
        }
        ColumnType::Double => one(doubles(cells)),
        ColumnType::Decimal => decimals(column, cells),
    }
}

fn decimals(column: &Column, cells: &[&Cell<'_>]) -> Vec<(Field, ArrayRef)> {
    let exact =
        cells.iter().map(|cell| decimal(cell).and_then(scaled)).collect::<Decimal128Array>();
    let exact = exact.with_data_type(DataType::Decimal128(PRECISION, SCALE.cast_signed()));
    let rest: StringArray = cells
        .iter()
        .map(|cell| decimal(cell).filter(|value| scaled(*value).is_none()))
        .map(|value| value.map(|value| value.normalize().to_string()))
        .collect();
    // Null too where the decimal cannot hold the value, which is why the declaration's promise ends here.
    let nullable = Column { nullable: true, ..*column };
    let arrays: [(String, ArrayRef); 3] = [
        (column.name.to_owned(), Arc::new(exact)),
        (format!("{}_f64", column.name), doubles(cells)),
        (format!("{}_text", column.name), Arc::new(rest)),
    ];
    let about = [
        column.about.to_owned(),
        format!("{} as the nearest double", column.name),
        format!("{} in all its digits where the decimal cannot hold it", column.name),
    ];
    arrays
        .into_iter()
        .zip(about)
        .map(|((name, array), about)| {
            let field = field(&name, &nullable, array.data_type());
            (field.with_metadata(description(&about)), array)
        })
        .collect()
}

fn field(name: &str, column: &Column, kind: &DataType) -> Field {
    Field::new(name, kind.clone(), column.nullable).with_metadata(description(column.about))
}

fn description(about: &str) -> HashMap<String, String> {
    HashMap::from([("description".to_owned(), about.to_owned())])
}

fn doubles(cells: &[&Cell<'_>]) -> ArrayRef {
    Arc::new(cells.iter().map(|cell| decimal(cell).and_then(nearest)).collect::<Float64Array>())
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
    if let Cell::Date(day) = cell { day.num_days_from_ce().checked_sub(EPOCH) } else { None }
}

/// The value in millionths; `None` when it has more than six decimals or more than 28 digits.
fn scaled(value: Decimal) -> Option<i128> {
    let value = value.normalize();
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
