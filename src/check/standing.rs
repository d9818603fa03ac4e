//! What the checks say of each fact.
//!
//! In:  findings, one after the other. Out: [`Standing`]. Not here: how a check judges, what is made of it (`supported.rs`, `kpi/best.rs`).

use rustc_hash::FxHashSet;

use super::finding::Severity;

/// The facts that have a part in checks that pass, and in checks that fail, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Standing<'r> {
    ticked: FxHashSet<&'r str>,
    doubted: FxHashSet<&'r str>,
}

impl<'r> Standing<'r> {
    /// Adds what a finding of this severity says of its facts; what is only noted or not evaluated says nothing.
    pub(crate) fn add(&mut self, severity: Severity, fact_ids: impl Iterator<Item = &'r str>) {
        match severity {
            Severity::Pass => self.ticked.extend(fact_ids),
            Severity::Error | Severity::Warning => self.doubted.extend(fact_ids),
            Severity::Note | Severity::NotEvaluated => {}
        }
    }

    /// Adds what is known of other facts.
    pub(super) fn append(&mut self, other: Self) {
        self.ticked.extend(other.ticked);
        self.doubted.extend(other.doubted);
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

#[cfg(test)]
impl<'r> Standing<'r> {
    /// What these findings say.
    pub(crate) fn of(findings: &'r [super::finding::Finding]) -> Self {
        let mut standing = Self::default();
        for one in findings {
            standing.add(one.severity, one.fact_ids.iter().map(String::as_str));
        }
        standing
    }
}
