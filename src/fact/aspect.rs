//! What a figure says of its metric: a level, a change, a share or an impact; and with which sign.
//!
//! In:  a figure in its [`Frame`], its metric, and the labels of the figure before. Out: [`Said`].
//! Not here: what a change is measured against (`compare.rs`).

use super::carried_metric::IN_CAUSE;
use super::cause::{cause, is_whole};
use super::contribution::{PLAIN_AMOUNTS, benefited, contributes, named_item, part_contributes};
use super::frame::{Figure, Frame};
use super::impact::{impact, is_offset, off_growth, points_back_to_effect};
use super::label::{Aspect, Confidence};
use super::lead::Lead;
use super::loss::{says_loss, says_profit};
use super::mark::Is;
use super::metric::Polarity;
use super::movement::{gained, movement_in, named_movement, pace};
use super::movement_part::{by_points_before, ends_movement, of_that, offsets};
use super::per_share_item::{PER_SHARE_ITEM, beside_item, is_per_share};
use super::phrase_book::{Direction, Effect, Form};
use super::ratio::{as_percent_of, is_cost_of_revenue, is_margin, makes_ratio};
use super::split::splits;
use super::stated_rate::{RATE_IN_POINTS, is_coupon, is_rate_in_points, is_rate_of_deal, is_state};
use super::subject::{Chosen, movement_between};
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

pub(crate) fn aspect(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
    last: Option<Said>,
) -> Said {
    let subject = chosen.subject;
    let negative_name = subject.is_some_and(|subject| subject.negative);
    let lower_is_better =
        subject.is_some_and(|subject| subject.metric.polarity == Polarity::LowerIsBetter);
    let moved = |direction: Direction, because| {
        let down = match direction {
            Direction::Up => negative_name,
            Direction::Down => !negative_name,
            Direction::Better => lower_is_better && !negative_name,
            Direction::Worse => !lower_is_better || negative_name,
        };
        Said { aspect: Aspect::Change, negative: down, because }
    };
    // A loss of the sentence before is no sign for "we invested $5 million".
    let own_name = chosen.confidence != Confidence::Carried
        || !figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| {
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
    let level = |because| Said {
        aspect: Aspect::Level,
        negative: (negative_name && own_name && !says_profit(frame, figure))
            || says_loss(frame, figure),
        because,
    };
    let is_rate = subject.is_some_and(|subject| subject.metric.has_level(Kind::Percent));
    let points = matches!(figure.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints);
    let percent = figure.quantity.kind == Kind::Percent;

    // "including 400 stores of the small kind": things that are counted are there, they have no effect on anything.
    let counted = figure.quantity.kind == Kind::Count;
    let hurts = matches!(figure.before.lead, Lead::Effect(Effect::Headwind));
    if counted
        && figure.tail.effect.is_none()
        && matches!(figure.before.lead, Lead::Effect(_))
        && !hurts
    {
        return match figure.tail.moved {
            Some(direction) => moved(direction, "a movement is named behind the figure"),
            None => level("what is counted"),
        };
    }
    // "1.4 million subscribers, adding 64,000 in the quarter"
    let counts = subject.is_some_and(|subject| {
        subject.metric.has_level(Kind::Count) && !subject.metric.has_level(Kind::Money)
    });
    if figure.quantity.kind == Kind::Bare
        && counts
        && figure.tail.effect.is_none()
        && matches!(figure.before.lead, Lead::Effect(Effect::Tailwind))
    {
        return moved(Direction::Up, "a movement is named before the figure");
    }
    let of_part = figure.tail.of
        || figure.tail.of_whole
            && figure.tail.moved.is_none()
            && figure.tail.effect.is_none()
            && matches!(figure.before.lead, Lead::Effect(Effect::Headwind));
    if percent && of_part && matches!(figure.before.lead, Lead::Effect(_)) {
        return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
    }
    if percent && splits(frame, figure) {
        return Said { aspect: Aspect::Share, negative: false, because: SPLIT };
    }
    // "we own 9,000 lots, of which 54% are under option"
    let of_which = || {
        frame.range(figure.start, figure.place).any(|(at, mark)| {
            mark.is("of") && frame.mark(at + 1).is_some_and(|next| next.is_any(&["which", "whom"]))
        })
    };
    if percent && figure.tail.moved.is_none() && of_which() {
        return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
    }
    // "which excludes a $0.08 charge", "a release of reserves, worth $0.10 per share"
    let charge = frame.mark(figure.place + 1).is_some_and(|mark| {
        mark.is_any(&["charge", "charges", "expense", "write-off", "write-down", "penalty"])
    });
    let worth = figure
        .place
        .checked_sub(1)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| mark.is_any(&["worth", "costing"]));
    if is_per_share(&figure.quantity) && (charge || worth) {
        let negative = charge
            || frame.mark(figure.place.saturating_sub(1)).is_some_and(|mark| mark.is("costing"));
        return Said { aspect: Aspect::Impact, negative, because: PER_SHARE_ITEM };
    }
    if percent && (is_rate_of_deal(frame, figure) || is_state(frame, figure)) {
        return level("a rate of what is told before it");
    }
    if let Some(said) = beside_item(frame, figure, last) {
        return said;
    }
    // "include $0.19 of amortization and $0.14 of severance"
    if is_per_share(&figure.quantity)
        && figure.before.lead == Lead::And
        && figure.tail.moved.is_none()
        && let Some(before) =
            frame.figures.iter().find(|other| other.place + 1 == figure.start && other.aside)
        && is_per_share(&before.quantity)
        && let Lead::Effect(effect) = before.before.lead
    {
        return impact(frame, figure, chosen, effect, "an effect is named before the figure");
    }
    // "our 5% senior notes": the rate is part of the name.
    if percent && is_coupon(frame, figure) {
        return level("the rate that a security bears");
    }
    // "Workflow contributed $79 million of operating income": what a part earns, no effect on the whole.
    if !percent
        && !points
        && matches!(figure.before.lead, Lead::Effect(Effect::Tailwind))
        && !benefited(frame, figure)
        && (figure.tail.of
            || contributes(frame, figure) && figure.tail.moved.is_none()
            || part_contributes(frame, figure))
    {
        return level("what a part of the company contributes");
    }
    if figure.tail.comes_from {
        return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
    }
    // "share gains of over seven percentage points"
    let gains_of = points
        && matches!(figure.before.lead, Lead::Effect(Effect::Tailwind))
        && figure.before.by.is_some_and(|by| {
            frame.mark(by).is_some_and(|mark| mark.is_any(&["gain", "gains"]))
                && by
                    .checked_sub(1)
                    .and_then(|before| frame.mark(before))
                    .is_some_and(|mark| mark.is("share") || matches!(mark.is, Is::Metric(_)))
        });
    if gains_of {
        return moved(Direction::Up, "a movement is named before the figure");
    }
    if gained(frame, figure) {
        return moved(Direction::Up, "a movement is named behind the figure");
    }
    if let Some(effect) = figure.tail.effect {
        return impact(frame, figure, chosen, effect, "an effect is named behind the figure");
    }
    // "partially offset by a 5% increase in wages": what the cause itself does is a movement.
    // "we spent $260 million on buybacks, including $90 million since April": a part of an amount, no effect on it.
    if figure.before.lead == Lead::Effect(Effect::Includes)
        && figure.quantity.kind == Kind::Money
        && figure.tail.effect.is_none()
        && subject.is_some_and(|subject| PLAIN_AMOUNTS.contains(&subject.metric.id.as_str()))
    {
        return level("what a part of an amount is");
    }
    if let Lead::Effect(effect) = figure.before.lead
        && !((effect == Effect::Includes || is_offset(frame, figure)) && named_item(figure, chosen))
        && (figure.tail.moved.is_none() || off_growth(frame, figure))
        && !is_whole(frame, figure)
    {
        return impact(frame, figure, chosen, effect, "an effect is named before the figure");
    }
    // "a $22 million beat versus the high end of our range"
    let article = figure
        .place
        .checked_sub(1)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| mark.is_any(&["a", "an", "the", "our"]));
    if article && frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["beat", "miss"])) {
        let missed = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("miss"));
        let direction = if missed { Direction::Down } else { Direction::Up };
        return moved(direction, "a movement is named behind the figure");
    }
    // "we had 137 fewer flights than planned"
    if counted && figure.quantity.unit.split(' ').any(|word| word == "fewer") {
        return moved(Direction::Down, "a movement is named behind the figure");
    }
    if points
        && let Some(last) = last.filter(|last| last.aspect != Aspect::Level)
        && figure.tail.moved.is_none()
    {
        let because = "a part of the movement before it";
        if of_that(frame, figure) || of_which() {
            return Said { aspect: Aspect::Impact, negative: last.negative, because };
        }
        if is_offset(frame, figure) || offsets(frame, figure) {
            return Said { aspect: Aspect::Impact, negative: !last.negative, because };
        }
    }
    if let Some(effect) = cause(frame, figure, chosen) {
        return impact(frame, figure, chosen, effect, "the subject is a cause");
    }
    if chosen.because == IN_CAUSE {
        return impact(
            frame,
            figure,
            chosen,
            Effect::Includes,
            "a cost or gain that explains the figure before",
        );
    }
    if let Some(direction) = figure.tail.moved {
        return moved(direction, "a movement is named behind the figure");
    }
    if (percent || points)
        && let Some(direction) = named_movement(frame, chosen)
        && !matches!(figure.before.lead, Lead::From | Lead::Versus)
    {
        return moved(direction, "the metric's name is of its movement");
    }
    if figure.before.incremental
        && subject.is_some_and(|subject| subject.metric.id == "repurchase_authorization")
    {
        return moved(Direction::Up, ADDED);
    }
    // "We raised $220 million in new capital": to raise money is no movement of a figure.
    let raised = figure
        .before
        .by
        .and_then(|at| frame.mark(at))
        .is_some_and(|mark| mark.is_any(&["raised", "raise", "raising"]))
        && matches!(figure.quantity.kind, Kind::Money | Kind::Bare | Kind::Count)
        && chosen.named_at.is_none_or(|at| at > figure.place);
    if raised {
        return level("an amount that was raised");
    }
    match figure.before.lead {
        Lead::Moved(direction) => return moved(direction, "a movement is named before the figure"),
        Lead::Share | Lead::And | Lead::Level
            if percent && is_cost_of_revenue(frame, figure, chosen) =>
        {
            return level("a ratio to another metric");
        }
        // "this represents a 50% payout ratio"
        Lead::Share
            if percent
                && is_rate
                && chosen.named_at.is_some()
                && chosen.named_at == figure.tail.metric
                && !figure.tail.of =>
        {
            return level("stated as a level");
        }
        Lead::Share if percent => {
            return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
        }
        Lead::MovedTo(_) if percent && by_points_before(frame, figure) => {
            return level("where a movement by points ended");
        }
        Lead::MovedTo(direction) if percent && !is_rate => {
            return moved(
                pace(frame, figure).unwrap_or(direction),
                "growth that moved to this figure",
            );
        }
        Lead::MovedTo(_) => return level("where the movement ended"),
        Lead::From | Lead::Versus => {
            if let Some(last) = last {
                let reference = |aspect| Said {
                    aspect,
                    negative: aspect == Aspect::Level && negative_name,
                    because: "a figure to compare with",
                };
                return match last.aspect {
                    Aspect::Share => reference(Aspect::Share),
                    // "an increase of 110 basis points from 17.6%"
                    Aspect::Change if percent && by_points_before(frame, figure) => {
                        reference(Aspect::Level)
                    }
                    Aspect::Change if percent && !is_rate => Said {
                        aspect: Aspect::Change,
                        negative: false,
                        because: "growth to compare with",
                    },
                    _ => reference(Aspect::Level),
                };
            }
        }
        _ => {}
    }
    let behind =
        chosen.named_at.is_some() && chosen.named_at == figure.tail.metric && !figure.tail.of;
    // "labor was 33.9%, down 60 basis points": a cost in percent that moves by points is a part of sales.
    if percent
        && lower_is_better
        && is_margin(frame, figure, chosen)
        && movement_between(frame, figure.start, figure.place).is_none()
    {
        return level("a ratio to another metric");
    }
    if percent
        && subject.is_some_and(|subject| !subject.metric.ratio.is_empty())
        && (as_percent_of(frame, figure)
            || (behind && figure.before.lead == Lead::Level)
            || (figure.tail.of && makes_ratio(frame, figure, chosen))
            || is_margin(frame, figure, chosen))
    {
        return level("a ratio to another metric");
    }
    if percent
        && figure.before.lead == Lead::Level
        && by_points_before(frame, figure)
        && ends_movement(frame, figure)
    {
        return level("where a movement by points ended");
    }
    if let Some(direction) = movement_in(frame, figure, chosen) {
        return moved(direction, "a movement in the metric is the subject");
    }
    if points_back_to_effect(frame, figure, chosen)
        && let Some(effect) = frame
            .range(figure.start, figure.place)
            .rev()
            .find_map(|(_, mark)| mark.effect(Form::Noun))
    {
        return impact(frame, figure, chosen, effect, "an effect is the subject of the clause");
    }
    if percent
        && figure.tail.of
        && chosen.named_at.is_some()
        && chosen.named_at == figure.tail.metric
    {
        return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
    }
    // "70% of our hotels are leased": the figure is the subject, and no rate is named before it.
    let opens = matches!(figure.before.lead, Lead::Open | Lead::And)
        && chosen.named_at.is_none_or(|at| at > figure.place);
    if percent
        && (figure.tail.of && (!is_rate || opens)
            || figure.tail.of_whole && figure.tail.metric.is_none() && (!is_rate || opens))
    {
        return match subject {
            Some(subject)
                if !subject.metric.ratio.is_empty() && makes_ratio(frame, figure, chosen) =>
            {
                level("a ratio to another metric")
            }
            _ => Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" },
        };
    }
    if figure.before.lead == Lead::And
        && let Some(last) = last
        && (last.aspect != Aspect::Level || !percent || is_rate)
        && !(last.aspect == Aspect::Level && chosen.named_at.is_some())
    {
        let same = Said { because: "as the figure before it in the list", ..last };
        if last.aspect == Aspect::Change && !percent && !points && figure.tail.metric.is_some() {
            return level("stated as a level");
        }
        return same;
    }
    let after_name = chosen.named_at.map_or(figure.start, |at| at + 1).max(figure.start);
    if (percent && !is_rate || points)
        && let Some(direction) = movement_between(frame, after_name, figure.place)
    {
        return moved(direction, "a movement is named between the metric and the figure");
    }
    if points
        && (is_rate_in_points(frame, figure)
            || last.is_some_and(|last| {
                figure
                    .place
                    .checked_sub(1)
                    .and_then(|before| frame.mark(before))
                    .is_some_and(|mark| mark.is_any(&[",", "and"]))
                    && last.because == RATE_IN_POINTS
            }))
    {
        return level(RATE_IN_POINTS);
    }
    if points {
        let states = subject
            .is_some_and(|subject| subject.metric.has_level(Kind::BasisPoints) || is_rate)
            && figure.before.lead == Lead::Level;
        return if states {
            level(RATE_IN_POINTS)
        } else {
            moved(Direction::Up, "points without a level are a change")
        };
    }
    if percent && !is_rate && subject.is_some() {
        return match last {
            Some(last) if last.aspect == Aspect::Share && last.because != SPLIT => last,
            _ => Said {
                aspect: Aspect::Change,
                negative: false,
                because: "a percentage of a metric that is an amount: its growth",
            },
        };
    }
    level("stated as a level")
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
