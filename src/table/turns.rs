//! The `turns` table.
//!
//! In:  the turns of each call. Out: its declaration. Not here: who speaks (`transcript/`).

use crate::transcript::{Passage, Turn};
use crate::{Extraction, Run};

use super::cell::Cell;
use super::column::Column;
use super::column::ColumnType::{Integer, Small, Text};
use super::reference::Reference;
use super::sheet::{Declared, Field};

/// A turn, with the passages that it begins and ends with.
#[derive(Clone, Copy)]
pub(crate) struct TurnRow<'a> {
    one: &'a Extraction,
    index: usize,
    turn: &'a Turn,
    ends: Option<(&'a Passage, &'a Passage)>,
    facts: usize,
}

impl<'a> Declared<'a> for TurnRow<'a> {
    const NAME: &'static str = "turns";
    const ABOUT: &'static str = "what one speaker says until the next one begins";
    const KEY: &'static [&'static str] = &["call_id", "turn"];
    const REFERENCES: &'static [Reference] = &[Reference::CALL];

    #[rustfmt::skip]
    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field(Column::always("call_id", Text, "call; joins with calls"), |row| Cell::text(&row.one.call.call_id)),
            Field(Column::always("turn", Small, "number of the turn in its call, from 0"), |row| Cell::count(row.index)),
            Field(Column::always("source_file", Text, "file name as given"), |row| Cell::text(&row.one.call.source_file)),
            Field(Column::maybe("line", Integer, "1-based line of the source on which it begins"), |row| row.ends.map_or(Cell::Null, |(first, _)| Cell::count(first.line))),
            Field(Column::maybe("byte_start", Integer, "its first byte in the source file"), |row| row.ends.map_or(Cell::Null, |(first, _)| Cell::count(row.one.transcript.text.source_span(first.span).start))),
            Field(Column::maybe("byte_end", Integer, "one past its last byte in the source file"), |row| row.ends.map_or(Cell::Null, |(_, last)| Cell::count(row.one.transcript.text.source_span(last.span).end))),
            Field(Column::maybe("speaker", Text, "who speaks, as the turn names them"), |row| Cell::maybe_text(row.turn.speaker.as_deref())),
            Field(Column::maybe("speaker_role", Text, "title or firm of the speaker"), |row| Cell::maybe_text(row.turn.role.as_deref())),
            Field(Column::always("speaker_kind", Text, "operator, executive, analyst or unknown"), |row| Cell::text(row.turn.kind.as_str())),
            Field(Column::always("section", Text, "prepared or qa"), |row| Cell::text(row.turn.section.as_str())),
            Field(Column::always("facts", Integer, "number of facts in it"), |row| Cell::count(row.facts)),
        ]
    }

    fn rows(run: &'a Run) -> Vec<Self> {
        run.extractions.iter().flat_map(turns_of).collect()
    }
}

fn turns_of(one: &Extraction) -> Vec<TurnRow<'_>> {
    let rows = one.transcript.turns.iter().enumerate();
    let mut rows: Vec<TurnRow<'_>> =
        rows.map(|(index, turn)| TurnRow { one, index, turn, ends: None, facts: 0 }).collect();
    for passage in &one.transcript.passages {
        if let Some(row) = passage.turn.and_then(|turn| rows.get_mut(turn)) {
            row.ends = Some((row.ends.map_or(passage, |(first, _)| first), passage));
        }
    }
    for fact in &one.facts {
        if let Some(row) = rows.get_mut(fact.turn) {
            row.facts += 1;
        }
    }
    rows
}
