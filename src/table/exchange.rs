//! Two folders that change places in one step.
//!
//! In:  a folder and the one that is to take its place. Out: whether it has. Not here: when that is done (`aside.rs`).
//!
//! Linux only (`renameat2` with `RENAME_EXCHANGE`); elsewhere nothing is exchanged.

/// What became of the files that are no tables of the run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Others {
    /// They stand in both folders.
    Kept,
    /// Some cannot stand in two folders.
    Unmovable,
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::io::ErrorKind;
    use std::os::unix::fs::{MetadataExt, symlink};
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};

    use super::Others;

    pub(in super::super) fn others(from: &Path, to: &Path, ours: &dyn Fn(&Path) -> bool) -> Others {
        let kept = || -> std::io::Result<bool> {
            let (old, new) = (fs::metadata(from)?, fs::metadata(to)?);
            if (old.uid(), old.gid(), old.dev()) != (new.uid(), new.gid(), new.dev()) {
                return Ok(false);
            }
            for entry in fs::read_dir(from)? {
                let entry = entry?;
                let name = entry.file_name();
                let kind = entry.file_type()?;
                if ours(Path::new(&name)) {
                    continue;
                }
                let kept = if kind.is_file() {
                    fs::hard_link(entry.path(), to.join(name))
                } else if kind.is_symlink() {
                    symlink(fs::read_link(entry.path())?, to.join(name))
                } else {
                    return Ok(false);
                };
                match kept {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                }
            }
            fs::set_permissions(to, old.permissions())?;
            Ok(true)
        };
        if kept().unwrap_or(false) { Others::Kept } else { Others::Unmovable }
    }

    pub(in super::super) fn exchange(new: &Path, old: &Path) -> bool {
        renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok()
    }

    pub(in super::super) fn is_worked_in(folder: &Path) -> bool {
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let mut places = processes.filter_map(|one| fs::read_link(one.path().join("cwd")).ok());
        places.any(|place| place.starts_with(folder))
    }

    pub(in super::super) fn same_folder(open: &File, path: &Path) -> bool {
        match (open.metadata(), fs::metadata(path)) {
            (Ok(open), Ok(path)) => (open.dev(), open.ino()) == (path.dev(), path.ino()),
            _ => false,
        }
    }
}

/// Puts all that is in `from` and is not `ours` also into `to`, which then has the rights of `from`.
#[cfg(target_os = "linux")]
pub(super) use linux::others;

/// Do `new` and `old` stand in each other's place now? Else nothing was done.
#[cfg(target_os = "linux")]
pub(super) use linux::exchange;

/// Does a program that we may look at, a shell say, stand in `folder`? It would be left in the old one.
#[cfg(target_os = "linux")]
pub(super) use linux::is_worked_in;

/// Is the folder that was opened still the one at `path`?
#[cfg(target_os = "linux")]
pub(super) use linux::same_folder;

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::fs::File;
    use std::path::Path;

    use super::Others;

    pub(in super::super) fn others(_: &Path, _: &Path, _: &dyn Fn(&Path) -> bool) -> Others {
        Others::Unmovable
    }

    pub(in super::super) fn exchange(_: &Path, _: &Path) -> bool {
        false
    }

    pub(in super::super) fn is_worked_in(_: &Path) -> bool {
        false
    }

    pub(in super::super) fn same_folder(_: &File, _: &Path) -> bool {
        true
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) use elsewhere::{exchange, is_worked_in, others, same_folder};
