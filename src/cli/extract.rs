//! `tickmark extract`: transcripts to tables.
//!
//! In:  paths. Out: files, a summary. Not here: what stands in them.

use std::io::Write;

use anyhow::Result;
use tickmark::report;
use tickmark::table::{Format, write};

use super::arguments::ExtractArguments;
use super::calls::{Calls, calls};
use super::command::{Outcome, complain, remark};
use super::progress::Progress;
use super::vocabulary::own_checks;

pub(crate) fn extract(arguments: &ExtractArguments, out: &mut impl Write) -> Result<Outcome> {
    let checks = match own_checks(&arguments.vocabulary) {
        Ok(checks) => checks,
        Err(problem) => {
            complain(problem);
            return Ok(Outcome::Nothing);
        }
    };
    let Some(Calls { extractions, all_read }) =
        calls(&arguments.calls, &Progress::new(arguments.quiet))
    else {
        return Ok(Outcome::Nothing);
    };
    let run = tickmark::check_with(extractions, &checks);
    let written = write(&run, &arguments.out, &formats(arguments))?;
    for path in &written.stale {
        let path = path.display();
        remark(format_args!("{path}: from an earlier run, not written by this one"));
    }
    if arguments.json {
        out.write_all(report::summary_json(&run, &written).as_bytes())?;
    } else if !arguments.quiet {
        out.write_all(report::summary(&run).as_bytes())?;
        writeln!(out, "\n{} files in {}", written.files.len(), arguments.out.display())?;
    }
    Ok(if all_read { Outcome::Done } else { Outcome::SomeUnread })
}

fn formats(arguments: &ExtractArguments) -> Vec<Format> {
    let mut formats: Vec<Format> = arguments.format.iter().map(|one| Format::from(*one)).collect();
    formats.sort();
    formats.dedup();
    formats
}
