//! The columns in which two tables are compared.
//!
//! In:  two tables of one name. Out: [`Compared`]: the edits between two rows. Not here: which two rows.

use super::change::{Edit, Sort};
use super::grid::Grid;
use super::tables::Shape;

/// Two tables and the columns that both have and that do not only say where a row stands.
pub(super) struct Compared<'t> {
    pub(super) shape: &'static Shape,
    pub(super) old: &'t Grid,
    pub(super) new: &'t Grid,
    columns: Vec<Column<'t>>,
}

struct Column<'t> {
    name: &'t str,
    old: usize,
    new: usize,
}

impl<'t> Compared<'t> {
    pub(super) fn new(shape: &'static Shape, old: &'t Grid, new: &'t Grid) -> Self {
        let columns = old.columns.iter().enumerate().filter_map(|(place, name)| {
            let new = new.column(name)?;
            (!shape.place.contains(&name.as_str())).then_some(Column { name, old: place, new })
        });
        Self { shape, old, new, columns: columns.collect() }
    }

    fn differing(&self, one: usize, other: usize) -> impl Iterator<Item = &Column<'t>> {
        let differs = move |column: &&Column<'_>| {
            self.old.at(one, column.old) != self.new.at(other, column.new)
        };
        self.columns.iter().filter(differs)
    }

    /// In how many columns an old row and a new row differ.
    pub(super) fn distance(&self, one: usize, other: usize) -> usize {
        self.differing(one, other).count()
    }

    /// Are the two rows about the same? Not where the tables have no columns that say so.
    pub(super) fn same_meaning(&self, one: usize, other: usize) -> bool {
        self.columns.iter().any(|column| self.shape.about.contains(&column.name))
            && !self.differing(one, other).any(|column| self.shape.about.contains(&column.name))
    }

    /// The columns in which they differ.
    pub(super) fn edits(&self, one: usize, other: usize) -> Vec<Edit> {
        let edit = |column: &Column<'_>| Edit {
            column: column.name.to_owned(),
            old: self.old.at(one, column.old).to_owned(),
            new: self.new.at(other, column.new).to_owned(),
        };
        self.differing(one, other).map(edit).collect()
    }

    /// What these edits are; of a row that has any.
    pub(super) fn sort(&self, edits: &[Edit]) -> Sort {
        let value = edits.iter().any(|edit| self.shape.value.contains(&edit.column.as_str()));
        if value { Sort::Value } else { Sort::Relabelled }
    }

    /// Columns that only one of the tables has, one sentence for each of the two.
    pub(super) fn notes(&self) -> Vec<String> {
        let only = |one: &Grid, other: &Grid, which: &str| {
            let names: Vec<&str> = one.columns.iter().map(String::as_str).collect();
            let names: Vec<&str> =
                names.into_iter().filter(|name| other.column(name).is_none()).collect();
            let (table, names) = (self.shape.name, names.join(", "));
            (!names.is_empty())
                .then(|| format!("{table}: only {which} has the columns {names}; not compared"))
        };
        let notes = [only(self.new, self.old, "NEW"), only(self.old, self.new, "OLD")];
        notes.into_iter().flatten().collect()
    }
}

/// What a row is about: the cells that say it, those without a value left out.
pub(super) fn about(shape: &Shape, grid: &Grid, row: usize) -> String {
    let cells = shape.about.iter().map(|name| grid.cell(row, name));
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
