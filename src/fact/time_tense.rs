//! What a sentence tells of by its verbs and its other times: the past, the present, a quarter.
//!
//! In:  a sentence as [`Frame`]. Out: whether it tells of that.
//! Not here: is a figure an outlook (`status.rs`).

use super::frame::Frame;
use super::label::Compare;
use super::mark::Is;
use super::phrase_book::Sense;
use super::when::When;
use super::word_sets::WORDS;
use crate::transcript::Part;

/// Does a verb of the past stand in the sentence up to the figure?
pub(crate) fn reports(frame: &Frame<'_>, place: usize) -> bool {
    frame.range(0, place).any(|(_, mark)| {
        WORDS.reports.has(mark.text)
            || matches!(mark.is, Is::Word | Is::Metric(_))
                && mark.text.ends_with("ed")
                && !mark.is_any(&[
                    "based", "related", "combined", "need", "united", "weighted", "planned",
                ])
    })
}

/// `Net debt to EBITDA is 1.6 times`, `retention now stands at 96%`: what is so now.
pub(super) fn tells_of_now(frame: &Frame<'_>, place: usize) -> bool {
    !reports(frame, place)
        && frame.range(0, place).any(|(_, mark)| mark.is_any(&["is", "are", "stands", "stands at"]))
}

/// Does the sentence compare with a quarter, so that it tells of one: `up 4% sequentially`, `3% above the fourth quarter of 2020`?
pub(super) fn tells_of_a_quarter(frame: &Frame<'_>) -> bool {
    frame.marks.iter().enumerate().any(|(at, mark)| match mark.is {
        Is::Period(When::Quarter(-1)) => true,
        Is::Period(When::Part(part, _)) => {
            part.quarters().0 == part.quarters().1 && frame.is_reference(at)
        }
        _ => mark.has(Sense::Compare(Compare::Qoq)),
    })
}

/// `bringing the total to 50`, `which leaves $20 million`: does the figure say what there is after all before it?
pub(super) fn sums_up(frame: &Frame<'_>, index: usize) -> bool {
    frame.figures.get(index).is_some_and(|figure| {
        frame.range(figure.start, figure.place).any(|(_, mark)| {
            mark.is_any(&["bringing", "brings", "brought", "leaving", "leaves", "remaining"])
        })
    })
}

/// Does the sentence speak of a quarter?
pub(super) fn names_quarter(frame: &Frame<'_>) -> bool {
    frame.marks.iter().any(|mark| match mark.is {
        Is::Period(When::Part(part, _)) => part != Part::Year,
        Is::Period(When::Quarter(_) | When::SameQuarter(_) | When::QuarterEnding(..)) => true,
        _ => false,
    })
}

/// `with this quarter's results, we expect`: the quarter that is reported.
pub(super) fn has_results(frame: &Frame<'_>) -> bool {
    frame.marks.windows(2).any(|pair| match pair {
        [quarter, sign] => {
            matches!(quarter.is, Is::Period(When::Quarter(0))) && sign.is_any(&["'", "’"])
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                expected: period/compare
        ("With this quarter's results, we are on pace to serve 9 million guests for the year.", "9 million guests: 2024-FY/"),
        ("We have added 9 customers this year, bringing our total to 50 customers.",            "9 customers: YTD-2024-Q2/; 50 customers: 2024-Q2/"),
        ("We expect to open 4 stores this quarter.",                                            "4 stores: 2024-Q3/"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period", "compare"]), *expected, "given: {given}");
        }
    }
}
