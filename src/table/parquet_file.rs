//! A table as Parquet.
//!
//! In:  a table's columns, then its rows. Out: the bytes of a file. Not here: rows as columns (`batch.rs`), where the file goes (`place.rs`).

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowWriterOptions, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{DEFAULT_MAX_ROW_GROUP_ROW_COUNT, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use rayon::prelude::*;

use super::batch::Batching;
use super::cell::Cell;
use super::column_writers::ColumnWriters;
use super::parquet_pages::Pages;
use super::parquet_rows::WaitingRows;
use super::sheet::TableInfo;
use crate::spill::{Shared, Store};

/// A file that takes rows.
///
/// Its bytes depend on table, metadata and rows only, not on how many rows came together: no time stamp, no machine, and the writer's name is ours.
///
/// A row group is written at once, column by column: what makes the pages of a column is larger than its rows, and there are fifty columns.
pub(crate) struct ParquetFile<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: ColumnWriters,
    rows: Batching,
    /// The rows before them in their row group.
    waiting: WaitingRows,
}

impl<W: Write + Send> ParquetFile<W> {
    /// A file without rows, with `metadata` for the whole of it; `store` is empty, and takes what waits.
    pub(crate) fn new(
        table: &TableInfo,
        metadata: &[(&str, String)],
        store: Store,
        out: W,
    ) -> io::Result<Self> {
        let pair = |(key, value): &(&str, String)| KeyValue::new((*key).to_owned(), value.clone());
        let metadata: Vec<KeyValue> = metadata.iter().map(pair).collect();
        let properties = WriterProperties::builder()
            .set_key_value_metadata((!metadata.is_empty()).then_some(metadata))
            .set_created_by(concat!("tickmark ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let (rows, store) = (Batching::new(table), Shared::new(store));
        let options = ArrowWriterOptions::new().with_properties(properties);
        let schema = Arc::clone(rows.schema());
        let writer = ArrowWriter::try_new_with_options(out, schema, options);
        let (writer, _) = writer.and_then(ArrowWriter::into_serialized_writer).map_err(io_error)?;
        let pages = Arc::new(Pages::new(store.clone()));
        let columns = ColumnWriters::new(&writer, rows.schema(), pages);
        let waiting = WaitingRows::new(store, rows.schema());
        Ok(Self { writer, columns, rows, waiting })
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        if !self.rows.row(row) {
            return Ok(());
        }
        let batch = self.rows.take().map_err(io::Error::other)?;
        // Batches fill a row group to the last row.
        if self.waiting.rows() + batch.num_rows() < DEFAULT_MAX_ROW_GROUP_ROW_COUNT {
            self.waiting.push(&batch)
        } else {
            self.row_group(&batch)
        }
    }

    /// Writes what is left and hands back what was written to.
    pub(crate) fn close(mut self) -> io::Result<W> {
        let last = self.rows.take().map_err(io::Error::other)?;
        if self.waiting.rows() + last.num_rows() > 0 {
            self.row_group(&last)?;
        }
        self.writer.into_inner().map_err(io_error)
    }

    /// Writes the rows that wait and `last` behind them.
    fn row_group(&mut self, last: &RecordBatch) -> io::Result<()> {
        let (columns, waiting) = (&self.columns, &self.waiting);
        let filled = |place| filled(columns, place, waiting, last);
        // The columns of a few rows are written before another thread has heard of them.
        let chunks: Result<Vec<_>> = if waiting.rows() == 0 {
            (0..columns.len()).map(filled).collect()
        } else {
            (0..columns.len()).into_par_iter().map(filled).collect()
        };
        self.put(chunks.map_err(io_error)?).map_err(io_error)?;
        self.waiting.clear()
    }

    fn put(&mut self, chunks: Vec<ArrowColumnChunk>) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for chunk in chunks {
            chunk.append_to_row_group(&mut group)?;
        }
        group.close().map(drop)
    }
}

/// The column at a place, of all rows of a row group.
fn filled(
    columns: &ColumnWriters,
    place: usize,
    waiting: &WaitingRows,
    last: &RecordBatch,
) -> Result<ArrowColumnChunk> {
    let mut column = columns.at(place)?;
    let schema = last.schema_ref();
    let last = last.columns().get(place).filter(|last| !last.is_empty()).cloned();
    for values in waiting.column(place).chain(last.map(Ok)) {
        let values = values.map_err(|error| ParquetError::External(Box::new(error)))?;
        for leaf in compute_leaves(schema.field(place), &values)? {
            column.write(&leaf)?;
        }
    }
    column.close()
}

/// The system's own error where there is one, so that a full disk is called so.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(source) => *source,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::{Column, ColumnType};
    use super::super::sheet::tables;
    use super::*;

    /// One column after the other, the file is what Parquet's own writer makes of all of them.
    #[test]
    fn it_is_the_file_of_parquets_own_writer() {
        let column =
            |name, kind| Column { name, kind, nullable: true, about: "what the test puts there" };
        let mut table = tables().remove(0);
        table.columns = vec![
            column("a", ColumnType::Text),
            column("b", ColumnType::Decimal),
            column("c", ColumnType::Date),
        ];
        let mut batching = Batching::new(&table);
        let mut file = ParquetFile::new(&table, &[], Store::in_memory(), Vec::new()).unwrap();
        for number in 0..100_i64 {
            let text = if number % 3 == 0 { Cell::Null } else { Cell::text("x") };
            let row = [text, Cell::Decimal(number.into()), Cell::Null];
            file.row(&row).unwrap();
            batching.row(&row);
        }
        let batch = batching.take().unwrap();
        let properties = Arc::clone(file.writer.properties());
        let properties = Some(properties.as_ref().clone());
        let mut expected = ArrowWriter::try_new(Vec::new(), batch.schema(), properties).unwrap();
        expected.write(&batch).unwrap();
        assert!(file.close().unwrap() == expected.into_inner().unwrap());
    }
}
