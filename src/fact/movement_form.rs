//! Constructions of what a figure's clause says: movements, ratios, parts of the metric, and what a list goes on with.
//!
//! In:  [`Asked`]: a figure in its frame and its metric. Out: [`Said`], where the construction applies.
//! Not here: the order of the constructions and their examples (`aspect.rs`), effects (`effect_form.rs`).

use super::against_plan::revised_by;
use super::aspect::{ADDED, Asked, SPLIT, Said};
use super::assumed_metric::SIZE;
use super::carried_metric::IN_CAUSE;
use super::cause::cause;
use super::impact::{impact, points_back_to_effect};
use super::label::Aspect;
use super::lead::Lead;
use super::movement::{
    amount_of_growth, movement_in, named_movement, noun_before_copula, noun_of_a_list, pace,
    verb_of_clause,
};
use super::movement_part::{by_points_before, ends_movement};
use super::phrase_book::{Direction, Effect, Form};
use super::ratio::{as_percent_of, is_cost_of_revenue, is_margin, makes_ratio, states_a_ratio};
use super::stated_rate::{RATE_IN_POINTS, is_rate_in_points};
use super::subject::movement_between;
use crate::quantity::Kind;

/// `Currency was 2 points`
pub(super) fn by_its_cause(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    if let Some(effect) = cause(frame, figure, chosen) {
        return Some(impact(frame, figure, chosen, effect, "the subject is a cause"));
    }
    if chosen.because == IN_CAUSE {
        return Some(impact(
            frame,
            figure,
            chosen,
            Effect::Includes,
            "a cost or gain that explains the figure before",
        ));
    }
    None
}

/// `5% higher`, `sales growth of 5%`
pub(super) fn movement_by_name(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let subject = asked.chosen.subject;
    let percent = asked.percent();
    let points = asked.points();
    if let Some(direction) = figure
        .tail
        .moved
        .or_else(|| noun_of_a_list(frame, figure))
        .or_else(|| amount_of_growth(frame, figure))
    {
        return Some(asked.moved(direction, "a movement is named behind the figure"));
    }
    if (percent || points)
        && let Some(direction) = named_movement(frame, chosen)
        && !matches!(figure.before.lead, Lead::From | Lead::Versus)
    {
        return Some(asked.moved(direction, "the metric's name is of its movement"));
    }
    if let Some(direction) = revised_by(frame, figure) {
        return Some(asked.moved(direction, "a movement is named before the figure"));
    }
    if let Some(direction) = noun_before_copula(frame, figure) {
        return Some(asked.moved(direction, "a movement in the metric is the subject"));
    }
    if figure.before.incremental
        && subject.is_some_and(|subject| subject.metric.id == "repurchase_authorization")
    {
        return Some(asked.moved(Direction::Up, ADDED));
    }
    None
}

/// `We raised $220 million in new capital`, `an equity offering, raising $139 million`: to raise money is no movement of a figure.
pub(super) fn raised(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let verb = figure.before.by.filter(|at| {
        frame.mark(*at).is_some_and(|mark| mark.is_any(&["raised", "raise", "raising"]))
    });
    let of_money = chosen
        .subject
        .is_some_and(|subject| matches!(subject.metric.id.as_str(), "equity_issuance" | "debt"));
    let adjoins = |at: usize| {
        let end = frame.mark(at).map_or(0, |mark| mark.span.end);
        figure.quantity.hedged.start <= end + 1
    };
    let raised = verb.is_some_and(|at| {
        chosen.named_at.is_none_or(|named| named > figure.place) || of_money && adjoins(at)
    }) && matches!(figure.quantity.kind, Kind::Money | Kind::Bare | Kind::Count);
    if raised {
        return Some(asked.level("an amount that was raised"));
    }
    None
}

/// `growth in our $1 billion online business`: the size of what grows is no growth.
pub(super) fn size(asked: &Asked<'_, '_>) -> Option<Said> {
    (asked.chosen.because == SIZE).then(|| asked.level("stated as a level"))
}

/// `fell by 5%`, `accounted for 93%`, `to 17.4%`, `from 7.9%`
pub(super) fn by_its_lead(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, last } = *asked;
    let percent = asked.percent();
    let is_rate = asked.is_rate();
    let negative_name = asked.negative_name();
    match figure.before.lead {
        Lead::Moved(direction) => {
            return Some(asked.moved(direction, "a movement is named before the figure"));
        }
        Lead::Share | Lead::And | Lead::Level | Lead::MovedTo(_)
            if percent && is_cost_of_revenue(frame, figure, chosen) =>
        {
            return Some(asked.level("a ratio to another metric"));
        }
        // "this represents a 50% payout ratio"
        Lead::Share
            if percent
                && is_rate
                && chosen.named_at.is_some()
                && chosen.named_at == figure.tail.metric
                && !figure.tail.of =>
        {
            return Some(asked.level("stated as a level"));
        }
        Lead::Share if percent => {
            return Some(Said {
                aspect: Aspect::Share,
                negative: false,
                because: "a part of a whole",
            });
        }
        Lead::MovedTo(_) if percent && by_points_before(frame, figure) => {
            return Some(asked.level("where a movement by points ended"));
        }
        // "54% of the fleet is new, and that should rise to 60%"
        Lead::MovedTo(_)
            if percent
                && (last.is_some_and(|last| last.aspect == Aspect::Share)
                    || figure.tail.of
                        && !is_rate
                        && !is_cost_of_revenue(frame, figure, chosen)) =>
        {
            return Some(Said {
                aspect: Aspect::Share,
                negative: false,
                because: "a part of a whole that moved",
            });
        }
        Lead::MovedTo(direction) if percent && !is_rate => {
            return Some(asked.moved(
                pace(frame, figure).unwrap_or(direction),
                "growth that moved to this figure",
            ));
        }
        Lead::MovedTo(_) => return Some(asked.level("where the movement ended")),
        Lead::From | Lead::Versus => {
            if let Some(last) = last {
                let reference = |aspect| Said {
                    aspect,
                    negative: aspect == Aspect::Level && negative_name,
                    because: "a figure to compare with",
                };
                return Some(match last.aspect {
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
                });
            }
        }
        _ => {}
    }
    None
}

/// `labor was 33.9%, down 60 basis points`
pub(super) fn ratio_to_another(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let subject = asked.chosen.subject;
    let percent = asked.percent();
    let lower_is_better = asked.lower_is_better();
    let behind =
        chosen.named_at.is_some() && chosen.named_at == figure.tail.metric && !figure.tail.of;
    // "labor was 33.9%, down 60 basis points": a cost in percent that moves by points is a part of sales.
    if percent
        && lower_is_better
        && is_margin(frame, figure, chosen)
        && movement_between(frame, figure.start, figure.place).is_none()
    {
        return Some(asked.level("a ratio to another metric"));
    }
    if percent
        && subject.is_some_and(|subject| !subject.metric.ratio.is_empty())
        && (as_percent_of(frame, figure)
            || (behind && figure.before.lead == Lead::Level)
            || (figure.tail.of && makes_ratio(frame, figure, chosen))
            || is_margin(frame, figure, chosen))
    {
        return Some(asked.level("a ratio to another metric"));
    }
    if percent
        && figure.before.lead == Lead::Level
        && by_points_before(frame, figure)
        && ends_movement(frame, figure)
    {
        return Some(asked.level("where a movement by points ended"));
    }
    None
}

/// `the decrease in cash was $4 million`, `headwinds, which will be 90 basis points`
pub(super) fn subject_that_moves(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    if let Some(direction) = movement_in(frame, figure, chosen) {
        return Some(asked.moved(direction, "a movement in the metric is the subject"));
    }
    if points_back_to_effect(frame, figure, chosen)
        && let Some(effect) = frame
            .range(figure.start, figure.place)
            .rev()
            .find_map(|(_, mark)| mark.effect(Form::Noun))
    {
        return Some(impact(
            frame,
            figure,
            chosen,
            effect,
            "an effect is the subject of the clause",
        ));
    }
    None
}

/// `70% of our hotels are leased`
pub(super) fn part_of_the_metric(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let subject = asked.chosen.subject;
    let percent = asked.percent();
    let is_rate = asked.is_rate();
    if percent
        && figure.tail.of
        && chosen.named_at.is_some()
        && chosen.named_at == figure.tail.metric
    {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    // "70% of our hotels are leased": the figure is the subject, and no rate is named before it.
    let opens = matches!(figure.before.lead, Lead::Open | Lead::And)
        && chosen.named_at.is_none_or(|at| at > figure.place);
    if percent
        && (figure.tail.of && (!is_rate || opens)
            || figure.tail.of_whole && figure.tail.metric.is_none() && (!is_rate || opens))
    {
        return Some(match subject {
            Some(subject)
                if !subject.metric.ratio.is_empty() && makes_ratio(frame, figure, chosen) =>
            {
                asked.level("a ratio to another metric")
            }
            _ => Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" },
        });
    }
    None
}

/// `margins of 5% and 6%`
pub(super) fn listed(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, last, .. } = *asked;
    let percent = asked.percent();
    let points = asked.points();
    let is_rate = asked.is_rate();
    // "14,210 customers, up 6%, and 40 stores": another thing is counted, which did not move.
    let before = frame.figures.iter().rev().find(|before| before.place < figure.place);
    let other_count = figure.quantity.kind == Kind::Count
        && chosen.because == "what is counted names it"
        && before.is_some_and(|before| before.quantity.kind != Kind::Count);
    if figure.before.lead == Lead::And
        && let Some(last) = last
        && !(other_count && last.aspect == Aspect::Change)
        && (last.aspect != Aspect::Level || !percent || is_rate)
        && !(last.aspect == Aspect::Level && chosen.named_at.is_some())
    {
        // "up 120 basis points from 54.8% a year ago and 80 basis points from 55.2%": the list goes on with movements.
        let moved = frame.figures.iter().rev().filter(|other| other.place < figure.place).find_map(
            |other| {
                if let Lead::Moved(direction) = other.before.lead { Some(direction) } else { None }
            },
        );
        if points
            && last.aspect == Aspect::Level
            && before.is_some_and(|before| before.before.lead == Lead::From)
            && let Some(direction) = moved
        {
            return Some(asked.moved(direction, "as the figure before it in the list"));
        }
        let same = Said { because: "as the figure before it in the list", ..last };
        if last.aspect == Aspect::Change && !percent && !points && figure.tail.metric.is_some() {
            return Some(asked.level("stated as a level"));
        }
        return Some(same);
    }
    None
}

/// `charge-offs were 11 basis points of loans`
pub(super) fn points(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, last } = *asked;
    let subject = asked.chosen.subject;
    let percent = asked.percent();
    let points = asked.points();
    let is_rate = asked.is_rate();
    let after_name = chosen.named_at.map_or(figure.start, |at| at + 1).max(figure.start);
    if (percent && !is_rate || points)
        && let Some(direction) = movement_between(frame, after_name, figure.place)
    {
        return Some(
            asked.moved(direction, "a movement is named between the metric and the figure"),
        );
    }
    // "the fee rate slipped 1 basis point to 48 basis points"
    if points && ends_movement(frame, figure) && by_points_before(frame, figure) {
        return Some(asked.level(RATE_IN_POINTS));
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
        return Some(asked.level(RATE_IN_POINTS));
    }
    // "we expect to expand our gross margin between 30 and 50 basis points"
    if points && let Some(direction) = verb_of_clause(frame, figure) {
        return Some(asked.moved(direction, "a movement is named before the figure"));
    }
    if points {
        let states = subject
            .is_some_and(|subject| subject.metric.has_level(Kind::BasisPoints) || is_rate)
            && figure.before.lead == Lead::Level
            // "gross margin was positive 30 basis points"
            && !frame
                .range(figure.start.max(figure.place.saturating_sub(1)), figure.place)
                .any(|(_, mark)| mark.is_any(&["positive", "favorable", "better"]));
        return Some(if states {
            asked.level(RATE_IN_POINTS)
        } else {
            asked.moved(Direction::Up, "points without a level are a change")
        });
    }
    None
}

/// `revenue 8%`: a percentage of a metric that is an amount.
pub(super) fn growth_of_an_amount(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, last } = *asked;
    let percent = asked.percent();
    let is_rate = asked.is_rate();
    if percent && states_a_ratio(frame, figure, chosen) {
        return Some(asked.level("a ratio to another metric"));
    }
    if percent && !is_rate && asked.chosen.subject.is_some() {
        return Some(match last {
            Some(last) if last.aspect == Aspect::Share && last.because != SPLIT => last,
            _ => Said {
                aspect: Aspect::Change,
                negative: false,
                because: "a percentage of a metric that is an amount: its growth",
            },
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const RAISED: &[(&str, &str)] = &[
        // given                                                                   expected: metric/aspect
        ("We raised $220 million in new capital.",                                 "$220 million: other/level"),
        ("We closed an equity offering, raising approximately $139 million.",      "$139 million: equity_issuance/level"),
        ("We completed a notes offering in May, raising $400 million.",            "$400 million: debt/level"),
        ("We raised our capital expenditures by $20 million.",                     "$20 million: capital_expenditures/change"),
        ("We raised our debt by $30 million.",                                     "$30 million: debt/change"),
    ];

    #[test]
    fn raised_money_is_no_movement() {
        for (given, expected) in RAISED {
            assert_eq!(labels(given, &["metric", "aspect"]), *expected, "given: {given}");
        }
    }
}
