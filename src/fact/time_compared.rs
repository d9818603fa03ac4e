//! Figures that stand for another time than the sentence: compared with, or measured after.
//!
//! In:  a figure in its [`Frame`]. Out: is it such a figure, and the time that the comparison is with.
//! Not here: where a comparison begins (`reference.rs`), what it is called (`compare.rs`).

use super::calendar::Calendar;
use super::frame::Frame;
use super::label::{Compare, Confidence};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::Sense;
use super::time::{Asked, Dated};
use super::topic::Topic;
use super::when::When;
use super::word_sets::WORDS;

/// The period of a figure that is compared with, and whose time is not said.
pub(super) fn untimed(
    frame: &Frame<'_>,
    asked: Asked,
    last: Option<Dated>,
    topic: &Topic<'_>,
    calendar: Calendar,
) -> Option<Dated> {
    let Asked { index, balance, .. } = asked;
    let figure = frame.figures.get(index)?;
    let spoken = last.map_or(calendar.own(), |last| last.period);
    let on = moves_on(frame, index);
    // "margin rose year over year to 68%, up from 66%", "improved from 66% to 68% sequentially"
    let behind = frame.figures.get(index + 1).filter(|_| on);
    let said =
        frame.range(0, figure.place).rev().find_map(|(_, mark)| compared_period(mark)).or_else(
            || {
                let (from, to) = behind.map(|next| (next.place, next.stop))?;
                frame
                    .range(from, to)
                    .take_while(|(_, mark)| !mark.is_any(&[",", "and", ";"]))
                    .find_map(|(_, mark)| compared_period(mark))
            },
        );
    if let Some(when) = said {
        return Some(Dated {
            period: calendar.resolve(when, false, spoken),
            confidence: Confidence::Stated,
            because: "what the sentence compares with",
            when: Some(when),
        });
    }
    let flows = !balance && topic.compare != Some(Compare::Qoq);
    let by_itself = last.is_some_and(|last| !calendar.is_ahead(last.period))
        && matches!(figure.before.lead, Lead::From | Lead::Versus)
        && is_compared_by_itself(frame, index);
    // "cash flow was $9 million, which compares to $8 million", "margin improved from 12% to 14%": with what it was a year before,
    // unless what is told of goes from quarter to quarter.
    (flows && (by_itself || on && last.is_none())).then(|| Dated {
        period: calendar.resolve(When::YearAgo, false, spoken),
        confidence: Confidence::Assumed,
        because: "what is compared with is of a year before",
        when: None,
    })
}

/// `improved from 12% to 14%`: does the next figure say where the movement went?
fn moves_on(frame: &Frame<'_>, index: usize) -> bool {
    let (Some(figure), Some(next)) = (frame.figures.get(index), frame.figures.get(index + 1))
    else {
        return false;
    };
    // "has grown from 5 sites to 20": from when, nobody says.
    let perfect = frame
        .range(figure.place.saturating_sub(6), figure.place)
        .any(|(_, mark)| mark.is_any(&["have", "has", "had", "ve"]));
    let to = frame.range(figure.place + 1, next.place).rev().find(|(_, mark)| mark.is("to"));
    figure.before.lead == Lead::From
        && !perfect
        && to.is_some_and(|(to, _)| {
            frame.range(to + 1, next.place).all(|(_, mark)| {
                mark.span.start >= next.quantity.hedged.start || WORDS.light.has(mark.text)
            })
        })
}

/// Does the word that compares stand right before the figure: `up from 5%`, `which compares to $8 million`?
fn is_compared_by_itself(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let Some(by) = figure.before.by else { return false };
    let hedged = |mark: &Mark<'_>| mark.span.start >= figure.quantity.hedged.start;
    let word = frame.mark(by).map(|mark| mark.text.to_ascii_lowercase()).unwrap_or_default();
    let compares = ["up ", "down ", "compare", "versus", "vs", "against"]
        .iter()
        .any(|head| word.contains(head));
    let moved_from = word == "from"
        && index > 0
        && frame.figures.get(index - 1).is_some_and(|before| {
            matches!(before.before.lead, Lead::MovedTo(_) | Lead::Moved(_))
                && before.place + 1 == by
        });
    (compares || moved_from)
        && frame.range(by + 1, figure.place).all(|(_, mark)| {
            hedged(mark) || WORDS.light.has(mark.text) || matches!(mark.is, Is::Metric(_))
        })
}

/// The period that a comparison by name is with.
fn compared_period(mark: &Mark<'_>) -> Option<When> {
    let Is::Phrase(senses) = mark.is else { return None };
    senses.iter().find_map(|sense| match sense {
        Sense::Compare(Compare::Yoy) => Some(When::YearAgo),
        Sense::Compare(Compare::Qoq) => Some(When::Quarter(-1)),
        _ => None,
    })
}

/// `on top of a 9.6% gain a year ago`, `lapping 9% growth last year`: what the figure before is measured after.
pub(super) fn is_lapped(frame: &Frame<'_>, index: usize) -> bool {
    frame.figures.get(index).is_some_and(|figure| {
        figure.tail.period.is_some_and(When::is_past)
            && frame.range(figure.start, figure.place).any(|(_, mark)| {
                mark.is_any(&["top", "on top of", "lapping", "lapped", "cycling", "following"])
            })
    })
}

/// `, down 2% in the second quarter of 2023`: does the figure only go up or down, without a verb that could have its own time?
pub(super) fn is_slip_for_from(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let hedged = |at: usize| {
        frame.mark(at).is_some_and(|mark| mark.span.start >= figure.quantity.hedged.start)
    };
    figure.before.by.is_some_and(|by| {
        let opens = by.checked_sub(1).and_then(|at| frame.mark(at));
        frame.mark(by).is_some_and(|mark| mark.is_any(&["up", "down"]))
            && opens.is_some_and(|mark| mark.is_any(&[",", "or", "and"]))
            && (by + 1..figure.place).all(hedged)
    }) && figure.tail.moved.is_none()
}

/// Is the figure compared with the quarter before, behind it or in its clause?
pub(super) fn grows_sequentially(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    figure.tail.compare == Some(Compare::Qoq)
        || frame
            .range(figure.start, figure.place)
            .any(|(_, mark)| mark.has(Sense::Compare(Compare::Qoq)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                     expected: period/compare
        ("Free cash flow was $9 million, which compares to $8 million.",                             "$9 million: 2024-Q2/; $8 million: 2023-Q2/"),
        ("Second quarter revenue of $90 million increased 12% from $80 million.",                    "$90 million: 2024-Q2/; 12%: 2024-Q2/yoy; $80 million: 2023-Q2/"),
        ("Cash was $9 million, compared to $8 million.",                                             "$9 million: 2024-Q2/; $8 million: 2024-Q2/"),
        ("Adjusted operating margin improved from 12.1% to 14%.",                                    "12.1%: 2023-Q2/; 14%: 2024-Q2/"),
        ("Our margins improved meaningfully from 2.5% to 4% sequentially on stable revenue.",        "2.5%: 2024-Q1/; 4%: 2024-Q2/"),
        ("Interest expense fell to $24 million from $33 million.",                                   "$24 million: 2024-Q2/; $33 million: 2023-Q2/"),
        ("Sales were $9 million in the quarter, down 2% in the second quarter of 2023 and up 5% sequentially.", "$9 million: 2024-Q2/; 2%: 2024-Q2/yoy; 5%: 2024-Q2/qoq"),
        ("Comps rose 1.4%, on top of a 9.6% gain a year ago, with the average ticket up 4.1%.",      "1.4%: 2024-Q2/yoy; 9.6%: 2023-Q2/yoy; 4.1%: 2024-Q2/yoy"),
        ("We expect revenue to grow 5% to 7% sequentially.",                                         "5% to 7%: 2024-Q3/qoq"),
        ("We anticipate a sequential margin increase of 150 basis points and revenue growth of 2%.", "150 basis points: 2024-Q3/qoq; 2%: 2024-Q3/qoq"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period", "compare"]), *expected, "given: {given}");
        }
    }
}
