//! `tickmark` turns earnings-call transcripts into typed, traced, cross-checked financial facts.
//!
//! [`extract`] reads one call, [`check`] ties the facts of all calls to each other, [`table::write`] writes the tables.
//! [`Stream`] does all of it for calls that no memory can hold together.
//!
//! ```
//! let text = "Revenue grew 12% year-over-year to $1.05 billion. For the full year, we expect revenue of $4.2 billion to $4.3 billion.";
//! let call = tickmark::extract("acme_q2_2024.txt", text.as_bytes())?;
//!
//! let [growth, revenue, outlook] = &call.facts[..] else { panic!("three facts") };
//! assert_eq!((growth.quote.as_str(), growth.aspect.as_str(), growth.compare.as_str()), ("12%", "change", "yoy"));
//! assert_eq!((revenue.metric.as_str(), revenue.low.to_string()), ("revenue", "1050000000".to_owned()));
//! assert_eq!((outlook.status.as_str(), outlook.period.to_string()), ("guidance", "2024-FY".to_owned()));
//! // Each fact leads back to its bytes.
//! assert_eq!(&text[revenue.source_span.start..revenue.source_span.end], "$1.05 billion");
//!
//! let run = tickmark::check(vec![call]);
//! let folder = std::env::temp_dir().join("tickmark-example");
//! tickmark::table::write(&run, &folder, &[tickmark::table::Format::Csv])?;
//! # Ok::<(), tickmark::Error>(())
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod error;
mod extraction;
mod given;
mod given_text;
mod grammar;
mod packed;
mod phrase;
mod span;
mod spill;
mod stream;
mod translated;

pub mod check;
pub mod diff;
pub mod fact;
pub mod kpi;
pub mod quantity;
pub mod report;
pub mod table;
pub mod transcript;

pub use error::{Error, reason};
pub use extraction::{CallIds, Extraction, Run};
pub use given::Given;
pub use given_text::WrongWords;
pub use span::Span;
pub use stream::Stream;

use transcript::Transcript;

/// Reads one call and binds its facts.
///
/// `name` is the file's name as it will stand in the tables, `bytes` its contents.
///
/// # Errors
/// When the bytes are no text that can be read.
pub fn extract(name: &str, bytes: &[u8]) -> Result<Extraction, Error> {
    extract_as(name, bytes, &Given::default())
}

/// As [`extract`], with what the user knows of the call over what its text says.
///
/// # Errors
/// When the bytes are no text that can be read.
pub fn extract_as(name: &str, bytes: &[u8], given: &Given) -> Result<Extraction, Error> {
    Ok(bind(open(name, bytes, given)?))
}

/// The first half of [`extract_as`]: all that can fail.
///
/// # Errors
/// When the bytes are no text that can be read.
pub fn open(name: &str, bytes: &[u8], given: &Given) -> Result<Transcript, Error> {
    let mut transcript = transcript::read(name, bytes)?;
    given.over(&mut transcript);
    Ok(transcript)
}

/// The second half of [`extract_as`]: binds the facts of a call.
#[must_use]
pub fn bind(transcript: Transcript) -> Extraction {
    let (call, facts, numerals) = fact::bind(&transcript);
    let translations = check::translations(&translated::pairs(&transcript, &facts));
    Extraction { transcript, call, facts, numerals, translations }
}

/// The id that a call has by itself ([`fact::Call::call_id`]): what [`extract_as`] would give it, found without its facts.
///
/// # Errors
/// When the bytes are no text that can be read.
pub fn call_id(name: &str, bytes: &[u8], given: &Given) -> Result<String, Error> {
    Ok(fact::call(&open(name, bytes, given)?).call_id)
}

/// Ties the facts of all calls of a run to each other, and gives each call an id of its own.
#[must_use]
pub fn check(extractions: Vec<Extraction>) -> Run {
    check_with(extractions, check::Checks::built_in())
}

/// As [`check`], by checks to which a user's own rows were added ([`check::Checks::with`]).
#[must_use]
pub fn check_with(extractions: Vec<Extraction>, checks: &check::Checks) -> Run {
    tied(extraction::distinct(extractions), &checks.into())
}

/// What calls with ids of their own come to; the calls of one company come to the same alone and among others.
fn tied(extractions: Vec<Extraction>, ready: &check::Ready<'_>) -> Run {
    let (findings, (standing, derived)) = check::check_ready(&extractions, ready);
    let kpis = kpi::kpis(&extractions, &standing, &derived);
    Run { extractions, findings, derived, kpis }
}

/// What the calls of one company come to, without the findings: they are taken as they are made.
fn tied_company(
    extractions: Vec<Extraction>,
    ready: &check::Ready<'_>,
    take: &mut (dyn FnMut(check::Finding) + Send),
) -> Run {
    let (standing, derived) = check::check_company(&extractions, ready, take);
    let kpis = kpi::kpis(&extractions, &standing, &derived);
    Run { extractions, findings: Vec::new(), derived, kpis }
}
