//! Checks across calls that were read, maybe elsewhere.
//!
//! In:  `calls` tables with their packed facts. Out: [`Checked`]. Not here: any check (the library).

use std::collections::{BTreeMap, HashSet};

use arrow_array::RecordBatch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rayon::prelude::*;
use tickmark::Run;
use tickmark::check::Finding;

use crate::column::{self, Kind};
use crate::extraction::Extraction;
use crate::schema;
use crate::table::Table;
use crate::threads;

/// Packed bytes of the companies that are checked together.
const TOGETHER: usize = 1 << 20;

/// The results of checks over many calls.
///
/// >>> import tickmark
/// >>> first = tickmark.extract("Revenue was $12 million.\n", company="Acme", period="2024-Q1")
/// >>> second = tickmark.extract("Revenue was $13 million.\n", company="Acme", period="2024-Q2")
/// >>> tickmark.check(first, second)
/// <tickmark.Checked: 0 findings, 2 kpis>
#[pyclass(frozen, module = "tickmark")]
pub(crate) struct Checked {
    /// One row a check instance, within calls and across them.
    #[pyo3(get)]
    pub(crate) findings: Table,
    /// One row a key figure: metric, company, scope, basis, measure and period.
    #[pyo3(get)]
    pub(crate) kpis: Table,
}

#[pymethods]
impl Checked {
    fn __repr__(&self) -> String {
        let rows = |table: &Table| table.batches.iter().map(RecordBatch::num_rows).sum::<usize>();
        format!("<tickmark.Checked: {} findings, {} kpis>", rows(&self.findings), rows(&self.kpis))
    }
}

/// Runs all checks over the calls of `sources`: results of `extract`, or tables with their `calls`.
#[pyfunction]
#[pyo3(signature = (*sources, threads = None))]
pub(crate) fn check(
    py: Python<'_>,
    sources: &Bound<'_, PyTuple>,
    threads: Option<usize>,
) -> PyResult<Checked> {
    let mut tables = Vec::with_capacity(sources.len());
    for source in sources {
        tables.push(match source.cast::<Extraction>() {
            Ok(extraction) => extraction.get().calls()?.batches,
            Err(_) => column::batches(&source)?,
        });
    }
    of_tables(py, &tables, threads)
}

/// Runs all checks over the calls of all tables.
pub(crate) fn of_tables(
    py: Python<'_>,
    tables: &[Vec<RecordBatch>],
    threads: Option<usize>,
) -> PyResult<Checked> {
    let mut calls = Vec::new();
    for batch in tables.iter().flatten() {
        calls.extend(packed(batch)?);
    }
    let mut ids = HashSet::new();
    if let Some(twice) = calls.iter().find(|call| !ids.insert(call.id)) {
        return Err(PyValueError::new_err(format!(
            "two calls are called {:?}: read all batches with one CallIds (extract_batch(..., ids=ids)), or give each an id of its own in call_id",
            twice.id
        )));
    }
    threads::on(py, threads, || checked(&calls))?.map_err(PyValueError::new_err)
}

/// A call as its row has it.
#[derive(Clone, Copy)]
struct PackedCall<'b> {
    id: &'b str,
    company: &'b str,
    bytes: &'b [u8],
}

fn packed(batch: &RecordBatch) -> PyResult<Vec<PackedCall<'_>>> {
    let (ids, packed) =
        (column::named(batch, Some("call_id"))?, column::named(batch, Some("packed"))?);
    let companies = column::named(batch, Some("company_key"))?;
    let (Some(ids), Some(packed), Some(companies)) = (ids, packed, companies) else {
        return Ok(Vec::new());
    };
    column::must_be(Kind::Text, ids, "call_id")?;
    column::must_be(Kind::Bytes, packed, "packed")?;
    column::must_be(Kind::Text, companies, "company_key")?;
    let call = |row| {
        let call = column::text(ids, row).zip(column::bytes(packed, row));
        let company = column::text(companies, row).unwrap_or_default();
        let call = call.map(|(id, bytes)| PackedCall { id, company, bytes });
        call.ok_or_else(|| {
            PyValueError::new_err(format!("row {row}: call_id and packed may not be null"))
        })
    };
    (0..batch.num_rows()).map(call).collect()
}

/// Some companies at a time, so that few calls are unpacked together; what comes of them stands in the order of one run.
fn checked(calls: &[PackedCall<'_>]) -> Result<Checked, String> {
    let mut companies: BTreeMap<&str, Vec<&PackedCall<'_>>> = BTreeMap::new();
    for call in calls {
        companies.entry(call.company).or_default().push(call);
    }
    let mut together: Vec<Vec<&PackedCall<'_>>> = Vec::new();
    let mut bytes = TOGETHER;
    for own in companies.into_values() {
        if bytes >= TOGETHER {
            together.push(Vec::new());
            bytes = 0;
        }
        bytes = own.iter().fold(bytes, |sum, call| sum.saturating_add(call.bytes.len()));
        together.last_mut().ok_or("no companies")?.extend(own);
    }
    let parts: Vec<(Vec<Finding>, Vec<RecordBatch>)> =
        together.par_iter().map(|calls| part(calls)).collect::<Result<_, _>>()?;
    let mut findings = Vec::new();
    let mut kpis = Vec::new();
    for (own_findings, own_kpis) in parts {
        findings.extend(own_findings);
        kpis.extend(own_kpis);
    }
    findings.sort_by(|a, b| (&a.call_id, &a.finding_id).cmp(&(&b.call_id, &b.finding_id)));
    findings.dedup_by(|a, b| a.finding_id == b.finding_id);
    let findings = rows("findings", &Run { findings, ..Run::default() })?;
    Ok(Checked { findings: table("findings", findings)?, kpis: table("kpis", kpis)? })
}

/// The findings and the rows of `kpis` of all calls of some companies.
fn part(calls: &[&PackedCall<'_>]) -> Result<(Vec<Finding>, Vec<RecordBatch>), String> {
    let call = |call: &&PackedCall<'_>| {
        let one = tickmark::Extraction::from_packed(call.bytes)
            .map_err(|error| format!("{}: {error}", call.id))?;
        // A caller may have given it another id.
        Ok(if one.call.call_id == call.id { one } else { one.renamed(call.id) })
    };
    let extractions = calls.iter().map(call).collect::<Result<Vec<_>, String>>()?;
    let mut run = tickmark::check(extractions);
    let kpis = rows("kpis", &run)?;
    Ok((std::mem::take(&mut run.findings), kpis))
}

fn rows(name: &str, run: &Run) -> Result<Vec<RecordBatch>, String> {
    tickmark::table::batches(name, run).map_err(|error| error.to_string())
}

fn table(name: &'static str, batches: Vec<RecordBatch>) -> Result<Table, String> {
    let schema = schema::of(name).ok_or("a table has no schema")?;
    Ok(Table { name, schema, batches })
}
