//! The files of phrases that tie figures to their sentences, as people write them.
//!
//! In:  files of the form of `grammar/clauses.toml`. Out: their phrases, [`made_ready`]. Not here: finding them (`phrase_book.rs`).
//!
//! For the build script, and the test that proves the rows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::label::{Basis, Compare};
use super::phrase_ready::{First, Known, Phrases, first_word, second};
use super::phrase_sense::{Direction, Effect, Form, Outlook, Sense};
use crate::phrase::expand;

/// The files, in the order in which their phrases get their senses.
pub(super) const FILES: [&str; 6] =
    ["bases", "comparisons", "directions", "outlook", "causes", "clauses"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) phrase: Vec<Row>,
}

/// One row of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    sense: String,
    form: Option<Form>,
    /// Phrases; `{a|b|}` stands for each of its choices.
    pub(super) words: Vec<String>,
    /// The words stand for the sense only in front of one of these.
    #[serde(default)]
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) examples: Vec<String>,
    #[serde(default)]
    pub(super) rejects: Vec<String>,
}

/// The phrases of files.
///
/// # Errors
/// A sense that does not exist.
pub(super) fn made_ready(files: &[File]) -> Result<Phrases<'static>, String> {
    let mut order: Vec<String> = Vec::new();
    let mut senses: Vec<Vec<Sense>> = Vec::new();
    let mut before: Vec<&[String]> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for row in files.iter().flat_map(|file| &file.phrase) {
        let sense = row.sense().ok_or_else(|| format!("unknown sense {:?}", row.sense))?;
        // "and we expect" is the outlook "we expect", behind the break "and we".
        let outlook = matches!(sense, Sense::Outlook(_));
        let joined = row.words.iter().filter(|word| outlook && word.starts_with("we"));
        let joined: Vec<String> = joined.map(|word| format!("and {word}")).collect();
        for word in row.words.iter().flat_map(|word| expand(word)).chain(joined) {
            let at = *place.entry(word.clone()).or_insert_with(|| {
                order.push(word);
                senses.push(Vec::new());
                before.push(&row.before);
                senses.len() - 1
            });
            if let Some(known) = senses.get_mut(at)
                && !known.contains(&sense)
            {
                known.push(sense);
                if outlook && order.get(at).is_some_and(|word| word.starts_with("and we")) {
                    known.push(Sense::Break);
                }
            }
        }
    }
    let mut phrases = Phrases::default();
    let mut by_first: BTreeMap<&str, Vec<Known<'_>>> = BTreeMap::new();
    for ((word, senses), before) in order.iter().zip(senses).zip(before) {
        let (first, rest) = word.split_at(first_word(word));
        by_first.entry(first).or_default().push(Known {
            rest: rest.to_owned().into(),
            senses: number_of(&mut phrases.senses, senses),
            before: number_of(&mut phrases.before, before.to_vec()),
        });
    }
    phrases.firsts = by_first.into_iter().map(|(word, known)| first(word, known)).collect();
    Ok(phrases)
}

/// The phrases that begin with `word`.
fn first(word: &str, mut known: Vec<Known<'static>>) -> First<'static> {
    let second_of = |known: &Known<'_>| known.rest.as_bytes().get(1).map(|byte| second(*byte));
    known.sort_by_key(|known| (second_of(known).unwrap_or(u8::MAX), Reverse(known.rest.len())));
    let (mut seconds, mut starts) = (0_u32, Vec::new());
    for (place, one) in known.iter().enumerate() {
        if let Some(second) = second_of(one).filter(|second| seconds >> second & 1 == 0) {
            seconds |= 1 << second;
            starts.push(place);
        }
    }
    starts.push(known.partition_point(|known| second_of(known).is_some()));
    First { word: word.to_owned().into(), known, seconds, starts }
}

/// Which of the lists is this one? The last, when it is new.
fn number_of<T: PartialEq>(lists: &mut Vec<T>, list: T) -> usize {
    lists.iter().position(|known| *known == list).unwrap_or_else(|| {
        lists.push(list);
        lists.len() - 1
    })
}

impl Row {
    /// What its words do; `None` where there is no such sense.
    pub(super) fn sense(&self) -> Option<Sense> {
        let form = self.form;
        Some(match self.sense.as_str() {
            "gaap" => Sense::Basis(Basis::Gaap),
            "non_gaap" => Sense::Basis(Basis::NonGaap),
            "organic" => Sense::Basis(Basis::Organic),
            "reported" => Sense::Basis(Basis::Reported),
            "constant_currency" => Sense::Basis(Basis::ConstantCurrency),
            "yoy" => Sense::Compare(Compare::Yoy),
            "qoq" => Sense::Compare(Compare::Qoq),
            "other" => Sense::Compare(Compare::Other),
            "up" => Sense::Move(Direction::Up, form?),
            "down" => Sense::Move(Direction::Down, form?),
            "better" => Sense::Move(Direction::Better, form?),
            "worse" => Sense::Move(Direction::Worse, form?),
            "tailwind" => Sense::Effect(Effect::Tailwind, form?),
            "headwind" => Sense::Effect(Effect::Headwind, form?),
            "impact" => Sense::Effect(Effect::Impact, form?),
            "includes" => Sense::Effect(Effect::Includes, form?),
            "outlook_verb" => Sense::Outlook(Outlook::Verb),
            "outlook_noun" => Sense::Outlook(Outlook::Noun),
            "outlook_report" => Sense::Outlook(Outlook::Report),
            "share_verb" => Sense::ShareVerb,
            "versus" => Sense::Versus,
            "from" => Sense::From,
            "cause" => Sense::Cause,
            "break" => Sense::Break,
            "copula" => Sense::Copula,
            "pronoun" => Sense::Pronoun,
            "respectively" => Sense::Respectively,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_sense_is_named() {
        let rows = "[[phrase]]\nsense = \"upp\"\nwords = [\"x\"]";
        let error = made_ready(&[toml::from_str(rows).unwrap()]);
        assert_eq!(error.err().unwrap(), "unknown sense \"upp\"");
    }

    #[test]
    fn phrases_are_kept_by_their_second_words_and_share_their_senses() {
        let rows = "[[phrase]]\nsense = \"from\"\nwords = [\"from\", \"from.\", \"from {last|this} year\", \"from lower\"]";
        let phrases = made_ready(&[toml::from_str(rows).unwrap()]).unwrap();
        let [first] = &phrases.firsts[..] else { panic!("one first word") };
        let before = |rest: &str| {
            let rests = first.before(rest.as_bytes()).map(|known| &*known.rest);
            rests.collect::<Vec<_>>().join("|")
        };
        assert_eq!(before(" last"), " last year| lower|.|");
        assert_eq!(before(" This"), " this year|.|");
        assert_eq!(before(" our"), ".|");
        assert_eq!(before("  this"), " last year| lower| this year|.|");
        assert_eq!(before("."), ".|");
        assert_eq!((phrases.senses, phrases.before), (vec![vec![Sense::From]], vec![vec![]]));
    }
}
