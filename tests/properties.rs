//! What holds for any text: values that are said and read again, numbers that nobody adds and nobody loses, files in any order, intervals that hold the truth.
//!
//! `PROPTEST_CASES=20000 cargo test --test properties` looks harder.
#![expect(clippy::arithmetic_side_effects, reason = "the numbers of a test are small")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tickmark::check::Interval;
use tickmark::quantity::{Kind, Scan, scan};
use tickmark::{Extraction, check, extract};

const HEAD: &str = "Orrin Mills second quarter 2024 earnings call.\n\n";

/// Words, numbers and marks as they stand in calls, and what stands in none.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "revenue ", "grew ", "to ", "from ", "between ", "and ", "about ", "up ", "down ", "of ", "was ", "or ", "per share ",
            "million ", "billion ", "percent ", "basis points ", "cents ", "dollars ", "half ", "a ", "minus ", "to flat ", "low ",
            "mid-teens ", "twenty ", "five ", "in the second quarter ", "2023 ", ". We ", ", ", "-", "%", "$", "€", "(", ")", "百分之五", "億美元",
        ]).prop_map(str::to_owned),
        3 => "[0-9]{1,4}([.,][0-9]{1,3})? ?",
        1 => "[0-9]{1,2}(%| million| bps) ",
        1 => "\\PC{0,3}",
        1 => prop::sample::select(vec!["\u{200b}", "\u{202e}", "１２", "١٢", "\u{a0}", "−", "–", "½"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Spans are pieces of the text, in order, none empty.
fn account(text: &str, found: &Scan) {
    let mut spans: Vec<_> = found.quantities.iter().map(|it| it.span).collect();
    spans.extend(found.skipped.iter().map(|it| it.span));
    spans.sort();
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && span.end > span.start, "{span:?} in {text:?}");
        assert!(text.get(span.start..span.end).is_some(), "{span:?} cuts a character of {text:?}");
        end = span.end;
    }
}

/// `1,234.5` and the like.
fn grouped(value: Decimal) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}

/// Decimals of the ends of intervals.
const PLACES: u32 = 3;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_pieces_of_the_text(text in text()) {
        account(&text, &scan(&text));
    }

    #[test]
    fn a_value_that_is_said_is_the_value_that_is_read(mantissa in 1_i64..99_999_999, scale in 0_u32..4, sign in 0_usize..5, form in 0_usize..7) {
        let value = Decimal::new(mantissa, scale);
        let sign = ["", ",", "'", "\u{a0}", " "].get(sign).copied().unwrap();
        let number = grouped(value).replace(',', sign);
        // A blank parts thousands behind the code of a currency only, before a scale or the end.
        let (form, mark) = if sign == " " { (form % 2, "USD ") } else { (form, "$") };
        let million = Decimal::from(1_000_000);
        let (said, kind, expected) = match form {
            0 => (format!("{mark}{number}"), Kind::Money, value),
            1 => (format!("{mark}{number} million"), Kind::Money, value * million),
            2 => (format!("{number} million euros"), Kind::Money, value * million),
            3 => (format!("{number}%"), Kind::Percent, value),
            4 => (format!("{number} percent"), Kind::Percent, value),
            5 => (format!("{number} basis points"), Kind::BasisPoints, value),
            _ => (format!("${number} per share"), Kind::PerShare, value),
        };
        let found = scan(&said);
        prop_assert_eq!(found.quantities.len(), 1, "{}: {:?}", said, found);
        for quantity in &found.quantities {
            prop_assert_eq!((quantity.kind, quantity.low, quantity.high), (kind, expected, expected), "{}", said);
            prop_assert_eq!(said.get(quantity.span.start..quantity.span.end), Some(said.as_str()));
        }
    }

    #[test]
    fn a_quote_read_again_is_the_same_quantity(text in text()) {
        for quantity in scan(&text).quantities {
            let quote = text.get(quantity.span.start..quantity.span.end).unwrap();
            // An opener before it, a noun behind it and a tolerance are no part of the quote.
            if quantity.hedged != quantity.span || !quantity.noun.is_empty() {
                continue;
            }
            let again = scan(quote);
            if let [one] = again.quantities.as_slice() {
                let same = one.kind == quantity.kind && one.low.abs() == quantity.low.abs() && one.high.abs() == quantity.high.abs();
                let turned = one.low.abs() == quantity.high.abs() || one.kind != quantity.kind;
                prop_assert!(same || turned || one.span.end < quote.len(), "{:?}: {:?} and {:?}", quote, quantity, one);
            }
        }
    }

    #[test]
    fn a_paragraph_without_numbers_changes_no_other_turn(first in text(), second in text()) {
        let speech = |more: &str| format!(
            "{HEAD}Ada Brook -- Chief Financial Officer\n\n{first}\n\nBen Stone -- Analyst\n\nThanks.{more}\n\nAda Brook -- Chief Financial Officer\n\n{second}\n"
        );
        let labels = |text: String| -> Vec<_> {
            let one = extract("orrin_q2_2024.txt", text.as_bytes()).unwrap();
            let first_turn = one.facts.iter().filter(|fact| fact.turn == 0);
            first_turn.map(|fact| (fact.quote.clone(), fact.metric.clone(), fact.scope.clone(), fact.basis, fact.aspect, fact.compare, fact.period, fact.status)).collect()
        };
        prop_assert_eq!(labels(speech("")), labels(speech("\n\nIt is good to be here with everybody.")));
    }

    #[test]
    fn the_order_of_files_does_not_matter(texts in prop::collection::vec(text(), 2..5)) {
        let calls: Vec<Extraction> = texts.iter().zip(1..).map(|(text, quarter)| {
            let text = format!("{HEAD}Ada Brook -- Chief Financial Officer\n\n{text}\n");
            extract(&format!("orrin_q{quarter}_2024.txt"), text.as_bytes()).unwrap()
        }).collect();
        let findings = |calls: Vec<Extraction>| -> BTreeMap<String, String> {
            check(calls).findings.into_iter().map(|one| (one.finding_id, format!("{:?} {}", one.severity, one.message))).collect()
        };
        let turned = calls.iter().rev().cloned().collect();
        prop_assert_eq!(findings(calls), findings(turned));
    }

    #[test]
    fn intervals_hold_every_true_value(a in -9_999_i64..9_999, b in -9_999_i64..9_999, wide in 0_i64..500, high in 0_i64..500, at in 0_i64..=100, and in 0_i64..=100) {
        let interval = |low: i64, width: i64| Interval::closed(Decimal::new(low, PLACES), Decimal::new(low + width, PLACES));
        let (first, second) = (interval(a, wide), interval(b, high));
        // True values inside, exactly: hundredths between the ends.
        let (x, y) = (a * 100 + wide * at, b * 100 + high * and);
        let exact = |value: i64| Decimal::new(value, PLACES + 2);
        let holds = |interval: Interval, value: Decimal| {
            interval.low().is_none_or(|low| low <= value) && interval.high().is_none_or(|high| value <= high)
        };
        prop_assert!(holds(first.sum(second), exact(x + y)));
        prop_assert!(holds(first.difference(second), exact(x - y)));
        prop_assert!(holds(first.product(second), exact(x) * exact(y)));
        if y != 0 {
            // Low and high against x / y, multiplied out: no digit is lost in what is compared.
            let quotient = first.quotient(second);
            let below = |end: Decimal| if y > 0 { end * exact(y) <= exact(x) } else { end * exact(y) >= exact(x) };
            let above = |end: Decimal| if y > 0 { end * exact(y) >= exact(x) } else { end * exact(y) <= exact(x) };
            prop_assert!(quotient.low().is_none_or(below), "{:?} / {:?} = {:?}, {x} / {y}", first, second, quotient);
            prop_assert!(quotient.high().is_none_or(above), "{:?} / {:?} = {:?}, {x} / {y}", first, second, quotient);
        }
    }
}
