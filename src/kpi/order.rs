//! The order of key figures, as a reader goes through them.
//!
//! In:  [`Kpi`]s. Out: what they are sorted by. Not here: the order of columns (`table/`).

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::key::Key;
use super::row::Kpi;
use crate::fact::{Metrics, Period};

/// By company, whole before parts, metric in the order of the vocabulary, then by what tells figures of a metric apart, then by time.
pub(super) fn sort(kpis: &mut [Kpi]) {
    kpis.sort_by(|one, other| compare(&one.key, &other.key, one.fiscal_year_end.unwrap_or(12)));
}

/// How two figures of a company whose fiscal year ends with a month stand to each other: equal where they are one.
pub(super) fn compare(a: &Key, b: &Key, year_end_month: u32) -> Ordering {
    let place = |key: &Key| Metrics::built_in().place(&key.metric).unwrap_or(usize::MAX);
    part(a)
        .cmp(&part(b))
        .then_with(|| place(a).cmp(&place(b)))
        .then_with(|| a.metric.cmp(&b.metric))
        .then_with(|| a.basis.as_str().cmp(b.basis.as_str()))
        .then_with(|| a.adjusted_for.cmp(&b.adjusted_for))
        .then_with(|| (a.measure, a.kind, &a.unit).cmp(&(b.measure, b.kind, &b.unit)))
        .then_with(|| by_time(a.period, b.period, year_end_month))
}

/// The part of a company that a figure is of, as parts are sorted.
pub(super) fn part(key: &Key) -> (&SmolStr, bool, &SmolStr) {
    (&key.company_key, key.scope != "total", &key.scope)
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
