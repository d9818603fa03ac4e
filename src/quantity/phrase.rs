//! Phrases of the vocabulary, looked up at a place in the text.
//!
//! In:  phrases with their meanings. Out: [`Phrases`], asked what stands at the start or at the end of a text.
//! Not here: which phrases there are (`vocabulary.rs`).

use rustc_hash::FxHashMap as HashMap;

/// No phrase has more bytes; it bounds how far a look-up reads.
const LONGEST: usize = 48;

/// Phrases, each with a meaning.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    meanings: HashMap<String, T>,
    /// Lengths in bytes of the phrases, longest first, by the byte that they begin and end with: most places of a text begin none.
    first: HashMap<u8, Vec<usize>>,
    last: HashMap<u8, Vec<usize>>,
}

impl<T> Phrases<T> {
    /// Phrases in any case. Of two equal ones the first counts.
    pub(super) fn new(rows: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut meanings = HashMap::default();
        for (phrase, meaning) in rows {
            meanings.entry(phrase.to_lowercase()).or_insert(meaning);
        }
        let first = lengths_by(meanings.keys(), |phrase| phrase.bytes().next());
        let last = lengths_by(meanings.keys(), |phrase| phrase.bytes().next_back());
        Self { meanings, first, last }
    }

    /// The meaning of exactly this phrase.
    pub(super) fn of(&self, phrase: &str) -> Option<&T> {
        self.meanings.get(&phrase.to_lowercase())
    }

    /// The longest phrase that `text` begins with, as its length and meaning; a Latin word is whole.
    pub(super) fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        let lengths = self.first.get(&text.bytes().next()?.to_ascii_lowercase())?;
        let longest = lengths.first().copied().unwrap_or_default();
        let head = lowered(text.get(..floor(text, longest)).unwrap_or_default());
        lengths.iter().find_map(|length| {
            let phrase = head.get(..*length)?;
            let rest = text.get(*length..)?;
            let meaning = self.meanings.get(phrase)?;
            ends_whole(phrase, rest).then_some((*length, meaning))
        })
    }

    /// The longest phrase that `text` ends with, as its length and meaning; a Latin word is whole.
    pub(super) fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        let lengths = self.last.get(&text.bytes().next_back()?.to_ascii_lowercase())?;
        let longest = lengths.first().copied().unwrap_or_default();
        let from = ceil(text, text.len().saturating_sub(longest));
        let tail = lowered(text.get(from..).unwrap_or_default());
        lengths.iter().find_map(|length| {
            let at = tail.len().checked_sub(*length)?;
            let phrase = tail.get(at..)?;
            let before = text.get(..text.len().checked_sub(*length)?)?;
            let meaning = self.meanings.get(phrase)?;
            starts_whole(phrase, before).then_some((*length, meaning))
        })
    }

    /// All phrases, in lower case.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.meanings.keys().map(String::as_str)
    }
}

/// The lengths of phrases, longest first, by a byte of each.
fn lengths_by<'p>(
    phrases: impl Iterator<Item = &'p String>,
    byte: impl Fn(&str) -> Option<u8>,
) -> HashMap<u8, Vec<usize>> {
    let mut lengths: HashMap<u8, Vec<usize>> = HashMap::default();
    for phrase in phrases.filter(|phrase| phrase.len() <= LONGEST) {
        if let Some(byte) = byte(phrase) {
            lengths.entry(byte.to_ascii_lowercase()).or_default().push(phrase.len());
        }
    }
    for lengths in lengths.values_mut() {
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
    }
    lengths
}

/// Lower case that keeps every byte's place.
fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .map(|c| match c {
            '\u{a0}' | '\t' => c,
            _ => {
                let mut low = c.to_lowercase();
                match (low.next(), low.next()) {
                    (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                    _ => c,
                }
            }
        })
        .collect()
}

/// A phrase that ends in a letter ends there only if no letter or digit follows.
fn ends_whole(phrase: &str, rest: &str) -> bool {
    let last = phrase.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
    !(last && rest.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c)))
}

/// A phrase that starts with a letter starts there only if no letter or digit precedes.
fn starts_whole(phrase: &str, before: &str) -> bool {
    let first = phrase.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    !(first && before.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c)))
}

/// A character of the scripts that are written without blanks.
pub(super) fn is_cjk(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter) || ('\u{f900}'..='\u{faff}').contains(&letter)
}

/// The last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

/// The first character boundary at or after `at`.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
