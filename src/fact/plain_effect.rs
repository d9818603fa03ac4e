//! Effects that are said without a word of effect: `worth 150 basis points`, `a $0.02 negative`, `$8 million of lost sales`.
//!
//! In:  [`Asked`]: a figure in its frame and its metric. Out: [`Said`], an impact, where the figure is what a cause is worth.
//! Not here: words of effect beside the figure (`effect_form.rs`), subjects that are causes (`cause.rs`).

use super::aspect::{Asked, Said};
use super::impact::impact;
use super::label::Aspect;
use super::mark::Is;
use super::per_share_item::is_per_share;
use super::phrase_book::{Direction, Effect, Form, Sense};

/// Why such a figure is an impact.
pub(super) const WORTH: &str = "what a cause is worth";

pub(super) fn plain_effect(asked: &Asked<'_, '_>) -> Option<Said> {
    let effect = worth(asked)
        .or_else(|| plus_or_minus(asked))
        .or_else(|| of_what_was_lost(asked))
        .or_else(|| part_of_a_ratio(asked))
        .or_else(|| step_of_earnings(asked))
        .or_else(|| cost_us(asked))?;
    Some(impact(asked.frame, asked.figure, asked.chosen, effect, WORTH))
}

/// `the calendar shift was worth 150 basis points to comps`; a contract that is worth $5 million has no effect.
fn worth(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, .. } = *asked;
    let said = frame
        .range(figure.start.max(figure.place.saturating_sub(2)), figure.place)
        .any(|(_, mark)| mark.is("worth"));
    let to = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("to"));
    let plain = figure.tail.effect.is_none() && figure.tail.moved.is_none();
    (said && plain && (asked.points() || to)).then_some(Effect::Tailwind)
}

/// `currency was a $0.02 negative`
fn plus_or_minus(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, .. } = *asked;
    let article = frame.mark(figure.place.checked_sub(1)?)?.is_any(&["a", "an"]);
    let ends = frame.mark(figure.place + 2).is_none_or(|mark| {
        matches!(mark.is, Is::Sign | Is::Period(_))
            || mark.is_any(&["to", "for", "in", "on", "and", "from", "year-over-year"])
    });
    let noun = frame.mark(figure.place + 1).filter(|_| article && ends)?;
    if noun.is_any(&["negative", "detriment"]) {
        return Some(Effect::Headwind);
    }
    noun.is_any(&["positive", "plus"]).then_some(Effect::Tailwind)
}

/// `the outage resulted in $8 million of lost sales`
fn of_what_was_lost(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, .. } = *asked;
    let of = frame.mark(figure.place + 1)?.is_any(&["of", "in"]);
    let lost = frame.mark(figure.place + 2)?.is_any(&["lost", "foregone", "forgone", "missed"]);
    (of && lost && !asked.percent()).then_some(Effect::Headwind)
}

/// `catastrophe losses accounted for 5 points of the loss ratio`
fn part_of_a_ratio(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, .. } = *asked;
    let of = frame.mark(figure.place + 1)?.is("of") && figure.tail.metric.is_some();
    let verb = figure.before.by.and_then(|by| frame.mark(by))?.has(Sense::ShareVerb);
    (asked.points() && of && verb).then_some(Effect::Tailwind)
}

/// `there was a $0.08 increase from higher deliveries and a $0.05 decrease from storm costs`: the steps from one year's earnings for
/// one share to the next. `EPS was $1.40, a $0.08 increase` is a change.
fn step_of_earnings(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, last, .. } = *asked;
    let begins = figure.start == 0 || last.is_some_and(|last| last.aspect == Aspect::Impact);
    let moved = figure.tail.moved.filter(|_| is_per_share(&figure.quantity) && begins)?;
    let (noun, _) = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 3))
        .find(|(_, mark)| mark.direction(&[Form::Noun]).is_some())?;
    let next = frame.mark(noun + 1)?;
    let source = frame.mark(noun + 2).is_none_or(|mark| !matches!(mark.is, Is::Period(_)));
    let caused = next.has(Sense::Cause) || next.is("from") && source;
    let drove = frame
        .range(figure.start, figure.place)
        .any(|(_, mark)| mark.is_any(&["drove", "caused", "created", "provided"]));
    (caused || drove).then_some(match moved {
        Direction::Up | Direction::Better => Effect::Tailwind,
        Direction::Down | Direction::Worse => Effect::Headwind,
    })
}

/// `the strike cost us $30 million more than we had planned`
fn cost_us(asked: &Asked<'_, '_>) -> Option<Effect> {
    let Asked { frame, figure, .. } = *asked;
    let verb = figure.before.by.and_then(|by| frame.mark(by))?.is("cost us");
    (verb && figure.tail.moved.is_some()).then_some(Effect::Headwind)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                               expected: aspect/value
        ("The calendar shift was worth about 150 basis points to comps.",                      "150 basis points: impact/150"),
        ("The contract is worth $9 million.",                                                  "$9 million: level/9000000"),
        ("Currency was a $0.02 negative.",                                                     "$0.02: impact/-0.02"),
        ("Comps were a negative 2%.",                                                          "negative 2%: change/-2"),
        ("The outage resulted in $8 million of lost sales.",                                   "$8 million: impact/-8000000"),
        ("Storms accounted for 5 points of the loss ratio.",                                   "5 points: impact/5"),
        ("There was a $0.08 increase from deliveries and a $0.05 decrease from storm costs.",  "$0.08: impact/0.08; $0.05: impact/-0.05"),
        ("EPS was $1.40, a $0.08 increase due to higher deliveries.",                          "$1.40: level/1.4; $0.08: change/0.08"),
        ("We saw a $0.08 increase from last year.",                                            "$0.08: change/0.08"),
        ("The strike cost us $30 million more than we had planned.",                           "$30 million: impact/-30000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
