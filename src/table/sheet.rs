//! A table filled with the rows of a run.
//!
//! In:  the results of a run and the declarations beside this file. Out: [`Sheet`], a grid of [`Cell`]s.
//! Not here: files (`place.rs`), formats (`csv_file.rs`, `parquet_file.rs`).

use serde::Serialize;

use crate::check::{Finding, TranslationRow};
use crate::{Extraction, Run};

use super::cell::Cell;
use super::column::Column;
use super::facts::FactRow;
use super::kpis::KpiRow;
use super::numerals::NumeralRow;
use super::reference::Reference;
use super::turns::TurnRow;

/// A table without rows: what `tickmark schema` prints.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct TableInfo {
    /// Name of the table and of its files.
    pub name: &'static str,
    /// What one row is, in one sentence.
    pub about: &'static str,
    /// Its columns, in the order of the files.
    pub columns: Vec<Column>,
    /// The columns that no two rows have the same values in; none where no few columns do that.
    pub key: &'static [&'static str],
    /// What leads to other tables.
    pub references: &'static [Reference],
}

/// A table with the rows of a run.
pub struct Sheet<'a> {
    /// What its columns are.
    pub table: TableInfo,
    /// Number of rows.
    pub len: usize,
    // The cells of a row are made when a writer comes to it: all cells of a large run at once would be
    // several times the run itself.
    cells: Box<dyn Fn(usize) -> Vec<Cell<'a>> + Send + Sync + 'a>,
}

impl<'a> Sheet<'a> {
    /// The rows in the order of the inputs and of their texts; each has one cell a column.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cell<'a>>> {
        (0..self.len).map(|place| self.row(place))
    }

    /// One row; without cells where there is none.
    pub(super) fn row(&self, place: usize) -> Vec<Cell<'a>> {
        (self.cells)(place)
    }
}

/// What one row of a declared table is made from.
pub(crate) trait Declared<'a>: Copy + Send + Sync + 'a {
    /// Name of the table.
    const NAME: &'static str;
    /// What one row is.
    const ABOUT: &'static str;
    /// See [`TableInfo::key`].
    const KEY: &'static [&'static str] = &[];
    /// See [`TableInfo::references`].
    const REFERENCES: &'static [Reference] = &[];

    /// The columns. A column and its value stand in one place, so they cannot get out of step.
    fn fields() -> Vec<Field<'a, Self>>;

    /// What the rows are known from.
    const FROM: Source = Source::Calls;

    /// The rows of a run, or of a part of it.
    fn rows(run: &'a Run) -> Vec<Self>;
}

/// What the rows of a table are known from, and so when they are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    /// A call alone, as soon as it is read.
    Calls,
    /// All calls of a company.
    Company,
    /// The findings of all companies.
    Findings,
}

/// A table that is filled part by part.
pub(super) struct Filled {
    pub(super) from: Source,
    pub(super) table: TableInfo,
    pub(super) sheet: for<'a> fn(&'a Run) -> Sheet<'a>,
}

/// A column with the way to its value.
pub(crate) struct Field<'a, R>(pub(crate) Column, pub(crate) fn(R) -> Cell<'a>);

/// All tables, in the order in which they are listed.
#[must_use]
pub fn tables() -> Vec<TableInfo> {
    filled().into_iter().map(|one| one.table).collect()
}

/// All tables with the rows of `run`, in the order of [`tables`].
#[must_use]
pub fn sheets(run: &Run) -> Vec<Sheet<'_>> {
    filled().into_iter().map(|one| (one.sheet)(run)).collect()
}

/// All tables, in the order of [`tables`].
pub(super) fn filled() -> Vec<Filled> {
    // A function could not name a row without the run that it is of.
    macro_rules! of {
        ($row:ty) => {
            Filled { from: <$row>::FROM, table: info::<$row>(), sheet: |run| sheet::<$row>(run) }
        };
    }
    vec![
        of!(KpiRow<'_>),
        of!(FactRow<'_>),
        of!(&Extraction),
        of!(TurnRow<'_>),
        of!(NumeralRow<'_>),
        of!(&Finding),
        of!(&TranslationRow),
    ]
}

fn info<'a, R: Declared<'a>>() -> TableInfo {
    let columns = R::fields().iter().map(|field| field.0).collect();
    let (key, references) = (R::KEY, R::REFERENCES);
    TableInfo { name: R::NAME, about: R::ABOUT, columns, key, references }
}

fn sheet<'a, R: Declared<'a>>(run: &'a Run) -> Sheet<'a> {
    let (fields, rows) = (R::fields(), R::rows(run));
    let len = rows.len();
    let cells = move |place| {
        let row = rows.get(place).copied();
        row.map_or_else(Vec::new, |row| fields.iter().map(|field| (field.1)(row)).collect())
    };
    Sheet { table: info::<R>(), len, cells: Box::new(cells) }
}
