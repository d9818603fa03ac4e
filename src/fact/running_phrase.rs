//! Times that run up to now or on from it: `year-to-date`, `the last 12 months`, `since inception`, `long-term`.
//!
//! In:  a [`Cursor`]. Out: a [`When`], and the cursor behind it. Not here: parts of years (`part_phrase.rs`).

use super::cursor::Cursor;
use super::when::{When, Year};
use super::year_phrase::{year_after, year_said};
use crate::transcript::Part;

/// `year-to-date`, `first nine months of 2021`, `the last 12 months`, `to date`.
pub(super) fn running<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    if let Some(rest) = since_the_beginning(cursor) {
        return Some((When::ToDate, rest));
    }
    let cursor = cursor.skip(&["fiscal"]);
    // What has passed of the quarter that has begun when the call is held.
    if let Some(rest) = cursor.after(&["quarter", "to", "date"]) {
        return Some((When::Quarter(1), rest));
    }
    for words in [
        &["year", "to", "date"][..],
        &["ytd"],
        &["season", "to", "date"],
        &["so", "far", "this", "year"],
        &["thus", "far", "this", "year"],
        &["so", "far", "this", "fiscal", "year"],
        &["thus", "far", "this", "fiscal", "year"],
    ] {
        if let Some(rest) = cursor.after(words) {
            return Some((When::YearToDate(None, Year::Relative(0)), rest));
        }
    }
    let so_far = cursor.after(&["so", "far"]).or_else(|| cursor.after(&["thus", "far"]));
    if let Some((Year::Given(year), rest)) =
        so_far.and_then(|rest| year_said(rest.skip(&[","]).skip(&["in"])))
    {
        return Some((When::YearToDate(None, Year::Given(year)), rest));
    }
    for words in [
        &["over", "the", "past", "year"][..],
        &["over", "the", "last", "year"],
        &["in", "the", "past", "year"],
        &["during", "the", "past", "year"],
        &["within", "the", "past", "year"],
    ] {
        if let Some(rest) = cursor.after(words) {
            return Some((When::TrailingTwelveMonths, rest));
        }
    }
    for (words, when) in [
        (&["half", "year", "basis"][..], When::Part(Part::H1, Year::Unsaid)),
        (&["six", "months", "basis"], When::Part(Part::H1, Year::Unsaid)),
        (&["six", "month", "basis"], When::Part(Part::H1, Year::Unsaid)),
        (&["nine", "month", "basis"], When::YearToDate(Some(3), Year::Unsaid)),
        (&["nine", "months", "basis"], When::YearToDate(Some(3), Year::Unsaid)),
        (&["six", "month", "period"], When::Part(Part::H1, Year::Unsaid)),
        (&["6", "month", "period"], When::Part(Part::H1, Year::Unsaid)),
        (&["nine", "month", "period"], When::YearToDate(Some(3), Year::Unsaid)),
        (&["9", "month", "period"], When::YearToDate(Some(3), Year::Unsaid)),
    ] {
        if let Some(rest) = cursor.after(words) {
            return Some((when, rest));
        }
    }
    if cursor.is_any(&["first", "nine", "six"]) {
        let count = if cursor.is_any(&["first"]) { cursor.next() } else { cursor };
        let quarters = if count.is_any(&["nine", "9"]) {
            3
        } else if count.is_any(&["six", "6"]) {
            2
        } else {
            0
        };
        if quarters > 0 && count.next().is_any(&["months"]) {
            let rest = count.next().next();
            let ended = rest.is_any(&["ended", "of", "in"]) || through(cursor);
            if count.at > cursor.at || ended {
                let (year, rest) = year_after(rest).unwrap_or((Year::Unsaid, rest));
                let when = match (quarters, year) {
                    (2, year) => When::Part(Part::H1, year),
                    (quarters, year) => When::YearToDate(Some(quarters), year),
                };
                return Some((when, rest));
            }
        }
    }
    // "through three quarters", "the first three quarters of 2024"
    let count = cursor.skip(&["first"]);
    let quarters = ["two", "three"].iter().position(|word| count.is_any(&[word]));
    if let Some(place) = quarters
        && (count.at > cursor.at || through(cursor))
        && count.next().is_any(&["quarters"])
    {
        let rest = count.next().next();
        let (year, rest) = year_after(rest).unwrap_or((Year::Unsaid, rest));
        return Some((When::YearToDate(u32::try_from(place + 2).ok(), year), rest));
    }
    if cursor.is_any(&["last", "past", "trailing", "previous", "preceding", "prior", "latest"]) {
        let rest = cursor.next();
        for words in [
            &["12", "months"][..],
            &["twelve", "months"],
            &["four", "quarters"],
            &["4", "quarters"],
            &["12", "month"],
            &["twelve", "month"],
        ] {
            if let Some(rest) = rest.after(words) {
                return Some((When::TrailingTwelveMonths, rest));
            }
        }
    }
    for words in [&["ttm"][..], &["ltm"]] {
        if let Some(rest) = cursor.after(words) {
            return Some((When::TrailingTwelveMonths, rest));
        }
    }
    for words in [
        &["to", "date"][..],
        &["since", "inception"],
        &["life", "to", "date"],
        &["since", "launching"],
        &["since", "launch"],
        &["since", "its", "inception"],
        &["since", "the", "program"],
        &["since", "our", "ipo"],
        &["program", "to", "date"],
        &["cumulatively"],
    ] {
        if let Some(rest) = cursor.after(words) {
            return Some((When::ToDate, rest));
        }
    }
    None
}

/// `long-term`, `over time`, `over the next three years`, `since our last call`.
pub(super) fn open<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    for words in [
        &["over", "time"][..],
        &["long", "term"],
        &["longer", "term"],
        &["medium", "term"],
        &["since", "our", "last"],
        &["since", "the", "last"],
        &["run", "rate"],
        &["over", "the", "next", "several", "years"],
        &["over", "the", "next", "few", "years"],
        &["going", "forward"],
        &["go", "forward"],
        &["steady", "state"],
    ] {
        if let Some(rest) = cursor.after(words).filter(|rest| !is_kept_long(*rest)) {
            return Some((When::Open, rest));
        }
    }
    // What happened when the period that is reported had ended has no label.
    for words in [
        &["since", "the", "end", "of"][..],
        &["since"],
        &["subsequent", "to", "the", "end", "of"],
        &["subsequent", "to"],
        &["after", "the", "end", "of"],
        &["following", "the", "end", "of"],
    ] {
        let Some(rest) = cursor.after(words) else { continue };
        let rest = rest.skip(&["the", "our"]).skip(&["second", "third", "fourth", "first"]);
        let ends = rest.next().is_any(&["end"]);
        if rest.is_any(&["quarter"]) && (ends || words.last() == Some(&"of")) {
            return Some((When::Open, if ends { rest.next().next() } else { rest.next() }));
        }
    }
    if let Some(rest) = in_some_years(cursor) {
        return Some((When::Open, rest));
    }
    let next =
        cursor.after(&["over", "the", "next"]).or_else(|| cursor.after(&["in", "the", "next"]))?;
    let count = next.next();
    count.is_any(&["years", "year"]).then(|| (When::Open, count.next()))
}

/// `in 2 to 3 years`, `within five years`: a goal that has no date.
fn in_some_years<'w, 't>(cursor: Cursor<'w, 't>) -> Option<Cursor<'w, 't>> {
    let within = cursor.is_any(&["within"]);
    let first = cursor.after(&["in"]).or_else(|| cursor.after(&["within"]))?.skip(&["the", "next"]);
    let first = first.skip(&["next"]);
    let number = |cursor: Cursor<'_, '_>| {
        cursor.is_any(&["one", "two", "three", "four", "five", "six", "seven", "ten"])
            || cursor.word().is_some_and(|word| word.text.parse::<u32>().is_ok_and(|it| it < 11))
    };
    if !number(first) {
        return None;
    }
    let second = first.next().skip(&["to", "or"]);
    let range = second.at > first.at + 1 && number(second);
    let unit = if range { second.next() } else { first.next() };
    (unit.is_any(&["years"]) && (within || range)).then(|| unit.next())
}

/// `long-term debt`, `long-term net flows`: what is held or lent for long, and not a time.
fn is_kept_long(cursor: Cursor<'_, '_>) -> bool {
    cursor.skip(&["net"]).is_any(&[
        "debt",
        "borrowings",
        "loans",
        "notes",
        "assets",
        "funds",
        "investments",
        "liabilities",
        "obligations",
        "flows",
        "outflows",
        "inflows",
        "care",
        "contract",
        "contracts",
        "agreement",
        "agreements",
        "lease",
        "leases",
        "rentals",
        "disability",
        "incentive",
        "customers",
    ])
}

fn through(cursor: Cursor<'_, '_>) -> bool {
    let before = |back: usize| cursor.at.checked_sub(back).and_then(|at| cursor.words.get(at));
    before(1).is_some_and(|word| word.is("through"))
        || (before(1).is_some_and(|word| word.is("the"))
            && before(2).is_some_and(|word| word.is_any(&["through", "for"])))
}

/// `since we initiated the program in November`, `since reinstating the dividend in 2014`: since something began.
fn since_the_beginning<'w, 't>(cursor: Cursor<'w, 't>) -> Option<Cursor<'w, 't>> {
    let start = cursor.after(&["since"])?;
    let doing = start.word()?.text.to_ascii_lowercase();
    let mut rest = start.next();
    let began = |cursor: Cursor<'_, '_>| {
        cursor.is_any(&[
            "began",
            "begun",
            "started",
            "initiated",
            "launched",
            "introduced",
            "founded",
            "formed",
            "opened",
            "reinstated",
            "acquired",
            "instituted",
            "commenced",
            "inception",
            "launch",
        ])
    };
    if !(doing.ends_with("ing") && doing.len() > 5 && doing != "spring") {
        let mut steps = 0_usize;
        rest = start;
        while !began(rest) {
            let stops = rest
                .word()
                .is_none_or(|word| !word.is_text() || word.is_any(&["the", "last"]) && steps > 3);
            steps += 1;
            if stops || steps > 5 {
                return None;
            }
            rest = rest.next();
        }
        rest = rest.next();
    }
    // What follows up to the comma says what began, and when.
    let mut end = rest;
    for _ in 0..8 {
        match end.word() {
            Some(word) if word.is(",") => return Some(end),
            Some(word) if word.is_text() => end = end.next(),
            _ => break,
        }
    }
    Some(rest)
}
