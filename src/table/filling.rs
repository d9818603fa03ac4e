//! The files of tables, filled while a run goes on.
//!
//! In:  parts of a run in order. Out: files to the side. Not here: which parts there are (`stream.rs`), where the files go in the end (`place.rs`).

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rayon::prelude::*;

use super::aside::Aside;
use super::cell::Cell;
use super::csv_file::CsvFile;
use super::files::{Format, WIDE, file_name};
use super::jsonl_file::JsonLinesFile;
use super::package;
use super::parquet_file::ParquetFile;
use super::sheet::{Filled, Sheet, Source, filled};
use super::wide::WideFile;
use crate::spill::Store;
use crate::{Error, Run};

/// Bytes of lines of `kpis_wide` that wait in memory.
const WAITING: usize = 4 << 20;

/// Bytes of a row group of a Parquet file that wait in memory.
const ROW_GROUP: usize = 2 << 20;

/// All files that take rows part by part.
pub(crate) struct Filling {
    /// Table by table.
    files: Vec<Filler>,
    aside: Arc<Aside>,
}

/// One file to be.
struct Filler {
    path: PathBuf,
    from: Source,
    state: State,
}

/// How far a file is.
enum State {
    Open(Box<Rows>),
    /// It has all rows, and goes to the disk.
    Closed(OnItsWay),
    /// It is on the disk, or could not be closed.
    Left,
}

/// A file that goes to the disk, while others are closed: a disk that is asked for one after the other takes as many times as long.
struct OnItsWay {
    out: Arc<File>,
    /// An error where there is no thread for it.
    begun: io::Result<JoinHandle<io::Result<()>>>,
}

impl OnItsWay {
    fn begin(out: File) -> Self {
        let out = Arc::new(out);
        let own = Arc::clone(&out);
        Self { out, begun: thread::Builder::new().spawn(move || own.sync_all()) }
    }

    fn end(self) -> io::Result<()> {
        match self.begun.map(JoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => self.out.sync_all(),
        }
    }
}

type Out = BufWriter<File>;

#[expect(clippy::large_enum_variant, reason = "there is one a file")]
enum Rows {
    Csv(CsvFile<Out>, SheetOf),
    Parquet(Box<ParquetFile<Out>>, SheetOf),
    JsonLines(JsonLinesFile<Out>, SheetOf),
    Wide(Box<WideFile>),
    /// Filled as it is made.
    Whole(Out),
}

type SheetOf = for<'a> fn(&'a Run) -> Sheet<'a>;

impl Filling {
    /// Files without rows, to the side.
    pub(crate) fn new(aside: &Arc<Aside>, formats: &[Format]) -> Result<Self, Error> {
        let mut files = Vec::new();
        for table in filled() {
            for format in formats {
                files.extend(Filler::of_table(aside, &table, *format)?);
            }
        }
        if formats.contains(&Format::Csv) {
            files.push(Filler::wide(aside)?);
            files.push(Filler::package(aside)?);
        }
        Ok(Self { files, aside: Arc::clone(aside) })
    }

    /// Takes the next parts for the tables that are known from `source`.
    pub(crate) fn take(&mut self, source: Source, parts: &[Run]) -> Result<(), Error> {
        let aside = &self.aside;
        let files = self.files.par_iter_mut().filter(|file| file.from == source);
        files.try_for_each(|file| file.take(parts).map_err(|error| aside.error(&file.path, error)))
    }

    /// No more comes from `sources`: their files have all their rows.
    pub(crate) fn end(&mut self, sources: &[Source]) -> Result<(), Error> {
        let aside = &self.aside;
        let files = self.files.par_iter_mut().filter(|file| sources.contains(&file.from));
        files.try_for_each(|file| file.close().map_err(|error| aside.error(&file.path, error)))
    }

    /// Waits until all files are on the disk.
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        let aside = &self.aside;
        self.files
            .iter_mut()
            .try_for_each(|file| file.sync().map_err(|error| aside.error(&file.path, error)))
    }

    /// Where the files go, in the folder of the run.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| file.path.clone()).collect()
    }
}

impl Filler {
    fn of_table(aside: &Aside, filled: &Filled, format: Format) -> Result<Option<Self>, Error> {
        if format == Format::Xlsx {
            return Ok(None);
        }
        let path = PathBuf::from(file_name(filled.table.name, format));
        let out = aside.create(&path)?;
        let store = Store::beside(aside.place(&path.with_extension("rows")), ROW_GROUP);
        let rows = rows(filled, format, store, out);
        let rows = rows.map_err(|error| aside.error(&path, error))?;
        Ok(rows.map(|rows| Self { path, from: filled.from, state: State::Open(Box::new(rows)) }))
    }

    fn wide(aside: &Aside) -> Result<Self, Error> {
        let path = PathBuf::from(WIDE);
        let lines = Store::beside(aside.place(&PathBuf::from("kpis_wide.spill")), WAITING);
        let rows = Rows::Wide(Box::new(WideFile::new(aside.create(&path)?, lines)));
        Ok(Self { path, from: Source::Company, state: State::Open(Box::new(rows)) })
    }

    fn package(aside: &Aside) -> Result<Self, Error> {
        let path = PathBuf::from(package::FILE);
        let mut out = aside.create(&path)?;
        package::write_package(&mut out).map_err(|error| aside.error(&path, error))?;
        Ok(Self { path, from: Source::Calls, state: State::Open(Box::new(Rows::Whole(out))) })
    }

    fn take(&mut self, parts: &[Run]) -> io::Result<()> {
        let State::Open(rows) = &mut self.state else { return Ok(()) };
        parts.iter().try_for_each(|part| rows.take(part))
    }

    fn close(&mut self) -> io::Result<()> {
        if let State::Open(rows) = std::mem::replace(&mut self.state, State::Left) {
            self.state = State::Closed(OnItsWay::begin(rows.close()?.into_inner()?));
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.state, State::Left) {
            State::Closed(file) => file.end(),
            State::Open(_) | State::Left => Ok(()),
        }
    }
}

fn rows(
    Filled { table, sheet, .. }: &Filled,
    format: Format,
    store: Store,
    out: Out,
) -> io::Result<Option<Rows>> {
    let sheet = *sheet;
    Ok(match format {
        Format::Csv => Some(Rows::Csv(CsvFile::new(table, out)?, sheet)),
        Format::Parquet => {
            Some(Rows::Parquet(Box::new(ParquetFile::new(table, &[], store, out)?), sheet))
        }
        Format::JsonLines => Some(Rows::JsonLines(JsonLinesFile::new(table, out), sheet)),
        Format::Xlsx => None,
    })
}

impl Rows {
    fn take(&mut self, part: &Run) -> io::Result<()> {
        match self {
            Self::Csv(file, sheet) => each(*sheet, part, |row| file.row(row)),
            Self::Parquet(file, sheet) => each(*sheet, part, |row| file.row(row)),
            Self::JsonLines(file, sheet) => each(*sheet, part, |row| file.row(row)),
            Self::Wide(file) => file.take(&part.kpis),
            Self::Whole(_) => Ok(()),
        }
    }

    fn close(self) -> io::Result<Out> {
        match self {
            Self::Csv(file, _) => file.close(),
            Self::Parquet(file, _) => file.close(),
            Self::JsonLines(file, _) => Ok(file.close()),
            Self::Wide(file) => file.close(),
            Self::Whole(out) => Ok(out),
        }
    }
}

fn each(
    sheet: SheetOf,
    part: &Run,
    mut write: impl FnMut(&[Cell<'_>]) -> io::Result<()>,
) -> io::Result<()> {
    sheet(part).rows().try_for_each(|row| write(&row))
}
