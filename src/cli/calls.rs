//! The calls and the checks that a command works on.
//!
//! In:  paths. Out: what was extracted and checked, all at once or batch by batch, with a line on stderr for each file that could not be read.
//! Not here: what is done with it.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use tickmark::check::Checks;
use tickmark::fact::{make_ready, stem};
use tickmark::transcript::Transcript;
use tickmark::{Extraction, Given, Run, reason};

use super::call_arguments::CallArguments;
use super::command::complain;
use super::inputs::{Inputs, STANDARD_INPUT, read};
use super::pattern::expanded;
use super::progress::Progress;

/// Where the examples of the project stand.
const EXAMPLES: &str = "examples";

/// Bytes of the files that are read together: enough calls for all cores, few for the memory.
const BATCH: u64 = 1 << 20;

/// What could be read, checked.
pub(crate) struct Checked {
    /// At least one call, in the order of the inputs.
    pub(crate) run: Run,
    /// Could every input be read?
    pub(crate) all_read: bool,
}

/// The files that the arguments stand for.
pub(crate) struct Calls<'a> {
    name: Option<&'a str>,
    given: Given,
    files: Vec<PathBuf>,
    /// What could not be read so far.
    problems: Vec<String>,
    progress: Progress,
    /// What stands in standard input, once it was read.
    standard_input: OnceLock<Vec<u8>>,
    /// The places of the files, sorted by the id that they have where their text says none.
    by_stem: OnceLock<Vec<usize>>,
}

/// A call that can be read, or why a file cannot.
pub(crate) type Opened = Result<Transcript, String>;

/// What came of each file of a batch.
pub(crate) type Batch = Vec<Result<Extraction, String>>;

/// Reads the calls that the arguments stand for and ties them to each other; `None` when no call could be read.
pub(crate) fn checked(arguments: &CallArguments, checks: &Checks, quiet: bool) -> Option<Checked> {
    let mut calls = Calls::new(arguments, quiet)?;
    let read = calls.read(0..calls.files.len());
    let extractions = calls.sorted_out(read);
    let all_read = calls.end();
    let run = (!extractions.is_empty()).then(|| tickmark::check_with(extractions, checks))?;
    Some(Checked { run, all_read })
}

impl<'a> Calls<'a> {
    /// The examples where none is named; `None`, with the reason on stderr, where there are none.
    pub(crate) fn new(arguments: &'a CallArguments, quiet: bool) -> Option<Self> {
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
        work_along();
        // Of a short run, to make the words ready is a large part: it is done beside all that comes before binding.
        rayon::spawn(make_ready);
        let (paths, mut problems) = expanded(if paths.is_empty() { &examples } else { paths });
        let Inputs { files, problems: more, .. } = Inputs::new(&paths);
        problems.extend(more);
        let progress = Progress::new(quiet);
        progress.begin(files.len());
        let (name, given) = (arguments.name.as_deref(), arguments.given());
        let (standard_input, by_stem) = (OnceLock::new(), OnceLock::new());
        Some(Self { name, given, files, problems, progress, standard_input, by_stem })
    }

    /// The places of the files that are read next, from the `first` on.
    pub(crate) fn batch(&self, first: usize) -> Option<Range<usize>> {
        let (mut bytes, mut end) = (0_u64, first);
        for path in self.files.get(first..)? {
            if bytes >= BATCH {
                break;
            }
            bytes = bytes.saturating_add(fs::metadata(path).map_or(0, |file| file.len()));
            end = end.saturating_add(1);
        }
        (end > first).then_some(first..end)
    }

    /// Reads the files at these places, in their order whatever the number of threads.
    pub(crate) fn read(&self, files: Range<usize>) -> Batch {
        self.at(files).par_iter().map(|path| self.bound(self.opened(path))).collect()
    }

    /// The first half of [`read`](Self::read), after which it is known which of the files are calls.
    pub(crate) fn open(&self, files: Range<usize>) -> Vec<Opened> {
        self.at(files).par_iter().map(|path| self.opened(path)).collect()
    }

    /// The second half of [`read`](Self::read).
    pub(crate) fn bind(&self, calls: Vec<Opened>) -> Batch {
        calls.into_par_iter().map(|call| self.bound(call)).collect()
    }

    fn at(&self, files: Range<usize>) -> &[PathBuf] {
        self.files.get(files).unwrap_or_default()
    }

    /// What could be read; the rest is told in the end.
    pub(crate) fn sorted_out(&mut self, batch: Batch) -> Vec<Extraction> {
        let mut extractions = Vec::with_capacity(batch.len());
        for one in batch {
            match one {
                Ok(extraction) => extractions.push(extraction),
                Err(problem) => self.problems.push(problem),
            }
        }
        extractions
    }

    /// Nothing is to come of what was read.
    pub(crate) fn leave(&self) {
        self.progress.end();
    }

    /// All files were read: tells which could not be. Could every one?
    pub(crate) fn end(&self) -> bool {
        self.progress.end();
        self.problems.iter().for_each(complain);
        self.problems.is_empty()
    }

    /// Has one of the calls this id by itself? A call that is called as no other can be has a name of company and period,
    /// which no number follows; so it is enough to look at the files of that name.
    pub(crate) fn has(&self, id: &str) -> bool {
        let stem_at =
            |place: &usize| self.files.get(*place).map(|path| stem(&self.name(path)).to_owned());
        let by_stem = || {
            let mut places: Vec<usize> = (0..self.files.len()).collect();
            places.sort_by_cached_key(stem_at);
            places
        };
        let places = self.by_stem.get_or_init(by_stem);
        let first = places.partition_point(|place| stem_at(place).as_deref() < Some(id));
        let of_id = places.iter().skip(first);
        let of_id = of_id.take_while(|place| stem_at(place).as_deref() == Some(id));
        of_id.filter_map(|place| self.files.get(*place)).any(|path| {
            let bytes = self.bytes(path);
            let own = bytes.and_then(|bytes| {
                tickmark::call_id(&self.name(path), &bytes, &self.given).map_err(io::Error::other)
            });
            own.is_ok_and(|own| own == id)
        })
    }

    fn name(&self, path: &Path) -> String {
        if is_standard_input(path) {
            self.name.unwrap_or("stdin").to_owned()
        } else {
            path.display().to_string()
        }
    }

    fn bytes(&self, path: &Path) -> io::Result<Cow<'_, [u8]>> {
        if !is_standard_input(path) {
            return File::open(path).and_then(read).map(Cow::Owned);
        }
        // It can be read once only.
        if let Some(bytes) = self.standard_input.get() {
            return Ok(Cow::Borrowed(bytes));
        }
        let bytes = read(io::stdin().lock())?;
        Ok(Cow::Borrowed(self.standard_input.get_or_init(|| bytes)))
    }

    fn opened(&self, path: &Path) -> Opened {
        let name = self.name(path);
        let bytes = self.bytes(path).map_err(|error| format!("{name}: {}", reason(&error)))?;
        tickmark::open(&name, &bytes, &self.given).map_err(|error| error.to_string())
    }

    fn bound(&self, call: Opened) -> Result<Extraction, String> {
        let one = call.map(tickmark::bind);
        self.progress.step();
        one
    }
}

/// Makes this thread one of those that work: else it waits for as many others to be started.
fn work_along() {
    // Where others work already, it stays so.
    drop(rayon::ThreadPoolBuilder::new().use_current_thread().build_global());
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}
