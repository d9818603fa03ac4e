//! The words of a sentence.
//!
//! In:  text. Out: [`Word`]s with their places. Not here: what they mean (`phrase_book.rs`, `period_phrase.rs`).

use crate::span::Span;

/// A word, or one sign of punctuation.
///
/// Hyphens and apostrophes part words (`year-end` is two), so that a phrase is found however it is joined;
/// dots between single letters do not (`U.S.`), nor `&` between letters (`R&D`), nor marks inside numbers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Word<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
}

impl Word<'_> {
    /// Is it this word, whatever the case? `word` is in lower case.
    pub(crate) fn is(self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Is it one of these words, whatever the case?
    pub(crate) fn is_any(self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Letters or digits, not punctuation?
    pub(crate) fn is_text(self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphanumeric)
    }

    /// Is it written like a name, with a capital letter (`Acme`, `eAcme`)?
    pub(crate) fn is_capitalised(self) -> bool {
        is_capitalised(self.text)
    }
}

/// Is the word written like a name, with a capital letter (`Acme`, `eAcme`)?
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic) && word.chars().any(char::is_uppercase)
}

/// Splits `text` into words and punctuation.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                if next.is_alphanumeric() || joins(text, start, at, next) {
                    end = at + next.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
        }
        let span = Span::new(start, end);
        found.push(Word { span, text: span.of(text) });
    }
    found
}

/// Does the mark at `at` join what stands before it in the word with what follows?
fn joins(text: &str, start: usize, at: usize, mark: char) -> bool {
    let before = Span::new(start, at).of(text);
    let after = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
    let last = before.chars().next_back();
    match mark {
        '&' => after.is_some_and(char::is_alphabetic),
        ',' => {
            last.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())
        }
        '.' => {
            let digits = last.is_some_and(|c| c.is_ascii_digit())
                && after.is_some_and(|c| c.is_ascii_digit());
            let initials = before
                .rsplit('.')
                .next()
                .is_some_and(|part| part.len() == 1 && part.chars().all(char::is_uppercase));
            digits || (initials && (before.contains('.') || after.is_some_and(char::is_uppercase)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                       expected
        ("The U.S. grew 5.2%, net.",    "The|U.S.|grew|5.2|%|,|net|."),
        ("R&D at year-end",             "R&D|at|year|-|end"),
        ("Q3'21 and 1,250 homes",       "Q3|'|21|and|1,250|homes"),
        ("A. We said",                  "A|.|We|said"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown: Vec<&str> = words(given).iter().map(|word| word.text).collect();
            assert_eq!(shown.join("|"), *expected, "given: {given}");
        }
    }
}
