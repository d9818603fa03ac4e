//! The formulas of `grammar/checks.toml`, read with nom.
//!
//! In:  `gross_margin = 100 * gross_profit / revenue`. Out: [`Formula`], a tree of references and operations.
//! Not here: which facts a reference finds (`binding`), which company it is about.
//!
//! Grammar: `grammar/formula.ebnf`, one function a production, same names.

use std::fmt;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, multispace0, satisfy};
use nom::combinator::{map, map_opt, opt, recognize};
use nom::multi::many0;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::interval::Interval;

/// Two expressions and how they must stand to each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Formula {
    pub(super) left: Expression,
    pub(super) relation: Relation,
    pub(super) right: Expression,
}

/// How two sides must stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Relation {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
}

/// One side of a formula.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Expression {
    Number(Decimal),
    Reference(Reference),
    /// `sum(revenue[parts])`
    Sum(Reference),
    Operation(Box<Expression>, Operator, Box<Expression>),
}

/// What stands between two expressions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A figure that the facts may give: `gross_margin.change_qoq[total](t-1)`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Reference {
    /// `gross_margin`; `it` is the metric of the row's list.
    pub(super) metric: String,
    /// `change_qoq`, `points`, `gaap`: read by the row, see `identity`.
    pub(super) traits: Vec<String>,
    /// Which scope.
    pub(super) scope: ScopeOf,
    /// Which period.
    pub(super) time: Time,
}

/// Scope of a reference.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum ScopeOf {
    /// The one that is looked at (nothing is written).
    Same,
    /// `[total]`
    Total,
    /// `[parts]`: all but the total.
    Parts,
}

/// Period of a reference, seen from the period `t` that is looked at.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Time {
    /// `t`, `t-1`, `t-4`: that many quarters earlier.
    QuartersBefore(u8),
    /// `Q1` to `Q4` of the year of `t`.
    Quarter(u8),
    /// `H1`, `H2` of the year of `t`.
    Half(u8),
    /// `FY`: the year of `t`.
    Year,
    /// `TTM`, `TTM-1`: trailing twelve months that end with `t`, or that many quarters earlier.
    Trailing(u8),
    /// `YTD`, `YTD-1`: the year up to `t`, or that many quarters earlier.
    ToDate(u8),
}

/// How many brackets a formula may have.
const MOST_BRACKETS: usize = 64;

/// How many characters of what does not fit are shown.
const LONGEST_SHOWN: usize = 40;

/// A formula that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("expected {expected}, found {found:?}")]
pub(super) struct FormulaError {
    /// Offset of the first byte that fits no production.
    pub(super) at: usize,
    expected: &'static str,
    found: String,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// With the place of the first character that fits no production.
    pub(super) fn read(text: &str) -> Result<Self, FormulaError> {
        // Each bracket is a call of the reader: a line of nothing else must not exhaust the stack.
        if let Some((at, _)) = text.match_indices('(').nth(MOST_BRACKETS) {
            let expected = "fewer brackets";
            return Err(FormulaError { at, expected, found: "(".to_owned() });
        }
        let fail = |rest: &str, expected| {
            let at = text.len().saturating_sub(rest.len());
            let found = rest.split_whitespace().next().unwrap_or("the end");
            let found: String = found.chars().take(LONGEST_SHOWN).collect();
            Err(FormulaError { at, expected, found })
        };
        let Ok((rest, left)) = expression(text) else {
            return fail(text.trim_start(), "a number, a metric or (");
        };
        let Ok((rest, relation)) = relation(rest) else {
            return fail(rest.trim_start(), "an operator, = or <=");
        };
        let Ok((rest, right)) = expression(rest) else {
            return fail(rest.trim_start(), "a number, a metric or (");
        };
        if !rest.trim().is_empty() {
            return fail(rest.trim_start(), "an operator or the end");
        }
        Ok(Self { left, relation, right })
    }

    /// All references, left to right.
    pub(super) fn references(&self) -> Vec<&Reference> {
        let mut found = Vec::new();
        self.left.collect(&mut found);
        self.right.collect(&mut found);
        found
    }
}

impl Expression {
    fn collect<'a>(&'a self, found: &mut Vec<&'a Reference>) {
        match self {
            Self::Number(_) => {}
            Self::Reference(reference) | Self::Sum(reference) => found.push(reference),
            Self::Operation(left, _, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    /// Is this reference summed over the scopes that it finds?
    pub(super) fn sums(&self, wanted: &Reference) -> bool {
        match self {
            Self::Sum(reference) => reference == wanted,
            Self::Operation(left, _, right) => left.sums(wanted) || right.sums(wanted),
            _ => false,
        }
    }

    /// Computes the expression; `value` gives the interval of a reference (of the sum of what it finds).
    pub(super) fn evaluate(&self, value: &dyn Fn(&Reference) -> Interval) -> Interval {
        match self {
            Self::Number(number) => Interval::point(*number),
            Self::Reference(reference) | Self::Sum(reference) => value(reference),
            Self::Operation(left, operator, right) => {
                let (left, right) = (left.evaluate(value), right.evaluate(value));
                match operator {
                    Operator::Add => left.sum(right),
                    Operator::Subtract => left.difference(right),
                    Operator::Multiply => left.product(right),
                    Operator::Divide => left.quotient(right),
                }
            }
        }
    }
}

fn relation(input: &str) -> IResult<&str, Relation> {
    let equal = map(char('='), |_| Relation::Equal);
    let at_most = map(tag("<="), |_| Relation::AtMost);
    delimited(multispace0, alt((at_most, equal)), multispace0).parse(input)
}

fn expression(input: &str) -> IResult<&str, Expression> {
    let operator = alt((map(char('+'), |_| Operator::Add), map(char('-'), |_| Operator::Subtract)));
    let (rest, first) = term(input)?;
    let (rest, others) =
        many0(pair(delimited(multispace0, operator, multispace0), term)).parse(rest)?;
    Ok((rest, chain(first, others)))
}

fn term(input: &str) -> IResult<&str, Expression> {
    let operator =
        alt((map(char('*'), |_| Operator::Multiply), map(char('/'), |_| Operator::Divide)));
    let (rest, first) = factor(input)?;
    let (rest, others) =
        many0(pair(delimited(multispace0, operator, multispace0), factor)).parse(rest)?;
    Ok((rest, chain(first, others)))
}

fn factor(input: &str) -> IResult<&str, Expression> {
    let group = delimited(char('('), expression, preceded(multispace0, char(')')));
    let sum = delimited(pair(tag("sum"), char('(')), reference, char(')'));
    let choices = alt((
        map(number, Expression::Number),
        group,
        map(sum, Expression::Sum),
        map(reference, Expression::Reference),
    ));
    preceded(multispace0, choices).parse(input)
}

fn number(input: &str) -> IResult<&str, Decimal> {
    let digits = recognize(pair(digit1, opt(pair(char('.'), digit1))));
    map_opt(digits, |text: &str| Decimal::from_str_exact(text).ok()).parse(input)
}

fn reference(input: &str) -> IResult<&str, Reference> {
    let (rest, metric) = name(input)?;
    let (rest, traits) = many0(preceded(char('.'), name)).parse(rest)?;
    let (rest, scope) = opt(delimited(char('['), scope, char(']'))).parse(rest)?;
    let (rest, time) = opt(delimited(char('('), time, char(')'))).parse(rest)?;
    let reference = Reference {
        metric: metric.to_owned(),
        traits: traits.into_iter().map(str::to_owned).collect(),
        scope: scope.unwrap_or(ScopeOf::Same),
        time: time.unwrap_or(Time::QuartersBefore(0)),
    };
    Ok((rest, reference))
}

fn name(input: &str) -> IResult<&str, &str> {
    let first = satisfy(|c| c.is_ascii_lowercase());
    let others = take_while1(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    recognize(pair(first, opt(others))).parse(input)
}

fn scope(input: &str) -> IResult<&str, ScopeOf> {
    alt((map(tag("total"), |_| ScopeOf::Total), map(tag("parts"), |_| ScopeOf::Parts))).parse(input)
}

fn time(input: &str) -> IResult<&str, Time> {
    let back = || map(opt(preceded(char('-'), small)), Option::unwrap_or_default);
    alt((
        map(preceded(tag("TTM"), back()), Time::Trailing),
        map(preceded(tag("YTD"), back()), Time::ToDate),
        map(tag("FY"), |_| Time::Year),
        map_opt(preceded(char('Q'), small), |n| (1..=4).contains(&n).then_some(Time::Quarter(n))),
        map_opt(preceded(char('H'), small), |n| (1..=2).contains(&n).then_some(Time::Half(n))),
        map(preceded(char('t'), back()), Time::QuartersBefore),
    ))
    .parse(input)
}

fn small(input: &str) -> IResult<&str, u8> {
    map_opt(digit1, |text: &str| text.parse().ok()).parse(input)
}

/// Left to right: `a - b + c` is `(a - b) + c`.
fn chain(first: Expression, others: Vec<(Operator, Expression)>) -> Expression {
    others.into_iter().fold(first, |left, (operator, right)| {
        Expression::Operation(Box::new(left), operator, Box::new(right))
    })
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.metric)?;
        for name in &self.traits {
            write!(f, ".{name}")?;
        }
        match self.scope {
            ScopeOf::Same => {}
            ScopeOf::Total => f.write_str("[total]")?,
            ScopeOf::Parts => f.write_str("[parts]")?,
        }
        match self.time {
            Time::QuartersBefore(0) => Ok(()),
            Time::QuartersBefore(n) => write!(f, "(t-{n})"),
            Time::Quarter(n) => write!(f, "(Q{n})"),
            Time::Half(n) => write!(f, "(H{n})"),
            Time::Year => f.write_str("(FY)"),
            Time::Trailing(0) => f.write_str("(TTM)"),
            Time::Trailing(n) => write!(f, "(TTM-{n})"),
            Time::ToDate(0) => f.write_str("(YTD)"),
            Time::ToDate(n) => write!(f, "(YTD-{n})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(expression: &Expression) -> String {
        match expression {
            Expression::Number(number) => number.to_string(),
            Expression::Reference(reference) => reference.to_string(),
            Expression::Sum(reference) => format!("sum {reference}"),
            Expression::Operation(left, operator, right) => {
                let sign = match operator {
                    Operator::Add => '+',
                    Operator::Subtract => '-',
                    Operator::Multiply => '*',
                    Operator::Divide => '/',
                };
                format!("({} {sign} {})", show(left), show(right))
            }
        }
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        ("gross_margin = 100 * gross_profit / revenue",  "gross_margin = ((100 * gross_profit) / revenue)"),
        ("it - it(t-1) = it.change_qoq.points",          "(it - it(t-1)) = it.change_qoq.points"),
        ("revenue[total] = sum(revenue[parts])",         "revenue[total] = sum revenue[parts]"),
        ("a <= 2.5 * (b + c)",                           "a <= (2.5 * (b + c))"),
        ("it(TTM-1) + it = it(YTD)",                     "(it(TTM-1) + it) = it(YTD)"),
        ("a - b + c = d",                                "((a - b) + c) = d"),
        ("a = ",       "error: byte 4: expected a number, a metric or (, found \"the end\""),
        ("a + b",      "error: byte 5: expected an operator, = or <=, found \"the end\""),
        ("a = b(x)",   "error: byte 5: expected an operator or the end, found \"(x)\""),
        ("a =\n b $ c","error: byte 7: expected an operator or the end, found \"$\""),
        ("a = b(Q5)",  "error: byte 5: expected an operator or the end, found \"(Q5)\""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown = match Formula::read(given) {
                Ok(formula) => {
                    let sign = if formula.relation == Relation::Equal { "=" } else { "<=" };
                    format!("{} {sign} {}", show(&formula.left), show(&formula.right))
                }
                Err(error) => format!("error: byte {}: {error}", error.at),
            };
            assert_eq!(shown, *expected, "given: {given}");
        }
    }
}
