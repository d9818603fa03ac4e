//! Layouts with names above what is said, and titles of parts: of the sites and of the vendors.
//!
//! In:  lines. Out: a [`Draft`] with the roster and the place where a title opens the questions.
//! Not here: forms of headers (`speaker_line`), which are borne out (`speakers`), parts of the page (`zone`).

use std::collections::HashSet;

use super::draft::Draft;
use super::line::Line;
use super::numbered::is_number;
use super::passage::PassageKind;
use super::reading::Layout;
use super::speaker_line::SpeakerLine;
use super::speakers::{self, key, title_below};
use super::turn::SpeakerKind;
use super::vocabulary::Opens;
use super::zone::{self, Zone, is_prose};
use crate::span::Span;

/// Reads the layout; `None` unless two people have headers, or one has and the parts have titles.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<Draft> {
    let page = zone::divide(text, lines);
    let headers = speakers::find(text, lines, &page)?;
    let mut draft = Draft::new(Layout::Headed);
    draft.roster = page.roster;
    let mut reader = Reader { text, draft, front: HashSet::new(), below: None, title_line: false };
    for (at, line) in lines.iter().enumerate() {
        let zone = page.zones.get(at).copied().unwrap_or(Zone::Call);
        let header = headers.get(at).copied().flatten();
        let next =
            headers.get(at + 1).is_some_and(Option::is_none).then(|| lines.get(at + 1)).flatten();
        reader.line(line, zone, header, next);
    }
    Some(reader.draft)
}

struct Reader<'a> {
    text: &'a str,
    draft: Draft,
    /// Lines above the call: a page may begin with them again.
    front: HashSet<&'a str>,
    /// The title above, until somebody speaks below it.
    below: Option<Opens>,
    /// Is the next line the title of whom the last one names?
    title_line: bool,
}

impl<'a> Reader<'a> {
    fn line(
        &mut self,
        line: &Line,
        zone: Zone,
        header: Option<SpeakerLine<'a>>,
        next: Option<&Line>,
    ) {
        let text = line.span.of(self.text);
        match (zone, header) {
            (Zone::Title(opens), _) => {
                if matches!(opens, Opens::Prepared | Opens::Qa) {
                    self.below = Some(opens);
                }
                self.draft.push(line, PassageKind::Heading);
            }
            (Zone::Summary, _) => self.draft.push(line, PassageKind::Summary),
            (Zone::Notice, _) => self.draft.push(line, PassageKind::Notice),
            (Zone::Roster | Zone::Heading, _) => self.heading(line, text),
            (Zone::Call, Some(header)) => self.begin(line, header, next),
            (Zone::Call, None) if self.title_line => {
                self.title_line = false;
                self.draft.push(line, PassageKind::SpeakerHeader);
            }
            (Zone::Call, None) => self.paragraph(line, text),
        }
    }

    fn heading(&mut self, line: &Line, text: &'a str) {
        // Pages repeat the name that the first one has behind a label.
        if let Some((label, name)) = text.split_once(':')
            && label.eq_ignore_ascii_case("company name")
        {
            self.front.insert(name.trim());
        }
        self.draft.push(line, PassageKind::Heading);
    }

    fn begin(&mut self, line: &Line, header: SpeakerLine<'a>, next: Option<&Line>) {
        self.open_questions();
        let below = next
            .filter(|_| header.role.is_none() && header.said.is_empty())
            .and_then(|next| title_below(next.span.of(self.text)));
        self.title_line = below.is_some();
        let role = header.role.or(below.map(|(title, _)| title));
        let name = Some(header.name).filter(|name| !is_number(name));
        self.draft.begin(&key(header.name), name, role);
        let lettered = below.map_or(SpeakerKind::Unknown, |(_, kind)| kind);
        if let Some(turn) = self.draft.turns.last_mut() {
            turn.turn.kind =
                if header.kind == SpeakerKind::Unknown { lettered } else { header.kind };
        }
        if header.said.is_empty() {
            self.draft.push(line, PassageKind::SpeakerHeader);
        } else {
            let span = line.span.of(self.text).rfind(header.said).map(|at| {
                let start = line.span.start + at;
                Span::new(start, start + header.said.len())
            });
            self.draft.push_part(span.unwrap_or(line.span), line.number, PassageKind::Speech);
        }
    }

    fn paragraph(&mut self, line: &Line, text: &'a str) {
        if self.draft.turns.is_empty() && !(self.below.is_some() && is_prose(text)) {
            self.front.insert(text);
            self.draft.push(line, PassageKind::Heading);
            return;
        }
        if self.front.contains(text) {
            self.draft.push(line, PassageKind::Heading);
            return;
        }
        // Below a title somebody speaks whom no line names.
        if self.below.is_some() {
            self.open_questions();
            self.draft.begin("", None, None);
        }
        self.draft.push(line, PassageKind::Speech);
    }

    /// The first turn below the title of the questions is known by it.
    fn open_questions(&mut self) {
        if self.below.take() == Some(Opens::Qa) {
            self.draft.titled_questions.get_or_insert(self.draft.turns.len());
        }
    }
}
