//! The calls and the checks that a command works on.
//!
//! In:  paths. Out: what was extracted and checked, with a line on stderr for each file that could not be read. Not here: what is done with it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tickmark::check::Checks;
use tickmark::{Extraction, Run};

use super::call_arguments::CallArguments;
use super::command::complain;
use super::inputs::{Inputs, STANDARD_INPUT, reason};
use super::pattern::expanded;
use super::progress::Progress;

/// Where the examples of the project stand.
const EXAMPLES: &str = "examples";

/// What could be read, checked.
pub(crate) struct Checked {
    /// At least one call, in the order of the inputs.
    pub(crate) run: Run,
    /// Could every input be read?
    pub(crate) all_read: bool,
}

/// Reads the calls that the arguments stand for and ties them to each other; `None` when no call could be read.
pub(crate) fn checked(arguments: &CallArguments, checks: &Checks, quiet: bool) -> Option<Checked> {
    let (extractions, all_read) = calls(arguments, &Progress::new(quiet))?;
    Some(Checked { run: tickmark::check_with(extractions, checks), all_read })
}

/// Reads the calls, the examples where none is named; also, could every input be read?
fn calls(arguments: &CallArguments, progress: &Progress) -> Option<(Vec<Extraction>, bool)> {
    let paths = &arguments.inputs;
    let examples = [PathBuf::from(EXAMPLES)];
    if paths.is_empty() && !Path::new(EXAMPLES).is_dir() {
        complain(
            "no folder examples/ here: name transcripts or folders, as in tickmark extract calls/",
        );
        return None;
    }
    if arguments.name.is_some() && !paths.iter().any(|path| is_standard_input(path)) {
        complain(
            "--name is for standard input: give - too, as in tickmark extract - --name acme.txt",
        );
        return None;
    }
    let (paths, mut problems) = expanded(if paths.is_empty() { &examples } else { paths });
    let inputs = Inputs::new(&paths);
    progress.begin(inputs.files.len());
    // `collect` keeps the order of the inputs, whatever the number of threads.
    let read: Vec<Result<Extraction, String>> = inputs
        .files
        .par_iter()
        .map(|path| {
            let one = read(path, arguments);
            progress.step();
            one
        })
        .collect();
    progress.end();
    let mut extractions = Vec::new();
    problems.extend(inputs.problems);
    for one in read {
        match one {
            Ok(extraction) => extractions.push(extraction),
            Err(problem) => problems.push(problem),
        }
    }
    problems.iter().for_each(complain);
    (!extractions.is_empty()).then_some((extractions, problems.is_empty()))
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

fn read(path: &Path, arguments: &CallArguments) -> Result<Extraction, String> {
    let (name, bytes) = if is_standard_input(path) {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes);
        (arguments.name.clone().unwrap_or_else(|| "stdin".to_owned()), read)
    } else {
        (path.display().to_string(), fs::read(path))
    };
    let bytes = bytes.map_err(|error| format!("{name}: {}", reason(&error)))?;
    tickmark::extract_as(&name, &bytes, &arguments.given()).map_err(|error| error.to_string())
}
