//! Mentions of two runs against each other: facts and numerals.
//!
//! In:  two tables of mentions. Out: their twins and changes. Not here: rows that stand at no place (`keyed.rs`).
//!
//! Two mentions are each other's, in this order of belief:
//!
//! | same | and |
//! | --- | --- |
//! | file, bytes and quote | the fewest labels apart |
//! | file and quote | the fewest labels apart, then the fewest lines |
//! | file and mentions around | at the same distance from the mention before, or of the same meaning |

use std::collections::{BTreeMap, HashMap};

use super::change::{Change, Counts, Sort};
use super::compared::{Compared, about};
use super::grid::Grid;
use super::tables::{NUMERALS, Place, Shape, Tables};
use super::twins::Twins;

/// Pairs of files: the path in the old run, the path in the new one.
pub(super) type Files<'t> = BTreeMap<&'t str, &'t str>;

/// What became of the mentions of a table.
pub(super) struct Spoken {
    pub(super) twins: Twins,
    pub(super) changes: Vec<Change>,
    pub(super) counts: Counts,
    pub(super) notes: Vec<String>,
}

/// Compares a table of mentions; `None` where one run does not have it.
pub(super) fn spoken(
    shape: &'static Shape,
    (old, new): (&Tables, &Tables),
    files: &Files<'_>,
) -> Option<Spoken> {
    let compared = Compared::new(shape, old.grid(shape)?, new.grid(shape)?);
    let pair = Pair {
        old: Side::new(compared.old, old.places(shape), |path| files.get(path).copied()),
        new: Side::new(compared.new, new.places(shape), |path| {
            files.values().copied().find(|other| *other == path)
        }),
        compared,
    };
    let twins = pair.twins();
    let mut changes = pair.edited(&twins);
    changes.extend(pair.old.without_twin(shape, &twins.old, Sort::Lost));
    changes.extend(pair.new.without_twin(shape, &twins.new, Sort::Added));
    let mut counts = Counts::of(shape.name, &changes);
    let same = twins.pairs.iter().filter(|(one, other)| pair.compared.distance(*one, *other) == 0);
    for (one, other) in same {
        counts.same += 1;
        counts.moved += usize::from(pair.old.place(*one).start != pair.new.place(*other).start);
    }
    Some(Spoken { notes: pair.compared.notes(), twins, changes, counts })
}

struct Pair<'t> {
    compared: Compared<'t>,
    old: Side<'t>,
    new: Side<'t>,
}

/// The mentions of one run.
struct Side<'t> {
    grid: &'t Grid,
    places: &'t [Place],
    /// The file of each row as the new run names it; `None` where only this run has it.
    files: Vec<Option<&'t str>>,
}

impl<'t> Pair<'t> {
    fn twins(&self) -> Twins {
        let (old, new) = (&self.old, &self.new);
        let mut twins = Twins::apart((0..old.grid.len()).collect(), (0..new.grid.len()).collect());
        let far = |one: usize, other: usize| {
            let lines = old.place(one).line.abs_diff(new.place(other).line);
            Some((self.compared.distance(one, other), lines))
        };
        twins.pair(|row| old.at_bytes(row), |row| new.at_bytes(row), far);
        twins.pair(|row| old.in_file(row), |row| new.in_file(row), far);
        let (before_old, before_new) = self.mentions_before(&twins);
        let partners: HashMap<usize, usize> =
            twins.pairs.iter().map(|(one, other)| (*other, *one)).collect();
        // Where the mention before begins, in both runs; the beginning of the file where there is none.
        let begin = |row: usize| {
            let before = before_new.get(&row).and_then(|(_, before)| *before);
            let one = before.and_then(|before| partners.get(&before));
            let start = |place: Option<Place>| place.map_or(0, |place| place.start);
            (start(one.map(|one| old.place(*one))), start(before.map(|row| new.place(row))))
        };
        twins.pair(
            |row| before_old.get(&row).copied(),
            |row| before_new.get(&row).copied(),
            |one, other| {
                let (old_begin, new_begin) = begin(other);
                let overlaps =
                    old.place(one).from(old_begin).overlaps(new.place(other).from(new_begin));
                // What a numeral is about is its fact's to say.
                let meant = self.compared.shape.name != NUMERALS.name
                    && self.compared.same_meaning(one, other);
                (overlaps || meant).then(|| far(one, other)).flatten()
            },
        );
        twins
    }

    /// For each row without a twin its file and the new row of the nearest pair before it.
    fn mentions_before(&self, twins: &Twins) -> (Befores<'t>, Befores<'t>) {
        let of_old: HashMap<usize, usize> = twins.pairs.iter().copied().collect();
        let of_new: HashMap<usize, usize> =
            twins.pairs.iter().map(|(_, other)| (*other, *other)).collect();
        (self.old.befores(&of_old), self.new.befores(&of_new))
    }

    fn edited(&self, twins: &Twins) -> Vec<Change> {
        let shape = self.compared.shape;
        let mut changes = Vec::new();
        for (one, other) in &twins.pairs {
            let edits = self.compared.edits(*one, *other);
            // A numeral of a fact is told of by its fact.
            let worth =
                shape.name != NUMERALS.name || edits.iter().any(|edit| edit.column == "reason");
            if !edits.is_empty() && worth {
                let sort = self.compared.sort(&edits);
                changes.push(Change { edits, ..self.new.change(shape, *other, sort) });
            }
        }
        changes
    }
}

/// File, and the new row of the pair before.
type Befores<'t> = HashMap<usize, (&'t str, Option<usize>)>;

impl<'t> Side<'t> {
    fn new(grid: &'t Grid, places: &'t [Place], file: impl Fn(&'t str) -> Option<&'t str>) -> Self {
        let column = grid.column("source_file").unwrap_or(usize::MAX);
        let mut known: HashMap<&str, Option<&'t str>> = HashMap::new();
        let files = (0..grid.len())
            .map(|row| {
                let path = grid.at(row, column);
                *known.entry(path).or_insert_with(|| file(path))
            })
            .collect();
        Self { grid, places, files }
    }

    fn place(&self, row: usize) -> Place {
        self.places.get(row).copied().unwrap_or_default()
    }

    fn file(&self, row: usize) -> Option<&'t str> {
        self.files.get(row).copied().flatten()
    }

    fn in_file(&self, row: usize) -> Option<(&'t str, &'t str)> {
        Some((self.file(row)?, self.grid.cell(row, "quote")))
    }

    fn at_bytes(&self, row: usize) -> Option<((&'t str, &'t str), usize, usize)> {
        let place = self.place(row);
        Some((self.in_file(row)?, place.start, place.end))
    }

    fn befores(&self, twin: &HashMap<usize, usize>) -> Befores<'t> {
        let mut last: HashMap<&str, usize> = HashMap::new();
        let mut befores = HashMap::new();
        for row in 0..self.grid.len() {
            let Some(file) = self.file(row) else { continue };
            if let Some(other) = twin.get(&row) {
                last.insert(file, *other);
            } else {
                befores.insert(row, (file, last.get(file).copied()));
            }
        }
        befores
    }

    /// A change for each row, and a single one for a call that the other run does not have.
    fn without_twin(&self, shape: &'static Shape, rows: &[usize], sort: Sort) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            let told_by_fact =
                shape.name == NUMERALS.name && self.grid.cell(*row, "reason").is_empty();
            if self.file(*row).is_none() {
                *whole.entry(self.grid.cell(*row, "source_file")).or_default() += 1;
            } else if !told_by_fact {
                changes.push(self.change(shape, *row, sort));
            }
        }
        let whole = whole.into_iter();
        changes.extend(whole.map(|(file, rows)| Change::whole(shape.name, sort, file, rows)));
        changes
    }

    fn change(&self, shape: &'static Shape, row: usize, sort: Sort) -> Change {
        let file = self.file(row).unwrap_or_else(|| self.grid.cell(row, "source_file"));
        Change {
            table: shape.name,
            sort,
            rows: 1,
            file: file.to_owned(),
            line: self.place(row).line,
            quote: self.grid.cell(row, "quote").to_owned(),
            about: about(shape, self.grid, row),
            severity: String::new(),
            edits: Vec::new(),
        }
    }
}

impl Place {
    /// The place as seen from `begin`.
    fn from(self, begin: usize) -> Self {
        let (start, end) = (self.start.saturating_sub(begin), self.end.saturating_sub(begin));
        Self { start, end, ..self }
    }

    fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
