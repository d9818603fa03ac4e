//! The stage's entry and what it hands on.
//!
//! In:  the bytes of one file and its name. Out: [`Transcript`].
//! Not here: the rules; this file only puts them in order.

use super::decode::decode;
use super::fiscal_period::FiscalPeriod;
use super::passage::Passage;
use super::source_text::SourceText;
use super::turn::Turn;
use super::{bilingual, company, draft::Draft, line, numbered, people, period, plain, section};
use crate::Error;

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
}

/// How the call's own fiscal period is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PeriodSource {
    /// The text says it.
    Text,
    /// Only the file's name says it (`ACME_q3_2021.txt`).
    FileName,
    /// Nothing says it.
    Unknown,
}

impl Transcript {
    /// The text of a passage.
    #[must_use]
    pub fn passage_text(&self, passage: &Passage) -> &str {
        passage.span.of(self.text.text())
    }
}

/// Reads one file.
///
/// # Errors
/// [`Error::Empty`], [`Error::Binary`] or [`Error::Encoding`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Transcript, Error> {
    let source = decode(name, bytes)?;
    let text = source.text();
    let lines = line::lines(text);
    let mut draft = draft(text, &lines);
    people::find_operators(text, &mut draft);
    section::divide(text, &mut draft);
    people::settle(text, &mut draft);
    let identity = company::identify(text, &draft);
    let dated = period::date(name, text, &draft);
    let layout = draft.layout;
    let (turns, passages) = draft.finish();
    Ok(Transcript {
        name: name.to_owned(),
        layout,
        company: identity.company,
        ticker: identity.ticker,
        period: dated.period,
        period_source: dated.source,
        fiscal_year_end: dated.fiscal_year_end,
        turns,
        passages,
        text: source,
    })
}

/// The first layout that knows the text; a text that none knows is still read, as plain paragraphs.
fn draft(text: &str, lines: &[line::Line]) -> Draft {
    bilingual::read(text, lines)
        .or_else(|| numbered::read(text, lines))
        .unwrap_or_else(|| plain::read(lines))
}
