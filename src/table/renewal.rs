//! The tables of one run put over those of another, together.
//!
//! In:  two folders. Out: the files of the one in the other. Not here: writing a run (`place.rs`), what differs (`diff/`).

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use super::files::{Format, Output};
use super::place::{Written, put};
use crate::Error;

/// Copies the tables of the folder `from` over those of `to`: the ones that `to` has, or all where it has none.
///
/// As with [`write`](super::write()), all are complete before the first one is replaced. Tables that only `to` has
/// are told as stale.
///
/// # Errors
/// [`Error::Io`] with the path that could not be read, made or replaced.
pub fn renew(from: &Path, to: &Path) -> Result<Written, Error> {
    let names = || Format::ALL.into_iter().flat_map(Format::file_names);
    let there: Vec<String> = names().filter(|name| to.join(name).is_file()).collect();
    let wanted: Vec<String> = if there.is_empty() { names().collect() } else { there };
    let (fresh, stale): (Vec<String>, Vec<String>) =
        wanted.into_iter().partition(|name| from.join(name).is_file());
    let mut outputs = Vec::new();
    for name in fresh {
        let path = from.join(&name);
        let bytes = fs::read(&path).map_err(|source| Error::Io { path, source })?;
        let fill = move |file: &mut BufWriter<File>| io::Write::write_all(file, &bytes);
        outputs.push(Output { path: name.into(), fill: Box::new(fill) });
    }
    let mut written = put(to, &outputs)?;
    let stale = stale.into_iter().map(|name| to.join(name));
    written.stale = stale.filter(|path| path.is_file()).collect();
    Ok(written)
}
