//! Points that a figure moves by: `two points below last year`, `a 2 point decline`.
//!
//! In:  the words on either side of loose points. Out: whether they are percentage points.
//! Not here: points that a speaker makes, which are counted on the fingers.

use super::nearby::is_blank;

/// Do the words on either side of loose points (`two points`, `2 point`) say that a figure moves by them?
pub(super) fn is_movement(before: &str, rest: &str) -> bool {
    let next = rest
        .trim_start_matches(|c: char| is_blank(c) || c == '-')
        .split(|c: char| !c.is_alphanumeric())
        .next();
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
    let among = |word: Option<&str>, words: &[&str]| {
        word.is_some_and(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    among(next, POINTS_BEFORE) || among(last, POINTS_AFTER)
}

/// Words behind points of movement.
const POINTS_BEFORE: &[&str] = &[
    "decline",
    "increase",
    "improvement",
    "headwind",
    "tailwind",
    "drag",
    "benefit",
    "expansion",
    "contraction",
    "gain",
    "reduction",
    "decrease",
    "drop",
    "rise",
    "impact",
    "below",
    "above",
    "higher",
    "lower",
    "better",
    "worse",
    "from",
    "year",
    "sequentially",
    "versus",
    "compared",
    "hit",
    "swing",
    "contribution",
    "lift",
    "boost",
];
/// Words before points of movement.
const POINTS_AFTER: &[&str] = &[
    "up",
    "down",
    "by",
    "added",
    "contributed",
    "improved",
    "declined",
    "increased",
    "decreased",
    "fell",
    "rose",
    "gained",
    "lost",
    "volume",
    "price",
    "pricing",
    "mix",
    "about",
    "of",
];
