//! The words beside a place: what stands before it and behind it in the same clause.
//!
//! In:  a text and a place. Out: neighbouring words.
//! Not here: what they mean.

use super::phrase::{ceil, floor};

/// How far a look to the left or right reads: it keeps the scan linear.
const REACH: usize = 96;

/// The text before `at`, as far as the scan looks back.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(ceil(text, at.saturating_sub(REACH)).min(at)..at).unwrap_or_default()
}

/// The text from `at` on, as far as the scan looks ahead.
pub(super) fn behind(text: &str, at: usize) -> &str {
    text.get(at..floor(text, at + REACH).max(at)).unwrap_or_default()
}

/// A blank inside a line.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}')
}

/// A letter of a word; apostrophes and hyphens stand inside words.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-')
}

/// The word that `text` begins with, behind blanks; empty at a punctuation sign.
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    text.split(|c| !is_word(c)).next().unwrap_or_default()
}

/// The word that `text` ends with, before blanks; empty at a punctuation sign.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(is_blank);
    text.rsplit(|c| !is_word(c)).next().unwrap_or_default()
}

/// Hesitations, with the commas around them, cut off the end of `text`.
pub(super) fn without_pause(text: &str) -> &str {
    let mut text = text.trim_end_matches(is_blank);
    for _ in 0..4 {
        let bare = text.strip_suffix(',').unwrap_or(text).trim_end_matches(is_blank);
        let word = last_word(bare);
        let hesitates = ["uh", "um", "eh", "er", "ah"].iter().any(|w| word.eq_ignore_ascii_case(w));
        if !hesitates {
            break;
        }
        let kept = bare.get(..bare.len() - word.len()).unwrap_or_default();
        let kept = kept.trim_end_matches(is_blank);
        text = kept.strip_suffix(',').unwrap_or(kept).trim_end_matches(is_blank);
    }
    text
}
