//! Places where a call names its parts without a head: `dental sales`, `growth in dental`, `dental grew 6%`.
//!
//! In:  the words of a passage. Out: how often each name stood in such a place.
//! Not here: names before a head or with a capital (`scope.rs`), finding names in a sentence (`scope_mark.rs`).
//!
//! One such place proves little ("growth in wages"); a name that comes back in them is one of the call's own.

use rustc_hash::FxHashMap;

use super::scope::{Scopes, Words, is_adjective};
use super::scope_word::{Sets, lower};
use super::word::Word;

/// How often each name stood where a part is named.
pub(super) type Evidence = FxHashMap<Vec<String>, usize>;

/// Nouns before which a call repeats the names of its parts.
pub(super) const BEFORE_NOUN: [&str; 7] =
    ["sales", "revenue", "revenues", "comps", "loans", "deposits", "bookings"];

/// Nouns of which a part is named behind a preposition: `orders for dental`.
pub(super) const OF_NOUN: [&str; 12] = [
    "sales", "revenue", "revenues", "orders", "bookings", "backlog", "growth", "margin", "margins",
    "ebitda", "demand", "declines",
];

/// Longest name that is learned so.
const LONGEST: usize = 3;

/// Counts the names in `words` that stand where a part is named.
pub(super) fn count(scopes: &Scopes, said: &Words<'_>, seen: &mut Evidence) {
    let words = said.words;
    // The names that begin before it were looked at.
    let mut done = 0;
    for (at, word) in said.places(Sets::BEFORE_NOUN.and(Sets::OF_NOUN).and(Sets::MOVES)) {
        if word.sets.has(Sets::BEFORE_NOUN) {
            let first = words.get(..at).unwrap_or_default().iter().rev();
            let length = first.take(1).take_while(|word| names(scopes, word)).count();
            let describes = |word: &Word<'_>| is_adjective(&lower(word.text));
            if !at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(describes) {
                add(scopes, words, at - length, at, seen);
            }
        }
        if word.sets.has(Sets::OF_NOUN)
            && words.get(at + 1).is_some_and(|next| next.is_any(&["in", "for", "of", "from"]))
        {
            let our = words.get(at + 2).is_some_and(|word| word.is_any(&["our", "the"]));
            let start = if our { at + 3 } else { at + 2 };
            let end = name_end(scopes, words, start);
            if is_closed(words, end) {
                add(scopes, words, start, end, seen);
            }
        }
        // What moves stands behind a name of one word or more.
        if word.sets.has(Sets::MOVES) {
            for start in at.saturating_sub(LONGEST).max(done)..at {
                let before = start.checked_sub(1).and_then(|before| words.get(before));
                let opens =
                    before.is_none_or(|before| before.is_any(&[".", ",", "and", "while", "with"]));
                if opens {
                    let end = name_end(scopes, words, start);
                    if moves(words, end) {
                        add(scopes, words, start, end, seen);
                    }
                }
            }
            done = at;
        }
    }
}

fn add(scopes: &Scopes, words: &[Word<'_>], start: usize, end: usize, seen: &mut Evidence) {
    let name: Vec<String> = words
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(|word| word.text.to_lowercase())
        .collect();
    if !name.is_empty() && !name.iter().any(|word| scopes.people.contains(word)) {
        let count = seen.entry(name).or_default();
        *count = count.saturating_add(1);
    }
}

fn names(scopes: &Scopes, word: &Word<'_>) -> bool {
    scopes.names_something(&lower(word.text), word.text.ends_with("ing"))
}

/// The end of the words at `start` that may name a part.
fn name_end(scopes: &Scopes, words: &[Word<'_>], start: usize) -> usize {
    let rest = words.get(start..).unwrap_or_default();
    start + rest.iter().take(LONGEST).take_while(|word| names(scopes, word)).count()
}

/// Does the noun phrase end at `end`?
fn is_closed(words: &[Word<'_>], end: usize) -> bool {
    words.get(end).is_none_or(|next| next.is_any(&[".", ",", "and", "was", "were"]))
        || moves(words, end)
}

/// Verbs of movement, and what may stand before the words of one: `was up`.
pub(super) const MOVED: [&str; 8] =
    ["grew", "declined", "increased", "decreased", "rose", "fell", "up", "down"];
pub(super) const WAS: [&str; 2] = ["was", "were"];

/// Does a movement follow, and its number: `grew 6%`, `was up mid-single digits`?
fn moves(words: &[Word<'_>], end: usize) -> bool {
    let mut rest = words.iter().skip(end);
    let mut verb = rest.next();
    if verb.is_some_and(|word| word.is_any(&WAS)) {
        verb = rest.next();
    }
    verb.is_some_and(|word| word.is_any(&MOVED))
        && rest.next().is_some_and(|next| {
            next.text.starts_with(|first: char| first.is_ascii_digit())
                || next.is_any(&[
                    "by",
                    "approximately",
                    "about",
                    "low",
                    "mid",
                    "high",
                    "double",
                    "nearly",
                ])
        })
}
