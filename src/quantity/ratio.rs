//! Ratios to one: `1.42 to 1`, `0.98 to one`.
//!
//! In:  text that starts at a digit. Out: the ratio's number.
//! Not here: ranges (`amount.rs`); ratios said without their one, which only a metric's name tells (`fact/figure_kind.rs`).

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{not, peek, rest, verify};
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::amount::unit;
use super::number::{Number, digits, pause, scale};
use super::tag::tag_no_case;

/// Recognises a ratio to one: `1.42 to 1`.
///
/// Shape:  `digits "to" ( "1" | "one" )`, with decimals: `3 to 1` is a score or a split as often. Units: a multiple.
/// Errors: `Err::Error` where the one has a scale, a unit or more digits. Source: grammar/quantity.ebnf `ratio`.
pub(super) fn ratio(input: &str) -> IResult<&str, Number> {
    let decimal = verify(digits, |said: &Number| said.step < Decimal::ONE);
    let alone = |left: &str| {
        let next = left.strip_prefix(['.', ',', '-', '/']).unwrap_or(left);
        !left.starts_with(|c: char| c.is_alphanumeric())
            && !next.starts_with(|c: char| c.is_ascii_digit())
    };
    let one = terminated(
        alt((tag("1"), tag_no_case("one"))),
        (peek(verify(rest, alone)), not(scale), not(unit)),
    );
    terminated(decimal, (delimited(pause, tag_no_case("to"), tag(" ")), one)).parse(input)
}
