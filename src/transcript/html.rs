//! The text of a saved page, line by line, with the way back into the page.
//!
//! In:  the page, decoded. Out: [`Page`]. Not here: what elements are (`html_element`), where on the page the call is (`html_call`).

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::html_element::Element;
use super::html_text::{Part, parts};
use super::rendering::Rendering;
use super::speaker_line::{Form, speaker_line};
use crate::span::Span;

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its text: a paragraph a line, with a blank line behind it.
    pub(super) text: Rendering,
    /// The lines of the text.
    pub(super) lines: Vec<PageLine>,
    /// The parts of the page; the first is the whole.
    // Invariant: the parent of a part stands before it.
    pub(super) parts: Vec<PagePart>,
}

/// A line of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageLine {
    /// In the text.
    pub(super) span: Span,
    /// The innermost part that it is in.
    pub(super) part: usize,
    /// Does its own element belong to the site?
    pub(super) site: bool,
    /// Is it a title of the page?
    pub(super) title: bool,
    /// Is every character of it a link?
    pub(super) linked: bool,
}

/// An element that divides the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PagePart {
    /// The part around it; of the whole page, itself.
    pub(super) parent: usize,
    /// Does it belong to the site?
    pub(super) site: bool,
}

/// Reads the text that a page shows.
pub(super) fn page(source: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let Ok(tokens) = Tokenizer::new_with_emitter(source, emitter).collect::<Result<Vec<_>, _>>();
    let mut reader = Reader::new(source, &tokens);
    for token in &tokens {
        match token {
            Token::StartTag(tag) => reader.begin(tag),
            Token::EndTag(tag) => reader.end(tag),
            Token::String(run) => reader.run(Span::new(run.span.start, run.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.break_line("\n\n");
    reader.page
}

struct Reader<'a> {
    source: &'a str,
    page: Page,
    /// Open parts, with the names of their elements.
    open: Vec<(String, usize)>,
    /// An element that no reader sees, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// Are line ends kept: in `pre`, and in a document that divides its text by them alone?
    kept: usize,
    links: usize,
    bolds: usize,
    line: Line,
}

/// The line that grows.
#[derive(Debug, Default)]
struct Line {
    start: usize,
    /// Blanks that wait for the next word.
    blank: Option<Span>,
    site: bool,
    title: bool,
    unlinked: bool,
    /// Where bold print ends with which the line begins.
    bold_end: Option<usize>,
    unbold: bool,
    /// Did a `span` end behind the last word, and another begin?
    seam: Seam,
}

/// Two `span`s side by side, which styles may show as two lines.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Seam {
    #[default]
    None,
    Ended,
    Begun,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, tokens: &[Token<usize>]) -> Self {
        // A document without paragraphs divides its text by line ends.
        let divided = tokens.iter().any(|token| {
            let Token::StartTag(tag) = token else { return false };
            let name = String::from_utf8_lossy(&tag.name);
            !matches!(&*name, "html" | "body" | "title") && Element::named(&name).block
                || name == "br"
        });
        let whole = PagePart { parent: 0, site: false };
        Self {
            source,
            page: Page { parts: vec![whole], ..Page::default() },
            open: vec![(String::new(), 0)],
            hidden: None,
            kept: usize::from(!divided),
            links: 0,
            bolds: 0,
            line: Line::default(),
        }
    }

    fn begin(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let element = Element::begun(tag);
        self.leave_hidden_paragraph(element);
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(*hidden == name && !element.void);
            // The title stands in the head, which is not shown otherwise.
            if !(hidden == "head" && matches!(&*name, "title" | "body")) {
                return;
            }
            if name == "body" {
                self.hidden = None;
            }
        } else if element.hidden && !element.void {
            self.break_if(element.block);
            self.hidden = Some((name, 1));
            return;
        }
        self.break_if(element.block);
        match &*name {
            "br" => self.break_line("\n"),
            "a" => self.links += 1,
            "b" | "strong" => self.bolds += 1,
            "pre" => self.kept += 1,
            "span" if self.line.seam == Seam::Ended => self.line.seam = Seam::Begun,
            "h1" | "title" => self.line.title = true,
            _ => {}
        }
        if element.part {
            let parent = self.part();
            let part = PagePart { parent, site: element.site };
            self.open.push((name, self.page.parts.len()));
            self.page.parts.push(part);
        } else if element.block {
            self.line.site = element.site;
        }
    }

    /// A hidden paragraph without an end tag ends with the next block.
    fn leave_hidden_paragraph(&mut self, next: Element) {
        if next.block && matches!(&self.hidden, Some((name, _)) if name == "p" || name == "li") {
            self.hidden = None;
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((hidden, depth)) = &mut self.hidden {
            if *hidden == name {
                *depth -= usize::from(*depth > 0);
            }
            let closed = *depth == 0;
            if name == "title" {
                self.break_line("\n\n");
            }
            if closed {
                self.hidden = None;
            }
            return;
        }
        match &*name {
            "a" => self.links = self.links.saturating_sub(1),
            "b" | "strong" => self.bolds = self.bolds.saturating_sub(1),
            "pre" => self.kept = self.kept.saturating_sub(1),
            "span" => self.line.seam = Seam::Ended,
            _ => {}
        }
        let element = Element::named(&name);
        self.break_if(element.block);
        if element.part
            && let Some(at) = self.open.iter().rposition(|(open, _)| *open == name)
        {
            self.open.truncate(at);
        }
    }

    /// The innermost open part.
    fn part(&self) -> usize {
        self.open.last().map_or(0, |(_, part)| *part)
    }

    fn run(&mut self, run: Span) {
        let head = matches!(&self.hidden, Some((name, _)) if name == "head");
        if self.hidden.is_some() && !(head && self.line.title) {
            return;
        }
        for part in parts(self.source, run, self.kept > 0) {
            match part {
                Part::Blank(span) => {
                    self.line.blank.get_or_insert(span);
                }
                Part::Plain(span) if self.kept > 0 => self.kept_lines(span),
                part => self.word(&part),
            }
        }
    }

    /// Text whose line ends are line ends.
    fn kept_lines(&mut self, span: Span) {
        for (at, line) in super::line::spans(span.of(self.source)).into_iter().enumerate() {
            if at > 0 {
                self.break_line("\n");
            }
            if !line.is_empty() {
                self.word(&Part::Plain(line.shifted(span.start)));
            }
        }
    }

    fn word(&mut self, part: &Part) {
        let blank = self.line.blank.take();
        let seam = std::mem::take(&mut self.line.seam) == Seam::Begun && blank.is_none();
        if seam && self.parts_words(part) {
            self.break_line("\n");
        }
        let begun = self.page.text.end() > self.line.start;
        if self.bolds > 0 && !self.line.unbold {
            self.line.bold_end = None;
        } else if let Some(end) = self.line.bold_end.take()
            && !self.line.unbold
            && self.names_speaker(Span::new(self.line.start, end), part)
        {
            self.break_line("\n");
        }
        if let Some(blank) = blank.filter(|_| begun && self.page.text.end() > self.line.start) {
            Part::Blank(blank).add(self.source, &mut self.page.text);
        }
        part.add(self.source, &mut self.page.text);
        self.line.unlinked |= self.links == 0;
        if self.bolds == 0 {
            self.line.unbold = true;
        } else if !self.line.unbold {
            self.line.bold_end = Some(self.page.text.end());
        }
    }

    /// Is the bold print a name, and what follows no title of it?
    fn names_speaker(&self, bold: Span, next: &Part) -> bool {
        let next = match next {
            Part::Plain(span) => span.of(self.source).chars().next(),
            Part::Meaning(meaning, _) => meaning.chars().next(),
            Part::Blank(_) => None,
        };
        let header = speaker_line(bold.of(self.page.text.text()).trim());
        header.is_some_and(|it| matches!(it.form, Form::Bare | Form::Titled | Form::Comma))
            && next
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '"' | '\u{201c}' | '$'))
    }

    /// `Jane Roe` and `CFO` without a blank between them are no word `RoeCFO`.
    fn parts_words(&self, next: &Part) -> bool {
        let small = self.page.text.text().ends_with(char::is_lowercase);
        let Part::Plain(span) = next else { return false };
        small && span.of(self.source).starts_with(char::is_uppercase)
    }

    fn break_if(&mut self, block: bool) {
        if block {
            self.break_line("\n\n");
        }
    }

    /// Ends the line, if there is any, and puts `end` behind it.
    fn break_line(&mut self, end: &str) {
        let span = Span::new(self.line.start, self.page.text.end());
        if !span.of(self.page.text.text()).trim().is_empty() {
            let (part, line) = (self.part(), &self.line);
            let linked = !line.unlinked;
            self.page.lines.push(PageLine {
                span,
                part,
                site: line.site,
                title: line.title,
                linked,
            });
            self.page.text.glue(end);
        } else if end == "\n" && self.page.text.end() > 0 {
            // A blank line: two `<br>`, or one of the text's own.
            self.page.text.glue(end);
        }
        let (site, title) = (self.line.site && end == "\n", self.line.title && end == "\n");
        self.line = Line { start: self.page.text.end(), site, title, ..Line::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(source: &str) -> String {
        let page = page(source);
        let lines = page.lines.iter().map(|line| {
            let mut shown = line.span.of(page.text.text()).to_owned();
            let marks =
                [(line.site, " (site)"), (line.title, " (title)"), (line.linked, " (link)")];
            marks.iter().filter(|(is, _)| *is).for_each(|(_, mark)| shown.push_str(mark));
            shown
        });
        lines.collect::<Vec<_>>().join("|")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                  expected
        ("<p>Sales\n  rose <b>5%</b>.</p><p>Costs fell.",                         "Sales rose 5%.|Costs fell."),
        ("<p><strong>Jane Roe</strong> -- CFO</p><p>Thanks.</p>",                 "Jane Roe -- CFO|Thanks."),
        ("<p><strong>Jane Roe:</strong> Thanks.</p>",                             "Jane Roe: Thanks."),
        ("<p><strong>Operator</strong><br>Good day.</p>",                         "Operator|Good day."),
        ("<p><b>Jane Roe</b> Thank you.</p>",                                     "Jane Roe|Thank you."),
        ("<p><b>Jane Roe - CFO</b> Thank you.</p>",                               "Jane Roe - CFO|Thank you."),
        ("<p><b>Revenue</b> rose.</p>",                                           "Revenue rose."),
        ("<div><span>Jane Roe</span><span>CFO</span></div>Thanks.",               "Jane Roe|CFO|Thanks."),
        ("<p><span>$5</span><span> million</span> <span>a</span>B",               "$5 million aB"),
        ("<p>With <b>Jane Roe</b> we grow.</p>",                                  "With Jane Roe we grow."),
        ("<title>Call &amp; more</title><body>x",                                 "Call & more (title)|x"),
        ("<html><head><title>T</title><style>b{}</style></head><body>x",          "T (title)|x"),
        ("<head><script>a<b</script><meta charset=x><body><h1>Call</h1>x",        "Call (title)|x"),
        ("a<script>if (1<2) x()</script>b<!-- 3 -->c",                            "abc"),
        ("<div hidden>1<div>2</div>3</div>4",                                     "4"),
        ("<p hidden>1<p>2",                                                       "2"),
        ("<p class=ad>1</p><p>2</p>",                                             "1 (site)|2"),
        ("<p><a href=x>More</a></p><p>see <a href=x>More</a></p>",                "More (link)|see More"),
        ("<tr><td>Jane Roe<td>Thanks.",                                           "Jane Roe|Thanks."),
        ("Jane Roe:\nThanks.\n\nWell.",                                           "Jane Roe:|Thanks.|Well."),
        ("<div><pre>a\n b</pre>c\nd</div>",                                       "a| b|c d"),
        ("1<br/>2<br><br>3",                                                      "1|2|3"),
        ("",                                                                      ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given:?}");
        }
    }
}
