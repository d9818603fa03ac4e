//! Stage 5: facts and findings to tables.
//!
//! In:  the results of a run. Out: CSV and Parquet files. Not here: any rule about what a number means.

mod calls;
mod cell;
mod column;
mod csv_file;
mod double;
mod facts;
mod files;
mod findings;
mod formula;
mod kpis;
mod numerals;
mod parquet_file;
mod place;
mod renewal;
mod sheet;
mod translations;
mod turns;
mod wide;
pub(crate) mod word;

pub use cell::Cell;
pub use column::{Column, ColumnType};
pub use files::Format;
pub use place::{Written, write};
pub use renewal::renew;
pub use sheet::{Sheet, TableInfo, sheets, tables};
