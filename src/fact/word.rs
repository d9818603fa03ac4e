//! The words of a sentence.
//!
//! In:  text. Out: [`Word`]s with their places. Not here: what they mean (`phrase_book.rs`, `period_phrase.rs`).

use super::lexicon::{Known, known};
use super::scope_word::Sets;
use crate::phrase::{Cut, char_at};
use crate::span::Span;

pub(crate) use crate::phrase::is_same;

/// A word, or one sign of punctuation.
///
/// Hyphens and apostrophes part words (`year-end` is two), so that a phrase is found however it is joined;
/// dots between single letters do not (`U.S.`), nor `&` between letters (`R&D`), nor marks inside numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// What the vocabularies know of it.
    pub(super) known: &'static Known,
    /// The sets that it is in, as it is written.
    pub(super) sets: Sets,
}

/// A sentence, cut into words; their spans count from its first byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: &'t [Word<'t>],
}

impl<'t> Word<'t> {
    /// The word at `span`, of letters and digits of ASCII.
    #[inline]
    fn plain(text: &'t str, span: Span) -> Self {
        let text = span.of(text);
        let known = known(text);
        let capital = text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.bytes().any(|byte| byte.is_ascii_uppercase());
        let sets = if capital { known.sets.and(Sets::CAPITALISED) } else { known.sets };
        debug_assert_eq!(sets, Sets::as_written(text, known));
        Self { span, text, known, sets }
    }

    /// The word at `span`, in which other characters stand, or the sign.
    fn mixed(text: &'t str, span: Span) -> Self {
        let text = span.of(text);
        let known = known(text);
        Self { span, text, known, sets: Sets::as_written(text, known).and(Sets::MIXED) }
    }
}

impl Word<'_> {
    /// Is it this word, whatever the case?
    #[inline]
    pub(crate) fn is(self, word: &str) -> bool {
        is_same(self.text, word)
    }

    /// Is it one of these words, whatever the case?
    #[inline(always)]
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

impl Cut for Word<'_> {
    fn span(&self) -> Span {
        self.span
    }

    fn is_mixed(&self) -> bool {
        self.sets.has(Sets::MIXED)
    }

    fn is_rewritten(&self) -> bool {
        self.known.sets.has(Sets::REWRITTEN)
    }
}

/// Does `text` begin with `head`, whatever the case?
pub(crate) fn starts_with(text: &str, head: &str) -> bool {
    text.as_bytes()
        .get(..head.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes()))
}

/// Does `text` end with `tail`, whatever the case?
pub(crate) fn ends_with(text: &str, tail: &str) -> bool {
    let end = text.len().checked_sub(tail.len()).and_then(|start| text.as_bytes().get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(tail.as_bytes()))
}

/// Is the word written like a name, with a capital letter (`Acme`, `eAcme`)?
pub(crate) fn is_capitalised(word: &str) -> bool {
    if word.is_ascii() {
        return word.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
            && word.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    word.chars().next().is_some_and(char::is_alphabetic) && word.chars().any(char::is_uppercase)
}

/// Splits `text` into words and punctuation.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    cut(text, &mut found);
    found
}

/// Adds the words and the punctuation of `text` to `found`.
pub(super) fn cut<'t>(text: &'t str, found: &mut Vec<Word<'t>>) {
    // A word of English and the blank behind it have about six letters.
    found.reserve(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(first) = char_at(text, at) {
        let start = at;
        if first.is_ascii_alphanumeric() {
            at = end_of_plain(text, at);
            let next = char_at(text, at).filter(|next| goes_on(text, start, at, *next));
            if next.is_none() {
                found.push(Word::plain(text, Span::new(start, at)));
                continue;
            }
            at = end_of_word(text, start, at);
        } else {
            at += first.len_utf8();
            if first.is_alphanumeric() {
                at = end_of_word(text, start, at);
            }
        }
        if !first.is_whitespace() {
            found.push(Word::mixed(text, Span::new(start, at)));
        }
    }
}

/// Where the letters and digits of ASCII from `at` on end.
#[inline]
fn end_of_plain(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Where the word that begins at `start` and goes on to `at` ends.
fn end_of_word(text: &str, start: usize, mut at: usize) -> usize {
    loop {
        at = end_of_plain(text, at);
        match char_at(text, at) {
            Some(next) if goes_on(text, start, at, next) => at += next.len_utf8(),
            _ => return at,
        }
    }
}

/// Does the word that begins at `start` go on with what stands at `at`?
#[inline]
fn goes_on(text: &str, start: usize, at: usize, next: char) -> bool {
    match next {
        '&' | ',' | '.' => joins(text, start, at, next),
        _ => next.is_alphanumeric(),
    }
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
