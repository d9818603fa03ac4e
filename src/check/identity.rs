//! One row of `grammar/checks.toml` that is a formula.
//!
//! In:  a formula that was read. Out: what the binding must look for. Not here: the file (`rows`), finding facts (`binding`).

use serde::Deserialize;

use super::finding::Family;
use super::formula::{Expression, Formula, Reference, Relation};
use super::index::{Measure, Series};
use super::interval::Interval;
use crate::fact::Basis;
use crate::transcript::Part;
use rust_decimal::Decimal;

/// One identity.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) id: String,
    /// What it is for, in one sentence; empty when the formula says it.
    pub(super) says: String,
    pub(super) family: Family,
    pub(super) text: String,
    pub(super) formula: Formula,
    /// What `it` stands for; empty when the formula names its metrics.
    pub(super) metrics: Vec<String>,
    /// Measures that `it` may have.
    pub(super) measures: Vec<Measure>,
    /// Must all levels be above zero?
    pub(super) positive: bool,
    /// The worst that a failure can be.
    pub(super) soft: bool,
    /// Must all facts stand in one passage?
    pub(super) together: bool,
    /// The identity that holds when the comparison was named wrongly.
    pub(super) mirror: Option<String>,
    /// The quarter that `t` must be; `None` for any time.
    pub(super) quarter: Option<Part>,
    pub(super) examples: Vec<Example>,
}

/// One proof of a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    /// Values of the references, left to right; several of a sum with ` + ` between them.
    pub(super) given: Vec<String>,
    /// `holds`, or `apart by` the gap.
    pub(super) verdict: String,
}

/// What a reference asks for, its traits read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Wanted<'r> {
    pub(super) series: Series,
    pub(super) measure: Measure,
    /// A basis that the formula itself names.
    pub(super) basis: Option<Basis>,
    pub(super) reference: &'r Reference,
}

impl Identity {
    /// The reference from which the period is counted: the side that stands alone, else the first.
    /// In an inequality it is the smaller side.
    pub(super) fn anchor(&self) -> Option<&Reference> {
        let sides = match self.formula.relation {
            Relation::Equal => (&self.formula.right, &self.formula.left),
            Relation::AtMost => (&self.formula.left, &self.formula.right),
        };
        match sides {
            (Expression::Reference(anchor), _) | (_, Expression::Reference(anchor)) => Some(anchor),
            _ => self.formula.references().first().copied(),
        }
    }

    /// Is this reference summed?
    pub(super) fn sums(&self, reference: &Reference) -> bool {
        self.formula.left.sums(reference) || self.formula.right.sums(reference)
    }
}

impl<'r> Wanted<'r> {
    /// Reads the traits; `level` is the measure of the level of `it` or of the named metric.
    pub(super) fn new(reference: &'r Reference, level: Measure) -> Self {
        let mut wanted = Self { series: Series::Level, measure: level, basis: None, reference };
        for word in &reference.traits {
            match word.as_str() {
                "share" => (wanted.series, wanted.measure) = (Series::Share, Measure::Percent),
                "change_yoy" => {
                    (wanted.series, wanted.measure) = (Series::ChangeYoy, Measure::Percent)
                }
                "change_qoq" => {
                    (wanted.series, wanted.measure) = (Series::ChangeQoq, Measure::Percent)
                }
                "amount" => wanted.measure = level,
                "gaap" => wanted.basis = Some(Basis::Gaap),
                "non_gaap" => wanted.basis = Some(Basis::NonGaap),
                word => wanted.measure = measure_word(word).unwrap_or(wanted.measure),
            }
        }
        wanted
    }
}

impl Identity {
    /// Does the row do what its examples say? `Err` says which does not.
    ///
    /// A value of an example stands for what was rounded to it: `54.1` is [54.05, 54.15].
    pub(super) fn prove(&self) -> Result<(), String> {
        let mut references = self.formula.references();
        let mut seen = std::collections::BTreeSet::new();
        references.retain(|reference| seen.insert(*reference));
        for example in &self.examples {
            let said = example
                .given
                .iter()
                .map(|text| interval_of(text).ok_or_else(|| format!("{text:?} is no number")))
                .collect::<Result<Vec<_>, _>>()?;
            if said.len() != references.len() {
                return Err(format!(
                    "the example {:?} gives {} values, the formula has {}",
                    example.given,
                    said.len(),
                    references.len()
                ));
            }
            let value = |reference: &Reference| {
                let place = references.iter().position(|other| *other == reference);
                place.and_then(|place| said.get(place)).copied().unwrap_or(Interval::UNBOUNDED)
            };
            let (left, right) =
                (self.formula.left.evaluate(&value), self.formula.right.evaluate(&value));
            let verdict = if self.holds(left, right) {
                "holds".to_owned()
            } else {
                format!("apart by {}", left.gap(right).round_dp(2).normalize())
            };
            if verdict != example.verdict {
                return Err(format!(
                    "the example {:?} gives {verdict:?}, expected {:?}",
                    example.given, example.verdict
                ));
            }
        }
        Ok(())
    }

    /// Can the two sides stand as the formula says?
    pub(super) fn holds(&self, left: Interval, right: Interval) -> bool {
        match self.formula.relation {
            Relation::Equal => left.meets(right),
            Relation::AtMost => left.can_be_at_most(right),
        }
    }
}

/// `54.1` with the half of its last digit; several joined by ` + ` are summed.
fn interval_of(text: &str) -> Option<Interval> {
    text.split(" + ").try_fold(Interval::point(Decimal::ZERO), |sum, part| {
        let value: Decimal = part.trim().parse().ok()?;
        let half = Decimal::new(5, value.scale().checked_add(1)?);
        Some(sum.sum(Interval::closed(value.checked_sub(half)?, value.checked_add(half)?)))
    })
}

/// Is it a word that may stand behind a metric's name?
pub(super) fn is_trait(word: &str) -> bool {
    matches!(word, "share" | "change_yoy" | "change_qoq" | "amount" | "gaap" | "non_gaap")
        || measure_word(word).is_some()
}

/// The measure that a word names.
pub(super) fn measure_word(word: &str) -> Option<Measure> {
    match word {
        "money" => Some(Measure::Money),
        "per_share" => Some(Measure::PerShare),
        "count" => Some(Measure::Count),
        "percent" => Some(Measure::Percent),
        "points" => Some(Measure::Points),
        "multiple" => Some(Measure::Multiple),
        _ => None,
    }
}
