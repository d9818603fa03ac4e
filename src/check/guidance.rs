//! Guidance against itself, against the guidance before and against the actual.
//!
//! In:  an [`Index`] and the order of calls. Out: [`Finding`]s. Not here: guidance said twice in one call (`restatement`).
//!
//! | check | result |
//! | --- | --- |
//! | `guidance_order` | error when the low end is above the high end; warning when both are one number, and for two figures side by side that would be such a range |
//! | `guidance_change` | note: raised, lowered, narrowed, widened or kept since the call before, or since the range that the call itself calls prior |
//! | `guidance_result` | note: the actual beats, meets or misses what the last call before it guided to, or is within its rounding |
//!
//! A call that revises guidance tells the old range first. What counts of a call is not called prior or possible, and of such
//! mentions the one that was said last.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::binding::{basis_key, rounded};
use super::finding::{Family, Finding, Severity};
use super::index::{Index, Mentions, Slot, is_hedged, is_outsider};
use super::interval::Interval;
use super::line::line;
use super::reading::exactly;
use super::restatement::is_range;
use super::rows::{CHECKS, names};
use super::ties::CallOrder;
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Basis, Fact, POSSIBLE, REPLACED, Status};
use crate::transcript::Section;

/// Looks at all guidance of a company.
pub(super) fn guidance(index: &Index<'_>, order: &CallOrder<'_>, found: &mut Vec<Finding>) {
    for (slot, scopes) in index.slots().filter(|(slot, _)| slot.status == Status::Guidance) {
        for (scope, mentions) in scopes.iter() {
            for fact in mentions.iter().filter(|fact| fact.low > fact.high) {
                found.push(backwards(fact));
            }
            found.extend(mentions.iter().filter_map(|fact| no_width(fact)));
            for (place, first) in mentions.iter().enumerate() {
                let next = mentions.iter().skip(place.saturating_add(1)).take(MOST_BESIDE);
                found.extend(next.filter_map(|second| torn(first, second)).next());
            }
            for by_call in series(mentions, order).into_values() {
                let guided: Mentions<'_> = by_call.iter().filter_map(|call| call.counts).collect();
                for (before, after) in guided.iter().zip(guided.iter().skip(1)) {
                    found.push(change(before, after));
                }
                found.extend(revisions(&by_call));
                let actual = Slot { status: Status::Actual, ..*slot };
                let actuals = index.scopes(&actual).and_then(|scopes| scopes.get(scope));
                found.extend(actuals.and_then(|actuals| result(&guided, actuals, order)));
            }
        }
    }
}

/// One figure is a fact for each basis that it is said for: how many facts may stand between the ends of a range.
const MOST_BESIDE: usize = 4;

/// What one call says of one guided figure.
#[derive(Debug, Default)]
struct Guided<'f> {
    /// The guidance that holds after the call; none when the call only tells what held before.
    counts: Option<&'f Fact>,
    /// The guidance that the call says was given before.
    before: Option<&'f Fact>,
}

/// The guidance of each call, oldest first, for each basis, adjustment and unit.
fn series<'f>(
    mentions: &Mentions<'f>,
    order: &CallOrder<'_>,
) -> BTreeMap<(Basis, &'f str, &'f str, String), Vec<Guided<'f>>> {
    let mut calls: BTreeMap<_, BTreeMap<usize, Guided<'f>>> = BTreeMap::new();
    for fact in mentions.iter().filter(|fact| !is_outsider(fact) && !is_called(fact, POSSIBLE)) {
        let label = (
            basis_key(&fact.metric, fact.basis),
            fact.adjusted_for.as_str(),
            fact.unit.as_str(),
            line(fact),
        );
        let call = calls.entry(label).or_default().entry(order.place(fact)).or_default();
        let place = if is_called(fact, REPLACED) { &mut call.before } else { &mut call.counts };
        if place.is_none_or(|other| weight(fact) <= weight(other)) {
            *place = Some(fact);
        }
    }
    calls.into_iter().map(|(label, calls)| (label, calls.into_values().collect())).collect()
}

/// What counts first among mentions of one call: without a hedge, a range rather than a number read off it, from prepared remarks
/// rather than from an answer. What is said last comes first, since a revision begins with what it revises.
fn weight(fact: &Fact) -> (bool, bool, bool, Reverse<usize>) {
    let answered = fact.section == Section::Qa;
    (is_hedged(fact), !is_range(fact), answered, Reverse(fact.span.start))
}

/// Does the reason of its status say that the guidance is such?
fn is_called(fact: &Fact, because: &str) -> bool {
    fact.why.iter().any(|why| why.label == "status" && why.because == because)
}

/// The revisions that calls tell themselves, where no earlier call gave the range before.
fn revisions(by_call: &[Guided<'_>]) -> Vec<Finding> {
    let ends = |fact: &Fact| (fact.low, fact.high);
    let mut given = BTreeSet::new();
    let mut found = Vec::new();
    for call in by_call {
        if let (Some(before), Some(after)) = (call.before, call.counts)
            && !given.contains(&ends(before))
            && ends(before) != ends(after)
        {
            found.push(change(before, after));
        }
        given.extend(call.counts.map(ends));
    }
    found
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

/// The first actual against the last guidance that an earlier call gave.
fn result(guided: &Mentions<'_>, actuals: &Mentions<'_>, order: &CallOrder<'_>) -> Option<Finding> {
    let label = |fact: &Fact| (basis_key(&fact.metric, fact.basis), fact.unit.clone(), line(fact));
    let first = guided.first()?;
    let actual = actuals
        .iter()
        .filter(|fact| order.place(fact) > order.place(first) && label(fact) == label(first))
        .min_by_key(|fact| {
            (is_outsider(fact), is_hedged(fact), order.place(fact), fact.resolution)
        })?;
    let guide = guided.iter().rev().find(|guide| order.place(guide) < order.place(actual))?;
    let (promised, reported) = (promise(guide), report(actual, guide));
    let word = match outcome(promised, reported) {
        Outcome::Within => "meets",
        Outcome::Open => "is within the rounding of",
        far => {
            let down_is_good = names(&CHECKS.lists.lower_is_better, &guide.metric);
            if (far == Outcome::Above) == down_is_good { "misses" } else { "beats" }
        }
    };
    let message = format!(
        "{}: {} {word} the guidance of {}",
        wording::subject(actual),
        wording::source(actual, &actual.call_id),
        wording::source(guide, &actual.call_id)
    );
    Some(Finding {
        gap: Some(promised.gap(reported)),
        left: promised.middle(),
        right: reported.middle(),
        ..row("guidance_result", Severity::Note, (guide, actual), message)
    })
}

/// Where a report lies against what was guided to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    Below,
    Within,
    Above,
    /// Said with so few digits that it may lie on either side of an end.
    Open,
}

fn outcome(promised: Interval, reported: Interval) -> Outcome {
    let over = |low: Option<Decimal>, high: Option<Decimal>| {
        low.zip(high).is_some_and(|(low, high)| low > high)
    };
    let inside = !over(promised.low(), reported.low())
        && !over(reported.high(), promised.high())
        && (promised.low().is_none() || reported.low().is_some())
        && (promised.high().is_none() || reported.high().is_some());
    if over(promised.low(), reported.high()) {
        Outcome::Below
    } else if over(reported.low(), promised.high()) {
        Outcome::Above
    } else if inside {
        Outcome::Within
    } else {
        Outcome::Open
    }
}

/// The ends of a range are promises, to the cent. One number stands for all that is rounded to it.
fn promise(guide: &Fact) -> Interval {
    if is_range(guide) && !is_hedged(guide) { exactly(guide) } else { rounded(guide) }
}

/// A report that is said as finely as the guidance is taken as it was said; a coarser one may lie anywhere within its rounding.
fn report(actual: &Fact, guide: &Fact) -> Interval {
    let fine = actual.resolution <= guide.resolution && !is_hedged(actual);
    if fine { exactly(actual) } else { rounded(actual) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;
    use crate::fact::{Confidence, Why};
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

    /// `call` is the place of the call; `was` marks what the call says was given before, `maybe` what could be.
    #[rustfmt::skip]
    const CALLS: &[(&[&str], &str)] = &[
        // mentions, in order                                                                        expected
        // The old range comes first, with and without a word for it.
        (&["1 revenue total 2024-FY = 200..210 money guidance", "2 was revenue total 2024-FY = 200..210 money guidance line=1", "2 revenue total 2024-FY = 205..220 money guidance line=2"],
         "guidance for revenue in 2024-FY was raised"),
        (&["2 was revenue total 2024-FY = 200..210 money guidance line=1", "2 revenue total 2024-FY = 205..220 money guidance line=2"],
         "guidance for revenue in 2024-FY was raised"),
        (&["2 was revenue total 2024-FY = 200..210 money guidance line=3", "2 revenue total 2024-FY = 190..195 money guidance line=2"],
         "guidance for revenue in 2024-FY was lowered"),
        (&["2 was revenue total 2024-FY = 200..210 money guidance"], ""),
        (&["1 revenue total 2024-FY = 200..210 money guidance", "2 revenue total 2024-FY = 200..210 money guidance line=1", "2 revenue total 2024-FY = 205..220 money guidance line=2"],
         "guidance for revenue in 2024-FY was raised"),
        (&["1 revenue total 2024-FY = 200..210 money guidance", "2 maybe revenue total 2024-FY = 250 money guidance"], ""),
        // The last guidance before the report, although the report's call gives it again.
        (&["1 eps total 2024-Q2 = 0.73..0.76 per_share guidance", "2 eps total 2024-Q2 = 0.77 per_share", "2 eps total 2024-Q2 = 0.73..0.76 per_share guidance line=2"],
         "beats"),
        (&["1 eps total 2024-Q2 = 0.73..0.76 per_share guidance", "2 eps total 2024-Q2 = 0.76 per_share"], "meets"),
        (&["1 eps total 2024-Q2 = 0.73..0.76 per_share guidance", "2 eps total 2024-Q2 = 0.72 per_share"], "misses"),
        (&["1 eps total 2024-Q2 = 0.73..0.76 per_share guidance", "2 eps total 2024-Q2 = 0.8 per_share"], "is within the rounding of"),
        (&["1 eps total 2024-Q2 = 0.76 per_share guidance", "2 eps total 2024-Q2 = 0.764 per_share"], "meets"),
        (&["1 headcount total 2024-Q2 = 300 count guidance over", "2 headcount total 2024-Q2 = 310 count"], "meets"),
        (&["1 headcount total 2024-Q2 = 300 count guidance over", "2 headcount total 2024-Q2 = 290 count"], "misses"),
        (&["1 churn_rate total 2024-Q2 = 5..6 percent guidance", "2 churn_rate total 2024-Q2 = 7 percent"], "misses"),
        (&["2 eps total 2024-Q2 = 0.73..0.76 per_share guidance", "2 eps total 2024-Q2 = 0.77 per_share"], ""),
    ];

    #[test]
    fn over_calls() {
        let order = CallOrder::invented(&["1", "2"]);
        for (given, expected) in CALLS {
            let read = |text: &&str| {
                let (call, rest) = text.split_once(' ').unwrap();
                let because = match rest.split_once(' ').unwrap().0 {
                    "was" => REPLACED,
                    "maybe" => POSSIBLE,
                    _ => "",
                };
                let rest = if because.is_empty() { rest } else { rest.split_once(' ').unwrap().1 };
                let why = Why {
                    label: "status",
                    confidence: Confidence::Stated,
                    because: because.into(),
                };
                Fact { call_id: call.into(), why: [why].into(), ..fact(rest) }
            };
            let facts: Vec<Fact> = given.iter().map(read).collect();
            let mut found = Vec::new();
            guidance(&Index::new(facts.iter()), &order, &mut found);
            let said: Vec<&str> = found
                .iter()
                .filter(|row| row.severity == Severity::Note)
                .map(|row| row.message.as_str())
                .collect();
            assert_eq!(said.len(), usize::from(!expected.is_empty()), "given: {given:?}: {said:?}");
            assert!(said.iter().all(|text| text.contains(expected)), "given: {given:?}: {said:?}");
        }
    }

    #[test]
    fn ends_of_a_range() {
        for (quote, given, expected) in TABLE {
            let fact = Fact { quote: (*quote).into(), ..fact(given) };
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
