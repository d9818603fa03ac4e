//! The letters of a text, whatever their case.
//!
//! In:  a text. Out: a letter of it, or whether two words are the same. Not here: where words end (`canonical.rs`, `fact/word.rs`).

/// The character that begins at `at`.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Are the words the same, whatever the case? Nearly all differ in length or the first letter.
#[inline]
pub(crate) fn is_same(word: &str, other: &str) -> bool {
    let first = |word: &str| word.as_bytes().first().map(u8::to_ascii_lowercase);
    word.len() == other.len() && first(word) == first(other) && word.eq_ignore_ascii_case(other)
}
