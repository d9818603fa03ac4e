//! Which files a run has, and what fills them.
//!
//! In:  the results of a run and the formats that are wanted. Out: [`Output`]s. Not here: where the files go (`place.rs`).

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::sync::Arc;

use super::csv_file::write_csv;
use super::jsonl_file::write_json_lines;
use super::package;
use super::parquet_file::write_parquet;
use super::sheet::{Sheet, sheets, tables};
use super::wide::write_wide;
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
const WIDE: &str = "kpis_wide.csv";

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

/// One file to be.
pub(super) struct Output<'r> {
    /// Where it goes, in the folder of the run.
    pub(super) path: PathBuf,
    /// Writes its bytes.
    pub(super) fill: Fill<'r>,
}

/// The files of a run, table by table.
pub(super) fn outputs<'r>(run: &'r Run, formats: &[Format]) -> Vec<Output<'r>> {
    let mut outputs: Vec<Output<'r>> = Vec::new();
    for sheet in sheets(run).into_iter().map(Arc::new) {
        outputs.extend(formats.iter().filter_map(|format| table(&sheet, *format)));
    }
    if formats.contains(&Format::Csv) {
        let fill = |file: &mut BufWriter<File>| write_wide(&run.kpis, file);
        outputs.push(Output { path: PathBuf::from(WIDE), fill: Box::new(fill) });
        let fill = |file: &mut BufWriter<File>| package::write_package(file);
        outputs.push(Output { path: PathBuf::from(package::FILE), fill: Box::new(fill) });
    }
    if formats.contains(&Format::Xlsx) {
        let fill = |file: &mut BufWriter<File>| xlsx::write_workbook(run, file);
        outputs.push(Output { path: PathBuf::from(xlsx::NAME), fill: Box::new(fill) });
    }
    outputs
}

/// The file of one table, in a format that has one for each.
fn table<'r>(sheet: &Arc<Sheet<'r>>, format: Format) -> Option<Output<'r>> {
    let path = PathBuf::from(file_name(sheet.table.name, format));
    let sheet = Arc::clone(sheet);
    let fill: Fill<'r> = match format {
        Format::Csv => Box::new(move |file| write_csv(&sheet, file)),
        Format::Parquet => {
            Box::new(move |file| write_parquet(&sheet.table, sheet.rows(), &[], file))
        }
        Format::JsonLines => Box::new(move |file| write_json_lines(&sheet, file)),
        Format::Xlsx => return None,
    };
    Some(Output { path, fill })
}

fn file_name(table: &str, format: Format) -> String {
    format!("{table}.{}", format.as_str())
}
