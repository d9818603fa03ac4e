//! Guidance or actual.
//!
//! In:  a [`Frame`]. Out: for each figure, whether a word of outlook governs it.
//! Not here: figures that are guidance by their period alone, or by the sentence before (`bind.rs`).

use super::clause::Lead;
use super::frame::Frame;
use super::mark::Is;
use super::phrase_book::{Outlook, Sense};

/// Verbs that report: after them a clause is no outlook any more.
pub(crate) const REPORTS: &[&str] = &[
    "was",
    "were",
    "came in at",
    "came in",
    "totaled",
    "totalled",
    "delivered",
    "generated",
    "reported",
    "recorded",
    "achieved",
    "grew",
    "increased",
    "declined",
    "decreased",
    "ended the quarter with",
    "ended the quarter at",
    "ended at",
    "reached",
    "had been",
    "repurchased",
    "finished at",
    "lost",
    "delivering",
    "generating",
    "reporting",
    "posting",
    "exceeded",
    "exceeding",
    "beat",
    "surpassed",
    "fell",
    "rose",
    "improved",
    "had",
];

/// For each figure of the frame: the mark of outlook that governs it.
pub(crate) fn outlook(frame: &Frame<'_>) -> Vec<Option<usize>> {
    let mut governed = Vec::with_capacity(frame.figures.len());
    let mut verb: Option<usize> = None;
    let mut noun: Option<usize> = None;
    let mut new_clause = false;
    let mut figures = frame.figures.iter();
    // "We exceeded our targets, delivering $5 million": the target is not what is told.
    let mut surpassed = false;
    for (at, mark) in frame.marks.iter().enumerate() {
        match &mark.is {
            Is::Word
                if mark.is_any(&[
                    "exceeded",
                    "exceeding",
                    "beat",
                    "beating",
                    "surpassed",
                    "surpassing",
                    "outperformed",
                    "topped",
                    "met",
                ]) =>
            {
                surpassed = true;
            }
            Is::Quantity(_) => {
                surpassed = false;
                let Some(figure) = figures.next() else { break };
                let tied = noun.is_some() || figure.before.outlook_noun || figure.tail.outlook_noun;
                let reference = matches!(figure.before.lead, Lead::From | Lead::Versus);
                let past = figure.tail.period.is_some_and(|when| when.is_past());
                let by = if past || (reference && !tied) { None } else { verb };
                governed.push(by.or(if tied && !past {
                    noun.or(Some(figure.place))
                } else {
                    None
                }));
                new_clause = false;
            }
            Is::Sign if mark.is_any(&[",", ";", ":"]) => {
                if !mark.is(":") {
                    noun = None;
                }
                new_clause = true;
                if mark.is(";") {
                    verb = None;
                }
            }
            Is::Phrase(_) => {
                match mark.outlook() {
                    Some(Outlook::Verb) => {
                        verb = Some(at);
                        continue;
                    }
                    Some(Outlook::Noun) if !surpassed => noun = Some(at),
                    Some(Outlook::Noun) => {}
                    Some(Outlook::Report) | None => {}
                }
                if mark.has(Sense::Break) {
                    noun = None;
                    new_clause = true;
                }
                let negated = mark.is_any(REPORTS);
                if negated
                    && (new_clause || noun.is_none())
                    && verb.is_none_or(|at_verb| at > at_verb + 1)
                {
                    verb = None;
                    if new_clause {
                        noun = None;
                    }
                }
            }
            _ => {}
        }
    }
    governed
}
