//! `kpis_wide`: the key figures with their periods across, as CSV.
//!
//! In:  the key figures of a run. Out: the bytes of a file. Not here: which figure is in which line (`kpi/across.rs`).
//!
//! It has a column for each period, so that no two runs need to have the same columns: it is for people, `kpis` is for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use super::formula::disarmed;
use crate::kpi::{Across, Kpi, Line, Origin, Shown};

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

/// Writes the header and all lines.
pub(crate) fn write_wide(kpis: &[Kpi], out: impl Write) -> io::Result<()> {
    let across = Across::new(kpis);
    let mut writer = csv::Writer::from_writer(out);
    let periods = across.periods.iter().map(ToString::to_string);
    writer.write_record(LABELS.map(str::to_owned).into_iter().chain(periods))?;
    for line in &across.lines {
        // What nobody said stands on a line of its own: a number alone does not tell where it comes from.
        let derived = |kpi: &Kpi| {
            line.shown == Shown::Actual && matches!(kpi.actual, Some(Origin::Derived { .. }))
        };
        record(&mut writer, &across, line, line.shown.as_str(), &|kpi| !derived(kpi))?;
        record(&mut writer, &across, line, "derived", &derived)?;
    }
    writer.flush()
}

/// Writes the figures of a line that are wanted, where there are any.
fn record(
    writer: &mut csv::Writer<impl Write>,
    across: &Across<'_>,
    line: &Line<'_>,
    figure: &str,
    wanted: &dyn Fn(&Kpi) -> bool,
) -> io::Result<()> {
    if !line.cells.values().any(|(kpi, _)| wanted(kpi)) {
        return Ok(());
    }
    for label in labels(line, figure) {
        writer.write_field(disarmed(label).as_bytes())?;
    }
    for place in 0..across.periods.len() {
        let cell = line.cells.get(&place).filter(|(kpi, _)| wanted(kpi));
        let value = cell.map(|(_, value)| value.normalize().to_string());
        writer.write_field(value.map_or(Cow::Borrowed(""), Cow::Owned).as_bytes())?;
    }
    writer.write_record(None::<&[u8]>)?;
    Ok(())
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
