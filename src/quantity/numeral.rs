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
    let mut found: Vec<Span> = Vec::new();
    // Where a run would go on: after its last digit, or after one separator behind that.
    let mut open: Option<(Span, usize)> = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let (run, reach) = match open {
            Some((run, reach)) if reach == at => (Some(run), reach),
            other => {
                found.extend(other.map(|(run, _)| run));
                (None, at)
            }
        };
        open = if is_digit(letter) {
            Some((Span::new(run.map_or(at, |r| r.start), end), end))
        } else if is_separator(letter) && run.is_some_and(|r| r.end == at) {
            run.map(|r| (r, end))
        } else {
            found.extend(run);
            None
        };
        let _ = reach;
    }
    found.extend(open.map(|(run, _)| run));
    found
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
