//! What a figure was before it was revised.
//!
//! In:  a figure in its sentence, the reasons of its labels. Out: whether another figure has taken its place. Not here: its labels, which are those of
//! the figure that took it.
//!
//! `raising our range to $5 million from $4 million`, `we previously guided to $3`, `revised to $51 million from $52 million`.

use super::Why;
use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::revision::REPLACED;
use super::word_sets::WORDS;

/// Is the figure at `index` what was said before? Guidance that was replaced is known by the reason of its status (`revision.rs`).
pub(super) fn is_superseded(frame: &Frame<'_>, index: usize, why: &[Why]) -> bool {
    let replaced = why.iter().any(|why| why.label == "status" && why.because == REPLACED);
    replaced || is_restated(frame, index)
}

/// `revised operating income to $51 million from $52 million`
fn is_restated(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let restated = || frame.range(0, figure.place).any(|(_, mark)| WORDS.restates.has(mark.text));
    let neighbours = [index.checked_sub(1), index.checked_add(1)];
    let beside = neighbours.into_iter().flatten().filter_map(|at| frame.figures.get(at));
    beside.into_iter().any(|other| takes_its_place(figure, other)) && restated()
}

/// `from $4 million`, beside `to $5 million`.
fn takes_its_place(figure: &Figure, other: &Figure) -> bool {
    figure.before.lead == Lead::From
        && other.before.lead != Lead::From
        && figure.quantity.kind == other.quantity.kind
        && figure.quantity.unit == other.quantity.unit
}

#[cfg(test)]
mod tests {
    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                              expected: superseded
        ("We are raising our full year revenue range to $5 million from $4 million.",                         "$4 million"),
        ("We now expect revenue of $90 million to $95 million, compared to our prior guidance of $80 million to $85 million.", "$80 million to $85 million"),
        ("We previously guided to revenue of $80 million for the full year.",                                 "$80 million"),
        ("We have revised second quarter operating income to $51.1 million from $52.3 million.",              "$52.3 million"),
        ("We have revised second quarter operating income to $51.1 million from the $52.3 million that we reported.", "$52.3 million"),
        ("We expect revenue to grow to $5 million from $4 million last year.",                                ""),
        ("Revenue rose to $5 million from $4 million.",                                                       ""),
        ("Revenue was $5 million in the previous quarter.",                                                   ""),
        ("We expect revenue of $5 million.",                                                                  ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let call = crate::extract("acme_q2_2024.txt", given.as_bytes()).unwrap();
            let found = call.facts.iter().filter(|fact| fact.superseded);
            let found: Vec<&str> = found.map(|fact| fact.quote.as_str()).collect();
            assert_eq!(found.join("; "), *expected, "given: {given}");
        }
    }
}
