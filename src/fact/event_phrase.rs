//! Times that date something else than a figure: when a note falls due, when a programme was announced, of which year claims are.
//!
//! In:  a phrase of time and the words around it. Out: whether it dates such a thing.
//! Not here: how phrases of time are recognised (`period_phrase.rs`).

use super::cursor::Cursor;
use super::when::{When, Year};
use super::word::Word;
use crate::transcript::Part;

/// `our 2024 notes`, `the bonds due in 2030`: the year in which it is to be paid back.
pub(super) fn names_a_debt(when: When, cursor: Cursor<'_, '_>, end: usize) -> bool {
    let dated = matches!(
        when,
        When::Part(Part::Year, Year::Given(_))
            | When::Month(_, Year::Given(_))
            | When::Day(_, _, Some(_))
    );
    let before = |back: usize| cursor.at.checked_sub(back).and_then(|at| cursor.words.get(at));
    let preposition = before(1).is_some_and(|word| word.is_any(&["in", "on"]));
    let falls_due = before(if preposition { 2 } else { 1 }).is_some_and(|word| {
        word.is_any(&["due", "maturing", "matures", "mature", "expiring", "expires"])
    });
    let named = Cursor { at: end, ..cursor }
        .skip(&["senior", "convertible", "unsecured", "secured", "term"])
        .is_any(&["notes", "bonds", "debentures", "maturities", "converts"]);
    dated && (falls_due || named)
}

/// `the term loan issued in May 2020`, `the program that we announced in February`: what happened then to a thing that a
/// figure is told of is not what the figure is about. `we announced in May` is told itself.
pub(super) fn dates_an_event(when: When, words: &[Word<'_>], at: usize) -> bool {
    let past = match when {
        When::Part(_, year) => matches!(year, Year::Given(_) | Year::Relative(..0)),
        When::Month(..) | When::Day(..) | When::TrailingTwelveMonths | When::QuarterEnding(..) => {
            true
        }
        _ => false,
    };
    let word = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
    let Some(back) = (1..=3).find(|back| word(*back).is_some_and(|word| word.is_any(&EVENTS)))
    else {
        return false;
    };
    let led = back == 1 && when == When::TrailingTwelveMonths
        || back > 1
            && (1..back).all(|between| {
                word(between).is_some_and(|word| {
                    word.is_any(&["in", "on", "during", "early", "late", "the", "back", "earlier"])
                })
            });
    let told = word(back + 1).is_none_or(|before| {
        before.is_any(&[
            "we", "and", "has", "have", "had", "were", "was", "ve", "also", "recently", ",", "i",
        ]) || before.text.bytes().all(|byte| byte.is_ascii_digit())
    });
    let of_a_clause =
        (2..=4).any(|more| word(back + more).is_some_and(|word| word.is_any(&["that", "which"])));
    let counted =
        word(back + 2).is_some_and(|before| before.text.bytes().all(|byte| byte.is_ascii_digit()));
    past && led && (!told && !counted || of_a_clause)
}

/// What happens to a thing once, and is not what a figure counts.
const EVENTS: [&str; 13] = [
    "issued",
    "announced",
    "launched",
    "acquired",
    "divested",
    "introduced",
    "initiated",
    "authorized",
    "approved",
    "implemented",
    "enacted",
    "refinanced",
    "opened",
];

/// `last year's divestitures`, `last year's 53rd week`: what happened then has its effect now.
pub(super) fn names_what_happened(when: When, cursor: Cursor<'_, '_>) -> bool {
    when == When::Part(Part::Year, Year::Relative(-1))
        && cursor.skip(&["extra", "53rd", "one", "time"]).is_any(&[
            "divestiture",
            "divestitures",
            "acquisition",
            "acquisitions",
            "week",
            "storm",
            "storms",
            "hurricane",
            "hurricanes",
            "recall",
            "strike",
            "offering",
            "refinancing",
            "settlement",
            "pandemic",
        ])
}

/// `growth of 5% off the 2022 base year`: where growth is counted from.
pub(super) fn is_a_base(cursor: Cursor<'_, '_>) -> bool {
    cursor.is_any(&["base", "baseline"])
}

/// `prior year reserve development`: the year that the claims are of, not the one that is told of.
pub(super) fn dates_claims(cursor: Cursor<'_, '_>) -> bool {
    cursor.is_any(&["accident"])
        || cursor
            .skip(&["loss", "losses"])
            .skip(&["reserve", "reserves"])
            .is_any(&["development", "developments"])
}

/// `on the first quarter call`: what was said then is not about then.
pub(super) fn names_an_event(cursor: Cursor<'_, '_>) -> bool {
    cursor.skip(&["earnings", "conference"]).is_any(&["call", "calls"])
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, in a call on 2024-Q2; expected: period
        ("We repaid $180 million of the term loan issued in May 2020.",                 "$180 million: 2024-Q2"),
        ("Products launched over the last year added 4% to growth.",                    "4%: 2024-Q2"),
        ("The impact of last year's divestitures was 1%.",                              "1%: 2024-Q2"),
        ("We repaid $30 million of the senior notes due in 2026.",                      "$30 million: 2024-Q2"),
        ("Last year's net income was $9 million.",                                      "$9 million: 2023-FY"),
        ("The 12 stores opened in 2023 did well.",                                      "12 stores: 2023-FY"),
        ("Cash generated in 2023 was $9 million.",                                      "$9 million: 2023-FY"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period"]), *expected, "given: {given}");
        }
    }
}
