//! The account of numerals: each one of the source, with its facts or with the reason why it is in none.

use super::Fact;
use crate::quantity::{Reason, Skipped, numerals};
use crate::span::Span;
use crate::transcript::{Passage, PassageKind, Transcript};

/// One numeral of the source: one row of the `numerals` table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Numeral {
    /// 1-based line of the source.
    pub line: usize,
    /// In the decoded text.
    pub span: Span,
    /// In the bytes of the file.
    pub source_span: Span,
    /// As it stands in the source.
    pub quote: String,
    /// Facts that it is part of.
    pub fact_ids: Vec<String>,
    /// Why it is in none; `None` exactly when `fact_ids` is not empty.
    pub reason: Option<Reason>,
}

/// Accounts for every numeral of a transcript, in the order of the text.
pub(crate) fn account(
    transcript: &Transcript,
    facts: &[Fact],
    mut skipped: Vec<Skipped>,
) -> Vec<Numeral> {
    let text = transcript.text.text();
    skipped.sort_by_key(|skipped| skipped.span);
    let mut facts_left = facts;
    let mut skipped_left = skipped.as_slice();
    let mut passages = transcript.passages.iter().peekable();
    let mut found = Vec::new();
    let mut lines = LineCount::default();
    for span in numerals(text) {
        let passage = loop {
            match passages.peek() {
                Some(passage) if passage.span.end <= span.start => passages.next(),
                _ => break passages.peek().copied().filter(|passage| passage.span.contains(span)),
            };
        };
        while let Some((first, rest)) = facts_left.split_first() {
            if first.span.end > span.start {
                break;
            }
            facts_left = rest;
        }
        while let Some((first, rest)) = skipped_left.split_first() {
            if first.span.end > span.start {
                break;
            }
            skipped_left = rest;
        }
        let fact_ids: Vec<String> = facts_left
            .iter()
            .take_while(|fact| fact.span.start < span.end)
            .filter(|fact| fact.span.overlaps(span))
            .map(|fact| fact.fact_id.clone())
            .collect();
        let reason = fact_ids.is_empty().then(|| {
            let known = skipped_left
                .first()
                .filter(|skipped| skipped.span.overlaps(span))
                .map(|skipped| skipped.reason);
            known.unwrap_or_else(|| reason_of(passage))
        });
        found.push(Numeral {
            line: transcript
                .text
                .line(span.start)
                .unwrap_or_else(|| lines.line_of(text, span.start)),
            span,
            source_span: transcript.text.source_span(span),
            quote: transcript.text.quote(span).to_owned(),
            fact_ids,
            reason,
        });
    }
    found
}

/// Why a numeral outside the speech is no fact.
fn reason_of(passage: Option<&Passage>) -> Reason {
    match passage.map(|passage| passage.kind) {
        Some(PassageKind::Translation(_)) => Reason::Translation,
        Some(PassageKind::Summary | PassageKind::Notice) => Reason::NotSpeech,
        Some(PassageKind::SpeakerHeader | PassageKind::Heading) | None => Reason::Heading,
        Some(PassageKind::Speech) => Reason::Bare,
    }
}

/// Counts lines forward, so that a whole text is counted once.
#[derive(Default)]
struct LineCount {
    at: usize,
    line: usize,
}

impl LineCount {
    /// The 1-based line of a place that is not before the last one asked for.
    fn line_of(&mut self, text: &str, at: usize) -> usize {
        let passed = text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.at = at;
        self.line + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reasons;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                  expected: numeral: reason
        ("Revenue was $5 million.",                               "5: fact"),
        ("We moved there in 2023.",                               "2023: year"),
        ("We closed the deal on June 30.",                        "30: date"),
        ("We will meet at 9:30 a.m. tomorrow.",                   "9: time; 30: time"),
        ("In Q3, we hired a new head of sales.",                  "3: period_label"),
        ("This is our 5th plant.",                                "5: ordinal"),
        ("We have 3 priorities.",                                 "3: list_count"),
        ("We built it with GPT 4.0 last winter.",                 "4.0: product_name"),
        ("We filed our Form 10-K yesterday.",                     "10: form_name"),
        ("Our crews worked on it for 12 months.",                 "12: duration"),
        ("Please dial 1-800-555-0199 for the replay.",            "1: phone_number; 800: phone_number; 555: phone_number; 0199: phone_number"),
        ("Please see slide 7.",                                   "7: identifier"),
        ("We closed a 7-figure deal.",                            "7: idiom"),
        ("100% agree.",                                           "100: idiom"),
        ("The answer is 42.",                                     "42: bare"),
        ("Revenue was $99999999999999999999999999999999 billion.", "99999999999999999999999999999999: overflow"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(reasons(given), *expected, "given: {given}");
        }
    }
}
