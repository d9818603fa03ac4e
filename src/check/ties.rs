//! All checks of a run, company by company.
//!
//! In:  extractions. Out: [`Finding`]s, sorted by call, check and facts.
//! Not here: any single check.
//!
//! Work is bounded: an identity starts from each figure once, a mention is compared with the best one of its figure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::binding::{Binding, Search, Subject, basis_key, rank, search, seen_from};
use super::finding::Finding;
use super::formula::ScopeOf;
use super::guidance::guidance;
use super::identity::{CHECKS, Identity, Wanted};
use super::index::{Index, Mentions, Slot};
use super::restatement::restatements;
use super::unit::units;
use super::verdict::{judge, lacking};
use crate::Extraction;
use crate::fact::{Basis, Fact};

/// The calls of a run, oldest first.
#[derive(Debug, Default)]
pub(super) struct CallOrder<'f> {
    places: HashMap<&'f str, usize>,
}

impl<'f> CallOrder<'f> {
    fn new(extractions: &'f [Extraction]) -> Self {
        let mut calls: Vec<_> =
            extractions.iter().map(|extraction| &extraction.call).enumerate().collect();
        calls.sort_by_key(|(given, call)| (call.period, *given));
        let ids = calls.into_iter().map(|(_, call)| call.call_id.as_str());
        Self { places: ids.enumerate().map(|(place, id)| (id, place)).collect() }
    }

    /// Where the call of a fact stands.
    pub(super) fn place(&self, fact: &Fact) -> usize {
        self.places.get(fact.call_id.as_str()).copied().unwrap_or_default()
    }
}

/// Ties the facts of all calls of a run to each other.
pub(super) fn tie(extractions: &[Extraction]) -> Vec<Finding> {
    let order = CallOrder::new(extractions);
    let mut companies: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in extractions.iter().flat_map(|extraction| &extraction.facts) {
        companies.entry(fact.company_key.as_str()).or_default().push(fact);
    }
    let mut found = Vec::new();
    for facts in companies.into_values() {
        let mut own = Vec::new();
        let index = Index::new(facts.iter().copied());
        identities(&index, &mut own);
        restatements(&index, &mut own);
        units(&index, facts.iter().copied(), &mut own);
        guidance(&index, &order, &mut own);
        let by_id: HashMap<&str, &Fact> =
            facts.iter().map(|fact| (fact.fact_id.as_str(), *fact)).collect();
        for finding in &mut own {
            let said = finding.fact_ids.iter().filter_map(|id| by_id.get(id.as_str()));
            let newest = said.max_by_key(|fact| order.place(fact));
            finding.call_id = newest.map_or(String::new(), |fact| fact.call_id.clone());
        }
        found.append(&mut own);
    }
    found.sort_by(|a, b| (&a.call_id, &a.finding_id).cmp(&(&b.call_id, &b.finding_id)));
    found.dedup_by(|a, b| a.finding_id == b.finding_id);
    found
}

/// Every identity for every figure that can be its anchor.
fn identities(index: &Index<'_>, found: &mut Vec<Finding>) {
    for identity in &CHECKS.identities {
        let Some(anchor) = identity.anchor() else { continue };
        let named = [anchor.metric.clone()];
        let metrics = if anchor.metric == "it" { identity.metrics.as_slice() } else { &named };
        for metric in metrics {
            let natural = [CHECKS.lists.level_measure(metric)];
            let measures =
                if identity.measures.is_empty() { &natural } else { identity.measures.as_slice() };
            for measure in measures {
                let wanted = Wanted::new(anchor, *measure);
                for slot in index.of_metric(metric) {
                    if (slot.series, slot.measure) != (wanted.series, wanted.measure) {
                        continue;
                    }
                    let Some(period) = seen_from(anchor.time, slot.period) else { continue };
                    for (scope, mentions) in index.scopes(slot).into_iter().flatten() {
                        if anchor.scope == ScopeOf::Total && scope != "total" {
                            continue;
                        }
                        for fact in anchors(mentions, wanted.basis) {
                            let subject = Subject {
                                metric: slot.metric,
                                measure: *measure,
                                period,
                                status: slot.status,
                                anchor: fact,
                            };
                            found.extend(evaluate(index, identity, subject, slot));
                        }
                    }
                }
            }
        }
    }
}

fn evaluate(
    index: &Index<'_>,
    identity: &'static Identity,
    subject: Subject<'_>,
    slot: &Slot<'_>,
) -> Option<Finding> {
    debug_assert_eq!(slot.metric, subject.metric);
    match search(index, identity, subject) {
        Search::Bound(binding) => {
            let distinct: BTreeSet<&str> =
                binding.facts().map(|fact| fact.fact_id.as_str()).collect();
            if distinct.len() < binding.operands.len() {
                return None;
            }
            let mirror = identity.mirror.as_deref().and_then(|id| CHECKS.named(id));
            let mirrored = mirror.and_then(|other| mirrored(index, other, subject, &binding));
            Some(judge(index, &binding, mirrored.as_ref()))
        }
        Search::Lacks(facts, reference) => Some(lacking(identity, facts, reference)),
        Search::Nothing => None,
    }
}

/// The same anchor under the identity of the other comparison.
fn mirrored<'f>(
    index: &Index<'f>,
    other: &'static Identity,
    subject: Subject<'f>,
    binding: &Binding<'f>,
) -> Option<Binding<'f>> {
    debug_assert!(binding.facts().any(|fact| fact.fact_id == subject.anchor.fact_id));
    match search(index, other, subject) {
        Search::Bound(binding) => Some(binding),
        _ => None,
    }
}

/// The best mention for each basis, adjustment and unit.
fn anchors<'f>(mentions: &Mentions<'f>, basis: Option<Basis>) -> Mentions<'f> {
    let mut best: BTreeMap<(Basis, &str, &str), &Fact> = BTreeMap::new();
    for fact in mentions.iter().filter(|fact| basis.is_none_or(|basis| basis == fact.basis)) {
        let label =
            (basis_key(&fact.metric, fact.basis), fact.adjusted_for.as_str(), fact.unit.as_str());
        let slot = best.entry(label).or_insert(fact);
        if rank(fact) < rank(slot) {
            *slot = fact;
        }
    }
    best.into_values().collect()
}
