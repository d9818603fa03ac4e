//! Many calls read, part by part, and their rows as columns.
//!
//! In:  [`Input`]s. Out: [`Pieces`], in the order of the inputs whatever the threads. Not here: Python (`batch.rs`), what is in a table (the library).
//!
//! Only a part of the texts is held as facts at a time; what is read becomes columns at once.

use std::collections::HashSet;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use arrow_array::{ArrayRef, BinaryArray, Int64Array, RecordBatch, StringArray};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tickmark::{CallIds, Extraction, Run};

use crate::given::GivenWords;
use crate::schema::{self, OF_CALLS};

/// Bytes of text a thread that are read before their rows become columns: facts weigh some ten times their text.
const PART: usize = 2 << 20;
/// Calls whose rows become columns together.
const TOGETHER: usize = 16;
/// Digits of the source's SHA-256 that a call without a name is called by.
const NAME: usize = 16;

/// One text with what is known of it.
pub(crate) struct Input<'b> {
    pub(crate) row: usize,
    pub(crate) name: Option<&'b str>,
    /// None where the row has no text.
    pub(crate) bytes: Option<&'b [u8]>,
    pub(crate) given: GivenWords<'b>,
}

/// The rows of each of [`OF_CALLS`], and of the errors.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) of_calls: [Vec<RecordBatch>; OF_CALLS.len()],
    pub(crate) errors: Vec<Unread>,
}

/// A row that could not be read.
#[derive(Debug)]
pub(crate) struct Unread {
    row: usize,
    name: Option<String>,
    sha256: Option<String>,
    pub(crate) message: String,
}

struct Read {
    extraction: Extraction,
    sha256: String,
}

/// Reads all inputs, on the threads of the pool that it is called in; with `ids`, each call gets an id of its own.
pub(crate) fn pieces(
    inputs: &[Input<'_>],
    mut ids: Option<&mut CallIds>,
) -> Result<Pieces, String> {
    let own_ids = OnceLock::new();
    let is_later = |id: &str| own_ids.get_or_init(|| all_ids(inputs)).contains(id);
    let mut pieces = Pieces::default();
    for part in parts(inputs) {
        let mut calls = Vec::with_capacity(part.len());
        for one in part.par_iter().map(read).collect::<Vec<_>>() {
            match one {
                Ok(Read { extraction, sha256 }) => {
                    let extraction = match &mut ids {
                        Some(ids) => ids.own(extraction, &is_later),
                        None => extraction,
                    };
                    calls.push(Read { extraction, sha256 });
                }
                Err(unread) => pieces.errors.push(unread),
            }
        }
        let mut together = Vec::new();
        let mut calls = calls.into_iter().peekable();
        while calls.peek().is_some() {
            together.push(calls.by_ref().take(TOGETHER).collect::<Vec<_>>());
        }
        let columns: Vec<_> = together.into_par_iter().map(columns).collect::<Result<_, _>>()?;
        for own in columns {
            for (all, own) in pieces.of_calls.iter_mut().zip(own) {
                all.extend(own);
            }
        }
    }
    Ok(pieces)
}

/// The errors as columns.
pub(crate) fn errors(unread: &[Unread]) -> Result<RecordBatch, String> {
    let rows = unread.iter().map(|one| i64::try_from(one.row).unwrap_or(i64::MAX));
    let names: StringArray = unread.iter().map(|one| one.name.as_deref()).collect();
    let digests: StringArray = unread.iter().map(|one| one.sha256.as_deref()).collect();
    let messages: StringArray = unread.iter().map(|one| Some(one.message.as_str())).collect();
    let rows = Int64Array::from_iter_values(rows);
    let arrays: Vec<ArrayRef> =
        vec![Arc::new(rows), Arc::new(names), Arc::new(digests), Arc::new(messages)];
    let schema = schema::of(schema::ERRORS).ok_or("no table of errors")?;
    RecordBatch::try_new(schema, arrays).map_err(|error| error.to_string())
}

fn parts<'a, 'b>(inputs: &'a [Input<'b>]) -> impl Iterator<Item = &'a [Input<'b>]> {
    let enough_bytes = PART.saturating_mul(rayon::current_num_threads());
    let mut rest = inputs;
    std::iter::from_fn(move || {
        let mut bytes = 0_usize;
        let enough = |one: &Input<'_>| {
            bytes = bytes.saturating_add(one.bytes.map_or(0, <[u8]>::len));
            bytes >= enough_bytes
        };
        let len = rest.iter().position(enough).map_or(rest.len(), |last| last + 1);
        let (part, more) = rest.split_at_checked(len)?;
        rest = more;
        (!part.is_empty()).then_some(part)
    })
}

/// The ids that the calls have by themselves.
fn all_ids(inputs: &[Input<'_>]) -> HashSet<String> {
    let id = |one: &Input<'_>| {
        let bytes = one.bytes?;
        let given = one.given.read().ok()?;
        tickmark::call_id(&named(one, &sha256(bytes)), bytes, &given).ok()
    };
    inputs.par_iter().filter_map(id).collect()
}

fn named(one: &Input<'_>, sha256: &str) -> String {
    one.name.map_or_else(|| sha256.chars().take(NAME).collect(), str::to_owned)
}

fn read(one: &Input<'_>) -> Result<Read, Unread> {
    let name = one.name.map(str::to_owned);
    let unread = |sha256: Option<&str>, message: String| Unread {
        row: one.row,
        name: name.clone(),
        sha256: sha256.map(str::to_owned),
        message,
    };
    let Some(bytes) = one.bytes else { return Err(unread(None, "there is no text".to_owned())) };
    let sha256 = sha256(bytes);
    let given = one.given.read().map_err(|message| unread(Some(&sha256), message))?;
    // A mistake of ours costs one row, not a job of a million.
    let read = || tickmark::extract_as(&named(one, &sha256), bytes, &given);
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(extraction)) => Ok(Read { extraction, sha256 }),
        Ok(Err(error)) => Err(unread(Some(&sha256), error.to_string())),
        Err(_) => Err(unread(Some(&sha256), "tickmark failed on it: please report".to_owned())),
    }
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The rows of some calls in each of [`OF_CALLS`].
fn columns(calls: Vec<Read>) -> Result<[Vec<RecordBatch>; OF_CALLS.len()], String> {
    let packed: Vec<Vec<u8>> = calls
        .iter()
        .map(|one| one.extraction.packed().map_err(|error| error.to_string()))
        .collect::<Result<_, _>>()?;
    let (extractions, digests): (Vec<Extraction>, Vec<String>) =
        calls.into_iter().map(|one| (one.extraction, one.sha256)).unzip();
    let run = Run { extractions, ..Run::default() };
    let mut tables: [Vec<RecordBatch>; OF_CALLS.len()] = Default::default();
    for (batches, name) in tables.iter_mut().zip(OF_CALLS) {
        *batches = tickmark::table::batches(name, &run).map_err(|error| error.to_string())?;
    }
    if let Some(batches) = tables.first_mut() {
        *batches = with_sources(batches, &digests, &packed)?;
    }
    Ok(tables)
}

/// The `calls` with the columns that only this package has.
fn with_sources(
    calls: &[RecordBatch],
    digests: &[String],
    packed: &[Vec<u8>],
) -> Result<Vec<RecordBatch>, String> {
    let schema = schema::of("calls").ok_or("no table of calls")?;
    let (mut digests, mut packed) = (digests.iter(), packed.iter());
    let wider = |batch: &RecordBatch| {
        let rows = batch.num_rows();
        let mut arrays = batch.columns().to_vec();
        arrays.push(Arc::new(digests.by_ref().take(rows).map(Some).collect::<StringArray>()));
        arrays.push(Arc::new(packed.by_ref().take(rows).map(Some).collect::<BinaryArray>()));
        RecordBatch::try_new(schema.clone(), arrays).map_err(|error| error.to_string())
    };
    calls.iter().map(wider).collect()
}
