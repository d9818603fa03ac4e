//! Phrases of time in a sentence: `the third quarter of 2021`, `last year`, `first half`, `as of June 30`.
//!
//! In:  the words of a sentence. Out: [`PeriodPhrase`]s, each with its [`When`].
//! Not here: what a [`When`] means (`when.rs`), which figure a phrase belongs to (`time.rs`).

use super::when::{When, Year};
use super::word::Word;
use crate::span::Span;
use crate::transcript::{MONTHS, Part};

/// A phrase of time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct PeriodPhrase {
    pub(crate) span: Span,
    pub(crate) when: When,
}

/// Finds the phrases of time in a sentence, leftmost and longest.
pub(crate) fn period_phrases(words: &[Word<'_>]) -> Vec<PeriodPhrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let cursor = Cursor { words, at };
        match phrase(cursor) {
            Some((when, end)) if end > at => {
                if let (Some(first), Some(last)) = (words.get(at), words.get(end - 1)) {
                    let span = Span::new(first.span.start, last.span.end);
                    found.push(PeriodPhrase { span, when });
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// A place in the words of a sentence; hyphens and apostrophes are passed over when it moves.
#[derive(Clone, Copy)]
struct Cursor<'w, 't> {
    words: &'w [Word<'t>],
    at: usize,
}

impl<'w, 't> Cursor<'w, 't> {
    fn word(self) -> Option<Word<'t>> {
        self.words.get(self.at).copied()
    }

    fn next(self) -> Self {
        let mut at = self.at + 1;
        while self.words.get(at).is_some_and(|word| word.is_any(&["-", "'", "’", "s"])) {
            at += 1;
        }
        Self { at, ..self }
    }

    fn is_any(self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| word.is_any(words))
    }

    /// The cursor behind these words, when they stand here in this order.
    fn after(self, words: &[&str]) -> Option<Self> {
        let mut cursor = self;
        for word in words {
            if !cursor.is_any(&[word]) {
                return None;
            }
            cursor = cursor.next();
        }
        Some(cursor)
    }

    /// The cursor behind one of these words, or here.
    fn skip(self, words: &[&str]) -> Self {
        if self.is_any(words) { self.next() } else { self }
    }

    /// The index behind the last word that was passed, without what was passed over after it.
    fn end(self) -> usize {
        let mut end = self.at.min(self.words.len());
        while end > 0
            && self.words.get(end - 1).is_some_and(|word| word.is_any(&["-", "'", "’", "s"]))
        {
            end -= 1;
        }
        end
    }
}

/// Words of which each says a time by itself or with `year`/`quarter` behind it.
const BEFORE: [&str; 7] = ["last", "prior", "previous", "preceding", "year-ago", "past", "earlier"];

fn phrase(cursor: Cursor<'_, '_>) -> Option<(When, usize)> {
    ended(cursor)
        .or_else(|| year_ago(cursor))
        .or_else(|| year_then_part(cursor))
        .or_else(|| part_then_year(cursor))
        .or_else(|| running(cursor))
        .or_else(|| relative(cursor))
        .or_else(|| day(cursor))
        .or_else(|| open(cursor))
        .or_else(|| year_alone(cursor))
        .map(|(when, rest)| (when, rest.end()))
}

/// `third quarter (of 2021)`, `Q3 '21`, `3Q21`, `second half of the year`, `full year 2021`, `fiscal 2021`.
fn part_then_year<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (part, year, rest) = part(cursor)?;
    if let Some(year) = year {
        return Some((When::Part(part, Year::Given(year)), rest));
    }
    let (year, rest) = year_after(rest).unwrap_or((Year::Unsaid, rest));
    Some((When::Part(part, year), rest))
}

/// `2021 third quarter`, `last year's second quarter`, `fiscal 2022 first half`.
fn year_then_part<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (year, rest) = year_said(cursor.skip(&["fiscal", "calendar"]))?;
    let (part, None, rest) = part(rest.skip(&["fiscal"]))? else { return None };
    if part == Part::Year && !matches!(year, Year::Given(_)) {
        return None;
    }
    Some((When::Part(part, year), rest))
}

/// A part of a year, with the year when it stands in the same word (`3Q21`, `FY24`).
fn part<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Part, Option<i32>, Cursor<'w, 't>)> {
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
        if rest.is_any(&["half"]) && place < 2 {
            return Some((if place == 0 { Part::H1 } else { Part::H2 }, None, rest.next()));
        }
        return None;
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
    if word.is_any(&["fiscal", "calendar", "fy"]) {
        let (year, _) = year_said(cursor.next())?;
        return matches!(year, Year::Given(_)).then(|| (Part::Year, None, cursor.next()));
    }
    None
}

/// `Q3`, `3Q`, `3Q21`, `Q321`, `H1`, `1H22`, `FY24`, `FY2024`.
fn part_label(text: &str) -> Option<(Part, Option<i32>)> {
    let lower = text.to_ascii_lowercase();
    let two = lower.get(..2)?;
    let part = match two {
        "q1" | "1q" => Part::Q1,
        "q2" | "2q" => Part::Q2,
        "q3" | "3q" => Part::Q3,
        "q4" | "4q" => Part::Q4,
        "h1" | "1h" => Part::H1,
        "h2" | "2h" => Part::H2,
        "fy" => Part::Year,
        _ => return None,
    };
    let rest = lower.get(2..)?;
    if rest.is_empty() {
        return (part != Part::Year).then_some((part, None));
    }
    let rest = rest.strip_prefix("fy").unwrap_or(rest);
    Some((part, Some(year_number(rest, true)?)))
}

/// `of 2021`, `of fiscal 2022`, `'21`, `of last year`, `this year`, `of the year`.
fn year_after<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Year, Cursor<'w, 't>)> {
    let start = cursor.skip(&[","]).skip(&["of", "in", "for"]).skip(&["the", "our"]);
    let rest = start.skip(&["fiscal", "calendar", "fy"]).skip(&["year"]);
    if let Some(found) = year_said(rest) {
        return Some(found);
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
fn year_said<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(Year, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    let apostrophe = cursor.at > 0
        && cursor.words.get(cursor.at - 1).is_some_and(|before| before.is_any(&["'", "’", "‘"]));
    if let Some(year) = year_number(word.text, apostrophe) {
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

/// A year of four digits, or of two where `short` says that it may be.
fn year_number(text: &str, short: bool) -> Option<i32> {
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

/// `a year ago`, `the same quarter last year`, `prior-year period`, `year-ago quarter`.
fn year_ago<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let start = cursor.skip(&["the", "a", "one"]);
    if let Some(rest) = start.after(&["year", "ago"]).or_else(|| start.after(&["year", "earlier"]))
    {
        return Some((When::YearAgo, rest.skip(&["quarter", "period"])));
    }
    if start.is_any(&["same", "comparable", "corresponding"]) {
        let rest = start.next().skip(&["prior"]).skip(&["year"]);
        if rest.is_any(&["quarter", "period", "time"]) {
            let rest = rest.next().skip(&["of", "in", "a"]).skip(&["the"]);
            if let Some(end) = rest.after(&["year", "ago"]) {
                return Some((When::YearAgo, end));
            }
            match year_said(rest) {
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

/// `year-to-date`, `first nine months of 2021`, `the last 12 months`, `to date`.
fn running<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    for words in [
        &["year", "to", "date"][..],
        &["ytd"],
        &["so", "far", "this", "year"],
        &["thus", "far", "this", "year"],
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
            let ended = rest.is_any(&["ended", "of"]);
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

/// `this quarter`, `last year`, `the December quarter`, `year-end`, `the rest of the year`.
fn relative<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    if word.is_any(&["balance", "rest", "remainder"]) {
        let rest = cursor
            .after(&[&word.text.to_ascii_lowercase(), "of"])?
            .skip(&["the", "our"])
            .skip(&["fiscal", "calendar"]);
        if let Some((year, rest)) = year_said(rest) {
            return Some((When::Part(Part::Year, year), rest));
        }
        return rest
            .is_any(&["year"])
            .then(|| (When::Part(Part::Year, Year::Relative(0)), rest.next()));
    }
    if let Some(month) = MONTHS.iter().position(|month| word.is(month)) {
        let rest = cursor.next();
        if rest.is_any(&["quarter"]) {
            let month = u32::try_from(month + 1).ok()?;
            let (year, rest) = year_after(rest.next()).unwrap_or((Year::Unsaid, rest.next()));
            return Some((When::QuarterEnding(month, year), rest));
        }
        return None;
    }
    let quarter = |offset: i32, rest: Cursor<'w, 't>| Some((When::Quarter(offset), rest));
    if word.is_any(&["this", "the", "current", "our"]) {
        let rest = cursor.next().skip(&["current", "same"]).skip(&["fiscal"]);
        if rest.is_any(&["quarter"]) {
            return quarter(0, rest.next());
        }
        if rest.is_any(&["year"]) && !rest.next().is_any(&["over", "ago", "on", "to"]) {
            return Some((When::Part(Part::Year, Year::Relative(0)), rest.next()));
        }
        if rest.is_any(&["half"]) && word.is("this") {
            return None;
        }
    }
    if word.is_any(&["quarter", "quarterly"]) && cursor.next().is_any(&["end"]) {
        return quarter(0, cursor.next().next());
    }
    if word.is_any(&["intra", "quarterly"]) && word.is("quarterly") {
        return None;
    }
    if word.is_any(&BEFORE) {
        let rest = cursor.next().skip(&["fiscal"]);
        if rest.is_any(&["quarter"]) {
            return quarter(-1, rest.next());
        }
        if rest.is_any(&["year"]) {
            return Some((When::Part(Part::Year, Year::Relative(-1)), rest.next()));
        }
    }
    if word.is_any(&["next", "coming", "upcoming", "following"]) {
        let rest = cursor.next().skip(&["fiscal"]);
        if rest.is_any(&["quarter"]) {
            return quarter(1, rest.next());
        }
        if rest.is_any(&["year"]) {
            return Some((When::Part(Part::Year, Year::Relative(1)), rest.next()));
        }
    }
    if word.is("year") && cursor.next().is_any(&["end"]) {
        let rest = cursor.next().next();
        return Some(match year_said(rest) {
            Some((year @ Year::Given(_), rest)) => (When::Part(Part::Year, year), rest),
            _ => (When::YearEnd, rest),
        });
    }
    if word.is("a") && cursor.next().is_any(&["quarter"]) && cursor.next().next().is_any(&["ago"]) {
        return quarter(-1, cursor.next().next().next());
    }
    None
}

/// `the quarter ended March 31, 2021`, `the year ended June 30`.
fn ended<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let span = cursor.skip(&["the", "our"]).skip(&["three"]).skip(&["fiscal"]);
    let of_year = span.is_any(&["year"]);
    if !of_year && !span.is_any(&["quarter", "months"]) {
        return None;
    }
    let verb = span.next();
    if !verb.is_any(&["ended", "ending"]) {
        return None;
    }
    let (When::Day(month, _, year), rest) = day(verb.next())? else { return None };
    let year = year.map_or(Year::Unsaid, Year::Given);
    Some(if of_year {
        (When::Part(Part::Year, year), rest)
    } else {
        (When::QuarterEnding(month, year), rest)
    })
}

/// `June 30`, `September 30, 2024`.
fn day<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let word = cursor.word()?;
    let month = MONTHS.iter().position(|month| word.is(month) && word.is_capitalised())?;
    let month = u32::try_from(month + 1).ok()?;
    let rest = cursor.next();
    let number = rest.word()?.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u32 = number.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = rest.next();
    let comma = rest.skip(&[","]).skip(&["of"]);
    match comma.word().and_then(|word| year_number(word.text, false)) {
        Some(year) => Some((When::Day(month, day, Some(year)), comma.next())),
        None => Some((When::Day(month, day, None), rest)),
    }
}

/// `long-term`, `over time`, `over the next three years`, `since our last call`.
fn open<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
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
        if let Some(rest) = cursor.after(words) {
            return Some((When::Open, rest));
        }
    }
    let next =
        cursor.after(&["over", "the", "next"]).or_else(|| cursor.after(&["in", "the", "next"]))?;
    let count = next.next();
    count.is_any(&["years", "year"]).then(|| (When::Open, count.next()))
}

/// `in 2021`, `'22`: a year by itself.
fn year_alone<'w, 't>(cursor: Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)> {
    let (year, rest) = year_said(cursor)?;
    Some((When::Part(Part::Year, year), rest))
}

#[cfg(test)]
mod tests {
    use super::super::period::Period;
    use super::super::word::words;
    use super::*;
    use crate::transcript::FiscalPeriod;

    #[rustfmt::skip]
    const TABLE: &[(&str, bool, &str)] = &[
        // given, in a call on 2024-Q2                         ahead  expected
        ("in the third quarter of 2021",                       false, "2021-Q3"),
        ("in the third quarter",                               true,  "2024-Q3"),
        ("in the third quarter",                               false, "2023-Q3"),
        ("our Q1 guidance",                                    true,  "2025-Q1"),
        ("Q2'23 was fine",                                     false, "2023-Q2"),
        ("3Q21 and 4Q",                                        false, "2021-Q3 2023-Q4"),
        ("for the full year",                                  true,  "2024-FY"),
        ("in fiscal 2025",                                     true,  "2025-FY"),
        ("fiscal year 2025 first half",                        true,  "2025-FY 2024-H1"),
        ("in the second half of the year",                     true,  "2024-H2"),
        ("the 2023 fourth quarter",                            false, "2023-Q4"),
        ("last year's fourth quarter",                         false, "2023-Q4"),
        ("versus the prior-year period",                       false, "2023-Q2"),
        ("a year ago",                                         false, "2023-Q2"),
        ("the same quarter last year",                         false, "2023-Q2"),
        ("last quarter",                                       false, "2024-Q1"),
        ("next year",                                          true,  "2025-FY"),
        ("over the last 12 months",                            false, "TTM-2024-Q2"),
        ("year-to-date",                                       false, "YTD-2024-Q2"),
        ("first nine months of 2023",                          false, "YTD-2023-Q3"),
        ("as of June 30",                                      false, "2024-06-30"),
        ("at September 30, 2023",                              false, "2023-09-30"),
        ("in the December quarter",                            true,  "2024-Q4"),
        ("by 2027",                                            true,  "2027-FY"),
        ("to date",                                            false, "TO-DATE"),
        ("the quarter",                                        false, "2024-Q2"),
        ("the quarter ended March 31, 2024",                   false, "2024-Q1"),
        ("the fourth quarter of FY '20",                       false, "2020-Q4"),
        ("our year-to-date cash flow",                         false, "YTD-2024-Q2"),
        ("96% at year-end",                                    false, "2023-FY"),
        ("by year-end",                                        true,  "2024-FY"),
        ("in the same quarter of 2021",                        false, "2021-Q2"),
        ("so far in 2024",                                     false, "YTD-2024-Q2"),
        ("10 quarters in a row",                               false, ""),
    ];

    #[test]
    fn table() {
        let call: FiscalPeriod = "2024-Q2".parse().unwrap();
        for (given, ahead, expected) in TABLE {
            let shown: Vec<String> = period_phrases(&words(given))
                .iter()
                .map(|found| found.when.resolve(call, *ahead, 12, Period::Fiscal(call)).to_string())
                .collect();
            assert_eq!(shown.join(" "), *expected, "given: {given}");
        }
    }
}
