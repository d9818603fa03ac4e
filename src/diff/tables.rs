//! The tables of a run that are compared, and which of their columns say what.
//!
//! In:  a table's name and bytes. Out: [`Tables`]. Not here: matching their rows (`spoken.rs`, `keyed.rs`).

use std::collections::HashMap;

use super::grid::{Grid, TableError};

/// What a table is to a comparison.
#[derive(Debug)]
pub(super) struct Shape {
    /// Name of the table.
    pub(super) name: &'static str,
    /// Columns that it cannot be compared without.
    needed: &'static [&'static str],
    /// Columns that only say where a row stands; they shift with the text above.
    pub(super) place: &'static [&'static str],
    /// Columns whose change is one of the value. That of any other is one of a label.
    pub(super) value: &'static [&'static str],
    /// Columns that say what a row is about.
    pub(super) about: &'static [&'static str],
}

/// Where a mention stands, in each table of mentions.
const MENTION: [&str; 6] = ["call_id", "source_file", "line", "byte_start", "byte_end", "quote"];

pub(super) const FACTS: Shape = Shape {
    name: "facts",
    needed: &["fact_id"],
    place: &["fact_id", "call_id", "source_file", "line", "byte_start", "byte_end", "turn"],
    value: &["quote", "kind", "unit", "value_low", "value_high", "resolution", "bound"],
    about: &["metric", "scope", "basis", "aspect", "compare", "period", "status", "kind", "unit"],
};
pub(super) const NUMERALS: Shape = Shape {
    name: "numerals",
    needed: &[],
    place: &["call_id", "source_file", "line", "byte_start", "byte_end", "fact_ids"],
    value: &["quote"],
    about: &["reason"],
};
pub(super) const CALLS: Shape = Shape {
    name: "calls",
    needed: &["call_id", "source_file"],
    place: &["source_file", "turns", "facts", "numerals"],
    value: &[],
    about: &["call_id"],
};
/// What a key figure is about is its key.
pub(super) const KPIS: Shape = Shape {
    name: "kpis",
    needed: &["company_key", "metric", "period"],
    place: &["fact_id", "fact_ids", "guidance_fact_id", "guidance_call_id", "source_file", "line"],
    value: &[
        "value_low",
        "value_high",
        "bound",
        "mentions_low",
        "mentions_high",
        "guidance_low",
        "guidance_high",
    ],
    about: &[
        "company_key",
        "metric",
        "scope",
        "basis",
        "adjusted_for",
        "measure",
        "period",
        "kind",
        "unit",
    ],
};
/// The message has lines and the sides follow from the facts: the severity is what a finding says of its own.
pub(super) const FINDINGS: Shape = Shape {
    name: "findings",
    needed: &["call_id", "check", "severity", "fact_ids"],
    place: &[
        "finding_id",
        "call_id",
        "fact_ids",
        "message",
        "left",
        "right",
        "gap",
        "suggestion",
        "family",
    ],
    value: &[],
    about: &["check"],
};

const ALL: [&Shape; 5] = [&FACTS, &CALLS, &NUMERALS, &KPIS, &FINDINGS];

/// The tables that are compared; the first one has to be there.
#[must_use]
pub fn table_names() -> Vec<&'static str> {
    ALL.iter().map(|shape| shape.name).collect()
}

/// The tables of one run.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    grids: HashMap<&'static str, Grid>,
    places: HashMap<&'static str, Vec<Place>>,
}

/// Where a mention stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Tables {
    /// Adds a table, `name` being its file's name for messages.
    ///
    /// # Errors
    /// [`TableError`] when it is no table of that name, or not whole. A name that is not of [`table_names`] is none, too.
    pub fn with(mut self, table: &str, name: &str, bytes: &[u8]) -> Result<Self, TableError> {
        let Some(shape) = ALL.into_iter().find(|shape| shape.name == table) else {
            let what = "no table that is compared".to_owned();
            return Err(TableError { name: name.to_owned(), line: None, what });
        };
        let spoken = [FACTS.name, NUMERALS.name].contains(&shape.name);
        let needed = if spoken { MENTION.as_slice() } else { &[] };
        let grid = Grid::read(name, bytes, &[needed, shape.needed].concat())?;
        if spoken {
            let places: Result<Vec<Place>, TableError> =
                (0..grid.len()).map(|row| place(&grid, row, name)).collect();
            self.places.insert(shape.name, places?);
        }
        if shape.name == FACTS.name {
            each_once(&grid, "fact_id", name)?;
        }
        self.grids.insert(shape.name, grid);
        Ok(self)
    }

    pub(super) fn grid(&self, shape: &Shape) -> Option<&Grid> {
        self.grids.get(shape.name)
    }

    pub(super) fn places(&self, shape: &Shape) -> &[Place] {
        self.places.get(shape.name).map_or(&[], Vec::as_slice)
    }
}

fn place(grid: &Grid, row: usize, name: &str) -> Result<Place, TableError> {
    let number = |column: &str| {
        let text = grid.cell(row, column);
        text.parse::<usize>().map_err(|_| TableError {
            name: name.to_owned(),
            line: Some(grid.line(row)),
            what: format!("{column} is {text:?}, expected a whole number"),
        })
    };
    Ok(Place { line: number("line")?, start: number("byte_start")?, end: number("byte_end")? })
}

/// Findings lead to facts by their ids, so an id may not be two facts'.
fn each_once(grid: &Grid, column: &str, name: &str) -> Result<(), TableError> {
    let mut seen: HashMap<&str, u64> = HashMap::new();
    for row in 0..grid.len() {
        let (id, line) = (grid.cell(row, column), grid.line(row));
        if let Some(first) = seen.insert(id, line) {
            let what = format!("{column} {id} stands on line {first} already");
            return Err(TableError { name: name.to_owned(), line: Some(line), what });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "fact_id,call_id,source_file,line,byte_start,byte_end,quote\n";

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // table       given                                             said
        ("facts",      "a,c,c.txt,1,2,5,5%\nb,c,c.txt,1,9,12,6%\n",      ""),
        ("facts",      "",                                               ""),
        ("facts",      "a,c,c.txt,1,2,5,5%\na,c,c.txt,1,9,12,6%\n",      "t.csv: line 3: fact_id a stands on line 2 already"),
        ("facts",      "a,c,c.txt,one,2,5,5%\n",                         "t.csv: line 2: line is \"one\", expected a whole number"),
        ("facts",      "a,c,c.txt,1,-2,5,5%\n",                          "t.csv: line 2: byte_start is \"-2\", expected a whole number"),
        ("facts",      "a,c,c.txt,1,2,99999999999999999999,5%\n",        "t.csv: line 2: byte_end is \"99999999999999999999\", expected a whole number"),
        ("findings",   "a,c,c.txt,1,2,5,5%\n",                           "t.csv: line 1: no column check: is this a table of tickmark extract?"),
        ("figures",    "",                                               "t.csv: no table that is compared"),
    ];

    #[test]
    fn table() {
        for (table, given, expected) in TABLE {
            let read =
                Tables::default().with(table, "t.csv", format!("{HEADER}{given}").as_bytes());
            let said = read.err().map_or_else(String::new, |error| error.to_string());
            assert_eq!(said, *expected, "given: {given}");
        }
    }
}
