//! One key figure.
//!
//! In:  nothing. Out: [`Kpi`], a row of the `kpis` table. Not here: how mentions become one (`gather.rs`).

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::key::Key;
use crate::fact::Fact;
use crate::{Extraction, Run};

/// Where a fact stands in a run.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// Place of its call in [`Run::extractions`].
    pub call: usize,
    /// Place in [`Extraction::facts`].
    pub fact: usize,
}

impl Place {
    /// The fact, with its call.
    #[must_use]
    pub fn of(self, run: &Run) -> Option<(&Extraction, &Fact)> {
        let one = run.extractions.get(self.call)?;
        Some((one, one.facts.get(self.fact)?))
    }
}

/// What is known of one figure: its actual value, the guidance for it, or both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kpi {
    /// What it is the value of; the scope in one spelling.
    pub key: Key,
    /// The company as its newest call names it.
    pub company: Option<SmolStr>,
    /// The scope as it is said first.
    pub scope: SmolStr,
    /// ISO 4217 code, what is counted as it is said first, or empty.
    pub unit: SmolStr,
    /// Month in which the company's fiscal year ends, where a call says so.
    pub fiscal_year_end: Option<u32>,
    /// The value that was reported, or that follows from what was reported.
    pub actual: Option<Origin>,
    /// The newest guidance of management.
    pub guidance: Option<Stated>,
    /// The actual value against that guidance, where both are known.
    pub outcome: Option<Outcome>,
}

/// Where the value of a key figure comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// Somebody said it.
    Stated(Stated),
    /// Nobody said it: it follows from facts that somebody said.
    Derived {
        /// Lower end of what is possible, in base units.
        low: Decimal,
        /// Upper end of what is possible.
        high: Decimal,
        /// Id of the identity that gives it.
        check: String,
        /// The facts that it comes from.
        fact_ids: Vec<String>,
    },
}

/// A value that was said, once or more often.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stated {
    /// Lower end of the best mention, in base units; basis points are percentage points.
    pub low: Decimal,
    /// Upper end of the best mention.
    pub high: Decimal,
    /// The best mention: management before analysts, exact before hedged, then the one with the most digits.
    pub best: Place,
    /// All mentions.
    pub mentions: Mentions,
}

/// All mentions of a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mentions {
    /// In the order of the text; at least one.
    pub places: Vec<Place>,
    /// The lowest of their lower ends.
    pub lowest: Decimal,
    /// The highest of their upper ends.
    pub highest: Decimal,
    /// Can all be true?
    pub agreement: Agreement,
}

/// Do the mentions of one figure agree, each as it was rounded?
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Agreement {
    /// There is one mention.
    Once,
    /// One value can have been said as each of them.
    Agree,
    /// No value can.
    Disagree,
}

impl Agreement {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Agree => "agree",
            Self::Disagree => "disagree",
        }
    }
}

/// An actual value against the guidance for it, both as they were rounded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Above all that was guided to.
    Above,
    /// It can be in the range.
    Within,
    /// Below all that was guided to.
    Below,
}

impl Outcome {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Within => "within",
            Self::Below => "below",
        }
    }
}
