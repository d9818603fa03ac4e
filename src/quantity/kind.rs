//! Kinds of quantities and of bounds, with their words in the tables.

use serde::{Deserialize, Serialize};

/// What a number is a number of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// An amount of money.
    Money,
    /// Money per share.
    PerShare,
    /// A percentage.
    Percent,
    /// A difference of percentages, in points.
    PercentagePoints,
    /// A difference of percentages, in hundredths of a point.
    BasisPoints,
    /// A count of something.
    Count,
    /// A multiple: `4x`.
    Multiple,
    /// A number without unit: the context tells, in a later stage.
    Bare,
}

/// How a hedge bounds the value (`facts.md`).
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Nothing hedges it.
    #[default]
    Exact,
    /// `about`, `roughly`, `or so`.
    Approx,
    /// `over`, `more than`, `30% plus`.
    AtLeast,
    /// `up to`, `under`.
    AtMost,
    /// `nearly`, `almost`.
    Nearly,
    /// `just over`.
    JustOver,
    /// `mid-single digits`: a range by convention.
    Vague,
}

impl Kind {
    /// The kind with this word in the tables, but for [`Kind::Bare`].
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        let all = [
            Self::Money,
            Self::PerShare,
            Self::Percent,
            Self::PercentagePoints,
            Self::BasisPoints,
            Self::Count,
            Self::Multiple,
        ];
        all.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::PerShare => "per_share",
            Self::Percent => "percent",
            Self::PercentagePoints => "percentage_points",
            Self::BasisPoints => "basis_points",
            Self::Count => "count",
            Self::Multiple => "multiple",
            Self::Bare => "bare",
        }
    }
}

impl Bound {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approx => "approx",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Nearly => "nearly",
            Self::JustOver => "just_over",
            Self::Vague => "vague",
        }
    }
}
