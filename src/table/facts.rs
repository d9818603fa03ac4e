//! The `facts` table.
//!
//! In:  facts with their calls. Out: its declaration. Not here: what the words mean (`facts.md` of the design).

use chrono::NaiveDate;

use crate::Run;
use crate::fact::{Call, Fact};

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Date, Decimal, Double, Integer, Small, Text};
use super::double::middle;
use super::reference::Reference;
use super::sheet::{Declared, Field};

/// A fact and the call that knows when its fiscal year ends.
#[derive(Clone, Copy)]
pub(crate) struct FactRow<'a> {
    fact: &'a Fact,
    call: &'a Call,
}

impl<'a> FactRow<'a> {
    /// First and last day of the fact's period; without a known fiscal calendar the calendar year is assumed.
    fn dates(self) -> Option<(NaiveDate, NaiveDate)> {
        self.fact.period.dates(self.call.fiscal_year_end.unwrap_or(12))
    }

    /// How the label of this column is known.
    fn confidence(self, label: &str) -> Cell<'a> {
        let why = self.fact.why.iter().find(|why| why.label == label);
        Cell::maybe_text(why.map(|why| why.confidence.as_str()))
    }
}

impl<'a> Declared<'a> for FactRow<'a> {
    const NAME: &'static str = "facts";
    const ABOUT: &'static str = "one quantity that somebody says, bound to what it measures";
    const KEY: &'static [&'static str] = &["fact_id"];
    const REFERENCES: &'static [Reference] = &[Reference::CALL, Reference::TURN];

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("fact_id", Text, "id of the fact, the same in every run over the same input"), |row| Cell::text(&row.fact.fact_id)),
            Field(Column::always("call_id", Text, "call that it is said in; joins with calls"), |row| Cell::text(&row.fact.call_id)),
            Field(Column::always("source_file", Text, "file name as given"), |row| Cell::text(&row.fact.source_file)),
            Field(Column::always("line", Integer, "1-based line of the source"), |row| Cell::count(row.fact.line)),
            Field(Column::always("byte_start", Integer, "first byte of the mention in the source file"), |row| Cell::count(row.fact.source_span.start)),
            Field(Column::always("byte_end", Integer, "one past the last byte of the mention in the source file"), |row| Cell::count(row.fact.source_span.end)),
            Field(Column::always("quote", Text, "the mention as it stands in the source"), |row| Cell::text(&row.fact.quote)),
            Field(Column::always("kind", Text, "money, per_share, percent, percentage_points, basis_points, count or multiple"), |row| Cell::text(row.fact.kind.as_str())),
            Field(Column::maybe("unit", Text, "ISO 4217 code of money and per_share, counted noun of counts"), |row| Cell::said(&row.fact.unit)),
            Field(Column::always("value_low", Decimal, "lower end in base units, signed"), |row| Cell::Decimal(row.fact.low)),
            Field(Column::always("value_high", Decimal, "upper end; equal to value_low when it is no range"), |row| Cell::Decimal(row.fact.high)),
            Field(Column::maybe("value_f64", Double, "middle of the two ends, for tools that have no decimals"), |row| Cell::maybe_decimal(middle(row.fact.low, row.fact.high))),
            Field(Column::always("resolution", Decimal, "last digit said, in base units: the true value lies within half of it"), |row| Cell::Decimal(row.fact.resolution)),
            Field(Column::always("bound", Text, "exact, approx, at_least, at_most, nearly, just_over or vague"), |row| Cell::text(row.fact.bound.as_str())),
            Field(Column::always("metric", Text, "id of the metric, other where none fits"), |row| Cell::text(&row.fact.metric)),
            Field(Column::maybe("metric_text", Text, "words of the source that name the metric"), |row| Cell::said(&row.fact.metric_text)),
            Field(Column::always("scope", Text, "total for the whole company, else the part as named"), |row| Cell::text(&row.fact.scope)),
            Field(Column::always("basis", Text, "gaap, non_gaap, organic, reported, constant_currency or unspecified"), |row| Cell::text(row.fact.basis.as_str())),
            Field(Column::always("aspect", Text, "level, change, share or impact"), |row| Cell::text(row.fact.aspect.as_str())),
            Field(Column::maybe("compare", Text, "of a change or an impact: yoy, qoq, ytd, other or unspecified"), |row| Cell::said(row.fact.compare.as_str())),
            Field(Column::always("period", Text, "period that the value is about: 2024-Q1, 2024-FY, TTM-2024-Q1, 2024-06-30"), |row| Cell::shown(row.fact.period)),
            Field(Column::maybe("period_start", Date, "first day of the period; a fiscal year that ends in December is assumed where the call does not say"), |row| Cell::maybe_date(row.dates().map(|dates| dates.0))),
            Field(Column::maybe("period_end", Date, "last day of the period"), |row| Cell::maybe_date(row.dates().map(|dates| dates.1))),
            Field(Column::always("status", Text, "actual or guidance"), |row| Cell::text(row.fact.status.as_str())),
            Field(Column::maybe("adjusted_for", Text, "what the figure leaves out"), |row| Cell::said(&row.fact.adjusted_for)),
            Field(Column::maybe("speaker", Text, "who says it, as the turn names them"), |row| Cell::maybe_text(row.fact.speaker.as_deref())),
            Field(Column::maybe("speaker_role", Text, "title or firm of the speaker"), |row| Cell::maybe_text(row.fact.speaker_role.as_deref())),
            Field(Column::always("speaker_kind", Text, "operator, executive, analyst or unknown"), |row| Cell::text(row.fact.speaker_kind.as_str())),
            Field(Column::always("section", Text, "prepared or qa"), |row| Cell::text(row.fact.section.as_str())),
            Field(Column::always("turn", Small, "number of the turn in its call, from 0; joins with turns"), |row| Cell::count(row.fact.turn)),
            Field(Column::maybe("metric_confidence", Text, "how the metric is known: stated, carried or assumed"), |row| row.confidence("metric")),
            Field(Column::maybe("scope_confidence", Text, "how the scope is known: stated, carried or assumed"), |row| row.confidence("scope")),
            Field(Column::maybe("basis_confidence", Text, "how the basis is known: stated, carried or assumed"), |row| row.confidence("basis")),
            Field(Column::maybe("period_confidence", Text, "how the period is known: stated, carried or assumed"), |row| row.confidence("period")),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.extractions
            .iter()
            .flat_map(|one| one.facts.iter().map(|fact| FactRow { fact, call: &one.call }))
            .collect()
    }
}
