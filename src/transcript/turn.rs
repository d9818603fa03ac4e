//! Who speaks, and in which half of the call.
//!
//! In:  nothing. Out: [`Turn`], [`SpeakerKind`], [`Section`]. Not here: finding them (`people`, `section`).

use serde::{Deserialize, Serialize};

/// What one speaker says until the next one begins.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Turn {
    /// As the turn's header names them (`Jane Doe`); `None` where the text names nobody.
    pub speaker: Option<String>,
    /// Title or firm (`CFO`, `Senior Vice President - Investor Relations`), from header, roster or introduction.
    pub role: Option<String>,
    /// Operator, executive or analyst.
    pub kind: SpeakerKind,
    /// Prepared remarks or questions and answers.
    pub section: Section,
}

/// Kinds of speakers, in the words of the Capital IQ transcript tables.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum SpeakerKind {
    /// The conference operator.
    Operator,
    /// Management of the company.
    Executive,
    /// Who asks.
    Analyst,
    /// Cannot be told.
    #[default]
    Unknown,
}

/// The two halves of a call.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Section {
    /// Before the first question.
    #[default]
    Prepared,
    /// Questions and answers.
    Qa,
}

impl SpeakerKind {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Executive => "executive",
            Self::Analyst => "analyst",
            Self::Unknown => "unknown",
        }
    }
}

impl Section {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Qa => "qa",
        }
    }
}
