//! What the page shows, as JSON.
//!
//! In:  a run and its checks. Out: [`data`]. Not here: how it is shown (`script/`), how it is kept from being markup (`page.rs`).

use std::collections::{BTreeMap, HashMap};

use super::{call, chart, fact, finding};
use crate::check::{Checks, Severity};
use crate::fact::Metrics;
use crate::report::json::Json;
use crate::{Extraction, Run};

/// Where each fact stands among all facts of the run.
pub(super) type Places<'a> = HashMap<&'a str, usize>;

/// Calls, facts, findings and charts. Facts are named by their place in the list of all facts, calls by theirs.
pub(super) fn data(run: &Run, checks: &Checks) -> Json {
    let places: Places<'_> =
        facts(run).enumerate().map(|(at, (_, _, fact))| (fact.fact_id.as_str(), at)).collect();
    let count = |severity| run.findings.iter().filter(|one| one.severity == severity).count();
    let shown = run.findings.iter().filter(|one| one.severity != Severity::NotEvaluated);
    Json::Object(vec![
        ("program", Json::text(concat!("tickmark ", env!("CARGO_PKG_VERSION")))),
        ("metrics", metrics(run)),
        ("calls", Json::List(run.extractions.iter().map(call::call).collect())),
        (
            "facts",
            Json::List(facts(run).map(|(at, one, fact)| fact::fact(at, one, fact)).collect()),
        ),
        ("findings", Json::List(shown.map(|one| finding::finding(one, checks, &places)).collect())),
        ("unjudged", Json::Number(count(Severity::NotEvaluated))),
        ("derived", Json::Number(run.derived.len())),
        ("charts", Json::List(chart::charts(run, &places))),
    ])
}

/// All facts, each with its call and the call's place.
fn facts(run: &Run) -> impl Iterator<Item = (usize, &Extraction, &crate::fact::Fact)> {
    let calls = run.extractions.iter().enumerate();
    calls.flat_map(|(at, one)| one.facts.iter().map(move |fact| (at, one, fact)))
}

/// The names of the metrics that occur, as pairs of id and name.
fn metrics(run: &Run) -> Json {
    let ids = facts(run).map(|(_, _, fact)| fact.metric.as_str());
    let names: BTreeMap<&str, String> = ids.map(|id| (id, name(id))).collect();
    let pair = |(id, name): (&str, String)| Json::List(vec![Json::text(id), Json::Text(name)]);
    Json::List(names.into_iter().map(pair).collect())
}

/// The name of a metric for people.
pub(super) fn name(id: &str) -> String {
    Metrics::built_in().get(id).map_or_else(|| id.replace('_', " "), |metric| metric.name.clone())
}
