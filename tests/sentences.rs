//! The labelled sentences of `tests/sentences/` through `tickmark::extract`, against floors.
//!
//! The rules of comparison stand in `tests/sentences/README.md`, the floors in `tests/sentences/floors.toml`.
//! `cargo test --test sentences -- --nocapture` prints the figures of a run that passes, too.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and prints its figures"
)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use serde::Deserialize;
use tickmark::Span;
use tickmark::fact::Fact;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sentences");
/// Supplies the period of the call: nothing in a sentence says it.
const NAME: &str = "acme_q2_2024.txt";
/// Misses printed of a run that fails.
const SHOWN: usize = 400;
/// The labels that must all be right for a fact to be tied.
const TIED: [&str; 8] =
    ["value", "metric", "scope", "basis", "aspect", "compare", "period", "status"];

/// The core list of `facts.md`: an id that is not in it is as good as `other`.
const CORE: &str = "revenue bookings backlog arr gross_profit gross_margin operating_expenses operating_income
    operating_margin net_income eps ebitda ebitda_margin stock_based_compensation stock_based_compensation_ratio
    restructuring_charges impairment goodwill depreciation_amortization interest_expense effective_tax_rate income_tax
    operating_cash_flow free_cash_flow free_cash_flow_margin capital_expenditures cash debt leverage_ratio liquidity
    share_repurchases repurchase_authorization repurchase_remaining shares_outstanding dividend dividend_per_share
    net_expansion_rate retention_rate churn_rate customers arpu headcount same_store_sales traffic average_ticket stores
    units volume price market_share net_interest_income net_interest_margin provision_for_credit_losses loans deposits roe
    cet1_ratio combined_ratio assets_under_management ffo ffo_per_share noi occupancy production reserves capacity
    inventory working_capital acquisition_price settlement contract_value";

/// One line of a file.
#[derive(Deserialize)]
struct Row {
    context: String,
    sentence: String,
    mention: String,
    kind: String,
    low: String,
    high: String,
    bound: String,
    metric: String,
    scope: String,
    basis: String,
    aspect: String,
    compare: String,
    period: String,
    status: String,
    adjusted_for: String,
}

/// Figures of a file or of all, `right` of `judged` for each label.
#[derive(Default)]
struct Figures {
    labels: BTreeMap<&'static str, (u32, u32)>,
    misses: Vec<String>,
}

impl Figures {
    fn count(&mut self, label: &'static str, right: bool) {
        let (rights, judged) = self.labels.entry(label).or_default();
        *rights += u32::from(right);
        *judged += 1;
    }

    fn add(&mut self, other: Self) {
        for (label, (right, judged)) in other.labels {
            let sum = self.labels.entry(label).or_default();
            *sum = (sum.0 + right, sum.1 + judged);
        }
        self.misses.extend(other.misses);
    }

    /// Share in hundredths of a percent, in whole numbers.
    fn share(&self, label: &str) -> u32 {
        match self.labels.get(label) {
            Some((right, judged)) if *judged > 0 => right * 10_000 / judged,
            _ => 10_000,
        }
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_path(path).unwrap();
    reader
        .deserialize()
        .map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

/// The k-th time that `mention` stands in `text` as a whole number, from `from` on.
fn place(text: &str, mention: &str, from: usize) -> Option<Span> {
    let number = |c: char| c.is_ascii_digit();
    text[from..]
        .match_indices(mention)
        .map(|(at, _)| Span::new(from + at, from + at + mention.len()))
        .find(|span| {
            let before = text[..span.start].ends_with(number) && mention.starts_with(number);
            let after = text[span.end..].starts_with(number) && mention.ends_with(number);
            !before && !after
        })
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| panic!("not a number: {text:?}"))
}

fn scope_words(scope: &str) -> HashSet<String> {
    let words = scope.to_lowercase();
    let words = words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '&' | '.')));
    let quiet = ["", "our", "the", "a", "an", "business", "businesses", "segment", "segments"];
    words
        .filter(|word| !quiet.contains(word))
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect()
}

fn same_scope(gold: &str, found: &str) -> bool {
    if gold == "total" || found == "total" {
        return gold == found;
    }
    let (gold, found) = (scope_words(gold), scope_words(found));
    gold.is_subset(&found) || found.is_subset(&gold)
}

/// Each label with what the row and the fact say, and whether they agree; `None` is not judged.
fn judged(row: &Row, fact: &Fact) -> Vec<(&'static str, Option<bool>, String, String)> {
    let core: HashSet<&str> = CORE.split_whitespace().collect();
    let period = fact.period.to_string();
    let reported = |basis: &str| matches!(basis, "unspecified" | "reported");
    let adjusted = |text: &str| !text.is_empty();
    let (metric, basis, compare) = (&*fact.metric, fact.basis.as_str(), fact.compare.as_str());
    let values = |low: &str, high: &str| (fact.low, fact.high) == (decimal(low), decimal(high));
    let is = |gold: &str, found: &str| gold == found;
    let judged = [
        (
            "value",
            &row.low,
            format!("{} .. {}", fact.low, fact.high),
            row.low == "*" || values(&row.low, &row.high),
        ),
        ("bound", &row.bound, fact.bound.as_str().to_owned(), is(&row.bound, fact.bound.as_str())),
        (
            "metric",
            &row.metric,
            fact.metric.clone(),
            row.metric == metric || row.metric == "other" && !core.contains(metric),
        ),
        ("scope", &row.scope, fact.scope.clone(), same_scope(&row.scope, &fact.scope)),
        (
            "basis",
            &row.basis,
            basis.to_owned(),
            row.basis == basis || reported(&row.basis) && reported(basis),
        ),
        (
            "aspect",
            &row.aspect,
            fact.aspect.as_str().to_owned(),
            is(&row.aspect, fact.aspect.as_str()),
        ),
        ("compare", &row.compare, compare.to_owned(), is(&row.compare, compare)),
        ("period", &row.period, period.clone(), is(&row.period, &period)),
        (
            "status",
            &row.status,
            fact.status.as_str().to_owned(),
            is(&row.status, fact.status.as_str()),
        ),
        (
            "adjusted_for",
            &row.adjusted_for,
            fact.adjusted_for.clone(),
            adjusted(&row.adjusted_for) == adjusted(&fact.adjusted_for),
        ),
    ];
    judged
        .into_iter()
        .map(|(label, gold, found, agrees)| {
            (label, is_judged(label, gold).then_some(agrees), gold.clone(), found)
        })
        .collect()
}

/// Does a row that says `gold` decide this label?
fn is_judged(label: &str, gold: &str) -> bool {
    match label {
        _ if gold == "*" => false,
        "compare" => !matches!(gold, "" | "unspecified" | "other"),
        "period" => !matches!(gold, "" | "unspecified"),
        _ => true,
    }
}

/// A fact that is not there has no label right: otherwise finding more could lower a share.
fn count_missed(row: &Row, figures: &mut Figures) {
    figures.count("tied", false);
    let labels = [
        ("value", &row.low),
        ("bound", &row.bound),
        ("metric", &row.metric),
        ("scope", &row.scope),
        ("basis", &row.basis),
        ("aspect", &row.aspect),
        ("compare", &row.compare),
        ("period", &row.period),
        ("status", &row.status),
        ("adjusted_for", &row.adjusted_for),
    ];
    for (label, gold) in labels {
        if is_judged(label, gold) {
            figures.count(label, false);
        }
    }
}

/// The sentence that no row stands for: it must hold no fact.
fn judge_none(file: &str, sentence: &str, facts: &[Fact], figures: &mut Figures) {
    figures.count("none", facts.is_empty());
    if !facts.is_empty() {
        let found: Vec<&str> = facts.iter().map(|fact| fact.quote.as_str()).collect();
        figures
            .misses
            .push(format!("{file}: {sentence}\n    no fact expected, found {}", found.join(", ")));
    }
}

/// All rows of one sentence against the facts that stand in it.
fn judge(file: &str, rows: &[&Row], figures: &mut Figures) {
    let [first, ..] = rows else { return };
    let gap = if first.context.is_empty() { "" } else { " " };
    let text = format!("{}{gap}{}\n", first.context, first.sentence);
    let start = first.context.len() + gap.len();
    let mut facts = tickmark::extract(NAME, text.as_bytes()).unwrap().facts;
    facts.retain(|fact| fact.span.start >= start);
    if first.kind == "none" {
        return judge_none(file, &first.sentence, &facts, figures);
    }
    let mut from = start;
    for row in rows {
        // A mention that stands there once stands for two facts with the same bytes.
        let span = place(&text, &row.mention, from)
            .or_else(|| place(&text, &row.mention, start))
            .unwrap_or_else(|| panic!("{file}: no {:?} in {:?}", row.mention, row.sentence));
        from = span.end.max(from);
        let wrong = |fact: &Fact| {
            judged(row, fact).iter().filter(|(_, agrees, ..)| *agrees == Some(false)).count()
        };
        let candidates = facts.iter().enumerate();
        let best = candidates
            .filter(|(_, fact)| fact.span.overlaps(span) && fact.kind.as_str() == row.kind)
            .min_by_key(|(_, fact)| wrong(fact))
            .map(|(at, _)| at);
        figures.count("found", best.is_some());
        let Some(best) = best else {
            count_missed(row, figures);
            figures.misses.push(miss(file, row, "not found, or of another kind"));
            continue;
        };
        let fact = facts.remove(best);
        let labels = judged(row, &fact);
        let wrong =
            |label: &str, agrees: Option<bool>| TIED.contains(&label) && agrees == Some(false);
        figures.count("tied", !labels.iter().any(|(label, agrees, ..)| wrong(label, *agrees)));
        let mut said = Vec::new();
        for (label, agrees, gold, found) in labels {
            if let Some(agrees) = agrees {
                figures.count(label, agrees);
            }
            if agrees == Some(false) {
                said.push(format!("{label}: expected {gold:?}, found {found:?}"));
            }
        }
        if !said.is_empty() {
            figures.misses.push(miss(file, row, &said.join("; ")));
        }
    }
}

fn miss(file: &str, row: &Row, what: &str) -> String {
    let marked = row.sentence.replacen(&row.mention, &format!("[{}]", row.mention), 1);
    let context =
        if row.context.is_empty() { String::new() } else { format!("({}) ", row.context) };
    format!("{file}: {context}{marked}\n    {what}")
}

/// `12.34%` of 1234.
fn percent(share: u32) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

#[test]
fn labels_hold_their_floors() {
    let floors = fs::read_to_string(format!("{FOLDER}/floors.toml")).unwrap();
    let floors: HashMap<String, u32> = toml::from_str(&floors).unwrap();
    let mut files: Vec<_> =
        fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let mut all = Figures::default();
    let mut report = String::new();
    for path in &files {
        let file = path.file_stem().unwrap().to_string_lossy();
        let mut figures = Figures::default();
        let rows = rows(path);
        let rows: Vec<&Row> = rows.iter().collect();
        let same = |a: &&Row, b: &&Row| (&a.context, &a.sentence) == (&b.context, &b.sentence);
        rows.chunk_by(same).for_each(|rows| judge(&file, rows, &mut figures));
        let count = |label: &str| figures.labels.get(label).copied().unwrap_or_default();
        write!(report, "{file:<22}").unwrap();
        for (label, name) in [("tied", "tied"), ("none", "without a fact")] {
            if let (right, judged @ 1..) = count(label) {
                write!(report, "  {name} {right} of {judged}").unwrap();
            }
        }
        report.push('\n');
        all.add(figures);
    }
    let mut below = false;
    for (label, (right, judged)) in &all.labels {
        let share = all.share(label);
        let Some(floor) = floors.get(*label) else { panic!("floors.toml has no {label}") };
        below |= share < floor * 100;
        let verdict = if share < floor * 100 { "  BELOW" } else { "" };
        writeln!(
            report,
            "{label:<12} {right:>4} of {judged:>4} = {:>7}  floor {floor}%{verdict}",
            percent(share)
        )
        .unwrap();
    }
    println!("{report}");
    assert!(
        floors.keys().all(|label| all.labels.contains_key(label.as_str())),
        "floors.toml: unknown label"
    );
    if below || std::env::var_os("TICKMARK_MISSES").is_some() {
        all.misses.iter().take(SHOWN).for_each(|miss| println!("{miss}"));
        println!("{} of {} misses", all.misses.len().min(SHOWN), all.misses.len());
    }
    assert!(
        !below,
        "a share fell below its floor in tests/sentences/floors.toml: see the figures above"
    );
}
