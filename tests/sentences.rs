//! The labelled sentences of `tests/sentences/` through `tickmark::extract`, against floors.
//!
//! The rules of comparison stand in `tests/sentences/README.md`, the floors in `tests/sentences/floors.toml`.
//! `cargo test --test sentences -- --nocapture` prints the figures of a run that passes, too.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and prints its figures"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tickmark::Span;
use tickmark::fact::Fact;

use labels::{Figures, Gold, Line, count, count_missed, hold, lines, wrong};

mod labels;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sentences");
/// Supplies the period of the call: nothing in a sentence says it.
const NAME: &str = "acme_q2_2024.txt";

/// One line of a file.
struct Row {
    context: String,
    sentence: String,
    mention: String,
    gold: Gold,
}

fn rows(path: &Path) -> Vec<Row> {
    let row = |line: &Line| Row {
        context: line.get("context"),
        sentence: line.get("sentence"),
        mention: line.get("mention"),
        gold: line.gold(),
    };
    lines(path).iter().map(row).collect()
}

/// The k-th time that `mention` stands in `text` as a whole number, from `from` on.
fn place(text: &str, mention: &str, from: usize) -> Option<Span> {
    let number = |c: char| c.is_ascii_digit();
    text[from..]
        .match_indices(mention)
        .map(|(at, _)| Span::new(from + at, from + at + mention.len()))
        .find(|span| {
            let before = text[..span.start].ends_with(number) && mention.starts_with(number);
            let after = text[span.end..].starts_with(number) && mention.ends_with(number);
            !before && !after
        })
}

/// The sentence that no row stands for: it must hold no fact.
fn judge_none(file: &str, sentence: &str, facts: &[Fact], figures: &mut Figures) {
    figures.count("none", facts.is_empty());
    if !facts.is_empty() {
        let found: Vec<&str> = facts.iter().map(|fact| fact.quote.as_str()).collect();
        figures
            .misses
            .push(format!("{file}: {sentence}\n    no fact expected, found {}", found.join(", ")));
    }
}

/// All rows of one sentence against the facts that stand in it.
fn judge(file: &str, rows: &[&Row], figures: &mut Figures) {
    let [first, ..] = rows else { return };
    let gap = if first.context.is_empty() { "" } else { " " };
    let text = format!("{}{gap}{}\n", first.context, first.sentence);
    let start = first.context.len() + gap.len();
    let mut facts = tickmark::extract(NAME, text.as_bytes()).unwrap().facts;
    facts.retain(|fact| fact.span.start >= start);
    if first.gold.kind == "none" {
        return judge_none(file, &first.sentence, &facts, figures);
    }
    let mut from = start;
    for row in rows {
        // A mention that stands there once stands for two facts with the same bytes.
        let span = place(&text, &row.mention, from)
            .or_else(|| place(&text, &row.mention, start))
            .unwrap_or_else(|| panic!("{file}: no {:?} in {:?}", row.mention, row.sentence));
        from = span.end.max(from);
        let candidates = facts.iter().enumerate();
        let best = candidates
            .filter(|(_, fact)| fact.span.overlaps(span) && fact.kind.as_str() == row.gold.kind)
            .min_by_key(|(_, fact)| wrong(&row.gold, fact))
            .map(|(at, _)| at);
        figures.count("found", best.is_some());
        let Some(best) = best else {
            count_missed(&row.gold, figures);
            figures.misses.push(miss(file, row, "not found, or of another kind"));
            continue;
        };
        let fact = facts.remove(best);
        let said = count(&row.gold, &fact, figures);
        if !said.is_empty() {
            figures.misses.push(miss(file, row, &said));
        }
    }
}

fn miss(file: &str, row: &Row, what: &str) -> String {
    let marked = row.sentence.replacen(&row.mention, &format!("[{}]", row.mention), 1);
    let context =
        if row.context.is_empty() { String::new() } else { format!("({}) ", row.context) };
    format!("{file}: {context}{marked}\n    {what}")
}

#[test]
fn labels_hold_their_floors() {
    let mut files: Vec<_> =
        fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut all = Figures::default();
    let mut report = String::new();
    for path in &files {
        let file = path.file_stem().unwrap().to_string_lossy();
        let mut figures = Figures::default();
        let rows = rows(path);
        let rows: Vec<&Row> = rows.iter().collect();
        let same = |a: &&Row, b: &&Row| (&a.context, &a.sentence) == (&b.context, &b.sentence);
        rows.chunk_by(same).for_each(|rows| judge(&file, rows, &mut figures));
        let count = |label: &str| figures.labels.get(label).copied().unwrap_or_default();
        write!(report, "{file:<22}").unwrap();
        for (label, name) in [("tied", "tied"), ("none", "without a fact")] {
            if let (right, judged @ 1..) = count(label) {
                write!(report, "  {name} {right} of {judged}").unwrap();
            }
        }
        report.push('\n');
        all.add(figures);
    }
    hold(FOLDER, &all, report);
}
