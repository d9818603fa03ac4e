//! Values of a JSON file with their places in it.
//!
//! In:  the file, decoded. Out: [`Json`]. Not here: what the values are to a call (`component_json`).

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::rendering::Rendering;
use crate::span::Span;

/// What is nested deeper is no call.
const DEEPEST: usize = 8;

/// A value as it stands in the file.
#[derive(Clone, Debug)]
pub(super) enum Json {
    /// A text, between its quotation marks.
    Text(Span),
    /// A number, `true` or `false`.
    Scalar(Span),
    /// A list.
    List(Vec<Json>),
    /// Keys with values, in the order of the file.
    Object(Vec<(String, Json)>),
    /// `null`, or what is nested too deep.
    Nothing,
}

/// Where a file that begins like JSON stops being JSON.
#[derive(Debug)]
pub(super) struct Broken {
    /// 1-based.
    pub(super) line: usize,
    /// In bytes, 1-based.
    pub(super) column: usize,
    /// Does the file end within a value?
    pub(super) is_cut: bool,
    /// What is wrong there.
    pub(super) what: String,
}

impl Broken {
    /// `above` lines stand before what was read.
    fn of(error: &serde_json::Error, above: usize) -> Self {
        let is_cut = error.is_eof();
        let what = if is_cut {
            "it ends here, within a value: is it cut off?".to_owned()
        } else {
            // The message of serde_json ends with the place, which is said before it.
            let said = error.to_string();
            said.split(" at line ").next().unwrap_or_default().to_owned()
        };
        // A file that ends behind a line end has no column there.
        Self { line: above + error.line(), column: error.column().max(1), is_cut, what }
    }
}

/// Reads a file that is one JSON value, or one a line; `None` when it does not begin like one.
///
/// # Errors
/// [`Broken`], of the first such line where the lines before it are values.
pub(super) fn json(source: &str) -> Result<Option<Json>, Broken> {
    if !source.trim_start().starts_with(['{', '[']) {
        return Ok(None);
    }
    let whole = match serde_json::from_str::<&RawValue>(source) {
        Ok(value) => return Ok(Some(Json::read(source, value.get(), DEEPEST))),
        Err(error) => error,
    };
    let mut values = Vec::new();
    for (above, line) in super::line::spans(source).into_iter().enumerate() {
        let line = line.of(source);
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<&RawValue>(line) {
            Ok(value) => values.push(Json::read(source, value.get(), DEEPEST)),
            Err(_) if values.is_empty() => return Err(Broken::of(&whole, 0)),
            Err(error) => return Err(Broken::of(&error, above)),
        }
    }
    Ok(Some(Json::List(values)))
}

impl Json {
    fn read(source: &str, raw: &str, depth: usize) -> Self {
        let place = place(source, raw);
        let Some(below) = depth.checked_sub(1) else { return Self::Nothing };
        match raw.chars().next() {
            Some('"') => Self::Text(Span::new(place.start + 1, place.end.saturating_sub(1))),
            Some('{') => {
                let members =
                    serde_json::from_str::<Members<'_>>(raw).map_or_else(|_| Vec::new(), |it| it.0);
                let read = |(key, value): (String, &RawValue)| {
                    (key, Self::read(source, value.get(), below))
                };
                Self::Object(members.into_iter().map(read).collect())
            }
            Some('[') => {
                let items = serde_json::from_str::<Vec<&RawValue>>(raw).unwrap_or_default();
                Self::List(
                    items.into_iter().map(|item| Self::read(source, item.get(), below)).collect(),
                )
            }
            Some('n') | None => Self::Nothing,
            Some(_) => Self::Scalar(place),
        }
    }

    /// The text or number, decoded.
    pub(super) fn decoded(&self, source: &str) -> Option<String> {
        match self {
            Self::Text(span) => {
                let mut rendering = Rendering::default();
                add_text(source, *span, &mut rendering);
                Some(rendering.text().to_owned())
            }
            Self::Scalar(span) => Some(span.of(source).to_owned()),
            Self::List(_) | Self::Object(_) | Self::Nothing => None,
        }
    }
}

/// Where a slice of `source` stands in it.
fn place(source: &str, slice: &str) -> Span {
    let start = slice.as_ptr().addr().saturating_sub(source.as_ptr().addr());
    Span::new(start, start + slice.len())
}

/// Adds the text between the quotation marks at `span`, with what its escapes mean.
pub(super) fn add_text(source: &str, span: Span, to: &mut Rendering) {
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(source);
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            to.copy(source, Span::new(at, at + plain));
            at += plain;
            continue;
        }
        let length = escape_length(rest);
        let escape = Span::new(at, at + length);
        let meaning: String =
            serde_json::from_str(&format!("\"{}\"", escape.of(source))).unwrap_or_default();
        to.replace(&meaning, escape);
        at += length;
    }
}

/// `\n` is two bytes, `\u0024` six, a pair of surrogates twelve.
fn escape_length(rest: &str) -> usize {
    let unit = |text: &str| -> Option<u16> {
        u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
    };
    let second = || rest.get(6..).and_then(unit);
    let length = match unit(rest) {
        Some(0xd800..=0xdbff) if matches!(second(), Some(0xdc00..=0xdfff)) => 12,
        Some(_) => 6,
        None => 2,
    };
    length.min(rest.len()).max(1)
}

/// The members of an object, in order, their values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry::<String, &RawValue>()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::super::source_text::SourceText;
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // file, with one text                        expected: its parts as they stand there
        (r#"["a \u0024 5"]"#,                         r"a|\u0024|5"),
        (r#"["said \"go\""]"#,                        r#"said|\"go\""#),
        (r#"["a\\b \ud83d\ude00 c"]"#,                r"a\\b|\ud83d\ude00|c"),
        ("[\"\u{7530} \\n x\"]",                      "\u{7530}|x"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let Ok(Some(Json::List(items))) = json(given) else { panic!("given: {given}") };
            let [Json::Text(span)] = items[..] else { panic!("given: {given}") };
            let mut rendering = Rendering::default();
            add_text(given, span, &mut rendering);
            let source = rendering.finish(SourceText::new((*given).to_owned()));
            let mut parts = Vec::new();
            let mut start = 0;
            for word in source.text().split(' ') {
                let part = Span::new(start, start + word.len());
                start = part.end + 1;
                if !word.trim().is_empty() {
                    parts.push(source.quote(part));
                }
            }
            assert_eq!(parts.join("|"), *expected, "given: {given}");
        }
    }

    #[test]
    fn what_is_no_json() {
        for given in ["", "Good day.", "5", "\"a\""] {
            assert!(matches!(json(given), Ok(None)), "given: {given}");
        }
        assert!(matches!(json(&format!("{}{}", "[".repeat(100), "]".repeat(100))), Ok(Some(_))));
        let lines = json("{\"a\":1}\n\n{\"a\":2}\n");
        assert!(matches!(lines, Ok(Some(Json::List(items))) if items.len() == 2));
    }

    #[test]
    fn what_is_broken() {
        let cut = "it ends here, within a value: is it cut off?";
        #[rustfmt::skip]
        let table = [
            // given                              expected
            ("[Operator Instructions] Good day.", "1:2: expected value".to_owned()),
            ("{\"a\":",                           format!("1:5: {cut}")),
            ("[{\"a\": 1},\n {\"a\": \"x",        format!("2:9: {cut}")),
            ("[{\"a\": 1}\n {\"a\": 2}]",        "2:2: expected `,` or `]`".to_owned()),
            ("[1,\n",                             format!("2:1: {cut}")),
            ("[1]\nHello.",                       "2:1: expected value".to_owned()),
            ("{\"a\": 1}\n\n{\"a\": 2}\n{\"a",  format!("4:3: {cut}")),
        ];
        for (given, expected) in table {
            let Err(Broken { line, column, what, .. }) = json(given) else {
                panic!("given: {given}")
            };
            assert_eq!(format!("{line}:{column}: {what}"), expected, "given: {given}");
        }
        assert!(json(&"[".repeat(100_000)).is_err());
    }
}
