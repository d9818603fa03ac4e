//! Chinese percents whose unit comes first: `百分之五`, `百分之二十五點五`.
//!
//! In:  text that starts at `百分之`. Out: the number in percent with its last digit.
//! Not here: digits with a Chinese unit behind them (`amount.rs`).

use nom::bytes::complete::{tag, take_while_m_n};
use nom::combinator::map_opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::number::{Number, digits};

/// The value of a Chinese digit.
fn digit(letter: char) -> Option<u32> {
    "零一二三四五六七八九".chars().zip(0..).find(|(c, _)| *c == letter).map(|(_, n)| n).or(
        match letter {
            '〇' => Some(0),
            '兩' | '两' => Some(2),
            _ => None,
        },
    )
}

/// Recognises a Chinese number up to 999 with decimals: `五`, `二十五`, `一百二十`, `三點五`.
///
/// Shape:  digits, `十`, `百`, `點`. Units: none.
/// Errors: `Err::Error` at any other sign. Source: grammar/quantity.ebnf `chinese-number`.
pub(super) fn chinese_number(input: &str) -> IResult<&str, Number> {
    let part = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '點' | '点');
    map_opt(take_while_m_n(1, 12, part), |said: &str| {
        let (whole, decimals) = said.split_once(['點', '点']).unwrap_or((said, ""));
        let (mut sum, mut last) = (0_u32, None);
        for letter in whole.chars() {
            let tens = match letter {
                '十' => Some(10),
                '百' => Some(100),
                _ => None,
            };
            match tens {
                Some(factor) => {
                    sum = sum.checked_add(last.take().unwrap_or(1_u32).checked_mul(factor)?)?
                }
                None if last.is_some() => return None,
                None => last = digit(letter),
            }
        }
        let mut value = Decimal::from(sum.checked_add(last.unwrap_or(0))?);
        let mut step = Decimal::ONE;
        for letter in decimals.chars() {
            step = step.checked_div(Decimal::TEN)?;
            value = value.checked_add(Decimal::from(digit(letter)?).checked_mul(step)?)?;
        }
        Some(Number { value, step, digits: true, article: false })
    })
    .parse(input)
}

/// Recognises a Chinese percent: `百分之五`, `百分之 7.5`.
///
/// Shape:  `百分之` and a number. Units: percent.
/// Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf `chinese-percent`.
pub(super) fn chinese_percent(input: &str) -> IResult<&str, Number> {
    let number = |rest| digits(rest).or_else(|_| chinese_number(rest));
    preceded((tag("百分之"), super::number::blank), number).parse(input)
}
