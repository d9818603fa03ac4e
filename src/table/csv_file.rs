//! A table as CSV: UTF-8, RFC 4180 quoting, a line feed after each record.
//!
//! In:  a table's columns, then its rows. Out: the bytes of a file. Not here: where the file goes (`place.rs`).

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::Cell;
use super::column::Column;
use super::formula::disarmed;
use super::sheet::TableInfo;

/// A file that takes rows.
pub(crate) struct CsvFile<W: Write> {
    writer: csv::Writer<W>,
    columns: Vec<Column>,
}

impl<W: Write> CsvFile<W> {
    /// A file with the header.
    pub(crate) fn new(table: &TableInfo, out: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        let columns = table.columns.clone();
        writer.write_record(columns.iter().filter(|one| one.kind.in_csv()).map(|one| one.name))?;
        Ok(Self { writer, columns })
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        let cells = row.iter().zip(&self.columns).filter(|(_, column)| column.kind.in_csv());
        for (cell, _) in cells {
            self.writer.write_field(field(cell).as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is left and hands back what was written to.
    pub(crate) fn close(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|error| error.into_error())
    }
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
