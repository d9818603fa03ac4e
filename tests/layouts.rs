//! Reads an invented call in each layout: who speaks, as what, in which part, and what every other line is.
#![expect(missing_docs, reason = "a test")]

use std::fmt::Write;
use std::path::Path;

use tickmark::transcript::{PassageKind, Transcript, read};

fn call(file: &str) -> Transcript {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts").join(file);
    read(file, &std::fs::read(path).unwrap()).unwrap()
}

/// `line letter` of each passage: `H` names a speaker, `S` speech, `h` heading, `s` summary, `n` notice.
fn passages(call: &Transcript) -> String {
    let letter = |kind| match kind {
        PassageKind::Speech => 'S',
        PassageKind::Translation(_) => 'T',
        PassageKind::SpeakerHeader => 'H',
        PassageKind::Heading => 'h',
        PassageKind::Summary => 's',
        PassageKind::Notice => 'n',
    };
    let shown: Vec<String> =
        call.passages.iter().map(|it| format!("{}{}", it.line, letter(it.kind))).collect();
    shown.join(" ")
}

fn show(call: &Transcript) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    let period = call.period.map_or("-".to_owned(), |period| period.to_string());
    let mut shown = format!(
        "{:?}: {} ({}) {period}\n",
        call.layout,
        or_none(&call.company),
        or_none(&call.ticker)
    );
    for (index, turn) in call.turns.iter().enumerate() {
        let line = call.passages.iter().find(|it| it.turn == Some(index)).map_or(0, |it| it.line);
        let (kind, section) = (turn.kind.as_str(), turn.section.as_str());
        let (speaker, role) = (or_none(&turn.speaker), or_none(&turn.role));
        writeln!(shown, "{line} {speaker} | {role} | {kind} | {section}").unwrap();
    }
    shown + &passages(call)
}

#[test]
fn every_layout() {
    for (file, expected) in EXPECTED {
        assert_eq!(show(&call(file)), expected.trim(), "given: {file}");
    }
}

const EXPECTED: &[(&str, &str)] = &[];
