//! What the keys and columns of a call are called where it is data.
//!
//! In:  `grammar/components.toml`. Out: [`Key`]s, and what values of them say. Not here: reading JSON or CSV (`json_value`, `component_csv`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::turn::SpeakerKind;
use crate::grammar::{self, built_in};

/// What a value is to the call. One name can be two keys: `title` is of a speaker or of the call.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Key {
    /// What is said.
    Text,
    /// Who says it.
    Speaker,
    /// The speaker's title.
    Role,
    /// The speaker's firm.
    Firm,
    /// Operator, executive or analyst.
    SpeakerKind,
    /// Prepared remarks, question or answer.
    Section,
    /// Place in the call.
    Order,
    /// Names behind the labels of speakers.
    Names,
    /// The call itself, where a file may have several.
    Call,
    /// The company that holds it.
    Company,
    /// Its ticker.
    Ticker,
    /// The fiscal year.
    Year,
    /// The fiscal quarter.
    Quarter,
    /// What the call is called.
    Title,
    /// The day of the call.
    Date,
}

/// A list of words in values.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "snake_case")]
enum ValueWord {
    Operator,
    Executive,
    Analyst,
    Question,
    Answer,
    Questions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: HashMap<ValueWord, HashSet<String>>,
    keys: HashMap<Key, HashSet<String>>,
}

static FILE: LazyLock<File> = LazyLock::new(|| grammar::rows(built_in!("components")));

impl Key {
    /// Is `name` a name of this key?
    pub(super) fn is(self, name: &str) -> bool {
        let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        FILE.keys.get(&self).is_some_and(|names| names.contains(&plain))
    }

    /// Does a name of this key stand in JSON that need not be whole?
    pub(super) fn is_in(self, source: &str) -> bool {
        source.split('"').filter(|piece| piece.len() <= LONGEST_KEY).any(|piece| self.is(piece))
    }
}

/// Bytes of a key.
const LONGEST_KEY: usize = 40;

fn says(word: ValueWord, value: &str) -> bool {
    let lower = value.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '&');
    FILE.words.get(&word).is_some_and(|list| words.any(|it| list.contains(it)))
}

/// Who speaks, by the type of the speaker and that of the part: `Analysts`, `Answer`.
pub(super) fn speaker_kind(kind: &str, section: &str) -> SpeakerKind {
    let of = |value: &str, executive: ValueWord, analyst: ValueWord| {
        [
            (ValueWord::Operator, SpeakerKind::Operator),
            (analyst, SpeakerKind::Analyst),
            (executive, SpeakerKind::Executive),
        ]
        .into_iter()
        .find(|(word, _)| says(*word, value))
        .map(|(_, kind)| kind)
    };
    // `Question and Answer` names a part, `Question` what somebody does.
    let acts = !(says(ValueWord::Question, section) && says(ValueWord::Answer, section));
    of(kind, ValueWord::Executive, ValueWord::Analyst)
        .or_else(|| {
            of(section, ValueWord::Answer, ValueWord::Question)
                .filter(|it| acts || *it == SpeakerKind::Operator)
        })
        .unwrap_or_default()
}

/// Is the part one of questions and answers?
pub(super) fn is_questions(section: &str) -> bool {
    says(ValueWord::Questions, section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert!(Key::Text.is("componenttext") && Key::Text.is("Component Text"));
        assert!(Key::Speaker.is("speaker_name") && Key::Speaker.is("transcriptPersonName"));
        assert!(Key::Role.is("title") && Key::Title.is("title"));
        assert!(
            !Key::Text.is("quote")
                && !Key::Text.is("metric_text")
                && !Key::Speaker.is("speaker_role")
        );
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str, bool)] = &[
        // type         part                                       expected: kind, questions?
        ("Operator",    "Presentation Operator Message",           "operator",  false),
        ("Executives",  "Presenter Speech",                        "executive", false),
        ("Analysts",    "Question",                                "analyst",   true),
        ("Executives",  "Answer",                                  "executive", true),
        ("",            "Question and Answer Operator Message",    "operator",  true),
        ("",            "answer",                                  "executive", true),
        ("",            "Question and Answer",                     "unknown",   true),
        ("",            "qa",                                      "unknown",   true),
        ("Unknown",     "prepared_remarks",                        "unknown",   false),
        ("segment",     "",                                        "unknown",   false),
    ];

    #[test]
    fn table() {
        for (kind, section, expected, questions) in TABLE {
            let found = speaker_kind(kind, section);
            assert_eq!(
                (found.as_str(), is_questions(section)),
                (*expected, *questions),
                "given: {kind} {section}"
            );
        }
    }
}
