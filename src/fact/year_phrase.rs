//! Years as they are said: `2021`, `'21`, `last year`, `a year ago`.
//!
//! In:  a [`Cursor`]. Out: a [`Year`] or a [`When`], and the cursor behind it.
//! Not here: parts of years (`part_phrase.rs`).

use super::cursor::Cursor;
use super::when::{When, Year};
use super::word::words;
use crate::span::Span;
use crate::transcript::Part;

/// Words of which each says a time by itself or with `year`/`quarter` behind it.
pub(super) const BEFORE: [&str; 7] =
    ["last", "prior", "previous", "preceding", "year-ago", "past", "earlier"];

/// `of 2021`, `of fiscal 2022`, `'21`, `of last year`, `this year`, `of the year`.
pub(super) fn year_after<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Year, Cursor<'w, 't>)> {
    let start = cursor.skip(&[","]).skip(&["of", "in", "for"]).skip(&["the", "our"]);
    let rest = start.skip(&["fiscal", "calendar", "fy", "cy"]).skip(&["year"]);
    if let Some(found) = year_said(rest) {
        return Some(found);
    }
    // "fiscal 21", "Q3 of fy 21": what is called a year may be said with two digits.
    if rest.at > start.at
        && let Some(year) = rest.word().and_then(|word| short_year(word.text))
    {
        return Some((Year::Given(year), rest.next()));
    }
    if let Some(found) = year_said(start) {
        return Some(found);
    }
    if start.at > cursor.at && start.is_any(&["year"]) {
        return Some((Year::Relative(0), start.next()));
    }
    None
}

/// `2021`, `'21`, `last year`, `this year`.
pub(super) fn year_said<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Year, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    let apostrophe = cursor.at > 0
        && cursor.words.get(cursor.at - 1).is_some_and(|before| before.is_any(&["'", "’", "‘"]));
    if let Some(year) = year_number(word.text, apostrophe) {
        return Some((Year::Given(year), cursor.next()));
    }
    if let Some(year) = cut_year(cursor) {
        return Some((year, cursor.next()));
    }
    let glued = word
        .text
        .get(..2)
        .filter(|head| head.eq_ignore_ascii_case("fy") || head.eq_ignore_ascii_case("cy"))
        .and_then(|_| word.text.get(2..));
    if let Some(year) = glued.and_then(|digits| year_number(digits, true)) {
        return Some((Year::Given(year), cursor.next()));
    }
    if word.is_any(&["‘", "'", "’"]) {
        let next = cursor.next();
        let year = year_number(next.word()?.text, true)?;
        return Some((Year::Given(year), next.next()));
    }
    let offset = if word.is_any(&BEFORE) {
        -1
    } else if word.is_any(&["this", "current"]) {
        0
    } else if word.is_any(&["next", "following", "coming", "upcoming"]) {
        1
    } else {
        return None;
    };
    let rest = cursor.next().skip(&["fiscal", "calendar", "full"]);
    rest.is_any(&["year"]).then(|| (Year::Relative(offset), rest.next()))
}

/// `in all of 201.`: a year that lost its last digit, where a sentence or clause ends behind it.
fn cut_year(cursor: Cursor<'_, '_>) -> Option<Year> {
    let decade = match cursor.word()?.text {
        "201" => 201,
        "202" => 202,
        _ => return None,
    };
    let before = cursor.at.checked_sub(1).and_then(|at| cursor.words.get(at))?;
    let led = before.is_any(&[
        "in", "of", "quarter", "half", "year", "fiscal", "for", "than", "end", "one", "two",
        "three", "four", "through", "during",
    ]);
    let ends = cursor.next().word().is_none_or(|next| next.is_any(&[".", ",", ";", "?"]));
    (led && ends).then_some(Year::Cut(decade))
}

/// Is what was read as a number such a year?
pub(crate) fn is_cut_year(text: &str, number: Span) -> bool {
    if !matches!(number.of(text), "201" | "202") {
        return false;
    }
    let words = words(text);
    let at = words.iter().position(|word| word.span == number);
    at.is_some_and(|at| cut_year(Cursor { words: &words, at }).is_some())
}

/// A year of four digits, or of two where `short` says that it may be.
pub(super) fn year_number(text: &str, short: bool) -> Option<i32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 if (1980..=2079).contains(&number) => Some(number),
        2 if short => Some(number.saturating_add(2000)),
        _ => None,
    }
}

/// A year of two digits where nothing but a year can stand, in the time of this vocabulary.
pub(super) fn short_year(text: &str) -> Option<i32> {
    year_number(text, text.len() == 2).filter(|year| (2010..=2039).contains(year))
}

/// `2021 through 2025`, `between 2021 and 2025`: some years in a row.
pub(super) fn years<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let between = cursor.is_any(&["between"]);
    let start = cursor.skip(&["between"]).skip(&["fiscal", "calendar"]);
    let first = year_number(start.word()?.text, false)?;
    let link = start.next();
    let hyphen =
        link.at > start.at + 1 && start.words.get(start.at + 1).is_some_and(|word| word.is("-"));
    let second = if hyphen {
        link
    } else if link.is_any(if between { &["and"] } else { &["through", "to", "–"] }) {
        link.next()
    } else {
        return None;
    };
    let second = second.skip(&["fiscal", "calendar"]);
    let last = year_number(second.word()?.text, false)?;
    (first < last).then(|| (When::Years(first, last), second.next()))
}

/// `in 2021`, `'22`: a year by itself.
pub(super) fn year_alone<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (year, rest) = year_said(cursor)?;
    Some((When::Part(Part::Year, year), rest))
}

/// `a year ago`, `the same quarter last year`, `prior-year period`, `year-ago quarter`.
pub(super) fn year_ago<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let start = cursor.skip(&["the", "a", "one"]);
    if let Some(rest) = start.after(&["year", "ago"]).or_else(|| start.after(&["year", "earlier"]))
    {
        return Some((When::YearAgo, rest.skip(&["quarter", "period"])));
    }
    if let Some(rest) = cursor.after(&["the", "year", "before"])
        && !rest.is_any(&["last"])
    {
        return Some((When::YearsAgo(1), rest));
    }
    let count = ["two", "three", "four", "five"].iter().position(|word| cursor.is_any(&[word]));
    if let Some(rest) = count.and_then(|_| cursor.next().after(&["years", "ago"])) {
        return Some((When::YearsAgo(i32::try_from(count? + 2).ok()?), rest));
    }
    if start.is_any(&["same", "comparable", "corresponding"]) {
        let rest = start.next().skip(&["prior"]).skip(&["year"]);
        if rest.is_any(&["quarter", "period", "time"]) {
            let rest = rest.next().skip(&["of", "in", "a"]).skip(&["the"]);
            if let Some(end) = rest.after(&["year", "ago"]) {
                return Some((When::YearAgo, end));
            }
            let named = rest.skip(&["fiscal", "calendar"]).skip(&["year"]);
            match year_said(rest).or_else(|| year_said(named)) {
                Some((Year::Relative(-1), end)) => return Some((When::YearAgo, end)),
                Some((Year::Given(year), end)) => return Some((When::SameQuarter(year), end)),
                _ => {}
            }
            if rest.at > start.next().next().at {
                return None;
            }
        }
    }
    if start.is_any(&["prior", "previous", "last"]) {
        let year = start.next();
        if year.is_any(&["year", "years"]) {
            let rest = year.next();
            if rest.is_any(&["quarter", "period"]) {
                return Some((When::YearAgo, rest.next()));
            }
            let same =
                rest.after(&["same", "quarter"]).or_else(|| rest.after(&["comparable", "quarter"]));
            return same.map(|end| (When::YearAgo, end));
        }
    }
    None
}
