//! The writers of the columns of a Parquet file, each made when its column is written.
//!
//! In:  the file, which has no rows yet, and the place of a column. Out: what takes its values. Not here: the values (`parquet_rows.rs`), the file (`parquet_file.rs`).
//!
//! A writer holds a dictionary and two contexts of zstd. Parquet makes those of all columns of a row group together, a hundred contexts
//! for fifty columns; made one by one they are in the same memory again and again.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::arrow_writer::{
    ArrowColumnWriter, ArrowRowGroupWriterFactory, PageStoreFactory,
};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

/// What makes the writers of a file.
pub(super) struct ColumnWriters {
    schema: SchemaRef,
    root: TypePtr,
    properties: WriterPropertiesPtr,
    pages: Arc<dyn PageStoreFactory>,
}

impl ColumnWriters {
    /// For the columns of `file`, which are those of `schema`; what they write waits in `pages`.
    pub(super) fn new<W: Write + Send>(
        file: &SerializedFileWriter<W>,
        schema: &SchemaRef,
        pages: Arc<dyn PageStoreFactory>,
    ) -> Self {
        let (schema, properties) = (Arc::clone(schema), Arc::clone(file.properties()));
        Self { schema, root: file.schema_descr().root_schema_ptr(), properties, pages }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.root.get_fields().len()
    }

    /// The writer of the column at a place.
    ///
    /// Parquet makes writers for all columns of a file only; so each is made for a file of its own, which has this column alone and goes
    /// nowhere. Columns are flat: one field is one writer. The number of the row group matters to encrypted files only.
    pub(super) fn at(&self, place: usize) -> Result<ArrowColumnWriter> {
        let none = || ParquetError::General(format!("no column {place}"));
        let column = self.root.get_fields().get(place).ok_or_else(none)?;
        let root = Type::group_type_builder(self.root.name());
        let root = root.with_fields(vec![Arc::clone(column)]).build()?;
        let alone =
            SerializedFileWriter::new(io::sink(), Arc::new(root), Arc::clone(&self.properties))?;
        let field = self.schema.fields().get(place).ok_or_else(none)?;
        let schema = Arc::new(Schema::new(vec![Arc::clone(field)]));
        let writers = ArrowRowGroupWriterFactory::new(&alone, schema)
            .with_page_store_factory(Arc::clone(&self.pages));
        writers.create_column_writers(0)?.pop().ok_or_else(none)
    }
}
