//! What a run does not hold in memory.
//!
//! In:  calls with their facts, findings, lines of a table. Out: bytes in a [`Store`], and what was put in. Not here: what is done with them (`stream.rs`, `table/`).
//!
//! A store is part of one run: its form is no format that anything else reads.

mod by_call;
mod call;
mod finding;
mod shared;
mod store;

use std::io;

use serde::{Deserialize, Serialize};

pub(crate) use by_call::{ByCall, Packed};
pub(crate) use call::{Reasons, call, packed_call};
pub(crate) use finding::{findings, packed_findings};
pub(crate) use shared::Shared;
pub(crate) use store::{Place, Store};

/// A value as bytes.
pub(crate) fn packed(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map(|bytes| compressed(&bytes)).map_err(io::Error::other)
}

/// What [`unpacked`] makes these bytes of.
pub(crate) fn compressed(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(bytes)
}

/// The bytes that were [`compressed`], which [`value`] borrows from.
pub(crate) fn unpacked(bytes: &[u8]) -> io::Result<Vec<u8>> {
    lz4_flex::block::decompress_size_prepended(bytes).map_err(io::Error::other)
}

/// The value in bytes that were [`unpacked`].
pub(crate) fn value<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}
