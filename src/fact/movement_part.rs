//! Points beside a movement: where a movement by points ended, and what was a part of it.
//!
//! In:  a figure in its [`Frame`]. Out: whether it ends, makes up or offsets the movement of the figure before.
//! Not here: which way it moved (`movement.rs`).

use super::frame::{Figure, Frame};
use super::mark::Is;
use crate::quantity::Kind;

/// `margin expanded 90 basis points to 17.4%`: does the figure say where a movement by points ended?
pub(super) fn by_points_before(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.figures.iter().any(|last| {
        last.place + 1 == figure.start
            && matches!(last.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints)
    })
}

/// Does only `to` stand between the figure and the one before it?
pub(super) fn ends_movement(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.start).is_some_and(|mark| mark.is("to"))
}

/// `Freight was 120 basis points of that`: a part of the movement before.
pub(super) fn of_that(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is("of"))
        && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["that", "this", "it"]))
        && frame.mark(figure.place + 3).is_none_or(|mark| {
            matches!(mark.is, Is::Sign) || mark.is_any(&["from", "was", "is", "came", "due to"])
        })
}

/// `partly offset by 40 basis points of mix`
pub(super) fn offsets(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.ends_with("offset by"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                         expected: aspect/value
        ("Operating earnings expanded 90 basis points to 17.4%.",                        "90 basis points: change/90; 17.4%: level/17.4"),
        ("Operating profit was 9%, an increase of 110 basis points from 7.9%.",          "9%: level/9; 110 basis points: change/110; 7.9%: level/7.9"),
        ("Gross margin fell 90 basis points, and freight was 120 basis points of that.", "90 basis points: change/-90; 120 basis points: impact/-120"),
        ("Freight cost us 220 basis points of margin, partly offset by 40 basis points of mix.", "220 basis points: impact/-220; 40 basis points: impact/40"),
        ("Revenue fell $20 million, partially offset by $5 million from the new store.", "$20 million: change/-20000000; $5 million: impact/5000000"),
        ("EPS grew 6%, as new rates added $0.10, partly offset by $0.03 of higher depreciation.", "6%: change/6; $0.10: impact/0.1; $0.03: impact/-0.03"),
        ("These headwinds were partly offset by $0.04 of lower interest.",               "$0.04: impact/0.04"),
        ("Those benefits were partly offset by $0.04 of higher interest.",               "$0.04: impact/-0.04"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
