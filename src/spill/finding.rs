//! The findings of a call.
//!
//! In:  [`Finding`]s. Out: bytes, and from them the findings. Not here: where the bytes are (`store.rs`).

use std::io;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{packed, unpacked, value};
use crate::check::{Family, Finding, Severity};

/// The fields of [`Finding`].
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    finding_id: &'a str,
    call_id: &'a str,
    family: Family,
    check: &'a str,
    severity: Severity,
    #[serde(borrow)]
    fact_ids: Vec<&'a str>,
    left: Option<[u8; 16]>,
    right: Option<[u8; 16]>,
    gap: Option<[u8; 16]>,
    headline: &'a str,
    message: &'a str,
    suggestion: &'a str,
}

/// Findings as bytes.
pub(crate) fn packed_findings(findings: &[Finding]) -> io::Result<Vec<u8>> {
    packed(&findings.iter().map(kept).collect::<Vec<_>>())
}

/// What [`packed_findings`] was given.
pub(crate) fn findings(bytes: &[u8]) -> io::Result<Vec<Finding>> {
    let bytes = unpacked(bytes)?;
    let kept: Vec<Kept<'_>> = value(&bytes)?;
    Ok(kept.into_iter().map(finding).collect())
}

fn kept(one: &Finding) -> Kept<'_> {
    let exact = |value: Option<Decimal>| value.map(|value| value.serialize());
    Kept {
        finding_id: &one.finding_id,
        call_id: &one.call_id,
        family: one.family,
        check: &one.check,
        severity: one.severity,
        fact_ids: one.fact_ids.iter().map(String::as_str).collect(),
        left: exact(one.left),
        right: exact(one.right),
        gap: exact(one.gap),
        headline: &one.headline,
        message: &one.message,
        suggestion: &one.suggestion,
    }
}

fn finding(kept: Kept<'_>) -> Finding {
    Finding {
        finding_id: kept.finding_id.to_owned(),
        call_id: kept.call_id.to_owned(),
        family: kept.family,
        check: kept.check.to_owned(),
        severity: kept.severity,
        fact_ids: kept.fact_ids.into_iter().map(str::to_owned).collect(),
        left: kept.left.map(Decimal::deserialize),
        right: kept.right.map(Decimal::deserialize),
        gap: kept.gap.map(Decimal::deserialize),
        headline: kept.headline.to_owned(),
        message: kept.message.to_owned(),
        suggestion: kept.suggestion.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_is_what_was_given() {
        let text = "Gross profit for the first quarter of 2024 was $566 million. Revenue was $1,047 million. Gross margin was 45.1%.";
        let run = crate::check(vec![crate::extract("orrin_q1_2024.txt", text.as_bytes()).unwrap()]);
        assert!(run.findings.iter().any(|one| one.left.is_some()));
        let found = findings(&packed_findings(&run.findings).unwrap()).unwrap();
        assert_eq!(found, run.findings);
    }
}
