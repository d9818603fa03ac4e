//! A table of words that is asked whatever the case.
//!
//! In:  words in lower case, with what each stands for. Out: [`WordMap::get`]. Not here: which words (their owners).

use rustc_hash::FxHashMap as HashMap;

/// The longest word, in bytes, that is looked up without a copy on the heap.
const LONGEST: usize = 32;

/// What words stand for, found with one lookup.
#[derive(Clone, Debug)]
pub(super) struct WordMap<V> {
    // Invariant: keys are in lower case.
    entries: HashMap<Box<[u8]>, V>,
    /// The lengths of the words that begin with each byte, a bit each: most words that are asked for have no entry.
    lengths: [u64; 256],
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { entries: HashMap::default(), lengths: [0; 256] }
    }
}

impl<V: Default> WordMap<V> {
    /// The value of `word`, to be changed.
    pub(super) fn entry(&mut self, word: &str) -> &mut V {
        let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        if let Some(lengths) = self.lengths.get_mut(usize::from(first)) {
            *lengths |= bit(word);
        }
        self.entries.entry(word.to_ascii_lowercase().into_bytes().into()).or_default()
    }
}

/// The bit of a word's length.
fn bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl<V> WordMap<V> {
    /// All words, with what they stand for.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().filter_map(|(word, value)| Some((std::str::from_utf8(word).ok()?, value)))
    }

    /// All values, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.values_mut()
    }

    /// What `word` stands for, whatever its case.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<&V> {
        let first = word.as_bytes().first()?.to_ascii_lowercase();
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or_default();
        if lengths & bit(word) == 0 {
            return None;
        }
        if word.len() > LONGEST {
            return self.entries.get(word.to_ascii_lowercase().as_bytes());
        }
        let mut lower = [0_u8; LONGEST];
        let lower = lower.get_mut(..word.len())?;
        for (lower, byte) in lower.iter_mut().zip(word.bytes()) {
            *lower = byte.to_ascii_lowercase();
        }
        self.entries.get(&*lower)
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
}
