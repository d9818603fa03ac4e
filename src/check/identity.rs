//! The identities of `grammar/checks.toml`.
//!
//! In:  TOML rows. Out: [`Identity`]s with their formulas read, and the lists of metrics that conditions name.
//! Not here: finding facts for them (`binding`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::finding::Family;
use super::formula::{Expression, Formula, FormulaError, Reference, Relation};
use super::index::{Measure, Series};
use crate::fact::Basis;

/// The rows that are built in.
pub(super) static CHECKS: LazyLock<Checks> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the built-in rows are proved by every_row_proves_itself"
    )]
    Checks::read(include_str!("../../grammar/checks.toml")).expect("built-in grammar/checks.toml")
});

/// All rows of the file.
#[derive(Debug)]
pub(super) struct Checks {
    pub(super) identities: Vec<Identity>,
    pub(super) lists: Lists,
}

/// Lists of metrics that share a property.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// Level is a percentage.
    pub(super) percent: Vec<String>,
    /// Level is money per share.
    pub(super) per_share: Vec<String>,
    /// Level is a count.
    pub(super) count: Vec<String>,
    /// GAAP, reported and unspecified are one basis.
    pub(super) plain: Vec<String>,
    /// Percentages that cannot be above 100.
    pub(super) below_hundred: Vec<String>,
    /// Figures of a stretch of time, which add up over quarters.
    pub(super) flow: Vec<String>,
    /// Lower is better, so that a report above guidance is a miss.
    pub(super) lower_is_better: Vec<String>,
}

/// One identity.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) id: String,
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

/// A row that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChecksError {
    #[error("grammar/checks.toml: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("grammar/checks.toml: identity {id}: formula, {source}")]
    Formula { id: String, source: FormulaError },
    #[error("grammar/checks.toml: identity {id}: {what}")]
    Row { id: String, what: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Lists,
    identity: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    family: String,
    formula: String,
    /// Name of a list, or metrics.
    #[serde(default)]
    metrics: Vec<String>,
    #[serde(default)]
    measures: Vec<String>,
    #[serde(default)]
    positive: bool,
    #[serde(default)]
    soft: bool,
    #[serde(default)]
    together: bool,
    mirror: Option<String>,
    examples: Vec<Example>,
}

impl Checks {
    /// Reads the rows.
    ///
    /// # Errors
    /// [`ChecksError`], with the row and the place in it.
    pub(super) fn read(text: &str) -> Result<Self, ChecksError> {
        let file: File = toml::from_str(text)?;
        let lists = file.lists;
        let identities = file
            .identity
            .into_iter()
            .map(|row| row.build(&lists))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { identities, lists })
    }

    /// The identity with this id.
    pub(super) fn named(&self, id: &str) -> Option<&Identity> {
        self.identities.iter().find(|identity| identity.id == id)
    }
}

impl Lists {
    /// The measure that the level of a metric has when the formula names none.
    pub(super) fn level_measure(&self, metric: &str) -> Measure {
        let has = |list: &[String]| list.iter().any(|name| name == metric);
        if has(&self.percent) {
            Measure::Percent
        } else if has(&self.per_share) {
            Measure::PerShare
        } else if has(&self.count) {
            Measure::Count
        } else {
            Measure::Money
        }
    }

    /// The metrics of a list that is named, else the name itself as a metric.
    fn expand(&self, name: &str) -> Vec<String> {
        let list = match name {
            "percent" => &self.percent,
            "per_share" => &self.per_share,
            "count" => &self.count,
            "plain" => &self.plain,
            "flow" => &self.flow,
            _ => return vec![name.to_owned()],
        };
        list.clone()
    }
}

impl Row {
    fn build(self, lists: &Lists) -> Result<Identity, ChecksError> {
        let wrong = |what: String| ChecksError::Row { id: self.id.clone(), what };
        let formula = Formula::read(&self.formula)
            .map_err(|source| ChecksError::Formula { id: self.id.clone(), source })?;
        let family = [Family::Sum, Family::Ratio, Family::Growth, Family::Delta, Family::Rollup]
            .into_iter()
            .find(|family| family.as_str() == self.family)
            .ok_or_else(|| wrong(format!("unknown family {:?}", self.family)))?;
        let measures = self
            .measures
            .iter()
            .map(|word| {
                measure_word(word).ok_or_else(|| wrong(format!("unknown measure {word:?}")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        for reference in formula.references() {
            if let Some(word) = reference.traits.iter().find(|word| !is_trait(word)) {
                return Err(wrong(format!("unknown trait {word:?} of {reference}")));
            }
            if (reference.metric == "it") == self.metrics.is_empty() {
                return Err(wrong("\"it\" and a list of metrics go together".to_owned()));
            }
        }
        Ok(Identity {
            metrics: self.metrics.iter().flat_map(|name| lists.expand(name)).collect(),
            id: self.id,
            family,
            text: self.formula,
            formula,
            measures,
            positive: self.positive,
            soft: self.soft,
            together: self.together,
            mirror: self.mirror,
            examples: self.examples,
        })
    }
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

/// A check as a text: formula, what it is for, and its examples.
#[must_use]
pub fn explain(id: &str) -> Option<String> {
    let identity = CHECKS.named(id)?;
    let mut text = format!("{} ({}): {}\n", identity.id, identity.family.as_str(), identity.text);
    if !identity.metrics.is_empty() {
        text.push_str(&format!("it: {}\n", identity.metrics.join(", ")));
    }
    for example in &identity.examples {
        text.push_str(&format!("{}: {}\n", example.given.join(" | "), example.verdict));
    }
    Some(text)
}

fn is_trait(word: &str) -> bool {
    matches!(word, "share" | "change_yoy" | "change_qoq" | "amount" | "gaap" | "non_gaap")
        || measure_word(word).is_some()
}

fn measure_word(word: &str) -> Option<Measure> {
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

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "small numbers of the rows")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check::interval::Interval;
    use crate::check::verdict::holds;

    /// `54.1` with the half of its last digit; several joined by ` + ` are summed.
    fn said(text: &str) -> Interval {
        text.split(" + ").fold(Interval::point(0.into()), |sum, part| {
            let value: rust_decimal::Decimal = part.parse().unwrap();
            let half = rust_decimal::Decimal::new(5, value.scale() + 1);
            sum.sum(Interval::closed(value - half, value + half))
        })
    }

    #[test]
    fn every_row_proves_itself() {
        let mut ids = BTreeSet::new();
        for identity in &CHECKS.identities {
            assert!(ids.insert(&identity.id), "{} twice", identity.id);
            assert!(identity.mirror.iter().all(|id| CHECKS.named(id).is_some()), "{}", identity.id);
            let verdicts: BTreeSet<bool> =
                identity.examples.iter().map(|example| example.verdict == "holds").collect();
            assert_eq!(verdicts.len(), 2, "{} lacks a passing or a failing example", identity.id);
            let mut references = identity.formula.references();
            let mut seen = BTreeSet::new();
            references.retain(|reference| seen.insert(*reference));
            for example in &identity.examples {
                assert_eq!(references.len(), example.given.len(), "{}: {example:?}", identity.id);
                let value = |reference: &Reference| {
                    let place = references.iter().position(|other| *other == reference).unwrap();
                    said(&example.given[place])
                };
                let left = identity.formula.left.evaluate(&value);
                let right = identity.formula.right.evaluate(&value);
                let verdict = if holds(identity, left, right) {
                    "holds".to_owned()
                } else {
                    format!("apart by {}", left.gap(right).round_dp(2).normalize())
                };
                assert_eq!(verdict, example.verdict, "{}: {:?}", identity.id, example.given);
            }
        }
        for list in [&CHECKS.lists.percent, &CHECKS.lists.plain, &CHECKS.lists.flow] {
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "a metric twice");
        }
    }

    #[rustfmt::skip]
    const WRONG: &[(&str, &str)] = &[
        ("a = b +",     "identity x: formula, line 1, column 7: expected an operator or the end, found \"+\""),
        ("a.b = c",     "identity x: unknown trait \"b\" of a.b"),
        ("it = c",      "identity x: \"it\" and a list of metrics go together"),
    ];

    #[test]
    fn wrong_rows() {
        for (formula, expected) in WRONG {
            let lists = "percent = []\nper_share = []\ncount = []\nplain = []\nbelow_hundred = []\nflow = []\nlower_is_better = []";
            let row = format!(
                "[[identity]]\nid = \"x\"\nfamily = \"sum\"\nformula = \"{formula}\"\nexamples = []"
            );
            let error = Checks::read(&format!("[lists]\n{lists}\n{row}")).unwrap_err().to_string();
            assert!(error.ends_with(expected), "given: {formula}, got: {error}");
        }
    }
}
