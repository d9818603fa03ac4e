//! The results of a run, as the tables and the report take them.

use std::collections::HashSet;

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
            call_id.clone_into(&mut fact.call_id);
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
pub(crate) fn distinct(extractions: Vec<Extraction>) -> Vec<Extraction> {
    let mut taken: HashSet<String> =
        extractions.iter().map(|one| one.call.call_id.clone()).collect();
    let mut seen = HashSet::new();
    extractions
        .into_iter()
        .map(|one| {
            if seen.insert(one.call.call_id.clone()) {
                return one;
            }
            let free = (2_u32..)
                .map(|number| format!("{}-{number}", one.call.call_id))
                .find(|id| !taken.contains(id));
            let Some(free) = free else { return one };
            taken.insert(free.clone());
            one.renamed(&free)
        })
        .collect()
}
