//! The `translations` table.
//!
//! In:  verdicts on translations. Out: its declaration. Not here: how a verdict is reached (`check/`).

use crate::Run;
use crate::check::TranslationRow;

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Integer, Text};
use super::reference::Reference;
use super::sheet::{Declared, Field};

impl<'a> Declared<'a> for &'a TranslationRow {
    const NAME: &'static str = "translations";
    const ABOUT: &'static str =
        "one mention against its translation, or a number that only the translation has";
    const REFERENCES: &'static [Reference] = &[Reference::CALL, Reference::FACT];

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("call_id", Text, "call; joins with calls"), |row| Cell::text(&row.call_id)),
            Field(Column::always("source_file", Text, "file name as given"), |row| Cell::text(&row.source_file)),
            Field(Column::maybe("fact_id", Text, "fact; none for a number that only the translation has"), |row| Cell::said(&row.fact_id)),
            Field(Column::always("line", Integer, "1-based line of the original"), |row| Cell::count(row.line)),
            Field(Column::maybe("quote", Text, "mention in the original"), |row| Cell::said(&row.quote)),
            Field(Column::always("line_translated", Integer, "1-based line of the translation"), |row| Cell::count(row.line_translated)),
            Field(Column::maybe("quote_translated", Text, "mention in the translation"), |row| Cell::said(&row.quote_translated)),
            Field(Column::always("verdict", Text, "agrees, differs, missing or extra"), |row| Cell::text(row.verdict.as_str())),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.extractions.iter().flat_map(|one| &one.translations).collect()
    }
}
