//! One sentence with the place of each of its figures: what all label rules read.
//!
//! In:  marks. Out: [`Frame`]. Not here: the rules themselves.

use super::lead::{Before, Lead, before};
use super::mark::{Is, Mark};
use super::metric_mention::MetricMention;
use super::phrase_book::{Effect, Form, Sense};
use super::reference::reference_start;
use super::tail::{Tail, tail};
use super::when::When;
use crate::quantity::{Kind, Quantity};

/// A sentence, read around its figures.
pub(crate) struct Frame<'t> {
    pub(crate) marks: Vec<Mark<'t>>,
    pub(crate) figures: Vec<Figure>,
}

/// One figure in its sentence.
pub(crate) struct Figure {
    /// Its span counts from the sentence's first byte.
    pub(crate) quantity: Quantity,
    /// Place of its mark.
    pub(crate) place: usize,
    /// First mark after the figure before (0 for the first).
    pub(crate) start: usize,
    /// Place of the next figure, or the number of marks.
    pub(crate) stop: usize,
    /// In brackets of its clause, so that what follows does not go on about it: `excluding $5 million of charges`.
    pub(crate) aside: bool,
    pub(crate) before: Before,
    pub(crate) tail: Tail,
}

impl<'t> Frame<'t> {
    pub(crate) fn new(marks: Vec<Mark<'t>>, quantities: &[Quantity]) -> Self {
        let places: Vec<usize> =
            (0..marks.len()).filter(|&at| marks.get(at).is_some_and(Mark::is_quantity)).collect();
        let mut figures = Vec::with_capacity(places.len());
        for (index, &place) in places.iter().enumerate() {
            let Some(Is::Quantity(number)) = marks.get(place).map(|mark| &mark.is) else {
                continue;
            };
            let Some(quantity) = quantities.get(*number) else { continue };
            let start =
                index.checked_sub(1).and_then(|last| places.get(last)).map_or(0, |last| last + 1);
            let stop = places.get(index + 1).copied().unwrap_or(marks.len());
            let lead = before(&marks, place, quantity.hedged.start, start, index == 0);
            figures.push(Figure {
                aside: is_aside(&marks, start, place, &lead)
                    || is_threshold(&marks, start, place, figures.last()),
                quantity: quantity.clone(),
                place,
                start,
                stop,
                before: lead,
                tail: tail(&marks, place, stop, quantity.kind),
            });
        }
        Self { marks, figures }
    }

    pub(crate) fn mark(&self, at: usize) -> Option<&Mark<'t>> {
        self.marks.get(at)
    }

    /// The marks from `start` to `end`, with their places.
    pub(crate) fn range(
        &self,
        start: usize,
        end: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, &Mark<'t>)> {
        self.marks.iter().enumerate().take(end).skip(start)
    }

    /// The metric at `at`.
    pub(crate) fn metric(&self, at: usize) -> Option<&MetricMention<'static>> {
        match &self.mark(at)?.is {
            Is::Metric(metric) => Some(metric),
            _ => None,
        }
    }

    /// Is the time or metric at `at` what something is compared with?
    pub(crate) fn is_reference(&self, at: usize) -> bool {
        if matches!(
            self.mark(at).map(|mark| &mark.is),
            Some(Is::Period(
                When::TrailingTwelveMonths | When::YearToDate(..) | When::ToDate | When::Open
            ))
        ) {
            return false;
        }
        reference_start(&self.marks, at).is_some()
    }
}

/// Is the figure what is counted must exceed: `1,200 customers with more than $1 million of spending`?
fn is_threshold(marks: &[Mark<'_>], start: usize, place: usize, last: Option<&Figure>) -> bool {
    let counted = last.is_some_and(|last| last.quantity.kind == Kind::Count);
    let gap = marks.get(start..place).unwrap_or_default();
    counted
        && gap.len() <= 6
        && gap.iter().any(|mark| {
            mark.is_any(&["with", "above", "exceeding", "paying", "spending", "greater"])
        })
        && !gap.iter().any(|mark| mark.is_any(&[",", "and"]))
}

/// Is the figure inside an `excluding` or `including` phrase?
fn is_aside(marks: &[Mark<'_>], start: usize, place: usize, before: &Before) -> bool {
    if before.lead == Lead::Effect(Effect::Includes) {
        return true;
    }
    let near = marks.get(start..place).unwrap_or_default().iter().rev().take(6);
    near.take_while(|mark| {
        !mark.is_any(&[",", ";"])
            && mark.direction(&[Form::Verb]).is_none()
            && (!mark.has(Sense::Copula) || mark.is_any(&["of", "at"]))
    })
    .any(|mark| {
        mark.is_any(&[
            "excluding",
            "exclude",
            "excludes",
            "ex",
            "exclusive",
            "includes",
            "included",
            "including",
        ])
    })
}
