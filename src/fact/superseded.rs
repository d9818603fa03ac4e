//! What a figure was before it was revised.
//!
//! In:  a figure in its sentence, its status. Out: whether another figure has taken its place. Not here: its labels, which are those of
//! the figure that took it.
//!
//! `raising our range to $5 million from $4 million`, `we previously guided to $3`, `revised to $51 million from $52 million`.

use super::frame::{Figure, Frame};
use super::label::Status;
use super::lead::Lead;
use super::word_sets::WORDS;

/// Is the figure at `index` what was said before?
pub(super) fn is_superseded(frame: &Frame<'_>, index: usize, statuses: &[Status]) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let guided = |at: usize| statuses.get(at) == Some(&Status::Guidance);
    let before = || frame.range(figure.start, figure.place).map(|(_, mark)| mark);
    let recalled = guided(index) && before().any(|mark| WORDS.recalls.has(mark.text));
    let restated = || frame.range(0, figure.place).any(|(_, mark)| WORDS.restates.has(mark.text));
    let neighbours = [index.checked_sub(1), index.checked_add(1)];
    let replaced = neighbours.into_iter().flatten().any(|at| {
        frame.figures.get(at).is_some_and(|other| is_replaced(figure, other))
            && (restated() || (guided(index) && guided(at)))
    });
    recalled || replaced
}

/// `from $4 million`, beside `to $5 million`.
fn is_replaced(figure: &Figure, other: &Figure) -> bool {
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
