//! Where on a page the call is.
//!
//! In:  a [`Page`]. Out: which of its lines belong to the call. Not here: what the lines are to the call (the layouts).

use super::html::{Page, PageLine};
use super::speaker_line::speaker_line;
use super::zone::is_prose;

/// The call is in a part of the page that has two thirds of the prose,
const PROSE: (usize, usize) = (2, 3);

/// and nine tenths of the lines by which somebody begins to speak: half of a call is no call.
const SPEAKING: (usize, usize) = (9, 10);

/// Whether each line belongs to the call: to the part with nearly all of the prose, without what the site has put into it.
pub(super) fn of_call(page: &Page) -> Vec<bool> {
    let text = page.text.text();
    let parents: Vec<usize> = page.parts.iter().map(|part| part.parent).collect();
    let call = part_of_call(page, &parents);
    // For each part: is it in that of the call, and then, has the site put it there?
    let mut within: Vec<Option<bool>> = Vec::with_capacity(parents.len());
    for (at, part) in page.parts.iter().enumerate() {
        let around = within.get(part.parent).copied().flatten();
        within.push(if at == call { Some(false) } else { around.map(|site| site || part.site) });
    }
    let belongs = |line: &PageLine| {
        let part = within.get(line.part).copied().flatten();
        let it = line.span.of(text).trim();
        // A link of a whole line leads to something else; names may be links.
        let elsewhere = line.linked && speaker_line(it).is_none();
        line.title || part == Some(false) && !line.site && !elsewhere
    };
    page.lines.iter().map(belongs).collect()
}

/// The innermost part that has nearly all of the prose and of the lines that name a speaker.
fn part_of_call(page: &Page, parents: &[usize]) -> usize {
    let text = |line: &PageLine| line.span.of(page.text.text()).trim();
    let prose = sums(page, parents, |at| {
        page.lines.get(at).filter(|line| is_prose(text(line))).map_or(0, |line| line.span.len())
    });
    let speaking = sums(page, parents, |at| {
        let Some(header) = page.lines.get(at).and_then(|line| speaker_line(text(line))) else {
            return 0;
        };
        let below = page.lines.get(at + 1).map_or("", text);
        usize::from(is_prose(header.said) || header.said.is_empty() && is_prose(below))
    });
    let most = |sums: &[usize], at: usize, (share, of): (usize, usize)| {
        let own = sums.get(at).copied().unwrap_or(0);
        own.saturating_mul(of) >= sums.first().copied().unwrap_or(0).saturating_mul(share)
    };
    // A part stands behind its parent, so the last one that is large enough is the innermost.
    let large = |at: &usize| {
        prose.get(*at).is_some_and(|own| *own > 0)
            && most(&prose, *at, PROSE)
            && most(&speaking, *at, SPEAKING)
    };
    (0..parents.len()).rev().find(large).unwrap_or(0)
}

/// What the lines of each part weigh together, with those of the parts in it.
fn sums(page: &Page, parents: &[usize], weight: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut sums = vec![0_usize; parents.len()];
    for (at, line) in page.lines.iter().enumerate() {
        if let Some(own) = sums.get_mut(line.part) {
            *own += weight(at);
        }
    }
    // Parents stand before their parts: from the last part to the first, each adds its sum to its parent's.
    for (at, parent) in parents.iter().enumerate().skip(1).rev() {
        let own = sums.get(at).copied().unwrap_or(0);
        if let Some(sum) = sums.get_mut(*parent) {
            *sum += own;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::html::page;
    use super::*;

    fn show(source: &str) -> String {
        let page = page(source);
        let call = of_call(&page);
        let lines = page.lines.iter().zip(call).filter(|(_, call)| *call);
        lines.map(|(line, _)| line.span.of(page.text.text())).collect::<Vec<_>>().join("|")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                             expected: lines of the call
        ("<div>Home</div><div><p>We sold more this year.</p></div><div>About us.</div>",      "We sold more this year."),
        ("<header><h1>Call</h1>Log in</header><div><p>We sold more this year.</p></div>",     "Call|We sold more this year."),
        ("<p>We sold more.</p><aside>Buy our letter.</aside><p>Costs fell again.</p>",        "We sold more.|Costs fell again."),
        ("<div><div><p>Operator</p><p>We sold more this year, and earned more.</p></div><div><p>Jane Roe</p><p>We do.</p></div></div><div>Home</div>",
                                                                                              "Operator|We sold more this year, and earned more.|Jane Roe|We do."),
        ("<div class=related><p>We sold more.</p></div>",                                     "We sold more."),
        ("<div><p>We sold more.</p><p>Costs fell.</p><p class=share>Share it.</p></div>",     "We sold more.|Costs fell."),
        ("<div><p>We sold more.</p><p><a href=x>More of this company's calls</a></p></div>",  "We sold more."),
        ("<div><p><a href=x>Jane Roe</a></p><p>We sold more.</p></div>",                      "Jane Roe|We sold more."),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given:?}");
        }
    }
}
