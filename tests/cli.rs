//! The command: exit statuses, what it says about bad inputs, and what it leaves behind.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const CALL: &str = "Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million.\n";

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn tickmark(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tickmark(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn sources(out: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(out.join("calls.csv")).unwrap();
    let place = reader.headers().unwrap().iter().position(|name| name == "source_file").unwrap();
    reader.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

#[test]
fn a_file_becomes_tables() {
    let folder = folder("file");
    fs::write(folder.join("call.txt"), CALL).unwrap();
    let output = run(&folder, &["extract", "call.txt", "--out", "tables"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "");
    let names = files(&folder.join("tables"));
    assert_eq!(names.len(), 16, "{names:?}");
    for name in ["facts", "calls", "turns", "numerals", "findings", "translations"] {
        assert!(
            names.contains(&format!("{name}.csv")) && names.contains(&format!("{name}.parquet"))
        );
    }
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.contains("16 files in tables"), "{summary}");
}

/// Each bad input: what is given, what stands on stderr.
#[test]
fn a_bad_input_is_one_sentence_and_the_others_go_on() {
    let folder = folder("bad");
    fs::write(folder.join("good.txt"), CALL).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("binary.txt"), b"\x7fELF\x00\x01\x02\x00\x00 100 \x00").unwrap();
    fs::write(folder.join("latin1.txt"), b"Revenue\nof caf\xe9s was $5 million.\n").unwrap();
    fs::create_dir(folder.join("nothing")).unwrap();
    fs::write(folder.join("facts.csv"), "fact_id,speaker,quote\n1,Jane Roe,$5\n").unwrap();
    fs::write(folder.join("list.json"), "{\"resources\": [{\"name\": \"facts\"}]}").unwrap();
    fs::write(folder.join("cut.json"), "[\n{\"speaker\": \"Jane Roe\", \"text\": \"We").unwrap();
    let row = |call: u32| format!("{call},Executives,Sales rose.\n");
    let two = format!("transcriptid,speakertypename,componenttext\n{}{}", row(7), row(8));
    fs::write(folder.join("two.csv"), two).unwrap();
    #[rustfmt::skip]
    let table = [
        // given          said
        ("missing.txt",   "error: missing.txt: there is no such file or folder\n"),
        ("empty.txt",     "error: empty.txt: the file is empty, or blank\n"),
        ("binary.txt",    "error: binary.txt: byte 4 is 0x00, which no text has: is this a binary file?\n"),
        ("latin1.txt",    "error: latin1.txt: line 2, byte 14 of the file is not UTF-8: convert the file to UTF-8, or to UTF-16 with a byte order mark\n"),
        ("two\nlines.txt", "error: two\\nlines.txt: there is no such file or folder\n"),
        ("facts.csv",     "error: facts.csv: this CSV is no transcript: expected columns such as transcriptpersonname and componenttext\n"),
        ("list.json",     "error: list.json: this JSON is no transcript: expected a list of objects, each with a speaker and a text\n"),
        ("cut.json",      "error: cut.json:2:35: this JSON cannot be read: it ends here, within a value: is it cut off?\n"),
        ("two.csv",       "error: two.csv: 2 calls are in this file: put each one, by its transcript id, into a file of its own\n"),
        ("nothing",       "error: nothing: no transcript in this folder, expected files that end in .txt, .html, .json, .jsonl or .csv\n"),
    ];
    for (given, expected) in table {
        let output =
            run(&folder, &["extract", given, "good.txt", "--format", "csv", "--out", "some"]);
        assert_eq!(said(&output), expected, "given: {given}");
        assert_eq!(output.status.code(), Some(1), "given: {given}");
        assert_eq!(sources(&folder.join("some")), ["good.txt"], "given: {given}");

        let output = run(&folder, &["extract", given, "--out", "none"]);
        assert_eq!(said(&output), expected, "given: {given}");
        assert_eq!(output.status.code(), Some(2), "given: {given}");
        assert!(!folder.join("none").exists(), "given: {given}");
    }
}

/// A call that is cut off is told, other broken JSON is none.
#[test]
fn a_cut_call_in_a_folder_is_told() {
    let folder = folder("cut");
    fs::create_dir(folder.join("calls")).unwrap();
    let files = [
        ("good.txt", CALL),
        ("cut.json", "[{\"speaker\": \"Jane Roe\", \"text\": \"Sales rose 5"),
        ("settings.json", "{\"text\": on, // a comment\n}"),
        ("log.json", "[2024-01-02] started"),
        ("numbers.json", "{\"loss\": [1, 2"),
    ];
    for (name, text) in files {
        fs::write(folder.join("calls").join(name), text).unwrap();
    }
    let output = run(&folder, &["extract", "calls", "--format", "csv", "--out", "out"]);
    let told = "error: calls/cut.json:1:46: this JSON cannot be read: it ends here, within a value: is it cut off?\n";
    assert_eq!(said(&output), told);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(sources(&folder.join("out")), ["calls/good.txt"]);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = folder("folder");
    for name in [
        "calls/b.txt",
        "calls/a/z.txt",
        "calls/a/y.TXT",
        "calls/.hidden.txt",
        "calls/.git/c.txt",
        "calls/notes.md",
        "calls/c.json",
        "calls/c.html",
        "calls/facts.csv",
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, CALL).unwrap();
    }
    // Of pages and data files, those that are transcripts by their form.
    let spoken = "[{\"speaker\": \"Jane Roe\", \"text\": \"Sales rose 5%.\"}]";
    fs::write(folder.join("calls/d.json"), spoken).unwrap();
    let page = "<p><b>Operator:</b> Hello, all.</p><p><b>Jane Roe - CFO:</b> Sales rose 5%.</p>";
    fs::write(folder.join("calls/d.htm"), page).unwrap();
    let rows = "speakertypename,componenttext\nExecutives,Sales rose 5%.\n";
    fs::write(folder.join("calls/d.csv"), rows).unwrap();
    fs::write(folder.join("calls/e.csv"), "fact_id,speaker,quote\n1,Jane Roe,5%\n").unwrap();
    // b.txt is named twice and read once.
    let output = run(
        &folder,
        &["extract", "calls/b.txt", "calls", "calls/../calls/b.txt", "--format=csv", "--out=out"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(
        sources(&folder.join("out")),
        [
            "calls/b.txt",
            "calls/a/y.TXT",
            "calls/a/z.txt",
            "calls/d.csv",
            "calls/d.htm",
            "calls/d.json"
        ]
    );
}

#[test]
fn without_files_the_examples_are_read() {
    let folder = folder("examples");
    let output = run(&folder, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output),
        "error: no folder examples/ here: name transcripts or folders, as in tickmark extract calls/\n"
    );
    fs::create_dir(folder.join("examples")).unwrap();
    fs::write(folder.join("examples/call.txt"), CALL).unwrap();
    for arguments in [&[][..], &["extract"]] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(sources(&folder.join("data-out")), ["examples/call.txt"]);
    }
}

#[test]
fn equal_input_gives_equal_bytes_on_any_number_of_threads() {
    let folder = folder("threads");
    fs::create_dir(folder.join("calls")).unwrap();
    for number in 0..20 {
        fs::write(
            folder.join(format!("calls/{number}.txt")),
            format!("{CALL}\nWe have {number} stores.\n"),
        )
        .unwrap();
    }
    for (threads, out) in [("1", "one"), ("7", "seven"), ("7", "again")] {
        let mut command = tickmark(&folder, &["extract", "calls", "--out", out]);
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
    }
    for name in files(&folder.join("one")) {
        let bytes = |out: &str| fs::read(folder.join(out).join(&name)).unwrap();
        assert!(
            bytes("one") == bytes("seven") && bytes("seven") == bytes("again"),
            "{name} differs"
        );
    }
}

#[test]
fn a_failed_run_keeps_the_old_tables() {
    let folder = folder("failed");
    fs::write(folder.join("call.txt"), CALL).unwrap();
    assert!(run(&folder, &["extract", "call.txt", "--out", "out"]).status.success());
    let before = fs::read(folder.join("out/facts.csv")).unwrap();
    fs::write(folder.join("call.txt"), "Revenue was $99 million.\n").unwrap();
    fs::remove_file(folder.join("out/turns.csv")).unwrap();
    fs::create_dir(folder.join("out/turns.csv")).unwrap();
    let output = run(&folder, &["extract", "call.txt", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "error: out/turns.csv: a folder stands where the table goes\n");
    assert_eq!(fs::read(folder.join("out/facts.csv")).unwrap(), before);
    assert!(files(&folder.join("out")).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn out_may_not_be_a_file() {
    let folder = folder("occupied");
    fs::write(folder.join("call.txt"), CALL).unwrap();
    let output = run(&folder, &["extract", "call.txt", "--out", "call.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output),
        "error: call.txt: this is a file, the tables need a folder: give another --out\n"
    );
    assert_eq!(fs::read_to_string(folder.join("call.txt")).unwrap(), CALL);
}

#[test]
fn tables_of_an_earlier_run_are_pointed_out() {
    let folder = folder("stale");
    fs::write(folder.join("call.txt"), CALL).unwrap();
    run(&folder, &["extract", "call.txt", "--out", "out"]);
    let output =
        run(&folder, &["extract", "call.txt", "--out", "out", "--format", "csv", "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"");
    assert!(
        said(&output)
            .contains("note: out/facts.parquet: from an earlier run, not written by this one")
    );
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = folder("pipe");
    fs::write(folder.join("call.txt"), CALL).unwrap();
    for arguments in [
        &["schema"][..],
        &["completions", "bash"],
        &["man"],
        &["metrics"],
        &["grammar"],
        &["extract", "call.txt"],
        &["explain", "Revenue was $12 million."],
    ] {
        let mut command = tickmark(&folder, arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "given: {arguments:?}");
        assert!(child.wait().unwrap().success(), "given: {arguments:?}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = folder("help");
    for arguments in [
        &["--help"][..],
        &["extract", "--help"],
        &["check", "--help"],
        &["diff", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
        &["explain", "--help"],
        &["metrics", "--help"],
        &["grammar", "--help"],
        &["schema", "--help"],
    ] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            String::from_utf8(output.stdout).unwrap().contains("Example: tickmark "),
            "given: {arguments:?}"
        );
    }
    let version = run(&folder, &["--version"]).stdout;
    assert_eq!(version, format!("tickmark {}\n", env!("CARGO_PKG_VERSION")).into_bytes());
}

#[test]
fn wrong_arguments_are_refused() {
    let folder = folder("arguments");
    for arguments in [&["extract", "--format", "pdf"][..], &["extrakt"], &["explain"]] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "given: {arguments:?}");
        assert!(said(&output).starts_with("error: "), "given: {arguments:?}");
    }
    let output = run(&folder, &["schema", "fact"]);
    assert_eq!(
        said(&output),
        "error: fact: no such table, expected one of kpis, facts, calls, turns, numerals, findings, translations\n"
    );
}

/// Each page: what is asked for, a line that stands on it.
#[test]
fn pages_show_what_is_asked_for() {
    let folder = folder("pages");
    #[rustfmt::skip]
    let table = [
        // given                                                    a line of the page
        (&["metrics"][..],                                          "any sector: "),
        (&["metrics", "bank"],                                      "  cet1_ratio "),
        (&["metrics", "gross_margin"],                              "  kinds       percent, basis points"),
        (&["metrics", "top line"],                                  "revenue: Revenue"),
        (&["metrics", "gross_margin", "--format", "markdown"],      "- `gross margin was 54.1%`"),
        (&["metrics", "gross_margin", "--format", "json"],          "\"kinds\": [\"percent\", \"basis_points\"],"),
        (&["grammar"],                                              "  range-sep "),
        (&["grammar", "amount"],                                    "  read as  per share: 5 USD per share"),
        (&["grammar", "scope"],                                     "  scope.respectively "),
        (&["grammar", "basis.leaves-out"],                          "  explained  stated: leaves something out of earnings"),
        (&["grammar", "leaves something out of earnings"],          "basis.leaves-out"),
        (&["grammar", "range-sep", "--format", "json"],             "\"file\": \"src/quantity/amount.rs\""),
    ];
    for (given, expected) in table {
        let output = run(&folder, given);
        assert_eq!(output.status.code(), Some(0), "given: {given:?}");
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.lines().any(|line| line.starts_with(expected)), "given: {given:?}\n{page}");
    }
}

#[test]
fn a_dataset_takes_calls_one_by_one() {
    let folder = folder("dataset");
    fs::write(folder.join("orrin_q3_2024.txt"), CALL).unwrap();
    fs::write(folder.join("orrin_q2_2024.txt"), CALL.replace("third", "second")).unwrap();
    let extract = |file| {
        let arguments = ["extract", file, "--out", "out", "--partition", "company,fiscal_year"];
        run(&folder, &[&arguments[..], &["--format", "parquet"]].concat())
    };
    assert_eq!(said(&extract("orrin_q3_2024.txt")), "");
    let output = extract("orrin_q2_2024.txt");
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("1 more in out are not in it"), "{}", said(&output));
    extract("orrin_q2_2024.txt");
    let files = files(&folder.join("out/facts/company=orrin/fiscal_year=2024"));
    assert_eq!(files, ["orrin_q2_2024.parquet", "orrin_q3_2024.parquet"]);

    let output = run(
        &folder,
        &["extract", "orrin_q3_2024.txt", "--partition", "company", "--format", "csv"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output),
        "error: --partition divides Parquet: --format does not name parquet\n"
    );
}

#[test]
fn the_schema_is_written_in_three_forms() {
    let folder = folder("schema");
    #[rustfmt::skip]
    let table = [
        // given                                                          a line of the listing
        (&["schema", "facts"][..],                                        "  value_low          decimal "),
        (&["schema", "facts", "--format", "sql"],                         "  \"value_low\" DECIMAL(28,6) NOT NULL,"),
        (&["schema", "facts", "--format", "sql"],                         "  \"period_end\" DATE,"),
        (&["schema", "facts", "--format", "sql"],                         "  \"byte_start\" BIGINT NOT NULL,"),
        (&["schema", "--format", "sql", "--dialect", "postgres"],         "  \"value_low\" NUMERIC NOT NULL,"),
        (&["schema", "--format", "sql", "--dialect", "postgres"],         "  FOREIGN KEY (\"call_id\") REFERENCES \"calls\" (\"call_id\")"),
        (&["schema", "--format", "json"],                                 "        \"type\": \"small_integer\","),
    ];
    for (given, expected) in table {
        let output = run(&folder, given);
        assert_eq!(output.status.code(), Some(0), "given: {given:?}");
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.lines().any(|line| line.starts_with(expected)), "given: {given:?}\n{page}");
    }
    let json: serde_json::Value =
        serde_json::from_slice(&run(&folder, &["schema", "calls", "--format", "json"]).stdout)
            .unwrap();
    assert_eq!(json[0]["name"], "calls");
    assert_eq!(json[0]["key"][0], "call_id");
    assert_eq!(json[0]["columns"][2]["nullable"], true);
}

#[test]
fn what_no_page_knows_is_one_sentence() {
    let folder = folder("unknown");
    #[rustfmt::skip]
    let table = [
        // given                       said
        (["metrics", "gross_margn"],   "error: gross_margn: no such metric, perhaps gross_margin; tickmark metrics lists them all\n"),
        (["metrics", "xyzzy"],         "error: xyzzy: no such metric; tickmark metrics lists them all\n"),
        (["grammar", "rang"],          "error: rang: no such rule, perhaps range or range-sep or vague-range; tickmark grammar lists them all\n"),
    ];
    for (given, expected) in table {
        let output = run(&folder, &given);
        assert_eq!(output.status.code(), Some(2), "given: {given:?}");
        assert_eq!(said(&output), expected, "given: {given:?}");
        assert_eq!(output.stdout, b"", "given: {given:?}");
    }
}
