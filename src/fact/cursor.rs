//! A place in the words of a sentence, where a phrase of time is looked for.
//!
//! In:  words. Out: [`Cursor`]. Not here: the phrases (`period_phrase.rs`).

use super::word::Word;

/// A place in the words of a sentence; hyphens and apostrophes are passed over when it moves.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'w, 't> {
    pub(super) words: &'w [Word<'t>],
    pub(super) at: usize,
}

impl<'w, 't> Cursor<'w, 't> {
    pub(super) fn word(self) -> Option<Word<'t>> {
        self.words.get(self.at).copied()
    }

    pub(super) fn next(self) -> Self {
        let mut at = self.at + 1;
        while self.words.get(at).is_some_and(|word| is_passed_over(*word)) {
            at += 1;
        }
        Self { at, ..self }
    }

    #[inline(always)]
    pub(super) fn is_any(self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| word.is_any(words))
    }

    /// The cursor behind these words, when they stand here in this order.
    #[inline]
    pub(super) fn after(self, words: &[&str]) -> Option<Self> {
        let mut cursor = self;
        for word in words {
            if !cursor.is_any(&[word]) {
                return None;
            }
            cursor = cursor.next();
        }
        Some(cursor)
    }

    /// The cursor behind one of these words, or here.
    #[inline]
    pub(super) fn skip(self, words: &[&str]) -> Self {
        if self.is_any(words) { self.next() } else { self }
    }

    /// The index behind the last word that was passed, without what was passed over after it.
    pub(super) fn end(self) -> usize {
        let mut end = self.at.min(self.words.len());
        while end > 0 && self.words.get(end - 1).is_some_and(|word| is_passed_over(*word)) {
            end -= 1;
        }
        end
    }
}

/// Is it a hyphen, an apostrophe, or the `s` behind one?
#[inline]
fn is_passed_over(word: Word<'_>) -> bool {
    matches!(word.text, "-" | "'" | "’" | "s" | "S")
}
