//! `tickmark extract`: transcripts to tables.
//!
//! In:  paths. Out: files, a summary. Not here: what stands in them.

use std::io::Write;
use std::sync::OnceLock;

use anyhow::Result;
use tickmark::Stream;
use tickmark::check::Ready;
use tickmark::report::Summary;
use tickmark::table::{Elsewhere, Format, Partition, Written, write, write_partitioned};

use super::arguments::ExtractArguments;
use super::calls::{Calls, Checked, checked};
use super::command::{Outcome, complain, remark};
use super::vocabulary::{checks, own_checks, own_files};

pub(crate) fn extract(arguments: &ExtractArguments, out: &mut impl Write) -> Result<Outcome> {
    let (formats, partition) = (formats(arguments), partition(arguments));
    if !partition.is_empty() && !formats.contains(&Format::Parquet) {
        complain(format_args!("--partition divides Parquet: --format does not name parquet"));
        return Ok(Outcome::Nothing);
    }
    let read = if partition.is_empty() && !formats.contains(&Format::Xlsx) {
        streamed(arguments, &formats)?
    } else {
        whole(arguments, &formats, &partition)?
    };
    let Some(Extracted { written, summary, all_read }) = read else { return Ok(Outcome::Nothing) };
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
        summary.write_json(&written, out)?;
    } else if !arguments.quiet {
        summary.write(out)?;
        writeln!(out, "\n{} files in {}", written.files.len(), arguments.out.display())?;
    }
    let whole = all_read && written.left_out.is_empty();
    Ok(if whole { Outcome::Done } else { Outcome::SomeUnread })
}

/// What came of all calls.
struct Extracted {
    written: Written,
    summary: Summary,
    all_read: bool,
}

/// Writes calls while the next ones are read.
fn streamed(arguments: &ExtractArguments, formats: &[Format]) -> Result<Option<Extracted>> {
    let Some(own) = own_files(&arguments.vocabulary) else { return Ok(None) };
    let Some(mut calls) = Calls::new(&arguments.calls, arguments.quiet) else { return Ok(None) };
    let mut next = calls.batch(0);
    let any_opened = OnceLock::new();
    let first = || {
        let opened = next.clone().map(|files| calls.open(files));
        let any = opened.iter().flatten().any(Result::is_ok);
        let _ = any_opened.set(any);
        opened.map(|opened| calls.bind(opened))
    };
    let begun = |ready| Stream::new(&arguments.out, formats, ready);
    let own_checks = OnceLock::new();
    let begin = || -> Result<_, String> {
        let own = checks(&own)?;
        let mut ready = Some(Ready::from(own_checks.get_or_init(|| own)));
        // Nothing is written before there is a call. Where that is not known yet, the tables are begun after reading, below.
        let any_opened = any_opened.get().is_some_and(|any| *any);
        let stream = ready.take_if(|_| any_opened).map(begun).transpose();
        Ok((ready, stream))
    };
    // Of a short run, to make checks and tables ready is a large part: it is done beside reading.
    let (mut read, begun_with) = rayon::join(first, begin);
    let (mut ready, mut stream) = match begun_with {
        Ok(begun) => begun,
        Err(problem) => {
            calls.leave();
            complain(problem);
            return Ok(None);
        }
    };
    let mut written = Ok(());
    while let Some(batch) = read {
        let extractions = calls.sorted_out(batch);
        if let Ok(None) = stream {
            stream = ready.take_if(|_| !extractions.is_empty()).map(begun).transpose();
        }
        let Ok(tables) = &mut stream else { break };
        next = next.and_then(|files| calls.batch(files.end));
        let add = || {
            tables.as_mut().map_or(Ok(()), |stream| stream.add(extractions, &|id| calls.has(id)))
        };
        let (added, more) = rayon::join(add, || next.clone().map(|files| calls.read(files)));
        written = added;
        read = more.filter(|_| written.is_ok());
    }
    // What could not be read is told, whatever becomes of the rest.
    let all_read = calls.end();
    written?;
    let Some(stream) = stream? else { return Ok(None) };
    let (written, summary) = stream.end()?;
    Ok(Some(Extracted { written, summary, all_read }))
}

/// Holds all calls: a workbook and a dataset are written from a whole run.
fn whole(
    arguments: &ExtractArguments,
    formats: &[Format],
    partition: &[Partition],
) -> Result<Option<Extracted>> {
    let Some(checks) = own_checks(&arguments.vocabulary) else { return Ok(None) };
    let Some(Checked { run, all_read }) = checked(&arguments.calls, &checks, arguments.quiet)
    else {
        return Ok(None);
    };
    let written = if partition.is_empty() {
        write(&run, &arguments.out, formats)?
    } else {
        write_partitioned(&run, &arguments.out, formats, partition)?
    };
    Ok(Some(Extracted { written, summary: Summary::of(&run)?, all_read }))
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
