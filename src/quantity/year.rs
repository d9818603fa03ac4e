//! Years: `2024`, `2023-24`, and those said with two digits, `in 22`, `our 22 budget`.
//!
//! In:  a numeral with the text on both sides. Out: whether it is a year, and how far it reaches.
//! Not here: dates and other numerals that are no quantities (`other.rs`); which year it is (`fact/year_phrase.rs`).

use super::counted::noun;
use super::nearby::{first_word, is_blank};
use super::vocabulary::vocabulary;

/// Four digits that are a year of our time.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|y| (1900..=2100).contains(&y))
}

/// The length of `-2023`, `/22` behind a year.
pub(super) fn years_behind(right: &str) -> usize {
    let Some(rest) = right.strip_prefix(['-', '/', '–']) else { return 0 };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if digits == 2 || digits == 4 { right.len() - rest.len() + digits } else { 0 }
}

/// Are digits without a unit a year said with two of them: `in 22`, `the quarter of 19`, `our 22 budget`, `' 19`?
///
/// Counts stand in the same places, so the years must be near ours, and nothing that is counted may follow.
pub(super) fn is_short_year(digits: &str, left: &str, right: &str) -> bool {
    let near = left.trim_end_matches(is_blank);
    // The transcript of `'21` may have a blank, and may have cut the year.
    if near.ends_with(['\'', '’', '‘']) && near.len() < left.len() && digits.len() <= 2 {
        let opens = near.trim_end_matches(['\'', '’', '‘']);
        return opens.is_empty() || opens.ends_with(is_blank);
    }
    let ours = digits.len() == 2 && digits.parse::<u32>().is_ok_and(|y| (15..=39).contains(&y));
    if !ours || near.len() == left.len() || right.starts_with('-') {
        return false;
    }
    let words = vocabulary();
    let next = right.trim_start_matches(is_blank);
    let owned = words.dated_owners.at_end(near).is_some()
        || words.dated_quarters.at_end(near).is_some()
        || near.ends_with('%');
    if owned && words.dated_nouns.at_start(next).is_some() {
        return true;
    }
    // `a quarter of 19, 20%` goes on with another number, `in 22 to 25 markets` with the end of a range.
    let goes_on = right.strip_prefix(',').is_some_and(|rest| {
        rest.trim_start_matches(is_blank).starts_with(|c: char| c.is_ascii_digit())
    });
    if goes_on || noun(right, false).is_some() {
        return false;
    }
    // `in 22 or 23 of them`, `in 22 of 30 regions` count.
    let counted = ["to", "or", "and", "through", "of", "out"].contains(&first_word(next));
    words.dated_quarters.at_end(near).is_some()
        || (!counted && words.dated_after.at_end(near).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str, bool)] = &[
        // left              digits  right                expected: a year
        ("activity in ",     "22",   " is lower",         true),
        ("activity in ",     "22",   ".",                 true),
        ("stores in ",       "22",   " states",           false),
        ("stores in ",       "75",   ", we think",        false),
        ("stores in ",       "22",   " of 30 regions",    false),
        ("in Q2 ",           "20",   " results",          true),
        ("in Q2 ",           "20",   " stores opened",    false),
        ("the quarter of ",  "19",   " to 82%",           true),
        ("our ",             "22",   " budget",           true),
        ("our ",             "22",   " plants",           false),
        ("our 4.5% ",        "27",   " senior notes",     true),
        ("close to ' ",      "19",   "",                  true),
        ("close to ' ",      "1",    ".",                 true),
        ("for ",             "22",   "-inch pipes",       false),
        ("rose from ",       "22",   " to 25",            false),
    ];

    #[test]
    fn table() {
        for (left, digits, right, expected) in TABLE {
            let found = is_short_year(digits, left, right);
            assert_eq!(found, *expected, "given: {left}{digits}{right}");
        }
    }
}
