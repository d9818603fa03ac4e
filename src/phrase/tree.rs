//! Phrases as a tree of their words, whose branches come together where they go on alike.
//!
//! In:  [`PhraseRows`]. Out: [`PhraseTree::longest`].
//! Not here: how a text is cut into words (`canonical.rs`), what a phrase means (`fact/metric.rs`).

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::rows::{PhraseRows, Place, number_of};

/// Phrases, by their number in the rows.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PhraseTree {
    /// By number, in lower case.
    words: Vec<String>,
    /// Where a text stands after some words; the first one after none.
    nodes: Vec<Node>,
    /// The steps of all nodes.
    steps: Vec<Step>,
}

/// Where a text stands after some words.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
struct Node {
    /// The phrase that ends here.
    ends: Option<u32>,
    /// Where its steps begin; they end where those of the next one begin.
    steps: u32,
}

/// A word, and the node behind it; in the order of the words.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Step {
    word: u32,
    node: u32,
}

impl PhraseTree {
    /// The tree of these phrases.
    pub(crate) fn of(rows: &PhraseRows) -> Self {
        let mut tree = Self { words: rows.words(), ..Self::default() };
        // Which phrases go on how says all of a node: two that go on alike are one.
        let mut known: HashMap<Vec<Place>, u32> = HashMap::default();
        let mut nodes: Vec<Vec<Place>> = vec![rows.starts().to_vec()];
        let mut at = 0;
        while let Some(places) = nodes.get(at) {
            let next = rows.next(places);
            tree.nodes.push(Node { ends: next.ends, steps: number_of(tree.steps.len()) });
            let mut behind: Vec<(u32, Vec<Place>)> = next.behind.into_iter().collect();
            behind.sort_unstable_by_key(|(word, _)| *word);
            for (word, places) in behind {
                let new = number_of(nodes.len());
                let node = *known.entry(places).or_insert_with_key(|places| {
                    nodes.push(places.clone());
                    new
                });
                tree.steps.push(Step { word, node });
            }
            at += 1;
        }
        tree
    }

    /// The words of all phrases, with their numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.iter().map(String::as_str).zip(0..)
    }

    /// The longest phrase that words with these numbers begin with, and how many words it has.
    pub(crate) fn longest(&self, numbers: &[Option<u32>]) -> Option<(usize, usize)> {
        // Most words are in no phrase.
        numbers.first().copied().flatten()?;
        let mut node = 0;
        let mut longest = None;
        for (number, count) in numbers.iter().zip(1..) {
            let Some(next) = number.and_then(|number| self.behind(node, number)) else { break };
            node = next;
            let ends = self.nodes.get(node).and_then(|node| node.ends);
            longest = ends.map(|phrase| (phrase as usize, count)).or(longest);
        }
        longest
    }

    /// The node behind a word.
    fn behind(&self, node: usize, word: u32) -> Option<usize> {
        let start = self.nodes.get(node)?.steps as usize;
        let end = self.nodes.get(node + 1).map_or(self.steps.len(), |next| next.steps as usize);
        let steps = self.steps.get(start..end)?;
        let at = steps.binary_search_by_key(&word, |step| step.word).ok()?;
        steps.get(at).map(|step| step.node as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::choice::choices;
    use super::*;

    const PHRASES: [&str; 4] =
        ["{net |total |}sales{ growth|}", "net interest {margin|}", "margin", "margins"];

    #[rustfmt::skip]
    const TABLE: &[(&str, Option<(usize, usize)>)] = &[
        // given                      expected: phrase, words
        ("net sales rose",            Some((0, 2))),
        ("total sales growth rose",   Some((0, 3))),
        ("net margin",                None),
        ("sales growths",             Some((0, 2))),
        ("net interest margin rose",  Some((1, 3))),
        ("net interest margins rose", Some((1, 3))),
        ("net interest rose",         Some((1, 2))),
        ("interest margin",           None),
        ("margin",                    Some((2, 1))),
        ("margins",                   Some((3, 1))),
        ("the margin",                None),
        ("",                          None),
    ];

    #[test]
    fn table() {
        let mut rows = PhraseRows::default();
        for phrase in PHRASES {
            for choices in choices(phrase) {
                rows.add(&choices);
            }
        }
        let tree = PhraseTree::of(&rows);
        let number =
            |given: &str| tree.words().find_map(|(word, number)| (word == given).then_some(number));
        for (given, expected) in TABLE {
            let numbers: Vec<_> = given.split(' ').map(number).collect();
            assert_eq!(tree.longest(&numbers), *expected, "given: {given}");
        }
        // "net" and "total" go on as "sales" does: the start, behind these, "sales", "growth" and its plural; …
        assert!(tree.nodes.len() < 12, "{tree:?}");
    }
}
