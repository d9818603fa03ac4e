//! A run that is written while it is read gives the tables of one that is held in memory, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use tickmark::check::Checks;
use tickmark::report::Summary;
use tickmark::table::{Format, write};
use tickmark::{Extraction, Stream};

const FORMATS: [Format; 3] = [Format::Csv, Format::Parquet, Format::JsonLines];
/// Calls that are handed over at a time.
const TOGETHER: usize = 7;

/// Calls of five companies, one after the other in turns; some are the same call again, and one has the id that such a one would get.
fn calls() -> Vec<Extraction> {
    let companies = ["Orrin Mills", "Quill", "Tessel Foods", "Brandt Marine", "Calder"];
    let mut calls = Vec::new();
    for number in 0..300_usize {
        let company = companies[number % companies.len()];
        let (year, quarter) = (2010 + number / 20 % 12, number / 5 % 4 + 1);
        let (revenue, growth) = (400 + number * 7 % 90, 3 + number % 11);
        let file = format!("{}_q{quarter}_{year}.txt", company.replace(' ', ""));
        let text = format!(
            "{company} Q{quarter} {year} Earnings Call\n\nDana Reyes -- Chief Financial Officer\n\nRevenue was ${revenue} million, up {growth}% year over year. \
             Gross profit was ${} million and gross margin was {}.5%. For the full year, we expect revenue of ${}.1 billion to ${}.3 billion.\n",
            revenue / 2,
            45 + number % 9,
            1 + number % 3,
            1 + number % 3,
        );
        calls.push(tickmark::extract(&file, text.as_bytes()).unwrap());
    }
    let second = format!("{}-2", calls[7].call.call_id);
    calls.push(calls[8].clone().renamed(&second));
    calls
}

/// The tables as they are on the disk, and the summary.
type Written = (BTreeMap<PathBuf, Vec<u8>>, String);

fn tables(folder: &Path, summary: &Summary) -> Written {
    let mut text = Vec::new();
    summary.write(&mut text).unwrap();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries
        .map(|path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
    let files = files.collect();
    fs::remove_dir_all(folder).unwrap();
    (files, String::from_utf8(text).unwrap())
}

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("tickmark-stream-{name}-{}", std::process::id()))
}

#[test]
fn a_stream_writes_what_a_run_in_memory_writes() {
    let calls = calls();
    let out = folder("whole");
    let run = tickmark::check(calls.clone());
    assert!(run.findings.len() > 100 && run.kpis.len() > 100);
    let ids: Vec<&str> = run.extractions.iter().map(|one| one.call.call_id.as_str()).collect();
    assert!(ids.iter().any(|id| id.ends_with("-3")), "a call that is there three times");
    write(&run, &out, &FORMATS).unwrap();
    let whole = tables(&out, &Summary::of(&run).unwrap());
    assert_eq!(whole.0.len(), 7 * FORMATS.len() + 2);
    let given: Vec<String> = calls.iter().map(|one| one.call.call_id.clone()).collect();
    for threads in [1, 2, 8] {
        for memory in [0, 20_000, usize::MAX] {
            let out = folder(&format!("{threads}-{memory}"));
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let streamed = pool.install(|| {
                let checks = Checks::built_in();
                let mut stream = Stream::with_memory(&out, &FORMATS, checks, memory).unwrap();
                for some in calls.chunks(TOGETHER) {
                    stream.add(some.to_vec(), &|id| given.iter().any(|it| it == id)).unwrap();
                }
                let (written, summary) = stream.end().unwrap();
                assert_eq!(written.files.len(), whole.0.len());
                tables(&out, &summary)
            });
            assert_eq!(streamed.1, whole.1, "{threads} threads, {memory} bytes");
            for (path, bytes) in &whole.0 {
                let same = streamed.0.get(path) == Some(bytes);
                assert!(same, "{}: {threads} threads, {memory} bytes", path.display());
            }
            assert_eq!(streamed.0.len(), whole.0.len(), "nothing is left behind");
        }
    }
}

/// A run that is given up leaves the tables as they were, and nothing beside them.
#[test]
fn what_is_not_ended_leaves_nothing() {
    let out = folder("given-up");
    let call = tickmark::extract("orrin_q1_2024.txt", b"Revenue was $12 million.").unwrap();
    write(&tickmark::check(vec![call.clone()]), &out, &[Format::Csv]).unwrap();
    let before = fs::read(out.join("facts.csv")).unwrap();
    let mut stream = Stream::with_memory(&out, &[Format::Csv], Checks::built_in(), 0).unwrap();
    stream.add(vec![call.clone(), call], &|_| false).unwrap();
    drop(stream);
    assert_eq!(fs::read(out.join("facts.csv")).unwrap(), before);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 9);
    fs::remove_dir_all(out).unwrap();
}
