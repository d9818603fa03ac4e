//! Rates that are levels whatever the metric is: of a deal, of a security, of a state that something is in.
//!
//! In:  a figure in its [`Frame`]. Out: is it such a rate?
//! Not here: ratios to another metric (`ratio.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::phrase_book::Form;
use super::word::is_same;
use crate::quantity::Kind;

/// Why a figure in points is a level.
pub(super) const RATE_IN_POINTS: &str = "a rate stated in basis points";

/// `$400 million of notes at 2.45%`: does `at` stand before the figure, and an amount of money before it?
pub(super) fn is_at_an_amount(frame: &Frame<'_>, figure: &Figure) -> bool {
    let at = figure
        .place
        .checked_sub(1)
        .and_then(|before| frame.mark(before))
        .is_some_and(|mark| mark.is("at"));
    let money = frame
        .figures
        .iter()
        .any(|other| other.place + 1 == figure.start && other.quantity.kind == Kind::Money);
    at && money
}

/// `we issued $400 million of notes at 2.45%`, `sold two buildings for $118 million at 6.3%`
pub(super) fn is_rate_of_deal(frame: &Frame<'_>, figure: &Figure) -> bool {
    let deal = frame.range(0, figure.place).any(|(_, mark)| {
        mark.is_any(&[
            "issued",
            "refinanced",
            "priced",
            "sold",
            "acquired",
            "borrowed",
            "placed",
            "bought",
            "notes",
            "bonds",
        ])
    });
    is_at_an_amount(frame, figure) && deal && figure.tail.moved.is_none()
}

/// `our pipeline is 62% funded`, `the tower is 71% leased`
pub(super) fn is_state(frame: &Frame<'_>, figure: &Figure) -> bool {
    let state = frame.mark(figure.place + 1).is_some_and(|mark| {
        mark.is_any(&[
            "funded",
            "leased",
            "occupied",
            "hedged",
            "complete",
            "completed",
            "vaccinated",
            "subscribed",
            "utilized",
            "booked",
            "preleased",
            "invested",
            "drawn",
        ])
    });
    let is = frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.is_any(&["is", "are", "was", "were", "now"]));
    state && is
}

/// `our 5% senior notes due 2031`
pub(super) fn is_coupon(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.place + 1, figure.stop.min(figure.place + 6))
        .take_while(|(_, mark)| {
            !mark.is_any(&[",", ".", "of", "in", "on", "for", "to", "and", "from"])
        })
        .any(|(_, mark)| {
            mark.text.split(' ').any(|word| {
                ["notes", "bonds", "debentures", "note", "bond"]
                    .iter()
                    .any(|paper| is_same(word, paper))
            })
        })
        && figure.tail.moved.is_none()
}

/// `Charge-offs were 11 basis points of loans`, `fees are 14 basis points`: a rate that is small.
pub(super) fn is_rate_in_points(frame: &Frame<'_>, figure: &Figure) -> bool {
    let by = |words: &[&str]| {
        figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is_any(words))
    };
    figure.quantity.kind == Kind::BasisPoints
        && figure.tail.moved.is_none()
        && matches!(figure.before.lead, Lead::Level | Lead::And)
        && (figure.tail.of && (by(&["was", "were", "is", "are", "at"]) || by(&["or"]))
            || by(&["is", "are", "run", "ran", "yields"]) && figure.tail.effect.is_none())
        && !frame
            .range(figure.start, figure.place)
            .any(|(_, mark)| mark.direction(&[Form::Noun]).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                               expected: aspect/value
        ("We repaid our 5% senior notes due 2031.",                                                            "5%: level/5"),
        ("We sold two offices for $118 million at 6.3%.",                                                      "$118 million: level/118000000; 6.3%: level/6.3"),
        ("Our development pipeline is 62% funded.",                                                            "62%: level/62"),
        ("Net charge-offs were 11 basis points of loans, 9 basis points in Peru and 16 basis points in Chile.", "11 basis points: level/11; 9 basis points: level/9; 16 basis points: level/16"),
        ("Revenue was $118 million and grew at 6.3%.",                                                         "$118 million: level/118000000; 6.3%: change/6.3"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
