//! What the user says of a call, over what its text says.
//!
//! In:  company, period, fiscal year's end. Out: [`Given`]. Not here: reading them out of a text (`transcript/`).

use crate::transcript::{FiscalPeriod, PeriodSource, Transcript};

/// What is known of a call from elsewhere; each value that is there goes before that of the text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Given {
    /// The company's name.
    pub company: Option<String>,
    /// The fiscal period that the call reports on.
    pub period: Option<FiscalPeriod>,
    /// Month (1 to 12) in which the fiscal year ends.
    pub fiscal_year_end: Option<u32>,
}

impl Given {
    pub(crate) fn over(&self, transcript: &mut Transcript) {
        if let Some(company) = &self.company {
            transcript.company = Some(company.clone());
        }
        if let Some(period) = self.period {
            transcript.period = Some(period);
            transcript.period_source = PeriodSource::Given;
        }
        transcript.fiscal_year_end = self.fiscal_year_end.or(transcript.fiscal_year_end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &str =
        "Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million.\n";

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, u32, &str)] = &[
        // company    period     month  call, period of its fact, how the period is known, last day
        ("",          "",        0,     "call 2024-Q3 Text"),
        ("Tarn Oak",  "",        0,     "tarn-oak-2024-q3 2024-Q3 Text"),
        ("",          "2021-Q1", 0,     "call 2021-Q1 Given"),
        ("Tarn Oak",  "2022-Q4", 6,     "tarn-oak-2022-q4 2022-Q4 Given 6"),
    ];

    #[test]
    fn table() {
        for (company, period, month, expected) in TABLE {
            let given = Given {
                company: Some((*company).to_owned()).filter(|company| !company.is_empty()),
                period: period.parse().ok(),
                fiscal_year_end: Some(*month).filter(|month| *month > 0),
            };
            let one = crate::extract_as("call.txt", CALL.as_bytes(), &given).unwrap();
            let call = &one.call;
            let month = call.fiscal_year_end.map_or_else(String::new, |month| format!(" {month}"));
            let shown =
                format!("{} {} {:?}{month}", call.call_id, one.facts[0].period, call.period_source);
            assert_eq!(shown, *expected, "given: {given:?}");
        }
    }
}
