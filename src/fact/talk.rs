//! What is being spoken of, where it is asked for.
//!
//! In:  turns, paragraphs and sentences, in order. Out: the [`Topic`] at a figure.
//! Not here: what a sentence leaves behind (`topic.rs`), sentences with figures (`bind.rs`).
//!
//! Only figures ask for the topic, and most turns tell none: sentences without figures are kept, and heard only when a figure
//! follows before the talk begins anew.

use super::calendar::Calendar;
use super::focus::Focus;
use super::mark::{Mark, marks};
use super::scope::Scopes;
use super::topic::Topic;
use super::word::Sentence;

/// A talk, as far as it has been heard.
#[derive(Default)]
pub(super) struct Talk<'t> {
    topic: Topic<'t>,
    /// What was said since.
    unheard: Vec<Unheard<'t>>,
}

/// What a topic changes with, besides figures.
enum Unheard<'t> {
    /// An answer goes on about what the question asked.
    Answer,
    Paragraph,
    Sentence {
        said: Sentence<'t>,
        /// Is it the operator's?
        operator: bool,
    },
}

impl<'t> Talk<'t> {
    /// A talk about something else begins.
    pub(super) fn begin(&mut self) {
        self.topic = Topic::default();
        self.unheard.clear();
    }

    /// An answer begins.
    pub(super) fn answer(&mut self) {
        self.unheard.push(Unheard::Answer);
    }

    /// A paragraph begins.
    pub(super) fn paragraph(&mut self) {
        self.unheard.push(Unheard::Paragraph);
    }

    /// Takes a sentence without figures.
    pub(super) fn say(&mut self, said: Sentence<'t>, operator: bool) {
        self.unheard.push(Unheard::Sentence { said, operator });
    }

    /// What is being spoken of now.
    pub(super) fn topic(&mut self, scopes: &Scopes, calendar: Calendar) -> &mut Topic<'t> {
        for unheard in self.unheard.drain(..) {
            match unheard {
                Unheard::Answer => go_on(&mut self.topic),
                Unheard::Paragraph => self.topic.focus.next_paragraph(),
                Unheard::Sentence { said, operator } => {
                    let marks = scopes.mark(said, marks(said, &[]));
                    turn(&mut self.topic, scopes, said.text, &marks);
                    if !operator {
                        hear(&mut self.topic, &marks, calendar);
                    }
                }
            }
        }
        &mut self.topic
    }
}

/// What an answer takes over of its question.
fn go_on(topic: &mut Topic<'_>) {
    topic.compare = None;
    topic.focus = Focus::default();
    topic.silent = topic.silent.saturating_add(1);
}

/// The part, or the company, that a sentence turns to.
pub(super) fn turn(topic: &mut Topic<'_>, scopes: &Scopes, sentence: &str, marks: &[Mark<'_>]) {
    if scopes.speaks_of_the_company(marks) {
        topic.focus.leave();
    }
    if let Some(scope) = scopes.opening(sentence, marks) {
        topic.focus.turn_to(scope);
    }
}

/// A sentence without figures is heard.
fn hear<'t>(topic: &mut Topic<'t>, marks: &[Mark<'t>], calendar: Calendar) {
    topic.hear(marks, calendar);
    if let Some(scope) = Scopes::introduction(marks) {
        topic.focus.turn_to(scope);
    }
}
