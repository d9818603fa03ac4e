//! Patterns of paths, for shells that leave them as they are.
//!
//! In:  paths of the command line. Out: the paths that they stand for. Not here: looking into folders (`inputs.rs`).

use std::path::{Component, Path, PathBuf};

/// The paths with each pattern (`calls/*.txt`) replaced by what it stands for, in the order of the alphabet, and a
/// sentence for each pattern that stands for nothing. A file that has stars in its name is itself.
pub(crate) fn expanded(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut all, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match pattern(path) {
            Some(pattern) => match matching(pattern) {
                Ok(found) => all.extend(found),
                Err(problem) => problems.push(format!("{pattern}: {problem}")),
            },
            None => all.push(path.clone()),
        }
    }
    (all, problems)
}

fn pattern(path: &Path) -> Option<&str> {
    let text = path.to_str().filter(|text| text.contains(['*', '?', '[']))?;
    (!path.exists()).then_some(text)
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>, String> {
    let wrong = |error: glob::PatternError| {
        format!("no pattern, at character {}: {}", error.pos.saturating_add(1), error.msg)
    };
    // Of hidden files and folders, those that the pattern names as such. (The crate's own rule for them falls over names that are no UTF-8.)
    let hidden = |path: &Path| {
        let names = path.components().filter(|it| matches!(it, Component::Normal(_)));
        names.filter(|it| it.as_os_str().as_encoded_bytes().starts_with(b".")).count()
    };
    let meant = hidden(Path::new(pattern));
    // What cannot be read has no name to be matched; the folders above it are at fault, and are named in the error.
    let found: Result<Vec<PathBuf>, glob::GlobError> =
        glob::glob(pattern).map_err(wrong)?.collect();
    let mut found = found.map_err(|error| error.to_string())?;
    found.retain(|path| hidden(path) <= meant);
    if found.is_empty() {
        return Err("no file or folder is like this".to_owned());
    }
    found.sort();
    Ok(found)
}
