//! The tables as a dataset in folders: where files go, and what a later run replaces.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use parquet::file::reader::{FileReader, SerializedFileReader};
use tickmark::table::{Elsewhere, Format, Partition, Written, sheets, write_partitioned};
use tickmark::transcript::{FiscalPeriod, Part};
use tickmark::{Extraction, Run};

const BOTH: [Partition; 2] = [Partition::Company, Partition::FiscalYear];

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dataset").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

/// A call of an invented company; each one says another revenue.
fn call(company: &str, quarter: &str, year: i32, revenue: u32) -> Extraction {
    let text = format!(
        "{company} {quarter} quarter {year} earnings call.\n\nRevenue was ${revenue} million. Gross margin was 54%.\n"
    );
    let mut one = tickmark::extract("calls/call.txt", text.as_bytes()).unwrap();
    let key = company.to_lowercase().replace(' ', "-");
    let id = format!("{key}-{year}-{quarter}");
    one.call.company = Some(company.to_owned());
    one.facts.iter_mut().for_each(|fact| fact.company_key = key.as_str().into());
    one.call.company_key = key;
    one.call.period = Some(FiscalPeriod { year, part: Part::Q3 });
    one.renamed(&id)
}

/// The same text, of which something else is found out now.
fn moved(mut one: Extraction, company: &str, year: i32, id: &str) -> Extraction {
    one.facts.iter_mut().for_each(|fact| fact.company_key = company.into());
    company.clone_into(&mut one.call.company_key);
    one.call.period = Some(FiscalPeriod { year, part: Part::Q3 });
    one.renamed(id)
}

fn write(calls: Vec<Extraction>, out: &Path) -> Written {
    write_partitioned(&tickmark::check(calls), out, &[Format::Parquet], &BOTH).unwrap()
}

/// Every file below a folder, by its path there.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(out).unwrap().to_str().unwrap().to_owned();
                files.insert(below, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn paths(out: &Path, table: &str) -> Vec<String> {
    let below = format!("{table}/");
    files(out).into_keys().filter_map(|path| Some(path.strip_prefix(&below)?.to_owned())).collect()
}

fn reader(path: &Path) -> SerializedFileReader<fs::File> {
    SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap()
}

fn rows(out: &Path, table: &str) -> i64 {
    let below = out.join(table);
    let files = paths(out, table);
    files.iter().map(|path| reader(&below.join(path)).metadata().file_metadata().num_rows()).sum()
}

#[test]
fn each_call_has_its_file_in_the_folder_of_its_company_and_year() {
    let out = folder("layout");
    let run = tickmark::check(vec![
        call("Orrin Mills", "third", 2024, 12),
        call("Orrin Mills", "second", 2023, 11),
        call("Quill", "third", 2024, 5),
    ]);
    let written = write_partitioned(&run, &out, &[Format::Csv, Format::Parquet], &BOTH).unwrap();
    assert_eq!(written.stale, Vec::<PathBuf>::new());
    assert_eq!(written.elsewhere, Vec::new());
    let expected = [
        "company=orrin-mills/fiscal_year=2023/orrin-mills-2023-second.parquet",
        "company=orrin-mills/fiscal_year=2024/orrin-mills-2024-third.parquet",
        "company=quill/fiscal_year=2024/quill-2024-third.parquet",
    ];
    assert_eq!(
        paths(&out, "kpis"),
        ["company=orrin-mills/orrin-mills.parquet", "company=quill/quill.parquet"]
    );
    for sheet in sheets(&run) {
        let table = sheet.table.name;
        assert_eq!(rows(&out, table), i64::try_from(sheet.len).unwrap(), "table: {table}");
        if table != "kpis" {
            assert_eq!(paths(&out, table), expected, "table: {table}");
        }
    }
    assert!(rows(&out, "facts") > 0 && rows(&out, "kpis") > 0);
    // The other formats are as they are without a dataset, and Parquet is in no other place.
    assert!(out.join("facts.csv").is_file() && !out.join("facts.parquet").exists());
}

/// A reader takes a column of the folder's name from the folder: the file has none.
#[test]
fn no_column_of_a_file_has_the_name_of_a_folder() {
    let out = folder("columns");
    write(vec![call("Orrin Mills", "third", 2024, 12)], &out);
    for path in files(&out).into_keys() {
        let schema = reader(&out.join(&path)).metadata().file_metadata().schema_descr_ptr();
        let columns: Vec<&str> = schema.columns().iter().map(|one| one.name()).collect();
        assert!(!columns.contains(&"company"), "{path}");
        assert!(!columns.contains(&"fiscal_year"), "{path}");
        let whole = path.starts_with("calls") || path.starts_with("kpis");
        assert_eq!(columns.contains(&"company_name"), whole, "{path}");
        assert_eq!(columns.contains(&"company_key"), whole, "{path}");
    }
}

#[test]
fn a_call_that_is_written_again_replaces_itself() {
    let out = folder("again");
    let calls = || vec![call("Orrin Mills", "third", 2024, 12), call("Quill", "third", 2024, 5)];
    write(calls(), &out);
    let before = files(&out);
    write(calls(), &out);
    assert_eq!(files(&out), before);
    // One of them alone: the other one stays.
    let written = write(vec![call("Quill", "third", 2024, 5)], &out);
    assert_eq!(written.elsewhere, Vec::new());
    assert_eq!(files(&out), before);
}

#[test]
fn a_company_of_which_the_dataset_has_more_calls_is_named() {
    let out = folder("elsewhere");
    write(vec![call("Orrin Mills", "third", 2024, 12), call("Quill", "third", 2024, 5)], &out);
    let written = write(vec![call("Orrin Mills", "second", 2024, 11)], &out);
    let expected = Elsewhere { company_key: "orrin-mills".to_owned(), calls: 1 };
    assert_eq!(written.elsewhere, [expected]);
    assert_eq!(paths(&out, "facts").len(), 3);
}

/// Given: what is found out about the first of two calls of one company now. Expected: the files of `facts` and `kpis`.
#[test]
fn a_call_that_moves_is_not_doubled() {
    const REST: &str = "company=orrin/fiscal_year=2023/orrin-2023-second.parquet";
    #[rustfmt::skip]
    let table = [
        // company  year  id                     its file
        ("orrin",   2024, "orrin-2024-third",    "company=orrin/fiscal_year=2024/orrin-2024-third.parquet"),
        ("orrin",   2025, "orrin-2024-third",    "company=orrin/fiscal_year=2025/orrin-2024-third.parquet"),
        ("orrin",   2025, "orrin-2025-third",    "company=orrin/fiscal_year=2025/orrin-2025-third.parquet"),
        ("quill",   2024, "orrin-2024-third",    "company=quill/fiscal_year=2024/orrin-2024-third.parquet"),
        ("quill",   2024, "quill-2024-third",    "company=quill/fiscal_year=2024/quill-2024-third.parquet"),
    ];
    for (company, year, id, expected) in table {
        let out = folder("moved");
        let (first, second) = (call("Orrin", "third", 2024, 12), call("Orrin", "second", 2023, 11));
        write(vec![first.clone(), second], &out);
        let facts = rows(&out, "facts");
        write(vec![moved(first, company, year, id)], &out);
        let found: BTreeSet<String> = paths(&out, "facts").into_iter().collect();
        assert_eq!(found, BTreeSet::from([expected.to_owned(), REST.to_owned()]), "given: {id}");
        assert_eq!(rows(&out, "facts"), facts, "given: {id}");
        assert_eq!(paths(&out, "calls"), paths(&out, "facts"), "given: {id}");
        let companies: BTreeSet<String> =
            ["orrin", company].map(|one| format!("company={one}/{one}.parquet")).into();
        assert_eq!(paths(&out, "kpis"), Vec::from_iter(companies), "given: {id}");
    }
}

#[test]
fn a_company_whose_calls_all_moved_has_no_key_figures() {
    let out = folder("gone");
    let one = call("Orrin", "third", 2024, 12);
    write(vec![one.clone()], &out);
    write(vec![moved(one, "quill", 2024, "quill-2024-third")], &out);
    assert_eq!(paths(&out, "kpis"), ["company=quill/quill.parquet"]);
    assert_eq!(paths(&out, "facts"), ["company=quill/fiscal_year=2024/quill-2024-third.parquet"]);
}

/// Copies of one text are calls of their own in one run, and are replaced by a run that has only one of them.
#[test]
fn copies_of_a_call_are_replaced_together() {
    let out = folder("copies");
    let one = call("Orrin", "third", 2024, 12);
    write(vec![one.clone(), one.clone()], &out);
    assert_eq!(paths(&out, "calls").len(), 2);
    write(vec![one], &out);
    assert_eq!(paths(&out, "calls"), ["company=orrin/fiscal_year=2024/orrin-2024-third.parquet"]);
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let out = folder("names").join("out");
    let mut odd = moved(call("Orrin", "third", 2024, 12), "../../x", 2024, "../../../y\0");
    odd.call.period = None;
    write(vec![odd, moved(call("Quill", "third", 2024, 5), "", 2024, "")], &out);
    let beside: Vec<_> = fs::read_dir(out.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1);
    assert_eq!(
        paths(&out, "facts"),
        [
            "company=..%2F..%2Fx/fiscal_year=__HIVE_DEFAULT_PARTITION__/%2E.%2F..%2F..%2Fy%00.parquet",
            "company=__HIVE_DEFAULT_PARTITION__/fiscal_year=2024/%.parquet",
        ]
    );
}

#[test]
fn a_dataset_that_is_divided_otherwise_is_left_alone() {
    let out = folder("otherwise");
    let run = |revenue| tickmark::check(vec![call("Orrin", "third", 2024, revenue)]);
    write_partitioned(&run(12), &out, &[Format::Parquet], &BOTH).unwrap();
    let before = files(&out);
    for partition in [&[Partition::Company][..], &[Partition::FiscalYear, Partition::Company]] {
        let error = write_partitioned(&run(13), &out, &[Format::Parquet], partition).unwrap_err();
        assert!(error.to_string().contains("divided otherwise"), "{error}");
        assert_eq!(files(&out), before);
    }
    let other = folder("other");
    write_partitioned(&run(12), &other, &[Format::Parquet], &[Partition::FiscalYear]).unwrap();
    assert_eq!(paths(&other, "kpis"), ["orrin.parquet"]);
    assert_eq!(paths(&other, "facts"), ["fiscal_year=2024/orrin-2024-third.parquet"]);
}

#[test]
fn a_run_that_fails_leaves_the_dataset_whole() {
    let out = folder("failing");
    let one = call("Orrin", "third", 2024, 12);
    write(vec![one.clone()], &out);
    let before = files(&out);
    fs::create_dir_all(out.join("turns/company=orrin/fiscal_year=2025/orrin-2025-third.parquet"))
        .unwrap();
    let run = tickmark::check(vec![moved(one, "orrin", 2025, "orrin-2025-third")]);
    let error = write_partitioned(&run, &out, &[Format::Parquet], &BOTH).unwrap_err();
    assert!(error.to_string().contains("a folder stands where the table goes"), "{error}");
    assert_eq!(files(&out), before);
    assert!(
        fs::read_dir(&out)
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_str().unwrap().starts_with('.') })
    );
}

/// What no run of ours put there is not taken for a call.
#[test]
fn files_of_others_are_left_alone() {
    let out = folder("others");
    write(vec![call("Orrin", "third", 2024, 12)], &out);
    let note = out.join("facts/company=orrin/README.md");
    fs::write(&note, "mine").unwrap();
    write(vec![call("Orrin", "third", 2024, 12)], &out);
    assert_eq!(fs::read_to_string(note).unwrap(), "mine");
    let broken = out.join("calls/company=orrin/fiscal_year=2024/mine.parquet");
    fs::write(&broken, "not Parquet").unwrap();
    let run: Run = tickmark::check(vec![call("Orrin", "third", 2024, 12)]);
    let error = write_partitioned(&run, &out, &[Format::Parquet], &BOTH).unwrap_err();
    assert!(error.to_string().contains("mine.parquet"), "{error}");
    assert_eq!(fs::read_to_string(broken).unwrap(), "not Parquet");
}
