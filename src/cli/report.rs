//! `tickmark report`: the evidence as one page.
//!
//! In:  paths. Out: an HTML file, a line on stdout. Not here: the page itself (`report/html/`).

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use tickmark::{Error, report};

use super::arguments::ReportArguments;
use super::calls::{Checked, checked};
use super::command::Outcome;
use super::vocabulary::own_checks;

pub(crate) fn report(arguments: &ReportArguments, out: &mut impl Write) -> Result<Outcome> {
    let Some(checks) = own_checks(&arguments.vocabulary) else { return Ok(Outcome::Nothing) };
    let Some(Checked { run, all_read }) = checked(&arguments.calls, &checks, arguments.quiet)
    else {
        return Ok(Outcome::Nothing);
    };
    let page = report::html(&run, &checks);
    put(&arguments.out, page.as_bytes())
        .map_err(|source| Error::Io { path: arguments.out.clone(), source })?;
    if !arguments.quiet {
        writeln!(out, "{} ({} kB)", arguments.out.display(), page.len().div_ceil(1000))?;
    }
    Ok(if all_read { Outcome::Done } else { Outcome::SomeUnread })
}

/// Writes a file to the side and puts it in place: a run that dies leaves the old one whole.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (Some(name), false) = (path.file_name(), path.is_dir()) else {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "the page needs the name of a file: give another --out",
        ));
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut aside = name.to_owned();
    aside.push(format!(".{}", std::process::id()));
    let aside = Aside(path.with_file_name(aside));
    let mut file = File::create(&aside.0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside.0, path)
}

/// A file beside the one to be, gone when the run ends, whichever way it ends.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        // Put in place, it is not there any more; a failure has no better place to go.
        drop(fs::remove_file(&self.0));
    }
}
