//! Guidance against itself, against the guidance before and against the actual.
//!
//! In:  an [`Index`] and the order of calls. Out: [`Finding`]s. Not here: guidance said twice in one call (`restatement`).
//!
//! | check | result |
//! | --- | --- |
//! | `guidance_order` | error when the low end is above the high end; warning when both are one number, and for two figures side by side that would be such a range |
//! | `guidance_change` | note: raised, lowered, narrowed, widened or kept since the call before |
//! | `guidance_result` | note: the actual beats, meets or misses what an earlier call guided to |

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::binding::{basis_key, rank, rounded};
use super::finding::{Family, Finding, Severity};
use super::index::{Index, Mentions, Slot, is_outsider};
use super::line::line;
use super::restatement::is_range;
use super::rows::CHECKS;
use super::ties::CallOrder;
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Basis, Fact, Status};

/// Looks at all guidance of a company.
pub(super) fn guidance(index: &Index<'_>, order: &CallOrder<'_>, found: &mut Vec<Finding>) {
    for (slot, scopes) in index.slots().filter(|(slot, _)| slot.status == Status::Guidance) {
        for (scope, mentions) in scopes {
            for fact in mentions.iter().filter(|fact| fact.low > fact.high) {
                found.push(backwards(fact));
            }
            found.extend(mentions.iter().filter_map(|fact| no_width(fact)));
            for (place, first) in mentions.iter().enumerate() {
                let next = mentions.iter().skip(place.saturating_add(1)).take(MOST_BESIDE);
                found.extend(next.filter_map(|second| torn(first, second)).next());
            }
            for by_call in series(mentions, order).into_values() {
                for (before, after) in by_call.iter().zip(by_call.iter().skip(1)) {
                    found.push(change(before, after));
                }
                let actual = Slot { status: Status::Actual, ..*slot };
                let actuals = index.scopes(&actual).and_then(|scopes| scopes.get(scope));
                if let (Some(last), Some(actuals)) = (by_call.last(), actuals) {
                    found.extend(result(last, actuals, order));
                }
            }
        }
    }
}

/// One figure is a fact for each basis that it is said for: how many facts may stand between the ends of a range.
const MOST_BESIDE: usize = 4;

/// The best mention of each call, oldest first, for each basis, adjustment and unit.
fn series<'f>(
    mentions: &Mentions<'f>,
    order: &CallOrder<'_>,
) -> BTreeMap<(Basis, &'f str, &'f str, String), Mentions<'f>> {
    let mut calls: BTreeMap<(Basis, &str, &str, String), BTreeMap<usize, &Fact>> = BTreeMap::new();
    for fact in mentions.iter().filter(|fact| !is_outsider(fact)) {
        let label = (
            basis_key(&fact.metric, fact.basis),
            fact.adjusted_for.as_str(),
            fact.unit.as_str(),
            line(fact),
        );
        let best = calls.entry(label).or_default().entry(order.place(fact)).or_insert(fact);
        if rank(fact) < rank(best) {
            *best = fact;
        }
    }
    calls.into_iter().map(|(label, calls)| (label, calls.into_values().collect())).collect()
}

fn row(check: &str, severity: Severity, pair: (&Fact, &Fact), message: String) -> Finding {
    let (first, second) = pair;
    finding(Row {
        check,
        family: Family::Guidance,
        severity,
        facts: vec![first, second],
        sides: Some((rounded(first), rounded(second))),
        message,
        suggestion: String::new(),
    })
}

fn backwards(fact: &Fact) -> Finding {
    finding(Row {
        check: "guidance_order",
        family: Family::Guidance,
        severity: Severity::Error,
        facts: vec![fact],
        sides: None,
        message: format!(
            "{}: the low end of {} is above its high end",
            wording::subject(fact),
            wording::source(fact, &fact.call_id)
        ),
        suggestion: format!("read {} to {}", wording::amount(fact.high), wording::amount(fact.low)),
    })
}

/// Two figures of one kind that stand side by side, the larger one first: a range whose ends were swapped or misheard is
/// read as two figures. Two ranges side by side are the guidance before and after: `from $8 to $9 to $6 to $7`.
fn torn(first: &Fact, second: &Fact) -> Option<Finding> {
    let between = second.span.start.checked_sub(first.span.end);
    let side_by_side = first.call_id == second.call_id && between == Some(" to ".len());
    let one_kind = first.kind == second.kind && first.unit == second.unit;
    let single = first.low == first.high && second.low == second.high;
    let falls = first.low > second.low && second.low > Decimal::ZERO;
    (side_by_side && one_kind && single && falls).then(|| {
        let message = format!(
            "{}: {} to {} runs backwards",
            wording::subject(first),
            wording::source(first, &first.call_id),
            wording::source(second, &first.call_id)
        );
        row("guidance_order", Severity::Warning, (first, second), message)
    })
}

/// "5% to 5%": a range whose ends are one number is none.
fn no_width(fact: &Fact) -> Option<Finding> {
    let same = fact.low == fact.high && is_range(fact) && !is_outsider(fact);
    same.then(|| {
        finding(Row {
            check: "guidance_order",
            family: Family::Guidance,
            severity: Severity::Warning,
            facts: vec![fact],
            sides: None,
            message: format!(
                "{}: both ends of {} are one number",
                wording::subject(fact),
                wording::source(fact, &fact.call_id)
            ),
            suggestion: String::new(),
        })
    })
}

fn change(before: &Fact, after: &Fact) -> Finding {
    let word = match (after.low.cmp(&before.low), after.high.cmp(&before.high)) {
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => "kept",
        (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => "widened",
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => "narrowed",
        (std::cmp::Ordering::Less, _) | (_, std::cmp::Ordering::Less) => "lowered",
        _ => "raised",
    };
    let message = format!(
        "guidance for {} was {word}: {} after {}",
        wording::subject(after),
        wording::source(after, &after.call_id),
        wording::source(before, &after.call_id)
    );
    let severity = if word == "kept" { Severity::Pass } else { Severity::Note };
    row("guidance_change", severity, (before, after), message)
}

/// The best actual of a later call against the guidance.
fn result(guide: &Fact, actuals: &Mentions<'_>, order: &CallOrder<'_>) -> Option<Finding> {
    let label = |fact: &Fact| (basis_key(&fact.metric, fact.basis), fact.unit.clone(), line(fact));
    let actual = actuals
        .iter()
        .filter(|fact| order.place(fact) > order.place(guide) && label(fact) == label(guide))
        .min_by_key(|fact| (rank(fact), order.place(fact)))?;
    let (promised, reported) = (rounded(guide), rounded(actual));
    let below = promised.low().zip(reported.high()).is_some_and(|(low, high)| high < low);
    let above = promised.high().zip(reported.low()).is_some_and(|(high, low)| low > high);
    let down_is_good = CHECKS.lists.lower_is_better.contains(&guide.metric);
    let word = match (below, above, down_is_good) {
        (true, _, false) | (_, true, true) => "misses",
        (true, _, true) | (_, true, false) => "beats",
        _ => "meets",
    };
    let message = format!(
        "{}: {} {word} the guidance of {}",
        wording::subject(actual),
        wording::source(actual, &actual.call_id),
        wording::source(guide, &actual.call_id)
    );
    Some(row("guidance_result", Severity::Note, (guide, actual), message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;
    use crate::span::Span;

    #[rustfmt::skip]
    const TORN: &[(&str, &str, bool)] = &[
        // two figures with " to " between them                                                                 is it a torn range?
        ("revenue total 2024-FY = 650 money guidance",      "revenue total 2024-FY = 600 money guidance",      true),
        ("revenue total 2024-FY = 600 money guidance",      "revenue total 2024-FY = 650 money guidance",      false),
        ("revenue total 2024-FY = 650..660 money guidance", "revenue total 2024-FY = 600..610 money guidance", false),
        ("revenue total 2024-FY = 650 money guidance",      "revenue total 2024-FY = 600 percent guidance",    false),
    ];

    #[test]
    fn torn_ranges() {
        for (first, second, expected) in TORN {
            let first = fact(first);
            let second =
                Fact { span: Span::new(first.span.end + 4, first.span.end + 9), ..fact(second) };
            assert_eq!(torn(&first, &second).is_some(), *expected, "given: {first:?}");
        }
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // quote      fact                                                expected
        ("5% to 5%",  "revenue total 2024-Q3 = 5 percent yoy guidance",    "guidance_order warning"),
        ("5% to 6%",  "revenue total 2024-Q3 = 5..6 percent yoy guidance", ""),
        ("5%",        "revenue total 2024-Q3 = 5 percent yoy guidance",    ""),
        ("6% to 5%",  "revenue total 2024-Q3 = 6..5 percent yoy guidance", "guidance_order error"),
    ];

    #[test]
    fn ends_of_a_range() {
        for (quote, given, expected) in TABLE {
            let fact = Fact { quote: (*quote).to_owned(), ..fact(given) };
            let mut found = Vec::new();
            guidance(&Index::new([&fact].into_iter()), &CallOrder::default(), &mut found);
            let shown: Vec<String> = found
                .iter()
                .map(|row| format!("{} {}", row.check, row.severity.as_str()))
                .collect();
            assert_eq!(shown.join("; "), *expected, "given: {quote}");
        }
    }
}
