//! How many times another figure: `three times the level of last year`, which is a change and no level.
//!
//! In:  [`Asked`]: a figure in its frame and its metric. Out: [`Said`], where the figure is a multiple of another one.
//! Not here: ratios that are said in times (leverage, book-to-bill), which are levels (`aspect.rs`).

use super::aspect::{Asked, Said};
use super::phrase_book::Direction;
use crate::quantity::Kind;

/// Why a multiple is a change.
pub(super) const TIMES_ANOTHER: &str = "how many times another figure";

/// Words by which a multiple leads on to the other figure; `as` does so in `as many as`, and not in `as of June 30`.
const LEADS_ON: &[&str] = &["the", "what", "that of", "as many", "as much", "as large", "as high"];

/// `three times the level of last year`, `two times what we booked a year ago`
pub(super) fn times_another(asked: &Asked<'_, '_>) -> Option<Said> {
    let Asked { frame, figure, chosen, .. } = *asked;
    let stated_in_times =
        chosen.subject.is_some_and(|subject| subject.metric.has_level(Kind::Multiple));
    if figure.quantity.kind != Kind::Multiple || stated_in_times {
        return None;
    }
    let next = frame.mark(figure.place + 1)?;
    next.is_any(LEADS_ON).then(|| asked.moved(Direction::Up, TIMES_ANOTHER))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                     expected: aspect/value
        ("Sales were nearly three times the level of last year.",    "three times: change/3"),
        ("Orders were two times what we booked a year ago.",         "two times: change/2"),
        ("The new press is four times faster than the old one.",     "four times: change/4"),
        ("Net debt was 2.1 times EBITDA.",                           "2.1 times: level/2.1"),
        ("Our book-to-bill was 1.2 times.",                          "1.2 times: level/1.2"),
        ("Our leverage was 1.8 times the covenant.",                 "1.8 times: level/1.8"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
