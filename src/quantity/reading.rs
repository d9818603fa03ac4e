//! What a scan gives.
//!
//! In:  nothing. Out: [`Scan`] and [`Quantity`], the types handed to the next stage.
//! Not here: how they are read (`scan.rs`), what is no quantity (`reason.rs`).

use rust_decimal::Decimal;

use crate::span::Span;

use super::{Bound, Kind, Skipped};

/// All that one text says in numbers.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// In the order of the text; spans do not overlap.
    pub quantities: Vec<Quantity>,
    /// Numerals that are no quantity, in the order of the text.
    pub skipped: Vec<Skipped>,
}

/// A typed number, or a range of two.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Quantity {
    /// From the first sign or digit to the last unit word; hedges are outside.
    pub span: Span,
    /// From the first hedge word to the last one; equal to `span` where nothing hedges.
    pub hedged: Span,
    /// What kind of number it is. [`Kind::Bare`] when only the context can tell.
    pub kind: Kind,
    /// ISO 4217 code for money, the counted noun for counts (`customers`, singular and plural as said), else empty.
    pub unit: String,
    /// Lower end in base units; negative when a sign is said with the number (`minus 3%`, `$(0.15)`).
    pub low: Decimal,
    /// Upper end; equal to `low` when it is no range.
    pub high: Decimal,
    /// Last digit said, in base units; of a range the coarser of its two ends.
    pub resolution: Decimal,
    /// How the hedge bounds the value.
    pub bound: Bound,
    /// Is a scale word said (`million`), which makes a bare number likely money?
    pub scaled: bool,
    /// Is a currency said? Always true for [`Kind::Money`] and [`Kind::PerShare`].
    pub currency_said: bool,
    /// Of a count its noun; of a bare number what it is an amount of, which makes it money: `savings` in `20 million savings`,
    /// `support` in `20 million of state support`. Else empty.
    pub noun: String,
}
