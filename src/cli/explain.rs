//! `tickmark explain`: a sentence's quantities, their labels, and why they have them.
//!
//! In:  a sentence. Out: lines of text. Not here: the reasons themselves (`fact/`).

use std::io::Write;

use anyhow::Result;
use tickmark::report;

use super::arguments::ExplainArguments;
use super::command::Outcome;

pub(crate) fn explain(arguments: &ExplainArguments, out: &mut impl Write) -> Result<Outcome> {
    let extraction = tickmark::extract("sentence", arguments.sentence.as_bytes())?;
    out.write_all(report::explanation(&extraction).as_bytes())?;
    Ok(Outcome::Done)
}
