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
use super::scope_form::opened_at;
use super::scope_heading::ends_in_head;
use super::when::{When, Year};
use crate::quantity::Kind;

/// The part of the company that is being spoken of, if any.
#[derive(Clone, Debug, Default)]
pub(crate) struct Focus {
    part: Option<String>,
    /// The part that the talk was turned to, while parts of it are spoken of.
    heading: Option<String>,
    /// Was the talk turned to it: "Turning to our marine business"?
    turned: bool,
    /// Did a sentence open with it, or name it with its head?
    formal: bool,
    /// Sentences since it was named, or since figures of it were told.
    silent: usize,
    /// Paragraphs begun since it was named.
    paragraphs: usize,
    /// Does a paragraph begin?
    begins: bool,
    /// Did one begin with the sentence that went by last?
    began: bool,
}

/// How many sentences may go by without naming the part that is spoken of: after a mere mention, after a sentence that
/// opened with it or named it with its head, and after a turn to it.
///
/// Measured on labelled calls by how often the figures that come later are still the part's.
const LONGEST_SILENCE: Silence = Silence { mentioned: 0, formal: 3, turned: 10 };

/// Numbers of sentences, by the way in which a part was named.
struct Silence {
    mentioned: usize,
    formal: usize,
    turned: usize,
}

/// What is told of a part next to its sales.
const OF_PARTS: [&str; 5] =
    ["revenue", "operating_income", "operating_margin", "ebitda", "ebitda_margin"];

impl Focus {
    pub(crate) fn name(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// Has the talk been turned to a part, of which the paragraph goes on?
    pub(crate) fn is_turned(&self) -> bool {
        self.turned && self.paragraphs < 2
    }

    /// The segment that is spoken of, of which the part may be a part.
    pub(crate) fn segment(&self) -> Option<&str> {
        self.heading.as_deref().or(self.name())
    }

    /// Turns the talk to a part, or (with an empty name) to the whole.
    pub(crate) fn turn_to(&mut self, name: String) {
        let part = Some(name).filter(|name| !name.is_empty());
        *self = Self { heading: part.clone(), part, turned: true, formal: true, ..Self::default() };
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
            // A paragraph that opens with a part is about it, as one behind a turn is.
            heading: if self.began && leading.formal {
                Some(leading.name.to_owned())
            } else {
                self.heading.take()
            },
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
    ///
    /// `told`: it tells figures, all of them of the part, so that it is still being spoken of.
    pub(crate) fn pass(&mut self, marks: &[Mark<'_>], told: bool) {
        let again = told
            || marks.iter().any(
                |mark| matches!(&mark.is, Is::Scope(name) if self.part.as_ref() == Some(name)),
            );
        self.began = std::mem::take(&mut self.begins);
        self.silent = if again { 0 } else { self.silent.saturating_add(1) };
        let longest = if self.turned {
            LONGEST_SILENCE.turned
        } else if self.formal {
            LONGEST_SILENCE.formal
        } else {
            LONGEST_SILENCE.mentioned
        };
        // "Valves lost $2 million, and unallocated corporate costs were $11 million": the list of parts has ended.
        if self.silent > longest || (!self.turned && marks.iter().any(is_of_no_part)) {
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
        // "Third quarter revenue was $40 million": the quarter by its number, not "the quarter", and an amount. Where a paragraph
        // begins so, anything that is told.
        let dated = frame
            .figures
            .first()
            .is_some_and(|first| first.quantity.kind == Kind::Money || self.begins)
            && opening().any(|mark| is_numbered_quarter(mark))
            && !opening().any(|mark| mark.outlook() == Some(Outlook::Verb));
        // Parts have no income by GAAP of their own: "GAAP loss from operations was $19 million".
        let gaap = opening().any(|mark| mark.has(Sense::Basis(Basis::Gaap)));
        // "Unallocated corporate costs were $9 million": what no part bears.
        let unallocated = opening().any(is_of_no_part);
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
        // "Revenue for the quarter was $81 million" opens a paragraph about the whole, whatever part the one before told of.
        let whole = self.begins
            && !self.turned
            && frame.metric(0).is_some_and(|found| found.metric.id == "revenue")
            && frame.mark(1).is_some_and(|next| next.is_any(&["for", "in"]))
            && frame.range(2, first.min(6)).any(|(_, mark)| matches!(mark.is, Is::Period(_)))
            && frame.figures.first().is_some_and(|first| first.quantity.kind == Kind::Money);
        // "We" that opens a paragraph is the company, but for the one right behind a turn to a part.
        let own =
            if self.turned { self.paragraphs < 2 } else { self.formal && self.paragraphs == 0 };
        bare || whole || (we && !own) || dated || is_dated_behind(frame) || gaap || unallocated
    }
}

/// `consolidated revenue`, `unallocated corporate costs`: does the metric's name say that it is of no part?
pub(super) fn is_of_no_part(mark: &Mark<'_>) -> bool {
    matches!(mark.is, Is::Metric(_))
        && ["corporate", "unallocated", "total company", "consolidated"]
            .iter()
            .any(|whole| mark.starts_with(whole))
}

/// `Third quarter`, `Q3`: a quarter by its number.
fn is_numbered_quarter(mark: &Mark<'_>) -> bool {
    matches!(mark.is, Is::Period(When::Part(..))) && mark.text.to_ascii_lowercase().contains('q')
}

/// `Revenue was $40 million in the third quarter of 2023`: an amount, and the quarter with its year.
fn is_dated_behind(frame: &Frame<'_>) -> bool {
    let Some(first) = frame.figures.first() else { return false };
    let opens = frame.mark(0).is_some_and(|mark| matches!(mark.is, Is::Metric(_)));
    let told =
        frame.mark(first.place + 1).is_some_and(|preposition| preposition.is_any(&["in", "for"]));
    let end = frame.marks.len().min(first.place + 4);
    let dated = frame.range(first.place + 2, end).any(|(_, mark)| {
        matches!(mark.is, Is::Period(When::Part(_, Year::Given(_)))) && is_numbered_quarter(mark)
    });
    first.quantity.kind == Kind::Money && opens && told && dated
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
        let opens = opened_at(marks).is_some_and(|opened| at <= opened + 1);
        let joined = name.contains(" and ") || name.contains(", ");
        // "Pumps earned $5 million, and sales in our valves segment fell": the talk stays with neither. "Pumps grew 5%, with Asia
        // up 9%": it stays with pumps, of which Asia is a part.
        let tells_parts = |two: &&[Mark<'_>]| match two {
            [before, with] => with.is("with") && (before.is(",") || before.is_quantity()),
            _ => false,
        };
        let mut own = marks.windows(2).skip(at + 1).take_while(|two| !tells_parts(two));
        let rivals = own.any(|two| match two {
            [part, verb] => {
                matches!(&part.is, Is::Scope(other) if !other.is_empty() && other != name)
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
        ("Sales in our pumps segment were $9 million and sales in our valves segment were $4 million. For the second quarter, we expect sales of $15 million.", "$9 million: revenue/pumps; $4 million: revenue/valves; $15 million: revenue/total"),
        ("Pumps and Valves sales grew 5%. Orders were up 4%.",                                                "5%: revenue/Pumps and Valves; 4%: bookings/total"),
        ("Moving to our mills, docks and ferries segment. This segment had sales of $52 million.",              "$52 million: revenue/mills, docks and ferries"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nGross margin was 40%. Conditions were hard.",                                                "5%: revenue/pumps; 40%: gross_margin/total"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nOperating margin was 12%. Conditions were hard.",                                              "5%: revenue/pumps; 12%: operating_margin/pumps"),
        ("Demand was fine. In pumps, sales grew 5%.\n\nFor all of 2023, gross margin was 40%. Conditions were hard.", "5%: revenue/pumps; 40%: gross_margin/total"),
        ("Turning to our newly built Kiln business. Kiln grew 5%.\n\nWe lowered our operating loss by 10%. Conditions were hard.", "5%: revenue/Kiln; 10%: operating_income/Kiln"),
        ("Turning to our Kiln business. Kiln grew 5%.\n\nDemand was fine.\n\nWe lowered our operating loss by 10%. Conditions were hard.", "5%: revenue/Kiln; 10%: operating_income/total"),
        ("Turning to our Kiln business. Kiln grew 5%.\n\nSeparately, we bought back $9 million of shares. Conditions were hard.", "5%: revenue/Kiln; $9 million: share_repurchases/total"),
        ("Valves sales fell 2%. Demand was fine. Orders were up 4%.",                                         "2%: revenue/Valves; 4%: bookings/total"),
        ("Valves sales fell 2%. Orders were up 4%. Operating margin was 12%.",                                "2%: revenue/Valves; 4%: bookings/Valves; 12%: operating_margin/Valves"),
        ("In pumps, sales grew 5%. Demand was fine. Orders were up 4%.",                                      "5%: revenue/pumps; 4%: bookings/pumps"),
        ("In pumps, sales grew 5%. Demand was fine. Conditions were hard. It rained. It was cold. Orders were up 4%.", "5%: revenue/pumps; 4%: bookings/total"),
        ("In pumps, sales grew 5%.\n\nThird quarter orders grew 9%. Conditions were hard.",                    "5%: revenue/pumps; 9%: bookings/total"),
        ("Valves had a non-GAAP operating loss of $2 million, and unallocated corporate costs were $11 million. Non-GAAP loss from operations was $4 million.",
            "$2 million: operating_income/Valves; $11 million: operating_expenses/total; $4 million: operating_income/total"),
        ("In pumps, sales grew 5%. Revenue was $90 million in the third quarter of 2023.",                     "5%: revenue/pumps; $90 million: revenue/total"),
        ("Moving to our Harbor segment. Docks sales grew 5%. The segment's operating margin was 12%.",          "5%: revenue/Docks; 12%: operating_margin/Harbor"),
        ("In pumps, sales grew 5%. For the portfolio as a whole, sales grew 7%.",                              "5%: revenue/pumps; 7%: revenue/total"),
        ("Pumps sales fell 5%, with Asia down 4% and Europe down 7%. Operating margin was 25%.",               "5%: revenue/Pumps; 4%: revenue/Asia; 7%: revenue/Europe; 25%: operating_margin/Pumps"),
        ("Pumps sales fell 5%, and sales in Asia were up 7%. Orders were up 4%.",                              "5%: revenue/Pumps; 7%: revenue/Asia; 4%: bookings/total"),
        ("Starting with our Harbor segment. Sales were up 14%.\n\nIn Kilns, sales fell 2%. Docks sales fell 3%. The segment's operating profit was $9 million.", "14%: revenue/Harbor; 2%: revenue/Kilns; 3%: revenue/Docks; $9 million: operating_income/Kilns"),
        ("Demand was fine. In the Harbor, sales slipped 5%.\n\nRevenue for the quarter was $81 million, down 3%. Conditions were hard.", "5%: revenue/Harbor; $81 million: revenue/total; 3%: revenue/total"),
        ("Conditions remain hard. Orders were up 4%.",                                                        "4%: bookings/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
