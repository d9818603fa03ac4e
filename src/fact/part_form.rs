//! The constructions that give a figure its part of the company.
//!
//! In:  a figure and what is known of it ([`Asked`]). Out: its [`Part`], when the construction applies.
//! Not here: in which order they are asked (`part.rs`), which words name a part (`scope_mark.rs`).

use super::contribution::contributes;
use super::focus::is_of_no_part;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Confidence};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::Metrics;
use super::part::{Asked, BEFORE, Part};
use super::per_share_item::is_per_share;
use super::phrase_book::{Effect, Sense};
use super::scope::Scopes;
use super::scope_form::opened_at;
use super::scope_word::lower;
use super::subject::Chosen;
use super::word::{Sentence, is_capitalised};
use super::word_sets::WORDS;
use crate::quantity::Kind;

fn stated(name: &str, because: &'static str) -> Option<Part> {
    Some(Part { name: name.to_owned(), confidence: Confidence::Stated, because })
}

fn carried(name: &str, because: &'static str) -> Option<Part> {
    Some(Part { name: name.to_owned(), confidence: Confidence::Carried, because })
}

/// `margins for Pumps and Valves were 50% and 40%, respectively`
pub(super) fn respectively(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    stated(&paired(asked.frame, asked.index)?, "two lists, paired in order (respectively)")
}

/// `5,300 Acme package customers`: the part is named in what is counted.
pub(super) fn counted(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    if figure.quantity.kind != Kind::Count {
        return None;
    }
    let text = asked.frame.mark(figure.place)?.text;
    stated(&asked.scopes.in_unit(text)?, "named in what is counted")
}

/// `Filters represented 12% of industrial sales`: the part is the subject, the whole is no scope.
pub(super) fn share_of_a_whole(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
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
pub(super) fn behind(_: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    stated(figure.tail.scope.as_ref()?, "named behind the figure")
}

/// `Acme revenue`, `Acme's adjusted margin`, `revenue in our Acme segment`
pub(super) fn beside_the_metric(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
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
pub(super) fn within_its_clause(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
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
    if cause {
        return None;
    }
    let start = asked.free_from(figure);
    let (at, mark) = asked.frame.range(start, figure.place).rev().find(|&(at, mark)| {
        matches!(mark.is, Is::Scope(_))
            && !asked.is_cause(start, at)
            && !asked.is_bare_whole(start, at)
    })?;
    // "We expect the electric segment to earn $1.62 per share, and the gas utility $0.98": the part itself earns it.
    let earns = at + 1 == figure.place
        || asked.frame.range(at + 1, figure.place).take(3).any(|(_, mark)| {
            WORDS.earns.has(mark.text) || mark.is_any(&["earn", "earns", "contribute"])
        });
    if asked.company_wide() && !(earned_by_parts || earns || tells_per_share(asked, figure, at)) {
        return None;
    }
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

/// `At Gas Distribution, we lost $0.08 per share`, `Electric, where earnings rose $0.09 per share`, `with Electric now at $4.72`: earnings per
/// share of the part at `at`, of which the sentence is.
fn tells_per_share(asked: &Asked<'_, '_>, figure: &Figure, at: usize) -> bool {
    let frame = asked.frame;
    let per_share =
        frame.figures.iter().take(asked.index + 1).all(|one| is_per_share(&one.quantity));
    let eps = asked.chosen.subject.is_some_and(|subject| subject.metric.id == "eps");
    let opens = opened_at(&frame.marks).is_some_and(|opened| at <= opened + 1);
    let behind = || frame.range(at + 1, figure.place).map(|(_, mark)| mark);
    let where_it = behind().find(|mark| !mark.is(",")).is_some_and(|mark| mark.is("where"));
    let stands = at + 1 < figure.place
        && behind().all(|mark| mark.is_any(&["at", "now", "now at", "about", "is"]));
    eps && per_share && (opens || where_it || stands)
}

/// `consolidated revenue`
pub(super) fn whole_by_name(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    // "consolidated sales were $72 million, with pumps at $52 million, up 5%": the name is not that of the later figures.
    let named_at = asked.chosen.named_at.filter(|at| *at >= figure.start)?;
    let whole = asked.frame.mark(named_at).is_some_and(is_of_no_part);
    whole.then(|| stated("", "the metric's name is of the whole company")).flatten()
}

/// `subscription revenue`
pub(super) fn inside_the_name(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let mark = asked.frame.mark(asked.chosen.named_at?)?;
    stated(&inside_name(mark.text, asked.chosen, asked.scopes)?, "named within the metric")
}

pub(super) fn as_the_figure_before(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    let last = asked.last?;
    // "At the mill, we lost $0.08 per share, against a loss of $0.06"
    let per_share = || {
        let before = asked.index.checked_sub(1).and_then(|before| asked.frame.figures.get(before));
        is_per_share(&figure.quantity) && before.is_some_and(|one| is_per_share(&one.quantity))
    };
    (asked.chosen.confidence == Confidence::Carried || !asked.company_wide() || per_share())
        .then(|| carried(last, "as the figure before"))
        .flatten()
}

/// `With revenue of $5 million, Sensors had its best quarter`: the subject stands behind the figures that open the sentence.
pub(super) fn subject_behind(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
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
pub(super) fn inside_the_carried_name(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    let subject = asked.chosen.subject.filter(|_| asked.chosen.named_at.is_none())?;
    carried(
        &inside_name(subject.text, asked.chosen, asked.scopes)?,
        "named within the metric that is carried on",
    )
}

/// `That business lost $16 million`
pub(super) fn points_back(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Part> {
    // "Segment income was $22 million", "The segment's income was $22 million"
    let of_segment = asked
        .chosen
        .named_at
        .and_then(|at| asked.frame.mark(at))
        .is_some_and(|named| named.starts_with("segment "))
        || asked
            .frame
            .marks
            .iter()
            .take(3)
            .zip(asked.frame.marks.iter().skip(1))
            .any(|(mark, next)| mark.is("segment") && next.is_any(&["'", "’"]));
    if of_segment && let Some(segment) = asked.topic.focus.segment() {
        return carried(segment, "the part of the company that is being spoken of");
    }
    // "The loss ratio there was 88%"
    let there = asked
        .chosen
        .named_at
        .and_then(|named| asked.frame.mark(named + 1))
        .is_some_and(|next| next.is("there"));
    if there {
        let spoken = asked.topic.focus.name().or(asked.topic.mentioned.as_deref())?;
        return carried(spoken, "the part of the company that was mentioned last");
    }
    let (_, pointer) =
        asked.frame.marks.iter().enumerate().take(figure.stop).find(|&(at, mark)| {
            // "The pre-tax margin in that business was 31%", "$4 million went to that business"
            let placed = at
                .checked_sub(1)
                .and_then(|before| asked.frame.mark(before))
                .is_some_and(|before| before.is_any(&["in", "at", "for", "of", "from", "to"]))
                && !mark.starts_with("the");
            (at < 4 || placed) && mark.is_any(&POINTERS)
        })?;
    // "The segment's margin": the one that is being spoken of, whatever was mentioned of it.
    let of_segment = pointer.ends_with("segment");
    let focus = asked.topic.focus.segment().filter(|_| of_segment);
    if let Some(focus) = focus {
        return carried(focus, "the part of the company that is being spoken of");
    }
    carried(asked.topic.mentioned.as_ref()?, "the part of the company that was mentioned last")
}

/// Words that point back to a part.
const POINTERS: [&str; 32] = [
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
    "that category",
    "the brand",
    "this brand",
    "that brand",
    "the division",
    "this division",
    "that division",
    "this portfolio",
    "that portfolio",
    "this product",
    "that product",
    "this platform",
    "that platform",
    "this business unit",
    "this unit",
    "that unit",
    "the unit",
    "this channel",
    "that channel",
    "this franchise",
    "that franchise",
];

pub(super) fn in_focus(asked: &Asked<'_, '_>, _: &Figure) -> Option<Part> {
    // "Turning to the gas utility. Net income was $9 million."
    let of_part = asked.topic.focus.is_turned()
        && asked
            .chosen
            .subject
            .is_some_and(|subject| EARNED_BY_PARTS.contains(&subject.metric.id.as_str()));
    if (asked.company_wide() && !of_part) || asked.topic.focus.is_left(asked.frame) {
        return None;
    }
    carried(asked.topic.focus.name()?, "the part of the company that is being spoken of")
}

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
        Metrics::find_in(Sentence { text: rest, words: &[] }).first().is_some_and(|found| {
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
    let named = || name.split([' ', '-']).all(|word| scopes.names_something(&lower(word), false));
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
        // given, expected: metric/scope
        ("The Harbor segment earned $52 million, or $0.61 per share.", "$52 million: net_income/Harbor; $0.61 per share: eps/Harbor"),
        ("We expect our Harbor segment to earn $1.62 per share.", "$1.62 per share: eps/Harbor"),
        ("At the Harbor segment, we lost $0.08 per share, against a loss of $0.06.", "$0.08 per share: eps/Harbor; $0.06: eps/Harbor"),
        ("In our Harbor segment, earnings were $0.31 per share, up $0.04.", "$0.31 per share: eps/Harbor; $0.04: eps/Harbor"),
        ("In our Harbor segment, sales grew 5%, and EPS was $1.20.", "5%: revenue/Harbor; $1.20: eps/total"),
        ("Sales in our Harbor segment grew 5%, and EPS was $1.20.", "5%: revenue/Harbor; $1.20: eps/total"),
        ("Moving to our Harbor segment. Demand was good in Asia. The segment's operating margin was 12%.", "12%: operating_margin/Harbor"),
        ("We have 240 company-owned restaurants.", "240 company-owned restaurants: stores/company-owned"),
        ("Turning to the Harbor business. Net income was $9 million.", "$9 million: net_income/Harbor"),
        ("The Harbor business did well. Net income was $9 million.", "$9 million: net_income/total"),
        ("Moving to our Harbor segment. Sales grew 5%. The loss ratio there was 88%.", "5%: revenue/Harbor; 88%: loss_ratio/Harbor"),
        ("Our Harbor business did well. Sales grew 5% in that business.", "5%: revenue/Harbor"),
        ("Our Harbor business did well. The operating margin in that business was 12%.", "12%: operating_margin/Harbor"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
