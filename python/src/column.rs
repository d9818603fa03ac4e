//! The columns of a table that Python hands over.
//!
//! In:  any object with the Arrow PyCapsule interface. Out: record batches, and the text of a column row by row. Not here: what the text says.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type};
use arrow_array::{Array, RecordBatch};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

/// The record batches of a batch, a table, a frame or a reader.
pub(crate) fn batches(given: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    if given.hasattr("__arrow_c_stream__")? {
        let batches = RecordBatchStreamReader::from_pyarrow_bound(given)?;
        return batches
            .map(|batch| batch.map_err(|error| PyValueError::new_err(error.to_string())))
            .collect();
    }
    if given.hasattr("__arrow_c_array__")? {
        return Ok(vec![RecordBatch::from_pyarrow_bound(given)?]);
    }
    Err(PyTypeError::new_err(format!(
        "expected an Arrow table or record batch (anything with __arrow_c_stream__ or __arrow_c_array__), not {}",
        given.get_type().fully_qualified_name()?
    )))
}

/// The column of a name; none where none was asked for.
pub(crate) fn named<'b>(
    batch: &'b RecordBatch,
    name: Option<&str>,
) -> PyResult<Option<&'b dyn Array>> {
    let Some(name) = name else { return Ok(None) };
    let Some(column) = batch.column_by_name(name) else {
        let schema = batch.schema();
        let known: Vec<&str> = schema.fields().iter().map(|one| one.name().as_str()).collect();
        return Err(PyValueError::new_err(format!(
            "no column is called {name:?}: the columns are {}",
            known.join(", ")
        )));
    };
    Ok(Some(column.as_ref()))
}

/// The bytes of a row in a column of text or bytes; none where it is null.
pub(crate) fn bytes(column: &dyn Array, row: usize) -> Option<&[u8]> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).as_bytes(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).as_bytes(),
        DataType::Utf8View => column.as_string_view().value(row).as_bytes(),
        DataType::Binary => column.as_binary::<i32>().value(row),
        DataType::LargeBinary => column.as_binary::<i64>().value(row),
        DataType::BinaryView => column.as_binary_view().value(row),
        _ => return None,
    })
}

/// The text of a row in a column of text; none where it is null.
pub(crate) fn text(column: &dyn Array, row: usize) -> Option<&str> {
    bytes(column, row).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

/// The number or the word of a row.
pub(crate) fn word(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).to_string(),
        _ => text(column, row)?.to_owned(),
    })
}

/// What a column may be made of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Text,
    TextOrBytes,
    Bytes,
    TextOrNumber,
}

/// Is a column made of what it must be? A column that is null in every row may have any type.
pub(crate) fn must_be(kind: Kind, column: &dyn Array, name: &str) -> PyResult<()> {
    use DataType::{
        Binary, BinaryView, Int8, Int16, Int32, Int64, LargeBinary, LargeUtf8, UInt8, Utf8,
        Utf8View,
    };
    let found = column.data_type();
    let text = matches!(found, Utf8 | LargeUtf8 | Utf8View);
    let bytes = matches!(found, Binary | LargeBinary | BinaryView);
    let number = matches!(found, Int8 | Int16 | Int32 | Int64 | UInt8);
    let (right, expected) = match kind {
        Kind::Text => (text, "text"),
        Kind::TextOrBytes => (text || bytes, "text or bytes"),
        Kind::Bytes => (bytes, "bytes"),
        Kind::TextOrNumber => (text || number, "text or integers"),
    };
    if right || *found == DataType::Null || column.null_count() == column.len() {
        return Ok(());
    }
    Err(PyTypeError::new_err(format!("column {name:?} has {expected} as its values, not {found}")))
}
