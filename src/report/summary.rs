//! The summary that the command prints after a run.
//!
//! In:  the results of a run, part by part. Out: [`Summary`], lines of text or an object. Not here: where the tables are (`cli/`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::json::Json;
use super::plain::plain;
use crate::check::{Finding, Severity};
use crate::spill::{Place, Store, packed, unpacked, value};
use crate::table::{Written, word};
use crate::{Extraction, Run};

/// How many metrics and findings are worth a line.
const SHOWN: usize = 10;
/// What of the findings is worth a line, the worst first.
const WORTH: [Severity; 2] = [Severity::Error, Severity::Warning];
const SEVERITIES: [Severity; 5] =
    [Severity::Error, Severity::Warning, Severity::Note, Severity::Pass, Severity::NotEvaluated];
/// What stands for a company or a period that the text does not say.
const NOT_SAID: &str = "(not said)";
const HEADER: [&str; 4] = ["call", "company", "period", "layout"];

/// Calls, facts, numerals and findings of a run, as a reader wants them first.
pub struct Summary {
    /// A line for each call, some at a time.
    lines: Store,
    places: Vec<Place>,
    /// Characters of the columns of text.
    widths: [usize; 4],
    kinds: BTreeMap<&'static str, usize>,
    metrics: BTreeMap<String, usize>,
    numerals: usize,
    inside: usize,
    reasoned: usize,
    kpis: usize,
    severities: BTreeMap<Severity, usize>,
    /// The first findings of each severity that is worth a line.
    first: BTreeMap<Severity, Vec<Finding>>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    call_id: String,
    source_file: String,
    company: Option<String>,
    period: Option<String>,
    layout: String,
    facts: usize,
    numerals: usize,
}

impl Line {
    fn of(one: &Extraction) -> Self {
        Self {
            call_id: one.call.call_id.clone(),
            source_file: one.call.source_file.clone(),
            company: one.call.company.clone(),
            period: one.call.period.map(|period| period.to_string()),
            layout: word::layout(one.transcript.layout).to_owned(),
            facts: one.facts.len(),
            numerals: one.numerals.len(),
        }
    }

    fn cells(&self) -> [String; 4] {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| NOT_SAID.to_owned());
        let layout = self.layout.replace('_', " ");
        [self.call_id.clone(), said(&self.company), said(&self.period), layout]
    }

    fn json(&self) -> Json {
        Json::Object(vec![
            ("call_id", Json::text(&self.call_id)),
            ("source_file", Json::text(&self.source_file)),
            ("company", Json::text(self.company.as_deref().unwrap_or_default())),
            ("period", Json::text(self.period.as_deref().unwrap_or_default())),
            ("layout", Json::text(&self.layout)),
            ("facts", Json::Number(self.facts)),
            ("numerals", Json::Number(self.numerals)),
        ])
    }
}

impl Summary {
    /// The summary of a run in memory.
    ///
    /// # Errors
    /// None that a run can lead to.
    pub fn of(run: &Run) -> io::Result<Self> {
        let mut summary = Self::beside(Store::in_memory());
        summary.calls(&run.extractions)?;
        summary.kpis(run.kpis.len());
        summary.findings(&run.findings);
        Ok(summary)
    }

    /// The summary of a run of which nothing is known yet; the lines of its calls wait in `lines`.
    pub(crate) fn beside(lines: Store) -> Self {
        Self {
            lines,
            places: Vec::new(),
            widths: HEADER.map(str::len),
            kinds: BTreeMap::new(),
            metrics: BTreeMap::new(),
            numerals: 0,
            inside: 0,
            reasoned: 0,
            kpis: 0,
            severities: BTreeMap::new(),
            first: BTreeMap::new(),
        }
    }

    /// Takes the next calls.
    pub(crate) fn calls(&mut self, calls: &[Extraction]) -> io::Result<()> {
        let lines: Vec<Line> = calls.iter().map(Line::of).collect();
        for line in &lines {
            for (width, cell) in self.widths.iter_mut().zip(line.cells()) {
                *width = cell.chars().count().max(*width);
            }
        }
        for fact in calls.iter().flat_map(|one| &one.facts) {
            *self.kinds.entry(fact.kind.as_str()).or_default() += 1;
            match self.metrics.get_mut(fact.metric.as_str()) {
                Some(count) => *count += 1,
                None => drop(self.metrics.insert(fact.metric.to_string(), 1)),
            }
        }
        for numeral in calls.iter().flat_map(|one| &one.numerals) {
            self.numerals += 1;
            self.inside += usize::from(!numeral.fact_ids.is_empty());
            self.reasoned += usize::from(numeral.reason.is_some());
        }
        self.places.push(self.lines.push(&packed(&lines)?)?);
        Ok(())
    }

    /// So many more key figures.
    pub(crate) fn kpis(&mut self, more: usize) {
        self.kpis += more;
    }

    /// Takes the next findings in the order of their table.
    pub(crate) fn findings(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.severities.entry(finding.severity).or_default() += 1;
            if WORTH.contains(&finding.severity) {
                let first = self.first.entry(finding.severity).or_default();
                if first.len() < SHOWN {
                    first.push(finding.clone());
                }
            }
        }
    }

    /// The summary for people.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        // A name of a file can hold anything; what is printed of it moves no cursor.
        let mut line = |line: &str| writeln!(out, "{}", plain(line));
        line(&self.row(&HEADER.map(str::to_owned), "facts"))?;
        self.each_call(&mut |call| line(&self.row(&call.cells(), &call.facts.to_string())))?;
        line("")?;
        line(&self.facts())?;
        line(&self.most_metrics())?;
        line(&self.numbers())?;
        line("")?;
        self.worst().iter().try_for_each(|one| line(one))
    }

    /// The summary as one JSON object, with the files that were written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_json(&self, written: &Written, out: &mut impl Write) -> io::Result<()> {
        let files = written.files.iter().map(|path| Json::text(&path.display().to_string()));
        let counts =
            SEVERITIES.map(|severity| (severity.as_str(), Json::Number(self.count(severity))));
        let mut separator = "{\n\"calls\": [";
        self.each_call(&mut |call| {
            write!(out, "{separator}{}", call.json().line())?;
            separator = ", ";
            Ok(())
        })?;
        if self.places.is_empty() {
            write!(out, "{separator}")?;
        }
        let rest = Json::Object(vec![
            ("facts", Json::Number(self.kinds.values().sum())),
            ("numerals", Json::Number(self.numerals)),
            ("kpis", Json::Number(self.kpis)),
            ("findings", Json::Object(counts.into())),
            ("files", Json::List(files.collect())),
        ]);
        // The calls are many, so they are written one by one; what follows them is the rest of the same object.
        write!(out, "],{}", rest.page().trim_start_matches('{'))
    }

    fn each_call(&self, take: &mut dyn FnMut(&Line) -> io::Result<()>) -> io::Result<()> {
        for place in &self.places {
            let bytes = unpacked(&self.lines.piece(*place)?)?;
            value::<Vec<Line>>(&bytes)?.iter().try_for_each(&mut *take)?;
        }
        Ok(())
    }

    fn row(&self, [call, name, when, how]: &[String; 4], facts: &str) -> String {
        let [id, company, period, layout] = self.widths;
        format!("{call:<id$}  {name:<company$}  {when:<period$}  {how:<layout$}  {facts:>5}")
    }

    fn facts(&self) -> String {
        let total = self.kinds.values().sum();
        format!("{}: {}", number_of(total, "fact"), listed(&most(&self.kinds)))
    }

    fn most_metrics(&self) -> String {
        let mut metrics = most(&self.metrics);
        metrics.retain(|(metric, _)| *metric != "other");
        let rest = metrics.len().saturating_sub(SHOWN);
        metrics.truncate(SHOWN);
        let rest = if rest == 0 { String::new() } else { format!(", and {rest} more") };
        format!("metrics: {}{rest}", listed(&metrics))
    }

    fn numbers(&self) -> String {
        let Self { inside, reasoned, .. } = self;
        format!(
            "{}: {inside} in facts, {reasoned} with a reason why not",
            number_of(self.numerals, "numeral")
        )
    }

    fn count(&self, severity: Severity) -> usize {
        self.severities.get(&severity).copied().unwrap_or_default()
    }

    fn worst(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} passed, {}, {}, {}",
            number_of(self.count(Severity::Pass), "check"),
            number_of(self.count(Severity::Error), "error"),
            number_of(self.count(Severity::Warning), "warning"),
            number_of(self.count(Severity::Note), "note"),
        )];
        let first = WORTH.iter().filter_map(|severity| self.first.get(severity)).flatten();
        lines.extend(first.take(SHOWN).flat_map(finding));
        let rest = WORTH.map(|severity| self.count(severity)).iter().sum::<usize>();
        if rest > SHOWN {
            lines.push(format!("and {} more in the findings table", rest - SHOWN));
        }
        lines
    }
}

/// `1 fact`, `2 facts`.
fn number_of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn finding(one: &Finding) -> Vec<String> {
    let mut lines = vec![format!("{} {}: {}", one.severity.as_str(), one.check, one.message)];
    if !one.suggestion.is_empty() {
        lines.push(format!("  perhaps: {}", one.suggestion));
    }
    lines
}

/// How often each word occurs, the most frequent first, equals in the order of the alphabet.
fn most<W: AsRef<str>>(counts: &BTreeMap<W, usize>) -> Vec<(&str, usize)> {
    let mut counts: Vec<_> = counts.iter().map(|(word, count)| (word.as_ref(), *count)).collect();
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
