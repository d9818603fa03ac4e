//! Two files of any bytes, read, checked and written in every format: each row of numerals is a piece of its source, and the tables say the same twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fs;
use tickmark::table::{Format, write};

fuzz_target!(|data: &[u8]| {
    let (first, second) = data.split_at(data.len() / 2);
    let read = || {
        let calls = [("a_q1_2024.txt", first), ("a_q2_2024.html", second)];
        calls.into_iter().filter_map(|(name, bytes)| tickmark::extract(name, bytes).ok()).collect::<Vec<_>>()
    };
    let calls = read();
    for one in &calls {
        let bytes = if one.call.source_file.ends_with("txt") { first } else { second };
        let mut end = 0;
        for row in &one.numerals {
            assert!(row.source_span.start >= end && row.source_span.end <= bytes.len());
            end = row.source_span.end;
            assert_eq!(row.fact_ids.is_empty(), row.reason.is_some());
        }
    }
    if calls.is_empty() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("tickmark-fuzz-{}", std::process::id()));
    let run = tickmark::check(calls);
    write(&run, &folder, &[Format::Csv, Format::JsonLines]).unwrap();
    let facts = fs::read(folder.join("facts.csv")).unwrap();
    write(&tickmark::check(read()), &folder, &[Format::Csv]).unwrap();
    assert!(facts == fs::read(folder.join("facts.csv")).unwrap(), "two runs differ");
});
