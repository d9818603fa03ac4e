//! Movements that no verb before the figure says: `sales growth of 5%`, `a decrease in cash of $4 million`, `growth slowed to 8%`.
//!
//! In:  a figure in its [`Frame`] and its metric. Out: the direction of the movement.
//! Not here: verbs that move (`lead.rs`), movements named behind the figure (`tail.rs`), parts of a movement (`movement_part.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Form};
use super::subject::Chosen;
use crate::quantity::Kind;

/// The movement that a metric's name ends with: `same-store sales growth`.
pub(super) fn named_movement(frame: &Frame<'_>, chosen: &Chosen<'_>) -> Option<Direction> {
    ends_with_movement(frame.mark(chosen.named_at?)?)
}

fn ends_with_movement(metric: &Mark<'_>) -> Option<Direction> {
    let last = metric.text.rsplit([' ', '-']).next()?.to_ascii_lowercase();
    match last.as_str() {
        "growth" | "increase" | "increases" | "expansion" | "gain" | "gains" => Some(Direction::Up),
        "decline" | "declines" | "decrease" | "decreases" | "reduction" => Some(Direction::Down),
        _ => None,
    }
}

/// `a decrease in cash of $4 million`, `the increase in rents was 7%`: the movement that the figure measures.
pub(super) fn movement_in(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
) -> Option<Direction> {
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

/// `loan growth came to $450 million`, `the decline in the quarter was 40 basis points`: the movement right before the verb.
pub(super) fn noun_before_copula(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let verb = figure.before.by.filter(|_| figure.before.lead == Lead::Level)?;
    let states =
        frame.mark(verb)?.is_any(&["was", "were", "is", "came to", "came in at", "totaled"]);
    let (at, noun) = frame
        .range(figure.start, verb)
        .rev()
        .find(|(_, mark)| !matches!(mark.is, Is::Period(_)) && !mark.is_any(&["in", "for"]))?;
    let of_balance = matches!(figure.quantity.kind, Kind::Money | Kind::Count | Kind::Bare);
    let named = noun.is_any(&["growth", "increase", "decrease", "decline", "reduction"])
        || matches!(noun.is, Is::Metric(_)) && noun.ends_with(" growth");
    let direction = noun.direction(&[Form::Noun]).unwrap_or(Direction::Up);
    (states && named && of_balance && at >= figure.start).then_some(direction)
}

/// `we expect to expand our gross margin between 30 and 50 basis points`: the verb of the figure's clause.
pub(super) fn verb_of_clause(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    frame
        .range(figure.start, figure.place)
        .rev()
        .take_while(|(_, mark)| {
            !matches!(mark.is, Is::Sign) && !mark.is_any(&["and", "or", "which", "that", "while"])
        })
        .find_map(|(_, mark)| mark.direction(&[Form::Verb]))
}

/// `growth slowed to 8%`, `inflation eased to 4%`: the pace fell, yet it is growth.
pub(super) fn pace(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let verb = figure.before.by?;
    frame.range(verb.saturating_sub(3).max(figure.start), verb).rev().find_map(|(_, mark)| {
        mark.direction(&[Form::Noun]).or_else(|| mark.is("inflation").then_some(Direction::Up))
    })
}

/// `3% volume and price declines`, `2% traffic and 1% check declines`: one noun for a list of metrics, right behind the last one.
pub(super) fn noun_of_a_list(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let mut at = figure.place + 1;
    let mut goes_on = false;
    loop {
        let metric = frame.mark(at).filter(|mark| matches!(mark.is, Is::Metric(_)))?;
        let next = frame.mark(at + 1)?;
        let within = ends_with_movement(metric);
        if within.is_some() || !next.is_any(&["and", "or", ","]) {
            return within.or_else(|| next.direction(&[Form::Noun])).filter(|_| goes_on);
        }
        goes_on = true;
        at += 2;
        if frame.mark(at)?.is_quantity() {
            at += 1;
        }
    }
}

/// `$120 million of deposit growth`: the movement that an amount is of.
pub(super) fn amount_of_growth(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let amount = matches!(figure.quantity.kind, Kind::Money | Kind::Count);
    frame.mark(figure.place + 1).filter(|of| amount && of.is("of"))?;
    let (at, metric) = frame
        .range(figure.place + 2, figure.place + 4)
        .find(|(_, mark)| matches!(mark.is, Is::Metric(_)))?;
    let noun = frame.mark(at + 1).filter(|noun| noun.is_any(&["growth", "decline", "declines"]));
    ends_with_movement(metric).or_else(|| noun?.direction(&[Form::Noun]))
}

/// `on top of a 9% gain a year ago`: a rate that gains moves; `a 40 basis point gain from the sale` is an effect.
pub(super) fn gained(frame: &Frame<'_>, figure: &Figure) -> bool {
    let rate =
        matches!(figure.quantity.kind, Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints);
    let effect = matches!(figure.before.lead, Lead::Effect(_));
    let gain = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["gain", "gains"]));
    let cause = frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["from", "on"]));
    rate && gain && !cause && !effect
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                               expected: aspect/value
        ("An increase in selling expense of $4 million held it back.",         "$4 million: change/4000000"),
        ("Our net decrease in cash for the quarter was $12 million.",          "$12 million: change/-12000000"),
        ("We saw a decrease in activity of only 5%.",                          "5%: change/-5"),
        ("With the increase in rates our tax rate was 21%.",                   "21%: level/21"),
        ("Lower sales contributed to a $6 million reduction in gross profit.", "$6 million: change/-6000000"),
        ("We saw a 9% increase in quarterly sales of $31 million.",            "9%: change/9; $31 million: level/31000000"),
        ("The region grew 2% despite 3% volume and price declines.",           "2%: change/2; 3%: change/-3"),
        ("We saw 2% traffic and 1% average check declines.",                  "2%: change/-2; 1%: change/-1"),
        ("We had 4% volume and price increases.",                              "4%: change/4"),
        ("We had 4% volume and 5% price, a decline.",                          "4%: change/4; 5%: change/5"),
        ("We had $120 million of deposit growth.",                             "$120 million: change/120000000"),
        ("We had $120 million of deposits.",                                   "$120 million: level/120000000"),
        ("Revenue growth slowed to 8%.",                                       "8%: change/8"),
        ("Comparable store sales rose 1%, on top of a 9% gain a year ago.",    "1%: change/1; 9%: change/9"),
        ("Margin rose on a 40 basis point gain from the sale.",                "40 basis point: impact/40"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
