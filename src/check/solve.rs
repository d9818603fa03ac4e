//! A formula turned towards one of its figures: what the others leave for it.
//!
//! In:  a formula, intervals. Out: the [`Interval`] of one reference. Not here: which facts stand for references (`propagate`).

use super::formula::{Expression, Formula, Operator, Reference};
use super::interval::Interval;

/// What an equation leaves for `wanted`; `None` where the reference stands in it more than once, or not at all.
///
/// `value` gives the intervals of the other references.
pub(super) fn solve(
    formula: &Formula,
    wanted: &Reference,
    value: &dyn Fn(&Reference) -> Interval,
) -> Option<Interval> {
    let (left, right) = (count(&formula.left, wanted), count(&formula.right, wanted));
    match (left, right) {
        (1, 0) => turn(&formula.left, wanted, value, formula.right.evaluate(value)),
        (0, 1) => turn(&formula.right, wanted, value, formula.left.evaluate(value)),
        _ => None,
    }
}

fn count(expression: &Expression, wanted: &Reference) -> usize {
    match expression {
        Expression::Number(_) => 0,
        Expression::Reference(reference) | Expression::Sum(reference) => {
            usize::from(reference == wanted)
        }
        Expression::Operation(left, _, right) => {
            count(left, wanted).saturating_add(count(right, wanted))
        }
    }
}

/// `expression = rest`, solved for `wanted`, which stands in it once.
fn turn(
    expression: &Expression,
    wanted: &Reference,
    value: &dyn Fn(&Reference) -> Interval,
    rest: Interval,
) -> Option<Interval> {
    match expression {
        Expression::Reference(_) => Some(rest),
        Expression::Number(_) | Expression::Sum(_) => None,
        Expression::Operation(left, operator, right) if count(left, wanted) == 1 => {
            let other = right.evaluate(value);
            let rest = match operator {
                Operator::Add => rest.difference(other),
                Operator::Subtract => rest.sum(other),
                Operator::Multiply => rest.quotient(other),
                Operator::Divide => rest.product(other),
            };
            turn(left, wanted, value, rest)
        }
        Expression::Operation(left, operator, right) => {
            let other = left.evaluate(value);
            let rest = match operator {
                Operator::Add => rest.difference(other),
                Operator::Subtract => other.difference(rest),
                Operator::Multiply => rest.quotient(other),
                Operator::Divide => other.quotient(rest),
            };
            turn(right, wanted, value, rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    /// Formula, wanted, the others with their values, expected.
    type Row = (&'static str, &'static str, &'static [(&'static str, i64)], &'static str);

    #[rustfmt::skip]
    const TABLE: &[Row] = &[
        // given                                 wanted   others                       expected
        ("100 * p / r = m",                      "m",     &[("p", 20), ("r", 80)],     "[25, 25]"),
        ("100 * p / r = m",                      "p",     &[("m", 25), ("r", 80)],     "[20, 20]"),
        ("100 * p / r = m",                      "r",     &[("m", 25), ("p", 20)],     "[80, 80]"),
        ("100 * (a / b - 1) = g",                "a",     &[("b", 40), ("g", 50)],     "[60, 60]"),
        ("100 * (a / b - 1) = g",                "b",     &[("a", 60), ("g", 50)],     "[40, 40]"),
        ("a - b = d",                            "b",     &[("a", 60), ("d", 50)],     "[10, 10]"),
        ("a + b + c = d",                        "b",     &[("a", 1), ("c", 2), ("d", 9)], "[6, 6]"),
        ("100 * d / (a - d) = g",                "d",     &[("a", 60), ("g", 50)],     "none"),
        ("a / b = c",                            "a",     &[("b", 0), ("c", 5)],       "[0, 0]"),
        ("a / b = c",                            "z",     &[("a", 1), ("b", 2), ("c", 3)], "none"),
    ];

    #[test]
    fn table() {
        for (given, wanted, others, expected) in TABLE {
            let formula = Formula::read(given).unwrap();
            let value = |reference: &Reference| {
                let found = others.iter().find(|(name, _)| *name == reference.metric);
                found.map_or(Interval::UNBOUNDED, |(_, value)| {
                    Interval::point(Decimal::from(*value))
                })
            };
            let named = Formula::read(&format!("{wanted} = 0")).unwrap();
            let wanted = named.references().first().copied().unwrap().clone();
            let shown = solve(&formula, &wanted, &value)
                .map_or("none".to_owned(), |interval| interval.to_string());
            // A quotient is rounded outwards, in the eighteenth digit.
            let shown = shown.replace(".000000000000000000", "");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }
}
