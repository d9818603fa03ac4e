//! The numbers of translated paragraphs, beside those of their originals.
//!
//! In:  a [`Transcript`] and its facts. Out: [`Pair`]s for the checks, which see no text.
//! Not here: whether the two agree (`check/translation`).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::{Direction, Pair, Said};
use crate::fact::Fact;
use crate::quantity::{Kind, Quantity, Reason, scan};
use crate::span::Span;
use crate::transcript::{Passage, PassageKind, Transcript};

/// Words of direction in one language, and how far before a number they may stand.
struct Words {
    up: &'static [&'static str],
    down: &'static [&'static str],
    /// A loss that shrinks: words of direction prove nothing in its sentence.
    loss: &'static [&'static str],
    /// In bytes.
    reach: usize,
    /// What ends the stretch in which a word belongs to the number.
    stops: &'static [char],
}

const ENGLISH: Words = Words {
    // Verbs and `up`, `down` only: the nouns name what moves ("revenue growth fell").
    up: &["up", "grew", "increased", "increasing", "rose", "raised", "improved", "expanded"],
    down: &["down", "reduced", "reduce", "reducing", "decreased", "declined", "fell", "lowered"],
    loss: &["loss", "losses", "lost"],
    reach: 120,
    stops: &['.', ';', '?', '!'],
};

const CHINESE: Words = Words {
    up: &["增長", "成長", "增加", "上升", "提高", "提升", "上漲", "增长", "成长", "上涨"],
    down: &["下降", "減少", "降低", "下滑", "下跌", "衰退", "减少"],
    loss: &["虧損", "亏损", "損失"],
    reach: 12,
    stops: &['，', ',', '。', '；', ';', '、'],
};

/// What follows a numeral that is counted: the general measure word, centuries.
const COUNTED: &[&str] = &["個", "个", "世紀", "世纪"];

/// Words that join two numerals to a range.
const JOINTS: &[&str] = &["to", "through", "-", "–", "年至", "至", "年到", "到"];

/// Each paragraph that has a translation, with the numbers of both.
pub(crate) fn pairs<'f>(transcript: &Transcript, facts: &'f [Fact]) -> Vec<Pair<'f>> {
    let mut of_passage: BTreeMap<usize, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        of_passage.entry(fact.passage).or_default().push(fact);
    }
    let mut pairs = Vec::new();
    for translation in &transcript.passages {
        let PassageKind::Translation(of) = translation.kind else { continue };
        let Some(original) = transcript.passages.get(of) else { continue };
        pairs.push(Pair {
            call_id: facts.first().map_or(String::new(), |fact| fact.call_id.to_string()),
            source_file: transcript.name.clone(),
            line: original.line,
            line_translated: translation.line,
            facts: of_passage.get(&of).cloned().unwrap_or_default(),
            original: said(transcript, original, &ENGLISH),
            translated: said(transcript, translation, &CHINESE),
        });
    }
    pairs
}

/// All numerals of a passage, in the order of the text.
fn said(transcript: &Transcript, passage: &Passage, words: &Words) -> Vec<Said> {
    let text = transcript.passage_text(passage);
    let read = scan(text);
    let mut numerals: Vec<(Span, Option<Quantity>, Option<Reason>)> = Vec::new();
    numerals.extend(read.quantities.into_iter().map(|said| (said.span, Some(said), None)));
    numerals.extend(read.skipped.into_iter().map(|said| (said.span, None, Some(said.reason))));
    numerals.sort_by_key(|(span, _, _)| *span);
    let mut before = 0;
    let mut found = Vec::new();
    for (span, quantity, reason) in numerals {
        let quote = span.of(text).to_owned();
        let value = match (&quantity, reason) {
            (Some(quantity), _) => Some((quantity.low, quantity.high)),
            (None, Some(reason)) => number(&quote, reason).map(|value| (value, value)),
            (None, None) => None,
        };
        let between = text.get(before..span.start).unwrap_or_default();
        let behind = text.get(span.end..).unwrap_or_default().trim_start();
        let unit = quantity.as_ref().map_or("", |quantity| quantity.unit.as_str());
        let counted =
            |word: &str| behind.starts_with(word) || unit.starts_with(word) || quote.contains(word);
        found.push(Said {
            value,
            kind: quantity
                .as_ref()
                .map(|quantity| quantity.kind)
                .filter(|kind| *kind != Kind::Bare),
            reason,
            direction: direction(text, before, span.start, words),
            at: passage.span.start + span.start,
            named: text
                .get(span.end..)
                .is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_alphabetic())),
            joined: JOINTS.contains(&between.trim()),
            counted: COUNTED.iter().any(|word| counted(word)) && !quote.contains("基"),
            quote,
        });
        before = span.end;
    }
    found
}

/// The first number in a text of digits; `'24` as a year is 2024.
fn number(text: &str, reason: Reason) -> Option<Decimal> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    let value: Decimal = digits.trim_end_matches('.').parse().ok()?;
    if reason == Reason::Year && value < Decimal::ONE_HUNDRED {
        return value.checked_add(Decimal::from(2000));
    }
    Some(value)
}

/// The nearest direction word between the numeral before and this one, in its own clause.
fn direction(text: &str, before: usize, start: usize, words: &Words) -> Option<Direction> {
    let stretch = text.get(before..start)?.rsplit(words.stops).next()?.to_lowercase();
    if words.loss.iter().any(|word| stretch.contains(word)) {
        return None;
    }
    let nearest = |list: &[&str]| {
        let ends = list.iter().filter_map(|word| last_word(&stretch, word));
        ends.max().filter(|end| stretch.len() - end <= words.reach)
    };
    match (nearest(words.up), nearest(words.down)) {
        (None, None) => None,
        (up, down) if up > down => Some(Direction::Up),
        _ => Some(Direction::Down),
    }
}

/// Where the last `word` ends that is no part of a longer Latin word.
fn last_word(text: &str, word: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let whole = |at: &usize| {
        let (before, after) = (text.get(..*at), text.get(at + word.len()..));
        !letter(before.and_then(|text| text.chars().next_back()))
            && !letter(after.and_then(|text| text.chars().next()))
    };
    text.match_indices(word).map(|(at, _)| at).filter(whole).last().map(|at| at + word.len())
}
