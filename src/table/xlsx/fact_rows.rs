//! Where each fact stands in the workbook.
//!
//! In:  the facts of a run. Out: [`FactRows`]. Not here: the sheet that they stand in (`grid.rs`).

use std::collections::HashMap;

use crate::Run;
use crate::fact::Fact;

/// The facts by their ids, with their rows.
pub(super) struct FactRows<'r>(HashMap<&'r str, (usize, &'r Fact)>);

impl<'r> FactRows<'r> {
    /// Rows in the order of the table.
    pub(super) fn new(run: &'r Run) -> Self {
        let facts = run.extractions.iter().flat_map(|one| &one.facts).enumerate();
        Self(facts.map(|(place, fact)| (fact.fact_id.as_str(), (place, fact))).collect())
    }

    /// A fact.
    pub(super) fn get(&self, id: &str) -> Option<&'r Fact> {
        self.0.get(id).map(|(_, fact)| *fact)
    }

    /// The address of its row, as links name it.
    pub(super) fn address(&self, id: &str) -> Option<String> {
        // Counted from 1, and below the header.
        self.0.get(id).map(|(place, _)| format!("internal:Facts!A{}", place + 2))
    }
}
