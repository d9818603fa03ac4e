//! Phrases as a tree of their words, to find the longest one that begins at a word.
//!
//! In:  phrases as words. Out: [`PhraseTree::longest`]. Not here: how a text is cut into words (`metric_phrase.rs`).

use rustc_hash::FxHashMap as HashMap;

/// Phrases by number, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct PhraseTree {
    words: HashMap<Box<str>, Known>,
    /// From a node and a word to the node behind it.
    next: HashMap<(Node, u32), Node>,
    /// The phrase that ends at each node.
    ends: Vec<Option<usize>>,
}

/// Place in [`PhraseTree::ends`].
type Node = u32;

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
struct Known {
    number: u32,
    /// The node behind it, when phrases begin with it.
    first: Option<Node>,
}

impl PhraseTree {
    /// Adds the phrase `number`, unless it is there; its number then.
    pub(super) fn add<'a>(
        &mut self,
        words: impl Iterator<Item = &'a str>,
        number: usize,
    ) -> Option<usize> {
        let mut node = None;
        for word in words {
            let count = number_of(self.words.len());
            if !self.words.contains_key(word) {
                self.words.insert(word.into(), Known { number: count, first: None });
            }
            let known = self.words.get_mut(word)?;
            let ends = &mut self.ends;
            let grow = || {
                ends.push(None);
                number_of(ends.len() - 1)
            };
            node = Some(match node {
                None => *known.first.get_or_insert_with(grow),
                Some(node) => *self.next.entry((node, known.number)).or_insert_with(grow),
            });
        }
        let end = self.ends.get_mut(node? as usize)?;
        if end.is_none() {
            *end = Some(number);
            return None;
        }
        *end
    }

    /// The longest phrase that `words` begin with, and how many words it has.
    pub(super) fn longest<'a>(
        &self,
        mut words: impl Iterator<Item = &'a str>,
    ) -> Option<(usize, usize)> {
        let mut node = self.words.get(words.next()?)?.first?;
        let mut longest = None;
        let mut count = 1;
        loop {
            let end = self.ends.get(node as usize).copied().flatten();
            longest = end.map(|number| (number, count)).or(longest);
            let next = words
                .next()
                .and_then(|word| self.words.get(word))
                .and_then(|known| self.next.get(&(node, known.number)));
            let Some(next) = next else { return longest };
            node = *next;
            count += 1;
        }
    }
}

/// There are far fewer words and nodes than this type can number.
fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Option<(usize, usize)>)] = &[
        // given                      expected: phrase, words
        ("net sales rose",            Some((0, 2))),
        ("net interest margin rose",  Some((1, 3))),
        ("net interest rose",         None),
        ("interest margin",           None),
        ("margin",                    Some((2, 1))),
        ("the margin",                None),
        ("",                          None),
    ];

    #[test]
    fn table() {
        let mut tree = PhraseTree::default();
        for (number, phrase) in ["net sales", "net interest margin", "margin"].iter().enumerate() {
            assert_eq!(tree.add(phrase.split(' '), number), None);
        }
        assert_eq!(tree.add("net sales".split(' '), 3), Some(0));
        for (given, expected) in TABLE {
            assert_eq!(tree.longest(given.split(' ')), *expected, "given: {given}");
        }
    }
}
