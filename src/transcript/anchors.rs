//! Words of which one stands in every text that a rule finds something in.
//!
//! In:  such words, a text. Out: whether one of them stands there, so that most texts need not be cut into words.
//! Not here: the rules.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// The one character that is no ASCII and whose small letter is: it would hide a word from a search without regard to case.
const KELVIN: char = '\u{212a}';

/// Words in lower case, of letters and digits of ASCII, that are looked for as whole words.
pub(super) struct Anchors(AhoCorasick);

impl Anchors {
    #[expect(clippy::expect_used, reason = "built-in words, few enough for any automaton")]
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self(
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                // The phrases begin with too many letters for a search for these to skip anything.
                .prefilter(false)
                .kind(Some(AhoCorasickKind::DFA))
                .build(words)
                .expect("an automaton of a few words can be built"),
        )
    }

    /// Can one of the words stand in `text` where `follows` accepts what stands behind it?
    ///
    /// Never false for a text in which a [`Word`](super::word::Word) is one of them: a word ends before what is no letter
    /// and no digit, or before the `'s` that it is folded without.
    pub(super) fn stand_in(&self, text: &str, follows: fn(&str) -> bool) -> bool {
        self.0.find_overlapping_iter(text).any(|found| {
            let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
            let rest = text.get(found.end()..).unwrap_or_default();
            !before.is_some_and(char::is_alphanumeric)
                && !rest.starts_with(char::is_alphanumeric)
                && follows(rest)
        }) || text.contains(KELVIN)
    }

    /// Can one of the words stand in `text`?
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.stand_in(text, |_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, bool)] = &[
        // given                     does `press` or `pressing` stand there?
        ("Please press star.",       true),
        ("Press's, pressing it.",    true),
        ("PRESS\u{2019}S",           true),
        ("Be pressing.",             true),
        ("The pressure is off.",     false),
        ("The express is late.",     false),
        ("",                         false),
    ];

    #[test]
    fn table() {
        let anchors = Anchors::new(["press", "pressing"]);
        for (given, expected) in TABLE {
            assert_eq!(anchors.any_in(given), *expected, "given: {given}");
        }
    }

    /// What the search without regard to case leaves out.
    #[test]
    fn only_one_other_character_becomes_ascii() {
        let others: Vec<char> = ('\u{80}'..=char::MAX)
            .filter(|c| c.to_lowercase().all(|small| small.is_ascii()))
            .collect();
        assert_eq!(others, [KELVIN]);
    }
}
