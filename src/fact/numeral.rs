//! The account of numerals: each one of the source, with its facts or with the reason why it is in none.

use crate::quantity::Reason;
use crate::span::Span;

/// One numeral of the source: one row of the `numerals` table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Numeral {
    /// 1-based line of the source.
    pub line: usize,
    /// In the decoded text.
    pub span: Span,
    /// In the bytes of the file.
    pub source_span: Span,
    /// As it stands in the source.
    pub quote: String,
    /// Facts that it is part of.
    pub fact_ids: Vec<String>,
    /// Why it is in none; `None` exactly when `fact_ids` is not empty.
    pub reason: Option<Reason>,
}
