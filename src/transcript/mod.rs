//! Stage 1: bytes to speaker turns.
//!
//! In:  the bytes of one file and its name.
//! Out: [`Transcript`]: company, fiscal period, turns, and passages that cover the text.
//! Not here: what a passage says (`quantity/`, `fact/`).

mod fiscal_period;
mod source_text;

pub use fiscal_period::{FiscalPeriod, Part};
pub use source_text::{Encoding, SourceText};

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

/// What one speaker says until the next one begins.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Turn {
    /// As the turn's header names them (`Jane Doe`); `None` where the text names nobody.
    pub speaker: Option<String>,
    /// Title or firm (`CFO`, `Senior Vice President - Investor Relations`), from header, roster or introduction.
    pub role: Option<String>,
    /// Operator, executive or analyst.
    pub kind: SpeakerKind,
    /// Prepared remarks or questions and answers.
    pub section: Section,
}

/// Kinds of speakers, in the words of the Capital IQ transcript tables.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SpeakerKind {
    /// The conference operator.
    Operator,
    /// Management of the company.
    Executive,
    /// Who asks.
    Analyst,
    /// Cannot be told.
    #[default]
    Unknown,
}

/// The two halves of a call.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Section {
    /// Before the first question.
    #[default]
    Prepared,
    /// Questions and answers.
    Qa,
}

/// One paragraph (or one line of furniture) of the source.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Passage {
    /// Place in [`SourceText::text`], without the line's indent, bullet and line end.
    pub span: Span,
    /// 1-based line of the source on which it begins.
    pub line: usize,
    /// What it is.
    pub kind: PassageKind,
    /// Index into [`Transcript::turns`]; `None` outside the call proper.
    pub turn: Option<usize>,
}

/// What a passage is to the call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PassageKind {
    /// Somebody says it: facts come from here only.
    Speech,
    /// Translation of the passage with this index in [`Transcript::passages`].
    Translation(usize),
    /// Names the speaker of the turn.
    SpeakerHeader,
    /// Title, date, roster, section name, page furniture.
    Heading,
    /// The site's own summary, takeaways or glossary: not part of the call.
    Summary,
    /// Notice of the site or publisher.
    Notice,
}

impl Transcript {
    /// The text of a passage.
    #[must_use]
    pub fn passage_text(&self, passage: &Passage) -> &str {
        passage.span.of(self.text.text())
    }
}

impl SpeakerKind {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Executive => "executive",
            Self::Analyst => "analyst",
            Self::Unknown => "unknown",
        }
    }
}

impl Section {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Qa => "qa",
        }
    }
}

/// Reads one file.
///
/// # Errors
/// [`Error::Empty`], [`Error::Binary`] or [`Error::Encoding`].
pub fn read(name: &str, bytes: &[u8]) -> Result<Transcript, Error> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|error| Error::Encoding {
        name: name.to_owned(),
        line: 0,
        at: error.utf8_error().valid_up_to(),
    })?;
    Ok(Transcript {
        name: name.to_owned(),
        text: SourceText::new(text),
        layout: Layout::Plain,
        company: None,
        ticker: None,
        period: None,
        period_source: PeriodSource::Unknown,
        fiscal_year_end: None,
        turns: Vec::new(),
        passages: Vec::new(),
    })
}
