//! Vague quantities that stand for a range by convention: `mid-single digits`, `low 20s`, `high teens`.
//!
//! In:  text that starts at `low`, `mid` or `high`. Out: [`Vague`].
//! Not here: hedged numbers (`hedge.rs`).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::combinator::{map_opt, not, opt, peek, value, verify};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::amount::{between_sep, range_sep};
use super::tag::tag_no_case;

/// A range of percents by convention.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Vague {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// A part of a decade.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Third {
    Low,
    Middle,
    High,
}

/// Recognises the part of a decade: `low`, `mid-to-high`.
///
/// Shape:  `third [ "to" third ]`. Units: none.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `third`.
pub(super) fn third(input: &str) -> IResult<&str, (Third, Third)> {
    let one = || {
        alt((
            value(Third::Low, tag_no_case("lower")),
            value(Third::Low, tag_no_case("low")),
            value(Third::Middle, tag_no_case("middle")),
            value(Third::Middle, tag_no_case("mid")),
            value(Third::High, tag_no_case("higher")),
            value(Third::High, tag_no_case("high")),
            value(Third::High, tag_no_case("upper")),
        ))
    };
    // `low- to mid-single digits` hangs the hyphen on the first word.
    let joint = || alt((tag("- "), tag("-"), tag(" ")));
    let to = (joint(), opt(terminated(tag_no_case("to"), joint())));
    let (rest, first) = one().parse(input)?;
    let (rest, second) = opt(preceded(to, one())).parse(rest)?;
    let (rest, _) = joint().parse(rest)?;
    Ok((rest, (first, second.unwrap_or(first))))
}

/// Recognises the decade: `single digits`, `teens`, `20s`, `20%`, `double-digit`, `thirties`.
///
/// Shape:  a word, a ten with `s`, or a ten before its percent sign. Units: percent, by convention.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `decade`.
pub(super) fn decade(input: &str) -> IResult<&str, u32> {
    let joint = || alt((tag("-"), tag(" ")));
    let digit = |word| (tag_no_case(word), joint(), tag_no_case("digit"), opt(tag("s")));
    let plural = value((), (opt(alt((tag("'"), tag("’")))), tag("s")));
    // "low 20%", "mid-30 percent": the percentage itself may be the decade.
    let itself = value((), peek(percent));
    let digits = map_opt(
        terminated(
            verify(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), |d: &str| d.ends_with('0')),
            alt((plural, itself)),
        ),
        |d: &str| d.parse().ok(),
    );
    alt((
        value(0, digit("single")),
        value(10, digit("double")),
        value(11, tag_no_case("teens")),
        value(11, tag_no_case("teen")),
        value(20, tag_no_case("twenties")),
        value(30, tag_no_case("thirties")),
        value(40, tag_no_case("forties")),
        value(50, tag_no_case("fifties")),
        value(60, tag_no_case("sixties")),
        value(70, tag_no_case("seventies")),
        value(80, tag_no_case("eighties")),
        value(90, tag_no_case("nineties")),
        digits,
    ))
    .parse(input)
}

/// The unit behind a decade.
fn percent(input: &str) -> IResult<&str, ()> {
    let word = alt((tag_no_case("percentage"), tag_no_case("percent"), tag("%")));
    let no_points = not((alt((tag(" "), tag("-"))), tag_no_case("point")));
    value((), (opt(alt((tag("-"), tag(" ")))), word, no_points)).parse(input)
}

/// The ends of a third of a decade: low 20 to 23, middle 24 to 26, high 27 to 29.
fn ends(part: Third, decade: u32) -> (u32, u32) {
    let (base, low) = match decade {
        0 => (0, 1),
        // Low double digits begin at 10, low teens at 11.
        11 => (10, 11),
        _ => (decade, decade),
    };
    match part {
        Third::Low => (low, base.saturating_add(3)),
        Third::Middle => (base.saturating_add(4), base.saturating_add(6)),
        Third::High => (base.saturating_add(7), base.saturating_add(9)),
    }
}

/// Recognises a vague quantity: `mid-single digits`, `low 20s`, `mid-to-high teens`.
///
/// Shape:  `third decade [ "percent" ]`. Units: percent.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `vague`.
pub(super) fn vague(input: &str) -> IResult<&str, Vague> {
    // The thirds begin with these letters; it is asked at every digit.
    if !input.starts_with(['l', 'L', 'm', 'M', 'h', 'H', 'u', 'U']) {
        debug_assert!(third(input).is_err());
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt)));
    }
    let (rest, ((from, to), decade)) = pair(third, decade).parse(input)?;
    let (rest, _) = opt(percent).parse(rest)?;
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric());
    let (low, high) = (ends(from, decade).0, ends(to, decade).1);
    if !whole || low > high {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt)));
    }
    Ok((rest, Vague { low: low.into(), high: high.into() }))
}

/// Recognises a range of two vague quantities: `high single digits to low double digits`.
///
/// Shape:  `vague range-sep vague`, rising; behind `between` also `and`. Units: percent.
/// Errors: `Err::Error` where two do not stand so. Source: grammar/quantity.ebnf `vague-range`.
pub(super) fn vague_range(between: bool) -> impl Fn(&str) -> IResult<&str, Vague> {
    move |input| {
        let (rest, low) = vague(input)?;
        let (rest, _) = if between { between_sep(rest)? } else { range_sep(rest)? };
        let (rest, high) = preceded(opt(tag_no_case("the ")), vague).parse(rest)?;
        if low.low > high.low || low.high > high.high {
            return Err(nom::Err::Error(nom::error::Error::new(
                input,
                nom::error::ErrorKind::Verify,
            )));
        }
        Ok((rest, Vague { low: low.low, high: high.high }))
    }
}
