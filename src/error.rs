//! What can go wrong with a whole input or a whole run.

use std::path::PathBuf;

/// An input that cannot be read, or an output that cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
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
