//! Fiscal periods: a year, or a part of it.
//!
//! In:  labels. Out: [`FiscalPeriod`], ordered and countable. Not here: finding them in sentences (`fact/`).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The months in the order of the calendar, in lower case.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A fiscal year or a part of it, by the company's own label.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct FiscalPeriod {
    /// Fiscal year as the company names it.
    pub year: i32,
    /// Which part of the year.
    pub part: Part,
}

/// Part of a fiscal year.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Part {
    /// First quarter.
    Q1,
    /// Second quarter.
    Q2,
    /// Third quarter.
    Q3,
    /// Fourth quarter.
    Q4,
    /// First half.
    H1,
    /// Second half.
    H2,
    /// The whole year.
    Year,
}

impl Part {
    const QUARTERS: [Self; 4] = [Self::Q1, Self::Q2, Self::Q3, Self::Q4];

    /// The quarter with this number, 1 to 4.
    #[must_use]
    pub fn quarter(number: u32) -> Option<Self> {
        Self::QUARTERS.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// First and last quarter (1 to 4) of this part.
    #[must_use]
    pub fn quarters(self) -> (u32, u32) {
        match self {
            Self::Q1 => (1, 1),
            Self::Q2 => (2, 2),
            Self::Q3 => (3, 3),
            Self::Q4 => (4, 4),
            Self::H1 => (1, 2),
            Self::H2 => (3, 4),
            Self::Year => (1, 4),
        }
    }

    /// The label's second half: `Q1`, `H2`, `FY`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Q1 => "Q1",
            Self::Q2 => "Q2",
            Self::Q3 => "Q3",
            Self::Q4 => "Q4",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::Year => "FY",
        }
    }
}

impl FiscalPeriod {
    /// The period `year`-`part`.
    #[must_use]
    pub fn new(year: i32, part: Part) -> Self {
        Self { year, part }
    }

    /// The fiscal year that this period is in, as a whole.
    #[must_use]
    pub fn whole_year(self) -> Self {
        Self::new(self.year, Part::Year)
    }

    /// The same part, `years` later (earlier when negative).
    #[must_use]
    pub fn years_later(self, years: i32) -> Self {
        Self::new(self.year.saturating_add(years), self.part)
    }

    /// The period of the same length, `count` lengths later (earlier when negative): quarters, halves or years.
    #[must_use]
    pub fn later(self, count: i32) -> Self {
        if count == 0 {
            return self;
        }
        let (parts, place): (&[Part], i32) = match self.part {
            Part::Year => (&[Part::Year], 0),
            Part::H1 => (&[Part::H1, Part::H2], 0),
            Part::H2 => (&[Part::H1, Part::H2], 1),
            Part::Q1 => (&Part::QUARTERS, 0),
            Part::Q2 => (&Part::QUARTERS, 1),
            Part::Q3 => (&Part::QUARTERS, 2),
            Part::Q4 => (&Part::QUARTERS, 3),
        };
        let length = i32::try_from(parts.len()).unwrap_or(1);
        let place = place.saturating_add(count);
        let year = self.year.saturating_add(place.div_euclid(length));
        let place = usize::try_from(place.rem_euclid(length)).unwrap_or(0);
        Self::new(year, parts.get(place).copied().unwrap_or(self.part))
    }

    /// First and last day, when the fiscal year ends with `year_end_month` (12 for calendar years).
    ///
    /// A fiscal year carries the number of the calendar year in which it ends. `None` for a month outside
    /// 1 to 12 or a year outside chrono's range.
    #[must_use]
    pub fn dates(self, year_end_month: u32) -> Option<(NaiveDate, NaiveDate)> {
        if !(1..=12).contains(&year_end_month) {
            return None;
        }
        let (first, last) = self.part.quarters();
        let months_before_year = i64::from(self.year)
            .checked_mul(12)?
            .checked_add(i64::from(year_end_month))?
            .checked_sub(12)?;
        let month = |offset: u32| -> Option<NaiveDate> {
            let count = months_before_year.checked_add(i64::from(offset))?;
            let year = i32::try_from(count.div_euclid(12)).ok()?;
            let month = u32::try_from(count.rem_euclid(12)).ok()?.checked_add(1)?;
            NaiveDate::from_ymd_opt(year, month, 1)
        };
        let start = month(first.checked_sub(1)?.checked_mul(3)?)?;
        let end = month(last.checked_mul(3)?)?.pred_opt()?;
        Some((start, end))
    }
}

impl fmt::Display for FiscalPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year, self.part.as_str())
    }
}

/// A text that is no fiscal period.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a fiscal period: {0:?}, expected something like 2024-Q1, 2024-H2 or 2024-FY")]
pub struct NoFiscalPeriod(String);

impl FromStr for FiscalPeriod {
    type Err = NoFiscalPeriod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NoFiscalPeriod(text.to_owned());
        let (year, part) = text.split_once('-').ok_or_else(wrong)?;
        let year = year.parse().map_err(|_| wrong())?;
        let part = [Part::Q1, Part::Q2, Part::Q3, Part::Q4, Part::H1, Part::H2, Part::Year]
            .into_iter()
            .find(|known| known.as_str() == part)
            .ok_or_else(wrong)?;
        Ok(Self::new(year, part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const LATER: &[(&str, i32, &str)] = &[
        // given     steps  expected
        ("2024-Q4",      1, "2025-Q1"),
        ("2024-Q1",     -1, "2023-Q4"),
        ("2024-Q3",     -4, "2023-Q3"),
        ("2024-H1",     -1, "2023-H2"),
        ("2024-FY",      1, "2025-FY"),
    ];

    #[test]
    fn later() {
        for (given, steps, expected) in LATER {
            let period: FiscalPeriod = given.parse().unwrap();
            assert_eq!(period.later(*steps).to_string(), *expected, "given: {given} {steps}");
        }
    }

    #[rustfmt::skip]
    const DATES: &[(&str, u32, &str)] = &[
        // given   year ends in  expected
        ("2024-Q1",          12, "2024-01-01 2024-03-31"),
        ("2024-FY",          12, "2024-01-01 2024-12-31"),
        ("2024-Q1",           6, "2023-07-01 2023-09-30"),
        ("2024-H2",           1, "2023-08-01 2024-01-31"),
        ("2024-Q2",          13, "none"),
    ];

    #[test]
    fn dates() {
        for (given, month, expected) in DATES {
            let period: FiscalPeriod = given.parse().unwrap();
            let shown = period
                .dates(*month)
                .map_or("none".to_owned(), |(start, end)| format!("{start} {end}"));
            assert_eq!(shown, *expected, "given: {given} {month}");
        }
    }
}
