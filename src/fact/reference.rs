//! What something is compared with: the times and figures that `from`, `versus`, `in line with` and their like lead to.
//!
//! In:  the marks of a sentence. Out: whether a place among them is compared with.
//! Not here: what the comparison is called (`compare.rs`), which period a figure has (`time.rs`).

use super::frame::Frame;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Outlook, Sense};
use super::when::When;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// How far before a time or a figure the word that compares with it may stand.
const REACH: usize = 9;

/// Where the comparison begins that what stands at `at` belongs to.
///
/// Between the two stands a noun with what qualifies it: `from the very low margin of the second quarter`.
pub(super) fn reference_start(marks: &[Mark<'_>], at: usize) -> Option<usize> {
    if is_level_of(marks, at) {
        return Some(at);
    }
    let of_figure = !marks.get(at).is_some_and(|mark| matches!(mark.is, Is::Period(_)));
    let near = marks.iter().enumerate().take(at).skip(at.saturating_sub(REACH)).rev();
    for (place, mark) in near {
        if mark.has(Sense::Versus) || is_likeness(marks, place) {
            return Some(place);
        }
        // "beat the prior year by $0.06"
        if !of_figure && WORDS.surpassed.has(mark.text) && close(marks, place, at) {
            return Some(place);
        }
        if mark.has(Sense::From) {
            let distance = at - place;
            return (distance <= 4 && close(marks, place, at) || follows_movement(marks, place))
                .then_some(place);
        }
        // "from last year's 4%"
        let dates_the_figure = of_figure && matches!(mark.is, Is::Period(_));
        if !dates_the_figure && !belongs_to_a_noun(mark) {
            return None;
        }
    }
    None
}

/// `80% of 2019 levels`, `4% below the 2022 average`: a time that is measured with.
pub(super) fn is_level_of(marks: &[Mark<'_>], at: usize) -> bool {
    marks.get(at).is_some_and(|mark| matches!(mark.is, Is::Period(_)))
        && marks.get(at + 1).is_some_and(|next| next.is_any(&["level", "levels"]))
}

/// Is the figure what another one is compared with, also where the comparison stands before the metric's name or the list:
/// `from an operating loss of $4 million`, `versus 58% owned and 42% leased`?
pub(super) fn is_reference_figure(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    // "over 80%" is a hedge: the comparison stands before it.
    let place = frame
        .range(figure.start, figure.place)
        .find(|(_, mark)| mark.span.start >= figure.quantity.hedged.start)
        .map_or(figure.place, |(at, _)| at);
    if index > 0 && is_above(frame, index) {
        return true;
    }
    match figure.before.lead {
        // "growth of 10% versus 2020, 4% versus 2019": a comma ends the comparison.
        Lead::From | Lead::Versus => {
            !place.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is(","))
        }
        Lead::And => {
            index > 0
                && figure.place - figure.start <= 4
                && figure.tail.moved.is_none()
                && figure.tail.compare.is_none()
                && (!frame.range(figure.start, figure.place).any(|(_, mark)| mark.is(","))
                    || says_it_again(frame, index))
                && is_reference_figure(frame, index - 1)
        }
        Lead::Level | Lead::Open | Lead::Share => {
            reference_start(&frame.marks, place).is_some_and(|start| start >= figure.start)
        }
        _ => false,
    }
}

/// `13% above last year's $1.52`, `20% below the $0.65 of the first quarter`: what a percentage is above or below of.
fn is_above(frame: &Frame<'_>, index: usize) -> bool {
    let (Some(figure), Some(before)) =
        (frame.figures.get(index), index.checked_sub(1).and_then(|index| frame.figures.get(index)))
    else {
        return false;
    };
    before.quantity.kind == Kind::Percent
        && figure.quantity.kind != Kind::Percent
        && frame.mark(before.place + 1).is_some_and(|mark| {
            mark.is_any(&["above", "below", "over", "higher than", "lower than", "more than"])
        })
        && frame.range(before.place + 2, figure.place).all(|(_, mark)| {
            matches!(mark.is, Is::Period(_) | Is::Metric(_) | Is::Sign) && !mark.is_any(&[",", ";"])
                || mark.is_any(&["the", "our", "s", "record", "of", "a"])
        })
}

/// The time of a figure that is compared with: within the comparison (`from last year's 5%`), or behind it
/// (`from the 5% margin posted in the third quarter`, `versus 58% owned and 42% leased a year ago`).
pub(super) fn reference_said(frame: &Frame<'_>, index: usize) -> Option<(When, &'static str)> {
    let figure = frame.figures.get(index)?;
    let time = |(_, mark): (usize, &Mark<'_>)| match mark.is {
        Is::Period(when) => Some(when),
        _ => None,
    };
    // "$90 million at quarter end, compared to $80 million": the time before the comparison is the other figure's.
    let begins = match (figure.before.lead, figure.before.by) {
        (Lead::From | Lead::Versus, Some(by)) => by.max(figure.start),
        _ => figure.start,
    };
    if let Some(when) = frame.range(begins, figure.place).rev().find_map(time) {
        return Some((when, "said in the comparison"));
    }
    let listed = (index + 1..frame.figures.len()).take_while(|next| {
        is_reference_figure(frame, *next)
            && frame.figures.get(*next).is_some_and(|next| next.before.lead == Lead::And)
    });
    let last = listed.last().and_then(|last| frame.figures.get(last)).unwrap_or(figure);
    let stop = last.stop;
    let aside = |at: usize| in_other_words(frame, at) || leads_to_a_time(frame, at + 1);
    frame
        .range(figure.place + 1, stop)
        .take_while(|(at, mark)| {
            !mark.has(Sense::Break)
                && !mark.has(Sense::From)
                && !mark.has(Sense::Versus)
                && !mark.is(";")
                && (!mark.is(",") || aside(*at))
        })
        .find_map(time)
        .or_else(|| {
            // "this compares to $19 million or $1.60 per share, based on 12 million shares, in the prior year"
            frame.range(stop, frame.marks.len()).find_map(time).filter(|when| when.is_past())
        })
        .map(|when| (when, "said behind what is compared with"))
}

/// `compared to $2 million, or $0.07 per share`, `to $25 million, or 31% of sales`: is the figure the one before in another measure?
fn says_it_again(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let measured = match figure.quantity.kind {
        Kind::PerShare => true,
        Kind::Percent => figure.tail.of,
        _ => false,
    };
    measured && in_other_words(frame, figure.start)
}

/// `, or`
fn in_other_words(frame: &Frame<'_>, comma: usize) -> bool {
    frame.mark(comma).is_some_and(|mark| mark.is(","))
        && frame.mark(comma + 1).is_some_and(|mark| mark.is("or"))
}

/// `(31% of sales), in the prior-year quarter`: does a time follow with its preposition?
pub(super) fn leads_to_a_time(frame: &Frame<'_>, at: usize) -> bool {
    let led = frame.mark(at).is_some_and(|mark| mark.is_any(&["in", "for", "during"]));
    let the = frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["the", "our"]));
    let time = frame.mark(if the { at + 2 } else { at + 1 });
    led && time.is_some_and(|mark| matches!(mark.is, Is::Period(_)))
}

/// `in line with`, `flat to`, `similar to`: the same as something else.
fn is_likeness(marks: &[Mark<'_>], at: usize) -> bool {
    let Some(mark) = marks.get(at) else { return false };
    let after = |heads: &[&str]| {
        at.checked_sub(1)
            .and_then(|before| marks.get(before))
            .is_some_and(|head| head.is_any(heads))
    };
    (mark.is("with")
        && after(&["line", "consistent", "flat", "comparable", "even", "par", "unchanged"]))
        || (mark.is("to") && after(&["flat", "similar", "comparable", "equal", "relative"]))
}

/// Can the mark stand between a comparison and what is compared with?
fn belongs_to_a_noun(mark: &Mark<'_>) -> bool {
    match &mark.is {
        Is::Metric(_) | Is::Scope(_) => true,
        Is::Sign => mark.is_any(&["'", "’", "-"]),
        Is::Word => !mark.is_any(&["and", "or", "to", "by", "that", "then", "not", "up", "down"]),
        Is::Phrase(senses) => {
            mark.is("of")
                || mark.is("results")
                || mark.is("we")
                || mark.is("attributable to")
                || mark.outlook() == Some(Outlook::Noun)
                || senses.iter().any(|sense| matches!(sense, Sense::Basis(_)))
                || mark.direction(&[Form::Noun]).is_some()
                    && mark.direction(&[Form::Verb]).is_none()
        }
        Is::Period(_) | Is::Quantity(_) => false,
    }
}

/// Do only words without weight stand between the comparison and the time?
fn close(marks: &[Mark<'_>], from: usize, at: usize) -> bool {
    marks.get(from + 1..at).unwrap_or_default().iter().all(|mark| {
        mark.is_any(&[
            "the", "what", "our", "we", "saw", "in", "of", "a", "did", "s", "'", "’", "for",
            "during", "same", "strong", "very", "an",
        ])
    })
}

/// `increased from`, `up from`, `improved our results from`: what moves began there. `cash from operations` did not.
fn follows_movement(marks: &[Mark<'_>], from: usize) -> bool {
    let moves =
        |mark: &Mark<'_>| mark.direction(&[Form::Verb, Form::Noun, Form::Adjective]).is_some();
    let Some(own) = marks.get(from) else { return false };
    if own.text.contains(' ') && !own.is("short of") {
        return true;
    }
    own.is("from")
        && marks
            .get(from.saturating_sub(6)..from)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|mark| !mark.is_any(&[",", ";"]) && !mark.is_quantity())
            .any(moves)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, in a call on 2024-Q2; expected: period
        ("In 2023, operating income improved from an operating loss of $4 million in 2022 to operating income of $9 million, and cash flow was $7 million.",
            "$4 million: 2022-FY; $9 million: 2023-FY; $7 million: 2023-FY"),
        ("The tax rate was 19%, up from last year's 17%.",
            "19%: 2024-Q2; 17%: 2023-Q2"),
        ("Gross margin was 44%, in line with last year's 45%.",
            "44%: 2024-Q2; 45%: 2023-Q2"),
        ("About 64% of the lots were owned compared to 58% owned and 42% leased in the first quarter.",
            "64%: 2024-Q2; 58%: 2024-Q1; 42%: 2024-Q1"),
        ("Net income was $5 million, compared to net income of $4 million or $0.08 per diluted share a year ago.",
            "$5 million: 2024-Q2; $4 million: 2023-Q2; $0.08 per diluted share: 2023-Q2"),
        ("Gross margin rose year over year to 68%, up from 66%.",
            "68%: 2024-Q2; 66%: 2023-Q2"),
        ("Loom revenue grew 9% versus the second quarter of 2019, 4% versus the second quarter of 2018.",
            "9%: 2024-Q2; 4%: 2024-Q2"),
        ("Within the regions versus Q2 2023, Asia revenue grew 5% and Europe revenue grew 8%.",
            "5%: 2024-Q2; 8%: 2024-Q2"),
        ("Inventory was $90 million at quarter end, compared to $80 million at the end of the first quarter and $95 million a year ago.",
            "$90 million: 2024-Q2; $80 million: 2024-Q1; $95 million: 2023-Q2"),
        ("Gross profit was $30 million, or 33% of sales, compared to $25 million, or 31% of sales, in the prior-year quarter.",
            "$30 million: 2024-Q2; 33%: 2024-Q2; $25 million: 2023-Q2; 31%: 2023-Q2"),
        ("Net loss was $3 million, or $0.10 per share, versus net income of $2 million, or $0.07 per share, in the second quarter of 2023.",
            "$3 million: 2024-Q2; $0.10 per share: 2024-Q2; $2 million: 2023-Q2; $0.07 per share: 2023-Q2"),
        ("Barge revenue was over $80 million, up from nearly $70 million in the second quarter of last year.",
            "$80 million: 2024-Q2; $70 million: 2023-Q2"),
        ("Adjusted EPS was $1.72, 13% above last year's $1.52.",
            "$1.72: 2024-Q2; 13%: 2024-Q2; $1.52: 2023-Q2"),
        ("Revenue was $90 million, up 21% from $70 million a year ago and 4% sequentially.",
            "$90 million: 2024-Q2; 21%: 2024-Q2; $70 million: 2023-Q2; 4%: 2024-Q2"),
        ("Adjusted EPS of $1.27 beat the prior year by $0.06.",
            "$1.27: 2024-Q2; $0.06: 2024-Q2"),
        ("Cash flow from operations was $70 million in the first quarter.",
            "$70 million: 2024-Q1"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period"]), *expected, "given: {given}");
        }
    }
}
