//! The Python module `tickmark._tickmark`: the library's results as Arrow.
//!
//! In:  bytes, Arrow tables. Out: [`Extraction`], [`Checked`], their [`Table`]s. Not here: any rule (the library), paths (`tickmark/__init__.py`).

mod batch;
mod checked;
mod column;
mod extraction;
mod given;
mod ids;
mod pieces;
mod schema;
mod table;
mod threads;

#[pyo3::pymodule]
mod _tickmark {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::batch::{extract, extract_batch};
    #[pymodule_export]
    use super::checked::{Checked, check};
    #[pymodule_export]
    use super::extraction::Extraction;
    #[pymodule_export]
    use super::ids::CallIds;
    #[pymodule_export]
    use super::schema::{schema, tables};
    #[pymodule_export]
    use super::table::Table;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
