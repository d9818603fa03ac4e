//! Operator, management or analyst; and everybody's title.
//!
//! In:  a [`Draft`]. Out: kinds and roles in its turns. Not here: forms of headers (`header`), introductions (`introduction`).

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Person};
use super::header::{is_operator, same_person};
use super::introduction::introductions;
use super::turn::{Section, SpeakerKind};
use super::vocabulary::Cue;

/// A speaker without a name is the operator when one turn in so many says what only operators say.
const TURNS_PER_CUE: usize = 3;

/// Marks the turns of the operator, by name or by what is said.
pub(super) fn find_operators(text: &str, draft: &mut Draft) {
    if draft.speakers() < 2 {
        return;
    }
    let mut said: HashMap<String, (usize, usize)> = HashMap::new();
    for (turn, speech) in draft.turns.iter().zip(draft.speeches()) {
        let cue = speech.iter().any(|passage| Cue::Operator.is_in(passage.of(text)));
        let (cues, turns) = said.entry(turn.label.clone()).or_default();
        *turns += 1;
        *cues += usize::from(cue);
    }
    for turn in &mut draft.turns {
        let operator = match &turn.turn.speaker {
            Some(name) => is_operator(name),
            None => said.get(&turn.label).is_some_and(|(cues, turns)| {
                cues.saturating_mul(TURNS_PER_CUE) >= *turns && *cues > 0
            }),
        };
        if operator {
            turn.turn.kind = SpeakerKind::Operator;
        }
    }
}

/// Says of everybody else what they are, now that it is known where the questions begin.
pub(super) fn settle(text: &str, draft: &mut Draft) {
    if draft.speakers() < 2 {
        return;
    }
    let people = introduced(text, draft);
    add_roles(draft, &people);
    let kinds = kinds(draft, &people);
    for turn in &mut draft.turns {
        if turn.turn.kind == SpeakerKind::Unknown {
            turn.turn.kind = kinds.get(&turn.label).copied().unwrap_or_default();
        }
    }
}

/// Who is in the roster, or introduced before the questions.
fn introduced(text: &str, draft: &Draft) -> Vec<Person> {
    let mut people = draft.roster.clone();
    for (turn, speech) in draft.turns.iter().zip(draft.speeches()) {
        if turn.turn.section == Section::Prepared {
            people.extend(speech.iter().flat_map(|passage| introductions(passage.of(text))));
        }
    }
    people
}

/// A title from the speaker's other headers, else from roster or introduction.
fn add_roles(draft: &mut Draft, people: &[Person]) {
    let headed: HashMap<String, String> = draft
        .turns
        .iter()
        .rev()
        .filter_map(|turn| Some((turn.label.clone(), turn.turn.role.clone()?)))
        .collect();
    for turn in &mut draft.turns {
        let Some(name) = &turn.turn.speaker else { continue };
        if turn.turn.role.is_none() && !is_operator(name) {
            turn.turn.role = headed
                .get(&turn.label)
                .cloned()
                .or_else(|| known(people, name).and_then(|person| person.role.clone()));
        }
    }
}

fn known<'a>(people: &'a [Person], name: &str) -> Option<&'a Person> {
    people.iter().find(|person| same_person(&person.name, name))
}

/// The kind of each speaker, by label.
fn kinds(draft: &Draft, people: &[Person]) -> HashMap<String, SpeakerKind> {
    let prepared: HashSet<&str> = draft
        .turns
        .iter()
        .filter(|turn| turn.turn.section == Section::Prepared)
        .map(|turn| turn.label.as_str())
        .collect();
    let mut kinds: HashMap<String, SpeakerKind> = HashMap::new();
    let mut before = SpeakerKind::Unknown;
    for turn in &draft.turns {
        let speaker = turn.turn.speaker.as_deref().unwrap_or_default();
        let role = turn.turn.role.as_deref().unwrap_or_default();
        let of_roster = known(people, speaker).map_or(SpeakerKind::Unknown, |person| person.kind);
        let after_cue = before == SpeakerKind::Operator;
        let kind = if turn.turn.kind != SpeakerKind::Unknown {
            turn.turn.kind
        } else if let Some(kind) = kinds.get(&turn.label) {
            *kind
        } else if Cue::AnalystTitle.is_in(role) || Cue::AnalystTitle.is_in(speaker) {
            SpeakerKind::Analyst
        } else if of_roster != SpeakerKind::Unknown {
            of_roster
        } else if prepared.contains(turn.label.as_str()) {
            SpeakerKind::Executive
        } else if after_cue {
            SpeakerKind::Analyst
        } else if Cue::CorporateTitle.is_in(role) || before == SpeakerKind::Analyst {
            // Who speaks right after an analyst answers.
            SpeakerKind::Executive
        } else {
            SpeakerKind::Unknown
        };
        if kind != SpeakerKind::Operator {
            kinds.entry(turn.label.clone()).or_insert(kind);
        }
        before = kind;
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;

    fn show(text: &str) -> String {
        let call = read("call.txt", text.as_bytes()).unwrap();
        let shown: Vec<String> = call
            .turns
            .iter()
            .map(|turn| {
                let name = turn.speaker.as_deref().unwrap_or("-");
                let role = turn.role.as_deref().unwrap_or("-");
                format!("{name}/{role}/{}/{}", turn.kind.as_str(), turn.section.as_str())
            })
            .collect();
        shown.join("\n")
    }

    #[test]
    fn named_speakers() {
        let text = "Operator\nOperator\nWelcome to the call.\n歡迎。\n\
            Jane Roe\nJane Roe\nWith me is John Doe, Chief Financial Officer.\n與我一起。\n\
            Operator\nOperator\nAnn Lee, Larch Securities.\n安李。\n\
            Ann B. Lee - VP\nAnn B. Lee - VP\nHow are margins?\n利潤?\n\
            John Q. Doe\nJohn Q. Doe\nGood.\n好。";
        let expected = "Operator/-/operator/prepared\n\
            Jane Roe/-/executive/prepared\n\
            Operator/-/operator/qa\n\
            Ann B. Lee/VP/analyst/qa\n\
            John Q. Doe/Chief Financial Officer/executive/qa";
        assert_eq!(show(text), expected);
    }

    #[test]
    fn numbered_speakers() {
        let text = "Speaker 0\n\nAll participants are in listen-only mode.\n\n\
            Speaker 1\n\nThank you. Sales rose.\n\n\
            Speaker 0\n\nOur first question comes from Ann Lee.\n\n\
            Speaker 2\n\nHow are margins?\n\n\
            Speaker 3\n\nGood.\n\nSpeaker 1\n\nAnd rising.\n";
        let expected = "-/-/operator/prepared\n-/-/executive/prepared\n-/-/operator/qa\n\
            -/-/analyst/qa\n-/-/executive/qa\n-/-/executive/qa";
        assert_eq!(show(text), expected);
    }
}
