//! The decoded text of a file, and the way back to its bytes.
//!
//! In:  a decoded text and its encoding. Out: [`SourceText`], with [`SourceText::source_span`] for the bytes of the file.
//! Not here: decoding (`decode`), lines and speakers.

use super::rendering::Origin;
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

/// What ends a line.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// A file's text, decoded once.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    encoding: Encoding,
    /// Length of the byte order mark in the file.
    mark: usize,
    /// For UTF-16 only: where each line of `text` begins there and in the file.
    // Invariant: ascending, and the first is the start of the text.
    line_starts: Vec<(usize, usize)>,
    /// The text with blanks for the line ends inside paragraphs; `None` where no paragraph has any.
    // Invariant: as long as `text`, byte for byte at the same place.
    flowing: Option<String>,
    /// For text that was taken out of a page or a data file: that file.
    origin: Option<Box<Origin>>,
}

impl SourceText {
    /// A text that is UTF-8 without a mark.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self::decoded(text, Encoding::Utf8, 0)
    }

    /// A text that was decoded from `encoding` after a byte order mark of `mark` bytes.
    pub(super) fn decoded(text: String, encoding: Encoding, mark: usize) -> Self {
        let line_starts = match encoding {
            Encoding::Utf8 => Vec::new(),
            Encoding::Utf16Le | Encoding::Utf16Be => line_starts(&text, mark),
        };
        Self { text, encoding, mark, line_starts, flowing: None, origin: None }
    }

    /// A text that was taken out of a decoded file.
    pub(super) fn rendered(text: String, origin: Origin) -> Self {
        Self { text, origin: Some(Box::new(origin)), ..Self::default() }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it is read: a paragraph that a page has cut into lines is one line again.
    pub(super) fn flowing(&self) -> &str {
        self.flowing.as_deref().unwrap_or(&self.text)
    }

    /// Puts blanks for the line ends in `paragraphs`, which are in the order of the text.
    pub(super) fn flow(&mut self, paragraphs: impl Iterator<Item = Span>) {
        let is_cut =
            |span: &Span| memchr::memchr2(b'\n', b'\r', span.of(&self.text).as_bytes()).is_some();
        let cut: Vec<Span> = paragraphs.filter(is_cut).collect();
        if cut.is_empty() {
            return;
        }
        let mut flowing = String::with_capacity(self.text.len());
        let mut at = 0;
        for span in cut {
            flowing.push_str(Span::new(at, span.start).of(&self.text));
            flowing.push_str(&span.of(&self.text).replace(LINE_ENDS, " "));
            at = span.end;
        }
        flowing.push_str(Span::new(at, self.text.len()).of(&self.text));
        self.flowing = Some(flowing);
    }

    /// The encoding that the file has.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.origin.as_ref().map_or(self.encoding, |origin| origin.file.encoding)
    }

    /// `span` of the text as it stands in the file: `&#36;5&nbsp;million` for `$5 million`.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        match &self.origin {
            Some(origin) => origin.place(span).of(&origin.file.text),
            None => span.of(&self.text),
        }
    }

    /// 1-based line of the file on which the byte `at` of the text stands; `None` where the lines of the text are those of the file.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<usize> {
        self.origin.as_ref().map(|origin| origin.line(at))
    }

    /// Where `span` of the text stands in the bytes of the file.
    #[must_use]
    pub fn source_span(&self, span: Span) -> Span {
        if let Some(origin) = &self.origin {
            return origin.file.source_span(origin.place(span));
        }
        match self.encoding {
            Encoding::Utf8 => span.shifted(self.mark),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                Span::new(self.utf16_offset(span.start), self.utf16_offset(span.end))
            }
        }
    }

    /// Counts from the start of the line only, so that a long file costs no more than a short one.
    fn utf16_offset(&self, at: usize) -> usize {
        let line = self.line_starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, offset) = self.line_starts.get(line).copied().unwrap_or((0, self.mark));
        offset + utf16_length(Span::new(start, at).of(&self.text))
    }
}

fn line_starts(text: &str, mark: usize) -> Vec<(usize, usize)> {
    let mut start = 0;
    let mut offset = mark;
    let mut starts = vec![(start, offset)];
    for line in text.split_inclusive('\n') {
        start += line.len();
        offset += utf16_length(line);
        starts.push((start, offset));
    }
    starts
}

fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum::<usize>() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf16_spans_are_the_bytes_of_the_file() {
        let text = "one 𝄞 two\r\n營收 $5 million 億\nlast";
        let mut file = vec![0xff, 0xfe];
        file.extend(units(text));
        let source = SourceText::decoded(text.to_owned(), Encoding::Utf16Le, 2);
        for part in ["one", "𝄞", "two", "營收", "$5 million", "億\nlast", ""] {
            let start = text.find(part).unwrap();
            let place = source.source_span(Span::new(start, start + part.len()));
            assert_eq!(file.get(place.start..place.end).unwrap(), units(part), "given: {part}");
        }
    }
}
