//! What stands beside the words that may name a part of the company.
//!
//! In:  marks, and where the words begin or end. Out: whether the place is one where a part is named.
//! Not here: which words name a part (`scope_mark.rs`, `scope_form.rs`).

use super::label::Basis;
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Outlook, Sense};
use super::scope_word::lower;
use super::word_sets::WORDS;

/// Does a metric follow, with at most basis, time and plain adjectives between?
pub(super) fn before_figure(marks: &[Mark<'_>], end: usize) -> bool {
    // "Acme's fee revenue", "Acme contracted backlog": what is owned may have an adjective or two of its own.
    let owns = marks.get(end).is_some_and(|mark| mark.is_any(&["'", "’"]));
    let mut own = if owns { 2_usize } else { 0 };
    for mark in marks.iter().skip(end).take(6) {
        match &mark.is {
            Is::Word if own > 0 && !mark.is("s") && !WORDS.light.has(mark.text) => own -= 1,
            Is::Word if mark.text.ends_with("ed") => {}
            Is::Metric(_) => return true,
            Is::Period(_) => {}
            Is::Phrase(senses)
                if senses
                    .iter()
                    .any(|sense| matches!(sense, Sense::Basis(_) | Sense::Compare(_))) => {}
            Is::Word
                if mark.is_any(&[
                    "net",
                    "operating",
                    "total",
                    "average",
                    "ending",
                    "gross",
                    "dollar",
                    "based",
                    "s",
                    "segment",
                    "systemwide",
                ]) => {}
            // "the Acme rate would have been": a measure without its name.
            Is::Word if mark.is("rate") => return true,
            // "Acme's performance was strong"
            Is::Word if owns && mark.is_any(&["performance", "results"]) => return true,
            // "Marine reported revenue increased": revenue as it was reported.
            Is::Phrase(_) if mark.is("reported") => {}
            Is::Sign if mark.is_any(&["-", "'", "’"]) => {}
            _ => return mark.direction(&[Form::Noun]).is_some(),
        }
    }
    false
}

/// Does a preposition of place stand before, with at most a determiner between?
pub(super) fn after_preposition(marks: &[Mark<'_>], at: usize) -> bool {
    let mut before = marks.get(..at).unwrap_or_default().iter().rev();
    let Some(first) = before.next() else { return false };
    let preposition =
        if first.is_any(&["our", "the", "its", "both"]) { before.next() } else { Some(first) };
    let governed = before.next();
    preposition.is_some_and(|mark| {
        mark.is_any(&["in", "for", "within", "across", "from", "at", "on", "outside"])
            // "sales of Acme pumps", "charges related to Acme", "with respect to Acme"
            || (mark.is("of")
                && matches!(governed.map(|mark| &mark.is), Some(Is::Metric(metric)) if metric.metric.id == "revenue"))
            || (mark.is("to") && governed.is_some_and(|mark| mark.is_any(&["related", "respect"])))
            || (mark.has(Sense::ShareVerb) && mark.text.ends_with(" from"))
    })
}

/// `led by Acme, which grew 5%`
pub(super) fn before_relative(marks: &[Mark<'_>], end: usize) -> bool {
    marks.get(end).is_some_and(|mark| mark.is(","))
        && marks.get(end + 1).is_some_and(|mark| mark.is_any(&["which", "who", "where"]))
}

/// More than one capitalised word, or a capital inside a word: no sentence begins so by chance.
pub(super) fn written_as_name(marks: &[Mark<'_>], at: usize, end: usize) -> bool {
    let inside = |mark: &Mark<'_>| mark.text.chars().skip(1).any(char::is_uppercase);
    end > at + 1 || marks.get(at).is_some_and(inside)
}

/// Does a verb in the past follow: `Acme Labs completed`?
pub(super) fn told(marks: &[Mark<'_>], end: usize) -> bool {
    marks.get(end).is_some_and(|mark| matches!(mark.is, Is::Word) && mark.text.ends_with("ed"))
}

/// `with 53% consumer and 47% commercial`
pub(super) fn beside_a_share(marks: &[Mark<'_>], at: usize, end: usize) -> bool {
    let share = at.checked_sub(1).and_then(|before| marks.get(before)).is_some_and(|mark| {
        mark.is_quantity() && ["%", "percent"].iter().any(|sign| mark.text.ends_with(sign))
    });
    share && marks.get(end).is_none_or(|next| next.is_any(&[",", ".", "and", ";"]))
}

/// What stands for a verb that is said once.
const GAPS: [&[&str]; 8] = [
    &["at"],
    &["for"],
    &["another"],
    &["the remaining"],
    &["the other"],
    &["remaining"],
    &["the", "remaining"],
    &["the", "other"],
];

/// `Tools contributed $30 million and Mowers $60 million`, `Tools accounted for 23% of sales and the Mowers for 11%`: the verb is said
/// once.
pub(super) fn shares_the_verb(marks: &[Mark<'_>], at: usize, end: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| marks.get(at));
    let article = usize::from(before(1).is_some_and(|mark| mark.is_any(&["the", "our"])));
    let linked = before(article + 1).is_some_and(|link| link.is_any(&["and", ","]));
    // "5% of sales, and"
    let told = marks
        .get(..at.saturating_sub(article + 1))
        .unwrap_or_default()
        .iter()
        .rev()
        .take(4)
        .find(|mark| {
            !(mark.is_any(&[",", "of", "our", "total"])
                || matches!(mark.is, Is::Metric(_))
                || mark.text.ends_with("ly")
                || mark.has(Sense::Basis(Basis::ConstantCurrency)))
        })
        .is_some_and(Mark::is_quantity);
    let stands = |gap: &[&str]| {
        let said = |(place, word): (usize, &&str)| {
            marks.get(end + place).is_some_and(|mark| mark.is(word))
        };
        gap.iter().enumerate().all(said)
    };
    let figure = end + GAPS.iter().find(|gap| stands(gap)).map_or(0, |gap| gap.len());
    linked && told && marks.get(figure).is_some_and(Mark::is_quantity)
}

/// Does the noun phrase end at `end`? A name before another noun only describes it: `across the Acme family`.
pub(super) fn ends_phrase(marks: &[Mark<'_>], end: usize) -> bool {
    marks.get(end).is_none_or(|next| match next.is {
        Is::Word => {
            WORDS.links.has(next.text) || next.text.ends_with("ly") || next.text.ends_with("ed")
        }
        _ => true,
    })
}

/// Is this where a subject stands: first in the sentence or in a clause?
pub(super) fn is_subject_place(marks: &[Mark<'_>], at: usize) -> bool {
    let mut before = marks.get(..at).unwrap_or_default().iter().rev();
    let first = match before.next() {
        Some(mark) if mark.is_any(&["our", "the"]) => before.next(),
        other => other,
    };
    first.is_none_or(|mark| {
        (matches!(mark.is, Is::Sign) && !mark.is("-"))
            || mark.is_any(&["and", "while", "but", "whereas", "with", "as"])
            || mark.has(Sense::Break)
    })
}

/// Does the part do something of which a figure tells at once: `Institutional brought in $1 billion`?
pub(super) fn holds(marks: &[Mark<'_>], end: usize) -> bool {
    marks.get(end).is_some_and(|mark| mark.is_any(&HOLDS) || WORDS.earns.has(mark.text))
        && marks
            .iter()
            .skip(end + 1)
            .take(6)
            .take_while(|mark| !matches!(mark.is, Is::Sign) || mark.is("-"))
            .any(Mark::is_quantity)
}

/// Verbs that give a part a figure.
const HOLDS: [&str; 13] = [
    "brought",
    "had",
    "gathered",
    "lost",
    "wrote",
    "ran",
    "produced",
    "attracted",
    "saw",
    "sold",
    "shipped",
    "held",
    "reached",
];

/// What is said between a subject and its verb: `Velsira, our migraine product, was`, `Denver, on the other hand, grew`.
pub(super) fn behind_apposition(marks: &[Mark<'_>], end: usize) -> Option<usize> {
    let opens = marks.get(end).is_some_and(|mark| mark.is(","))
        && marks.get(end + 1).is_some_and(|mark| {
            mark.is_any(&[
                "our",
                "the",
                "a",
                "an",
                "on",
                "by",
                "in",
                "however",
                "meanwhile",
                "though",
                "conversely",
                "similarly",
                "likewise",
                "too",
                "formerly",
            ])
        });
    let close = opens.then(|| {
        (end + 2..marks.len().min(end + 10))
            .find(|&at| marks.get(at).is_some_and(|mark| mark.is(",") || mark.is_quantity()))
    })??;
    marks.get(close).filter(|mark| mark.is(",")).map(|_| close + 1)
}

/// `We expect Pumps to grow`: what is looked for.
pub(super) fn is_looked_for(marks: &[Mark<'_>], at: usize, end: usize) -> bool {
    let mut before = marks.get(..at).unwrap_or_default().iter().rev();
    let verb = match before.next() {
        Some(mark) if mark.is_any(&["our", "the"]) => before.next(),
        other => other,
    };
    verb.is_some_and(|mark| {
        mark.outlook() == Some(Outlook::Verb) || mark.is_any(&["expect", "see", "look for"])
    }) && marks.get(end).is_some_and(|mark| {
        mark.is_any(&["to", "up", "down"])
            || mark.has(Sense::Copula)
            || mark.direction(&[Form::Verb]).is_some()
    })
}

/// Does a verb of figures follow: `grew`, `was`, `represented`?
pub(super) fn before_verb(marks: &[Mark<'_>], end: usize) -> bool {
    let mut rest = marks.iter().skip(end);
    let mut next = rest.next();
    while next
        .is_some_and(|mark| mark.text.ends_with("ly") || mark.is_any(&["also", "again", "now"]))
    {
        next = rest.next();
    }
    // "Our largest market, Germany, posted sales of": an apposition.
    if next.is_some_and(|mark| mark.is(",")) {
        return rest.next().is_some_and(|mark| {
            mark.is("which")
                || WORDS.earns.has(mark.text)
                || (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
        });
    }
    // "with Pumps at $52 million"
    let stands_at = next.is_some_and(|mark| mark.is("at"))
        && rest.clone().next().is_some_and(Mark::is_quantity);
    stands_at
        || next.is_some_and(|mark| {
            matches!(&mark.is, Is::Metric(metric) if metric.weak && metric.negative)
                || (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
                || mark.has(Sense::ShareVerb)
                || WORDS.performs.has(mark.text)
                || mark.is_any(&["should", "will", "would", "could"])
                || mark.direction(&[Form::Verb]).is_some()
        })
}

/// One capitalised word at the sentence's beginning proves nothing, unless it stands as the subject of a verb of figures or
/// right before a metric.
pub(super) fn starts_sentence_only(marks: &[Mark<'_>], at: usize, end: usize) -> bool {
    if at > 0 || end > 1 {
        return false;
    }
    let Some(first) = marks.first() else { return true };
    let lower = lower(first.text);
    let formed = lower.len() > 4
        && ["ed", "ing", "ly", "er", "est", "ous", "ive", "able", "ful"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    let next = marks.get(end);
    let figure = next.is_some() && before_figure(marks, end);
    // "Sealing's orders": what owns is named.
    let owns = next.is_some_and(|mark| mark.is_any(&["'", "’"]))
        && marks.get(end + 1).is_some_and(|mark| mark.is("s"));
    let does = |from: usize| before_verb(marks, from) || holds(marks, from);
    let told = does(end) || behind_apposition(marks, end).is_some_and(does);
    !owns && (formed || !(figure || told))
}

/// May the mark be part of a name? A word that names a metric only weakly may.
pub(super) fn is_namable(mark: &Mark<'_>) -> bool {
    let plain = match &mark.is {
        Is::Word => true,
        Is::Metric(metric) => {
            let measure = matches!(metric.metric.id.as_str(), "volume" | "capacity" | "price");
            let small = mark.text.starts_with(char::is_lowercase);
            metric.weak && !mark.text.contains(' ') && !(small && measure)
        }
        _ => false,
    };
    plain && mark.text.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, expected: metric/scope
        ("Harbor, our smallest channel, had revenue of $24 million.", "$24 million: revenue/Harbor"),
        ("Growth was led by Kelso, where sales grew 4%.", "4%: revenue/Kelso"),
        ("Kelso, by contrast, grew 4%.", "4%: revenue/Kelso"),
        ("Harbor Tools had revenue of $24 million and Docks $6 million.", "$24 million: revenue/Harbor Tools; $6 million: revenue/Docks"),
        ("Kelso, on the other hand, grew only 3%.", "3%: revenue/Kelso"),
        ("Harbor Tools brought in $11 million of revenue.", "$11 million: revenue/Harbor Tools"),
        ("Harbor Tools should grow 5% next year.", "5%: revenue/Harbor Tools"),
        ("We expect Harbor Tools to grow 5% next year.", "5%: revenue/Harbor Tools"),
        ("However, we expect to grow 5% next year.", "5%: revenue/total"),
        ("Outside the U.S., sales grew 12%.", "12%: revenue/outside U.S."),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
