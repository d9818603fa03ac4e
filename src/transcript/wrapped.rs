//! Paragraphs that are cut into lines of one width, as text of a PDF is.
//!
//! In:  a [`Draft`]. Out: the same with each such paragraph as one passage. Not here: pairs of translations.

use super::draft::Draft;
use super::passage::{Passage, PassageKind};
use super::reading::Layout;
use crate::span::Span;

/// Widths of pages, in characters.
const WIDTH: std::ops::RangeInclusive<usize> = 50..=130;

/// So few lines that go on below show no width.
const FEWEST: usize = 3;

/// Joins lines of paragraphs where the text is cut at a width.
pub(super) fn join(text: &str, draft: &mut Draft) {
    if draft.layout == Layout::Bilingual {
        return;
    }
    let Some(width) = width(text, &draft.passages) else { return };
    let mut joined: Vec<Passage> = Vec::with_capacity(draft.passages.len());
    for passage in draft.passages.drain(..) {
        match joined.last_mut() {
            Some(last) if goes_on(text, last, &passage, width) => {
                last.span = Span::new(last.span.start, passage.span.end);
            }
            _ => joined.push(passage),
        }
    }
    draft.passages = joined;
}

/// The width at which the lines are cut: nearly all lines that have one below them come close to it.
fn width(text: &str, passages: &[Passage]) -> Option<usize> {
    let speech = || passages.iter().filter(|passage| passage.kind == PassageKind::Speech);
    let length = |passage: &Passage| passage.span.of(text).chars().count();
    let width = speech().map(length).max()?;
    if !WIDTH.contains(&width) {
        return None;
    }
    let upper = passages.windows(2).filter_map(|pair| match pair {
        [upper, lower] if goes_on(text, upper, lower, width) => Some(upper),
        _ => None,
    });
    let (mut all, mut wide, mut open) = (0_usize, 0_usize, 0_usize);
    for upper in upper {
        all += 1;
        wide += usize::from(length(upper).saturating_mul(3) >= width.saturating_mul(2));
        open += usize::from(!ends_sentence(upper.span.of(text)));
    }
    let cut = wide.saturating_mul(5) >= all.saturating_mul(4) && open.saturating_mul(2) >= all;
    (all >= FEWEST && cut).then_some(width)
}

/// Speech of one turn on two lines without a blank line between them.
fn adjacent(text: &str, upper: &Passage, lower: &Passage) -> bool {
    let speech = |passage: &Passage| passage.kind == PassageKind::Speech;
    let between = Span::new(upper.span.end, lower.span.start).of(text);
    let ends = between.replace("\r\n", "\n").matches(['\n', '\r']).count();
    speech(upper)
        && speech(lower)
        && upper.turn == lower.turn
        && ends == 1
        && between.trim().is_empty()
}

/// A line that ends a sentence ends the paragraph too where the next word had room on it.
fn goes_on(text: &str, upper: &Passage, lower: &Passage, width: usize) -> bool {
    let last = upper.span.of(text).lines().next_back().unwrap_or_default().trim();
    let word = lower.span.of(text).split_whitespace().next().unwrap_or_default();
    let needed = last.chars().count() + 1 + word.chars().count();
    // Letters have widths of their own, so a line may be cut a little early.
    let room = needed.saturating_mul(20) <= width.saturating_mul(17);
    adjacent(text, upper, lower) && !(room && ends_sentence(last))
}

/// Ends the line with a sentence, or with words that lead to the next?
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '?', '!', ':', '"', '\u{201d}'])
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;

    #[test]
    fn paragraphs_of_a_page() {
        let text = "Welcome to the call of Larch Systems. We sold more machines in the third\n\
            quarter than in any quarter before it, and revenue rose 12% to $41.2\n\
            million. We thank our people for that.\n\
            Costs rose less than revenue did, because steel was cheaper, and so we\n\
            earned more on each machine.\n\
            \n\
            We expect the same of the fourth quarter.\n";
        let call = read("call.txt", text.as_bytes()).unwrap();
        let lines: Vec<usize> = call.passages.iter().map(|passage| passage.line).collect();
        assert_eq!(lines, [1, 4, 7]);
        let first = call.passages.first().unwrap();
        assert!(call.passage_text(first).ends_with("$41.2 million. We thank our people for that."));
    }

    #[test]
    fn sentences_on_lines_of_their_own_stay() {
        let text = "We sold more machines in the third quarter than ever.\nRevenue rose 12%.\n\
            Costs rose less.\nWe earned more on each of the machines that we sold.\n";
        let call = read("call.txt", text.as_bytes()).unwrap();
        assert_eq!(call.passages.len(), 4);
    }
}
