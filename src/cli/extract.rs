//! `tickmark extract`: transcripts to tables.
//!
//! In:  paths. Out: files, a summary. Not here: what stands in them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use tickmark::table::{Format, write};
use tickmark::{Extraction, report};

use super::arguments::ExtractArguments;
use super::command::{Outcome, complain, remark};
use super::inputs::{Inputs, reason};

/// Where the examples of the project stand.
const EXAMPLES: &str = "examples";

pub(crate) fn extract(arguments: &ExtractArguments, out: &mut impl Write) -> Result<Outcome> {
    let paths = if arguments.inputs.is_empty() {
        if !Path::new(EXAMPLES).is_dir() {
            complain(
                "no folder examples/ here: name transcripts or folders, as in tickmark extract calls/",
            );
            return Ok(Outcome::Nothing);
        }
        vec![PathBuf::from(EXAMPLES)]
    } else {
        arguments.inputs.clone()
    };
    let inputs = Inputs::new(&paths);
    // `collect` keeps the order of the inputs, whatever the number of threads.
    let read: Vec<Result<Extraction, String>> =
        inputs.files.par_iter().map(|path| read(path)).collect();
    let mut extractions = Vec::new();
    let mut problems = inputs.problems;
    for one in read {
        match one {
            Ok(extraction) => extractions.push(extraction),
            Err(problem) => problems.push(problem),
        }
    }
    problems.iter().for_each(complain);
    if extractions.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let run = tickmark::check(extractions);
    let written = write(&run, &arguments.out, &formats(arguments))?;
    for path in &written.stale {
        let path = path.display();
        remark(format_args!("{path}: from an earlier run, not written by this one"));
    }
    if !arguments.quiet {
        out.write_all(report::summary(&run).as_bytes())?;
        writeln!(out, "\n{} files in {}", written.files.len(), arguments.out.display())?;
    }
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::SomeUnread })
}

fn read(path: &Path) -> Result<Extraction, String> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| format!("{name}: {}", reason(&error)))?;
    tickmark::extract(&name, &bytes).map_err(|error| error.to_string())
}

fn formats(arguments: &ExtractArguments) -> Vec<Format> {
    let mut formats: Vec<Format> = arguments.format.iter().map(|one| Format::from(*one)).collect();
    formats.sort();
    formats.dedup();
    formats
}
