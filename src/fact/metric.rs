//! The metric vocabulary: which figures there are, how they are named, what a figure under a name means.
//!
//! In:  `grammar/metrics.toml`. Out: [`Metric`] rows by id, and the tree of their phrases.
//! Not here: how a phrase is made ready (`crate::phrase`), searching a text (`metric_mention`).

use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::metric_row::{File, Named, Ready, said};
pub use super::metric_row::{Metric, Polarity};
use super::word_map::WordMap;
use crate::grammar::{self, made_ready};
use crate::phrase::{expand, ways, words};

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
    /// A phrase whose braces do not fit each other.
    #[error(
        "metrics: the braces of {phrase:?} do not fit: write {{a|b}}, and no choice inside another"
    )]
    Braces {
        /// Id of the row.
        row: String,
        /// As written.
        phrase: String,
    },
    /// A phrase of too many choices.
    #[error(
        "metrics: {phrase:?} can be written in more than {MOST_WAYS} ways: make several phrases of it"
    )]
    TooManyWays {
        /// Id of the row.
        row: String,
        /// As written.
        phrase: String,
    },
}

/// The vocabulary, ready to search with.
#[derive(Clone, Debug)]
pub struct Metrics {
    pub(super) ready: Ready,
    /// Those of the built-in file when it is first asked for one: to find phrases none is needed.
    rows: OnceLock<Rows>,
    /// The words of the phrases by themselves, for a text that was not cut.
    numbers: OnceLock<WordMap<u32>>,
}

#[derive(Clone, Debug)]
struct Rows {
    all: Vec<Metric>,
    by_id: HashMap<String, usize>,
}

impl Rows {
    fn of(file: File) -> Self {
        let by_id = file.metric.iter().zip(0..).map(|(row, index)| (row.id.clone(), index));
        Self { by_id: by_id.collect(), all: file.metric }
    }
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
        let ready = Ready::of(&file);
        Ok(Self { ready, rows: Rows::of(file).into(), numbers: OnceLock::new() })
    }

    /// Those of the file that is built in.
    pub(super) fn of_program() -> Self {
        // Not held for mistakes: a test does that.
        let ready = grammar::ready(made_ready!("metric_phrases"));
        Self { ready, rows: OnceLock::new(), numbers: OnceLock::new() }
    }

    fn known(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::of(built_in_file()))
    }

    /// The number of a word, `None` for one that no phrase has.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        let numbers = self.numbers.get_or_init(|| {
            let mut numbers = WordMap::default();
            for (word, number) in self.ready.phrases.words() {
                *numbers.entry(word) = number;
            }
            numbers
        });
        numbers.get(word).copied()
    }

    /// The row with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.rows().get(self.place(id)?)
    }

    /// Where the row with this id stands among all.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.known().by_id.get(id).copied()
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Metric] {
        &self.known().all
    }
}

/// The file that is built in.
pub(super) fn built_in_file() -> File {
    grammar::ready(made_ready!("metrics"))
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

/// In how many ways one phrase may be written. Those that are built in have a tenth of it.
const MOST_WAYS: usize = 100_000;

/// Has each phrase words, and one meaning? Choices of words may write one phrase twice; that it means two things is the mistake.
fn hold_phrases(file: &File) -> Result<(), MetricsError> {
    let mut meanings: HashMap<Vec<String>, (&str, Named)> = HashMap::default();
    for (id, phrase, meaning) in said(file) {
        let ways = ways(phrase);
        if ways.is_none_or(|ways| ways > MOST_WAYS) {
            let (row, phrase) = (id.to_owned(), phrase.to_owned());
            return Err(match ways {
                Some(_) => MetricsError::TooManyWays { row, phrase },
                None => MetricsError::Braces { row, phrase },
            });
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::plural;

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
        let metrics = Metrics::built_in();
        let file = built_in_file();
        let mut written: HashMap<Vec<String>, Named> = HashMap::default();
        let all = said(&file).flat_map(|(_, phrase, meaning)| {
            expand(phrase).into_iter().map(move |phrase| (phrase, meaning))
        });
        for (phrase, meaning) in all {
            written.insert(words(&phrase), meaning);
        }
        let found = |words: &[String]| {
            let numbers: Vec<_> = words.iter().map(|word| metrics.number(word)).collect();
            let (number, count) = metrics.ready.phrases.longest(&numbers)?;
            (count == words.len()).then(|| metrics.ready.named[number])
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
