//! `kpis_wide`: the key figures with their periods across, as CSV.
//!
//! In:  the key figures of a run. Out: the bytes of a file. Not here: which figure is in which line (`kpi/across.rs`).
//!
//! It has a column for each period, so that no two runs need to have the same columns: it is for people, `kpis` is for programs.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};

use serde::{Deserialize, Serialize};

use super::formula::disarmed;
use crate::fact::Period;
use crate::kpi::{Across, Kpi, Line, Origin, Shown, by_time};
use crate::spill::{Place, Store, packed, unpacked, value};

/// The columns that say what a line is.
const LABELS: [&str; 9] = [
    "company_key",
    "scope",
    "metric",
    "basis",
    "adjusted_for",
    "measure",
    "kind",
    "unit",
    "figure",
];

/// A file that takes key figures, company by company.
///
/// Its header needs the periods of all of them, so the lines wait in a store.
pub(super) struct WideFile {
    out: BufWriter<File>,
    lines: Store,
    places: Vec<Place>,
    periods: HashSet<Period>,
}

/// A line: its labels, and its values by their periods.
#[derive(Serialize, Deserialize)]
struct Waiting<'a> {
    #[serde(borrow)]
    labels: Vec<Cow<'a, str>>,
    values: Vec<(Period, String)>,
}

impl WideFile {
    /// A file without lines, which wait in `lines`.
    pub(super) fn new(out: BufWriter<File>, lines: Store) -> Self {
        Self { out, lines, places: Vec::new(), periods: HashSet::new() }
    }

    /// Takes the key figures that come next in the order of [`Run::kpis`](crate::Run::kpis), all lines of a company together.
    pub(super) fn take(&mut self, kpis: &[Kpi]) -> io::Result<()> {
        let across = Across::new(kpis);
        let lines: Vec<Waiting<'_>> =
            across.lines.iter().flat_map(|line| waiting(&across, line)).collect();
        self.periods.extend(&across.periods);
        if !lines.is_empty() {
            self.places.push(self.lines.push(&packed(&lines)?)?);
        }
        Ok(())
    }

    /// Writes the header and all lines, and hands back what was written to.
    pub(super) fn close(self) -> io::Result<BufWriter<File>> {
        let mut periods: Vec<Period> = self.periods.into_iter().collect();
        // Companies whose fiscal years end in other months share the columns of their labels.
        periods.sort_by(|one, other| by_time(*one, *other, 12));
        let columns: HashMap<Period, usize> =
            periods.iter().enumerate().map(|(place, period)| (*period, place)).collect();
        let mut writer = csv::Writer::from_writer(self.out);
        let header = periods.iter().map(ToString::to_string);
        writer.write_record(LABELS.map(str::to_owned).into_iter().chain(header))?;
        for place in self.places {
            let bytes = unpacked(&self.lines.piece(place)?)?;
            for line in value::<Vec<Waiting<'_>>>(&bytes)? {
                record(&mut writer, &columns, &line)?;
            }
        }
        writer.into_inner().map_err(|error| error.into_error())
    }
}

fn record(
    writer: &mut csv::Writer<impl Write>,
    columns: &HashMap<Period, usize>,
    line: &Waiting<'_>,
) -> io::Result<()> {
    let mut values = vec![""; columns.len()];
    for (period, value) in &line.values {
        if let Some(cell) = columns.get(period).and_then(|place| values.get_mut(*place)) {
            *cell = value;
        }
    }
    let labels = line.labels.iter().map(|label| disarmed(label));
    for field in labels.chain(values.into_iter().map(Cow::Borrowed)) {
        writer.write_field(field.as_bytes())?;
    }
    writer.write_record(None::<&[u8]>)?;
    Ok(())
}

/// A line and, below it, what nobody said: a number alone does not tell where it comes from.
fn waiting<'k>(across: &Across<'k>, line: &Line<'k>) -> Vec<Waiting<'k>> {
    let is_derived = |kpi: &Kpi| {
        line.shown == Shown::Actual && matches!(kpi.actual, Some(Origin::Derived { .. }))
    };
    let part = |figure: &'static str, derived: bool| {
        let cells = line.cells.iter().filter(|(_, (kpi, _))| is_derived(kpi) == derived);
        let values: Vec<(Period, String)> = cells
            .filter_map(|(place, (_, value))| {
                Some((*across.periods.get(*place)?, value.normalize().to_string()))
            })
            .collect();
        let labels = labels(line, figure).map(Cow::Borrowed).to_vec();
        (!values.is_empty()).then_some(Waiting { labels, values })
    };
    [part(line.shown.as_str(), false), part("derived", true)].into_iter().flatten().collect()
}

fn labels<'k>(line: &Line<'k>, figure: &'k str) -> [&'k str; 9] {
    let (kpi, key) = (line.first, &line.first.key);
    [
        &key.company_key,
        &kpi.scope,
        &key.metric,
        key.basis.as_str(),
        &key.adjusted_for,
        key.measure.as_str(),
        key.kind.as_str(),
        &kpi.unit,
        figure,
    ]
}
