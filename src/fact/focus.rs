//! The part of the company that is being spoken of.
//!
//! In:  the marks of the sentences of a turn, in order. Out: [`Focus`].
//! Not here: which figures are about it (`part.rs`), sentences that only turn the talk (`scope_heading.rs`).
//!
//! A speaker names a part once and goes on about it: "The marine business grew 6%. Orders were up 9%." The part is left when
//! another one takes its place, when the whole company is named, when a metric of the whole company is spoken of, or when the
//! period of the call is named again without a part ("Third quarter revenue was …"), which is how reports of the whole begin.

use super::frame::Frame;
use super::label::Basis;
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Outlook, Sense};
use super::scope_form::OPENERS;
use super::scope_heading::ends_in_head;
use super::when::When;
use crate::quantity::Kind;

/// The part of the company that is being spoken of, if any.
#[derive(Clone, Debug, Default)]
pub(crate) struct Focus {
    part: Option<String>,
    /// Was the talk turned to it: "Turning to our marine business"?
    turned: bool,
    /// Did a sentence open with it, or name it with its head?
    formal: bool,
    /// Sentences since it was named.
    silent: usize,
    /// Paragraphs begun since it was named.
    paragraphs: usize,
    /// Does a paragraph begin?
    begins: bool,
}

/// How many sentences a part is spoken of without being named again: after a mere mention, and after a formal turn to it.
const LONGEST_SILENCE: (usize, usize) = (1, 10);

/// What is told of a part next to its sales.
const OF_PARTS: [&str; 5] =
    ["revenue", "operating_income", "operating_margin", "ebitda", "ebitda_margin"];

impl Focus {
    pub(crate) fn name(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// Turns the talk to a part, or (with an empty name) to the whole.
    pub(crate) fn turn_to(&mut self, name: String) {
        *self = Self {
            part: Some(name).filter(|name| !name.is_empty()),
            turned: true,
            formal: true,
            ..Self::default()
        };
    }

    /// A sentence is about this part; `formal` when it opens with it or names it with its head.
    pub(crate) fn mention(&mut self, leading: Leading<'_>) {
        // Others are spoken of in passing: "our peers were at 33%".
        if ["industry", "peers", "competitors"].contains(&leading.name) {
            self.leave();
            return;
        }
        // "Turning to the newly built Kiln business. Kiln delivered …": one name more or fewer is the same part.
        let same = self.part.as_deref().is_some_and(|part| is_same(part, leading.name));
        *self = Self {
            part: Some(leading.name.to_owned()),
            turned: same && self.turned,
            formal: leading.formal || (same && self.formal),
            ..Self::default()
        };
    }

    /// The talk goes back to the whole company.
    pub(crate) fn leave(&mut self) {
        *self = Self::default();
    }

    /// A sentence went by.
    pub(crate) fn pass(&mut self, marks: &[Mark<'_>]) {
        let again = marks
            .iter()
            .any(|mark| matches!(&mark.is, Is::Scope(name) if self.part.as_ref() == Some(name)));
        self.begins = false;
        self.silent = if again { 0 } else { self.silent.saturating_add(1) };
        let (mentioned, formal) = LONGEST_SILENCE;
        if self.silent > if self.formal { formal } else { mentioned } {
            self.leave();
        }
    }

    pub(crate) fn next_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.begins = true;
    }

    /// Does the sentence speak of the whole again, without a word for it?
    pub(crate) fn is_left(&self, frame: &Frame<'_>) -> bool {
        // "Separately, our savings were $9 million": what belongs to no part.
        if frame.mark(0).is_some_and(|first| first.is("separately")) {
            return true;
        }
        if self.turned && self.silent == 0 {
            return false;
        }
        let first = frame.figures.first().map_or(0, |first| first.place);
        let opening = || frame.range(0, first).map(|(_, mark)| mark);
        let we = opening().take(3).any(|mark| mark.is_any(&["we", "our", "we've", "we're"]));
        // "Third quarter revenue was $40 million": the quarter by its number, not "the quarter", and an amount.
        let dated = frame.figures.first().is_some_and(|first| first.quantity.kind == Kind::Money)
            && opening().any(|mark| {
                matches!(mark.is, Is::Period(When::Part(..)))
                    && mark.text.to_ascii_lowercase().contains('q')
            })
            && !opening().any(|mark| mark.outlook() == Some(Outlook::Verb));
        // Parts have no income by GAAP of their own: "GAAP loss from operations was $19 million".
        let gaap = opening().any(|mark| mark.has(Sense::Basis(Basis::Gaap)));
        // "Unallocated corporate costs were $9 million": what no part bears.
        let unallocated = opening().any(|mark| {
            let lower = mark.text.to_ascii_lowercase();
            matches!(mark.is, Is::Metric(_))
                && ["corporate", "unallocated", "total company", "consolidated"]
                    .iter()
                    .any(|whole| lower.starts_with(whole))
        });
        // A paragraph that opens with a bare metric goes on in the income statement: "Gross margin was 40%". What comes right
        // behind a part's sales is still the part's.
        let bare = self.begins
            && !self.turned
            && frame
                .marks
                .iter()
                .find(|mark| {
                    !mark.has(Sense::Basis(Basis::NonGaap))
                        && !matches!(mark.is, Is::Period(_))
                        && !mark.is_any(&[",", "for", "in", "all", "of", "the"])
                })
                .is_some_and(|mark| match &mark.is {
                    Is::Metric(metric) => {
                        self.silent > 0 || !OF_PARTS.contains(&metric.metric.id.as_str())
                    }
                    _ => false,
                });
        // "We" that opens a paragraph is the company, but for the one right behind a turn to a part.
        let own =
            if self.turned { self.paragraphs < 2 } else { self.formal && self.paragraphs == 0 };
        bare || (we && !own) || dated || gaap || unallocated
    }
}

/// Does one of the names hold the other, word by word?
fn is_same(one: &str, other: &str) -> bool {
    let holds = |long: &str, short: &str| {
        long == short
            || long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
            || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
    };
    holds(one, other) || holds(other, one)
}

/// The part that a sentence is about, by its name; empty for the whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leading<'m> {
    pub(crate) name: &'m str,
    /// Does the sentence open with it ("In pumps, …") or name it with its head ("the pumps business grew")?
    pub(crate) formal: bool,
    at: usize,
}

impl<'m> Leading<'m> {
    /// The part that is named before the verb of a sentence.
    ///
    /// Two parts together are none that the talk stays with, unless the sentence opens with them: "In Pumps and Valves, …".
    pub(crate) fn of(marks: &'m [Mark<'_>]) -> Option<Self> {
        let we =
            marks.iter().take(2).any(|mark| mark.is_any(&["we", "i", "you", "we've", "we're"]));
        let (at, mark, name) = marks
            .iter()
            .take_while(|mark| {
                let verb = (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
                    || mark.direction(&[Form::Verb]).is_some()
                    || mark.outlook().is_some();
                let cause = mark.has(Sense::Cause)
                    || mark.is_any(&["excluding", "including", "offset", "despite"]);
                !(mark.is_quantity() || verb || cause)
            })
            .enumerate()
            .find_map(|(at, mark)| match &mark.is {
                Is::Scope(name) => Some((at, mark, name.as_str())),
                _ => None,
            })?;
        let opens = at <= 2 && marks.first().is_some_and(|first| first.is_any(&OPENERS));
        let joined = name.contains(" and ") || name.contains(", ");
        // "Pumps earned $5 million, and valves lost $2 million": the talk stays with neither.
        let rivals = marks.windows(3).skip(at + 1).any(|three| match three {
            [link, part, verb] => {
                link.is_any(&["and", "while", "but", "whereas", ","])
                    && matches!(&part.is, Is::Scope(other) if !other.is_empty() && other != name)
                    && ((verb.has(Sense::Copula) && !verb.is_any(&["of", "at"]))
                        || verb.direction(&[Form::Verb]).is_some())
            }
            _ => false,
        });
        let formal = opens || (at <= 2 && ends_in_head(mark));
        Some(Self { name, formal, at }).filter(|_| opens || !(we || joined || rivals))
    }

    /// The part that a sentence without figures is about: it opens with it, or says how the part did.
    pub(crate) fn introduced(marks: &'m [Mark<'_>]) -> Option<Self> {
        let leading =
            Self::of(marks).filter(|leading| leading.at <= 2 && !leading.name.is_empty())?;
        let next = marks.get(leading.at + 1)?;
        let told = next.is(",")
            || matches!(next.is, Is::Metric(_))
            || (next.has(Sense::Copula) && !next.is("of"))
            || next.direction(&[Form::Verb]).is_some()
            || next.text.ends_with("ed");
        told.then_some(leading)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                              expected: metric/scope
        ("In pumps, sales grew 5%. Operating margin was 12%.",                                                "5%: revenue/pumps; 12%: operating_margin/pumps"),
        ("The marine market was 12% of our sales. Sales in this market rose 6%.",                             "12%: revenue/marine; 6%: revenue/marine"),
        ("In pumps, sales grew 5%. Third quarter revenue was $90 million.",                                   "5%: revenue/pumps; $90 million: revenue/total"),
        ("In pumps, sales grew 5%. GAAP operating income was $9 million.",                                    "5%: revenue/pumps; $9 million: operating_income/total"),
        ("In pumps, sales grew 5%. Diluted EPS was $1.20.",                                                   "5%: revenue/pumps; $1.20: eps/total"),
        ("In pumps, sales grew 5%. Consolidated sales grew 7%.",                                              "5%: revenue/pumps; 7%: revenue/total"),
        ("The pumps business grew 5%. Valves sales fell 2%. Orders were up 4%.",                              "5%: revenue/pumps; 2%: revenue/Valves; 4%: bookings/Valves"),
        ("Pumps and Valves sales grew 5%. Orders were up 4%.",                                                "5%: revenue/Pumps and Valves; 4%: bookings/total"),
        ("Moving to our mills, docks and ferries segment. This segment had sales of $52 million.",              "$52 million: revenue/mills, docks and ferries"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nGross margin was 40%. Conditions were hard.",                                                "5%: revenue/pumps; 40%: gross_margin/total"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nOperating margin was 12%. Conditions were hard.",                                              "5%: revenue/pumps; 12%: operating_margin/pumps"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nFor all of 2023, gross margin was 40%. Conditions were hard.", "5%: revenue/pumps; 40%: gross_margin/total"),
        ("Turning to our newly built Kiln business. Kiln grew 5%.\n\nWe lowered our operating loss by 10%. Conditions were hard.", "5%: revenue/Kiln; 10%: operating_income/Kiln"),
        ("Turning to our Kiln business. Kiln grew 5%.\n\nDemand was fine.\n\nWe lowered our operating loss by 10%. Conditions were hard.", "5%: revenue/Kiln; 10%: operating_income/total"),
        ("Turning to our Kiln business. Kiln grew 5%.\n\nSeparately, we bought back $9 million of shares. Conditions were hard.", "5%: revenue/Kiln; $9 million: share_repurchases/total"),
        ("Conditions remain hard. Orders were up 4%.",                                                        "4%: bookings/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
