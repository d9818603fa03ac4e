//! Rows of a Parquet file whose row group is not full yet.
//!
//! In:  batches of rows. Out: their columns, one after the other, when the row group is written. Not here: where they wait (`spill/`), pages (`parquet_pages.rs`).

use std::io::{self, Cursor};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};

use crate::spill::{Place, Shared, compressed, unpacked};

/// Rows that wait, column by column.
pub(super) struct WaitingRows {
    store: Shared,
    columns: Vec<Column>,
    rows: usize,
}

struct Column {
    /// The column alone.
    schema: Schema,
    /// Its values, batch by batch.
    places: Vec<Place>,
}

impl WaitingRows {
    /// No rows of this schema.
    pub(super) fn new(store: Shared, schema: &SchemaRef) -> Self {
        let column = |field: &Arc<Field>| Column {
            schema: Schema::new(vec![Arc::clone(field)]),
            places: Vec::new(),
        };
        Self { store, columns: schema.fields().iter().map(column).collect(), rows: 0 }
    }

    /// How many there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Takes the next ones.
    pub(super) fn push(&mut self, batch: &RecordBatch) -> io::Result<()> {
        for (column, values) in self.columns.iter_mut().zip(batch.columns()) {
            let packed = packed(&column.schema, values).map_err(io::Error::other)?;
            column.places.push(self.store.push(&compressed(&packed))?);
        }
        self.rows += batch.num_rows();
        Ok(())
    }

    /// The values of the column at a place.
    pub(super) fn column(&self, place: usize) -> impl Iterator<Item = io::Result<ArrayRef>> {
        let pieces = self.columns.get(place).into_iter().flat_map(|column| &column.places);
        pieces.map(|piece| values(&unpacked(&self.store.piece(*piece)?)?))
    }

    /// Lets go of all of them, and of what else is in their store.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.columns.iter_mut().for_each(|column| column.places.clear());
        self.rows = 0;
        self.store.clear()
    }
}

fn packed(schema: &Schema, values: &ArrayRef) -> Result<Vec<u8>, ArrowError> {
    let batch = RecordBatch::try_new(Arc::new(schema.clone()), vec![Arc::clone(values)])?;
    let mut stream = StreamWriter::try_new(Vec::new(), schema)?;
    stream.write(&batch)?;
    stream.into_inner()
}

fn values(packed: &[u8]) -> io::Result<ArrayRef> {
    let mut stream = StreamReader::try_new(Cursor::new(packed), None).map_err(io::Error::other)?;
    let batch = stream.next().ok_or(io::ErrorKind::UnexpectedEof)?.map_err(io::Error::other)?;
    let values = batch.columns().first().ok_or(io::ErrorKind::InvalidData)?;
    Ok(Arc::clone(values))
}

#[cfg(test)]
mod tests {
    use arrow_array::{Decimal128Array, StringArray};

    use super::*;
    use crate::spill::Store;

    #[test]
    fn columns_come_back_batch_by_batch() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None, Some("")]));
        let exact = Decimal128Array::from(vec![Some(5), None, Some(-7)]);
        let exact: ArrayRef = Arc::new(exact.with_precision_and_scale(28, 6).unwrap());
        let columns = [("text", texts, true), ("exact", exact, true)];
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        let mut rows = WaitingRows::new(Shared::new(Store::in_memory()), batch.schema_ref());
        for _ in 0..2 {
            rows.push(&batch).unwrap();
            rows.push(&batch.slice(1, 1)).unwrap();
            assert_eq!(rows.rows(), 4);
            for (place, column) in batch.columns().iter().enumerate() {
                let found: Vec<ArrayRef> = rows.column(place).map(Result::unwrap).collect();
                assert_eq!(found, [Arc::clone(column), column.slice(1, 1)], "column: {place}");
            }
            rows.clear().unwrap();
            assert_eq!((rows.rows(), rows.column(0).count()), (0, 0));
        }
    }
}
