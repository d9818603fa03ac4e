//! How a labelled figure is compared with a fact, for the tests that have labels: `sentences.rs` and `calls.rs`.
//!
//! The rules of comparison stand in `tests/sentences/README.md`.
#![expect(clippy::arithmetic_side_effects, reason = "shares of a few thousand rows")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use tickmark::fact::Fact;

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

/// The labels of one figure, as a row has them.
#[derive(Clone)]
pub(crate) struct Gold {
    pub(crate) kind: String,
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) bound: String,
    pub(crate) metric: String,
    pub(crate) scope: String,
    pub(crate) basis: String,
    pub(crate) aspect: String,
    pub(crate) compare: String,
    pub(crate) period: String,
    pub(crate) status: String,
    pub(crate) adjusted_for: String,
}

/// One line of a file, by the names of its columns.
pub(crate) struct Line(HashMap<String, String>);

impl Line {
    /// What stands in a column.
    pub(crate) fn get(&self, column: &str) -> String {
        self.0.get(column).cloned().unwrap_or_else(|| panic!("no column {column:?}"))
    }

    pub(crate) fn gold(&self) -> Gold {
        Gold {
            kind: self.get("kind"),
            low: self.get("low"),
            high: self.get("high"),
            bound: self.get("bound"),
            metric: self.get("metric"),
            scope: self.get("scope"),
            basis: self.get("basis"),
            aspect: self.get("aspect"),
            compare: self.get("compare"),
            period: self.get("period"),
            status: self.get("status"),
            adjusted_for: self.get("adjusted_for"),
        }
    }
}

/// The lines of a table with tabs.
pub(crate) fn lines(path: &Path) -> Vec<Line> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| {
        Line(headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect())
    };
    let records = reader.records();
    records
        .map(|record| line(record.unwrap_or_else(|error| panic!("{}: {error}", path.display()))))
        .collect()
}

/// Figures of a file or of all, `right` of `judged` for each label.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) labels: BTreeMap<&'static str, (u32, u32)>,
    pub(crate) misses: Vec<String>,
}

impl Figures {
    pub(crate) fn count(&mut self, label: &'static str, right: bool) {
        let (rights, judged) = self.labels.entry(label).or_default();
        *rights += u32::from(right);
        *judged += 1;
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (label, (right, judged)) in other.labels {
            let sum = self.labels.entry(label).or_default();
            *sum = (sum.0 + right, sum.1 + judged);
        }
        self.misses.extend(other.misses);
    }

    /// Share in hundredths of a percent, in whole numbers.
    pub(crate) fn share(&self, label: &str) -> u32 {
        match self.labels.get(label) {
            Some((right, judged)) if *judged > 0 => right * 10_000 / judged,
            _ => 10_000,
        }
    }
}

pub(crate) fn decimal(text: &str) -> Decimal {
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
fn judged(row: &Gold, fact: &Fact) -> Vec<(&'static str, Option<bool>, String, String)> {
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
            fact.metric.to_string(),
            row.metric == metric || row.metric == "other" && !core.contains(metric),
        ),
        ("scope", &row.scope, fact.scope.to_string(), same_scope(&row.scope, &fact.scope)),
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
            fact.adjusted_for.to_string(),
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
pub(crate) fn count_missed(row: &Gold, figures: &mut Figures) {
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

/// `12.34%` of 1234.
fn percent(share: u32) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

/// How many labels of the row a fact has wrong.
pub(crate) fn wrong(row: &Gold, fact: &Fact) -> usize {
    judged(row, fact).iter().filter(|(_, agrees, ..)| *agrees == Some(false)).count()
}

/// Counts the labels of a fact, and says what is wrong.
pub(crate) fn count(row: &Gold, fact: &Fact, figures: &mut Figures) -> String {
    let labels = judged(row, fact);
    let wrong = |label: &str, agrees: Option<bool>| TIED.contains(&label) && agrees == Some(false);
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
    said.join("; ")
}

/// Prints the figures beside their floors, in whole percents, and fails when one is below.
pub(crate) fn hold(folder: &str, all: &Figures, mut report: String) {
    let floors = fs::read_to_string(format!("{folder}/floors.toml")).unwrap();
    let floors: HashMap<String, u32> = toml::from_str(&floors).unwrap();
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
    if !folder.ends_with("held_out") && (below || std::env::var_os("TICKMARK_MISSES").is_some()) {
        all.misses.iter().take(SHOWN).for_each(|miss| println!("{miss}"));
        println!("{} of {} misses", all.misses.len().min(SHOWN), all.misses.len());
    }
    assert!(!below, "a share fell below its floor in {folder}/floors.toml: see the figures above");
}
