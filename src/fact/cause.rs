//! Sentences whose subject is a cause: what it adds to a figure, or takes away.
//!
//! In:  a figure in its [`Frame`], and its metric. Out: the cause's [`Effect`].
//! Not here: words of effect right beside the figure (`lead.rs`, `tail.rs`), the sign of an effect (`impact.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Effect, Form, Sense};
use super::subject::Chosen;
use super::word::is_same;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// The effect that the subject of the figure's sentence has on its metric.
pub(super) fn cause(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    part_of_movement(frame, figure)
        .or_else(|| of_the_movement(frame, figure))
        .or_else(|| comes_of(frame, figure))
        .or_else(|| drove(frame, figure))
        .or_else(|| moved_from(frame, figure))
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

/// `$3 million of the increase came from …`, `fuel drove 180 basis points of the expense growth`: a part of a movement.
fn of_the_movement(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let behind: Vec<&Mark<'_>> = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 9))
        .map(|(_, mark)| mark)
        .collect();
    let [of, the, words @ ..] = behind.as_slice() else { return None };
    if !of.is("of") || !the.is_any(&["the", "this", "that", "our", "these"]) {
        return None;
    }
    words
        .iter()
        .take_while(|mark| {
            !matches!(mark.is, Is::Sign) && !mark.is_any(&["in", "of", "from", "and"])
        })
        .find_map(|mark| mark.direction(&[Form::Noun]))
        .map(effect_of)
}

/// `growth was 9%, with 7 points from price and 2 points from volume`: where points of a movement come from.
fn comes_of(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let points = matches!(figure.quantity.kind, Kind::PercentagePoints | Kind::BasisPoints);
    let share = figure.quantity.kind == Kind::Percent;
    let source = figure.place + 2;
    let from = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("from"));
    if !((points || share) && from) {
        return None;
    }
    let own: Vec<&Mark<'_>> = frame
        .range(source, figure.stop.min(source + 4))
        .take_while(|(_, mark)| !matches!(mark.is, Is::Sign) && !mark.is_any(&["and", "or"]))
        .map(|(_, mark)| mark)
        .collect();
    let causes = |mark: &Mark<'_>| {
        matches!(&mark.is, Is::Metric(metric) if CAUSES.contains(&metric.metric.id.as_str()))
            || mark
                .words()
                .any(|word| WORDS.outside.has(word) || SOURCES.iter().any(|one| is_same(word, one)))
    };
    let moves = matches!(
        figure.before.lead,
        Lead::Moved(_) | Lead::MovedTo(_) | Lead::From | Lead::Versus | Lead::Share
    );
    let named = own.iter().any(|mark| causes(mark))
        && !own.iter().any(|mark| matches!(mark.is, Is::Period(_) | Is::Quantity(_)));
    // What the points are a part of stands before them.
    let before = frame.figures.iter().rev().find(|other| {
        other.place < figure.place
            && (matches!(other.before.lead, Lead::Moved(_)) || other.tail.moved.is_some())
    });
    let growth = frame
        .range(0, figure.place)
        .rev()
        .find_map(|(_, mark)| mark.direction(&[Form::Verb, Form::Noun]))?;
    (named && !moves && (before.is_some() || figure.start > 0)).then(|| effect_of(growth))
}

/// Words of what moves a figure inside a company, beside those that act from outside.
const SOURCES: &[&str] = &[
    "mix",
    "pricing",
    "price",
    "volume",
    "volumes",
    "productivity",
    "leverage",
    "inflation",
    "launches",
    "synergies",
];

/// Metrics whose movement moves others.
const CAUSES: &[&str] = &[
    "stock_based_compensation",
    "stock_based_compensation_ratio",
    "depreciation_amortization",
    "commodity_cost",
    "catastrophe_losses",
    "price",
    "volume",
    "currency_impact",
    "cost_savings",
    "price_increase_realized",
    "synergies",
];

/// `a 12% increase from volume and a 2% improvement from currency`, `an 8% improvement in currency`: what moved the figure of the sentence.
fn moved_from(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let moved = figure.tail.moved?;
    let noun = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 4))
        .find(|(_, mark)| mark.direction(&[Form::Noun]).is_some())?
        .0;
    let link = frame.mark(noun + 1)?;
    let source = || {
        frame
            .range(noun + 2, figure.stop.min(noun + 5))
            .take_while(|(_, mark)| !matches!(mark.is, Is::Sign) && !mark.is_any(&["and", "of"]))
    };
    let word = |mark: &Mark<'_>, words: &[&str]| mark.holds_any(words);
    let from = link.is("from")
        && source().any(|(_, mark)| {
            word(mark, SOURCES)
                || word(mark, CURRENCY)
                || word(mark, &["acquisition", "acquisitions"])
        });
    let currency = link.is("in") && source().next().is_some_and(|(_, mark)| word(mark, CURRENCY));
    (from || currency).then(|| effect_of(moved))
}

/// Words of currency.
const CURRENCY: &[&str] = &["currency", "currencies", "fx", "exchange"];

/// `Divestitures drove a 150 basis point decline in sales`: what a cause from outside made of a figure.
fn drove(frame: &Frame<'_>, figure: &Figure) -> Option<Effect> {
    let moved = figure.tail.moved?;
    let verb = frame
        .range(figure.start, figure.place)
        .rev()
        .take(3)
        .find(|(_, mark)| mark.is_any(&["drove", "caused", "created", "driving", "causing"]))?
        .0;
    let from = verb.saturating_sub(4).max(figure.start);
    let outside =
        frame.range(from, verb).any(|(_, mark)| mark.words().any(|word| WORDS.outside.has(word)));
    outside.then(|| effect_of(moved))
}

/// `Exchange rates increased growth by 20 basis points`, `divestitures were negative 60 basis points`.
fn acts(frame: &Frame<'_>, figure: &Figure, chosen: &Chosen<'_>) -> Option<Effect> {
    // "exchange rates increased growth by 20 basis points": the verb stands before the growth.
    let by = figure.before.by?;
    let noun = frame.mark(by).is_some_and(|mark| {
        mark.direction(&[Form::Noun]).is_some() && mark.direction(&[Form::Verb]).is_none()
    });
    let before_noun = || {
        frame
            .range(by.saturating_sub(5).max(figure.start), by)
            .rev()
            .take_while(|(_, mark)| !mark.is_any(&[",", "and", "of"]))
            .find_map(|(at, mark)| Some((at, mark.direction(&[Form::Verb])?)))
    };
    let found = if noun { before_noun() } else { None };
    let verb = found.map_or(by, |(at, _)| at);
    let lead = found.map_or(figure.before.lead, |(_, direction)| Lead::Moved(direction));
    let begin = frame
        .range(figure.start, verb)
        .rev()
        .take_while(|(_, mark)| !mark.is_any(&[",", ";", ":", "while", "and", "but"]))
        .last()
        .map_or(verb, |(at, _)| at);
    let subject = || frame.range(begin, verb).map(|(_, mark)| mark);
    let ours = subject().any(|mark| mark.has(Sense::Pronoun) || mark.is_any(&["we", "they", "i"]));
    let outside = subject().any(|mark| mark.words().any(|word| WORDS.outside.has(word)));
    // "Lower prices reduced revenue by $9 million": one metric acts on another.
    let metric = |start, end| frame.range(start, end).find_map(|(at, _)| frame.metric(at));
    let by_metric = !ours
        && metric(begin, verb).is_some_and(|cause| {
            CAUSES.contains(&cause.metric.id.as_str())
                && frame.mark(verb + 1).is_some()
                && metric(verb + 1, figure.place)
                    .is_some_and(|object| object.metric.id != cause.metric.id)
        });
    if by_metric && let Lead::Moved(direction) = lead {
        return Some(effect_of(direction));
    }
    if !outside || ours {
        return None;
    }
    match lead {
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
        ("Revenue grew 9%, and 7 points of the growth was price.",                            "9%: change/9; 7 points: impact/7"),
        ("Organic growth was 9%, with 7 points from price and 2 points from volume.",         "9%: change/9; 7 points: impact/7; 2 points: impact/2"),
        ("Margin fell 90 basis points, with 70 basis points from mix.",                       "90 basis points: change/-90; 70 basis points: impact/-70"),
        ("Margin rose 90 basis points, up 20 basis points from last quarter.",                "90 basis points: change/90; 20 basis points: change/20"),
        ("Lower prices reduced revenue by $9 million.",                                       "$9 million: impact/-9000000"),
        ("We reduced prices by 3%.",                                                          "3%: change/-3"),
        ("Divestitures drove a 150 basis point decline in sales.",                            "150 basis point: impact/-150"),
        ("Demand drove a 9% increase in sales.",                                              "9%: change/9"),
        ("The outage is expected to impact revenue in the fourth quarter by $6 million.",     "$6 million: impact/-6000000"),
        ("Revenue rose on a 12% increase from volume and a 2% improvement from currency.",    "12%: impact/12; 2%: impact/2"),
        ("Revenue rose due to an 8% improvement in currency.",                                "8%: impact/8"),
        ("We saw a 12% increase from last year.",                                             "12%: change/12"),
        ("Favorable exchange rates increased our overall growth by 20 basis points.",         "20 basis points: impact/20"),
        ("The acquisition closed in May, and revenue was $61 million.",                       "$61 million: level/61000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
