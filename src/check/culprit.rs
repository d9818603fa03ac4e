//! One figure that breaks several identities, where one slip in it mends them all.
//!
//! In:  the bindings that do not hold. Out: [`Finding`]s. Not here: one identity alone (`verdict`).
//!
//! A single identity that fails under labels that are not sure proves nothing: another figure may be meant. Where two of them,
//! of different form and with other figures, fail at one figure, and one change of one digit or word in it lets both hold, the
//! figure is the one that was said wrongly.

use std::collections::{BTreeMap, BTreeSet};

use super::binding::{Binding, loose, rounded};
use super::finding::{Finding, Severity};
use super::index::{is_assumed, is_hedged, is_outsider};
use super::mend::{Changed, telling_mend};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::Fact;

/// How many failures of one figure are looked at.
const MOST_FAILURES: usize = 8;

/// Looks for figures that two failures have in common.
pub(super) fn culprits(failing: &[Binding<'_>], found: &mut Vec<Finding>) {
    let mut of_fact: BTreeMap<&str, (&Fact, Vec<&Binding<'_>>)> = BTreeMap::new();
    for binding in failing {
        for fact in binding.facts() {
            of_fact.entry(&fact.fact_id).or_insert_with(|| (fact, Vec::new())).1.push(binding);
        }
    }
    for (fact, failures) in of_fact.into_values() {
        found.extend(culprit(fact, &failures));
    }
}

fn culprit(fact: &Fact, failures: &[&Binding<'_>]) -> Option<Finding> {
    if is_hedged(fact) || is_outsider(fact) || is_assumed(fact, "metric") {
        return None;
    }
    let near = failures.get(..MOST_FAILURES.min(failures.len()))?;
    let pairs = near.iter().enumerate().flat_map(|(place, first)| {
        near.iter().skip(place.saturating_add(1)).map(move |second| (*first, *second))
    });
    for (first, second) in pairs.filter(|(first, second)| independent(fact, first, second)) {
        let holds =
            |changed: &Changed<'_>| [first, second].iter().all(|it| holds_with(it, changed));
        // A digit at will mends too much, also where a label is wrong and not the number.
        let Some(slip) = telling_mend(fact, &holds) else { continue };
        let (left, right) = first.sides(&rounded);
        let message = format!(
            "{}: neither {} nor {} holds with {}",
            wording::subject(fact),
            first.identity.text,
            second.identity.text,
            wording::source(fact, &fact.call_id)
        );
        return Some(finding(Row {
            check: "two_failures",
            family: first.identity.family,
            severity: Severity::Warning,
            facts: vec![fact],
            sides: Some((left, right)),
            message,
            suggestion: slip.text,
        }));
    }
    None
}

fn holds_with(binding: &Binding<'_>, changed: &Changed<'_>) -> bool {
    let read = |fact: &Fact| {
        if fact.fact_id == changed.fact.fact_id { changed.rounded() } else { loose(fact) }
    };
    let (left, right) = binding.sides(&read);
    binding.identity.holds(left, right)
}

/// Of two identities, each with a figure that the other has not.
fn independent(fact: &Fact, first: &Binding<'_>, second: &Binding<'_>) -> bool {
    let others = |binding: &Binding<'_>| -> BTreeSet<String> {
        let facts = binding.facts().filter(|other| other.fact_id != fact.fact_id);
        facts.map(|other| other.fact_id.clone()).collect()
    };
    let (one, other) = (others(first), others(second));
    first.identity.id != second.identity.id && !one.is_subset(&other) && !other.is_subset(&one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::binding::{Search, Subject, search};
    use crate::check::index::{Index, Measure};
    use crate::check::invented::fact;
    use crate::check::rows::CHECKS;
    use crate::fact::Status;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // operating margin beside income of 182, revenue of 1134, 16.2% before, down 10 basis points
        ("16.1",  "nothing"),
        // Any digit may be missing.
        ("6.1",   "nothing"),
        ("61.1",  "16.1"),
        // No one slip leads there.
        ("72.4",  "nothing"),
    ];

    #[test]
    fn table() {
        for (margin, expected) in TABLE {
            let given = [
                "operating_income total 2024-Q3 = 182 money".to_owned(),
                "revenue total 2024-Q3 = 1134 money".to_owned(),
                format!("operating_margin total 2024-Q3 = {margin} percent"),
                "operating_margin total 2024-Q2 = 16.2 percent call=acme-2024-q2".to_owned(),
                "operating_margin total 2024-Q3 = -10 bps qoq".to_owned(),
            ];
            let facts: Vec<Fact> = given.iter().map(|text| fact(text)).collect();
            let index = Index::new(facts.iter());
            let bound = |id: &str, anchor: usize| {
                let subject = Subject {
                    metric: "operating_margin",
                    measure: Measure::Percent,
                    period: "2024-Q3".parse().unwrap(),
                    status: Status::Actual,
                    anchor: &facts[anchor],
                };
                match search(&index, CHECKS.named(id).unwrap(), subject) {
                    Search::Bound(binding) => binding,
                    other => panic!("{other:?}"),
                }
            };
            let failing = [bound("operating_margin", 2), bound("delta_qoq", 4)];
            let fails = |it: &&Binding<'_>| {
                let (left, right) = it.sides(&loose);
                !it.identity.holds(left, right)
            };
            let failing: Vec<Binding<'_>> = failing.iter().filter(fails).cloned().collect();
            let mut found = Vec::new();
            culprits(&failing, &mut found);
            let shown = found.first().map_or("nothing", |row| row.suggestion.as_str());
            assert!(shown.contains(expected), "given: {margin}, got: {shown}");
        }
    }
}
