//! A table as Parquet.
//!
//! In:  a table's columns, then its rows. Out: the bytes of a file. Not here: rows as columns (`batch.rs`), where the file goes (`place.rs`).

use std::io::{self, Write};
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::batch::Batching;
use super::cell::Cell;
use super::parquet_pages::Pages;
use super::sheet::TableInfo;
use crate::spill::Store;

/// A file that takes rows.
///
/// Its bytes depend on table, metadata and rows only, not on how many rows came together: no time stamp, no machine, and the writer's name is ours.
pub(crate) struct ParquetFile<W: Write + Send> {
    writer: ArrowWriter<W>,
    rows: Batching,
}

impl<W: Write + Send> ParquetFile<W> {
    /// A file without rows, with `metadata` for the whole of it; `pages` is empty, and takes what waits.
    pub(crate) fn new(
        table: &TableInfo,
        metadata: &[(&str, String)],
        pages: Store,
        out: W,
    ) -> io::Result<Self> {
        let pair = |(key, value): &(&str, String)| KeyValue::new((*key).to_owned(), value.clone());
        let metadata: Vec<KeyValue> = metadata.iter().map(pair).collect();
        let properties = WriterProperties::builder()
            .set_key_value_metadata((!metadata.is_empty()).then_some(metadata))
            .set_created_by(concat!("tickmark ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let rows = Batching::new(table);
        let options = ArrowWriterOptions::new()
            .with_properties(properties)
            .with_page_store_factory(Arc::new(Pages::new(pages)));
        let schema = Arc::clone(rows.schema());
        let writer = ArrowWriter::try_new_with_options(out, schema, options);
        Ok(Self { writer: writer.map_err(io_error)?, rows })
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        if self.rows.row(row) { self.batch() } else { Ok(()) }
    }

    /// Writes what is left and hands back what was written to.
    pub(crate) fn close(mut self) -> io::Result<W> {
        self.batch()?;
        self.writer.into_inner().map_err(io_error)
    }

    fn batch(&mut self) -> io::Result<()> {
        let batch = self.rows.take().map_err(io::Error::other)?;
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
