//! One figure said twice.
//!
//! In:  an [`Index`]. Out: [`Finding`]s: each mention against the best one of its figure.
//! Not here: guidance of several calls, which may change (`guidance`).
//!
//! | mentions | result |
//! | --- | --- |
//! | two numbers said with "over", the only mentions, one more than twice the other | warning |
//! | meet | pass |
//! | meet when one was cut off instead of rounded | note |
//! | apart, one basis or adjustment is not said | not evaluated |
//! | apart, in one sentence | not evaluated: a comparison, rather than a contradiction |
//! | apart, and so are the figures of another time beside them | not evaluated: two things share the labels |
//! | apart, one of them beside another value in its paragraph | not evaluated: the labels do not tell them apart |
//! | apart, opposite signs of a total or a slip mends it, labels known, both exact and from management | error |
//! | apart, a slip mends it, labels assumed or calls differ | warning |
//! | apart, labels known, both exact and from management, their sentences share another figure (`beside`) | warning |
//! | apart, as before, one name, three digits of which one is changed or left out, no third value | warning |
//! | apart, else | not evaluated: two things may share the labels |
//!
//! A slip counts when the figure has two values and no third (a slot with three values holds several things), when
//! both numbers are exact, and when it is a level said with three digits (the other with two) or a value said twice.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::beside::Beside;
use super::binding::{basis_key, loose, rank, rounded};
use super::finding::{Family, Finding, Severity};
use super::index::{
    Index, Mentions, Scopes, Series, Slot, Trust, is_hedged, is_outsider, scope_key, trust,
    trust_beside,
};
use super::interval::Interval;
use super::line::line;
use super::mend::{Mend, mend, mend_end};
use super::verdict::{Row, finding};
use super::wording;
use crate::fact::{Aspect, Basis, Fact, Status};
use crate::quantity::{Bound, Kind};

/// Compares the mentions of every figure.
pub(super) fn restatements(
    index: &Index<'_>,
    beside: &Beside<'_>,
    found: &mut impl Extend<Finding>,
) {
    let slots: Vec<_> = index.slots().filter(|(slot, _)| slot.series != Series::Share).collect();
    let compared = |(slot, scopes): &(&Slot<'_>, &Scopes<'_>)| {
        let mut own = Vec::new();
        for mentions in scopes.values().filter(|mentions| mentions.len() > 1) {
            for group in groups(slot, mentions) {
                compare(&group, beside, &mut own);
            }
        }
        own
    };
    // Some at a time: what is found goes on before more of it is in memory.
    for some in slots.chunks(AT_A_TIME) {
        let compared: Vec<Vec<Finding>> = some.par_iter().map(compared).collect();
        compared.into_iter().for_each(|own| found.extend(own));
    }
}

/// How many figures of one metric, measure and period are compared at a time.
const AT_A_TIME: usize = 256;

/// Mentions that can be one figure: of one unit and line; guidance of one call. One alone is compared with nothing.
fn groups<'f>(slot: &Slot<'_>, mentions: &Mentions<'f>) -> impl Iterator<Item = Mentions<'f>> {
    let mut groups: BTreeMap<(&str, &str, String), Mentions<'f>> = BTreeMap::new();
    for fact in mentions {
        let call = if slot.status == Status::Guidance { fact.call_id.as_str() } else { "" };
        groups.entry((fact.unit.as_str(), call, line(fact))).or_default().push(fact);
    }
    groups.into_values().filter(|group| group.len() > 1)
}

/// A mention with what each comparison asks of it.
#[derive(Clone, Copy, Debug)]
struct Said<'f> {
    fact: &'f Fact,
    /// Place of its basis and adjustment among those of the group.
    label: usize,
    /// As it may have been rounded or cut off.
    loose: Interval,
}

/// The mentions of a group under one label.
#[derive(Debug)]
struct Alike<'f> {
    best: Said<'f>,
    /// The first ones, as many as are compared.
    first: Vec<Said<'f>>,
    count: usize,
}

/// The mentions of a group, and what each label has.
fn said<'f>(group: &Mentions<'f>) -> (Vec<Said<'f>>, Vec<Alike<'f>>) {
    let mut labels: FxHashMap<(Basis, String), usize> = FxHashMap::default();
    let mut alike: Vec<Alike<'f>> = Vec::new();
    let mut all = Vec::with_capacity(group.len());
    for fact in group {
        let label = (basis_key(&fact.metric, fact.basis), fact.adjusted_for.to_lowercase());
        let label = *labels.entry(label).or_insert(alike.len());
        let one = Said { fact, label, loose: loose(fact) };
        match alike.get_mut(label) {
            Some(own) => {
                if rank(fact) < rank(own.best.fact) {
                    own.best = one;
                }
                if own.first.len() < MOST_MENTIONS {
                    own.first.push(one);
                }
                own.count += 1;
            }
            None => alike.push(Alike { best: one, first: vec![one], count: 1 }),
        }
        all.push(one);
    }
    (all, alike)
}

/// Each mention against the best one that it can be compared with.
fn compare(group: &Mentions<'_>, beside: &Beside<'_>, found: &mut impl Extend<Finding>) {
    let (group, alike) = said(group);
    for one in &group {
        let label = alike.get(one.label);
        let own = label.filter(|own| own.best.fact.fact_id != one.fact.fact_id);
        let near = || {
            let basis = basis_key(&one.fact.metric, one.fact.basis);
            let unsaid = basis == Basis::Unspecified || one.fact.adjusted_for.is_empty();
            let is_other = |other: &&Said<'_>| other.fact.fact_id != one.fact.fact_id;
            let best = alike.iter().map(|own| &own.best);
            let mut others = best.filter(is_other).filter(|_| unsaid);
            let first = others.next()?;
            others.next().is_none().then_some(first)
        };
        if let Some(own) = own {
            let values = Values::of(own, one);
            found.extend([judge(&own.best, one, beside, Some(values))]);
        } else if let Some(other) = near() {
            found.extend([judge(other, one, beside, None)]);
        }
    }
}

/// What the other mentions of a figure say about two that disagree.
#[derive(Clone, Copy, Debug)]
struct Values {
    /// Does a mention agree with neither?
    third: bool,
    /// Is one of the two said in another passage as well?
    repeated: bool,
    /// Does one passage hold one of the two beside another value under the same labels? Then the labels do not tell them apart.
    mixed: bool,
    /// Are the two all that is said of the figure?
    alone: bool,
}

impl Values {
    fn of(alike: &Alike<'_>, second: &Said<'_>) -> Self {
        let first = &alike.best;
        let mut values = Self { third: false, repeated: false, mixed: false, alone: false };
        values.alone = alike.count == 2;
        for other in &alike.first {
            let agrees = |one: &Said<'_>| other.loose.meets(one.loose);
            let elsewhere = |one: &Said<'_>| {
                (&other.fact.call_id, other.fact.passage) != (&one.fact.call_id, one.fact.passage)
            };
            let of_one_size = |one: &Said<'_>| is_of_one_size(other.fact, one.fact);
            let near = || of_one_size(first) || of_one_size(second);
            values.third |= !values.third && !agrees(first) && !agrees(second) && near();
            let beside = |one: &Said<'_>| !agrees(one) && !elsewhere(one);
            values.mixed |= beside(first) || beside(second);
            let again = |one: &Said<'_>| agrees(one) && elsewhere(one);
            values.repeated |= again(first) || again(second);
        }
        values
    }
}

/// No more than ten times apart: what is much larger or smaller is another thing, and no third value of this one.
fn is_of_one_size(other: &Fact, fact: &Fact) -> bool {
    let (one, two) = (other.low.abs(), fact.low.abs());
    let within = |large: Decimal, small: Decimal| {
        small.checked_mul(Decimal::TEN).is_some_and(|limit| large <= limit)
    };
    within(one.max(two), one.min(two))
}

/// Why two figures that are apart prove nothing.
const OF_TWO_THINGS: &str = "two things may share the labels";

/// How many mentions of one figure are compared, so that the work stays linear.
const MOST_MENTIONS: usize = 64;

/// Judges two mentions; without `values` their labels are not quite the same.
fn judge(
    first: &Said<'_>,
    second: &Said<'_>,
    beside: &Beside<'_>,
    values: Option<Values>,
) -> Finding {
    let is_later =
        (&first.fact.call_id, first.fact.span) > (&second.fact.call_id, second.fact.span);
    let (first, second) = if is_later { (second, first) } else { (first, second) };
    let meet_when_cut = first.loose.meets(second.loose);
    let (first, second) = (first.fact, second.fact);
    let (left, right) = (rounded(first), rounded(second));
    let row = |severity, message: String, suggestion: String| {
        finding(Row {
            check: "restatement",
            family: Family::Restatement,
            severity,
            facts: vec![first, second],
            sides: Some((left, right)),
            message,
            suggestion,
        })
    };
    let said = format!(
        "{}: {} and {}",
        wording::subject(first),
        wording::source(first, &second.call_id),
        wording::source(second, &second.call_id)
    );
    if let Some(end) = other_end(first, second).filter(|_| values.is_some()) {
        let message = format!("{said} have one end in common, and not the other");
        return row(Severity::Warning, message, format!("read {end} in one of the two"));
    }
    if values.is_some_and(|values| values.alone) && floors_apart(first, second) {
        let message =
            format!("{said} can both be true only if one of them says far less than it could");
        return row(Severity::Warning, message, String::new());
    }
    if left.meets(right) {
        let message = format!("{said} agree, {}", wording::tightness(left, right));
        return row(Severity::Pass, message, String::new());
    }
    let message = format!(
        "{said} are {} and {}, a gap of {}",
        wording::interval(left),
        wording::interval(right),
        wording::amount(left.gap(right))
    );
    let not_judged = |reason: &str| {
        let found = format!("{message}; not judged: {reason}");
        Finding { headline: message.clone(), ..row(Severity::NotEvaluated, found, String::new()) }
    };
    let Some(values) = values else {
        return not_judged("a basis or an adjustment is not said");
    };
    if first.call_id == second.call_id && first.sentence == second.sentence {
        return not_judged("one sentence that sets two figures against each other");
    }
    if beside.differs(first, second) {
        return not_judged(
            "their figures of another time differ as well, so that they are of two things",
        );
    }
    if meet_when_cut {
        let message = format!("{message}; they agree when one was cut off instead of rounded");
        return row(Severity::Note, message, String::new());
    }
    let exact = !is_hedged(first) && !is_hedged(second);
    let managers = !is_outsider(first) && !is_outsider(second);
    let known = trust(first) == Trust::Known && trust(second) == Trust::Known;
    let one_name = first.metric_text.to_lowercase() == second.metric_text.to_lowercase();
    let one_call = first.call_id == second.call_id;
    let (fewer, more) = (digits(first).min(digits(second)), digits(first).max(digits(second)));
    let level = first.aspect == Aspect::Level && fewer >= 2 && more >= 3;
    let scale = is_scale(first, second) && !values.third;
    let two_values = !values.third && !values.mixed;
    let may_tell = exact
        && two_values
        && (level || (values.repeated && (fewer >= 2 || opposite(first, second))));
    let grown = exact && one_call && is_growth(first, second) && two_values;
    let firmly = exact && managers && known;
    let may_slip = firmly && one_name && ((level && two_values) || (grown && values.repeated));
    let shares = beside.shares(first, second) && !values.mixed;
    // To look for a remedy takes longest: it is left out where none would count.
    if !(may_tell || scale || may_slip || (firmly && shares)) {
        return not_judged(OF_TWO_THINGS);
    }
    let remedy = remedy(first, second);
    let telling = may_tell && remedy.as_ref().is_some_and(|mend| mend.telling);
    let slipped = may_slip && (remedy.is_some() || (grown && values.repeated));
    if !(telling || scale || slipped || (firmly && shares)) {
        return not_judged(OF_TWO_THINGS);
    }
    let message =
        if shares { format!("{message}; the two sentences share another figure") } else { message };
    let severity =
        if telling && known && one_call && managers { Severity::Error } else { Severity::Warning };
    row(severity, message, remedy.map_or(String::new(), |mend| mend.text))
}

/// `5% to 10%` and `5% to 50%`: guidance that is given again, in another passage of the call, with another end, where one digit
/// leads from the one to the other. A range is what is promised, so that both of its ends are said.
fn other_end(first: &Fact, second: &Fact) -> Option<String> {
    let range = |fact: &Fact| fact.status == Status::Guidance && is_range(fact) && !is_hedged(fact);
    let again = first.call_id == second.call_id && first.passage != second.passage;
    // An analyst gives the range back that management has given.
    let of_outsiders = is_outsider(first) && is_outsider(second);
    if !again || of_outsiders || !range(first) || !range(second) {
        return None;
    }
    let (one, other) = match (first.low == second.low, first.high == second.high) {
        (true, false) => (first.high, second.high),
        (false, true) => (first.low, second.low),
        _ => return None,
    };
    mend_end(first, one, &|changed| changed.value == other)
        .map(|_| format!("{} for {}", wording::amount(other), wording::amount(one)))
}

/// `a backlog of over 1,500 units` and `more than 5,800 units in backlog`: who says "over" names a number just below the value, so
/// that two such numbers of one figure are not twice apart. What a count itself names (`over 300 stores`) may be some of all.
fn floors_apart(first: &Fact, second: &Fact) -> bool {
    let floor = |fact: &Fact| {
        fact.bound == Bound::AtLeast
            && fact.low == fact.high
            && fact.low > Decimal::ZERO
            && (fact.status, fact.aspect) == (Status::Actual, Aspect::Level)
            && !is_outsider(fact)
            && trust_beside(fact) == Trust::Known
    };
    let named_apart = |fact: &Fact| {
        let name = fact.metric_text.to_lowercase();
        !name.is_empty() && !fact.quote.to_lowercase().contains(&name)
    };
    let one_name = first.metric_text.to_lowercase() == second.metric_text.to_lowercase();
    let (low, high) = (first.low.min(second.low), first.low.max(second.low));
    floor(first)
        && floor(second)
        && one_name
        && named_apart(first)
        && (&first.call_id, first.kind) == (&second.call_id, second.kind)
        && first.passage != second.passage
        && low.checked_mul(Decimal::TWO).is_some_and(|twice| twice < high)
}

/// `7%` and `3%`: growth of one kind, said to the same digit.
fn is_growth(first: &Fact, second: &Fact) -> bool {
    let named = !first.metric_text.is_empty() && first.kind == Kind::Percent;
    let one_sign = first.low.is_sign_negative() == second.low.is_sign_negative();
    first.aspect == Aspect::Change
        && named
        && one_sign
        && first.resolution == second.resolution
        && first.low == first.high
        && second.low == second.high
}

/// Were two ends said? "5% to 5%" has them, too.
pub(super) fn is_range(fact: &Fact) -> bool {
    fact.low < fact.high || fact.quote.contains(" to ")
}

/// `$1 billion` and `$1 million`: the same digits with another scale word.
fn is_scale(first: &Fact, second: &Fact) -> bool {
    let ratio = |a: &Fact, b: &Fact| a.low.checked_div(b.low);
    let thousand = |ratio: Option<Decimal>| ratio == Some(Decimal::ONE_THOUSAND);
    first.aspect == Aspect::Level
        && (thousand(ratio(first, second)) || thousand(ratio(second, first)))
}

fn opposite(first: &Fact, second: &Fact) -> bool {
    first.low.is_sign_negative() != second.low.is_sign_negative()
}

/// A slip that would explain the two mentions.
fn remedy(first: &Fact, second: &Fact) -> Option<Mend> {
    let (a, b) = (first.basis, second.basis);
    let total = scope_key(&first.scope) == "total" && first.aspect == Aspect::Level;
    if opposite(first, second) && total && a == b && matches!(a, Basis::Gaap | Basis::NonGaap) {
        let (said, meant) =
            if a == Basis::Gaap { ("GAAP", "non-GAAP") } else { ("non-GAAP", "GAAP") };
        let text = format!("one of the two may be meant as {meant} where {said} is said");
        return Some(Mend { text, telling: true });
    }
    let as_said = (rounded(first), rounded(second));
    mend([first, second].into_iter(), &|changed| {
        let (other, of_other) = if changed.fact.fact_id == first.fact_id {
            (second, as_said.1)
        } else {
            (first, as_said.0)
        };
        // The value of one must lie inside the other: two intervals that only touch are no sign of a slip.
        let within = |low: Decimal, high: Decimal, other: Interval| {
            other.low().is_none_or(|end| end < low) && other.high().is_none_or(|end| high < end)
        };
        let precise = changed
            .value
            .abs()
            .checked_mul(Decimal::new(4, 2))
            .is_some_and(|allowed| changed.resolution <= allowed);
        // A number without a hedge, as all that are changed are, reaches no farther than ten times its last digit, in its own unit.
        let far = || {
            let reach = changed.resolution.checked_mul(Decimal::TEN);
            let apart = other.low.checked_sub(changed.value).map(|apart| apart.abs());
            changed.fact.kind != Kind::BasisPoints
                && reach.zip(apart).is_some_and(|(reach, apart)| reach < apart)
        };
        precise
            && (within(changed.value, changed.value, of_other)
                || (!far() && within(other.low, other.high, changed.rounded())))
    })
}

/// How many digits are said.
fn digits(fact: &Fact) -> usize {
    let count = fact.low.abs().checked_div(fact.resolution).unwrap_or_default();
    count.normalize().to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &str)] = &[
        // given                                                                                          expected
        (&["revenue total 2024-Q1 = 363 money line=1", "revenue total 2024-Q1 = 364 money line=2"],         "pass"),
        (&["revenue total 2024-Q1 = 363 money line=1", "revenue total 2024-Q1 = 363 money line=2"],         "pass"),
        // A zero at the end may be no digit that was meant.
        (&["revenue total 2024-Q1 = 360 money line=1", "revenue total 2024-Q1 = 359 money line=2"],         "pass"),
        (&["revenue total 2024-Q1 = 7 percent yoy line=1", "revenue total 2024-Q1 = 8 percent yoy line=2"], "pass"),
        // Growth that is said three times, once otherwise; twice proves nothing.
        (&["revenue total 2024-Q1 = 7 percent yoy line=1", "revenue total 2024-Q1 = 3 percent yoy line=2", "revenue total 2024-Q1 = 7 percent yoy line=3"], "warning; pass"),
        (&["revenue total 2024-Q1 = 7 percent yoy line=1", "revenue total 2024-Q1 = 3 percent yoy line=2"], "not_evaluated"),
        (&["revenue total 2024-Q1 = 7 percent yoy line=1", "revenue total 2024-Q1 = 3 percent yoy line=2", "revenue total 2024-Q1 = 9 percent yoy line=3"], "not_evaluated; not_evaluated"),
        // A hedge hides no slip; what is of another size is no third value.
        (&["impairment total 2024-Q1 = 1.1 money about line=1", "impairment total 2024-Q1 = 5.085 money line=2"], "not_evaluated"),
        (&["impairment total 2024-Q1 = 286 money line=1", "impairment total 2024-Q1 = 26 money line=2"],      "warning"),
        (&["impairment total 2024-Q1 = 286 money line=1", "impairment total 2024-Q1 = 26 money line=2", "impairment total 2024-Q1 = 97 money line=3"], "not_evaluated; not_evaluated"),
        (&["impairment total 2024-Q1 = 286 money line=1", "impairment total 2024-Q1 = 26 money line=2", "impairment total 2024-Q1 = 5197 money line=3"], "warning; not_evaluated"),
        // An analyst gives the range back.
        (&["revenue total 2025-FY = 7..8 percent guidance yoy line=1", "revenue total 2025-FY = 4..8 percent guidance yoy line=2 analyst"], "warning"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let named = |text: &&str| Fact { metric_text: "it".into(), ..fact(text) };
            let facts: Vec<Fact> = given.iter().map(named).collect();
            let mut found = Vec::new();
            restatements(&Index::new(facts.iter()), &Beside::new(facts.iter()), &mut found);
            let shown: Vec<&str> = found.iter().map(|row| row.severity.as_str()).collect();
            assert_eq!(shown.join("; "), *expected, "given: {given:?}");
        }
    }
}
