//! What stands in which row and column of the KPIs sheet.
//!
//! In:  the key figures of a run. Out: [`Plan`]. Not here: their cells (`kpi_sheet.rs`).

use crate::fact::{Basis, Period};
use crate::kpi::{Across, Key, Kpi, Line, Measure};
use crate::transcript::Part;

/// Rows and columns, headings included.
pub(super) struct Plan<'k> {
    /// The places of the columns in [`Across::periods`], with their periods: quarters and years first, each group by time.
    pub(super) periods: Vec<(usize, Period)>,
    /// In the order of the key figures.
    pub(super) entries: Vec<Entry<'k>>,
}

/// One row.
pub(super) enum Entry<'k> {
    /// The heading of a company.
    Company(&'k Kpi),
    /// The heading of a part of it.
    Scope(&'k Kpi),
    /// Figures; is it the first line of its metric?
    Line(Line<'k>, bool),
}

impl<'k> Plan<'k> {
    /// Puts lines below their headings.
    pub(super) fn new(kpis: &'k [Kpi]) -> Self {
        let across = Across::new(kpis);
        let mut periods: Vec<(usize, Period)> = across.periods.into_iter().enumerate().collect();
        // Models are made of quarters and years: days and sums between them stand behind.
        periods.sort_by_key(|(_, period)| !is_regular(*period));
        let mut entries = Vec::new();
        let mut before: Option<&Kpi> = None;
        let mut lines = across.lines;
        for of_a_metric in lines.chunk_by_mut(|one, other| is_one_metric(one, other)) {
            of_a_metric.sort_by_key(|line| reading_order(&line.first.key));
        }
        for line in lines {
            let (key, last) = (&line.first.key, before.map(|kpi| &kpi.key));
            let company = last.is_some_and(|last| last.company_key == key.company_key);
            let scope = company && last.is_some_and(|last| last.scope == key.scope);
            if !company {
                entries.push(Entry::Company(line.first));
            }
            if !scope {
                entries.push(Entry::Scope(line.first));
            }
            let metric = scope && last.is_some_and(|last| last.metric == key.metric);
            before = Some(line.first);
            entries.push(Entry::Line(line, !metric));
        }
        Self { periods, entries }
    }

    /// Places of the first and the last row below each heading, outer groups before inner ones.
    pub(super) fn groups(&self) -> Vec<(usize, usize)> {
        let companies = self.below(|entry| matches!(entry, Entry::Company(_)), |_| false);
        let scopes = self.below(
            |entry| matches!(entry, Entry::Scope(_)),
            |entry| matches!(entry, Entry::Company(_)),
        );
        companies.into_iter().chain(scopes).collect()
    }

    /// What stands below rows that begin a group, until the next such row or one that ends it.
    fn below(
        &self,
        begins: impl Fn(&Entry<'_>) -> bool,
        ends: impl Fn(&Entry<'_>) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut open: Option<usize> = None;
        for (place, entry) in self.entries.iter().enumerate() {
            if begins(entry) || ends(entry) {
                groups.extend(open.take().map(|first| (first, place - 1)));
            }
            if begins(entry) {
                open = Some(place + 1);
            }
        }
        groups.extend(open.map(|first| (first, self.entries.len() - 1)));
        groups
    }
}

fn is_one_metric(one: &Line<'_>, other: &Line<'_>) -> bool {
    let (a, b) = (&one.first.key, &other.first.key);
    (&a.company_key, &a.scope, &a.metric) == (&b.company_key, &b.scope, &b.metric)
}

/// Levels first, and of these the plain ones: a reader looks for them.
fn reading_order(key: &Key) -> (Measure, bool, usize) {
    let plain = [Basis::Unspecified, Basis::Gaap, Basis::NonGaap];
    let basis = plain.iter().position(|basis| *basis == key.basis).unwrap_or(plain.len());
    (key.measure, !key.adjusted_for.is_empty(), basis)
}

/// Is it a quarter or a fiscal year?
pub(super) fn is_regular(period: Period) -> bool {
    let Period::Fiscal(period) = period else { return false };
    matches!(period.part, Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4 | Part::Year)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Revenue for the first quarter of 2024 was $412 million. Cash was $90 million as of May 2, 2024. \
        For the full year 2024, we expect revenue of $1.7 billion to $1.8 billion. \
        In North America, revenue was $100 million in the first quarter of 2024.";

    #[test]
    fn headings_groups_and_quarters_first() {
        let run = crate::extract("acme_q1_2024.txt", TEXT.as_bytes());
        let run = run.map(|call| crate::check(vec![call])).unwrap();
        let plan = Plan::new(&run.kpis);
        let rows: Vec<String> = plan
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::Company(kpi) => kpi.key.company_key.to_string(),
                Entry::Scope(kpi) => format!("- {}", kpi.scope),
                Entry::Line(line, first) => {
                    let dash = if *first { "--" } else { "" };
                    format!("{dash} {} {}", line.first.key.metric, line.shown.as_str())
                }
            })
            .collect();
        assert_eq!(
            rows,
            [
                "acme",
                "- total",
                "-- revenue actual",
                " revenue guidance_low",
                " revenue guidance_high",
                "-- cash actual",
                "- North America",
                "-- revenue actual",
            ]
        );
        assert_eq!(plan.groups(), [(1, 7), (2, 5), (7, 7)]);
        let periods: Vec<String> =
            plan.periods.iter().map(|(_, period)| period.to_string()).collect();
        assert_eq!(periods, ["2024-Q1", "2024-FY", "2024-05-02"]);
    }
}
