//! A store for several at a time.
//!
//! In:  pieces, from any thread. Out: the pieces by their [`Place`]. Not here: where they are (`store.rs`).

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Place, Store};

/// One [`Store`], in the hands of several.
#[derive(Clone, Debug)]
pub(crate) struct Shared(Arc<Mutex<Store>>);

impl Shared {
    /// Shares a store.
    pub(crate) fn new(store: Store) -> Self {
        Self(Arc::new(Mutex::new(store)))
    }

    /// See [`Store::push`].
    pub(crate) fn push(&self, piece: &[u8]) -> io::Result<Place> {
        self.store().push(piece)
    }

    /// See [`Store::piece`].
    pub(crate) fn piece(&self, place: Place) -> io::Result<Vec<u8>> {
        self.store().piece(place)
    }

    /// See [`Store::clear`].
    pub(crate) fn clear(&self) -> io::Result<()> {
        self.store().clear()
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
