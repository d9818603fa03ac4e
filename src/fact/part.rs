//! Which part of the company a figure is about.
//!
//! In:  a figure in its [`Frame`], its metric and aspect, and what is being spoken of. Out: the part's name, empty for the whole.
//! Not here: which names a call's parts have (`scope.rs`), what is being spoken of (`focus.rs`).

use super::aspect::contributes;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Confidence};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::Metrics;
use super::phrase_book::{Effect, Form, Sense};
use super::scope::Scopes;
use super::subject::Chosen;
use super::topic::Topic;
use super::word::is_capitalised;
use crate::quantity::Kind;

/// The part of the company: empty for the whole.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
}

/// What the constructions of scope read.
pub(crate) struct Asked<'a, 't> {
    pub(crate) frame: &'a Frame<'t>,
    /// Number of the figure in its sentence.
    pub(crate) index: usize,
    pub(crate) chosen: &'a Chosen<'t>,
    pub(crate) aspect: Aspect,
    /// The part that the figure before it in the sentence is about.
    pub(crate) last: Option<&'a str>,
    pub(crate) scopes: &'a Scopes,
    pub(crate) topic: &'a Topic<'t>,
}

/// A way in which a sentence says which part of the company a figure is about.
type Construction = fn(&Asked<'_, '_>, &Figure) -> Option<Part>;

/// The constructions, the first that applies wins.
const CONSTRUCTIONS: &[Construction] = &[
    respectively,
    counted,
    share_of_a_whole,
    behind,
    beside_the_metric,
    inside_the_name,
    within_its_clause,
    whole_by_name,
    as_the_figure_before,
    subject_behind,
    inside_the_carried_name,
    points_back,
    in_focus,
];

pub(crate) fn scope(asked: &Asked<'_, '_>) -> Part {
    let figure = asked.frame.figures.get(asked.index);
    figure
        .and_then(|figure| {
            CONSTRUCTIONS.iter().find_map(|construction| construction(asked, figure))
        })
        .unwrap_or(Part {
            name: String::new(),
            confidence: Confidence::Assumed,
            because: "no part of the company is named",
        })
}

fn stated(name: &str, because: &'static str) -> Option<Part> {
    Some(Part { name: name.to_owned(), confidence: Confidence::Stated, because })
}

fn carried(name: &str, because: &'static str) -> Option<Part> {
    Some(Part { name: name.to_owned(), confidence: Confidence::Carried, because })
}

impl Asked<'_, '_> {
    fn name_at(&self, at: usize) -> Option<&str> {
        match &self.frame.mark(at)?.is {
            Is::Scope(name) => Some(name),
            _ => None,
        }
    }

    fn company_wide(&self) -> bool {
        self.chosen.subject.is_some_and(|subject| subject.metric.company_wide)
    }

    /// Where the words that belong to this figure begin: behind what the tail of the figure before has taken.
    fn free_from(&self, figure: &Figure) -> usize {
        let last = self.index.checked_sub(1).and_then(|last| self.frame.figures.get(last));
        match last {
            Some(last) if last.tail.scope.is_some() => {
                last.tail.end.min(figure.place).max(figure.start)
            }
            _ => figure.start,
        }
    }

    /// Is it only `total` before a metric, while a part is named before it: `Pumps posted a total revenue increase`?
    fn is_bare_whole(&self, start: usize, at: usize) -> bool {
        self.frame.mark(at).is_some_and(|mark| mark.is_any(&["total", "overall"]))
            && self.frame.range(start, at).any(|(at, mark)| {
                matches!(&mark.is, Is::Scope(name) if !name.is_empty()) && !self.is_cause(start, at)
            })
    }

    /// Does the name at `at` only say where a cause comes from: `driven by Europe`, `a benefit from government relief`?
    fn is_cause(&self, start: usize, at: usize) -> bool {
        // "led by pumps, which grew 5%": what a clause of its own goes on about.
        let own_clause = self.frame.mark(at + 1).is_some_and(|mark| mark.is(","))
            && self.frame.mark(at + 2).is_some_and(|mark| mark.is_any(&["which", "who"]));
        if own_clause {
            return false;
        }
        let mut words = 0_usize;
        for (_, mark) in self.frame.range(start, at).rev() {
            if mark.has(Sense::Cause)
                || mark.is_any(&[
                    "including",
                    "excluding",
                    "net of",
                    "stake",
                    "acquisition",
                    "sale",
                    "proceeds",
                ])
                || matches!(mark.effect(Form::Noun), Some(Effect::Headwind | Effect::Tailwind))
                || mark.text.to_ascii_lowercase().starts_with("benefit")
            {
                return true;
            }
            let clause = matches!(mark.is, Is::Sign if !mark.is_any(&["-", "'", "’"]))
                || matches!(mark.is, Is::Metric(_))
                || mark.has(Sense::Break)
                || mark.direction(&[Form::Verb]).is_some();
            words += 1;
            if clause || words > 6 {
                return false;
            }
        }
        false
    }
}

/// `margins for Pumps and Valves were 50% and 40%, respectively`
fn respectively(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    stated(&paired(asked.frame, asked.index)?, "two lists, paired in order (respectively)")
}

/// `5,300 Acme package customers`: the part is named in what is counted.
fn counted(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    if figure.quantity.kind != Kind::Count {
        return None;
    }
    let text = asked.frame.mark(figure.place)?.text;
    stated(&asked.scopes.in_unit(text)?, "named in what is counted")
}

/// `Filters represented 12% of industrial sales`: the part is the subject, the whole is no scope.
fn share_of_a_whole(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    let of_whole = figure.tail.of || figure.tail.of_whole;
    if asked.aspect != Aspect::Share || !of_whole || figure.before.lead != Lead::Share {
        return None;
    }
    let verb = figure.before.by?;
    let subject = asked.frame.range(asked.free_from(figure), verb).rev().find(|&(at, mark)| {
        matches!(&mark.is, Is::Scope(name) if !name.is_empty()) && !asked.is_cause(figure.start, at)
    });
    if let Some((at, _)) = subject {
        return stated(asked.name_at(at)?, BEFORE);
    }
    let pronoun = asked.frame.range(figure.start, verb).any(|(_, mark)| mark.has(Sense::Pronoun));
    let focus = asked
        .topic
        .focus
        .name()
        .filter(|_| figure.start == 0 && (pronoun || figure.tail.scope.is_none()))?;
    carried(focus, "the part of the company that is being spoken of")
}

/// `$5 million in Europe`
fn behind(_: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    stated(figure.tail.scope.as_ref()?, "named behind the figure")
}

/// `Acme revenue`, `Acme's adjusted margin`, `revenue in our Acme segment`
fn beside_the_metric(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    let named = asked.chosen.named_at.filter(|at| *at < figure.place)?;
    let before = asked
        .frame
        .range(asked.free_from(figure), named)
        .rev()
        .take_while(|(_, mark)| matches!(mark.is, Is::Scope(_)) || qualifies(mark))
        .find(|(_, mark)| matches!(mark.is, Is::Scope(_)));
    let behind = || {
        let mut rest = asked.frame.range(named + 1, figure.place);
        rest.next().filter(|(_, mark)| {
            mark.is_any(&["in", "of", "for", "from", "at", "to", "across", "within"])
        })?;
        rest.find(|(_, mark)| !mark.is_any(&["our", "the", "both"]))
            .filter(|(_, mark)| matches!(mark.is, Is::Scope(_)))
    };
    let (at, _) = before.or_else(behind)?;
    if asked.is_bare_whole(figure.start, at) {
        return None;
    }
    stated(asked.name_at(at)?, if at <= 5 { BEFORE } else { "named beside the metric" })
}

/// Words between the name of a part and its metric.
fn qualifies(mark: &Mark<'_>) -> bool {
    match &mark.is {
        Is::Period(_) => true,
        Is::Phrase(senses) => {
            senses.iter().any(|sense| matches!(sense, Sense::Basis(_) | Sense::Compare(_)))
        }
        Is::Sign => mark.is_any(&["-", "'", "’"]),
        Is::Word => {
            mark.is_any(&["s", "net", "total", "gross", "average", "ending", "segment", "reported"])
        }
        _ => false,
    }
}

/// The part that was named last before the figure, in its clause.
fn within_its_clause(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    // "The Larkin acquisition added $48 million to sales": the cause is no part of the company.
    let cause = matches!(figure.before.lead, Lead::Effect(effect) if effect != Effect::Includes)
        && asked.chosen.because == "what the cause acts on"
        && !figure.tail.of
        && !contributes(asked.frame, figure);
    // Earnings per share, taxes, cash and debt are the whole company's, whoever the sentence speaks of.
    let earned_by_parts = asked
        .chosen
        .subject
        .is_some_and(|subject| EARNED_BY_PARTS.contains(&subject.metric.id.as_str()));
    if cause || (asked.company_wide() && !earned_by_parts) {
        return None;
    }
    let start = asked.free_from(figure);
    let (at, mark) = asked.frame.range(start, figure.place).rev().find(|&(at, mark)| {
        matches!(mark.is, Is::Scope(_))
            && !asked.is_cause(start, at)
            && !asked.is_bare_whole(start, at)
    })?;
    // "Tariffs were a 2% headwind": a first word that no call knows as a part's name is a cause.
    let hits = asked.aspect == Aspect::Impact && figure.tail.effect.is_some();
    if hits && at == 0 && !asked.scopes.knows(mark.text) {
        return None;
    }
    stated(
        asked.name_at(at)?,
        if at <= 5 { BEFORE } else { "named before the figure, within its clause" },
    )
}

/// `consolidated revenue`
fn whole_by_name(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    // "consolidated sales were $72 million, with pumps at $52 million, up 5%": the name is not that of the later figures.
    let named_at = asked.chosen.named_at.filter(|at| *at >= figure.start)?;
    let named = asked.frame.mark(named_at)?.text.to_ascii_lowercase();
    let whole = ["total company", "consolidated"].iter().any(|whole| named.starts_with(whole));
    whole.then(|| stated("", "the metric's name is of the whole company")).flatten()
}

/// `subscription revenue`
fn inside_the_name(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let mark = asked.frame.mark(asked.chosen.named_at?)?;
    stated(&inside_name(mark.text, asked.chosen, asked.scopes)?, "named within the metric")
}

fn as_the_figure_before(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let last = asked.last?;
    (asked.chosen.confidence == Confidence::Carried || !asked.company_wide())
        .then(|| carried(last, "as the figure before"))
        .flatten()
}

/// `With revenue of $5 million, Sensors had its best quarter`: the subject stands behind the figures that open the sentence.
fn subject_behind(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    let frame = asked.frame;
    let with = frame.mark(0).is_some_and(|first| first.is_any(&["with", "at", "after", "despite"]));
    if !with || asked.company_wide() {
        return None;
    }
    let (at, _) = frame.range(figure.place + 1, frame.marks.len()).find(|&(at, mark)| {
        matches!(&mark.is, Is::Scope(name) if !name.is_empty())
            && frame.mark(at - 1).is_some_and(|before| before.is_any(&[",", "our", "the"]))
    })?;
    stated(asked.name_at(at)?, "the subject of the sentence, behind the figure")
}

/// `Consumer deposits were stable. They averaged $5 million`
fn inside_the_carried_name(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let subject = asked.chosen.subject.filter(|_| asked.chosen.named_at.is_none())?;
    carried(
        &inside_name(subject.text, asked.chosen, asked.scopes)?,
        "named within the metric that is carried on",
    )
}

/// `That business lost $16 million`
fn points_back(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let points = asked.frame.marks.iter().take(4).any(|mark| {
        mark.is_any(&[
            "that business",
            "this business",
            "the business",
            "that segment",
            "this segment",
            "the segment",
            "this market",
            "that market",
            "this region",
            "that region",
            "this category",
            "the brand",
            "this brand",
            "that brand",
            "the division",
            "this division",
            "this portfolio",
            "this product",
            "this platform",
            "this business unit",
        ])
    });
    let mentioned = asked.topic.mentioned.as_ref().filter(|_| points)?;
    carried(mentioned, "the part of the company that was mentioned last")
}

fn in_focus(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    if asked.company_wide() || asked.topic.focus.is_left(asked.frame) {
        return None;
    }
    carried(asked.topic.focus.name()?, "the part of the company that is being spoken of")
}

/// Why a scope is stated: its name stands before the figure, at the beginning of the sentence.
pub(crate) const BEFORE: &str = "named before the figure";

/// Metrics that are the whole company's unless the sentence names a part: a utility's segments have net income, too.
const EARNED_BY_PARTS: &[&str] = &["net_income", "capital_expenditures"];

/// Metrics whose names may begin with any part of the company: `subscription revenue`, `auto originations`.
const OF_PARTS: &[&str] = &[
    "revenue",
    "loans",
    "deposits",
    "loan_originations",
    "arpu",
    "operating_income",
    "ebitda",
    "noi",
    "volume",
    "units",
    "bookings",
    "backlog",
    "price",
    "occupancy",
    "utilization",
    "revpar",
    "customers",
];

/// The part that a metric's name begins with, when the rest names the metric too: `auto` of `auto originations`.
fn inside_name(text: &str, chosen: &Chosen<'_>, scopes: &Scopes) -> Option<String> {
    let id = &chosen.subject?.metric.id;
    let mentions = |rest: &str| {
        Metrics::built_in().find(rest).first().is_some_and(|found| {
            found.metric.id == *id && found.span.start == 0 && found.span.end == rest.len()
        })
    };
    let cut = text
        .match_indices([' ', '-'])
        .map(|(at, _)| at)
        .find(|&at| text.get(at + 1..).is_some_and(mentions))?;
    let name = text.get(..cut)?;
    // The first word of a sentence is written so in any case.
    let is_written_as_name = is_capitalised(name) && chosen.named_at.is_some_and(|at| at > 0);
    let named =
        || name.split([' ', '-']).all(|word| scopes.names_something(&word.to_lowercase(), false));
    if scopes.knows(name) || ((OF_PARTS.contains(&id.as_str()) || is_written_as_name) && named()) {
        return Some(name.to_owned());
    }
    // "systemwide domestic RevPAR"
    let last = name.rsplit([' ', '-']).next()?;
    scopes.knows(last).then(|| last.to_owned())
}

/// The name that pairs with the figure at `index`, where names and figures are two lists of one length.
fn paired(frame: &Frame<'_>, index: usize) -> Option<String> {
    let figure = frame.figures.get(index)?;
    let listed = |at: usize| {
        frame.figures.get(at).is_some_and(|figure| {
            figure.before.lead == Lead::And || figure.place - figure.start <= 2
        })
    };
    let mut first = index;
    while first > 0 && listed(first) {
        first -= 1;
    }
    let mut last = index;
    while listed(last + 1) {
        last += 1;
    }
    let start = frame.figures.get(first)?;
    let names: Vec<&str> =
        frame.range(start.start, start.place).rev().find_map(|(_, mark)| match &mark.is {
            Is::Scope(name) => {
                Some(name.split(" and ").flat_map(|name| name.split(", ")).collect())
            }
            _ => None,
        })?;
    let respectively = frame
        .marks
        .iter()
        .position(|mark| mark.has(Sense::Respectively))
        .is_some_and(|end| figure.place < end);
    let pairs =
        names.len() >= 2 && last > first && (respectively || names.len() == last - first + 1);
    pairs.then(|| names.get(index - first).map(|name| (*name).to_owned())).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                   expected: metric/scope/aspect
        ("Margins for Pumps and Valves were 52.2% and 47.6%, respectively.",                       "52.2%: operating_margin/Pumps/level; 47.6%: operating_margin/Valves/level"),
        ("We added 45 Harbor customers.",                                                          "45 Harbor customers: customers/Harbor/level"),
        ("Filters represented 12% of industrial sales.",                                           "12%: revenue/Filters/share"),
        ("Europe, which is 30% of our sales, grew 5%.",                                            "30%: revenue/Europe/share; 5%: revenue/Europe/change"),
        ("Sales were $50 million, with 40% coming from Asia.",                                     "$50 million: revenue/total/level; 40%: revenue/Asia/share"),
        ("We sold filters for $5 million in Europe.",                                              "$5 million: other/Europe/level"),
        ("Sales rose 3% as growth in Asia slowed.",                                                "3%: revenue/total/change"),
        ("Revenue in our Turbine segment was $19 million.",                                        "$19 million: revenue/Turbine/level"),
        ("Cedar milling's fourth quarter sales rose by $120 million.",                           "$120 million: revenue/Cedar milling/change"),
        ("Pump Solutions posted a total revenue increase of 9%.",                                  "9%: revenue/Pump Solutions/change"),
        ("Our gas utility posted earnings of $14 million.",                                        "$14 million: net_income/gas utility/level"),
        ("From a Harbor perspective, sales grew 10%.",                                             "10%: revenue/Harbor/change"),
        ("Growth was led by Tool Calibration, which grew 5%.",                                     "5%: revenue/Tool Calibration/change"),
        ("Harbor Tools contributed $12 million in sales.",                                         "$12 million: revenue/Harbor Tools/level"),
        ("Consolidated sales were $72 million, with Pumps at $52 million, up 5%.",                 "$72 million: revenue/total/level; $52 million: revenue/Pumps/level; 5%: revenue/Pumps/change"),
        ("Sales grew 4%, with pumps up 5% and surgical devices down 3%.",                          "4%: revenue/total/change; 5%: revenue/pumps/change; 3%: revenue/surgical devices/change"),
        ("Sales in our Harbor segment grew 5%, and diluted EPS was $1.20.",                        "5%: revenue/Harbor/change; $1.20: eps/total/level"),
        ("The margin benefited from government relief and was 12%.",                               "12%: operating_margin/total/level"),
        ("Total company sales grew 6%.",                                                           "6%: revenue/total/change"),
        ("Inventory was $35 million.",                                                             "$35 million: inventory/total/level"),
        ("Hospital revenue, which makes up 40% of total revenue, grew 5%.",                        "40%: revenue/Hospital/share; 5%: revenue/Hospital/change"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope", "aspect"]), *expected, "given: {given}");
        }
    }
}
