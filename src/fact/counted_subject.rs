//! What a bare number counts by the subject of its sentence: `apprentice jobs will grow from 41 million to 50 million`.
//!
//! In:  a figure in its [`Frame`], without a metric. Out: whether it counts things, where nothing behind it says so.
//! Not here: nouns behind the number (`quantity/counted.rs`), numbers whose metric is known (`figure_kind.rs`).

use super::frame::{Figure, Frame};
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Sense};
use crate::quantity::{Kind, is_counted_noun};

/// Is the figure a count of what its sentence speaks of?
pub(super) fn counts_subject(frame: &Frame<'_>, figure: &Figure) -> bool {
    let bare = figure.quantity.kind == Kind::Bare
        && figure.quantity.scaled
        && figure.quantity.noun.is_empty();
    if !bare {
        return false;
    }
    let near = frame.range(figure.start, figure.place).rev();
    match near.map(|(_, mark)| mark).find(|mark| !is_between(mark)) {
        Some(mark) => {
            let nouns = matches!(mark.is, Is::Word | Is::Scope(_) | Is::Phrase(_));
            (nouns && mark.text.split(' ').next_back().is_some_and(is_counted_noun))
                || out_of_many(frame, figure)
        }
        None => carries_on(frame, figure),
    }
}

/// What stands between a subject and its figure: verbs, times, `to`, `from`.
fn is_between(mark: &Mark<'_>) -> bool {
    matches!(mark.is, Is::Period(_))
        || mark.has(Sense::Copula)
        || mark.direction(&[Form::Verb]).is_some()
        || mark.outlook().is_some()
        || mark.is_any(&[
            "to",
            "from",
            "in",
            "by",
            "at",
            "will",
            "would",
            "now",
            "have",
            "has",
            "had",
            "been",
            "be",
            "reached",
            "totaled",
            "exceeded",
            "nearly",
            "about",
            "almost",
            "over",
            "than",
            "more",
            "roughly",
            "approximately",
            "around",
        ])
}

/// `from 41 million in 2020 to 190 million`: what the figure before counts.
fn carries_on(frame: &Frame<'_>, figure: &Figure) -> bool {
    let linked =
        frame.range(figure.start, figure.place).any(|(_, mark)| mark.is_any(&["to", "from"]));
    let last = frame.figures.iter().find(|other| other.place + 1 == figure.start);
    linked
        && last.is_some_and(|last| last.quantity.kind == Kind::Count || counts_subject(frame, last))
}

/// `of the 149 million new jobs to be created, 98 million are in building`: some of those that were counted.
fn out_of_many(frame: &Frame<'_>, figure: &Figure) -> bool {
    let Some(last) = frame.figures.iter().find(|other| other.place + 1 == figure.start) else {
        return false;
    };
    let of = frame.range(last.start, last.place).next_back().is_some_and(|(at, mark)| {
        let before = at.checked_sub(1).and_then(|at| frame.mark(at));
        mark.is("of") || (mark.is("the") && before.is_some_and(|before| before.is("of")))
    });
    let comma = figure.place.checked_sub(1).and_then(|at| frame.mark(at));
    let goes_on = frame.mark(figure.place + 1).is_some_and(|mark| mark.has(Sense::Copula));
    of && goes_on && last.quantity.kind == Kind::Count && comma.is_some_and(|mark| mark.is(","))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                            expected: kind
        ("The study sees apprentice jobs grow from 41 million in 2020 to 50 million in 2025.", "41 million: count; 50 million: count"),
        ("Of the 9 million new jobs to be created, 4 million are in building.",             "9 million new jobs: count; 4 million: count"),
        ("Trained people were 12 million.",                                                 "12 million: count"),
        ("We spent 12 million.",                                                            "12 million: money"),
        ("We invested in our schools, 12 million this year.",                              "12 million: money"),
        ("Of the 300 branches, repairs cost 4 million.",                                    "300 branches: count; 4 million: money"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["kind"]), *expected, "given: {given}");
        }
    }
}
