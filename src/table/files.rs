//! Which files a run has.
//!
//! In:  the formats that are wanted. Out: [`Format`], [`Output`]s. Not here: what fills a table's files (`filling.rs`), where the files go (`place.rs`).

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use super::package;
use super::sheet::tables;
use super::xlsx;
use crate::Run;

/// A format of tables.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values; with the key figures also in a form with their periods across, and `datapackage.json`.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// One workbook for people: key figures with their periods across, facts, findings and calls.
    Xlsx,
    /// JSON Lines: an object a row.
    JsonLines,
}

/// The key figures with their periods across.
pub(super) const WIDE: &str = "kpis_wide.csv";

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Parquet, Self::Xlsx, Self::JsonLines];

    /// Ending of its files, and its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::JsonLines => "jsonl",
        }
    }

    /// The names of its files.
    pub(super) fn file_names(self) -> Vec<String> {
        let one_a_table = || tables().into_iter().map(|table| file_name(table.name, self));
        let more = [WIDE, package::FILE].map(str::to_owned);
        match self {
            Self::Csv => one_a_table().chain(more).collect(),
            Self::Parquet | Self::JsonLines => one_a_table().collect(),
            Self::Xlsx => vec![xlsx::NAME.to_owned()],
        }
    }
}

type Fill<'r> = Box<dyn Fn(&mut BufWriter<File>) -> io::Result<()> + Send + Sync + 'r>;

/// One file that is filled at once.
pub(super) struct Output<'r> {
    /// Where it goes, in the folder of the run.
    pub(super) path: PathBuf,
    /// Writes its bytes.
    pub(super) fill: Fill<'r>,
}

/// The files that can only be filled from a whole run.
pub(super) fn outputs<'r>(run: &'r Run, formats: &[Format]) -> Vec<Output<'r>> {
    let workbook = formats.contains(&Format::Xlsx).then(|| {
        let fill = |file: &mut BufWriter<File>| xlsx::write_workbook(run, file);
        Output { path: PathBuf::from(xlsx::NAME), fill: Box::new(fill) }
    });
    workbook.into_iter().collect()
}

/// The file of one table.
pub(super) fn file_name(table: &str, format: Format) -> String {
    format!("{table}.{}", format.as_str())
}
