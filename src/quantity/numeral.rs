//! Every numeral of a text, found without any grammar: the list that the scan is checked against.
//!
//! In:  any text. Out: the places of its numerals.
//! Not here: what a numeral means (`scan.rs`).

use crate::span::Span;

/// Every maximal run of ASCII or full-width digits, with single `.` and `,` between digits.
///
/// Each of them is inside exactly one quantity or one skipped span of [`super::scan`].
#[must_use]
pub fn numerals(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = digit_from(text, from) {
        from = run_end(text, start);
        found.push(Span::new(start, from));
    }
    found
}

/// The first digit from `from` on.
fn digit_from(text: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        // All wide digits begin with this byte.
        let may = |byte: &u8| byte.is_ascii_digit() || *byte == 0xef;
        let at = from + text.as_bytes().get(from..)?.iter().position(may)?;
        let letter = text.get(at..)?.chars().next()?;
        if is_digit(letter) {
            return Some(at);
        }
        from = at + letter.len_utf8();
    }
}

/// The end of the numeral that begins at `start`: digits, with single separators between them.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut separated = false;
    for (at, letter) in text.get(start..).unwrap_or_default().char_indices() {
        if is_digit(letter) {
            end = start + at + letter.len_utf8();
            separated = false;
        } else if is_separator(letter) && !separated {
            separated = true;
        } else {
            break;
        }
    }
    end
}

/// A digit as numerals are written with: `7`, `７`.
pub(super) fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// A sign that stands between the digits of one numeral.
pub(super) fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | ',' | '．' | '，')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                    expected: the numerals
        ("$1.047 billion, 4%.",     "1.047 4"),
        ("1,436 million",           "1,436"),
        ("on 10/27/2021 at 5:00",   "10 27 2021 5 00"),
        ("5, 6.. 7",                "5 6 7"),
        ("１２．５",                 "１２．５"),
        ("10DLC and A2P",           "10 2"),
        ("none",                    ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let found: Vec<&str> = numerals(given).iter().map(|n| n.of(given)).collect();
            assert_eq!(found.join(" "), *expected, "given: {given}");
        }
    }
}
