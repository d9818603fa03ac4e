//! Numbers, as digits or as words, with their last digit; and the scale words behind them.
//!
//! In:  text that starts at a number. Out: [`Number`], without scale and unit.
//! Not here: signs, currencies and units (`amount.rs`).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::combinator::{map, map_opt, opt, peek, recognize, rest, verify};
use nom::multi::{fold, many_m_n};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::name::is_capitalised;
use super::nearby::is_blank;
use super::numeral::{is_digit, is_separator};
use super::tag::tag_no_case;
use super::vocabulary::{Role, vocabulary};

/// A number as said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// The last digit said: 0.01 in `1.05`.
    pub(super) step: Decimal,
    /// Written with digits?
    pub(super) digits: bool,
    /// Only `a`: one, if a scale follows.
    pub(super) article: bool,
}

/// Recognises the blanks between two words of a line, also none.
///
/// Shape:  `blank`. Units: none.
/// Errors: none. Source: grammar/quantity.ebnf `blank`.
pub(super) fn blank(input: &str) -> IResult<&str, &str> {
    take_while(is_blank).parse(input)
}

/// Recognises a hesitation between the parts of a quantity: `, uh, um,`.
///
/// Shape:  commas count only around a hesitation. Units: none.
/// Errors: none; a blank is a pause too. Source: grammar/quantity.ebnf `pause`.
pub(super) fn pause(input: &str) -> IResult<&str, &str> {
    // Most pauses are a blank: every hesitation begins with one of three letters.
    let next = input.strip_prefix(',').unwrap_or(input).trim_start_matches(is_blank);
    if !next.starts_with(['u', 'U', 'e', 'E', 'a', 'A']) {
        debug_assert_eq!(hesitating(input), blank(input));
        return blank(input);
    }
    hesitating(input)
}

fn hesitating(input: &str) -> IResult<&str, &str> {
    let word = verify(take_while_m_n(2, 3, |c: char| c.is_ascii_alphabetic()), |w: &str| {
        ["uh", "um", "eh", "er", "ah", "uhm", "umm"].iter().any(|h| w.eq_ignore_ascii_case(h))
    });
    let hesitation = (opt(tag(",")), blank, word, opt(tag(",")));
    recognize((fold(0..=4, hesitation, || (), |(), _| ()), blank)).parse(input)
}

/// Recognises the digits of one numeral, whole.
///
/// Shape:  `1,436.5`. Units: none.
/// Errors: `Err::Error` where no digit stands. Source: grammar/quantity.ebnf `numeral`.
pub(super) fn numeral(input: &str) -> IResult<&str, &str> {
    let mut end = 0;
    for (at, letter) in input.char_indices() {
        if is_digit(letter) {
            end = at + letter.len_utf8();
        } else if at == 0 || at != end || !is_separator(letter) {
            break;
        }
    }
    match input.split_at_checked(end) {
        Some((said, rest)) if end > 0 => Ok((rest, said)),
        _ => no_match(input),
    }
}

fn no_match<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt)))
}

/// Recognises a number in digits: `1,047.5`, `.22`.
///
/// Shape:  thousands in groups of three (or two, as in India), one decimal point; or [`spaced`] by [`FIXED`] signs.
/// Units:  none; the last digit is kept, because `1.10` is more precise than `1.1`.
/// Errors: `Err::Error` for other groups (`1,2`, `4.0.1`) and for more digits than a Decimal holds.
/// Source: grammar/quantity.ebnf `digits`.
pub(super) fn digits(input: &str) -> IResult<&str, Number> {
    let said = alt((recognize(preceded(tag("."), numeral)), numeral));
    let plain = map_opt(said, |text| read_digits(text).ok().flatten());
    alt((spaced(FIXED), plain)).parse(input)
}

/// Signs before a group of three digits that part no two numbers: blanks at which no line is broken, apostrophes (Switzerland).
pub(super) const FIXED: &[char] = &['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}', '\'', '\u{2019}'];
/// The blank, which also parts two numbers: `3 200-room hotels`.
pub(super) const BLANK: &[char] = &[' '];

/// Recognises a number whose thousands stand apart: `1 200`, `12 345.5`, `5'000`.
///
/// Shape:  one to three digits, then groups of three, the same of the `signs` before each (ISO 80000-1, 7.3.1).
/// Units:  none; the last digit is kept.
/// Errors: `Err::Error` for other groups, where numbers go on (`1 866 555 1234`, `10 200 10 100`), and where a word goes on behind the last
/// group by a hyphen or the same sign (`1 200-room`). Source: grammar/quantity.ebnf `spaced`.
pub(super) fn spaced<'t>(signs: &'static [char]) -> impl Fn(&'t str) -> IResult<&'t str, Number> {
    move |input| {
        let (mut rest, first) = numeral(input)?;
        let sign = rest.chars().next().filter(|c| signs.contains(c));
        let Some(sign) = sign.filter(|_| is_group(first, 1) && !first.starts_with('0')) else {
            return no_match(input);
        };
        let mut said = first.to_owned();
        while let Some((behind, group)) =
            rest.strip_prefix(sign).and_then(|next| numeral(next).ok())
        {
            let (whole, decimals) = group.split_once('.').unwrap_or((group, ""));
            let complete = said.contains('.') || said.len() > MOST_SPACED;
            if complete || !is_group(whole, 3) || !decimals.bytes().all(|c| c.is_ascii_digit()) {
                return no_match(input);
            }
            said.push_str(group);
            rest = behind;
        }
        // Blanks without a line break that stand between words too part numbers as any blank does.
        let signs = ['-', '\u{2010}', '\u{2011}', '\u{a0}'];
        let goes_on = rest.strip_prefix(signs);
        let goes_on = goes_on.is_some_and(|next| next.starts_with(char::is_alphabetic));
        if said.len() == first.len() || goes_on {
            return no_match(input);
        }
        match read_digits(&said) {
            Ok(Some(number)) => Ok((rest, number)),
            _ => no_match(input),
        }
    }
}

/// No Decimal has more digits; a row of figures without end is left there, so that reading it stays linear.
const MOST_SPACED: usize = 30;

/// ASCII digits, at least so many of them and three at most.
fn is_group(text: &str, least: usize) -> bool {
    (least..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

/// The digits of a numeral hold more than a Decimal can.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct TooLong;

/// The number of a numeral; nothing where it is grouped like none.
pub(super) fn read_digits(text: &str) -> Result<Option<Number>, TooLong> {
    let narrowed: String;
    let plain = if text.is_ascii() {
        text
    } else {
        narrowed = text.chars().map(narrow).collect();
        &narrowed
    };
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    if !is_grouped(whole) || decimals.contains(['.', ',']) {
        return Ok(None);
    }
    let places = u32::try_from(decimals.len()).map_err(|_| TooLong)?;
    let step = Decimal::try_new(1, places).map_err(|_| TooLong)?;
    let value = if plain.len() <= FITS {
        let digits = plain.bytes().filter(u8::is_ascii_digit);
        let value = digits.fold(0_i64, |value, digit| {
            value.saturating_mul(10).saturating_add(i64::from(digit.saturating_sub(b'0')))
        });
        Decimal::try_new(value, places).map_err(|_| TooLong)?
    } else {
        let bare: String = plain.chars().filter(|c| *c != ',').collect();
        let bare = if bare.starts_with('.') { format!("0{bare}") } else { bare };
        Decimal::from_str_exact(&bare).map_err(|_| TooLong)?
    };
    Ok(Some(Number { value, step, digits: true, article: false }))
}

/// So many digits fit into an integer of the machine.
const FITS: usize = 18;

/// Groups of three between commas, those between the first and the last also of two, as in India.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let Some(last) = groups.next_back() else { return true };
    last.len() == 3
        && (1..=3).contains(&first.len())
        && groups.all(|group| (2..=3).contains(&group.len()))
}

/// The ASCII form of a full-width digit or sign.
fn narrow(letter: char) -> char {
    match letter {
        '．' => '.',
        '，' => ',',
        '０'..='９' => letter
            .to_digit(36)
            .or_else(|| u32::from(letter).checked_sub(0xff10))
            .map_or(letter, |d| char::from_digit(d, 10).unwrap_or(letter)),
        _ => letter,
    }
}

/// The number word that stands here, with its role.
fn spoken(input: &str) -> IResult<&str, (Role, Decimal)> {
    match vocabulary().numbers.at_start(input) {
        Some((length, found)) => Ok((input.get(length..).unwrap_or_default(), *found)),
        None => no_match(input),
    }
}

fn word(role: Role) -> impl Fn(&str) -> IResult<&str, Decimal> {
    move |input| match spoken(input)? {
        (rest, (found, value)) if found == role => Ok((rest, value)),
        _ => no_match(input),
    }
}

fn whole(value: Decimal) -> Number {
    Number { value, step: Decimal::ONE, digits: false, article: false }
}

/// Recognises a number word below a hundred: `twenty-five`, `twelve`, `three`.
///
/// Shape:  `ten [ "-" unit ] | teen | unit`. Units: none.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `below-hundred`.
pub(super) fn below_hundred(input: &str) -> IResult<&str, Decimal> {
    let (rest, (role, value)) = spoken(input)?;
    match role {
        Role::Ten => {
            let joint = alt((tag("-"), tag(" ")));
            let unit = opt(preceded(joint, word(Role::Unit)));
            map_opt(unit, |unit| value.checked_add(unit.unwrap_or_default())).parse(rest)
        }
        Role::Teen | Role::Unit => Ok((rest, value)),
        Role::Fraction | Role::Article => no_match(input),
    }
}

/// Recognises hundreds in words: `two hundred and fifty`, `three hundred`.
///
/// Shape:  `below-hundred "hundred" [ [ "and" ] below-hundred ]`. Units: none; bare hundreds have the last digit 100.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `hundreds`.
pub(super) fn hundreds(input: &str) -> IResult<&str, Number> {
    let and = (pause, opt((tag_no_case("and"), tag(" "), pause)));
    let hundred = (blank, tag_no_case("hundred"), peek(verify(rest, ends_word)));
    let (left, (count, _, small)) =
        (below_hundred, hundred, opt(preceded(and, below_hundred))).parse(input)?;
    let value = count
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|v| v.checked_add(small.unwrap_or_default()));
    let step = if small.is_some() { Decimal::ONE } else { Decimal::ONE_HUNDRED };
    match value {
        Some(value) => Ok((left, Number { value, step, digits: false, article: false })),
        None => no_match(input),
    }
}

/// No letter goes on.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

/// Recognises `and a half`, `and three quarters`, `-and-a-half` behind a number.
///
/// Shape:  `"and" [ "a" ] fraction`, also hyphened. Units: none.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `and-fraction`.
pub(super) fn and_fraction(input: &str) -> IResult<&str, Decimal> {
    let joint = || alt((tag("-"), blank));
    let article = opt(terminated(tag_no_case("a"), alt((tag(" "), tag("-")))));
    let lead = (joint(), tag_no_case("and"), joint(), article, blank);
    preceded(lead, word(Role::Fraction)).parse(input)
}

/// Recognises digits said one by one behind `point`: `one point five`.
///
/// Shape:  `"point" unit { unit }`. Units: none.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `point-digits`.
pub(super) fn point_digits(input: &str) -> IResult<&str, (Decimal, Decimal)> {
    let zero = verify(word(Role::Teen), |v: &Decimal| v.is_zero());
    let digit = preceded(blank, alt((word(Role::Unit), zero)));
    let said = preceded((blank, tag_no_case("point")), many_m_n(1, 6, digit));
    map_opt(said, |digits| {
        digits.iter().try_fold((Decimal::ZERO, Decimal::ONE), |(sum, step), digit| {
            let step = step.checked_div(Decimal::TEN)?;
            Some((sum.checked_add(digit.checked_mul(step)?)?, step))
        })
    })
    .parse(input)
}

/// Recognises a number in words: `three and a half`, `half a`, `one point five`, `a`.
///
/// Shape:  a number below a hundred with its fraction, or a fraction of a scale.
/// Units:  none; a half has the last digit 0.1.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `number-words`.
pub(super) fn number_words(input: &str) -> IResult<&str, Number> {
    let of = (
        blank,
        opt(terminated(tag_no_case("of"), blank)),
        tag_no_case("a"),
        peek(verify(rest, ends_word)),
    );
    let (rest, (role, value)) = spoken(input)?;
    match role {
        Role::Fraction => map(of, |_| fraction(value)).parse(rest),
        Role::Article => Ok((rest, Number { article: true, ..whole(value) })),
        _ => {
            let pointed = map_opt(pair(below_hundred, point_digits), |(n, (d, step))| {
                Some(Number { value: n.checked_add(d)?, step, digits: false, article: false })
            });
            alt((hundreds, pointed, map(below_hundred, whole))).parse(input)
        }
    }
}

/// A fraction's number: its last digit is that of its decimals.
pub(super) fn fraction(value: Decimal) -> Number {
    let step = Decimal::try_new(1, value.scale()).unwrap_or(Decimal::ONE);
    Number { value, step, digits: false, article: false }
}

/// Recognises a number: digits or words.
///
/// Shape:  `digits [ and-fraction ] | number-words [ and-fraction ]`. Units: none.
/// Errors: `Err::Error` where no number starts. Source: grammar/quantity.ebnf `number`.
pub(super) fn number(input: &str) -> IResult<&str, Number> {
    let (rest, first) = alt((digits, number_words)).parse(input)?;
    if first.article || first.step < Decimal::ONE {
        return Ok((rest, first));
    }
    match and_fraction(rest) {
        Ok((after, part)) => match first.value.checked_add(part) {
            Some(value) => Ok((after, Number { value, step: fraction(part).step, ..first })),
            None => Ok((rest, first)),
        },
        Err(_) => Ok((rest, first)),
    }
}

/// Recognises a scale word behind a number: ` million`, `bn`, `-billion`, `億`.
///
/// Shape:  glued letters as written, words after a blank or a hyphen; `hundred million` is one scale.
/// Units:  the factor. Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `scale`.
pub(super) fn scale(input: &str) -> IResult<&str, Decimal> {
    let words = vocabulary();
    if let Some((rest, factor)) = words.glued_scales.at_start(input) {
        return Ok((rest, *factor));
    }
    let (rest, first) = scale_word(input)?;
    match scale_word(rest) {
        Ok((after, second)) => match first.checked_mul(second) {
            Some(factor) => Ok((after, factor)),
            None => Ok((rest, first)),
        },
        Err(_) => Ok((rest, first)),
    }
}

/// Recognises the letters of a scale behind a blank, where a currency stands before the number: `SEK 610 m`, `$5 b.`.
///
/// Shape:  a blank, then the letters as they are glued, where no longer word or name goes on; not `t`, which weighs.
/// Units:  the factor. Errors: `Err::Error` at any other letters, and at `$20 M&A`, `$3 B-shares`, `$20 M. Smith`.
/// Source: grammar/quantity.ebnf `spaced-scale`.
pub(super) fn spaced_scale(input: &str) -> IResult<&str, Decimal> {
    let (start, _) = blank(input)?;
    let glued = vocabulary().glued_scales.at_start(start).filter(|(rest, _)| {
        let letters = start.get(..start.len() - rest.len()).unwrap_or_default();
        start.len() < input.len() && !letters.eq_ignore_ascii_case("t") && ends(letters, rest)
    });
    glued.map_or_else(|| no_match(input), |(rest, factor)| Ok((rest, *factor)))
}

/// Are the letters a word by themselves, with `rest` behind them?
fn ends(letters: &str, rest: &str) -> bool {
    let mut behind = rest.chars();
    let mark = behind.next();
    let behind = behind.as_str();
    let next = behind.trim_start();
    let goes_on = behind.starts_with(char::is_alphabetic);
    let initial = letters.len() == 1 && letters.starts_with(char::is_uppercase);
    let of_name = initial && is_capitalised(next);
    match mark {
        // "$20 B Riley", "$20 M. Smith"; "$5 M & A"
        Some(c) if c.is_whitespace() => !(next.starts_with('&') || of_name),
        Some('.') => !(goes_on || of_name),
        Some('&') => false,
        // "$3 B-shares", "$5 m-plus"
        Some('-' | '–' | '\u{2010}' | '\u{2011}') => !goes_on || behind.starts_with("plus"),
        Some('\'' | '\u{2019}') => !goes_on,
        // "$4 b/d", "$5 m/year"
        // "m²"
        Some(c) if c.is_numeric() => false,
        Some('/') => behind.chars().take_while(|c| c.is_alphabetic()).count() != 1,
        // "a) price of $5 b) volume": marks of a list
        Some(')') => !letters.eq_ignore_ascii_case("b"),
        _ => true,
    }
}

/// Recognises one scale word.
///
/// Shape:  a blank, a pause or a hyphen, then the word. Units: the factor.
/// Errors: `Err::Error` at any other word. Source: grammar/quantity.ebnf `scale-word`.
pub(super) fn scale_word(input: &str) -> IResult<&str, Decimal> {
    let (start, _) = alt((tag("-"), pause)).parse(input)?;
    match vocabulary().scales.at_start(start) {
        Some((length, factor)) => Ok((start.get(length..).unwrap_or_default(), *factor)),
        None => no_match(input),
    }
}
