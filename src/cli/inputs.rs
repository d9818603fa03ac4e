//! The files that are meant by the paths on the command line.
//!
//! In:  paths of files and folders. Out: [`Inputs`]. Not here: reading them.
//!
//! | given | read |
//! | --- | --- |
//! | a file | the file, whatever its name |
//! | a folder | every `.txt` in it and in its folders, in the order of their paths, hidden ones excepted; of `.html`, `.htm`, `.json`, `.jsonl` and `.csv` those that are transcripts by their form, also where they are cut off |
//! | one file twice | once |
//! | `-` | standard input |

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tickmark::reason;

/// The path that stands for standard input. A file of that name is `./-`.
pub(super) const STANDARD_INPUT: &str = "-";

/// What the paths stand for.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Files to read, in order.
    pub(crate) files: Vec<PathBuf>,
    /// Paths that stand for no file, one sentence each.
    pub(crate) problems: Vec<String>,
    seen: HashSet<PathBuf>,
}

impl Inputs {
    /// Looks at each path.
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            inputs.take(path);
        }
        inputs
    }

    fn take(&mut self, path: &Path) {
        if path == Path::new(STANDARD_INPUT) {
            self.file(path.to_owned());
            return;
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.problem(path, &reason(&error)),
        };
        if !metadata.is_dir() {
            self.file(path.to_owned());
            return;
        }
        let mut found = Vec::new();
        let mut entered = HashSet::new();
        let before = self.problems.len();
        self.walk(path, &mut found, &mut entered);
        // A folder that could not be read is no empty one.
        if found.is_empty() && self.problems.len() == before {
            self.problem(path, "no transcript in this folder, expected files that end in .txt, .html, .json, .jsonl or .csv");
        }
        found.into_iter().for_each(|file| self.file(file));
    }

    fn file(&mut self, path: PathBuf) {
        // A path that has no canonical form (a pipe) is only equal to itself.
        let identity = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(identity) {
            self.files.push(path);
        }
    }

    /// Puts the transcripts below `folder` into `found`. Links may make a circle: each folder is entered once.
    fn walk(&mut self, folder: &Path, found: &mut Vec<PathBuf>, entered: &mut HashSet<PathBuf>) {
        if !entered.insert(fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())) {
            return;
        }
        let entries = fs::read_dir(folder).and_then(|entries| {
            entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>()
        });
        let mut paths = match entries {
            Ok(paths) => paths,
            Err(error) => return self.problem(folder, &reason(&error)),
        };
        paths.sort();
        for path in paths.iter().filter(|path| !is_hidden(path)) {
            if path.is_dir() {
                self.walk(path, found, entered);
            } else if path.is_file() && is_transcript(path) {
                // A pipe would be waited for without end; one that is named is meant.
                found.push(path.clone());
            }
        }
    }

    fn problem(&mut self, path: &Path, what: &str) {
        self.problems.push(format!("{}: {what}", path.display()));
    }
}

/// Reads a transcript to its end, or to where it is too large to be one.
pub(crate) fn read(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let whole = u64::try_from(bytes.len()).is_ok_and(|length| length < MOST_BYTES);
    whole.then_some(bytes).ok_or_else(|| {
        let message = "it has more than 64 MB, where a long call has one: give each call as a file of its own";
        io::Error::new(io::ErrorKind::FileTooLarge, message)
    })
}

/// A hundred times the longest call, and so few that all its facts fit into memory.
const MOST_BYTES: u64 = 64_000_000;

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// A text always; a page or a data file when somebody speaks in it: a folder of tables has files of the same names.
fn is_transcript(path: &Path) -> bool {
    let has = |extensions: &[&str]| {
        path.extension()
            .is_some_and(|extension| extensions.iter().any(|it| extension.eq_ignore_ascii_case(it)))
    };
    let speaks = || {
        let name = path.display().to_string();
        match File::open(path).and_then(read) {
            Ok(bytes) => tickmark::transcript::is_call(&name, &bytes),
            // Nobody can tell: to read it says why. What is too large is no call.
            Err(error) => error.kind() != io::ErrorKind::FileTooLarge,
        }
    };
    has(&["txt"]) || has(&["html", "htm", "json", "jsonl", "csv"]) && speaks()
}
