//! Phrases as a tree of their words, whose branches come together where they go on alike.
//!
//! In:  [`PhraseRows`]. Out: [`PhraseTree::longest`].
//! Not here: how a text is cut into words (`canonical.rs`), what a phrase means (`fact/metric.rs`).

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::rows::{PhraseRows, Place, number_of};

/// Phrases, by what they stand for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PhraseTree {
    /// By number, in lower case, a blank between them.
    words: String,
    /// Where a text stands after some words; the last one after none.
    nodes: Vec<Node>,
    /// The steps of all nodes.
    steps: Vec<Step>,
}

/// Where a text stands after some words.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
struct Node {
    /// What a phrase that ends here stands for.
    ends: Option<u32>,
    /// Where its steps end; they begin where those of the node before end.
    steps: u32,
}

/// A word, and the node behind it; in the order of the words.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
struct Step {
    word: u32,
    node: u32,
}

/// A tree that grows from the ends of its branches.
struct Growing<'r> {
    rows: &'r PhraseRows,
    tree: PhraseTree,
    /// Nodes by the places where a text stands.
    by_places: HashMap<Vec<Place>, u32>,
    /// Nodes by what they are: two that go on alike are one.
    alike: HashMap<(Option<u32>, Vec<Step>), u32>,
}

impl Growing<'_> {
    /// The node of a text that stands at these places, after those behind it.
    fn node(&mut self, places: Vec<Place>) -> u32 {
        if let Some(node) = self.by_places.get(&places) {
            return *node;
        }
        let next = self.rows.next(&places);
        let mut behind: Vec<(u32, Vec<Place>)> = next.behind.into_iter().collect();
        behind.sort_unstable_by_key(|(word, _)| *word);
        let step = |(word, places)| Step { word, node: self.node(places) };
        let steps: Vec<Step> = behind.into_iter().map(step).collect();
        let (new, tree) = (number_of(self.tree.nodes.len()), &mut self.tree);
        let node = *self.alike.entry((next.ends, steps)).or_insert_with_key(|(ends, steps)| {
            tree.steps.extend(steps);
            tree.nodes.push(Node { ends: *ends, steps: number_of(tree.steps.len()) });
            new
        });
        self.by_places.insert(places, node);
        node
    }
}

impl PhraseTree {
    /// The tree of these phrases.
    pub(crate) fn of(rows: &PhraseRows) -> Self {
        let tree = Self { words: rows.words().join(" "), ..Self::default() };
        let (by_places, alike) = (HashMap::default(), HashMap::default());
        let mut growing = Growing { rows, tree, by_places, alike };
        growing.node(rows.starts().to_vec());
        growing.tree
    }

    /// The words of all phrases, with their numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.split(' ').zip(0..)
    }

    /// What the longest phrase that words with these numbers begin with stands for, and how many words it has.
    pub(crate) fn longest(&self, numbers: &[Option<u32>]) -> Option<(usize, usize)> {
        // Most words are in no phrase.
        numbers.first().copied().flatten()?;
        let mut node = self.nodes.len().checked_sub(1)?;
        let mut longest = None;
        for (number, count) in numbers.iter().zip(1..) {
            let Some(next) = number.and_then(|number| self.behind(node, number)) else { break };
            node = next;
            let ends = self.nodes.get(node).and_then(|node| node.ends);
            longest = ends.map(|ends| (ends as usize, count)).or(longest);
        }
        longest
    }

    /// The node behind a word.
    fn behind(&self, node: usize, word: u32) -> Option<usize> {
        let end = |node: &Node| node.steps as usize;
        let start = node.checked_sub(1).and_then(|before| self.nodes.get(before)).map_or(0, end);
        let steps = self.steps.get(start..self.nodes.get(node).map(end)?)?;
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

    fn tree(phrases: &[&str]) -> PhraseTree {
        let mut rows = PhraseRows::default();
        for (phrase, number) in phrases.iter().zip(0..) {
            for choices in choices(phrase) {
                rows.add(&choices, number);
            }
        }
        PhraseTree::of(&rows)
    }

    #[test]
    fn table() {
        let tree = tree(&PHRASES);
        let number =
            |given: &str| tree.words().find_map(|(word, number)| (word == given).then_some(number));
        for (given, expected) in TABLE {
            let numbers: Vec<_> = given.split(' ').map(number).collect();
            assert_eq!(tree.longest(&numbers), *expected, "given: {given}");
        }
    }

    #[test]
    fn branches_come_together() {
        // After nothing, after "a" or "b", after "c", after "d" or "ds".
        assert_eq!(tree(&["{a|b} c {d|}"]).nodes.len(), 4);
        assert_eq!(tree(&[]).longest(&[Some(0)]), None);
    }
}
