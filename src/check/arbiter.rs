//! Which of two mentions an identity speaks for.
//!
//! In:  restatements that could not be judged, and the identities that hold. Out: warnings in their place.
//! Not here: mentions that agree (`restatement`), identities that fail (`verdict`).
//!
//! Two mentions under the same labels may be two things. But where one of them is tied to other figures by an identity, the other
//! would break it, and one slip leads from the other to the first, the other is the first, said wrongly. Two mentions of one passage are two things.

use rustc_hash::FxHashMap;

use super::binding::{Binding, basis_key, loose};
use super::finding::{Finding, Severity};
use super::index::{Trust, is_hedged, is_outsider, trust_beside};
use super::mend::mend;
use crate::fact::Fact;

/// The identities that hold, by the facts in them.
#[derive(Debug, Default)]
pub(super) struct Arbiter<'b> {
    of_fact: FxHashMap<&'b str, Vec<&'b Binding<'b>>>,
}

impl<'b> Arbiter<'b> {
    pub(super) fn new(passing: &'b [Binding<'b>]) -> Self {
        let mut of_fact: FxHashMap<&str, Vec<&Binding<'_>>> = FxHashMap::default();
        for binding in passing {
            for fact in binding.facts() {
                of_fact.entry(&fact.fact_id).or_default().push(binding);
            }
        }
        Self { of_fact }
    }

    /// Judges again what `restatement` left open of two mentions.
    pub(super) fn arbitrate(&self, finding: &mut Finding, first: &Fact, second: &Fact) {
        if finding.check != "restatement" || finding.severity != Severity::NotEvaluated {
            return;
        }
        let against = |right, wrong| against(&self.of_fact, right, wrong);
        let verdict = against(first, second).or_else(|| against(second, first));
        if let Some((identity, suggestion)) = verdict {
            let reason = format!("; {identity} holds with the one and not with the other");
            finding.headline.push_str(&reason);
            finding.message.clone_from(&finding.headline);
            finding.severity = Severity::Warning;
            finding.suggestion = suggestion;
        }
    }
}

/// The identity that holds with `right` and not with `wrong`, and what to read for `wrong`.
fn against<'b>(
    of_fact: &FxHashMap<&str, Vec<&'b Binding<'_>>>,
    right: &Fact,
    wrong: &Fact,
) -> Option<(&'b str, String)> {
    // A hedged mention is more often another figure than the same one said wrongly.
    let firm =
        |fact: &Fact| !is_hedged(fact) && !is_outsider(fact) && trust_beside(fact) == Trust::Known;
    let one = basis_key(&right.metric, right.basis) == basis_key(&wrong.metric, wrong.basis)
        && right.adjusted_for == wrong.adjusted_for
        && (&right.call_id, right.passage) != (&wrong.call_id, wrong.passage);
    if !one || !firm(right) || !firm(wrong) {
        return None;
    }
    let slip = mend([wrong].into_iter(), &|changed| changed.value == right.low)?;
    let bindings = of_fact.get(right.fact_id.as_str())?;
    let breaks = bindings.iter().find(|binding| {
        let read = |fact: &Fact| {
            if fact.fact_id == right.fact_id { loose(wrong) } else { loose(fact) }
        };
        let (left, right) = binding.sides(&read);
        !binding.identity.holds(left, right)
    })?;
    Some((&breaks.identity.id, slip.text))
}
