//! The calls and the checks that a command works on.
//!
//! In:  paths. Out: what was extracted, with a line on stderr for each file that could not be read. Not here: what is done with it.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tickmark::Extraction;
use tickmark::check::Checks;

use super::command::complain;
use super::inputs::{Inputs, reason};

/// Where the examples of the project stand.
const EXAMPLES: &str = "examples";

/// What could be read.
pub(crate) struct Calls {
    /// At least one, in the order of the inputs.
    pub(crate) extractions: Vec<Extraction>,
    /// Could every input be read?
    pub(crate) all_read: bool,
}

/// Reads the calls that the paths stand for, the examples where none is named; `None` when no call could be read.
pub(crate) fn calls(paths: &[PathBuf]) -> Option<Calls> {
    let examples = [PathBuf::from(EXAMPLES)];
    if paths.is_empty() && !Path::new(EXAMPLES).is_dir() {
        complain(
            "no folder examples/ here: name transcripts or folders, as in tickmark extract calls/",
        );
        return None;
    }
    let inputs = Inputs::new(if paths.is_empty() { &examples } else { paths });
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
    (!extractions.is_empty()).then_some(Calls { extractions, all_read: problems.is_empty() })
}

/// The built-in checks with those of a user's files; `None` when a file cannot be used.
pub(crate) fn own_checks(files: &[PathBuf]) -> Option<Checks> {
    let mut checks = Checks::built_in().clone();
    for path in files {
        let name = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                complain(format_args!("{name}: {}", reason(&error)));
                return None;
            }
        };
        checks = match checks.with(&name, &text) {
            Ok(checks) => checks,
            Err(error) => {
                complain(error);
                return None;
            }
        };
    }
    Some(checks)
}

fn read(path: &Path) -> Result<Extraction, String> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| format!("{name}: {}", reason(&error)))?;
    tickmark::extract(&name, &bytes).map_err(|error| error.to_string())
}
