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

use super::interval::{Interval, turned};
use super::reading::one_number;
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

/// A fact with another number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changed<'f> {
    pub(super) fact: &'f Fact,
    pub(super) value: Decimal,
    /// Its last digit.
    pub(super) resolution: Decimal,
}

impl Changed<'_> {
    /// Its interval as it was rounded.
    pub(super) fn rounded(&self) -> Interval {
        one_number(self.fact, self.value, self.resolution)
    }
}

/// What a slip makes of a number.
struct Variant {
    value: Decimal,
    resolution: Decimal,
    slip: &'static str,
    telling: bool,
}

/// Tries the slips on each fact, the telling ones first.
pub(super) fn mend<'f>(
    facts: impl Iterator<Item = &'f Fact> + Clone,
    holds: &dyn Fn(&Changed<'_>) -> bool,
) -> Option<Mend> {
    let mut weak = None;
    let first = facts.clone().next().map(|fact| &fact.call_id);
    let several = facts.clone().any(|fact| Some(&fact.call_id) != first);
    for fact in facts.filter(|fact| fact.low == fact.high) {
        let mend = slips(fact, fact.low, several, weak.is_none(), holds);
        if mend.as_ref().is_some_and(|mend| mend.telling) {
            return mend;
        }
        weak = weak.or(mend);
    }
    weak
}

/// Tries the slips on one fact that are telling.
pub(super) fn telling_mend(fact: &Fact, holds: &dyn Fn(&Changed<'_>) -> bool) -> Option<Mend> {
    (fact.low == fact.high).then(|| slips(fact, fact.low, false, false, holds)).flatten()
}

/// Tries the slips on one end of a range.
pub(super) fn mend_end(
    fact: &Fact,
    end: Decimal,
    holds: &dyn Fn(&Changed<'_>) -> bool,
) -> Option<Mend> {
    slips(fact, end, false, true, holds)
}

/// The first slip that is telling, else the first one of others if `any` will do.
fn slips(
    fact: &Fact,
    value: Decimal,
    several: bool,
    any: bool,
    holds: &dyn Fn(&Changed<'_>) -> bool,
) -> Option<Mend> {
    if fact.bound != Bound::Exact {
        return None;
    }
    let holds = |variant: &Variant| {
        holds(&Changed { fact, value: variant.value, resolution: variant.resolution })
    };
    let mut weak: Option<Variant> = None;
    let telling = variants(fact, value).into_iter().find_map(|variant| {
        let wanted = variant.telling || (any && weak.is_none());
        if !wanted || !holds(&variant) {
            return None;
        }
        if variant.telling {
            return Some(variant);
        }
        weak = Some(variant);
        None
    });
    let at_will = || any.then(|| digit_at_will(value, fact.resolution, &holds)).flatten();
    let variant = telling.or(weak).or_else(at_will)?;
    let text = format!(
        "it would hold with {} for \"{}\" on line {}{} ({})",
        plain(fact, variant.value),
        fact.quote,
        fact.line,
        if several { format!(" of {}", fact.call_id) } else { String::new() },
        variant.slip
    );
    Some(Mend { text, telling: variant.telling })
}

/// A number in the unit of a fact.
fn plain(fact: &Fact, value: Decimal) -> String {
    let unit = match fact.kind {
        Kind::Percent => "%",
        Kind::PercentagePoints => " points",
        Kind::BasisPoints => " basis points",
        _ => "",
    };
    format!("{}{unit}", super::wording::amount(value))
}

/// The slips that people make, and a digit that was said twice where it may have been.
fn variants(fact: &Fact, said: Decimal) -> Vec<Variant> {
    let mut found = Vec::new();
    let mut push = |value: Option<Decimal>, resolution: Option<Decimal>, slip, telling| {
        if let (Some(value), Some(resolution)) = (value, resolution)
            && value != said
        {
            found.push(Variant { value, resolution, slip, telling });
        }
    };
    let last = fact.resolution;
    push(Some(turned(said)), Some(last), "the other sign", true);
    let Some(own) = digits(said, last) else { return found };
    let value = |digits: &[u8]| number(digits, said, last);
    match own.as_slice() {
        [1, d] if *d >= 3 => push(value(&[*d, 0]), Some(last), "tens for teens", true),
        [d, 0] if *d >= 3 => push(value(&[1, *d]), Some(last), "teens for tens", true),
        _ => {}
    }
    let mut other = own.clone();
    for place in 1..own.len() {
        other.clone_from(&own);
        other.swap(place - 1, place);
        if other.first() != Some(&0) {
            push(value(&other), Some(last), "two digits swapped", true);
        }
    }
    let scaled = |factor: Decimal| (said.checked_mul(factor), last.checked_mul(factor));
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
    let finer = last.checked_div(Decimal::TEN);
    for (place, digit) in own.iter().enumerate() {
        other.clone_from(&own);
        other.insert(place, *digit);
        let longer = value(&other);
        let as_said = longer.and_then(|number| number.checked_div(Decimal::TEN));
        // A doubled zero is another scale, and of two digits too much is left open.
        let telling = own.len() > 2 && *digit != 0;
        push(as_said, finer, "a doubled digit dropped", telling);
        push(longer, Some(last), "a doubled digit dropped", telling);
        if place > 0 && own.get(place - 1) == Some(digit) {
            other.clone_from(&own);
            other.remove(place);
            let shorter = value(&other);
            push(shorter, Some(last), "a digit doubled", true);
            // Behind the point a digit fewer leaves the others where they are: "5.33" for "5.3".
            let coarser = last.checked_mul(Decimal::TEN);
            let kept = shorter.and_then(|number| number.checked_mul(Decimal::TEN));
            push(kept, coarser, "a digit doubled", own.len() > 2);
        }
    }
    found
}

/// The first digit that may have been left out or changed, none of which is telling.
fn digit_at_will(
    said: Decimal,
    resolution: Decimal,
    holds: &dyn Fn(&Variant) -> bool,
) -> Option<Variant> {
    let own = digits(said, resolution)?;
    let tried = |digits: &[u8], slip| {
        let value = number(digits, said, resolution).filter(|value| *value != said)?;
        let variant = Variant { value, resolution, slip, telling: false };
        (digits.first() != Some(&0) && holds(&variant)).then_some(variant)
    };
    let places = own.len();
    let mut other = own.clone();
    if places > 1 {
        for (place, digit) in
            (0..=places).flat_map(|place| (0..=9).map(move |digit| (place, digit)))
        {
            other.clone_from(&own);
            other.insert(place, digit);
            let found = tried(&other, "a digit left out");
            if found.is_some() {
                return found;
            }
        }
    }
    for (place, digit) in (0..places).flat_map(|place| (0..=9).map(move |digit| (place, digit))) {
        other.clone_from(&own);
        if let Some(slot) = other.get_mut(place) {
            *slot = digit;
        }
        let found = tried(&other, "one digit changed");
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What digits say, with the sign of what was said.
fn number(digits: &[u8], said: Decimal, last: Decimal) -> Option<Decimal> {
    let number = digits
        .iter()
        .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(*digit)));
    let number = Decimal::from(number).checked_mul(last)?;
    Some(if said.is_sign_negative() { turned(number) } else { number })
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
            let found = mend(std::iter::once(&said_fact), &|changed| changed.value == meant);
            let shown = found.map_or("none".to_owned(), |mend| mend.text);
            assert!(shown.contains(expected), "given: {said}, got: {shown}");
        }
    }

    #[test]
    fn a_line_of_several_calls_is_named_with_its_call() {
        let one = fact("eps total 2024-Q1 = 16 per_share");
        let other = fact("eps total 2024-Q1 = 60 per_share call=acme-2024-q2");
        let text = |facts: &[&Fact]| {
            let found =
                mend(facts.iter().copied(), &|changed| changed.value == Decimal::from(60_u32));
            found.map(|mend| mend.text).unwrap_or_default()
        };
        assert!(text(&[&one, &other]).contains("on line 1 of acme-2024-q1 ("));
        assert!(text(&[&one]).contains("on line 1 ("));
    }
}
