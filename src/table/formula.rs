//! Texts that a spreadsheet would run as a formula.
//!
//! In:  a text field of a CSV file. Out: the field, disarmed where it needs to be. Not here: numeric columns.

use std::borrow::Cow;

/// Puts a single quote before a text that a spreadsheet would read as a formula.
///
/// A signed number is none: `-3%` stays as it stands in the source, because it can only show a number or itself.
pub(crate) fn disarmed(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn is_formula(text: &str) -> bool {
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !is_signed_number(text),
        _ => false,
    }
}

/// A sign, then a number with or without a currency, then words; nothing that calls, refers or calculates.
fn is_signed_number(text: &str) -> bool {
    let number = text.trim_start_matches(['+', '-', ' ', '$', '€', '£', '¥', '.', '(']);
    let sign_once = text.matches(['+', '-']).count() == 1;
    number.starts_with(|c: char| c.is_ascii_digit())
        && sign_once
        && !text.contains(['=', '@', '|', '!', '*', '/', '^', '&', '"', '\'', ':', ';', '<', '>', '\t', '\r', '\n'])
        // `3(` and `SUM(` call; `$(0.15)` does not.
        && !number.contains('(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                        written
        ("$1.05 billion",               "$1.05 billion"),
        ("-3%",                         "-3%"),
        ("-$0.15",                      "-$0.15"),
        ("-$(0.15)",                    "-$(0.15)"),
        ("+40 basis points",            "+40 basis points"),
        ("- 1,250.5",                   "- 1,250.5"),
        ("-3+cmd|' /C calc'!A0",        "'-3+cmd|' /C calc'!A0"),
        ("-1*SUM(A1)",                  "'-1*SUM(A1)"),
        ("-1-2",                        "'-1-2"),
        ("-3(A1)",                      "'-3(A1)"),
        ("-A1",                         "'-A1"),
        ("-",                           "'-"),
        ("+SUM(A1:A9)",                 "'+SUM(A1:A9)"),
        ("=1+1",                        "'=1+1"),
        ("@SUM(A1)",                    "'@SUM(A1)"),
        ("\t=1+1",                      "'\t=1+1"),
        ("\r=1+1",                      "'\r=1+1"),
        ("a = b",                       "a = b"),
        ("",                            ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(disarmed(given), *expected, "given: {given}");
        }
    }
}
