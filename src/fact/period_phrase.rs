//! Phrases of time in a sentence: `the third quarter of 2021`, `last year`, `first half`, `as of June 30`.
//!
//! In:  the words of a sentence. Out: [`PeriodPhrase`]s, each with its [`When`].
//! Not here: years (`year_phrase.rs`), parts of years (`part_phrase.rs`), months (`month_phrase.rs`),
//! running times (`running_phrase.rs`), times of events (`event_phrase.rs`), what a [`When`] means (`when.rs`), which figure a phrase belongs to (`time_phrase.rs`).

use super::cursor::Cursor;
use super::event_phrase::{
    dates_an_event, dates_claims, is_a_base, names_a_debt, names_an_event, names_what_happened,
};
use super::month_phrase::{day, ended, named_month};
use super::part_phrase::{part, part_then_year, year_then_part};
use super::period_opener::{Rule, openers};
use super::running_phrase::{open, running};
use super::when::{When, Year};
use super::word::Word;
use super::year_phrase::{BEFORE, year_ago, year_alone, year_number, year_said, years};
use crate::span::Span;
use crate::transcript::Part;

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
                let ends_another = found.last().is_some_and(|last| ends(when, last, words, at));
                // "year-to-date through September 30": the day only ends what runs.
                let when =
                    found.last().map_or(when, |last| as_the_one_before(when, last, words, at));
                if !ends_another
                    && !names_a_debt(when, cursor, end)
                    && !dates_an_event(when, words, at)
                    && let (Some(first), Some(last)) = (words.get(at), words.get(end - 1))
                {
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

/// A rule of time: what stands at the cursor, and the cursor behind it.
type Read = for<'w, 't> fn(Cursor<'w, 't>) -> Option<(When, Cursor<'w, 't>)>;

/// The rules of time, the first that applies wins.
const RULES: &[(Rule, Read)] = &[
    (Rule::Ended, ended),
    (Rule::Running, running),
    (Rule::Years, years),
    (Rule::YearAgo, year_ago),
    (Rule::YearThenPart, year_then_part),
    (Rule::PartThenYear, part_then_year),
    (Rule::Relative, relative),
    (Rule::Day, day),
    (Rule::NamedMonth, named_month),
    (Rule::Open, open),
    (Rule::YearAlone, year_alone),
];

fn phrase(cursor: Cursor<'_, '_>) -> Option<(When, usize)> {
    // Most words open no phrase of time, and the others only some.
    let openers = openers(cursor);
    debug_assert!(
        RULES.iter().all(|(rule, read)| openers & rule.bit() != 0 || read(cursor).is_none()),
        "{:?} opens a phrase of time",
        cursor.word()
    );
    if openers == 0 {
        return None;
    }
    RULES
        .iter()
        .filter(|(rule, _)| openers & rule.bit() != 0)
        .find_map(|(_, read)| read(cursor))
        .filter(|(when, rest)| {
            !dates_claims(*rest)
                && !is_a_base(*rest)
                && !names_an_event(*rest)
                && !names_what_happened(*when, *rest)
        })
        .map(|(when, rest)| (when, rest.end()))
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
            return Some((When::Rest(year), rest));
        }
        return rest.is_any(&["year"]).then(|| (When::Rest(Year::Relative(0)), rest.next()));
    }
    let quarter = |offset: i32, rest: Cursor<'w, 't>| Some((When::Quarter(offset), rest));
    if word.is_any(&["beginning", "start"])
        && let Some(rest) = cursor.next().after(&["of"])
    {
        let unit = rest.skip(&["the", "this"]).skip(&["fiscal", "calendar"]);
        if unit.is_any(&["quarter"]) {
            return quarter(-1, unit.next());
        }
        return unit.is_any(&["year"]).then(|| (When::YearStart, unit.next()));
    }
    if word.is_any(&["this", "the", "current", "our"]) {
        let rest = cursor.next().skip(&["current", "same"]).skip(&["fiscal"]);
        if rest.is_any(&["quarter"]) {
            return quarter(0, rest.next());
        }
        let end = rest.next();
        let compound = end.is_any(&["ago", "end"])
            || end.after(&["over", "year"]).is_some()
            || end.after(&["on", "year"]).is_some()
            || end.after(&["to", "date"]).is_some();
        if rest.is_any(&["year"]) && !compound {
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
    // "this past quarter": the one that has just ended, which the call reports on.
    let past = word.is("past").then_some(cursor).or_else(|| cursor.after(&["this", "last"]));
    if let Some(rest) = past.or_else(|| cursor.after(&["this", "past"]))
        && rest.skip(&["past"]).is_any(&["quarter"])
    {
        return quarter(0, rest.skip(&["past"]).next());
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
            Some((year @ (Year::Given(_) | Year::Cut(_)), rest)) => {
                (When::Part(Part::Year, year), rest)
            }
            _ => (When::YearEnd, rest),
        });
    }
    for words in [
        &["end", "of", "last", "year"][..],
        &["end", "of", "the", "prior", "year"],
        &["end", "of", "the", "previous", "year"],
        &["end", "of", "the", "last", "fiscal", "year"],
        &["end", "of", "last", "fiscal", "year"],
    ] {
        let whole = |rest: &Cursor<'_, '_>| part(*rest).is_none();
        if let Some(rest) = cursor.after(words).filter(whole) {
            return Some((When::LastYearEnd, rest));
        }
    }
    for words in [&["three", "months"][..], &["3", "months"], &["90", "days"]] {
        if let Some(rest) = cursor.after(words).filter(|rest| rest.is_any(&["ago", "earlier"])) {
            return quarter(-1, rest.next());
        }
    }
    if word.is_any(&["a", "one"])
        && cursor.next().is_any(&["quarter"])
        && cursor.next().next().is_any(&["ago"])
    {
        return quarter(-1, cursor.next().next().next());
    }
    None
}

/// `year-to-date through September 30`, `the last 12 months ended June 30`, `the LTM ratio at June 30`: does the time that begins
/// at word `at` only say when `last` ends?
fn ends(when: When, last: &PeriodPhrase, words: &[Word<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| words.get(place));
    let article = before(1).is_some_and(|word| word.is("the"));
    let led = |by: &[&str]| before(if article { 2 } else { 1 }).is_some_and(|word| word.is_any(by));
    let a_day =
        matches!(when, When::Day(..) | When::Month(..) | When::QuarterEnding(..) | When::Part(..));
    let twelve_months = last.when == When::TrailingTwelveMonths
        && matches!(when, When::Day(..) | When::QuarterEnding(..))
        && led(&["ended", "ending", "at", "of", "on"])
        && !words
            .get(..at)
            .unwrap_or_default()
            .iter()
            .any(|word| word.span.start >= last.span.end && word.is_any(&[",", "and", ";"]));
    // "quarter-to-date through July 20"
    let runs = last.when.is_running() || last.when == When::Quarter(1);
    a_day && runs && led(&["through", "thru", "until"]) || twelve_months
}

/// `in the second quarters of 2024 and 2023`: a bare year that stands beside a part of a year has the same part.
fn as_the_one_before(when: When, last: &PeriodPhrase, words: &[Word<'_>], at: usize) -> When {
    let When::Part(Part::Year, year @ Year::Given(_)) = when else { return when };
    let beside =
        at.checked_sub(2).and_then(|before| words.get(before..at)).is_some_and(|pair| match pair {
            [before, and] => before.span.end == last.span.end && and.is("and"),
            _ => false,
        });
    let bare = words.get(at).is_some_and(|word| year_number(word.text, false).is_some());
    match last.when {
        When::Part(part, Year::Given(_)) if beside && bare => When::Part(part, year),
        When::YearToDate(quarters, Year::Given(_)) if beside && bare => {
            When::YearToDate(quarters, year)
        }
        When::MonthsEnding(count, month, Year::Given(_)) if beside && bare => {
            When::MonthsEnding(count, month, year)
        }
        _ => when,
    }
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
        ("for the first six months of 2023",                   false, "2023-H1"),
        ("the last 12 months ended June 30, 2024",             false, "TTM-2024-Q2"),
        ("our LTM ratio at June 30 was",                       false, "TTM-2024-Q2"),
        ("margins of 15% in 2 to 3 years",                     true,  "unspecified"),
        ("the best in three years",                            false, ""),
        ("subsequent to quarter end, we",                      false, "unspecified"),
        ("since the end of the second quarter, we",            false, "unspecified"),
        ("off the 2022 base year",                             true,  ""),
        ("quarter-to-date",                                    false, "2024-Q3"),
        ("season-to-date",                                     false, "YTD-2024-Q2"),
        ("this past quarter alone",                            false, "2024-Q2"),
        ("over the past quarter",                              false, "2024-Q2"),
        ("for the six-month period",                           false, "2024-H1"),
        ("from 2024 through 2028",                             true,  "2024-FY/2028-FY"),
        ("by year end 202, we",                                true,  "2024-FY"),
        ("the term loan issued in May 2020",                   false, ""),
        ("the program that we announced in February 2023",     false, ""),
        ("we announced in May 2023 a program",                 false, "2023-Q2"),
        ("products launched over the last year",               false, ""),
        ("cash generated in 2023",                             false, "2023-FY"),
        ("the 12 stores opened in 2023",                       false, "2023-FY"),
        ("the impact of last year's divestitures",             false, ""),
        ("the lapping of last year's 53rd week",               false, ""),
        ("last year's net income",                             false, "2023-FY"),
        ("the second quarters of 2024 and 2023",               false, "2024-Q2 2023-Q2"),
        ("the first six months of 2024 and 2023",              false, "2024-H1 2023-H1"),
        ("in the first quarter and 2023",                      false, "2024-Q1 2023-FY"),
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
        ("in the third quarter of fiscal 21",                  false, "2021-Q3"),
        ("in fiscal 22",                                       false, "2022-FY"),
        ("for Q4 of FY22",                                     true,  "2022-Q4"),
        ("for CY25",                                           true,  "2025-FY"),
        ("the nine months ended September 30, 2023",           false, "YTD-2023-Q3"),
        ("the six months ended June 30",                       false, "2024-H1"),
        ("the six months ended December 31, 2023",             false, "2023-H2"),
        ("the twelve months ended June 30, 2024",              false, "TTM-2024-Q2"),
        ("the twelve months ended December 31, 2023",          false, "2023-FY"),
        ("the three months ended March 31",                    false, "2024-Q1"),
        ("through nine months",                                false, "YTD-2024-Q3"),
        ("year-to-date through June 30, 2024",                 false, "YTD-2024-Q2"),
        ("fiscal year-to-date",                                false, "YTD-2024-Q2"),
        ("at the end of March",                                false, "2024-Q1"),
        ("in May of 2023",                                     false, "2023-Q2"),
        ("we may of course add",                               false, ""),
        ("at December 31",                                     false, "2023-12-31"),
        ("by December 31",                                     true,  "2024-12-31"),
        ("for the rest of the year",                           true,  "2024-H2"),
        ("for the remainder of 2025",                          true,  "2025-FY"),
        ("2024 through 2027",                                  true,  "2024-FY/2027-FY"),
        ("between 2024 and 2027",                              true,  "2024-FY/2027-FY"),
        ("over the past year",                                 false, "TTM-2024-Q2"),
        ("since we launched the program in 2019, ",            false, "TO-DATE"),
        ("since reinstating the dividend",                     false, "TO-DATE"),
        ("since the first quarter",                            false, "2024-Q1"),
        ("the same period in fiscal year 2022",                false, "2022-Q2"),
        ("at the beginning of the year",                       false, "2023-Q4"),
        ("at the start of the quarter",                        false, "2024-Q1"),
        ("in July",                                            false, "2024-Q3"),
        ("during May",                                         false, "2024-Q2"),
        ("in November",                                        false, "2023-Q4"),
        ("for the month of April",                             false, "2024-Q2"),
        ("in the first semester",                              false, "2024-H1"),
        ("on a half-year basis",                               false, "2024-H1"),
        ("so far this fiscal year",                            false, "YTD-2024-Q2"),
        ("on a year-to-date basis, through the second quarter", false, "YTD-2024-Q2"),
        ("year-to-date, through the end of June",              false, "YTD-2024-Q2"),
        ("favorable prior year reserve development",           false, ""),
        ("our year-end 2023 reserves",                         false, "2023-FY"),
        ("in all of 201.",                                     false, "2019-FY"),
        ("in the first half of 202.",                          false, "2024-H1"),
        ("we sold 202 of them",                                false, ""),
        ("in quarter one",                                     false, "2024-Q1"),
        ("on our first quarter earnings call",                 false, ""),
        ("the target for the year to $640",                    true,  "2024-FY"),
        ("from the year to date",                              false, "YTD-2024-Q2"),
        ("the notes due in 2026 and the bonds due March 2030", true, ""),
        ("our 2026 senior notes",                              false, ""),
        ("taxes due in the third quarter",                     true,  "2024-Q3"),
        ("our second fiscal quarter ended June 30",            false, "2024-Q2"),
        ("the second quarter, which ended on June 30, 2024",   false, "2024-Q2"),
        ("in the fourth quarter a year ago",                   false, "2023-Q4"),
        ("in the first quarter two years ago",                 false, "2022-Q1"),
        ("three years ago",                                    false, "2021-Q2"),
        ("and 9% the year before",                             false, "2023-Q2"),
        ("up from March",                                      false, "2024-Q1"),
        ("by December",                                        true,  "2024-Q4"),
        ("our long-term debt and long-term net outflows",      false, ""),
        ("over the long term",                                 false, "unspecified"),
        ("over fiscal 2024 to 2028",                           true,  "2024-FY/2028-FY"),
        ("through the first six months",                       false, "2024-H1"),
        ("through three quarters",                             false, "YTD-2024-Q3"),
        ("one quarter ago",                                    false, "2024-Q1"),
        ("in the like quarter of 2023",                        false, "2023-Q2"),
        ("compared to December, customers",                    false, "2023-Q4"),
        ("at the end of last year",                            false, "2023-FY"),
        ("at the end of last year's second quarter",           false, "2023-Q2"),
        ("in the first three months of 2023",                  false, "2023-Q1"),
        ("last year in the second quarter",                    false, "2023-Q2"),
        ("nine-month sales",                                   false, "YTD-2024-Q3"),
        ("this time last year",                                false, "2023-Q2"),
        ("twelve months ago",                                  false, "2023-Q2"),
        ("three months ago",                                   false, "2024-Q1"),
        ("14% in the quarter, up from 11% in the first.",      false, "2024-Q2 2024-Q1"),
        ("since December",                                     false, "2023-Q4"),
        ("than in June of last year",                          false, "2023-Q2"),
        ("after quarter close, we",                            false, "unspecified"),
        ("quarter-to-date through July 20",                    false, "2024-Q3"),
        ("in the first three quarters of 2023",                false, "YTD-2023-Q3"),
        ("three quarters of them",                             false, ""),
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
