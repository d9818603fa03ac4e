//! The results of a run, as the tables and the report take them.

use std::collections::{HashMap, HashSet};

use crate::check::{Derived, Finding, TranslationRow};
use crate::fact::{Call, Fact, Numeral};
use crate::kpi::Kpi;
use crate::transcript::Transcript;

/// What one call gives.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The call as read.
    pub transcript: Transcript,
    /// Its row in the `calls` table.
    pub call: Call,
    /// Its facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// Its numerals, in the order of the text.
    pub numerals: Vec<Numeral>,
    /// Its mentions against their translations, in the order of the text.
    pub translations: Vec<TranslationRow>,
}

/// What all calls of one run give together.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// One a file, in the order in which the files were given.
    pub extractions: Vec<Extraction>,
    /// Results of all checks, within calls and across them.
    pub findings: Vec<Finding>,
    /// Figures that nobody said and that follow from those that were.
    pub derived: Vec<Derived>,
    /// One value for each company, metric, scope, basis and period.
    pub kpis: Vec<Kpi>,
}

impl Extraction {
    /// The same results under another call id, fact ids included.
    #[must_use]
    pub fn renamed(mut self, call_id: &str) -> Self {
        let old = std::mem::replace(&mut self.call.call_id, call_id.to_owned());
        let rename = |id: &mut String| {
            if let Some(rest) = id.strip_prefix(&old) {
                *id = format!("{call_id}{rest}");
            }
        };
        for fact in &mut self.facts {
            fact.call_id = call_id.into();
            rename(&mut fact.fact_id);
        }
        self.numerals.iter_mut().flat_map(|numeral| &mut numeral.fact_ids).for_each(rename);
        for row in &mut self.translations {
            call_id.clone_into(&mut row.call_id);
            rename(&mut row.fact_id);
        }
        self
    }
}

/// Gives each call of a run an id of its own: the second `acme-2024-q1` becomes `acme-2024-q1-2`.
#[derive(Debug, Default)]
pub struct CallIds {
    /// The ids of the calls so far.
    taken: HashSet<String>,
    /// The number that the last call of an id got.
    numbers: HashMap<String, u32>,
}

impl CallIds {
    /// The next call in order. `is_later` tells which ids the calls after it have by themselves: nobody takes theirs.
    pub fn own(&mut self, one: Extraction, is_later: &dyn Fn(&str) -> bool) -> Extraction {
        let id = &one.call.call_id;
        if !self.taken.contains(id) {
            self.taken.insert(id.clone());
            return one;
        }
        // A number that was not free before is not free now.
        let first = self.numbers.get(id).map_or(2, |last| last.saturating_add(1));
        let free = (first..)
            .map(|number| (number, format!("{id}-{number}")))
            .find(|(_, id)| !self.taken.contains(id) && !is_later(id));
        let Some((number, free)) = free else { return one };
        self.numbers.insert(id.clone(), number);
        self.taken.insert(free.clone());
        one.renamed(&free)
    }
}

/// Gives all calls of a run ids of their own.
pub(crate) fn distinct(extractions: Vec<Extraction>) -> Vec<Extraction> {
    let given: HashSet<String> = extractions.iter().map(|one| one.call.call_id.clone()).collect();
    let mut ids = CallIds::default();
    extractions.into_iter().map(|one| ids.own(one, &|id| given.contains(id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &[&str])] = &[
        // given                     ids
        (&["a", "b", "a", "a"],      &["a", "b", "a-2", "a-3"]),
        (&["a", "a", "a-2", "a"],    &["a", "a-3", "a-2", "a-4"]),
        (&["a-2", "a", "a", "a-2"],  &["a-2", "a", "a-3", "a-2-2"]),
    ];

    #[test]
    fn table() {
        let named = |name: &&str| {
            crate::extract("call.txt", b"Revenue was $12 million.").unwrap().renamed(name)
        };
        for (given, expected) in TABLE {
            let found = distinct(given.iter().map(named).collect());
            let ids: Vec<&str> = found.iter().map(|one| one.call.call_id.as_str()).collect();
            assert_eq!(ids, *expected, "given: {given:?}");
        }
    }
}
