//! What the example tables of the rules show of a sentence.
//!
//! In:  a sentence, as the only line of `acme_q2_2024.txt`. Out: its facts or numerals, as one line of text.
//! Not here: the tables themselves, which stand beside their rules.

use super::Fact;
use crate::Extraction;

fn read(text: &str) -> Extraction {
    crate::extract("acme_q2_2024.txt", text.as_bytes()).unwrap()
}

/// Each fact with the asked labels: `$5 million: revenue/total; 8%: revenue/total`; empty when there is none.
pub(super) fn labels(text: &str, asked: &[&str]) -> String {
    let facts = read(text).facts;
    let shown = facts.iter().map(|fact| {
        let labels: Vec<String> = asked.iter().map(|label| show(fact, label)).collect();
        format!("{}: {}", fact.quote, labels.join("/"))
    });
    shown.collect::<Vec<_>>().join("; ")
}

/// Each numeral with the reason why it is no fact, or `fact`.
pub(super) fn reasons(text: &str) -> String {
    let numerals = read(text).numerals;
    let shown = numerals.iter().map(|numeral| {
        let reason = numeral.reason.map_or("fact", crate::quantity::Reason::as_str);
        format!("{}: {reason}", numeral.quote)
    });
    shown.collect::<Vec<_>>().join("; ")
}

pub(super) fn show(fact: &Fact, label: &str) -> String {
    match label {
        "kind" => fact.kind.as_str().to_owned(),
        "metric" => fact.metric.to_string(),
        "scope" => fact.scope.to_string(),
        "basis" => fact.basis.as_str().to_owned(),
        "aspect" => fact.aspect.as_str().to_owned(),
        "compare" => fact.compare.as_str().to_owned(),
        "period" => fact.period.to_string(),
        "status" => fact.status.as_str().to_owned(),
        "adjusted_for" => fact.adjusted_for.to_string(),
        "value" if fact.low == fact.high => fact.low.normalize().to_string(),
        "value" => format!("{}..{}", fact.low.normalize(), fact.high.normalize()),
        other => panic!("no label {other:?}"),
    }
}
