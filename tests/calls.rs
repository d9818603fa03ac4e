//! The labelled calls of invented companies in `tests/calls/` through `tickmark::extract`, against floors.
//!
//! Columns and rules as in the gold of real calls: `tests/calls/README.md`. `cargo test --test calls -- --nocapture` prints the
//! figures of a run that passes, too; `TICKMARK_MISSES=1` prints what is wrong.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and prints its figures"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use labels::{Figures, Gold, Line, count, count_missed, decimal, hold, lines, wrong};

mod labels;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calls");
const HELD_OUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calls/held_out");

const FOUND_BY_READERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calls/found_by_readers");

/// One line of a file.
struct Row {
    line: usize,
    mention: String,
    note: String,
    gold: Gold,
}

impl Row {
    /// The labels, those that the note calls ambiguous not judged.
    fn labels(&self) -> Gold {
        let mut gold = self.gold.clone();
        let Some((_, open)) = self.note.split_once("ambiguous") else { return gold };
        let fields = [
            ("bound", &mut gold.bound),
            ("metric", &mut gold.metric),
            ("scope", &mut gold.scope),
            ("basis", &mut gold.basis),
            ("aspect", &mut gold.aspect),
            ("compare", &mut gold.compare),
            ("period", &mut gold.period),
            ("status", &mut gold.status),
            ("adjusted", &mut gold.adjusted_for),
            ("sign", &mut gold.low),
        ];
        for (name, label) in fields {
            if open.contains(name) {
                "*".clone_into(label);
            }
        }
        gold
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let row = |line: &Line| Row {
        line: line.get("line").parse().unwrap(),
        mention: line.get("mention"),
        note: line.get("note"),
        gold: line.gold(),
    };
    lines(path).iter().map(row).collect()
}

/// Judges the calls of a folder.
fn judge(folder: &str) {
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut all = Figures::default();
    let mut report = String::new();
    for path in &files {
        let file = path.file_stem().unwrap().to_string_lossy();
        let text = fs::read(path.with_extension("txt")).unwrap();
        let mut facts = tickmark::extract(&format!("{file}.txt"), &text).unwrap().facts;
        let mut figures = Figures::default();
        for row in rows(path) {
            let gold = row.labels();
            let (low, high) = (decimal(&row.gold.low).abs(), decimal(&row.gold.high).abs());
            let ends = (low.min(high), low.max(high));
            let best = facts
                .iter()
                .enumerate()
                .filter(|(_, fact)| {
                    let (low, high) = (fact.low.abs(), fact.high.abs());
                    fact.line == row.line
                        && fact.kind.as_str() == gold.kind
                        && (low.min(high), low.max(high)) == ends
                })
                .min_by_key(|(_, fact)| wrong(&gold, fact))
                .map(|(at, _)| at);
            figures.count("found", best.is_some());
            let said = match best {
                Some(best) => count(&gold, &facts.remove(best), &mut figures),
                None => {
                    count_missed(&gold, &mut figures);
                    "not found, or of another kind or value".to_owned()
                }
            };
            if !said.is_empty() {
                figures.misses.push(format!("{file}:{}: {}: {said}", row.line, row.mention));
            }
        }
        let (right, judged) = figures.labels.get("tied").copied().unwrap_or_default();
        writeln!(report, "{file:<28}  tied {right} of {judged}").unwrap();
        all.add(figures);
    }
    hold(folder, &all, report);
}

#[test]
fn labels_hold_their_floors() {
    judge(FOLDER);
}

/// Calls that were labelled after the rules, and whose misses nobody reads who writes rules.
#[test]
fn labels_of_held_out_calls_hold_their_floors() {
    judge(HELD_OUT);
}

/// Calls of readers who looked for what the rules get wrong.
#[test]
fn labels_of_calls_of_readers_hold_their_floors() {
    judge(FOUND_BY_READERS);
}
