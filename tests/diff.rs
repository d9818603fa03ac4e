//! `tickmark diff` from outside: what it prints, its exit status, what it leaves behind.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CALL: &str = "Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million. Gross margin was 40%.\n\nWe opened 14 stores.\n";

/// A fresh folder with the tables `old` of the call, which is there, too.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    extract(&path, CALL, "old");
    path
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn extract(folder: &Path, text: &str, out: &str) {
    fs::write(folder.join("call.txt"), text).unwrap();
    let output = run(folder, &["extract", "call.txt", "--format", "csv", "--quiet", "--out", out]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn page(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Each edit of the call: what is replaced by what, and the lines of the page before the counts of the other tables.
#[test]
fn an_edit_of_the_call_is_shown_where_it_is() {
    let folder = folder("edit");
    #[rustfmt::skip]
    let table: &[(&str, &str, i32, &[&str])] = &[
        // given                               status  lines
        ("", "",                               0,      &["facts: no change; 3 the same"]),
        ("Orrin", "The Orrin",                 0,      &["facts: no change; 3 the same, 3 of them moved"]),
        ("40%", "41%",                         1,      &["  call.txt:3  value changed  \"41%\"", "    quote: 40% -> 41%", "    value_low: 40 -> 41"]),
        ("Gross", "Operating",                 1,      &["  call.txt:3  relabelled  \"40%\"", "    metric: gross_margin -> operating_margin"]),
        (" Gross margin was 40%.", "",         1,      &["  call.txt:3  lost  \"40%\"  gross_margin, total, unspecified, level, 2024-Q3, actual, percent"]),
        ("stores.", "stores and 12 offices.",  1,      &["  call.txt:5  added  \"12 offices\"  other, total, unspecified, level, 2024-Q3, actual, count, offices"]),
    ];
    for (from, to, status, expected) in table {
        extract(&folder, &CALL.replacen(from, to, usize::from(!from.is_empty())), "new");
        let output = run(&folder, &["diff", "old", "new"]);
        let page = page(&output);
        assert_eq!(output.status.code(), Some(*status), "given: {to:?}\n{page}{}", said(&output));
        for line in *expected {
            assert!(page.lines().any(|shown| shown == *line), "given: {to:?}, no {line:?}\n{page}");
        }
    }
}

#[test]
fn json_says_the_same() {
    let folder = folder("json");
    extract(&folder, &CALL.replace("40%", "41%"), "new");
    let output = run(&folder, &["diff", "old", "new", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let page = page(&output);
    assert!(page.starts_with("{\n\"changed\": true,\n"), "{page}");
    assert!(
        page.contains("{\"column\": \"value_low\", \"old\": \"40\", \"new\": \"41\"}"),
        "{page}"
    );
    let output = run(&folder, &["diff", "old", "old", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"changed\": false,"));
}

#[test]
fn what_is_accepted_is_no_change_any_more() {
    let folder = folder("accept");
    // Only what the old folder holds is renewed.
    fs::remove_file(folder.join("old/turns.csv")).unwrap();
    extract(&folder, &CALL.replace("40%", "41%"), "new");
    let output = run(&folder, &["diff", "old", "new", "--accept"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "note: old: 8 files accepted\n");
    assert!(page(&output).contains("    quote: 40% -> 41%\n"));
    for name in ["facts.csv", "kpis.csv", "numerals.csv"] {
        let bytes = |run: &str| fs::read(folder.join(run).join(name)).unwrap();
        assert!(bytes("old") == bytes("new"), "{name}");
    }
    assert!(!folder.join("old/turns.csv").exists());
    assert_eq!(run(&folder, &["diff", "old", "new"]).status.code(), Some(0));

    let output = run(&folder, &["diff", "first", "new", "--accept"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "note: first: 9 files accepted\n");
    assert_eq!(run(&folder, &["diff", "first", "new"]).status.code(), Some(0));
}

#[test]
fn nothing_is_accepted_when_a_table_cannot_be_replaced() {
    let folder = folder("whole");
    extract(&folder, &CALL.replace("40%", "41%"), "new");
    let before = fs::read(folder.join("old/facts.csv")).unwrap();
    fs::write(folder.join("new/facts.csv"), "fact_id\n").unwrap();
    let output = run(&folder, &["diff", "old", "new", "--accept"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).starts_with("error: new/facts.csv: line 1: no column call_id"));
    assert_eq!(fs::read(folder.join("old/facts.csv")).unwrap(), before);
}

/// Each bad folder: how it is made, what is said.
#[test]
fn a_bad_folder_is_one_sentence() {
    let folder = folder("bad");
    let facts = fs::read(folder.join("old/facts.csv")).unwrap();
    let make = |name: &str, file: &str, bytes: &[u8]| {
        fs::create_dir_all(folder.join(name)).unwrap();
        fs::write(folder.join(name).join(file), bytes).unwrap();
    };
    fs::create_dir(folder.join("empty")).unwrap();
    make("cut", "facts.csv", &facts[..facts.len() - 9]);
    make("latin1", "facts.csv", &[&facts[..], b"caf\xe9\n"].concat());
    make("columns", "facts.csv", b"fact_id,quote\n");
    let rows = String::from_utf8(facts.clone()).unwrap();
    let last = rows.lines().last().unwrap();
    make("twice", "facts.csv", format!("{rows}{last}\n").as_bytes());
    make("parquet", "facts.parquet", b"PAR1");
    make("findings", "facts.csv", &facts);
    make("findings", "findings.csv", b"");
    #[rustfmt::skip]
    let table = [
        // given     said
        ("missing",  "error: missing: there is no such file or folder\n"),
        ("call.txt", "error: call.txt: this is a file, expected the folder of a run's tables\n"),
        ("empty",    "error: empty/facts.csv: there is no such table: expected the folder that tickmark extract --out names\n"),
        ("parquet",  "error: parquet/facts.csv: there is no such table: Parquet is not compared, run tickmark extract with --format csv\n"),
        ("cut",      "error: cut/facts.csv: its last line has no end: the file may have been cut off\n"),
        ("latin1",   "error: latin1/facts.csv: line 5: not UTF-8: the tables of tickmark are\n"),
        ("columns",  "error: columns/facts.csv: line 1: no column call_id: is this a table of tickmark extract?\n"),
        ("twice",    "error: twice/facts.csv: line 5: fact_id call-0003 stands on line 4 already\n"),
        ("findings", "error: findings/findings.csv: the file is empty, expected a line with the names of the columns\n"),
    ];
    for (given, expected) in table {
        for arguments in [["diff", "old", given], ["diff", given, "old"]] {
            let output = run(&folder, &arguments);
            assert_eq!(said(&output), expected, "given: {arguments:?}");
            assert_eq!(output.status.code(), Some(2), "given: {arguments:?}");
            assert_eq!(output.stdout, b"", "given: {arguments:?}");
        }
    }
}

/// A run of many calls is compared in seconds, also when one quote stands everywhere.
#[test]
fn a_large_run_is_compared() {
    let folder = folder("large");
    let header = "fact_id,call_id,source_file,line,byte_start,byte_end,quote,metric\n";
    let table = |shift: usize| {
        let row = |at: usize| {
            let start = at * 10 + shift;
            format!("c-{at},c,c.txt,{at},{start},{},10%,revenue\n", start + 3)
        };
        format!("{header}{}", (0..60_000).map(row).collect::<String>())
    };
    for (name, shift) in [("one", 0), ("two", 4)] {
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("facts.csv"), table(shift)).unwrap();
    }
    let output = run(&folder, &["diff", "one", "two"]);
    assert_eq!(page(&output), "facts: no change; 60000 the same, 60000 of them moved\n");
    assert_eq!(output.status.code(), Some(0));
}
