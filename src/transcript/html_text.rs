//! A run of text between two tags, as a reader sees it.
//!
//! In:  the run's place in the page. Out: its parts: characters, blanks, character references. Not here: tags (`html`).

use html5gum::{Token, Tokenizer};

use super::rendering::Rendering;
use crate::span::Span;

/// The parser drops it, and goes on with the same run.
const EMPTY_TAG: &str = "</>";

/// A part of a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// Blanks, line ends among them: one blank on the page.
    Blank(Span),
    /// What stands there itself.
    Plain(Span),
    /// What a reference such as `&amp;` means.
    Meaning(String, Span),
}

impl Part {
    /// Adds the part to the text.
    pub(super) fn add(&self, page: &str, to: &mut Rendering) {
        match self {
            Self::Blank(span) => to.replace(" ", *span),
            Self::Plain(span) => to.copy(page, *span),
            Self::Meaning(meaning, span) => to.replace(meaning, *span),
        }
    }
}

/// The parts of `run`; where `kept`, blanks and line ends are characters like others.
pub(super) fn parts(page: &str, run: Span, kept: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let rest = Span::new(at, run.end).of(page);
        let Some(first) = rest.chars().next() else { break };
        let blank = |c: char| c.is_ascii_whitespace() && !kept;
        let end = if first == '&' {
            at + reference(rest, at, &mut parts)
        } else if rest.starts_with(EMPTY_TAG) {
            at + EMPTY_TAG.len()
        } else if blank(first) {
            let end = at + rest.find(|c: char| !blank(c)).unwrap_or(rest.len());
            parts.push(Part::Blank(Span::new(at, end)));
            end
        } else {
            let end = rest.find(|c: char| c == '&' || blank(c)).unwrap_or(rest.len());
            let end = at + Span::new(0, end).of(rest).find(EMPTY_TAG).unwrap_or(end);
            parts.push(Part::Plain(Span::new(at, end)));
            end
        };
        at = end;
    }
    parts
}

/// Reads the character reference at the start of `rest`; how many bytes it is.
fn reference(rest: &str, at: usize, parts: &mut Vec<Part>) -> usize {
    let name = rest.get(1..).unwrap_or_default();
    let word = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(name.len());
    let ended = name.get(word..).is_some_and(|behind| behind.starts_with(';'));
    let length = 1 + word + usize::from(ended);
    let written = rest.get(..length).unwrap_or("&");
    let meaning = decoded(written);
    // A name without `;` ends where the standard says: what is behind it stands for itself.
    let tail = common_tail(written, &meaning);
    let (head, tail_at) = (meaning.len() - tail, at + length - tail);
    if let Some(meaning) = meaning.get(..head).filter(|it| !it.is_empty()) {
        parts.push(Part::Meaning(meaning.to_owned(), Span::new(at, tail_at)));
    }
    if tail > 0 {
        parts.push(Part::Plain(Span::new(tail_at, at + length)));
    }
    length
}

/// How many bytes at the end of the two are the same characters.
fn common_tail(left: &str, right: &str) -> usize {
    left.chars()
        .rev()
        .zip(right.chars().rev())
        .take_while(|(left, right)| left == right)
        .map(|(c, _)| c.len_utf8())
        .sum()
}

fn decoded(reference: &str) -> String {
    let Ok(tokens) = Tokenizer::new(reference).collect::<Result<Vec<_>, _>>();
    let mut text = String::new();
    for token in tokens {
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part.value));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use html5gum::DefaultEmitter;
    use proptest::prelude::*;

    use super::super::html_element::Element;
    use super::*;

    fn show(page: &str) -> String {
        let shown: Vec<String> = parts(page, Span::new(0, page.len()), false)
            .into_iter()
            .map(|part| match part {
                Part::Blank(_) => "_".to_owned(),
                Part::Plain(span) => span.of(page).to_owned(),
                Part::Meaning(meaning, span) => format!("{}={meaning}", span.of(page)),
            })
            .collect();
        shown.join("|")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                        expected
        ("Sales rose.",                 "Sales|_|rose."),
        ("a \r\n  b",                   "a|_|b"),
        ("&#36;1.2&nbsp;billion",       "&#36;=$|1.2|&nbsp;=\u{a0}|billion"),
        ("&#x24;5",                     "&#x24;=$|5"),
        ("R&amp;D",                     "R|&amp;=&|D"),
        ("R&ampD",                      "R|&amp=&|D"),
        ("R&D and Q&A",                 "R|&D|_|and|_|Q|&A"),
        ("&bogus; &",                   "&bogus;|_|&"),
        ("a</>b </>c",                  "a|b|_|c"),
        ("it&rsquo;s",                  "it|&rsquo;=\u{2019}|s"),
    ];

    proptest! {
        #[test]
        fn each_run_is_what_the_parser_reads(pieces in prop::collection::vec(piece(), 0..30)) {
            let source = pieces.concat();
            let mut emitter = DefaultEmitter::<usize>::new_with_span();
            emitter.naively_switch_states(true);
            let Ok(tokens) =
                Tokenizer::new_with_emitter(source.as_str(), emitter).collect::<Result<Vec<_>, _>>();
            let mut before = String::new();
            for token in tokens {
                let Token::String(run) = token else {
                    if let Token::StartTag(tag) = token {
                        before = String::from_utf8_lossy(&tag.name).into_owned();
                    }
                    continue;
                };
                // Nothing is decoded in scripts and styles, and nobody sees them.
                if Element::named(&before).hidden {
                    continue;
                }
                let mut text = Rendering::default();
                let span = Span::new(run.span.start, run.span.end);
                parts(&source, span, true).iter().for_each(|part| part.add(&source, &mut text));
                let read = String::from_utf8_lossy(&run.value).replace('\u{a0}', " ");
                let own = text.text().replace("\r\n", "\n").replace('\r', "\n");
                prop_assert_eq!(own, read, "{:?} in {:?}", span, source);
            }
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<div class=\"ad\">",
            "</div>",
            "<script>",
            "</script>",
            "<br/>",
            "<pre>",
            "</pre>",
            "<!-- x -->",
            "<",
            "&",
            ">",
            "&amp;",
            "&#36;",
            "&nbsp;",
            "&ampx",
            "&notit;",
            "&#x24",
            "\r\n",
            "\n",
            " ",
            "$5",
            "Operator",
            "Jane Roe:",
            "\u{e9}",
            "\u{1f600}",
            "&copy",
            ";",
            "</",
            "<a href='&#36;'>",
            "</a>",
        ]);
        piece.prop_map(str::to_owned)
    }

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given:?}");
        }
    }
}
