//! What a figure says of its metric: a level, a change, a share or an impact; and with which sign.
//!
//! In:  a figure in its [`Frame`], its metric, and the labels of the figure before. Out: [`Said`].
//! Not here: what a change is measured against (`time.rs`).

use super::clause::Lead;
use super::frame::{Figure, Frame};
use super::label::Aspect;
use super::metric::Polarity;
use super::phrase_book::{Direction, Effect};
use super::subject::{Chosen, movement_between};
use crate::quantity::Kind;

/// Aspect and sign of a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    pub(crate) aspect: Aspect,
    /// Is the value below zero, by the words around it?
    pub(crate) negative: bool,
    pub(crate) because: &'static str,
}

/// Words that name a cost inside a figure: what includes them is lower by them.
const COSTS: &[&str] = &[
    "charge",
    "charges",
    "expense",
    "expenses",
    "cost",
    "costs",
    "loss",
    "losses",
    "impairment",
    "write-down",
    "writedown",
    "headwind",
    "headwinds",
    "pressure",
    "investment",
    "investments",
    "reserve",
    "drag",
    "penalty",
    "inefficiencies",
];
/// Words that turn a neutral impact down.
const ADVERSE: &[&str] = &[
    "negative",
    "negatively",
    "adverse",
    "adversely",
    "unfavorable",
    "unfavorably",
    "lower",
    "reduced",
    "hurt",
    "lost",
    "headwind",
    "headwinds",
];

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
    let level = |because| Said { aspect: Aspect::Level, negative: negative_name, because };
    let is_rate = subject.is_some_and(|subject| subject.metric.has_level(Kind::Percent));
    let points = matches!(figure.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints);
    let percent = figure.quantity.kind == Kind::Percent;

    if let Some(effect) = figure.tail.effect {
        return impact(frame, figure, effect, "an effect is named behind the figure");
    }
    if let Lead::Effect(effect) = figure.before.lead
        && !(effect == Effect::Includes && named_item(figure, chosen))
        && (figure.tail.moved.is_none() || effect != Effect::Includes)
    {
        return impact(frame, figure, effect, "an effect is named before the figure");
    }
    if let Some(direction) = figure.tail.moved {
        return moved(direction, "a movement is named behind the figure");
    }
    match figure.before.lead {
        Lead::Moved(direction) => return moved(direction, "a movement is named before the figure"),
        Lead::Share if percent => {
            return Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" };
        }
        Lead::MovedTo(direction) if percent && !is_rate => {
            return moved(direction, "growth that moved to this figure");
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
    if percent
        && (figure.tail.of && !is_rate
            || figure.tail.of_whole && figure.tail.metric.is_none() && !is_rate)
    {
        return match subject {
            Some(subject) if !subject.metric.ratio.is_empty() => level("a ratio to another metric"),
            _ => Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" },
        };
    }
    if figure.before.lead == Lead::And
        && let Some(last) = last
        && (last.aspect != Aspect::Level || !percent || is_rate)
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
    if points {
        let states = subject
            .is_some_and(|subject| subject.metric.has_level(Kind::BasisPoints) || is_rate)
            && figure.before.lead == Lead::Level;
        return if states {
            level("a rate stated in basis points")
        } else {
            moved(Direction::Up, "points without a level are a change")
        };
    }
    if percent && !is_rate && subject.is_some() {
        return match last {
            Some(last) if last.aspect == Aspect::Share => last,
            _ => Said {
                aspect: Aspect::Change,
                negative: false,
                because: "a percentage of a metric that is an amount: its growth",
            },
        };
    }
    level("stated as a level")
}

/// Does the figure name an item that the vocabulary has, so that it is a level of that item?
fn named_item(figure: &Figure, chosen: &Chosen<'_>) -> bool {
    chosen.named_at.is_some()
        && (chosen.named_at == figure.tail.metric
            || chosen.named_at == figure.tail.far_metric
            || chosen.named_at.is_some_and(|at| at >= figure.start))
        && !matches!(
            figure.quantity.kind,
            Kind::PerShare | Kind::BasisPoints | Kind::PercentagePoints | Kind::Percent
        )
}

fn impact(frame: &Frame<'_>, figure: &Figure, effect: Effect, because: &'static str) -> Said {
    let near = || {
        frame
            .range(
                figure.start.max(figure.place.saturating_sub(8)),
                figure.stop.min(figure.place + 10),
            )
            .map(|(_, mark)| mark)
    };
    let negative = match effect {
        Effect::Tailwind => {
            near().any(|mark| mark.is_any(&["negative", "less", "lower"]))
                && !near().any(|mark| mark.is_any(&["benefit", "tailwind"]))
        }
        Effect::Headwind => true,
        Effect::Impact => near().any(|mark| mark.is_any(ADVERSE)),
        Effect::Includes => {
            let behind = || {
                frame.range(figure.place, figure.stop.min(figure.place + 10)).map(|(_, mark)| mark)
            };
            let gain = behind().any(|mark| {
                mark.is_any(&[
                    "gain",
                    "gains",
                    "benefit",
                    "benefits",
                    "credit",
                    "credits",
                    "tailwind",
                    "contribution",
                    "proceeds",
                    "recovery",
                ])
            });
            !gain
                && behind().any(|mark| {
                    COSTS.iter().any(|cost| mark.text.to_ascii_lowercase().ends_with(cost))
                })
        }
    };
    Said { aspect: Aspect::Impact, negative, because }
}
