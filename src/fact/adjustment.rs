//! What a figure leaves out: `excluding restructuring costs`.
//!
//! In:  a [`Frame`]. Out: the phrase that belongs to a figure. Not here: bases (`grammar/bases.toml`).

use super::basis::adjusted_for;
use super::frame::{Figure, Frame};
use super::label::Basis;
use super::mark::{Is, Mark};
use super::phrase_book::Sense;
use super::word_sets::WORDS;
use crate::span::Span;

/// The adjustment that belongs to `figure`: right behind it, between its subject and it, or at the sentence's beginning.
pub(crate) fn adjustment(sentence: &str, frame: &Frame<'_>, figure: &Figure) -> Option<String> {
    let mut at = figure.place + 1;
    while at < figure.stop {
        let Some(mark) = frame.mark(at) else { break };
        if opens(frame, at) {
            return phrase(sentence, frame, at, figure.stop);
        }
        if matches!(mark.is, Is::Sign) && mark.is_any(&[",", ";"]) || mark.is_any(&["and", "or"]) {
            let next = frame.mark(at + 1).is_some() && opens(frame, at + 1) && mark.is(",");
            if !next {
                break;
            }
        }
        at += 1;
    }
    for (at, _) in frame.range(figure.start, figure.place).rev() {
        if opens(frame, at) {
            let before_previous_clause = figure.start > 0 && at <= figure.start + 2;
            return if before_previous_clause {
                None
            } else {
                phrase(sentence, frame, at, figure.place)
            };
        }
    }
    if figure.start > 0 && opens(frame, 0) {
        let stop = frame.figures.first().map_or(0, |first| first.place);
        return phrase(sentence, frame, 0, stop);
    }
    None
}

/// Does an adjustment open at `at`? `net of a 3% decrease in price` tells what the figure before holds, not what it leaves out.
fn opens(frame: &Frame<'_>, at: usize) -> bool {
    // Nearly no mark begins as an opening does.
    let first = frame.mark(at).map(Mark::first_word);
    if !first
        .is_some_and(|first| WORDS.left_out.begins_with(first) || WORDS.strips.begins_with(first))
    {
        return false;
    }
    let nets_figure = frame.mark(at).is_some_and(|mark| mark.is_any(&["net", "net of"]))
        && frame.range(at + 1, at + 5).any(|(_, mark)| mark.is_quantity());
    if strips(frame, at) {
        return true;
    }
    !nets_figure && frame.mark(at).is_some_and(|mark| {
        let basis = matches!(mark.is, Is::Phrase(senses) if senses.iter().any(|sense| matches!(sense, Sense::Basis(_))));
        let first = mark.first_word();
        let next = frame.mark(at + 1).map_or("", |next| next.text);
        // "excluding currency" is a basis, no adjustment.
        let growth = matches!(mark.is, Is::Phrase(senses) if senses.iter().any(|sense| {
            matches!(sense, Sense::Basis(Basis::Organic | Basis::ConstantCurrency))
        }));
        WORDS.left_out.iter().any(|word| match word.split_once(' ') {
            None => first.eq_ignore_ascii_case(word) && (!basis || first.eq_ignore_ascii_case("excluding")),
            Some(("adjusted", _)) => mark.is("adjusted") && adjusted_for(frame, at),
            Some((one, two)) => mark.is(one) && next.eq_ignore_ascii_case(two)
                || basis && mark.starts_with(word),
        }) && !growth
    })
}

/// `Backing out the settlement, …`, `if you take out the storm`: what one does to a figure in thought. `We are taking out $9 million of
/// cost` is a deed.
fn strips(frame: &Frame<'_>, at: usize) -> bool {
    let verb = frame.mark(at).is_some_and(|mark| {
        let next = frame.mark(at + 1).map_or("", |next| next.text);
        WORDS.strips.iter().any(|word| match word.split_once(' ') {
            None => mark.is(word),
            Some((one, two)) => mark.is(one) && next.eq_ignore_ascii_case(two),
        })
    });
    let thought = at.checked_sub(1).and_then(|before| frame.mark(before)).is_none_or(|before| {
        matches!(before.is, Is::Sign) || before.is_any(&["you", "if", "when", "and"])
    });
    verb && thought && !frame.range(at + 1, at + 5).any(|(_, mark)| mark.is_quantity())
}

/// From the opening to the end of the words that it governs.
fn phrase(sentence: &str, frame: &Frame<'_>, at: usize, stop: usize) -> Option<String> {
    let start = frame.mark(at)?.span.start;
    let mut end = frame.mark(at)?.span.end;
    for (_, mark) in frame.range(at + 1, stop.min(at + 14)) {
        let stops = match &mark.is {
            Is::Sign => mark.is_any(&[",", ";", ":", "."]),
            Is::Phrase(_) => mark.has(Sense::Copula) && !mark.is("of") || ends_phrase(mark),
            _ => false,
        };
        if stops {
            break;
        }
        end = mark.span.end;
    }
    Some(Span::new(start, end).of(sentence).to_owned())
}

fn ends_phrase(mark: &Mark<'_>) -> bool {
    mark.has(Sense::Break)
        || mark.has(Sense::Cause)
        || mark.has(Sense::Versus)
        || mark.has(Sense::Pronoun)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                    expected: metric/adjusted_for
        ("Excluding restructuring charges, operating income was $16 million.",      "$16 million: operating_income/Excluding restructuring charges"),
        ("Revenue grew 9% excluding the ferry business.",                           "9%: revenue/excluding the ferry business"),
        ("Net income was $8 million, excluding the insurance gain.",                "$8 million: net_income/excluding the insurance gain"),
        ("Adjusted for merger costs, operating income was $9 million.",             "$9 million: operating_income/Adjusted for merger costs"),
        ("Our equity adjusted for all leases is $9 million.",                       "$9 million: other/"),
        ("Excluding currency, revenue grew 9%.",                                    "9%: revenue/"),
        ("Volume fell 8% and price rose 1%, net of a 3% increase in tariffs.",      "8%: volume/; 1%: price/; 3%: price/"),
        ("Revenue was $75 million.",                                                "$75 million: revenue/"),
        ("Operating income was $16 million, including the new plant.",              "$16 million: operating_income/"),
        ("Operating expenses were $9 million, excluding stock-based compensation.", "$9 million: operating_expenses/excluding stock-based compensation"),
        ("Without the extra week, sales grew 3%.",                                  "3%: revenue/Without the extra week"),
        ("Sales grew 3%, excluding the divested nursery, and comps rose 2%.",       "3%: revenue/excluding the divested nursery; 2%: same_store_sales/"),
        ("Ex-fuel, sales rose 3%.",                                                 "3%: revenue/Ex-fuel"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "adjusted_for"]), *expected, "given: {given}");
        }
    }
}
