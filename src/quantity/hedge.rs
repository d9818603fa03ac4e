//! Hedges beside a quantity: `about`, `more than`, `or so`.
//!
//! In:  a text and the place of a quantity. Out: how it is bound, and how far the hedge words reach.
//! Not here: vague quantities, which bound themselves (`vague.rs`).

use crate::span::Span;

use super::Bound;
use super::nearby::{before, behind, is_blank, last_word, without_pause};
use super::vocabulary::vocabulary;

/// The bound of the quantity at `span`, and the place with its hedges.
///
/// A hedge behind (`30% plus`) counts only where none stands before.
pub(super) fn hedge(text: &str, span: Span, one_value: bool) -> (Bound, Span) {
    let words = vocabulary();
    let left = without_filler(without_pause(before(text, span.start)));
    if one_value
        && (left.ends_with("in the range of") || behind(text, span.end).starts_with(" range"))
    {
        return (Bound::Approx, span);
    }
    if let Some((length, found)) = words.hedges_before.at_end(left) {
        let outer = left.get(..left.len() - length).unwrap_or_default();
        let prior = last_word(outer).to_lowercase();
        if !found.unless_after.contains(&prior) {
            let far = before(text, span.start);
            let start = span.start - (far.len() - outer.len());
            return (found.bound, Span::new(start, span.end));
        }
    }
    let right = behind(text, span.end);
    let blanks = right.len() - right.trim_start_matches(is_blank).len();
    match words.hedges_after.at_start(right.get(blanks..).unwrap_or_default()) {
        Some((length, bound)) if !before_number(right, blanks + length) => {
            (*bound, Span::new(span.start, span.end + blanks + length))
        }
        _ => (Bound::Exact, span),
    }
}

/// `about another 5%`, `an approximate net 3%`: one word between the hedge and the number.
fn without_filler(left: &str) -> &str {
    let word = last_word(left);
    if !["another", "net", "additional", "a", "an", "the"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
    {
        return left;
    }
    let cut = left.get(..left.len() - word.len()).unwrap_or_default().trim_end_matches(is_blank);
    // "under the $150 million program", "above the 14% threshold": a bound that is named, not a figure that is bounded.
    let named =
        |bound| word.eq_ignore_ascii_case("the") && matches!(bound, Bound::AtLeast | Bound::AtMost);
    match vocabulary().hedges_before.at_end(cut) {
        Some((_, found)) if !named(found.bound) => cut,
        _ => left,
    }
}

/// `5% plus 3%` adds, it does not bound.
fn before_number(right: &str, at: usize) -> bool {
    let next = right.get(at..).unwrap_or_default().trim_start_matches(is_blank);
    next.starts_with(|c: char| c.is_ascii_digit() || c == '$')
}
