//! Files that earlier runs left in a dataset, and which of them this run replaces.
//!
//! In:  the folder of a dataset, a run. Out: [`Earlier`]. Not here: the files of this run (`dataset.rs`), removing any (`place.rs`).
//!
//! A call is the same call when it has the same id, or when it was read from the same text: what is found out about its company or
//! year may change, and its rows then move to another folder. A company whose calls all moved away has no key figures any more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use parquet::file::reader::{FileReader, SerializedFileReader};

use super::dataset::{COMPANY, SOURCE, Unit, source};
use super::partition::{Partition, file_name};
use super::sheet::{TableInfo, tables};
use crate::{Error, Run};

/// A company of this run of which the dataset also holds calls that are not in this run.
///
/// Its key figures, and the checks across its calls, are over the calls of this run only.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Elsewhere {
    /// The company.
    pub company_key: String,
    /// How many calls of it this run does not have.
    pub calls: usize,
}

/// What a dataset holds from before.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Files with rows that this run replaces, some of them in the very place of the new ones.
    // Invariant: those of `calls` come last. They say which calls are the same; a run that is killed while it removes
    // the others can be made good by the next one.
    pub(super) replaced: Vec<PathBuf>,
    /// What stays and has to do with this run.
    pub(super) elsewhere: Vec<Elsewhere>,
}

/// A call of an earlier run.
struct Held {
    file: String,
    source: String,
    company: String,
}

/// Looks through the dataset in `out`.
///
/// # Errors
/// When a folder or file cannot be read, or when the dataset is divided otherwise.
pub(super) fn earlier(run: &Run, out: &Path, partition: &[Partition]) -> Result<Earlier, Error> {
    let (calls, companies) = names(run);
    let sources: BTreeSet<String> = run.extractions.iter().map(source).collect();
    let mut files = BTreeMap::new();
    for table in tables() {
        let found = files_of(&out.join(table.name), &table, partition)?;
        files.insert(table.name, (Unit::of(&table), found));
    }
    let held = files.get("calls").map(|(_, found)| held(found)).transpose()?.unwrap_or_default();
    let (moved, rest): (Vec<Held>, Vec<Held>) = held
        .into_iter()
        .partition(|one| calls.contains(&one.file) || sources.contains(&one.source));
    let left = |one: &&Held| rest.iter().all(|other| other.company != one.company);
    let companies: BTreeSet<String> = companies
        .into_iter()
        .chain(moved.iter().filter(left).map(|one| file_name(&one.company)))
        .collect();
    let calls: BTreeSet<String> =
        calls.into_iter().chain(moved.iter().map(|one| one.file.clone())).collect();
    let mut earlier = Earlier { elsewhere: elsewhere(run, &rest), ..Earlier::default() };
    let last = files.remove_entry("calls");
    for (_, (unit, found)) in files.into_iter().chain(last) {
        let names = if unit == Unit::Call { &calls } else { &companies };
        earlier.replaced.extend(found.into_iter().filter(|path| names.contains(&name_of(path))));
    }
    Ok(earlier)
}

/// The names of the files of the calls of a run, and of its companies.
fn names(run: &Run) -> (BTreeSet<String>, BTreeSet<String>) {
    let calls = run.extractions.iter().map(|one| file_name(&one.call.call_id));
    let companies = run.extractions.iter().map(|one| file_name(&one.call.company_key));
    (calls.collect(), companies.collect())
}

fn elsewhere(run: &Run, rest: &[Held]) -> Vec<Elsewhere> {
    let companies: BTreeSet<&str> =
        run.extractions.iter().map(|one| one.call.company_key.as_str()).collect();
    let counted = companies.into_iter().map(|company| Elsewhere {
        company_key: company.to_owned(),
        calls: rest.iter().filter(|one| one.company == company).count(),
    });
    counted.filter(|one| one.calls > 0).collect()
}

/// The Parquet files of one table, each in folders as `partition` has them.
fn files_of(
    folder: &Path,
    table: &TableInfo,
    partition: &[Partition],
) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    let expected: Vec<&str> =
        Unit::of(table).folders(partition).into_iter().map(Partition::name).collect();
    for path in &files {
        let below = path.strip_prefix(folder).unwrap_or(path);
        if folders_of(below) != expected {
            let message = "the dataset that is here is divided otherwise: give another --out, or --partition as before";
            let source = io::Error::new(io::ErrorKind::InvalidInput, message);
            return Err(Error::Io { path: path.clone(), source });
        }
    }
    Ok(files)
}

/// Links are not followed: what they lead to is not the dataset's.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let error = |source| Error::Io { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(error(source)),
    };
    for entry in entries {
        let entry = entry.map_err(error)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(error)?);
        if kind.is_dir() {
            walk(&path, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "parquet") {
            files.push(path);
        }
    }
    Ok(())
}

/// What stands before the `=` in the name of each folder.
fn folders_of(path: &Path) -> Vec<&str> {
    let folders = path.parent().into_iter().flat_map(Path::iter);
    let names = folders.map(|name| name.to_str().unwrap_or_default());
    names.map(|name| name.split_once('=').map_or(name, |(column, _)| column)).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn held(files: &[PathBuf]) -> Result<Vec<Held>, Error> {
    files
        .iter()
        .map(|path| read(path).map_err(|source| Error::Io { path: path.clone(), source }))
        .collect()
}

fn read(path: &Path) -> io::Result<Held> {
    let reader = SerializedFileReader::new(File::open(path)?).map_err(io::Error::other)?;
    let pairs = reader.metadata().file_metadata().key_value_metadata();
    let value = |key: &str| {
        let pair = pairs.into_iter().flatten().find(|pair| pair.key == key);
        pair.and_then(|pair| pair.value.clone()).unwrap_or_default()
    };
    Ok(Held { file: name_of(path), source: value(SOURCE), company: value(COMPANY) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, write_partitioned};

    /// A run that is killed while it removes files must leave those that say which calls are the same.
    #[test]
    fn the_files_of_calls_are_removed_last() {
        let out = std::env::temp_dir().join(format!("tickmark-earlier-{}", std::process::id()));
        let one = || crate::extract("orrin_q3_2024.txt", b"Revenue was $12 million.\n").unwrap();
        let partition = [Partition::Company];
        write_partitioned(&crate::check(vec![one()]), &out, &[Format::Parquet], &partition)
            .unwrap();
        let again = crate::check(vec![one().renamed("quill")]);
        let replaced = earlier(&again, &out, &partition).unwrap().replaced;
        fs::remove_dir_all(&out).unwrap();
        assert_eq!(replaced.len(), tables().len());
        let calls = replaced.iter().position(|path| path.starts_with(out.join("calls")));
        assert_eq!(calls, Some(replaced.len() - 1));
    }
}
