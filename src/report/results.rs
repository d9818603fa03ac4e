//! What a run gives, as JSON.
//!
//! In:  the results of a run. Out: [`findings_json`]. Not here: the same for people (`diagnostic.rs`).

use std::collections::HashMap;

use super::json::Json;
use crate::Run;
use crate::check::{Finding, Severity};
use crate::fact::Fact;

const SEVERITIES: [Severity; 5] =
    [Severity::Error, Severity::Warning, Severity::Note, Severity::Pass, Severity::NotEvaluated];

/// The findings that are at least as bad as `least`, the worst first, and how many there are of each severity.
#[must_use]
pub fn findings_json(run: &Run, least: Severity) -> String {
    let mut shown: Vec<&Finding> =
        run.findings.iter().filter(|one| one.severity <= least).collect();
    shown.sort_by_key(|one| one.severity);
    let facts = run.extractions.iter().flat_map(|one| &one.facts);
    let facts = facts.map(|fact| (fact.fact_id.as_str(), fact)).collect();
    let list = shown.into_iter().map(|one| finding(&facts, one)).collect();
    Json::Object(vec![("findings", Json::List(list)), ("counts", counts(run))]).page()
}

fn counts(run: &Run) -> Json {
    let count = |severity| run.findings.iter().filter(|one| one.severity == severity).count();
    let counts = SEVERITIES.map(|severity| (severity.as_str(), Json::Number(count(severity))));
    Json::Object(counts.into())
}

fn finding(facts: &HashMap<&str, &Fact>, one: &Finding) -> Json {
    let said = one.fact_ids.iter().filter_map(|id| facts.get(id.as_str())).map(|fact| {
        Json::Object(vec![
            ("fact_id", Json::text(&fact.fact_id)),
            ("source_file", Json::text(&fact.source_file)),
            ("line", Json::Number(fact.line)),
            ("byte_start", Json::Number(fact.source_span.start)),
            ("byte_end", Json::Number(fact.source_span.end)),
            ("quote", Json::text(&fact.quote)),
        ])
    });
    Json::Object(vec![
        ("finding_id", Json::text(&one.finding_id)),
        ("call_id", Json::text(&one.call_id)),
        ("family", Json::text(one.family.as_str())),
        ("check", Json::text(&one.check)),
        ("severity", Json::text(one.severity.as_str())),
        ("message", Json::text(&one.message)),
        ("suggestion", Json::text(&one.suggestion)),
        ("facts", Json::List(said.collect())),
    ])
}
