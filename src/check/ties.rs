//! All checks of a run, company by company.
//!
//! In:  extractions. Out: [`Finding`]s, sorted by call, check and facts, or one by one as they are made.
//! Not here: any single check.
//!
//! Work is bounded: an identity starts from each figure once, a mention is compared with the best one of its figure.

use std::collections::{BTreeMap, BTreeSet};

use rayon::join;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::arbiter::Arbiter;
use super::beside::Beside;
use super::binding::{Binding, Judged, Search, Subject, basis_key, rank, search, seen_from};
use super::culprit::culprits;
use super::finding::{Family, Finding, Severity};
use super::formula::{Reference, Relation, ScopeOf};
use super::found::Found;
use super::guidance::guidance;
use super::identity::{Identity, Wanted};
use super::index::{Index, Mentions, Slot, Trust, trust};
use super::line::line;
use super::plausible::plausible;
use super::propagate::{Agreement, Derived, propagate};
use super::ready::Ready;
use super::restatement::restatements;
use super::rows::{CHECKS, Checks};
use super::scale::scales;
use super::series::series;
use super::standing::Standing;
use super::system::System;
use super::unit::units;
use super::verdict::{Row, finding, judge, lacking};
use super::wording;
use crate::Extraction;
use crate::fact::{Basis, Fact};
use crate::transcript::FiscalPeriod;

/// The calls of a run, oldest first.
#[derive(Debug, Default)]
pub(super) struct CallOrder<'f> {
    places: FxHashMap<&'f str, usize>,
}

impl<'f> CallOrder<'f> {
    /// Orders calls by period, then as given.
    fn new(mut calls: Vec<(&'f str, Option<FiscalPeriod>)>) -> Self {
        calls.sort_by_key(|(_, period)| *period);
        Self { places: calls.into_iter().enumerate().map(|(place, (id, _))| (id, place)).collect() }
    }

    /// Calls that were held in this order.
    #[cfg(test)]
    pub(super) fn invented(calls: &[&'f str]) -> Self {
        Self { places: calls.iter().enumerate().map(|(place, id)| (*id, place)).collect() }
    }

    /// Where the call of a fact stands.
    pub(super) fn place(&self, fact: &Fact) -> usize {
        self.places.get(fact.call_id.as_str()).copied().unwrap_or_default()
    }
}

/// Ties the facts of all calls of a run to each other.
pub(super) fn tie<'f>(
    extractions: &'f [Extraction],
    ready: &Ready<'f>,
) -> (Vec<Finding>, Tied<'f>) {
    let facts = extractions.iter().flat_map(|extraction| &extraction.facts);
    tie_facts(ready, &order(extractions), facts)
}

/// The same for the calls of one company, whose findings are taken as they are made, in no order; one of them may come twice.
pub(super) fn tie_one<'f>(
    extractions: &'f [Extraction],
    ready: &Ready<'f>,
    take: &mut (dyn FnMut(Finding) + Send),
) -> Tied<'f> {
    let company = extractions.first().map_or("", |one| one.call.company_key.as_str());
    let facts: Vec<&Fact> = extractions.iter().flat_map(|one| &one.facts).collect();
    debug_assert!(facts.iter().all(|fact| fact.company_key == company));
    tie_company(ready, &order(extractions), company, &facts, take)
}

fn order(extractions: &[Extraction]) -> CallOrder<'_> {
    let calls = extractions.iter().map(|one| (one.call.call_id.as_str(), one.call.period));
    CallOrder::new(calls.collect())
}

/// What comes of all checks beside the findings.
#[derive(Debug, Default)]
pub(super) struct Tied<'f> {
    /// What the findings say of the facts.
    pub(super) standing: Standing<'f>,
    pub(super) derived: Vec<Derived>,
}

fn tie_facts<'f>(
    ready: &Ready<'f>,
    order: &CallOrder<'_>,
    facts: impl Iterator<Item = &'f Fact>,
) -> (Vec<Finding>, Tied<'f>) {
    let mut companies: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        companies.entry(fact.company_key.as_str()).or_default().push(fact);
    }
    let companies: Vec<(&str, Vec<&Fact>)> = companies.into_iter().collect();
    // No company knows of another; what comes of them stands in their order.
    let tied: Vec<(Vec<Finding>, Tied<'_>)> = companies
        .par_iter()
        .map(|(company, facts)| {
            let mut own = Vec::new();
            let tied = tie_company(ready, order, company, facts, &mut |finding| own.push(finding));
            (own, tied)
        })
        .collect();
    let (mut findings, mut all) = (Vec::new(), Tied::default());
    for (mut found, mut own) in tied {
        findings.append(&mut found);
        all.standing.append(own.standing);
        all.derived.append(&mut own.derived);
    }
    in_order(&mut findings);
    (findings, all)
}

/// Sorts findings by call, check and facts; each stays once.
pub(crate) fn in_order(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (&a.call_id, &a.finding_id).cmp(&(&b.call_id, &b.finding_id)));
    findings.dedup_by(|a, b| {
        let again = a.finding_id == b.finding_id;
        // What it says of its facts was counted with each.
        debug_assert!(!again || a.severity == b.severity, "{}", a.finding_id);
        again
    });
}

fn tie_company<'f>(
    ready: &Ready<'f>,
    order: &CallOrder<'_>,
    company: &str,
    facts: &[&'f Fact],
    take: &mut (dyn FnMut(Finding) + Send),
) -> Tied<'f> {
    let (checks, forms) = (ready.checks, &ready.forms);
    let mut found = Found::new(facts, order, take);
    {
        let index = Index::new(facts.iter().copied());
        let judge = || {
            let mut own = Vec::new();
            let Judged { passing, failing } = identities(checks, &index, &mut own);
            culprits(&failing, &mut own);
            found.extend(own);
            let beside = Beside::new(facts.iter().copied());
            restatements(&index, &beside, &mut found.arbitrated(&Arbiter::new(&passing)));
        };
        let others = || {
            let mut own = Vec::new();
            series(&index, &mut own);
            scales(facts.iter().copied(), &mut own);
            units(&index, facts.iter().copied(), &mut own);
            guidance(&index, order, &mut own);
            own
        };
        let ((), own) = join(judge, others);
        found.extend(own);
    }
    let system = System::new(forms, facts.iter().copied());
    let propagated = propagate(&system, company);
    let fresh = propagated.conflicts.iter().filter(|(facts, _)| !found.is_judged(facts));
    let fresh: Vec<Finding> = fresh.map(|(facts, id)| contradiction(checks, facts, id)).collect();
    found.extend(fresh);
    found.extend(propagated.agreements.iter().map(|it| agreement(checks, it)));
    let mut own = Vec::new();
    plausible(facts.iter().copied(), &mut own);
    found.extend(own);
    Tied { standing: found.end(), derived: propagated.derived }
}

fn contradiction(checks: &Checks, facts: &[&Fact], id: &str) -> Finding {
    let call = facts.first().map_or("", |fact| fact.call_id.as_str());
    let quotes: Vec<String> = facts
        .iter()
        .map(|fact| format!("{} {}", wording::subject(fact), wording::source(fact, call)))
        .collect();
    let known = facts.iter().all(|fact| trust(fact) == Trust::Known);
    let severity = if known { Severity::Warning } else { Severity::Note };
    let headline = format!("{} figures cannot all be true, as {id} shows", facts.len());
    let message = format!("{headline}: {}", quotes.join(", "));
    let found = finding(Row {
        check: "contradiction",
        family: checks.named(id).map_or(Family::Ratio, |identity| identity.family),
        severity,
        facts: facts.to_vec(),
        sides: None,
        message,
        suggestion: String::new(),
    });
    Finding { headline, ..found }
}

fn agreement(checks: &Checks, agreement: &Agreement<'_>) -> Finding {
    let call = agreement.facts.first().map_or("", |fact| fact.call_id.as_str());
    let quotes: Vec<String> =
        agreement.facts.iter().map(|fact| wording::source(fact, call)).collect();
    let message = format!(
        "{}, which nobody said, is {} and by {} {}: {}",
        agreement.figure,
        wording::interval(agreement.first),
        agreement.identity,
        wording::interval(agreement.second),
        quotes.join(", ")
    );
    finding(Row {
        check: "two_ways",
        family: checks.named(agreement.identity).map_or(Family::Ratio, |it| it.family),
        severity: Severity::Pass,
        facts: agreement.facts.clone(),
        sides: Some((agreement.first, agreement.second)),
        message,
        suggestion: String::new(),
    })
}

/// Every identity for every figure that can be its anchor.
fn identities<'f>(checks: &'f Checks, index: &Index<'f>, found: &mut Vec<Finding>) -> Judged<'f> {
    let anchored = checks.identities.iter().filter_map(|identity| {
        let anchor = identity.anchor()?;
        let named = std::slice::from_ref(&anchor.metric);
        let metrics = if anchor.metric == "it" { identity.metrics.as_slice() } else { named };
        Some(metrics.iter().map(move |metric| (identity, anchor, metric.as_str())))
    });
    let anchored: Vec<_> =
        anchored.flatten().filter(|(_, _, metric)| !index.of_metric(metric).is_empty()).collect();
    let of_each: Vec<(Vec<Finding>, Judged<'f>)> = anchored
        .par_iter()
        .map(|(identity, anchor, metric)| identity_of(checks, index, identity, anchor, metric))
        .collect();
    let mut judged = Judged::default();
    for (mut own, mut of_one) in of_each {
        found.append(&mut own);
        judged.passing.append(&mut of_one.passing);
        judged.failing.append(&mut of_one.failing);
    }
    judged
}

/// An identity for every figure of a metric that can be its anchor.
fn identity_of<'f>(
    checks: &'f Checks,
    index: &Index<'f>,
    identity: &'f Identity,
    anchor: &Reference,
    metric: &str,
) -> (Vec<Finding>, Judged<'f>) {
    let (mut found, mut judged) = (Vec::new(), Judged::default());
    let natural = [CHECKS.lists.level_measure(metric)];
    let measures =
        if identity.measures.is_empty() { &natural } else { identity.measures.as_slice() };
    for measure in measures {
        let wanted = Wanted::new(anchor, *measure);
        for (slot, scopes) in index.of_metric(metric) {
            if (slot.series, slot.measure) != (wanted.series, wanted.measure) {
                continue;
            }
            let Some(period) = seen_from(anchor.time, slot.period)
                .filter(|t| identity.quarter.is_none_or(|quarter| quarter == t.part))
            else {
                continue;
            };
            for (scope, mentions) in scopes.iter() {
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
                    found.extend(evaluate(checks, index, identity, subject, slot, &mut judged));
                }
            }
        }
    }
    (found, judged)
}

fn evaluate<'f>(
    checks: &'f Checks,
    index: &Index<'f>,
    identity: &'f Identity,
    subject: Subject<'f>,
    slot: &Slot<'_>,
    judged: &mut Judged<'f>,
) -> Option<Finding> {
    debug_assert_eq!(slot.metric, subject.metric);
    match search(index, identity, subject) {
        Search::Bound(binding) => {
            let distinct: BTreeSet<&str> =
                binding.facts().map(|fact| fact.fact_id.as_str()).collect();
            if distinct.len() < binding.operands.len() {
                return None;
            }
            let mirror = identity.mirror.as_deref().and_then(|id| checks.named(id));
            let mirrored = mirror.and_then(|other| mirrored(index, other, subject, &binding));
            let found = judge(index, &binding, mirrored.as_ref());
            // That a profit is smaller than its revenue ticks no digit.
            let proves = identity.formula.relation == Relation::Equal;
            let passes = found.severity == Severity::Pass;
            let apart = matches!(found.severity, Severity::Note | Severity::NotEvaluated);
            if passes && proves {
                judged.passing.push(binding);
            } else if apart && proves && binding.stretched.is_none() {
                judged.failing.push(binding);
            }
            (proves || !passes).then_some(found)
        }
        Search::Lacks(facts, reference) => (identity.formula.relation == Relation::Equal)
            .then(|| lacking(identity, facts, reference)),
        Search::Nothing => None,
    }
}

/// The same anchor under the identity of the other comparison.
fn mirrored<'f>(
    index: &Index<'f>,
    other: &'f Identity,
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
    let mut best: BTreeMap<(Basis, &str, &str, String), &Fact> = BTreeMap::new();
    for fact in mentions.iter().filter(|fact| basis.is_none_or(|basis| basis == fact.basis)) {
        let label = (
            basis_key(&fact.metric, fact.basis),
            fact.adjusted_for.as_str(),
            fact.unit.as_str(),
            line(fact),
        );
        let slot = best.entry(label).or_insert(fact);
        if rank(fact) < rank(slot) {
            *slot = fact;
        }
    }
    best.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // Ratio: holds, slips, is stretched.
        (&["gross_profit total 2024-Q1 = 566 money", "revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 54.1 percent"],
         "gross_margin pass"),
        (&["gross_profit total 2024-Q1 = 566 money", "revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 45.1 percent"],
         "gross_margin error"),
        (&["gross_profit total 2024-Q1 = 566 money non_gaap", "revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 45.1 percent"],
         "gross_margin not_evaluated"),
        (&["gross_profit total 2024-Q1 = 566 money gaap", "revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 45.1 percent non_gaap"],
         "gross_margin not_evaluated"),
        (&["gross_profit total 2024-Q1 = 1590 money", "revenue total 2024-Q1 = 10470 money", "gross_margin total 2024-Q1 = 15.1 percent"],
         "gross_margin note"),
        (&["revenue total 2024-Q1 = 1047 money", "gross_margin total 2024-Q1 = 54.1 percent"], "gross_margin not_evaluated"),
        // Sums: a part may be missing, parts of one passage cannot exceed the total.
        (&["revenue total 2024-Q1 = 1047 money line=3", "revenue Cloud 2024-Q1 = 972 money line=3", "revenue Edge 2024-Q1 = 75 money line=3"],
         "sum_of_parts pass"),
        (&["revenue total 2024-Q1 = 1047 money line=3", "revenue Cloud 2024-Q1 = 872 money line=3", "revenue Edge 2024-Q1 = 75 money line=3"],
         "sum_of_parts not_evaluated"),
        (&["revenue total 2024-Q1 = 1047 money line=3", "revenue Cloud 2024-Q1 = 972 money line=3", "revenue Edge 2024-Q1 = 750 money line=3"],
         "sum_of_parts error"),
        (&["revenue total 2024-Q1 = 1047 money line=3", "revenue Cloud 2024-Q1 = 972 money line=4", "revenue Edge 2024-Q1 = 750 money line=4"],
         "sum_of_parts not_evaluated"),
        // A profit is no larger than its revenue; that it is smaller ticks nothing.
        (&["revenue total 2024-Q1 = 1047 money", "gross_profit total 2024-Q1 = 5660 money"], "gross_profit_within_revenue error"),
        (&["revenue total 2024-Q1 = 1047 money", "gross_profit total 2024-Q1 = 566 money"], ""),
        // Delta, with the comparison that is meant.
        (&["gross_margin total 2024-Q1 = 54.1 percent", "gross_margin total 2023-Q4 = 52.4 percent call=acme-2023-q4", "gross_margin total 2024-Q1 = 170 bps qoq"],
         "delta_qoq pass"),
        (&["gross_margin total 2024-Q1 = 54.1 percent", "gross_margin total 2023-Q4 = 52.4 percent call=acme-2023-q4",
           "gross_margin total 2023-Q1 = 51.8 percent call=acme-2023-q4", "gross_margin total 2024-Q1 = 230 bps qoq"],
         "delta_qoq error: it would hold as a change year over year"),
        // Restatement.
        (&["revenue total 2024-Q1 = 1.0 money line=1", "revenue total 2024-Q1 = 1.047 money line=2"], "restatement pass"),
        (&["operating_income total 2024-Q1 = 173 money non_gaap line=1", "operating_income total 2024-Q1 = -362 money non_gaap line=2"],
         "restatement error: one of the two may be meant as GAAP where non-GAAP is said"),
        (&["operating_income total 2024-Q1 = 173 money non_gaap line=1", "operating_income total 2024-Q1 = -362 money line=2"], "restatement not_evaluated"),
        (&["revenue total 2024-Q1 = 173 money line=1", "revenue total 2024-Q1 = 137 money line=1"], "restatement not_evaluated"),
        (&["revenue total 2024-Q1 = 173 money line=1", "revenue total 2024-Q1 = 137 money line=2 analyst"], "restatement warning"),
        (&["revenue total 2024-Q1 = 173 money line=1", "revenue total 2024-Q1 = 422 money line=2"], "restatement not_evaluated"),
        (&["revenue total 2024-Q1 = 1 money line=1", "revenue total 2024-Q1 = 1000 money line=2"], "restatement warning"),
        (&["backlog total 2024-Q1 = 1500 count over line=1 name=backlog", "backlog total 2024-Q1 = 5800 count over line=2 name=backlog"], "restatement warning"),
        (&["backlog total 2024-Q1 = 5100 count over line=1 name=backlog", "backlog total 2024-Q1 = 5800 count over line=2 name=backlog"], "restatement pass"),
        (&["customers total 2024-Q1 = 1500 count over line=1", "customers total 2024-Q1 = 5800 count over line=2"], "restatement pass"),
        (&["backlog total 2024-Q1 = 1500 count over line=1 name=backlog", "backlog total 2024-Q1 = 5800 count over line=2 name=backlog", "backlog total 2024-Q1 = 900 count over line=3 name=backlog"], "restatement pass; restatement pass"),
        // Net income and earnings per share of two bases are of one number of shares.
        (&["net_income total 2024-FY = 5.70 money line=1", "eps total 2024-FY = 7.09 per_share line=1", "net_income total 2024-FY = 5.00 money non_gaap line=2", "eps total 2024-FY = 8.50 per_share non_gaap line=2"],
         "implied_share_count_within warning; restatement not_evaluated; restatement not_evaluated"),
        (&["net_income total 2024-FY = 4.70 money line=1", "eps total 2024-FY = 7.99 per_share line=1", "net_income total 2024-FY = 5.00 money non_gaap line=2", "eps total 2024-FY = 8.50 per_share non_gaap line=2"], "restatement not_evaluated; restatement not_evaluated"),
        // An identity speaks for one of two mentions.
        (&["operating_income total 2024-Q1 = 182 money line=1", "revenue total 2024-Q1 = 1134 money line=1",
           "operating_margin total 2024-Q1 = 16.0 percent line=1", "operating_income total 2024-Q1 = 122 money line=2"],
         "operating_margin pass; restatement warning"),
        (&["operating_income total 2024-Q1 = 182 money line=1", "revenue total 2024-Q1 = 1134 money line=1",
           "operating_margin total 2024-Q1 = 16.0 percent line=1", "operating_income total 2024-Q1 = 457 money line=2"],
         "operating_margin pass; restatement not_evaluated"),
        // Units.
        (&["shares_outstanding total 2024-Q1 = 164 money"], "unit_money_count error: read 164 without the currency"),
        (&["gross_margin total 2024-Q1 = 541 percent"], "unit_above_hundred warning"),
        (&["retention_rate total 2024-Q1 = 102 percent"], ""),
        (&["stock_based_compensation_ratio total 2024-Q1 = -130 bps qoq", "stock_based_compensation_ratio total 2024-Q1 = -13 percent qoq"],
         "unit_points error: read 130 basis points for \"-13\""),
        // Guidance.
        (&["revenue total 2024-Q1 = 600..650 money guidance call=acme-2023-q4", "revenue total 2024-Q1 = 700 money"], "guidance_result note"),
        (&["revenue total 2024-FY = 600..650 money guidance call=acme-2023-q4", "revenue total 2024-FY = 620..650 money guidance"], "guidance_change note"),
        (&["revenue total 2024-FY = 5..10 percent guidance yoy line=1", "revenue total 2024-FY = 5..50 percent guidance yoy line=2"], "restatement warning"),
        (&["revenue total 2024-FY = 5..10 percent guidance yoy line=1", "revenue total 2024-FY = 6..12 percent guidance yoy line=2"], "restatement pass"),
        (&["revenue total 2024-FY = 650..600 money guidance"], "guidance_order error: read 600 to 650"),
        // Rollup, across calls; growth of a loss.
        (&["free_cash_flow total TTM-2023-Q4 = 655 money call=acme-2023-q4", "free_cash_flow total 2024-Q1 = 126 money yoy",
           "free_cash_flow total TTM-2024-Q1 = 781 money"], "trailing_step pass"),
        (&["net_income total 2024-Q1 = -20 money", "net_income total 2023-Q1 = -10 money", "net_income total 2024-Q1 = 30 percent yoy"], "growth_yoy not_evaluated"),
    ];

    #[test]
    fn table() {
        let period = |text: &str| text.parse::<FiscalPeriod>().ok();
        let order = CallOrder::new(vec![
            ("acme-2024-q1", period("2024-Q1")),
            ("acme-2023-q4", period("2023-Q4")),
        ]);
        let ready = Ready::from(&*CHECKS);
        for (given, expected) in TABLE {
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let found = tie_facts(&ready, &order, facts.iter()).0;
            let said = |finding: &Finding| {
                let row = format!("{} {}", finding.check, finding.severity.as_str());
                let worth = finding.severity == Severity::Error && expected.contains(": ");
                if worth { format!("{row}: {}", finding.suggestion) } else { row }
            };
            let shown: Vec<String> = found.iter().map(said).collect();
            assert_eq!(
                shown.join("; "),
                *expected,
                "given: {given:?}, {:?}",
                found.first().map(|f| &f.message)
            );
            let again: Vec<Finding> = tie_facts(&ready, &order, facts.iter().rev()).0;
            assert_eq!(found.len(), again.len(), "given: {given:?}");
        }
    }
}
