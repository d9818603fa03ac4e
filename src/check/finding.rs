//! Results of checks: one row of the `findings` and of the `translations` table.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Families of checks (`checks.md`).
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[non_exhaustive]
pub enum Family {
    /// Parts against their total.
    Sum,
    /// Quotient of two figures against a third.
    Ratio,
    /// Level against level a year ago, against the growth said.
    Growth,
    /// Level against the level before, against the change said.
    Delta,
    /// Quarters against halves, years, year-to-date and trailing twelve months.
    Rollup,
    /// One figure said twice.
    Restatement,
    /// Guidance against itself, the guidance before and the actual.
    Guidance,
    /// A sign that contradicts another.
    Sign,
    /// A unit that the metric cannot have.
    Unit,
    /// A direction that the levels contradict.
    Direction,
    /// A translation that says something else.
    Translation,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Severity {
    /// Cannot be true.
    Error,
    /// Holds only under a stretched reading.
    Warning,
    /// Worth knowing.
    Note,
    /// Ticked.
    Pass,
    /// Nothing can be said; the message has the reason.
    NotEvaluated,
}

/// One check instance with its result.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Stable for the same input.
    pub finding_id: String,
    /// Call of the newest fact in it.
    pub call_id: String,
    /// Family of the check.
    pub family: Family,
    /// Id of the row in `grammar/checks.toml`.
    pub check: String,
    /// Result.
    pub severity: Severity,
    /// Facts on both sides.
    pub fact_ids: Vec<String>,
    /// Left side, middle of its interval.
    pub left: Option<Decimal>,
    /// Right side, middle of its interval.
    pub right: Option<Decimal>,
    /// Distance between the two intervals; zero when they meet.
    pub gap: Option<Decimal>,
    /// What disagrees, without the quotes.
    pub headline: String,
    /// What disagrees, in one sentence with both quotes, lines and speakers.
    pub message: String,
    /// The one change that would mend it; empty when none is known.
    pub suggestion: String,
}

/// One English mention against its translation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TranslationRow {
    /// Call.
    pub call_id: String,
    /// File name as given.
    pub source_file: String,
    /// Fact; empty for a number that only the translation has.
    pub fact_id: String,
    /// Line of the original.
    pub line: usize,
    /// Mention in the original; empty for a number that only the translation has.
    pub quote: String,
    /// Line of the translation.
    pub line_translated: usize,
    /// Mention in the translation; empty when it is missing there.
    pub quote_translated: String,
    /// Verdict.
    pub verdict: TranslationVerdict,
}

/// What a translation does to a mention.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum TranslationVerdict {
    /// Same value and unit.
    Agrees,
    /// Another value, unit or direction.
    Differs,
    /// The translation lacks the number.
    Missing,
    /// Only the translation has the number.
    Extra,
}

impl Family {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Ratio => "ratio",
            Self::Growth => "growth",
            Self::Delta => "delta",
            Self::Rollup => "rollup",
            Self::Restatement => "restatement",
            Self::Guidance => "guidance",
            Self::Sign => "sign",
            Self::Unit => "unit",
            Self::Direction => "direction",
            Self::Translation => "translation",
        }
    }
}

impl Severity {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Pass => "pass",
            Self::NotEvaluated => "not_evaluated",
        }
    }
}

impl TranslationVerdict {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Extra => "extra",
        }
    }
}
