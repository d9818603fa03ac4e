//! The KPIs sheet: periods across, as an analyst pastes them into a model.
//!
//! In:  the plan of the sheet, the run. Out: its cells with formats, notes and links. Not here: which figure is in which line (`kpi/across.rs`).

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Note, ObjectMovement, Worksheet, XlsxError};

use super::fact_rows::FactRows;
use super::label::{label, scope, unit};
use super::limit::{column, fitting, fitting_note, row};
use super::links::Links;
use super::note::{note, size};
use super::number_format::Shape;
use super::plan::{Entry, Plan, is_regular};
use super::style::{self, Value};
use crate::Run;
use crate::kpi::{Agreement, Kpi, Line, Measure, Origin, Shown};
use crate::table::double::nearest;

/// Rows above the lines: the legend and the header.
pub(super) const ABOVE: usize = 2;
/// Columns beside the periods, with their widths.
const LABELS: [(&str, u32); 4] = [("Company", 14), ("Scope", 18), ("Metric", 46), ("Unit", 11)];
pub(super) const BESIDE: usize = LABELS.len();
/// Width of a period.
const PERIOD: u32 = 13;
/// Characters of a label that surely stand in one line, and the height of a line in points.
const METRIC: usize = 48;
const HEIGHT: u32 = 15;

/// Writes the sheet.
pub(super) fn write_kpis(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    run: &Run,
    facts: &FactRows<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name("KPIs")?;
    legend(sheet)?;
    header(sheet, plan)?;
    let mut lines = Lines { sheet, plan, run, facts, links: Links::default() };
    for (place, entry) in plan.entries.iter().enumerate() {
        lines.entry(row(place + ABOVE)?, entry)?;
    }
    for (first, last) in plan.groups() {
        sheet.group_rows(row(first + ABOVE)?, row(last + ABOVE)?)?;
    }
    let last = row(plan.entries.len() + ABOVE - 1)?;
    sheet.group_symbols_above(true);
    sheet.set_freeze_panes(row(ABOVE)?, column(BESIDE)?)?;
    sheet.autofilter(row(ABOVE - 1)?, 0, last, column(BESIDE + plan.periods.len() - 1)?)?;
    let regular = plan.periods.iter().filter(|(_, period)| is_regular(*period)).count();
    if regular < plan.periods.len() {
        let last = column(BESIDE + plan.periods.len() - 1)?;
        sheet.group_columns(column(BESIDE + regular)?, last)?.group_symbols_to_left(true);
    }
    sheet.set_landscape().set_print_scale(60).set_repeat_rows(0, 1)?;
    sheet.set_repeat_columns(0, column(BESIDE - 1)?)?;
    Ok(())
}

/// What the colours mean, in one line.
fn legend(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (plain, title) = (Format::new(), style::title());
    let [stated, derived, guidance] =
        [Value::Stated, Value::Derived, Value::Guidance].map(Value::format);
    sheet.write_rich_string(
        0,
        0,
        &[
            (&title, "Key figures   "),
            (&stated, "said   "),
            (&derived, "follows, nobody said it   "),
            (&guidance, "guidance   "),
            (&plain, "yellow: said in ways that cannot all be true.   Values are in base units (54.1% is 54.1); the note of a cell has its quote, a click leads to its fact."),
        ],
    )?;
    Ok(())
}

fn header(sheet: &mut Worksheet, plan: &Plan<'_>) -> Result<(), XlsxError> {
    let (format, at) = (style::header(), row(ABOVE - 1)?);
    for (place, (name, width)) in LABELS.into_iter().enumerate() {
        sheet.set_column_width(column(place)?, width)?;
        sheet.write_string_with_format(at, column(place)?, name, &format)?;
    }
    let format = format.set_align(FormatAlign::Right);
    for (place, (_, period)) in plan.periods.iter().enumerate() {
        let at_column = column(BESIDE + place)?;
        sheet.set_column_width(at_column, PERIOD)?;
        let italic = if is_regular(*period) { format.clone() } else { format.clone().set_italic() };
        sheet.write_string_with_format(at, at_column, period.to_string(), &italic)?;
    }
    Ok(())
}

/// The rows below the header.
struct Lines<'s, 'r> {
    sheet: &'s mut Worksheet,
    plan: &'s Plan<'r>,
    run: &'r Run,
    facts: &'s FactRows<'r>,
    links: Links,
}

impl Lines<'_, '_> {
    fn entry(&mut self, at: u32, entry: &Entry<'_>) -> Result<(), XlsxError> {
        match entry {
            Entry::Company(kpi) => self.heading(at, &[company(kpi)], &style::company()),
            Entry::Scope(kpi) => {
                self.heading(at, &[company(kpi), scope(&kpi.scope)], &style::scope())
            }
            Entry::Line(line, first) => self.line(at, line, *first),
        }
    }

    fn heading(&mut self, at: u32, texts: &[&str], format: &Format) -> Result<(), XlsxError> {
        for place in 0..BESIDE + self.plan.periods.len() {
            let text = texts.get(place).copied().unwrap_or("");
            self.sheet.write_string_with_format(at, column(place)?, fitting(text), format)?;
        }
        Ok(())
    }

    fn line(&mut self, at: u32, line: &Line<'_>, first: bool) -> Result<(), XlsxError> {
        let edge = |format| style::first(format, first).set_align(FormatAlign::Top);
        let quiet = edge(style::quiet());
        let (value, indent) = match line.shown {
            Shown::Actual => (Value::Stated, 1),
            Shown::GuidanceLow | Shown::GuidanceHigh => (Value::Guidance, 2),
        };
        let named = value.format().set_align(FormatAlign::Left).set_indent(indent);
        let (label, unit, named) = (label(line), unit(line), edge(named).set_text_wrap());
        let texts = [
            (company(line.first), &quiet),
            (scope(&line.first.scope), &quiet),
            (&label, &named),
            (&unit, &quiet),
        ];
        for (place, (text, format)) in texts.into_iter().enumerate() {
            self.sheet.write_string_with_format(at, column(place)?, fitting(text), format)?;
        }
        if label.chars().count() > METRIC {
            self.sheet.set_row_height(at, HEIGHT * 2)?;
        }
        let shown = shape(line).number_format();
        for (place, (period, _)) in self.plan.periods.iter().enumerate() {
            if let Some((kpi, value)) = line.cells.get(period) {
                let format = value_of(kpi, line.shown).format().set_align(FormatAlign::Top);
                let format = format.set_num_format(&shown);
                self.value((at, column(BESIDE + place)?), kpi, line.shown, *value, &format)?;
            }
        }
        Ok(())
    }

    fn value(
        &mut self,
        cell: (u32, u16),
        kpi: &Kpi,
        shown: Shown,
        value: Decimal,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let address = source(kpi, shown, self.run).and_then(|id| self.facts.address(id));
        self.links.add(self.sheet, cell, address)?;
        if let Some(number) = nearest(value) {
            self.sheet.write_number_with_format(cell.0, cell.1, number, format)?;
        }
        let text = note(kpi, shown, self.run, self.facts);
        let text = fitting_note(&text);
        let (width, height) = size(&text);
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_width(width)
            .set_height(height)
            .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
        self.sheet.insert_note(cell.0, cell.1, &note)?;
        Ok(())
    }
}

fn company(kpi: &Kpi) -> &str {
    kpi.company.as_deref().unwrap_or(&kpi.key.company_key)
}

fn value_of(kpi: &Kpi, shown: Shown) -> Value {
    match (shown, &kpi.actual) {
        (Shown::GuidanceLow | Shown::GuidanceHigh, _) => Value::Guidance,
        (Shown::Actual, Some(Origin::Derived { .. })) => Value::Derived,
        (Shown::Actual, Some(Origin::Stated(one)))
            if one.mentions.agreement == Agreement::Disagree =>
        {
            Value::Doubted
        }
        (Shown::Actual, _) => Value::Stated,
    }
}

/// The fact that a value is taken from; of one that follows, the first that it follows from.
fn source<'r>(kpi: &'r Kpi, shown: Shown, run: &'r Run) -> Option<&'r str> {
    let stated = match (shown, &kpi.actual) {
        (Shown::Actual, Some(Origin::Derived { fact_ids, .. })) => {
            return fact_ids.first().map(String::as_str);
        }
        (Shown::Actual, Some(Origin::Stated(one))) => one,
        (Shown::Actual, None) => return None,
        (Shown::GuidanceLow | Shown::GuidanceHigh, _) => kpi.guidance.as_ref()?,
    };
    stated.best.of(run).map(|(_, fact)| fact.fact_id.as_str())
}

fn shape<'l>(line: &'l Line<'_>) -> Shape<'l> {
    let key = &line.first.key;
    // What follows has the digits of a calculation: they are no reason to show more of what was said.
    let seen = line.cells.values().filter(|(kpi, _)| value_of(kpi, line.shown) != Value::Derived);
    Shape {
        kind: key.kind,
        unit: &key.unit,
        signed: matches!(key.measure, Measure::ChangeYoy | Measure::ChangeQoq | Measure::ChangeYtd),
        largest: line.cells.values().map(|(_, value)| value.abs()).max().unwrap_or_default(),
        seen: seen.map(|(_, value)| *value).collect(),
    }
}
