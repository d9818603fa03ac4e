//! Bytes of a file to text.
//!
//! In:  bytes. Out: [`SourceText`], or why it is no text. Not here: lines and speakers.

use super::source_text::{Encoding, SourceText};
use crate::Error;

/// One control character in so many bytes is more than a text has.
const BYTES_PER_CONTROL: usize = 50;

/// So many bytes tell whether a file without a mark is UTF-16.
const SAMPLE: usize = 4096;

/// What people hand in for text, by its first bytes: what it is, and what to do with it.
const FORMS: [(&[u8], &str, &str); 9] = [
    (b"\x1f\x8b", "a gzip file", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"\xfd7zXZ\0", "an xz file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd file", UNPACK),
    (b"PK\x03\x04", "a zip file, or a document of Word or Excel", UNPACK_OR_SAVE),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word or Excel", SAVE),
    (b"{\\rtf", "an RTF document", SAVE),
    (b"%PDF-", "a PDF document", "give its text, as pdftotext writes it"),
    (b"PAR1", "a Parquet file", "give the calls as texts, JSON or CSV"),
];

const UNPACK: &str = "unpack it first";
const UNPACK_OR_SAVE: &str = "unpack it first, or save it as text";
const SAVE: &str = "save it as text";

/// Decodes UTF-8 and UTF-16; a byte order mark says which, and plain UTF-16 is known without one.
///
/// # Errors
/// [`Error::Empty`] when only blanks are in it, [`Error::Form`], [`Error::Binary`], [`Error::Encoding`].
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<SourceText, Error> {
    if let Some(&(_, form, advice)) = FORMS.iter().find(|(first, ..)| bytes.starts_with(first)) {
        return Err(Error::Form { name: name.to_owned(), form, advice });
    }
    let source = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(name, rest, Encoding::Utf16Le, 2)?,
        [0xfe, 0xff, rest @ ..] => utf16(name, rest, Encoding::Utf16Be, 2)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(name, rest, 3)?,
        _ => match unmarked_utf16(bytes) {
            Some(encoding) => utf16(name, bytes, encoding, 0)?,
            None => utf8(name, bytes, 0)?,
        },
    };
    if source.text().chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::Empty { name: name.to_owned() });
    }
    Ok(source)
}

/// English in UTF-16 has a zero in every other byte, and in no byte between.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let (mut first, mut second, mut pairs) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        if let [a, b] = pair {
            first += usize::from(*a == 0);
            second += usize::from(*b == 0);
        }
    }
    let plain = |zeros: usize| zeros > 0 && zeros * 4 >= pairs;
    match (first, second) {
        (0, zeros) if plain(zeros) => Some(Encoding::Utf16Le),
        (zeros, 0) if plain(zeros) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn utf8(name: &str, bytes: &[u8], mark: usize) -> Result<SourceText, Error> {
    if let Some(at) = binary(bytes) {
        return Err(Error::Binary {
            name: name.to_owned(),
            at: at + mark,
            byte: bytes.get(at).copied().unwrap_or_default(),
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(SourceText::decoded(text.to_owned(), Encoding::Utf8, mark)),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err(Error::Encoding {
                name: name.to_owned(),
                line: line_of(&String::from_utf8_lossy(valid)),
                at: error.valid_up_to() + mark,
                expected: "UTF-8",
            })
        }
    }
}

fn utf16(name: &str, bytes: &[u8], encoding: Encoding, mark: usize) -> Result<SourceText, Error> {
    let units = bytes.chunks_exact(2).map(|pair| match (pair, encoding) {
        ([a, b], Encoding::Utf16Be) => u16::from_be_bytes([*a, *b]),
        ([a, b], _) => u16::from_le_bytes([*a, *b]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut at = mark;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok('\0') => return Err(Error::Binary { name: name.to_owned(), at, byte: 0 }),
            Ok(c) => {
                at += c.len_utf16() * 2;
                text.push(c);
            }
            // Half a surrogate pair: the file was cut or damaged there.
            Err(_) => {
                return Err(Error::Encoding {
                    name: name.to_owned(),
                    line: line_of(&text),
                    at,
                    expected: "UTF-16",
                });
            }
        }
    }
    if !bytes.len().is_multiple_of(2) {
        return Err(Error::Encoding {
            name: name.to_owned(),
            line: line_of(&text),
            at,
            expected: "UTF-16",
        });
    }
    Ok(SourceText::decoded(text, encoding, mark))
}

/// Where the first byte stands that makes the file binary: a zero, or the first of many control characters.
fn binary(bytes: &[u8]) -> Option<usize> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Some(at);
    }
    let count = bytes.iter().filter(|byte| is_control(**byte)).count();
    let many = count > 1 && count * BYTES_PER_CONTROL > bytes.len();
    if many { bytes.iter().position(|byte| is_control(*byte)) } else { None }
}

/// A control character other than tabulators and line ends.
fn is_control(byte: u8) -> bool {
    byte == 0x7f || byte < 0x20 && !matches!(byte, 0x09..=0x0d)
}

/// 1-based line of the end of `text`.
fn line_of(text: &str) -> usize {
    super::line::spans(text).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(bytes: &[u8]) -> String {
        match decode("call.txt", bytes) {
            Ok(source) => format!("{:?}: {}", source.encoding(), source.text()),
            Err(error) => format!("error: {error}"),
        }
    }

    #[rustfmt::skip]
    const TABLE: &[(&[u8], &str)] = &[
        (b"Good morning.",                       "Utf8: Good morning."),
        (b"\xef\xbb\xbfGood morning.",           "Utf8: Good morning."),
        (b"\xff\xfeH\0i\0",                      "Utf16Le: Hi"),
        (b"\xfe\xff\0H\0i",                      "Utf16Be: Hi"),
        (b"H\0i\0 \0a\0l\0l\0",                  "Utf16Le: Hi all"),
        (b"\0H\0i\0 \0a\0l\0l",                  "Utf16Be: Hi all"),
        (b"",                                    "error: call.txt: the file is empty, or blank"),
        (b" \r\n\t\n",                           "error: call.txt: the file is empty, or blank"),
        (b"\xef\xbb\xbf",                        "error: call.txt: the file is empty, or blank"),
        (b"\xff\xfe",                            "error: call.txt: the file is empty, or blank"),
        (b"\x7fELF\0\0",                         "error: call.txt: byte 4 is 0x00, which no text has: is this a binary file?"),
        (b"PK\x03\x04\0\0",                      "error: call.txt: this is a zip file, or a document of Word or Excel: unpack it first, or save it as text"),
        (b"\x1f\x8b\x08\0ab\0c",                 "error: call.txt: this is a gzip file: unpack it first"),
        (b"%PDF-1.4\nrevenue",                   "error: call.txt: this is a PDF document: give its text, as pdftotext writes it"),
        (b"{\\rtf1 revenue}",                    "error: call.txt: this is an RTF document: save it as text"),
        (b"BZ said revenue rose",                "Utf8: BZ said revenue rose"),
        (b"ab\x01\x02\x03cd",                    "error: call.txt: byte 2 is 0x01, which no text has: is this a binary file?"),
        (b"one\r\ntwo caf\xe9",                  "error: call.txt: line 2, byte 12 of the file is not UTF-8: convert the file to UTF-8, or to UTF-16 with a byte order mark"),
        (b"\xff\xfeH\0\n\0\x3d\xd8i\0",          "error: call.txt: line 2, byte 6 of the file is not UTF-16: convert the file to UTF-8, or to UTF-16 with a byte order mark"),
        (b"\xff\xfeH\0i",                        "error: call.txt: line 1, byte 4 of the file is not UTF-16: convert the file to UTF-8, or to UTF-16 with a byte order mark"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given:?}");
        }
    }
}
