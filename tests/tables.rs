//! The tables of a run over invented facts, read back from their files.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader, SerializedFileReader};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use tickmark::check::{Family, Finding, Severity, TranslationRow, TranslationVerdict};
use tickmark::fact::{
    Aspect, Basis, Call, Compare, Confidence, Fact, Numeral, Period, Status, Why,
};
use tickmark::quantity::{Bound, Kind, Reason};
use tickmark::table::{Format, tables, write};
use tickmark::transcript::{FiscalPeriod, Part, PeriodSource, Section, SpeakerKind};
use tickmark::{Error, Extraction, Run, Span};

const QUARTER: FiscalPeriod = FiscalPeriod { year: 2024, part: Part::Q3 };

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn fact(number: usize, quote: &str, kind: Kind, low: &str, high: &str) -> Fact {
    let why = |label, confidence| Why { label, confidence, because: "invented".into() };
    Fact {
        fact_id: format!("orrin-2024-q3-{number:04}"),
        call_id: "orrin-2024-q3".into(),
        company_key: "orrin".into(),
        source_file: "calls/orrin.txt".into(),
        line: number,
        span: Span::new(10, 10 + quote.len()),
        source_span: Span::new(13, 13 + quote.len()),
        quote: quote.into(),
        sentence: Span::new(0, 100),
        passage: 0,
        turn: 0,
        kind,
        unit: if kind == Kind::Money { "USD".into() } else { "".into() },
        low: low.parse().unwrap(),
        high: high.parse().unwrap(),
        resolution: "1000000".parse().unwrap(),
        bound: Bound::Approx,
        metric: "revenue".into(),
        metric_text: "=revenue, \"net\"\nof returns".into(),
        scope: "total".into(),
        basis: Basis::Gaap,
        aspect: Aspect::Level,
        compare: Compare::None,
        period: Period::Fiscal(QUARTER),
        status: Status::Actual,
        superseded: false,
        adjusted_for: "".into(),
        speaker: Some("Ada Quill".into()),
        speaker_role: None,
        speaker_kind: SpeakerKind::Executive,
        section: Section::Prepared,
        why: [why("metric", Confidence::Stated), why("period", Confidence::Carried)].into(),
    }
}

fn extraction() -> Extraction {
    let numeral = |quote: &str, fact_ids: &[&str], reason| Numeral {
        line: 1,
        span: Span::new(10, 10 + quote.len()),
        source_span: Span::new(13, 13 + quote.len()),
        quote: quote.to_owned(),
        fact_ids: fact_ids.iter().map(|id| (*id).to_owned()).collect(),
        reason,
    };
    let mut transcript =
        tickmark::transcript::read("calls/orrin.txt", b"Nothing to see.\n").unwrap();
    transcript.turns.truncate(0);
    Extraction {
        transcript,
        call: Call {
            call_id: "orrin-2024-q3".to_owned(),
            source_file: "calls/orrin.txt".to_owned(),
            company: Some("Orrin Mills".to_owned()),
            company_key: "orrin".to_owned(),
            ticker: None,
            period: Some(QUARTER),
            period_source: PeriodSource::Text,
            fiscal_year_end: Some(6),
        },
        facts: vec![
            fact(1, "$1.05 billion to $1.06 billion", Kind::Money, "1050000000", "1060000000.50"),
            fact(2, "-3%", Kind::Percent, "-3", "-3.000"),
            fact(3, "a lot", Kind::Money, "79228162514264337593543950335", "0.0000001"),
        ],
        numerals: vec![
            numeral("1.05", &["orrin-2024-q3-0001", "orrin-2024-q3-0002"], None),
            numeral("2024", &[], Some(Reason::Year)),
        ],
        translations: vec![TranslationRow {
            call_id: "orrin-2024-q3".to_owned(),
            source_file: "calls/orrin.txt".to_owned(),
            fact_id: "orrin-2024-q3-0001".to_owned(),
            line: 1,
            quote: "$1.05 billion".to_owned(),
            line_translated: 2,
            quote_translated: "10.5 億美元".to_owned(),
            verdict: TranslationVerdict::Agrees,
        }],
    }
}

fn run() -> Run {
    let finding = Finding {
        finding_id: "f1".to_owned(),
        call_id: "orrin-2024-q3".to_owned(),
        family: Family::Growth,
        check: "revenue_growth".to_owned(),
        severity: Severity::Error,
        fact_ids: vec!["orrin-2024-q3-0001".to_owned(), "orrin-2024-q3-0002".to_owned()],
        left: Some("1.5".parse().unwrap()),
        right: None,
        gap: Some("-0.0".parse().unwrap()),
        headline: "they differ".to_owned(),
        message: "they differ".to_owned(),
        suggestion: String::new(),
    };
    Run {
        extractions: vec![extraction()],
        findings: vec![finding],
        derived: Vec::new(),
        kpis: Vec::new(),
    }
}

fn written(name: &str) -> PathBuf {
    let out = folder(name);
    write(&run(), &out, &Format::ALL).unwrap();
    out
}

fn csv(out: &Path, table: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(out.join(format!("{table}.csv"))).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

fn value(table: &(Vec<String>, Vec<Vec<String>>), row: usize, column: &str) -> String {
    let place = table.0.iter().position(|name| name == column);
    table.1[row][place.unwrap_or_else(|| panic!("no column {column}"))].clone()
}

fn parquet(out: &Path, table: &str) -> RecordBatch {
    let file = fs::File::open(out.join(format!("{table}.parquet"))).unwrap();
    let mut reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    reader.next().unwrap().unwrap()
}

/// The columns and words that the scorers read; `facts.md` of the design.
#[test]
fn facts_have_the_columns_of_the_contract() {
    let facts = csv(&written("contract"), "facts");
    #[rustfmt::skip]
    let expected = [
        ("fact_id", "orrin-2024-q3-0001"), ("call_id", "orrin-2024-q3"), ("source_file", "calls/orrin.txt"),
        ("line", "1"), ("byte_start", "13"), ("byte_end", "43"), ("quote", "$1.05 billion to $1.06 billion"),
        ("kind", "money"), ("unit", "USD"), ("value_low", "1050000000"), ("value_high", "1060000000.5"),
        ("resolution", "1000000"), ("bound", "approx"), ("metric", "revenue"),
        ("metric_text", "'=revenue, \"net\"\nof returns"), ("scope", "total"), ("basis", "gaap"), ("aspect", "level"),
        ("compare", ""), ("period", "2024-Q3"), ("period_start", "2024-01-01"), ("period_end", "2024-03-31"),
        ("status", "actual"), ("adjusted_for", ""), ("speaker", "Ada Quill"), ("speaker_role", ""),
        ("speaker_kind", "executive"), ("section", "prepared"), ("turn", "0"), ("metric_confidence", "stated"),
        ("scope_confidence", ""), ("basis_confidence", ""), ("period_confidence", "carried"),
    ];
    assert_eq!(facts.0, expected.map(|(column, _)| column));
    for (column, expected) in expected {
        assert_eq!(value(&facts, 0, column), expected, "column: {column}");
    }
    assert_eq!(value(&facts, 1, "quote"), "-3%");
    assert_eq!(value(&facts, 1, "value_high"), "-3");
    assert_eq!(value(&facts, 2, "value_low"), "79228162514264337593543950335");
    assert_eq!(value(&facts, 2, "value_high"), "0.0000001");
}

#[test]
fn the_other_tables_have_theirs() {
    let out = written("others");
    let numerals = csv(&out, "numerals");
    assert_eq!(value(&numerals, 0, "fact_ids"), "orrin-2024-q3-0001;orrin-2024-q3-0002");
    assert_eq!(value(&numerals, 1, "reason"), "year");
    let findings = csv(&out, "findings");
    assert_eq!(value(&findings, 0, "severity"), "error");
    assert_eq!(value(&findings, 0, "left"), "1.5");
    assert_eq!(value(&findings, 0, "right"), "");
    assert_eq!(value(&findings, 0, "gap"), "0");
    let translations = csv(&out, "translations");
    assert_eq!(value(&translations, 0, "quote_translated"), "10.5 億美元");
    assert_eq!(value(&translations, 0, "verdict"), "agrees");
    let calls = csv(&out, "calls");
    assert_eq!(value(&calls, 0, "company"), "Orrin Mills");
    assert_eq!(value(&calls, 0, "fiscal_year"), "2024");
    assert_eq!(value(&calls, 0, "facts"), "3");
}

#[test]
fn parquet_has_the_declared_types_and_values() {
    let facts = parquet(&written("parquet"), "facts");
    let schema = facts.schema();
    let kind = |name: &str| schema.field_with_name(name).unwrap().data_type().clone();
    assert_eq!(kind("value_low"), DataType::Decimal128(28, 6));
    assert_eq!(kind("value_low_f64"), DataType::Float64);
    assert_eq!(kind("value_f64"), DataType::Float64);
    assert_eq!(kind("period_start"), DataType::Date32);
    assert_eq!(kind("line"), DataType::Int64);
    assert_eq!(kind("turn"), DataType::Int32);
    assert_eq!(kind("quote"), DataType::Utf8);
    for field in schema.fields() {
        assert!(field.metadata().contains_key("description"), "no description: {}", field.name());
    }
    let column = |name: &str| Arc::clone(facts.column_by_name(name).unwrap());
    let low = column("value_low");
    let low = low.as_primitive::<Decimal128Type>();
    assert_eq!(low.value(0), 1_050_000_000_000_000);
    assert_eq!(low.value(1), -3_000_000);
    assert!(low.is_null(2), "a value that does not fit is null");
    assert_eq!(
        column("value_low_text").as_string::<i32>().value(2),
        "79228162514264337593543950335"
    );
    assert_eq!(column("value_high_text").as_string::<i32>().value(2), "0.0000001");
    assert!(column("value_low_text").is_null(0));
    assert_eq!(column("value_f64").as_primitive::<Float64Type>().value(1), -3.0);
    // 2024-01-01 is day 19723 since 1970.
    assert_eq!(column("period_start").as_primitive::<Date32Type>().value(0), 19_723);
    assert_eq!(column("byte_end").as_primitive::<Int64Type>().value(0), 43);
    assert_eq!(column("turn").as_primitive::<Int32Type>().value(0), 0);
    // The mention is the bytes of the source here too, and nothing is disarmed: no spreadsheet runs Parquet.
    assert_eq!(column("quote").as_string::<i32>().value(1), "-3%");
    assert!(column("metric_text").as_string::<i32>().value(0).starts_with('='));
    assert!(column("compare").is_null(0));
}

#[test]
fn parquet_has_the_columns_of_the_declaration() {
    let out = written("declared");
    for table in tables() {
        let file = fs::File::open(out.join(format!("{}.parquet", table.name))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let metadata = reader.metadata().file_metadata();
        assert_eq!(metadata.created_by(), Some(concat!("tickmark ", env!("CARGO_PKG_VERSION"))));
        let schema = metadata.schema_descr();
        let stored: Vec<&str> = schema.columns().iter().map(|one| one.name()).collect();
        for column in &table.columns {
            assert!(stored.contains(&column.name), "{}.{} is not stored", table.name, column.name);
        }
        let (header, _) = csv(&out, table.name);
        let declared: Vec<&str> =
            table.columns.iter().filter(|one| one.kind.in_csv()).map(|one| one.name).collect();
        assert_eq!(header, declared);
    }
}

#[test]
fn json_lines_have_all_columns_in_every_row() {
    let out = written("json-lines");
    let lines = |table: &str| -> Vec<serde_json::Value> {
        let text = fs::read_to_string(out.join(format!("{table}.jsonl"))).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    for table in tables() {
        let (_, rows) = csv(&out, table.name);
        let lines = lines(table.name);
        assert_eq!(lines.len(), rows.len(), "table: {}", table.name);
        let mut columns: Vec<&str> = table.columns.iter().map(|one| one.name).collect();
        columns.sort_unstable();
        for line in lines {
            let object = line.as_object().unwrap();
            assert_eq!(Vec::from_iter(object.keys()), columns, "table: {}", table.name);
        }
    }
    let facts = lines("facts");
    assert_eq!(facts[2]["value_low"], "79228162514264337593543950335");
    assert_eq!(facts[1]["value_f64"], -3.0);
    assert_eq!(facts[0]["line"], 1);
    assert_eq!(facts[0]["period_start"], "2024-01-01");
    assert!(facts[0]["compare"].is_null());
    // Nothing is disarmed: no spreadsheet runs JSON.
    assert_eq!(facts[0]["metric_text"], "=revenue, \"net\"\nof returns");
}

#[test]
fn the_data_package_describes_the_csv_files() {
    let out = written("package");
    let text = fs::read_to_string(out.join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(package["profile"], "tabular-data-package");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), tables().len());
    for (resource, table) in resources.iter().zip(tables()) {
        assert_eq!(resource["path"], format!("{}.csv", table.name));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, csv(&out, table.name).0);
    }
    let facts = resources.iter().find(|one| one["name"] == "facts").unwrap();
    let field = |name: &str| {
        let fields = facts["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|one| one["name"] == name).unwrap().clone()
    };
    #[rustfmt::skip]
    let table = [
        // column         type        required
        ("fact_id",       "string",   true),
        ("line",          "integer",  true),
        ("turn",          "integer",  true),
        ("value_low",     "number",   true),
        ("period_start",  "date",     false),
    ];
    for (name, kind, required) in table {
        assert_eq!(field(name)["type"], kind, "column: {name}");
        assert_eq!(field(name)["constraints"]["required"] == true, required, "column: {name}");
    }
    assert_eq!(facts["schema"]["primaryKey"][0], "fact_id");
    assert_eq!(facts["schema"]["foreignKeys"][0]["reference"]["resource"], "calls");
}

#[test]
fn equal_runs_give_equal_bytes_on_any_number_of_threads() {
    let first = written("threads-default");
    for threads in [1, 4] {
        let out = folder(&format!("threads-{threads}"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| write(&run(), &out, &Format::ALL)).unwrap();
        for entry in fs::read_dir(&first).unwrap() {
            let name = entry.unwrap().file_name();
            let same = fs::read(first.join(&name)).unwrap() == fs::read(out.join(&name)).unwrap();
            assert!(same, "{} differs on {threads} threads", name.display());
        }
    }
}

#[test]
fn a_run_that_fails_leaves_the_old_tables_whole() {
    let out = folder("failing");
    for table in tables() {
        fs::write(out.join(format!("{}.csv", table.name)), "old").unwrap();
    }
    fs::create_dir(out.join("turns.parquet")).unwrap();
    let error = write(&run(), &out, &Format::ALL).unwrap_err();
    assert!(
        error.to_string().ends_with("turns.parquet: a folder stands where the table goes"),
        "{error}"
    );
    for table in tables() {
        let path = out.join(format!("{}.csv", table.name));
        assert_eq!(fs::read_to_string(path).unwrap(), "old", "{}", table.name);
    }
    let left = fs::read_dir(&out).unwrap().count();
    assert_eq!(left, tables().len() + 1, "something is left from the failed run");
}

#[test]
fn a_run_that_succeeds_leaves_the_tables_alone() {
    let out = folder("twice");
    for _ in 0..2 {
        let written = write(&run(), &out, &Format::ALL).unwrap();
        // Each table in three formats, the key figures with their periods across, datapackage.json, the workbook.
        let expected = 3 * tables().len() + 3;
        assert_eq!(written.files.len(), expected);
        assert_eq!(written.stale, Vec::<PathBuf>::new());
        assert_eq!(fs::read_dir(&out).unwrap().count(), expected);
    }
    let written = write(&run(), &out, &[Format::Csv]).unwrap();
    assert_eq!(written.stale.len(), 2 * tables().len() + 1);
}

#[test]
fn out_may_not_be_a_file() {
    let out = folder("occupied").join("file");
    fs::write(&out, "mine").unwrap();
    let error = write(&run(), &out, &Format::ALL).unwrap_err();
    assert!(matches!(error, Error::Io { .. }));
    assert!(error.to_string().contains("this is a file, the tables need a folder"), "{error}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
}

#[test]
fn calls_of_one_id_get_ids_of_their_own() {
    let run = tickmark::check(vec![extraction(), extraction(), extraction()]);
    let ids: Vec<&str> = run.extractions.iter().map(|one| one.call.call_id.as_str()).collect();
    assert_eq!(ids, ["orrin-2024-q3", "orrin-2024-q3-2", "orrin-2024-q3-3"]);
    let third = &run.extractions[2];
    assert_eq!(third.facts[1].fact_id, "orrin-2024-q3-3-0002");
    assert_eq!(third.facts[1].call_id, "orrin-2024-q3-3");
    assert_eq!(third.numerals[0].fact_ids, ["orrin-2024-q3-3-0001", "orrin-2024-q3-3-0002"]);
    assert_eq!(third.translations[0].fact_id, "orrin-2024-q3-3-0001");
}

#[test]
fn the_summary_says_what_was_found() {
    let expected = "\
call           company      period   layout  facts
orrin-2024-q3  Orrin Mills  2024-Q3  plain       3

3 facts: money 2, percent 1
metrics: revenue 3
2 numerals: 1 in facts, 1 with a reason why not

0 checks passed, 1 error, 0 warnings, 0 notes
error revenue_growth: they differ
";
    let mut summary = Vec::new();
    tickmark::report::Summary::of(&run()).and_then(|it| it.write(&mut summary)).unwrap();
    assert_eq!(String::from_utf8(summary).unwrap(), expected);
}

#[test]
fn the_explanation_has_each_label_with_its_reason() {
    let text = tickmark::report::explanation(&extraction());
    let line = |start: &str| text.lines().find(|line| line.trim().starts_with(start)).unwrap();
    assert_eq!(
        line("$1.05"),
        "$1.05 billion to $1.06 billion  =  1,050,000,000 .. 1,060,000,000.5 USD"
    );
    assert_eq!(line("metric"), "  metric        revenue              stated: invented");
    assert_eq!(line("2024"), "2024  is no fact: year");
}

/// More rows than the writer turns into columns at a time.
#[test]
fn a_long_table_is_whole() {
    let mut run = run();
    let facts = &mut run.extractions[0].facts;
    *facts = (0..20_000).map(|number| fact(number, "2 %", Kind::Percent, "2", "2")).collect();
    let out = folder("long");
    write(&run, &out, &Format::ALL).unwrap();
    let file = fs::File::open(out.join("facts.parquet")).unwrap();
    let batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let lines: Vec<i64> = batches
        .flat_map(|batch| {
            let batch = batch.unwrap();
            batch.column_by_name("line").unwrap().as_primitive::<Int64Type>().values().to_vec()
        })
        .collect();
    assert_eq!(lines, (0..20_000).collect::<Vec<i64>>());
    assert_eq!(csv(&out, "facts").1.len(), 20_000);
}
