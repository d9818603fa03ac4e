//! `tickmark extract`: transcripts to tables.
//!
//! In:  paths. Out: files, a summary. Not here: what stands in them.

use std::io::Write;

use anyhow::Result;
use tickmark::report;
use tickmark::table::{Format, write};

use super::arguments::ExtractArguments;
use super::calls::{Calls, calls, own_checks};
use super::command::{Outcome, complain, remark};

pub(crate) fn extract(arguments: &ExtractArguments, out: &mut impl Write) -> Result<Outcome> {
    let Some(checks) = own_checks(&arguments.checks) else { return Ok(Outcome::Nothing) };
    let Some(Calls { extractions, all_read }) = calls(&arguments.inputs) else {
        return Ok(Outcome::Nothing);
    };
    let run = tickmark::check_with(extractions, &checks);
    let written = write(&run, &arguments.out, &formats(arguments))?;
    for path in &written.stale {
        let path = path.display();
        remark(format_args!("{path}: from an earlier run, not written by this one"));
    }
    for (path, reason) in &written.left_out {
        complain(format_args!("{}: not written: {reason}", path.display()));
    }
    if written.files.is_empty() {
        return Ok(Outcome::Nothing);
    }
    if !arguments.quiet {
        out.write_all(report::summary(&run).as_bytes())?;
        writeln!(out, "\n{} files in {}", written.files.len(), arguments.out.display())?;
    }
    let whole = all_read && written.left_out.is_empty();
    Ok(if whole { Outcome::Done } else { Outcome::SomeUnread })
}

fn formats(arguments: &ExtractArguments) -> Vec<Format> {
    let mut formats: Vec<Format> = arguments.format.iter().map(|one| Format::from(*one)).collect();
    formats.sort();
    formats.dedup();
    formats
}
