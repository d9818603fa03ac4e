//! The main metrics over time: actual values, and guidance as bands.
//!
//! In:  the key figures of a run. Out: [`charts`], for each company the metrics that have values for the most periods.
//! Not here: drawing (`script/chart.js`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::data::{Places, name};
use crate::Run;
use crate::check::{basis_key, is_outsider};
use crate::fact::{Basis, Fact, Period};
use crate::kpi::{Kpi, Measure, Origin, Place};
use crate::quantity::Kind;
use crate::report::json::Json;
use crate::report::value::amount;
use crate::transcript::Part;

/// Charts of one company: more are no overview.
const SHOWN: usize = 8;

/// A line through fewer periods shows nothing.
const FEWEST_PERIODS: usize = 2;

/// What one chart shows: values that can be compared with each other.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Subject<'a> {
    company: &'a str,
    metric: &'a str,
    kind: Kind,
    unit: &'a str,
    basis: Basis,
    length: &'static str,
}

/// First and last day of a period, the last one first: the order of time.
type When = (NaiveDate, NaiveDate);

/// One value of a chart.
struct Point<'a> {
    period: Period,
    low: Decimal,
    high: Decimal,
    /// The mention, or the first of the facts that a derived value follows from.
    fact_id: &'a str,
    derived: bool,
}

#[derive(Default)]
struct Series<'a> {
    actual: BTreeMap<When, Point<'a>>,
    guidance: BTreeMap<When, Point<'a>>,
    mentions: usize,
}

impl Series<'_> {
    /// Periods of which somebody says something.
    fn periods(&self) -> usize {
        let said = self.actual.iter().filter(|(_, point)| !point.derived).map(|(when, _)| when);
        said.chain(self.guidance.keys()).collect::<BTreeSet<_>>().len()
    }
}

/// The charts of all companies, the main ones of each first.
pub(super) fn charts(run: &Run, places: &Places<'_>) -> Vec<Json> {
    let mut all: BTreeMap<Subject<'_>, Series<'_>> = BTreeMap::new();
    for kpi in &run.kpis {
        if let Some((subject, when)) = subject(kpi) {
            add(all.entry(subject).or_default(), run, kpi, when);
        }
    }
    let mut main: Vec<_> =
        all.iter().filter(|(_, series)| series.periods() >= FEWEST_PERIODS).collect();
    main.sort_by_key(|(subject, series)| {
        (subject.company, Reverse((series.periods(), series.mentions)), *subject)
    });
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    main.retain(|(subject, _)| {
        let count = shown.entry(subject.company).or_default();
        *count += 1;
        *count <= SHOWN
    });
    main.into_iter().map(|(subject, series)| chart(subject, series, places)).collect()
}

/// What a key figure can be shown under: a level of the whole company that leaves nothing out.
fn subject(kpi: &Kpi) -> Option<(Subject<'_>, When)> {
    let key = &kpi.key;
    if key.measure != Measure::Level || key.scope != "total" || !key.adjusted_for.is_empty() {
        return None;
    }
    let (start, end) = key.period.dates(kpi.fiscal_year_end.unwrap_or(12))?;
    let subject = Subject {
        company: &key.company_key,
        metric: &key.metric,
        kind: key.kind,
        unit: &key.unit,
        basis: basis_key(&key.metric, key.basis),
        length: length(key.period)?,
    };
    Some((subject, (end, start)))
}

/// Adds what management says of a figure, and what follows; of two bases with one meaning the first.
fn add<'a>(series: &mut Series<'a>, run: &'a Run, kpi: &'a Kpi, when: When) {
    let fact = |place: Place| place.of(run).map(|(_, fact)| fact).filter(|fact| !is_outsider(fact));
    let period = kpi.key.period;
    match kpi.actual.as_ref() {
        Some(Origin::Stated(one)) => {
            if let Some(Fact { fact_id, .. }) = fact(one.best) {
                let (low, high) = (one.low, one.high);
                let point = Point { period, low, high, fact_id, derived: false };
                series.actual.entry(when).or_insert(point);
                series.mentions = series.mentions.saturating_add(one.mentions.places.len());
            }
        }
        Some(Origin::Derived { low, high, fact_ids, .. }) => {
            if let Some(fact_id) = fact_ids.first() {
                let point = Point { period, low: *low, high: *high, fact_id, derived: true };
                series.actual.entry(when).or_insert(point);
            }
        }
        None => {}
    }
    if let Some(one) = &kpi.guidance
        && let Some(Fact { fact_id, .. }) = fact(one.best)
    {
        let point = Point { period, low: one.low, high: one.high, fact_id, derived: false };
        series.guidance.entry(when).or_insert(point);
    }
}

fn length(period: Period) -> Option<&'static str> {
    Some(match period {
        Period::Fiscal(period) => match period.part {
            Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4 => "quarters",
            Part::H1 | Part::H2 => "half years",
            Part::Year => "years",
        },
        Period::TrailingTwelveMonths(_) => "trailing twelve months",
        Period::YearToDate(_) => "years to date",
        Period::Instant(_) => "days",
        Period::ToDate | Period::Range(..) | Period::Unspecified => return None,
    })
}

fn chart(subject: &Subject<'_>, series: &Series<'_>, places: &Places<'_>) -> Json {
    let side = |side: &BTreeMap<When, Point<'_>>| {
        Json::List(side.values().map(|it| point(subject, it, places)).collect())
    };
    let both = series.actual.iter().chain(&series.guidance);
    let periods: BTreeMap<When, String> =
        both.map(|(when, point)| (*when, point.period.to_string())).collect();
    Json::Object(vec![
        ("company", Json::text(subject.company)),
        ("metric", Json::Text(name(subject.metric))),
        ("basis", Json::text(subject.basis.as_str())),
        ("kind", Json::text(subject.kind.as_str())),
        ("unit", Json::text(subject.unit)),
        ("length", Json::text(subject.length)),
        ("periods", Json::List(periods.into_values().map(Json::Text).collect())),
        ("actual", side(&series.actual)),
        ("guidance", side(&series.guidance)),
    ])
}

fn point(subject: &Subject<'_>, point: &Point<'_>, places: &Places<'_>) -> Json {
    let shown = amount(subject.kind, subject.unit, point.low, point.high);
    let shown = if point.derived { format!("{shown}, derived") } else { shown };
    Json::Object(vec![
        ("period", Json::Text(point.period.to_string())),
        ("low", Json::Text(point.low.normalize().to_string())),
        ("high", Json::Text(point.high.normalize().to_string())),
        ("value", Json::Text(shown)),
        ("kind", Json::text(if point.derived { "derived" } else { "stated" })),
        ("fact", Json::Number(places.get(point.fact_id).copied().unwrap_or_default())),
    ])
}
