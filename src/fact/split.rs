//! How a whole splits into percentages: `with 53% consumer and 47% commercial`.
//!
//! In:  a figure among the others of its sentence. Out: whether it is a part of a whole.
//! Not here: parts that name their whole (`aspect.rs`).

use rust_decimal::Decimal;

use super::frame::{Figure, Frame};
use super::lead::Lead;
use crate::quantity::Kind;

/// The most parts of a split that one sentence tells.
const MOST_PARTS: usize = 6;

/// Do the percentages around the figure, with it, make up 100%?
pub(super) fn splits(frame: &Frame<'_>, figure: &Figure) -> bool {
    let Some(own) = frame.figures.iter().position(|other| other.place == figure.place) else {
        return false;
    };
    let earliest = own.saturating_sub(MOST_PARTS - 1);
    (earliest..=own).any(|first| {
        (own.max(first + 1)..first + MOST_PARTS).any(|last| {
            frame.figures.get(first..=last).is_some_and(|parts| {
                parts.iter().all(is_part)
                    && parts
                        .iter()
                        .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.quantity.high))
                        == Some(Decimal::ONE_HUNDRED)
            })
        })
    })
}

fn is_part(figure: &Figure) -> bool {
    figure.quantity.kind == Kind::Percent
        && figure.quantity.low == figure.quantity.high
        && figure.quantity.low > Decimal::ZERO
        && figure.tail.moved.is_none()
        && figure.tail.effect.is_none()
        && !matches!(
            figure.before.lead,
            Lead::Moved(_) | Lead::MovedTo(_) | Lead::From | Lead::Versus | Lead::Effect(_)
        )
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                        expected: aspect
        ("Loans were $5 billion with 58% consumer and 42% commercial.",                 "$5 billion: level; 58%: share; 42%: share"),
        ("Revenue is 60% wholesale, 30% retail and 10% licensing.",                     "60%: share; 30%: share; 10%: share"),
        ("Revenue grew 60% in Peru and 40% in Chile.",                                  "60%: change; 40%: change"),
        ("Revenue rose 60% while costs rose 40%.",                                      "60%: change; 40%: change"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect"]), *expected, "given: {given}");
        }
    }
}
