//! Times and figures that a sentence pairs in order: `$14 million and $12 million for the second quarters of 2024 and 2023,
//! respectively`.
//!
//! In:  a [`Frame`] and the periods that were told in it. Out: the time of a figure of the list.
//! Not here: metrics that are paired in order (`paired_metric.rs`).

use super::frame::Frame;
use super::lead::Lead;
use super::mark::Is;
use super::period::Period;
use super::phrase_book::Sense;
use super::reference::is_reference_figure;
use super::time::Dated;
use super::when::When;

/// The list that `respectively` ends: its first figure, and how many there are.
fn list(frame: &Frame<'_>) -> Option<(usize, usize, usize)> {
    let end = frame.marks.iter().position(|mark| mark.has(Sense::Respectively))?;
    let count = frame.figures.iter().take_while(|figure| figure.place < end).count();
    let last = count.checked_sub(1)?;
    let mut first = last;
    while first > 0 && frame.figures.get(first).is_some_and(|it| it.before.lead == Lead::And) {
        first -= 1;
    }
    (first < last).then_some((first, count - first, end))
}

/// The time that stands in the same place of a list of as many times, behind the figures or before them.
pub(super) fn paired_time(frame: &Frame<'_>, index: usize) -> Option<When> {
    let (first, count, end) = list(frame)?;
    let place = index.checked_sub(first).filter(|place| *place < count)?;
    let start = frame.figures.get(first)?;
    let last = frame.figures.get(first + count - 1)?;
    let times = |from: usize, to: usize| -> Vec<When> {
        let mut found: Vec<(usize, When)> = Vec::new();
        for (at, mark) in frame.range(from, to) {
            let Is::Period(when) = mark.is else { continue };
            // Only times that stand side by side are a list.
            let beside = found.last().is_none_or(|(before, _)| {
                frame.range(before + 1, at).all(|(_, mark)| {
                    mark.is_any(&["and", ",", "the", "in", "for", "of", "at", "versus", "s"])
                })
            });
            if !beside {
                found.clear();
            }
            found.push((at, when));
        }
        found.into_iter().map(|(_, when)| when).collect()
    };
    [times(last.place, end), times(start.start, start.place)]
        .into_iter()
        .find(|times| times.len() == count)
        .and_then(|times| times.get(place).copied())
}

/// `income was $8 million versus $1 million a year ago, and its margins were 94% and 99%, respectively`: the second list has the
/// times of the first.
pub(super) fn paired_with_told(frame: &Frame<'_>, index: usize, told: &[Dated]) -> Option<Period> {
    let (first, count, _) = list(frame)?;
    let place = index.checked_sub(first).filter(|_| count == 2)?;
    let own = first.checked_sub(2)?;
    let compared = is_reference_figure(frame, own + 1) && !is_reference_figure(frame, own);
    let start = frame.figures.get(first)?;
    // Two names before the list are what is paired: `margins of A and B were ..`.
    let named = frame
        .range(start.start, start.place)
        .filter(|(at, mark)| {
            let opens =
                at.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|it| it.is(","));
            mark.is("and") && !opens || mark.text.contains(" and ")
        })
        .count();
    (compared && named == 0).then(|| told.get(own + place).map(|dated| dated.period))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, in a call on 2024-Q2; expected: period
        ("Interest expense was $14 million and $12 million for the second quarters of 2024 and 2023, respectively.",
            "$14 million: 2024-Q2; $12 million: 2023-Q2"),
        ("Capital expenditures for the first six months of 2024 and 2023 were $40 million and $35 million, respectively.",
            "$40 million: 2024-H1; $35 million: 2023-H1"),
        ("Net sales were $41 million and $38 million in the second and first quarters, respectively.",
            "$41 million: 2024-Q2; $38 million: 2024-Q1"),
        ("Operating income came to $8 million, against $1 million a year ago, and combined ratios were 93.9% and 99.5%, respectively.",
            "$8 million: 2024-Q2; $1 million: 2023-Q2; 93.9%: 2024-Q2; 99.5%: 2023-Q2"),
        ("Revenue was $8 million versus $7 million a year ago, and gross margins in Pumps and Valves were 44% and 45%, respectively.",
            "$8 million: 2024-Q2; $7 million: 2023-Q2; 44%: 2024-Q2; 45%: 2024-Q2"),
        ("Revenue in Peru and Chile grew 4% and 5%, respectively, in the first quarter of 2024.",
            "4%: 2024-Q1; 5%: 2024-Q1"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period"]), *expected, "given: {given}");
        }
    }
}
