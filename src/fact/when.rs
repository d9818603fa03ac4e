//! What a phrase of time means, before and after it is resolved against the call's own period.
//!
//! In:  a [`When`]. Out: a [`Period`]. Not here: how phrases of time are recognised (`period_phrase.rs`).

use chrono::{Datelike, NaiveDate};

use super::period::Period;
use crate::transcript::{FiscalPeriod, Part};

/// What a phrase of time says, before it is resolved.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum When {
    /// `third quarter of 2021`, `second half`, `full year`.
    Part(Part, Year),
    /// `this quarter` (0), `last quarter` (-1), `next quarter` (1).
    Quarter(i32),
    /// The quarter that ends in this month: `the December quarter`.
    QuarterEnding(u32, Year),
    /// `the nine months ended September 30`: so many months up to the end of a month.
    MonthsEnding(u32, u32, Year),
    /// `June of 2023`, `in May`: the quarter that the month lies in.
    Month(u32, Year),
    /// `the rest of the year`: what the call's own period leaves of it.
    Rest(Year),
    /// `2021 through 2025`.
    Years(i32, i32),
    /// `a year ago`, `the prior-year period`: the period spoken of, a year before.
    YearAgo,
    /// `three years ago`, `the year before` (1): the period spoken of, so many years before.
    YearsAgo(i32),
    /// `year-end`, `the end of the year`: the last one in a report, the next one in an outlook.
    YearEnd,
    /// `the end of last year`.
    LastYearEnd,
    /// `the beginning of the year`: the day that the last one ended.
    YearStart,
    /// `the same quarter of 2020`.
    SameQuarter(i32),
    /// `year-to-date`, `first nine months`: up to this quarter, where it is said.
    YearToDate(Option<u32>, Year),
    /// `the last 12 months`.
    TrailingTwelveMonths,
    /// `June 30, 2024`.
    Day(u32, u32, Option<i32>),
    /// `to date`, `since inception`.
    ToDate,
    /// `over time`, `long-term`, `since our last call`: none that has a label.
    Open,
}

/// How a year is said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Year {
    /// `2021`, `'21`.
    Given(i32),
    /// `201`: a year whose last digit was lost in writing; its decade.
    Cut(i32),
    /// `this year` (0), `last year` (-1), `next year` (1).
    Relative(i32),
    /// Not said.
    Unsaid,
}

impl When {
    /// The period, for a call that reports on `call`; `ahead` when the figure is an outlook; `spoken` is the period spoken of.
    pub(crate) fn resolve(
        self,
        call: FiscalPeriod,
        ahead: bool,
        year_end: u32,
        spoken: Period,
    ) -> Period {
        match self {
            Self::Part(part, year) => {
                Period::Fiscal(FiscalPeriod::new(resolve_year(part, year, call, ahead), part))
            }
            Self::Quarter(offset) => Period::Fiscal(quarter_of(call).later(offset)),
            Self::QuarterEnding(month, year) => {
                let part = quarter_with(month, year_end);
                Period::Fiscal(FiscalPeriod::new(resolve_year(part, year, call, ahead), part))
            }
            Self::MonthsEnding(count, month, year) => {
                let part = quarter_with(month, year_end);
                // The year of a day is the calendar's.
                let later = i32::from(matches!(year, Year::Given(_)) && month > year_end);
                let year = resolve_year(part, year, call, ahead).saturating_add(later);
                let last = FiscalPeriod::new(year, part);
                match (count, part) {
                    (6, Part::Q2) => Period::Fiscal(FiscalPeriod::new(last.year, Part::H1)),
                    (6, Part::Q4) => Period::Fiscal(FiscalPeriod::new(last.year, Part::H2)),
                    (12, Part::Q4) => Period::Fiscal(last.whole_year()),
                    (12, _) => Period::TrailingTwelveMonths(last),
                    (9, Part::Q3) => Period::YearToDate(last),
                    _ => Period::Fiscal(last),
                }
            }
            Self::Month(month, year) => {
                let part = quarter_with(month, year_end);
                let year = match year {
                    Year::Given(year) => year,
                    Year::Relative(offset) if offset != 0 => {
                        return Period::Fiscal(FiscalPeriod::new(
                            call.year.saturating_add(offset),
                            part,
                        ));
                    }
                    _ => {
                        let (_, end) = call.dates(year_end).unwrap_or_default();
                        year_of_day(month, end, ahead)
                    }
                };
                // Months are dated by the calendar: December 2023 lies in the fiscal year that ends in June 2024.
                let later = i32::from(month > year_end);
                Period::Fiscal(FiscalPeriod::new(year.saturating_add(later), part))
            }
            Self::Rest(year) => {
                let year = resolve_year(Part::Year, year, call, ahead);
                match (year == call.year, call.part.quarters().1) {
                    (true, 3) => Period::Fiscal(FiscalPeriod::new(year, Part::Q4)),
                    (true, 2) => Period::Fiscal(FiscalPeriod::new(year, Part::H2)),
                    _ => Period::Fiscal(FiscalPeriod::new(year, Part::Year)),
                }
            }
            Self::Years(first, last) => Period::Range(
                FiscalPeriod::new(first, Part::Year),
                FiscalPeriod::new(last, Part::Year),
            ),
            Self::YearAgo => years_before(spoken, 1, call),
            Self::YearsAgo(count) => years_before(spoken, count, call),
            Self::YearEnd => {
                let ended = call.part.quarters().1 == 4;
                let later = match (ahead, ended) {
                    (true, true) => 1,
                    (false, false) => -1,
                    _ => 0,
                };
                Period::Fiscal(call.whole_year().years_later(later))
            }
            Self::LastYearEnd => Period::Fiscal(call.whole_year().years_later(-1)),
            Self::YearStart => {
                Period::Fiscal(FiscalPeriod::new(call.year.saturating_sub(1), Part::Q4))
            }
            Self::SameQuarter(year) => {
                let part = match spoken {
                    Period::YearToDate(period) => {
                        return Period::YearToDate(FiscalPeriod::new(year, period.part));
                    }
                    Period::Fiscal(period) if period.part != Part::Year => period.part,
                    _ => quarter_of(call).part,
                };
                Period::Fiscal(FiscalPeriod::new(year, part))
            }
            Self::YearToDate(number, year) => {
                let part = number.and_then(Part::quarter).unwrap_or(quarter_of(call).part);
                let year = resolve_year(Part::Year, year, call, false);
                Period::YearToDate(FiscalPeriod::new(year, part))
            }
            Self::TrailingTwelveMonths => Period::TrailingTwelveMonths(quarter_of(call)),
            Self::Day(month, day, year) => {
                let (_, end) = call.dates(year_end).unwrap_or_default();
                let year = year.unwrap_or_else(|| year_of_day(month, end, ahead));
                NaiveDate::from_ymd_opt(year, month, day)
                    .map_or(Period::Unspecified, Period::Instant)
            }
            Self::ToDate => Period::ToDate,
            Self::Open => Period::Unspecified,
        }
    }

    /// What the phrase says where the call's own period is unknown: only labels with their year.
    pub(crate) fn absolute(self) -> Period {
        match self {
            Self::Part(part, Year::Given(year)) => Period::Fiscal(FiscalPeriod::new(year, part)),
            Self::Day(month, day, Some(year)) => NaiveDate::from_ymd_opt(year, month, day)
                .map_or(Period::Unspecified, Period::Instant),
            Self::Years(first, last) => Period::Range(
                FiscalPeriod::new(first, Part::Year),
                FiscalPeriod::new(last, Part::Year),
            ),
            Self::ToDate => Period::ToDate,
            _ => Period::Unspecified,
        }
    }

    /// A time that runs up to a day that may be said with it?
    pub(crate) fn is_running(self) -> bool {
        matches!(
            self,
            Self::YearToDate(..)
                | Self::ToDate
                | Self::MonthsEnding(..)
                | Self::TrailingTwelveMonths
        )
    }

    /// A time before the call's own period, whatever is spoken of?
    pub(crate) fn is_past(self) -> bool {
        matches!(
            self,
            Self::YearAgo
                | Self::YearsAgo(_)
                | Self::YearStart
                | Self::LastYearEnd
                | Self::Quarter(-1)
                | Self::Part(_, Year::Relative(-1))
        )
    }
}

/// The last quarter of the call's own period: a call about a year or half is about its last quarter too.
pub(crate) fn quarter_of(call: FiscalPeriod) -> FiscalPeriod {
    let (_, last) = call.part.quarters();
    FiscalPeriod::new(call.year, Part::quarter(last).unwrap_or(Part::Q4))
}

/// The quarter that a month lies in, when the fiscal year ends with month `year_end`.
fn quarter_with(month: u32, year_end: u32) -> Part {
    let number = (month.saturating_add(24).saturating_sub(year_end).saturating_sub(1) % 12) / 3;
    Part::quarter(number.saturating_add(1)).unwrap_or(Part::Q4)
}

/// The year of a day that is said without one, in a call about a time that ended on `end`: the last such day before the call
/// is held, some weeks later, or the next one in an outlook.
fn year_of_day(month: u32, end: NaiveDate, ahead: bool) -> i32 {
    let year = end.year();
    let months_later = i64::from(month).saturating_sub(i64::from(end.month()));
    match (ahead, months_later) {
        (false, 3..) => year.saturating_sub(1),
        (false, ..=-10) => year.saturating_add(1),
        (true, ..=-1) => year.saturating_add(1),
        _ => year,
    }
}

/// The same period so many years before, where one is spoken of, else the call's own.
fn years_before(spoken: Period, count: i32, call: FiscalPeriod) -> Period {
    let back = |period: FiscalPeriod| period.years_later(count.saturating_neg());
    match spoken {
        Period::Fiscal(period) => Period::Fiscal(back(period)),
        Period::YearToDate(period) => Period::YearToDate(back(period)),
        Period::TrailingTwelveMonths(period) => Period::TrailingTwelveMonths(back(period)),
        _ => Period::Fiscal(back(call)),
    }
}

fn resolve_year(part: Part, year: Year, call: FiscalPeriod, ahead: bool) -> i32 {
    match year {
        Year::Given(year) => year,
        // The last year of that decade that has begun.
        Year::Cut(decade) => call.year.min(decade.saturating_mul(10).saturating_add(9)),
        // A fourth-quarter call that looks ahead to "this year" or "the full year" speaks of the year that has begun.
        Year::Relative(offset) if ahead && offset == 0 && call.part.quarters().1 == 4 => {
            call.year.saturating_add(1)
        }
        Year::Relative(offset) => call.year.saturating_add(offset),
        Year::Unsaid => {
            let (first, _) = part.quarters();
            let (_, reported) = call.part.quarters();
            if part == Part::Year {
                return call.year.saturating_add(i32::from(ahead && reported == 4));
            }
            let (_, last) = part.quarters();
            // Guidance that is named like the reported quarter is the guidance that was given for it.
            if ahead && last < reported {
                call.year.saturating_add(1)
            } else if !ahead && first > reported {
                call.year.saturating_sub(1)
            } else {
                call.year
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECEMBER: u32 = 12;

    /// The period for a call about `call` whose fiscal year ends in month `year_end`, when its own quarter is spoken of.
    fn show(when: When, call: &str, ahead: bool, year_end: u32) -> String {
        let call: FiscalPeriod = call.parse().unwrap();
        when.resolve(call, ahead, year_end, Period::Fiscal(quarter_of(call))).to_string()
    }

    #[rustfmt::skip]
    const TABLE: &[(When, &str, bool, u32, &str)] = &[
        // said                                         call       ahead  year ends  expected
        (When::Part(Part::Q3, Year::Given(2021)),       "2024-Q2", false, DECEMBER, "2021-Q3"),
        (When::Part(Part::Year, Year::Relative(-1)),    "2024-Q2", false, DECEMBER, "2023-FY"),
        (When::Part(Part::Year, Year::Relative(0)),     "2024-Q2", true,  DECEMBER, "2024-FY"),
        (When::Part(Part::Year, Year::Unsaid),          "2024-Q4", false, DECEMBER, "2024-FY"),
        (When::Part(Part::Year, Year::Unsaid),          "2024-Q4", true,  DECEMBER, "2025-FY"),
        (When::Part(Part::H2, Year::Unsaid),            "2024-Q2", true,  DECEMBER, "2024-H2"),
        (When::Part(Part::Q1, Year::Unsaid),            "2024-Q4", true,  DECEMBER, "2025-Q1"),
        (When::Part(Part::Q4, Year::Unsaid),            "2024-Q1", false, DECEMBER, "2023-Q4"),
        (When::Quarter(-1),                             "2024-Q1", false, DECEMBER, "2023-Q4"),
        (When::Quarter(1),                              "2024-Q4", true,  DECEMBER, "2025-Q1"),
        (When::YearAgo,                                 "2024-Q2", false, DECEMBER, "2023-Q2"),
        (When::YearsAgo(3),                             "2024-Q2", false, DECEMBER, "2021-Q2"),
        (When::MonthsEnding(9, 12, Year::Given(2023)),  "2024-Q3", false, 3,        "YTD-2024-Q3"),
        (When::SameQuarter(2019),                       "2024-Q2", false, DECEMBER, "2019-Q2"),
        (When::YearToDate(Some(3), Year::Unsaid),       "2024-Q3", false, DECEMBER, "YTD-2024-Q3"),
        (When::TrailingTwelveMonths,                    "2024-Q1", false, DECEMBER, "TTM-2024-Q1"),
        (When::Day(6, 30, Some(2024)),                  "2024-Q2", false, DECEMBER, "2024-06-30"),
        (When::Day(6, 31, Some(2024)),                  "2024-Q2", false, DECEMBER, "unspecified"),
        (When::ToDate,                                  "2024-Q2", false, DECEMBER, "TO-DATE"),
        (When::Open,                                    "2024-Q2", false, DECEMBER, "unspecified"),
        // A quarter that is named by its last month has the number that the fiscal year gives it.
        (When::QuarterEnding(12, Year::Unsaid),         "2024-Q4", false, DECEMBER, "2024-Q4"),
        (When::QuarterEnding(3, Year::Unsaid),          "2024-Q1", false, DECEMBER, "2024-Q1"),
        (When::QuarterEnding(12, Year::Unsaid),         "2024-Q1", false, 9,        "2024-Q1"),
        (When::QuarterEnding(3, Year::Unsaid),          "2024-Q2", false, 9,        "2024-Q2"),
        (When::QuarterEnding(9, Year::Unsaid),          "2024-Q1", false, 6,        "2024-Q1"),
        (When::QuarterEnding(6, Year::Unsaid),          "2024-Q4", false, 6,        "2024-Q4"),
        (When::QuarterEnding(4, Year::Unsaid),          "2024-Q1", false, 1,        "2024-Q1"),
        (When::QuarterEnding(1, Year::Unsaid),          "2024-Q4", false, 1,        "2024-Q4"),
    ];

    #[test]
    fn table() {
        for &(when, call, ahead, year_end, expected) in TABLE {
            assert_eq!(show(when, call, ahead, year_end), expected, "given: {when:?} {call}");
        }
    }

    #[test]
    fn without_a_call_only_full_labels_count() {
        for (when, expected) in [
            (When::Part(Part::Q3, Year::Given(2021)), "2021-Q3"),
            (When::Day(6, 30, Some(2024)), "2024-06-30"),
            (When::Part(Part::Q3, Year::Unsaid), "unspecified"),
            (When::YearAgo, "unspecified"),
        ] {
            assert_eq!(when.absolute().to_string(), expected, "given: {when:?}");
        }
    }
}
