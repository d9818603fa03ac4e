//! A table as it stands in a CSV file, nothing understood yet.
//!
//! In:  the bytes of a file. Out: [`Grid`], or [`TableError`] with the line. Not here: what a column means (`tables.rs`).

use std::collections::HashSet;

use csv::{ReaderBuilder, StringRecord};

/// A table that cannot be compared.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{name}: {}{what}", line_of(*line))]
pub struct TableError {
    /// File name.
    pub name: String,
    /// 1-based line; `None` where it is about the whole file.
    pub line: Option<u64>,
    /// What is wrong with it.
    pub what: String,
}

fn line_of(line: Option<u64>) -> String {
    line.map_or_else(String::new, |line| format!("line {line}: "))
}

/// Columns and rows as text.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    // Invariant: no name twice.
    pub(super) columns: Vec<String>,
    // Invariant: each row has a cell a column.
    rows: Vec<(u64, StringRecord)>,
}

impl Grid {
    /// Reads a file that has at least the columns `needed`.
    pub(super) fn read(name: &str, bytes: &[u8], needed: &[&str]) -> Result<Self, TableError> {
        let wrong = |line, what: String| TableError { name: name.to_owned(), line, what };
        let text = whole(bytes).map_err(|(line, what)| wrong(line, what))?;
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let unread =
            |error: csv::Error| wrong(error.position().map(csv::Position::line), error.to_string());
        let columns: Vec<String> =
            reader.headers().map_err(unread)?.iter().map(str::to_owned).collect();
        let mut seen = HashSet::new();
        if let Some(twice) = columns.iter().find(|one| !seen.insert(one.as_str())) {
            return Err(wrong(Some(1), format!("the column {twice} stands twice")));
        }
        if let Some(missing) = needed.iter().find(|one| !seen.contains(**one)) {
            let what = format!("no column {missing}: is this a table of tickmark extract?");
            return Err(wrong(Some(1), what));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(unread)?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() != columns.len() {
                let (has, expected) = (record.len(), columns.len());
                let what = format!("{has} fields, expected {expected}: it may have been cut off");
                return Err(wrong(Some(line), what));
            }
            rows.push((line, record));
        }
        Ok(Self { columns, rows })
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|one| one == name)
    }

    /// A cell by the place of its column; empty where there is none.
    pub(super) fn at(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|(_, cells)| cells.get(column)).unwrap_or_default()
    }

    /// A cell by the name of its column; empty where there is none.
    pub(super) fn cell(&self, row: usize, name: &str) -> &str {
        self.column(name).map_or("", |column| self.at(row, column))
    }

    /// The line of the file on which a row begins.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |(line, _)| *line)
    }
}

/// The text of a file that was written to its end.
fn whole(bytes: &[u8]) -> Result<&str, (Option<u64>, String)> {
    // Excel likes a byte order mark, and tables may have been written with one.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line =
            before.iter().fold(1_u64, |line, byte| line.saturating_add(u64::from(*byte == b'\n')));
        (Some(line), "not UTF-8: the tables of tickmark are".to_owned())
    })?;
    if text.trim().is_empty() {
        return Err((
            None,
            "the file is empty, expected a line with the names of the columns".to_owned(),
        ));
    }
    if memchr::memchr_iter(b'"', bytes).count() % 2 == 1 {
        return Err((
            None,
            "a quotation mark is not closed: the file may have been cut off".to_owned(),
        ));
    }
    if !text.ends_with(['\n', '\r']) {
        return Err((None, "its last line has no end: the file may have been cut off".to_owned()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&[u8], &str)] = &[
        // given                          read
        (b"id,quote\n1,5%\n",             "1 row"),
        (b"id,quote\r\n1,5%\r\n",         "1 row"),
        (b"\xef\xbb\xbfid,quote\n1,5%\n", "1 row"),
        (b"id,quote,new\n1,\"a\nb\",\n",  "1 row"),
        (b"id,quote\n",                   "0 rows"),
        (b"",                             "t.csv: the file is empty, expected a line with the names of the columns"),
        (b"\n\n",                         "t.csv: the file is empty, expected a line with the names of the columns"),
        (b"id,text\n1,5%\n",              "t.csv: line 1: no column quote: is this a table of tickmark extract?"),
        (b"id,quote,id\n1,5%,1\n",        "t.csv: line 1: the column id stands twice"),
        (b"id,quote\n1,5%\n2\n",          "t.csv: line 3: 1 fields, expected 2: it may have been cut off"),
        (b"id,quote\n1,5%\n2,6",          "t.csv: its last line has no end: the file may have been cut off"),
        (b"id,quote\n1,\"5%\n",           "t.csv: a quotation mark is not closed: the file may have been cut off"),
        (b"id,quote\n1,caf\xe9\n",        "t.csv: line 2: not UTF-8: the tables of tickmark are"),
        (b"PAR1\x00\x00PAR1\n",           "t.csv: line 1: no column id: is this a table of tickmark extract?"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let read = match Grid::read("t.csv", given, &["id", "quote"]) {
                Ok(grid) if grid.len() == 1 => "1 row".to_owned(),
                Ok(grid) => format!("{} rows", grid.len()),
                Err(error) => error.to_string(),
            };
            assert_eq!(read, *expected, "given: {}", String::from_utf8_lossy(given));
        }
    }
}
