//! A call as data: who said what, one row or object each, and what is said of the call beside it.
//!
//! In:  keys with their values. Out: [`CallData`]. Not here: files (`component_json`, `component_csv`), turns (`component_draft`).

use std::collections::HashMap;

use super::component_key::Key;
use super::draft::Person;
use super::json_value::add_text;
use super::rendering::Rendering;
use crate::span::Span;

/// A value and how it is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Field {
    /// In the decoded file, without quotation marks around it.
    pub(super) span: Span,
    /// How it is written.
    pub(super) code: Code,
}

/// Ways to write a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Code {
    /// As it is.
    Plain,
    /// With the escapes of JSON.
    Json,
    /// With quotation marks twice.
    Csv,
}

impl Field {
    /// Adds the value to the text.
    pub(super) fn add(self, source: &str, to: &mut Rendering) {
        match self.code {
            Code::Plain => to.copy(source, self.span),
            Code::Json => add_text(source, self.span, to),
            Code::Csv => {
                let mut at = self.span.start;
                for mark in self.span.of(source).match_indices("\"\"").map(|(mark, _)| mark) {
                    let mark = Span::new(self.span.start + mark, self.span.start + mark + 2);
                    to.copy(source, Span::new(at, mark.start));
                    to.replace("\"", mark);
                    at = mark.end;
                }
                to.copy(source, Span::new(at, self.span.end));
            }
        }
    }

    /// The value, without blanks around it.
    pub(super) fn decoded(self, source: &str) -> String {
        let mut rendering = Rendering::default();
        self.add(source, &mut rendering);
        rendering.text().trim().to_owned()
    }
}

/// What one speaker says at one time.
#[derive(Clone, Debug, Default)]
pub(super) struct Component {
    /// Paragraphs.
    pub(super) text: Vec<Field>,
    pub(super) speaker: Option<Field>,
    pub(super) role: Option<Field>,
    pub(super) firm: Option<Field>,
    /// Operator, executive or analyst, in the file's words.
    pub(super) kind: String,
    /// Prepared remarks, question or answer, in the file's words.
    pub(super) section: String,
    pub(super) order: Option<u64>,
    pub(super) call: Option<String>,
}

impl Component {
    /// Takes a value that has this name; `false` when it is none of a component.
    pub(super) fn take(&mut self, source: &str, name: &str, field: Field) -> bool {
        let written = || field.decoded(source);
        if field.span.is_empty() {
        } else if Key::Text.is(name) {
            self.text.push(field);
        } else if Key::Speaker.is(name) {
            // A name says more than a label beside it.
            let labelled = self.speaker.is_some_and(|it| !it.decoded(source).contains(' '));
            if self.speaker.is_none() || labelled {
                self.speaker = Some(field);
            }
        } else if Key::Role.is(name) {
            self.role.get_or_insert(field);
        } else if Key::Firm.is(name) {
            self.firm.get_or_insert(field);
        } else if Key::SpeakerKind.is(name) {
            self.kind = written();
        } else if Key::Section.is(name) {
            self.section = written();
        } else if Key::Order.is(name) {
            self.order = written().parse().ok();
        } else if Key::Call.is(name) {
            self.call = Some(written());
        } else {
            return false;
        }
        true
    }
}

/// What is said of the call.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) company: Option<Field>,
    pub(super) ticker: Option<Field>,
    pub(super) title: Option<Field>,
    pub(super) date: Option<Field>,
    pub(super) year: Option<Field>,
    pub(super) quarter: Option<Field>,
}

impl Head {
    /// Takes a value that has this name. What was said first holds.
    pub(super) fn take(&mut self, name: &str, field: Field) {
        let places = [
            (Key::Company, &mut self.company),
            (Key::Ticker, &mut self.ticker),
            (Key::Title, &mut self.title),
            (Key::Date, &mut self.date),
            (Key::Year, &mut self.year),
            (Key::Quarter, &mut self.quarter),
        ];
        for (key, place) in places {
            if key.is(name) && !field.span.is_empty() {
                place.get_or_insert(field);
            }
        }
    }
}

/// A call that is data.
#[derive(Clone, Debug, Default)]
pub(super) struct CallData {
    /// In the order of the call.
    pub(super) components: Vec<Component>,
    pub(super) head: Head,
    /// People in lists of their own.
    pub(super) people: Vec<Person>,
    /// Names and titles behind the labels of speakers.
    pub(super) names: HashMap<String, Person>,
}

impl CallData {
    /// Puts the components in order, where all say theirs.
    pub(super) fn sort(&mut self) {
        if self.components.iter().all(|component| component.order.is_some()) {
            self.components.sort_by_key(|component| component.order);
        }
    }

    /// How many calls the components are of.
    pub(super) fn calls(&self) -> usize {
        let mut calls: Vec<&str> =
            self.components.iter().filter_map(|it| it.call.as_deref()).collect();
        calls.sort_unstable();
        calls.dedup();
        calls.len().max(1)
    }
}
