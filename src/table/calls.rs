//! The `calls` table.
//!
//! In:  the calls of a run. Out: its declaration. Not here: how a company or period is found (`transcript/`).

use chrono::NaiveDate;

use crate::{Extraction, Run};

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Date, Integer, Small, Text};
use super::sheet::{Declared, Field};
use super::word;

fn dates(one: &Extraction) -> Option<(NaiveDate, NaiveDate)> {
    one.call.period?.dates(one.call.fiscal_year_end.unwrap_or(12))
}

impl<'a> Declared<'a> for &'a Extraction {
    const NAME: &'static str = "calls";
    const ABOUT: &'static str = "one transcript";
    const KEY: &'static [&'static str] = &["call_id"];

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("call_id", Text, "company and fiscal period, or the stem of the file's name"), |one| Cell::text(&one.call.call_id)),
            Field(Column::always("source_file", Text, "file name as given"), |one| Cell::text(&one.call.source_file)),
            Field(Column::maybe("company", Text, "company as the text names it"), |one| Cell::maybe_text(one.call.company.as_deref())),
            Field(Column::maybe("company_key", Text, "what ties the calls of one company together"), |one| Cell::said(&one.call.company_key)),
            Field(Column::maybe("ticker", Text, "exchange ticker"), |one| Cell::maybe_text(one.call.ticker.as_deref())),
            Field(Column::maybe("period", Text, "fiscal period that the call reports on"), |one| one.call.period.map_or(Cell::Null, Cell::shown)),
            Field(Column::maybe("fiscal_year", Small, "fiscal year of that period"), |one| one.call.period.map_or(Cell::Null, |period| Cell::Integer(i64::from(period.year)))),
            Field(Column::maybe("period_start", Date, "first day of the period; a fiscal year that ends in December is assumed where the call does not say"), |one| Cell::maybe_date(dates(one).map(|dates| dates.0))),
            Field(Column::maybe("period_end", Date, "last day of the period"), |one| Cell::maybe_date(dates(one).map(|dates| dates.1))),
            Field(Column::always("period_source", Text, "how the period is known: text, file_name, given (--period) or unknown"), |one| Cell::text(word::period_source(one.call.period_source))),
            Field(Column::maybe("fiscal_year_end", Small, "month in which the fiscal year ends, where the text or --fiscal-year-end says"), |one| one.call.fiscal_year_end.map_or(Cell::Null, |month| Cell::Integer(i64::from(month)))),
            Field(Column::always("layout", Text, "bilingual, numbered_speakers, headed, plain or components"), |one| Cell::text(word::layout(one.transcript.layout))),
            Field(Column::always("encoding", Text, "utf-8, utf-16le or utf-16be"), |one| Cell::text(word::encoding(one.transcript.text.encoding()))),
            Field(Column::always("turns", Integer, "number of turns"), |one| Cell::count(one.transcript.turns.len())),
            Field(Column::always("facts", Integer, "number of facts"), |one| Cell::count(one.facts.len())),
            Field(Column::always("numerals", Integer, "number of numerals in the source"), |one| Cell::count(one.numerals.len())),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.extractions.iter().collect()
    }
}
