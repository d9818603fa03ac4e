//! With which words a phrase of time can begin, so that its rules are tried only there.
//!
//! In:  a [`Cursor`]. Out: the [`Rule`]s that can apply at it. Not here: the rules (`period_phrase.rs`, `running_phrase.rs`, …).

use super::cursor::Cursor;
use crate::transcript::MONTHS;

/// A set of rules of time, a bit each.
pub(super) type Rules = u16;

/// The rules of time, by number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rule {
    Ended,
    Running,
    Years,
    YearAgo,
    YearThenPart,
    PartThenYear,
    Relative,
    Day,
    NamedMonth,
    Open,
    YearAlone,
}

impl Rule {
    pub(super) const fn bit(self) -> Rules {
        1 << self as u16
    }
}

/// The rules that read a year by itself, or with a part behind it.
const SAID_YEAR: Rules = Rule::YearThenPart.bit() | Rule::YearAlone.bit();

/// The first words of each rule, months and numbers aside.
#[rustfmt::skip]
const OPENERS: &[(Rules, &[&str])] = &[
    (
        Rule::Ended.bit(),
        &[
            "the", "our", "first", "fiscal", "three", "3", "six", "6", "nine", "9", "twelve", "12",
            "year", "quarter", "month", "months",
        ],
    ),
    (
        Rule::Running.bit(),
        &[
            "since", "fiscal", "quarter", "year", "ytd", "season", "so", "thus", "over", "in",
            "during", "within", "half", "six", "6", "nine", "9", "first", "two", "three", "last",
            "past", "trailing", "previous", "preceding", "prior", "latest", "ttm", "ltm", "to",
            "life", "program", "cumulatively",
        ],
    ),
    (Rule::Years.bit(), &["between", "fiscal", "calendar"]),
    (
        Rule::YearAgo.bit(),
        &[
            "the", "a", "one", "year", "twelve", "12", "this", "last", "two", "three", "four",
            "five", "same", "comparable", "corresponding", "like", "equivalent", "prior",
            "previous",
        ],
    ),
    (Rule::YearThenPart.bit(), &["fiscal", "calendar"]),
    (
        SAID_YEAR,
        &[
            "last", "prior", "previous", "preceding", "past", "earlier", "this", "current", "next",
            "following", "coming", "upcoming", "'", "’", "‘",
        ],
    ),
    (
        Rule::PartThenYear.bit(),
        &[
            "first", "second", "third", "fourth", "quarter", "back", "latter", "front", "full",
            "fiscal", "calendar", "entire", "whole", "fy", "cy",
        ],
    ),
    (
        Rule::Relative.bit(),
        &[
            "balance", "rest", "remainder", "beginning", "start", "this", "the", "current", "our",
            "quarter", "quarterly", "past", "last", "prior", "previous", "preceding", "earlier",
            "next", "coming", "upcoming", "following", "year", "end", "three", "3", "90", "a",
            "one",
        ],
    ),
    (Rule::NamedMonth.bit(), &["end"]),
    (
        Rule::Open.bit(),
        &[
            "over", "long", "longer", "medium", "since", "run", "going", "go", "steady",
            "subsequent", "after", "following", "in", "within",
        ],
    ),
];

/// The commonest of these words open a phrase only in front of one of those, with or without an article between them, or of a
/// number.
#[rustfmt::skip]
const ONLY_BEFORE: &[(&[&str], &[&str])] = &[
    (
        &["the", "our"],
        &[
            "first", "fiscal", "three", "six", "nine", "twelve", "year", "quarter", "month",
            "months", "same", "comparable", "corresponding", "like", "equivalent", "prior",
            "previous", "last", "this", "current",
        ],
    ),
    (
        &["this"],
        &[
            "time", "point", "year", "fiscal", "calendar", "full", "current", "same", "quarter",
            "past", "last",
        ],
    ),
    (
        &["a"],
        &[
            "year", "quarter", "same", "comparable", "corresponding", "like", "equivalent",
            "prior", "previous", "last",
        ],
    ),
    (
        &["in", "within"],
        &["past", "next", "one", "two", "three", "four", "five", "six", "seven", "ten"],
    ),
    (&["over"], &["past", "last", "next", "time"]),
    (&["during"], &["past"]),
    (&["like"], &["prior", "year", "quarter", "period", "time", "point", "stage", "date"]),
    (&["to"], &["date"]),
    (&["so", "thus"], &["far"]),
    (&["'", "’", "‘"], &[]),
];

/// What a word opens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opener {
    rules: Rules,
    /// The words in front of which it does so; `None` for anywhere.
    before: Option<&'static [&'static str]>,
}

impl Opener {
    /// Of a word that opens nothing.
    pub(super) const NONE: Self = Self { rules: 0, before: None };
}

/// Calls `each` with each word that opens a phrase, and with what adds to its [`Opener`].
pub(super) fn each(mut each: impl FnMut(&'static str, &dyn Fn(&mut Opener))) {
    for (rules, words) in OPENERS {
        for word in *words {
            each(word, &|opener| opener.rules |= rules);
        }
    }
    for month in MONTHS {
        each(month, &|opener| opener.rules |= Rule::Day.bit() | Rule::NamedMonth.bit());
    }
    for (words, before) in ONLY_BEFORE {
        for word in *words {
            each(word, &|opener| opener.before = Some(before));
        }
    }
}

/// The rules whose phrases can begin at the cursor.
pub(super) fn openers(cursor: Cursor<'_, '_>) -> Rules {
    let Some(word) = cursor.word() else { return 0 };
    let digits = digits(word.text);
    let opener = &word.known.opener;
    if opener.rules == 0 {
        return digits;
    }
    let Some(before) = opener.before else { return opener.rules | digits };
    let stands = cursor.next().skip(&["the"]).word().is_some_and(|next| {
        next.is_any(before) || next.text.starts_with(|c: char| c.is_ascii_digit())
    });
    if stands { opener.rules } else { 0 }
}

/// What a word with digits opens: `2021`, `'21`, `FY24`, `Q3`, `3Q21`, `1st`.
fn digits(text: &str) -> Rules {
    let part = Rule::PartThenYear.bit();
    match text.as_bytes() {
        // The longest year has four digits, the shortest two.
        [b'0'..=b'9', b'0'..=b'9', rest @ ..] if rest.len() <= 2 => SAID_YEAR | Rule::Years.bit(),
        [b'1'..=b'4', second, ..] if second.is_ascii_alphabetic() => part,
        [b'q' | b'Q' | b'h' | b'H', b'1'..=b'4', ..] => part,
        [b'f' | b'F' | b'c' | b'C', b'y' | b'Y', ..] => part | SAID_YEAR,
        _ => 0,
    }
}
