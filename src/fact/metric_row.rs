//! A row of the metric vocabulary, and what its phrases mean.
//!
//! In:  a file of the form of `grammar/metrics.toml`. Out: its rows, and their phrases, [`Ready`].
//! Not here: finding the phrases (`metric.rs`, `crate::phrase`).
//!
//! The build script reads it too.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::phrase::{PhraseRows, PhraseTree, choices, expand};
use crate::quantity::Kind;

/// One metric: a row of `grammar/metrics.toml`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Word in the tables: snake case, the ids of `facts.md` for the core.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Sector in which it is said: `any`, `bank`, `insurance`, `reit`, …
    pub sector: String,
    /// Kinds of quantities that state a level of it.
    #[serde(deserialize_with = "kinds", serialize_with = "words_of")]
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
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
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
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotMetric {
    phrases: Vec<String>,
    pub(super) examples: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) metric: Vec<Metric>,
    #[serde(default)]
    pub(crate) not_metric: Vec<NotMetric>,
}

/// What finding a phrase means.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Named {
    /// Index of the metric; `None` for words that are no metric.
    pub(crate) metric: Option<usize>,
    /// Does the phrase turn the sign?
    pub(crate) negative: bool,
    /// Does it count only when nothing stronger is there?
    pub(crate) weak: bool,
}

/// The phrases of a file, made ready to be found.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Ready {
    pub(crate) phrases: PhraseTree,
    /// What the phrases stand for.
    pub(crate) named: Vec<Named>,
}

impl Ready {
    /// Whatever mistakes are in the file.
    pub(crate) fn of(file: &File) -> Self {
        let mut phrases = PhraseRows::default();
        let mut named = Vec::new();
        for (_, phrase, meaning) in said(file) {
            if named.last() != Some(&meaning) {
                named.push(meaning);
            }
            for choices in choices(phrase) {
                phrases.add(&choices, named.len() - 1);
            }
        }
        Self { phrases: PhraseTree::of(&phrases), named }
    }
}

/// All phrases of a file: the id of the row, the phrase, what it means.
pub(crate) fn said(file: &File) -> impl Iterator<Item = (&str, &str, Named)> {
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

/// Reads the words of [`Kind::as_str`].
fn kinds<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Kind>, D::Error> {
    let words = Vec::<String>::deserialize(input)?;
    let wrong = |word| serde::de::Error::custom(format!("{word:?} is no kind of quantity"));
    words.iter().map(|word| Kind::of_word(word).ok_or_else(|| wrong(word))).collect()
}

/// Writes what [`kinds`] reads.
fn words_of<S: Serializer>(kinds: &[Kind], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(kinds.iter().map(|kind| kind.as_str()))
}
