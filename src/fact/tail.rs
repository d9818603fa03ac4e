//! What follows a figure in its clause.
//!
//! In:  the marks of a sentence and the place of one figure. Out: [`Tail`].
//! Not here: what leads to the figure (`lead.rs`), labels (`bind.rs`).

use super::label::{Basis, Compare};
use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Effect, Form, Outlook, Sense};
use super::reference::{time_of_what_was, time_on};
use super::when::{When, Year};
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// What follows a figure up to the next one or the end of its clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tail {
    /// A metric that the figure states: `$5 million of revenue`, `5% operating margin`. Place of its mark.
    pub(crate) metric: Option<usize>,
    /// A metric behind another preposition, when there is no better one: `$5 million from operations`.
    pub(crate) far_metric: Option<usize>,
    /// `5% of revenue`.
    pub(crate) of: bool,
    /// `a 5% increase`, `5% higher`.
    pub(crate) moved: Option<Direction>,
    /// `a 5% headwind`.
    pub(crate) effect: Option<Effect>,
    pub(crate) basis: Option<Basis>,
    pub(crate) compare: Option<Compare>,
    /// `in the first quarter`.
    pub(crate) period: Option<When>,
    /// `from the first quarter`, `versus 2019`.
    pub(crate) reference: Option<When>,
    /// `in North America`.
    pub(crate) scope: Option<String>,
    /// Is the figure the target of an outlook noun: `5% target`?
    pub(crate) outlook_noun: bool,
    /// `of` a scope or another whole: `40% of our fleet`.
    pub(crate) of_whole: bool,
    /// The scope is where the figure, a part of a whole, comes from: `40% came from Asia`.
    pub(crate) comes_from: bool,
    /// Where the tail ends.
    pub(crate) end: usize,
}

/// Reads what follows the figure at `place`, before `stop` (the next figure or the sentence's end).
pub(crate) fn tail(marks: &[Mark<'_>], place: usize, stop: usize, kind: Kind) -> Tail {
    let mut tail = Tail { end: place + 1, ..Tail::default() };
    let percent = kind == Kind::Percent;
    let mut relation = Relation::Direct;
    let mut modifiers = 0_usize;
    let mut reference = false;
    let mut at = place + 1;
    while at < stop {
        let Some(mark) = marks.get(at) else { break };
        if time_on(marks, at).is_some() {
            reference = true;
        }
        // "40 basis points from where we were in March"
        if reference
            && tail.reference.is_none()
            && (mark.is_any(&["where", "what"]) || mark.has(Sense::Pronoun))
            && let Some(place) = time_of_what_was(marks, at, stop)
        {
            at = place;
            continue;
        }
        // "3% above where it was before the strike", "down 2% from what we expected": no time is compared with.
        if reference
            && tail.reference.is_none()
            && mark.is_any(&["where", "what"])
            && marks
                .get(at - 1)
                .is_some_and(|led| led.has(Sense::Versus) || led.has(Sense::From) || led.is("of"))
        {
            tail.compare = tail.compare.or(Some(Compare::Other));
        }
        match &mark.is {
            Is::Sign if mark.is_any(&["-", "'", "’", "(", ")", "\"", "“", "”"]) => {}
            // ", from the first quarter": the comparison may stand behind a comma.
            Is::Sign if mark.is(",") && tail.compare.is_none() && compares(marks, at + 1, stop) => {
            }
            Is::Sign => break,
            Is::Metric(_) => {
                match relation {
                    Relation::Direct | Relation::Of if tail.metric.is_none() && !reference => {
                        tail.metric = Some(at);
                        tail.of = relation == Relation::Of;
                    }
                    Relation::In if tail.metric.is_none() && !reference => tail.metric = Some(at),
                    _ if tail.far_metric.is_none() && !reference => {
                        tail.far_metric = Some(at);
                    }
                    _ => {}
                }
                modifiers = 0;
            }
            Is::Period(when) => {
                let running = matches!(when, When::TrailingTwelveMonths | When::YearToDate(..));
                if reference && !running {
                    tail.reference = tail.reference.or(Some(*when));
                } else if tail.period.is_none()
                    && (relation != Relation::Of
                        || tail.metric.is_some()
                        || modifiers > 0
                            && matches!(when, When::Part(_, Year::Relative(_)) | When::Quarter(_))
                        || matches!(when, When::YearAgo))
                {
                    tail.period = Some(*when);
                } else if relation == Relation::Of {
                    tail.of_whole = true;
                }
            }
            Is::Scope(name) => {
                if tail.scope.is_none() && !reference {
                    tail.scope = Some(name.clone());
                }
                if relation == Relation::Of {
                    tail.of_whole = true;
                }
            }
            Is::Phrase(_)
                if (at == place + 1 || (tail.of && tail.metric.is_some()))
                    && percent
                    && mark.has(Sense::ShareVerb)
                    && mark.text.ends_with("from") =>
            {
                tail.comes_from = true;
                relation = Relation::In;
            }
            // "up 4% reported and 6% organically"
            Is::Phrase(_) if mark.is("reported") && at == place + 1 => {
                tail.basis = Some(Basis::Reported)
            }
            Is::Phrase(senses) => {
                for sense in *senses {
                    match sense {
                        // "105% of adjusted net income": the basis is that of the whole.
                        Sense::Basis(basis)
                            if !(reference || percent && relation == Relation::Of) =>
                        {
                            tail.basis = tail.basis.or(Some(*basis))
                        }
                        Sense::Compare(compare) => tail.compare = tail.compare.or(Some(*compare)),
                        _ => {}
                    }
                }
                if senses.iter().any(|sense| matches!(sense, Sense::Basis(_) | Sense::Compare(_))) {
                    // "above the high end" says which way, too.
                    let head = mark.text.split(' ').next().unwrap_or_default().to_ascii_lowercase();
                    if relation == Relation::Direct && tail.moved.is_none() {
                        tail.moved = match head.as_str() {
                            "above" | "ahead" | "better" | "higher" => Some(Direction::Up),
                            "below" | "behind" | "lower" | "worse" | "short" => {
                                Some(Direction::Down)
                            }
                            // "a 25% compound annual growth rate"
                            _ => mark.direction(&[Form::Noun]),
                        };
                    }
                    at += 1;
                    tail.end = at;
                    continue;
                }
                if mark.outlook() == Some(Outlook::Noun)
                    && !reference
                    && relation == Relation::Direct
                    && modifiers < 2
                {
                    tail.outlook_noun = true;
                }
                if let Some(direction) = mark.direction(&[Form::Noun])
                    && tail.moved.is_none()
                    && tail.effect.is_none()
                    && !reference
                    && (relation == Relation::Direct || tail.metric.is_some())
                    && modifiers < 4
                {
                    tail.moved = Some(direction);
                    relation = Relation::Noun;
                } else if let Some(effect) = mark.effect(Form::Noun)
                    && (relation == Relation::Direct
                        || (relation == Relation::Of && modifiers <= 1 && tail.metric.is_none()))
                    && tail.moved.is_none()
                {
                    tail.effect = tail.effect.or(Some(effect));
                    relation = Relation::Noun;
                } else if let Some(direction) = mark.direction(&[Form::Adjective])
                    && relation == Relation::Direct
                    && tail.metric.is_none()
                    && modifiers < 2
                {
                    let more = mark.is_any(&["incremental", "additional", "more", "another"]);
                    if !more
                        || marks
                            .get(at + 1)
                            .is_some_and(|next| next.has(Sense::From) || next.starts_with("than"))
                    {
                        tail.moved = tail.moved.or(Some(direction));
                    }
                    if senses.contains(&Sense::From) {
                        reference = true;
                    }
                } else if mark.is("from") && tail.metric.is_some() && names_source(marks, at + 1) {
                    relation = Relation::Other;
                } else if senses.contains(&Sense::Versus) || senses.contains(&Sense::From) {
                    reference = true;
                } else if mark.is("of") {
                    let as_of = at > 0 && marks.get(at - 1).is_some_and(|before| before.is("as"));
                    relation = if as_of { Relation::Other } else { Relation::Of };
                    modifiers = 0;
                } else if mark.is("at") {
                    relation = Relation::Other;
                } else {
                    tail.of_whole |= relation == Relation::Of && mark.has(Sense::Pronoun);
                    break;
                }
            }
            // "increased 3% as growth in Asia slowed": a clause of its own.
            Is::Word
                if mark.is("as")
                    && !marks
                        .get(at + 1)
                        .is_some_and(|next| next.is_any(&["a", "an", "of", "well"])) =>
            {
                break;
            }
            // "running 3 points ahead of 2019", "6% behind last year"
            Is::Word
                if mark.is_any(&["ahead", "behind"]) && at == place + 1 && tail.moved.is_none() =>
            {
                tail.moved = Some(if mark.is("ahead") { Direction::Up } else { Direction::Down });
                reference = true;
            }
            // "a $4 per ton increase": what one of is measured belongs to the figure.
            Is::Word if mark.is("per") && at == place + 1 => at += 1,
            // "grew 14% operationally": without currency
            Is::Word if mark.is("operationally") && at <= place + 2 => {
                tail.basis = tail.basis.or(Some(Basis::ConstantCurrency));
            }
            // "EPS of $1.27 beat the prior year": what was passed is not what the figure is of.
            Is::Word if WORDS.surpassed.has(mark.text) => break,
            Is::Word => {
                if mark.is_any(&[
                    "and",
                    "or",
                    "that",
                    "because",
                    "if",
                    "excluding",
                    "including",
                    "ex",
                    "less",
                ]) {
                    break;
                }
                if mark.is("in") {
                    relation =
                        if relation == Relation::Of { Relation::Other } else { Relation::In };
                    modifiers = 0;
                } else if mark.is("to") && relation == Relation::Noun {
                    relation = Relation::In;
                } else if mark.is_any(&[
                    "for", "on", "from", "by", "to", "with", "through", "during", "into", "per",
                    "within", "across", "related", "after", "since",
                ]) {
                    if mark.is("since") {
                        tail.period = tail.period.or(Some(When::Open));
                    }
                    relation = Relation::Other;
                    modifiers = 0;
                } else {
                    if relation == Relation::Of {
                        tail.of_whole = true;
                    }
                    modifiers += 1;
                    if modifiers > 5 {
                        relation = Relation::Other;
                    }
                }
            }
            Is::Quantity(_) => break,
        }
        at += 1;
        tail.end = at;
    }
    tail
}

/// `(sales) from our marine business`: who earned it, no reference.
fn names_source(marks: &[Mark<'_>], at: usize) -> bool {
    let our = marks.get(at).is_some_and(|mark| mark.is_any(&["our", "the"]));
    let source = marks.get(if our { at + 1 } else { at });
    source.is_some_and(|mark| matches!(&mark.is, Is::Scope(name) if !name.is_empty()))
}

/// Does a comparison with a time, and no figure, stand at `at`?
fn compares(marks: &[Mark<'_>], at: usize, stop: usize) -> bool {
    let Some(first) = marks.get(at).filter(|_| at < stop) else { return false };
    if matches!(first.is, Is::Phrase(senses) if senses.iter().any(|sense| matches!(sense, Sense::Compare(_))))
    {
        return true;
    }
    (first.has(Sense::From) || first.has(Sense::Versus))
        && (at + 1..stop.min(at + 4))
            .any(|next| marks.get(next).is_some_and(|mark| matches!(mark.is, Is::Period(_))))
        && !(at + 1..stop.min(at + 4)).any(|next| marks.get(next).is_some_and(|mark| mark.is("to")))
}

/// How the reading of a tail has come from the figure to where it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Relation {
    /// By words that qualify it.
    Direct,
    /// By `of`.
    Of,
    /// By `in`.
    In,
    /// By a noun of movement or effect.
    Noun,
    /// By another preposition.
    Other,
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                           expected: metric/aspect
        ("We reported $33 million of revenue.",                            "$33 million: revenue/level"),
        ("We delivered a 21% operating margin.",                           "21%: operating_margin/level"),
        ("We generated $12 million in free cash flow.",                    "$12 million: free_cash_flow/level"),
        ("We saw a 6% increase in revenue.",                               "6%: revenue/change"),
        ("Shipping volumes were 4% higher than a year ago.",               "4%: volume/change"),
        ("Currency was a 2% headwind to revenue.",                         "2%: revenue/impact"),
        ("We paid $9 million in dividends.",                               "$9 million: dividend/level"),
        ("We ended the quarter with $150 million of cash.",                "$150 million: cash/level"),
        ("We opened a depot 40 miles from the port with 3 loading docks.", "40 miles: other/level; 3 loading docks: other/level"),
        ("In Q3 2023, we published our 10-K.",                             ""),
        ("Stock-based compensation was 13.6% of revenue.",                 "13.6%: stock_based_compensation_ratio/level"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "aspect"]), *expected, "given: {given}");
        }
    }
}
