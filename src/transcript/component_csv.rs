//! The call in a CSV file: a row for each component, as databases of transcripts export them.
//!
//! In:  the file, decoded. Out: [`CallData`]. Not here: names of columns (`component_key`).

use csv_core::{ReadFieldResult, Reader};

use super::component::{CallData, Code, Component, Field};
use super::component_json::share_company;
use super::component_key::Key;
use crate::span::Span;

/// The call, `None` where the columns are not those of components.
pub(super) fn call(source: &str) -> Option<CallData> {
    let head = source.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next()?;
    // A row of more than one column. Most transcripts begin otherwise, and a reader is dear to make.
    if !head.contains([',', '"']) {
        return None;
    }
    let mut rows = Rows::new(source);
    let columns: Vec<String> =
        rows.next()?.into_iter().map(|field| field.decoded(source)).collect();
    let has = |key: Key| columns.iter().any(|column| key.is(column));
    if columns.len() < 2 || !has(Key::Text) || !(has(Key::Speaker) || has(Key::SpeakerKind)) {
        return None;
    }
    let mut data = CallData::default();
    for row in rows {
        let mut component = Component::default();
        for (column, field) in columns.iter().zip(row) {
            if !component.take(source, column, field) {
                data.head.take(column, field);
            }
        }
        if !component.text.is_empty() {
            data.components.push(component);
        }
    }
    share_company(source, &mut data.components, &mut data.head);
    data.sort();
    (!data.components.is_empty()).then_some(data)
}

/// The rows of a CSV file, field by field with their places.
struct Rows<'a> {
    source: &'a str,
    reader: Reader,
    at: usize,
    done: bool,
}

impl<'a> Rows<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, reader: Reader::new(), at: 0, done: false }
    }

    /// The next field, and whether its row ends with it.
    fn field(&mut self) -> Option<(Field, bool)> {
        let start = self.at;
        let mut unread = [0_u8; 1024];
        loop {
            let input = self.source.as_bytes().get(self.at..).unwrap_or_default();
            let (result, read, _) = self.reader.read_field(input, &mut unread);
            self.at += read;
            match result {
                // What is decoded is not wanted, only where it ends.
                ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    return Some((self.place(Span::new(start, self.at)), record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    /// The value at `span`, which has the mark behind the field in it.
    fn place(&self, span: Span) -> Field {
        let raw = span.of(self.source);
        let lead = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
        let raw = raw.trim_start_matches(['\r', '\n']);
        let start = span.start + lead;
        if let Some(inner) = raw.strip_prefix('"') {
            let length = inner.rfind('"').unwrap_or(inner.len());
            return Field { span: Span::new(start + 1, start + 1 + length), code: Code::Csv };
        }
        let bare = raw.trim_end_matches(['\r', '\n']);
        let bare = bare.strip_suffix(',').unwrap_or(bare);
        Field { span: Span::new(start, start + bare.len()), code: Code::Plain }
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Vec<Field>> {
        let mut row = Vec::new();
        while !self.done {
            match self.field() {
                Some((field, ends)) => {
                    row.push(field);
                    if ends {
                        return Some(row);
                    }
                }
                None => self.done = true,
            }
        }
        (!row.is_empty()).then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(source: &str) -> String {
        let rows = Rows::new(source).map(|row| {
            let fields = row.into_iter().map(|field| {
                let mut rendering = super::super::rendering::Rendering::default();
                field.add(source, &mut rendering);
                rendering.text().to_owned()
            });
            fields.collect::<Vec<_>>().join("|")
        });
        rows.collect::<Vec<_>>().join(" / ")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                expected: fields and rows
        ("a,b\n1,2\n",                          "a|b / 1|2"),
        ("a,b\r\n1,2",                          "a|b / 1|2"),
        ("\"a, b\",\"x \"\"y\"\" z\"\n",        "a, b|x \"y\" z"),
        ("\"two\nlines\",c\n\nd,e",             "two\nlines|c / d|e"),
        ("a,,c\n,\n",                           "a||c / |"),
        ("\"\",\"a\"\n",                        "|a"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given:?}");
        }
    }

    #[test]
    fn columns_tell() {
        let said = |source: &str| call(source).map(|data| data.components.len());
        assert_eq!(
            said(
                "transcriptcomponentid,componentorder,transcriptpersonname,componenttext\n7,1,Jane Roe,Hello.\n"
            ),
            Some(1)
        );
        assert_eq!(said("fact_id,speaker,quote,line\n1,Jane Roe,$5,3\n"), None);
        assert_eq!(said("Speaker, Text\n"), None);
        assert_eq!(said("Jane Roe: text, speaker\nHello."), None);
    }
}
