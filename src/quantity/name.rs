//! Numerals that are a part of a name: `DOCSIS 3.1`, `the -5B engine`, `the 18 to 34 demographic`, `scope 1 & 2`.
//!
//! In:  a numeral with the text on both sides. Out: how far the name reaches, and why it is no quantity.
//! Not here: which words make a name of the numeral behind them (`grammar/other_numerals.toml`).

use crate::span::Span;

use super::nearby::{first_word, is_blank, last_word};
use super::number::numeral;
use super::vocabulary::{is_stop, vocabulary};
use super::{Reason, Skipped};

/// The name that the numeral at `at` is a part of.
pub(super) fn named(text: &str, at: Span, left: &str, right: &str) -> Option<Skipped> {
    let here = text.get(at.start..)?;
    let found = |end: usize, reason| Some(Skipped { span: Span::new(at.start, end), reason });
    if let Some((length, ())) = vocabulary().named.at_start(here) {
        return found(at.start + length.max(at.len()), Reason::ProductName);
    }
    if let Some(end) = age_group(right) {
        return found(at.end + end, Reason::Identifier);
    }
    let hyphen = at.start.checked_sub(1).and_then(|start| text.get(start..));
    if left.strip_suffix('-').is_some_and(has_article) && hyphen.is_some_and(is_lettered) {
        let tail = right.chars().take_while(char::is_ascii_alphanumeric).count();
        return found(at.end + tail, Reason::ProductName);
    }
    is_version(at.of(text), left, right)
        .then_some(Skipped { span: at, reason: Reason::ProductName })
}

/// Does `text` begin with a hyphen, digits and a capital letter: `-5B`?
pub(super) fn is_lettered(text: &str) -> bool {
    let behind = text.trim_start_matches('-').trim_start_matches(|c: char| c.is_ascii_digit());
    behind.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Does `text` begin with a capital letter and a small one, as a name or a sentence does?
pub(super) fn is_capitalised(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Does `left` end with an article? What is less than nothing has none: `the -5B`.
pub(super) fn has_article(left: &str) -> bool {
    let word = last_word(left);
    left.ends_with(is_blank) && ["the", "a", "an"].iter().any(|a| word.eq_ignore_ascii_case(a))
}

/// `18 to 34 demographic`, `18-to-24 age group`: the length to the second numeral's end.
fn age_group(right: &str) -> Option<usize> {
    let joints = [" to ", "-to-", " - ", "-", "–"];
    let rest = joints.iter().find_map(|joint| right.strip_prefix(joint))?;
    let (behind, _) = numeral(rest).ok()?;
    let next = behind.trim_start_matches(|c| is_blank(c) || c == '-');
    let word = first_word(next);
    let group = ["demographic", "demographics", "demo", "age", "cohort"]
        .iter()
        .any(|group| word.eq_ignore_ascii_case(group));
    group.then(|| right.len() - behind.len())
}

/// `DOCSIS 3.1 modems`, `BrightWay 7.6`: decimals behind a name that is written like no word.
fn is_version(digits: &str, left: &str, right: &str) -> bool {
    let near = left.trim_end_matches(is_blank);
    if near.len() == left.len() || !digits.contains('.') || unit_behind(right) {
        return false;
    }
    let word = last_word(near);
    let pairs = word.chars().zip(word.chars().skip(1));
    let hump = pairs.into_iter().any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let capitals = word.chars().count() > 3 && word.chars().all(|c| c.is_ascii_uppercase());
    // `EBITDA 3.1 versus 2.9` tells a figure, `DOCSIS 3.1 modems` a kind of modem.
    let next = first_word(right);
    let noun = !next.is_empty() && !is_stop(next);
    hump || (capitals && noun)
}

/// Does a unit or a scale stand behind the digits?
pub(super) fn unit_behind(right: &str) -> bool {
    let words = vocabulary();
    let next = right.trim_start_matches(is_blank);
    words.units.at_start(next).is_some_and(|(length, _)| !is_mark(next, length))
        || words.scales.at_start(next).is_some()
        || next.starts_with('%')
}

/// Does the currency at the start of `text` stand before the next number: `in 2024 SEK 12 million`?
pub(super) fn is_mark(text: &str, length: usize) -> bool {
    let (word, rest) = text.split_at_checked(length).unwrap_or_default();
    let number = rest.trim_start_matches(is_blank);
    number.starts_with(|c: char| c.is_ascii_digit()) && vocabulary().marks.of(word).is_some()
}

/// `scope 1 & 2`, `aged 18 to 34`, `slides 4, 5 and 6`: how far the numerals go on behind the first one.
pub(super) fn listed(right: &str) -> usize {
    let joints = [" to ", "-to-", ", and ", " and ", " & ", " or ", ", ", "-", "–"];
    let mut rest = right;
    while let Some((behind, _)) = joints
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))
        .and_then(|next| numeral(next).ok())
        .filter(|(behind, said)| said.len() <= 2 && !unit_behind(behind))
        .filter(|(behind, _)| !behind.starts_with(|c: char| c.is_alphanumeric()))
    {
        rest = behind;
    }
    right.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::super::proof::show_all;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                      expected: quantities, then skipped numerals
        ("our DOCSIS 3.1 modems sold well",           "3.1 product_name"),
        ("we launched BrightWay 7.6, and it works",   "7.6 product_name"),
        ("EBITDA 3.1 versus 2.9",                     "bare 3.1 ~0.1; bare 2.9 ~0.1"),
        ("BrightWay 7.6% ahead",                      "percent 7.6 ~0.1"),
        ("parts for the -5B and the -7B engines",     "5B product_name; 7B product_name"),
        ("a -3% decline",                             "percent -3 ~1"),
        ("a change of -5B",                           "bare -5000000000 ~1000000000"),
        ("the 18 to 34 demographic",                  "18 to 34 identifier"),
        ("in the 18-to-24 age group",                 "18-to-24 identifier"),
        ("viewers aged 18 to 34 watched",             "18 to 34 identifier"),
        ("18 to 34 stores",                           "count stores 18..34 ~1"),
        ("scope 1 & 2 emissions fell",                "1 & 2 identifier"),
        ("scopes 1, 2 and 3",                         "1, 2 and 3 identifier"),
        ("on slide 7 and 40% of it",                  "percent 40 ~1; 7 identifier"),
        ("in the top 200 restaurant brands",          "200 ordinal"),
        ("the # 1 lens company, the #1 brand",        "1 ordinal; 1 ordinal"),
        ("our top 10 clients are 45% of it",          "percent 45 ~1; 10 ordinal"),
        ("in the top 10% of users",                   "percent 10 ~1"),
        ("for 340B drugs",                            "340B product_name"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show_all(given), *expected, "given: {given}");
        }
    }
}
