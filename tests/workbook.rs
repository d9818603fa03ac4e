//! The workbook of a run over hostile texts, read back.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;
use tickmark::Run;
use tickmark::check::Severity;
use tickmark::fact::Period;
use tickmark::table::{Format, write};
use tickmark::transcript::{FiscalPeriod, Part};

const SHEETS: [&str; 4] = ["KPIs", "Facts", "Findings", "Calls"];

const TEXT: &str = "Ada Quill - Chief Financial Officer\nRevenue for the first quarter of 2024 was $412 million. \
    Our gross margin in the first quarter of 2024 was 40%. Again, first quarter 2024 revenue was about $430 million. \
    For the second quarter of 2024, we expect revenue of $420 million to $430 million.";

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

/// A run in which `change` has made the facts hostile.
fn run(change: impl Fn(usize, &mut tickmark::fact::Fact)) -> Run {
    let mut call = tickmark::extract("acme_q1_2024.txt", TEXT.as_bytes()).unwrap();
    call.facts.iter_mut().enumerate().for_each(|(place, fact)| change(place, fact));
    tickmark::check(vec![call])
}

fn read(run: &Run, name: &str) -> Xlsx<BufReader<File>> {
    let out = folder(name);
    let written = write(run, &out, &[Format::Xlsx]).unwrap();
    assert_eq!(written.files, [out.join("tickmark.xlsx")]);
    open_workbook(out.join("tickmark.xlsx")).unwrap()
}

/// The rows of a sheet with a header in its first row, by the names of the columns.
fn rows(book: &mut Xlsx<BufReader<File>>, sheet: &str) -> Vec<HashMap<String, Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    let names: Vec<String> = range.headers().unwrap();
    let rows = range.rows().skip(1);
    rows.map(|row| names.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn cells_have_their_types() {
    let mut book = read(&run(|_, _| {}), "types");
    assert_eq!(book.sheet_names(), SHEETS);
    let facts = rows(&mut book, "Facts");
    let revenue = &facts[0];
    assert_eq!(revenue["fact_id"], text("acme_q1_2024-0001"));
    assert_eq!(revenue["metric"], text("revenue"));
    assert_eq!(revenue["metric_name"], text("Revenue"));
    assert_eq!(revenue["quote"], text("$412 million"));
    assert_eq!(revenue["value_low"], Data::Float(412_000_000.0));
    assert_eq!(revenue["line"], Data::Float(2.0));
    // 2024-01-01 is day 45292 of spreadsheets.
    let Data::DateTime(start) = revenue["period_start"] else { panic!("no date: {revenue:?}") };
    assert_eq!(start.as_f64(), 45_292.0);
    assert_eq!(revenue["compare"], Data::Empty);
    assert!(!revenue.contains_key("value_low_text"), "no value is too long");
    let kpis = book.worksheet_range("KPIs").unwrap();
    let shown: Vec<Vec<Data>> = kpis.rows().skip(1).take(6).map(<[Data]>::to_vec).collect();
    let empty = Data::Empty;
    #[rustfmt::skip]
    let expected = [
        ["Company", "Scope", "Metric", "Unit"].map(text).into_iter().chain(["2024-Q1", "2024-Q2"].map(text)).collect::<Vec<_>>(),
        vec![text("acme"), empty.clone(), empty.clone(), empty.clone(), empty.clone(), empty.clone()],
        vec![text("acme"), text("Whole company"), empty.clone(), empty.clone(), empty.clone(), empty.clone()],
        vec![text("acme"), text("Whole company"), text("Revenue"), text("USD"), Data::Float(412_000_000.0), empty.clone()],
        vec![text("acme"), text("Whole company"), text("Revenue: guidance, low"), text("USD"), empty.clone(), Data::Float(420_000_000.0)],
        vec![text("acme"), text("Whole company"), text("Revenue: guidance, high"), text("USD"), empty, Data::Float(430_000_000.0)],
    ];
    assert_eq!(shown, expected);
}

#[test]
fn the_worst_findings_come_first() {
    let mut run = run(|_, _| {});
    let [first, second, third] = [Severity::Pass, Severity::Error, Severity::Note]
        .map(|severity| tickmark::check::Finding { severity, ..run.findings[0].clone() });
    run.findings = vec![first, second, third];
    let findings = rows(&mut read(&run, "severity"), "Findings");
    let found: Vec<&Data> = findings.iter().map(|row| &row["severity"]).collect();
    assert_eq!(found, [&text("error"), &text("note"), &text("pass")]);
}

#[test]
fn no_text_is_a_formula_or_breaks_the_file() {
    const HOSTILE: [&str; 6] = [
        "=HYPERLINK(\"http://evil.example\",\"click\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1:A9)",
        "</t></is></c><c><f>1+1</f></c>",
        "bell \u{7} and _x0041_ and \u{ffff}",
    ];
    let run = run(|place, fact| {
        fact.speaker = Some(HOSTILE[place % HOSTILE.len()].into());
        fact.speaker_role = Some(HOSTILE[(place + 4) % HOSTILE.len()].into());
        fact.scope = HOSTILE[(place + 1) % HOSTILE.len()].into();
        fact.adjusted_for = HOSTILE[(place + 2) % HOSTILE.len()].into();
        fact.unit = HOSTILE[(place + 3) % HOSTILE.len()].into();
        fact.quote = HOSTILE[(place + 5) % HOSTILE.len()].into();
    });
    let mut book = read(&run, "hostile");
    for sheet in SHEETS {
        let formulas = book.worksheet_formula(sheet).unwrap();
        assert_eq!(formulas.used_cells().next(), None, "a formula in {sheet}");
    }
    let facts = rows(&mut book, "Facts");
    for (place, row) in facts.iter().enumerate() {
        let said = HOSTILE[place % HOSTILE.len()];
        if !said.contains('\u{7}') {
            assert_eq!(row["speaker"], text(said));
        }
    }
}

#[test]
fn digits_that_no_cell_shows_stand_beside_it_as_text() {
    let long = "1234567890.1234567";
    let run = run(|place, fact| {
        if place == 0 {
            fact.low = long.parse().unwrap();
            fact.high = Decimal::MAX;
        }
    });
    let facts = rows(&mut read(&run, "digits"), "Facts");
    assert_eq!(facts[0]["value_low_text"], text(long));
    assert_eq!(facts[0]["value_low"], Data::Float(1_234_567_890.123_456_7));
    assert_eq!(facts[0]["value_high_text"], text(&Decimal::MAX.to_string()));
    assert_eq!(facts[1]["value_low_text"], Data::Empty);
}

#[test]
fn texts_longer_than_a_cell_are_cut() {
    let run = run(|_, fact| fact.metric_text = "word ".repeat(10_000).into());
    let facts = rows(&mut read(&run, "long"), "Facts");
    let Data::String(cut) = &facts[0]["metric_text"] else { panic!("no text") };
    assert_eq!(cut.encode_utf16().count(), 32_767);
    assert!(cut.ends_with('…'));
}

/// More periods than a sheet has columns: the other formats are written.
#[test]
fn what_no_workbook_holds_is_left_out() {
    let mut run = run(|_, _| {});
    let kpi = run.kpis[0].clone();
    run.kpis = (0..4096_i32)
        .flat_map(|year| {
            [Part::Q1, Part::Q2, Part::Q3, Part::Q4].map(|part| FiscalPeriod { year, part })
        })
        .map(|period| {
            let mut one = kpi.clone();
            one.key.period = Period::Fiscal(period);
            one
        })
        .collect();
    let out = folder("large");
    fs::write(out.join("tickmark.xlsx"), "old").unwrap();
    let written = write(&run, &out, &[Format::Csv, Format::Xlsx]).unwrap();
    assert!(written.files.contains(&out.join("kpis_wide.csv")));
    let [(path, reason)] = &written.left_out[..] else { panic!("all is written") };
    assert_eq!(*path, out.join("tickmark.xlsx"));
    assert_eq!(
        reason,
        "16384 periods are more than the 16384 columns of a sheet hold: give fewer calls at a time, or another --format"
    );
    // The workbook of an earlier run says something else now.
    assert!(written.stale.contains(&out.join("tickmark.xlsx")));
}

#[test]
fn a_run_without_anything_is_a_workbook() {
    let mut book = read(&Run::default(), "empty");
    assert_eq!(book.sheet_names(), SHEETS);
    assert_eq!(rows(&mut book, "Facts").len(), 0);
}
