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
    /// By the bytes in lower case.
    meanings: HashMap<Box<[u8]>, T>,
    first: Edges,
    last: Edges,
}

impl<T> Phrases<T> {
    /// Phrases in any case. Of two equal ones the first counts.
    pub(super) fn new(rows: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut meanings: HashMap<Box<[u8]>, T> = HashMap::default();
        for (phrase, meaning) in rows {
            meanings.entry(phrase.to_lowercase().into_bytes().into()).or_insert(meaning);
        }
        let first = Edges::new(meanings.keys(), |phrase| phrase.iter());
        let last = Edges::new(meanings.keys(), |phrase| phrase.iter().rev());
        Self { meanings, first, last }
    }

    /// The meaning of exactly this phrase.
    pub(super) fn of(&self, phrase: &str) -> Option<&T> {
        if phrase.len() > LONGEST || !phrase.is_ascii() {
            return self.meanings.get(phrase.to_lowercase().as_bytes());
        }
        self.first.lengths(phrase.bytes())?;
        self.meanings.get(lowered(phrase, &mut [0; LONGEST]))
    }

    /// Can a phrase begin here? Only two bytes are asked.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        self.first.lengths(text.bytes()).is_some()
    }

    /// The longest phrase that `text` begins with, as its length and meaning; a Latin word is whole.
    pub(super) fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        let lengths = self.first.lengths(text.bytes())?;
        let longest = lengths.first().copied().unwrap_or_default();
        let mut buffer = [0; LONGEST];
        let head = lowered(text.get(..floor(text, longest)).unwrap_or_default(), &mut buffer);
        lengths.iter().find_map(|length| {
            let phrase = head.get(..*length)?;
            let meaning = self.meanings.get(phrase)?;
            let rest = text.get(*length..)?;
            ends_whole(phrase, rest).then_some((*length, meaning))
        })
    }

    /// The longest phrase that `text` ends with, as its length and meaning; a Latin word is whole.
    pub(super) fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        let lengths = self.last.lengths(text.bytes().rev())?;
        let longest = lengths.first().copied().unwrap_or_default();
        let from = ceil(text, text.len().saturating_sub(longest));
        let mut buffer = [0; LONGEST];
        let tail = lowered(text.get(from..).unwrap_or_default(), &mut buffer);
        lengths.iter().find_map(|length| {
            let phrase = tail.get(tail.len().checked_sub(*length)?..)?;
            let meaning = self.meanings.get(phrase)?;
            let before = text.get(..text.len().checked_sub(*length)?)?;
            starts_whole(phrase, before).then_some((*length, meaning))
        })
    }

    /// All phrases, in lower case.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.meanings.keys().filter_map(|phrase| std::str::from_utf8(phrase).ok())
    }
}

/// The lengths that phrases have by the two bytes at one of their ends: most places of a text have none.
#[derive(Debug)]
struct Edges {
    /// Place in `edges` by the outer byte.
    by_byte: [u8; 256],
    edges: Vec<Edge>,
}

/// What is known of the phrases with one outer byte.
#[derive(Debug, Default)]
struct Edge {
    /// The bytes that stand next to it, each as one of 64 bits; two of them may share a bit.
    next: u64,
    /// In bytes, longest first.
    lengths: Vec<usize>,
}

impl Edges {
    fn new<'p, B: Iterator<Item = &'p u8>>(
        phrases: impl Iterator<Item = &'p Box<[u8]>>,
        bytes: impl Fn(&'p [u8]) -> B,
    ) -> Self {
        let mut edges = vec![Edge::default()];
        let mut by_byte = [0; 256];
        for phrase in phrases.filter(|phrase| phrase.len() <= LONGEST) {
            let mut bytes = bytes(phrase);
            let Some(place) = bytes.next().and_then(|byte| by_byte.get_mut(usize::from(*byte)))
            else {
                continue;
            };
            if *place == 0 {
                *place = u8::try_from(edges.len()).unwrap_or_default();
                edges.push(Edge::default());
            }
            if let Some(edge) = edges.get_mut(usize::from(*place)) {
                edge.next |= bytes.next().map_or(u64::MAX, |next| bit(*next));
                edge.lengths.push(phrase.len());
            }
        }
        for edge in &mut edges {
            edge.lengths.sort_unstable_by(|a, b| b.cmp(a));
            edge.lengths.dedup();
        }
        Self { by_byte, edges }
    }

    /// Lengths of the phrases that can have these bytes at their edge, seen from outside.
    fn lengths(&self, mut bytes: impl Iterator<Item = u8>) -> Option<&[usize]> {
        let outer = bytes.next()?.to_ascii_lowercase();
        let place = self.by_byte.get(usize::from(outer)).filter(|place| **place != 0)?;
        let edge = self.edges.get(usize::from(*place))?;
        // A letter beyond ASCII may have another byte in lower case: nothing is known of it.
        let fits = bytes
            .next()
            .is_none_or(|next| !next.is_ascii() || edge.next & bit(next.to_ascii_lowercase()) != 0);
        fits.then_some(&edge.lengths)
    }
}

/// The bit of a byte in [`Edge::next`].
fn bit(byte: u8) -> u64 {
    1_u64.rotate_left(u32::from(byte))
}

/// Lower case that keeps every byte's place; a text longer than the buffer has none.
fn lowered<'b>(text: &str, buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let Some(low) = buffer.get_mut(..text.len()) else { return &[] };
    low.copy_from_slice(text.as_bytes());
    if text.is_ascii() {
        low.make_ascii_lowercase();
        return low;
    }
    for (at, letter) in text.char_indices() {
        let mut all = letter.to_lowercase();
        if let (Some(one), None) = (all.next(), all.next())
            && one.len_utf8() == letter.len_utf8()
            && let Some(place) = low.get_mut(at..)
        {
            one.encode_utf8(place);
        }
    }
    low
}

/// A phrase that ends in a letter ends there only if no letter or digit follows.
fn ends_whole(phrase: &[u8], rest: &str) -> bool {
    let last = phrase.last().is_some_and(u8::is_ascii_alphanumeric);
    !(last && rest.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c)))
}

/// A phrase that starts with a letter starts there only if no letter or digit precedes.
fn starts_whole(phrase: &[u8], before: &str) -> bool {
    let first = phrase.first().is_some_and(u8::is_ascii_alphanumeric);
    !(first && before.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_cjk(c)))
}

/// Letters that stand at a number without a blank, as they are written: `bps`, `M`.
#[derive(Debug)]
pub(super) struct Glued<T> {
    rows: Vec<(String, T)>,
    /// Does one of them begin with this byte?
    begins: [bool; 256],
}

impl<T> Glued<T> {
    pub(super) fn new(mut rows: Vec<(String, T)>) -> Self {
        rows.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        let mut begins = [false; 256];
        for first in rows.iter().filter_map(|(letters, _)| letters.bytes().next()) {
            if let Some(begins) = begins.get_mut(usize::from(first)) {
                *begins = true;
            }
        }
        Self { rows, begins }
    }

    /// The longest letters that `text` begins with, as what stands behind them and their meaning; no letter or digit goes on.
    pub(super) fn at_start<'t>(&self, text: &'t str) -> Option<(&'t str, &T)> {
        let first = text.bytes().next()?;
        if !self.begins.get(usize::from(first)).copied().unwrap_or_default() {
            return None;
        }
        self.rows.iter().find_map(|(letters, meaning)| {
            let rest = text.strip_prefix(letters.as_str())?;
            let whole = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            whole.then_some((rest, meaning))
        })
    }
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
