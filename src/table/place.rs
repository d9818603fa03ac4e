//! The files of a run, written to the side and put in place together.
//!
//! In:  the results of a run and a folder. Out: the files in it. Not here: what is in a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::{Error, Run};

use super::csv_file::write_csv;
use super::parquet_file::write_parquet;
use super::sheet::{Sheet, sheets, tables};

/// A format of tables.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Parquet];

    /// Ending of its files, and its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

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
    let sheets = sheets(run);
    let aside = aside(out)?;
    let jobs: Vec<(&Sheet<'_>, Format)> = sheets
        .iter()
        .flat_map(|sheet| formats.iter().map(move |format| (sheet, *format)))
        .collect();
    let names: Vec<String> =
        jobs.iter().map(|(sheet, format)| file_name(sheet.table.name, *format)).collect();
    for name in &names {
        if out.join(name).is_dir() {
            let source =
                io::Error::new(io::ErrorKind::IsADirectory, "a folder stands where the table goes");
            return Err(Error::Io { path: out.join(name), source });
        }
    }
    jobs.par_iter().zip(&names).try_for_each(|((sheet, format), name)| {
        let fill = |path: &Path| fill(sheet, *format, path);
        // The path in the message is the one that the user knows.
        fill(&aside.0.join(name)).map_err(|source| Error::Io { path: out.join(name), source })
    })?;
    let mut written = Written::default();
    for name in names {
        let path = out.join(&name);
        fs::rename(aside.0.join(&name), &path)
            .map_err(|source| Error::Io { path: path.clone(), source })?;
        written.files.push(path);
    }
    written.stale = stale(out, formats);
    Ok(written)
}

fn file_name(table: &str, format: Format) -> String {
    format!("{table}.{}", format.as_str())
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

fn fill(sheet: &Sheet<'_>, format: Format, path: &Path) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    match format {
        Format::Csv => write_csv(sheet, &mut file)?,
        Format::Parquet => write_parquet(sheet, &mut file)?,
    }
    file.flush()?;
    file.into_inner()?.sync_all()
}

fn stale(out: &Path, formats: &[Format]) -> Vec<PathBuf> {
    let others = Format::ALL.into_iter().filter(|format| !formats.contains(format));
    others
        .flat_map(|format| {
            tables().into_iter().map(move |one| out.join(file_name(one.name, format)))
        })
        .filter(|path| path.is_file())
        .collect()
}
