//! The summary that the command prints after a run.
//!
//! In:  the results of a run. Out: [`summary`], lines of text. Not here: where the tables are (`cli/`).

use std::collections::BTreeMap;

use super::plain::plain;
use crate::check::{Finding, Severity};
use crate::table::word;
use crate::{Extraction, Run};

/// How many metrics and findings are worth a line.
const SHOWN: usize = 10;

/// Calls, facts, numerals and findings of a run, as a reader wants them first.
#[must_use]
pub fn summary(run: &Run) -> String {
    let mut lines = calls(run);
    lines.push(String::new());
    lines.push(facts(run));
    lines.push(metrics(run));
    lines.push(numerals(run));
    lines.push(String::new());
    lines.extend(findings(run));
    lines.push(String::new());
    // A name of a file can hold anything; what is printed of it moves no cursor.
    let lines = lines.iter().map(|line| plain(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn calls(run: &Run) -> Vec<String> {
    let rows: Vec<[String; 5]> = run.extractions.iter().map(call).collect();
    let header = ["call", "company", "period", "layout", "facts"].map(str::to_owned);
    let all = || std::iter::once(&header).chain(&rows);
    let width = |place: usize| {
        all().filter_map(|row| row.get(place)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let [id, company, period, layout] = [width(0), width(1), width(2), width(3)];
    all()
        .map(|[call, name, when, how, facts]| {
            format!("{call:<id$}  {name:<company$}  {when:<period$}  {how:<layout$}  {facts:>5}")
        })
        .collect()
}

fn call(one: &Extraction) -> [String; 5] {
    [
        one.call.call_id.clone(),
        one.call.company.clone().unwrap_or_else(|| "(not said)".to_owned()),
        one.call.period.map_or_else(|| "(not said)".to_owned(), |period| period.to_string()),
        word::layout(one.transcript.layout).replace('_', " "),
        one.facts.len().to_string(),
    ]
}

fn facts(run: &Run) -> String {
    let kinds =
        counted(run.extractions.iter().flat_map(|one| &one.facts).map(|fact| fact.kind.as_str()));
    let total: usize = kinds.iter().map(|(_, count)| count).sum();
    format!("{}: {}", number_of(total, "fact"), listed(&kinds))
}

fn metrics(run: &Run) -> String {
    let facts = run.extractions.iter().flat_map(|one| &one.facts);
    let mut metrics =
        counted(facts.map(|fact| fact.metric.as_str()).filter(|metric| *metric != "other"));
    let rest = metrics.len().saturating_sub(SHOWN);
    metrics.truncate(SHOWN);
    let rest = if rest == 0 { String::new() } else { format!(", and {rest} more") };
    format!("metrics: {}{rest}", listed(&metrics))
}

fn numerals(run: &Run) -> String {
    let numerals = || run.extractions.iter().flat_map(|one| &one.numerals);
    let inside = numerals().filter(|numeral| !numeral.fact_ids.is_empty()).count();
    let reasoned = numerals().filter(|numeral| numeral.reason.is_some()).count();
    format!(
        "{}: {inside} in facts, {reasoned} with a reason why not",
        number_of(numerals().count(), "numeral")
    )
}

/// `1 fact`, `2 facts`.
fn number_of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn findings(run: &Run) -> Vec<String> {
    let worth = [Severity::Error, Severity::Warning];
    let count = |severity| run.findings.iter().filter(|one| one.severity == severity).count();
    let mut lines = vec![format!(
        "{} passed, {}, {}, {}",
        number_of(count(Severity::Pass), "check"),
        number_of(count(Severity::Error), "error"),
        number_of(count(Severity::Warning), "warning"),
        number_of(count(Severity::Note), "note"),
    )];
    let reading: Vec<&Finding> = worth
        .into_iter()
        .flat_map(|severity| run.findings.iter().filter(move |one| one.severity == severity))
        .collect();
    lines.extend(reading.iter().take(SHOWN).flat_map(|one| finding(one)));
    let rest = reading.len().saturating_sub(SHOWN);
    if rest > 0 {
        lines.push(format!("and {rest} more in the findings table"));
    }
    lines
}

fn finding(one: &Finding) -> Vec<String> {
    let mut lines = vec![format!("{} {}: {}", one.severity.as_str(), one.check, one.message)];
    if !one.suggestion.is_empty() {
        lines.push(format!("  perhaps: {}", one.suggestion));
    }
    lines
}

/// How often each word occurs, the most frequent first, equals in the order of the alphabet.
fn counted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn listed(counts: &[(&str, usize)]) -> String {
    if counts.is_empty() {
        return "none".to_owned();
    }
    let words: Vec<String> = counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
    words.join(", ")
}
