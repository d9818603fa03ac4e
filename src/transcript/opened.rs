//! What a file is: text, a saved page, JSON or CSV; and the text in it.
//!
//! In:  the decoded file and its name. Out: [`Opened`], [`is_call`]. Not here: each format (`html`, `component_json`, `component_csv`), layouts of text.

use super::component::CallData;
use super::component_key::Key;
use super::decode::decode;
use super::draft::{Draft, Given};
use super::json_value::Broken;
use super::passage::PassageKind;
use super::reading::{Layout, read};
use super::source_text::SourceText;
use super::{component_csv, component_draft, component_json, html, html_call, json_value};
use crate::Error;
use crate::span::Span;

/// A page begins within so many bytes.
const HEAD: usize = 1024;

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// The text, which leads back to the file.
    pub(super) text: SourceText,
    /// What is known of the call before its text is read.
    pub(super) given: Given,
    /// The turns, where the file says them.
    pub(super) draft: Option<Draft>,
    /// Lines around the call, in order, and what they are.
    pub(super) around: Vec<(Span, PassageKind)>,
}

/// Takes the text out of its format.
///
/// # Errors
/// [`Error::NoCall`] for a `.json`, `.jsonl` or `.csv` in which nobody speaks; [`Error::BrokenJson`]; [`Error::SeveralCalls`].
pub(super) fn open(name: &str, file: SourceText) -> Result<Opened, Error> {
    let source = file.text();
    let json = json_value::json(source);
    let data = match &json {
        Ok(json) => json.as_ref().and_then(|json| component_json::call(source, json)),
        Err(_) => None,
    };
    if let Some(data) = data.or_else(|| component_csv::call(source)) {
        return components(name, file, &data);
    }
    let named_json = ends_with(name, &["json", "jsonl"]);
    if let Err(broken) = json
        && (named_json || is_cut_call(source, &broken))
    {
        let Broken { line, column, what, .. } = broken;
        return Err(Error::BrokenJson { name: name.to_owned(), line, column, what });
    }
    let no_call = |format, expected| Error::NoCall { name: name.to_owned(), format, expected };
    if named_json {
        return Err(no_call("JSON", "a list of objects, each with a speaker and a text"));
    }
    if ends_with(name, &["csv"]) {
        let expected = "columns such as transcriptpersonname and componenttext";
        return Err(no_call("CSV", expected));
    }
    if is_page(name, source) {
        return page(name, file);
    }
    Ok(Opened { text: file, ..Opened::default() })
}

/// Is this file one to read when a folder is given: a transcript by its form, whatever its name?
///
/// Text is always taken. A page must have speakers; JSON and CSV must say who says what. What holds several calls is taken too, and a call
/// that is cut off: to read it says so, to pass it over would lose a call without a word.
#[must_use]
pub fn is_call(name: &str, bytes: &[u8]) -> bool {
    let call = match read(name, bytes) {
        Ok(call) => call,
        Err(Error::SeveralCalls { .. }) => return true,
        Err(Error::BrokenJson { .. }) => {
            let source = decode(name, bytes).unwrap_or_default();
            let broken = json_value::json(source.text()).err();
            return broken.is_some_and(|broken| is_cut_call(source.text(), &broken));
        }
        Err(_) => return false,
    };
    let is_text = call.text.line(0).is_none();
    is_text || call.layout != Layout::Plain
}

/// Is it JSON in which somebody says something, up to where it ends within a value?
fn is_cut_call(source: &str, broken: &Broken) -> bool {
    broken.is_cut && Key::Text.is_in(source) && Key::Speaker.is_in(source)
}

fn ends_with(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|it| ending.eq_ignore_ascii_case(it))
}

fn components(name: &str, file: SourceText, data: &CallData) -> Result<Opened, Error> {
    if data.calls() > 1 {
        return Err(Error::SeveralCalls { name: name.to_owned(), calls: data.calls() });
    }
    let (text, given, draft) = component_draft::draft(file.text(), data);
    let text = text.finish(file);
    if data.components.iter().any(|it| it.speaker.is_some() || !it.kind.is_empty()) {
        return Ok(Opened { text, given, draft: Some(draft), around: Vec::new() });
    }
    // Nobody is named: what is said is read as any other text.
    let heads = draft.passages.into_iter().filter(|it| it.kind == PassageKind::Heading);
    let around = heads.map(|it| (it.span, it.kind)).collect();
    Ok(Opened { text, given, draft: None, around })
}

fn page(name: &str, file: SourceText) -> Result<Opened, Error> {
    let page = html::page(file.text());
    if page.lines.is_empty() {
        return Err(Error::Empty { name: name.to_owned() });
    }
    let of_call = html_call::of_call(&page);
    let lines = page.lines.iter().zip(of_call);
    let site = lines.filter(|(_, call)| !call);
    let around = site.map(|(line, _)| (line.span, PassageKind::Notice)).collect();
    Ok(Opened { text: page.text.finish(file), around, ..Opened::default() })
}

/// Is this HTML: by its first tag, by its name, or as a piece of a page?
fn is_page(name: &str, source: &str) -> bool {
    let start = source.trim_start().get(..HEAD).unwrap_or(source.trim_start()).to_lowercase();
    let tagged = start.starts_with('<') && start.contains('>');
    let whole =
        start.contains("<!doctype html") || start.contains("<html") || start.contains("<body");
    let piece = || {
        let lower = source.to_lowercase();
        ["</p>", "</div>", "</body>"].iter().any(|end| lower.contains(end))
    };
    // XML that wraps a text as it is: a parser of HTML would drop it.
    let wraps = !start.contains("html") && source.contains("<![CDATA[");
    tagged && !wraps && (whole || piece()) || ends_with(name, &["html", "htm", "xhtml"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, bool)] = &[
        // name          given                                                     a page?
        ("call.txt",     "<!DOCTYPE html><title>x</title>",                        true),
        ("call.txt",     "\n<div><p>Hello.</p></div>",                             true),
        ("call.htm",     "Hello.",                                                 true),
        ("call.txt",     "<Q - Jane Roe>: How are margins?",                       false),
        ("call.txt",     "Margins <b>rose</b>.</p>",                               false),
        ("call.txt",     "<Event><Body><![CDATA[Hello. <p>x</p>]]></Body></Event>", false),
        ("call.txt",     "<Event><EventStory><Body>Hello.</Body></EventStory></Event>", true),
    ];

    #[test]
    fn table() {
        for (name, given, expected) in TABLE {
            assert_eq!(is_page(name, given), *expected, "given: {given}");
        }
    }

    /// A page with a translation below each paragraph: pairs stay pairs beside the lines of the site.
    #[test]
    fn pairs_of_a_page() {
        let page = "<nav>Home 1</nav><main><p>Operator</p><p>Operator</p><p>Welcome to the call.</p><p>歡迎。</p><aside>Buy 2.</aside>\
            <p>Jane Roe - CFO</p><p>Jane Roe - CFO</p><p>Sales rose 5%.</p><p>銷售成長 5%。</p></main>";
        let call = read("call.html", page.as_bytes()).unwrap();
        assert_eq!(call.layout, Layout::Bilingual);
        let text = |at: usize| call.passages.get(at).map(|it| call.passage_text(it));
        let pairs: Vec<_> = call
            .passages
            .iter()
            .enumerate()
            .filter_map(|(at, it)| match it.kind {
                PassageKind::Translation(of) => Some((text(of)?, text(at)?)),
                _ => None,
            })
            .collect();
        assert_eq!(
            pairs,
            [("Welcome to the call.", "歡迎。"), ("Sales rose 5%.", "銷售成長 5%。")]
        );
        let site = call.passages.iter().filter(|it| it.kind == PassageKind::Notice);
        let site: Vec<&str> = site.map(|it| call.passage_text(it)).collect();
        assert_eq!(site, ["Home 1", "Buy 2."]);
    }

    #[test]
    fn calls() {
        #[rustfmt::skip]
        let table = [
            ("call.txt",   "Hello.",                                                          true),
            ("call.html",  "<p>Hello.</p>",                                                   false),
            ("call.html",  "<p>Operator: Hello.</p><p>Jane Roe - CFO: We grow.</p>",          true),
            ("a.json",     "{\"resources\": [{\"name\": \"facts\", \"path\": \"facts.csv\"}]}", false),
            ("a.json",     "[{\"speaker\": \"Jane Roe\", \"text\": \"We grow.\"}]",           true),
            ("a.json",     "[{\"speaker\": \"Jane Roe\", \"text\": \"We gr",               true),
            ("a.json",     "[{\"loss\": 1.5, \"step\": ",                                   false),
            ("a.json",     "{\"text\":\"One\",\"id\":1}\n{\"text\":\"T",                        false),
            ("a.json",     "{\"text\": NaN}",                                               false),
            ("a.json",     "[2024-01-02] started",                                          false),
            ("a.csv",      "transcriptid,speakertypename,componenttext\n1,Executives,A.\n2,Executives,B.\n", true),
            ("facts.csv",  "fact_id,speaker,quote\n1,Jane Roe,$5\n",                          false),
        ];
        for (name, given, expected) in table {
            assert_eq!(is_call(name, given.as_bytes()), expected, "given: {given}");
        }
    }
}
