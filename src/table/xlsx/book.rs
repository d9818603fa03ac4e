//! The workbook: its sheets in order, and what it says of itself.
//!
//! In:  the results of a run. Out: the bytes of a file. Not here: what is in a sheet (`kpi_sheet.rs`, `grid.rs`).

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::fact_rows::FactRows;
use super::grid::{CALLS, FACTS, FINDINGS, write_grid};
use super::kpi_sheet::write_kpis;
use super::plan::Plan;
use crate::Run;
use crate::table::sheet::sheets;

/// Writes the workbook of a run that is not [too large](super::too_large) for one.
pub(in crate::table) fn write_workbook(run: &Run, out: impl Write + Send) -> io::Result<()> {
    book(run).and_then(|mut book| book.save_to_writer(out)).map_err(io_error)
}

fn book(run: &Run) -> Result<Workbook, XlsxError> {
    let facts = FactRows::new(run);
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    write_kpis(book.add_worksheet(), &Plan::new(&run.kpis), run, &facts)?;
    let sheets = sheets(run);
    for look in [FACTS, FINDINGS, CALLS] {
        if let Some(sheet) = sheets.iter().find(|sheet| sheet.table.name == look.table) {
            write_grid(book.add_worksheet(), sheet, look, &facts)?;
        }
    }
    Ok(book)
}

/// The same in every run: equal input gives equal bytes, so that no clock may have a say.
fn properties() -> Result<DocProperties, XlsxError> {
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title("Key figures of earnings calls")
        .set_comment(concat!("Written by tickmark ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&always))
}

/// The system's own error where there is one, so that a full disk is called so.
fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(source) => source,
        XlsxError::ZipError(source) => source.into(),
        other => io::Error::other(other),
    }
}
