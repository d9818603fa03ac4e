//! What calls give, as Python has it.
//!
//! In:  [`Pieces`]. Out: [`Extraction`], a table an attribute. Not here: how calls are read (`pieces.rs`).

use std::sync::OnceLock;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::checked::{Checked, of_tables};
use crate::pieces::{Pieces, errors};
use crate::schema::{self, ERRORS, OF_CALLS};
use crate::table::Table;

/// The tables of the calls that were read.
///
/// `calls`, `facts`, `turns`, `numerals` and `translations` have the rows and columns that the command writes; `errors` has the
/// rows that could not be read. `findings` and `kpis` come from checks, which run when one of the two is first asked for.
///
/// >>> import tickmark
/// >>> call = tickmark.extract("Revenue grew 12% to $1.05 billion.\n", company="Acme", period="2024-Q2")
/// >>> call
/// <tickmark.Extraction: 1 call, 2 facts, 0 errors>
/// >>> len(call.numerals)
/// 2
#[pyclass(frozen, module = "tickmark")]
pub(crate) struct Extraction {
    of_calls: [Table; OF_CALLS.len()],
    errors: Table,
    checked: OnceLock<Checked>,
}

impl Extraction {
    pub(crate) fn new(read: Pieces) -> PyResult<Self> {
        let errors = errors(&read.errors).map_err(PyRuntimeError::new_err)?;
        let mut batches = read.of_calls.into_iter();
        let of_calls = OF_CALLS.map(|name| table(name, batches.next().unwrap_or_default()));
        let [calls, facts, turns, numerals, translations] = of_calls;
        Ok(Self {
            of_calls: [calls?, facts?, turns?, numerals?, translations?],
            errors: table(ERRORS, vec![errors])?,
            checked: OnceLock::new(),
        })
    }

    fn of_calls(&self, name: &str) -> PyResult<Table> {
        let found = self.of_calls.iter().find(|table| table.name == name);
        found.cloned().ok_or_else(|| PyRuntimeError::new_err(format!("no table is called {name}")))
    }

    /// The checks are run once, whoever asks first.
    fn checked(&self, py: Python<'_>) -> PyResult<&Checked> {
        if let Some(checked) = self.checked.get() {
            return Ok(checked);
        }
        let checked = of_tables(py, &[self.of_calls("calls")?.batches], None)?;
        Ok(self.checked.get_or_init(|| checked))
    }
}

fn table(name: &'static str, batches: Vec<RecordBatch>) -> PyResult<Table> {
    let schema = schema::of(name)
        .ok_or_else(|| PyRuntimeError::new_err(format!("no table is called {name}")))?;
    Ok(Table { name, schema, batches })
}

#[pymethods]
impl Extraction {
    /// One row a call; with `source_sha256` and `packed`, which `tickmark.check` takes.
    #[getter]
    pub(crate) fn calls(&self) -> PyResult<Table> {
        self.of_calls("calls")
    }

    /// One row a quantity that somebody says, bound to what it measures.
    #[getter]
    fn facts(&self) -> PyResult<Table> {
        self.of_calls("facts")
    }

    /// One row a turn of a speaker.
    #[getter]
    fn turns(&self) -> PyResult<Table> {
        self.of_calls("turns")
    }

    /// One row a numeral of the source, with its facts or the reason why it has none.
    #[getter]
    fn numerals(&self) -> PyResult<Table> {
        self.of_calls("numerals")
    }

    /// One row a mention against its translation.
    #[getter]
    fn translations(&self) -> PyResult<Table> {
        self.of_calls("translations")
    }

    /// One row a text that could not be read, and why.
    #[getter]
    fn errors(&self) -> Table {
        self.errors.clone()
    }

    /// One row a check instance, within calls and across them.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Table> {
        Ok(self.checked(py)?.findings.clone())
    }

    /// One row a key figure: metric, company, scope, basis, measure and period.
    #[getter]
    fn kpis(&self, py: Python<'_>) -> PyResult<Table> {
        Ok(self.checked(py)?.kpis.clone())
    }

    fn __repr__(&self) -> PyResult<String> {
        let counted = |table: Table, one: &str| {
            let rows: usize = table.batches.iter().map(RecordBatch::num_rows).sum();
            format!("{rows} {one}{}", if rows == 1 { "" } else { "s" })
        };
        Ok(format!(
            "<tickmark.Extraction: {}, {}, {}>",
            counted(self.calls()?, "call"),
            counted(self.facts()?, "fact"),
            counted(self.errors(), "error")
        ))
    }
}
