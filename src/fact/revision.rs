//! Guidance that its own sentence replaces, or that is only called possible.
//!
//! In:  a figure of outlook in its [`Frame`]. Out: is it the range that was given before, is it no promise, and the time that a
//! revision is about. Not here: whether a figure is guidance at all (`status.rs`).
//!
//! | said | replaced |
//! | --- | --- |
//! | `from $5 to $6 to $7 to $8`, `to $7 to $8 from $5 to $6` | the range behind `from` |
//! | `we previously guided to $5 to $6`, `our prior range of $5 to $6` | that range, up to a word of now |

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Outlook, Sense};
use super::when::When;
use super::word_sets::WORDS;

/// Why guidance is known as the one that was given before.
pub(crate) const REPLACED: &str = "guidance that was given before";

/// Why what is said of a time to come is no promise.
pub(crate) const POSSIBLE: &str = "said to be possible";

/// Is the figure the guidance that was given before?
pub(super) fn is_replaced(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    !is_new_end(frame, index)
        && (matches!(figure.before.lead, Lead::From | Lead::Versus)
            || is_called_prior(frame, figure)
            || is_prior_behind(frame, figure))
}

/// `58% is within reach`: is the figure what could be?
pub(super) fn is_possible(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let words: Vec<String> = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 4))
        .flat_map(|(_, mark)| mark.text.split(' '))
        .map(str::to_lowercase)
        .collect();
    words.windows(2).any(|pair| pair == ["within", "reach"])
}

/// The time of guidance that a sentence revises: said before the old range (`lower our guidance for the full year from $5 to $6 to
/// $3 to $4`) or behind the new one.
pub(super) fn revised_time(frame: &Frame<'_>, index: usize) -> Option<When> {
    let figure = frame.figures.get(index)?;
    let before = index.checked_sub(1);
    if let Some(before) = before.filter(|_| is_new_end(frame, index)) {
        return revised_time(frame, before);
    }
    if figure.before.lead != Lead::From {
        return None;
    }
    let said = frame.range(figure.start, figure.place).rev().find_map(|(at, mark)| match mark.is {
        Is::Period(when) if !frame.is_reference(at) => Some(when),
        _ => None,
    });
    let next = frame.figures.get(index + 1).filter(|_| is_new_end(frame, index + 1));
    said.or(next.and_then(|next| next.tail.period))
}

/// `to $7 to $8`: does the figure say where a revision leads?
fn is_new_end(frame: &Frame<'_>, index: usize) -> bool {
    let Some(figure) = frame.figures.get(index) else { return false };
    let mut words = frame
        .range(figure.start, figure.place)
        .rev()
        .map(|(_, mark)| mark)
        .skip_while(|mark| mark.span.start >= figure.quantity.hedged.start);
    let to = words.next().is_some_and(|mark| mark.is("to"));
    let from = index
        .checked_sub(1)
        .and_then(|before| frame.figures.get(before))
        .is_some_and(|before| before.before.lead == Lead::From);
    let revises = || frame.range(0, figure.place).any(|(_, mark)| is_revision(mark));
    to && (from || revises())
}

fn is_revision(mark: &Mark<'_>) -> bool {
    mark.direction(&[Form::Verb]).is_some()
        || mark.text.split(' ').any(|word| WORDS.revisions.has(word))
}

/// Is the last word of old and new that stands before the figure one of the old?
fn is_called_prior(frame: &Frame<'_>, figure: &Figure) -> bool {
    let (mut prior, mut told) = (false, false);
    for (at, mark) in frame.range(0, figure.place) {
        if mark.is_quantity() {
            told = true;
            // "our prior range of $5 to $6 to a range of $7 to $8"
            prior &= !frame.mark(at + 1).is_some_and(|next| next.is("to"));
        } else if is_prior(mark) {
            (prior, told) = (true, false);
        } else if mark.is(";")
            || has_word(mark, &["now", "new", "updated", "revised", "current", "currently"])
            || (told && mark.outlook() == Some(Outlook::Verb))
        {
            prior = false;
        }
    }
    prior
}

/// `$5 to $6 previously`.
fn is_prior_behind(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is("previously"))
        && !frame.mark(figure.place + 2).is_some_and(Mark::is_quantity)
}

/// A word of what was guided to before. "The prior year" is a time, and an initial outlook is the first one.
fn is_prior(mark: &Mark<'_>) -> bool {
    let of_time = matches!(mark.is, Is::Period(_))
        || matches!(mark.is, Is::Phrase(senses) if senses.iter().any(|sense| matches!(sense, Sense::Compare(_))));
    let of_outlook = mark.outlook().is_some() && has_word(mark, &["earlier", "original"]);
    !of_time && (of_outlook || has_word(mark, &["prior", "previous", "previously", "originally"]))
}

fn has_word(mark: &Mark<'_>, words: &[&str]) -> bool {
    mark.text.split(' ').any(|word| words.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                         expected: the ranges that were given before
        ("We lower our revenue guidance from $80 million to $84 million to $77 million to $79 million.",  "$80 million to $84 million"),
        ("We are raising our revenue guidance to $84 million to $86 million from $80 million to $82 million.", "$80 million to $82 million"),
        ("We expect revenue of $84 million to $86 million, compared with our prior range of $80 million to $82 million.", "$80 million to $82 million"),
        ("We are changing our EPS guidance from our prior range of $2.00 to $2.05 to a new range of $1.80 to $1.90.", "$2.00 to $2.05"),
        ("Our prior outlook was revenue of $80 million to $82 million, and we now expect revenue of $84 million to $86 million.", "$80 million to $82 million"),
        ("We previously guided to EPS of $3.00 to $3.10.",                                                "$3.00 to $3.10"),
        ("We had previously expected revenue of $8 million and EPS of $3.00 to $3.10.",                   "$8 million; $3.00 to $3.10"),
        ("We are raising our previous revenue guidance to $84 million to $86 million.",                   ""),
        ("We expect revenue of $84 million to $86 million.",                                              ""),
        ("We expect revenue to grow 5% to 6% over the prior year.",                                       ""),
        ("Our initial outlook for 2025 is revenue of $84 million to $86 million.",                        ""),
        ("Compared to the prior range of $4 to $5, we expect EPS of $6 to $7.",                           "$4 to $5"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let facts = crate::extract("acme_q2_2024.txt", given.as_bytes()).unwrap().facts;
            let replaced =
                facts.iter().filter(|fact| fact.why.iter().any(|why| why.because == REPLACED));
            let quotes: Vec<&str> = replaced.map(|fact| fact.quote.as_str()).collect();
            assert_eq!(quotes.join("; "), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const TIMES: &[(&str, &str)] = &[
        // given                                                                                                             expected: period
        ("We lower our revenue guidance for the full year from $80 million to $84 million to $77 million to $79 million.",  "$80 million to $84 million: 2024-FY; $77 million to $79 million: 2024-FY"),
        ("We lower our revenue guidance from $80 million to $84 million to $77 million to $79 million for the full year.",  "$80 million to $84 million: 2024-FY; $77 million to $79 million: 2024-FY"),
        ("We lower our revenue guidance for the third quarter from $80 million to $84 million to $77 million to $79 million.", "$80 million to $84 million: 2024-Q3; $77 million to $79 million: 2024-Q3"),
    ];

    #[test]
    fn times() {
        for (given, expected) in TIMES {
            assert_eq!(labels(given, &["period"]), *expected, "given: {given}");
        }
    }
}
