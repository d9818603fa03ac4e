//! The tests that hold grammar, vocabulary and scan together.
//!
//! In:  `grammar/quantity.ebnf`, the rows of `grammar/*.toml`, arbitrary texts. Out: failures of `cargo test`.
//! Not here: tables of single rules, which stand beside them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    Bound, Kind, Quantity, Scan, amount, chinese, flat, number, numerals, ratio, scan, vague,
};

/// The one place where tests touch the API: a quantity in words.
pub(super) fn show(quantity: &Quantity) -> String {
    let mut shown = quantity.kind.as_str().to_owned();
    if !quantity.unit.is_empty() {
        shown.push_str(&format!(" {}", quantity.unit));
    }
    shown.push_str(&format!(" {}", quantity.low.normalize()));
    if quantity.low != quantity.high {
        shown.push_str(&format!("..{}", quantity.high.normalize()));
    }
    shown.push_str(&format!(" ~{}", quantity.resolution.normalize()));
    if quantity.bound != Bound::Exact {
        shown.push_str(&format!(" {}", quantity.bound.as_str()));
    }
    shown
}

/// All findings of a text, quantities first.
pub(super) fn show_all(text: &str) -> String {
    let Scan { quantities, skipped } = scan(text);
    let mut shown: Vec<String> = quantities.iter().map(show).collect();
    shown.extend(skipped.iter().map(|s| format!("{} {}", s.span.of(text), s.reason.as_str())));
    shown.join("; ")
}

type Production = (&'static str, &'static str, fn(&str) -> Option<&str>);

macro_rules! production {
    ($name:literal, $sample:literal, $parser:expr) => {
        ($name, $sample, |text| $parser(text).ok().map(|(rest, _)| rest))
    };
}

/// Each production with a text that it reads to the end.
#[rustfmt::skip]
const PRODUCTIONS: &[Production] = &[
    production!("range", "5% to 6%", amount::range(false, amount::amount)),
    production!("range", "5% and 6%", amount::range(true, amount::amount)),
    production!("either", "50 or 60%", amount::either(amount::amount)),
    production!("either", "70, 75%", amount::either(amount::amount)),
    production!("from-flat", "flat to down 10%", flat::from_flat),
    production!("to-flat", "2% decline to flat", flat::to_flat(amount::amount)),
    production!("ratio", "1.42 to 1", ratio::ratio),
    production!("range-sep", " to ", amount::range_sep),
    production!("between-sep", " and ", amount::between_sep),
    production!("amount", "$5 per share", amount::amount),
    production!("bracketed", "$(0.15)", amount::bracketed),
    production!("stepped", "$2 and 75 cents", amount::stepped(amount::simple)),
    production!("stepped", "$2 billion $40 million", amount::stepped(amount::simple)),
    production!("simple", "$1.047 billion", amount::simple),
    production!("sign", "minus ", amount::sign),
    production!("mark", "NT$", amount::mark),
    production!("unit", " basis points", amount::unit),
    production!("per-share", " per diluted common share", amount::per_share),
    production!("number", "three and a half", number::number),
    production!("digits", "1,436.5", number::digits),
    production!("digits", "1’436.5", number::digits),
    production!("spaced", "12'345.5", number::spaced(number::FIXED)),
    production!("spaced", "5 000", number::spaced(number::BLANK)),
    production!("numeral", "1,436.5", number::numeral),
    production!("number-words", "half a", number::number_words),
    production!("hundreds", "two hundred and fifty", number::hundreds),
    production!("below-hundred", "twenty-five", number::below_hundred),
    production!("and-fraction", " and a half", number::and_fraction),
    production!("point-digits", " point five", number::point_digits),
    production!("scale", " million", number::scale),
    production!("spaced-scale", " m", number::spaced_scale),
    production!("scale-word", " billion", number::scale_word),
    production!("pause", ", uh, um, ", number::pause),
    production!("blank", " ", number::blank),
    production!("vague", "mid-single digits", vague::vague),
    production!("vague-range", "high single digits to low double digits", vague::vague_range(false)),
    production!("vague-range", "low teens and high teens", vague::vague_range(true)),
    production!("third", "mid-to-high ", vague::third),
    production!("decade", "20s", vague::decade),
    production!("chinese-percent", "百分之五", chinese::chinese_percent),
    production!("chinese-number", "二十五", chinese::chinese_number),
];

/// Productions without a sample that is read to its end: terminals, and those that look ahead.
const WITHOUT_SAMPLE: &[&str] = &["digit", "group", "inner-hedge", "aside"];

#[test]
fn grammar_and_parsers_agree() {
    let grammar = include_str!("../../grammar/quantity.ebnf");
    let written: BTreeSet<&str> = grammar
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.starts_with('('))
        .collect();
    for production in super::productions() {
        let samples = PRODUCTIONS.iter().filter(|(name, _, _)| *name == production.name);
        let samples: Vec<&str> = samples.map(|(_, sample, _)| sample.trim()).collect();
        let shown = production.example;
        let without = WITHOUT_SAMPLE.contains(&production.name);
        assert!(without || samples.contains(&shown), "{}: {shown:?}", production.name);
    }
    let mut read: BTreeSet<&str> = PRODUCTIONS.iter().map(|(name, _, _)| *name).collect();
    read.extend(WITHOUT_SAMPLE);
    assert_eq!(written, read);
    for (name, sample, parser) in PRODUCTIONS {
        assert_eq!(parser(sample), Some(""), "production: {name}, sample: {sample}");
    }
    let sources = [
        include_str!("amount.rs"),
        include_str!("number.rs"),
        include_str!("vague.rs"),
        include_str!("chinese.rs"),
        include_str!("flat.rs"),
        include_str!("ratio.rs"),
    ];
    for source in sources {
        for (doc, code) in source
            .split("Source: grammar/quantity.ebnf `")
            .skip(1)
            .map(|s| s.split_once("`.").unwrap())
        {
            assert!(written.contains(doc), "{doc} is no production");
            let name = doc.replace('-', "_");
            // Lines of the comment may stand between.
            let head = code.lines().find(|line| line.contains("fn ")).unwrap();
            assert!(
                head.contains(&format!("fn {name}(")) || head.contains(&format!("fn {name}<")),
                "{doc}"
            );
        }
    }
}

#[test]
fn every_row_proves_itself() {
    let mut wrong = Vec::new();
    for (examples, rejects) in super::vocabulary::proofs() {
        for (given, expected) in examples {
            let found = show_all(&given);
            if !found.split("; ").any(|f| f == expected) {
                wrong.push(format!("given: {given}\n  expected: {expected}\n  found:    {found}"));
            }
        }
        for given in rejects {
            let quantities = scan(&given).quantities;
            let known = quantities.iter().filter(|q| !matches!(q.kind, Kind::Bare | Kind::Count));
            if let Some(found) = known.map(show).next() {
                wrong.push(format!("rejected, but found: {given}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nothing overlaps, and each numeral is inside exactly one place.
fn nothing_is_lost(text: &str) {
    let found = scan(text);
    let mut places: Vec<_> = found.quantities.iter().map(|q| q.span).collect();
    places.extend(found.skipped.iter().map(|s| s.span));
    places.sort();
    for (first, second) in places.iter().zip(places.iter().skip(1)) {
        assert!(
            !first.overlaps(*second),
            "{:?} and {:?} in {text:?}",
            first.of(text),
            second.of(text)
        );
    }
    for place in &places {
        assert!(
            text.get(place.start..place.end).is_some_and(|t| !t.is_empty()),
            "{place:?} in {text:?}"
        );
    }
    for numeral in numerals(text) {
        let holders = places.iter().filter(|p| p.contains(numeral)).count();
        assert_eq!(holders, 1, "{:?} in {text:?}", numeral.of(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text(text in any::<String>()) {
        nothing_is_lost(&text);
    }

    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
        nothing_is_lost(&pieces.concat());
    }

    #[test]
    fn parsed_again_it_is_the_same(
        mark in prop::sample::select(&["$", "US$ ", "€", "CHF", "RMB ", "NT$", ""][..]),
        whole in 0_u32..2_000_000,
        decimals in prop::sample::select(&["", ".5", ".05", ".10"][..]),
        tail in prop::sample::select(&[" million", "bn", " billion", "%", " basis points", "x", " percentage points", ""][..]),
    ) {
        let text = format!("we had {mark}{whole}{decimals}{tail}.");
        for quantity in scan(&text).quantities {
            let again = scan(quantity.span.of(&text));
            let first = again.quantities.first().map(|q| (q.kind, q.low, q.high, q.resolution));
            if quantity.kind != Kind::Bare {
                prop_assert_eq!(first, Some((quantity.kind, quantity.low, quantity.high, quantity.resolution)), "{}", text);
            }
        }
    }
}

/// What quantities are made of, to be put together at random.
const PIECES: &[&str] = &[
    "1",
    "23",
    "456",
    "2023",
    ",",
    ".",
    " ",
    "-",
    "–",
    "$",
    "(",
    ")",
    "%",
    " to ",
    " and ",
    "million",
    "k",
    "Q",
    "x",
    "'",
    "between ",
    "from ",
    "about ",
    "億",
    "美元",
    "百分之",
    "五",
    "至",
    "half a ",
    "flat to ",
    " or ",
    "three ",
    "low ",
    "teens",
    "June ",
    "A",
    "/",
    ":",
    "１２",
    "，",
    " percent",
    " points",
    "st",
    " stores",
    "per share",
    " uh",
    "minus ",
    "CHF",
    "e-",
    "年",
    " of our ",
    "\u{a0}",
    "\n",
    "ß",
    "İ",
];
