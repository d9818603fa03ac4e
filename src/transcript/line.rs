//! Lines of a text, without what stands around them.
//!
//! In:  a text. Out: its non-blank [`Line`]s. Not here: what a line is (the layouts).

use crate::span::Span;

/// A line with a non-blank character.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Line {
    /// Place in the text, without indent, bullet, trailing blanks and line end.
    // Invariant: not empty.
    pub(super) span: Span,
    /// 1-based number in the source, blank lines counted.
    pub(super) number: usize,
    /// Does a blank line, or the start of the text, stand before it?
    pub(super) after_blank: bool,
}

/// The non-blank lines; `\n`, `\r\n` and a lone `\r` end a line.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for (index, span) in spans(text).into_iter().enumerate() {
        let bare = unbulleted(text, trimmed(text, span));
        if bare.is_empty() {
            after_blank = true;
            continue;
        }
        lines.push(Line { span: bare, number: index + 1, after_blank });
        after_blank = false;
    }
    lines
}

/// Every line, without its end.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        // The second half of `\r\n` ended with its first half.
        if end < start {
            continue;
        }
        spans.push(Span::new(start, end));
        let pair = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if pair { 2 } else { 1 };
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// `span` without blanks at both ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

/// Without the bullet before it; a line that is nothing but a bullet keeps it.
fn unbulleted(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let Some(rest) = inner.strip_prefix(['•', '·', '▪', '◦', '‣', '●', '○', '■', '*'])
    else {
        return span;
    };
    if !rest.starts_with(char::is_whitespace) || rest.trim().is_empty() {
        return span;
    }
    Span::new(span.end - rest.trim_start().len(), span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                             expected: number [after blank] text
        ("a\nb",                             "1+a|2 b"),
        ("a\r\n\r\nb\rc",                    "1+a|3+b|4 c"),
        ("\n  • Operator\n\n    Operator\n", "2+Operator|4+Operator"),
        ("•\n*bold*\n* item",                "1+•|2 *bold*|3 item"),
        ("- 3% down",                        "1+- 3% down"),
        (" \t\n\u{3000}",                    ""),
        ("\u{3000}謝謝。 ",                   "1+謝謝。"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown: Vec<String> = lines(given)
                .iter()
                .map(|line| {
                    let blank = if line.after_blank { '+' } else { ' ' };
                    format!("{}{blank}{}", line.number, line.span.of(given))
                })
                .collect();
            assert_eq!(shown.join("|"), *expected, "given: {given:?}");
        }
    }
}
