//! The order of key figures, as a reader goes through them.
//!
//! In:  [`Kpi`]s. Out: what they are sorted by. Not here: the order of columns (`table/`).

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;

use super::key::Key;
use super::row::Kpi;
use crate::fact::{Metrics, Period};

/// Sorts by company, whole before parts, metric in the order of the vocabulary, then by what tells figures of a metric apart, then by time.
pub(super) fn sort(kpis: &mut [Kpi]) {
    let metrics = Metrics::built_in();
    let place = |key: &Key| metrics.place(&key.metric).unwrap_or(usize::MAX);
    kpis.sort_by(|one, other| {
        let (a, b) = (&one.key, &other.key);
        a.company_key
            .cmp(&b.company_key)
            .then_with(|| (a.scope != "total", &a.scope).cmp(&(b.scope != "total", &b.scope)))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.metric.cmp(&b.metric))
            .then_with(|| a.basis.as_str().cmp(b.basis.as_str()))
            .then_with(|| a.adjusted_for.cmp(&b.adjusted_for))
            .then_with(|| (a.measure, a.kind, &a.unit).cmp(&(b.measure, b.kind, &b.unit)))
            .then_with(|| by_time(a.period, b.period, one.fiscal_year_end.unwrap_or(12)))
    });
}

/// Periods by their last day, of two with one last day the shorter first; those without days at the end.
pub(crate) fn by_time(one: Period, other: Period, year_end_month: u32) -> Ordering {
    moment(one, year_end_month).cmp(&moment(other, year_end_month)).then_with(|| one.cmp(&other))
}

fn moment(period: Period, year_end_month: u32) -> (bool, Option<(NaiveDate, Reverse<NaiveDate>)>) {
    let dates = period.dates(year_end_month).map(|(start, end)| (end, Reverse(start)));
    (dates.is_none(), dates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::period;

    #[test]
    fn time() {
        let expected =
            ["2023-Q4", "2023-FY", "2024-Q1", "2024-Q2", "2024-H1", "TTM-2024-Q2", "2024-Q3"];
        let mut periods: Vec<Period> = expected.iter().map(|text| period(text)).collect();
        periods.push(Period::ToDate);
        periods.reverse();
        periods.sort_by(|one, other| by_time(*one, *other, 12));
        let mut found: Vec<String> = periods.iter().map(ToString::to_string).collect();
        assert_eq!(found.pop().as_deref(), Some("TO-DATE"));
        assert_eq!(found, expected);
    }
}
