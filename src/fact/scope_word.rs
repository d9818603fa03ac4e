//! What the rules of scopes know of a word by itself, found by one lookup.
//!
//! In:  a word. Out: the [`Sets`] that it is in. Not here: the rules (`scope.rs`, `scope_mark.rs`, `scope_form.rs`).

use std::borrow::Cow;

use super::lexicon::{Known, known};
use super::scope::{FILE, FORMAL_HEADS, GREETINGS, GREETINGS_END, STRONG_HEADS};
use super::scope_evidence::{BEFORE_NOUN, MOVED, OF_NOUN, WAS};
use super::scope_form::OPENERS;
use super::word::is_capitalised;

/// Sets of words, of which a word may be in several.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sets(u32);

impl Sets {
    pub(super) const NEVER: Self = Self(1);
    pub(super) const TITLES: Self = Self(1 << 1);
    pub(super) const HEADS: Self = Self(1 << 2);
    pub(super) const STRONG_HEADS: Self = Self(1 << 3);
    pub(super) const FORMAL_HEADS: Self = Self(1 << 4);
    pub(super) const OWNED: Self = Self(1 << 5);
    pub(super) const IN_NAMES: Self = Self(1 << 6);
    /// Names of parts that every company may have.
    pub(super) const NAMES: Self = Self(1 << 7);
    /// First words of what names the whole company.
    pub(super) const OPENS_WHOLE: Self = Self(1 << 8);
    pub(super) const GREETINGS: Self = Self(1 << 9);
    /// Last words of greetings of two words.
    pub(super) const GREETINGS_END: Self = Self(1 << 10);
    pub(super) const BEFORE_NOUN: Self = Self(1 << 11);
    pub(super) const OF_NOUN: Self = Self(1 << 12);
    /// `was`, `grew`.
    pub(super) const MOVES: Self = Self(1 << 13);
    /// Words behind which a part may be named by its form.
    pub(super) const LEADS: Self = Self(1 << 15);
    /// First words of what opens a sentence with a part: `As for marine, …`.
    pub(super) const OPENERS: Self = Self(1 << 16);
    /// First words of names that are known: of the words of a call.
    pub(super) const OPENS_NAME: Self = Self(1 << 17);
    /// Words of the company's own name: of the words of a call.
    pub(super) const COMPANY: Self = Self(1 << 18);
    /// Written like a name, with a capital letter: of the word as it stands.
    pub(super) const CAPITALISED: Self = Self(1 << 14);
    /// With characters that are no letters and digits of ASCII: of the word as it stands.
    pub(super) const MIXED: Self = Self(1 << 19);
    /// Words of which the names of metrics are not made as they stand (`phrase/canonical.rs`).
    pub(super) const REWRITTEN: Self = Self(1 << 20);
    /// First words of heads of two words.
    pub(super) const OPENS_HEAD: Self = Self(1 << 21);
    pub(super) const NONE: Self = Self(0);

    /// The sets of a word or phrase, whatever its case.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() { Self::of_lower(text) } else { Self::of_lower(&text.to_lowercase()) }
    }

    /// The sets of a word or phrase whose letters beyond ASCII are in lower case.
    pub(super) fn of_lower(lower: &str) -> Self {
        known(lower).sets
    }

    /// The sets of a word of which this is known, with the one of words that are written like names.
    pub(super) fn as_written(text: &str, known: &Known) -> Self {
        if is_lower(text) {
            return known.sets;
        }
        let sets = if text.is_ascii() { known.sets } else { Self::of(text) };
        if is_capitalised(text) { sets.and(Self::CAPITALISED) } else { sets }
    }

    /// Is the word in one of these sets?
    pub(super) fn has(self, sets: Self) -> bool {
        self.0 & sets.0 != 0
    }

    pub(super) const fn and(self, sets: Self) -> Self {
        Self(self.0 | sets.0)
    }
}

/// Words behind which a part may be named by its form: determiners, `to`, and what a clause begins with.
const LEADS: [&str; 11] =
    ["our", "the", "a", "an", "to", "and", "while", "but", "whereas", "with", "as"];

/// Calls `each` with each word that is in a set, and with the set.
pub(super) fn each(mut each: impl FnMut(&'static str, Sets)) {
    let mut put = |words: &mut dyn Iterator<Item = &'static str>, set: Sets| {
        for word in words {
            each(word, set);
        }
    };
    let file = &*FILE;
    put(&mut file.never.iter().map(String::as_str), Sets::NEVER);
    put(&mut file.titles.iter().map(String::as_str), Sets::TITLES);
    put(&mut file.heads.iter().map(String::as_str), Sets::HEADS);
    let pairs = file.heads.iter().filter_map(|head| head.split_once(' '));
    put(&mut pairs.map(|(first, _)| first), Sets::OPENS_HEAD);
    put(&mut file.owned.iter().map(String::as_str), Sets::OWNED);
    put(&mut file.in_names.iter().map(String::as_str), Sets::IN_NAMES);
    put(&mut file.names.iter().map(String::as_str), Sets::NAMES);
    let whole = file.whole.iter().filter_map(|phrase| phrase.split([' ', '-']).next());
    put(&mut whole.chain(["company", "group"]), Sets::OPENS_WHOLE);
    put(&mut STRONG_HEADS.into_iter(), Sets::STRONG_HEADS);
    put(&mut FORMAL_HEADS.into_iter(), Sets::FORMAL_HEADS);
    put(&mut GREETINGS.into_iter(), Sets::GREETINGS);
    put(&mut GREETINGS_END.into_iter().map(|[_, end]| end), Sets::GREETINGS_END);
    put(&mut BEFORE_NOUN.into_iter(), Sets::BEFORE_NOUN);
    put(&mut OF_NOUN.into_iter(), Sets::OF_NOUN);
    put(&mut MOVED.into_iter().chain(WAS), Sets::MOVES);
    put(&mut LEADS.into_iter(), Sets::LEADS);
    put(&mut OPENERS.into_iter().filter_map(|opener| opener.first().copied()), Sets::OPENERS);
    let names = file.names.iter().filter_map(|name| name.split([' ', '-']).next());
    put(&mut names.chain(["us"]), Sets::OPENS_NAME);
}

/// In lower case; most words of a text are so already and are not copied.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if is_lower(text) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// ASCII without capital letters?
fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Sets)] = &[
        // given         expected
        ("Segment",      Sets::HEADS.and(Sets::STRONG_HEADS).and(Sets::FORMAL_HEADS).and(Sets::CAPITALISED)),
        ("grew",         Sets::NEVER.and(Sets::MOVES)),
        ("Elmsworth",    Sets::CAPITALISED),
        ("\u{c9}lan",    Sets::CAPITALISED),
        ("\u{e9}lan",    Sets(0)),
        ("2020",         Sets(0)),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(Sets::as_written(given, known(given)), *expected, "given: {given}");
            assert_eq!(Sets::of(given).and(Sets::CAPITALISED), expected.and(Sets::CAPITALISED));
            assert_eq!(
                Sets::as_written(given, known(given)).has(Sets::CAPITALISED),
                is_capitalised(given)
            );
        }
    }
}
