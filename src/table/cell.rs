//! One value of a table.
//!
//! In:  values of facts, findings and calls. Out: [`Cell`], without a format. Not here: how a format writes it.

use std::borrow::Cow;
use std::fmt::Display;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A value, or none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// For integer columns of either width.
    Integer(i64),
    /// For decimal and double columns.
    Decimal(Decimal),
    /// A day.
    Date(NaiveDate),
}

impl<'a> Cell<'a> {
    /// Text as it is, in a column that has a value in every row.
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Text in a column that may be empty; an empty one is no value.
    pub(crate) fn said(text: &'a str) -> Self {
        if text.is_empty() { Self::Null } else { Self::text(text) }
    }

    /// Text, where there is one.
    pub(crate) fn maybe_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::said)
    }

    /// The text that a value shows itself as.
    pub(crate) fn shown(value: impl Display) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// Ids in one field, as the contract joins them.
    pub(crate) fn ids(ids: &[String]) -> Self {
        if ids.is_empty() { Self::Null } else { Self::Text(Cow::Owned(ids.join(";"))) }
    }

    /// A count, line or offset. Texts in memory are far shorter than `i64::MAX` bytes.
    pub(crate) fn count(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Null, Self::Integer)
    }

    /// A decimal, where there is one.
    pub(crate) fn maybe_decimal(value: Option<Decimal>) -> Self {
        value.map_or(Self::Null, Self::Decimal)
    }

    /// A day, where there is one.
    pub(crate) fn maybe_date(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Null, Self::Date)
    }
}
