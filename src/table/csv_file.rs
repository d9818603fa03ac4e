//! A table as CSV: UTF-8, RFC 4180 quoting, a line feed after each record.
//!
//! In:  a [`Sheet`]. Out: the bytes of a file. Not here: where the file goes (`place.rs`).

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::Cell;
use super::formula::disarmed;
use super::sheet::Sheet;

/// Writes the header and all rows.
pub(crate) fn write_csv(sheet: &Sheet<'_>, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let columns = &sheet.table.columns;
    writer.write_record(columns.iter().filter(|one| one.kind.in_csv()).map(|one| one.name))?;
    for row in sheet.rows() {
        let cells = row.iter().zip(columns).filter(|(_, column)| column.kind.in_csv());
        for (cell, _) in cells {
            writer.write_field(field(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn field<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Text(text) => disarmed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Decimal(value) => Cow::Owned(value.normalize().to_string()),
        Cell::Date(day) => Cow::Owned(day.format("%Y-%m-%d").to_string()),
    }
}
