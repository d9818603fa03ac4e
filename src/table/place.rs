//! The files of a run, written to the side and put in place together.
//!
//! In:  the results of a run and a folder. Out: the files in it. Not here: what is in a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::{Error, Run};

use super::files::{Format, Output, outputs};

/// What a run left in the folder.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// The files written, table by table.
    pub files: Vec<PathBuf>,
    /// Tables of an earlier run in a format that this run did not write: they say something else now.
    pub stale: Vec<PathBuf>,
}

/// A folder beside the files to be, gone when the run ends, whichever way it ends.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        // What remains is a hidden folder of this run; a failure here has no better place to go.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Writes all tables of `run` to the folder `out` in each of `formats`.
///
/// Every file is complete on the disk before the first one is put in place, so a run that fails leaves the
/// old tables as they were.
///
/// # Errors
/// [`Error::Io`] with the path that could not be made, written or replaced.
pub fn write(run: &Run, out: &Path, formats: &[Format]) -> Result<Written, Error> {
    let written = put(out, outputs(run, formats))?;
    Ok(Written { stale: stale(out, formats), ..written })
}

/// Fills all files to the side, then puts them in place.
pub(super) fn put(out: &Path, outputs: Vec<Output<'_>>) -> Result<Written, Error> {
    let aside = aside(out)?;
    for output in &outputs {
        if out.join(&output.name).is_dir() {
            let source =
                io::Error::new(io::ErrorKind::IsADirectory, "a folder stands where the table goes");
            return Err(Error::Io { path: out.join(&output.name), source });
        }
    }
    outputs.par_iter().try_for_each(|output| {
        // The path in the message is the one that the user knows.
        let error = |source| Error::Io { path: out.join(&output.name), source };
        fill(output, &aside.0.join(&output.name)).map_err(error)
    })?;
    let mut written = Written::default();
    for Output { name, .. } in outputs {
        let path = out.join(&name);
        fs::rename(aside.0.join(&name), &path)
            .map_err(|source| Error::Io { path: path.clone(), source })?;
        written.files.push(path);
    }
    Ok(written)
}

/// Makes `out` and, in it, the folder to the side: on the same disk, or putting in place would be no rename.
fn aside(out: &Path) -> Result<Aside, Error> {
    let error = |source| Error::Io { path: out.to_owned(), source };
    if out.exists() && !out.is_dir() {
        let source = io::Error::new(
            io::ErrorKind::NotADirectory,
            "this is a file, the tables need a folder: give another --out",
        );
        return Err(error(source));
    }
    fs::create_dir_all(out).map_err(error)?;
    let path = out.join(format!(".tickmark-{}", std::process::id()));
    fs::create_dir_all(&path).map_err(error)?;
    Ok(Aside(path))
}

fn fill(output: &Output<'_>, path: &Path) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    (output.fill)(&mut file)?;
    file.flush()?;
    file.into_inner()?.sync_all()
}

fn stale(out: &Path, formats: &[Format]) -> Vec<PathBuf> {
    let others = Format::ALL.into_iter().filter(|format| !formats.contains(format));
    let names = others.flat_map(Format::file_names);
    names.map(|name| out.join(name)).filter(|path| path.is_file()).collect()
}
