//! What a cell of the KPIs sheet has to say for itself.
//!
//! In:  a key figure. Out: the text of its note. Not here: the value (`kpi_sheet.rs`).

use rust_decimal::Decimal;

use super::fact_rows::FactRows;
use crate::Run;
use crate::check::{amount, source};
use crate::fact::Fact;
use crate::kpi::{Agreement, Kpi, Origin, Outcome, Shown, Stated};
use crate::quantity::Bound;
use crate::transcript::Section;

/// Digits that every spreadsheet shows.
const DIGITS: usize = 15;

/// The note of the value that a line shows.
pub(super) fn note(kpi: &Kpi, shown: Shown, run: &Run, facts: &FactRows<'_>) -> String {
    let lines = match (shown, &kpi.actual) {
        (Shown::Actual, Some(Origin::Stated(one))) => actual(one, kpi.outcome, run),
        (Shown::Actual, Some(Origin::Derived { low, high, check, fact_ids })) => {
            derived((*low, *high), check, fact_ids, facts)
        }
        (Shown::Actual, None) => Vec::new(),
        (Shown::GuidanceLow | Shown::GuidanceHigh, _) => {
            kpi.guidance.as_ref().map_or_else(Vec::new, |one| said(one, run))
        }
    };
    lines.join("\n")
}

fn actual(one: &Stated, outcome: Option<Outcome>, run: &Run) -> Vec<String> {
    let middle =
        (one.low != one.high).then(|| format!("The middle of {}", range(one.low, one.high)));
    let outcome = outcome.map(|outcome| match outcome {
        Outcome::Above => "Above the guidance",
        Outcome::Within => "Within the guidance",
        Outcome::Below => "Below the guidance",
    });
    said(one, run).into_iter().chain(middle).chain(outcome.map(str::to_owned)).collect()
}

/// Quote, speaker, place, and how often it is said.
fn said(one: &Stated, run: &Run) -> Vec<String> {
    let best = one.best.of(run).map(|(_, fact)| fact);
    best.map_or_else(Vec::new, quoted).into_iter().chain([mentions(one)]).collect()
}

fn quoted(fact: &Fact) -> Vec<String> {
    let hedge = match fact.bound {
        Bound::Exact => String::new(),
        bound => format!(" ({})", bound.as_str().replace('_', " ")),
    };
    let role = fact.speaker_role.as_ref().map_or(String::new(), |role| format!(", {role}"));
    let section = match fact.section {
        Section::Prepared => "prepared remarks",
        Section::Qa => "questions and answers",
    };
    let speaker = fact.speaker.as_deref().unwrap_or("Unknown speaker");
    let exact = [fact.low, fact.high].into_iter().filter(|value| is_long(*value));
    let exact = exact.map(|value| format!("Exactly {}", value.normalize()));
    [format!("\"{}\"{hedge}", fact.quote), format!("{speaker}{role}")]
        .into_iter()
        .chain([format!("{}, line {}, {section}", fact.call_id, fact.line)])
        .chain(exact)
        .collect()
}

fn mentions(one: &Stated) -> String {
    let number = one.mentions.places.len();
    match one.mentions.agreement {
        Agreement::Once => "Said once".to_owned(),
        Agreement::Agree => format!("Said {number} times, and all agree"),
        Agreement::Disagree => {
            let range = range(one.mentions.lowest, one.mentions.highest);
            format!("Said {number} times, and not all can be true: {range}")
        }
    }
}

fn derived(
    ends: (Decimal, Decimal),
    check: &str,
    ids: &[String],
    facts: &FactRows<'_>,
) -> Vec<String> {
    let sources = ids.iter().map(|id| {
        let fact = facts.get(id);
        fact.map_or_else(|| id.clone(), |fact| format!("- {} {}", fact.metric, source(fact, "")))
    });
    [format!("Nobody said it: it follows by {check}"), range(ends.0, ends.1)]
        .into_iter()
        .chain(["From:".to_owned()])
        .chain(sources)
        .collect()
}

fn range(low: Decimal, high: Decimal) -> String {
    if low == high { amount(low) } else { format!("{} to {}", amount(low), amount(high)) }
}

/// Has it more digits than a spreadsheet shows?
pub(super) fn is_long(value: Decimal) -> bool {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() > DIGITS
}

/// Width and height in pixels that hold a note.
pub(super) fn size(text: &str) -> (u32, u32) {
    const WIDTH: u32 = 320;
    /// Characters of a line of that width, and pixels of its height.
    const CHARACTERS: usize = 52;
    const LINE: u32 = 14;
    let lines: usize =
        text.lines().map(|line| line.chars().count().div_ceil(CHARACTERS).max(1)).sum();
    let lines = u32::try_from(lines).unwrap_or(u32::MAX).min(40);
    (WIDTH, LINE.saturating_mul(lines.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ada Quill - Chief Financial Officer\nRevenue for the first quarter of 2024 was $412 million. \
        Our gross margin in the first quarter of 2024 was 40%. Again, first quarter 2024 revenue was about $430 million. \
        For the second quarter of 2024, we expect revenue of $420 million to $430 million.";

    const GROWTH: &str =
        "Revenue for the first quarter of 2024 was $412 million, up 3% year-over-year.";

    fn notes(text: &str) -> Vec<(String, String)> {
        let run = crate::extract("acme_q1_2024.txt", text.as_bytes());
        let run = run.map(|call| crate::check(vec![call])).unwrap();
        let facts = FactRows::new(&run);
        let shown = [Shown::Actual, Shown::GuidanceLow];
        let notes = run.kpis.iter().flat_map(|kpi| {
            shown.map(|shown| {
                (format!("{} {}", kpi.key.metric, kpi.key.period), note(kpi, shown, &run, &facts))
            })
        });
        notes.filter(|(_, note)| !note.is_empty()).collect()
    }

    fn of(text: &str, key: &str) -> String {
        notes(text).into_iter().find(|(of, _)| of == key).unwrap().1
    }

    #[test]
    fn what_was_said() {
        let revenue = of(TEXT, "revenue 2024-Q1");
        assert!(revenue.starts_with("\"$412 million\"\n"), "{revenue}");
        assert!(revenue.contains("\nacme_q1_2024, line 2, prepared remarks\n"), "{revenue}");
        let last = "Said 2 times, and not all can be true: 412 million to 430 million";
        assert!(revenue.ends_with(last), "{revenue}");
        assert!(of(TEXT, "gross_margin 2024-Q1").ends_with("Said once"));
        assert!(of(TEXT, "revenue 2024-Q2").starts_with("\"$420 million to $430 million\"\n"));
    }

    #[test]
    fn what_follows_names_its_sources() {
        let before = of(GROWTH, "revenue 2023-Q1");
        assert!(before.starts_with("Nobody said it: it follows by growth_yoy\n"), "{before}");
        let sources = "\n- revenue \"$412 million\" (acme_q1_2024 line 1)\n- revenue \"3%\" (acme_q1_2024 line 1)";
        assert!(before.ends_with(sources), "{before}");
    }

    #[test]
    fn long_values() {
        assert!(!is_long("1047000000000000000".parse().unwrap()));
        assert!(!is_long("123456789.012345".parse().unwrap()));
        assert!(is_long("1234567890.123456".parse().unwrap()));
    }
}
