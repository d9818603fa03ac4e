//! The accounting basis of a figure: GAAP, non-GAAP, organic, constant currency.
//!
//! In:  a figure in its [`Frame`] and its metric. Out: its basis, and how it is known.
//! Not here: which phrases name a basis (`grammar/bases.toml`).

use super::frame::Frame;
use super::label::{Basis, Confidence};
use super::labels::bases_said;
use super::lead::Lead;
use super::mark::Is;
use super::phrase_book::{PhraseBook, Sense};
use super::subject::Chosen;
use super::topic::Topic;

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

