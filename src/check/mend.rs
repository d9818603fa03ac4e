//! The smallest single correction that makes a failed check hold.
//!
//! In:  facts and a question whether a check holds with another number. Out: [`Mend`].
//! Not here: which check it is (`verdict`, `restatement`).
//!
//! | slip | said | meant |
//! | --- | --- | --- |
//! | sign | 21 | -21 |
//! | teens and tens | 16 | 60 |
//! | digits swapped | 1.074 | 1.047 |
//! | digit doubled | 5.33 | 5.3 |
//! | digit dropped | 5.3 | 5.33 |
//! | scale | $3 million | $3 billion |
//! | decimal point | 13 | 1.3 |
//! | one digit | 7.09 | 7.99 |
//! | digit left out | 72 | 972 |

use rust_decimal::Decimal;

use super::interval::turned;
use crate::fact::Fact;
use crate::quantity::{Bound, Kind};

/// A correction that works.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Mend {
    /// What to read instead, in one sentence.
    pub(super) text: String,
    /// Is it a slip that people make, so that it speaks for the finding? One digit changed at will is not.
    pub(super) telling: bool,
}

/// Another number for a fact.
struct Variant {
    value: Decimal,
    resolution: Decimal,
    slip: &'static str,
    telling: bool,
}

/// Tries the slips on each fact, the telling ones first.
pub(super) fn mend<'f>(
    facts: impl Iterator<Item = &'f Fact> + Clone,
    holds: &dyn Fn(&Fact) -> bool,
) -> Option<Mend> {
    let mut weak = None;
    let first = facts.clone().next().map(|fact| &fact.call_id);
    let several = facts.clone().any(|fact| Some(&fact.call_id) != first);
    for fact in facts.filter(|fact| fact.bound == Bound::Exact && fact.low == fact.high) {
        let mut other = fact.clone();
        for variant in variants(fact) {
            if !variant.telling && weak.is_some() {
                continue;
            }
            (other.low, other.high) = (variant.value, variant.value);
            other.resolution = variant.resolution;
            if holds(&other) {
                let text = format!(
                    "it would hold with {} for \"{}\" on line {}{} ({})",
                    plain(&other),
                    fact.quote,
                    fact.line,
                    if several { format!(" of {}", fact.call_id) } else { String::new() },
                    variant.slip
                );
                let mend = Mend { text, telling: variant.telling };
                if variant.telling {
                    return Some(mend);
                }
                weak = Some(mend);
            }
        }
    }
    weak
}

/// The number of a fact, in its own unit.
fn plain(fact: &Fact) -> String {
    let unit = match fact.kind {
        Kind::Percent => "%",
        Kind::PercentagePoints => " points",
        Kind::BasisPoints => " basis points",
        _ => "",
    };
    format!("{}{unit}", super::wording::amount(fact.low))
}

fn variants(fact: &Fact) -> Vec<Variant> {
    let mut found = Vec::new();
    let mut push = |value: Option<Decimal>, resolution: Option<Decimal>, slip, telling| {
        if let (Some(value), Some(resolution)) = (value, resolution)
            && value != fact.low
        {
            found.push(Variant { value, resolution, slip, telling });
        }
    };
    let last = fact.resolution;
    push(Some(turned(fact.low)), Some(last), "the other sign", true);
    let Some(said) = digits(fact.low, last) else { return found };
    let value = |digits: &[u8]| {
        let number = digits.iter().fold(0_u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(*digit))
        });
        let number = Decimal::from(number).checked_mul(last)?;
        Some(if fact.low.is_sign_negative() { turned(number) } else { number })
    };
    match said.as_slice() {
        [1, d] if *d >= 3 => push(value(&[*d, 0]), Some(last), "tens for teens", true),
        [d, 0] if *d >= 3 => push(value(&[1, *d]), Some(last), "teens for tens", true),
        _ => {}
    }
    for place in 1..said.len() {
        let mut swapped = said.clone();
        swapped.swap(place - 1, place);
        if swapped.first() != Some(&0) {
            push(value(&swapped), Some(last), "two digits swapped", true);
        }
    }
    let scaled = |factor: Decimal| (fact.low.checked_mul(factor), last.checked_mul(factor));
    if matches!(fact.kind, Kind::Money | Kind::Count) {
        let (up, up_last) = scaled(Decimal::ONE_THOUSAND);
        push(up, up_last, "the next scale word up", true);
        let (down, down_last) = scaled(Decimal::new(1, 3));
        push(down, down_last, "the next scale word down", true);
    }
    let (up, up_last) = scaled(Decimal::TEN);
    push(up, up_last, "the decimal point one place on", true);
    let (down, down_last) = scaled(Decimal::new(1, 1));
    push(down, down_last, "the decimal point one place back", true);
    for place in 0..said.len() {
        let mut longer = said.clone();
        if let Some(digit) = said.get(place) {
            longer.insert(place, *digit);
        }
        let finer = last.checked_div(Decimal::TEN);
        let as_said =
            |number: Option<Decimal>| number.and_then(|number| number.checked_div(Decimal::TEN));
        // A doubled zero is another scale, and of two digits too much is left open.
        let telling = said.len() > 2 && said.get(place) != Some(&0);
        push(as_said(value(&longer)), finer, "a doubled digit dropped", telling);
        push(value(&longer), Some(last), "a doubled digit dropped", telling);
        if place > 0 && said.get(place) == said.get(place - 1) {
            let mut shorter = said.clone();
            shorter.remove(place);
            push(value(&shorter), Some(last), "a digit doubled", true);
            // Behind the point a digit fewer leaves the others where they are: "5.33" for "5.3".
            let coarser = last.checked_mul(Decimal::TEN);
            let kept = value(&shorter).and_then(|number| number.checked_mul(Decimal::TEN));
            push(kept, coarser, "a digit doubled", said.len() > 2);
        }
    }
    if said.len() > 1 {
        for place in 0..=said.len() {
            for digit in 0..=9 {
                let mut longer = said.clone();
                longer.insert(place, digit);
                if longer.first() != Some(&0) {
                    push(value(&longer), Some(last), "a digit left out", false);
                }
            }
        }
    }
    for place in 0..said.len() {
        for digit in 0..=9 {
            let mut other = said.clone();
            if let Some(slot) = other.get_mut(place) {
                *slot = digit;
            }
            if other.first() != Some(&0) {
                push(value(&other), Some(last), "one digit changed", false);
            }
        }
    }
    found
}

/// The digits that were said; `None` when there are none or too many.
fn digits(value: Decimal, resolution: Decimal) -> Option<Vec<u8>> {
    let count = value.abs().checked_div(resolution)?.normalize();
    let text = count.to_string();
    let all: Option<Vec<u8>> =
        text.bytes().map(|byte| byte.is_ascii_digit().then(|| byte.saturating_sub(b'0'))).collect();
    all.filter(|digits| digits.len() <= 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // said       meant       expected
        ("21",        "-21",      "the other sign"),
        ("16",        "60",       "tens for teens"),
        ("90",        "19",       "teens for tens"),
        ("1074",      "1047",     "two digits swapped"),
        ("5.33",      "5.3",      "a digit doubled"),
        ("5800",      "58000",    "the decimal point one place on"),
        ("7.09",      "7.99",     "one digit changed"),
        ("72",        "972",      "a digit left out"),
        ("7",         "97",       "none"),
        ("7.09",      "8.12",     "none"),
    ];

    #[test]
    fn table() {
        for (said, meant, expected) in TABLE {
            let said_fact = fact(&format!("eps total 2024-Q1 = {said} per_share"));
            let meant: Decimal = meant.parse().unwrap();
            let found = mend(std::iter::once(&said_fact), &|fact| fact.low == meant);
            let shown = found.map_or("none".to_owned(), |mend| mend.text);
            assert!(shown.contains(expected), "given: {said}, got: {shown}");
        }
    }

    #[test]
    fn a_line_of_several_calls_is_named_with_its_call() {
        let one = fact("eps total 2024-Q1 = 16 per_share");
        let other = fact("eps total 2024-Q1 = 60 per_share call=acme-2024-q2");
        let text = |facts: &[&Fact]| {
            let found = mend(facts.iter().copied(), &|fact| fact.low == Decimal::from(60_u32));
            found.map(|mend| mend.text).unwrap_or_default()
        };
        assert!(text(&[&one, &other]).contains("on line 1 of acme-2024-q1 ("));
        assert!(text(&[&one]).contains("on line 1 ("));
    }
}
