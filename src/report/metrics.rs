//! The metric vocabulary as a page.
//!
//! In:  rows of `grammar/metrics.toml`. Out: [`metrics`], all of them by sector, some of them, or one of them whole.
//! Not here: what a phrase does in a sentence (`fact/`).

use crate::fact::{Metric, Metrics, Polarity};
use crate::quantity::Kind;

use super::json::Json;
use super::near::Unknown;
use super::page::{Block, Form, Page};

/// The vocabulary: all of it, or what `asked` names (an id, a sector, or a word of a name).
///
/// # Errors
/// [`Unknown`] when no metric has to do with what is asked for.
pub fn metrics(asked: Option<&str>, form: Form) -> Result<String, Unknown> {
    let all = Metrics::built_in();
    let Some(asked) = asked else { return Ok(listing(&rows(all, |_| true), form)) };
    let asked = asked.trim();
    if let Some(row) = all.get(asked) {
        return Ok(whole(row, form));
    }
    let of_sector = rows(all, |row| row.sector == asked);
    let found = if of_sector.is_empty() { named(all, asked) } else { of_sector };
    match found.as_slice() {
        [] => Err(Unknown::new(asked, "metric", all.rows().iter().map(|row| row.id.as_str()))),
        [row] => Ok(whole(row, form)),
        rows => Ok(listing(rows, form)),
    }
}

fn rows(all: &Metrics, wanted: impl Fn(&Metric) -> bool) -> Vec<&Metric> {
    all.rows().iter().filter(|row| wanted(row)).collect()
}

/// The metrics that a text names to the program, and those that have its words in their own name.
fn named<'m>(all: &'m Metrics, asked: &str) -> Vec<&'m Metric> {
    let lower = asked.to_lowercase();
    let said: Vec<&str> = all.find(asked).iter().map(|found| found.metric.id.as_str()).collect();
    let has_word = |name: &str| name.split([' ', '_', '-']).any(|word| word == lower);
    rows(all, |row| {
        said.contains(&row.id.as_str()) || has_word(&row.id) || has_word(&row.name.to_lowercase())
    })
}

/// The phrases of a row as they are written, under what they mean; the empty lists left out.
fn phrases(row: &Metric) -> Vec<(&'static str, &[String])> {
    [
        ("Phrases", &row.phrases),
        ("Phrases that turn the sign", &row.loss_phrases),
        ("Phrases that count only when nothing stronger stands in the clause", &row.weak_phrases),
        (
            "Phrases that turn the sign and count only when nothing stronger stands in the clause",
            &row.weak_loss_phrases,
        ),
        ("What is counted", &row.units),
    ]
    .into_iter()
    .filter(|(_, phrases)| !phrases.is_empty())
    .map(|(heading, phrases)| (heading, phrases.as_slice()))
    .collect()
}

fn phrase_count(row: &Metric) -> usize {
    phrases(row).iter().map(|(_, phrases)| Metric::written_out(phrases).len()).sum()
}

/// A phrase that stands for more phrases than this is shown with its choices.
const WRITTEN_OUT: usize = 12;

/// The phrases as people read them: written out where they are few, else with `(a / b)` for a choice and `[a / b]` for
/// one that may be left out.
fn readable(phrases: &[String]) -> Vec<String> {
    let one = |phrase: &String| {
        let written = Metric::written_out(std::slice::from_ref(phrase));
        if written.len() <= WRITTEN_OUT { written } else { vec![with_choices(phrase)] }
    };
    phrases.iter().flat_map(one).collect()
}

fn with_choices(phrase: &str) -> String {
    let mut shown = String::new();
    for part in phrase.split_inclusive(['{', '}']) {
        let Some(choices) = part.strip_suffix('}') else {
            shown.push_str(part.trim_end_matches('{'));
            continue;
        };
        let words: Vec<&str> =
            choices.split('|').map(str::trim).filter(|word| !word.is_empty()).collect();
        let (open, close) =
            if choices.split('|').any(str::is_empty) { ("[", "]") } else { ("(", ")") };
        // A blank that stands within the choices stands around them on the page.
        shown.push_str(&format!(" {open}{}{close} ", words.join(" / ")));
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kinds(row: &Metric) -> String {
    let kinds: Vec<String> = row.level.iter().map(|kind| kind.as_str().replace('_', " ")).collect();
    kinds.join(", ")
}

fn better(row: &Metric) -> &'static str {
    match row.polarity {
        Polarity::HigherIsBetter => "higher",
        Polarity::LowerIsBetter => "lower",
        Polarity::Neutral => "neither",
    }
}

/// `0 .. 100 %`; empty when none is given.
fn typical(row: &Metric) -> String {
    let Some([low, high]) = &row.range else { return String::new() };
    let unit = if row.has_level(Kind::Percent) {
        " %"
    } else if row.has_level(Kind::Multiple) {
        " times"
    } else {
        ""
    };
    format!("{low} .. {high}{unit}")
}

fn sectors<'m>(rows: &[&'m Metric]) -> Vec<&'m str> {
    let mut sectors: Vec<&str> = Vec::new();
    for row in rows {
        if !sectors.contains(&row.sector.as_str()) {
            sectors.push(&row.sector);
        }
    }
    // What is said in any sector comes first, the others by their names.
    sectors.sort_by_key(|sector| (*sector != "any", *sector));
    sectors
}

fn listing(rows: &[&Metric], form: Form) -> String {
    if form == Form::Json {
        return Json::List(rows.iter().map(|row| json(row)).collect()).page();
    }
    let mut page = Page::default();
    page.add(Block::Heading("Metrics".to_owned()));
    let phrases: usize = rows.iter().map(|row| phrase_count(row)).sum();
    page.add(Block::Text(format!(
        "{} metrics, named by {phrases} phrases. A figure is of the metric that its sentence names. \
         \"Better\" says which direction is good news, \"typical\" what a level mostly lies between.",
        rows.len()
    )));
    for sector in sectors(rows) {
        let own: Vec<&&Metric> = rows.iter().filter(|row| row.sector == sector).collect();
        let heading = if sector == "any" { "any sector" } else { sector };
        page.add(Block::Heading(format!("{}: {}", heading.replace('_', " "), own.len())));
        let lines = own.iter().map(|row| {
            vec![
                row.id.clone(),
                row.name.clone(),
                kinds(row),
                better(row).to_owned(),
                if row.may_be_negative { "may be" } else { "" }.to_owned(),
                typical(row),
                phrase_count(row).to_string(),
            ]
        });
        page.add(Block::Table(
            vec!["`id`", "name", "kinds", "better", "below zero", "typical", "phrases"],
            lines.collect(),
        ));
    }
    page.form(form)
}

fn whole(row: &Metric, form: Form) -> String {
    if form == Form::Json {
        return json(row).page();
    }
    let mut page = Page::default();
    page.add(Block::Heading(format!("{}: {}", row.id, row.name)));
    let mut fields = vec![
        ("sector", row.sector.replace('_', " ")),
        ("kinds", kinds(row)),
        ("better", better(row).to_owned()),
        ("below zero", if row.may_be_negative { "may be" } else { "never" }.to_owned()),
        ("typical", typical(row)),
    ];
    let others =
        [(Kind::Money, &row.amount), (Kind::Percent, &row.ratio), (Kind::PerShare, &row.per_share)];
    for (kind, id) in others.into_iter().filter(|(_, id)| !id.is_empty()) {
        let name = match kind {
            Kind::Money => "amount",
            Kind::Percent => "ratio",
            _ => "per share",
        };
        let what = kind.as_str().replace('_', " ");
        fields.push((name, format!("{id}: what a level in {what} means under its names")));
    }
    fields.extend(
        flags(row)
            .into_iter()
            .filter(|(_, _, is)| *is)
            .map(|(name, about, _)| (name, about.to_owned())),
    );
    page.fields(fields);
    for (heading, phrases) in phrases(row) {
        page.words(
            &format!("{heading} ({})", Metric::written_out(phrases).len()),
            readable(phrases),
        );
    }
    page.list("It is found in", row.examples.clone());
    page.list("It is not found in", row.rejects.clone());
    page.form(form)
}

/// What is special about a row, with its name in the JSON and a sentence about it.
fn flags(row: &Metric) -> [(&'static str, &'static str, bool); 6] {
    [
        ("flow", "adds up over time: the quarters sum to the year", row.flow),
        ("instant", "is measured on a day, not over a time", row.instant),
        (
            "company_wide",
            "is of the whole company, unless a part is named with it",
            row.company_wide,
        ),
        (
            "adjustable",
            "is adjusted by companies, so that \"our figures are non-GAAP\" speaks of it",
            row.adjustable,
        ),
        (
            "cause",
            "acts on other figures: a percentage of it is what it does to one of them",
            row.cause,
        ),
        (
            "things",
            "its names name things that are spoken of without being counted, too",
            row.things,
        ),
    ]
}

fn json(row: &Metric) -> Json {
    let mut fields = vec![
        ("id", Json::text(&row.id)),
        ("name", Json::text(&row.name)),
        ("sector", Json::text(&row.sector)),
        ("kinds", Json::List(row.level.iter().map(|kind| Json::text(kind.as_str())).collect())),
        ("polarity", Json::text(row.polarity.as_str())),
        ("may_be_negative", Json::Flag(row.may_be_negative)),
        ("range", Json::texts(row.range.as_ref().map_or(&[], |range| &range[..]))),
        ("amount", Json::text(&row.amount)),
        ("ratio", Json::text(&row.ratio)),
        ("per_share", Json::text(&row.per_share)),
    ];
    fields.extend(flags(row).map(|(name, _, is)| (name, Json::Flag(is))));
    let lists = [
        ("phrases", &row.phrases),
        ("loss_phrases", &row.loss_phrases),
        ("weak_phrases", &row.weak_phrases),
        ("weak_loss_phrases", &row.weak_loss_phrases),
        ("units", &row.units),
    ];
    fields.extend(lists.map(|(name, list)| (name, Json::texts(&Metric::written_out(list)))));
    fields.push(("phrase_count", Json::Number(phrase_count(row))));
    fields.push(("examples", Json::texts(&row.examples)));
    fields.push(("rejects", Json::texts(&row.rejects)));
    Json::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // asked            the ids that are shown, or what is said
        ("gross_margin",    "gross_margin"),
        ("top line",        "revenue"),
        ("combined ratio",  "combined_ratio"),
        ("hotel",           "3 rows"),
        ("grossmargin",     "grossmargin: no such metric, perhaps gross_margin"),
        ("xyzzy",           "xyzzy: no such metric"),
    ];

    fn show(asked: &str) -> String {
        match metrics(Some(asked), Form::Json) {
            Err(unknown) => unknown.to_string(),
            Ok(page) => {
                let ids: Vec<&str> = page
                    .split("\"id\": \"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next())
                    .collect();
                if ids.len() > 1 { format!("{} rows", ids.len()) } else { ids.join(" ") }
            }
        }
    }

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        // given                                expected
        ("roe",                                 "roe"),
        ("{net |}{sales|revenue}",              "[net] (sales / revenue)"),
        ("gross margin{ rate| percent|}",       "gross margin [rate / percent]"),
        ("{a|b} of {the |our |}c",              "(a / b) of [the / our] c"),
    ];

    #[test]
    fn choices_are_readable() {
        for (given, expected) in PHRASES {
            assert_eq!(with_choices(given), *expected, "given: {given}");
        }
    }

    #[test]
    fn every_row_is_on_the_page_once() {
        let all = Metrics::built_in().rows();
        for form in [Form::Text, Form::Markdown] {
            let page = metrics(None, form).unwrap();
            assert!(page.contains(&format!("{} metrics, named by ", all.len())));
            for row in all {
                let cell = match form {
                    Form::Text => format!("\n  {} ", row.id),
                    _ => format!("\n| `{}` |", row.id),
                };
                assert_eq!(page.matches(&cell).count(), 1, "{}", row.id);
            }
        }
    }

    #[test]
    fn a_row_is_shown_whole() {
        for row in Metrics::built_in().rows() {
            let page = metrics(Some(&row.id), Form::Text).unwrap();
            let phrases = phrases(row).into_iter().flat_map(|(_, phrases)| readable(phrases));
            let shown = row.examples.iter().chain(&row.rejects).cloned();
            for text in shown.chain(phrases) {
                assert!(page.contains(&text), "{}: {text}", row.id);
            }
        }
    }
}
