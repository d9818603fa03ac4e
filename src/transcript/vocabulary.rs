//! The words by which calls are conducted and written down.
//!
//! In:  `grammar/calls.toml`. Out: [`Cue`]s to look for, [`Opens`] for section titles. Not here: what follows from a cue.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::anchors::Anchors;
use super::phrase::Phrase;
use super::word::{Word, words};
use crate::grammar::{self, built_in};

/// A list of phrases in `grammar/calls.toml`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cue {
    /// Somebody's question is announced.
    #[serde(rename = "question_cue")]
    Question,
    /// Questions begin.
    QuestionsOpen,
    /// Only the operator says it.
    Operator,
    /// How to signal that one wants to ask.
    AskingInstructions,
    /// A title in management.
    CorporateTitle,
    /// First word of a title in management.
    TitleStart,
    /// A title of those who ask.
    AnalystTitle,
    /// Legal form at the end of a company's name.
    LegalEnding,
    /// What follows the company in the name of a call.
    CallName,
    /// A word whose dot ends no sentence.
    Abbreviation,
    /// A word that no person is called by.
    NoName,
}

/// What stands below the title of a part.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Opens {
    /// Prepared remarks.
    Prepared,
    /// Questions and answers.
    Qa,
    /// Names of management.
    Executives,
    /// Names of analysts.
    Analysts,
    /// Names of both.
    Participants,
    /// The site's own summary.
    Summary,
    /// Nothing of the call, until the next title.
    Heading,
    /// A notice.
    Notice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrases: Vec<PhraseRow>,
    sections: Vec<SectionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseRow {
    id: Cue,
    phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    rejects: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionRow {
    opens: Opens,
    names: Vec<String>,
}

#[derive(Default)]
struct Vocabulary {
    cues: FxHashMap<Cue, List>,
    sections: FxHashMap<String, Opens>,
}

/// The phrases of one list.
#[derive(Default)]
struct List {
    /// By their first word.
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// As they are written.
    written: FxHashSet<String>,
    /// One word of each phrase.
    anchors: OnceLock<Anchors>,
}

const SOURCE: &str = built_in!("calls");

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(grammar::rows(SOURCE)));

impl Vocabulary {
    fn new(file: File) -> Self {
        let mut cues: FxHashMap<Cue, List> = FxHashMap::default();
        for row in file.phrases {
            let list = cues.entry(row.id).or_default();
            for phrase in row.phrases {
                let read = Phrase::new(&phrase);
                list.phrases.entry(read.first().to_owned()).or_default().push(read);
                list.written.insert(phrase);
            }
        }
        let sections = file
            .sections
            .into_iter()
            .flat_map(|row| {
                let opens = row.opens;
                row.names.into_iter().map(move |name| (title_key(&name), opens))
            })
            .collect();
        Self { cues, sections }
    }
}

impl List {
    fn find(&self, words: &[Word<'_>]) -> Option<(usize, usize)> {
        words.iter().enumerate().find_map(|(at, word)| {
            let phrases = self.phrases.get(&*word.folded)?;
            let end = phrases.iter().filter_map(|phrase| phrase.end_at(words, at)).min()?;
            Some((at, end))
        })
    }

    fn may_be_in(&self, text: &str) -> bool {
        let anchors = self.anchors.get_or_init(|| {
            Anchors::new(self.phrases.values().flatten().map(|phrase| phrase.anchor()))
        });
        anchors.any_in(text)
    }
}

impl Cue {
    /// Index range in `words` of the first phrase of this list.
    pub(super) fn find(self, words: &[Word<'_>]) -> Option<(usize, usize)> {
        VOCABULARY.cues.get(&self)?.find(words)
    }

    /// Can a phrase of this list stand in `text`? It cannot where one word of each is missing.
    pub(super) fn may_be_in(self, text: &str) -> bool {
        let may = VOCABULARY.cues.get(&self).is_some_and(|list| list.may_be_in(text));
        debug_assert!(may || self.find(&words(text)).is_none(), "{self:?}: {text}");
        may
    }

    /// Does `text` contain a phrase of this list?
    pub(super) fn is_in(self, text: &str) -> bool {
        self.may_be_in(text) && self.find(&words(text)).is_some()
    }

    /// Is `word`, folded, a phrase of this list by itself?
    pub(super) fn is(self, word: &str) -> bool {
        VOCABULARY.cues.get(&self).is_some_and(|list| list.written.contains(word))
    }
}

impl Opens {
    /// What a line opens that is the title of a part: `Prepared Remarks:`.
    pub(super) fn by_title(line: &str) -> Option<Self> {
        VOCABULARY.sections.get(&title_key(line)).copied()
    }
}

fn title_key(title: &str) -> String {
    title
        .to_lowercase()
        .replace(['-', '\u{2013}'], " ")
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '\u{ff1a}' | '*' | '#' | '.')
        })
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_proves_itself() {
        let file: File = grammar::rows(SOURCE);
        let mut ids = HashSet::new();
        for row in &file.phrases {
            assert!(ids.insert(row.id), "twice: {:?}", row.id);
            let mut seen = HashSet::new();
            for phrase in &row.phrases {
                assert!(seen.insert(phrase), "twice in {:?}: {phrase}", row.id);
            }
            assert!(!row.examples.is_empty() && !row.rejects.is_empty(), "{:?}", row.id);
            for example in &row.examples {
                assert!(row.id.is_in(example), "{:?}: {example}", row.id);
            }
            for reject in &row.rejects {
                assert!(!row.id.is_in(reject), "{:?}: {reject}", row.id);
            }
        }
        let mut names = HashSet::new();
        for name in file.sections.iter().flat_map(|row| &row.names) {
            names.insert(title_key(name));
            assert!(Opens::by_title(&format!("{name}:")).is_some(), "{name}");
        }
        assert_eq!(Opens::by_title("Our presentation"), None);
    }
}
