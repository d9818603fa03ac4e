//! Whole invented calls, one in each layout and format, with the furniture of the page: who speaks, as what, in which part, from the first words to
//! the last; company, ticker, period; and some figures at their bytes in the file.
//!
//! `tests/layouts/long/NAME.tsv` says what is expected of NAME. Lines of it:
//! `call`, company, ticker, period; `turn`, speaker, role, kind, section, first words, last words; `fact`, first byte, end, the bytes.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use tickmark::transcript::PassageKind;
use tickmark::{Extraction, extract};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts/long");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "tsv"));
    files.sort();
    files
}

/// What turn `at` says, word by word.
fn words(one: &Extraction, at: usize) -> Vec<&str> {
    let call = &one.transcript;
    let speech =
        |it: &&tickmark::transcript::Passage| it.turn == Some(at) && it.kind == PassageKind::Speech;
    let said = call.passages.iter().filter(speech);
    said.flat_map(|it| call.passage_text(it).split_whitespace()).collect()
}

fn turn(one: &Extraction, at: usize) -> String {
    let Some(turn) = one.transcript.turns.get(at) else { return "no turn".to_owned() };
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    let words = words(one, at);
    let (first, last) = (&words[..words.len().min(6)], &words[words.len().saturating_sub(4)..]);
    let fields = [
        or(&turn.speaker),
        or(&turn.role),
        turn.kind.as_str().to_owned(),
        turn.section.as_str().to_owned(),
        first.join(" "),
        last.join(" "),
    ];
    format!("turn\t{}", fields.join("\t"))
}

fn check(path: &Path, wrong: &mut Vec<String>) {
    let name = path.file_name().unwrap().to_string_lossy();
    let bytes = fs::read(path).unwrap();
    let one = extract(&name, &bytes).unwrap();
    let call = &one.transcript;
    let expected = fs::read_to_string(path.with_file_name(format!("{name}.tsv"))).unwrap();
    let mut turns = 0;
    let mut say = |expected: &str, found: &str| {
        if expected.trim_end() != found.trim_end() {
            wrong.push(format!("{name}:\n  expected {expected}\n  found    {found}"));
        }
    };
    for line in expected.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[0] {
            "call" => {
                let or = |text: &Option<String>| text.clone().unwrap_or_default();
                let period = call.period.map_or(String::new(), |period| period.to_string());
                say(line, &format!("call\t{}\t{}\t{period}", or(&call.company), or(&call.ticker)));
            }
            "turn" => {
                say(line, &turn(&one, turns));
                turns += 1;
            }
            "fact" => {
                let place = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
                let found = one
                    .facts
                    .iter()
                    .find(|fact| (fact.source_span.start, fact.source_span.end) == place);
                let quote = found.map_or("none", |fact| fact.quote.as_str());
                say(line, &format!("fact\t{}\t{}\t{quote}", place.0, place.1));
                assert_eq!(&bytes[place.0..place.1], fields[3].as_bytes(), "{name}: {line}");
            }
            other => say(line, other),
        }
    }
    if turns != call.turns.len() {
        wrong.push(format!("{name}: expected {turns} turns, found {}", call.turns.len()));
    }
    // A fact is speech: figures of the page around it are none.
    for fact in &one.facts {
        let quote = bytes.get(fact.source_span.start..fact.source_span.end);
        if quote != Some(fact.quote.as_bytes()) {
            wrong
                .push(format!("{name}: {} is not the bytes at {:?}", fact.quote, fact.source_span));
        }
    }
}

#[test]
fn every_long_call() {
    let files = files();
    assert!(files.len() > 10, "{files:?}");
    let mut wrong = Vec::new();
    files.iter().for_each(|path| check(path, &mut wrong));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
