//! `tickmark metrics`: the metric vocabulary as a page.
//!
//! In:  what is asked for. Out: lines of text. Not here: the page itself (`report/`).

use std::io::Write;

use anyhow::Result;
use tickmark::report;

use super::arguments::MetricsArguments;
use super::command::{Outcome, complain};

pub(crate) fn metrics(arguments: &MetricsArguments, out: &mut impl Write) -> Result<Outcome> {
    match report::metrics(arguments.asked.as_deref(), arguments.format.into()) {
        Ok(page) => out.write_all(page.as_bytes())?,
        Err(unknown) => {
            complain(format_args!("{unknown}; tickmark metrics lists them all"));
            return Ok(Outcome::Nothing);
        }
    }
    Ok(Outcome::Done)
}
