//! The period that a value is about.
//!
//! In:  fiscal periods. Out: [`Period`], with its label and dates. Not here: finding it in a sentence.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::transcript::FiscalPeriod;

/// Which time a value covers, in the labels of `facts.md`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Period {
    /// A fiscal year or a part of it: `2024-Q1`, `2024-H2`, `2024-FY`.
    Fiscal(FiscalPeriod),
    /// The twelve months that end with a quarter: `TTM-2024-Q1`.
    TrailingTwelveMonths(FiscalPeriod),
    /// From the year's first day to the end of a quarter: `YTD-2024-Q3`.
    YearToDate(FiscalPeriod),
    /// One day: `2024-06-30`.
    Instant(NaiveDate),
    /// Since a programme began: `TO-DATE`.
    ToDate,
    /// From one period to another: `2022-FY/2024-FY`.
    Range(FiscalPeriod, FiscalPeriod),
    /// Not said.
    Unspecified,
}

impl Period {
    /// First and last day, when the fiscal year ends with `year_end_month`; `None` where there are none.
    #[must_use]
    pub fn dates(self, year_end_month: u32) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Fiscal(period) => period.dates(year_end_month),
            Self::TrailingTwelveMonths(last) => {
                let (_, end) = last.dates(year_end_month)?;
                let (start, _) = last.later(-3).dates(year_end_month)?;
                Some((start, end))
            }
            Self::YearToDate(last) => {
                let (_, end) = last.dates(year_end_month)?;
                let (start, _) = last.whole_year().dates(year_end_month)?;
                Some((start, end))
            }
            Self::Instant(day) => Some((day, day)),
            Self::Range(first, last) => {
                Some((first.dates(year_end_month)?.0, last.dates(year_end_month)?.1))
            }
            Self::ToDate | Self::Unspecified => None,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fiscal(period) => period.fmt(f),
            Self::TrailingTwelveMonths(last) => write!(f, "TTM-{last}"),
            Self::YearToDate(last) => write!(f, "YTD-{last}"),
            Self::Instant(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::ToDate => f.write_str("TO-DATE"),
            Self::Range(first, last) => write!(f, "{first}/{last}"),
            Self::Unspecified => f.write_str("unspecified"),
        }
    }
}
