//! What opens a range, and what speaks against one: `between`, `from`, `rose … to`.
//!
//! In:  the text before two amounts that stand as a range's ends. Out: [`Opener`].
//! Not here: the range itself (`amount.rs`), whether its ends make sense (`sense.rs`).

use nom::Parser;
use rust_decimal::Decimal;

use super::Kind;
use super::amount::{Amount, amount, range};
use super::nearby::{first_word, is_blank, last_word};
use super::numeral::is_digit;
use super::sense::Measured;

/// What opens a range, or speaks against one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Opener {
    /// `between X and Y`.
    Between,
    /// `from X to Y`: two values.
    From,
    /// `rose X to Y`: a change and a level, if they are far apart.
    Change,
    /// Nothing special.
    None,
}

/// What opens the range that stands behind `left`.
pub(super) fn opener(left: &str) -> Opener {
    let mut rest = left;
    for _ in 0..3 {
        let word = last_word(rest).to_lowercase();
        match word.as_str() {
            // "a range of $4 million and $5 million"
            "of" if rest.to_lowercase().ends_with("range of") => return Opener::Between,
            "of" if changes_by(rest) => return Opener::Change,
            "or" if repeats_change(rest) => return Opener::Change,
            "between" => return Opener::Between,
            "from" => {
                return if ranging(rest) || leaves_range(rest) {
                    Opener::None
                } else {
                    Opener::From
                };
            }
            "up" | "down" | "rose" | "grew" | "increased" | "decreased" | "declined" | "fell"
            | "improved" | "gained" | "dropped" | "by" | "increasing" | "decreasing" | "rising" => {
                return Opener::Change;
            }
            "approximately" | "about" | "roughly" | "around" | "nearly" | "almost" | "another"
            | "some" | "the" => {}
            _ => return Opener::None,
        }
        rest = rest
            .get(..rest.len().saturating_sub(word.len()))
            .unwrap_or_default()
            .trim_end_matches(is_blank);
    }
    Opener::None
}

/// `from $1.10 to $1.20 to $1.30 to $1.40`: what moves from one range to another goes on behind the first.
pub(super) fn onward(rest: &str) -> bool {
    let Some(mut next) = rest.trim_start_matches(is_blank).strip_prefix("to ") else {
        return false;
    };
    for _ in 0..MOST_ONWARD {
        if range(true, amount).parse(next).is_ok() {
            return true;
        }
        let word = first_word(next);
        if word.is_empty() || amount(next).is_ok() {
            return false;
        }
        next = next.get(word.len()..).unwrap_or_default().trim_start_matches(is_blank);
    }
    false
}

/// Words before the range that a range has moved to: `to a new range of`.
const MOST_ONWARD: usize = 6;

/// `an increase of $4 million to $31 million`: a change, and the level that it led to.
fn changes_by(left: &str) -> bool {
    let head = left.get(..left.len().saturating_sub("of".len())).unwrap_or_default();
    let nouns = [
        "increase",
        "decrease",
        "decline",
        "improvement",
        "gain",
        "reduction",
        "drop",
        "rise",
        "growth",
    ];
    nouns.iter().any(|noun| last_word(head).eq_ignore_ascii_case(noun))
}

/// `increased 16% or $4 million to $31 million`: the change again in other units.
fn repeats_change(left: &str) -> bool {
    let head = left.get(..left.len().saturating_sub("or".len())).unwrap_or_default();
    let head = head.trim_end_matches(|c| is_blank(c) || c == ',');
    let clause = head.rsplit(['.', ';', '?', '!']).next().unwrap_or_default().to_lowercase();
    let moved = ["increas", "grew", "grow", "rose", "up ", "down ", "declin", "decreas", "fell"];
    let percent = head.ends_with('%') || last_word(head).eq_ignore_ascii_case("percent");
    percent && moved.iter().any(|word| head_has(&clause, word)) && !ends_with_range(head)
}

/// Does a word of the clause begin with `start`?
fn head_has(clause: &str, start: &str) -> bool {
    clause
        .match_indices(start)
        .any(|(at, _)| at == 0 || clause.get(..at).is_some_and(|before| before.ends_with(is_blank)))
}

/// `in a range of from`, `guidance of … from`: the two values are one range.
fn ranging(left: &str) -> bool {
    let clause = left.rsplit(['.', ';', '?', '!']).next().unwrap_or_default().to_lowercase();
    let before = last_word(clause.trim_end().strip_suffix("from").unwrap_or_default()).to_owned();
    if ["range", "ranges", "ranging", "ranged", "anywhere", "somewhere", "of"]
        .contains(&before.as_str())
    {
        return true;
    }
    let moved = [
        "up ", "down ", "increas", "rais", "decreas", "declin", "grew", "grow", "rose", "improv",
        "fell", "expand", "went", "mov", "lower", "narrow", "reduc", "chang", "updat", "tighten",
    ];
    let expected = ["expect", "anticipat", "guid", "outlook", "forecast", "estimate", "range"];
    !moved.iter().any(|w| clause.contains(w)) && expected.iter().any(|w| clause.contains(w))
}

/// `to 6% to 8% from 4% to 6%`, `a range of $5 to $6, up from $4 to $5`: a range is left for another.
fn leaves_range(left: &str) -> bool {
    let clause = left.trim_end().strip_suffix("from").unwrap_or_default().trim_end();
    let clause = [
        "up",
        "down",
        "changed",
        "revised",
        "increased",
        "raised",
        "reduced",
        "lowered",
        "narrowed",
    ]
    .iter()
    .find_map(|word| clause.strip_suffix(word))
    .unwrap_or(clause)
    .trim_end()
    .trim_end_matches(',');
    ends_with_range(clause)
}

/// Does the text end with both ends of a range?
fn ends_with_range(clause: &str) -> bool {
    let begin = clause.len().saturating_sub(LONGEST_RANGE);
    clause
        .char_indices()
        .filter(|(at, c)| *at >= begin && (is_digit(*c) || *c == '$'))
        .filter_map(|(at, _)| clause.get(at..))
        .any(|from| range(false, amount).parse(from).is_ok_and(|(rest, _)| rest.is_empty()))
}

/// The most bytes of a range that is left for another.
const LONGEST_RANGE: usize = 48;

/// `rose $3 million to $40 million`: nobody's range is that wide.
pub(super) fn far_apart(measured: &Measured, low: &Amount) -> bool {
    matches!(measured.kind, Kind::Money | Kind::PerShare)
        && low.unit.is_some()
        && measured
            .low
            .abs()
            .checked_mul(Decimal::TWO)
            .is_some_and(|twice| measured.high.abs() > twice)
}

#[cfg(test)]
mod tests {
    use super::super::proof::show_all;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                  expected: quantities
        ("sales rose 16% or $4 million to $31 million",           "percent 16 ~1; money USD 4000000 ~1000000; money USD 31000000 ~1000000"),
        ("growth of 1% to 3%, or $4 million to $12 million",      "percent 1..3 ~1; money USD 4000000..12000000 ~1000000"),
        ("an increase of $4 million to $31 million",              "money USD 4000000 ~1000000; money USD 31000000 ~1000000"),
        ("an increase of $4 million to $6 million",               "money USD 4000000..6000000 ~1000000"),
        ("costs of $4 million to $31 million",                    "money USD 4000000..31000000 ~1000000"),
        ("it improved by $4 million to $31 million",              "money USD 4000000 ~1000000; money USD 31000000 ~1000000"),
        ("it takes 5% or $4 million to $12 million",              "percent 5 ~1; money USD 4000000..12000000 ~1000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show_all(given), *expected, "given: {given}");
        }
    }
}
