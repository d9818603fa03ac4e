//! The rows of `grammar/checks.toml`, and of a user's own file of that form.
//!
//! In:  TOML. Out: [`Checks`]: identities with their formulas read and proved, the other rules, and the lists of metrics.
//! Not here: finding facts for them (`binding`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::binding::can_be_anchor;
use super::finding::Family;
use super::formula::{Formula, FormulaError};
use super::identity::{Example, Identity, is_trait, measure_word};
use super::index::Measure;
use crate::fact::Metrics;
use crate::quantity::Kind;
use crate::transcript::Part;

/// The rows that are built in.
pub(super) static CHECKS: LazyLock<Checks> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the built-in rows are proved by built_in_rows")]
    Checks::built("grammar/checks.toml", include_str!("../../grammar/checks.toml"))
        .expect("built-in grammar/checks.toml")
});

/// The checks of a run: the rows that are built in, and those that a user adds.
#[derive(Clone, Debug)]
pub struct Checks {
    pub(super) identities: Vec<Identity>,
    pub(super) rules: Vec<Rule>,
    pub(super) lists: Lists,
}

/// A check that is no formula: what it compares is code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) family: String,
    /// When it speaks, in one sentence.
    pub(super) says: String,
    pub(super) examples: Vec<RuleExample>,
}

/// What a rule makes of figures, in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleExample {
    pub(super) given: Vec<String>,
    pub(super) verdict: String,
}

/// Lists of metrics that share a property.
#[derive(Clone, Debug, Deserialize)]
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

/// A file of checks that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChecksError {
    /// No TOML, or a field that no row has.
    #[error("{file}:{line}:{column}: {message}")]
    Toml {
        /// File name.
        file: String,
        /// 1-based line of the file.
        line: usize,
        /// 1-based column of the line, in characters.
        column: usize,
        /// What the reader says.
        message: String,
    },
    /// A formula that no production of `grammar/formula.ebnf` fits.
    #[error("{file}:{line}:{column}: formula of {id}: {message}")]
    Formula {
        /// File name.
        file: String,
        /// 1-based line of the file.
        line: usize,
        /// 1-based column of the line, in characters.
        column: usize,
        /// The row.
        id: String,
        /// What was expected, and what was found.
        message: String,
    },
    /// A row that says something that cannot be.
    #[error("{file}:{line}: {id}: {message}")]
    Row {
        /// File name.
        file: String,
        /// 1-based line of the row's formula.
        line: usize,
        /// The row.
        id: String,
        /// What is wrong with it.
        message: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Lists,
    identity: Vec<Row>,
    rule: Vec<Rule>,
}

/// A user's own rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overlay {
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    identity: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    says: String,
    family: String,
    formula: Spanned<String>,
    /// Names of lists, or metrics.
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
    quarter: Option<u32>,
    examples: Vec<Example>,
}

/// A file that is being read.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Checks {
    /// The checks that every run makes.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &CHECKS
    }

    /// Adds the rows of a user's file, in the form of `grammar/checks.toml`; a row with a known id takes its place.
    ///
    /// `file` is the name for messages, `text` its contents. Its `[lists]` are names for its own rows.
    ///
    /// # Errors
    /// [`ChecksError`], with the place in the file.
    pub fn with(&self, file: &str, text: &str) -> Result<Self, ChecksError> {
        let source = Source { file, text };
        let overlay: Overlay = source.parse()?;
        let mut all = self.clone();
        let mut own = BTreeSet::new();
        for row in overlay.identity {
            let line = source.place(row.formula.span().start).0;
            let identity = source.build(row, &self.lists, &overlay.lists)?;
            if !own.insert(identity.id.clone()) {
                let message = "there are two checks of this id".to_owned();
                return Err(ChecksError::Row {
                    file: file.to_owned(),
                    line,
                    id: identity.id,
                    message,
                });
            }
            match all.identities.iter_mut().find(|other| other.id == identity.id) {
                Some(other) => *other = identity,
                None => all.identities.push(identity),
            }
        }
        source.settle(&all)?;
        Ok(all)
    }

    fn built(file: &str, text: &str) -> Result<Self, ChecksError> {
        let source = Source { file, text };
        let file: File = source.parse()?;
        let none = BTreeMap::new();
        let identities = file
            .identity
            .into_iter()
            .map(|row| source.build(row, &file.lists, &none))
            .collect::<Result<Vec<_>, _>>()?;
        let all = Self { identities, rules: file.rule, lists: file.lists };
        source.settle(&all)?;
        Ok(all)
    }

    /// The identity with this id.
    pub(super) fn named(&self, id: &str) -> Option<&Identity> {
        self.identities.iter().find(|identity| identity.id == id)
    }

    /// The formula of a check; `None` where it is none.
    pub(crate) fn formula(&self, id: &str) -> Option<&str> {
        self.named(id).map(|identity| identity.text.as_str())
    }

    /// What a check is for, in one sentence; empty where its formula says it, `None` when there is no such check.
    pub(crate) fn says(&self, id: &str) -> Option<&str> {
        let rule = || self.rules.iter().find(|rule| rule.id == id).map(|rule| rule.says.as_str());
        self.named(id).map(|identity| identity.says.as_str()).or_else(rule)
    }

    /// Ids of all checks, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let identities = self.identities.iter().map(|identity| identity.id.as_str());
        identities.chain(self.rules.iter().map(|rule| rule.id.as_str()))
    }

    /// A check as a text: what it is for, its formula, and its examples. `None` when there is no such check.
    #[must_use]
    pub fn explain(&self, id: &str) -> Option<String> {
        let (mut text, examples) = if let Some(identity) = self.named(id) {
            let mut text = format!("{} ({})\n", identity.id, identity.family.as_str());
            let fields = [
                ("", identity.says.clone()),
                ("formula: ", identity.text.clone()),
                ("it: ", identity.metrics.join(", ")),
            ];
            for (name, field) in fields.iter().filter(|(_, field)| !field.is_empty()) {
                text.push_str(&format!("{name}{field}\n"));
            }
            let examples: Vec<(String, String)> = identity
                .examples
                .iter()
                .map(|example| (example.given.join(" | "), example.verdict.clone()))
                .collect();
            (text, examples)
        } else {
            let rule = self.rules.iter().find(|rule| rule.id == id)?;
            let examples = rule
                .examples
                .iter()
                .map(|example| (example.given.join(" | "), example.verdict.clone()))
                .collect();
            (format!("{} ({})\n{}\n", rule.id, rule.family, rule.says), examples)
        };
        for (given, verdict) in examples {
            text.push_str(&format!("example: {given}: {verdict}\n"));
        }
        Some(text)
    }
}

/// What a metric that no list names is measured in, by its row in `grammar/metrics.toml`: money where it can be.
fn own_measure(metric: &str) -> Measure {
    let Some(metric) = Metrics::built_in().get(metric) else { return Measure::Money };
    [
        (Kind::Money, Measure::Money),
        (Kind::Percent, Measure::Percent),
        (Kind::PerShare, Measure::PerShare),
        (Kind::Count, Measure::Count),
        (Kind::Multiple, Measure::Multiple),
    ]
    .into_iter()
    .find_map(|(kind, measure)| metric.has_level(kind).then_some(measure))
    .unwrap_or(Measure::Money)
}

/// Is the metric in the list?
pub(super) fn names(list: &[String], metric: &str) -> bool {
    list.iter().any(|name| name == metric)
}

impl Lists {
    /// The measure that the level of a metric has when the formula names none.
    pub(super) fn level_measure(&self, metric: &str) -> Measure {
        let has = |list| names(list, metric);
        if has(&self.percent) {
            Measure::Percent
        } else if has(&self.per_share) {
            Measure::PerShare
        } else if has(&self.count) {
            Measure::Count
        } else {
            own_measure(metric)
        }
    }

    /// The metrics of a list that is named, else the name itself as a metric.
    fn expand(&self, name: &str, own: &BTreeMap<String, Vec<String>>) -> Vec<String> {
        if let Some(list) = own.get(name) {
            return list.clone();
        }
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

impl Source<'_> {
    fn parse<T: for<'de> Deserialize<'de>>(&self) -> Result<T, ChecksError> {
        toml::from_str(self.text).map_err(|error| {
            let (line, column) = self.place(error.span().map_or(0, |span| span.start));
            // Some messages have a second line.
            let message = error.message().replace('\n', ", ");
            ChecksError::Toml { file: self.file.to_owned(), line, column, message }
        })
    }

    fn build(
        &self,
        row: Row,
        lists: &Lists,
        own: &BTreeMap<String, Vec<String>>,
    ) -> Result<Identity, ChecksError> {
        let place = row.formula.span();
        let wrong = |message: String| ChecksError::Row {
            file: self.file.to_owned(),
            line: self.place(place.start).0,
            id: row.id.clone(),
            message,
        };
        let text = row.formula.get_ref().clone();
        let formula = Formula::read(&text)
            .map_err(|error| self.formula_error(&row.id, place.clone(), &text, &error))?;
        let family = [Family::Sum, Family::Ratio, Family::Growth, Family::Delta, Family::Rollup]
            .into_iter()
            .find(|family| family.as_str() == row.family)
            .ok_or_else(|| wrong(format!("there is no family {:?}", row.family)))?;
        let measures = row
            .measures
            .iter()
            .map(|word| {
                measure_word(word).ok_or_else(|| wrong(format!("there is no measure {word:?}")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        for reference in formula.references() {
            if let Some(word) = reference.traits.iter().find(|word| !is_trait(word)) {
                return Err(wrong(format!("there is no trait {word:?}, as in {reference}")));
            }
            if reference.metric != "it" && !is_metric(&reference.metric) {
                return Err(wrong(format!(
                    "there is no metric {:?}; tickmark metrics lists them all",
                    reference.metric
                )));
            }
            if (reference.metric == "it") == row.metrics.is_empty() {
                return Err(wrong(
                    "\"it\" in the formula and a list of metrics go together".to_owned(),
                ));
            }
        }
        let quarter = match row.quarter.map(Part::quarter) {
            Some(None) => return Err(wrong("quarter: expected 1, 2, 3 or 4".to_owned())),
            Some(quarter) => quarter,
            None => None,
        };
        let mut metrics: Vec<String> = Vec::new();
        for metric in row.metrics.iter().flat_map(|name| lists.expand(name, own)) {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        if let Some(metric) = metrics.iter().find(|metric| !is_metric(metric)) {
            return Err(wrong(format!("metrics: there is no metric and no list {metric:?}")));
        }
        if row.id.is_empty() || !row.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(wrong("id: expected letters, digits and _".to_owned()));
        }
        let identity = Identity {
            metrics,
            id: row.id.clone(),
            says: row.says.clone(),
            family,
            text,
            formula,
            measures,
            positive: row.positive,
            soft: row.soft,
            together: row.together,
            mirror: row.mirror.clone(),
            quarter,
            examples: row.examples.clone(),
        };
        if identity.anchor().is_none_or(|anchor| !can_be_anchor(anchor.time)) {
            return Err(wrong(
                "the figure that stands alone must be of t, FY, H1, H2, YTD or TTM".to_owned(),
            ));
        }
        let verdicts: BTreeSet<bool> =
            identity.examples.iter().map(|example| example.verdict == "holds").collect();
        if verdicts.len() != 2 {
            return Err(wrong(
                "examples: one that holds and one that is apart are needed".to_owned(),
            ));
        }
        identity.prove().map_err(wrong)?;
        Ok(identity)
    }

    /// What can only be seen when all rows are read.
    fn settle(&self, all: &Checks) -> Result<(), ChecksError> {
        let wrong = |id: &str, message: String| {
            let found = self.text.find(&format!("{id:?}")).unwrap_or_default();
            let line = self.place(found).0;
            Err(ChecksError::Row { file: self.file.to_owned(), line, id: id.to_owned(), message })
        };
        let mut seen = BTreeSet::new();
        if let Some(id) = all.ids().find(|id| !seen.insert(*id)) {
            return wrong(id, "there are two checks of this id".to_owned());
        }
        for identity in &all.identities {
            if let Some(mirror) = identity.mirror.as_ref().filter(|id| all.named(id).is_none()) {
                return wrong(&identity.id, format!("mirror: there is no identity {mirror:?}"));
            }
        }
        Ok(())
    }

    /// A formula stands in quotation marks on one line: then the place in it is a place in the file.
    fn formula_error(
        &self,
        id: &str,
        place: Range<usize>,
        formula: &str,
        error: &FormulaError,
    ) -> ChecksError {
        let raw = self.text.get(place.clone()).unwrap_or_default();
        let plain = raw.len() == formula.len() + 2 && raw.contains(formula);
        let at = if plain { place.start + 1 + error.at } else { place.start };
        let (line, column) = self.place(at);
        let message = error.to_string();
        ChecksError::Formula {
            file: self.file.to_owned(),
            line,
            column,
            id: id.to_owned(),
            message,
        }
    }

    /// Line and column of a byte.
    fn place(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (line, column)
    }
}

fn is_metric(id: &str) -> bool {
    Metrics::built_in().get(id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_rows() {
        let text = include_str!("../../grammar/checks.toml");
        if let Err(error) = Checks::built("grammar/checks.toml", text) {
            panic!("{error}");
        }
        for list in [&CHECKS.lists.percent, &CHECKS.lists.plain, &CHECKS.lists.flow] {
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "a metric twice");
        }
        for id in CHECKS.ids() {
            assert!(CHECKS.explain(id).is_some_and(|text| text.starts_with(id)), "{id}");
        }
    }

    /// A row with one field changed.
    fn row(field: &str) -> String {
        let fields = [
            "id = \"take_rate\"",
            "family = \"ratio\"",
            "formula = \"100 * revenue / bookings = operating_margin.percent\"",
            "examples = [{ given = [\"20\", \"100\", \"20\"], verdict = \"holds\" }, { given = [\"20\", \"100\", \"30\"], verdict = \"apart by 8.9\" }]",
        ];
        let name = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
        let known = fields.iter().any(|own| name(own) == name(field));
        let mut lines: Vec<&str> =
            fields.iter().map(|own| if name(own) == name(field) { field } else { own }).collect();
        if !known {
            lines.push(field);
        }
        format!("# mine\n[[identity]]\n{}\n", lines.join("\n"))
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given: a field of a row                              expected
        ("soft = true",                                         "take_rate"),
        ("id = \"gross_margin\"",                               "gross_margin"),
        ("formula = \"100 * revenue / = take_rate\"",           "mine.toml:5:26: formula of take_rate: expected an operator, = or <=, found \"/\""),
        ("formula = \"revenue.b = eps\"",                               "mine.toml:5: take_rate: there is no trait \"b\", as in revenue.b"),
        ("formula = \"it = revenue\"",                          "mine.toml:5: take_rate: \"it\" in the formula and a list of metrics go together"),
        ("formula = \"take_rate = revenue\"",                      "mine.toml:5: take_rate: there is no metric \"take_rate\"; tickmark metrics lists them all"),
        ("formula = \"revenue(t-4) = bookings + eps\"",           "mine.toml:5: take_rate: the figure that stands alone must be of t, FY, H1, H2, YTD or TTM"),
        ("id = \"a b\"",                                         "mine.toml:5: a b: id: expected letters, digits and _"),
        ("family = \"guess\"",                                  "mine.toml:5: take_rate: there is no family \"guess\""),
        ("mirror = \"nothing\"",                                "mine.toml:3: take_rate: mirror: there is no identity \"nothing\""),
        ("id = \"restatement\"",                                "mine.toml:3: restatement: there are two checks of this id"),
        ("quarter = 5",                                         "mine.toml:5: take_rate: quarter: expected 1, 2, 3 or 4"),
        ("examples = []",                                       "mine.toml:5: take_rate: examples: one that holds and one that is apart are needed"),
        ("formula = \"100 * revenue / bookings = 2 * operating_margin.percent\"",
            "mine.toml:5: take_rate: the example [\"20\", \"100\", \"20\"] gives \"apart by 18.4\", expected \"holds\""),
    ];

    #[test]
    fn overlays() {
        for (given, expected) in TABLE {
            let shown = match CHECKS.with("mine.toml", &row(given)) {
                Ok(checks) => checks
                    .identities
                    .iter()
                    .find(|identity| identity.text.contains("/ bookings"))
                    .map_or_else(String::new, |identity| identity.id.clone()),
                Err(error) => error.to_string(),
            };
            assert_eq!(shown, *expected, "given: {given}");
        }
        let unknown = CHECKS.with("mine.toml", "[[identity]]\nname = 1\n").unwrap_err().to_string();
        assert!(unknown.starts_with("mine.toml:2:1: unknown field `name`"), "{unknown}");
    }
}
