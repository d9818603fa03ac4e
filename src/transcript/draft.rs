//! What a layout finds, before the people and the sections are known.
//!
//! In:  what the layouts push. Out: turns and passages. Not here: layouts, roles, sections.

use std::collections::{HashMap, HashSet};

use super::fiscal_period::FiscalPeriod;
use super::line::Line;
use super::passage::{Passage, PassageKind};
use super::reading::Layout;
use super::turn::{Section, SpeakerKind, Turn};
use crate::span::Span;

/// A call on its way to a [`super::Transcript`].
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) layout: Layout,
    pub(super) turns: Vec<DraftTurn>,
    pub(super) passages: Vec<Passage>,
    /// People whom a roster names.
    pub(super) roster: Vec<Person>,
    /// First turn below a title that opens the questions.
    pub(super) titled_questions: Option<usize>,
}

/// What a file says of the call outside of any text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Given {
    pub(super) company: Option<String>,
    pub(super) ticker: Option<String>,
    pub(super) period: Option<FiscalPeriod>,
}

/// A turn, and which speaker of the text it belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftTurn {
    /// Tells speakers apart, also where they have no names (`Speaker 3`).
    pub(super) label: String,
    /// The turn itself.
    pub(super) turn: Turn,
}

/// Somebody whom the text introduces.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Person {
    /// Full name.
    pub(super) name: String,
    /// Title or firm.
    pub(super) role: Option<String>,
    /// As far as the roster tells.
    pub(super) kind: SpeakerKind,
}

impl Draft {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            layout,
            turns: Vec::new(),
            passages: Vec::new(),
            roster: Vec::new(),
            titled_questions: None,
        }
    }

    /// Begins a turn of the speaker `label`.
    pub(super) fn begin(&mut self, label: &str, speaker: Option<&str>, role: Option<&str>) {
        let section = Section::Prepared;
        let turn = Turn {
            speaker: speaker.map(str::to_owned),
            role: role.map(str::to_owned),
            kind: SpeakerKind::Unknown,
            section,
        };
        self.turns.push(DraftTurn { label: label.to_owned(), turn });
    }

    /// Adds a line of the turn that has begun last; speech before the first turn begins one without a speaker.
    pub(super) fn push(&mut self, line: &Line, kind: PassageKind) {
        self.push_part(line.span, line.number, kind);
    }

    /// Adds a part of a line.
    pub(super) fn push_part(&mut self, span: Span, line: usize, kind: PassageKind) {
        let turn = match kind {
            PassageKind::Heading | PassageKind::Summary | PassageKind::Notice => None,
            PassageKind::Speech | PassageKind::Translation(_) | PassageKind::SpeakerHeader => {
                if self.turns.is_empty() {
                    self.begin("", None, None);
                }
                self.turns.len().checked_sub(1)
            }
        };
        self.passages.push(Passage { span, line, kind, turn });
    }

    /// How many speakers can be told apart.
    pub(super) fn speakers(&self) -> usize {
        self.turns.iter().map(|turn| turn.label.as_str()).collect::<HashSet<_>>().len()
    }

    /// What each turn says in its source language, passage by passage.
    pub(super) fn speeches(&self) -> Vec<Vec<Span>> {
        let mut speeches = vec![Vec::new(); self.turns.len()];
        for passage in self.passages.iter().filter(|it| it.kind == PassageKind::Speech) {
            if let Some(speech) = passage.turn.and_then(|turn| speeches.get_mut(turn)) {
                speech.push(passage.span);
            }
        }
        speeches
    }

    /// Ends the turn of the passage `at` before that passage; what follows in it is a turn of the same speaker.
    pub(super) fn split_before(&mut self, at: usize) -> Option<usize> {
        let turn = self.passages.get(at)?.turn?;
        let copy = self.turns.get(turn)?.clone();
        self.turns.insert(turn + 1, copy);
        for (index, passage) in self.passages.iter_mut().enumerate() {
            match &mut passage.turn {
                Some(of) if *of > turn || *of == turn && index >= at => *of += 1,
                _ => {}
            }
        }
        Some(turn + 1)
    }

    /// Puts passages that are no part of the call in their places.
    pub(super) fn insert(&mut self, others: Vec<Passage>) {
        if others.is_empty() {
            return;
        }
        let own = std::mem::take(&mut self.passages).into_iter().enumerate();
        let mut all: Vec<(Option<usize>, Passage)> =
            own.map(|(at, passage)| (Some(at), passage)).collect();
        all.extend(others.into_iter().map(|passage| (None, passage)));
        all.sort_by_key(|(_, passage)| passage.span.start);
        // Translations name their originals by place.
        let places: HashMap<usize, usize> =
            all.iter().enumerate().filter_map(|(now, (was, _))| Some((((*was)?), now))).collect();
        self.passages = all.into_iter().map(|(_, passage)| passage).collect();
        for passage in &mut self.passages {
            if let PassageKind::Translation(of) = &mut passage.kind {
                *of = places.get(of).copied().unwrap_or(*of);
            }
        }
    }

    /// The turns and passages as they are handed on.
    pub(super) fn finish(self) -> (Vec<Turn>, Vec<Passage>) {
        (self.turns.into_iter().map(|draft| draft.turn).collect(), self.passages)
    }
}
