//! Bytes in memory, and on the disk when they become too many.
//!
//! In:  pieces. Out: the pieces by their [`Place`]. Not here: what is in them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Bytes that wait for the next write once there is a file.
const WAITING: usize = 1 << 20;

/// Pieces that are read by their place.
#[derive(Debug)]
pub(crate) struct Store {
    path: Option<PathBuf>,
    limit: usize,
    file: Option<Mutex<File>>,
    /// Bytes in the file.
    // Invariant: a piece is whole in the file or whole in `memory`.
    written: u64,
    memory: Vec<u8>,
}

/// Where a piece is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Place {
    start: u64,
    len: u32,
}

impl Place {
    /// Bytes of the piece.
    pub(crate) fn len(self) -> usize {
        usize::try_from(self.len).unwrap_or(usize::MAX)
    }
}

impl Store {
    /// A store that never writes to the disk.
    pub(crate) fn in_memory() -> Self {
        Self { path: None, limit: usize::MAX, file: None, written: 0, memory: Vec::new() }
    }

    /// A store that makes a file at `path` when it has more than `limit` bytes.
    pub(crate) fn beside(path: PathBuf, limit: usize) -> Self {
        Self { path: Some(path), limit, ..Self::in_memory() }
    }

    /// Puts a piece behind those that are there.
    pub(crate) fn push(&mut self, piece: &[u8]) -> io::Result<Place> {
        if self.memory.len() + piece.len() > self.limit {
            self.write()?;
        }
        let before = u64::try_from(self.memory.len()).map_err(io::Error::other)?;
        let len = u32::try_from(piece.len()).map_err(io::Error::other)?;
        let start = self.written.checked_add(before).ok_or(io::ErrorKind::FileTooLarge)?;
        self.memory.extend_from_slice(piece);
        Ok(Place { start, len })
    }

    /// Lets go of all pieces; the file stays, without bytes.
    pub(crate) fn clear(&mut self) -> io::Result<()> {
        self.memory.clear();
        self.written = 0;
        match &mut self.file {
            Some(file) => file.get_mut().unwrap_or_else(PoisonError::into_inner).set_len(0),
            None => Ok(()),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if self.file.is_none() {
            let new = File::options().read(true).write(true).create_new(true).open(path)?;
            self.file = Some(Mutex::new(new));
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.memory)?;
        let more = u64::try_from(self.memory.len()).map_err(io::Error::other)?;
        self.written = self.written.checked_add(more).ok_or(io::ErrorKind::FileTooLarge)?;
        // What filled the memory is on the disk: from here on a small part of it is enough.
        self.limit = self.limit.min(WAITING);
        self.memory = Vec::with_capacity(self.limit);
        Ok(())
    }

    /// The piece at a place.
    pub(crate) fn piece(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; place.len()];
        if let Some(start) = place.start.checked_sub(self.written) {
            let start = usize::try_from(start).map_err(io::Error::other)?;
            let held = self.memory.get(start..start + piece.len());
            piece.copy_from_slice(held.ok_or(io::ErrorKind::UnexpectedEof)?);
        } else {
            let file = self.file.as_ref().ok_or(io::ErrorKind::UnexpectedEof)?;
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.start))?;
            file.read_exact(&mut piece)?;
        }
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_whatever_the_limit() {
        let pieces: Vec<Vec<u8>> =
            (0..40_u8).map(|number| vec![number; usize::from(number)]).collect();
        for limit in [0, 1, 100, 10_000] {
            let path =
                std::env::temp_dir().join(format!("tickmark-store-{}-{limit}", std::process::id()));
            let mut store = Store::beside(path.clone(), limit);
            let places: Vec<Place> =
                pieces.iter().map(|piece| store.push(piece).unwrap()).collect();
            assert_eq!(path.exists(), limit < 780, "limit: {limit}");
            for (place, piece) in places.iter().zip(&pieces).rev() {
                assert_eq!(store.piece(*place).unwrap(), *piece, "limit: {limit}");
            }
            store.clear().unwrap();
            let place = store.push(b"again").unwrap();
            assert_eq!(store.piece(place).unwrap(), b"again", "limit: {limit}");
            drop(store);
            drop(std::fs::remove_file(path));
        }
    }
}
