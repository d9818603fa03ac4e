//! The files of a run, written to the side and put in place together.
//!
//! In:  the results of a run and a folder. Out: the files in it. Not here: what is in a file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::{Error, Run};

use super::dataset;
use super::earlier::{Earlier, Elsewhere, earlier};
use super::files::{Format, Output, outputs};
use super::partition::Partition;
use super::xlsx;

/// What a run left in the folder.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// The files written, table by table.
    pub files: Vec<PathBuf>,
    /// Tables of an earlier run in a format that this run did not write: they say something else now.
    pub stale: Vec<PathBuf>,
    /// Files that cannot hold this run, each with the reason in one sentence; the other formats are written.
    pub left_out: Vec<(PathBuf, String)>,
    /// Calls that a dataset has from earlier runs, of companies of this run.
    pub elsewhere: Vec<Elsewhere>,
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
/// old tables as they were. A workbook that cannot hold the run is [left out](Written::left_out).
///
/// # Errors
/// [`Error::Io`] with the path that could not be made, written or replaced.
pub fn write(run: &Run, out: &Path, formats: &[Format]) -> Result<Written, Error> {
    let (formats, left_out) = fitting(run, out, formats);
    let written = put(out, outputs(run, &formats))?;
    Ok(Written { stale: stale(out, &formats), left_out, ..written })
}

/// Fills all files to the side, then puts them in place.
pub(super) fn put(out: &Path, outputs: Vec<Output<'_>>) -> Result<Written, Error> {
    let aside = aside(out)?;
    prepare(&outputs, out, &aside)?;
    Ok(Written { files: replace(outputs, out, &aside)?, ..Written::default() })
}

/// As [`write`], with Parquet as a dataset that is divided by `partition`: rows of calls that are in it already are
/// replaced, those of other calls stay.
///
/// # Errors
/// As [`write`]; also when the dataset in `out` is divided otherwise.
pub fn write_partitioned(
    run: &Run,
    out: &Path,
    formats: &[Format],
    partition: &[Partition],
) -> Result<Written, Error> {
    let aside = aside(out)?;
    let Earlier { replaced, elsewhere } = earlier(run, out, partition)?;
    let (mut formats, left_out) = fitting(run, out, formats);
    formats.retain(|format| *format != Format::Parquet);
    let mut outputs = outputs(run, &formats);
    outputs.extend(dataset::outputs(run, partition));
    prepare(&outputs, out, &aside)?;
    // What moves to another folder is removed first: a run that is killed here leaves rows out, and never doubles them.
    let places: BTreeSet<PathBuf> = outputs.iter().map(|one| out.join(&one.path)).collect();
    for path in replaced.into_iter().filter(|path| !places.contains(path)) {
        fs::remove_file(&path).map_err(|source| Error::Io { path, source })?;
    }
    let files = replace(outputs, out, &aside)?;
    Ok(Written { files, stale: stale(out, &formats), left_out, elsewhere })
}

/// A file that cannot hold a run, with the reason in one sentence.
type LeftOut = (PathBuf, String);

/// The formats that can hold the run, and the files of the others.
fn fitting(run: &Run, out: &Path, formats: &[Format]) -> (Vec<Format>, Vec<LeftOut>) {
    let too_large = formats.contains(&Format::Xlsx).then(|| xlsx::too_large(run)).flatten();
    let fits = |format: &Format| *format != Format::Xlsx || too_large.is_none();
    let formats = formats.iter().copied().filter(fits).collect();
    (formats, too_large.map(|reason| (out.join(xlsx::NAME), reason)).into_iter().collect())
}

/// Writes all files to the side, and makes the folders that they go to.
fn prepare(outputs: &[Output<'_>], out: &Path, aside: &Aside) -> Result<(), Error> {
    for output in outputs {
        let path = out.join(&output.path);
        if path.is_dir() {
            let source =
                io::Error::new(io::ErrorKind::IsADirectory, "a folder stands where the table goes");
            return Err(Error::Io { path, source });
        }
    }
    outputs.par_iter().try_for_each(|output| {
        // The path in the message is the one that the user knows.
        let error = |source| Error::Io { path: out.join(&output.path), source };
        let path = aside.0.join(&output.path);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(error)?;
        fill(output, &path).map_err(error)
    })?;
    for folder in outputs.iter().filter_map(|output| output.path.parent()) {
        let path = out.join(folder);
        fs::create_dir_all(&path).map_err(|source| Error::Io { path, source })?;
    }
    Ok(())
}

fn replace(outputs: Vec<Output<'_>>, out: &Path, aside: &Aside) -> Result<Vec<PathBuf>, Error> {
    let put = |output: Output<'_>| {
        let path = out.join(&output.path);
        match fs::rename(aside.0.join(&output.path), &path) {
            Ok(()) => Ok(path),
            Err(source) => Err(Error::Io { path, source }),
        }
    };
    outputs.into_iter().map(put).collect()
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
