//! Stage 2: text to quantities. nom appears only here.
//!
//! In:  the text of one passage. Out: [`Scan`]: quantities with their spans, and each numeral that is none with its reason.
//! Not here: which metric, period or speaker a quantity belongs to (`fact/`).

mod kind;

pub use kind::{Bound, Kind};

use rust_decimal::Decimal;

use crate::span::Span;

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
    /// Last digit said, in base units.
    pub resolution: Decimal,
    /// How the hedge bounds the value.
    pub bound: Bound,
    /// Is a scale word said (`million`), which makes a bare number likely money?
    pub scaled: bool,
}

/// A numeral that is no quantity.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Skipped {
    /// Its place.
    pub span: Span,
    /// Why it is none.
    pub reason: Reason,
}

/// Why a numeral is no fact.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Reason {
    /// A year: `in 2023`, `'24`.
    Year,
    /// A day: `June 30`.
    Date,
    /// A time of the day.
    Time,
    /// A quarter, half or fiscal label: `Q4`, `FY24`, `H1`.
    PeriodLabel,
    /// `1st`, `third`.
    Ordinal,
    /// `two things`, `3 priorities`.
    ListCount,
    /// `GPT 4.0`, `A2P`, `10DLC`.
    ProductName,
    /// `10-K`, `Form 8`.
    FormName,
    /// `last 12 months`, `24/7`, `two years`.
    Duration,
    /// A telephone number.
    PhoneNumber,
    /// `Speaker 3`, slide or page numbers, identifiers, addresses.
    Identifier,
    /// `7-figure deal`, `100% agree`.
    Idiom,
    /// A number without unit that no context gives a meaning.
    Bare,
    /// Larger or more precise than the decimals can hold.
    Overflow,
    /// A range whose ends make no sense.
    Nonsense,
    /// In the translation of a paragraph, whose original is read.
    Translation,
    /// In a title, roster, speaker line or other furniture.
    Heading,
    /// In a summary or notice that is no part of the call.
    NotSpeech,
}

/// Reads all quantities and numerals of `text`.
#[must_use]
pub fn scan(_text: &str) -> Scan {
    Scan::default()
}
