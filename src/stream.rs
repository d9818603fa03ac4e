//! A run that is written while it is read.
//!
//! In:  calls in order, some at a time. Out: the tables of [`write`](crate::table::write()), byte for byte, and a [`Summary`]. Not here: reading files (`cli/`), what is in a table (`table/`).
//!
//! Rows that a call alone gives are written at once. Of its facts a packed copy waits for the checks, which go company by company; findings wait,
//! packed too, until all companies are done, as their table is in the order of the calls. What waits goes to the disk when it is much
//! (`spill/`), so memory holds some calls, one company at a time, and a few words on each call.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{Finding, Ready};
use crate::extraction::CallIds;
use crate::report::Summary;
use crate::spill::{ByCall, Packed, Place, Reasons, Store, call, findings, packed_call};
use crate::table::{Aside, Filling, Format, Source, Written, stale};
use crate::{Error, Extraction, Run, tied_company};

/// Packed bytes of calls that wait in memory: those of some 30 MB of transcripts, so that most runs need no disk for them.
const IN_MEMORY: usize = 8 << 20;
/// Packed bytes of the companies that are checked at a time.
const TOGETHER: usize = 256 << 10;
/// Findings that are written at a time.
const FINDINGS: usize = 4096;

/// A run that is written while it is read.
pub struct Stream<'c> {
    checks: Ready<'c>,
    ids: CallIds,
    /// Packed calls.
    calls: Store,
    /// The company of each call, in the order of the calls.
    companies: Vec<(Box<str>, Place)>,
    /// Packed bytes of the companies that may be written and checked at one time, so that no two large ones are in memory.
    beside: usize,
    results: Results,
    formats: Vec<Format>,
    aside: Arc<Aside>,
}

/// What a run has come to so far.
struct Results {
    filling: Filling,
    /// Packed findings.
    findings: Store,
    /// The call of each piece.
    of_calls: Vec<(Box<str>, Place)>,
    summary: Summary,
}

/// Companies, each with its calls.
type Companies<'p> = Vec<&'p [(Box<str>, Place)]>;

impl<'c> Stream<'c> {
    /// Begins a run whose tables go to the folder `out` in each of `formats`; a workbook is none of them, it takes a whole run.
    ///
    /// # Errors
    /// [`Error::Io`] with the path that could not be made.
    pub fn new(
        out: &Path,
        formats: &[Format],
        checks: impl Into<Ready<'c>>,
    ) -> Result<Self, Error> {
        Self::with_memory(out, formats, checks, IN_MEMORY)
    }

    /// As [`new`](Self::new), with so many packed bytes of calls in memory, and a part of it for the findings, the summary, and companies
    /// that are worked on at one time.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_memory(
        out: &Path,
        formats: &[Format],
        checks: impl Into<Ready<'c>>,
        memory: usize,
    ) -> Result<Self, Error> {
        let aside = Arc::new(Aside::new(out)?);
        let store = |name: &str, part: usize| {
            Store::beside(aside.place(Path::new(name)), memory.checked_div(part).unwrap_or(memory))
        };
        let results = Results {
            filling: Filling::new(&aside, formats)?,
            findings: store("findings.spill", 4),
            of_calls: Vec::new(),
            summary: Summary::beside(store("summary.spill", 32)),
        };
        let (ids, companies) = (CallIds::default(), Vec::new());
        let (calls, formats) = (store("calls.spill", 1), formats.to_vec());
        let beside = memory / 8;
        Ok(Self { checks: checks.into(), ids, calls, companies, beside, results, formats, aside })
    }

    /// Takes the next calls in order. `is_later` tells which ids ([`call_id`](crate::call_id)) calls have that come later; nobody takes theirs.
    ///
    /// # Errors
    /// [`Error::Io`] with the path that could not be written.
    pub fn add(
        &mut self,
        calls: Vec<Extraction>,
        is_later: &dyn Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let given: Vec<String> = calls.iter().map(|one| one.call.call_id.clone()).collect();
        let is_later = |id: &str| given.iter().any(|given| given == id) || is_later(id);
        let extractions = calls.into_iter().map(|one| self.ids.own(one, &is_later)).collect();
        let part = Run { extractions, ..Run::default() };
        let (filling, summary) = (&mut self.results.filling, &mut self.results.summary);
        let (filled, packed) = rayon::join(
            || filling.take(Source::Calls, std::slice::from_ref(&part)),
            || part.extractions.par_iter().map(packed_call).collect::<io::Result<Vec<_>>>(),
        );
        filled?;
        let aside = &self.aside;
        let error = |error| aside.error(Path::new(""), error);
        for (one, packed) in part.extractions.iter().zip(packed.map_err(error)?) {
            let place = self.calls.push(&packed).map_err(error)?;
            self.companies.push((one.call.company_key.as_str().into(), place));
        }
        summary.calls(&part.extractions).map_err(error)
    }

    /// Checks what was read, and puts all tables in place.
    ///
    /// # Errors
    /// [`Error::Io`] with the path that could not be written or replaced.
    pub fn end(mut self) -> Result<(Written, Summary), Error> {
        self.ids = CallIds::default();
        self.check()?;
        self.write_findings()?;
        self.results.filling.end(&[Source::Company, Source::Findings])?;
        self.results.filling.sync()?;
        let files = self.aside.put(&self.results.filling.paths())?;
        let stale = stale(self.aside.out(), &self.formats);
        Ok((Written { files, stale, ..Written::default() }, self.results.summary))
    }

    /// Company by company, in the order of their keys: while the results of some are written, the next ones are checked.
    fn check(&mut self) -> Result<(), Error> {
        let Self { checks, calls, companies, beside, results, aside, .. } = self;
        let error = |error| aside.error(Path::new(""), error);
        // The calls of a company stay in order.
        companies.sort_by(|one, other| one.0.cmp(&other.0));
        let mut companies = companies.chunk_by(|one, other| one.0 == other.0);
        let checked = |companies: Companies<'_>| -> io::Result<(Vec<Run>, Vec<Packed>)> {
            let checked = companies.into_par_iter().map(|one| company(calls, one, checks));
            let checked = checked.collect::<io::Result<Vec<_>>>()?;
            let (runs, found): (Vec<Run>, Vec<Vec<Packed>>) = checked.into_iter().unzip();
            Ok((runs, found.into_iter().flatten().collect()))
        };
        let mut read = true;
        let mut next = some(&mut companies);
        let (mut done, mut bytes) = ((Vec::new(), Vec::new()), 0);
        while !(next.is_empty() && done.0.is_empty()) {
            let more = packed_bytes(&next);
            let put = || {
                let (runs, found) = done;
                if std::mem::take(&mut read) {
                    results.filling.end(&[Source::Calls])?;
                }
                results.put(&runs, found, aside)
            };
            let checked = || checked(next);
            let (put, checked) =
                if bytes + more > *beside { (put(), checked()) } else { rayon::join(put, checked) };
            put?;
            done = checked.map_err(error)?;
            bytes = more;
            next = some(&mut companies);
        }
        Ok(())
    }

    /// In the order of the calls.
    fn write_findings(&mut self) -> Result<(), Error> {
        let Results { filling, findings: store, of_calls, summary } = &mut self.results;
        of_calls.sort_by(|one, other| one.0.cmp(&other.0));
        let mut waiting = Vec::new();
        let mut write = |findings: &mut Vec<Finding>| {
            let part = Run { findings: std::mem::take(findings), ..Run::default() };
            summary.findings(&part.findings);
            filling.take(Source::Findings, std::slice::from_ref(&part))
        };
        for pieces in of_calls.chunk_by(|one, other| one.0 == other.0) {
            let own = own_findings(store, pieces);
            waiting.extend(own.map_err(|error| self.aside.error(Path::new(""), error))?);
            if waiting.len() >= FINDINGS {
                write(&mut waiting)?;
            }
        }
        write(&mut waiting)
    }
}

impl Results {
    fn put(&mut self, runs: &[Run], findings: Vec<Packed>, aside: &Aside) -> Result<(), Error> {
        for (call_id, packed) in findings {
            let place = self.findings.push(&packed);
            let place = place.map_err(|error| aside.error(Path::new(""), error))?;
            self.of_calls.push((call_id, place));
        }
        self.summary.kpis(runs.iter().map(|run| run.kpis.len()).sum());
        self.filling.take(Source::Company, runs)
    }
}

/// The next companies that are checked together.
fn some<'p>(companies: &mut impl Iterator<Item = &'p [(Box<str>, Place)]>) -> Companies<'p> {
    let mut some = Vec::new();
    let mut bytes = 0;
    while bytes < TOGETHER {
        let Some(company) = companies.next() else { break };
        bytes += packed_bytes(&[company]);
        some.push(company);
    }
    some
}

fn packed_bytes(companies: &[&[(Box<str>, Place)]]) -> usize {
    companies.iter().flat_map(|calls| *calls).map(|(_, place)| place.len()).sum()
}

/// Checks a company; its findings are packed, call by call.
fn company(
    calls: &Store,
    places: &[(Box<str>, Place)],
    checks: &Ready<'_>,
) -> io::Result<(Run, Vec<Packed>)> {
    let (mut extractions, mut reasons) = (Vec::with_capacity(places.len()), Reasons::default());
    for (_, place) in places {
        extractions.push(call(&calls.piece(*place)?, &mut reasons)?);
    }
    let mut found = ByCall::new(extractions.iter().map(|one| one.call.call_id.as_str()));
    let run = tied_company(extractions, checks, &mut |finding| found.push(finding));
    Ok((run, found.end()?))
}

/// The findings of a call; those without one come from many companies.
fn own_findings(store: &Store, pieces: &[(Box<str>, Place)]) -> io::Result<Vec<Finding>> {
    let mut own = Vec::new();
    for (_, place) in pieces {
        own.extend(findings(&store.piece(*place)?)?);
    }
    own.sort_by(|one, other| one.finding_id.cmp(&other.finding_id));
    own.dedup_by(|one, other| one.finding_id == other.finding_id);
    Ok(own)
}
