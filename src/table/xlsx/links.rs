//! The links of a sheet.
//!
//! In:  cells, and where they lead. Out: links, as many as a sheet may have. Not here: which row it is (`fact_rows.rs`).

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// How many links a sheet may have: a workbook with more is "repaired" when it is opened.
const MOST: usize = 65_530;

/// Counts them.
#[derive(Debug, Default)]
pub(super) struct Links(usize);

impl Links {
    /// Makes the cell a link, before its value is written; beyond the limit it stays a cell.
    pub(super) fn add(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        address: Option<String>,
    ) -> Result<(), XlsxError> {
        let Some(address) = address.filter(|_| self.0 < MOST) else { return Ok(()) };
        self.0 += 1;
        sheet.write_url(row, column, Url::new(address))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_a_sheet_may_have() {
        let mut sheet = Worksheet::new();
        let mut links = Links(MOST - 1);
        for row in 0..3 {
            links.add(&mut sheet, (row, 0), Some("internal:Facts!A2".to_owned())).unwrap();
        }
        assert_eq!(links.0, MOST);
        links.add(&mut sheet, (3, 0), None).unwrap();
        assert_eq!(links.0, MOST);
    }
}
