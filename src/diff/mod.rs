//! Two runs against each other: what one says that the other does not.
//!
//! In:  the CSV tables of two runs, as bytes. Out: [`Difference`]. Not here: files (`cli/`), lines of text (`report/`), putting tables in place (`table/`).
//!
//! Rows that are spoken (facts, numerals) are matched by their place in the source, then by what they mean, so that
//! an edit that only shifts them is no change. Other rows are matched by what they are about.

mod change;
mod compared;
mod difference;
mod grid;
mod keyed;
mod source_file;
mod spoken;
mod tables;
mod twins;

pub use change::{Change, Counts, Edit, Sort};
pub use difference::{Difference, compare};
pub use grid::TableError;
pub use tables::{Tables, table_names};
