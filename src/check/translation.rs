//! The mentions of a paragraph against the numbers of its translation.
//!
//! In:  [`Pair`]s: the facts and numerals of a paragraph, the numerals of its translation. Out: [`TranslationRow`]s.
//! Not here: reading either of them (`translated`).
//!
//! | original | translation | verdict |
//! | --- | --- | --- |
//! | fact | a number with its value and a kind that fits | agrees |
//! | fact | the same, but the word beside it says the other direction | differs |
//! | fact | no such number, and one of its kind is left over between its neighbours | differs |
//! | fact | no such number and none left over, not even the digits | missing |
//! | a year | another year in its place, as many years on both sides | differs |
//! | a product name or year | the same digits as a count | extra |
//! | nothing | a number with unit whose value stands nowhere in the original | extra |
//!
//! In doubt it agrees: a false difference costs more than a missed one.

use rust_decimal::Decimal;

use super::finding::{TranslationRow, TranslationVerdict};
use crate::fact::{Aspect, Compare, Fact};
use crate::quantity::{Kind, Reason};

/// Up or down.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// A numeral as a text says it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// As it stands there.
    pub(crate) quote: String,
    /// Its ends, in base units; `None` when its value is not read.
    pub(crate) value: Option<(Decimal, Decimal)>,
    /// What kind of number it is; `None` when it is no quantity.
    pub(crate) kind: Option<Kind>,
    /// Why it is no quantity.
    pub(crate) reason: Option<Reason>,
    /// The direction that the words beside it say.
    pub(crate) direction: Option<Direction>,
}

/// A paragraph and its translation.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'f> {
    pub(crate) call_id: String,
    pub(crate) source_file: String,
    pub(crate) line: usize,
    pub(crate) line_translated: usize,
    /// Facts of the paragraph, in the order of the text.
    pub(crate) facts: Vec<&'f Fact>,
    /// All numerals of the paragraph.
    pub(crate) original: Vec<Said>,
    /// All numerals of the translation.
    pub(crate) translated: Vec<Said>,
}

/// Compares a paragraph with its translation.
pub(crate) fn compare(pair: &Pair<'_>) -> Vec<TranslationRow> {
    let mut used = vec![false; pair.translated.len()];
    let mut places: Vec<Option<usize>> = Vec::new();
    for (number, fact) in pair.facts.iter().enumerate() {
        // Two facts of one mention (two scopes in one phrase) have one number.
        let again = number
            .checked_sub(1)
            .and_then(|before| Some((pair.facts.get(before)?, places.get(before)?)))
            .filter(|(before, _)| before.span == fact.span)
            .and_then(|(_, place)| *place);
        let place = again.or_else(|| place_of(fact, &pair.translated, &used));
        if let Some(slot) = place.and_then(|place| used.get_mut(place)) {
            *slot = true;
        }
        places.push(place);
    }
    let mut rows: Vec<TranslationRow> = Vec::new();
    let places_found = places.clone();
    for (number, (fact, place)) in pair.facts.iter().zip(places).enumerate() {
        let found = place.and_then(|place| pair.translated.get(place));
        let (verdict, quote) = match found {
            Some(said) if turned_round(fact, said) => {
                (TranslationVerdict::Differs, said.quote.clone())
            }
            Some(said) => (TranslationVerdict::Agrees, said.quote.clone()),
            None => match left_over(pair, number, &places_found, &used) {
                Some(left) => {
                    if let Some(slot) = used.get_mut(left) {
                        *slot = true;
                    }
                    let quote = pair.translated.get(left).map(|said| said.quote.clone());
                    (TranslationVerdict::Differs, quote.unwrap_or_default())
                }
                None if digits_stand(fact, &pair.translated) => {
                    (TranslationVerdict::Agrees, String::new())
                }
                None => (TranslationVerdict::Missing, String::new()),
            },
        };
        rows.push(row(pair, Some(fact), fact.quote.clone(), quote, verdict));
    }
    rows.extend(years(pair));
    for (said, used) in pair.translated.iter().zip(used) {
        if !used && is_extra(said, pair) {
            rows.push(row(
                pair,
                None,
                String::new(),
                said.quote.clone(),
                TranslationVerdict::Extra,
            ));
        }
    }
    rows
}

fn row(
    pair: &Pair<'_>,
    fact: Option<&Fact>,
    quote: String,
    quote_translated: String,
    verdict: TranslationVerdict,
) -> TranslationRow {
    TranslationRow {
        call_id: pair.call_id.clone(),
        source_file: pair.source_file.clone(),
        fact_id: fact.map_or(String::new(), |fact| fact.fact_id.clone()),
        line: fact.map_or(pair.line, |fact| fact.line),
        quote,
        line_translated: pair.line_translated,
        quote_translated,
        verdict,
    }
}

/// The first unused number of the translation that has the value of the fact.
fn place_of(fact: &Fact, translated: &[Said], used: &[bool]) -> Option<usize> {
    let same = |said: &Said| {
        said.value.is_some_and(|(low, high)| {
            size(low, high) == size(fact.low, fact.high)
                && said.kind.is_none_or(|kind| fits(fact.kind, kind))
        })
    };
    let free = translated.iter().zip(used).enumerate().filter(|(_, (_, used))| !**used);
    let mut candidates =
        free.filter(|(_, (said, _))| same(said)).map(|(place, (said, _))| (place, said));
    let first = candidates.next()?;
    let better =
        std::iter::once(first).chain(candidates).find(|(_, said)| !turned_round(fact, said));
    better.or(Some(first)).map(|(place, _)| place)
}

/// The ends without sign, smaller first: signs are words in one language and minus signs in another.
fn size(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    let (low, high) = (low.abs().normalize(), high.abs().normalize());
    (low.min(high), low.max(high))
}

fn fits(original: Kind, translated: Kind) -> bool {
    let family = |kind| match kind {
        Kind::PerShare => Kind::Money,
        Kind::Multiple | Kind::Bare => Kind::Count,
        kind => kind,
    };
    family(original) == family(translated) || matches!(translated, Kind::Bare | Kind::Count)
}

/// Says the translation up where the fact goes down, or the reverse?
fn turned_round(fact: &Fact, said: &Said) -> bool {
    let is_change =
        fact.aspect == Aspect::Change && matches!(fact.compare, Compare::Yoy | Compare::Qoq);
    // A loss that shrinks is an income that grows: the words of the two languages need not be of one kind.
    let income =
        ["income", "eps", "ebitda", "cash_flow"].iter().any(|part| fact.metric.contains(part));
    let sign = match said.direction {
        Some(Direction::Up) => fact.high < Decimal::ZERO,
        Some(Direction::Down) => fact.low > Decimal::ZERO,
        None => false,
    };
    is_change && !income && sign
}

/// A number of the fact's kind that only the translation has, between the places of the facts beside it.
fn left_over(
    pair: &Pair<'_>,
    number: usize,
    places: &[Option<usize>],
    used: &[bool],
) -> Option<usize> {
    let fact = pair.facts.get(number)?;
    let after = places.iter().take(number).flatten().max().map_or(0, |place| place + 1);
    let before = places.iter().skip(number + 1).flatten().min().copied();
    pair.translated
        .iter()
        .zip(used)
        .enumerate()
        .filter(|(place, (_, used))| {
            !**used && *place >= after && before.is_none_or(|before| *place < before)
        })
        .find(|(_, (said, _))| {
            said.kind.is_some_and(|kind| kind == fact.kind) && !known(said, pair)
        })
        .map(|(place, _)| place)
}

/// Stands the value of a number of the translation anywhere in the original?
fn known(said: &Said, pair: &Pair<'_>) -> bool {
    let Some((low, high)) = said.value else { return true };
    pair.original.iter().any(|other| {
        other.value.is_some_and(|(a, b)| {
            let (c, d) = size(a, b);
            let (low, high) = size(low, high);
            (low, high) == (c, d)
                || ([low, high].contains(&c) && low == high)
                || (low == high && low == d)
        })
    })
}

/// Stand the digits of the fact somewhere in the translation, with another scale or kind?
fn digits_stand(fact: &Fact, translated: &[Said]) -> bool {
    let digits = |text: &str| -> String {
        let kept: String = text.chars().filter(char::is_ascii_digit).collect();
        kept.trim_end_matches('0').to_owned()
    };
    let own = digits(&fact.quote);
    own.is_empty() || translated.iter().any(|said| digits(&said.quote).contains(&own))
}

/// Years that differ, where both sides name as many.
fn years(pair: &Pair<'_>) -> Vec<TranslationRow> {
    let years = |all: &[Said]| -> Vec<Said> {
        all.iter()
            .filter(|said| said.reason == Some(Reason::Year) && said.value.is_some())
            .cloned()
            .collect()
    };
    let (original, translated) = (years(&pair.original), years(&pair.translated));
    let missing: Vec<&Said> = original
        .iter()
        .filter(|year| !translated.iter().any(|other| other.value == year.value))
        .collect();
    let strange: Vec<&Said> = translated
        .iter()
        .filter(|year| !original.iter().any(|other| other.value == year.value))
        .collect();
    match (missing.as_slice(), strange.as_slice()) {
        ([said], [other]) if original.len() == translated.len() => vec![row(
            pair,
            None,
            said.quote.clone(),
            other.quote.clone(),
            TranslationVerdict::Differs,
        )],
        _ => Vec::new(),
    }
}

/// Is it a number with a unit that the original lacks, or a name there?
fn is_extra(said: &Said, pair: &Pair<'_>) -> bool {
    let (Some((low, high)), Some(kind)) = (said.value, said.kind) else { return false };
    let own: Vec<&Said> = pair
        .original
        .iter()
        .filter(|other| other.value.is_some_and(|(a, b)| size(a, b) == size(low, high)))
        .collect();
    let named = |other: &&Said| matches!(other.reason, Some(Reason::ProductName));
    if kind == Kind::Count && !own.is_empty() {
        return own.iter().all(named);
    }
    !matches!(kind, Kind::Count | Kind::Bare | Kind::Multiple) && !known(said, pair)
}
