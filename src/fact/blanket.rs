//! What a speaker says once for all figures: "figures are non-GAAP unless noted", "all growth rates are in constant currency".
//!
//! In:  the sentences of a call, in order. Out: [`Blanket`]. Not here: bases that a figure names itself (`basis.rs`).

use super::calendar::Calendar;
use super::label::{Aspect, Basis, Compare};
use super::mark::{Is, Mark};
use super::metric::Metric;
use super::period::Period;
use super::phrase_book::{Sense, phrases};
use super::when::When;
use super::word::Sentence;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// The bases of figures that name none.
#[derive(Debug, Default)]
pub(crate) struct Blanket {
    /// Of earnings.
    earnings: Option<Basis>,
    /// Of the growth of revenue.
    growth: Option<Basis>,
    /// Are changes against the quarter before: "a summary of our results compared to the second quarter"?
    sequential: bool,
    /// How many changes were said to be against the quarter before, and how many against the year before.
    stated: (usize, usize),
}

impl Blanket {
    /// May a sentence of the text speak of all figures?
    pub(crate) fn may_hear(text: &str) -> bool {
        WORDS.for_all.is_in(text)
    }

    /// Hears a sentence.
    pub(crate) fn hear(&mut self, sentence: Sentence<'_>) {
        if !Self::may_hear(sentence.text) {
            return;
        }
        let lower = sentence.text.to_lowercase();
        // "my following comments exclude all highlighted items"
        let left_out = lower.split("exclude").nth(1).is_some_and(|items| {
            ["items", "charges", "expenses", "costs", "adjustments"]
                .iter()
                .any(|word| items.contains(word))
        });
        if left_out && !lower.contains("growth") {
            self.earnings = self.earnings.or(Some(Basis::NonGaap));
        }
        for sense in phrases(sentence.text, sentence.words).flat_map(|phrase| phrase.senses) {
            match sense {
                Sense::Basis(Basis::NonGaap) => {
                    self.earnings = self.earnings.or(Some(Basis::NonGaap));
                }
                Sense::Basis(basis @ (Basis::ConstantCurrency | Basis::Organic)) => {
                    self.growth = self.growth.or(Some(*basis));
                }
                _ => {}
            }
        }
    }

    /// Hears what a change was said to be against.
    pub(crate) fn hear_compared(&mut self, compare: Compare) {
        let (quarters, years) = &mut self.stated;
        match compare {
            Compare::Qoq => *quarters += 1,
            Compare::Yoy => *years += 1,
            _ => {}
        }
    }

    /// May a sentence of the text say what [`Self::hear_comparison`] asks for?
    pub(crate) fn may_compare(text: &str) -> bool {
        WORDS.of_results.is_in(text)
    }

    /// May the sentence say what is not known yet?
    pub(crate) fn asks_for_comparisons(&self, sentence: &str) -> bool {
        !self.sequential && Self::may_compare(sentence)
    }

    /// Hears what a sentence without figures says of comparisons.
    pub(crate) fn hear_comparison(&mut self, marks: &[Mark<'_>], calendar: Calendar) {
        let of_results =
            marks.iter().any(|mark| mark.is_any(&["results", "our results", "comparisons"]));
        debug_assert!(!of_results || marks.iter().any(|mark| WORDS.of_results.is_in(mark.text)));
        // "Let me begin with our results compared to …" announces; "our results improved compared to …" tells.
        let announces =
            marks.iter().take(3).any(|mark| mark.is_any(&["let", "let's", "i'll", "i'd"]))
                || marks.first().is_some_and(|first| first.is("i"));
        let own = calendar.own();
        let before = |when: When| match (calendar.resolve(when, false, own), own) {
            (Period::Fiscal(said), Period::Fiscal(own)) => said == own.later(-1),
            _ => false,
        };
        let against = marks
            .iter()
            .skip_while(|mark| !mark.has(Sense::Versus))
            .any(|mark| matches!(mark.is, Is::Period(when) if before(when)));
        self.sequential |= announces && of_results && against;
    }

    /// What a change is against that names nothing.
    pub(crate) fn compare(&self) -> Compare {
        let (quarters, years) = self.stated;
        // A company whose quarters follow each other, as a mortgage investor's do, says of nearly every change that it is sequential.
        let mostly = quarters >= 5 && quarters >= years.saturating_mul(4);
        if self.sequential || mostly { Compare::Qoq } else { Compare::Yoy }
    }

    /// The basis of a figure that names none.
    pub(crate) fn basis(&self, metric: &Metric, kind: Kind, aspect: Aspect) -> Option<Basis> {
        let growth = kind == Kind::Percent && aspect == Aspect::Change;
        // Amounts of money other than revenue grow in a constant currency, too; nobody calls them organic.
        let in_money = growth
            && matches!(
                metric.id.as_str(),
                "volume" | "bookings" | "arr" | "gross_merchandise_value"
            )
            && self.growth == Some(Basis::ConstantCurrency);
        if growth && metric.id == "revenue" || in_money {
            self.growth
        } else {
            self.earnings.filter(|_| metric.adjustable)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                                       expected: basis
        ("All growth rates are in constant currency unless noted. Sales grew 5%.",                                     "5%: constant_currency"),
        ("All growth rates are in constant currency unless noted. Sales were $5 million.",                             "$5 million: unspecified"),
        ("All percentages are on a constant currency basis. Kiln sales rose 5% to $40 million.",                       "5%: constant_currency; $40 million: unspecified"),
        ("Unless I say otherwise, my comments are on a non-GAAP basis. Gross margin was 40%.",                         "40%: non_gaap"),
        ("Unless I say otherwise, my comments are on a non-GAAP basis. GAAP gross margin was 40%.",                    "40%: gaap"),
        ("Unless I say otherwise, my comments are on a non-GAAP basis. Revenue was $9 million.",                       "$9 million: unspecified"),
        ("My following comments exclude all highlighted items. Gross margin was 40%.",                                  "40%: non_gaap"),
        ("All growth rates exclude currency costs of the year. Gross margin was 40%.",                                  "40%: unspecified"),
        ("Unless I say otherwise, my comments are on a non-GAAP basis. We expect EPS of $1.",                           "$1: non_gaap"),
        ("All growth rates are in constant currency unless noted. Bookings grew 5%.",                                  "5%: constant_currency"),
        ("All growth rates are in constant currency unless noted. Headcount grew 5%.",                                 "5%: unspecified"),
        ("We present results on a non-GAAP basis, too. Gross margin was 40%.",                                         "40%: unspecified"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["basis"]), *expected, "given: {given}");
        }
    }
}
