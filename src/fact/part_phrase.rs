//! Parts of years as they are said: `third quarter of 2021`, `3Q21`, `second half`, `full year`.
//!
//! In:  a [`Cursor`]. Out: a [`When`], and the cursor behind it. Not here: years by themselves (`year_phrase.rs`).

use super::cursor::Cursor;
use super::month_phrase::day;
use super::when::{When, Year};
use super::year_phrase::{short_year, year_after, year_ago, year_number, year_said};
use crate::transcript::Part;

/// `third quarter (of 2021)`, `Q3 '21`, `3Q21`, `second half of the year`, `full year 2021`, `fiscal 2021`.
pub(super) fn part_then_year<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (part, year, rest) = part(cursor)?;
    if let Some(year) = year {
        return Some((When::Part(part, Year::Given(year)), rest));
    }
    let (year, rest) = year_after(rest)
        .or_else(|| {
            // "Q3 21", "the first half of 22"
            let start = rest.skip(&["of"]);
            let year = start.word().and_then(|word| short_year(word.text))?;
            Some((Year::Given(year), start.next()))
        })
        .or_else(|| year_back(rest))
        .unwrap_or((Year::Unsaid, rest));
    if part != Part::Year
        && year == Year::Unsaid
        && let Some((day, rest)) = that_ended(rest)
    {
        return Some(match day {
            When::Day(month, _, Some(year)) => (When::Month(month, Year::Given(year)), rest),
            _ => (When::Part(part, year), rest),
        });
    }
    Some((When::Part(part, year), rest))
}

/// `(the third fiscal quarter) ended August 31`, `(the first quarter), which ended on March 31`: the day says no other time.
fn that_ended<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let ended = cursor.skip(&[","]).skip(&["that", "which"]);
    if !ended.is_any(&["ended", "ending"]) {
        return None;
    }
    day(ended.next().skip(&["on"]))
}

/// `(in the fourth quarter) a year ago`, `(the first quarter) two years ago`.
fn year_back<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Year, Cursor<'w, 't>)> {
    let (when, rest) = year_ago(cursor.skip(&["of"]))?;
    let plain = cursor.skip(&["of"]).is_any(&["a", "one", "the", "two", "three", "four", "five"]);
    match when {
        When::YearAgo if plain => Some((Year::Relative(-1), rest)),
        When::YearsAgo(count) => Some((Year::Relative(count.saturating_neg()), rest)),
        _ => None,
    }
}

/// `2021 third quarter`, `last year's second quarter`, `fiscal 2022 first half`.
pub(super) fn year_then_part<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (year, rest) = year_said(cursor.skip(&["fiscal", "calendar"]))?;
    let (part, None, rest) = part(rest.skip(&["fiscal"]))? else { return None };
    if part == Part::Year && !matches!(year, Year::Given(_)) {
        return None;
    }
    Some((When::Part(part, year), rest))
}

/// A part of a year, with the year when it stands in the same word (`3Q21`, `FY24`).
pub(super) fn part<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Part, Option<i32>, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    if let Some((part, year)) = part_label(word.text) {
        return Some((part, year, cursor.next()));
    }
    let ordinal = ["first", "second", "third", "fourth"]
        .iter()
        .zip(["1st", "2nd", "3rd", "4th"])
        .position(|(name, short)| word.is(name) || word.is(short));
    if let Some(place) = ordinal {
        let rest = cursor.next().skip(&["fiscal", "calendar"]);
        if rest.is_any(&["quarter", "quarters"]) {
            let part = Part::quarter(u32::try_from(place + 1).ok()?)?;
            return Some((part, None, rest.next()));
        }
        // "in the second and first quarters"
        let listed = rest
            .after(&["and"])
            .map(Cursor::next)
            .is_some_and(|rest| rest.is_any(&["quarter", "quarters"]))
            && rest.next().is_any(&["first", "second", "third", "fourth"]);
        if listed {
            let part = Part::quarter(u32::try_from(place + 1).ok()?)?;
            return Some((part, None, rest));
        }
        if rest.is_any(&["half", "semester"]) && place < 2 {
            return Some((if place == 0 { Part::H1 } else { Part::H2 }, None, rest.next()));
        }
        return None;
    }
    // "quarter two", as it is said
    if word.is("quarter")
        && let Some(place) =
            ["one", "two", "three", "four"].iter().position(|name| cursor.next().is_any(&[name]))
    {
        return Some((Part::quarter(u32::try_from(place + 1).ok()?)?, None, cursor.next().next()));
    }
    if let Some(rest) =
        cursor.after(&["back", "half"]).or_else(|| cursor.after(&["latter", "half"]))
    {
        return Some((Part::H2, None, rest));
    }
    if let Some(rest) = cursor.after(&["front", "half"]) {
        return Some((Part::H1, None, rest));
    }
    for words in [
        &["full", "fiscal", "year"][..],
        &["full", "year"],
        &["fiscal", "year"],
        &["calendar", "year"],
        &["entire", "year"],
        &["whole", "year"],
    ] {
        if let Some(rest) = cursor.after(words) {
            return Some((Part::Year, None, rest));
        }
    }
    if word.is_any(&["fiscal", "calendar", "fy", "cy"]) {
        if cursor.next().word().is_some_and(|word| short_year(word.text).is_some()) {
            return Some((
                Part::Year,
                short_year(cursor.next().word()?.text),
                cursor.next().next(),
            ));
        }
        let (year, _) = year_said(cursor.next())?;
        return matches!(year, Year::Given(_)).then(|| (Part::Year, None, cursor.next()));
    }
    None
}

/// `Q3`, `3Q`, `3Q21`, `Q321`, `H1`, `1H22`, `FY24`, `FY2024`.
pub(super) fn part_label(text: &str) -> Option<(Part, Option<i32>)> {
    let lower = text.to_ascii_lowercase();
    let two = lower.get(..2)?;
    let part = match two {
        "q1" | "1q" => Part::Q1,
        "q2" | "2q" => Part::Q2,
        "q3" | "3q" => Part::Q3,
        "q4" | "4q" => Part::Q4,
        "h1" | "1h" => Part::H1,
        "h2" | "2h" => Part::H2,
        "fy" | "cy" => Part::Year,
        _ => return None,
    };
    let rest = lower.get(2..)?;
    if rest.is_empty() {
        return (part != Part::Year).then_some((part, None));
    }
    let rest = rest.strip_prefix("fy").unwrap_or(rest);
    Some((part, Some(year_number(rest, true)?)))
}
