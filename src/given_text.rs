//! What a user writes of a call: on a command line, in a column of a table.
//!
//! In:  words. Out: the values of [`Given`], or what is wrong with the words. Not here: what comes of them (`given.rs`).

use chrono::Month;

use crate::Given;
use crate::transcript::FiscalPeriod;

/// What is wrong with words that were to say something of a call.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct WrongWords(String);

/// The first and the last fiscal year that somebody may mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl Given {
    /// Reads the name of a company.
    ///
    /// # Errors
    /// [`WrongWords`] that say what was expected.
    pub fn company_in(text: &str) -> Result<String, WrongWords> {
        let name = text.trim();
        if !name.contains(char::is_alphanumeric) || name.contains(char::is_control) {
            return Err(WrongWords(
                "expected the name of a company, as in \"Acme Robotics\"".to_owned(),
            ));
        }
        Ok(name.to_owned())
    }

    /// Reads a fiscal period.
    ///
    /// # Errors
    /// [`WrongWords`] that say what was expected.
    pub fn period_in(text: &str) -> Result<FiscalPeriod, WrongWords> {
        let period: FiscalPeriod = text.to_uppercase().parse().map_err(|_| {
            WrongWords(format!("{}, as in 2024-Q1, 2024-H2 or 2024-FY", wrong_part(text)))
        })?;
        if !YEARS.contains(&period.year) {
            let wrong =
                format!("{} is no year of {} to {}", period.year, YEARS.start(), YEARS.end());
            return Err(WrongWords(wrong));
        }
        Ok(period)
    }

    /// Reads a month, as a number or by its name or its first three letters.
    ///
    /// # Errors
    /// [`WrongWords`] that say what was expected.
    pub fn month_in(text: &str) -> Result<u32, WrongWords> {
        let word = text.trim();
        let named = word.parse::<Month>().ok().map(|month| month.number_from_month());
        named.or_else(|| word.parse().ok()).filter(|month| (1..=12).contains(month)).ok_or_else(
            || WrongWords("expected a month, 1 to 12 or its name, as in 6 or june".to_owned()),
        )
    }
}

/// What of a period is none.
fn wrong_part(text: &str) -> String {
    match text.split_once('-') {
        None => "expected a year, a hyphen and a part of the year".to_owned(),
        Some((year, _)) if year.parse::<i32>().is_err() => format!("{year:?} is no year"),
        Some((_, part)) => {
            format!("{part:?} is no part of a year, expected Q1 to Q4, H1, H2 or FY")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const PERIODS: &[(&str, &str)] = &[
        // given      read
        ("2024-Q1",   "2024-Q1"),
        ("2024-q1",   "2024-Q1"),
        ("2024-FY",   "2024-FY"),
        ("2024-Q5",   "\"Q5\" is no part of a year, expected Q1 to Q4, H1, H2 or FY, as in 2024-Q1, 2024-H2 or 2024-FY"),
        ("2024",      "expected a year, a hyphen and a part of the year, as in 2024-Q1, 2024-H2 or 2024-FY"),
        ("Q1-2024",   "\"Q1\" is no year, as in 2024-Q1, 2024-H2 or 2024-FY"),
        ("24-Q1",     "24 is no year of 1900 to 2200"),
        ("",          "expected a year, a hyphen and a part of the year, as in 2024-Q1, 2024-H2 or 2024-FY"),
    ];

    #[rustfmt::skip]
    const MONTHS_READ: &[(&str, Option<u32>)] = &[
        // given      month
        ("6",         Some(6)),
        ("06",        Some(6)),
        ("June",      Some(6)),
        ("sep",       Some(9)),
        ("december",  Some(12)),
        ("0",         None),
        ("13",        None),
        ("ju",        None),
        ("Juneteenth", None),
        ("",          None),
    ];

    #[test]
    fn tables() {
        for (given, expected) in PERIODS {
            let read = Given::period_in(given)
                .map_or_else(|error| error.to_string(), |period| period.to_string());
            assert_eq!(read, *expected, "given: {given}");
        }
        for (given, expected) in MONTHS_READ {
            assert_eq!(Given::month_in(given).ok(), *expected, "given: {given}");
        }
        assert_eq!(Given::company_in(" Acme "), Ok("Acme".to_owned()));
        assert!(Given::company_in(" - ").is_err() && Given::company_in("a\nb").is_err());
    }
}
