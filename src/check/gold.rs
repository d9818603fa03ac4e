//! Checks over the hand-made facts of `../shared/gold`, where that folder is present.
//!
//! Writes `facts.csv` and `findings.csv` to `target/gold-check/`, for `../shared/eval/score_checks.py`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;

use super::invented::{fact, period};
use super::ties::tie;
use crate::Extraction;
use crate::fact::{Aspect, Basis, Call, Compare, Fact, Status};
use crate::quantity::{Bound, Kind};
use crate::span::Span;
use crate::transcript::{PeriodSource, Section, SpeakerKind};

/// The last digit that a mention says.
fn resolution(mention: &str, value: Decimal, kind: Kind) -> Decimal {
    let number: String = mention
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let number = number.trim_end_matches(['.', ',']).replace(',', "");
    let scale = [("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1000)]
        .iter()
        .find(|(word, _)| mention.contains(word))
        .map(|(_, scale)| Decimal::from(*scale));
    let decimals = number.split_once('.').map_or(0, |(_, rest)| rest.len() as u32);
    if let Some(scale) = scale {
        return scale / Decimal::from(10_u64.pow(decimals));
    }
    if decimals > 0 {
        return Decimal::new(1, decimals);
    }
    let mut last = Decimal::ONE;
    if !matches!(kind, Kind::Percent) && value.abs() >= Decimal::TEN {
        while (value / (last * Decimal::TEN)).fract().is_zero() {
            last *= Decimal::TEN;
        }
    }
    last
}

fn read(call_id: &str, text: &str) -> Vec<Fact> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let mut facts = Vec::new();
    for (number, row) in lines.enumerate() {
        let cells: HashMap<&str, &str> = names.iter().copied().zip(row.split('\t')).collect();
        let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
        let Ok(low) = cell("low").parse::<Decimal>() else { continue };
        let kind = Kind::of_word(cell("kind")).unwrap();
        let line: usize = cell("line").parse().unwrap();
        let mut row = fact("eps total 2024-Q1 = 1 money");
        row.fact_id = format!("{call_id}-{number:04}");
        row.call_id = call_id.into();
        row.company_key = call_id.split(['-', '_']).next().unwrap().into();
        row.source_file = format!("{call_id}.txt").into();
        row.line = line;
        row.passage = line;
        row.span = Span::new(line * 100_000 + number, line * 100_000 + number);
        row.sentence = Span::new(line * 100_000, line * 100_000 + 1);
        row.quote = cell("mention").into();
        row.kind = kind;
        row.unit = cell("unit").into();
        row.low = low;
        row.high = cell("high").parse().unwrap();
        row.resolution = resolution(cell("mention"), low, kind);
        row.bound = [
            Bound::Approx,
            Bound::AtLeast,
            Bound::AtMost,
            Bound::Nearly,
            Bound::JustOver,
            Bound::Vague,
        ]
        .into_iter()
        .find(|bound| bound.as_str() == cell("bound"))
        .unwrap_or(Bound::Exact);
        row.metric = cell("metric").into();
        row.scope = cell("scope").into();
        row.basis =
            [Basis::Gaap, Basis::NonGaap, Basis::Organic, Basis::Reported, Basis::ConstantCurrency]
                .into_iter()
                .find(|basis| basis.as_str() == cell("basis"))
                .unwrap_or(Basis::Unspecified);
        row.aspect = [Aspect::Change, Aspect::Share, Aspect::Impact]
            .into_iter()
            .find(|aspect| aspect.as_str() == cell("aspect"))
            .unwrap_or(Aspect::Level);
        row.compare =
            [Compare::Yoy, Compare::Qoq, Compare::Ytd, Compare::Other, Compare::Unspecified]
                .into_iter()
                .find(|compare| compare.as_str() == cell("compare"))
                .unwrap_or(Compare::None);
        row.period = period(cell("period"));
        row.status = if cell("status") == "guidance" { Status::Guidance } else { Status::Actual };
        row.adjusted_for = cell("adjusted_for").into();
        row.speaker = Some(cell("speaker")).filter(|speaker| !speaker.is_empty()).map(Into::into);
        row.speaker_kind = SpeakerKind::Executive;
        row.section = if cell("section") == "qa" { Section::Qa } else { Section::Prepared };
        facts.push(row);
    }
    facts
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[test]
fn gold_facts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = root.join("../shared/gold");
    let Ok(calls) = std::fs::read_to_string(gold.join("calls.tsv")) else {
        eprintln!("skipped: no ../shared/gold");
        return;
    };
    let mut extractions = Vec::new();
    for row in calls.lines().skip(1) {
        let (call_id, file) = row.split_once('\t').unwrap();
        let facts =
            read(call_id, &std::fs::read_to_string(gold.join(format!("{call_id}.tsv"))).unwrap());
        let label = call_id.replace('_', "-").to_uppercase();
        let parts: Vec<&str> = label.split('-').collect();
        let year = parts.iter().find(|part| part.len() == 4 && part.starts_with("20")).unwrap();
        let quarter = parts.iter().find(|part| part.len() == 2 && part.starts_with('Q')).unwrap();
        let stem = Path::new(file).file_stem().unwrap().to_str().unwrap().to_owned();
        let call = Call {
            call_id: call_id.to_owned(),
            source_file: format!("{stem}.txt"),
            company: None,
            company_key: call_id.split(['-', '_']).next().unwrap().to_owned(),
            ticker: None,
            period: Some(format!("{year}-{quarter}").parse().unwrap()),
            period_source: PeriodSource::Text,
            fiscal_year_end: None,
        };
        let transcript = crate::transcript::read(call_id, b"Nothing.").unwrap();
        extractions.push(Extraction {
            transcript,
            call,
            facts: facts
                .into_iter()
                .map(|fact| Fact { source_file: format!("{stem}.txt").into(), ..fact })
                .collect(),
            numerals: Vec::new(),
            translations: Vec::new(),
        });
    }
    let findings = tie(&extractions, &super::Ready::from(super::Checks::built_in())).0;
    let mut table =
        "finding_id,call_id,family,check,severity,fact_ids,left,right,gap,message,suggestion\n"
            .to_owned();
    let shown = |number: Option<Decimal>| number.map_or(String::new(), |number| number.to_string());
    for row in &findings {
        let cells = [
            row.finding_id.clone(),
            row.call_id.clone(),
            row.family.as_str().to_owned(),
            row.check.clone(),
            row.severity.as_str().to_owned(),
            row.fact_ids.join(";"),
            shown(row.left),
            shown(row.right),
            shown(row.gap),
            row.message.clone(),
            row.suggestion.clone(),
        ];
        writeln!(table, "{}", cells.map(|cell| quoted(&cell)).join(",")).unwrap();
    }
    let out = root.join("target/gold-check");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("findings.csv"), table).unwrap();
    let mut table = "fact_id,call_id,source_file,line\n".to_owned();
    for fact in extractions.iter().flat_map(|extraction| &extraction.facts) {
        writeln!(table, "{},{},{},{}", fact.fact_id, fact.call_id, fact.source_file, fact.line)
            .unwrap();
    }
    std::fs::write(out.join("facts.csv"), table).unwrap();
    assert!(!findings.is_empty());
}
