//! The call that facts belong to.
//!
//! In:  a [`Transcript`]. Out: its [`Call`] row. Not here: facts.

use serde::{Deserialize, Serialize};

use crate::transcript::{FiscalPeriod, PeriodSource, Transcript};

/// The call that facts belong to: one row of the `calls` table.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Call {
    /// `acme-2024-q1`, or the file's stem where the text does not say.
    pub call_id: String,
    /// File name as given.
    pub source_file: String,
    /// Company as named; `None` where the text does not say.
    pub company: Option<String>,
    /// What ties the calls of one company together: the company's slug, else the ticker in the file's name, else the stem.
    pub company_key: String,
    /// Exchange ticker.
    pub ticker: Option<String>,
    /// Period that the call reports on.
    pub period: Option<FiscalPeriod>,
    /// How `period` is known.
    pub period_source: PeriodSource,
    /// Month in which the fiscal year ends; `None` where the text does not say (calendar years are assumed for dates).
    pub fiscal_year_end: Option<u32>,
}

/// Names the call: `acme-2024-q1`, or the file's stem where the text does not say company and period.
pub(crate) fn call(transcript: &Transcript) -> Call {
    let stem = stem(&transcript.name);
    let company_slug = transcript.company.as_deref().map(slug).filter(|slug| !slug.is_empty());
    let call_id = match (&company_slug, transcript.period) {
        (Some(company), Some(period)) => format!("{company}-{}", period.to_string().to_lowercase()),
        _ => stem.to_owned(),
    };
    let company_key = company_slug
        .or_else(|| transcript.ticker.as_deref().map(slug))
        .unwrap_or_else(|| slug(stem_of_company(stem)));
    Call {
        call_id,
        source_file: transcript.name.clone(),
        company: transcript.company.clone(),
        company_key,
        ticker: transcript.ticker.clone(),
        period: transcript.period,
        period_source: transcript.period_source,
        fiscal_year_end: transcript.fiscal_year_end,
    }
}

/// A file's name without folders and ending: the id of a call whose text does not say company and period.
#[must_use]
pub fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Lower case, with a hyphen for everything that is neither letter nor digit.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// `ACME` of `ACME_q3_2021`: what stands before the period in a file's stem.
fn stem_of_company(stem: &str) -> &str {
    if stem.starts_with(['q', 'Q'])
        && stem.get(1..2).is_some_and(|digit| digit.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return stem;
    }
    let cut = stem
        .char_indices()
        .find(|&(at, c)| {
            matches!(c, '_' | '-' | ' ')
                && stem.get(at + 1..).is_some_and(|rest| {
                    let mut rest = rest.chars();
                    let first = rest.next().unwrap_or(' ');
                    let second = rest.next().unwrap_or(' ');
                    (matches!(first, 'q' | 'Q') && second.is_ascii_digit())
                        || (first.is_ascii_digit() && second.is_ascii_digit())
                })
        })
        .map_or(stem.len(), |(at, _)| at);
    stem.get(..cut).filter(|head| !head.is_empty()).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (given, expected) in [
            ("ACME_q3_2021", "ACME"),
            ("acme-2024-q1", "acme"),
            ("q3_2021", "q3_2021"),
            ("call", "call"),
        ] {
            assert_eq!(stem_of_company(given), expected);
        }
    }

    #[test]
    fn slugs() {
        for (given, expected) in
            [("Acme Robotics, Inc.", "acme-robotics-inc"), ("A&B", "a-b"), ("...", "")]
        {
            assert_eq!(slug(given), expected);
        }
    }
}
