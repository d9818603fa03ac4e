//! The findings of a company, call by call.
//!
//! In:  [`Finding`]s in no order. Out: those of each call, in order and packed. Not here: where they go then (`stream.rs`).
//!
//! Each goes to the few calls among which its own is, and is packed with others of theirs: a company's findings are larger than its facts.

use std::io;

use rustc_hash::FxHashMap;

use super::{findings, packed_findings};
use crate::check::{Finding, in_order};

/// Calls whose findings are together.
const CALLS: usize = 32;
/// Findings of such calls that wait to be packed.
const WAITING: usize = 64;

/// The findings of one call, packed.
pub(crate) type Packed = (Box<str>, Vec<u8>);

/// Findings, by their calls.
pub(crate) struct ByCall {
    /// The place of each call among the parts.
    places: FxHashMap<Box<str>, usize>,
    parts: Vec<Part>,
    /// What could not be packed.
    error: Option<io::Error>,
}

#[derive(Default)]
struct Part {
    waiting: Vec<Finding>,
    packed: Vec<Vec<u8>>,
}

impl ByCall {
    /// No findings of these calls.
    pub(crate) fn new<'c>(calls: impl Iterator<Item = &'c str>) -> Self {
        let places: FxHashMap<Box<str>, usize> =
            calls.enumerate().map(|(place, call)| (call.into(), place / CALLS)).collect();
        let last = places.values().max().copied().unwrap_or_default();
        Self { places, parts: (0..=last).map(|_| Part::default()).collect(), error: None }
    }

    /// Takes one more; those without a call stand among those of the first one.
    pub(crate) fn push(&mut self, finding: Finding) {
        let place = self.places.get(finding.call_id.as_str()).copied().unwrap_or_default();
        let Some(part) = self.parts.get_mut(place) else { return };
        part.waiting.push(finding);
        if part.waiting.len() >= WAITING {
            match packed_findings(&part.waiting) {
                Ok(packed) => part.packed.push(packed),
                Err(error) => self.error = Some(error),
            }
            part.waiting.clear();
        }
    }

    /// The findings of each call that has some.
    pub(crate) fn end(self) -> io::Result<Vec<Packed>> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut all = Vec::new();
        for Part { waiting, packed } in self.parts {
            let mut of_part = Vec::new();
            for packed in packed {
                of_part.extend(findings(&packed)?);
            }
            of_part.extend(waiting);
            in_order(&mut of_part);
            for own in of_part.chunk_by(|one, other| one.call_id == other.call_id) {
                let Some(first) = own.first() else { continue };
                all.push((first.call_id.as_str().into(), packed_findings(own)?));
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Severity;
    use crate::check::invented::finding;

    #[test]
    fn each_call_has_its_own_once_and_in_order() {
        let calls: Vec<String> = (0..3 * CALLS).map(|number| format!("call-{number}")).collect();
        let of = |call: &str, number: usize| Finding {
            call_id: call.to_owned(),
            finding_id: format!("{call}:{number:03}"),
            ..finding(Severity::Pass, &["a"])
        };
        let mut by_call = ByCall::new(calls.iter().map(String::as_str));
        for number in (0..WAITING).rev().chain([0]) {
            for call in calls.iter().filter(|call| *call != "call-7") {
                by_call.push(of(call, number));
            }
        }
        by_call.push(of("", 0));
        let mut found = by_call.end().unwrap();
        assert_eq!(found.len(), calls.len());
        found.sort();
        assert_eq!(findings(&found.remove(0).1).unwrap(), [of("", 0)]);
        for (call, packed) in found {
            let expected: Vec<Finding> = (0..WAITING).map(|number| of(&call, number)).collect();
            assert_eq!(findings(&packed).unwrap(), expected, "call: {call}");
        }
    }
}
