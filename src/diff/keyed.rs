//! Rows that stand at no place of a file, matched by what they are about: calls, key figures, findings.
//!
//! In:  two tables. Out: their changes. Not here: mentions (`spoken.rs`).

use std::collections::{BTreeMap, HashMap};

use super::change::{Change, Counts, Sort};
use super::compared::{Compared, about};
use super::grid::Grid;
use super::spoken::Files;
use super::tables::{CALLS, FACTS, FINDINGS, KPIS, Shape, Tables};
use super::twins::Twins;

/// What became of the rows of a table.
pub(super) struct Keyed {
    pub(super) changes: Vec<Change>,
    pub(super) counts: Counts,
    pub(super) notes: Vec<String>,
}

/// Severities of checks that have nothing to say.
const QUIET: [&str; 2] = ["pass", "not_evaluated"];

/// Calls, by their files.
pub(super) fn calls(tables: (&Tables, &Tables), files: &Files<'_>) -> Option<Keyed> {
    let key = |grid: &Grid, row: usize, is_old: bool| {
        let path = grid.cell(row, "source_file");
        let path = if is_old { files.get(path).copied().unwrap_or(path) } else { path };
        path.to_owned()
    };
    keyed(&CALLS, tables, files, key)
}

/// Key figures, by company, metric, scope, basis, measure and period.
pub(super) fn kpis(tables: (&Tables, &Tables), files: &Files<'_>) -> Option<Keyed> {
    let key = |grid: &Grid, row: usize, _: bool| {
        KPIS.about.iter().map(|name| grid.cell(row, name).to_owned()).collect::<Vec<_>>()
    };
    keyed(&KPIS, tables, files, key)
}

/// Findings, by their check and the facts in them; `facts` leads from the id of an old fact to that of its twin.
pub(super) fn findings(
    tables: (&Tables, &Tables),
    files: &Files<'_>,
    facts: &HashMap<&str, &str>,
) -> Option<Keyed> {
    let key = |grid: &Grid, row: usize, is_old: bool| {
        let ids = grid.cell(row, "fact_ids").split(';');
        let twin = |id| if is_old { facts.get(id).copied().unwrap_or(id) } else { id };
        let mut ids: Vec<String> = ids.map(|id| twin(id).to_owned()).collect();
        ids.sort_unstable();
        (grid.cell(row, "check").to_owned(), ids)
    };
    let mut all = keyed(&FINDINGS, tables, files, key)?;
    let before = all.changes.len();
    all.changes.retain(|change| {
        let quiet = |severity: &str| QUIET.contains(&severity);
        !quiet(&change.severity) || change.edits.iter().any(|edit| !quiet(&edit.old))
    });
    let quiet = before.saturating_sub(all.changes.len());
    let (same, table) = (all.counts.same, FINDINGS.name);
    all.counts = Counts { same, quiet, ..Counts::of(table, &all.changes) };
    Some(all)
}

fn keyed<K: Eq + std::hash::Hash>(
    shape: &'static Shape,
    (old, new): (&Tables, &Tables),
    files: &Files<'_>,
    key: impl Fn(&Grid, usize, bool) -> K,
) -> Option<Keyed> {
    let compared = Compared::new(shape, old.grid(shape)?, new.grid(shape)?);
    let mut twins =
        Twins::apart((0..compared.old.len()).collect(), (0..compared.new.len()).collect());
    twins.pair(
        |row| Some(key(compared.old, row, true)),
        |row| Some(key(compared.new, row, false)),
        |one, other| Some(compared.distance(one, other)),
    );
    let (from_old, from_new) = (Sources::new(old, files), Sources::new(new, files));
    let mut changes = Vec::new();
    let mut same = 0;
    for (one, other) in &twins.pairs {
        let edits = compared.edits(*one, *other);
        if edits.is_empty() {
            same += 1;
        } else {
            let sort = compared.sort(&edits);
            changes.push(Change { edits, ..from_new.change(shape, compared.new, *other, sort) });
        }
    }
    changes.extend(from_old.without_twin(shape, compared.old, &twins.old, Sort::Lost));
    changes.extend(from_new.without_twin(shape, compared.new, &twins.new, Sort::Added));
    let counts = Counts { same, ..Counts::of(shape.name, &changes) };
    Some(Keyed { counts, changes, notes: compared.notes() })
}

/// Where the rows of a run come from.
struct Sources<'t> {
    files: &'t Files<'t>,
    facts: Option<&'t Grid>,
    rows: BTreeMap<&'t str, usize>,
}

impl<'t> Sources<'t> {
    fn new(tables: &'t Tables, files: &'t Files<'t>) -> Self {
        let facts = tables.grid(&FACTS);
        let ids = facts
            .into_iter()
            .flat_map(|grid| (0..grid.len()).map(move |row| (grid.cell(row, "fact_id"), row)));
        Self { files, facts, rows: ids.collect() }
    }

    /// A change for each row; a single one for the key figures of a file that the other run does not have.
    fn without_twin(
        &self,
        shape: &'static Shape,
        grid: &Grid,
        rows: &[usize],
        sort: Sort,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            let path = grid.cell(*row, "source_file");
            let is_paired = self.files.iter().any(|(old, new)| *old == path || *new == path);
            if shape.name == KPIS.name && !path.is_empty() && !is_paired {
                *whole.entry(path).or_default() += 1;
            } else {
                changes.push(self.change(shape, grid, *row, sort));
            }
        }
        let whole = whole.into_iter();
        changes.extend(whole.map(|(file, rows)| Change::whole(shape.name, sort, file, rows)));
        changes
    }

    fn change(&self, shape: &'static Shape, grid: &Grid, row: usize, sort: Sort) -> Change {
        // A finding stands where its first fact does; the other tables say themselves where.
        let first = grid.cell(row, "fact_ids").split(';').next().unwrap_or_default();
        let fact = self.facts.zip(self.rows.get(first).copied());
        let fact = fact.filter(|_| shape.name == FINDINGS.name);
        let (source, at) = fact.unwrap_or((grid, row));
        let path = source.cell(at, "source_file");
        let is_finding = shape.name == FINDINGS.name;
        Change {
            table: shape.name,
            sort,
            rows: 1,
            file: self.files.get(path).copied().unwrap_or(path).to_owned(),
            line: source.cell(at, "line").parse().unwrap_or_default(),
            quote: if is_finding { String::new() } else { grid.cell(row, "quote").to_owned() },
            about: match grid.cell(row, "message") {
                message if is_finding && !message.is_empty() => {
                    format!("{}: {message}", about(shape, grid, row))
                }
                _ => about(shape, grid, row),
            },
            severity: grid.cell(row, "severity").to_owned(),
            edits: Vec::new(),
        }
    }
}
