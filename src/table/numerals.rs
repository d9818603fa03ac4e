//! The `numerals` table: the account that shows that nothing was lost.
//!
//! In:  the numerals of each call. Out: its declaration. Not here: why a numeral is no fact (`quantity/`, `fact/`).

use crate::Run;
use crate::fact::{Call, Numeral};
use crate::quantity::Reason;

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Integer, Text};
use super::reference::Reference;
use super::sheet::{Declared, Field};

/// A numeral and its call.
#[derive(Clone, Copy)]
pub(crate) struct NumeralRow<'a> {
    numeral: &'a Numeral,
    call: &'a Call,
}

impl<'a> Declared<'a> for NumeralRow<'a> {
    const NAME: &'static str = "numerals";
    const ABOUT: &'static str =
        "one numeral of the source, with its facts or the reason why it is in none";
    const KEY: &'static [&'static str] = &["call_id", "byte_start"];
    const REFERENCES: &'static [Reference] = &[Reference::CALL];

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("call_id", Text, "call; joins with calls"), |row| Cell::text(&row.call.call_id)),
            Field(Column::always("source_file", Text, "file name as given"), |row| Cell::text(&row.call.source_file)),
            Field(Column::always("line", Integer, "1-based line of the source"), |row| Cell::count(row.numeral.line)),
            Field(Column::always("byte_start", Integer, "its first byte in the source file"), |row| Cell::count(row.numeral.source_span.start)),
            Field(Column::always("byte_end", Integer, "one past its last byte in the source file"), |row| Cell::count(row.numeral.source_span.end)),
            Field(Column::always("quote", Text, "the numeral as it stands in the source"), |row| Cell::text(&row.numeral.quote)),
            Field(Column::maybe("fact_ids", Text, "facts that it is part of, joined with ;"), |row| Cell::ids(&row.numeral.fact_ids)),
            Field(Column::maybe("reason", Text, "why it is in no fact: year, date, list_count, product_name …"), |row| Cell::maybe_text(row.numeral.reason.map(Reason::as_str))),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.extractions
            .iter()
            .flat_map(|one| {
                one.numerals.iter().map(|numeral| NumeralRow { numeral, call: &one.call })
            })
            .collect()
    }
}
