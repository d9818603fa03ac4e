//! Key figures of two calls of an invented company.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use tickmark::kpi::{Kpi, Origin, Stated};

const FIRST: &str = "Brackwater Instruments Q1 2024 Earnings Call\n\
    \n\
    Ines Falk, Chief Financial Officer: Revenue for the first quarter was $412.5 million, up 10% year-over-year. \
    Gross profit was $165 million, and gross margin was 40.0%. \
    Revenue in our Sensors segment was $300 million and revenue in our Valves segment was $112.5 million. \
    For the second quarter, we expect revenue of $420 million to $430 million.\n\
    \n\
    Tom Reyes, Analyst: You said revenue was about $410 million in the first quarter?\n";

const SECOND: &str = "Brackwater Instruments Q2 2024 Earnings Call\n\
    \n\
    Ines Falk, Chief Financial Officer: Revenue for the second quarter was $437 million. \
    Revenue in the first half was $849.5 million. \
    For the third quarter, we expect revenue of $440 million to $450 million.\n\
    \n\
    Tom Reyes, Analyst: Thank you, that is clear.\n";

fn kpis() -> Vec<Kpi> {
    let calls = [("brackwater_q1_2024.txt", FIRST), ("brackwater_q2_2024.txt", SECOND)];
    let calls = calls.map(|(name, text)| tickmark::extract(name, text.as_bytes()).unwrap());
    tickmark::check(calls.into()).kpis
}

/// `actual; guidance; outcome` of one figure.
fn shown(kpis: &[Kpi], metric: &str, scope: &str, measure: &str, period: &str) -> String {
    let found: Vec<&Kpi> = kpis
        .iter()
        .filter(|kpi| kpi.key.metric == metric && kpi.scope == scope)
        .filter(|kpi| kpi.key.measure.as_str() == measure)
        .filter(|kpi| kpi.key.period.to_string() == period)
        .collect();
    let [kpi] = found[..] else { panic!("{metric} {scope} {period}: {} rows", found.len()) };
    let stated = |one: &Stated| {
        let (low, high) = (one.low.normalize(), one.high.normalize());
        let mentions = &one.mentions;
        let range = if low == high { low.to_string() } else { format!("{low} to {high}") };
        format!("{range} ({} {})", mentions.places.len(), mentions.agreement.as_str())
    };
    let actual = kpi.actual.as_ref().map(|origin| match origin {
        Origin::Stated(one) => stated(one),
        Origin::Derived { low, high, check, .. } => format!("{low} to {high} by {check}"),
    });
    let guidance = kpi.guidance.as_ref().map(stated);
    let outcome = kpi.outcome.map_or("", |outcome| outcome.as_str());
    format!("{}; {}; {outcome}", actual.unwrap_or_default(), guidance.unwrap_or_default())
}

#[rustfmt::skip]
const TABLE: &[([&str; 4], &str)] = &[
    // metric, scope, measure, period                        actual; guidance; outcome
    (["revenue", "total", "level", "2024-Q1"],               "412500000 (2 agree); ; "),
    (["revenue", "total", "change_yoy", "2024-Q1"],          "10 (1 once); ; "),
    (["revenue", "Sensors", "level", "2024-Q1"],             "300000000 (1 once); ; "),
    (["revenue", "total", "level", "2024-Q2"],               "437000000 (1 once); 420000000 to 430000000 (1 once); above"),
    (["revenue", "total", "level", "2024-H1"],               "849500000 (1 once); ; "),
    (["revenue", "total", "level", "2024-Q3"],               "; 440000000 to 450000000 (1 once); "),
    (["revenue", "total", "level", "2023-Q1"],               "373200000 to 376800000 by growth_yoy; ; "),
    (["gross_margin", "total", "level", "2024-Q1"],          "40 (1 once); ; "),
];

#[test]
fn table() {
    let kpis = kpis();
    for ([metric, scope, measure, period], expected) in TABLE {
        let found = shown(&kpis, metric, scope, measure, period);
        assert_eq!(found, *expected, "given: {metric} {scope} {measure} {period}");
    }
}

#[test]
fn in_the_order_of_time() {
    let kpis = kpis();
    let revenue = kpis
        .iter()
        .filter(|kpi| kpi.key.metric == "revenue" && kpi.key.scope == "total")
        .filter(|kpi| kpi.key.measure.as_str() == "level");
    let found: Vec<String> = revenue.map(|kpi| kpi.key.period.to_string()).collect();
    assert_eq!(found, ["2023-Q1", "2024-Q1", "2024-Q2", "2024-H1", "2024-Q3"]);
}
