//! The grammar as a page: how numbers are said, and how a sentence says what a number is about.
//!
//! In:  `grammar/quantity.ebnf` and the table of constructions. Out: [`grammar`], all of it, a part, or one rule whole.
//! Not here: the rules themselves (`quantity/`, `fact/`).

use crate::fact::{Construction, LABELS, constructions};
use crate::quantity::{Production, Quantity, productions, scan};

use super::json::Json;
use super::near::Unknown;
use super::page::{Block, Form, Page};
use super::value::amount;

/// The grammar: all of it, or what `asked` names (a production, a construction, a label, or words of a reason that
/// `tickmark explain` gives).
///
/// # Errors
/// [`Unknown`] when no rule has to do with what is asked for.
pub fn grammar(asked: Option<&str>, form: Form) -> Result<String, Unknown> {
    let productions = productions();
    let constructions: Vec<&Construction> = constructions().iter().collect();
    let Some(asked) = asked.map(str::trim) else {
        return Ok(listing(&productions, &constructions, form));
    };
    if let Some(production) = productions.iter().find(|one| one.name == asked) {
        return Ok(whole_production(production, &productions, form));
    }
    let lower = asked.to_lowercase();
    let picks: [&dyn Fn(&Construction) -> bool; 4] = [
        &|one| one.id() == lower,
        &|one| one.label == lower,
        &|one| one.name == lower || one.gives(asked),
        &|one| says(one.reason, asked),
    ];
    let found = picks.iter().find_map(|pick| {
        let found: Vec<&Construction> =
            constructions.iter().copied().filter(|one| pick(one)).collect();
        (!found.is_empty()).then_some(found)
    });
    match found.as_deref() {
        Some([one]) => Ok(whole_construction(one, form)),
        Some(several) => Ok(listing(&[], several, form)),
        None => {
            let ids: Vec<String> = constructions.iter().map(|one| one.id()).collect();
            let names = productions.iter().map(|one| one.name);
            Err(Unknown::new(asked, "rule", names.chain(ids.iter().map(String::as_str))))
        }
    }
}

/// Do the words of `asked` stand in `reason`, one behind the other?
fn says(reason: &str, asked: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        format!(" {} ", words.join(" "))
    };
    !asked.is_empty() && words(reason).contains(&words(asked))
}

/// What a label is about.
fn about(label: &str) -> &'static str {
    LABELS.iter().find(|(name, _)| *name == label).map_or("", |(_, about)| about)
}

/// What the program reads in the example of a production: nothing where it is a part of a quantity only.
fn reads_as(production: &Production) -> String {
    match scan(production.example).quantities.as_slice() {
        [one] if one.span.of(production.example) == production.example => shown(one),
        _ => String::new(),
    }
}

fn shown(quantity: &Quantity) -> String {
    let kind = quantity.kind.as_str().replace('_', " ");
    let value = amount(quantity.kind, &quantity.unit, quantity.low, quantity.high);
    format!("{kind}: {value}")
}

fn listing(productions: &[Production], constructions: &[&Construction], form: Form) -> String {
    if form == Form::Json {
        let productions = productions.iter().map(production_json).collect();
        let constructions = constructions.iter().map(|one| construction_json(one)).collect();
        let fields = vec![
            ("productions", Json::List(productions)),
            ("constructions", Json::List(constructions)),
        ];
        return Json::Object(fields).page();
    }
    let mut page = Page::default();
    page.add(Block::Heading("Grammar".to_owned()));
    if !productions.is_empty() {
        page.add(Block::Text(
            "A number is read by the productions of grammar/quantity.ebnf. What it is about is found by constructions \
             of its sentence, one list for each label. `tickmark grammar NAME` shows one whole."
                .to_owned(),
        ));
        page.add(Block::Heading(format!(
            "Productions: how quantities are said ({})",
            productions.len()
        )));
        let rows = productions
            .iter()
            .map(|one| vec![one.name.to_owned(), one.example.to_owned(), reads_as(one)]);
        page.add(Block::Table(vec!["`production`", "`example`", "read as"], rows.collect()));
    }
    for (label, about) in LABELS {
        let own: Vec<&&Construction> =
            constructions.iter().filter(|one| one.label == *label).collect();
        if own.is_empty() {
            continue;
        }
        page.add(Block::Heading(format!("{label}: {about} ({})", own.len())));
        let rows = own.iter().map(|one| {
            vec![one.id(), format!("{} = {}", one.quote, one.expected), one.example.to_owned()]
        });
        page.add(Block::Table(vec!["`construction`", "gives", "`in`"], rows.collect()));
    }
    page.form(form)
}

fn whole_production(production: &Production, all: &[Production], form: Form) -> String {
    if form == Form::Json {
        return production_json(production).page();
    }
    let names = |wanted: &dyn Fn(&Production) -> bool| {
        let names: Vec<&str> = all.iter().filter(|one| wanted(one)).map(|one| one.name).collect();
        names.join(", ")
    };
    let mut page = Page::default();
    page.add(Block::Heading(production.name.to_owned()));
    page.fields(vec![
        ("written", format!("{} = {} ;", production.name, production.definition)),
        ("example", production.example.to_owned()),
        ("read as", reads_as(production)),
        ("made of", names(&|one| one.name != production.name && production.uses(one.name))),
        ("part of", names(&|one| one.name != production.name && one.uses(production.name))),
        ("code", format!("src/quantity/{}", production.file)),
    ]);
    page.form(form)
}

fn whole_construction(one: &Construction, form: Form) -> String {
    if form == Form::Json {
        return construction_json(one).page();
    }
    let mut page = Page::default();
    page.add(Block::Heading(one.id()));
    let explained = if one.reason.is_empty() {
        String::new()
    } else {
        format!("{}: {}", one.confidence.as_str(), one.reason)
    };
    page.fields(vec![
        ("label", format!("{}: {}", one.label, about(one.label))),
        ("means", one.meaning.to_owned()),
        ("explained", explained),
        ("example", one.example.to_owned()),
        ("gives", format!("{} = {}", one.quote, one.expected)),
    ]);
    page.form(form)
}

fn production_json(one: &Production) -> Json {
    Json::Object(vec![
        ("name", Json::text(one.name)),
        ("definition", Json::text(one.definition)),
        ("example", Json::text(one.example)),
        ("read_as", Json::text(&reads_as(one))),
        ("file", Json::Text(format!("src/quantity/{}", one.file))),
    ])
}

fn construction_json(one: &Construction) -> Json {
    Json::Object(vec![
        ("name", Json::Text(one.id())),
        ("label", Json::text(one.label)),
        ("meaning", Json::text(one.meaning)),
        ("reason", Json::text(one.reason)),
        ("confidence", Json::text(one.confidence.as_str())),
        ("example", Json::text(one.example)),
        ("quote", Json::text(one.quote)),
        ("expected", Json::text(one.expected)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // asked                              first line of the page, or what is said
        ("range-sep",                         "range-sep"),
        ("scope.respectively",                "scope.respectively"),
        ("leaves-out",                        "basis.leaves-out"),
        ("leaves something out of earnings",  "basis.leaves-out"),
        ("governed by \"expect\"",            "status.governed"),
        ("respectively",                      "Grammar"),
        ("period",                            "Grammar"),
        ("rang-sep",                          "rang-sep: no such rule, perhaps range-sep"),
        ("xyzzy",                             "xyzzy: no such rule"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown = match grammar(Some(given), Form::Text) {
                Ok(page) => page.lines().next().unwrap_or_default().to_owned(),
                Err(unknown) => unknown.to_string(),
            };
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[test]
    fn every_rule_is_on_the_page_once() {
        let page = grammar(None, Form::Text).unwrap();
        let names = productions().iter().map(|one| one.name.to_owned()).collect::<Vec<_>>();
        for name in names.into_iter().chain(constructions().iter().map(Construction::id)) {
            let line = page.lines().filter(|line| line.split_whitespace().next() == Some(&name));
            assert_eq!(line.count(), 1, "{name}");
        }
    }
}
