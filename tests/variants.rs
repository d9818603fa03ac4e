//! One invented call, written down in each layout and in its variants: turns, people and speech must come out the same.
//!
//! What varies: dashes, capitals of names, missing titles, the heading of the questions, forms of times, line ends, a byte order mark,
//! lines cut at a width, an indent.

mod one_call;

use one_call::*;
use tickmark::transcript::{SpeakerKind, read};

#[derive(Clone, Copy)]
struct Style {
    dash: &'static str,
    upper: bool,
    titles: bool,
    heading: bool,
    time: &'static str,
}

const PLAIN: Style =
    Style { dash: " - ", upper: false, titles: true, heading: true, time: "(00:12:45)" };

fn name(it: &Said, style: Style) -> String {
    if style.upper { it.name.to_uppercase() } else { it.name.to_owned() }
}

fn people(kind: SpeakerKind) -> Vec<&'static Said> {
    let mut found: Vec<&Said> = Vec::new();
    for it in CALL.iter().filter(|it| it.kind == kind) {
        if !found.iter().any(|other| other.name == it.name) {
            found.push(it);
        }
    }
    found
}

fn questions(lines: &mut Vec<String>, at: usize, style: Style, heading: &str) {
    if at == FIRST_QUESTION && style.heading {
        lines.extend([heading.to_owned(), String::new()]);
    }
}

fn list(lines: &mut Vec<String>, title: &str, kind: SpeakerKind, line: impl Fn(&Said) -> String) {
    lines.push(title.to_owned());
    lines.extend(people(kind).into_iter().map(line));
    lines.push(String::new());
}

#[rustfmt::skip]
fn foolish_old(style: Style) -> Vec<String> {
    let mut lines: Vec<String> = ["Harlow Castings (NYSE: HLC)", "Q2 2024 Earnings Call", "Jul 25, 2024, 9:00 a.m. ET", "", "Contents:", "", "Prepared Remarks", "Questions and Answers", "Call Participants", "", "Prepared Remarks:", ""]
    .map(str::to_owned)
    .to_vec();
    for (at, it) in CALL.iter().enumerate() {
        questions(&mut lines, at, style, "Questions & Answers:");
        let role = match it.kind {
            Operator => String::new(),
            Analyst => format!("{d}{}{d}Analyst", it.role, d = style.dash),
            _ => format!("{}{}", style.dash, it.role),
        };
        lines.extend([
            format!("{}{role}", name(it, style)),
            String::new(),
            it.text.to_owned(),
            String::new(),
        ]);
    }
    lines.extend([
        "Duration: 60 minutes".to_owned(),
        String::new(),
        "Call participants:".to_owned(),
        String::new(),
    ]);
    for it in people(Executive).into_iter().chain(people(Analyst)) {
        lines.extend([format!("{}{}{}", name(it, style), style.dash, it.role), String::new()]);
    }
    lines.extend([
        "More HLC analysis".to_owned(),
        String::new(),
        "All earnings call transcripts".to_owned(),
    ]);
    lines
}

#[rustfmt::skip]
fn foolish_new(style: Style) -> Vec<String> {
    let mut lines: Vec<String> = ["Harlow Castings (HLC) Q2 2024 Earnings Call Transcript", "", "DATE", "", "Thursday, July 25, 2024 at 9 a.m. ET", "", "CALL PARTICIPANTS", ""]
    .map(str::to_owned)
    .to_vec();
    lines.extend(
        people(Executive).iter().map(|it| format!("{}{}{}", it.role, style.dash, name(it, style))),
    );
    lines.extend(
        ["", "TAKEAWAYS", "", "Revenue: $412 million, up 7%.", "", "SUMMARY", "", "Harlow Castings sold more.", "", "Full Conference Call Transcript", ""]
        .map(str::to_owned),
    );
    for it in CALL {
        lines.extend([format!("{}: {}", name(it, style), it.text), String::new()]);
    }
    lines
}

fn name_only(style: Style) -> Vec<String> {
    let mut lines = vec!["Harlow Castings, Inc. (NYSE:HLC) Q2 2024 Earnings Conference Call July 25, 2024 9:00 AM ET".to_owned(), String::new()];
    let line = |it: &Said| {
        if style.titles {
            format!("{}{}{}", name(it, style), style.dash, it.role)
        } else {
            name(it, style)
        }
    };
    list(&mut lines, "Company Participants", Executive, line);
    list(&mut lines, "Conference Call Participants", Analyst, line);
    for (at, it) in CALL.iter().enumerate() {
        questions(&mut lines, at, style, "Question-and-Answer Session");
        lines.extend([name(it, style), String::new(), it.text.to_owned(), String::new()]);
    }
    lines
}

fn two_line(style: Style) -> Vec<String> {
    let mut lines = vec![
        "CORRECTED TRANSCRIPT: Harlow Castings, Inc. (HLC-US), Q2 2024 Earnings Call, 25-July-2024"
            .to_owned(),
        String::new(),
    ];
    let title = |it: &Said| match it.kind {
        Analyst => format!("Analyst, {}", it.role),
        _ => format!("{}, Harlow Castings, Inc.", it.role),
    };
    let line = |it: &Said| format!("{}\n{}", name(it, style), title(it));
    list(&mut lines, "CORPORATE PARTICIPANTS", Executive, line);
    list(&mut lines, "OTHER PARTICIPANTS", Analyst, line);
    lines.extend(["MANAGEMENT DISCUSSION SECTION".to_owned(), String::new()]);
    for (at, it) in CALL.iter().enumerate() {
        questions(&mut lines, at, style, "QUESTION AND ANSWER SECTION");
        if it.kind == Operator {
            lines.push(format!("{}: {}", name(it, style), it.text));
        } else {
            let letter = if at < FIRST_QUESTION {
                ""
            } else if it.kind == Analyst {
                "          Q"
            } else {
                "          A"
            };
            lines.extend([name(it, style), format!("{}{letter}", title(it)), it.text.to_owned()]);
        }
        lines.push(".".repeat(80));
    }
    lines
}

fn rules(style: Style) -> Vec<String> {
    let (thick, thin) = ("=".repeat(80), "-".repeat(80));
    let mut lines: Vec<String> =
        ["Q2 2024 Harlow Castings Inc Earnings Call", "JULY 25, 2024 / 1:00PM GMT", ""]
            .map(str::to_owned)
            .to_vec();
    let firm = |it: &Said| match it.kind {
        Analyst => format!("{} - Analyst", it.role),
        _ => format!("Harlow Castings Inc - {}", it.role),
    };
    let line = |it: &Said| format!(" *  {}\n    {}", name(it, style), firm(it));
    lines.push(thick.clone());
    lines.push("Corporate Participants".to_owned());
    list(&mut lines, &thick, Executive, line);
    lines.push(thick.clone());
    lines.push("Conference Call Participants".to_owned());
    list(&mut lines, &thick, Analyst, line);
    lines.extend([thick.clone(), "Presentation".to_owned()]);
    for (at, it) in CALL.iter().enumerate() {
        if at == FIRST_QUESTION && style.heading {
            lines.extend([thick.clone(), "Questions and Answers".to_owned()]);
        }
        let number = if at < FIRST_QUESTION { at + 1 } else { at + 1 - FIRST_QUESTION };
        let header = if it.kind == Operator {
            format!("{}    [{number}]", name(it, style))
        } else {
            format!("{},  {}    [{number}]", name(it, style), firm(it))
        };
        lines.extend([thin.clone(), header, thin.clone(), it.text.to_owned(), String::new()]);
    }
    lines
}

fn letters(style: Style) -> Vec<String> {
    let mut lines: Vec<String> = [
        "Company Name: Harlow Castings Inc",
        "Company Ticker: HLC US",
        "Date: 2024-07-25",
        "Event Description: Q2 2024 Earnings Call",
        "",
    ]
    .map(str::to_owned)
    .to_vec();
    let line = |it: &Said| {
        if style.titles { format!("{}, {}", name(it, style), it.role) } else { name(it, style) }
    };
    list(&mut lines, "Company Participants", Executive, line);
    list(&mut lines, "Other Participants", Analyst, line);
    lines.extend(["Presentation".to_owned(), String::new()]);
    for (at, it) in CALL.iter().enumerate() {
        questions(&mut lines, at, style, "Questions And Answers");
        let letter = match it.kind {
            _ if at < FIRST_QUESTION => String::new(),
            Analyst => format!("Q{}", style.dash),
            Executive => format!("A{}", style.dash),
            _ => String::new(),
        };
        let code = if it.kind == Operator { "" } else { " {BIO 1234567 <GO>}" };
        lines.extend([
            format!("{letter}{}{code}", name(it, style)),
            it.text.to_owned(),
            String::new(),
        ]);
    }
    lines
}

fn timed(style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for it in CALL {
        lines.extend([
            format!("{} {}:", name(it, style), style.time),
            it.text.to_owned(),
            String::new(),
        ]);
    }
    lines
}

fn timed_inline(style: Style) -> Vec<String> {
    CALL.iter()
        .flat_map(|it| [format!("{} {}: {}", name(it, style), style.time, it.text), String::new()])
        .collect()
}

fn time_first(style: Style) -> Vec<String> {
    CALL.iter()
        .flat_map(|it| [format!("{} {}: {}", style.time, name(it, style), it.text), String::new()])
        .collect()
}

fn inline(style: Style) -> Vec<String> {
    CALL.iter()
        .flat_map(|it| [format!("{}: {}", name(it, style), it.text), String::new()])
        .collect()
}

/// `Jane Roe, Chief Financial Officer` above what is said.
fn comma(style: Style) -> Vec<String> {
    let mut lines = vec!["Harlow Castings Q2 2024 Earnings Call".to_owned(), String::new()];
    for it in CALL {
        let role = if it.role.is_empty() { String::new() } else { format!(", {}", it.role) };
        lines.extend([format!("{}{role}", name(it, style)), it.text.to_owned(), String::new()]);
    }
    lines
}

/// `Jane Roe (Chief Financial Officer): what is said`.
fn bracketed(style: Style) -> Vec<String> {
    let role =
        |it: &Said| if it.role.is_empty() { String::new() } else { format!(" ({})", it.role) };
    let line = |it: &Said| format!("{}{}: {}", name(it, style), role(it), it.text);
    CALL.iter().flat_map(|it| [line(it), String::new()]).collect()
}

type Layout = (&'static str, fn(Style) -> Vec<String>);

#[rustfmt::skip]
const LAYOUTS: &[Layout] = &[
    ("foolish_old", foolish_old), ("foolish_new", foolish_new), ("name_only", name_only), ("two_line", two_line), ("rules", rules), ("letters", letters),
    ("timed", timed), ("timed_inline", timed_inline), ("time_first", time_first), ("inline", inline), ("comma", comma), ("bracketed", bracketed),
];

#[rustfmt::skip]
fn styles() -> Vec<(&'static str, Style)> {
    vec![
        ("plain", PLAIN),
        ("double dash", Style { dash: " -- ", ..PLAIN }),
        ("en dash", Style { dash: " \u{2013} ", ..PLAIN }),
        ("em dash", Style { dash: " \u{2014} ", ..PLAIN }),
        ("capitals", Style { upper: true, ..PLAIN }),
        ("no titles", Style { titles: false, ..PLAIN }),
        ("no heading", Style { heading: false, ..PLAIN }),
        ("[00:12:45]", Style { time: "[00:12:45]", ..PLAIN }),
        ("(12:45)", Style { time: "(12:45)", ..PLAIN }),
        ("00:12:45", Style { time: "00:12:45", ..PLAIN }),
    ]
}

/// Cuts lines at a width, as mail and pages do.
fn wrapped(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let mut width = 0;
        for word in line.split(' ') {
            // Marks of layouts stand on a line of their own.
            if width > 0 && width + word.len() >= 72 && line.len() > 100 {
                text.push('\n');
                width = 0;
            } else if width > 0 {
                text.push(' ');
            }
            text.push_str(word);
            width += word.len() + 1;
        }
        text.push('\n');
    }
    text
}

fn forms(lines: &[String]) -> Vec<(&'static str, String)> {
    let text = lines.join("\n");
    vec![
        ("", text.clone()),
        ("crlf", text.replace('\n', "\r\n")),
        ("bom", format!("\u{feff}{text}")),
        ("wrapped", wrapped(lines)),
        ("page", page(lines)),
        ("content", content(lines)),
        (
            "indented",
            text.split('\n')
                .map(|line| if line.is_empty() { String::new() } else { format!("    {line}") })
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    ]
}

/// A page with a site around the paragraphs.
fn page(lines: &[String]) -> String {
    let escaped = |line: &str| {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        line.replace('$', "&#36;").replace(" million", "&nbsp;million").replace('"', "&quot;")
    };
    let mut body = String::new();
    for line in lines.iter().flat_map(|line| line.split('\n')).filter(|line| !line.is_empty()) {
        body.push_str(&format!("      <p>{}</p>\n", escaped(line)));
    }
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><style>p {{ margin: 4px }}</style></head>\n<body><header><div class=\"logo\">Larch Wire</div>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/m\">Markets (LRW: 12.40)</a></li></ul></nav></header>\n<div class=\"wrap\"><div class=\"article-body\">\n{body}\
         <aside><p>Buy our letter for 99 dollars a year.</p></aside></div>\n<div class=\"more\"><h3>Read more</h3><p>Tarn Bank raised 3 funds this week.</p></div></div>\n\
         <footer>Copyright 2024 Larch Wire. All rights reserved.</footer><script>var x = \"<p>5</p>\";</script></body></html>\n"
    )
}

/// The whole call in one text of an object.
fn content(lines: &[String]) -> String {
    let text = lines
        .join("\n")
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('$', "\\u0024");
    format!(
        "[{{\"symbol\": \"HLC\", \"companyName\": \"Harlow Castings, Inc.\", \"quarter\": 2, \"year\": 2024, \"content\": \"{text}\"}}]"
    )
}

#[test]
fn each_variant_has_the_same_turns() {
    let mut failed = Vec::new();
    let mut tried = 0;
    for (layout, write) in LAYOUTS {
        for (style_name, style) in styles() {
            for (form, text) in forms(&write(style)) {
                // Behind long titles, lines of this short call do not show the width at which they are cut.
                if (*layout, form) == ("bracketed", "wrapped") {
                    continue;
                }
                tried += 1;
                let call = read("call.txt", text.as_bytes()).unwrap();
                let titled = style.titles
                    && !matches!(
                        *layout,
                        "timed" | "timed_inline" | "time_first" | "inline" | "foolish_new"
                    );
                if let Some(wrong) = wrong(&call, titled) {
                    failed.push(format!("{layout}, {style_name}, {form}: {wrong}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} of {tried} variants:\n{}", failed.len(), failed.join("\n"));
}
