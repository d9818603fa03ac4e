//! Phrases with choices in them, as a tree of their words that grows where texts walk in it.
//!
//! In:  phrases as rows of choices (`phrase_choice.rs`). Out: [`PhraseTree::longest`].
//! Not here: how a text is cut into words (`metric_phrase.rs`), what a phrase means (`metric.rs`).
//!
//! Written out, the phrases of the metrics are some thirty thousand, and a call says a few hundred of them: so what can
//! follow a word is worked out when a text first comes there.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use super::metric_phrase::plural;
use super::phrase_choice::Choices;
use super::word_map::WordMap;

/// Phrases by number, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct PhraseTree {
    numbers: WordMap<Option<u32>>,
    /// How many words have a number.
    words: u32,
    /// The plurals of words that phrases end with, by the number of the word.
    plurals: HashMap<u32, u32>,
    steps: Vec<Step>,
    parts: Vec<Part>,
    /// How many phrases there are.
    count: u32,
    root: Node,
}

/// A word of a phrase, and what comes behind it there.
#[derive(Clone, Copy, Debug)]
struct Step {
    word: u32,
    then: Place,
}

/// A choice of a phrase, or the end of one; the parts of a phrase follow each other.
#[derive(Clone, Debug)]
enum Part {
    /// The first words of what may stand here.
    Choice {
        firsts: Vec<u32>,
        may_be_empty: bool,
    },
    End(u32),
}

/// What comes next in a phrase.
#[derive(Clone, Copy, Debug)]
enum Place {
    Step(u32),
    Part(u32),
    /// Nothing: the phrase of this number ended, with its last word in the plural.
    Plural(u32),
}

/// Where a text stands after some words.
#[derive(Clone, Debug, Default)]
struct Node {
    places: Vec<Place>,
    grown: OnceLock<Grown>,
}

#[derive(Clone, Debug, Default)]
struct Grown {
    /// The phrase that ends here.
    ends: Option<u32>,
    /// By the number of the word.
    next: HashMap<u32, Node>,
}

impl PhraseTree {
    /// Adds a phrase; it is found with its last word in the plural too, where no phrase is written so.
    pub(super) fn add(&mut self, choices: &Choices<'_>) {
        self.root.places.push(Place::Part(number_of(self.parts.len())));
        let may_be_empty = |choice: &[Range<usize>]| choice.iter().any(Range::is_empty);
        let optional = choices.places().rev().take_while(|choice| may_be_empty(choice)).count();
        let required = choices.places().count() - optional;
        for (part, choice) in choices.places().enumerate() {
            let next = Place::Part(number_of(self.parts.len() + 1));
            let may_be_last = part + 1 >= required;
            let said = choice.iter().map(|piece| choices.words(piece));
            let firsts = said.filter_map(|words| self.add_steps(words, next, may_be_last));
            let firsts = firsts.collect();
            self.parts.push(Part::Choice { firsts, may_be_empty: may_be_empty(choice) });
        }
        self.parts.push(Part::End(self.count));
        self.count = self.count.saturating_add(1);
    }

    /// Adds words with `next` behind them; the place of the first one. `may_be_last`: can the phrase end with them?
    fn add_steps(&mut self, words: &[Cow<'_, str>], next: Place, may_be_last: bool) -> Option<u32> {
        let first = number_of(self.steps.len());
        let (last, before) = words.split_last()?;
        for word in before {
            let word = self.number_or_new(word);
            let then = Place::Step(number_of(self.steps.len() + 1));
            self.steps.push(Step { word, then });
        }
        let word = self.number_or_new(last);
        self.steps.push(Step { word, then: next });
        if may_be_last
            && !self.plurals.contains_key(&word)
            && let Some(plural) = plural(&last.to_ascii_lowercase())
        {
            let plural = self.number_or_new(&plural);
            self.plurals.insert(word, plural);
        }
        Some(first)
    }

    fn number_or_new(&mut self, word: &str) -> u32 {
        let number = self.numbers.entry(word).get_or_insert(self.words);
        self.words = self.words.max(number.saturating_add(1));
        *number
    }

    /// The words of all phrases, with their numbers.
    pub(super) fn words(&self) -> impl Iterator<Item = (String, u32)> {
        self.numbers.iter().filter_map(|(word, number)| Some((word, (*number)?)))
    }

    /// The number of a word, `None` for one that no phrase has.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied().flatten()
    }

    /// The longest phrase that words with these numbers begin with, and how many words it has.
    pub(super) fn longest(&self, numbers: &[Option<u32>]) -> Option<(usize, usize)> {
        // Most words are in no phrase.
        numbers.first().copied().flatten()?;
        let mut node = &self.root;
        let mut longest = None;
        for (number, count) in numbers.iter().zip(1..) {
            let next = number.and_then(|number| self.grown(node).next.get(&number));
            let Some(next) = next else { break };
            node = next;
            longest = self.grown(node).ends.map(|phrase| (phrase as usize, count)).or(longest);
        }
        longest
    }

    fn grown<'t>(&self, node: &'t Node) -> &'t Grown {
        node.grown.get_or_init(|| {
            let mut grown = Grown::default();
            let mut in_plural = None;
            for &place in &node.places {
                match place {
                    Place::Step(step) => self.step(step, &mut grown),
                    Place::Part(part) => {
                        let end = self.part(part, |step| self.step(step, &mut grown));
                        grown.ends = grown.ends.or(end);
                    }
                    Place::Plural(phrase) => in_plural = in_plural.or(Some(phrase)),
                }
            }
            // A plural yields to a phrase that is written out: "earnings" is no plural of a metric "earning".
            grown.ends = grown.ends.or(in_plural);
            grown
        })
    }

    /// Calls `each` with the first words of a part, and of those behind it while they may be empty; the phrase, when it can end here.
    fn part(&self, part: u32, mut each: impl FnMut(u32)) -> Option<u32> {
        for part in self.parts.get(part as usize..)? {
            match part {
                Part::Choice { firsts, may_be_empty } => {
                    firsts.iter().copied().for_each(&mut each);
                    if !may_be_empty {
                        return None;
                    }
                }
                Part::End(phrase) => return Some(*phrase),
            }
        }
        None
    }

    /// Lets a word follow.
    fn step(&self, step: u32, grown: &mut Grown) {
        let Some(Step { word, then }) = self.steps.get(step as usize) else { return };
        grown.next.entry(*word).or_default().places.push(*then);
        let Place::Part(part) = *then else { return };
        if let Some(phrase) = self.part(part, |_| ())
            && let Some(plural) = self.plurals.get(word)
        {
            grown.next.entry(*plural).or_default().places.push(Place::Plural(phrase));
        }
    }
}

/// There are far fewer words and phrases than this type can number.
fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::phrase_choice::choices;
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
        let mut tree = PhraseTree::default();
        for phrase in PHRASES {
            for choices in choices(phrase) {
                tree.add(&choices);
            }
        }
        for (given, expected) in TABLE {
            let numbers: Vec<_> = given.split(' ').map(|word| tree.number(word)).collect();
            assert_eq!(tree.longest(&numbers), *expected, "given: {given}");
        }
    }
}
