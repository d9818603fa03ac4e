//! What leads to a figure in its clause.
//!
//! In:  the marks of a sentence and the place of one figure. Out: [`Lead`].
//! Not here: what follows the figure (`tail.rs`), labels (`bind.rs`).
//!
//! The constructions are a small closed set, each a variant of [`Lead`]: apposition and copula (`Level`), movement (`Moved`,
//! `MovedTo`), reference (`From`, `Versus`), cause (`Effect`), part of a whole (`Share`), list (`And`).

use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Effect, Form, Outlook, Sense};
use super::word_sets::WORDS;

/// What leads to a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lead {
    /// `grew 5%`, `up 5%`, `growth of 5%`.
    Moved(Direction),
    /// `rose to $5 million`: a level, after a movement.
    MovedTo(Direction),
    /// `was 5%`, `of $5 million`.
    Level,
    /// `from 5%`: where a movement began.
    From,
    /// `compared to 5%`: a figure to compare with.
    Versus,
    /// `contributed 5%`, `a headwind of 5%`.
    Effect(Effect),
    /// `represented 5%`.
    Share,
    /// `and 5%`: as the figure before.
    And,
    /// Nothing that is known.
    Open,
}

/// What stands between the last figure (or the sentence's beginning) and this one.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    pub(crate) lead: Lead,
    /// Is the figure said to add to something: `another $5 million`?
    pub(crate) incremental: bool,
    /// Place of the mark that leads, for the explanation.
    pub(crate) by: Option<usize>,
    /// A noun of outlook is what the figure states: `guidance of 5%`.
    pub(crate) outlook_noun: bool,
}

/// Reads what leads to the figure at `place`, whose first hedge stands at byte `hedged`; `start` is the first mark after the figure before (0 for the first figure).
pub(crate) fn before(
    marks: &[Mark<'_>],
    place: usize,
    hedged: usize,
    start: usize,
    is_first: bool,
) -> Before {
    let mut seen = Before { lead: Lead::Open, incremental: false, by: None, outlook_noun: false };
    let (mut to, mut of, mut by, mut far, mut past_metric) = (false, false, false, 0_usize, false);
    let mut at = place;
    while at > start {
        at -= 1;
        let Some(mark) = marks.get(at) else { break };
        // A hedge belongs to the figure: "more than 100 locations".
        if mark.span.start >= hedged {
            continue;
        }
        let mut found = |lead: Lead| {
            seen.lead = lead;
            seen.by = Some(at);
        };
        match &mark.is {
            Is::Sign if mark.is(",") => {
                let only_link = at == start && !is_first;
                if only_link {
                    found(if to { Lead::Level } else { Lead::And });
                    return seen;
                }
                // "reducing our incident rate, or TRIR, by 74%"
                let named_again = (at.saturating_sub(4)..at.saturating_sub(1)).find(|open| {
                    by && marks.get(*open).is_some_and(|mark| mark.is(","))
                        && marks.get(open + 1).is_some_and(|mark| mark.is("or"))
                });
                if let Some(open) = named_again.filter(|open| *open > start) {
                    at = open;
                    continue;
                }
                if far > 0 && !to {
                    return seen;
                }
                far += 1;
            }
            Is::Sign if mark.is_any(&[";", ":", "."]) => {
                return seen;
            }
            Is::Sign => {}
            // "benefited margins by 80 basis points": the verb stands before the metric.
            Is::Metric(_) => {
                if by {
                    past_metric = true;
                } else if !to {
                    // "compared to net income of $5 million": the reference names its metric.
                    let reference = marks
                        .get(start.max(at.saturating_sub(4))..at)
                        .unwrap_or_default()
                        .iter()
                        .rev()
                        .take_while(|mark| !matches!(mark.is, Is::Sign | Is::Metric(_)))
                        .any(|mark| mark.has(Sense::Versus));
                    found(if reference { Lead::Versus } else { Lead::Level });
                    return seen;
                }
            }
            Is::Word if mark.is("to") => to = true,
            Is::Word if mark.is_any(&["and", "or"]) => {
                if far == 0 && !to {
                    found(Lead::And);
                    return seen;
                }
            }
            Is::Word => {
                if mark.is("by") {
                    by = true;
                }
                // "exceeded the high end of our guidance by $4 million"
                if by && WORDS.surpassed.has(mark.text) {
                    found(Lead::Moved(Direction::Up));
                    return seen;
                }
                // "growing the number of our hotels by 5%": the verb of `by` may stand far before.
                let longest = if by { 8 } else { 3 };
                if !WORDS.light.has(mark.text) {
                    far += 1;
                    if far > longest && !to {
                        return seen;
                    }
                }
            }
            Is::Phrase(senses) => {
                if mark.outlook() == Some(Outlook::Noun) && (of || to || far == 0) && !by {
                    seen.outlook_noun = true;
                    found(Lead::Level);
                    return seen;
                }
                if let Some(direction) = mark.direction(&[Form::Noun])
                    && (of || by || far == 0)
                    && !to
                {
                    found(Lead::Moved(direction));
                    return seen;
                }
                if let Some(direction) = mark.direction(&[Form::Verb]) {
                    let level = to && !mark.is_any(&["reduce", "reduces", "cut", "ahead"]);
                    found(if level { Lead::MovedTo(direction) } else { Lead::Moved(direction) });
                    return seen;
                }
                if mark.direction(&[Form::Noun]).is_some() && to {
                    found(Lead::Level);
                    return seen;
                }
                if let Some(direction) = mark.direction(&[Form::Adjective]) {
                    if by {
                        found(Lead::Moved(direction));
                        return seen;
                    }
                    if direction == Direction::Up {
                        seen.incremental |= mark.is_any(&["incremental", "additional", "another"]);
                    }
                    if !senses.contains(&Sense::From) || of {
                        continue;
                    }
                }
                // "expected to impact the fourth quarter by 160 basis points"
                let acts = by && mark.is_any(&["impact", "affect", "benefit"]);
                if let Some(effect) = mark.effect(Form::Noun)
                    && (of || acts)
                {
                    found(Lead::Effect(effect));
                    return seen;
                }
                if let Some(effect) = mark.effect(Form::Verb) {
                    found(Lead::Effect(effect));
                    return seen;
                }
                if senses.contains(&Sense::ShareVerb) {
                    found(Lead::Share);
                    return seen;
                }
                if senses.contains(&Sense::Versus) {
                    // "down 1% versus the year-ago quarter to $1,122": where it went.
                    found(if to { Lead::Level } else { Lead::Versus });
                    return seen;
                }
                // "expected to range from $3.20 to $3.40": where a range begins is no reference.
                let ranges = at > 0
                    && marks.get(at - 1).is_some_and(|before| {
                        before.is_any(&[
                            "range",
                            "ranges",
                            "ranging",
                            "ranged",
                            "anywhere",
                            "somewhere",
                        ])
                    });
                if ranges && mark.is("from") {
                    found(Lead::Level);
                    return seen;
                }
                // "decreased from prior year by 19%": the verb of `by` stands before the comparison.
                // "a benefit from these rules of $9 million"
                let from_source = of
                    && mark.is("from")
                    && at.checked_sub(1).and_then(|before| marks.get(before)).is_some_and(
                        |before| {
                            before.effect(Form::Noun).is_some()
                                && !before.is_any(&["hit", "offset"])
                        },
                    );
                if from_source {
                    continue;
                }
                if senses.contains(&Sense::From)
                    && !mark.is("than")
                    && !mark.is("over")
                    && !to
                    && !by
                {
                    found(if mark.is_any(&["above", "below"]) { Lead::Level } else { Lead::From });
                    return seen;
                }
                if senses.contains(&Sense::Copula) {
                    if mark.is("of") {
                        of = true;
                        far += 1;
                        continue;
                    }
                    if mark.is("at") {
                        found(Lead::Level);
                        return seen;
                    }
                    found(Lead::Level);
                    return seen;
                }
                if senses.contains(&Sense::Break) || senses.contains(&Sense::Cause) {
                    return seen;
                }
                if mark.outlook().is_some() {
                    found(Lead::Level);
                    return seen;
                }
            }
            Is::Period(_) | Is::Scope(_) => {}
            Is::Quantity(_) => break,
        }
    }
    if of || to || past_metric {
        seen.lead = Lead::Level;
    } else if !is_first && far == 0 && start == place {
        seen.lead = Lead::And;
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                  expected: aspect/compare
        ("Lumber revenue was $5 million.",                                                        "$5 million: level/"),
        ("Tuition revenue of $41 million set a record.",                                          "$41 million: level/"),
        ("Revenue grew 5% year over year.",                                                       "5%: change/yoy"),
        ("Ferry revenue was up 12%.",                                                             "12%: change/yoy"),
        ("Revenue growth of 9% came in ahead of our plan.",                                       "9%: change/yoy"),
        ("Revenue rose to $62 million.",                                                          "$62 million: level/"),
        ("Gross margin fell to 38.5%.",                                                           "38.5%: level/"),
        ("Operating income rose from $4 million in 2023 to $7 million.",                          "$4 million: level/; $7 million: level/"),
        ("Net income was $14 million compared to $11 million a year ago.",                        "$14 million: level/; $11 million: level/"),
        ("Subscriptions represented 61% of revenue.",                                             "61%: share/"),
        ("Revenue was $8 million and $9 million in the first and second quarters, respectively.", "$8 million: level/; $9 million: level/"),
        ("Revenue was flat year over year.",                                                      ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "compare"]), *expected, "given: {given}");
        }
    }
}
