//! The names of a company's parts: segments, products, regions, channels, customer groups.
//!
//! In:  `grammar/scopes.toml`, and the call itself. Out: [`Scopes`].
//! Not here: finding the names in a sentence (`scope_mark.rs`), headings (`scope_heading.rs`), which figure they belong to
//! (`part.rs`).
//!
//! A call names its own parts by form ("our Aftermarket segment"): [`Scopes::learn`] collects them in a first pass, so that
//! "Aftermarket sales" is understood in the second.

use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::lexicon::known;
use super::mark::Mark;
use super::scope_evidence::{self, Evidence};
use super::scope_word::{Sets, lower};
use super::word::{Word, is_capitalised, words};
use super::word_map::WordMap;
use crate::grammar::{self, built_in};

/// `grammar/scopes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) heads: Vec<String>,
    pub(super) never: HashSet<String>,
    pub(super) names: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) openings: Vec<String>,
    pub(super) company_topics: Vec<String>,
    pub(super) titles: HashSet<String>,
    pub(super) owned: HashSet<String>,
    pub(super) in_names: HashSet<String>,
    pub(super) nouns: HashSet<String>,
}

pub(super) static FILE: LazyLock<File> = LazyLock::new(|| grammar::rows(built_in!("scopes")));

/// Heads that make a scope of any words before them; the other heads need a capital or a known name.
pub(super) const STRONG_HEADS: [&str; 20] = [
    "segment",
    "segments",
    "division",
    "divisions",
    "business",
    "businesses",
    "region",
    "regions",
    "franchise",
    "franchises",
    "market",
    "markets",
    "category",
    "categories",
    "portfolio",
    "brand",
    "brands",
    "channel",
    "industry",
    "industries",
];

/// Heads before which a verbal form names a part, too: `our streaming segment`.
pub(super) const FORMAL_HEADS: [&str; 6] =
    ["segment", "segments", "division", "divisions", "business", "businesses"];

/// How often a capitalised name must stand inside sentences before it counts as known.
const KNOWN_AFTER: usize = 2;

/// Has the word, in lower case, the form of an adjective?
pub(super) fn is_adjective(lower: &str) -> bool {
    !FILE.nouns.contains(lower)
        && ["al", "ic", "est", "ive", "ous", "able", "ful", "ary"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

/// How much must speak for it before a name counts as the company's own.
const OWNS_AFTER: usize = 6;

/// What it proves to own what only a company has, and what it proves when someone is there.
const OWNED: usize = 3;
const BEING_THERE: usize = 2;

/// Words before the name of who is greeted: `Thanks, Jo.`
pub(super) const GREETINGS: [&str; 6] = ["thanks", "hi", "hello", "hey", "morning", "afternoon"];

/// Two words before the name of who is greeted or introduced: `on for Jo Finch`.
pub(super) const GREETINGS_END: [[&str; 2]; 4] =
    [["thank", "you"], ["on", "for"], ["line", "of"], ["question", "from"]];

/// The words of a passage.
pub(super) struct Words<'w> {
    pub(super) words: &'w [Word<'w>],
}

impl<'w> Words<'w> {
    /// Is the word at `at` in one of these sets?
    pub(super) fn has(&self, at: usize, sets: Sets) -> bool {
        self.words.get(at).is_some_and(|word| word.sets.has(sets))
    }

    /// Places of the words in one of these sets.
    pub(super) fn places(&self, sets: Sets) -> impl Iterator<Item = (usize, &'w Word<'w>)> {
        self.words.iter().enumerate().filter(move |(_, word)| word.sets.has(sets))
    }
}

/// Counts the names that own what only a company has: `Acme's shareholders`, `the Acme board`, `here at Acme`.
fn count_owner(said: &Words<'_>, owners: &mut FxHashMap<String, usize>) {
    let words = said.words;
    for (at, word) in said.places(Sets::CAPITALISED) {
        if said.has(at, Sets::NAMES) {
            continue;
        }
        let mut next = at + 1;
        while words.get(next).is_some_and(|next| next.is_any(&["'", "’", "s"])) {
            next += 1;
        }
        let owns = said.has(next, Sets::OWNED);
        let before = |back: usize| at.checked_sub(back).and_then(|before| words.get(before));
        let here = before(1).is_some_and(|at| {
            at.is_any(&["joining", "join", "joined"])
                || (at.is("at") && before(2).is_some_and(|here| here.is("here")))
        });
        // "At Acme, we": so may be spoken of a part, too.
        let at = before(1).is_some_and(|at| at.is("at"))
            && words
                .get(at + 1)
                .is_some_and(|next| next.is_any(&[".", ",", "we", "and", "is", "as"]));
        let weight = if owns || here {
            OWNED
        } else if at {
            BEING_THERE
        } else {
            continue;
        };
        let count = owners.entry(word.text.to_lowercase()).or_default();
        *count = count.saturating_add(weight);
    }
}

/// Do the words up to `at` end with these two?
fn ends(words: &[Word<'_>], at: usize, [before_last, last]: [&str; 2]) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before
        .zip(words.get(at))
        .is_some_and(|(first, second)| first.is(before_last) && second.is(last))
}

/// The names that every call may have: first word in lower case, to the words that follow it.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for name in &FILE.names {
        names.add(name.split([' ', '-']).map(str::to_owned).collect());
    }
    names
});

/// Names of parts: first word in lower case, to the words that follow it, the longest name first.
#[derive(Debug, Default)]
struct Names(FxHashMap<String, Vec<Vec<String>>>);

impl Names {
    fn add(&mut self, name: Vec<String>) {
        let mut words = name.into_iter();
        let Some(first) = words.next() else { return };
        add_rest(self.0.entry(first).or_default(), words.collect());
    }
}

fn add_rest(known: &mut Vec<Vec<String>>, rest: Vec<String>) {
    if !known.contains(&rest) {
        known.push(rest);
        known.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
    }
}

/// The names of parts that are known for one call.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    /// The names of the call, under their first words together with those that every call may have.
    names: Names,
    /// Words of the company's own name, in lower case: they name the whole.
    pub(super) company: FxHashSet<String>,
    /// The words of `names` and `company`, each with its set.
    own: WordMap<Sets>,
    /// Words of the names of those who speak, in lower case.
    pub(super) people: FxHashSet<String>,
}

impl Scopes {
    /// Collects the names that the call gives its parts by form.
    ///
    /// Names of people are no names of parts.
    pub(crate) fn learn<'t>(
        company: Option<&str>,
        people: impl Iterator<Item = &'t str>,
        passages: impl Iterator<Item = &'t [Word<'t>]>,
    ) -> Self {
        let mut scopes = Self::default();
        for word in company.unwrap_or_default().split_whitespace() {
            scopes.company.insert(word.to_lowercase());
        }
        for person in people {
            scopes.people.extend(person.split_whitespace().map(str::to_lowercase));
        }
        let mut seen = Evidence::default();
        let mut proper: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        let mut owners: FxHashMap<String, usize> = FxHashMap::default();
        for words in passages {
            let said = Words { words };
            scopes.meet(&said);
            scopes.count_names(&said, &mut proper);
            count_owner(&said, &mut owners);
            scope_evidence::count(&scopes, &said, &mut seen);
            for (at, _) in said.places(Sets::STRONG_HEADS) {
                let names = said.has(at, Sets::CAPITALISED) && said.has(at + 1, Sets::STRONG_HEADS);
                if !names {
                    let formal = said.has(at, Sets::FORMAL_HEADS);
                    let name = scopes.before_head(said.words, at, formal);
                    if !name.is_empty() {
                        scopes.add(name);
                    }
                }
            }
        }
        let owner = owners
            .into_iter()
            .filter(|(name, count)| *count >= OWNS_AFTER && scopes.names_something(name, true))
            .max_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        scopes.company.extend(owner.map(|(name, _)| name));
        for (name, count) in proper {
            if count >= KNOWN_AFTER && !name.iter().all(|word| scopes.company.contains(word)) {
                scopes.add(name);
            }
        }
        for (name, count) in seen {
            if count >= KNOWN_AFTER {
                scopes.add(name);
            }
        }
        let opens = scopes.names.0.keys().map(|word| (word, Sets::OPENS_NAME));
        for (word, set) in opens.chain(scopes.company.iter().map(|word| (word, Sets::COMPANY))) {
            let sets = scopes.own.entry(word);
            *sets = sets.and(set);
        }
        scopes
    }

    /// Hears who is spoken to or introduced: `Thanks, Jo.`, `on for Jo Finch`, `the line of Jo Finch`.
    fn meet(&mut self, said: &Words<'_>) {
        let words = said.words;
        for (at, _) in said.places(Sets::GREETINGS.and(Sets::GREETINGS_END)) {
            let greets = said.has(at, Sets::GREETINGS)
                || GREETINGS_END.into_iter().any(|greeting| ends(words, at, greeting));
            if !greets {
                continue;
            }
            let start =
                if words.get(at + 1).is_some_and(|next| next.is(",")) { at + 2 } else { at + 1 };
            let name: Vec<&Word<'_>> = words
                .iter()
                .skip(start)
                .enumerate()
                .take_while(|(more, word)| {
                    said.has(start + more, Sets::CAPITALISED)
                        && word.text.len() > 1
                        && !said.has(start + more, Sets::NEVER)
                })
                .map(|(_, word)| word)
                .collect();
            let ends = words.get(start + name.len()).is_some_and(|next| {
                next.is_any(&[".", ",", "!", "?", "with", "from", "and", "for"])
            });
            if (1..=3).contains(&name.len()) && ends {
                self.people.extend(name.iter().map(|word| word.text.to_lowercase()));
            }
        }
    }

    /// Counts the capitalised names that stand inside sentences: a name that comes back is one of the call's own.
    fn count_names(&self, said: &Words<'_>, seen: &mut FxHashMap<Vec<String>, usize>) {
        let words = said.words;
        let mut behind = 0;
        for (at, _) in said.places(Sets::CAPITALISED) {
            if at < behind {
                continue;
            }
            let length = (at..words.len()).take_while(|&at| self.is_proper(said, at)).count();
            behind = at + length;
            let opens = at == 0
                || words
                    .get(at - 1)
                    .is_some_and(|before| before.is_any(&[".", "!", "?", ":", "\"", "“"]));
            if (1..=4).contains(&length) && !opens {
                let name = words
                    .get(at..at + length)
                    .unwrap_or_default()
                    .iter()
                    .map(|word| word.text.to_lowercase())
                    .collect();
                let count: &mut usize = seen.entry(name).or_default();
                *count = count.saturating_add(1);
            }
        }
    }

    /// May the capitalised word be of a name that no vocabulary knows?
    fn is_proper(&self, said: &Words<'_>, at: usize) -> bool {
        said.has(at, Sets::CAPITALISED)
            && !said.has(at, Sets::NEVER.and(Sets::TITLES))
            && said.words.get(at).is_some_and(|word| {
                let lower = lower(word.text);
                word.text.len() > 1
                    && !self.company.contains(lower.as_ref())
                    && !self.people.contains(lower.as_ref())
            })
    }

    /// The words before a head that name a part: back to the determiner, none of them a word that names nothing.
    fn before_head(&self, words: &[Word<'_>], head: usize, formal: bool) -> Vec<String> {
        let mut name: Vec<String> = Vec::new();
        let (mut determined, mut capitals, mut hyphened) = (false, false, false);
        for word in words.get(..head).unwrap_or_default().iter().rev() {
            // "the company's sealing business": `s` is the end of the owner.
            if word.is_any(&["our", "the", "its", "s"]) {
                determined = true;
                break;
            }
            let lower = lower(word.text);
            let is_name = self.names_something(&lower, formal)
                || (name.is_empty()
                    && word.is_capitalised()
                    && Sets::of_lower(&lower).has(Sets::HEADS));
            let joins = word.is_any(&["-", "&"]) && !name.is_empty();
            // "our extended-stay portfolio": what a hyphen joins to a name belongs to it.
            let compound = std::mem::replace(&mut hyphened, joins && word.is("-"))
                && word.text.chars().all(char::is_alphabetic);
            // "our coating and sealing division": one part with two names.
            let adds = formal && word.is("and") && !name.is_empty();
            // A lower-case word before a capitalised name qualifies it: "our newly acquired Acme business".
            let qualifies =
                capitals && !word.is_capitalised() && !joins && !word.is_any(&["and", "of"]);
            // "the highly attractive coatings market": an adverb begins what only describes.
            let describes = lower.ends_with("ly") && !name.is_empty() && !is_name;
            if describes {
                determined = true;
                break;
            }
            if name.len() >= 5 || qualifies || !(joins || adds || is_name || compound) {
                determined = qualifies || word.is_any(&["in", "for"]);
                break;
            }
            if !joins {
                capitals = word.is_capitalised();
                name.insert(0, lower.into_owned());
            }
        }
        let begins_with_and = name.first().is_some_and(|first| first == "and");
        // "the hardest hit segment" describes one, and names none.
        let superlative = name.iter().any(|word| {
            word.ends_with("est")
                && !["west", "midwest", "southwest", "northwest"].contains(&word.as_str())
        });
        if determined && !begins_with_and && !superlative { name } else { Vec::new() }
    }

    /// Can the word be part of a name? Before a formal head (`segment`) verbal forms can: `streaming segment`.
    pub(super) fn names_something(&self, lower: &str, formal: bool) -> bool {
        lower.chars().next().is_some_and(char::is_alphabetic)
            && !Sets::of_lower(lower).has(Sets::NEVER.and(Sets::HEADS))
            && !self.company.contains(lower)
            && (formal || !lower.ends_with("ing") || FILE.nouns.contains(lower))
            && (formal || !lower.ends_with("ed"))
            && (!lower.ends_with("ly")
                || ["supply", "family", "assembly", "italy"].contains(&lower))
    }

    fn add(&mut self, name: Vec<String>) {
        if let Some(first) = name.first()
            && !self.names.0.contains_key(first)
            && let Some(known) = NAMES.0.get(first)
        {
            self.names.0.insert(first.clone(), known.clone());
        }
        self.names.add(name);
    }

    /// The sets of marks, of which those of single words are of `words`, with the sets of the call.
    pub(super) fn sets(&self, marks: &[Mark<'_>], words: &[Word<'_>]) -> Vec<Sets> {
        let mut words = words.iter().peekable();
        let sets = marks.iter().map(|mark| {
            while words.next_if(|word| word.span.start < mark.span.start).is_some() {}
            let sets = match words.peek().filter(|word| word.span == mark.span) {
                Some(word) => word.sets,
                None => Sets::of(mark.text),
            };
            let own = if mark.text.is_ascii() {
                self.own.get(mark.text)
            } else {
                self.own.get(&mark.text.to_lowercase())
            };
            own.map_or(sets, |own| sets.and(*own))
        });
        sets.collect()
    }

    /// What follows the word, in lower case, in the names that begin with it, the longest first.
    pub(super) fn behind(&self, first: &str) -> Option<&Vec<Vec<String>>> {
        self.names.0.get(first).or_else(|| NAMES.0.get(first))
    }

    /// Is it the name of a part, as the vocabulary or the call has it?
    pub(crate) fn knows(&self, name: &str) -> bool {
        let lower = lower(name);
        let mut words = lower.split([' ', '-']);
        let Some(rests) = words.next().and_then(|first| self.behind(first)) else {
            return false;
        };
        rests.iter().any(|known| known.iter().map(String::as_str).eq(words.clone()))
    }

    /// The part that is named in what is counted: `Acme` in `5,300 Acme package customers`.
    pub(crate) fn in_unit(&self, counted: &str) -> Option<String> {
        let words = words(counted);
        let known = |at: usize| {
            let one = words.get(at)?.text;
            // "240 company-owned restaurants"
            let joined = || {
                let second =
                    words.get(at + 1).filter(|hyphen| hyphen.is("-")).and(words.get(at + 2))?;
                Some(format!("{one}-{}", second.text)).filter(|name| self.knows(name))
            };
            if let Some(joined) = joined() {
                return Some(joined);
            }
            let two = words.get(at + 1).map(|next| format!("{one} {}", next.text));
            let named = || {
                self.knows(one) || (is_capitalised(one) && self.names_something(&lower(one), false))
            };
            two.filter(|two| self.knows(two)).or_else(|| named().then(|| one.to_owned()))
        };
        (0..words.len().saturating_sub(1)).find_map(known)
    }

    /// Is the word, in lower case, in no set, no phrase and no name of a metric?
    pub(crate) fn is_no_word(lower: &str) -> bool {
        let known = known(lower);
        known.sets == Sets::NONE && known.phrases.is_none() && known.metric.is_none()
    }

    /// Can the word, in lower case, be part of a part's name?
    pub(crate) fn may_name(&self, lower: &str) -> bool {
        self.names_something(lower, true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                               expected: metric/scope
        ("Our Aftermarket segment posted strong demand. Aftermarket revenue was $12 million.", "$12 million: revenue/Aftermarket"),
        ("We are proud of our Greenhouse division. Greenhouse sales grew 6%.",                 "6%: revenue/Greenhouse"),
        ("Revenue in the Marine Coatings business was $27 million.",                           "$27 million: revenue/Marine Coatings"),
        ("Our streaming segment reported revenue of $9 million.",                              "$9 million: revenue/streaming"),
        ("European revenue grew 3%.",                                                          "3%: revenue/European"),
        ("Our overall business had revenue of $50 million.",                                   "$50 million: revenue/total"),
        ("Companion animal revenue grew 12%.",                                                 "12%: revenue/Companion animal"),
        ("Contract manufacturing sales grew 8%.",                                              "8%: revenue/Contract manufacturing"),
        ("Additional revenue was $8 million.",                                                 "$8 million: revenue/total"),
        ("Strong revenue growth of 7% continued.",                                             "7%: revenue/total"),
        ("Quarterly revenue was $50 million.",                                                 "$50 million: revenue/total"),
        ("Foreign exchange reduced revenue by 2%.",                                            "2%: revenue/total"),
    ];

    /// A word that stands twice, or not in lower case, would never be found or be edited in one place only.
    #[test]
    fn every_row_proves_itself() {
        let sets: toml::Table = toml::from_str(include_str!("../../grammar/scopes.toml")).unwrap();
        for (name, set) in &sets {
            let mut seen = std::collections::BTreeSet::new();
            for word in set.as_array().unwrap().iter().map(|word| word.as_str().unwrap()) {
                assert_eq!(word, word.to_lowercase(), "{name}: words are in lower case");
                assert!(seen.insert(word), "{name} has {word:?} twice");
            }
        }
    }

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
