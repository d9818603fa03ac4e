//! Ranges that begin at no change: `flat to up 2%`, `flat to down low single digits`.
//!
//! In:  text that starts at `flat`. Out: [`FromFlat`], shape only.
//! Not here: `flat` alone, which has no number and is no quantity.

use nom::branch::alt;
use nom::bytes::complete::tag_no_case;
use nom::combinator::{map, opt, value};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::amount::{Amount, amount};
use super::number::pause;
use super::vague::{Vague, vague};

/// How far from no change the range goes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct FromFlat {
    pub(super) down: bool,
    pub(super) end: End,
}

/// The end that is said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum End {
    Said(Amount),
    Vague(Vague),
}

/// Recognises a range that begins at no change: `flat to up 2%`, `flat to down low single digits`.
///
/// Shape:  `"flat" "to" [ "up" | "down" ] ( vague | amount )`. Units: those of the end.
/// Errors: `Err::Error` where no end is said. Source: grammar/quantity.ebnf `from-flat`.
pub(super) fn from_flat(input: &str) -> IResult<&str, FromFlat> {
    let word = |down: bool, word: &'static str| value(down, (tag_no_case(word), pause));
    let slightly = opt((tag_no_case("slightly"), pause));
    let way =
        alt((word(true, "down"), word(false, "up"), word(false, "plus"), word(false, "positive")));
    let end = alt((map(vague, End::Vague), map(amount, End::Said)));
    let flat = (alt((tag_no_case("flattish"), tag_no_case("flat"))), pause, tag_no_case("to "));
    map(preceded((flat, pause, slightly), (opt(way), end)), |(down, end)| FromFlat {
        down: down.unwrap_or_default(),
        end,
    })
    .parse(input)
}
