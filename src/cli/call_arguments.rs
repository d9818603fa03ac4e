//! The arguments that say which calls a command reads, and what is known of them.
//!
//! In:  words of the command line. Out: [`CallArguments`]. Not here: reading the calls (`calls.rs`).

use std::path::PathBuf;

use chrono::Month;
use clap::Args;
use tickmark::Given;
use tickmark::transcript::FiscalPeriod;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CallArguments {
    /// Transcripts, folders of them (every .txt in them, and each .html, .json, .jsonl and .csv that is a
    /// call; hidden ones excepted), patterns ('calls/*_q3_*.txt'), or - for
    /// standard input; none: examples/
    #[arg(value_name = "FILE-OR-FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Name of the transcript on standard input, as the tables will have it
    #[arg(long, value_name = "FILE")]
    pub(crate) name: Option<String>,
    /// Company of all calls of the run, whatever the texts say
    #[arg(long, value_name = "NAME", value_parser = company)]
    pub(crate) company: Option<String>,
    /// Fiscal period that all calls of the run report on, whatever the texts say: 2024-Q1, 2024-H2, 2024-FY
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub(crate) period: Option<FiscalPeriod>,
    /// Month in which the fiscal year of all calls ends, whatever the texts say: 1 to 12, or its name
    #[arg(long, value_name = "MONTH", value_parser = month)]
    pub(crate) fiscal_year_end: Option<u32>,
}

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct VocabularyArguments {
    /// Checks of your own, in the form of grammar/checks.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) checks: Vec<PathBuf>,
    /// Words and checks of your own: a folder with a metrics.toml, a checks.toml or both, in the form of those of
    /// grammar/; a row with a known id takes its place
    #[arg(long, value_name = "DIR")]
    pub(crate) grammar: Option<PathBuf>,
}

impl CallArguments {
    /// What is known of each call.
    pub(crate) fn given(&self) -> Given {
        Given {
            company: self.company.clone(),
            period: self.period,
            fiscal_year_end: self.fiscal_year_end,
        }
    }
}

/// The first and the last fiscal year that somebody may mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Reads the name of a company.
pub(super) fn company(text: &str) -> Result<String, String> {
    let name = text.trim();
    if !name.contains(char::is_alphanumeric) || name.contains(char::is_control) {
        return Err("expected the name of a company, as in \"Acme Robotics\"".to_owned());
    }
    Ok(name.to_owned())
}

/// Reads a fiscal period.
pub(super) fn period(text: &str) -> Result<FiscalPeriod, String> {
    let period: FiscalPeriod = text
        .to_uppercase()
        .parse()
        .map_err(|_| format!("{}, as in 2024-Q1, 2024-H2 or 2024-FY", wrong_part(text)))?;
    if !YEARS.contains(&period.year) {
        return Err(format!("{} is no year of {} to {}", period.year, YEARS.start(), YEARS.end()));
    }
    Ok(period)
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

/// Reads a month, as a number or by its name or its first three letters.
pub(super) fn month(text: &str) -> Result<u32, String> {
    let word = text.trim();
    let named = word.parse::<Month>().ok().map(|month| month.number_from_month());
    named
        .or_else(|| word.parse().ok())
        .filter(|month| (1..=12).contains(month))
        .ok_or_else(|| "expected a month, 1 to 12 or its name, as in 6 or june".to_owned())
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
            let read = period(given).map_or_else(|error| error, |period| period.to_string());
            assert_eq!(read, *expected, "given: {given}");
        }
        for (given, expected) in MONTHS_READ {
            assert_eq!(month(given).ok(), *expected, "given: {given}");
        }
        assert_eq!(company(" Acme "), Ok("Acme".to_owned()));
        assert!(company(" - ").is_err() && company("a\nb").is_err());
    }
}
