//! Phrases with choices in them, row by row, and what can follow a word in them.
//!
//! In:  phrases as rows of choices (`choice.rs`). Out: [`PhraseRows`], with the places behind each word.
//! Not here: finding phrases (`tree.rs`).

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::canonical::plural;
use super::choice::Choices;

/// Phrases, with what each stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseRows {
    /// The words by their number, in lower case.
    numbers: HashMap<String, u32>,
    /// The plurals of words that phrases end with, by the number of the word.
    plurals: HashMap<u32, u32>,
    steps: Vec<Step>,
    parts: Vec<Part>,
    /// Where each phrase begins.
    starts: Vec<Place>,
}

/// A word of a phrase, and what comes behind it there.
#[derive(Clone, Copy, Debug)]
struct Step {
    word: u32,
    then: Place,
}

/// A choice of a phrase, or the end of one, with what it stands for; the parts of a phrase follow each other.
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
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Place {
    Step(u32),
    Part(u32),
    /// Nothing: a phrase that stands for this ended, with its last word in the plural.
    Plural(u32),
}

/// What can come at some places.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// What a phrase that ends here stands for.
    pub(super) ends: Option<u32>,
    /// The places behind each word, by its number.
    pub(super) behind: HashMap<u32, Vec<Place>>,
}

impl PhraseRows {
    /// Adds a phrase that stands for what has this number. It is found with its last word in the plural too, where no phrase
    /// is written so.
    pub(crate) fn add(&mut self, choices: &Choices<'_>, stands_for: usize) {
        self.starts.push(Place::Part(number_of(self.parts.len())));
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
        self.parts.push(Part::End(number_of(stands_for)));
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
        let next = number_of(self.numbers.len());
        *self.numbers.entry(word.to_ascii_lowercase()).or_insert(next)
    }

    /// The words of all phrases, in the order of their numbers.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words: Vec<(u32, &String)> =
            self.numbers.iter().map(|(word, number)| (*number, word)).collect();
        words.sort_unstable();
        words.into_iter().map(|(_, word)| word.clone()).collect()
    }

    /// Where the phrases begin.
    pub(super) fn starts(&self) -> &[Place] {
        &self.starts
    }

    /// What can come at these places.
    pub(super) fn next(&self, places: &[Place]) -> Next {
        let mut next = Next::default();
        let mut in_plural = None;
        for &place in places {
            match place {
                Place::Step(step) => self.step(step, &mut next),
                Place::Part(part) => {
                    let end = self.part(part, |step| self.step(step, &mut next));
                    next.ends = next.ends.or(end);
                }
                Place::Plural(phrase) => in_plural = in_plural.or(Some(phrase)),
            }
        }
        // A plural yields to a phrase that is written out: "earnings" is no plural of a metric "earning".
        next.ends = next.ends.or(in_plural);
        next
    }

    /// Calls `each` with the first words of a part, and of those behind it while they may be empty; what the phrase
    /// stands for, when it can end here.
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
    fn step(&self, step: u32, next: &mut Next) {
        let Some(Step { word, then }) = self.steps.get(step as usize) else { return };
        next.behind.entry(*word).or_default().push(*then);
        let Place::Part(part) = *then else { return };
        if let Some(phrase) = self.part(part, |_| ())
            && let Some(plural) = self.plurals.get(word)
        {
            next.behind.entry(*plural).or_default().push(Place::Plural(phrase));
        }
    }
}

/// There are far fewer words and phrases than this type can number.
pub(super) fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
