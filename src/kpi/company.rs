//! What a key figure says of its company.
//!
//! In:  the calls of a run. Out: [`Companies`]. Not here: which calls are of one company (`fact/call.rs`).

use std::collections::HashMap;

use smol_str::SmolStr;

use super::key::Key;
use super::row::{Kpi, Origin};
use crate::Extraction;
use crate::transcript::FiscalPeriod;

/// What is known of each company, from its newest call that says it.
#[derive(Debug)]
pub(super) struct Companies<'r>(HashMap<&'r str, Company>);

#[derive(Clone, Debug, Default)]
struct Company {
    period: Option<FiscalPeriod>,
    name: Option<SmolStr>,
    fiscal_year_end: Option<u32>,
}

impl<'r> Companies<'r> {
    /// Goes through the calls of a run.
    pub(super) fn of(extractions: &'r [Extraction]) -> Self {
        let mut companies: HashMap<&str, Company> = HashMap::new();
        for one in extractions {
            let company = companies.entry(&one.call.company_key).or_default();
            let newer = one.call.period >= company.period;
            if newer || company.name.is_none() {
                company.name =
                    one.call.company.as_deref().map(SmolStr::from).or(company.name.take());
            }
            if newer || company.fiscal_year_end.is_none() {
                company.fiscal_year_end = one.call.fiscal_year_end.or(company.fiscal_year_end);
            }
            company.period = company.period.max(one.call.period);
        }
        Self(companies)
    }

    /// Month in which the fiscal year ends; December where no call says so.
    pub(super) fn year_end_month(&self, company_key: &str) -> u32 {
        self.0.get(company_key).and_then(|company| company.fiscal_year_end).unwrap_or(12)
    }

    /// A key figure of which no guidance is known.
    pub(super) fn row(
        &self,
        key: Key,
        scope: &SmolStr,
        unit: &SmolStr,
        actual: Option<Origin>,
    ) -> Kpi {
        let company = self.0.get(key.company_key.as_str()).cloned().unwrap_or_default();
        Kpi {
            key,
            company: company.name,
            scope: scope.clone(),
            unit: unit.clone(),
            fiscal_year_end: company.fiscal_year_end,
            actual,
            guidance: None,
            outcome: None,
        }
    }
}
