//! One said amount with its unit, and ranges of two: `$1.05 to $1.06 billion`.
//!
//! In:  text that starts at a sign, a currency or a number. Out: [`Amount`], shape only.
//! Not here: whether two ends make sense together (`sense.rs`), hedges (`hedge.rs`), counted nouns (`counted.rs`).

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{map, not, opt, peek, recognize, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::chinese::chinese_percent;
use super::name::is_capitalised;
use super::nearby::{first_word, is_blank};
use super::number::{
    BLANK, Number, and_fraction, blank, digits, fraction, number, numeral, pause, scale, spaced,
    spaced_scale,
};
use super::phrase::{floor, is_cjk};
use super::tag::tag_no_case;
use super::vocabulary::{Unit, is_stop, vocabulary};
use super::year::is_year;
use super::{Bound, Kind};

/// One number with what was said around it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Amount {
    pub(super) negative: bool,
    pub(super) number: Number,
    pub(super) scale: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    /// `per share` behind it?
    pub(super) per_share: bool,
    /// A smaller amount said with it: the 75 cents of `$2 and 75 cents`.
    pub(super) more: Option<Box<Amount>>,
    /// A hedge between number and unit: the `-ish` of `250-ish basis points`.
    pub(super) inner: Option<Bound>,
}

/// What was said of the currency before an amount.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Currency {
    Unsaid,
    /// As a sign or a name: `$5 to 6 m`.
    Sign,
    /// As a code, whose users part thousands by blanks too: `SEK 1 200-1 300 million`.
    Code,
}

impl Currency {
    /// Of an amount as it was said.
    fn of(said: &str, unit: Option<Unit>) -> Self {
        let code = said.get(..3).filter(|code| code.bytes().all(|c| c.is_ascii_uppercase()));
        match unit {
            Some(Unit::Money(_)) if code.is_some() => Self::Code,
            Some(Unit::Money(_)) => Self::Sign,
            _ => Self::Unsaid,
        }
    }
}

fn no_match<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt)))
}

/// A hyphen, the minus sign of typesetters, and the dashes that are set for it.
pub(super) const MINUS_SIGNS: [char; 5] = ['-', '−', '–', '\u{2010}', '\u{2011}'];

/// Recognises a sign: `minus`, `negative`, or one of [`MINUS_SIGNS`].
///
/// Shape:  a word and a blank, or a sign. Units: none.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `sign`.
pub(super) fn sign(input: &str) -> IResult<&str, ()> {
    let words = terminated(alt((tag_no_case("minus"), tag_no_case("negative"))), tag(" "));
    let word = value((), terminated(words, pause));
    alt((word, value((), one_of(MINUS_SIGNS.as_slice())))).parse(input)
}

/// Recognises a currency before a number: `$`, `US$ `, `CHF`.
///
/// Shape:  sign or code, then perhaps a blank. Units: the ISO code.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `mark`.
pub(super) fn mark(input: &str) -> IResult<&str, Unit> {
    let words = vocabulary();
    if !words.marks.may_begin(input) {
        return no_match(input);
    }
    // A code may touch the digits (`CHF85`), where it is no whole word: cut the digits off first.
    let near = input.get(..floor(input, 9)).unwrap_or_default();
    let head = near.find(|c: char| c.is_ascii_digit()).and_then(|at| near.get(..at));
    let head = head.filter(|h| !h.is_empty()).map(str::trim_end);
    let whole = head.and_then(|h| words.marks.of(h).map(|code| (h.len(), code)));
    match whole.or_else(|| words.marks.at_start(input)) {
        Some((length, code)) => {
            let rest = input.get(length..).unwrap_or_default();
            let (rest, _) = blank(rest)?;
            Ok((rest, Unit::Money(*code)))
        }
        None => no_match(input),
    }
}

/// Recognises a unit behind a number: `%`, `basis points`, `Swiss francs`, `cents`, `x`.
///
/// Shape:  glued letters as written, words after a pause or a hyphen. Units: itself.
/// Errors: `Err::Error` at anything else, also where a currency's name begins another name (`40 Dollar Barn stores`). Source: grammar/quantity.ebnf `unit`.
pub(super) fn unit(input: &str) -> IResult<&str, Unit> {
    let words = vocabulary();
    if let Some((rest, unit)) = words.glued_units.at_start(input) {
        return Ok((rest, *unit));
    }
    let (start, _) = alt((tag("-"), pause)).parse(input)?;
    match words.units.at_start(start) {
        Some((length, unit)) if !is_name(start, length) => {
            Ok((start.get(length..).unwrap_or_default(), *unit))
        }
        _ => no_match(input),
    }
}

/// Is the currency's name at the start of `text` a part of another name: `Dollar Barn stores`, `real estate`, `dollar stores`?
fn is_name(text: &str, length: usize) -> bool {
    let (word, rest) = text.split_at_checked(length).unwrap_or_default();
    let next = first_word(rest);
    if next.is_empty() {
        return false;
    }
    let goes_on = !is_stop(next);
    let adjective = vocabulary().adjectives.of(word).is_some() && goes_on;
    let shop = word.eq_ignore_ascii_case("dollar")
        && ["store", "stores"].iter().any(|shop| next.eq_ignore_ascii_case(shop));
    let named = is_capitalised(word) && !word.contains(' ') && is_capitalised(next) && goes_on;
    adjective || shop || named
}

/// Recognises `per share` behind money: `per diluted common share`, `a share`.
///
/// Shape:  `( "per" | "a" ) { kind of share } "share"`. Units: none.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `per-share`.
pub(super) fn per_share(input: &str) -> IResult<&str, ()> {
    let per = alt((tag_no_case("per"), tag_no_case("a"), tag_no_case("each"), tag("/")));
    let kinds = alt((
        tag_no_case("fully"),
        tag_no_case("diluted"),
        tag_no_case("common"),
        tag_no_case("basic"),
        tag_no_case("ordinary"),
        tag_no_case("depositary"),
        tag_no_case("American"),
    ));
    let joint = || alt((tag("-"), tag(" "), tag("\u{a0}")));
    let share = alt((tag_no_case("shares"), tag_no_case("share"), tag("ADS")));
    let end = peek(verify(nom::combinator::rest, |r: &str| {
        !r.starts_with(|c: char| c.is_alphanumeric())
    }));
    let many = many_m_n(0, 3, terminated(kinds, joint()));
    value((), (alt((tag("-"), pause)), per, opt(joint()), many, share, end)).parse(input)
}

/// Recognises a hedge between a number and its scale or unit: `20-plus percent`, `250-ish basis points`.
///
/// Shape:  any hedge that may stand behind a number, if a scale or a unit follows. Units: none.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `inner-hedge`.
pub(super) fn inner_hedge(input: &str) -> IResult<&str, Bound> {
    let (start, _) = blank(input)?;
    let Some((length, bound)) = vocabulary().hedges_after.at_start(start) else {
        return no_match(input);
    };
    let rest = start.get(length..).unwrap_or_default();
    if !is_measured(rest) {
        return no_match(input);
    }
    Ok((rest, *bound))
}

/// Does a scale or a unit stand at the start of `rest`?
fn is_measured(rest: &str) -> bool {
    scale(rest).is_ok() || unit(rest).is_ok()
}

/// Recognises one amount: `$1.047 billion`, `minus 3%`, `two cents`, `a million and a half dollars`.
///
/// Shape:  `[ sign ] [ mark [ sign ] ] number [ aside ] [ ( scale | spaced-scale ) [ and-fraction ] ] [ unit ]`.
/// Units:  as said; none is a shape too. Errors: `Err::Error` where no number stands.
/// Source: grammar/quantity.ebnf `simple`.
pub(super) fn simple(input: &str) -> IResult<&str, Amount> {
    simple_of(input, Currency::Unsaid)
}

/// A simple amount, behind what was said of its currency.
fn simple_of(input: &str, currency: Currency) -> IResult<&str, Amount> {
    let (rest, first_sign) = opt(sign).parse(input)?;
    let marked = rest;
    let (rest, before) = opt(mark).parse(rest)?;
    let (rest, second_sign) = if before.is_some() { opt(sign).parse(rest)? } else { (rest, None) };
    let currency = if before.is_some() { Currency::of(marked, before) } else { currency };
    let (money, blanks) = (currency != Currency::Unsaid, currency == Currency::Code);
    let (rest, mut said) =
        if blanks { alt((spaced_money, number)).parse(rest)? } else { number(rest)? };
    // "SEK 1 234,5 million": no kronor are better than one.
    if blanks && said.digits && has_decimal_comma(rest) {
        return no_match(input);
    }
    let (rest, inner) = opt(inner_hedge).parse(rest)?;
    let (rest, _) =
        if said.article { (rest, None) } else { opt(aside(&said, money)).parse(rest)? };
    let spaced = |input| if money && said.digits { spaced_scale(input) } else { no_match(input) };
    let (mut rest, factor) = opt(alt((scale, spaced))).parse(rest)?;
    if said.article && factor.is_none() {
        return no_match(input);
    }
    if factor.is_some()
        && said.step == Decimal::ONE
        && let Ok((after, part)) = and_fraction(rest)
        && let Some(sum) = said.value.checked_add(part)
    {
        said = Number { value: sum, step: fraction(part).step, ..said };
        rest = after;
    }
    if factor.is_none() && said.digits && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        // Letters at the digits are a unit or make the whole another word.
        let (after, glued) = unit(rest)?;
        return Ok((after, Amount::new(said, factor, Some(glued), first_sign.is_some())));
    }
    let (rest, after) = opt(unit).parse(rest)?;
    let negative = first_sign.is_some() || second_sign.is_some();
    Ok((rest, Amount { inner, ..Amount::new(said, factor, before.or(after), negative) }))
}

/// A number behind a currency whose thousands stand apart by blanks, where a scale, a bracket, another end of a range, a word that counts nothing
/// or nothing follows: else the blank parts it from the next number (`EUR 45 250 stores`).
fn spaced_money(input: &str) -> IResult<&str, Number> {
    let (rest, said) = spaced(BLANK)(input)?;
    let ends = rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', ')', '?', '!', '\n'])
        || rest.starts_with(" (");
    let word = first_word(rest);
    let stop = || is_stop(word) && !COUNTING.iter().any(|of| word.eq_ignore_ascii_case(of));
    let scaled = || scale(rest).is_ok() || spaced_scale(rest).is_ok();
    if ends || stop() || scaled() || range_sep(rest).is_ok() {
        Ok((rest, said))
    } else {
        no_match(input)
    }
}

/// Words behind a number that end its phrase, and behind which things may be counted all the same: `250 more stores`.
const COUNTING: [&str; 6] = ["of", "or", "more", "less", "such", "our"];

/// Does a group of thousands with a decimal comma stand behind the number: ` 234,5`?
fn has_decimal_comma(rest: &str) -> bool {
    let group = rest.strip_prefix(is_blank).and_then(|next| numeral(next).ok());
    group
        .and_then(|(_, group)| group.split_once(','))
        .is_some_and(|(whole, decimals)| whole.len() == 3 && (1..=2).contains(&decimals.len()))
}

/// Recognises the figure of a year before, in brackets between a number and its scale or unit: `SEK 613 (587) million`, `12.1 (11.9) percent`.
///
/// Shape:  behind a currency a number, perhaps with the currency or a year (`(2023: 587)`), before a scale; else one with decimals as the first
/// one has, or the first one in digits (`five (5) percent`), before a scale or a unit. Anything else explains, and may be a fact of its own.
/// Units:  none. Errors: `Err::Error` at any other bracket.
/// Source: grammar/quantity.ebnf `aside`.
pub(super) fn aside<'t>(said: &Number, money: bool) -> impl Fn(&'t str) -> IResult<&'t str, ()> {
    let (decimals, value) = (said.step < Decimal::ONE, said.value);
    move |input| {
        let year = terminated(verify(numeral, |year: &str| is_year(year)), tag(": "));
        let figure = (opt(year), opt(mark), opt(sign), alt((spaced(BLANK), digits)));
        let bracket = delimited(tag("("), figure, tag(")"));
        let (rest, (_, (_, _, _, inside))) = (blank, bracket).parse(input)?;
        if money {
            // "SEK 4.50 (4.25) B shares"
            let small = rest.trim_start_matches(is_blank).starts_with(char::is_lowercase);
            if scale(rest).is_err() && !(small && spaced_scale(rest).is_ok()) {
                return no_match(input);
            }
        } else {
            let alike = (decimals && inside.step < Decimal::ONE) || inside.value == value;
            if !alike || !is_measured(rest) {
                return no_match(input);
            }
        }
        Ok((rest, ()))
    }
}

/// Recognises an accountant's negative: `$(0.15)`, `($0.15)`, `(3%)`.
///
/// Shape:  the number, its mark or its unit in brackets. Units: as said.
/// Errors: `Err::Error` where no bracket or no unit stands. Source: grammar/quantity.ebnf `bracketed`.
pub(super) fn bracketed(input: &str) -> IResult<&str, Amount> {
    let mut outside = (opt(mark), delimited(tag("("), simple, tag(")")), opt(scale), opt(unit));
    let (rest, (before, inner, factor, after)) = outside.parse(input)?;
    let unit = before.or(inner.unit).or(after);
    let said = input.get(..input.len() - rest.len()).unwrap_or_default();
    // "(SEK 613 (587) million)" explains.
    if unit.is_none() || said.matches('(').count() > 1 {
        return no_match(input);
    }
    Ok((rest, Amount { negative: true, unit, scale: inner.scale.or(factor), ..inner }))
}

/// Recognises an amount said in two steps: `$2 billion $40 million`, `$2 and 75 cents`.
///
/// Shape:  `simple [ "and" ] simple`, the second of a smaller scale. Units: one currency.
/// Errors: `Err::Error` where the steps do not fit. Source: grammar/quantity.ebnf `stepped`.
/// The first step's parser is given, because `amount` has read it already.
pub(super) fn stepped<'t>(
    first: impl Fn(&'t str) -> IResult<&'t str, Amount>,
) -> impl Fn(&'t str) -> IResult<&'t str, Amount> {
    move |input| {
        let (rest, first) = first(input)?;
        let is_money = |u: &Option<Unit>| matches!(u, Some(Unit::Money(_)) | None);
        let whole = first.number.step == Decimal::ONE && is_money(&first.unit);
        if !whole || (first.unit.is_none() && first.scale.is_none()) {
            return no_match(input);
        }
        let mut joint = alt((value(true, (blank, tag_no_case("and"), blank)), value(false, blank)));
        let (rest, and) = joint.parse(rest)?;
        let (rest, second) = simple(rest)?;
        let cents = matches!((first.unit, second.unit), (Some(Unit::Money(a)), Some(Unit::Cents(b))) if a == b)
            && first.scale.is_none();
        let same = second.unit == first.unit || second.unit.is_none() || first.unit.is_none();
        let smaller = match (first.scale, second.scale) {
            (Some(large), Some(small)) => large > small && small >= Decimal::ONE_THOUSAND,
            _ => false,
        };
        let alike = second.number.digits == first.number.digits;
        let scaled = smaller && same && alike && !and && is_money(&second.unit);
        if !((cents && alike) || scaled) {
            return no_match(input);
        }
        let unit = first.unit.or(second.unit);
        Ok((rest, Amount { unit, more: Some(Box::new(second)), ..first }))
    }
}

/// Recognises an amount of any form, with `per share` behind it.
///
/// Shape:  `( bracketed | stepped | simple ) [ per-share ]`. Units: as said.
/// Errors: `Err::Error` where none stands. Source: grammar/quantity.ebnf `amount`.
pub(super) fn amount(input: &str) -> IResult<&str, Amount> {
    amount_of(input, Currency::Unsaid)
}

/// An amount, behind what was said of its currency.
fn amount_of(input: &str, currency: Currency) -> IResult<&str, Amount> {
    let percent = map(chinese_percent, |number| {
        Amount::new(number, None, Some(Unit::Of(Kind::Percent)), false)
    });
    let simple = simple_of(input, currency);
    let step = |_| simple.clone();
    let mut steps = alt((stepped(step), step));
    // Most are digits, words or signs of ASCII, behind which the other forms cannot begin.
    let plain = input.is_char_boundary(1) && !input.starts_with('(');
    let plain = plain && !vocabulary().marks.may_begin(input);
    debug_assert!(!plain || (chinese_percent(input).is_err() && bracketed(input).is_err()));
    let (rest, said) =
        if plain { steps.parse(input)? } else { alt((percent, bracketed, steps)).parse(input)? };
    if !matches!(said.unit, Some(Unit::Money(_) | Unit::Cents(_))) {
        return Ok((rest, said));
    }
    let (rest, share) = opt(per_share).parse(rest)?;
    Ok((rest, Amount { per_share: share.is_some(), ..said }))
}

/// Recognises what stands between the ends of a range: `to`, `-`, `至`, `to maybe`.
///
/// Shape:  the word or dash, then perhaps a hedge. Units: none.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `range-sep`.
pub(super) fn range_sep(input: &str) -> IResult<&str, &str> {
    let maybe = alt((
        tag_no_case("maybe"),
        tag_no_case("perhaps"),
        tag_no_case("about"),
        tag_no_case("approximately"),
        tag_no_case("roughly"),
        tag_no_case("around"),
        tag_no_case("as much as"),
        tag_no_case("as high as"),
        tag_no_case("up to"),
        tag_no_case("almost"),
        tag_no_case("nearly"),
    ));
    let to = terminated(
        alt((tag_no_case("to"), tag_no_case("through"))),
        peek(alt((tag(" "), tag("\u{a0}"), tag(",")))),
    );
    let word = delimited(pause, to, (pause, opt((maybe, pause))));
    // `153- 154` is a slip that is mended, no range: blanks stand on both sides or on none.
    let sign = || recognize(one_of("-–—\u{2010}\u{2011}~至到"));
    let spaced = delimited(tag(" "), sign(), tag(" "));
    let tight = terminated(sign(), not(tag(" ")));
    let cjk = delimited(blank, alt((tag("至"), tag("到"))), blank);
    alt((word, spaced, tight, cjk)).parse(input)
}

/// Recognises `and` between the ends of a range that `between` opens.
///
/// Shape:  `"and"`, then perhaps a hedge. Units: none.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `between-sep`.
pub(super) fn between_sep(input: &str) -> IResult<&str, &str> {
    let maybe = alt((tag_no_case("maybe"), tag_no_case("approximately"), tag_no_case("about")));
    alt((delimited(pause, tag_no_case("and"), (pause, opt((maybe, pause)))), range_sep))
        .parse(input)
}

/// Recognises two amounts as the ends of a range.
///
/// Shape:  `amount range-sep amount`; behind `between` also `amount "and" amount`. A currency of the first is the second's.
/// Units:  as said with each end. Errors: `Err::Error` where two do not stand so.
/// Source: grammar/quantity.ebnf `range`.
/// The first end's parser is given, because the scan has read it already.
pub(super) fn range<'t>(
    between: bool,
    first: impl Fn(&'t str) -> IResult<&'t str, Amount>,
) -> impl Fn(&'t str) -> IResult<&'t str, (Amount, Amount)> {
    move |input| {
        let (rest, low) = first(input)?;
        let (rest, _) = if between { between_sep(rest)? } else { range_sep(rest)? };
        // "EUR 600 to 650 m", "SEK 1 200-1 300 million": the currency is said once.
        let (rest, high) = amount_of(rest, Currency::of(input, low.unit))?;
        Ok((rest, (low, high)))
    }
}

/// Recognises two amounts of which either may be right: `50 or 60%`, `70, 75%`, `$3 or $4 billion`.
///
/// Shape:  `amount ( "or" | "," ) amount`, neighbours, the unit or the scale said once. Units: as said at the end.
/// Errors: `Err::Error` where each stands for itself. Source: grammar/quantity.ebnf `either`.
/// The first amount's parser is given, because the scan has read it already.
pub(super) fn either<'t>(
    first: impl Fn(&'t str) -> IResult<&'t str, Amount>,
) -> impl Fn(&'t str) -> IResult<&'t str, (Amount, Amount)> {
    move |input| {
        let or = value(false, delimited(tag(" "), tag_no_case("or"), tag(" ")));
        let comma = value(true, (tag(","), tag(" ")));
        let (rest, low) = first(input)?;
        let (rest, comma) = alt((or, comma)).parse(rest)?;
        let (rest, high) = amount(rest)?;
        let once = low.scale.is_none()
            && low.inner.is_none()
            && match (low.unit, high.unit) {
                (None, Some(Unit::Money(_))) => high.scale.is_some() && !comma,
                (None, Some(_)) => true,
                (Some(Unit::Money(a)), Some(Unit::Money(b))) => a == b && high.scale.is_some(),
                _ => false,
            };
        let whole = low.number.step == Decimal::ONE && !low.negative && !high.negative;
        if once && whole && is_next(&low, &high, comma) {
            Ok((rest, (low, high)))
        } else {
            no_match(input)
        }
    }
}

/// Are the two numbers neighbours, or fives that are no more than ten apart?
fn is_next(low: &Amount, high: &Amount, comma: bool) -> bool {
    let fives = |said: &Amount| {
        said.number.value.checked_rem(Decimal::from(5)).is_some_and(|left| left.is_zero())
    };
    let apart = high.number.value.checked_sub(low.number.value);
    apart.is_some_and(|apart| {
        let near = fives(low) && fives(high) && apart <= Decimal::TEN && !apart.is_zero();
        let small = !comma || high.number.value < Decimal::TEN;
        apart.is_sign_positive() && (near || (apart == Decimal::ONE && small))
    })
}

impl Amount {
    pub(super) fn new(
        number: Number,
        scale: Option<Decimal>,
        unit: Option<Unit>,
        negative: bool,
    ) -> Self {
        Self { negative, number, scale, unit, per_share: false, more: None, inner: None }
    }
}

/// `four times a year` says how often, not how much.
pub(super) fn says_how_often(rest: &str) -> bool {
    // A stammer leaves a hyphen: `three times in- in a row`.
    let word = first_word(rest).trim_end_matches('-').to_lowercase();
    ["a", "per", "this", "last", "during", "each", "every", "in", "since", "before", "already"]
        .contains(&word.as_str())
        && !rest.starts_with(is_cjk)
}

#[cfg(test)]
mod tests {
    use super::super::scan;

    #[rustfmt::skip]
    const DASHES: &[(&str, &str)] = &[
        // given                                        expected
        ("growth was -5%, −4%, –3%",                    "-5..-5 -4..-4 -3..-3"),
        ("a loss of \u{2010}$5 million",                "-5000000..-5000000"),
        ("from –2% to –5%",                             "-2..-2 -5..-5"),
        ("3–5%, 4\u{2010}6%, $4.2\u{2011}$4.3 billion", "3..5 4..6 4200000000..4300000000"),
        ("growth – 5% – was good",                      "5..5"),
    ];

    #[test]
    fn dashes_are_signs_or_join_a_range() {
        for (given, expected) in DASHES {
            let found: Vec<String> = scan(given)
                .quantities
                .iter()
                .map(|found| format!("{}..{}", found.low.normalize(), found.high.normalize()))
                .collect();
            assert_eq!(found.join(" "), *expected, "given: {given}");
        }
    }
}
