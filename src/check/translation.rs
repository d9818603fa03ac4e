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
use crate::fact::{Aspect, Fact};
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
    /// Where it begins in the text of the call.
    pub(crate) at: usize,
    /// Does a letter follow at once, as in `10DLC`?
    pub(crate) named: bool,
    /// Does it end a range that the numeral before begins?
    pub(crate) joined: bool,
    /// Is it counted as no name or year is: `10 個`, `24 世紀`?
    pub(crate) counted: bool,
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
        let place = again.or_else(|| place_of(pair, fact, &used));
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
            Some(said) if turned_round(pair, fact, said) => {
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
        rows.push(row(pair, Some(fact), fact.quote.to_string(), quote, verdict));
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
fn place_of(pair: &Pair<'_>, fact: &Fact, used: &[bool]) -> Option<usize> {
    let same = |said: &Said| {
        said.value.is_some_and(|(low, high)| {
            size(low, high) == size(fact.low, fact.high)
                && said.kind.is_none_or(|kind| fits(fact.kind, kind))
        })
    };
    let free = pair.translated.iter().zip(used).enumerate().filter(|(_, (_, used))| !**used);
    let mut candidates =
        free.filter(|(_, (said, _))| same(said)).map(|(place, (said, _))| (place, said));
    let first = candidates.next()?;
    let better =
        std::iter::once(first).chain(candidates).find(|(_, said)| !turned_round(pair, fact, said));
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

/// Says the translation up where the original says down, or the reverse?
fn turned_round(pair: &Pair<'_>, fact: &Fact, said: &Said) -> bool {
    let own = pair.original.iter().find(|own| own.at == fact.span.start);
    let own = own.and_then(|own| own.direction);
    fact.aspect == Aspect::Change && own.zip(said.direction).is_some_and(|(a, b)| a != b)
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

/// Counts up to this one are words in many languages, which the scan need not know.
const SPELLED_OUT: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Stand the digits of the fact somewhere in the translation, with another scale or kind?
fn digits_stand(fact: &Fact, translated: &[Said]) -> bool {
    let digits = |text: &str| -> String {
        let kept: String = text.chars().filter(char::is_ascii_digit).collect();
        kept.trim_end_matches('0').to_owned()
    };
    let own = digits(&fact.quote);
    let small = matches!(fact.kind, Kind::Count | Kind::Multiple) && fact.high <= SPELLED_OUT;
    own.is_empty() || small || translated.iter().any(|said| digits(&said.quote).contains(&own))
}

/// Years that differ: a range that ends where it begins, and a year that is counted.
fn years(pair: &Pair<'_>) -> Vec<TranslationRow> {
    let is_year = |said: &&Said| said.reason == Some(Reason::Year) && said.value.is_some();
    let ranges = |all: &[Said]| -> Vec<(Said, Said)> {
        let pairs = all.iter().zip(all.iter().skip(1));
        let years = pairs.filter(|(first, last)| last.joined && is_year(first) && is_year(last));
        years.map(|(first, last)| (first.clone(), last.clone())).collect()
    };
    let differs = |own: &Said, other: &Said| {
        row(pair, None, own.quote.clone(), other.quote.clone(), TranslationVerdict::Differs)
    };
    let mut rows = Vec::new();
    for (first, last) in ranges(&pair.original).iter().filter(|(a, b)| a.value != b.value) {
        let same = ranges(&pair.translated);
        let wrong = same.iter().find(|(a, b)| a.value == first.value && b.value == first.value);
        rows.extend(wrong.map(|(_, end)| differs(last, end)));
    }
    for year in pair.original.iter().filter(is_year) {
        let hundreds = |value: Decimal| value.checked_rem(Decimal::ONE_HUNDRED);
        let stands = pair.translated.iter().filter(is_year).any(|other| other.value == year.value);
        let counted = pair.translated.iter().find(|other| {
            other.counted
                && other.value.map(|(low, _)| low) == year.value.and_then(|(low, _)| hundreds(low))
        });
        if !stands {
            rows.extend(counted.map(|other| differs(year, other)));
        }
    }
    rows
}

/// Is it a number with a unit that the original lacks, or a name there?
fn is_extra(said: &Said, pair: &Pair<'_>) -> bool {
    let Some((low, high)) = said.value else { return false };
    let mut own = pair
        .original
        .iter()
        .filter(|other| other.value.is_some_and(|(a, b)| size(a, b) == size(low, high)))
        .peekable();
    if own.peek().is_some() {
        return said.counted
            && own.all(|other| other.reason == Some(Reason::ProductName) || other.named);
    }
    let kinds =
        [Kind::Money, Kind::PerShare, Kind::Percent, Kind::PercentagePoints, Kind::BasisPoints];
    said.kind.is_some_and(|kind| kinds.contains(&kind)) && !known(said, pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    /// `450 bps up`, `10 counted`, `10 named`, `2023 year`, `2024 year joined`.
    fn said(text: &str, at: usize) -> Said {
        let words: Vec<&str> = text.split(' ').collect();
        let value: Decimal = words[0].parse().unwrap();
        let kinds =
            [("bps", Kind::BasisPoints), ("percent", Kind::Percent), ("money", Kind::Money)];
        let kind = kinds.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind);
        let direction = match (words.contains(&"up"), words.contains(&"down")) {
            (true, _) => Some(Direction::Up),
            (_, true) => Some(Direction::Down),
            _ => None,
        };
        Said {
            quote: text.to_owned(),
            value: Some((value, value)),
            kind,
            reason: words.contains(&"year").then_some(Reason::Year),
            direction,
            at,
            named: words.contains(&"named"),
            joined: words.contains(&"joined"),
            counted: words.contains(&"counted"),
        }
    }

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &[&str], &str)] = &[
        // original                                translation                         verdicts
        (&["450 bps down", "4 percent up"],        &["450 bps down", "4 percent up"],  "agrees agrees"),
        (&["4 percent up", "450 bps down"],        &["450 bps down", "4 percent up"],  "agrees agrees"),
        (&["450 bps down"],                        &["450 bps up"],                    "differs"),
        (&["450 bps down"],                        &["450 bps"],                       "agrees"),
        (&["450 bps down"],                        &["540 bps down"],                  "differs"),
        (&["450 bps down"],                        &["450"],                           "agrees"),
        (&["450 bps down"],                        &[],                                "missing"),
        (&["12 named"],                            &["12 counted"],                    "extra"),
        (&["12 named"],                            &["12 named"],                      ""),
        (&["12"],                                  &["12 counted"],                    ""),
        (&["2023 year", "2024 year joined"],       &["2023 year", "2023 year joined"], "differs"),
        (&["2023 year", "2024 year joined"],       &["2023 year", "2024 year joined"], ""),
        (&["2024 year"],                           &["24 counted"],                    "differs"),
        (&[],                                      &["7 percent"],                     "extra"),
        (&["7"],                                   &["7 percent"],                     ""),
    ];

    #[test]
    fn table() {
        for (original, translation, expected) in TABLE {
            let read = |texts: &[&str]| -> Vec<Said> {
                texts.iter().enumerate().map(|(at, text)| said(text, at)).collect()
            };
            let facts: Vec<Fact> = original
                .iter()
                .enumerate()
                .filter(|(_, text)| text.contains("bps") || text.contains("percent"))
                .map(|(at, text)| {
                    let value: Vec<&str> = text.split(' ').take(2).collect();
                    let mut row = fact(&format!("revenue total 2024-Q1 = {} yoy", value.join(" ")));
                    row.span = crate::span::Span::new(at, at + 1);
                    row
                })
                .collect();
            let pair = Pair {
                call_id: "acme-2024-q1".to_owned(),
                source_file: "acme.txt".to_owned(),
                line: 1,
                line_translated: 2,
                facts: facts.iter().collect(),
                original: read(original),
                translated: read(translation),
            };
            let verdicts: Vec<&str> =
                compare(&pair).iter().map(|row| row.verdict.as_str()).collect();
            assert_eq!(verdicts.join(" "), *expected, "given: {original:?} {translation:?}");
        }
    }
}
