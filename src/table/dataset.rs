//! The tables as a dataset: a file for each call, in folders that Hive, Spark, DuckDB and others read as columns.
//!
//! In:  the results of a run and what the dataset is divided by. Out: [`Output`]s. Not here: files of earlier runs (`earlier.rs`).
//!
//! Tables with a `call_id` have a file for each call, `facts/company=acme/fiscal_year=2024/acme-2024-q1.parquet`; the others one for
//! each company, `kpis/company=acme/acme.parquet`. A call without rows has a file without rows: it replaces the rows it once had.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::cell::Cell;
use super::column::Column;
use super::files::Output;
use super::parquet_file::ParquetFile;
use super::partition::{Partition, checksum, file_name};
use super::sheet::{Sheet, TableInfo, sheets};
use crate::spill::Store;
use crate::{Extraction, Run};

/// Key of the file's metadata that says which text a call was read from.
pub(super) const SOURCE: &str = "tickmark.source";
/// Key of the file's metadata that says which company a call is of.
pub(super) const COMPANY: &str = "tickmark.company_key";

/// Whose rows are in one file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Unit {
    Call,
    Company,
}

impl Unit {
    /// Whose rows the files of a table have.
    pub(super) fn of(table: &TableInfo) -> Self {
        if table.columns.iter().any(|one| one.name == Self::Call.column()) {
            Self::Call
        } else {
            Self::Company
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Call => "call_id",
            Self::Company => "company_key",
        }
    }

    /// The folders that its files are in: a company has no year.
    pub(super) fn folders(self, partition: &[Partition]) -> Vec<Partition> {
        let has = |one: &Partition| self == Self::Call || *one == Partition::Company;
        partition.iter().copied().filter(has).collect()
    }
}

/// One file's place, and what its metadata says.
#[derive(Default)]
struct Place {
    company: String,
    year: Option<i32>,
    metadata: Vec<(&'static str, String)>,
}

impl Place {
    fn folder(&self, partition: Partition) -> String {
        match partition {
            Partition::Company => partition.folder(&self.company),
            Partition::FiscalYear => {
                partition.folder(&self.year.map(|year| year.to_string()).unwrap_or_default())
            }
        }
    }
}

/// What a text is known by when it is read again.
pub(super) fn source(one: &Extraction) -> String {
    let text = one.transcript.text.text();
    format!("{:016x}-{}", checksum(text), text.len())
}

/// The files of a run, table by table.
pub(super) fn outputs<'r>(run: &'r Run, partition: &[Partition]) -> Vec<Output<'r>> {
    let (calls, companies) = places(run);
    let mut outputs = Vec::new();
    for sheet in sheets(run).into_iter().map(Arc::new) {
        let unit = Unit::of(&sheet.table);
        let folders = unit.folders(partition);
        let mut rows = rows_by(&sheet, unit.column());
        let places = if unit == Unit::Call { &calls } else { &companies };
        for (id, place) in places {
            let path = path(sheet.table.name, id, place, &folders);
            let rows = rows.remove(*id).unwrap_or_default();
            outputs.push(output(path, &sheet, rows, &folders, place.metadata.clone()));
        }
        // A run that a library's user made by hand may have rows of calls that are not in it.
        for (id, rows) in rows {
            let path = path(sheet.table.name, &id, &Place::default(), &folders);
            outputs.push(output(path, &sheet, rows, &folders, Vec::new()));
        }
    }
    outputs
}

fn path(table: &str, id: &str, place: &Place, folders: &[Partition]) -> PathBuf {
    let mut path = PathBuf::from(table);
    path.extend(folders.iter().map(|one| place.folder(*one)));
    path.push(file_name(id));
    path
}

fn places(run: &Run) -> (BTreeMap<&str, Place>, BTreeMap<&str, Place>) {
    let (mut calls, mut companies) = (BTreeMap::new(), BTreeMap::new());
    for one in &run.extractions {
        let company = one.call.company_key.clone();
        let metadata = vec![(SOURCE, source(one)), (COMPANY, company.clone())];
        let year = one.call.period.map(|period| period.year);
        calls.insert(one.call.call_id.as_str(), Place { company: company.clone(), year, metadata });
        let place = Place { company, ..Place::default() };
        companies.insert(one.call.company_key.as_str(), place);
    }
    (calls, companies)
}

/// The rows of each value of a column.
fn rows_by(sheet: &Sheet<'_>, column: &str) -> BTreeMap<String, Vec<usize>> {
    let place = sheet.table.columns.iter().position(|one| one.name == column);
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, row) in sheet.rows().enumerate() {
        if let Some(Cell::Text(id)) = place.and_then(|place| row.get(place)) {
            rows.entry(id.clone().into_owned()).or_default().push(number);
        }
    }
    rows
}

fn output<'r>(
    path: PathBuf,
    sheet: &Arc<Sheet<'r>>,
    rows: Vec<usize>,
    folders: &[Partition],
    metadata: Vec<(&'static str, String)>,
) -> Output<'r> {
    let (kept, columns): (Vec<usize>, Vec<Column>) =
        columns(&sheet.table, folders).into_iter().unzip();
    let table = TableInfo { columns, ..sheet.table.clone() };
    let sheet = Arc::clone(sheet);
    let fill = move |file: &mut std::io::BufWriter<std::fs::File>| {
        let mut parquet = ParquetFile::new(&table, &metadata, Store::in_memory(), file)?;
        for number in &rows {
            let mut row = sheet.row(*number);
            let take = |place: &usize| {
                row.get_mut(*place).map_or(Cell::Null, |cell| std::mem::replace(cell, Cell::Null))
            };
            parquet.row(&kept.iter().map(take).collect::<Vec<_>>())?;
        }
        parquet.close()?;
        Ok(())
    };
    Output { path, fill: Box::new(fill) }
}

/// The columns of a file, each with its place in the table.
fn columns(table: &TableInfo, folders: &[Partition]) -> Vec<(usize, Column)> {
    let mut columns = Vec::with_capacity(table.columns.len());
    for (place, column) in table.columns.iter().enumerate() {
        match folders.iter().find(|one| one.name() == column.name) {
            None => columns.push((place, *column)),
            Some(folder) => {
                let renamed = folder.instead().map(|name| (place, Column { name, ..*column }));
                columns.extend(renamed);
            }
        }
    }
    columns
}
