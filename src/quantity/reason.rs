//! Numerals that are no quantities.
//!
//! In:  nothing. Out: [`Skipped`] and [`Reason`], the types handed to the next stages.
//! Not here: how they are told from quantities (`other.rs`).

use serde::Deserialize;

use crate::span::Span;

/// A numeral that is no quantity.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Skipped {
    /// Its place.
    pub span: Span,
    /// Why it is none.
    pub reason: Reason,
}

/// Why a numeral is no fact.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
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

impl Reason {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Date => "date",
            Self::Time => "time",
            Self::PeriodLabel => "period_label",
            Self::Ordinal => "ordinal",
            Self::ListCount => "list_count",
            Self::ProductName => "product_name",
            Self::FormName => "form_name",
            Self::Duration => "duration",
            Self::PhoneNumber => "phone_number",
            Self::Identifier => "identifier",
            Self::Idiom => "idiom",
            Self::Bare => "bare",
            Self::Overflow => "overflow",
            Self::Nonsense => "nonsense",
            Self::Translation => "translation",
            Self::Heading => "heading",
            Self::NotSpeech => "not_speech",
        }
    }
}
