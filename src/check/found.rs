//! Findings of a company on their way out.
//!
//! In:  findings as checks make them. Out: the same, with their calls, to whoever takes them; what is asked of them later ([`Standing`]).
//! Not here: how a check judges, where findings go (`stream.rs`).
//!
//! They are the most of what a company comes to: none stays here.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::arbiter::Arbiter;
use super::finding::{Finding, Severity};
use super::standing::Standing;
use super::ties::CallOrder;
use crate::fact::Fact;

/// Hands on the findings of a company.
pub(super) struct Found<'f, 't> {
    by_id: FxHashMap<&'f str, &'f Fact>,
    order: &'t CallOrder<'t>,
    take: &'t mut (dyn FnMut(Finding) + Send),
    /// The facts of each finding that is more than a pass, as the check gave it.
    judged: BTreeSet<Vec<&'f str>>,
    standing: Standing<'f>,
}

impl<'f, 't> Found<'f, 't> {
    /// Nothing yet of these facts.
    pub(super) fn new(
        facts: &[&'f Fact],
        order: &'t CallOrder<'t>,
        take: &'t mut (dyn FnMut(Finding) + Send),
    ) -> Self {
        Self {
            by_id: facts.iter().map(|fact| (fact.fact_id.as_str(), *fact)).collect(),
            order,
            take,
            judged: BTreeSet::new(),
            standing: Standing::default(),
        }
    }

    /// Takes findings that the identities have a say in.
    pub(super) fn arbitrated<'a>(
        &'a mut self,
        arbiter: &'a Arbiter<'a>,
    ) -> impl Extend<Finding> + use<'a, 'f, 't> {
        Arbitrated { found: self, arbiter }
    }

    /// Has a check said something of just these facts, other than that they pass?
    pub(super) fn is_judged(&self, facts: &[&Fact]) -> bool {
        self.judged.contains(&ids(facts))
    }

    /// What all findings say of the facts.
    pub(super) fn end(self) -> Standing<'f> {
        self.standing
    }

    fn push(&mut self, mut finding: Finding, arbiter: Option<&Arbiter<'_>>) {
        let said = finding.fact_ids.iter().filter_map(|id| self.by_id.get(id.as_str()));
        let facts: Vec<&'f Fact> = said.copied().collect();
        if !matches!(finding.severity, Severity::Pass | Severity::NotEvaluated) {
            self.judged.insert(ids(&facts));
        }
        if let (Some(arbiter), [first, second]) = (arbiter, facts.as_slice()) {
            arbiter.arbitrate(&mut finding, first, second);
        }
        let newest = facts.iter().max_by_key(|fact| self.order.place(fact));
        finding.call_id = newest.map_or(String::new(), |fact| fact.call_id.to_string());
        let ids = facts.iter().map(|fact| fact.fact_id.as_str());
        self.standing.add(finding.severity, ids);
        (self.take)(finding);
    }
}

/// The ids of facts, whatever the order of these.
fn ids<'f>(facts: &[&'f Fact]) -> Vec<&'f str> {
    let mut ids: Vec<&str> = facts.iter().map(|fact| fact.fact_id.as_str()).collect();
    ids.sort_unstable();
    ids
}

impl Extend<Finding> for Found<'_, '_> {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding, None));
    }
}

struct Arbitrated<'a, 'f, 't> {
    found: &'a mut Found<'f, 't>,
    arbiter: &'a Arbiter<'a>,
}

impl Extend<Finding> for Arbitrated<'_, '_, '_> {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.found.push(finding, Some(self.arbiter)));
    }
}
