//! Reads the real calls beside the project, where they are present: counts only, none of their text.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and says what it skips"
)]

use std::path::Path;

use tickmark::transcript::{Layout, PassageKind, Section, SpeakerKind, Transcript, read};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

fn call(path: &str) -> Option<Transcript> {
    let path = Path::new(SHARED).join(path);
    let bytes = std::fs::read(&path).ok()?;
    Some(read(&path.file_name()?.to_string_lossy(), &bytes).unwrap())
}

fn count(call: &Transcript, kind: impl Fn(PassageKind) -> bool) -> usize {
    call.passages.iter().filter(|passage| kind(passage.kind)).count()
}

#[rustfmt::skip]
const BILINGUAL: &[(&str, &str, usize, usize)] = &[
    // file                        period     turns  line of the first question
    ("000_5b540ee1a8856c20.txt",   "2024-Q1",    65,  94),
    ("001_8d6d858639b64284.txt",   "2023-Q4",    65, 132),
    ("002_fe789ec308291cef.txt",   "2024-Q2",    75, 127),
    ("003_641ca3ac0a3405b0.txt",   "2024-Q3",    49, 245),
    ("004_168061853f31059e.txt",   "2022-Q1",    73,  34),
];

#[test]
fn bilingual() {
    for (file, period, turns, questions) in BILINGUAL {
        let Some(call) = call(&format!("seeds/{file}")) else {
            println!("skipped: {file}");
            continue;
        };
        assert_eq!(call.layout, Layout::Bilingual, "{file}");
        assert_eq!(call.period.unwrap().to_string(), *period, "{file}");
        assert_eq!(call.turns.len(), *turns, "{file}");
        let speech = count(&call, |kind| kind == PassageKind::Speech);
        let translated = count(&call, |kind| matches!(kind, PassageKind::Translation(_)));
        assert_eq!(speech, translated, "{file}");
        assert_eq!(count(&call, |kind| kind == PassageKind::SpeakerHeader), turns * 2, "{file}");
        let first = call.passages.iter().find(|passage| {
            passage.turn.is_some_and(|turn| call.turns[turn].section == Section::Qa)
        });
        assert_eq!(first.unwrap().line, *questions, "{file}");
        assert!(call.turns.iter().all(|turn| turn.kind != SpeakerKind::Unknown), "{file}");
    }
}
