//! One of several phrases in a text, searched for many bytes at a time.
//!
//! In:  phrases in lower case, a text in lower case. Out: where one of them begins.
//! Not here: what it means that it is there (`anchors.rs`, `fact/word_sets.rs`).

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, BuildError, Input, MatchKind};

/// Some phrases.
#[derive(Debug)]
pub(crate) enum AnyOf {
    Packed(packed::Searcher),
    /// Byte by byte, for phrases or machines with which the other way does not work.
    Automaton(AhoCorasick),
}

impl AnyOf {
    /// # Errors
    /// Far too many phrases.
    pub(crate) fn new<'p>(
        phrases: impl IntoIterator<Item = &'p str> + Clone,
    ) -> Result<Self, BuildError> {
        let mut packed =
            packed::Config::new().match_kind(packed::MatchKind::LeftmostFirst).builder();
        packed.extend(phrases.clone().into_iter().map(str::as_bytes));
        match packed.build() {
            Some(packed) => Ok(Self::Packed(packed)),
            None => AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(phrases)
                .map(Self::Automaton),
        }
    }

    /// The first place from `at` on where one of them begins.
    pub(crate) fn find(&self, text: &str, at: usize) -> Option<usize> {
        match self {
            Self::Packed(search) => {
                search.find_in(text, (at..text.len()).into()).map(|found| found.start())
            }
            Self::Automaton(search) => {
                search.find(Input::new(text).range(at..)).map(|found| found.start())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, usize, Option<usize>)] = &[
        // given                                        from   expected: where `all figures` or `figures are` begins
        ("unless we say so, all figures are in euros",   0,    Some(18)),
        ("unless we say so, all figures are in euros",  19,    Some(22)),
        ("unless we say so, all figures are in euros",  23,    None),
        ("all figures",                                  0,    Some(0)),
        ("all",                                          0,    None),
        ("",                                             0,    None),
    ];

    #[test]
    fn table() {
        let phrases = ["all figures", "figures are"];
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(phrases);
        let both = [AnyOf::new(phrases).unwrap(), AnyOf::Automaton(automaton.unwrap())];
        for (given, from, expected) in TABLE {
            for any_of in &both {
                assert_eq!(any_of.find(given, *from), *expected, "given: {given}");
            }
        }
    }
}
