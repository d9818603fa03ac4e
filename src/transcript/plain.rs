//! Text without speakers: a sentence or a paragraph a line.
//!
//! In:  lines. Out: a [`Draft`] of one turn. Not here: where its questions begin (`section`).

use super::draft::Draft;
use super::line::Line;
use super::passage::PassageKind;
use super::reading::Layout;

/// Reads every line as speech of a speaker who is not named.
pub(super) fn read(lines: &[Line]) -> Draft {
    let mut draft = Draft::new(Layout::Plain);
    for line in lines {
        draft.push(line, PassageKind::Speech);
    }
    draft
}
