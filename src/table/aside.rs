//! A folder to the side, where the files of a run are until all of them are complete.
//!
//! In:  the folder of the run. Out: places for files, and all of them put in place at once.
//! Not here: what is in a file (`filling.rs`), which files there are (`files.rs`), how two folders change places (`exchange.rs`).
//!
//! Where the system can do it, the folder to the side becomes the folder of the run in one step, with all that was in that beside
//! the tables: who reads it, and a run that is killed, sees the old tables or the new ones. Else the files are renamed one by one.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::exchange::{Others, exchange, is_worked_in, others, same_folder};
use crate::Error;

/// What the names of folders to the side have in common: a run sweeps those of runs that were killed.
const MARK: &str = ".tickmark-";

/// A folder beside the files to be, gone when the run ends, whichever way it ends.
pub(crate) struct Aside {
    /// As the user names it.
    out: PathBuf,
    folder: PathBuf,
    /// The folder of the run by its whole path, where `folder` can take its place.
    twin: Option<PathBuf>,
    /// Held until the run ends; `None` where the disk knows no locks.
    _lock: Option<File>,
}

impl Aside {
    /// Makes `out` where it is missing and the folder to the side on the same disk.
    ///
    /// # Errors
    /// [`Error::Io`] when a folder cannot be made, [`Error::Busy`] when another run writes to `out`.
    pub(crate) fn new(out: &Path) -> Result<Self, Error> {
        let error = |source| Error::Io { path: out.to_owned(), source };
        if out.exists() && !out.is_dir() {
            let source = io::Error::new(
                io::ErrorKind::NotADirectory,
                "this is a file, the tables need a folder: give another --out",
            );
            return Err(error(source));
        }
        fs::create_dir_all(out).map_err(error)?;
        let lock = lock(out)?;
        let whole = fs::canonicalize(out).map_err(error)?;
        let beside = beside(&whole);
        sweep(&whole, MARK);
        if let Some((parent, prefix)) = &beside {
            sweep(parent, prefix);
        }
        let id = std::process::id();
        let made = beside.and_then(|(parent, prefix)| {
            let folder = parent.join(format!("{prefix}{id}"));
            fs::create_dir(&folder).ok()?;
            if reaches(&folder, &whole) {
                return Some((folder, Some(whole)));
            }
            drop(fs::remove_dir_all(folder));
            None
        });
        let (folder, twin) = match made {
            Some(made) => made,
            None => {
                let folder = out.join(format!("{MARK}{id}"));
                fs::create_dir(&folder).map_err(error)?;
                (folder, None)
            }
        };
        Ok(Self { out: out.to_owned(), folder, twin, _lock: lock })
    }

    /// The folder of the run.
    pub(crate) fn out(&self) -> &Path {
        &self.out
    }

    /// Where a file is until it is put in place.
    pub(crate) fn place(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// The path in the message is the one that the user knows.
    pub(crate) fn error(&self, path: &Path, source: io::Error) -> Error {
        Error::Io { path: self.out.join(path), source }
    }

    /// A file to the side.
    pub(super) fn create(&self, path: &Path) -> Result<BufWriter<File>, Error> {
        if self.out.join(path).is_dir() {
            let message = "a folder stands where the table goes";
            return Err(self.error(path, io::Error::new(io::ErrorKind::IsADirectory, message)));
        }
        let place = self.place(path);
        let file = File::create(&place).or_else(|error| {
            let folder = place.parent().filter(|_| error.kind() == io::ErrorKind::NotFound);
            fs::create_dir_all(folder.ok_or(error)?).and_then(|()| File::create(&place))
        });
        file.map(BufWriter::new).map_err(|error| self.error(path, error))
    }

    /// Puts files in place that are complete.
    pub(crate) fn put(&self, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
        let places = paths.iter().map(|path| self.out.join(path));
        if self.twin.as_ref().is_some_and(|twin| self.exchanged(twin, paths)) {
            return Ok(places.collect());
        }
        let put = |path: &PathBuf| {
            let place = self.out.join(path);
            let folder = place.parent().map_or(Ok(()), fs::create_dir_all);
            folder
                .and_then(|()| fs::rename(self.place(path), &place))
                .map_err(|error| self.error(path, error))?;
            Ok(place)
        };
        paths.iter().map(put).collect()
    }

    /// Makes the folder to the side that of the run, with all else that is in it; `false`, and nothing done, where that cannot be.
    fn exchanged(&self, twin: &Path, paths: &[PathBuf]) -> bool {
        let flat = paths.iter().all(|path| path.components().count() == 1);
        let ours = |name: &Path| paths.iter().any(|path| path == name);
        let exchanged = flat
            && self.holds_only(&ours)
            && !is_worked_in(twin)
            && others(twin, &self.folder, &ours) == Others::Kept
            && exchange(&self.folder, twin);
        if exchanged {
            // What somebody put into the old folder meanwhile; what cannot be linked was no file.
            let _ = others(&self.folder, twin, &ours);
        }
        exchanged
    }

    /// Removes from the folder to the side what a run kept there while it went on.
    fn holds_only(&self, ours: &dyn Fn(&Path) -> bool) -> bool {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut others = entries.filter(|entry| !ours(Path::new(&entry.file_name())));
        others.all(|entry| fs::remove_file(entry.path()).is_ok())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What remains is a hidden folder, which the next run sweeps; a failure here has no better place to go.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The lock of a folder, so that two runs do not write to it at once.
fn lock(out: &Path) -> Result<Option<File>, Error> {
    loop {
        let Ok(file) = File::open(out) else { return Ok(None) };
        match file.try_lock() {
            // The run before has put another folder here since it was opened.
            Ok(()) if !same_folder(&file, out) => {}
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: out.to_owned() }),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Where a folder that can take the place of `whole` stands, and what its name begins with; `None` where none can.
fn beside(whole: &Path) -> Option<(PathBuf, String)> {
    // Who works in the folder would be left in the old one.
    let here = std::env::current_dir().ok()?;
    let parent = whole.parent().filter(|_| !here.starts_with(whole))?;
    let name = whole.file_name()?.to_str()?;
    Some((parent.to_owned(), format!(".{name}{MARK}")))
}

/// Can files move from `folder` to `out`? Not from disk to disk, nor into a folder that may only be read.
fn reaches(folder: &Path, out: &Path) -> bool {
    let name = format!("{MARK}{}", std::process::id());
    let moved = File::create(folder.join(&name))
        .and_then(|_| fs::rename(folder.join(&name), out.join(&name)));
    moved.and_then(|()| fs::remove_file(out.join(name))).is_ok()
}

/// Removes what runs that were killed left in `folder`.
fn sweep(folder: &Path, prefix: &str) {
    let ours = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.strip_prefix(prefix)
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
    };
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if ours(&path) {
            // A folder that stays is in nobody's way.
            drop(fs::remove_dir_all(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("tickmark-aside-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn put(out: &Path, name: &str, text: &str) {
        let aside = Aside::new(out).unwrap();
        fs::write(aside.place(Path::new(name)), text).unwrap();
        fs::write(aside.place(Path::new("calls.spill")), "kept while the run went on").unwrap();
        aside.put(&[PathBuf::from(name)]).unwrap();
    }

    #[test]
    fn what_is_no_table_stays_and_nothing_is_left_behind() {
        // With a folder inside, the files are renamed one by one.
        for inside in [false, true] {
            let parent = folder(if inside { "inside" } else { "flat" });
            let out = parent.join("out");
            fs::create_dir(&out).unwrap();
            fs::write(out.join("notes.md"), "mine").unwrap();
            fs::create_dir(parent.join(".out.tickmark-99999999")).unwrap();
            fs::create_dir(out.join(".tickmark-99999999")).unwrap();
            fs::create_dir(out.join(".tickmark-mine")).unwrap();
            if !inside {
                fs::remove_dir(out.join(".tickmark-mine")).unwrap();
            }
            put(&out, "facts.csv", "old");
            put(&out, "facts.csv", "new");
            let expected: &[&str] = if inside {
                &[".tickmark-mine", "facts.csv", "notes.md"]
            } else {
                &["facts.csv", "notes.md"]
            };
            assert_eq!(names(&out), expected, "inside: {inside}");
            assert_eq!(fs::read_to_string(out.join("facts.csv")).unwrap(), "new");
            assert_eq!(names(&parent), ["out"], "inside: {inside}");
            fs::remove_dir_all(parent).unwrap();
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn who_has_the_folder_open_sees_the_old_tables_or_the_new_ones() {
        let parent = folder("step");
        let out = parent.join("out");
        put(&out, "facts.csv", "old");
        let before = File::open(&out).unwrap();
        put(&out, "facts.csv", "new");
        assert!(!same_folder(&before, &out), "the folder was not exchanged as a whole");
        fs::remove_dir_all(parent).unwrap();
    }

    #[test]
    fn a_second_run_is_refused() {
        let parent = folder("second");
        let out = parent.join("out");
        let first = Aside::new(&out).unwrap();
        let refused = Aside::new(&out).map(drop).unwrap_err().to_string();
        assert!(
            refused.ends_with(
                "another run writes its tables here: wait for it, or give another --out"
            ),
            "{refused}"
        );
        drop(first);
        assert!(Aside::new(&out).is_ok());
        fs::remove_dir_all(parent).unwrap();
    }
}
