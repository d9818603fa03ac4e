//! The phrase of time that belongs to a figure by its place in the sentence.
//!
//! In:  a figure in its [`Frame`] and the place of its metric. Out: the phrase as [`When`], and where it stands.
//! Not here: how phrases of time are recognised (`period_phrase.rs`), which period the phrase is (`calendar.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::Sense;
use super::reference::{is_level_of, is_reference_figure, reference_said};
use super::when::When;
use crate::quantity::Kind;

/// The phrase of time that belongs to a figure by its place in the sentence, and whether it stands in its own clause.
pub(crate) fn said(
    frame: &Frame<'_>,
    index: usize,
    named_at: Option<usize>,
) -> Option<(When, &'static str)> {
    let figure = frame.figures.get(index)?;
    let of_measure = frame
        .range(figure.place, figure.tail.end)
        .any(|(at, mark)| matches!(mark.is, Is::Period(_)) && measures(frame, figure, at));
    let of_level = frame
        .range(figure.place, figure.tail.end)
        .any(|(at, mark)| matches!(mark.is, Is::Period(_)) && is_level_of(&frame.marks, at));
    if let Some(when) = figure.tail.period.filter(|_| !of_measure && !of_level) {
        return Some((when, "said behind the figure"));
    }
    // "$4 billion over 2024 to 2028": nothing is compared with some years in a row.
    if let Some(when @ When::Years(..)) = figure.tail.reference {
        return Some((when, "said behind the figure"));
    }
    let period_at = |at: usize| match frame.mark(at).map(|mark| &mark.is) {
        Some(Is::Period(when))
            if !frame.is_reference(at)
                && !measures(frame, figure, at)
                && !in_passing(frame, at, figure.place)
                && (at <= 1 || !matches!(when, When::YearsAgo(_))) =>
        {
            Some(*when)
        }
        _ => None,
    };
    if is_reference_figure(frame, index) {
        return reference_said(frame, index);
    }
    if let Some(when) = part_of_it(frame, figure) {
        return Some((when, "said behind a part of the figure before"));
    }
    // A time belongs to the clause of the metric: behind its name, right before it, or at the beginning of the sentence.
    let belongs = |at: usize| match named_at.filter(|named| *named < figure.place) {
        Some(named) => {
            at > named
                || named - at <= 3
                || at <= 6
                || !frame
                    .range(at, named)
                    .any(|(_, mark)| mark.is("and") || (mark.has(Sense::Break) && !mark.is("with")))
        }
        None => true,
    };
    let own =
        frame.range(figure.start, figure.place).rev().filter(|(at, _)| belongs(*at)).find_map(
            |(at, _)| {
                // What the tail of the figure before has taken stays with that figure.
                let taken = index > 0
                    && frame.figures.get(index - 1).is_some_and(|last| {
                        at < last.tail.end
                            && (last.tail.period.is_some() || last.tail.reference.is_some())
                    });
                // "from $23 million at the end of the first quarter, and rates are above 95%"
                let taken = taken
                    || index > 0
                        && is_reference_figure(frame, index - 1)
                        && frame
                            .range(at, figure.place)
                            .any(|(_, mark)| mark.is(",") || mark.has(Sense::Break));
                if taken { None } else { period_at(at) }
            },
        );
    if let Some(when) = own {
        return Some((when, "said before the figure"));
    }
    let undated = || frame.range(0, figure.place).all(|(at, _)| period_at(at).is_none());
    if let Some(when) = at_the_end_of_a_list(frame, index)
        && undated()
    {
        return Some((when, "said at the end of the list"));
    }
    let lists_on = frame
        .figures
        .get(index + 1)
        .filter(|next| next.before.lead == Lead::And && next.place - figure.place <= 6);
    if let Some(next) = lists_on
        && index == 0
        && let Some(when) = next.tail.period
        && undated()
        && figure.tail.end >= next.place
    {
        return Some((when, "said at the end of the list"));
    }
    None
}

/// `revenue growth of 6% and an operating margin of 18% in the fourth quarter`: metrics and their figures, with one time behind the last one.
fn at_the_end_of_a_list(frame: &Frame<'_>, index: usize) -> Option<When> {
    let mut figures = frame.figures.iter().skip(index);
    let mut last = figures.next()?;
    for next in figures {
        let lists = frame.range(last.place + 1, next.place).all(|(_, mark)| {
            matches!(mark.is, Is::Metric(_) | Is::Phrase(&[Sense::Basis(_)]))
                || mark.is_any(&["and", ",", "a", "an", "the", "our", "of", "net", "total"])
        });
        let metric = frame
            .range(last.place + 1, next.place)
            .any(|(_, mark)| matches!(mark.is, Is::Metric(_)));
        if !(lists && metric) || last.tail.period.is_some() {
            return None;
        }
        if let Some(when) = next.tail.period.filter(|when| !when.is_past()) {
            return Some(when);
        }
        last = next;
    }
    None
}

/// `with $12 million of that in the fourth quarter`, `$350 million of it in May`: the time in which a part of an amount fell.
fn part_of_it(frame: &Frame<'_>, figure: &Figure) -> Option<When> {
    let mut behind = frame.range(figure.place + 1, figure.stop).map(|(_, mark)| mark);
    let of = behind.next()?;
    // "of which $320 million was spent in the first half"
    let start = figure.place.saturating_sub(2);
    let before = frame.range(start, figure.place).rev().map(|(_, mark)| mark);
    let leads = |mark: &Mark<'_>| mark.is_any(&["of which", "of that"]);
    let mut before = before.take(2);
    let which = before.next();
    let led = which.is_some_and(leads)
        || which.is_some_and(|mark| mark.is_any(&["which", "that"]))
            && before.next().is_some_and(|mark| mark.is("of"));
    // "$50 million was in the first quarter and $30 million in the second"
    let fell =
        frame.mark(figure.place + 1).is_some_and(|mark| {
            mark.is_any(&["was", "were", "is", "came", "fell", "landed", "occurred"])
        }) && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["in", "during"]));
    if led || fell {
        return frame
            .range(figure.place + 1, figure.stop)
            .take(6)
            .map(|(_, mark)| mark)
            .take_while(|mark| !mark.is_any(&[",", ";"]))
            .skip_while(|mark| !mark.is_any(&["in", "during"]))
            .find_map(|mark| match mark.is {
                Is::Period(when) => Some(when),
                _ => None,
            });
    }
    let of_it = of.is_any(&["of that", "of it", "of which", "of this"])
        || of.is("of") && behind.next()?.is_any(&["that", "it", "this", "which"]);
    if !of_it {
        return None;
    }
    let mut led = false;
    behind.take(6).take_while(|mark| !mark.is_any(&[",", ";"])).find_map(|mark| {
        led |= mark.is_any(&["in", "during"]);
        match mark.is {
            Is::Period(when) if led => Some(when),
            _ => None,
        }
    })
}

/// `The mill, which closed on January 10, contributed ..`: the time of what is told of the subject in passing.
fn in_passing(frame: &Frame<'_>, at: usize, place: usize) -> bool {
    let behind = frame.mark(at + 1).is_some_and(|mark| mark.is(",")) && at + 1 < place;
    behind
        && frame
            .range(at.saturating_sub(6), at)
            .rev()
            .take_while(|(_, mark)| !mark.is(",") && !mark.is_quantity())
            .last()
            .is_some_and(|(first, mark)| {
                first > 1
                    && mark.is_any(&[
                        "which",
                        "that",
                        "acquired",
                        "effective",
                        "completed",
                        "launched",
                    ])
                    && frame.mark(first - 1).is_some_and(|before| before.is(","))
            })
}

/// Does the time at `at` say what a multiple is a multiple of (`2 times trailing 12-month EBITDA`), and not when it is?
pub(super) fn measures(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    figure.quantity.kind == Kind::Multiple
        && matches!(
            frame.mark(at).map(|mark| &mark.is),
            Some(Is::Period(When::TrailingTwelveMonths))
        )
        && frame
            .range(at + 1, at + 4)
            .take_while(|(_, mark)| !matches!(mark.is, Is::Sign))
            .any(|(_, mark)| matches!(mark.is, Is::Metric(_)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                               expected: period/compare
        ("We expect revenue growth of 6% and an operating margin of 18% in the first quarter.",                "6%: 2025-Q1/yoy; 18%: 2025-Q1/"),
        ("Operating cash flow was $90 million, and we paid dividends of $60 million in the first quarter.",   "$90 million: 2024-Q2/; $60 million: 2024-Q1/"),
        ("Leverage was 2.4 times trailing 12-month EBITDA.",                                                   "2.4 times: 2024-Q2/"),
        ("Restructuring charges were $38 million in the first half, with $12 million of that in the first quarter.", "$38 million: 2024-H1/; $12 million: 2024-Q1/"),
        ("We plan to spend $70 million in 2024, of which $32 million was spent in the first half.",             "$70 million: 2024-FY/; $32 million: 2024-H1/"),
        ("Of the charge, $5 million was in the first quarter and $3 million in the second.",                    "$5 million: 2024-Q1/; $3 million: 2024-Q2/"),
        ("Loom, which we closed on January 10, 2023, added revenue of $3 million.",                            "$3 million: 2024-Q2/"),
        ("Comps declined 2% in the quarter and 1% in the first half.",                                         "2%: 2024-Q2/yoy; 1%: 2024-H1/yoy"),
        ("Cash flow was $70 million in the first half, over $68 million of which was generated in the second quarter.", "$70 million: 2024-H1/; $68 million: 2024-Q2/"),
        ("We plan to invest $8 million this year and $43 million over fiscal 2024 to 2028.",                   "$8 million: 2024-FY/; $43 million: 2024-FY/2028-FY/"),
        ("Backlog fell to $9 million from $23 million at the end of the first quarter, and retention is back to 95%.", "$9 million: 2024-Q2/; $23 million: 2024-Q1/; 95%: 2024-Q2/"),
        ("Capital expenditures of $40 million are scheduled for the third quarter.",                           "$40 million: 2024-Q3/"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period", "compare"]), *expected, "given: {given}");
        }
    }
}
