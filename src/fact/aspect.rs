//! What a figure says of its metric: a level, a change, a share or an impact; and with which sign.
//!
//! In:  a figure in its [`Frame`], its metric, and the labels of the figure before. Out: [`Said`].
//! Not here: what a change is measured against (`compare.rs`), the constructions (`effect_form.rs`, `movement_form.rs`).
use super::effect_form::{
    beat_or_miss, charge_for_one_share, counts, effect_beside, gain, item_for_one_share, left_out,
    part_of_a_movement, part_of_a_whole, rate_in_a_name, rate_of_what_is_told,
    what_a_part_contributes,
};
use super::frame::{Figure, Frame};
use super::label::{Aspect, Confidence};
use super::loss::{says_loss, says_profit};
use super::metric::Polarity;
use super::movement_form::{
    by_its_cause, by_its_lead, growth_of_an_amount, listed, movement_by_name, part_of_the_metric,
    points, raised, ratio_to_another, size, subject_that_moves,
};
use super::multiple::times_another;
use super::phrase_book::Direction;
use super::plain_effect::plain_effect;
use super::subject::Chosen;
use crate::quantity::Kind;

/// Why a figure is a change of an authorization, against nothing but itself.
pub(crate) const ADDED: &str = "an addition to an authorization";

/// Why a figure is a share that says nothing of the figures behind it.
pub(super) const SPLIT: &str = "parts that make up 100%";

/// Aspect and sign of a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    pub(crate) aspect: Aspect,
    /// Is the value below zero, by the words around it?
    pub(crate) negative: bool,
    pub(crate) because: &'static str,
}

/// What the constructions of aspect read.
pub(super) struct Asked<'a, 't> {
    pub(super) frame: &'a Frame<'t>,
    pub(super) figure: &'a Figure,
    pub(super) chosen: &'a Chosen<'t>,
    /// What the figure before it in the sentence says.
    pub(super) last: Option<Said>,
}

impl Asked<'_, '_> {
    /// The metric as a change in this direction.
    pub(super) fn moved(&self, direction: Direction, because: &'static str) -> Said {
        let negative_name = self.negative_name();
        let lower_is_better = self.lower_is_better();
        let down = match direction {
            Direction::Up => negative_name,
            Direction::Down => !negative_name,
            Direction::Better => lower_is_better && !negative_name,
            Direction::Worse => !lower_is_better || negative_name,
        };
        Said { aspect: Aspect::Change, negative: down, because }
    }

    /// The metric as a level, below zero for a loss.
    pub(super) fn level(&self, because: &'static str) -> Said {
        // A loss of the sentence before is no sign for "we invested $5 million".
        let own_name = self.chosen.confidence != Confidence::Carried
            || !self.figure.before.by.and_then(|at| self.frame.mark(at)).is_some_and(|mark| {
                mark.is_any(&[
                    "invested",
                    "returned",
                    "spent",
                    "paid",
                    "stood at",
                    "generated",
                    "recorded",
                ])
            });
        let negative = (self.negative_name() && own_name && !says_profit(self.frame, self.figure))
            || says_loss(self.frame, self.figure);
        Said { aspect: Aspect::Level, negative, because }
    }

    pub(super) fn negative_name(&self) -> bool {
        self.chosen.subject.is_some_and(|subject| subject.negative)
    }

    pub(super) fn lower_is_better(&self) -> bool {
        self.chosen
            .subject
            .is_some_and(|subject| subject.metric.polarity == Polarity::LowerIsBetter)
    }

    /// Does the metric have levels in percent?
    pub(super) fn is_rate(&self) -> bool {
        self.chosen.subject.is_some_and(|subject| subject.metric.has_level(Kind::Percent))
    }

    pub(super) fn points(&self) -> bool {
        matches!(self.figure.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
    }

    pub(super) fn percent(&self) -> bool {
        self.figure.quantity.kind == Kind::Percent
    }

    pub(super) fn counted(&self) -> bool {
        self.figure.quantity.kind == Kind::Count
    }
}

/// A way in which a sentence says what a figure is of its metric.
type Construction = fn(&Asked<'_, '_>) -> Option<Said>;

/// The constructions, the first that applies wins.
const CONSTRUCTIONS: &[Construction] = &[
    left_out,
    size,
    counts,
    part_of_a_whole,
    charge_for_one_share,
    rate_of_what_is_told,
    item_for_one_share,
    rate_in_a_name,
    what_a_part_contributes,
    gain,
    plain_effect,
    effect_beside,
    beat_or_miss,
    times_another,
    part_of_a_movement,
    by_its_cause,
    movement_by_name,
    raised,
    by_its_lead,
    ratio_to_another,
    subject_that_moves,
    part_of_the_metric,
    listed,
    points,
    growth_of_an_amount,
];

pub(crate) fn aspect(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
    last: Option<Said>,
) -> Said {
    let asked = Asked { frame, figure, chosen, last };
    CONSTRUCTIONS
        .iter()
        .find_map(|construction| construction(&asked))
        .unwrap_or_else(|| asked.level("stated as a level"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                               expected: aspect/value
        ("Revenue was $61 million.",                                           "$61 million: level/61000000"),
        ("Revenue declined 6%.",                                               "6%: change/-6"),
        ("Gross margin was down 80 basis points.",                             "80 basis points: change/-80"),
        ("Gross margin expanded 120 basis points.",                            "120 basis points: change/120"),
        ("We lowered our operating losses by 25%.",                            "25%: change/25"),
        ("Wholesale accounted for 93% of our revenue.",                        "93%: share/93"),
        ("Churn improved by 30 basis points.",                                 "30 basis points: change/-30"),
        ("Revenue came in $10 million above the high end of our guidance.",    "$10 million: change/10000000"),
        ("Our backlog does not include 3,200 units of the old model.",         "3,200 units: impact/3200"),
        ("Our backlog doesn't reflect 900 units.",                             "900 units: impact/900"),
        ("Revenue does not yet reflect $4 million from the new ferry.",        "$4 million: impact/4000000"),
        ("Our backlog was not 3,200 units but 2,300 units.",                   "3,200 units: level/3200; 2,300 units: level/2300"),
        ("Revenue was flat.",                                                  ""),
        ("Operating loss widened by $2 million.",                              "$2 million: change/-2000000"),
        ("Sales decreased from prior year by 19%.",                            "19%: change/-19"),
        ("We own 9,000 lots, of which 54% are under option.",                  "9,000 lots: level/9000; 54%: share/54"),
        ("We had 12 fewer sailings than planned.",                             "12 fewer sailings: change/-12"),
        ("We ended with 1.4 million subscribers, adding 64,000 in the quarter.", "1.4 million subscribers: level/1400000; 64,000: change/64000"),
        ("The operating loss was $3 million. We invested $9 million in boats.", "$3 million: level/-3000000; $9 million: level/9000000"),
        ("EBITDA was $604 million with a $22 million beat versus our guidance.", "$604 million: level/604000000; $22 million: change/22000000"),
        ("EPS of $1.27 beat our guidance.",                                    "$1.27: level/1.27"),
        ("This dividend represents a 50% payout ratio.",                       "50%: level/50"),
        ("Technology tenants took 47% of the space.",                          "47%: share/47"),
        ("We saw market share gains of over seven percentage points.",         "seven percentage points: change/7"),
        ("We cut our accident rate, or TAR, by 74%.",                          "74%: change/-74"),
        ("Growth in our $1 billion online business was good.",                 "$1 billion: level/1000000000"),
        ("Bookings are running 4% ahead of last year.",                        "4%: change/4"),
        ("Cost of sales stood at 31%, a 44 basis point increase.",              "31%: level/31; 44 basis point: change/44"),
        ("Our combined ratio was 96.4%, a 3-point improvement.",               "96.4%: level/96.4; 3-point: change/-3"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
