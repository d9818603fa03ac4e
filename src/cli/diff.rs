//! `tickmark diff`: the tables of two runs against each other.
//!
//! In:  two folders. Out: what changed, an exit status, with `--accept` the old tables renewed. Not here: what a change is (`diff/`).

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Result;
use tickmark::diff::{Tables, compare, table_names};
use tickmark::{reason, report, table};

use super::arguments::{DiffArguments, DiffFormat};
use super::command::{Outcome, complain, remark};

pub(crate) fn diff(arguments: &DiffArguments, out: &mut impl Write) -> Result<Outcome> {
    let (old, new) = (&arguments.old, &arguments.new);
    // The first golden tables are accepted, too.
    let first = arguments.accept && is_without_files(old);
    let read_old = if first { Ok(Tables::default()) } else { tables(old) };
    let (read_old, read_new) = match (read_old, tables(new)) {
        (Ok(read_old), Ok(read_new)) => (read_old, read_new),
        (one, other) => {
            [one.err(), other.err()].into_iter().flatten().for_each(complain);
            return Ok(Outcome::Nothing);
        }
    };
    let difference = compare(&read_old, &read_new);
    let changed = first || difference.any();
    if !first {
        let page = match arguments.format {
            DiffFormat::Text => report::difference(&difference),
            DiffFormat::Json => report::difference_json(&difference),
        };
        out.write_all(page.as_bytes())?;
    }
    // Columns that only NEW has are no change, and part of what is accepted.
    if !arguments.accept {
        return Ok(if changed { Outcome::Changed } else { Outcome::Done });
    }
    let written = table::renew(new, old)?;
    for path in &written.stale {
        let path = path.display();
        remark(format_args!("{path}: not among the new tables, left as it was"));
    }
    remark(format_args!("{}: {} files accepted", old.display(), written.files.len()));
    Ok(Outcome::Done)
}

/// The tables of a folder, or the first sentence of what is wrong with them.
fn tables(folder: &Path) -> Result<Tables, String> {
    let shown = folder.display();
    let metadata = fs::metadata(folder).map_err(|error| format!("{shown}: {}", reason(&error)))?;
    if !metadata.is_dir() {
        return Err(format!("{shown}: this is a file, expected the folder of a run's tables"));
    }
    let mut tables = Tables::default();
    for (place, table) in table_names().into_iter().enumerate() {
        let path = folder.join(format!("{table}.csv"));
        let name = path.display().to_string();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound && place > 0 => continue,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(format!("{name}: there is no such table: {}", advice(folder)));
            }
            Err(error) => return Err(format!("{name}: {}", reason(&error))),
        };
        tables = tables.with(table, &name, &bytes).map_err(|error| error.to_string())?;
    }
    Ok(tables)
}

fn advice(folder: &Path) -> &'static str {
    if folder.join("facts.parquet").is_file() {
        "Parquet is not compared, run tickmark extract with --format csv"
    } else {
        "expected the folder that tickmark extract --out names"
    }
}

/// Is there no folder, or nothing in it?
fn is_without_files(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}
