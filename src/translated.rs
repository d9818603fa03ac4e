//! The numbers of translated paragraphs, beside those of their originals.
//!
//! In:  a [`Transcript`] and its facts. Out: [`Pair`]s for the checks, which see no text.
//! Not here: whether the two agree (`check/translation`).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::{Direction, Pair, Said};
use crate::fact::Fact;
use crate::quantity::{Reason, scan};
use crate::span::Span;
use crate::transcript::{Passage, PassageKind, Transcript};

/// Words of growth, nearest to the number wins.
const UP: &[&str] =
    &["增長", "成長", "增加", "上升", "提高", "提升", "上漲", "增长", "成长", "上涨"];
/// Words of decline.
const DOWN: &[&str] = &["下降", "減少", "降低", "下滑", "下跌", "衰退", "减少"];
/// A loss that shrinks: words of direction are not to be trusted beside it.
const LOSS: &[&str] = &["虧損", "亏损", "損失"];
/// A direction word this many bytes before its number, or less.
const REACH: usize = 12;

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
            call_id: facts.first().map_or(String::new(), |fact| fact.call_id.clone()),
            source_file: transcript.name.clone(),
            line: original.line,
            line_translated: translation.line,
            facts: of_passage.get(&of).cloned().unwrap_or_default(),
            original: said(transcript, original),
            translated: said(transcript, translation),
        });
    }
    pairs
}

/// All numerals of a passage, in the order of the text.
fn said(transcript: &Transcript, passage: &Passage) -> Vec<Said> {
    let text = transcript.passage_text(passage);
    let read = scan(text);
    let mut found: Vec<(Span, Said)> = Vec::new();
    for quantity in read.quantities {
        let said = Said {
            quote: quantity.span.of(text).to_owned(),
            value: Some((quantity.low, quantity.high)),
            kind: Some(quantity.kind),
            reason: None,
            direction: direction(text, quantity.hedged),
        };
        found.push((quantity.span, said));
    }
    for skipped in read.skipped {
        let quote = skipped.span.of(text).to_owned();
        let value = number(&quote, skipped.reason);
        let said = Said {
            quote,
            value: value.map(|value| (value, value)),
            kind: None,
            reason: Some(skipped.reason),
            direction: None,
        };
        found.push((skipped.span, said));
    }
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, said)| said).collect()
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

/// The direction word right before a number, in its own clause.
fn direction(text: &str, span: Span) -> Option<Direction> {
    let before = text.get(..span.start)?;
    let clause = before.rsplit(['，', ',', '。', '；', ';', '、']).next()?;
    if LOSS.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let nearest = |words: &[&str]| {
        let ends = words.iter().filter_map(|word| clause.rfind(word).map(|at| at + word.len()));
        ends.max().filter(|end| clause.len() - end <= REACH)
    };
    match (nearest(UP), nearest(DOWN)) {
        (None, None) => None,
        (up, down) if up > down => Some(Direction::Up),
        _ => Some(Direction::Down),
    }
}
