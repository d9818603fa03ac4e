//! One row that is not as it was, and how many there are.
//!
//! In:  two rows that are each other's, or one that has no other. Out: [`Change`], [`Counts`]. Not here: which rows are each other's.

/// What happened to a row.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Sort {
    /// Only the new run has it.
    Added,
    /// Only the old run has it.
    Lost,
    /// The number is another one.
    Value,
    /// The number is the same, and something is said of it that was not.
    Relabelled,
}

/// A column of a row that has another cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// Name of the column.
    pub column: String,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

/// A row that is not as it was, or all rows of a call that only one run has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Name of the table.
    pub table: &'static str,
    /// What happened.
    pub sort: Sort,
    /// How many rows it speaks of: more than one for a call that only one run has.
    pub rows: usize,
    /// File that the row comes from, as the new run names it; empty where it comes from none.
    pub file: String,
    /// 1-based line of that file; 0 where there is none.
    pub line: usize,
    /// The words in the file; empty for rows that have none.
    pub quote: String,
    /// What the row is about, in the words of its table.
    pub about: String,
    /// Severity of a finding, the new one where it changed; empty in other tables.
    pub severity: String,
    /// Columns that changed; none for a row that was added or lost.
    pub edits: Vec<Edit>,
}

/// How many rows of a table are what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Name of the table.
    pub table: &'static str,
    /// As they were, wherever they stand.
    pub same: usize,
    /// Of those, how many stand elsewhere in their file.
    pub moved: usize,
    /// Only in the new run.
    pub added: usize,
    /// Only in the old run.
    pub lost: usize,
    /// With another value.
    pub value: usize,
    /// With another label.
    pub relabelled: usize,
    /// Changes that are counted only: of checks that raised nothing before and raise nothing now.
    pub quiet: usize,
}

impl Change {
    /// All rows of a file that only one run has.
    pub(super) fn whole(table: &'static str, sort: Sort, file: &str, rows: usize) -> Self {
        Self {
            table,
            sort,
            rows,
            file: file.to_owned(),
            line: 0,
            quote: String::new(),
            about: format!("all {rows} {table} of the file"),
            severity: String::new(),
            edits: Vec::new(),
        }
    }
}

impl Counts {
    /// Counts the changes of a table.
    pub(super) fn of(table: &'static str, changes: &[Change]) -> Self {
        let mut counts = Self { table, ..Self::default() };
        for change in changes {
            let count = match change.sort {
                Sort::Added => &mut counts.added,
                Sort::Lost => &mut counts.lost,
                Sort::Value => &mut counts.value,
                Sort::Relabelled => &mut counts.relabelled,
            };
            *count += change.rows;
        }
        counts
    }
}

impl Sort {
    /// The words on the page.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Lost => "lost",
            Self::Value => "value changed",
            Self::Relabelled => "relabelled",
        }
    }
}
