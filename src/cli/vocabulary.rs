//! A user's own words and checks.
//!
//! In:  files and a folder. Out: the checks of the run; the metrics of the process. Not here: what a row may say (`check/`, `fact/`).

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tickmark::check::Checks;
use tickmark::fact::Metrics;
use tickmark::reason;

use super::call_arguments::VocabularyArguments;
use super::command::complain;

const METRICS: &str = "metrics.toml";
const CHECKS: &str = "checks.toml";

/// The built-in checks with those of the folder and of the files, whose metrics are put in place.
///
/// `None` when a file cannot be used, with a line on stderr.
pub(super) fn own_checks(arguments: &VocabularyArguments) -> Option<Checks> {
    checks(&own_files(arguments)?).map_err(complain).ok()
}

/// The files of checks that the arguments name. The metrics of the folder are put in place: a check may be about one, and
/// so may a call.
///
/// `None` when a file cannot be used, with a line on stderr.
pub(super) fn own_files(arguments: &VocabularyArguments) -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    if let Some(folder) = &arguments.grammar {
        own_metrics(folder).map_err(complain).ok()?;
        files.push(folder.join(CHECKS));
        files.retain(|path| path.exists());
    }
    files.extend(arguments.checks.iter().cloned());
    Some(files)
}

/// The built-in checks with those of files.
///
/// # Errors
/// One sentence with the file and, where it is about a row, its place.
pub(super) fn checks(files: &[PathBuf]) -> Result<Checks, String> {
    let mut checks = Checks::built_in().clone();
    for path in files {
        let (name, text) = read(path)?;
        checks = checks.with(&name, &text).map_err(|error| error.to_string())?;
    }
    Ok(checks)
}

/// Puts the metrics of a folder over the built-in ones.
///
/// # Errors
/// As [`checks`]; also when the folder has a file that is not read, which somebody would wonder about.
pub(super) fn own_metrics(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    let unread = |error| format!("{shown}: {}", reason(&error));
    let mut known = false;
    for entry in fs::read_dir(folder).map_err(unread)? {
        let name = entry.map_err(unread)?.file_name();
        let is_known = name == METRICS || name == CHECKS;
        if !is_known && Path::new(&name).extension().is_some_and(|end| end == "toml") {
            let name = folder.join(name);
            let name = name.display();
            return Err(format!("{name}: not read, expected {METRICS} or {CHECKS}"));
        }
        known |= is_known;
    }
    if !known {
        return Err(format!("{shown}: neither {METRICS} nor {CHECKS} in this folder"));
    }
    let path = folder.join(METRICS);
    if matches!(fs::metadata(&path), Err(error) if error.kind() == ErrorKind::NotFound) {
        return Ok(());
    }
    let (name, text) = read(&path)?;
    Metrics::overlay(&name, &text).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<(String, String), String> {
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(format!("{name}: {}", reason(&error))),
    }
}
