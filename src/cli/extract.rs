//! `tickmark extract`: transcripts to tables.
//!
//! In:  paths. Out: files, a summary. Not here: what stands in them.

use std::io::Write;

use anyhow::Result;
use tickmark::report;
use tickmark::table::{Elsewhere, Format, Partition, write, write_partitioned};

use super::arguments::ExtractArguments;
use super::calls::{Checked, checked};
use super::command::{Outcome, complain, remark};
use super::vocabulary::own_checks;

pub(crate) fn extract(arguments: &ExtractArguments, out: &mut impl Write) -> Result<Outcome> {
    let (formats, partition) = (formats(arguments), partition(arguments));
    if !partition.is_empty() && !formats.contains(&Format::Parquet) {
        complain(format_args!("--partition divides Parquet: --format does not name parquet"));
        return Ok(Outcome::Nothing);
    }
    let Some(checks) = own_checks(&arguments.vocabulary) else { return Ok(Outcome::Nothing) };
    let Some(Checked { run, all_read }) = checked(&arguments.calls, &checks, arguments.quiet)
    else {
        return Ok(Outcome::Nothing);
    };
    let written = if partition.is_empty() {
        write(&run, &arguments.out, &formats)?
    } else {
        write_partitioned(&run, &arguments.out, &formats, &partition)?
    };
    for Elsewhere { company_key, calls } in &written.elsewhere {
        remark(format_args!(
            "{company_key}: key figures and checks are over this run's calls, {calls} more in {} are not in it",
            arguments.out.display()
        ));
    }
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
    if arguments.json {
        out.write_all(report::summary_json(&run, &written).as_bytes())?;
    } else if !arguments.quiet {
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

/// In the order given, each once.
fn partition(arguments: &ExtractArguments) -> Vec<Partition> {
    let mut partition: Vec<Partition> = Vec::new();
    for one in arguments.partition.iter().map(|one| Partition::from(*one)) {
        if !partition.contains(&one) {
            partition.push(one);
        }
    }
    partition
}
