//! A table of words that is asked whatever the case.
//!
//! In:  words in lower case, with what each stands for. Out: [`WordMap::get`]. Not here: which words (their owners).

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

/// The longest word, in bytes, that is looked up as one number.
const LONGEST: usize = 15;

/// What words stand for, found with one lookup.
#[derive(Clone, Debug)]
pub(super) struct WordMap<V> {
    /// By [`packed`] word.
    short: HashMap<u128, V>,
    /// Words longer than [`LONGEST`], in lower case.
    long: HashMap<Box<str>, V>,
    /// The lengths of the words that begin with each byte, a bit each: most words that are asked for have no entry. On the
    /// heap, as the sets of a vocabulary file are moved together.
    lengths: Box<[u64; 256]>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { short: HashMap::default(), long: HashMap::default(), lengths: Box::new([0; 256]) }
    }
}

/// The bytes of a word that is not too long, in lower case, and its length in the last one.
#[inline]
fn packed(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    let length = u32::try_from(bytes.len()).ok()?;
    // What its beginning and its end have in common is put in the same place twice.
    let at = |part: u128, end: u32| part << length.saturating_sub(end).saturating_mul(8);
    let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            (u64::from_le_bytes(*first).into(), at(u64::from_le_bytes(*last).into(), 8))
        }
        _ => match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => {
                (u32::from_le_bytes(*first).into(), at(u32::from_le_bytes(*last).into(), 4))
            }
            _ => {
                let [.., last] = bytes else { return Some(0) };
                let second = bytes.get(1).map_or(0, |second| u128::from(*second) << 8);
                (u128::from(*bytes.first()?) | second, at((*last).into(), 1))
            }
        },
    };
    Some(lower(first | last) | u128::from(length) << (8 * LONGEST))
}

/// The letters of ASCII among the bytes of a number in lower case.
#[inline]
fn lower(bytes: u128) -> u128 {
    let each = |byte: u8| u128::from_le_bytes([byte; 16]);
    // Without the first bit of each, no byte is carried over into the next one.
    let low = bytes & each(0x7f);
    let behind_z = low.wrapping_add(each(0x7f - b'Z'));
    let from_a = low.wrapping_add(each(0x80 - b'A'));
    bytes | ((from_a & !behind_z & !bytes & each(0x80)) >> 2)
}

/// The bit of a word's length.
#[inline]
fn bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl<V> WordMap<V> {
    /// For so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let short = HashMap::with_capacity_and_hasher(words, FxBuildHasher);
        Self { short, ..Self::default() }
    }
}

impl<V: Default> WordMap<V> {
    /// The value of `word`, to be changed.
    pub(super) fn entry(&mut self, word: &str) -> &mut V {
        let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        if let Some(lengths) = self.lengths.get_mut(usize::from(first)) {
            *lengths |= bit(word);
        }
        match packed(word) {
            Some(word) => self.short.entry(word).or_default(),
            None => self.long.entry(word.to_ascii_lowercase().into()).or_default(),
        }
    }
}

impl<V> WordMap<V> {
    /// What `word` stands for, whatever its case.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<&V> {
        let first = word.as_bytes().first()?.to_ascii_lowercase();
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or_default();
        if lengths & bit(word) == 0 {
            return None;
        }
        match packed(word) {
            Some(word) => self.short.get(&word),
            None => self.long.get(word.to_ascii_lowercase().as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let mut map = WordMap::default();
        *map.entry("the") = 1;
        *map.entry("’") = 2;
        *map.entry("the") += 4;
        assert_eq!(map.get("The"), Some(&5));
        assert_eq!(map.get("’"), Some(&2));
        assert_eq!(map.get("them"), None);
        assert_eq!(map.get("tha"), None);
        assert_eq!(map.get(""), None);
        assert_eq!(map.get(&"the".repeat(20)), None);
        *map.entry(&"the".repeat(30)) = 8;
        assert_eq!(map.get(&"The".repeat(30)), Some(&8));
        assert_eq!(map.get(&"the".repeat(31)), None);
    }

    #[test]
    fn a_number_is_the_word_in_lower_case_and_its_length() {
        let long = "[AZaz@`{^é\u{80}0-9";
        for end in 0..=long.len() {
            let Some(word) = long.get(..end) else { continue };
            let mut expected = [0; 16];
            let fits = end <= LONGEST;
            if fits {
                expected[..end].copy_from_slice(word.to_ascii_lowercase().as_bytes());
                expected[LONGEST] = end as u8;
            }
            assert_eq!(packed(word), fits.then(|| u128::from_le_bytes(expected)), "{word}");
        }
    }
}
