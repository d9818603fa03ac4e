//! Stage 6: facts and findings to pages for people.
//!
//! In:  the results of a run. Out: the texts that the command prints. Not here: any rule about what a number means.

mod explanation;

mod summary;
mod value;

pub use explanation::explanation;
pub use summary::summary;
