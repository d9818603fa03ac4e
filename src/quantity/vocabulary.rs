//! The words of the grammar, read from `grammar/*.toml`.
//!
//! In:  the TOML files that are built in. Out: [`vocabulary`], ready for look-ups.
//! Not here: how the words are put together (`grammar/quantity.ebnf` and the parsers named after it).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::phrase::{Glued, Phrases};
use super::{Bound, Kind, Reason};
use crate::grammar::{self, built_in};

/// The ISO 4217 code of a currency.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Code([u8; 3]);

impl Code {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What a unit word says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Unit {
    /// A currency.
    Money(Code),
    /// The hundredth of a currency.
    Cents(Code),
    /// Any other unit.
    Of(Kind),
}

/// The role of a number word.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// One to nine.
    Unit,
    /// Ten to nineteen, and zero.
    Teen,
    /// Twenty to ninety.
    Ten,
    /// Half, quarter.
    Fraction,
    /// `a`, which is one before a scale word only.
    Article,
}

/// What a word behind a number tells.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Behind {
    /// Ends the phrase.
    Stop,
    /// A plural that money is said of.
    Money,
    /// A noun of a list count.
    List,
    /// A unit of time.
    Duration,
    /// An adjective.
    Describing,
    /// A noun that is counted in calls even in small numbers.
    Countable,
    /// A counted noun without the plural's s.
    Singular,
}

/// All that a word behind a number tells, one bit each.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Roles(u8);

impl Roles {
    /// One role alone.
    pub(super) fn only(role: Behind) -> Self {
        Self(1 << role as u8)
    }

    pub(super) fn contains(self, role: Behind) -> bool {
        self.0 & Self::only(role).0 != 0
    }

    /// Is there any other role than this one?
    pub(super) fn beside(self, role: Behind) -> bool {
        self.0 & !Self::only(role).0 != 0
    }

    fn add(&mut self, role: Behind) {
        self.0 |= Self::only(role).0;
    }
}

/// A hedge's meaning.
#[derive(Clone, Debug)]
pub(super) struct Hedge {
    pub(super) bound: Bound,
    /// Words that, standing before the hedge, make it another word.
    pub(super) unless_after: Vec<String>,
}

/// The words of the grammar.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) marks: Phrases<Code>,
    pub(super) units: Phrases<Unit>,
    /// Names of currencies that are adjectives too: `real`.
    pub(super) adjectives: Phrases<()>,
    pub(super) glued_units: Glued<Unit>,
    pub(super) scales: Phrases<Decimal>,
    pub(super) glued_scales: Glued<Decimal>,
    pub(super) numbers: Phrases<(Role, Decimal)>,
    pub(super) hedges_before: Phrases<Hedge>,
    pub(super) hedges_after: Phrases<Bound>,
    pub(super) behind: Phrases<Roles>,
    pub(super) beside: Phrases<Reason>,
    /// Names that begin with a numeral: `340B`.
    pub(super) named: Phrases<()>,
    /// Words before, around and behind a year of two digits (`year.rs`).
    pub(super) dated_after: Phrases<()>,
    pub(super) dated_quarters: Phrases<()>,
    pub(super) dated_owners: Phrases<()>,
    pub(super) dated_nouns: Phrases<()>,
    pub(super) idiom_percents: Vec<String>,
    pub(super) idiom_after: Phrases<()>,
}

/// The built-in words.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| build(&rows()));
    &BUILT_IN
}

/// Does the word end the phrase behind a number?
pub(super) fn is_stop(word: &str) -> bool {
    vocabulary().behind.of(word).is_some_and(|roles| roles.contains(Behind::Stop))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyRow {
    code: String,
    marks: Vec<String>,
    names: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    subunits: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleRow {
    words: Vec<String>,
    glued: Vec<String>,
    factor: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberRow {
    role: Role,
    words: BTreeMap<String, String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    kind: Kind,
    words: Vec<String>,
    glued: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgeRow {
    bound: Bound,
    before: Vec<String>,
    after: Vec<String>,
    unless_after: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsRow {
    role: Behind,
    words: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BesideRow {
    reason: Reason,
    before: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedRow {
    after: Vec<String>,
    quarters: Vec<String>,
    owners: Vec<String>,
    nouns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    examples: Vec<(String, String)>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by every_row_proves_itself"))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedRow {
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IdiomRow {
    percents: Vec<String>,
    after: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    currency: Vec<CurrencyRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleFile {
    scale: Vec<ScaleRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberFile {
    number: Vec<NumberRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    unit: Vec<UnitRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgeFile {
    hedge: Vec<HedgeRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountedFile {
    words: Vec<WordsRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherFile {
    beside: Vec<BesideRow>,
    dated: Vec<DatedRow>,
    named: Vec<NamedRow>,
    idiom: Vec<IdiomRow>,
}

/// All files as they stand.
#[derive(Debug)]
struct Rows {
    currencies: Vec<CurrencyRow>,
    scales: Vec<ScaleRow>,
    numbers: Vec<NumberRow>,
    units: Vec<UnitRow>,
    hedges: Vec<HedgeRow>,
    counted: Vec<WordsRow>,
    beside: Vec<BesideRow>,
    dated: Vec<DatedRow>,
    named: Vec<NamedRow>,
    idioms: Vec<IdiomRow>,
}

fn rows() -> Rows {
    let other: OtherFile = grammar::rows(built_in!("other_numerals"));
    Rows {
        currencies: grammar::rows::<CurrencyFile>(built_in!("currencies")).currency,
        scales: grammar::rows::<ScaleFile>(built_in!("scales")).scale,
        numbers: grammar::rows::<NumberFile>(built_in!("numbers")).number,
        units: grammar::rows::<UnitFile>(built_in!("units")).unit,
        hedges: grammar::rows::<HedgeFile>(built_in!("hedges")).hedge,
        counted: grammar::rows::<CountedFile>(built_in!("counted")).words,
        beside: other.beside,
        dated: other.dated,
        named: other.named,
        idioms: other.idiom,
    }
}

#[expect(
    clippy::expect_used,
    reason = "the files are built in and every_row_proves_itself reads them"
)]
fn exact(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a number in a built-in vocabulary file is exact")
}

#[expect(
    clippy::expect_used,
    reason = "the files are built in and every_row_proves_itself reads them"
)]
fn iso(code: &str) -> Code {
    Code(
        code.as_bytes().try_into().expect("a code in a built-in vocabulary file has three letters"),
    )
}

fn build(rows: &Rows) -> Vocabulary {
    let mut marks = Vec::new();
    let mut units = Vec::new();
    for row in &rows.currencies {
        let code = iso(&row.code);
        marks.extend(row.marks.iter().map(|w| (w.clone(), code)));
        units.extend(row.names.iter().map(|w| (w.clone(), Unit::Money(code))));
        units.extend(row.subunits.iter().map(|w| (w.clone(), Unit::Cents(code))));
    }
    let mut glued_units = Vec::new();
    for row in &rows.units {
        units.extend(row.words.iter().map(|w| (w.clone(), Unit::Of(row.kind))));
        glued_units.extend(row.glued.iter().map(|w| (w.clone(), Unit::Of(row.kind))));
    }
    let mut scales = Vec::new();
    let mut glued_scales = Vec::new();
    for row in &rows.scales {
        let factor = exact(&row.factor);
        scales.extend(row.words.iter().map(|w| (w.clone(), factor)));
        glued_scales.extend(row.glued.iter().map(|w| (w.clone(), factor)));
    }
    let numbers = rows.numbers.iter().flat_map(|row| {
        row.words.iter().map(|(word, value)| (word.clone(), (row.role, exact(value))))
    });
    let before = rows.hedges.iter().flat_map(|row| {
        let hedge = Hedge { bound: row.bound, unless_after: row.unless_after.clone() };
        row.before.iter().map(move |w| (w.clone(), hedge.clone()))
    });
    let after = rows.hedges.iter().flat_map(|row| row.after.iter().map(|w| (w.clone(), row.bound)));
    let mut behind: BTreeMap<String, Roles> = BTreeMap::new();
    for row in &rows.counted {
        for word in row.words.split_whitespace() {
            behind.entry(word.to_lowercase()).or_default().add(row.role);
        }
    }
    let beside =
        rows.beside.iter().flat_map(|row| row.before.iter().map(|w| (w.clone(), row.reason)));
    let dated =
        |words: fn(&DatedRow) -> &Vec<String>| words_only(rows.dated.iter().flat_map(words));
    Vocabulary {
        marks: Phrases::new(marks),
        units: Phrases::new(units),
        adjectives: words_only(rows.currencies.iter().flat_map(|row| &row.adjectives)),
        named: words_only(rows.named.iter().flat_map(|row| &row.names)),
        dated_after: dated(|row| &row.after),
        dated_quarters: dated(|row| &row.quarters),
        dated_owners: dated(|row| &row.owners),
        dated_nouns: dated(|row| &row.nouns),
        glued_units: Glued::new(glued_units),
        scales: Phrases::new(scales),
        glued_scales: Glued::new(glued_scales),
        numbers: Phrases::new(numbers),
        hedges_before: Phrases::new(before),
        hedges_after: Phrases::new(after),
        behind: Phrases::new(behind),
        beside: Phrases::new(beside),
        idiom_percents: rows.idioms.iter().flat_map(|row| row.percents.clone()).collect(),
        idiom_after: words_only(rows.idioms.iter().flat_map(|row| &row.after)),
    }
}

/// Phrases of which only their presence counts.
fn words_only<'r>(words: impl IntoIterator<Item = &'r String>) -> Phrases<()> {
    Phrases::new(words.into_iter().map(|word| (word.clone(), ())))
}

/// The examples of a row, given and expected, and its rejects.
#[cfg(test)]
pub(super) type Proof = (Vec<(String, String)>, Vec<String>);

/// The examples and rejects of all rows.
#[cfg(test)]
pub(super) fn proofs() -> Vec<Proof> {
    let rows = rows();
    let mut proofs = Vec::new();
    proofs.extend(rows.currencies.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.scales.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.numbers.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.units.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.hedges.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.counted.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.beside.into_iter().map(|r| (r.examples, r.rejects)));
    proofs.extend(rows.dated.into_iter().map(|r| (r.examples, r.rejects)));
    proofs
}
