//! Text of an input as it may be printed.
//!
//! In:  any text. Out: the same without what moves a cursor. Not here: messages of the command (`cli/command.rs` shows what it escapes).

use std::borrow::Cow;

/// What moves no cursor: blanks for control characters, as many bytes as they have.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let blank = |c: char| if c.is_control() { " ".repeat(c.len_utf8()) } else { c.to_string() };
    Cow::Owned(text.chars().map(blank).collect())
}
