//! What a figure says of its metric: a level, a change, a share or an impact; and with which sign.
//!
//! In:  a figure in its [`Frame`], its metric, and the labels of the figure before. Out: [`Said`].
//! Not here: what a change is measured against (`compare.rs`).

use rust_decimal::Decimal;

use super::carried_metric::IN_CAUSE;
use super::cause::{cause, is_whole};
use super::frame::{Figure, Frame};
use super::label::{Aspect, Confidence};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::Polarity;
use super::phrase_book::{Direction, Effect, Form};
use super::split::splits;
use super::subject::{Chosen, movement_between};
use super::word_sets::WORDS;
use crate::quantity::{Kind, Quantity};

/// Why a figure is a change of an authorization, against nothing but itself.
pub(crate) const ADDED: &str = "an addition to an authorization";

/// Why a figure in points is a level.
const RATE_IN_POINTS: &str = "a rate stated in basis points";

/// Why a figure per share is an impact beside an amount of money.
const PER_SHARE_ITEM: &str = "what an item is for one share";

/// Why a figure is a share that says nothing of the figures behind it.
pub(super) const SPLIT: &str = "parts that make up 100%";

/// Metrics of amounts that are spent or held, which nothing inside makes higher or lower.
const PLAIN_AMOUNTS: &[&str] = &[
    "share_repurchases",
    "capital_returned",
    "capital_expenditures",
    "cost_savings",
    "dividend",
    "liquidity",
    "cash",
    "debt",
    "backlog",
    "bookings",
    "pandemic_cost",
    "investment_spend",
    "development_pipeline",
];

/// Metrics of items that earnings per share include as costs.
const ITEMS: &[&str] = &[
    "restructuring_charges",
    "impairment",
    "amortization_of_intangibles",
    "depreciation_amortization",
    "stock_based_compensation",
    "litigation_expense",
    "integration_cost",
    "pandemic_cost",
    "claims_warranty",
    "catastrophe_losses",
    "ipr_and_d",
    "inventory_writedown",
];

/// Words of what was written off or paid once.
const EXPENSED: &[&str] =
    &["charge", "charges", "write-off", "write-offs", "write-down", "write-downs", "severance"];

fn is_item(mark: &Mark<'_>) -> bool {
    matches!(&mark.is, Is::Metric(metric) if ITEMS.contains(&metric.metric.id.as_str()))
}

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

/// The movement that a metric's name ends with: `same-store sales growth`.
fn named_movement(frame: &Frame<'_>, chosen: &Chosen<'_>) -> Option<Direction> {
    let mark = frame.mark(chosen.named_at?)?;
    let last = mark.text.rsplit([' ', '-']).next()?.to_ascii_lowercase();
    match last.as_str() {
        "growth" | "increase" | "increases" | "expansion" | "gain" | "gains" => Some(Direction::Up),
        "decline" | "declines" | "decrease" | "decreases" | "reduction" => Some(Direction::Down),
        _ => None,
    }
}

/// Do the words right before the figure say a profit: `compared to a profit of $5 million`?
fn says_profit(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.is_any(&["profit", "profits", "gain", "income"]))
}

/// Do the words right before the figure say a loss: `a loss of $5 million`, `burned $34 million`?
fn says_loss(frame: &Frame<'_>, figure: &Figure) -> bool {
    // "the $84 million EBIT loss"
    let loss_at =
        |at: usize| frame.mark(at).is_some_and(|mark| mark.is_any(&["loss", "losses", "deficit"]));
    let ended = frame.mark(figure.place + 2).is_none_or(|mark| {
        matches!(mark.is, Is::Sign) || mark.is_any(&["for", "in", "on", "from", "is", "was"])
    });
    // "the $0.88 loss is …"
    let named_loss = figure.tail.metric.is_some_and(|at| loss_at(at + 1))
        || (loss_at(figure.place + 1) && ended);
    // "the $77 million it lost"
    let lost = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["it", "we", "they"]))
        && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["lost", "lose"]));
    let named_loss = named_loss || lost;
    // "a loss in the range of $5 million"
    let far = frame
        .range(figure.place.saturating_sub(4), figure.place)
        .any(|(_, mark)| mark.is_any(&["range", "between", "approximately"]));
    let reach = if far { 7 } else { 4 };
    named_loss
        || frame
            .range(figure.start.max(figure.place.saturating_sub(reach)), figure.place)
            .rev()
            .any(|(at, mark)| {
                // "losses and loss adjustment expenses" of an insurer are costs.
                let cost = frame.range(at + 1, at + 4).any(|(_, next)| {
                    next.is_any(&[
                        "expense",
                        "expenses",
                        "adjustment",
                        "ratio",
                        "reserve",
                        "reserves",
                    ])
                });
                matches!(&mark.is, Is::Metric(metric) if metric.negative)
                    || (mark.is_any(&[
                        "loss", "deficit", "outflow", "outflows", "burned", "burning", "lost",
                        "lose", "losing",
                    ]) && !cost
                        && figure.quantity.kind != Kind::Count)
            })
}

/// Does the whole behind the figure make a ratio of its metric? A margin is a part of revenue, not of net income.
fn makes_ratio(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let margin = chosen.subject.is_some_and(|subject| subject.metric.ratio.ends_with("_margin"));
    let of_revenue = figure
        .tail
        .metric
        .and_then(|at| frame.metric(at))
        .is_some_and(|whole| whole.metric.id == "revenue");
    of_revenue || !margin
}

/// `Operating earnings were 12%, up 90 basis points`: a percentage that moves by points is a margin, not a growth.
fn is_margin(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let copula = figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| {
        mark.is_any(&["was", "were", "is", "are", "of", "at"])
            || mark.text.to_ascii_lowercase().ends_with(" at")
    });
    let next = frame.figures.iter().find(|next| next.place == figure.stop);
    let by_points = next.is_some_and(|next| {
        matches!(next.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
            && (matches!(next.before.lead, Lead::Moved(_) | Lead::Level | Lead::Effect(_))
                || next.tail.moved.is_some())
    });
    // "profitability remains healthy at 20%"
    let stands = figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is("at"))
        && frame.range(figure.start, figure.place).any(|(_, mark)| {
            mark.is_any(&["remains", "remained", "remain", "stands", "stood", "stayed", "held"])
        });
    figure.before.lead == Lead::Level
        && (copula && by_points || stands)
        && chosen.named_at.is_some()
}

/// `as a percent of sales` in the figure's clause.
fn as_percent_of(frame: &Frame<'_>, figure: &Figure) -> bool {
    let marks: Vec<_> = frame.range(figure.start, figure.place).map(|(_, mark)| mark).collect();
    marks.windows(2).any(|pair| match pair {
        [percent, of] => percent.is_any(&["percent", "percentage"]) && of.is("of"),
        _ => false,
    })
}

/// Is the subject of the figure's clause an effect, not a metric: `headwinds …, which will be 90 basis points`?
fn points_back_to_effect(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let effect = frame.range(figure.start, figure.place).rev().find(|(_, mark)| {
        matches!(mark.effect(Form::Noun), Some(Effect::Headwind | Effect::Tailwind))
    });
    let Some((at, _)) = effect else { return false };
    figure.before.lead == Lead::Level && chosen.named_at.is_none_or(|named| named < at)
}

/// `margin expanded 90 basis points to 17.4%`: does the figure say where a movement by points ended?
fn by_points_before(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.figures.iter().any(|last| {
        last.place + 1 == figure.start
            && matches!(last.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
    })
}

/// Does only `to` stand between the figure and the one before it?
fn ends_movement(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.start).is_some_and(|mark| mark.is("to"))
}

/// `a decrease in cash of $4 million`, `the increase in rents was 7%`: the movement that the figure measures.
fn movement_in(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Direction> {
    if figure.before.lead != Lead::Level {
        return None;
    }
    let clause: Vec<_> = frame
        .range(figure.start, figure.place)
        .rev()
        .take_while(|(_, mark)| {
            !mark.is_any(&[
                ",", ";", ":", "and", "which", "that", "with", "as", "while", "but", "to", "by",
                "from", "due", "given", "despite", "after", "at", "because",
            ])
        })
        .collect();
    let (at, direction) =
        clause.iter().rev().find_map(|(at, mark)| Some((*at, mark.direction(&[Form::Noun])?)))?;
    // "with the increase in rates our tax rate was 21%": a clause of circumstance names another movement.
    let states = clause.iter().any(|(_, mark)| mark.is_any(&["was", "were", "is", "are"]));
    let circumstance = clause
        .last()
        .and_then(|(first, _)| first.checked_sub(1))
        .filter(|before| *before >= figure.start)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| !matches!(mark.is, Is::Sign));
    let moves = frame.mark(at + 1).is_some_and(|mark| mark.is("in")) && !(states && circumstance);
    let near = chosen.named_at.is_none_or(|named| (at + 2..=at + 5).contains(&named));
    // "the 85% increase in earnings of $5.25": the figure before measures that movement.
    let measured = figure.start > 0 && at < figure.start + 4;
    let counted = figure.quantity.kind == Kind::Count
        && !frame.range(at + 2, figure.place).any(|(_, mark)| mark.is("of"));
    (moves && near && !measured && !counted).then_some(direction)
}

/// `charges of $54 million or $0.06 per share`: what an item is for one share.
fn beside_item(frame: &Frame<'_>, figure: &Figure, last: Option<Said>) -> Option<Said> {
    let per_share = is_per_share(&figure.quantity);
    let last = last.filter(|_| per_share && figure.before.lead == Lead::And)?;
    let before = frame.figures.iter().find(|other| other.place + 1 == figure.start)?;
    let or = frame.range(figure.start, figure.place).any(|(_, mark)| mark.is("or"));
    if !or || before.quantity.kind != Kind::Money {
        return None;
    }
    if last.aspect == Aspect::Impact {
        return Some(Said { because: PER_SHARE_ITEM, ..last });
    }
    let near = || {
        frame
            .range(before.start, figure.start + 8.min(figure.place - figure.start))
            .map(|(_, mark)| mark)
    };
    let profit = || {
        frame.range(before.start, figure.place).any(|(_, mark)| {
            mark.is_any(&["net", "earned", "earnings", "dividends", "dividend"])
                || matches!(&mark.is, Is::Metric(metric)
                    if !metric.metric.per_share.is_empty() || metric.metric.adjustable)
        })
    };
    let item = |mark: &Mark<'_>| matches!(&mark.is, Is::Metric(metric) if ITEMS.contains(&metric.metric.id.as_str()));
    let cost = near()
        .any(|mark| item(mark) || WORDS.costs.ends(mark.text) && !mark.is_any(&["loss", "losses"]));
    let gain = near().any(|mark| WORDS.gains.ends(mark.text) && !mark.is("contribution"));
    ((cost || gain) && !profit()).then_some(Said {
        aspect: Aspect::Impact,
        negative: cost && !gain,
        because: PER_SHARE_ITEM,
    })
}

/// An amount that can only be one per share: said so, or in cents.
fn is_per_share(quantity: &Quantity) -> bool {
    quantity.kind == Kind::PerShare
        || quantity.kind == Kind::Money
            && !quantity.scaled
            && quantity.high.abs() < Decimal::TEN
            && quantity.resolution < Decimal::ONE
}

/// `Harbor contributed $6 million`: a part of the company that is named right before the verb.
fn part_contributes(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.is_some_and(|by| {
        let verb = frame.mark(by).is_some_and(|mark| mark.is_any(&["contributed", "contributes"]));
        let part = by
            .checked_sub(1)
            .and_then(|before| frame.mark(before))
            .is_some_and(|mark| matches!(mark.is, Is::Scope(_)));
        verb && part && figure.quantity.kind == Kind::Money && figure.tail.moved.is_none()
    })
}

/// `we issued $400 million of notes at 2.45%`, `sold two buildings for $118 million at 6.3%`
fn is_rate_of_deal(frame: &Frame<'_>, figure: &Figure) -> bool {
    let at = figure
        .place
        .checked_sub(1)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| mark.is("at"));
    let money = frame
        .figures
        .iter()
        .any(|other| other.place + 1 == figure.start && other.quantity.kind == Kind::Money);
    let deal = frame.range(0, figure.place).any(|(_, mark)| {
        mark.is_any(&[
            "issued",
            "refinanced",
            "priced",
            "sold",
            "acquired",
            "borrowed",
            "placed",
            "bought",
            "notes",
            "bonds",
        ])
    });
    at && money && deal && figure.tail.moved.is_none()
}

/// `our pipeline is 62% funded`, `the tower is 71% leased`
fn is_state(frame: &Frame<'_>, figure: &Figure) -> bool {
    let state = frame.mark(figure.place + 1).is_some_and(|mark| {
        mark.is_any(&[
            "funded",
            "leased",
            "occupied",
            "hedged",
            "complete",
            "completed",
            "vaccinated",
            "subscribed",
            "utilized",
            "booked",
            "preleased",
            "invested",
            "drawn",
        ])
    });
    let is = frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.is_any(&["is", "are", "was", "were", "now"]));
    state && is
}

/// `took 3 points off our growth`, `added 2 points to growth`: the movement is what the cause acts on.
fn off_growth(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["off", "to", "from", "off of"]))
}

/// `Charge-offs were 11 basis points of loans`, `fees are 14 basis points`: a rate that is small.
fn is_rate_in_points(frame: &Frame<'_>, figure: &Figure) -> bool {
    let by = |words: &[&str]| {
        figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is_any(words))
    };
    figure.quantity.kind == Kind::BasisPoints
        && figure.tail.moved.is_none()
        && matches!(figure.before.lead, Lead::Level | Lead::And)
        && (figure.tail.of && (by(&["was", "were", "is", "are", "at"]) || by(&["or"]))
            || by(&["is", "are", "run", "yields"]) && figure.tail.effect.is_none())
        && !frame
            .range(figure.start, figure.place)
            .any(|(_, mark)| mark.direction(&[Form::Noun]).is_some())
}

/// `growth slowed to 8%`, `inflation eased to 4%`: the pace fell, yet it is growth.
fn pace(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let verb = figure.before.by?;
    frame.range(verb.saturating_sub(3).max(figure.start), verb).rev().find_map(|(_, mark)| {
        mark.direction(&[Form::Noun]).or_else(|| mark.is("inflation").then_some(Direction::Up))
    })
}

/// `on top of a 9% gain a year ago`: a rate that gains moves; `a 40 basis point gain from the sale` is an effect.
fn gained(frame: &Frame<'_>, figure: &Figure) -> bool {
    let rate =
        matches!(figure.quantity.kind, Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints);
    let effect = matches!(figure.before.lead, Lead::Effect(_));
    let gain = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["gain", "gains"]));
    let cause = frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["from", "on"]));
    rate && gain && !cause && !effect
}

/// `Freight was 120 basis points of that`: a part of the movement before.
fn of_that(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is("of"))
        && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["that", "this", "it"]))
        && frame.mark(figure.place + 3).is_none_or(|mark| {
            matches!(mark.is, Is::Sign) || mark.is_any(&["from", "was", "is", "came", "due to"])
        })
}

/// `partly offset by 40 basis points of mix`
fn offsets(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.text.to_ascii_lowercase().ends_with("offset by"))
}

/// `advertising was $9 million, or 10% of sales`, `operating income represented 8% of sales`: costs and incomes are no part of revenue,
/// but have a ratio to it.
fn is_cost_of_revenue(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let of_revenue = figure.tail.of
        && figure
            .tail
            .metric
            .and_then(|at| frame.metric(at))
            .is_some_and(|whole| whole.metric.id == "revenue");
    let ratio = chosen.subject.is_some_and(|subject| {
        subject.metric.polarity == Polarity::LowerIsBetter || !subject.metric.ratio.is_empty()
    });
    of_revenue && ratio && chosen.named_at != figure.tail.metric && figure.tail.moved.is_none()
}

/// `our 5% senior notes due 2031`
fn is_coupon(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.place + 1, figure.stop.min(figure.place + 6))
        .take_while(|(_, mark)| {
            !mark.is_any(&[",", ".", "of", "in", "on", "for", "to", "and", "from"])
        })
        .any(|(_, mark)| {
            mark.text
                .to_ascii_lowercase()
                .split(' ')
                .any(|word| ["notes", "bonds", "debentures", "note", "bond"].contains(&word))
        })
        && figure.tail.moved.is_none()
}

/// `Pumps contributed $5 million in sales`: what a part of the company earns.
pub(super) fn contributes(frame: &Frame<'_>, figure: &Figure) -> bool {
    let verb = figure.before.by.and_then(|at| frame.mark(at));
    let earned = figure.tail.metric.is_some_and(|at| {
        frame.range(figure.place, at).any(|(_, mark)| mark.is_any(&["of", "in"]))
    });
    earned && verb.is_some_and(|verb| verb.text.to_ascii_lowercase().starts_with("contribut"))
}

/// `Net income benefited from $3 million of refunds`: the subject is no part of the company, it gains by the figure.
fn benefited(frame: &Frame<'_>, figure: &Figure) -> bool {
    let verb = figure.before.by.and_then(|at| frame.mark(at));
    verb.is_some_and(|verb| {
        let lower = verb.text.to_ascii_lowercase();
        ["benefit", "helped", "boosted", "lifted"].iter().any(|start| lower.starts_with(start))
    })
}

/// `offset by $50 million of capital expenditures`
fn is_offset(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure
        .before
        .by
        .and_then(|at| frame.mark(at))
        .is_some_and(|mark| mark.text.to_ascii_lowercase().ends_with("offset by"))
}

/// Does the figure name an item that the vocabulary has, so that it is a level of that item?
fn named_item(figure: &Figure, chosen: &Chosen<'_>) -> bool {
    let after_verb = chosen.named_at.is_some_and(|at| figure.before.by.is_none_or(|by| at > by));
    after_verb
        && !matches!(
            figure.quantity.kind,
            Kind::PerShare | Kind::BasisPoints | Kind::PercentagePoints | Kind::Percent
        )
}

fn impact(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
    effect: Effect,
    because: &'static str,
) -> Said {
    let lower_is_better = chosen.subject.is_some_and(|subject| {
        subject.metric.polarity == Polarity::LowerIsBetter && !subject.negative
    });
    let near = || {
        frame
            .range(
                figure.start.max(figure.place.saturating_sub(8)),
                figure.stop.min(figure.place + 10),
            )
            .map(|(_, mark)| mark)
    };
    let negative = match effect {
        Effect::Tailwind => near().any(|mark| mark.is_any(&["negative", "unfavorable", "adverse"])),
        Effect::Headwind => true,
        // What is "impacted" without a word for how is hurt.
        Effect::Impact => {
            let verb = figure.before.by.is_some_and(|by| {
                let is = |at: usize, words: &[&str]| {
                    frame.mark(at).is_some_and(|mark| mark.is_any(words))
                };
                is(by, &["impacted", "impacting", "affected"])
                    || is(by, &["impact", "affect"])
                        && by.checked_sub(1).is_some_and(|before| {
                            is(before, &["to", "will", "would", "could", "may"])
                        })
            });
            let good = near().any(|mark| {
                let lower = mark.text.to_ascii_lowercase();
                lower.starts_with("positive")
                    || lower.starts_with("favorabl")
                    || WORDS.gains.has(mark.text)
            });
            // "we recorded write-offs of $3 million, a 50 basis point impact"
            let after_cost = figure.start > 0
                && frame.range(0, figure.place).any(|(_, mark)| {
                    is_item(mark)
                        || EXPENSED
                            .iter()
                            .any(|word| mark.text.to_ascii_lowercase().ends_with(word))
                })
                && !frame.range(0, figure.stop).any(|(_, mark)| WORDS.gains.ends(mark.text));
            near().any(|mark| WORDS.adverse.has(mark.text))
                || (verb && !good)
                || (after_cost && !good)
        }
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
            // "which includes a charge of $0.31"
            let named = || {
                let from = figure.before.by.map_or(figure.start, |by| by + 1);
                frame.range(from, figure.place).map(|(_, mark)| mark)
            };
            let cost = |mark: &Mark<'_>| WORDS.costs.ends(mark.text) || is_item(mark);
            let gain = gain || named().any(|mark| WORDS.gains.ends(mark.text));
            let cost = named().any(cost) || behind().any(cost);
            // What a cost includes makes it higher, and what a gain takes off makes it lower.
            if lower_is_better { gain } else { cost && !gain }
        }
    };
    Said { aspect: Aspect::Impact, negative, because }
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
        ("Our net loss was $7 million.",                                       "$7 million: level/-7000000"),
        ("Non-GAAP loss from operations was $21 million.",                     "$21 million: level/-21000000"),
        ("We lowered our operating losses by 25%.",                            "25%: change/25"),
        ("Foreign exchange was a 150 basis point headwind to revenue growth.", "150 basis point: impact/-150"),
        ("Operating margin included a 40 basis point benefit from insurance.", "40 basis point: impact/40"),
        ("Wholesale accounted for 93% of our revenue.",                        "93%: share/93"),
        ("Operating income included $10 million of restructuring charges.",    "$10 million: level/10000000"),
        ("Churn improved by 30 basis points.",                                 "30 basis points: change/-30"),
        ("Revenue came in $10 million above the high end of our guidance.",    "$10 million: change/10000000"),
        ("Revenue was flat.",                                                  ""),
        ("Weather hurt revenue by $6 million.",                                "$6 million: impact/-6000000"),
        ("An extra week added $4 million to revenue.",                         "$4 million: impact/4000000"),
        ("Operating loss narrowed to $3 million from $8 million a year ago.",  "$3 million: level/-3000000; $8 million: level/-8000000"),
        ("Operating loss widened by $2 million.",                              "$2 million: change/-2000000"),
        ("An increase in selling expense of $4 million held it back.",         "$4 million: change/4000000"),
        ("Our net decrease in cash for the quarter was $12 million.",          "$12 million: change/-12000000"),
        ("We saw a decrease in activity of only 5%.",                          "5%: change/-5"),
        ("With the increase in rates our tax rate was 21%.",                   "21%: level/21"),
        ("Operating earnings expanded 90 basis points to 17.4%.",              "90 basis points: change/90; 17.4%: level/17.4"),
        ("We saw a 9% increase in quarterly sales of $31 million.",            "9%: change/9; $31 million: level/31000000"),
        ("The outage impacted revenue by $3 million.",                         "$3 million: impact/-3000000"),
        ("The mild winter positively affected revenue by $3 million.",         "$3 million: impact/3000000"),
        ("We repaid our 5% senior notes due 2031.",                            "5%: level/5"),
        ("Lower sales contributed to a $6 million reduction in gross profit.", "$6 million: change/-6000000"),
        ("Sales decreased from prior year by 19%.",                            "19%: change/-19"),
        ("Charges of $54 million or $0.06 per share hit our results.",        "$54 million: level/54000000; $0.06 per share: impact/-0.06"),
        ("Net income was $54 million or $0.06 per share.",                     "$54 million: level/54000000; $0.06 per share: level/0.06"),
        ("GAAP EPS was $0.88, which includes a charge of $0.31 for a lawsuit.", "$0.88: level/0.88; $0.31: impact/-0.31"),
        ("EPS of $0.71 include $0.14 of severance.",                           "$0.71: level/0.71; $0.14: impact/-0.14"),
        ("Operating expenses of $90 million included $6 million of severance.", "$90 million: level/90000000; $6 million: impact/6000000"),
        ("Winter storms cost us roughly 2,000 barrels a day of production.",   "2,000 barrels: impact/-2000"),
        ("We own 9,000 lots, of which 54% are under option.",                  "9,000 lots: level/9000; 54%: share/54"),
        ("We had 12 fewer sailings than planned.",                             "12 fewer sailings: change/-12"),
        ("Operating profit was 9%, an increase of 110 basis points from 7.9%.", "9%: level/9; 110 basis points: change/110; 7.9%: level/7.9"),
        ("Net income benefited from $3 million of insurance recoveries.",      "$3 million: impact/3000000"),
        ("We recorded a write-off of $3 million, a 50 basis point impact to gross margin.", "$3 million: level/3000000; 50 basis point: impact/-50"),
        ("Gross margin fell, including a 40 basis point hit from a strike.",   "40 basis point: impact/-40"),
        ("Our guidance absorbs $0.25 of pension cost.",                        "$0.25: impact/-0.25"),
        ("We ended with 1.4 million subscribers, adding 64,000 in the quarter.", "1.4 million subscribers: level/1400000; 64,000: change/64000"),
        ("EPS of $0.71 include $0.19 of depreciation and $0.14 of severance.", "$0.71: level/0.71; $0.19: impact/-0.19; $0.14: impact/-0.14"),
        ("We expect to lose between $5 million and $6 million.",               "$5 million and $6 million: level/-6000000..-5000000"),
        ("We burned 9 million gallons of fuel.",                               "9 million gallons: level/9000000"),
        ("The operating loss was $3 million. We invested $9 million in boats.", "$3 million: level/-3000000; $9 million: level/9000000"),
        ("Revenue grew 9%. Currency took 3 points off our growth.",            "9%: change/9; 3 points: impact/-3"),
        ("Net charge-offs were 11 basis points of loans, 9 basis points in Peru and 16 basis points in Chile.", "11 basis points: level/11; 9 basis points: level/9; 16 basis points: level/16"),
        ("Revenue growth slowed to 8%.",                                       "8%: change/8"),
        ("Comparable store sales rose 1%, on top of a 9% gain a year ago.",    "1%: change/1; 9%: change/9"),
        ("Margin rose on a 40 basis point gain from the sale.",                "40 basis point: impact/40"),
        ("Gross margin fell 90 basis points, and freight was 120 basis points of that.", "90 basis points: change/-90; 120 basis points: impact/-120"),
        ("Advertising expense was $9 million, or 10% of sales.",               "$9 million: level/9000000; 10%: level/10"),
        ("EPS were $1.27, which excludes a $0.08 charge for leases.",          "$1.27: level/1.27; $0.08: impact/-0.08"),
        ("We recorded a release of reserves, worth $0.10 per share.",          "$0.10 per share: impact/0.1"),
        ("EBITDA was $604 million with a $22 million beat versus our guidance.", "$604 million: level/604000000; $22 million: change/22000000"),
        ("EPS of $1.27 beat our guidance.",                                    "$1.27: level/1.27"),
        ("This dividend represents a 50% payout ratio.",                       "50%: level/50"),
        ("Technology tenants took 47% of the space.",                          "47%: share/47"),
        ("Currency took 3% off revenue.",                                      "3%: impact/-3"),
        ("We sold two offices for $118 million at 6.3%.",                      "$118 million: level/118000000; 6.3%: level/6.3"),
        ("Revenue was $118 million and grew at 6.3%.",                         "$118 million: level/118000000; 6.3%: change/6.3"),
        ("Our development pipeline is 62% funded.",                            "62%: level/62"),
        ("We saw market share gains of over seven percentage points.",         "seven percentage points: change/7"),
        ("We spent $260 million on share repurchases, including $90 million since April.", "$260 million: level/260000000; $90 million: level/90000000"),
        ("Labor cost was 33.9%, down 60 basis points.",                        "33.9%: level/33.9; 60 basis points: change/-60"),
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
