//! A sentence as the binding sees it: words, quantities, and what the vocabularies recognise between them.
//!
//! In:  a sentence and its quantities. Out: [`Mark`]s in the order of the text, none overlapping.
//! Not here: what belongs together (`bind.rs`).

use super::hesitation::without_hesitations;
use super::metric::{Metrics, Polarity};
use super::metric_mention::MetricMention;
use super::period_phrase::period_phrases;
use super::phrase_book::{Direction, Effect, Form, Outlook, Sense, phrases};
use super::when::When;
use super::word::{Sentence, Word, ends_with, is_same, starts_with};
use super::word_sets::WORDS;
use crate::quantity::Quantity;
use crate::span::Span;

/// One piece of a sentence; spans count from the sentence's first byte.
#[derive(Clone, Debug)]
pub(crate) struct Mark<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    pub(crate) is: Is<'t>,
}

/// What a piece of a sentence is.
#[derive(Clone, Debug)]
pub(crate) enum Is<'t> {
    /// Index into the quantities of the sentence.
    Quantity(usize),
    Metric(MetricMention<'static>),
    Period(When),
    Phrase(&'t [Sense]),
    /// A part of the company, by its name; empty for the whole company.
    Scope(String),
    Word,
    /// Punctuation.
    Sign,
}

impl Mark<'_> {
    #[inline]
    pub(crate) fn is(&self, word: &str) -> bool {
        is_same(self.text, word)
    }

    #[inline(always)]
    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Does it begin with `head`, whatever the case?
    pub(crate) fn starts_with(&self, head: &str) -> bool {
        starts_with(self.text, head)
    }

    /// Does it end with `tail`, whatever the case?
    pub(crate) fn ends_with(&self, tail: &str) -> bool {
        ends_with(self.text, tail)
    }

    /// Is one of its words, which blanks and hyphens part, one of these, whatever the case?
    pub(crate) fn holds_any(&self, words: &[&str]) -> bool {
        self.words().any(|word| words.iter().any(|other| is_same(word, other)))
    }

    /// Its words, which blanks and hyphens part.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split([' ', '-'])
    }

    /// The first of these.
    pub(crate) fn first_word(&self) -> &str {
        let end = self.text.bytes().position(|byte| matches!(byte, b' ' | b'-'));
        end.and_then(|end| self.text.get(..end)).unwrap_or(self.text)
    }

    pub(crate) fn has(&self, sense: Sense) -> bool {
        matches!(self.is, Is::Phrase(senses) if senses.contains(&sense))
    }

    /// The direction of a phrase of movement in one of these forms.
    pub(crate) fn direction(&self, forms: &[Form]) -> Option<Direction> {
        let Is::Phrase(senses) = self.is else { return None };
        senses.iter().find_map(|sense| match sense {
            Sense::Move(direction, form) if forms.contains(form) => Some(*direction),
            _ => None,
        })
    }

    /// The effect of a phrase of cause in this form.
    pub(crate) fn effect(&self, wanted: Form) -> Option<Effect> {
        let Is::Phrase(senses) = self.is else { return None };
        senses.iter().find_map(|sense| match sense {
            Sense::Effect(effect, form) if *form == wanted => Some(*effect),
            _ => None,
        })
    }

    pub(crate) fn outlook(&self) -> Option<Outlook> {
        let Is::Phrase(senses) = self.is else { return None };
        senses.iter().find_map(|sense| match sense {
            Sense::Outlook(outlook) => Some(*outlook),
            _ => None,
        })
    }

    pub(crate) fn is_quantity(&self) -> bool {
        matches!(self.is, Is::Quantity(_))
    }
}

/// Cuts a sentence into marks. `quantities` have spans that count from the sentence's first byte.
pub(crate) fn marks<'t>(sentence: Sentence<'t>, quantities: &[Quantity]) -> Vec<Mark<'t>> {
    let metrics = Metrics::find_in(sentence);
    let Sentence { text: sentence, words } = sentence;
    let mut found: Vec<Mark<'t>> = Vec::new();
    let mut add = |span: Span, is: Is<'t>| found.push(Mark { span, text: span.of(sentence), is });
    for metric in metrics {
        // "growth" alone is a movement: of what, its sentence says.
        let text = metric.span.of(sentence);
        if !text.eq_ignore_ascii_case("growth") && !text.eq_ignore_ascii_case("growth rate") {
            add(metric.span, Is::Metric(metric));
        }
    }
    for period in period_phrases(words) {
        add(period.span, Is::Period(period.when));
    }
    for phrase in phrases(sentence, words) {
        add(phrase.span, Is::Phrase(phrase.senses));
    }
    drop_compounds(&mut found, words);
    found.retain(|mark| !quantities.iter().any(|quantity| quantity.span.overlaps(mark.span)));
    for (index, quantity) in quantities.iter().enumerate() {
        found.push(Mark {
            span: quantity.span,
            text: quantity.span.of(sentence),
            is: Is::Quantity(index),
        });
    }
    found.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut end = 0;
    found.retain(|mark| {
        let free = mark.span.start >= end;
        if free {
            end = mark.span.end;
        }
        free
    });
    let mut all = Vec::with_capacity(words.len());
    let mut rest = found.into_iter().peekable();
    for word in words {
        while let Some(mark) = rest.next_if(|mark| mark.span.start <= word.span.start) {
            all.push(mark);
        }
        if all.last().is_some_and(|mark: &Mark<'_>| mark.span.overlaps(word.span)) {
            continue;
        }
        if rest.peek().is_some_and(|mark| mark.span.overlaps(word.span)) {
            continue;
        }
        let is = if word.is_text() { Is::Word } else { Is::Sign };
        all.push(Mark { span: word.span, text: word.text, is });
    }
    all.extend(rest);
    without_hesitations(all)
}

/// Drops names of metrics that are only a part of another name: `liquidity` in `liquidity coverage ratio`, and a weak name
/// whose noun is qualified by one that the vocabulary does not know (`response rates`).
fn drop_compounds(found: &mut Vec<Mark<'_>>, words: &[Word<'_>]) {
    let taken: Vec<(Span, bool)> =
        found.iter().map(|mark| (mark.span, matches!(mark.is, Is::Metric(_)))).collect();
    let is_taken = |word: &Word<'_>| taken.iter().any(|(span, _)| span.overlaps(word.span));
    found.retain(|mark| {
        let Is::Metric(metric) = &mark.is else { return true };
        let next = words.get(words.partition_point(|word| word.span.start < mark.span.end));
        let headed = next.is_some_and(|word| WORDS.heads.has(word.text) && !is_taken(word));
        // "the recall cost us $11 million": a verb
        let acts = mark.ends_with("cost") && next.is_some_and(|word| word.is("us"));
        // "loan origination costs": what something costs or brings in fees is another figure of it.
        let charged = metric.metric.polarity != Polarity::LowerIsBetter
            && metric.metric.flow
            && next.is_some_and(|word| word.is_any(&["cost", "costs", "fee", "fees"]));
        let first = words.partition_point(|word| word.span.end <= mark.span.start);
        let back = |count: usize| first.checked_sub(count).and_then(|at| words.get(at));
        // "cash flow before changes in working capital was $9 million": what the figure is counted before.
        let left_out =
            (1..=3).filter_map(back).find(|word| word.is("before")).is_some_and(|before| {
                taken.iter().any(|(span, is_metric)| {
                    *is_metric && span.end < before.span.start && before.span.start <= span.end + 1
                })
            });
        let before = back(1);
        let before = if before.is_some_and(|word| word.is("-")) { back(2) } else { before };
        let qualified = metric.weak
            && before.is_some_and(|word| {
                word.is_text()
                    && !WORDS.qualifiers.has(word.text)
                    && !word.is_capitalised()
                    && !word.text.chars().any(|c| c.is_ascii_digit())
                    && !word.text.ends_with("ly")
                    && !is_taken(word)
            });
        !(headed || acts || charged || left_out || (qualified && metric.metric.id == "price"))
    });
}
