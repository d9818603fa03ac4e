//! What can go wrong with a whole input or a whole run.

use std::io;
use std::path::PathBuf;

/// An input that cannot be read, or an output that cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused.
    #[error("{}: {}", path.display(), reason(source))]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another run has not finished.
    #[error("{}: another run writes its tables here: wait for it, or give another --out", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing in it.
    #[error("{name}: the file is empty, or blank")]
    Empty {
        /// File name.
        name: String,
    },
    /// Not text.
    #[error("{name}: byte {at} is {byte:#04x}, which no text has: is this a binary file?")]
    Binary {
        /// File name.
        name: String,
        /// Offset of the first such byte.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// A document of another form, known by its first bytes.
    #[error("{name}: this is {form}: {advice}")]
    Form {
        /// File name.
        name: String,
        /// What it is.
        form: &'static str,
        /// What to do with it.
        advice: &'static str,
    },
    /// JSON or CSV in which nobody says anything.
    #[error("{name}: this {format} is no transcript: expected {expected}")]
    NoCall {
        /// File name.
        name: String,
        /// `JSON` or `CSV`.
        format: &'static str,
        /// What a transcript in this format has.
        expected: &'static str,
    },
    /// JSON that stops being JSON.
    #[error("{name}:{line}:{column}: this JSON cannot be read: {what}")]
    BrokenJson {
        /// File name.
        name: String,
        /// 1-based line.
        line: usize,
        /// 1-based, in bytes.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// A table with the components of more than one call.
    #[error(
        "{name}: {calls} calls are in this file: put each one, by its transcript id, into a file of its own"
    )]
    SeveralCalls {
        /// File name.
        name: String,
        /// How many.
        calls: usize,
    },
    /// Text in an encoding that is not read.
    #[error(
        "{name}: line {line}, byte {at} of the file is not {expected}: convert the file to UTF-8, or to UTF-16 with a byte order mark"
    )]
    Encoding {
        /// File name.
        name: String,
        /// 1-based line.
        line: usize,
        /// Offset of the first wrong byte in the file.
        at: usize,
        /// The encoding that the file begins in.
        expected: &'static str,
    },
    /// Bytes that are no packed call of this version, or a call that cannot be packed.
    #[error("a packed call cannot be read or made: {source}")]
    Packed {
        /// What is wrong with it.
        source: std::io::Error,
    },
}

/// What the system says of a file, in words that need no table of error numbers.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    // Who made the error has said what it is.
    if error.get_ref().is_some() {
        return error.to_string();
    }
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "you have no right to it",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your share of the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::NotADirectory => "a file stands where a folder is needed",
        io::ErrorKind::IsADirectory => "this is a folder",
        io::ErrorKind::InvalidFilename => "no file can have this name",
        _ => {
            let text = error.to_string();
            return text.split(" (os error").next().unwrap_or_default().to_owned();
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_words() {
        #[rustfmt::skip]
        let table = [
            // given                                    expected
            (io::Error::from_raw_os_error(28),          "the disk is full"),
            (io::Error::from_raw_os_error(20),          "a file stands where a folder is needed"),
            (io::Error::from_raw_os_error(40),          "Too many levels of symbolic links"),
            (io::Error::other("a sentence of ours"),    "a sentence of ours"),
        ];
        for (given, expected) in table {
            assert_eq!(reason(&given), expected, "given: {given:?}");
        }
    }
}
