//! What changed between two runs, for people and for programs.
//!
//! In:  a [`Difference`]. Out: [`difference`], a text; [`difference_json`]. Not here: what a change is (`diff/`).

use super::json::Json;
use super::plain::plain;
use crate::diff::{Change, Counts, Difference, Edit, Sort};

/// The changes, file by file, and how many there are of each sort.
#[must_use]
pub fn difference(difference: &Difference) -> String {
    let mut lines = Vec::new();
    let mut file = None;
    for change in &difference.changes {
        if file != Some(&change.file) {
            file = Some(&change.file);
            let name = if change.file.is_empty() { "(in no file)" } else { &change.file };
            lines.push(plain(name).into_owned());
        }
        lines.push(plain(&headline(change)).into_owned());
        lines.extend(change.edits.iter().map(|edit| plain(&edited(edit)).into_owned()));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(difference.notes.iter().map(|note| plain(&format!("note: {note}")).into_owned()));
    lines.extend(difference.counts.iter().map(total));
    lines.push(String::new());
    lines.join("\n")
}

/// `  call.txt:12  relabelled  "12%"`
fn headline(change: &Change) -> String {
    let name = change.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let place = match change.line {
        0 => String::new(),
        line => format!("{name}:{line}  "),
    };
    let what = match change.table {
        "facts" => String::new(),
        "findings" => format!("{} ", change.severity),
        table => format!("{} ", singular(table)),
    };
    let sort = match change.sort {
        Sort::Relabelled if change.table == "findings" => "judged otherwise",
        sort => sort.as_str(),
    };
    let quote =
        if change.quote.is_empty() { String::new() } else { format!("  \"{}\"", change.quote) };
    // Of a fact that is there on both sides, what changed says enough.
    let told = change.table == "facts" && !change.edits.is_empty();
    let about =
        if told || change.about.is_empty() { String::new() } else { format!("  {}", change.about) };
    format!("  {place}{what}{sort}{quote}{about}")
}

fn singular(table: &str) -> &str {
    table.strip_suffix('s').unwrap_or(table)
}

/// `    metric: revenue -> eps`
fn edited(edit: &Edit) -> String {
    let shown = |text: &str| if text.is_empty() { "(empty)".to_owned() } else { text.to_owned() };
    format!("    {}: {} -> {}", edit.column, shown(&edit.old), shown(&edit.new))
}

/// `facts: 1 added, 2 relabelled; 90 the same, 3 of them moved`
fn total(counts: &Counts) -> String {
    let numbers = [
        (counts.added, "added"),
        (counts.lost, "lost"),
        (counts.value, "value changed"),
        (
            counts.relabelled,
            if counts.table == "findings" { "judged otherwise" } else { "relabelled" },
        ),
        (counts.quiet, "changed without raising anything"),
    ];
    let said: Vec<String> = numbers
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let said = if said.is_empty() { "no change".to_owned() } else { said.join(", ") };
    let moved =
        if counts.moved == 0 { String::new() } else { format!(", {} of them moved", counts.moved) };
    format!("{}: {said}; {} the same{moved}", counts.table, counts.same)
}

/// The same as an object: `changed`, `changes`, `counts`, `notes`.
#[must_use]
pub fn difference_json(difference: &Difference) -> String {
    let page = Json::Object(vec![
        ("changed", Json::Flag(difference.any())),
        ("changes", Json::List(difference.changes.iter().map(change_json).collect())),
        ("counts", Json::List(difference.counts.iter().map(counts_json).collect())),
        ("notes", Json::texts(&difference.notes)),
    ]);
    page.page()
}

fn change_json(change: &Change) -> Json {
    let edit = |edit: &Edit| {
        Json::Object(vec![
            ("column", Json::text(&edit.column)),
            ("old", Json::text(&edit.old)),
            ("new", Json::text(&edit.new)),
        ])
    };
    Json::Object(vec![
        ("table", Json::text(change.table)),
        ("change", Json::text(change.sort.as_str())),
        ("rows", Json::Number(change.rows)),
        ("file", Json::text(&change.file)),
        ("line", Json::Number(change.line)),
        ("quote", Json::text(&change.quote)),
        ("about", Json::text(&change.about)),
        ("severity", Json::text(&change.severity)),
        ("columns", Json::List(change.edits.iter().map(edit).collect())),
    ])
}

fn counts_json(counts: &Counts) -> Json {
    Json::Object(vec![
        ("table", Json::text(counts.table)),
        ("same", Json::Number(counts.same)),
        ("moved", Json::Number(counts.moved)),
        ("added", Json::Number(counts.added)),
        ("lost", Json::Number(counts.lost)),
        ("value_changed", Json::Number(counts.value)),
        ("relabelled", Json::Number(counts.relabelled)),
        ("quiet", Json::Number(counts.quiet)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(sort: Sort, edits: &[(&str, &str, &str)]) -> Change {
        let edit = |(column, old, new): &(&str, &str, &str)| Edit {
            column: (*column).to_owned(),
            old: (*old).to_owned(),
            new: (*new).to_owned(),
        };
        Change {
            table: "facts",
            sort,
            rows: 1,
            file: "calls/q1.txt".to_owned(),
            line: 12,
            quote: "12%".to_owned(),
            about: "revenue, total".to_owned(),
            severity: String::new(),
            edits: edits.iter().map(edit).collect(),
        }
    }

    #[test]
    fn a_page_has_a_block_for_each_change() {
        let finding = Change {
            table: "findings",
            severity: "error".to_owned(),
            quote: String::new(),
            about: "unit: it\u{1b}[2J is no amount".to_owned(),
            ..change(Sort::Added, &[])
        };
        let changes = vec![
            change(Sort::Relabelled, &[("metric", "revenue", "eps"), ("compare", "", "yoy")]),
            change(Sort::Lost, &[]),
            finding,
        ];
        let counts = Counts {
            table: "facts",
            same: 9,
            moved: 2,
            lost: 1,
            relabelled: 1,
            ..Counts::default()
        };
        let given = Difference { changes, counts: vec![counts], notes: vec!["a note".to_owned()] };
        assert_eq!(
            difference(&given),
            "calls/q1.txt\n  \
               q1.txt:12  relabelled  \"12%\"\n    \
                 metric: revenue -> eps\n    \
                 compare: (empty) -> yoy\n  \
               q1.txt:12  lost  \"12%\"  revenue, total\n  \
               q1.txt:12  error added  unit: it [2J is no amount\n\
             \n\
             note: a note\n\
             facts: 1 lost, 1 relabelled; 9 the same, 2 of them moved\n"
        );
        assert!(difference_json(&given).starts_with("{\n\"changed\": true,\n\"changes\": [{\"table\": \"facts\", \"change\": \"relabelled\", "));
    }

    #[test]
    fn a_page_without_changes_is_its_counts() {
        let counts = Counts { table: "facts", same: 9, ..Counts::default() };
        let given = Difference { counts: vec![counts], ..Difference::default() };
        assert_eq!(difference(&given), "facts: no change; 9 the same\n");
    }
}
