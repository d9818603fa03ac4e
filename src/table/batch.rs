//! A table as Arrow.
//!
//! In:  rows of a table. Out: record batches, with the columns that its Parquet files have. Not here: a column's values (`parquet_column.rs`), files (`parquet_file.rs`).

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};

use super::cell::Cell;
use super::parquet_column::{Stored, description};
use super::sheet::{TableInfo, filled};
use crate::Run;

/// Rows of a batch, the last one excepted.
const ROWS: usize = 16_384;

/// The Arrow schema of the table of this name, as its Parquet files have it; none where no table is called so.
///
/// ```
/// let facts = tickmark::table::schema("facts").unwrap();
/// assert_eq!(facts.field(0).name(), "fact_id");
/// ```
#[must_use]
pub fn schema(table: &str) -> Option<SchemaRef> {
    let filled = filled().into_iter().find(|one| one.table.name == table)?;
    Some(Batching::new(&filled.table).schema)
}

/// The rows of a run in the table of this name; none where no table is called so.
///
/// ```
/// let call = tickmark::extract("acme.txt", b"Revenue was $12 million, up 4%.")?;
/// let run = tickmark::check(vec![call]);
/// let facts = tickmark::table::batches("facts", &run)?;
/// assert_eq!(facts.iter().map(|batch| batch.num_rows()).sum::<usize>(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a column that has a value in every row would have none: a number that 64 bits do not hold.
pub fn batches(table: &str, run: &Run) -> Result<Vec<RecordBatch>, ArrowError> {
    let filled = filled();
    let Some(filled) = filled.iter().find(|one| one.table.name == table) else {
        return Ok(Vec::new());
    };
    let mut batching = Batching::new(&filled.table);
    let mut batches = Vec::new();
    for row in (filled.sheet)(run).rows() {
        if batching.row(&row) {
            batches.push(batching.take()?);
        }
    }
    if batching.waiting > 0 {
        batches.push(batching.take()?);
    }
    Ok(batches)
}

/// Rows that become a batch.
pub(super) struct Batching {
    schema: SchemaRef,
    columns: Vec<Stored>,
    /// Rows in `columns`.
    waiting: usize,
}

impl Batching {
    /// No rows yet.
    pub(super) fn new(table: &TableInfo) -> Self {
        let columns: Vec<Stored> = table.columns.iter().map(|one| Stored::new(one.kind)).collect();
        let fields =
            columns.iter().zip(&table.columns).flat_map(|(one, column)| one.fields(column));
        let schema =
            Schema::new_with_metadata(fields.collect::<Vec<_>>(), description(table.about));
        Self { schema: Arc::new(schema), columns, waiting: 0 }
    }

    /// What its batches look like.
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Takes one row. Are there enough for a batch?
    pub(super) fn row(&mut self, row: &[Cell<'_>]) -> bool {
        for (place, column) in self.columns.iter_mut().enumerate() {
            column.push(row.get(place).unwrap_or(&Cell::Null));
        }
        self.waiting += 1;
        self.waiting == ROWS
    }

    /// The rows, which it has no longer.
    pub(super) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.waiting = 0;
        let arrays = self.columns.iter_mut().flat_map(Stored::take).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_is_called_so() {
        assert!(schema("fact").is_none());
        assert!(batches("fact", &Run::default()).unwrap().is_empty());
    }

    #[test]
    fn batches_have_the_columns_of_the_schema_and_all_rows() {
        let text = "Revenue was $12 million, up 4%. ".repeat(ROWS / 2 + 1);
        let run = crate::Run {
            extractions: vec![crate::extract("acme.txt", text.as_bytes()).unwrap()],
            ..Run::default()
        };
        let found = batches("facts", &run).unwrap();
        let rows: Vec<usize> = found.iter().map(RecordBatch::num_rows).collect();
        assert_eq!(rows, [ROWS, 2]);
        assert!(found.iter().all(|batch| batch.schema() == schema("facts").unwrap()));
    }
}
