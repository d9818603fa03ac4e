//! What each quantity of a text was taken to say, and why.
//!
//! In:  the extraction of a short text. Out: [`explanation`], lines of text. Not here: the reasons themselves (`fact/`).

use crate::Extraction;
use crate::fact::{Fact, Numeral};

use super::value::value;

/// The quantities in the order of the text, each with its labels, then the numerals that are in none.
#[must_use]
pub fn explanation(extraction: &Extraction) -> String {
    let mut lines: Vec<String> = extraction.facts.iter().flat_map(fact_lines).collect();
    let skipped = extraction.numerals.iter().filter_map(numeral_line);
    lines.extend(skipped);
    if lines.is_empty() {
        lines.push("no number in this sentence".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

fn fact_lines(fact: &Fact) -> Vec<String> {
    let mut lines = vec![format!("{}  =  {}", fact.quote, value(fact))];
    let period = fact.period.to_string();
    let labels: [(&str, &str); 13] = [
        ("kind", fact.kind.as_str()),
        ("bound", fact.bound.as_str()),
        ("metric", &fact.metric),
        ("scope", &fact.scope),
        ("basis", fact.basis.as_str()),
        ("aspect", fact.aspect.as_str()),
        ("compare", fact.compare.as_str()),
        ("period", &period),
        ("status", fact.status.as_str()),
        ("adjusted_for", &fact.adjusted_for),
        ("speaker", fact.speaker.as_deref().unwrap_or_default()),
        ("speaker_kind", fact.speaker_kind.as_str()),
        ("section", fact.section.as_str()),
    ];
    for (label, word) in labels {
        let reasons = fact.why.iter().filter(|why| why.label == label);
        let why: Vec<String> = reasons
            .filter(|why| !why.because.is_empty())
            .map(|why| format!("{}: {}", why.confidence.as_str(), why.because))
            .collect();
        // A label without a word says nothing, unless there is a reason why.
        if word.is_empty() && why.is_empty() {
            continue;
        }
        lines.push(format!("  {label:<13} {word:<20} {}", why.join("; ")).trim_end().to_owned());
    }
    lines
}

fn numeral_line(numeral: &Numeral) -> Option<String> {
    let reason = numeral.reason?;
    Some(format!("{}  is no fact: {}", numeral.quote, reason.as_str().replace('_', " ")))
}
