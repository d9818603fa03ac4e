//! The times at the two ends of a sentence: the year that opens it, and what its end says of all of it.
//!
//! In:  a sentence as [`Frame`]. Out: the phrase of time as [`When`].
//! Not here: the phrase in the clause of a figure (`time_phrase.rs`).

use super::frame::Frame;
use super::mark::Is;
use super::reference::leads_to_a_time;
use super::when::{When, Year};
use crate::transcript::Part;

/// How many marks an opening of a sentence may have: `As we look ahead to fiscal 2025,`.
const OPENING: usize = 9;

/// `Last year, revenue was $5 million in the second quarter`: a part of the year that opens the sentence.
pub(super) fn of_the_year_that_opens(frame: &Frame<'_>, when: When) -> When {
    // Up to the first comma, before any figure.
    let first = frame.figures.first().map_or(0, |first| first.place).min(OPENING);
    let comma = frame.range(0, first).find(|(_, mark)| mark.is(",")).map(|(at, _)| at);
    let opening = comma.and_then(|comma| {
        frame.range(0, comma).rev().take(1).find_map(|(at, mark)| match mark.is {
            Is::Period(When::Part(Part::Year, year))
                if year != Year::Unsaid && !frame.is_reference(at) =>
            {
                Some(year)
            }
            _ => None,
        })
    });
    match (when, opening) {
        (When::Part(part, Year::Unsaid), Some(year)) if part != Part::Year => {
            When::Part(part, year)
        }
        (When::YearEnd, Some(year)) => When::Part(Part::Year, year),
        _ => when,
    }
}

/// `we have signed 17 contracts with new owners year-to-date`, `we returned $9 million, net of taxes, in the first half`: the only
/// time of a sentence, at its end.
pub(super) fn only_time_at_the_end(frame: &Frame<'_>) -> Option<When> {
    let mut times = frame.marks.iter().enumerate().filter_map(|(at, mark)| match mark.is {
        Is::Period(when) => Some((at, when)),
        _ => None,
    });
    let (at, when) = times.next()?;
    let last = frame.range(at + 1, frame.marks.len()).all(|(_, mark)| matches!(mark.is, Is::Sign));
    let behind_a_comma = || {
        frame
            .range(at.saturating_sub(3), at)
            .any(|(comma, mark)| mark.is(",") && leads_to_a_time(frame, comma + 1))
    };
    (last && (matches!(when, When::YearToDate(None, _)) || behind_a_comma())).then_some(when)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                      expected: period/compare
        ("Last year, our operating profit was $3 million in the first quarter.",                      "$3 million: 2023-Q1/"),
        ("In 2022, revenue was $9 million in the third quarter.",                                     "$9 million: 2022-Q3/"),
        ("Looking out to 2025, we expect to have 130 stores by year end.",                            "130 stores: 2025-FY/"),
        ("I think revenue was down 20% in the, uh, first quarter.",                                   "20%: 2024-Q1/yoy"),
        ("Revenue in Peru and Chile grew 4% and 5%, respectively, in the first quarter.",              "4%: 2024-Q1/yoy; 5%: 2024-Q1/yoy"),
        ("We returned $18 million to shareholders, through dividends and buybacks, in the first half.", "$18 million: 2024-H1/"),
        ("We spent $5 million, net of grants, in the first quarter.",                                 "$5 million: 2024-Q1/"),
        ("Despite the storms, we have financed 17 contracts with young and new owners year-to-date.", "17 contracts: YTD-2024-Q2/"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period", "compare"]), *expected, "given: {given}");
        }
    }
}
