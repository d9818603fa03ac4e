//! `tickmark` turns earnings-call transcripts into typed, traced, cross-checked financial facts.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod error;
mod extraction;
mod span;
mod translated;

pub mod check;
pub mod fact;
pub mod quantity;
pub mod report;
pub mod table;
pub mod transcript;

pub use error::Error;
pub use extraction::{Extraction, Run};
pub use span::Span;

/// Reads one call and binds its facts.
///
/// `name` is the file's name as it will stand in the tables, `bytes` its contents.
///
/// # Errors
/// When the bytes are no text that can be read.
pub fn extract(name: &str, bytes: &[u8]) -> Result<Extraction, Error> {
    let transcript = transcript::read(name, bytes)?;
    let (call, facts, numerals) = fact::bind(&transcript);
    let translations = check::translations(&translated::pairs(&transcript, &facts));
    Ok(Extraction { transcript, call, facts, numerals, translations })
}

/// Ties the facts of all calls of a run to each other, and gives each call an id of its own.
#[must_use]
pub fn check(extractions: Vec<Extraction>) -> Run {
    let extractions = extraction::distinct(extractions);
    let findings = check::check(&extractions);
    Run { extractions, findings }
}
