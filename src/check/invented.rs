//! Facts of invented companies, for tests.

use rust_decimal::Decimal;

use super::{Family, Finding, Severity};
use crate::fact::{Aspect, Basis, Compare, Fact, Period, Status};
use crate::quantity::{Bound, Kind};
use crate::span::Span;
use crate::transcript::{FiscalPeriod, Section, SpeakerKind};

/// Reads `metric scope period = value kind [words]`: `revenue total 2024-Q1 = 1047 money guidance non_gaap yoy line=4`.
///
/// The last digit is the last one written; `low..high` is a range.
pub(crate) fn fact(text: &str) -> Fact {
    let (labels, value) = text.split_once(" = ").unwrap();
    let labels: Vec<&str> = labels.split(' ').collect();
    let mut words = value.split(' ');
    let number = words.next().unwrap();
    let (low, high) = number.split_once("..").unwrap_or((number, number));
    let read = |text: &str| text.parse::<Decimal>().unwrap();
    let kind = match words.next().unwrap() {
        "money" => Kind::Money,
        "per_share" => Kind::PerShare,
        "percent" => Kind::Percent,
        "points" => Kind::PercentagePoints,
        "bps" => Kind::BasisPoints,
        "count" => Kind::Count,
        other => panic!("unknown kind {other}"),
    };
    let unit = if matches!(kind, Kind::Money | Kind::PerShare) { "USD" } else { "" };
    let mut fact = Fact {
        fact_id: String::new(),
        call_id: "acme-2024-q1".into(),
        company_key: "acme".into(),
        source_file: "acme.txt".into(),
        line: 1,
        span: Span::default(),
        source_span: Span::default(),
        quote: number.into(),
        sentence: Span::default(),
        passage: 0,
        turn: 0,
        kind,
        unit: unit.into(),
        low: read(low),
        high: read(high),
        resolution: Decimal::new(1, read(low).scale()),
        bound: Bound::Exact,
        metric: labels[0].into(),
        metric_text: "".into(),
        scope: labels[1].into(),
        basis: Basis::Unspecified,
        aspect: Aspect::Level,
        compare: Compare::None,
        period: period(labels[2]),
        status: Status::Actual,
        superseded: false,
        adjusted_for: "".into(),
        speaker: None,
        speaker_role: None,
        speaker_kind: SpeakerKind::Executive,
        section: Section::Prepared,
        why: [].into(),
    };
    for word in words {
        match word {
            "superseded" => fact.superseded = true,
            "guidance" => fact.status = Status::Guidance,
            "gaap" => fact.basis = Basis::Gaap,
            "non_gaap" => fact.basis = Basis::NonGaap,
            "organic" => fact.basis = Basis::Organic,
            "yoy" => (fact.aspect, fact.compare) = (Aspect::Change, Compare::Yoy),
            "qoq" => (fact.aspect, fact.compare) = (Aspect::Change, Compare::Qoq),
            "share" => fact.aspect = Aspect::Share,
            "analyst" => fact.speaker_kind = SpeakerKind::Analyst,
            "about" => fact.bound = Bound::Approx,
            "over" => fact.bound = Bound::AtLeast,
            word => match word.split_once('=').unwrap() {
                ("line", line) => fact.line = line.parse().unwrap(),
                ("name", name) => fact.metric_text = name.into(),
                ("call", call) => fact.call_id = call.into(),
                ("without", what) => fact.adjusted_for = what.into(),
                (other, _) => panic!("unknown word {other}"),
            },
        }
    }
    fact.passage = fact.line;
    fact.span = Span::new(fact.line * 1000, fact.line * 1000 + 10);
    fact.sentence = Span::new(fact.line * 1000, fact.line * 1000 + 100);
    fact.fact_id = format!("{}-{}", fact.call_id, text.replace(' ', "_"));
    fact
}

/// Reads the period labels of the facts table.
pub(crate) fn period(text: &str) -> Period {
    let fiscal = |text: &str| text.parse::<FiscalPeriod>();
    if let Some(rest) = text.strip_prefix("TTM-") {
        return Period::TrailingTwelveMonths(fiscal(rest).unwrap());
    }
    if let Some(rest) = text.strip_prefix("YTD-") {
        return Period::YearToDate(fiscal(rest).unwrap());
    }
    if let Some((first, last)) = text.split_once('/') {
        return fiscal(first)
            .and_then(|first| Ok(Period::Range(first, fiscal(last)?)))
            .unwrap_or(Period::Unspecified);
    }
    match text {
        "TO-DATE" => Period::ToDate,
        text => fiscal(text).map_or_else(
            |_| text.parse().map_or(Period::Unspecified, Period::Instant),
            Period::Fiscal,
        ),
    }
}

/// A finding about facts.
pub(crate) fn finding(severity: Severity, fact_ids: &[&str]) -> Finding {
    Finding {
        finding_id: String::new(),
        call_id: String::new(),
        family: Family::Ratio,
        check: String::new(),
        severity,
        fact_ids: fact_ids.iter().map(|id| (*id).to_owned()).collect(),
        left: None,
        right: None,
        gap: None,
        headline: String::new(),
        message: String::new(),
        suggestion: String::new(),
    }
}
