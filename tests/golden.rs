//! The expected tables of `golden/` against what the command writes; `golden/README.md` says how they are renewed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and says what it skips"
)]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const RENEW: &str = "TICKMARK_RENEW";
/// Differing rows that are printed for one table.
const SHOWN: usize = 5;

/// What a golden of a real call keeps of a column: never a word of the source.
#[derive(Clone, Copy)]
enum Keep {
    /// The value: a number, an offset, a label out of a closed list.
    Same,
    /// `yes` where there is one.
    Present,
    /// The value where it is `total`, else a checksum of its words.
    Checksum,
    /// The value where it is a currency code, else `yes` where there is one.
    Currency,
    /// Name of the file without its folder and ending.
    Stem,
    /// Each fact as file and first byte.
    Places,
}
use Keep::{Checksum, Currency, Places, Present, Same, Stem};

/// The columns kept of the real calls. A column that is not named here is left out.
#[rustfmt::skip]
const KEPT: &[(&str, &[(&str, Keep)])] = &[
    ("calls", &[("source_file", Stem), ("period", Same), ("fiscal_year", Same), ("period_start", Same), ("period_end", Same),
        ("period_source", Same), ("fiscal_year_end", Same), ("layout", Same), ("encoding", Same), ("turns", Same), ("facts", Same),
        ("numerals", Same)]),
    ("facts", &[("source_file", Stem), ("line", Same), ("byte_start", Same), ("byte_end", Same), ("kind", Same), ("unit", Currency),
        ("value_low", Same), ("value_high", Same), ("resolution", Same), ("bound", Same), ("metric", Same), ("scope", Checksum),
        ("basis", Same), ("aspect", Same), ("compare", Same), ("period", Same), ("period_start", Same), ("period_end", Same),
        ("status", Same), ("adjusted_for", Present), ("speaker_kind", Same), ("section", Same), ("turn", Same),
        ("metric_confidence", Same), ("scope_confidence", Same), ("basis_confidence", Same), ("period_confidence", Same)]),
    ("turns", &[("source_file", Stem), ("turn", Same), ("line", Same), ("byte_start", Same), ("byte_end", Same),
        ("speaker_kind", Same), ("section", Same), ("facts", Same)]),
    ("numerals", &[("source_file", Stem), ("line", Same), ("byte_start", Same), ("byte_end", Same), ("fact_ids", Places), ("reason", Same)]),
    ("findings", &[("family", Same), ("check", Same), ("severity", Same), ("fact_ids", Places), ("left", Same), ("right", Same), ("gap", Same)]),
    ("translations", &[("source_file", Stem), ("line", Same), ("line_translated", Same), ("fact_id", Places), ("verdict", Same)]),
];

/// A table as read from a file: header first.
type Rows = Vec<Vec<String>>;

fn rows(path: &Path) -> Rows {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn csv_bytes(rows: &Rows) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

/// The CSV tables that the command writes for a folder of transcripts, by name.
fn tables(inputs: &str, name: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(name);
    drop(fs::remove_dir_all(&out));
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command
        .current_dir(ROOT)
        .args(["extract", inputs, "--quiet", "--format", "csv", "--out"])
        .arg(&out);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

fn names(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".csv")).collect()
}

/// FNV-1a: says that a scope changed without saying what it is.
fn checksum(text: &str) -> String {
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("part-{:08x}", text.bytes().fold(0x811c_9dc5, step))
}

fn stem(source_file: &str) -> &str {
    Path::new(source_file).file_stem().unwrap().to_str().unwrap()
}

fn kept(value: &str, keep: Keep, places: &HashMap<String, String>) -> String {
    let yes = |value: &str| if value.is_empty() { "" } else { "yes" }.to_owned();
    match keep {
        Same => value.to_owned(),
        Present => yes(value),
        Checksum if value == "total" => value.to_owned(),
        Checksum => checksum(value),
        Currency if value.len() == 3 && value.bytes().all(|b| b.is_ascii_uppercase()) => {
            value.to_owned()
        }
        Currency => yes(value),
        Stem => stem(value).to_owned(),
        Places => {
            let ids = value.split(';').filter(|id| !id.is_empty());
            ids.map(|id| places[id].as_str()).collect::<Vec<_>>().join(";")
        }
    }
}

/// The columns of `KEPT`, without a word of the source.
fn reduced(table: &str, rows: &Rows, places: &HashMap<String, String>) -> Rows {
    let columns = KEPT.iter().find(|(name, _)| *name == table).unwrap().1;
    let header = &rows[0];
    let place = |name: &str| {
        let place = header.iter().position(|column| column == name);
        place.unwrap_or_else(|| panic!("{table} has no column {name} any more: adapt KEPT"))
    };
    let columns: Vec<_> = columns.iter().map(|(name, keep)| (*name, place(name), *keep)).collect();
    let mut reduced = vec![columns.iter().map(|(name, ..)| (*name).to_owned()).collect()];
    for row in &rows[1..] {
        reduced.push(columns.iter().map(|(_, at, keep)| kept(&row[*at], *keep, places)).collect());
    }
    reduced
}

/// The place of each fact, by its id.
fn places(facts: &Rows) -> HashMap<String, String> {
    let column = |name: &str| facts[0].iter().position(|column| column == name).unwrap();
    let [id, file, start] = ["fact_id", "source_file", "byte_start"].map(column);
    let place =
        |row: &Vec<String>| (row[id].clone(), format!("{}:{}", stem(&row[file]), row[start]));
    facts[1..].iter().map(place).collect()
}

/// What differs between two tables, in a few lines; empty when nothing does.
fn difference(name: &str, expected: &[u8], found: &[u8]) -> String {
    if expected == found {
        return String::new();
    }
    let read = |bytes: &[u8]| -> Rows {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let (old, new) = (read(expected), read(found));
    let header = old.first().map(Vec::as_slice).unwrap_or_default();
    let mut lines = vec![format!("{name}: expected {} rows, found {}", old.len(), new.len())];
    if old.first() != new.first() {
        lines.push(format!(
            "  columns expected: {:?}\n  columns found:    {:?}",
            old.first(),
            new.first()
        ));
        return lines.join("\n");
    }
    let differing: Vec<usize> =
        (0..old.len().max(new.len())).filter(|&at| old.get(at) != new.get(at)).collect();
    for &at in differing.iter().take(SHOWN) {
        match (old.get(at), new.get(at)) {
            (Some(old), Some(new)) => {
                let cells = old.iter().zip(new).zip(header);
                let cells = cells.filter(|((old, new), _)| old != new);
                let cells = cells.map(|((old, new), column)| {
                    format!("{column}: expected {old:?}, found {new:?}")
                });
                lines.push(format!(
                    "  row {at} ({}): {}",
                    new[0],
                    cells.collect::<Vec<_>>().join("; ")
                ));
            }
            (Some(old), None) => lines.push(format!("  row {at} is missing: {}", old.join(","))),
            (None, new) => lines.push(format!(
                "  row {at} is new: {}",
                new.map(|new| new.join(",")).unwrap_or_default()
            )),
        }
    }
    if differing.is_empty() {
        lines.push("  the same values, written in another way".to_owned());
    }
    if differing.len() > SHOWN {
        lines.push(format!("  and {} more rows", differing.len() - SHOWN));
    }
    lines.join("\n")
}

/// Compares a folder of goldens with the tables found, or renews it.
fn compare(folder: &str, found: &[(String, Vec<u8>)]) {
    let golden = Path::new(ROOT).join("golden").join(folder);
    if std::env::var_os(RENEW).is_some() {
        drop(fs::remove_dir_all(&golden));
        fs::create_dir_all(&golden).unwrap();
        for (name, bytes) in found {
            fs::write(golden.join(name), bytes).unwrap();
        }
        println!("renewed {} tables in {}", found.len(), golden.display());
        return;
    }
    let mut differences: Vec<String> = Vec::new();
    for (name, bytes) in found {
        let expected = fs::read(golden.join(name)).unwrap_or_default();
        differences.push(difference(&format!("golden/{folder}/{name}"), &expected, bytes));
    }
    let written: BTreeSet<String> = found.iter().map(|(name, _)| name.clone()).collect();
    for name in names(&golden).difference(&written) {
        differences.push(format!("golden/{folder}/{name}: no such table is written any more"));
    }
    differences.retain(|one| !one.is_empty());
    assert!(
        differences.is_empty(),
        "the tables changed:\n{}\n\nIf that is meant: {RENEW}=1 cargo test --test golden, then read every changed row in git diff.",
        differences.join("\n")
    );
}

#[test]
fn the_examples_give_the_expected_tables() {
    let out = tables("examples", "examples");
    let found: Vec<_> = names(&out)
        .into_iter()
        .map(|name| (name.clone(), fs::read(out.join(&name)).unwrap()))
        .collect();
    assert!(!found.is_empty());
    compare("examples", &found);
}

#[test]
fn the_real_calls_give_the_expected_labels() {
    if !Path::new(ROOT).join("../shared/seeds").is_dir() {
        println!("skipped: ../shared/seeds is not there");
        return;
    }
    let out = tables("../shared/seeds", "seeds");
    let places = places(&rows(&out.join("facts.csv")));
    let table = |(name, _): &(&str, _)| {
        let name = format!("{name}.csv");
        let rows = rows(&out.join(&name));
        let reduced = reduced(name.trim_end_matches(".csv"), &rows, &places);
        (name, csv_bytes(&reduced))
    };
    let found: Vec<_> = KEPT.iter().map(table).collect();
    compare("seeds", &found);
}
