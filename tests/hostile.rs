//! Text that nobody says: each input is read or refused in one sentence, in bounded time, and every numeral of it is in one row.
//!
//! What kills, fills disks and runs for hours is in `ci/faults.py`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tickmark::{Error, Extraction, extract};

const HEAD: &str =
    "Orrin Mills second quarter 2024 earnings call.\n\nAda Brook -- Chief Financial Officer\n\n";

/// A debug build on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(60);

fn read(text: &str) -> Extraction {
    let start = Instant::now();
    let one = extract("orrin_q2_2024.txt", text.as_bytes()).unwrap();
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    // Every run of digits is in a row: none is lost.
    let digits = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let covered = |at: usize| {
        one.numerals.iter().any(|row| (row.source_span.start..row.source_span.end).contains(&at))
    };
    let starts = (0..text.len()).filter(|at| digits(*at) && !at.checked_sub(1).is_some_and(digits));
    let header = text.find("Ada Brook").unwrap_or_default();
    assert!(
        one.numerals.len() > 2_000 || starts.filter(|at| *at > header).all(covered),
        "a numeral is lost"
    );
    let mut end = 0;
    for row in &one.numerals {
        assert!(row.source_span.start >= end && row.source_span.end > row.source_span.start);
        end = row.source_span.end;
        assert_eq!(text.get(row.source_span.start..end), Some(row.quote.as_str()));
    }
    one
}

/// `low to high` of each fact.
fn values(text: &str) -> String {
    let one = read(&format!("{HEAD}{text}\n"));
    let shown = one.facts.iter().map(|fact| format!("{} {}..{}", fact.quote, fact.low, fact.high));
    shown.collect::<Vec<_>>().join("; ")
}

#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    // given                                            expected
    ("Gross margin was １２３％.",                       "１２３％ 123..123"),
    // A character without width may hide a digit: what it cuts is no quantity.
    ("Revenue was $1\u{200b}2 million.",                ""),
    // Characters that turn the text around change nothing of what is said.
    ("Revenue was \u{202e}$5 million\u{202c} today.",   "$5 million 5000000..5000000"),
    // A Cyrillic letter in the name of a metric: the number is there, what it is nobody knows.
    ("R\u{435}venue was $7 million.",                   "$7 million 7000000..7000000"),
    // Digits of other scripts are none that the grammar reads; they are never half read.
    ("Gross margin was ١٢٪ and १२%.",                   ""),
    // More than a Decimal holds is in the numerals, with its reason.
    ("Revenue was $99999999999999999999999999999 billion.", ""),
    ("Cash was 79228162514264337593543950336 dollars.", ""),
];

#[test]
fn signs() {
    for (given, expected) in SIGNS {
        assert_eq!(values(given), *expected, "given: {given}");
    }
    let too_large = read(&format!("{HEAD}Revenue was $99999999999999999999999999999 billion.\n"));
    let reasons: Vec<String> = too_large
        .numerals
        .iter()
        .filter_map(|row| row.reason)
        .map(|it| format!("{it:?}"))
        .collect();
    assert!(reasons.contains(&"Overflow".to_owned()), "{reasons:?}");
}

#[test]
fn long_and_deep() {
    let words = "revenue grew 5% to $12 million in the quarter and ";
    #[rustfmt::skip]
    let table: &[(&str, String, usize)] = &[
        // what                     the text                                             facts at least
        ("a million digits",        format!("Revenue was $12 million, then {} dollars.", "7".repeat(1_000_000)), 1),
        ("10,000 brackets",         format!("Revenue was $12 million {}5%{}.", "(".repeat(10_000), ")".repeat(10_000)), 1),
        ("dollars only",            format!("Revenue was $12 million. {}", "$".repeat(200_000)), 1),
        ("dots only",               format!("Revenue was $12 million{}", ".".repeat(200_000)), 1),
        ("one word",                format!("Revenue was $12 million {}.", "a".repeat(1_000_000)), 1),
        ("one sentence",            format!("{}.", words.repeat(2_000)), 3_000),
        ("minus signs",             format!("Revenue was {}12 million dollars.", "-".repeat(100_000)), 0),
    ];
    for (what, text, least) in table {
        let one = read(&format!("{HEAD}{text}\n"));
        assert!(one.facts.len() >= *least, "{what}: {} facts", one.facts.len());
    }
}

#[test]
fn many_speakers() {
    let mut text = HEAD.to_owned();
    for number in 0..5_000_u32 {
        let letter =
            |place: u32| char::from(b'a' + u8::try_from(number / 26_u32.pow(place) % 26).unwrap());
        let name: String = (0..3).map(letter).collect();
        text.push_str(&format!("Q{name} Brook -- Analyst\n\nRevenue was ${number} million.\n\n"));
    }
    let one = read(&text);
    assert_eq!(one.facts.len(), 5_000);
    assert_eq!(one.transcript.turns.len(), 5_000);
}

#[test]
fn carriage_returns_alone_end_lines() {
    let text =
        format!("{HEAD}Revenue was $12 million.\n\nBen Stone -- Analyst\n\nAnd margins of 5%?\n");
    let one = read(&text.replace('\n', "\r"));
    assert_eq!(one.transcript.turns.len(), 2);
    assert_eq!(one.facts.iter().map(|fact| fact.line).collect::<Vec<_>>(), [5, 9]);
}

#[rustfmt::skip]
const BROKEN: &[(&str, &[u8], &str)] = &[
    // what                 bytes                                           expected
    ("half a surrogate",    b"\xff\xfeR\x00\x00\xd8 \x005\x00",                     "line 1, byte 4 of the file is not UTF-16"),
    ("cut UTF-8",           b"Revenue was \xe2\x82",                        "line 1, byte 12 of the file is not UTF-8"),
    ("two encodings",       b"Caf\xc3\xa9 sold 5%.\nCaf\xe9 sold 6%.\n",    "line 2, byte 18 of the file is not UTF-8"),
    ("a zero",              b"Revenue was $1\x002 million.",                "byte 14 is 0x00"),
    ("odd UTF-16",          b"\xff\xfe5\x00%",                                "line 1, byte 4 of the file is not UTF-16"),
];

#[test]
fn broken_encodings() {
    for (what, bytes, expected) in BROKEN {
        let error: Error = extract("acme.txt", bytes).unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with("acme.txt: ") && said.contains(expected), "{what}: {said}");
    }
}

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("tickmark-hostile-{}-{name}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// All files below a folder, by their paths from it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn names_that_are_paths_stay_in_the_folder() {
    let folder = folder("paths");
    let text = "../../x second quarter 2024 earnings call.\n\n../../etc/passwd -- Chief Financial Officer\n\nRevenue was $12 million.\n";
    fs::write(folder.join("call.txt"), text).unwrap();
    for company in ["../../x", "/etc", "a/../../b", "con", "company=x/fiscal_year=1"] {
        let output = run(
            &folder,
            &[
                "extract",
                "call.txt",
                &format!("--company={company}"),
                "--partition",
                "company,fiscal_year",
                "--out",
                "out",
            ],
        );
        assert!(output.status.success(), "given: {company}: {output:?}");
        let outside: Vec<PathBuf> = files(&folder)
            .into_iter()
            .filter(|path| {
                !path.starts_with(folder.join("out")) && *path != folder.join("call.txt")
            })
            .collect();
        assert!(outside.is_empty(), "given: {company}: {outside:?}");
        for path in files(&folder.join("out")) {
            let inside = path.strip_prefix(folder.join("out")).unwrap();
            assert!(inside.components().count() <= 4, "given: {company}: {inside:?}");
        }
        fs::remove_dir_all(folder.join("out")).unwrap();
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn formulas_in_names_stay_text() {
    let folder = folder("formulas");
    let names =
        ["=HYPERLINK(\"http://evil.example\",\"x\")", "@SUM(A1:A9)", "+1-2", "-5+6", "\tcmd"];
    let mut text = "Orrin Mills second quarter 2024 earnings call.\n\n".to_owned();
    for name in names {
        text.push_str(&format!(
            "{name} -- Chief Financial Officer\n\nRevenue was $12 million.\n\n"
        ));
    }
    fs::write(folder.join("=call.txt"), &text).unwrap();
    for company in names {
        let output = run(
            &folder,
            &[
                "extract",
                "./=call.txt",
                &format!("--company={company}"),
                "--format",
                "csv,xlsx",
                "--out",
                "out",
            ],
        );
        assert!(output.status.success(), "{output:?}");
        for path in files(&folder.join("out")) {
            if path.extension().is_some_and(|it| it == "csv") {
                let csv = fs::read_to_string(&path).unwrap();
                for cell in csv.lines().flat_map(|line| line.split(',')) {
                    let cell = cell.trim_start_matches('"');
                    let number =
                        cell.trim_end_matches('"').parse::<rust_decimal::Decimal>().is_ok();
                    assert!(
                        number || !cell.starts_with(['=', '@', '+', '-', '\t']),
                        "{}: {cell}",
                        path.display()
                    );
                }
            }
        }
    }
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_what_is_no_file() {
    use std::os::unix::fs::symlink;
    let folder = folder("links");
    let calls = folder.join("calls");
    fs::create_dir(&calls).unwrap();
    fs::write(calls.join("good.txt"), format!("{HEAD}Revenue was $12 million.\n")).unwrap();
    symlink(&calls, calls.join("again")).unwrap();
    symlink(calls.join("two.txt"), calls.join("one.txt")).unwrap();
    symlink(calls.join("one.txt"), calls.join("two.txt")).unwrap();
    let output = run(&folder, &["extract", "calls", "--format", "csv", "--out", "out"]);
    assert!(output.status.success(), "{output:?}");
    let output = run(
        &folder,
        &["extract", "calls/one.txt", "calls/good.txt", "--format", "csv", "--out", "out"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: calls/one.txt: Too many levels of symbolic links\n"
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_too_large_is_refused_before_it_is_in_memory() {
    let folder = folder("large");
    let file = fs::File::create(folder.join("call.txt")).unwrap();
    // A file with a hole: a gigabyte that takes no place on the disk.
    file.set_len(1_000_000_000).unwrap();
    let output = run(&folder, &["extract", "call.txt", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: call.txt: it has more than 64 MB, where a long call has one: give each call as a file of its own\n"
    );
    fs::remove_dir_all(folder).unwrap();
}
