//! Words of a text, folded for comparison.
//!
//! In:  a text. Out: [`Word`]s with their places. Not here: which words mean what (`phrase`, `vocabulary`).

use std::borrow::Cow;

use crate::phrase::char_at;
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
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let start = at;
        at += c.len_utf8();
        if c.is_alphanumeric() {
            at = end_of_word(text, at);
        } else if c != '&' {
            continue;
        }
        words.push(word(text, start, at));
    }
    words
}

/// Where the word ends that goes on at `at`.
fn end_of_word(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(c) = char_at(text, at) else { return at };
        let behind = at + c.len_utf8();
        let joins = || char_at(text, behind).is_some_and(char::is_alphanumeric);
        if !(c.is_alphanumeric() || (is_apostrophe(c) || c == '&') && joins()) {
            return at;
        }
        at = behind;
    }
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    let span = Span::new(start, end);
    let written = span.of(text);
    // Most words of a text are in lower case already and are not copied.
    let lower = written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let folded: Cow<'_, str> = if lower {
        written.into()
    } else if written.is_ascii() {
        written.to_ascii_lowercase().into()
    } else {
        written.to_lowercase().replace('\u{2019}', "'").into()
    };
    Word { span, folded: without_s(folded) }
}

/// The word without the `'s` at its end.
fn without_s(folded: Cow<'_, str>) -> Cow<'_, str> {
    match folded {
        Cow::Borrowed(word) => word.strip_suffix("'s").unwrap_or(word).into(),
        Cow::Owned(mut word) => {
            if word.ends_with("'s") {
                word.truncate(word.len() - 2);
            }
            word.into()
        }
    }
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
        ("O'Roe\u{2019}s 'R&D', A'S",            "o'roe r&d a"),
        ("\u{c9}lan\u{2019}s \u{bd} & caf\u{e9}s&", "\u{e9}lan \u{bd} & caf\u{e9}s &"),
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
