//! The `findings` table.
//!
//! In:  the findings of a run. Out: its declaration. Not here: how a check judges (`check/`).

use crate::Run;
use crate::check::Finding;

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Decimal, Text};
use super::reference::Reference;
use super::sheet::{Declared, Field, Source};

impl<'a> Declared<'a> for &'a Finding {
    const NAME: &'static str = "findings";
    const ABOUT: &'static str = "one check instance with its result";
    const KEY: &'static [&'static str] = &["finding_id"];
    const REFERENCES: &'static [Reference] = &[Reference::CALL];

    const FROM: Source = Source::Findings;

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("finding_id", Text, "id of the finding, the same in every run over the same input"), |one| Cell::text(&one.finding_id)),
            Field(Column::always("call_id", Text, "call of the newest fact in it"), |one| Cell::text(&one.call_id)),
            Field(Column::always("family", Text, "sum, ratio, growth, delta, rollup, restatement, guidance, sign, unit, direction or translation"), |one| Cell::text(one.family.as_str())),
            Field(Column::always("check", Text, "id in grammar/checks.toml"), |one| Cell::text(&one.check)),
            Field(Column::always("severity", Text, "error, warning, note, pass or not_evaluated"), |one| Cell::text(one.severity.as_str())),
            Field(Column::maybe("fact_ids", Text, "facts on both sides, joined with ;"), |one| Cell::ids(&one.fact_ids)),
            Field(Column::maybe("left", Decimal, "left side, middle of its interval"), |one| Cell::maybe_decimal(one.left)),
            Field(Column::maybe("right", Decimal, "right side, middle of its interval"), |one| Cell::maybe_decimal(one.right)),
            Field(Column::maybe("gap", Decimal, "distance between the two intervals, 0 when they meet"), |one| Cell::maybe_decimal(one.gap)),
            Field(Column::always("message", Text, "what agrees or disagrees, with quotes, lines and speakers"), |one| Cell::text(&one.message)),
            Field(Column::maybe("suggestion", Text, "the one change that would mend it"), |one| Cell::said(&one.suggestion)),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.findings.iter().collect()
    }
}
