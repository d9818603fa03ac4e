//! What the checks say of each fact.
//!
//! In:  findings. Out: [`Standing`]. Not here: how a check judges, what is made of it (`supported.rs`, `kpi/best.rs`).

use std::collections::HashSet;

use super::finding::{Finding, Severity};

/// The facts that have a part in checks that pass, and in checks that fail, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Standing<'r> {
    ticked: HashSet<&'r str>,
    doubted: HashSet<&'r str>,
}

impl<'r> Standing<'r> {
    /// Goes through all findings; what is only noted or not evaluated says nothing.
    pub(crate) fn new(findings: &'r [Finding]) -> Self {
        let mut standing = Self::default();
        for one in findings {
            let ids = one.fact_ids.iter().map(String::as_str);
            match one.severity {
                Severity::Pass => standing.ticked.extend(ids),
                Severity::Error | Severity::Warning => standing.doubted.extend(ids),
                Severity::Note | Severity::NotEvaluated => {}
            }
        }
        standing
    }

    /// Has it a part in a check that passes?
    pub(crate) fn is_ticked(&self, fact_id: &str) -> bool {
        self.ticked.contains(fact_id)
    }

    /// Has it a part in an error or a warning?
    pub(crate) fn is_doubted(&self, fact_id: &str) -> bool {
        self.doubted.contains(fact_id)
    }
}
