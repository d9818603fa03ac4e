//! Scope and basis of a figure.
//!
//! In:  a figure in its [`Frame`] and its metric. Out: which part of the company it is about, and on which accounting basis.
//! Not here: which names a call's parts have (`scope.rs`).

use super::frame::Frame;
use super::label::{Basis, Confidence};
use super::labels::bases_said;
use super::lead::Lead;
use super::mark::Is;
use super::metric::Metrics;
use super::phrase_book::{Effect, PhraseBook, Sense};
use super::scope::Scopes;
use super::subject::Chosen;
use super::topic::Topic;

/// Why a scope is stated: its name stands before the figure, at the beginning of the sentence.
pub(crate) const BEFORE: &str = "named before the figure";

/// The part of the company: empty for the whole.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
}

pub(crate) fn scope(
    frame: &Frame<'_>,
    index: usize,
    chosen: &Chosen<'_>,
    scopes: &Scopes,
    last: Option<&str>,
    topic: &Topic<'_>,
) -> Part {
    let stated = |name: &str, because| Part {
        name: name.to_owned(),
        confidence: Confidence::Stated,
        because,
    };
    let Some(figure) = frame.figures.get(index) else {
        return stated("", "");
    };
    if let Some(name) = paired(frame, index) {
        return stated(&name, "two lists, paired in order (respectively)");
    }
    if let Some(name) = &figure.tail.scope {
        return stated(name, "named behind the figure");
    }
    let taken = if index > 0 {
        frame.figures.get(index - 1).map_or(0, |last| last.tail.end.min(figure.place))
    } else {
        0
    };
    let taken = if index > 0
        && frame.figures.get(index - 1).is_some_and(|last| last.tail.scope.is_some())
    {
        taken
    } else {
        figure.start
    };
    let own =
        frame.range(figure.start.max(taken), figure.place).rev().find_map(|(at, mark)| match &mark
            .is
        {
            Is::Scope(name) => Some((at, name)),
            _ => None,
        });
    // "The Larkin acquisition added $48 million to sales": the cause is no part of the company.
    let cause = matches!(figure.before.lead, Lead::Effect(effect) if effect != Effect::Includes)
        && chosen.because == "what the cause acts on"
        && !figure.tail.of;
    if let Some((at, name)) = own.filter(|_| !cause) {
        return stated(
            name,
            if at <= 5 { BEFORE } else { "named before the figure, within its clause" },
        );
    }
    let company_wide = chosen.subject.is_some_and(|subject| subject.metric.company_wide);
    let named = chosen
        .named_at
        .and_then(|at| frame.mark(at))
        .map(|mark| mark.text.to_ascii_lowercase())
        .unwrap_or_default();
    if ["total company", "consolidated"].iter().any(|whole| named.starts_with(whole)) {
        return stated("", "the metric's name is of the whole company");
    }
    if let Some(name) = chosen
        .named_at
        .and_then(|at| frame.mark(at))
        .and_then(|mark| inside_name(mark.text, chosen, scopes))
    {
        return stated(&name, "named within the metric");
    }
    if let Some(last) = last
        && (chosen.confidence == Confidence::Carried || !company_wide)
    {
        return Part {
            name: last.to_owned(),
            confidence: Confidence::Carried,
            because: "as the figure before",
        };
    }
    let opening = frame.figures.first().map_or(0, |first| first.place);
    if !company_wide
        && figure.start > 0
        && let Some(name) = frame.range(0, opening).find_map(|(at, mark)| match &mark.is {
            Is::Scope(name) if at <= 4 => Some(name),
            _ => None,
        })
    {
        return Part {
            name: name.clone(),
            confidence: Confidence::Carried,
            because: "named at the beginning of the sentence",
        };
    }
    let points_back = frame.marks.iter().take(4).any(|mark| {
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
        ])
    });
    if let Some(name) = topic.mentioned.as_ref().filter(|_| points_back) {
        return Part {
            name: name.clone(),
            confidence: Confidence::Carried,
            because: "the part of the company that was mentioned last",
        };
    }
    let speaks_of_all =
        frame.marks.iter().take(3).any(|mark| mark.is_any(&["we", "our", "we've", "we're"]))
            && figure.start == 0;
    let carried = topic
        .part
        .as_ref()
        .filter(|_| !speaks_of_all && topic.silent == 0)
        .or(topic.heading.as_ref());
    if let Some(name) = carried
        && !company_wide
    {
        return Part {
            name: name.clone(),
            confidence: Confidence::Carried,
            because: "the part of the company that is being spoken of",
        };
    }
    Part {
        name: String::new(),
        confidence: Confidence::Assumed,
        because: "no part of the company is named",
    }
}

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
    let named = || name.split([' ', '-']).all(|word| scopes.may_name(&word.to_lowercase()));
    (scopes.knows(name) || (OF_PARTS.contains(&id.as_str()) && named())).then(|| name.to_owned())
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

/// The basis that pairs with the figure at `index`: `GAAP and adjusted earnings per share were $1.20 and $1.30, respectively`.
fn paired_basis(frame: &Frame<'_>, index: usize) -> Option<Basis> {
    let end = frame.marks.iter().position(|mark| mark.has(Sense::Respectively))?;
    let second =
        index > 0 && frame.figures.get(index).is_some_and(|figure| figure.before.lead == Lead::And);
    let first = frame.figures.get(if second { index - 1 } else { index })?;
    if first.place > end {
        return None;
    }
    let bases = bases_said(frame.range(first.start, first.place).map(|(_, mark)| mark));
    (bases.len() == 2).then(|| bases.get(usize::from(second)).copied()).flatten()
}

/// The basis of a figure: in the name of its metric, behind the figure, or carried on in its list.
pub(crate) fn basis(
    frame: &Frame<'_>,
    index: usize,
    chosen: &Chosen<'_>,
    last: Option<Basis>,
    topic: &Topic<'_>,
) -> (Basis, Confidence, &'static str) {
    let Some(figure) = frame.figures.get(index) else {
        return (Basis::Unspecified, Confidence::Assumed, "");
    };
    if let Some(basis) = paired_basis(frame, index) {
        return (basis, Confidence::Stated, "two lists, paired in order (respectively)");
    }
    if let Some(basis) = figure.tail.basis {
        return (basis, Confidence::Stated, "said behind the figure");
    }
    let basis_of = |at: usize| match frame.mark(at).map(|mark| &mark.is) {
        Some(Is::Phrase(senses)) => senses.iter().find_map(|sense| match sense {
            Sense::Basis(basis) => Some(*basis),
            _ => None,
        }),
        _ => None,
    };
    // "total organic revenue growth": the vocabulary takes the basis into the metric's name.
    let inside = chosen.named_at.and_then(|at| frame.mark(at)).and_then(|mark| {
        PhraseBook::built_in().find(mark.text).flat_map(|phrase| phrase.senses).find_map(|sense| {
            match sense {
                Sense::Basis(basis) => Some(*basis),
                _ => None,
            }
        })
    });
    if let Some(basis) = inside {
        return (basis, Confidence::Stated, "said in the metric's name");
    }
    let taken = if index > 0 {
        frame
            .figures
            .get(index - 1)
            .filter(|last| last.tail.basis.is_some())
            .map_or(0, |last| last.tail.end)
    } else {
        0
    };
    let belongs = |at: usize| {
        let adverbial = frame.mark(at).is_some_and(|mark| {
            let lower = mark.text.to_ascii_lowercase();
            ["on a", "in ", "at ", "organically", "constant", "excluding"]
                .iter()
                .any(|start| lower.starts_with(start))
        });
        match chosen.named_at {
            Some(named) if named < figure.place => {
                at + 6 >= named
                    && (at > named
                        || frame
                            .range(at + 1, named)
                            .all(|(_, mark)| !matches!(mark.is, Is::Metric(_)) && !mark.is(",")))
                    || adverbial
            }
            Some(_) => adverbial,
            None => adverbial || at + 3 >= figure.place,
        }
    };
    let before = frame
        .range(figure.start.max(taken), figure.place)
        .rev()
        .filter(|(at, _)| belongs(*at))
        .find_map(|(at, _)| basis_of(at));
    if let Some(basis) = before {
        return (basis, Confidence::Stated, "said before the figure");
    }
    // A phrase that opens the sentence rules all its figures: "On a GAAP basis, …".
    if index > 0 && chosen.named_at.is_some() {
        let opening = (0..3).find_map(|at| {
            frame
                .mark(at)
                .filter(|mark| {
                    mark.text.len() > 8 && mark.text.to_ascii_lowercase().starts_with("on a")
                })
                .and_then(|_| basis_of(at))
        });
        if let Some(basis) = opening {
            return (basis, Confidence::Carried, "said at the beginning of the sentence");
        }
    }
    if chosen.confidence == Confidence::Carried {
        if let Some(last) = last {
            return (last, Confidence::Carried, "as the figure before");
        }
        if let Some(basis) = topic.basis {
            return (basis, Confidence::Carried, "as in the sentence before");
        }
    }
    (Basis::Unspecified, Confidence::Assumed, "not said")
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                            expected: scope/basis
        ("Adjusted EPS was $0.85.",                                                         "$0.85: total/non_gaap"),
        ("GAAP operating income was $14 million.",                                          "$14 million: total/gaap"),
        ("Non-GAAP gross margins for Pumps and Valves were 52.2% and 47.6%, respectively.", "52.2%: Pumps/non_gaap; 47.6%: Valves/non_gaap"),
        ("Organic revenue growth was 10%.",                                                 "10%: total/organic"),
        ("Revenue grew 6% in constant currency.",                                           "6%: total/constant_currency"),
        ("Revenue in our Turbine segment was $19 million.",                                 "$19 million: Turbine/unspecified"),
        ("North America revenue was $44 million.",                                          "$44 million: North America/unspecified"),
        ("Core earnings were $3 million.",                                                  "$3 million: total/non_gaap"),
        ("Free cash flow was $22 million.",                                                 "$22 million: total/unspecified"),
        ("International sales rose 9% on a constant currency basis.",                       "9%: International/constant_currency"),
        ("Total revenue was $102 million.",                                                 "$102 million: total/unspecified"),
        ("Inventory was $35 million.",                                                      "$35 million: total/unspecified"),
        ("Hospital revenue, which makes up 40% of total revenue, grew 5%.",                 "40%: Hospital/unspecified; 5%: Hospital/unspecified"),
        ("Excluding currency, revenue grew 7%.",                                            "7%: total/constant_currency"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["scope", "basis"]), *expected, "given: {given}");
        }
    }
}
