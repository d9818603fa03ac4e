//! The files of a run, written to the side and put in place together.
//!
//! In:  the results of a run and a folder. Out: the files in it. Not here: what is in a file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::{Error, Run};

use super::aside::Aside;
use super::dataset;
use super::earlier::{Earlier, Elsewhere, earlier};
use super::files::{Format, Output, outputs};
use super::filling::Filling;
use super::partition::Partition;
use super::sheet::Source;
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

/// Writes files to the side.
fn fill(aside: &Aside, outputs: &[Output<'_>]) -> Result<Vec<PathBuf>, Error> {
    outputs.par_iter().try_for_each(|output| {
        let mut file = aside.create(&output.path)?;
        let filled = (output.fill)(&mut file);
        let complete = filled.and_then(|()| file.into_inner()?.sync_all());
        complete.map_err(|error| aside.error(&output.path, error))
    })?;
    Ok(outputs.iter().map(|output| output.path.clone()).collect())
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
    let aside = Arc::new(Aside::new(out)?);
    let mut paths = whole(run, &aside, &formats)?;
    paths.extend(fill(&aside, &outputs(run, &formats))?);
    let files = aside.put(&paths)?;
    Ok(Written { files, stale: stale(out, &formats), left_out, ..Written::default() })
}

/// Fills the files of all tables from a run in memory.
fn whole(run: &Run, aside: &Arc<Aside>, formats: &[Format]) -> Result<Vec<PathBuf>, Error> {
    let mut filling = Filling::new(aside, formats)?;
    for source in [Source::Calls, Source::Company, Source::Findings] {
        filling.take(source, std::slice::from_ref(run))?;
        filling.end(&[source])?;
    }
    filling.sync()?;
    Ok(filling.paths())
}

/// Fills all files to the side, then puts them in place.
pub(super) fn put(out: &Path, outputs: &[Output<'_>]) -> Result<Written, Error> {
    let aside = Aside::new(out)?;
    let paths = fill(&aside, outputs)?;
    Ok(Written { files: aside.put(&paths)?, ..Written::default() })
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
    let aside = Arc::new(Aside::new(out)?);
    let Earlier { replaced, elsewhere } = earlier(run, out, partition)?;
    let (mut formats, left_out) = fitting(run, out, formats);
    formats.retain(|format| *format != Format::Parquet);
    let mut paths = whole(run, &aside, &formats)?;
    paths.extend(fill(&aside, &outputs(run, &formats))?);
    paths.extend(fill(&aside, &dataset::outputs(run, partition))?);
    // What moves to another folder is removed first: a run that is killed here leaves rows out, and never doubles them.
    let places: BTreeSet<PathBuf> = paths.iter().map(|path| out.join(path)).collect();
    for path in replaced.into_iter().filter(|path| !places.contains(path)) {
        fs::remove_file(&path).map_err(|source| Error::Io { path, source })?;
    }
    let files = aside.put(&paths)?;
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

/// Tables that are there in formats that were not written.
pub(crate) fn stale(out: &Path, formats: &[Format]) -> Vec<PathBuf> {
    let others = Format::ALL.into_iter().filter(|format| !formats.contains(format));
    let names = others.flat_map(Format::file_names);
    names.map(|name| out.join(name)).filter(|path| path.is_file()).collect()
}
