//! One invented call as data, in each form of JSON and CSV: turns, people and speech must come out the same.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod one_call;

use one_call::*;
use tickmark::transcript::read;

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\"").replace('$', "\\u0024"))
}

fn in_csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The section in the words of Capital IQ.
fn component_type(at: usize, it: &Said) -> &'static str {
    match it.kind {
        Operator if at < FIRST_QUESTION => "Presentation Operator Message",
        _ if at < FIRST_QUESTION => "Presenter Speech",
        Operator => "Question and Answer Operator Message",
        Analyst => "Question",
        _ => "Answer",
    }
}

fn speaker_type(it: &Said) -> &'static str {
    match it.kind {
        Operator => "Operator",
        Analyst => "Analysts",
        _ => "Executives",
    }
}

/// The call as objects of this form, one for each turn.
fn objects(form: impl Fn(usize, &Said) -> String) -> Vec<String> {
    CALL.iter().enumerate().map(|(at, it)| form(at, it)).collect()
}

#[rustfmt::skip]
fn data() -> Vec<(&'static str, bool, String)> {
    let head = "\"company\": \"Harlow Castings, Inc.\", \"ticker\": \"NYSE:HLC\", \"year\": 2024, \"quarter\": \"Q2\"";
    let named = |key: &str, text: &str| objects(|_, it| format!("{{\"{key}\": {}, \"{text}\": {}}}", quoted(it.name), quoted(it.text))).join(",\n  ");
    let titled = objects(|_, it| format!("{{\"name\": {}, \"title\": {}, \"content\": {}, \"start\": 12.5}}", quoted(it.name), quoted(it.role), quoted(it.text))).join(",");
    let nested = objects(|_, it| format!("{{\"speaker\": {{\"name\": {}, \"title\": {}}}, \"paragraphs\": [{}]}}", quoted(it.name), quoted(it.role), quoted(it.text))).join(",");
    let part = |from: usize, to: usize| objects(|_, it| format!("{{\"speaker\": {}, \"text\": {}}}", quoted(it.name), quoted(it.text)))[from..to].join(",");
    let halves = format!("{{{head}, \"prepared_remarks\": [{}], \"questions_and_answers\": [{}]}}", part(0, FIRST_QUESTION), part(FIRST_QUESTION, CALL.len()));
    let labels: Vec<&str> = CALL.iter().map(|it| it.name).collect();
    let label = |it: &Said| labels.iter().position(|name| *name == it.name).unwrap();
    let numbered = objects(|_, it| format!("{{\"speaker\": \"spk{:02}\", \"text\": {}}}", label(it), quoted(it.text))).join(",");
    let map = objects(|_, it| format!("\"spk{:02}\": {{\"name\": {}, \"title\": {}}}", label(it), quoted(it.name), quoted(it.role))).join(",");
    // The objects stand in another order than that of the call.
    let mut rows = objects(|at, it| format!("{{\"companyname\": \"Harlow Castings, Inc.\", \"headline\": \"Harlow Castings, Inc., Q2 2024 Earnings Call, Jul 25, 2024\", \"transcriptid\": 77, \"transcriptcomponentid\": {}, \"componentorder\": {at}, \"transcriptcomponenttypename\": \"{}\", \"speakertypename\": \"{}\", \"transcriptpersonname\": {}, \"componenttext\": {}}}", 900 + at, component_type(at, it), speaker_type(it), quoted(it.name), quoted(it.text)));
    rows.reverse();
    let columns = "companyname,headline,transcriptid,transcriptcomponentid,componentorder,transcriptcomponenttypename,speakertypename,transcriptpersonname,componenttext";
    let csv = objects(|at, it| format!("\"Harlow Castings, Inc.\",\"Harlow Castings, Inc., Q2 2024 Earnings Call, Jul 25, 2024\",77,{},{at},{},{},{},{}", 900 + at, component_type(at, it), speaker_type(it), it.name, in_csv(it.text)));
    vec![
        ("array", false, format!("[{}]", named("speaker", "text"))),
        ("segments", false, format!("{{{head},\n \"segments\": [\n  {}]}}", named("speaker_name", "speech"))),
        ("in data", false, format!("{{\"data\": {{{head}, \"transcript\": [{}]}}}}", named("speaker", "text"))),
        ("title", true, format!("{{{head}, \"turns\": [{titled}]}}")),
        ("nested", true, format!("{{{head}, \"transcript\": [{nested}]}}")),
        ("halves", false, halves),
        ("labels", true, format!("{{\"event\": {{{head}}}, \"speakers\": [{numbered}], \"speaker_name_map_v2\": {{{map}}}}}")),
        ("components", false, format!("[{}]", rows.join(", "))),
        ("lines", false, rows.join("\n")),
        ("csv", false, format!("{columns}\n{}\n", csv.join("\n"))),
        ("csv crlf", false, format!("\u{feff}{columns}\r\n{}\r\n", csv.join("\r\n"))),
    ]
}

#[test]
fn each_form_of_data_has_the_same_turns() {
    let mut failed = Vec::new();
    for (form, titled, text) in data() {
        match read("call.txt", text.as_bytes()) {
            Ok(call) => failed.extend(wrong(&call, titled).map(|wrong| format!("{form}: {wrong}"))),
            Err(error) => failed.push(format!("{form}: {error}")),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
