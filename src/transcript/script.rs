//! Chinese or Latin: which script a line is written in.
//!
//! In:  a line. Out: [`is_chinese`]. Not here: what the line is (the layouts).

/// Is the line written in Chinese, if with foreign names in it?
///
/// A Chinese word is two characters, an English one five or six letters, so one character weighs as much as four letters.
pub(super) fn is_chinese(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let mut han = 0_usize;
    let mut latin = 0_usize;
    for c in line.chars() {
        if is_han(c) {
            han += 1;
        } else if c.is_alphabetic() {
            latin += 1;
        }
    }
    // Foreign names may outweigh the rest of a short sentence; its punctuation still tells.
    let punctuated = line.contains(['。', '\u{ff0c}', '、', '\u{ff1f}', '\u{ff01}']);
    han > 0 && (punctuated || han.saturating_mul(4) >= latin)
}

/// A Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, bool)] = &[
        // given                                                 Chinese?
        ("謝謝。",                                                true),
        ("谢谢,Jonathan。",                                      true),
        ("Northwind Robotics 公布了強勁的第三季業績。",             true),
        ("Jane Roe,落葉松 Securities。",                          true),
        ("We sell in China under the name 北風機器人 and grow.",   false),
        ("Thank you.",                                           false),
        ("42%",                                                  false),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(is_chinese(given), *expected, "given: {given}");
        }
    }
}
