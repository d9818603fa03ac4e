//! `tickmark explain`: a sentence's quantities, their labels, and why they have them.
//!
//! In:  a sentence. Out: lines of text. Not here: the reasons themselves (`fact/`).

use std::io::Write;

use anyhow::Result;
use tickmark::report;

use super::arguments::ExplainArguments;
use super::command::{Outcome, complain};
use super::vocabulary::own_metrics;

pub(crate) fn explain(arguments: &ExplainArguments, out: &mut impl Write) -> Result<Outcome> {
    if arguments.sentence.trim().is_empty() {
        complain(
            "no sentence: give one in quotation marks, as in tickmark explain \"Revenue grew 12%.\"",
        );
        return Ok(Outcome::Nothing);
    }
    if let Some(folder) = &arguments.grammar
        && let Err(problem) = own_metrics(folder)
    {
        complain(problem);
        return Ok(Outcome::Nothing);
    }
    let extraction = tickmark::extract("sentence", arguments.sentence.as_bytes())?;
    out.write_all(report::explanation(&extraction).as_bytes())?;
    Ok(Outcome::Done)
}
