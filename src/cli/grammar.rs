//! `tickmark grammar`: the rules as a page, each with an example.
//!
//! In:  what is asked for. Out: lines of text. Not here: the page itself (`report/`).

use std::io::Write;

use anyhow::Result;
use tickmark::report;

use super::arguments::GrammarArguments;
use super::command::{Outcome, complain};

pub(crate) fn grammar(arguments: &GrammarArguments, out: &mut impl Write) -> Result<Outcome> {
    match report::grammar(arguments.asked.as_deref(), arguments.format.into()) {
        Ok(page) => out.write_all(page.as_bytes())?,
        Err(unknown) => {
            complain(format_args!("{unknown}; tickmark grammar lists them all"));
            return Ok(Outcome::Nothing);
        }
    }
    Ok(Outcome::Done)
}
