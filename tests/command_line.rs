//! The command's options from outside: standard input, patterns, what is known of a call, JSON, settings, own words.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const CALL: &str = "Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million.\n";

/// A fresh folder with two calls in it.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(path.join("calls")).unwrap();
    fs::write(path.join("calls/a_q3_2024.txt"), CALL).unwrap();
    fs::write(path.join("calls/b_q2_2024.txt"), CALL.replace("third", "second")).unwrap();
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

fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = tickmark(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses its arguments closes the pipe unread.
    drop(child.stdin.take().unwrap().write_all(input));
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn page(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The cells of a column of a table in `data-out`.
fn column(folder: &Path, table: &str, name: &str) -> Vec<String> {
    let path = folder.join("data-out").join(format!("{table}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let place = reader.headers().unwrap().iter().position(|one| one == name).unwrap();
    reader.records().map(|row| row.unwrap().get(place).unwrap().to_owned()).collect()
}

#[test]
fn standard_input_is_a_call() {
    let folder = folder("stdin");
    #[rustfmt::skip]
    let table: &[(&[&str], &[&str])] = &[
        // given                                    source files
        (&["-"],                                    &["stdin"]),
        (&["-", "--name", "acme_q3_2021.txt"],      &["acme_q3_2021.txt"]),
        (&["calls", "-", "--name=c.txt", "-"],      &["calls/a_q3_2024.txt", "calls/b_q2_2024.txt", "c.txt"]),
    ];
    for (given, expected) in table {
        let arguments = [&["extract"], *given].concat();
        let output = run_with_input(&folder, &arguments, CALL.as_bytes());
        assert_eq!(output.status.code(), Some(0), "given: {given:?} {}", said(&output));
        assert_eq!(column(&folder, "calls", "source_file"), *expected, "given: {given:?}");
    }
    #[rustfmt::skip]
    let table: &[(&[&str], &[u8], &str)] = &[
        // given                         input     said
        (&["-"],                         b"",      "error: stdin: the file is empty, or blank\n"),
        (&["-", "--name", "a.txt"],      b"\0\0\0", "error: a.txt: byte 0 is 0x00, which no text has: is this a binary file?\n"),
        (&["calls", "--name", "a.txt"],  b"",      "error: --name is for standard input: give - too, as in tickmark extract - --name acme.txt\n"),
    ];
    for (given, input, expected) in table {
        let output = run_with_input(&folder, &[&["extract"], *given].concat(), input);
        assert_eq!(said(&output), *expected, "given: {given:?}");
        assert_eq!(output.status.code(), Some(2), "given: {given:?}");
    }
}

#[test]
fn patterns_stand_for_files_and_folders() {
    let folder = folder("patterns");
    fs::write(folder.join("calls/.hidden_q1_2024.txt"), CALL).unwrap();
    fs::write(folder.join("calls/[x]*.txt"), CALL).unwrap();
    #[rustfmt::skip]
    let table: &[(&[&str], i32, &[&str], &str)] = &[
        // given                        status  source files                                        said
        (&["calls/*_2024.txt"],         0,      &["calls/a_q3_2024.txt", "calls/b_q2_2024.txt"],    ""),
        (&["calls/?_q3_*"],             0,      &["calls/a_q3_2024.txt"],                           ""),
        (&["c*", "calls/a_q3_2024.txt"], 0,     &["calls/[x]*.txt", "calls/a_q3_2024.txt", "calls/b_q2_2024.txt"], ""),
        (&["calls/[x]*.txt"],           0,      &["calls/[x]*.txt"],                                ""),
        (&["d/*.txt", "calls/b*"],      1,      &["calls/b_q2_2024.txt"],                           "error: d/*.txt: no file or folder is like this\n"),
        (&["calls/***", "calls/b*"],    1,      &["calls/b_q2_2024.txt"],                           "error: calls/***: no pattern, at character 9: "),
    ];
    for (given, status, sources, expected) in table {
        let output = run(&folder, &[&["extract"], *given].concat());
        assert_eq!(output.status.code(), Some(*status), "given: {given:?} {}", said(&output));
        assert_eq!(column(&folder, "calls", "source_file"), *sources, "given: {given:?}");
        assert!(said(&output).starts_with(expected), "given: {given:?} {}", said(&output));
        assert_eq!(said(&output).is_empty(), expected.is_empty(), "given: {given:?}");
    }
}

#[test]
fn what_is_known_of_a_call_goes_before_its_text() {
    let folder = folder("known");
    let output = run(
        &folder,
        &[
            "extract",
            "calls/a_q3_2024.txt",
            "--company=Tarn Oak",
            "--period=2022-q1",
            "--fiscal-year-end=june",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(column(&folder, "calls", "call_id"), ["tarn-oak-2022-q1"]);
    assert_eq!(column(&folder, "calls", "period_source"), ["given"]);
    assert_eq!(column(&folder, "facts", "period"), ["2022-Q1"]);
    assert_eq!(column(&folder, "facts", "period_start"), ["2021-07-01"]);
    #[rustfmt::skip]
    let table = [
        // given                    said
        ("--period=2024-Q5",        "error: invalid value '2024-Q5' for '--period <PERIOD>': \"Q5\" is no part of a year, expected Q1 to Q4, H1, H2 or FY, as in 2024-Q1, 2024-H2 or 2024-FY\n"),
        ("--fiscal-year-end=13",    "error: invalid value '13' for '--fiscal-year-end <MONTH>': expected a month, 1 to 12 or its name, as in 6 or june\n"),
        ("--company=",              "error: invalid value '' for '--company <NAME>': expected the name of a company, as in \"Acme Robotics\"\n"),
    ];
    for command in ["extract", "check"] {
        for (given, expected) in table {
            let output = run(&folder, &[command, "calls", given]);
            assert!(said(&output).starts_with(expected), "given: {given} {}", said(&output));
            assert_eq!(output.status.code(), Some(2), "given: {given}");
        }
    }
}

#[test]
fn json_is_one_object() {
    let folder = folder("json");
    let output = run(&folder, &["extract", "calls", "--json", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let shown = page(&output);
    for expected in [
        "{\n\"calls\": [{\"call_id\": \"a_q3_2024\", \"source_file\": \"calls/a_q3_2024.txt\", \"company\": \"\", \"period\": \"2024-Q3\", \"layout\": \"plain\", \"facts\": 1, ",
        "\n\"facts\": 2,\n",
        "\n\"findings\": {\"error\": 0, \"warning\": 0, ",
        "\n\"files\": [\"data-out/kpis.csv\", \"data-out/facts.csv\", ",
    ] {
        assert!(shown.contains(expected), "no {expected}\n{shown}");
    }
    assert_eq!(run(&folder, &["extract", "calls", "--json", "--quiet"]).status.code(), Some(2));

    fs::write(folder.join("odd.txt"), format!("{CALL}\nShares outstanding were $40 million.\n"))
        .unwrap();
    let output = run(&folder, &["check", "odd.txt", "--json", "--fail-on", "error"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let shown = page(&output);
    assert!(shown.starts_with("{\n\"findings\": [{\"finding_id\": \"unit_money_count:"), "{shown}");
    assert!(shown.contains("\"source_file\": \"odd.txt\", \"line\": 5, "), "{shown}");
    assert!(shown.contains("\n\"counts\": {\"error\": 1, "), "{shown}");
}

#[test]
fn in_a_pipe_there_is_no_bar_and_no_colour() {
    let folder = folder("pipe");
    fs::write(folder.join("odd.txt"), format!("{CALL}\nShares outstanding were $40 million.\n"))
        .unwrap();
    for arguments in [&["extract", "calls"][..], &["check", "odd.txt"], &["extract", "--help"]] {
        let output = run(&folder, arguments);
        assert_eq!(said(&output), "", "given: {arguments:?}");
        assert!(!page(&output).contains('\u{1b}'), "given: {arguments:?}");
    }
}

#[test]
fn completions_and_manual_know_every_option() {
    let folder = folder("generated");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = run(&folder, &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "given: {shell}");
        let script = page(&output);
        for option in ["fiscal-year-end", "fail-on", "accept"] {
            assert!(script.contains(option), "given: {shell}, no {option}");
        }
    }
    let output = run(&folder, &["man"]);
    assert!(page(&output).contains(".TH tickmark 1"), "{}", page(&output));
    let output = run(&folder, &["man", "extract"]);
    assert!(page(&output).contains(".TH tickmark-extract 1"), "{}", page(&output));
    assert!(page(&output).contains("fiscal\\-year\\-end"), "{}", page(&output));
    let output = run(&folder, &["man", "extrakt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).starts_with(
        "error: extrakt: no such command, expected one of extract, check, report, diff, "
    ));
    assert_eq!(run(&folder, &["completions", "dos"]).status.code(), Some(2));
}

#[test]
fn settings_are_defaults_that_the_command_line_goes_before() {
    let folder = folder("settings");
    let settings = |text: &str| fs::write(folder.join("tickmark.toml"), text).unwrap();
    settings("inputs = [\"calls/a*\"]\nformat = \"csv\"\nperiod = \"2021-Q1\"\n");
    for (arguments, period) in [(&[][..], "2021-Q1"), (&["extract", "--period=2020-Q4"], "2020-Q4")]
    {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(0), "given: {arguments:?} {}", said(&output));
        assert_eq!(column(&folder, "calls", "period"), [period], "given: {arguments:?}");
        assert!(!folder.join("data-out/facts.parquet").exists());
    }
    settings("out = \"tables\"\n\nperoid = \"2021-Q1\"\n");
    let output = run(&folder, &["extract", "calls"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output)
            .starts_with("error: tickmark.toml:3:1: no setting \"peroid\", expected one of ")
    );
    assert!(!folder.join("tables").exists());
    // Only the current folder's settings count.
    assert_eq!(run(&folder.join("calls"), &["extract", "a_q3_2024.txt"]).status.code(), Some(0));
}

const OWN_METRIC: &str = "[[metric]]\nid = \"pod_visits\"\nname = \"Pod visits\"\nsector = \"any\"\nlevel = [\"count\"]\n\
    polarity = \"higher_is_better\"\nphrases = [\"pod visit\"]\nexamples = [\"pod visits were 12\"]\n";
const OWN_CHECK: &str = "[[identity]]\nid = \"visits_once\"\nfamily = \"sum\"\nformula = \"pod_visits + headcount = customers\"\n\
    examples = [{ given = [\"1\", \"2\", \"3\"], verdict = \"holds\" }, { given = [\"1\", \"2\", \"9\"], verdict = \"apart by 4.5\" }]\n";

#[test]
fn own_words_stand_over_the_built_in_ones() {
    let folder = folder("own");
    fs::create_dir(folder.join("own")).unwrap();
    fs::write(folder.join("visits.txt"), format!("{CALL}\nPod visits were 400.\n")).unwrap();
    let own = |name: &str, text: &str| fs::write(folder.join("own").join(name), text).unwrap();
    let extract = || run(&folder, &["extract", "visits.txt", "--grammar", "own"]);
    let refused = |expected: &str| {
        let output = extract();
        assert!(
            said(&output).starts_with(expected),
            "expected: {expected}\nsaid: {}",
            said(&output)
        );
        assert_eq!(output.status.code(), Some(2), "{expected}");
    };
    refused("error: own: neither metrics.toml nor checks.toml in this folder\n");
    own("metrics.toml", OWN_METRIC);
    own("checks.toml", OWN_CHECK);
    let output = extract();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(column(&folder, "facts", "metric"), ["revenue", "pod_visits"]);
    let output = run(&folder, &["explain", "Pod visits were 400.", "--grammar", "own"]);
    assert!(page(&output).contains("pod_visits"), "{}", page(&output));
    let output = run(&folder, &["check", "--grammar", "own", "--explain", "visits_once"]);
    assert!(page(&output).contains("pod_visits + headcount = customers"), "{}", page(&output));

    own(
        "metrics.toml",
        &format!(
            "# own\n{}",
            OWN_METRIC.replace("12", "").replace("pod visits were", "visits were")
        ),
    );
    refused("error: own/metrics.toml:2:1: pod_visits: not found in its example \"visits were \"\n");
    own("metrics.toml", &OWN_METRIC.replace("sector", "sektor"));
    refused("error: own/metrics.toml:4:1: unknown field `sektor`");
    own("metrics.toml", OWN_METRIC);
    own("checks.toml", &OWN_CHECK.replace("pod_visits +", "pod_visit +"));
    refused("error: own/checks.toml:4");
    own("checks.toml", OWN_CHECK);
    own("scopes.toml", "");
    refused("error: own/scopes.toml: not read, expected metrics.toml or checks.toml\n");
}
