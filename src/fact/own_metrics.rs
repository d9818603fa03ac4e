//! A user's own metrics over those that are built in.
//!
//! In:  a file in the form of `grammar/metrics.toml`. Out: the vocabulary of the process, or [`OwnMetricsError`] with the place in the file.
//! Not here: what a row means (`metric.rs`).

use std::sync::OnceLock;

use rustc_hash::FxHashSet as HashSet;
use serde::Deserialize;
use toml::Spanned;

use super::metric::{Metrics, MetricsError, built_in_file};
use super::metric_row::{Metric, NotMetric};

/// A file of metrics that cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct OwnMetricsError {
    /// File name.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    metric: Vec<Spanned<Metric>>,
    #[serde(default)]
    not_metric: Vec<NotMetric>,
}

/// What the process reads with.
static CURRENT: OnceLock<Metrics> = OnceLock::new();

impl Metrics {
    /// The vocabulary that is built into the program, with the rows of [`Metrics::overlay`] over it.
    #[must_use]
    pub fn built_in() -> &'static Self {
        CURRENT.get_or_init(Self::of_program)
    }

    /// Puts the rows of a user's file over those that are built in, for all that the process reads from now on; a row
    /// with a known id takes its place. `file` is the name for messages, `text` its contents.
    ///
    /// To be called once, and before anything is read or asked of the vocabulary.
    ///
    /// # Errors
    /// [`OwnMetricsError`], with the place in the file, or when the vocabulary is in use.
    pub fn overlay(file: &str, text: &str) -> Result<(), OwnMetricsError> {
        let metrics = with(file, text)?;
        let in_use =
            "metrics are in use already: add a file of metrics once, before anything is read";
        CURRENT.set(metrics).map_err(|_| error(file, text, 0, in_use.to_owned()))
    }
}

fn with(file: &str, text: &str) -> Result<Metrics, OwnMetricsError> {
    let own: Own = toml::from_str(text).map_err(|wrong| {
        let start = wrong.span().map_or(0, |span| span.start);
        error(file, text, start, wrong.message().replace('\n', ", "))
    })?;
    let mut all = built_in_file();
    let mut places: Vec<(String, usize)> = Vec::new();
    let mut seen = HashSet::default();
    for row in own.metric {
        let start = row.span().start;
        let row = row.into_inner();
        let wrong = |message: &str| Err(error(file, text, start, format!("{}: {message}", row.id)));
        if !is_id(&row.id) {
            return wrong("an id is of small letters, digits and _");
        }
        if !seen.insert(row.id.clone()) {
            return wrong("there are two metrics of this id");
        }
        if row.level.is_empty() {
            return wrong(
                "no level: say which kinds of quantities it has, as in level = [\"money\"]",
            );
        }
        if row.range.iter().flatten().any(|end| rust_decimal::Decimal::from_str_exact(end).is_err())
        {
            return wrong("its range is not of two decimals in quotation marks");
        }
        places.push((row.id.clone(), start));
        match all.metric.iter_mut().find(|other| other.id == row.id) {
            Some(other) => *other = row,
            None => all.metric.push(row),
        }
    }
    all.not_metric.extend(own.not_metric);
    let place = |id: &str| places.iter().find(|(own, _)| own == id).map_or(0, |(_, start)| *start);
    let metrics = Metrics::of(all).map_err(|wrong| {
        let row = match &wrong {
            MetricsError::SamePhrase { first, second, .. } => place(second).max(place(first)),
            MetricsError::NoSuchId { row, .. } => place(row),
            MetricsError::EmptyPhrase(id) => place(id),
            MetricsError::Braces { row, .. } | MetricsError::TooManyWays { row, .. } => place(row),
            _ => 0,
        };
        error(file, text, row, wrong.to_string())
    })?;
    for (id, start) in &places {
        prove(&metrics, id).map_err(|message| error(file, text, *start, message))?;
    }
    Ok(metrics)
}

/// Holds a row to its own examples, as the built-in ones are held by a test.
fn prove(metrics: &Metrics, id: &str) -> Result<(), String> {
    let Some(row) = metrics.get(id) else { return Ok(()) };
    let finds = |text: &String| metrics.find(text).iter().any(|found| found.metric.id == id);
    if row.examples.is_empty() {
        return Err(format!("{id}: no example: give a sentence in which it is found"));
    }
    if let Some(example) = row.examples.iter().find(|text| !finds(text)) {
        return Err(format!("{id}: not found in its example {example:?}"));
    }
    match row.rejects.iter().find(|text| finds(text)) {
        Some(reject) => Err(format!("{id}: found in {reject:?}, which it is to reject")),
        None => Ok(()),
    }
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn error(file: &str, text: &str, start: usize, message: String) -> OwnMetricsError {
    let before = text.get(..start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    OwnMetricsError { file: file.to_owned(), line, column, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str =
        "name = \"n\"\nsector = \"any\"\nlevel = [\"count\"]\npolarity = \"neutral\"\n";

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // a row's own fields; the others stand below          said
        ("id = \"pod_visits\"\nphrases = [\"pod visit\"]\nexamples = [\"pod visits were 12\"]\n", ""),
        // In the place of the built-in row.
        ("id = \"revenue\"\nphrases = [\"takings\"]\nexamples = [\"takings were $5 million\"]\n", ""),
        ("id = \"Pod visits\"\nexamples = []\n",                "m.toml:2:1: Pod visits: an id is of small letters, digits and _"),
        ("id = \"pod_visits\"\nexamples = []\n",                "m.toml:2:1: pod_visits: no example: give a sentence in which it is found"),
        ("id = \"pod_visits\"\nphrases = [\"pod visit\"]\nexamples = [\"visits were 12\"]\n", "m.toml:2:1: pod_visits: not found in its example \"visits were 12\""),
        ("id = \"pod_visits\"\nphrases = [\"pod visit\"]\nexamples = [\"pod visits\"]\nrejects = [\"a pod visit\"]\n", "m.toml:2:1: pod_visits: found in \"a pod visit\", which it is to reject"),
        ("id = \"pod_visits\"\nphrases = [\"net income\"]\nexamples = [\"net income\"]\n", "m.toml:2:1: metrics: \"net income\" names \"net_income\" and \"pod_visits\""),
        ("id = \"pod_visits\"\nphrases = [\"{pod|capsule visit\"]\nexamples = []\n", "m.toml:2:1: metrics: the braces of \"{pod|capsule visit\" do not fit: write {a|b}, and no choice inside another"),
        ("id = \"pod_visits\"\nphrases = [\"{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}\"]\nexamples = []\n", "m.toml:2:1: metrics: \"{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}\" can be written in more than 100000 ways: make several phrases of it"),
        ("id = \"pod_visits\"\nratio = \"pods\"\nexamples = []\n", "m.toml:2:1: metrics: \"pod_visits\" points at \"pods\", which has no row"),
        ("id = \"pod_visits\"\nrange = [\"1\", \"many\"]\nexamples = []\n", "m.toml:2:1: pod_visits: its range is not of two decimals in quotation marks"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let text = format!("# own\n[[metric]]\n{given}{REST}");
            let said =
                with("m.toml", &text).err().map_or_else(String::new, |error| error.to_string());
            assert_eq!(said, *expected, "given: {given}");
        }
        let unknown = with("m.toml", "[[metric]]\ncolour = 1\n").unwrap_err();
        assert_eq!((unknown.line, unknown.column), (2, 1), "{unknown}");
    }

    #[test]
    fn a_row_takes_the_place_of_the_one_with_its_id() {
        let text = format!(
            "[[metric]]\nid = \"revenue\"\nphrases = [\"takings\"]\nexamples = [\"takings were $5\"]\n{REST}"
        );
        let metrics = with("m.toml", &text).unwrap();
        assert_eq!(metrics.rows().len(), Metrics::built_in().rows().len());
        assert!(metrics.find("sales were $5").is_empty());
    }
}
