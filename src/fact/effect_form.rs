//! Constructions of what stands right beside a figure: parts of a whole, items, effects, and parts of a movement.
//!
//! In:  [`Asked`]: a figure in its frame and its metric. Out: [`Said`], where the construction applies.
//! Not here: the order of the constructions and their examples (`aspect.rs`), movements and ratios (`movement_form.rs`).

use super::aspect::{Asked, SPLIT, Said};
use super::cause::is_whole;
use super::contribution::{PLAIN_AMOUNTS, benefited, contributes, named_item, part_contributes};
use super::frame::{Figure, Frame};
use super::impact::{impact, is_offset, off_growth};
use super::label::Aspect;
use super::lead::Lead;
use super::mark::Is;
use super::movement::gained;
use super::movement_part::{of_that, offsets};
use super::per_share_item::{PER_SHARE_ITEM, beside_item, is_per_share};
use super::phrase_book::{Direction, Effect, Form, Sense};
use super::split::splits;
use super::stated_rate::{is_coupon, is_rate_of_deal, is_state};
use crate::quantity::Kind;

/// `including 400 stores of the small kind`: things that are counted are there, they have no effect on anything.
pub(super) fn counts(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let subject = asked.chosen.subject;
    let counted = asked.counted();
    let hurts = matches!(figure.before.lead, Lead::Effect(Effect::Headwind));
    if counted
        && figure.tail.effect.is_none()
        && matches!(figure.before.lead, Lead::Effect(_))
        && !hurts
    {
        let adds = figure.before.by.is_some_and(|by| {
            frame.mark(by).is_some_and(|mark| mark.is_any(&["added", "gain", "gains"]))
        });
        return Some(match figure.tail.moved {
            // "we added 45 clients"
            None if adds
                && subject.is_some_and(|subject| subject.metric.has_level(Kind::Count)) =>
            {
                asked.moved(Direction::Up, "a movement is named before the figure")
            }
            Some(direction) => asked.moved(direction, "a movement is named behind the figure"),
            None => asked.level("what is counted"),
        });
    }
    // "we lost 40,000 members", "we lost 40 basis points of share"
    let lost = || {
        frame
            .range(figure.start.max(figure.place.saturating_sub(2)), figure.place)
            .any(|(_, mark)| mark.is_any(&["lost", "losing"]))
    };
    if (counted || asked.points() || figure.quantity.kind == Kind::Bare) && lost() {
        return Some(asked.moved(Direction::Down, "a movement is named before the figure"));
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
        return Some(asked.moved(Direction::Up, "a movement is named before the figure"));
    }
    None
}

/// `we own 9,000 lots, of which 54% are under option`
pub(super) fn part_of_a_whole(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let percent = asked.percent();
    let of_part = figure.tail.of
        || figure.tail.of_whole
            && figure.tail.moved.is_none()
            && figure.tail.effect.is_none()
            && matches!(figure.before.lead, Lead::Effect(Effect::Headwind));
    if percent && of_part && matches!(figure.before.lead, Lead::Effect(_)) {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    // "tenants of the highest grade contribute 51% of our rent"
    let contributes = figure
        .before
        .by
        .and_then(|by| frame.mark(by))
        .is_some_and(|mark| mark.starts_with("contribut"));
    if percent && contributes && figure.tail.of_whole && figure.tail.moved.is_none() {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    // "represent one in four transactions, or 25%": the part was said in words.
    if percent && figure.before.lead == Lead::And && in_other_words(frame, figure) {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    if percent && splits(frame, figure) {
        return Some(Said { aspect: Aspect::Share, negative: false, because: SPLIT });
    }
    // "we own 9,000 lots, of which 54% are under option"
    if percent && figure.tail.moved.is_none() && of_which(frame, figure) {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    None
}

/// Why a figure that its metric is said not to include is an impact.
pub(super) const LEFT_OUT: &str = "what the metric leaves out";

/// `Backlog does not include 3,200 units`: what the metric leaves out is no level of it.
pub(super) fn left_out(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let named = chosen.named_at.filter(|named| *named < figure.place)?;
    let amount =
        matches!(figure.quantity.kind, Kind::Money | Kind::PerShare | Kind::Count | Kind::Bare);
    let (verb, _) = frame
        .range(figure.place.saturating_sub(3).max(named + 1), figure.place)
        .rev()
        .find(|(_, mark)| mark.is_any(&["include", "reflect", "contain", "count"]))?;
    let negated = frame.range(verb.saturating_sub(3), verb).any(|(_, mark)| mark.is_any(NEGATIONS));
    (amount && negated).then_some(Said {
        aspect: Aspect::Impact,
        negative: false,
        because: LEFT_OUT,
    })
}

const NEGATIONS: &[&str] = &["not", "never", "doesn", "don", "didn", "doesn't", "don't", "didn't"];

/// `which excludes a $0.08 charge`, `a release of reserves, worth $0.10 per share`
pub(super) fn charge_for_one_share(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
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
        return Some(Said { aspect: Aspect::Impact, negative, because: PER_SHARE_ITEM });
    }
    None
}

/// `we sold two offices for $118 million at 6.3%`
pub(super) fn rate_of_what_is_told(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let percent = asked.percent();
    if percent && (is_rate_of_deal(frame, figure) || is_state(frame, figure)) {
        return Some(asked.level("a rate of what is told before it"));
    }
    None
}

/// `charges of $54 million or $0.06 per share`
pub(super) fn item_for_one_share(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, last } = *asked;
    if let Some(said) = beside_item(frame, figure, last) {
        return Some(said);
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
        return Some(impact(frame, figure, chosen, effect, "an effect is named before the figure"));
    }
    None
}

/// `our 5% senior notes`: the rate is part of the name.
pub(super) fn rate_in_a_name(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let percent = asked.percent();
    if percent && is_coupon(frame, figure) {
        return Some(asked.level("the rate that a security bears"));
    }
    None
}

/// `Workflow contributed $79 million of operating income`: what a part earns, no effect on the whole.
pub(super) fn what_a_part_contributes(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let percent = asked.percent();
    let points = asked.points();
    if !percent
        && !points
        && matches!(figure.before.lead, Lead::Effect(Effect::Tailwind))
        && !benefited(frame, figure)
        && (figure.tail.of
            || contributes(frame, figure) && figure.tail.moved.is_none()
            || part_contributes(frame, figure))
    {
        return Some(asked.level("what a part of the company contributes"));
    }
    if figure.tail.comes_from {
        return Some(Said { aspect: Aspect::Share, negative: false, because: "a part of a whole" });
    }
    None
}

/// `share gains of over seven percentage points`
pub(super) fn gain(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let points = asked.points();
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
        return Some(asked.moved(Direction::Up, "a movement is named before the figure"));
    }
    if gained(frame, figure) {
        return Some(asked.moved(Direction::Up, "a movement is named behind the figure"));
    }
    None
}

/// `a 40 basis point headwind`, `hurt revenue by $6 million`
pub(super) fn effect_beside(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let subject = asked.chosen.subject;
    if let Some(effect) = figure.tail.effect {
        return Some(impact(frame, figure, chosen, effect, "an effect is named behind the figure"));
    }
    // "partially offset by a 5% increase in wages": what the cause itself does is a movement.
    // "we spent $260 million on buybacks, including $90 million since April": a part of an amount, no effect on it.
    if figure.before.lead == Lead::Effect(Effect::Includes)
        && figure.quantity.kind == Kind::Money
        && figure.tail.effect.is_none()
        && subject.is_some_and(|subject| PLAIN_AMOUNTS.contains(&subject.metric.id.as_str()))
    {
        return Some(asked.level("what a part of an amount is"));
    }
    if let Lead::Effect(effect) = figure.before.lead
        && !((effect == Effect::Includes || is_offset(frame, figure)) && named_item(figure, chosen))
        && (figure.tail.moved.is_none() || off_growth(frame, figure))
        && !is_whole(frame, figure)
    {
        let effect = if offsets_a_fall(asked) { Effect::Tailwind } else { effect };
        return Some(impact(frame, figure, chosen, effect, "an effect is named before the figure"));
    }
    None
}

/// `Freight cost us 220 basis points, partly offset by 40 basis points of mix`: what offsets a fall raises.
fn offsets_a_fall(asked: &Asked<'_, '_>) -> bool {
    let Asked { frame, figure, last, .. } = *asked;
    let headwind = || {
        frame.range(figure.start, figure.place).any(|(at, mark)| {
            Some(at) != figure.before.by && mark.effect(Form::Noun) == Some(Effect::Headwind)
        })
    };
    is_offset(frame, figure)
        && match last.filter(|last| matches!(last.aspect, Aspect::Change | Aspect::Impact)) {
            Some(last) => last.negative,
            None => headwind(),
        }
}

/// `a $22 million beat versus the high end of our range`
pub(super) fn beat_or_miss(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, .. } = *asked;
    let counted = asked.counted();
    let article = figure
        .place
        .checked_sub(1)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| mark.is_any(&["a", "an", "the", "our"]));
    if article && frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["beat", "miss"])) {
        let missed = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("miss"));
        let direction = if missed { Direction::Down } else { Direction::Up };
        return Some(asked.moved(direction, "a movement is named behind the figure"));
    }
    // "we had 137 fewer flights than planned"
    if counted && figure.quantity.unit.split(' ').any(|word| word == "fewer") {
        return Some(asked.moved(Direction::Down, "a movement is named behind the figure"));
    }
    None
}

/// `freight was 120 basis points of that`
pub(super) fn part_of_a_movement(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, last, .. } = *asked;
    let points = asked.points();
    if points
        && let Some(last) = last.filter(|last| last.aspect != Aspect::Level)
        && figure.tail.moved.is_none()
    {
        let because = "a part of the movement before it";
        if of_that(frame, figure) || of_which(frame, figure) {
            return Some(Said { aspect: Aspect::Impact, negative: last.negative, because });
        }
        if is_offset(frame, figure) || offsets(frame, figure) {
            return Some(Said { aspect: Aspect::Impact, negative: !last.negative, because });
        }
    }
    None
}

/// `represent one in four transactions, or 25%`
fn in_other_words(frame: &Frame<'_>, figure: &Figure) -> bool {
    let or =
        figure.place.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is("or"));
    or && frame.range(figure.start, figure.place).any(|(_, mark)| mark.has(Sense::ShareVerb))
}

/// `of which 54% are under option`
fn of_which(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.range(figure.start, figure.place).any(|(at, mark)| {
        mark.is("of") && frame.mark(at + 1).is_some_and(|next| next.is_any(&["which", "whom"]))
    })
}
