//! A table as JSON Lines: an object a row, with all columns in every row.
//!
//! In:  a table's columns, then its rows. Out: the bytes of a file. Not here: where the file goes (`place.rs`).
//!
//! | column type | in the file |
//! | --- | --- |
//! | text, date | string |
//! | integer, small integer, double | number |
//! | decimal | string of its digits: a number would be a binary double to most readers |
//! | no value | `null` |

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cell::Cell;
use super::column::{Column, ColumnType};
use super::double::nearest;
use super::sheet::TableInfo;

/// A file that takes rows.
pub(crate) struct JsonLinesFile<W: Write> {
    out: W,
    columns: Vec<Column>,
}

impl<W: Write> JsonLinesFile<W> {
    /// A file without rows.
    pub(crate) fn new(table: &TableInfo, out: W) -> Self {
        Self { out, columns: table.columns.clone() }
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Row { columns: &self.columns, cells })?;
        self.out.write_all(b"\n")
    }

    /// Hands back what was written to.
    pub(crate) fn close(self) -> W {
        self.out
    }
}

struct Row<'r> {
    columns: &'r [Column],
    cells: &'r [Cell<'r>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(column.name, &Value { kind: column.kind, cell })?;
        }
        map.end()
    }
}

struct Value<'r> {
    kind: ColumnType,
    cell: &'r Cell<'r>,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.cell {
            Cell::Null => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::Decimal(value) if self.kind == ColumnType::Double => {
                nearest(*value).serialize(serializer)
            }
            Cell::Decimal(value) => serializer.collect_str(&value.normalize()),
            Cell::Date(day) => serializer.collect_str(&day.format("%Y-%m-%d")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(ColumnType, Cell<'static>, &str)] = &[
        // given                                                            written
        (ColumnType::Text,    Cell::Null,                                   "null"),
        (ColumnType::Text,    Cell::Text(std::borrow::Cow::Borrowed("=a \"b\"\n\u{0}é")), r#""=a \"b\"\n\u0000é""#),
        (ColumnType::Integer, Cell::Integer(-3),                            "-3"),
        (ColumnType::Decimal, Cell::Decimal(rust_decimal::Decimal::MAX),    r#""79228162514264337593543950335""#),
        (ColumnType::Decimal, Cell::Decimal(rust_decimal::Decimal::TEN),    r#""10""#),
        (ColumnType::Double,  Cell::Decimal(rust_decimal::Decimal::TEN),    "10.0"),
        (ColumnType::Double,  Cell::Null,                                   "null"),
    ];

    #[test]
    fn table() {
        for (kind, cell, expected) in TABLE {
            let written = serde_json::to_string(&Value { kind: *kind, cell }).unwrap();
            assert_eq!(written, *expected, "given: {cell:?}");
        }
        let day = Cell::Date("2024-02-29".parse().unwrap());
        let written = serde_json::to_string(&Value { kind: ColumnType::Date, cell: &day }).unwrap();
        assert_eq!(written, r#""2024-02-29""#);
    }
}
