//! The labels of the figures of a sentence, while they are being found.
//!
//! In:  figures. Out: [`Labels`], and what of them is carried on. Not here: the rules that find them.

use super::Why;
use super::aspect::Said;
use super::figure_kind::Around;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Basis, Compare, Confidence, Status};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::Metric;
use super::phrase_book::Sense;
use super::revision::{POSSIBLE, REPLACED, is_possible, is_replaced};
use super::subject::Chosen;
use super::time::Dated;
use crate::quantity::Kind;

/// The labels of one figure.
pub(super) struct Labels<'t> {
    pub(super) chosen: Chosen<'t>,
    pub(super) said: Said,
    pub(super) scope: String,
    pub(super) basis: Basis,
    pub(super) compare: Compare,
    pub(super) dated: Dated,
    pub(super) status: Status,
    /// Has another figure of the sentence taken its place?
    pub(super) superseded: bool,
    pub(super) adjusted_for: String,
    /// The two bases of a figure that is said on both; empty otherwise.
    pub(super) both_bases: Vec<Basis>,
    /// What its sentence tells of its kind.
    pub(super) around: Around,
    pub(super) why: Vec<Why>,
}

/// `13.6% of revenue, down 110 basis points year over year and 13% quarter over quarter`: behind a movement in points, the
/// percentage of a list, or of a pronoun, moves the same ratio, not the amount by which the ratio is named.
pub(super) fn ratio_of_list(
    frame: &Frame<'_>,
    index: usize,
    last: &Labels<'_>,
    (chosen, said): (&Chosen<'_>, Said),
) -> Option<&'static Metric> {
    let figure = frame.figures.get(index)?;
    let before = index.checked_sub(1).and_then(|before| frame.figures.get(before))?;
    let goes_on = figure.before.lead == Lead::And || chosen.confidence == Confidence::Carried;
    let listed = goes_on
        && figure.quantity.kind == Kind::Percent
        && matches!(before.quantity.kind, Kind::BasisPoints | Kind::PercentagePoints);
    let moved = said.aspect == Aspect::Change && last.said.aspect == Aspect::Change;
    last.chosen.subject.map(|subject| subject.metric).filter(|_| listed && moved)
}

/// The labels of the figure that the next one goes on about: the last one that stands in no brackets.
pub(super) fn last_of<'l, 't>(all: &'l [Labels<'t>], frame: &Frame<'_>) -> Option<&'l Labels<'t>> {
    let open = all
        .iter()
        .zip(&frame.figures)
        .rev()
        .find(|(_, figure)| !figure.aside)
        .map(|(labels, _)| labels);
    open.or(all.last())
}

/// What a topic carries on of a figure.
pub(crate) struct State<'t> {
    pub(crate) chosen: Chosen<'t>,
    pub(crate) scope: String,
    pub(crate) basis: Basis,
    pub(crate) aspect: Aspect,
    pub(crate) compare: Compare,
    pub(crate) dated: Dated,
    pub(crate) status: Status,
}

impl<'t> Labels<'t> {
    pub(super) fn state(&self) -> State<'t> {
        State {
            chosen: self.chosen.clone(),
            scope: self.scope.clone(),
            basis: self.basis,
            aspect: self.said.aspect,
            compare: self.compare,
            dated: self.dated,
            status: self.status,
        }
    }

    /// The bases that the figure is said on: more than one in "on both a reported and organic basis".
    pub(super) fn bases(&self) -> Vec<Basis> {
        if self.both_bases.is_empty() { vec![self.basis] } else { self.both_bases.clone() }
    }
}

/// The bases of "on both a reported and organic basis".
pub(super) fn both_bases(frame: &Frame<'_>, figure: &Figure) -> Vec<Basis> {
    let behind =
        || frame.range(figure.place + 1, figure.stop.min(figure.place + 12)).map(|(_, mark)| mark);
    if !behind().take(3).any(|mark| mark.is("both")) {
        return both_before(frame, figure);
    }
    let bases = bases_said(behind());
    if bases.len() == 2 { bases } else { Vec::new() }
}

/// The bases of "GAAP and non-GAAP tax rates were both 11%".
fn both_before(frame: &Frame<'_>, figure: &Figure) -> Vec<Basis> {
    let before = || frame.range(figure.start, figure.place).map(|(_, mark)| mark);
    let one = frame.figures.iter().all(|next| {
        next.place != figure.stop || !matches!(next.before.lead, Lead::And | Lead::Versus)
    });
    let bases = bases_said(before());
    if one && bases.len() == 2 && before().any(|mark| mark.is("both")) { bases } else { Vec::new() }
}

/// The bases that `marks` name, in order, `reported` among them.
pub(super) fn bases_said<'m, 't: 'm>(marks: impl Iterator<Item = &'m Mark<'t>>) -> Vec<Basis> {
    let mut bases: Vec<Basis> = Vec::new();
    for mark in marks {
        if mark.is("reported") {
            bases.push(Basis::Reported);
        }
        if let Is::Phrase(senses) = mark.is {
            bases.extend(senses.iter().filter_map(|sense| match sense {
                Sense::Basis(basis) => Some(*basis),
                _ => None,
            }));
        }
    }
    bases.dedup();
    bases
}

/// Why the figure with this number is an outlook, or none.
pub(super) fn status_why(
    frame: &Frame<'_>,
    index: usize,
    governed: Option<usize>,
    carried: bool,
    ahead: bool,
) -> Why {
    let told = |because: &'static str| Why {
        label: "status",
        confidence: Confidence::Stated,
        because: because.into(),
    };
    if ahead && is_replaced(frame, index) {
        return told(REPLACED);
    }
    if ahead && is_possible(frame, index) {
        return told(POSSIBLE);
    }
    let (confidence, because) = match governed.and_then(|at| frame.mark(at)) {
        Some(mark) => (Confidence::Stated, format!("governed by {:?}", mark.text).into()),
        None if carried => (Confidence::Carried, "goes on about the guidance before".into()),
        None if ahead => (Confidence::Assumed, "its period is still to come".into()),
        None => (Confidence::Assumed, "no word of outlook governs it".into()),
    };
    Why { label: "status", confidence, because }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                       expected: basis/aspect
        ("We look for bookings to rise 3% to 4% on both a reported and organic basis.", "3% to 4%: reported/change; 3% to 4%: organic/change"),
        ("Sales grew 4% on both an organic and reported basis.",                       "4%: organic/change; 4%: reported/change"),
        ("Sales grew 4% on both a reported and constant currency basis.",              "4%: reported/change; 4%: constant_currency/change"),
        ("Our GAAP and non-GAAP tax rates were both 11%.",                              "11%: gaap/level; 11%: non_gaap/level"),
        ("Both our GAAP and non-GAAP tax rates were 11% and 12%, respectively.",        "11%: gaap/level; 12%: non_gaap/level"),
        ("Organic growth was led by 9% growth in Asia.",                                "9%: organic/change"),
        ("Sales grew 4% on a reported basis.",                                         "4%: reported/change"),
        ("Sales grew 4% organically.",                                                 "4%: organic/change"),
        ("Sales grew 4% in both Spain and Italy.",                                     "4%: unspecified/change"),
        ("Both sales and profit rose, and sales grew 4% on an organic basis.",         "4%: organic/change"),
        ("Gross margin was 51% on a non-GAAP basis and 48% on a GAAP basis.",          "51%: non_gaap/level; 48%: gaap/level"),
        ("Yields rose 2% on both a reported and an organic basis.",                    "2%: reported/change; 2%: organic/change"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["basis", "aspect"]), *expected, "given: {given}");
        }
    }
}
