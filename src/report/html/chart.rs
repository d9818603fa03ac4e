//! The main metrics over time: actual values, and guidance as bands.
//!
//! In:  the facts of a run. Out: [`charts`], for each company the metrics that have values for the most periods.
//! Not here: drawing (`script/chart.js`).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::best::best;
use super::data::{Places, name};
use crate::check::basis_key;
use crate::fact::{Aspect, Basis, Fact, Period, Status};
use crate::quantity::Kind;
use crate::report::json::Json;
use crate::report::value::value;
use crate::transcript::{Part, SpeakerKind};
use crate::{Extraction, Run};

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

#[derive(Default)]
struct Series<'a> {
    actual: BTreeMap<When, Vec<&'a Fact>>,
    guidance: BTreeMap<When, Vec<&'a Fact>>,
}

impl Series<'_> {
    fn periods(&self) -> usize {
        let only = self.guidance.keys().filter(|when| !self.actual.contains_key(*when)).count();
        self.actual.len().saturating_add(only)
    }

    fn mentions(&self) -> usize {
        self.actual.values().chain(self.guidance.values()).map(Vec::len).sum()
    }
}

/// The charts of all companies, the main ones of each first.
pub(super) fn charts(run: &Run, places: &Places<'_>) -> Vec<Json> {
    let mut all: BTreeMap<Subject<'_>, Series<'_>> = BTreeMap::new();
    for one in &run.extractions {
        for fact in &one.facts {
            if let Some((subject, when)) = subject(one, fact) {
                let series = all.entry(subject).or_default();
                let side = match fact.status {
                    Status::Actual => &mut series.actual,
                    Status::Guidance => &mut series.guidance,
                };
                side.entry(when).or_default().push(fact);
            }
        }
    }
    let mut main: Vec<_> =
        all.iter().filter(|(_, series)| series.periods() >= FEWEST_PERIODS).collect();
    main.sort_by_key(|(subject, series)| {
        (subject.company, Reverse((series.periods(), series.mentions())), *subject)
    });
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    main.retain(|(subject, _)| {
        let count = shown.entry(subject.company).or_default();
        *count += 1;
        *count <= SHOWN
    });
    main.into_iter().map(|(subject, series)| chart(subject, series, places)).collect()
}

/// What a fact can be shown under: a level of the whole company, said by who knows it.
fn subject<'a>(one: &'a Extraction, fact: &'a Fact) -> Option<(Subject<'a>, When)> {
    let outsider = matches!(fact.speaker_kind, SpeakerKind::Analyst | SpeakerKind::Operator);
    if fact.aspect != Aspect::Level || fact.scope != "total" || fact.metric == "other" || outsider {
        return None;
    }
    let (start, end) = fact.period.dates(one.call.fiscal_year_end.unwrap_or(12))?;
    let subject = Subject {
        company: &one.call.company_key,
        metric: &fact.metric,
        kind: fact.kind,
        unit: &fact.unit,
        basis: basis_key(&fact.metric, fact.basis),
        length: length(fact.period)?,
    };
    Some((subject, (end, start)))
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
    let side = |side: &BTreeMap<When, Vec<&Fact>>| {
        let best = side.values().filter_map(|mentions| best(mentions));
        Json::List(best.map(|fact| point(fact, places)).collect())
    };
    let mut periods: BTreeMap<When, String> = BTreeMap::new();
    for (when, mentions) in series.actual.iter().chain(&series.guidance) {
        periods.extend(mentions.first().map(|fact| (*when, fact.period.to_string())));
    }
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

fn point(fact: &Fact, places: &Places<'_>) -> Json {
    Json::Object(vec![
        ("period", Json::Text(fact.period.to_string())),
        ("low", Json::Text(fact.low.normalize().to_string())),
        ("high", Json::Text(fact.high.normalize().to_string())),
        ("value", Json::Text(value(fact))),
        ("fact", Json::Number(places.get(fact.fact_id.as_str()).copied().unwrap_or_default())),
    ])
}
