//! The lines of a text with their part in the call.
//!
//! In:  nothing. Out: [`Passage`], [`PassageKind`]. Not here: telling which line is what (the layouts).

use crate::span::Span;

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
