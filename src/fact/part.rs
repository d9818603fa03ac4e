//! Scope and basis of a figure.
//!
//! In:  a figure in its [`Frame`] and its metric. Out: which part of the company it is about, and on which accounting basis.
//! Not here: which names a call's parts have (`scope.rs`).

use super::clause::Lead;
use super::frame::{Figure, Frame};
use super::label::{Basis, Confidence};
use super::mark::Is;
use super::phrase_book::Sense;
use super::subject::Chosen;
use super::topic::Topic;

/// Why a scope is stated: its name stands before the figure.
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
        frame.range(figure.start.max(taken), figure.place).rev().find_map(
            |(_, mark)| match &mark.is {
                Is::Scope(name) => Some(name),
                _ => None,
            },
        );
    if let Some(name) = own {
        return stated(name, BEFORE);
    }
    if let Some(last) = last
        && (chosen.confidence == Confidence::Carried || same_clause(frame, figure))
    {
        return Part {
            name: last.to_owned(),
            confidence: Confidence::Carried,
            because: "as the figure before",
        };
    }
    let company_wide = chosen.subject.is_some_and(|subject| subject.metric.company_wide);
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
    let speaks_of_all =
        frame.marks.iter().take(3).any(|mark| mark.is_any(&["we", "our", "we've", "we're"]))
            && figure.start == 0;
    let carried = topic.part.as_ref().filter(|_| !speaks_of_all).or(topic.heading.as_ref());
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

/// No break of clause between the figure before and this one?
fn same_clause(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.start > 0
        && matches!(
            figure.before.lead,
            Lead::And
                | Lead::Moved(_)
                | Lead::MovedTo(_)
                | Lead::From
                | Lead::Versus
                | Lead::Effect(_)
        )
        && !frame.range(figure.start, figure.place).any(|(_, mark)| mark.is(";"))
}

/// The name that `respectively` pairs with the figure at `index`.
fn paired(frame: &Frame<'_>, index: usize) -> Option<String> {
    let end = frame.marks.iter().position(|mark| mark.has(Sense::Respectively))?;
    let figure = frame.figures.get(index).filter(|figure| figure.place < end)?;
    let mut first = index;
    while first > 0
        && frame.figures.get(first).is_some_and(|figure| {
            figure.before.lead == Lead::And || figure.place - figure.start <= 2
        })
    {
        first -= 1;
    }
    let start = frame.figures.get(first)?;
    let _ = figure;
    let mut names: Vec<String> = Vec::new();
    for (_, mark) in frame.range(start.start, start.place) {
        if let Is::Scope(name) = &mark.is {
            names.extend(name.split(" and ").flat_map(|name| name.split(", ")).map(str::to_owned));
        }
    }
    (names.len() >= 2).then(|| names.get(index - first).cloned()).flatten()
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
    let taken = if index > 0 {
        frame
            .figures
            .get(index - 1)
            .filter(|last| last.tail.basis.is_some())
            .map_or(0, |last| last.tail.end)
    } else {
        0
    };
    let before =
        frame.range(figure.start.max(taken), figure.place).rev().find_map(|(at, _)| basis_of(at));
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
