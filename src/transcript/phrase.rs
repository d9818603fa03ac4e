//! Phrases with gaps: `question * comes from`.
//!
//! In:  words of a text, a phrase. Out: whether and where it stands there. Not here: the phrases (`vocabulary`).

use super::word::Word;

/// At most so many words stand for one `*`.
const LARGEST_GAP: usize = 4;

/// A sequence of words; `*` stands for up to [`LARGEST_GAP`] words.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    parts: Vec<String>,
}

impl Phrase {
    /// Reads `question * comes from`.
    pub(super) fn new(written: &str) -> Self {
        Self { parts: written.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// Its first word.
    pub(super) fn first(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// The word of it that is rarest, going by its length.
    pub(super) fn anchor(&self) -> &str {
        // A text may write its apostrophes otherwise.
        let words =
            self.parts.iter().filter(|part| part.bytes().all(|b| b.is_ascii_alphanumeric()));
        words.max_by_key(|word| word.len()).map_or("", String::as_str)
    }

    /// Where the phrase ends that begins with word `at`.
    pub(super) fn end_at(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        ends(&self.parts, words, at)
    }
}

fn ends(parts: &[String], words: &[Word<'_>], at: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(at) };
    if first == "*" {
        return (0..=LARGEST_GAP).find_map(|gap| ends(rest, words, at + gap));
    }
    words.get(at).filter(|word| word.folded == *first).and_then(|_| ends(rest, words, at + 1))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, bool)] = &[
        // phrase                      text                                              stands there?
        ("question * comes from",      "Our first question comes from Jane Roe.",        true),
        ("question * comes from",      "Your next question today comes from Jane Roe.",  true),
        ("question * comes from",      "The question is where it all comes from.",       true),
        ("question * comes from",      "The question that I have had since May is: what comes from it?", false),
        ("press star",                 "Press  star, then one.",                         true),
        ("press star",                 "The press, as a star.",                          false),
    ];

    #[test]
    fn table() {
        for (phrase, text, expected) in TABLE {
            let (phrase, words) = (Phrase::new(phrase), words(text));
            let found = (0..words.len()).any(|at| phrase.end_at(&words, at).is_some());
            assert_eq!(found, *expected, "given: {phrase:?} in {text}");
        }
    }
}
