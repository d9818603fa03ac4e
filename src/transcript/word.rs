//! Words of a text, folded for comparison.
//!
//! In:  a text. Out: [`Word`]s with their places. Not here: which words mean what (`phrase`, `vocabulary`).

use std::borrow::Cow;

use crate::span::Span;

/// A run of letters, digits and apostrophes, or a single `&`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word<'t> {
    /// Place in the text.
    pub(super) span: Span,
    /// Lower case, without a trailing `'s`.
    pub(super) folded: Cow<'t, str>,
}

/// Splits at blanks, hyphens and punctuation; `Acme's` is the word `acme`, `Q&A` is one word.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let inside = c.is_alphanumeric()
            || is_apostrophe(c) && before.is_alphanumeric() && next.is_alphanumeric()
            || c == '&' && before.is_alphanumeric() && next.is_alphanumeric();
        if inside {
            start.get_or_insert(at);
        } else {
            if let Some(from) = start.take() {
                words.push(word(text, from, at));
            }
            if c == '&' {
                words.push(word(text, at, at + 1));
            }
        }
        before = c;
    }
    if let Some(from) = start {
        words.push(word(text, from, text.len()));
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    let span = Span::new(start, end);
    let written = span.of(text);
    // Most words of a text are in lower case already and are not copied.
    let lower = written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let folded = if lower {
        written.strip_suffix("'s").unwrap_or(written).into()
    } else {
        let folded = written.to_lowercase().replace('\u{2019}', "'");
        folded.strip_suffix("'s").unwrap_or(&folded).to_owned().into()
    };
    Word { span, folded }
}

/// `'` as typed or as typeset.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                expected
        ("Acme's second-quarter 2024 call.",    "acme second quarter 2024 call"),
        ("Open it for Q&A.",                    "open it for q&a"),
        ("Roe & Sons, Inc.",                    "roe & sons inc"),
        ("the hosts' call",                     "the hosts call"),
        ("",                                    ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let folded: Vec<Cow<'_, str>> =
                words(given).into_iter().map(|word| word.folded).collect();
            assert_eq!(folded.join(" "), *expected, "given: {given}");
        }
    }
}
