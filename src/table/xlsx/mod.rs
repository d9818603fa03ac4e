//! The tables as one workbook, for people: `tickmark.xlsx`.
//!
//! In:  the results of a run. Out: the bytes of a file with the sheets KPIs, Facts, Findings and Calls. Not here: where the file goes (`place.rs`).

mod book;
mod fact_rows;
mod grid;
mod kpi_sheet;
mod label;
mod limit;
mod links;
mod note;
mod number_format;
mod plan;
mod style;

pub(super) use book::write_workbook;
pub(super) use limit::too_large;

/// The file's name.
pub(super) const NAME: &str = "tickmark.xlsx";
