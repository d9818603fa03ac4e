//! What a column is: the one declaration that every writer and every listing reads.
//!
//! In:  nothing. Out: [`Column`]. Not here: a column's values (`facts.rs` and its siblings).

use serde::Serialize;

/// One column of a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Column {
    /// Name in every format, in snake case.
    pub name: &'static str,
    /// Type of its values.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// May a row have no value here? CSV leaves the field empty, Parquet holds a null.
    pub nullable: bool,
    /// What it means, in one sentence without a full stop.
    pub about: &'static str,
}

/// Types of columns.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// Signed integer of 64 bits.
    Integer,
    /// Signed integer of 32 bits, for years, months and indices.
    #[serde(rename = "small_integer")]
    Small,
    /// Exact decimal. Arrow and Parquet have three columns for it (`parquet_column.rs`).
    Decimal,
    /// Calendar day.
    Date,
    /// Binary mirror of a decimal, for tools that have no decimals; not in CSV, which has the digits anyway.
    Double,
}

impl Column {
    /// A column with a value in every row.
    #[must_use]
    pub(crate) const fn always(name: &'static str, kind: ColumnType, about: &'static str) -> Self {
        Self { name, kind, nullable: false, about }
    }

    /// A column that may have no value.
    #[must_use]
    pub(crate) const fn maybe(name: &'static str, kind: ColumnType, about: &'static str) -> Self {
        Self { name, kind, nullable: true, about }
    }
}

impl ColumnType {
    /// The word in `tickmark schema`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Small => "small integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Double => "double (not in CSV)",
        }
    }

    /// Does a CSV file have columns of this type?
    #[must_use]
    pub fn in_csv(self) -> bool {
        self != Self::Double
    }
}
