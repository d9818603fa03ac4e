//! What leads from the rows of one table to those of another.
//!
//! In:  nothing. Out: [`Reference`]. Not here: which tables have one (`facts.rs` and its siblings).

use serde::Serialize;

/// Columns that hold the key of a row in another table.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Reference {
    /// The columns; a row in which one of them is empty leads nowhere.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
    /// Its key.
    pub key: &'static [&'static str],
}

impl Reference {
    pub(crate) const CALL: Self = Self { columns: &["call_id"], table: "calls", key: &["call_id"] };
    pub(crate) const TURN: Self =
        Self { columns: &["call_id", "turn"], table: "turns", key: &["call_id", "turn"] };
    pub(crate) const FACT: Self = Self { columns: &["fact_id"], table: "facts", key: &["fact_id"] };
}
