//! The decoded text of a file, and the way back to its bytes.
//!
//! In:  bytes. Out: [`SourceText`], UTF-8, with [`SourceText::source_span`] for the bytes of the file.
//! Not here: lines and speakers.

use crate::span::Span;

/// Encodings that are read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

/// A file's text, decoded once.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    encoding: Encoding,
    /// Length of the byte order mark in the file.
    mark: usize,
}

impl SourceText {
    /// A text that is UTF-8 without a mark.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, encoding: Encoding::Utf8, mark: 0 }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The encoding that the file has.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Where `span` of the text stands in the bytes of the file.
    #[must_use]
    pub fn source_span(&self, span: Span) -> Span {
        span.shifted(self.mark)
    }
}
