//! The stage's entry and what it hands on.
//!
//! In:  the bytes of one file and its name. Out: [`Transcript`].
//! Not here: the rules; this file only puts them in order.

use serde::{Deserialize, Serialize};

use super::decode::decode;
use super::fiscal_period::FiscalPeriod;
use super::opened::{Opened, open};
use super::passage::{Passage, PassageKind};
use super::source_text::SourceText;
use super::turn::Turn;
use super::{
    bilingual, company, draft::Draft, headed, line, numbered, people, period, plain, section,
    wrapped,
};
use crate::Error;
use crate::span::Span;

/// One call as read: who speaks, where and in which section, with every line accounted for.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// The file's name as it was given.
    pub name: String,
    /// The decoded text; all spans of the stages count its bytes.
    pub text: SourceText,
    /// Which layout the text was recognised as.
    pub layout: Layout,
    /// Company as the text names it (`Acme Robotics Inc.`), without a legal ending where it can be told.
    pub company: Option<String>,
    /// Exchange ticker as the text names it (`ACME`).
    pub ticker: Option<String>,
    /// The fiscal period that the call reports on.
    pub period: Option<FiscalPeriod>,
    /// Where `period` comes from.
    pub period_source: PeriodSource,
    /// Month (1 to 12) in which the fiscal year ends, where the text says so.
    pub fiscal_year_end: Option<u32>,
    /// Turns in the order of the text.
    pub turns: Vec<Turn>,
    /// The lines of the text with their part in the call, in the order of the text.
    // Invariant: passages do not overlap, and every line with a non-blank character is in exactly one.
    pub passages: Vec<Passage>,
}

/// A way of writing a call down (`layouts.md` of the design).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Layout {
    /// Doubled header lines; an English paragraph, then its Chinese translation.
    Bilingual,
    /// `Speaker 3` on a line of its own before each turn.
    NumberedSpeakers,
    /// Headers such as `Jane Doe -- Chief Financial Officer`, rosters, section titles.
    Headed,
    /// No speaker can be told: paragraphs only.
    Plain,
    /// JSON or CSV: a list of what was said, with the speakers beside it.
    Components,
}

/// How the call's own fiscal period is known.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum PeriodSource {
    /// The text says it.
    Text,
    /// Only the file's name says it (`ACME_q3_2021.txt`).
    FileName,
    /// The user says it, whatever the text does.
    Given,
    /// Nothing says it.
    Unknown,
}

impl Transcript {
    /// The text of a passage, with blanks for the line ends in it: byte for byte at the passage's place.
    #[must_use]
    pub fn passage_text(&self, passage: &Passage) -> &str {
        passage.span.of(self.text.flowing())
    }
}

/// Reads one file.
///
/// # Errors
/// [`Error::Empty`], [`Error::Form`], [`Error::Binary`] or [`Error::Encoding`]; for JSON and CSV also [`Error::NoCall`], [`Error::BrokenJson`] and
/// [`Error::SeveralCalls`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Transcript, Error> {
    let Opened { text: mut source, given, draft: known, around } =
        open(name, decode(name, bytes)?)?;
    let text = source.text();
    let mut draft = known.unwrap_or_else(|| draft_between(text, &around));
    number(&source, &mut draft);
    wrapped::join(text, &mut draft);
    people::find_operators(text, &mut draft);
    section::divide(text, &mut draft);
    people::settle(text, &mut draft);
    let identity = company::identify(text, &draft);
    let dated = period::date(name, text, &draft);
    let layout = draft.layout;
    let (turns, passages) = draft.finish();
    source.flow(passages.iter().map(|passage| passage.span));
    Ok(Transcript {
        name: name.to_owned(),
        layout,
        company: given.company.or(identity.company),
        ticker: given.ticker.or(identity.ticker),
        period: given.period.or(dated.period),
        period_source: given.period.map_or(dated.source, |_| PeriodSource::Text),
        fiscal_year_end: dated.fiscal_year_end,
        turns,
        passages,
        text: source,
    })
}

/// The call in lines: what stands around it is put back when the layout is read.
fn draft_between(text: &str, around: &[(Span, PassageKind)]) -> Draft {
    let mut call = Vec::new();
    let mut others = Vec::new();
    for line in line::lines(text) {
        let at = around.partition_point(|(span, _)| span.end <= line.span.start);
        match around.get(at).filter(|(span, _)| span.overlaps(line.span)) {
            Some((_, kind)) => {
                let (span, line, kind) = (line.span, line.number, *kind);
                others.push(Passage { span, line, kind, turn: None });
            }
            None => call.push(line),
        }
    }
    let mut draft = draft(text, &call);
    draft.insert(others);
    draft
}

/// Lines are those of the file, also where the text was taken out of it.
fn number(source: &SourceText, draft: &mut Draft) {
    for passage in &mut draft.passages {
        passage.line = source.line(passage.span.start).unwrap_or(passage.line);
    }
}

/// The first layout that knows the text; a text that none knows is still read, as plain paragraphs.
fn draft(text: &str, lines: &[line::Line]) -> Draft {
    bilingual::read(text, lines)
        .or_else(|| numbered::read(text, lines))
        .or_else(|| headed::read(text, lines))
        .unwrap_or_else(|| plain::read(lines))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of calls, so that arbitrary texts reach the layouts.
    fn text() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            any::<String>(),
            Just("Operator".to_owned()),
            Just("Speaker 1".to_owned()),
            Just("spk2: Sales rose.".to_owned()),
            Just("Jane Roe - CFO".to_owned()),
            Just("  \u{2022} Jane Roe".to_owned()),
            Just("Jane Roe: Sales rose (by 5%.".to_owned()),
            Just("Prepared Remarks:".to_owned()),
            Just("Our first question comes from Ann Lee, Larch.".to_owned()),
            Just("謝謝。".to_owned()),
            Just("Welcome to the Acme S.A. Q3 2024 call.".to_owned()),
            Just(String::new()),
        ];
        let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
        prop::collection::vec((line, end), 0..30)
            .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
    }

    /// Parts of pages and of data files, in any order.
    fn piece() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<br>",
            "<aside>",
            "<script>",
            "</script>",
            "<h1>",
            "<title>",
            "</title>",
            "<pre>",
            "<p hidden>",
            "&#36;",
            "&nbsp;",
            "&amp",
            "Operator",
            "Jane Roe -- CFO",
            "Jane Roe: Sales rose.",
            "\r\n",
            "\n",
            " ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"text\":",
            "\"speaker\":",
            "\"Jane Roe\"",
            "\"a \\u0024 \\n b\"",
            "[{\"speaker\": \"Jane Roe\", \"text\": \"Sales rose.\"}, ",
            "{\"speaker\": \"Operator\", \"text\": \"Hi, \\ud83d\\ude00.\"}]",
            "speaker,text\n",
            "Operator,\"Hello, \"\"all\"\".\"\n",
            "Jane Roe,5%\n",
            "\"",
            "\u{e9}",
            "\u{a0}",
            "\u{feff}",
        ]);
        piece.prop_map(str::to_owned)
    }

    proptest! {
        #[test]
        fn every_line_is_in_one_passage(given in text()) {
            if let Ok(call) = read("call.txt", given.as_bytes()) {
                let text = call.text.text();
                let mut passages = call.passages.iter();
                let mut last = None;
                for line in line::lines(text) {
                    // A passage of several lines was met with its first.
                    if last.is_some_and(|last: Span| last.contains(line.span)) {
                        continue;
                    }
                    let passage = passages.next().unwrap();
                    last = Some(passage.span);
                    prop_assert_eq!(passage.line, line.number);
                    prop_assert!(line.span.contains(Span::new(passage.span.start, passage.span.start)));
                    prop_assert!(text.get(passage.span.start..passage.span.end).is_some());
                    prop_assert!(passage.turn.is_none_or(|turn| turn < call.turns.len()));
                    if let PassageKind::Translation(of) = passage.kind {
                        prop_assert_eq!(call.passages[of].kind, PassageKind::Speech);
                    }
                    for sentence in super::super::sentences(call.passage_text(passage)) {
                        prop_assert!(!sentence.of(call.passage_text(passage)).is_empty());
                    }
                }
                prop_assert!(passages.next().is_none());
            }
        }

        #[test]
        fn bytes_never_panic(given in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read("call.txt", &given);
        }

        #[test]
        fn pages_and_data_lead_to_their_bytes(pieces in prop::collection::vec(piece(), 0..40), name in prop::sample::select(vec!["a.txt", "a.html", "a.json", "a.csv"])) {
            let given = pieces.concat();
            if let Ok(call) = read(name, given.as_bytes()) {
                for passage in &call.passages {
                    let place = call.text.source_span(passage.span);
                    prop_assert_eq!(given.get(place.start..place.end), Some(call.text.quote(passage.span)), "{}", given);
                    prop_assert!(passage.span.end <= call.text.text().len());
                    prop_assert!(passage.line >= 1 && passage.line <= line::spans(&given).len());
                }
            }
        }

        #[test]
        fn utf16_spans_lead_to_the_bytes(given in text(), big in any::<bool>()) {
            let units = |text: &str| -> Vec<u8> {
                let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
                text.encode_utf16().flat_map(bytes).collect()
            };
            let file = [units("\u{feff}"), units(&given)].concat();
            if let Ok(call) = read("call.txt", &file) {
                for passage in &call.passages {
                    let place = call.text.source_span(passage.span);
                    prop_assert_eq!(&file[place.start..place.end], units(passage.span.of(call.text.text())));
                }
            }
        }
    }
}
