//! The metric vocabulary: which figures there are, how they are named, what a figure under a name means.
//!
//! In:  `grammar/metrics.toml`. Out: [`Metric`] rows by id, and the tree of their phrases.
//! Not here: how a phrase is written in canonical words (`metric_phrase`), searching a text (`metric_mention`).

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use serde::{Deserialize, Deserializer};

use super::metric_phrase::words;
use super::phrase_choice::{choices, expand};
use super::phrase_tree::PhraseTree;
use crate::grammar::{self, built_in};
use crate::quantity::Kind;

/// One metric: a row of `grammar/metrics.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Word in the tables: snake case, the ids of `facts.md` for the core.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Sector in which it is said: `any`, `bank`, `insurance`, `reit`, …
    pub sector: String,
    /// Kinds of quantities that state a level of it.
    #[serde(deserialize_with = "kinds")]
    pub level: Vec<Kind>,
    /// Is more of it good?
    pub polarity: Polarity,
    /// Can a level be below zero?
    #[serde(default)]
    pub may_be_negative: bool,
    /// Typical lowest and highest level, as quoted decimals; outside it a misreading is likely.
    #[serde(default)]
    pub range: Option<[String; 2]>,
    /// Does it add up over time (quarters sum to a year)? False for ratios and balances.
    #[serde(default)]
    pub flow: bool,
    /// Is it a figure of the whole company unless a part is named with it (earnings per share, cash, debt)?
    #[serde(default)]
    pub company_wide: bool,
    /// Is it measured on a day (XBRL `periodType` instant: cash, loans), rather than over a time?
    #[serde(default)]
    pub instant: bool,
    /// Do a company's adjustments touch it, so that "our figures are non-GAAP" speaks of it?
    #[serde(default)]
    pub adjustable: bool,
    /// Metric that an amount of money under this name means; empty when it is this one.
    #[serde(default)]
    pub amount: String,
    /// Metric that a percent level under this name means; empty when it is this one.
    #[serde(default)]
    pub ratio: String,
    /// Metric that an amount per share under this name means; empty when it is this one.
    #[serde(default)]
    pub per_share: String,
    /// Names, singular; `{a|b}` stands for either word.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Nouns that name it where they are counted, and only there: `20,000 nurses`.
    #[serde(default)]
    pub units: Vec<String>,
    /// Does it act on other figures, so that a percentage under its name is what it does to one of them?
    #[serde(default)]
    pub cause: bool,
    /// Do its names name things that are spoken of without being counted (customers, stores, homes)?
    #[serde(default)]
    pub things: bool,
    /// Names that turn the sign: "operating loss".
    #[serde(default)]
    pub loss_phrases: Vec<String>,
    /// Names that count only when nothing stronger stands in the clause: "margin".
    #[serde(default)]
    pub weak_phrases: Vec<String>,
    /// Names that turn the sign and count only when nothing stronger stands in the clause: "lost".
    #[serde(default)]
    pub weak_loss_phrases: Vec<String>,
    /// Sentences in which it must be found.
    pub examples: Vec<String>,
    /// Sentences in which it must not be found.
    #[serde(default)]
    pub rejects: Vec<String>,
}

/// Which direction of a metric is good news.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Revenue, margins.
    HigherIsBetter,
    /// Costs, churn, leverage.
    LowerIsBetter,
    /// Tax rate, share count, mix.
    Neutral,
}

impl Polarity {
    /// What more of it is, in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HigherIsBetter => "higher_is_better",
            Self::LowerIsBetter => "lower_is_better",
            Self::Neutral => "neutral",
        }
    }
}

impl Metric {
    /// Does a quantity of this kind state a level of it?
    #[must_use]
    pub fn has_level(&self, kind: Kind) -> bool {
        self.level.contains(&kind)
    }

    /// Id of the metric that a level of this kind means under this name: `gross_profit` for money called "gross margin".
    #[must_use]
    pub fn id_for(&self, kind: Kind) -> &str {
        let other = match kind {
            Kind::Money => &self.amount,
            Kind::Percent => &self.ratio,
            Kind::PerShare => &self.per_share,
            _ => return &self.id,
        };
        if other.is_empty() { &self.id } else { other }
    }

    /// Its phrases written out, each choice of words a phrase of its own: how many ways there are to name it.
    #[must_use]
    pub fn written_out(phrases: &[String]) -> Vec<String> {
        let mut written: Vec<String> = Vec::new();
        for phrase in phrases.iter().flat_map(|phrase| expand(phrase)) {
            let words: Vec<&str> = phrase.split_whitespace().collect();
            let phrase = words.join(" ");
            if !written.contains(&phrase) {
                written.push(phrase);
            }
        }
        written
    }
}

/// Words that look like a metric's name and are none: "sales force".
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct NotMetric {
    phrases: Vec<String>,
    examples: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) metric: Vec<Metric>,
    #[serde(default)]
    pub(super) not_metric: Vec<NotMetric>,
}

impl File {
    pub(super) fn built_in() -> Self {
        grammar::rows(built_in!("metrics"))
    }
}

/// Why a vocabulary cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MetricsError {
    /// The file is no TOML of the right shape.
    #[error("metrics: {0}")]
    Shape(String),
    /// One id in two rows.
    #[error("metrics: id {0:?} has two rows")]
    SameId(String),
    /// One phrase with two meanings.
    #[error("metrics: {phrase:?} names {first:?} and {second:?}")]
    SamePhrase {
        /// As written in the second row.
        phrase: String,
        /// Id of the first row.
        first: String,
        /// Id of the second row.
        second: String,
    },
    /// A row points at a metric that has no row.
    #[error("metrics: {row:?} points at {to:?}, which has no row")]
    NoSuchId {
        /// Id of the row.
        row: String,
        /// What it points at.
        to: String,
    },
    /// A phrase of no words.
    #[error("metrics: {0:?} has a phrase without words")]
    EmptyPhrase(String),
}

/// What finding a phrase means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Named {
    /// Index of the metric; `None` for words that are no metric.
    pub(super) metric: Option<usize>,
    /// Does the phrase turn the sign?
    pub(super) negative: bool,
    /// Does it count only when nothing stronger is there?
    pub(super) weak: bool,
}

/// The vocabulary, ready to search with.
#[derive(Clone, Debug)]
pub struct Metrics {
    rows: Vec<Metric>,
    by_id: HashMap<String, usize>,
    pub(super) phrases: PhraseTree,
    // Invariant: one entry for each phrase of `phrases`.
    pub(super) named: Vec<Named>,
}

impl Metrics {
    /// Reads a vocabulary.
    ///
    /// # Errors
    /// [`MetricsError`] says what is wrong with the rows.
    pub fn parse(toml: &str) -> Result<Self, MetricsError> {
        Self::of(toml::from_str(toml).map_err(|e| MetricsError::Shape(e.to_string()))?)
    }

    pub(super) fn of(file: File) -> Result<Self, MetricsError> {
        hold_ids(&file)?;
        hold_phrases(&file)?;
        Ok(Self::unchecked(file))
    }

    /// Whatever mistakes are in it.
    pub(super) fn unchecked(file: File) -> Self {
        let mut phrases = PhraseTree::default();
        let mut named = Vec::new();
        for (_, phrase, meaning) in said(&file) {
            for choices in choices(phrase) {
                phrases.add(&choices);
                named.push(meaning);
            }
        }
        let by_id = file.metric.iter().zip(0..).map(|(row, index)| (row.id.clone(), index));
        Self { by_id: by_id.collect(), rows: file.metric, phrases, named }
    }

    /// The row with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.rows.get(self.place(id)?)
    }

    /// Where the row with this id stands among all.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Metric] {
        &self.rows
    }
}

/// All phrases of a file: the id of the row, the phrase, what it means.
fn said(file: &File) -> impl Iterator<Item = (&str, &str, Named)> {
    let metrics = file.metric.iter().zip(0..).flat_map(|(row, index)| {
        let named = Named { metric: Some(index), negative: false, weak: false };
        let lists = [
            (&row.phrases, named),
            (&row.loss_phrases, Named { negative: true, ..named }),
            (&row.weak_phrases, Named { weak: true, ..named }),
            (&row.weak_loss_phrases, Named { weak: true, negative: true, ..named }),
        ];
        lists.map(|(phrases, named)| (row.id.as_str(), phrases, named))
    });
    let none = Named { metric: None, negative: false, weak: false };
    let others = file.not_metric.iter().map(move |row| ("not_metric", &row.phrases, none));
    metrics.chain(others).flat_map(|(id, phrases, named)| {
        phrases.iter().map(move |phrase| (id, phrase.as_str(), named))
    })
}

/// Has each id one row, and does a row point at rows that are there?
fn hold_ids(file: &File) -> Result<(), MetricsError> {
    let mut ids = HashSet::default();
    for row in &file.metric {
        if !ids.insert(row.id.as_str()) {
            return Err(MetricsError::SameId(row.id.clone()));
        }
    }
    for row in &file.metric {
        for to in [&row.amount, &row.ratio, &row.per_share] {
            if !to.is_empty() && !ids.contains(to.as_str()) {
                return Err(MetricsError::NoSuchId { row: row.id.clone(), to: to.clone() });
            }
        }
    }
    Ok(())
}

/// Has each phrase words, and one meaning? Choices of words may write one phrase twice; that it means two things is the mistake.
fn hold_phrases(file: &File) -> Result<(), MetricsError> {
    let mut meanings: HashMap<Vec<String>, (&str, Named)> = HashMap::default();
    for (id, phrase, meaning) in said(file) {
        for phrase in expand(phrase) {
            let words = words(&phrase);
            if words.is_empty() {
                return Err(MetricsError::EmptyPhrase(id.to_owned()));
            }
            let (first, other) = *meanings.entry(words).or_insert((id, meaning));
            if other != meaning {
                let (first, second) = (first.to_owned(), id.to_owned());
                return Err(MetricsError::SamePhrase { phrase, first, second });
            }
        }
    }
    Ok(())
}

/// Reads the words of [`Kind::as_str`].
fn kinds<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Kind>, D::Error> {
    const KINDS: [Kind; 7] = [
        Kind::Money,
        Kind::PerShare,
        Kind::Percent,
        Kind::PercentagePoints,
        Kind::BasisPoints,
        Kind::Count,
        Kind::Multiple,
    ];
    let words = Vec::<String>::deserialize(input)?;
    words
        .iter()
        .map(|word| {
            KINDS
                .into_iter()
                .find(|kind| kind.as_str() == word)
                .ok_or_else(|| serde::de::Error::custom(format!("{word:?} is no kind of quantity")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::metric_phrase::plural;
    use super::*;

    #[test]
    fn every_row_proves_itself() {
        let toml = include_str!("../../grammar/metrics.toml");
        let metrics = Metrics::parse(toml).unwrap();
        let mut wrong = Vec::new();
        for row in metrics.rows() {
            let finds = |text: &str| metrics.find(text).iter().any(|m| m.metric.id == row.id);
            if row.examples.is_empty() && row.id != "other" {
                wrong.push(format!("{}: no example", row.id));
            }
            if row.level.is_empty() {
                wrong.push(format!("{}: no level", row.id));
            }
            for example in row.examples.iter().filter(|text| !finds(text)) {
                wrong.push(format!("{}: not found in {example:?}", row.id));
            }
            for reject in row.rejects.iter().filter(|text| finds(text)) {
                wrong.push(format!("{}: found in {reject:?}", row.id));
            }
            for end in row.range.iter().flatten() {
                if rust_decimal::Decimal::from_str_exact(end).is_err() {
                    wrong.push(format!("{}: {end:?} is no decimal", row.id));
                }
            }
        }
        let file: File = toml::from_str(toml).unwrap();
        for row in &file.not_metric {
            for example in &row.examples {
                for found in metrics.find(example) {
                    let words = found.span.of(example);
                    wrong.push(format!("{}: {words:?} found in {example:?}", found.metric.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The tree, in which nothing is written out, against all phrases written out.
    #[test]
    fn phrases_are_found_in_each_way_to_write_them() {
        let file = File::built_in();
        let metrics = Metrics::built_in();
        let mut written: HashMap<Vec<String>, Named> = HashMap::default();
        let all = said(&file).flat_map(|(_, phrase, meaning)| {
            expand(phrase).into_iter().map(move |phrase| (phrase, meaning))
        });
        for (phrase, meaning) in all {
            written.insert(words(&phrase), meaning);
        }
        let found = |words: &[String]| {
            let numbers: Vec<_> = words.iter().map(|word| metrics.phrases.number(word)).collect();
            let (number, count) = metrics.phrases.longest(&numbers)?;
            (count == words.len()).then(|| metrics.named[number])
        };
        for (words, meaning) in &written {
            assert_eq!(found(words), Some(*meaning), "{words:?}");
            let (last, before) = words.split_last().unwrap();
            if let Some(last) = plural(last) {
                let plural = [before, &[last]].concat();
                let expected = written.get(&plural).unwrap_or(meaning);
                assert_eq!(found(&plural), Some(*expected), "{plural:?}");
            }
        }
    }

    /// The ids that `facts.md` fixes.
    const CORE: &str = "revenue bookings backlog arr gross_profit gross_margin operating_expenses operating_income \
        operating_margin net_income eps ebitda ebitda_margin stock_based_compensation stock_based_compensation_ratio \
        restructuring_charges impairment goodwill depreciation_amortization interest_expense effective_tax_rate \
        income_tax operating_cash_flow free_cash_flow free_cash_flow_margin capital_expenditures cash debt \
        leverage_ratio liquidity share_repurchases repurchase_authorization repurchase_remaining shares_outstanding \
        dividend dividend_per_share net_expansion_rate retention_rate churn_rate customers arpu headcount \
        same_store_sales traffic average_ticket stores units volume price market_share net_interest_income \
        net_interest_margin provision_for_credit_losses loans deposits roe cet1_ratio combined_ratio \
        assets_under_management ffo ffo_per_share noi occupancy production reserves capacity inventory \
        working_capital acquisition_price settlement contract_value other";

    #[test]
    fn core_is_complete() {
        let missing: Vec<&str> =
            CORE.split_whitespace().filter(|id| Metrics::built_in().get(id).is_none()).collect();
        assert!(missing.is_empty(), "no row for {missing:?}");
    }

    #[rustfmt::skip]
    const WRONG: &[(&str, &str)] = &[
        // rows                                                                          expected
        ("[[metric]]\nid = \"a\"\nphrases = [\"sales\"]\n[[metric]]\nid = \"a\"",      "metrics: id \"a\" has two rows"),
        ("[[metric]]\nid = \"a\"\nphrases = [\"sale\"]\n[[metric]]\nid = \"b\"\nphrases = [\"Sale\"]",
                                                                                         "metrics: \"Sale\" names \"a\" and \"b\""),
        ("[[metric]]\nid = \"a\"\nratio = \"b\"",                                       "metrics: \"a\" points at \"b\", which has no row"),
        ("[[metric]]\nid = \"a\"\nphrases = [\"adjusted\"]",                             "metrics: \"a\" has a phrase without words"),
    ];

    #[test]
    fn wrong_rows_are_refused() {
        let rest = "\nname = \"n\"\nsector = \"any\"\nlevel = [\"money\"]\npolarity = \"neutral\"\nexamples = []\n";
        for (rows, expected) in WRONG {
            let mut toml = rows.replace("\n[[metric]]", &format!("{rest}[[metric]]"));
            toml.push_str(rest);
            let error = Metrics::parse(&toml).unwrap_err().to_string();
            assert_eq!(error, *expected, "given: {rows}");
        }
        let unknown = Metrics::parse("[[metric]]\ncolour = 1").unwrap_err();
        assert!(matches!(unknown, MetricsError::Shape(_)), "{unknown}");
    }
}
