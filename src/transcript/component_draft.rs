//! Components of a call to turns and passages.
//!
//! In:  [`CallData`]. Out: its text and a [`Draft`]. Not here: kinds and sections that the file does not say (`people`, `section`).

use super::company;
use super::component::{CallData, Component, Field, Head};
use super::component_key;
use super::draft::{Draft, Given};
use super::fiscal_period::{FiscalPeriod, Part};
use super::header::is_operator;
use super::line;
use super::numbered::is_number;
use super::passage::PassageKind;
use super::reading::Layout;
use super::rendering::Rendering;
use super::speaker_line::name_and_role;
use super::turn::SpeakerKind;
use super::wrapped::ends_sentence;
use crate::span::Span;

/// What the call says, and who. Where the file names no speaker at all, the draft has a single turn.
pub(super) fn draft(source: &str, data: &CallData) -> (Rendering, Given, Draft) {
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
    data.components.iter().for_each(|component| writer.component(component));
    (writer.text, given, writer.draft)
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
        ticker: said(head.ticker)
            .and_then(|ticker| company::symbol(ticker.rsplit(':').next()?.trim())),
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
        if self.text.end() > 0 {
            self.text.glue("\n");
        }
        let start = self.text.end();
        field.add(self.source, &mut self.text);
        self.passages(start, kind);
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
        let said = |field: Option<Field>| {
            field.map(|it| it.decoded(self.source)).filter(|it| !it.is_empty())
        };
        let role = match (said(it.firm), said(it.role)) {
            (Some(firm), Some(role)) => Some(format!("{firm} - {role}")),
            (firm, role) => role.or(firm),
        };
        let role = role
            .or_else(|| known.and_then(|person| person.role.clone()))
            .or_else(|| beside.map(str::to_owned));
        let role = role.filter(|_| !name.is_some_and(is_operator));
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
        let start = last.span.start;
        self.text.glue(" ");
        text.add(self.source, &mut self.text);
        let added = Span::new(start, self.text.end());
        let end = start + added.of(self.text.text()).trim_end().len();
        if let Some(last) = self.draft.passages.last_mut() {
            last.span = Span::new(start, end);
        }
        true
    }
}

/// Is this a name, no label of a machine: `spk_3`, `Speaker 2`, `0`, `B`?
fn is_name(label: &str) -> bool {
    let words = label.chars().filter(|c| c.is_alphabetic()).count();
    words > 1 && !is_number(label) && !label.contains('_')
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;
    use super::*;

    /// `speaker/role/kind/section: passage+passage` of each turn.
    fn show(source: &str) -> String {
        let call = read("call.json", source.as_bytes()).unwrap();
        let turns = call.turns.iter().enumerate().map(|(at, turn)| {
            let speech = call
                .passages
                .iter()
                .filter(|it| it.turn == Some(at) && it.kind == PassageKind::Speech)
                .map(|it| call.passage_text(it));
            format!(
                "{}/{}/{}/{}: {}",
                turn.speaker.as_deref().unwrap_or("-"),
                turn.role.as_deref().unwrap_or("-"),
                turn.kind.as_str(),
                turn.section.as_str(),
                speech.collect::<Vec<_>>().join("+")
            )
        });
        turns.collect::<Vec<_>>().join(" | ")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                           expected
        // Sentences that are cut into segments.
        (r#"[{"speaker":"Jane Roe","text":"Sales rose to $5"},{"speaker":"Jane Roe","text":"million. Costs fell."},{"speaker":"Jane Roe","text":"We hire."}]"#,
                                                                                                            "Jane Roe/-/unknown/prepared: Sales rose to $5 million. Costs fell.+We hire."),
        // Labels that are no names.
        (r#"[{"speaker":0,"text":"Hello."},{"speaker":1,"text":"Thanks."},{"speaker":"A","text":"Yes."},{"speaker":"SPEAKER_02","text":"No."}]"#,
                                                                                                            "-/-/executive/prepared: Hello. | -/-/executive/prepared: Thanks. | -/-/executive/prepared: Yes. | -/-/executive/prepared: No."),
        (r#"[{"speaker":"Jane Roe - CFO","text":"Hello."},{"speaker":"Ann Lee","firm":"Larch","title":"Analyst","section":"question","text":"Why?"}]"#,
                                                                                                            "Jane Roe/CFO/executive/prepared: Hello. | Ann Lee/Larch - Analyst/analyst/qa: Why?"),
        (r#"[{"speaker":"Operator","firm":"Acme","text":"Hello."},{"speaker":"Ann Lee","firm":"Larch","text":"Why?"}]"#,
                                                                                                            "Operator/-/operator/prepared: Hello. | Ann Lee/Larch/executive/prepared: Why?"),
        // Paragraphs of one text.
        (r#"[{"speaker":"Jane Roe","text":"One.\n\nTwo."},{"speaker":"John Doe","text":"Note: three."}]"#, "Jane Roe/-/executive/prepared: One.+Two. | John Doe/-/executive/prepared: Note: three."),
        // Nobody is named: the text is read as any other.
        (r#"{"year":2024,"quarter":2,"transcript":[{"text":"Operator: Hello, and welcome to the call of the Larch mills. Please go ahead, Ms. Roe."},{"text":"Jane Roe - CFO: Thank you all. The mills ran well, and so did the saws, from the first week of the quarter to the last. We"},{"text":"hired."}],"title":"Larch Q3 2024"}"#,
                                                                                                            "Operator/-/operator/prepared: Hello, and welcome to the call of the Larch mills. Please go ahead, Ms. Roe. | Jane Roe/CFO/executive/prepared: Thank you all. The mills ran well, and so did the saws, from the first week of the quarter to the last. We hired."),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
