//! Components of a call to turns and passages.
//!
//! In:  [`CallData`]. Out: its text and a [`Draft`]. Not here: kinds and sections that the file does not say (`people`, `section`).

use super::component::{CallData, Component, Field, Head};
use super::component_key;
use super::company;
use super::draft::{Draft, Given};
use super::fiscal_period::{FiscalPeriod, Part};
use super::line;
use super::numbered::is_number;
use super::passage::PassageKind;
use super::reading::Layout;
use super::rendering::Rendering;
use super::speaker_line::name_and_role;
use super::turn::SpeakerKind;
use super::wrapped::ends_sentence;
use crate::span::Span;

/// What the call says, and who; `None` for the draft where the file names no speaker at all.
pub(super) fn draft(source: &str, data: &CallData) -> (Rendering, Given, Option<Draft>) {
    let given = given(source, &data.head);
    let mut writer = Writer {
        source,
        data,
        text: Rendering::default(),
        draft: Draft::new(Layout::Components),
        speaking: None,
    };
    writer.draft.roster.clone_from(&data.people);
    let head = &data.head;
    [head.title, head.company, head.ticker, head.date]
        .into_iter()
        .flatten()
        .for_each(|field| writer.line(field, PassageKind::Heading));
    let spoken = data.components.iter().any(|it| it.speaker.is_some() || !it.kind.is_empty());
    data.components.iter().for_each(|component| writer.component(component));
    (writer.text, given, spoken.then_some(writer.draft))
}

fn given(source: &str, head: &Head) -> Given {
    let said = |field: Option<Field>| field.map(|field| field.decoded(source));
    let number = |text: &str| -> Option<u32> {
        text.trim_start_matches(['Q', 'q']).trim_end_matches(['Q', 'q']).trim().parse().ok()
    };
    let year = said(head.year).and_then(|year| year.trim_start_matches("FY").parse::<i32>().ok());
    let quarter = said(head.quarter).and_then(|quarter| Part::quarter(number(&quarter)?));
    let period = year.filter(|year| (1900..2200).contains(year)).zip(quarter);
    Given {
        company: said(head.company).map(|name| company::plain(&name)),
        ticker: said(head.ticker).and_then(|ticker| company::symbol(ticker.rsplit(':').next()?.trim())),
        period: period.map(|(year, part)| FiscalPeriod::new(year, part)),
    }
}

struct Writer<'a> {
    source: &'a str,
    data: &'a CallData,
    text: Rendering,
    draft: Draft,
    /// Who speaks, and in which part.
    speaking: Option<(String, String)>,
}

impl Writer<'_> {
    /// Adds a value as a line of its own.
    fn line(&mut self, field: Field, kind: PassageKind) {
        let start = self.text.end();
        field.add(self.source, &mut self.text);
        self.passages(start, kind);
        self.text.glue("\n");
    }

    /// The lines of the text behind `start` are passages of this kind.
    fn passages(&mut self, start: usize, kind: PassageKind) {
        let added = Span::new(start, self.text.end());
        for line in line::lines(added.of(self.text.text())) {
            self.draft.push_part(line.span.shifted(start), line.number, kind);
        }
    }

    fn component(&mut self, it: &Component) {
        let label = it.speaker.map_or_else(String::new, |field| field.decoded(self.source));
        let turn = (label, it.section.clone());
        let goes_on = self.speaking.as_ref() == Some(&turn);
        if !goes_on {
            self.begin(it, &turn.0);
        }
        for (at, text) in it.text.iter().enumerate() {
            if !(goes_on && at == 0 && self.join(*text)) {
                self.line(*text, PassageKind::Speech);
            }
        }
        self.speaking = Some(turn);
    }

    fn begin(&mut self, it: &Component, label: &str) {
        let known = self.data.names.get(label);
        let (name, beside) = name_and_role(label).unwrap_or((label, None));
        let own = Some(name).filter(|name| is_name(name));
        let name = known.map(|person| person.name.as_str()).or(own);
        let said = |field: Option<Field>| field.map(|it| it.decoded(self.source)).filter(|it| !it.is_empty());
        let role = match (said(it.firm), said(it.role)) {
            (Some(firm), Some(role)) => Some(format!("{firm} - {role}")),
            (firm, role) => role.or(firm),
        };
        let role = role
            .or_else(|| known.and_then(|person| person.role.clone()))
            .or_else(|| beside.map(str::to_owned));
        let stated = component_key::speaker_kind(&it.kind, &it.section);
        let kind = match known {
            Some(person) if stated == SpeakerKind::Unknown => person.kind,
            _ => stated,
        };
        self.draft.begin(&name.unwrap_or(label).to_lowercase(), name, role.as_deref());
        if let Some(turn) = self.draft.turns.last_mut() {
            turn.turn.kind = kind;
        }
        if component_key::is_questions(&it.section) {
            self.draft.titled_questions.get_or_insert(self.draft.turns.len().saturating_sub(1));
        }
        [it.speaker, it.firm, it.role]
            .into_iter()
            .flatten()
            .for_each(|field| self.line(field, PassageKind::SpeakerHeader));
    }

    /// Goes on with the sentence that the component before has left open; `false` where none is open.
    fn join(&mut self, text: Field) -> bool {
        let Some(last) = self.draft.passages.last() else { return false };
        if ends_sentence(last.span.of(self.text.text())) {
            return false;
        }
        // The line end behind the open sentence is a blank of the paragraph.
        let start = last.span.start;
        text.add(self.source, &mut self.text);
        let added = Span::new(start, self.text.end());
        let end = start + added.of(self.text.text()).trim_end().len();
        if let Some(last) = self.draft.passages.last_mut() {
            last.span = Span::new(start, end);
        }
        self.text.glue("\n");
        true
    }
}

/// Is this a name, no label of a machine: `spk_3`, `Speaker 2`, `0`, `B`?
fn is_name(label: &str) -> bool {
    let words = label.chars().filter(|c| c.is_alphabetic()).count();
    words > 1 && !is_number(label) && !label.contains('_')
}
