//! Times that are named by their months: `the quarter ended March 31`, `June 30, 2024`, `the end of June`.
//!
//! In:  a [`Cursor`]. Out: a [`When`], and the cursor behind it. Not here: parts of years (`part_phrase.rs`).

use super::cursor::Cursor;
use super::when::{When, Year};
use super::year_phrase::{year_after, year_number};
use crate::transcript::{MONTHS, Part};

/// `the quarter ended March 31, 2021`, `the year ended June 30`, `the nine months ended September 30`.
pub(super) fn ended<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let span = cursor.skip(&["the", "our"]).skip(&["first", "fiscal"]);
    let months = [("three", "3"), ("six", "6"), ("nine", "9"), ("twelve", "12")]
        .iter()
        .position(|(word, digits)| span.is_any(&[word, digits]));
    let unit = if months.is_some() { span.next() } else { span };
    let of_year = unit.is_any(&["year"]);
    if !of_year && !unit.is_any(&["quarter", "months", "month"]) {
        return None;
    }
    let verb = unit.next().skip(&["period"]);
    if !verb.is_any(&["ended", "ending"]) {
        return None;
    }
    let (month, year, rest) = match day(verb.next()) {
        Some((When::Day(month, _, year), rest)) => {
            (month, year.map_or(Year::Unsaid, Year::Given), rest)
        }
        _ => {
            let (month, rest) = month(verb.next().skip(&["in"]))?;
            let (year, rest) = year_after(rest).unwrap_or((Year::Unsaid, rest));
            (month, year, rest)
        }
    };
    Some(match months {
        _ if of_year => (When::Part(Part::Year, year), rest),
        Some(place) => {
            let count = u32::try_from(place + 1).ok()?.saturating_mul(3);
            (When::MonthsEnding(count, month, year), rest)
        }
        // The year of a day is the calendar's.
        None if year != Year::Unsaid => (When::Month(month, year), rest),
        None => (When::QuarterEnding(month, year), rest),
    })
}

/// `June 30`, `September 30, 2024`.
pub(super) fn day<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (month, rest) = month(cursor)?;
    let number = rest.word()?.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u32 = number.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = rest.next();
    let comma = rest.skip(&[","]).skip(&["of"]);
    match comma.word().and_then(|word| year_number(word.text, false)) {
        Some(year) => Some((When::Day(month, day, Some(year)), comma.next())),
        None => Some((When::Day(month, day, None), rest)),
    }
}

/// `the December quarter`, `the end of June`, `June of 2023`.
pub(super) fn named_month<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let end_of = cursor.after(&["end", "of"]);
    let (month, rest) = month(end_of.unwrap_or(cursor))?;
    if rest.is_any(&["quarter"]) {
        let (year, rest) = year_after(rest.next()).unwrap_or((Year::Unsaid, rest.next()));
        return Some((When::QuarterEnding(month, year), rest));
    }
    let led = cursor.at.checked_sub(1).and_then(|at| cursor.words.get(at)).is_some_and(|word| {
        word.is_any(&[
            "in", "during", "into", "for", "of", "late", "early", "mid", "from", "by", "since",
            "through", "than", "versus", "above", "below",
        ])
    });
    // "compared to December"
    let compared = matches!(
        cursor.words.get(..cursor.at).unwrap_or_default(),
        [.., compared, to] if to.is_any(&["to", "with"])
            && compared.is_any(&["compared", "relative", "compares"])
    );
    let led = led || compared;
    // "Through September, we have closed ..": what has passed of the year.
    let opens = cursor.at == 1 && cursor.words.first().is_some_and(|word| word.is("through"));
    if opens && end_of.is_none() && year_after(rest).is_none() {
        return Some((When::YearToDate(None, Year::Relative(0)), rest));
    }
    match year_after(rest) {
        Some((year @ (Year::Given(_) | Year::Relative(-1)), rest)) => {
            Some((When::Month(month, year), rest))
        }
        _ if end_of.is_some() => Some((When::QuarterEnding(month, Year::Unsaid), rest)),
        _ => led.then_some((When::Month(month, Year::Unsaid), rest)),
    }
}

/// The number of a month, which is written with a capital.
fn month<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(u32, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    let place = MONTHS.iter().position(|month| word.is(month) && word.is_capitalised())?;
    Some((u32::try_from(place + 1).ok()?, cursor.next()))
}
