//! Key figures with their periods across, as spreadsheets show them.
//!
//! In:  [`Kpi`]s in order. Out: [`Across`]: one line for each figure of a metric, one column for each period. Not here: files (`table/`).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::key::Key;
use super::order::by_time;
use super::row::{Kpi, Origin};
use crate::check::Interval;
use crate::fact::Period;

/// Lines of key figures over the same periods.
#[derive(Clone, Debug, Default)]
pub struct Across<'k> {
    /// All periods of all lines, by time.
    pub periods: Vec<Period>,
    /// In the order of the key figures; guidance below the actual values.
    pub lines: Vec<Line<'k>>,
}

/// What a line shows.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Shown {
    /// The value that was said, or that follows where nobody said it; of a range the middle.
    Actual,
    /// The lower end of the guidance.
    GuidanceLow,
    /// The upper end of the guidance.
    GuidanceHigh,
}

/// One metric with its scope, basis and measure over time.
#[derive(Clone, Debug)]
pub struct Line<'k> {
    /// The first figure of the line; all of them differ in the period only.
    pub first: &'k Kpi,
    /// What it shows.
    pub shown: Shown,
    /// The figures, each with the value that is shown, by their place in [`Across::periods`].
    pub cells: BTreeMap<usize, (&'k Kpi, Decimal)>,
}

impl Shown {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::GuidanceLow => "guidance_low",
            Self::GuidanceHigh => "guidance_high",
        }
    }

    fn of(self, kpi: &Kpi) -> Option<Decimal> {
        match self {
            Self::Actual => match kpi.actual.as_ref()? {
                Origin::Stated(one) => Interval::closed(one.low, one.high).middle(),
                Origin::Derived { low, high, .. } => Interval::closed(*low, *high).middle(),
            },
            Self::GuidanceLow => kpi.guidance.as_ref().map(|one| one.low),
            Self::GuidanceHigh => kpi.guidance.as_ref().map(|one| one.high),
        }
    }
}

impl<'k> Across<'k> {
    /// Puts key figures, in the order of [`Run::kpis`](crate::Run::kpis), into lines.
    #[must_use]
    pub fn new(kpis: &'k [Kpi]) -> Self {
        let mut periods: Vec<Period> = kpis.iter().map(|kpi| kpi.key.period).collect();
        // Companies whose fiscal years end in other months share the columns of their labels.
        periods.sort_by(|one, other| by_time(*one, *other, 12));
        periods.dedup();
        let places: BTreeMap<Period, usize> =
            periods.iter().enumerate().map(|(place, period)| (*period, place)).collect();
        let lines = kpis
            .chunk_by(|one, other| is_one_line(&one.key, &other.key))
            .flat_map(|figures| lines(figures, &places))
            .collect();
        Self { periods, lines }
    }
}

fn lines<'k>(figures: &'k [Kpi], places: &BTreeMap<Period, usize>) -> Vec<Line<'k>> {
    [Shown::Actual, Shown::GuidanceLow, Shown::GuidanceHigh]
        .into_iter()
        .filter_map(|shown| {
            let cells: BTreeMap<usize, (&Kpi, Decimal)> = figures
                .iter()
                .filter_map(|kpi| Some((*places.get(&kpi.key.period)?, (kpi, shown.of(kpi)?))))
                .collect();
            let first = figures.first().filter(|_| !cells.is_empty())?;
            Some(Line { first, shown, cells })
        })
        .collect()
}

fn is_one_line(one: &Key, other: &Key) -> bool {
    let time = |key: &Key| Key { period: Period::Unspecified, ..key.clone() };
    time(one) == time(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Revenue for the first quarter of 2024 was $412 million. Gross margin was 40%. \
        For the second quarter of 2024, we expect revenue of $420 million to $430 million.";

    #[test]
    fn a_line_a_figure_and_guidance_below() {
        let run = crate::extract("acme_q1_2024.txt", TEXT.as_bytes());
        let run = run.map(|call| crate::check(vec![call])).unwrap();
        let across = Across::new(&run.kpis);
        let shown: Vec<String> = across
            .lines
            .iter()
            .map(|line| {
                let value = |place| {
                    let cell = line.cells.get(&place);
                    cell.map_or("-".to_owned(), |(_, value)| value.normalize().to_string())
                };
                let values: Vec<String> = (0..across.periods.len()).map(value).collect();
                format!("{} {}: {}", line.first.key.metric, line.shown.as_str(), values.join(" "))
            })
            .collect();
        let periods: Vec<String> = across.periods.iter().map(ToString::to_string).collect();
        assert_eq!(periods, ["2024-Q1", "2024-Q2"]);
        assert_eq!(
            shown,
            [
                "revenue actual: 412000000 -",
                "revenue guidance_low: - 420000000",
                "revenue guidance_high: - 430000000",
                "gross_margin actual: 40 -",
            ]
        );
    }
}
