//! Text that is taken out of a page or a data file, with the way back to the place it was taken from.
//!
//! In:  parts of a decoded file, in the order in which they are read. Out: [`Rendering`], then [`Origin`].
//! Not here: what is a part (`html`, `json_value`, `component_csv`), decoding of bytes (`decode`).

use super::source_text::SourceText;
use crate::span::Span;

/// A text that grows part by part.
#[derive(Clone, Debug, Default)]
pub(super) struct Rendering {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the text and what it stands for in the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Piece {
    /// Where it begins in the text.
    text: usize,
    /// Its place in the decoded file.
    source: Span,
    /// Does it stand there byte for byte? Otherwise it cannot be divided: `$` for `&#36;`.
    verbatim: bool,
}

impl Rendering {
    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the next part will begin.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// Adds the part `span` of `source` as it stands there; blanks that do not break become plain, marks without width are left out.
    pub(super) fn copy(&mut self, source: &str, span: Span) {
        let mut from = span.start;
        for (at, c) in span.of(source).char_indices() {
            let place = Span::new(span.start + at, span.start + at + c.len_utf8());
            if let Some(plain) = plain(c) {
                self.verbatim(source, Span::new(from, place.start));
                self.replace(plain, place);
                from = place.end;
            }
        }
        self.verbatim(source, Span::new(from, span.end));
    }

    /// Adds what the part `source` of the file means.
    pub(super) fn replace(&mut self, meaning: &str, source: Span) {
        let plain: String = meaning
            .chars()
            .map(|c| plain(c).map_or_else(|| c.to_string(), str::to_owned))
            .collect();
        self.piece(&plain, source, false);
    }

    /// Adds a line end or a blank that the file has not, at the place where it has arrived.
    pub(super) fn glue(&mut self, glue: &str) {
        let at = self.pieces.last().map_or(0, |piece| piece.source.end);
        self.piece(glue, Span::new(at, at), false);
    }

    fn verbatim(&mut self, source: &str, span: Span) {
        self.piece(span.of(source), span, true);
    }

    fn piece(&mut self, text: &str, source: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { text: self.text.len(), source, verbatim });
        self.text.push_str(text);
    }

    /// The text as a source that leads back into `file`.
    pub(super) fn finish(self, file: SourceText) -> SourceText {
        let lines = super::line::spans(file.text()).into_iter().map(|line| line.start).collect();
        let origin = Origin { file, pieces: self.pieces, lines };
        SourceText::rendered(self.text, origin)
    }
}

/// What a character is read as that has no place in words and numbers.
fn plain(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}' => Some(" "),
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => Some(""),
        _ => None,
    }
}

/// The file that a text was taken out of.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// The file as it was decoded.
    pub(super) file: SourceText,
    // Invariant: ascending by `text`, and without gaps from the start of the text to its end.
    pieces: Vec<Piece>,
    /// Where the lines of the decoded file begin.
    lines: Vec<usize>,
}

impl Origin {
    /// The least part of the decoded file that `span` of the text stands for.
    pub(super) fn place(&self, span: Span) -> Span {
        let start = self.bound(span.start, span.start);
        let end = if span.is_empty() { start } else { self.bound(span.end, span.end - 1) };
        Span::new(start, end)
    }

    /// Where the boundary `at` of the text is in the file, as a boundary of the byte `of`.
    fn bound(&self, at: usize, of: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.text <= of).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return 0 };
        if piece.verbatim {
            (piece.source.start + at.saturating_sub(piece.text)).min(piece.source.end)
        } else if at > of {
            piece.source.end
        } else {
            piece.source.start
        }
    }

    /// 1-based line of the file on which the byte `at` of the text stands.
    pub(super) fn line(&self, at: usize) -> usize {
        let place = self.bound(at, at);
        self.lines.partition_point(|start| *start <= place).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_leads_back() {
        let file = "a &#36;1.2&nbsp;billion\nb\u{a0}c";
        let mut rendering = Rendering::default();
        rendering.replace("$", Span::new(2, 7));
        rendering.copy(file, Span::new(7, 10));
        rendering.replace("\u{a0}", Span::new(10, 16));
        rendering.copy(file, Span::new(16, 23));
        rendering.glue("\n");
        rendering.copy(file, Span::new(24, file.len()));
        let source = rendering.finish(SourceText::new(file.to_owned()));
        assert_eq!(source.text(), "$1.2 billion\nb c");
        #[rustfmt::skip]
        let table = [
            // part of the text      part of the file              line
            ("$1.2 billion",         "&#36;1.2&nbsp;billion",      1),
            ("1.2",                  "1.2",                        1),
            (" ",                    "&nbsp;",                     1),
            ("illi",                 "illi",                       1),
            ("b c",                  "b\u{a0}c",                   2),
            ("c",                    "c",                          2),
        ];
        for (given, expected, line) in table {
            let start = source.text().rfind(given).unwrap();
            let start = if given == " " { source.text().find(given).unwrap() } else { start };
            let span = Span::new(start, start + given.len());
            assert_eq!(source.quote(span), expected, "given: {given:?}");
            assert_eq!(source.source_span(span).of(file), expected, "given: {given:?}");
            assert_eq!(source.line(start), Some(line), "given: {given:?}");
        }
    }
}
