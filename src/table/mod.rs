//! Stage 5: facts and findings to tables.
//!
//! In:  the results of a run. Out: CSV, Parquet and JSON Lines files, a workbook, and what describes them. Not here: any rule about what a number means.

mod aside;
mod batch;
mod calls;
mod cell;
mod column;
mod column_writers;
mod csv_file;
mod dataset;
mod ddl;
mod double;
mod earlier;
mod exchange;
mod facts;
mod files;
mod filling;
mod findings;
mod formula;
mod jsonl_file;
mod kpis;
mod numerals;
mod package;
mod parquet_column;
mod parquet_file;
mod parquet_pages;
mod parquet_rows;
mod partition;
mod place;
mod reference;
mod renewal;
mod sheet;
mod translations;
mod turns;
mod wide;
pub(crate) mod word;
mod xlsx;

pub(crate) use aside::Aside;
pub use batch::{batches, schema};
pub use cell::Cell;
pub use column::{Column, ColumnType};
pub use ddl::{Dialect, ddl};
pub use earlier::Elsewhere;
pub use files::Format;
pub(crate) use filling::Filling;
pub use partition::Partition;
pub(crate) use place::stale;
pub use place::{Written, write, write_partitioned};
pub use reference::Reference;
pub use renewal::renew;
pub(crate) use sheet::Source;
pub use sheet::{Sheet, TableInfo, sheets, tables};
