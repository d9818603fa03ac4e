//! The columns of each table: those of the library's declaration, and what only the tables of this package have.
//!
//! In:  the name of a table. Out: its Arrow schema. Not here: the declaration (`src/table/` of the library).
//!
//! | table | column | |
//! | --- | --- | --- |
//! | `calls` | `source_sha256` | which text was read, so that a later run can leave it out |
//! | `calls` | `packed` | the call with its facts, as `check` takes them |
//! | `errors` | all | the rows that could not be read |

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

use crate::table::Table;

/// The tables of the library that a call alone gives, `calls` first.
pub(crate) const OF_CALLS: [&str; 5] = ["calls", "facts", "turns", "numerals", "translations"];
/// The tables of the library that checks give.
pub(crate) const OF_CHECKS: [&str; 2] = ["findings", "kpis"];
/// The table of rows that could not be read.
pub(crate) const ERRORS: &str = "errors";

/// The Arrow schema of a table; none where no table is called so.
pub(crate) fn of(table: &str) -> Option<SchemaRef> {
    if table == ERRORS {
        return Some(Arc::new(errors()));
    }
    let declared = tickmark::table::schema(table)?;
    if table != "calls" {
        return Some(declared);
    }
    let mut fields = declared.fields().to_vec();
    fields.push(Arc::new(field(
        "source_sha256",
        DataType::Utf8,
        false,
        "SHA-256 of the source, in hex",
    )));
    fields.push(Arc::new(field(
        "packed",
        DataType::Binary,
        false,
        "the call with its facts, as tickmark.check takes them; read by the version that wrote it only",
    )));
    Some(Arc::new(Schema::new_with_metadata(fields, declared.metadata().clone())))
}

fn errors() -> Schema {
    let about = "one row that could not be read, and why".to_owned();
    let fields = vec![
        field("row", DataType::Int64, false, "number of the row that was given, from 0"),
        field("name", DataType::Utf8, true, "its name"),
        field("source_sha256", DataType::Utf8, true, "SHA-256 of the source, in hex"),
        field("message", DataType::Utf8, false, "why it could not be read"),
    ];
    Schema::new_with_metadata(fields, [("description".to_owned(), about)])
}

fn field(name: &str, kind: DataType, nullable: bool, about: &str) -> Field {
    let about = ("description".to_owned(), about.to_owned());
    Field::new(name, kind, nullable).with_metadata([about])
}

/// The columns of a table as an Arrow schema, without rows.
///
/// >>> import tickmark
/// >>> tickmark.schema("facts").column_names[:4]
/// ['fact_id', 'call_id', 'source_file', 'line']
#[pyfunction]
pub(crate) fn schema(table: &str) -> PyResult<Table> {
    let known = OF_CALLS.into_iter().chain(OF_CHECKS).chain([ERRORS]);
    let name = known.into_iter().find(|known| *known == table);
    let found = name.and_then(|name| Some(Table { name, schema: of(name)?, batches: Vec::new() }));
    found.ok_or_else(|| {
        PyKeyError::new_err(format!(
            "no table is called {table:?}: expected {}",
            tables().join(", ")
        ))
    })
}

/// The names of all tables.
#[pyfunction]
pub(crate) fn tables() -> Vec<&'static str> {
    OF_CALLS.into_iter().chain(OF_CHECKS).chain([ERRORS]).collect()
}
