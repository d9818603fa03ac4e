//! Ranges that begin or end at no change: `flat to up 2%`, `a 2% decline to flat`, `flat to down low single digits`.
//!
//! In:  text that starts at `flat`, or at the other end. Out: [`FromFlat`], shape only.
//! Not here: `flat` alone, which has no number and is no quantity.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, not, opt, peek, rest, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::amount::{Amount, amount};
use super::number::pause;
use super::tag::tag_no_case;
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

/// Recognises a range that ends at no change: `2% decline to flat`, `mid-single digits to flat`.
///
/// Shape:  `( vague | amount ) [ noun of movement ] "to" "flat"`. Units: those of the end that is said.
/// Errors: `Err::Error` where it does not end so. Source: grammar/quantity.ebnf `to-flat`.
/// The amount's parser is given, because the scan has read the amount already.
pub(super) fn to_flat<'t>(
    amount: impl Fn(&'t str) -> IResult<&'t str, Amount>,
) -> impl Fn(&'t str) -> IResult<&'t str, FromFlat> {
    move |input| {
        let mut end = alt((map(vague, End::Vague), map(&amount, End::Said)));
        let (rest, end) = end.parse(input)?;
        let (rest, down) = down_to_flat(rest)?;
        Ok((rest, FromFlat { down, end }))
    }
}

/// `decline to flat`, `up to flat`, `to flat`: does it say that what stands before goes down?
fn down_to_flat(input: &str) -> IResult<&str, bool> {
    let noun = |down: bool, noun: &'static str| value(down, tag_no_case(noun));
    let way = alt((
        noun(true, "declines"),
        noun(true, "decline"),
        noun(true, "decrease"),
        noun(true, "drop"),
        noun(true, "reduction"),
        noun(true, "down"),
        noun(false, "increase"),
        noun(false, "growth"),
        noun(false, "up"),
    ));
    let joint = alt((tag("-"), tag(" ")));
    let flat = (
        alt((tag_no_case("flattish"), tag_no_case("flat"))),
        peek(verify(rest, |r: &str| !r.starts_with(|c: char| c.is_alphanumeric()))),
        not(tag("-")),
    );
    let to = (pause, tag_no_case("to "), pause, flat);
    let down = terminated(opt(preceded(joint, way)), to);
    map(down, Option::unwrap_or_default).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::proof::show_all;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                          expected: quantities
        ("sales of a 2% decline to flat",                 "percent -2..0 ~1"),
        ("sales down 2% to flat",                         "percent -2..0 ~1"),
        ("sales up 3% to flat",                           "percent 0..3 ~1"),
        ("a range of -2% to flat",                        "percent -2..0 ~1"),
        ("a decline of 50 basis points to flat",          "basis_points -50..0 ~10"),
        ("a low single-digit decline to flat",            "percent -3..0 ~1 vague"),
        ("down mid-single digits to flat",                "percent -6..0 ~1 vague"),
        ("it went from -4% to flat",                      "percent -4 ~1"),
        ("from 5% to flat-rate plans",                    "percent 5 ~1"),
        ("$5 million to flat roofs",                      "money USD 5000000 ~1000000"),
        ("flat to up 2%",                                 "percent 0..2 ~1"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show_all(given), *expected, "given: {given}");
        }
    }
}
