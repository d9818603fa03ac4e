//! Findings as a compiler shows its errors: the sentences with the figures underlined, what they say, and what would mend them.
//!
//! In:  a run, and how bad a finding must be. Out: [`diagnostics`], a text. Not here: what is a finding (`check/`).

use std::collections::HashMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::plain::plain;
use crate::check::{Checks, Finding, Severity, interval, rounded, subject};
use crate::fact::Fact;
use crate::{Extraction, Run, Span};

/// How the page is shown.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// The mildest finding that is shown.
    pub least: Severity,
    /// With colours?
    pub styled: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// What ends a line.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Bytes that are looked at before and behind a figure.
const LONG_LINE: usize = 20_000;

/// The findings of a run that are at least as bad as asked, the worst first, and how many there are of each kind.
#[must_use]
pub fn diagnostics(run: &Run, checks: &Checks, show: Show) -> String {
    let renderer = if show.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(show.width);
    let mut facts: HashMap<&str, (&Extraction, &Fact)> = HashMap::new();
    for one in &run.extractions {
        facts.extend(one.facts.iter().map(|fact| (fact.fact_id.as_str(), (one, fact))));
    }
    let mut findings: Vec<&Finding> =
        run.findings.iter().filter(|one| one.severity <= show.least).collect();
    findings.sort_by_key(|one| one.severity);
    let mut text = String::new();
    for finding in findings {
        let said: Vec<(&Extraction, &Fact)> =
            finding.fact_ids.iter().filter_map(|id| facts.get(id.as_str()).copied()).collect();
        text.push_str(&renderer.render(&[group(finding, &said, checks)]));
        text.push_str("\n\n");
    }
    text.push_str(&totals(run, show.least));
    text
}

fn group<'a>(
    finding: &'a Finding,
    said: &[(&'a Extraction, &'a Fact)],
    checks: &'a Checks,
) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        _ => Level::NOTE,
    };
    let mut group = level
        .primary_title(plain(&finding.headline))
        .id(plain(&finding.check))
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    for (place, line) in lines_of(said).into_iter().enumerate() {
        group = group.element(line.show(place == 0));
    }
    let formula = checks.formula(&finding.check);
    if let Some(formula) = formula.filter(|formula| !finding.headline.contains(*formula)) {
        group = group.element(Level::NOTE.message(format!("the check is {formula}")));
    }
    if !finding.suggestion.is_empty() {
        group = group.element(Level::HELP.message(plain(&finding.suggestion)));
    }
    group
}

/// A line with the figures of a finding in it.
struct Line<'a> {
    one: &'a Extraction,
    facts: Vec<&'a Fact>,
}

fn lines_of<'a>(said: &[(&'a Extraction, &'a Fact)]) -> Vec<Line<'a>> {
    let mut all: Vec<Line<'a>> = Vec::new();
    for (one, fact) in said {
        let same = all.iter_mut().find(|line| {
            let text = one.transcript.text.text();
            line.facts.first().is_some_and(|other| {
                // Of data in one line, all passages have the same line number.
                let shown = line_around(text, other.span.start);
                (&other.call_id, other.line) == (&fact.call_id, fact.line)
                    && shown.contains(Span::new(fact.span.start, fact.span.start))
            })
        });
        match same {
            Some(line) if line.facts.iter().any(|other| other.span == fact.span) => {}
            Some(line) => line.facts.push(fact),
            None => all.push(Line { one, facts: vec![fact] }),
        }
    }
    all
}

impl<'a> Line<'a> {
    fn show(&self, first: bool) -> Snippet<'a, Annotation<'a>> {
        let transcript = &self.one.transcript;
        let text = transcript.text.text();
        let line = line_around(text, self.facts.first().map_or(0, |fact| fact.span.start));
        let number = self.facts.first().map_or(1, |fact| fact.line);
        let mut snippet =
            Snippet::source(plain(line.of(text))).line_start(number).path(plain(&transcript.name));
        for (place, fact) in self.facts.iter().enumerate() {
            let own = |at: usize| at.saturating_sub(line.start).min(line.len());
            let kind =
                if first && place == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let span = own(fact.span.start)..own(fact.span.end);
            snippet = snippet.annotation(kind.span(span).label(label(fact)));
        }
        snippet
    }
}

/// `[172.5 million, 173.5 million] non-GAAP operating income in 2023-Q4, Jane Doe (CFO)`
fn label(fact: &Fact) -> String {
    let who = match (&fact.speaker, &fact.speaker_role) {
        (Some(name), Some(role)) => format!(", {name} ({role})"),
        (Some(name), None) => format!(", {name}"),
        _ => String::new(),
    };
    let label = format!("{} {}{who}", interval(rounded(fact)), subject(fact));
    plain(&label).into_owned()
}

/// The line of the text around a byte; of a line without end only what is near.
fn line_around(text: &str, at: usize) -> Span {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind(LINE_ENDS).map_or(0, |end| end.saturating_add(1));
    let end = after.find(LINE_ENDS).map_or(text.len(), |end| at.saturating_add(end));
    let (low, high) = (at.saturating_sub(LONG_LINE), at.saturating_add(LONG_LINE));
    let whole = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        at
    };
    Span::new(whole(start.max(low)), whole(end.min(high)))
}

/// `1 error, 2 warnings, 3 notes; 54 checks passed, 90 could not be judged; 12 figures that nobody said can be derived`
fn totals(run: &Run, least: Severity) -> String {
    let count = |severity| run.findings.iter().filter(|one| one.severity == severity).count();
    let number =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let notes = count(Severity::Note);
    let hidden = if notes > 0 && least < Severity::Note { " (shown by --least note)" } else { "" };
    format!(
        "{}, {}, {}{hidden}; {} passed, {} could not be judged; {} that nobody said can be derived\n",
        number(count(Severity::Error), "error"),
        number(count(Severity::Warning), "warning"),
        number(notes, "note"),
        number(count(Severity::Pass), "check"),
        count(Severity::NotEvaluated),
        number(run.derived.len(), "figure")
    )
}
