//! Sentences whose subject is a cause: what it adds to a figure, or takes away.
//!
//! In:  a figure in its [`Frame`], and its metric. Out: the cause's [`Effect`].
//! Not here: words of effect right beside the figure (`lead.rs`, `tail.rs`), the sign of an effect (`aspect.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Effect, Form, Sense};
use super::subject::Chosen;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// The effect that the subject of the figure's sentence has on its metric.
pub(super) fn cause(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    part_of_movement(frame, figure)
        .or_else(|| acts(frame, figure, chosen))
        .or_else(|| is_effect(frame, figure, chosen))
        .or_else(|| effect_is(frame, figure))
        .or_else(|| included_in(frame, figure))
        .or_else(|| missing(frame, figure, chosen))
}

/// Is the figure what another one is included in: `included in the $0.88 loss is …`?
pub(super) fn is_whole(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.is_some_and(|at| {
        frame.mark(at).is_some_and(|mark| mark.is("included"))
            && frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["in", "within"]))
    })
}

fn effect_of(direction: Direction) -> Effect {
    match direction {
        Direction::Up | Direction::Better => Effect::Tailwind,
        Direction::Down | Direction::Worse => Effect::Headwind,
    }
}

/// `Of this increase, $3 million came from …`: a part of a movement.
fn part_of_movement(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let marks: Vec<&Mark<'_>> =
        frame.range(figure.start, figure.place).map(|(_, mark)| mark).collect();
    let of = marks.iter().rposition(|mark| mark.is("of"))?;
    let [this, words @ ..] = marks.get(of + 1..)? else { return None };
    let movement = words.iter().take(3).find_map(|mark| mark.direction(&[Form::Noun]));
    let apart = words.iter().skip(1).any(|mark| mark.is(","));
    let opens = of == 0 || marks.get(of - 1).is_some_and(|mark| matches!(mark.is, Is::Sign));
    (opens && apart && this.is_any(&["this", "that", "the", "these"]))
        .then_some(movement)
        .flatten()
        .map(effect_of)
}

/// `Exchange rates increased growth by 20 basis points`, `divestitures were negative 60 basis points`.
fn acts(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    let verb = figure.before.by?;
    let begin = frame
        .range(figure.start, verb)
        .rev()
        .take_while(|(_, mark)| !mark.is_any(&[",", ";", ":", "while", "and", "but"]))
        .last()
        .map_or(verb, |(at, _)| at);
    let subject = || frame.range(begin, verb).map(|(_, mark)| mark);
    let ours = subject().any(|mark| mark.has(Sense::Pronoun) || mark.is_any(&["we", "they", "i"]));
    let outside = subject().any(|mark| {
        mark.text.to_ascii_lowercase().split([' ', '-']).any(|word| WORDS.outside.has(word))
    });
    if !outside || ours {
        return None;
    }
    match figure.before.lead {
        Lead::Moved(direction) => {
            let object = frame.range(verb + 1, figure.place).any(|(_, mark)| {
                matches!(mark.is, Is::Metric(_)) || mark.direction(&[Form::Noun]).is_some()
            });
            object.then(|| effect_of(direction))
        }
        Lead::Level if chosen.named_at.is_none() && figure.tail.metric.is_none() => {
            let share = matches!(
                figure.quantity.kind,
                Kind::Percent | Kind::BasisPoints | Kind::PercentagePoints
            );
            let copula = frame.mark(verb).is_some_and(|mark| mark.is_any(&["was", "were"]));
            (share && copula && !figure.tail.of).then_some(Effect::Impact)
        }
        _ => None,
    }
}

/// `The impact on net income was $4 million`, `an effect on our margin of 50 basis points`.
fn is_effect(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    if figure.before.lead != Lead::Level {
        return None;
    }
    let (at, effect) = frame
        .range(figure.start, figure.place)
        .rev()
        .find_map(|(at, mark)| Some((at, mark.effect(Form::Noun)?)))?;
    let on = frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["on", "to"]));
    let near = chosen.named_at.is_some_and(|named| named > at && named <= at + 4);
    let broken = frame
        .range(at + 1, figure.place)
        .any(|(_, mark)| mark.is_any(&[",", ";", "and", "but", "that", "which", "while"]));
    (on && near && !broken).then_some(effect)
}

/// `The impact of higher wages was $2 million`: the effect is the subject of the sentence's first figure.
fn effect_is(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let copula = figure
        .before
        .by
        .and_then(|by| frame.mark(by))
        .is_some_and(|mark| mark.is_any(&["was", "were", "is", "are"]));
    let (at, _) = frame
        .range(0, 5.min(figure.place))
        .find(|(_, mark)| mark.is_any(&["impact of", "effect of"]))
        .filter(|_| figure.start == 0 && copula)?;
    let words = || frame.range(at + 1, figure.place).map(|(_, mark)| mark);
    if words().any(|mark| mark.is(",")) {
        return None;
    }
    let cost = words().any(|mark| WORDS.costs.ends(mark.text))
        && !words().any(|mark| mark.is_any(&["lower", "reduced", "decreased"]));
    Some(if cost { Effect::Headwind } else { Effect::Impact })
}

/// `Included in the quarter's loss is a charge of $3 million`: the subject stands behind its verb.
fn included_in(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let inverted = frame.mark(0).is_some_and(|mark| mark.is("included"))
        && frame.mark(1).is_some_and(|mark| mark.is_any(&["in", "within"]));
    let copula = frame
        .range(2, figure.place)
        .rev()
        .find(|(_, mark)| mark.is_any(&["is", "are", "was", "were"]));
    let (at, _) = copula?;
    let first = !frame.figures.iter().any(|other| other.place > at && other.place < figure.place);
    (inverted && first).then_some(Effect::Includes)
}

/// `Delayed revenue was $6 million`, `we expect to lose fee income of $2 million`: what did not come.
fn missing(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    let named = chosen.named_at.filter(|named| *named < figure.place)?;
    let amount = matches!(figure.quantity.kind, Kind::Money | Kind::PerShare | Kind::Count);
    let absent = frame.range(named.saturating_sub(2).max(figure.start), named).any(|(_, mark)| {
        mark.is_any(&["delayed", "lost", "lose", "losing", "foregone", "forgone", "missed"])
    });
    (amount && absent && figure.before.lead == Lead::Level).then_some(Effect::Headwind)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                              expected: aspect/value
        ("Revenue rose $9 million. Of this increase, $3 million came from the new ferry.",    "$9 million: change/9000000; $3 million: impact/3000000"),
        ("Favorable exchange rates increased revenue growth by 30 basis points.",             "30 basis points: impact/30"),
        ("Storm downtime reduced volumes by about 4,000 tons.",                               "4,000 tons: impact/-4000"),
        ("We increased revenue by 4%.",                                                       "4%: change/4"),
        ("Revenue grew 6%. Divestitures were negative 60 basis points.",                      "6%: change/6; negative 60 basis points: impact/-60"),
        ("The negative impact on net income was $4 million.",                                 "$4 million: impact/-4000000"),
        ("Included in the $0.61 loss is a burden of $0.12 from the move.",                    "$0.61: level/-0.61; $0.12: impact/-0.12"),
        ("Revenue was $61 million, which includes $5 million from the new depot.",            "$61 million: level/61000000; $5 million: impact/5000000"),
        ("The impact of lower volume in the quarter was $2 million.",                          "$2 million: impact/-2000000"),
        ("The impact of cost increases was $2 million.",                                      "$2 million: impact/-2000000"),
        ("Including the impact of outages, volume was 4,000 barrels.",                        "4,000 barrels: level/4000"),
        ("Delayed revenue was approximately $6 million.",                                     "$6 million: impact/-6000000"),
        ("We anticipate losing fee revenue of $2 million.",                                   "$2 million: impact/-2000000"),
        ("The acquisition closed in May, and revenue was $61 million.",                       "$61 million: level/61000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
