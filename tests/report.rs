//! The evidence report: nothing of an input becomes markup, nothing is fetched, and the file is put in place whole.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tickmark::check::Checks;

const HOSTILE: &str = include_str!("report/hostile.txt");
/// A name that is markup, too.
const HOSTILE_NAME: &str = "x\"><script>owned=7</script>.txt";
const CALM: &str = "Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million.\n";

const DATA: &str = "<script type=\"application/json\" id=\"data\">";

fn page(name: &str, text: &str) -> String {
    let run = tickmark::check(vec![tickmark::extract(name, text.as_bytes()).unwrap()]);
    tickmark::report::html(&run, Checks::built_in())
}

/// What stands between two texts, of which the first one occurs once.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    assert_eq!(page.matches(start).count(), 1, "given: {start}");
    page.split_once(start).unwrap().1.split_once(end).unwrap().0
}

fn data(page: &str) -> &str {
    between(page, DATA, "</script>")
}

/// The page without its data.
fn shell(page: &str) -> String {
    let data = data(page);
    assert_eq!(page.matches(data).count(), 1);
    page.replace(data, "")
}

#[test]
fn no_text_of_an_input_stands_outside_the_data() {
    let hostile = page(HOSTILE_NAME, HOSTILE);
    assert_eq!(shell(&hostile), shell(&page("calm.txt", CALM)));
}

#[test]
fn nothing_in_the_data_ends_or_opens_an_element_or_a_line() {
    let hostile = page(HOSTILE_NAME, HOSTILE);
    let data = data(&hostile);
    for c in ['<', '>', '&', '\u{2028}', '\u{2029}', '\n'] {
        assert!(!data.contains(c), "given: {c:?}");
    }
    // It is all there, as text.
    for part in [
        "\\u003cscript\\u003ewindow.owned = 1\\u003c/script\\u003e",
        "\\u003c!-- a comment",
        "\\u003cimg src=x onerror=owned=1\\u003e",
        "javascript:owned=3",
        "separator \\u2028 and",
        "separator \\u2029 stand",
        "x\\\"\\u003e\\u003cscript\\u003eowned=7",
        "Larch \\u0026 Sons",
    ] {
        assert!(data.contains(part), "given: {part}");
    }
}

#[test]
fn the_policy_lets_the_pages_own_script_and_style_run_and_nothing_else() {
    let page = page("calm.txt", CALM);
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let own = [
        "default-src 'none'".to_owned(),
        format!("script-src {}", hash(between(&page, "<script>", "</script>"))),
        format!("style-src {}", hash(between(&page, "<style>", "</style>"))),
    ];
    let directives: Vec<&str> = policy.split("; ").collect();
    for directive in &own {
        assert!(directives.contains(&directive.as_str()), "expected {directive} in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains(':'));
    // The policy holds for what stands behind it.
    let before = page.split_once("Content-Security-Policy").unwrap().0;
    assert!(!before.contains("<script") && !before.contains("<style"));
}

#[test]
fn the_page_needs_nothing_beside_itself() {
    // The name of the SVG elements is no address that anybody fetches.
    let shell = shell(&page("calm.txt", CALM)).replace("http://www.w3.org/2000/svg", "");
    for part in
        ["http:", "https:", "src=", "@import", "url(", "<link", "fetch(", "import(", "innerHTML"]
    {
        assert!(!shell.contains(part), "given: {part}");
    }
}

#[test]
fn every_fact_and_every_finding_that_was_judged_is_in_the_page() {
    let run = tickmark::check(vec![tickmark::extract(HOSTILE_NAME, HOSTILE.as_bytes()).unwrap()]);
    let page = tickmark::report::html(&run, Checks::built_in());
    let facts: Vec<_> = run.extractions.iter().flat_map(|one| &one.facts).collect();
    assert!(facts.len() > 8, "{}", facts.len());
    for fact in facts {
        assert!(page.contains(&format!("\"{}\"", fact.fact_id)), "given: {}", fact.fact_id);
    }
    let count = |severity: &str| page.matches(&format!("\"severity\": \"{severity}\"")).count();
    for severity in ["error", "warning", "note", "pass"] {
        let found = run.findings.iter().filter(|one| one.severity.as_str() == severity).count();
        assert_eq!(count(severity), found, "given: {severity}");
    }
    assert_eq!(count("not_evaluated"), 0);
}

#[test]
fn equal_input_gives_equal_bytes() {
    assert_eq!(page(HOSTILE_NAME, HOSTILE), page(HOSTILE_NAME, HOSTILE));
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

#[test]
fn the_command_writes_one_file() {
    let folder = folder("command");
    fs::write(folder.join("call.txt"), CALM).unwrap();
    let output = run(&folder, &["report", "call.txt", "--out", "new/page.html"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = fs::read_to_string(folder.join("new/page.html")).unwrap();
    assert_eq!(written, page("call.txt", CALM));
    assert_eq!(fs::read_dir(folder.join("new")).unwrap().count(), 1);
}

#[test]
fn what_cannot_be_written_is_one_sentence_and_leaves_nothing() {
    let folder = folder("refused");
    fs::write(folder.join("call.txt"), CALM).unwrap();
    fs::create_dir(folder.join("taken")).unwrap();
    #[rustfmt::skip]
    let table = [
        // --out           exit  said
        ("taken",          2,    "error: taken: the page needs the name of a file: give another --out\n"),
        ("call.txt/page",  2,    "error: call.txt/page: "),
    ];
    for (out, status, said) in table {
        let output = run(&folder, &["report", "call.txt", "--out", out]);
        assert_eq!(output.status.code(), Some(status), "given: {out}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.starts_with(said) && stderr.lines().count() == 1, "given: {out}: {stderr}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    assert_eq!(fs::read_dir(folder.join("taken")).unwrap().count(), 0);
}

#[test]
fn an_input_that_cannot_be_read_is_told_and_the_others_are_shown() {
    let folder = folder("unread");
    fs::write(folder.join("call.txt"), CALM).unwrap();
    let output = run(&folder, &["report", "call.txt", "missing.txt"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(folder.join("report.html").is_file());
}
