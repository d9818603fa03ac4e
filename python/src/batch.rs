//! Reading calls from Python.
//!
//! In:  bytes, or an Arrow table with a column of texts. Out: an [`Extraction`]. Not here: paths (`tickmark/__init__.py`), how calls are read (`pieces.rs`).

use arrow_array::{Array, RecordBatch};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::column::{self, Kind};
use crate::extraction::Extraction;
use crate::given::GivenWords;
use crate::ids::CallIds;
use crate::pieces::{Input, pieces};
use crate::threads;

/// Reads one call.
#[pyfunction]
#[pyo3(signature = (source, name, company = None, period = None, fiscal_year_end = None))]
pub(crate) fn extract(
    py: Python<'_>,
    source: &[u8],
    name: &str,
    company: Option<&str>,
    period: Option<&str>,
    fiscal_year_end: Option<String>,
) -> PyResult<Extraction> {
    let given = GivenWords { company, period, fiscal_year_end };
    let input = Input { row: 0, name: Some(name), bytes: Some(source), given };
    let read = threads::on(py, Some(1), || pieces(&[input], None))?;
    let read = read.map_err(PyRuntimeError::new_err)?;
    match read.errors.first() {
        Some(unread) => Err(PyValueError::new_err(unread.message.clone())),
        None => Extraction::new(read),
    }
}

/// Reads a call a row; the arguments are names of columns.
#[pyfunction]
#[pyo3(signature = (batch, text, name = None, company = None, period = None, fiscal_year_end = None, ids = None, distinct = true, threads = None))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of the Python function")]
pub(crate) fn extract_batch(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    text: &str,
    name: Option<&str>,
    company: Option<&str>,
    period: Option<&str>,
    fiscal_year_end: Option<&str>,
    ids: Option<&Bound<'_, CallIds>>,
    distinct: bool,
    threads: Option<usize>,
) -> PyResult<Extraction> {
    let batches = column::batches(batch)?;
    let mut inputs = Vec::new();
    for batch in &batches {
        let column = |wanted: Option<&str>, kind| column_of(batch, wanted, kind);
        let Some(texts) = column(Some(text), Kind::TextOrBytes)? else { continue };
        let names = column(name, Kind::Text)?;
        let companies = column(company, Kind::Text)?;
        let periods = column(period, Kind::Text)?;
        let months = column(fiscal_year_end, Kind::TextOrNumber)?;
        for row in 0..batch.num_rows() {
            let given = GivenWords {
                company: companies.and_then(|one| column::text(one, row)),
                period: periods.and_then(|one| column::text(one, row)),
                fiscal_year_end: months.and_then(|one| column::word(one, row)),
            };
            let (name, bytes) =
                (names.and_then(|one| column::text(one, row)), column::bytes(texts, row));
            inputs.push(Input { row: inputs.len(), name, bytes, given });
        }
    }
    let ids = ids.map(Bound::get);
    let read = threads::on(py, threads, || match (ids, distinct) {
        (_, false) => pieces(&inputs, None),
        (Some(ids), true) => ids.with(|ids| pieces(&inputs, Some(ids))),
        (None, true) => pieces(&inputs, Some(&mut tickmark::CallIds::default())),
    })?;
    Extraction::new(read.map_err(PyRuntimeError::new_err)?)
}

fn column_of<'b>(
    batch: &'b RecordBatch,
    wanted: Option<&str>,
    kind: Kind,
) -> PyResult<Option<&'b dyn Array>> {
    let found = column::named(batch, wanted)?;
    if let (Some(name), Some(found)) = (wanted, found) {
        column::must_be(kind, found, name)?;
    }
    Ok(found)
}
