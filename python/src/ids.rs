//! The ids of calls that are read in several batches.
//!
//! In:  calls, batch by batch. Out: an id of its own for each. Not here: how an id is made (the library).

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;

/// The ids of the calls so far: hand it to each `extract_batch` of a job, and no two calls of the job have one id.
///
/// >>> import pyarrow, tickmark
/// >>> ids = tickmark.CallIds()
/// >>> batch = pyarrow.table({"name": ["acme_q1_2024.txt"], "text": ["Revenue was $12 million.\n"]})
/// >>> for _ in range(2):
/// ...     pyarrow.table(tickmark.extract_batch(batch, ids=ids).calls)["call_id"].to_pylist()
/// ['acme_q1_2024']
/// ['acme_q1_2024-2']
#[pyclass(frozen, module = "tickmark")]
#[derive(Default)]
pub(crate) struct CallIds(Mutex<tickmark::CallIds>);

#[pymethods]
impl CallIds {
    /// None yet.
    #[new]
    fn new() -> Self {
        Self::default()
    }
}

impl CallIds {
    /// Does `work` with them, alone.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut tickmark::CallIds) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
