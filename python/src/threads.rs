//! The threads of one call from Python.
//!
//! In:  how many are wanted. Out: a pool that ends with the call. Not here: what they do.
//!
//! A pool of the process would not survive `os.fork`, which `multiprocessing` and the workers of Spark begin with.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::ThreadPoolBuilder;

/// Runs `work` on so many threads, all cores by default, while other Python threads go on.
pub(crate) fn on<T: Send>(
    py: Python<'_>,
    threads: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> PyResult<T> {
    py.detach(|| {
        let pool = ThreadPoolBuilder::new().num_threads(threads.unwrap_or_default()).build();
        pool.map(|pool| pool.install(work))
    })
    .map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
