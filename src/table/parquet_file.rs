//! A table as Parquet.
//!
//! In:  a table's columns, then its rows. Out: the bytes of a file. Not here: a column's values (`parquet_column.rs`), where the file goes (`place.rs`).

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::cell::Cell;
use super::parquet_column::{Stored, description};
use super::sheet::TableInfo;

/// Rows that are in memory as columns at a time.
const BATCH: usize = 16_384;
/// Rows of a group, which is packed in memory until it is full: enough for a reader that skips groups, few for the memory.
const GROUP: usize = 131_072;

/// A file that takes rows.
///
/// Its bytes depend on table, metadata and rows only, not on how many rows came together: no time stamp, no machine, and the writer's name is ours.
pub(crate) struct ParquetFile<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    columns: Vec<Stored>,
    /// Rows in `columns`.
    waiting: usize,
}

impl<W: Write + Send> ParquetFile<W> {
    /// A file without rows, with `metadata` for the whole of it.
    pub(crate) fn new(table: &TableInfo, metadata: &[(&str, String)], out: W) -> io::Result<Self> {
        let pair = |(key, value): &(&str, String)| KeyValue::new((*key).to_owned(), value.clone());
        let metadata: Vec<KeyValue> = metadata.iter().map(pair).collect();
        let properties = WriterProperties::builder()
            .set_key_value_metadata((!metadata.is_empty()).then_some(metadata))
            .set_created_by(concat!("tickmark ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_max_row_group_row_count(Some(GROUP))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let columns: Vec<Stored> = table.columns.iter().map(|one| Stored::new(one.kind)).collect();
        let fields =
            columns.iter().zip(&table.columns).flat_map(|(one, column)| one.fields(column));
        let schema =
            Schema::new_with_metadata(fields.collect::<Vec<_>>(), description(table.about));
        let schema = Arc::new(schema);
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties));
        Ok(Self { writer: writer.map_err(io_error)?, schema, columns, waiting: 0 })
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        for (place, column) in self.columns.iter_mut().enumerate() {
            column.push(row.get(place).unwrap_or(&Cell::Null));
        }
        self.waiting += 1;
        if self.waiting == BATCH { self.batch() } else { Ok(()) }
    }

    /// Writes what is left and hands back what was written to.
    pub(crate) fn close(mut self) -> io::Result<W> {
        self.batch()?;
        self.writer.into_inner().map_err(io_error)
    }

    fn batch(&mut self) -> io::Result<()> {
        self.waiting = 0;
        let arrays = self.columns.iter_mut().flat_map(Stored::take).collect();
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(io::Error::other)?;
        self.writer.write(&batch).map_err(io_error)
    }
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
