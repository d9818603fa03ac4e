//! One period for a stock, however its day is named.
//!
//! In:  a metric and a period. Out: the quarter that ends with it, for what is measured on a day. Not here: which metrics are stocks
//! (`instant` in `grammar/metrics.toml`).
//!
//! Cash "at year end", "on December 31" and "in the fourth quarter" is one figure.

use chrono::Datelike;

use crate::fact::{Metrics, Period};
use crate::transcript::{FiscalPeriod, Part};

/// The quarter at whose end a stock is measured; any other period as it is.
pub(super) fn moment(metric: &str, period: Period, year_end_month: u32) -> Period {
    if !Metrics::built_in().get(metric).is_some_and(|metric| metric.instant) {
        return period;
    }
    let quarter = |period: FiscalPeriod| {
        let (_, last) = period.part.quarters();
        Part::quarter(last).map(|part| FiscalPeriod::new(period.year, part))
    };
    let found = match period {
        Period::Fiscal(period) | Period::YearToDate(period) => quarter(period),
        Period::Instant(day) => [day.year(), day.year().saturating_add(1)]
            .into_iter()
            .flat_map(|year| (1..=4).filter_map(move |number| Some((year, Part::quarter(number)?))))
            .map(|(year, part)| FiscalPeriod::new(year, part))
            .find(|quarter| quarter.dates(year_end_month).is_some_and(|(_, end)| end == day)),
        _ => None,
    };
    found.map_or(period, Period::Fiscal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::period;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, u32, &str)] = &[
        // metric,  period,        year ends in,  expected
        ("cash",    "2023-FY",     12,            "2023-Q4"),
        ("cash",    "2023-H1",     12,            "2023-Q2"),
        ("cash",    "2023-12-31",  12,            "2023-Q4"),
        ("cash",    "2023-12-31",  6,             "2024-Q2"),
        ("cash",    "2023-07-08",  12,            "2023-07-08"),
        ("cash",    "YTD-2023-Q3", 12,            "2023-Q3"),
        ("revenue", "2023-FY",     12,            "2023-FY"),
        ("revenue", "2023-12-31",  12,            "2023-12-31"),
    ];

    #[test]
    fn table() {
        for (metric, given, month, expected) in TABLE {
            let found = moment(metric, period(given), *month).to_string();
            assert_eq!(found, *expected, "given: {metric} {given} {month}");
        }
    }
}
