//! The account of numerals: each numeral of a source stands in exactly one row, with its facts or with its reason.
//!
//! `PROPTEST_CASES=20000 cargo test --test numerals any_text` looks harder.
//! The numerals are found here by a scanner of its own, so that a fault of the program's cannot hide itself.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and says what it skips"
)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tickmark::{Extraction, Span};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// Maximal runs of ASCII digits, with single `.` or `,` between digits.
fn scan(bytes: &[u8]) -> Vec<Span> {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1) {
            at += 1;
        }
        found.push(Span::new(start, at));
    }
    found
}

/// What is wrong with the account of a source in UTF-8; `Ok` is the number of numerals.
fn account(source: &str, one: &Extraction) -> Result<usize, String> {
    let check = |span: Span, quote: &str, what: &str| match source.get(span.start..span.end) {
        None => Err(format!(
            "{what} {span:?} {quote:?} does not stand on character boundaries of the source"
        )),
        Some(text) if text != quote => {
            Err(format!("{what} {span:?} quotes {quote:?}, the source has {text:?}"))
        }
        Some(_) => Ok(()),
    };
    let ids: HashSet<&str> = one.facts.iter().map(|fact| fact.fact_id.as_str()).collect();
    for fact in &one.facts {
        check(fact.source_span, &fact.quote, "fact")?;
    }
    let mut end = 0;
    for row in &one.numerals {
        check(row.source_span, &row.quote, "numeral")?;
        if row.source_span.start < end || row.source_span.is_empty() {
            return Err(format!(
                "numeral {:?} {:?} is empty or overlaps another",
                row.source_span, row.quote
            ));
        }
        end = row.source_span.end;
        if row.fact_ids.is_empty() != row.reason.is_some() {
            return Err(format!(
                "numeral {:?}: facts {:?}, reason {:?}",
                row.quote, row.fact_ids, row.reason
            ));
        }
        if let Some(id) = row.fact_ids.iter().find(|id| !ids.contains(id.as_str())) {
            return Err(format!("numeral {:?} names {id}, which is no fact", row.quote));
        }
    }
    let numerals = scan(source.as_bytes());
    let mut rows = one.numerals.iter().peekable();
    for &numeral in &numerals {
        // Rows are in order and do not overlap: at most one contains the numeral.
        while rows.next_if(|row| row.source_span.end <= numeral.start).is_some() {}
        if !rows.peek().is_some_and(|row| row.source_span.contains(numeral)) {
            return Err(format!("no row covers {:?} at {numeral:?}", numeral.of(source)));
        }
    }
    Ok(numerals.len())
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_u32..3_000).prop_map(|n| n.to_string()),
        (0_u32..2_000, 0_u32..1_000).prop_map(|(a, b)| format!("{a},{b:03}")),
        (0_u32..1_000, 0_u32..100).prop_map(|(a, b)| format!("{a}.{b}")),
        "[0-9]{1,40}",
        "[0-9.,]{1,9}",
        Just("0".to_owned()),
    ]
}

/// A sentence with up to two numbers, as people say them and as they never would.
fn sentence() -> impl Strategy<Value = String> {
    let templates = [
        "Revenue was $A million, up B% year-over-year. ",
        "We expect revenue of $A billion to $B billion in fiscal 2025. ",
        "Gross margin expanded A basis points to B%. ",
        "We ended the quarter with A customers and B,000 employees. ",
        "Adjusted EPS was $(A) versus $B a year ago. ",
        "Between A and B million dollars; roughly A-ish. ",
        "Please see our Form 10-K, page A, filed on March B, 2024. ",
        "A% to B% growth, A.B points, Ax and QB'A. ",
        "\n\nOperator\n\nQuestion A comes from line B. ",
        "\n\nJane Doe -- Chief Financial Officer\n\n",
        "\nSpeaker A: B. ",
        "營收為 A 億美元,成長 B%。\n",
        "A/B/24 at A:B p.m., dial B-555-A. ",
        "$A$B€A%B£ ",
    ];
    (prop::sample::select(templates.to_vec()), number(), number())
        .prop_map(|(template, a, b)| template.replace('A', &a).replace('B', &b))
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => sentence(),
        2 => "[ $€%.,0-9a-zA-Z\\-–()\n\r\t']{0,30}",
        1 => "\\PC{0,20}",
    ];
    (any::<bool>(), prop::collection::vec(piece, 0..12)).prop_map(|(mark, pieces)| {
        format!("{}{}", if mark { "\u{feff}" } else { "" }, pieces.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_numeral_of_any_text_is_accounted_for(text in text()) {
        match tickmark::extract("acme_q2_2024.txt", text.as_bytes()) {
            Ok(one) => prop_assert_eq!(account(&text, &one).err(), None),
            Err(error) => {
                let blank = text.trim_start_matches('\u{feff}').trim().is_empty();
                prop_assert!(blank, "{}", error);
            }
        }
    }
}

/// How a text is written in a format.
type Write = fn(&str) -> String;

fn in_html(text: &str) -> String {
    let mut page = String::from("<!DOCTYPE html><html><body class=\"p\"><main>");
    for line in text.lines() {
        page.push_str("<p>");
        for (at, c) in line.chars().enumerate() {
            match c {
                '&' => page.push_str("&amp;"),
                '<' => page.push_str("&lt;"),
                '$' if at % 2 == 0 => page.push_str("&dollar;"),
                '%' if at % 2 == 0 => page.push_str("&percnt;"),
                ' ' if at % 3 == 0 => page.push_str("&nbsp;"),
                ' ' if at % 3 == 1 => page.push_str("\r\n\t"),
                c => page.push(c),
            }
        }
        page.push_str("</p>\r\n");
    }
    page + "</main></body></html>"
}

fn in_json(text: &str) -> String {
    let mut json = String::from(
        "{\"company\": \"Acme\", \"turns\": [{\"speaker\": \"Jane Roe\", \"text\": \"",
    );
    for (at, c) in text.chars().enumerate() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            '\r' => json.push_str("\\r"),
            '/' if at % 2 == 0 => json.push_str("\\/"),
            c => json.push(c),
        }
    }
    json + "\"}]}"
}

fn in_csv(text: &str) -> String {
    format!("speakertypename,componenttext\r\nExecutives,\"{}\"\r\n", text.replace('"', "\"\""))
}

const FORMATS: &[(&str, Write)] = &[("html", in_html), ("json", in_json), ("csv", in_csv)];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_numeral_of_any_page_or_data_file_is_accounted_for(sentences in prop::collection::vec(sentence(), 1..8)) {
        let text = sentences.concat();
        for (format, write) in FORMATS {
            let source = write(&text);
            let name = format!("acme_q2_2024.{format}");
            match tickmark::extract(&name, source.as_bytes()) {
                Ok(one) => prop_assert_eq!(account(&source, &one).err(), None, "{}", source),
                Err(error) => prop_assert!(text.trim().is_empty(), "{}: {}", error, source),
            }
        }
    }
}

/// A sentence has the same figures in each format, and each leads to its own bytes there.
#[test]
fn figures_are_the_same_in_each_format() {
    let text = "Revenue was $1.2 billion, up 7% & more. We expect \"$1.3 billion to $1.4 billion\" in 2025.\nGross margin was 41.5%.";
    #[rustfmt::skip]
    let table = [
        // format   quotes
        ("txt",     "$1.2 billion; 7%; $1.3 billion to $1.4 billion; 41.5%"),
        ("html",    "&dollar;1.2\r\n\tbillion; 7&percnt;; $1.3\r\n\tbillion&nbsp;to&nbsp;$1.4 billion; 41.5%"),
        ("json",    "$1.2 billion; 7%; $1.3 billion to $1.4 billion; 41.5%"),
        ("csv",     "$1.2 billion; 7%; $1.3 billion to $1.4 billion; 41.5%"),
    ];
    let values = |one: &Extraction| -> Vec<_> {
        one.facts.iter().map(|fact| (fact.low, fact.high, fact.metric.clone())).collect()
    };
    let plain = tickmark::extract("acme_q2_2024.txt", text.as_bytes()).unwrap();
    for (format, quotes) in table {
        let write = FORMATS.iter().find(|(name, _)| *name == format).map(|(_, write)| *write);
        let source = write.map_or_else(|| text.to_owned(), |write| write(text));
        let one = tickmark::extract(&format!("acme_q2_2024.{format}"), source.as_bytes()).unwrap();
        let found: Vec<&str> = one.facts.iter().map(|fact| fact.source_span.of(&source)).collect();
        assert_eq!(found.join("; "), quotes, "{format}: {source}");
        assert_eq!(values(&one), values(&plain), "{format}");
    }
}

fn transcripts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            transcripts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
}

/// The number of numerals in all transcripts below `folders`.
fn count(folders: &[&str]) -> (usize, usize) {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| transcripts(Path::new(folder), &mut paths));
    paths.sort();
    let mut numerals = 0;
    for path in &paths {
        let source = fs::read_to_string(path).unwrap();
        let one = tickmark::extract(&path.to_string_lossy(), source.as_bytes()).unwrap();
        numerals +=
            account(&source, &one).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    (paths.len(), numerals)
}

#[test]
fn every_numeral_of_the_examples_is_accounted_for() {
    let (calls, numerals) = count(&[concat!(env!("CARGO_MANIFEST_DIR"), "/examples")]);
    assert!(calls > 0 && numerals > 0);
    println!("{calls} calls, {numerals} numerals, all accounted for");
}

#[test]
fn every_numeral_of_the_real_calls_is_accounted_for() {
    let folders = ["seeds", "gold/calls", "eval"].map(|folder| format!("{SHARED}/{folder}"));
    let (calls, numerals) = count(&folders.each_ref().map(String::as_str));
    if calls == 0 {
        println!("skipped: {SHARED} is not there");
        return;
    }
    println!("{calls} calls, {numerals} numerals, all accounted for");
}
