//! What no workbook holds.
//!
//! In:  the results of a run, texts, lengths. Out: whether they fit, and texts that do. Not here: the number of links (`links.rs`).

use std::borrow::Cow;

use rust_xlsxwriter::XlsxError;

use super::plan::Plan;
use crate::Run;

/// Rows of a sheet.
const ROWS: usize = 1_048_576;
/// Columns of a sheet.
const COLUMNS: usize = 16_384;
/// UTF-16 units of a text in a cell. The writer keeps some of them in a note for the author's name.
const TEXT: usize = 32_767;
const NOTE: usize = 32_700;

/// What a workbook cannot hold of a run, as one sentence; `None` when it holds all.
pub(in crate::table) fn too_large(run: &Run) -> Option<String> {
    let facts = run.extractions.iter().map(|one| one.facts.len()).sum();
    let plan = Plan::new(&run.kpis);
    let rows = [
        ("facts", facts, 1),
        ("findings", run.findings.len(), 1),
        ("calls", run.extractions.len(), 1),
        ("lines of key figures", plan.entries.len(), super::kpi_sheet::ABOVE),
    ];
    let columns = ("periods", plan.periods.len(), super::kpi_sheet::BESIDE);
    rows.into_iter()
        .find_map(|size| beyond(size, ROWS, "rows"))
        .or_else(|| beyond(columns, COLUMNS, "columns"))
}

/// `given` is what it is, how many, and how many more rows or columns its sheet has.
fn beyond(given: (&str, usize, usize), most: usize, what: &str) -> Option<String> {
    let (name, number, more) = given;
    (number + more > most).then(|| {
        format!("{number} {name} are more than the {most} {what} of a sheet hold: give fewer calls at a time, or another --format")
    })
}

/// A text as a cell holds it.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    cut(text, TEXT)
}

/// A text as a note holds it.
pub(super) fn fitting_note(text: &str) -> Cow<'_, str> {
    cut(text, NOTE)
}

fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < most
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// The number of a row.
pub(super) fn row(place: usize) -> Result<u32, XlsxError> {
    u32::try_from(place).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The number of a column.
pub(super) fn column(place: usize) -> Result<u16, XlsxError> {
    u16::try_from(place).map_err(|_| XlsxError::RowColumnLimitError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_too_many() {
        assert_eq!(beyond(("facts", 1_048_575, 1), ROWS, "rows"), None);
        assert_eq!(
            beyond(("facts", 1_048_576, 1), ROWS, "rows").as_deref(),
            Some(
                "1048576 facts are more than the 1048576 rows of a sheet hold: give fewer calls at a time, or another --format"
            )
        );
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, usize, &str)] = &[
        // given    most  held
        ("abc",     3,    "abc"),
        ("abcd",    3,    "ab…"),
        ("äöü",     3,    "äöü"),
        // Two units each: the second would be cut in half.
        ("𝟙𝟚",      3,    "𝟙…"),
        ("𝟙𝟚",      4,    "𝟙𝟚"),
    ];

    #[test]
    fn table() {
        for (given, most, expected) in TABLE {
            assert_eq!(cut(given, *most), *expected, "given: {given}");
            assert!(cut(given, *most).encode_utf16().count() <= *most);
        }
    }
}
