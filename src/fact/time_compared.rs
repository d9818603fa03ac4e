//! Figures that stand for another time than the sentence: compared with, or measured after.
//!
//! In:  a figure in its [`Frame`]. Out: is it such a figure, and the time that the comparison is with.
//! Not here: where a comparison begins (`reference.rs`), what it is called (`compare.rs`).

use super::frame::Frame;
use super::label::Compare;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::Sense;
use super::when::When;
use super::word_sets::WORDS;

/// Does the word that compares stand right before the figure: `up from 5%`, `which compares to $8 million`?
pub(super) fn is_compared_by_itself(frame: &Frame<'_>, index: usize) -> bool {
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
            matches!(before.before.lead, Lead::MovedTo(_)) && before.place + 1 == by
        });
    (compares || moved_from)
        && frame.range(by + 1, figure.place).all(|(_, mark)| {
            hedged(mark) || WORDS.light.has(mark.text) || matches!(mark.is, Is::Metric(_))
        })
}

/// The period that a comparison by name is with.
pub(super) fn compared_period(mark: &Mark<'_>) -> Option<When> {
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
        ("Cash was $9 million, compared to $8 million.",                                             "$9 million: 2024-Q2/; $8 million: 2024-Q2/"),
        ("Interest expense fell to $24 million from $33 million.",                                   "$24 million: 2024-Q2/; $33 million: 2023-Q2/"),
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
