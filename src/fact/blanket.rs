//! What a speaker says once for all figures: "figures are non-GAAP unless noted", "all growth rates are in constant currency".
//!
//! In:  the sentences of a call, in order. Out: [`Blanket`]. Not here: bases that a figure names itself (`basis.rs`).

use super::label::{Aspect, Basis};
use super::metric::Metric;
use super::phrase_book::{PhraseBook, Sense};
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// The bases of figures that name none.
#[derive(Debug, Default)]
pub(crate) struct Blanket {
    /// Of earnings.
    earnings: Option<Basis>,
    /// Of the growth of revenue.
    growth: Option<Basis>,
}

impl Blanket {
    /// Hears a sentence.
    pub(crate) fn hear(&mut self, sentence: &str) {
        let lower = sentence.to_lowercase();
        if !WORDS.for_all.iter().any(|phrase| lower.contains(phrase)) {
            return;
        }
        for sense in PhraseBook::built_in().find(sentence).flat_map(|phrase| phrase.senses) {
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

    /// The basis of a figure that names none.
    pub(crate) fn basis(&self, metric: &Metric, kind: Kind, aspect: Aspect) -> Option<Basis> {
        let growth = kind == Kind::Percent && aspect == Aspect::Change && metric.id == "revenue";
        if growth { self.growth } else { self.earnings.filter(|_| metric.adjustable) }
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
        ("We present results on a non-GAAP basis, too. Gross margin was 40%.",                                         "40%: unspecified"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["basis"]), *expected, "given: {given}");
        }
    }
}
