//! A fact on the page: its labels, why it has them, and where it stands.
//!
//! In:  a fact and its call. Out: [`fact`]. Not here: its speaker (the turn has it, `call.rs`).

use super::offset::Offsets;
use crate::check::{interval, rounded};
use crate::fact::{Fact, Why};
use crate::report::json::Json;
use crate::report::value::value;
use crate::{Extraction, Span};

/// A fact of the call at place `call`.
pub(super) fn fact(call: usize, one: &Extraction, fact: &Fact) -> Json {
    let passage = one.transcript.passages.get(fact.passage);
    let text = passage.map_or("", |passage| one.transcript.passage_text(passage));
    let start = passage.map_or(0, |passage| passage.span.start);
    let mut offsets = Offsets::new(text);
    let mut place = |span: Span| {
        let mut unit = |at: usize| Json::Number(offsets.units(at.saturating_sub(start)));
        Json::List(vec![unit(span.start), unit(span.end)])
    };
    let dates = fact.period.dates(one.call.fiscal_year_end.unwrap_or(12));
    let end = dates.map(|(_, end)| end.to_string()).unwrap_or_default();
    Json::Object(vec![
        ("id", Json::text(&fact.fact_id)),
        ("call", Json::Number(call)),
        ("passage", Json::Number(fact.passage)),
        ("turn", Json::Number(fact.turn)),
        ("line", Json::Number(fact.line)),
        ("sentence", place(fact.sentence)),
        ("mark", place(fact.span)),
        ("quote", Json::text(&fact.quote)),
        ("kind", Json::text(fact.kind.as_str())),
        ("value", Json::Text(value(fact))),
        ("interval", Json::Text(interval(rounded(fact)))),
        ("bound", Json::text(fact.bound.as_str())),
        ("low", Json::Text(fact.low.normalize().to_string())),
        ("metric", Json::text(&fact.metric)),
        ("words", Json::text(&fact.metric_text)),
        ("scope", Json::text(&fact.scope)),
        ("basis", Json::text(fact.basis.as_str())),
        ("aspect", Json::text(fact.aspect.as_str())),
        ("compare", Json::text(fact.compare.as_str())),
        ("period", Json::Text(fact.period.to_string())),
        ("end", Json::Text(end)),
        ("status", Json::text(fact.status.as_str())),
        ("without", Json::text(&fact.adjusted_for)),
        ("why", Json::List(fact.why.iter().map(why).collect())),
    ])
}

fn why(why: &Why) -> Json {
    Json::List(vec![
        Json::text(why.label),
        Json::text(why.confidence.as_str()),
        Json::text(&why.because),
    ])
}
