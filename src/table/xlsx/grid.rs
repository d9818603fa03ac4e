//! A declared table as a sheet.
//!
//! In:  a [`Sheet`] and its look. Out: typed cells. Not here: the key figures with their periods across (`kpi_sheet.rs`).

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Note, Worksheet, XlsxError};

use super::fact_rows::FactRows;
use super::label::metric_name;
use super::limit::{column, fitting, row};
use super::links::Links;
use super::note::{is_long, size};
use super::style;
use crate::check::Severity;
use crate::table::cell::Cell;
use crate::table::column::{Column, ColumnType};
use crate::table::double::nearest;
use crate::table::sheet::Sheet;

/// How a table looks as a sheet.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Name of the table.
    pub(super) table: &'static str,
    /// Name of the sheet.
    name: &'static str,
    /// The columns that a reader looks at first; the others follow in their order.
    first: &'static [&'static str],
    /// How many columns stay when the sheet is scrolled.
    frozen: usize,
}

/// The facts.
pub(super) const FACTS: Look = Look {
    table: "facts",
    name: "Facts",
    first: &[
        "fact_id",
        METRIC_NAME,
        "scope",
        "period",
        "value_low",
        "value_high",
        "unit",
        "kind",
        "bound",
        "basis",
        "aspect",
        "compare",
        "status",
        "quote",
        "speaker",
        "speaker_role",
        "call_id",
        "line",
    ],
    frozen: 2,
};
/// The findings.
pub(super) const FINDINGS: Look = Look {
    table: "findings",
    name: "Findings",
    first: &["severity", "check", "call_id", "message", "suggestion", "fact_ids"],
    frozen: 2,
};
/// The calls.
pub(super) const CALLS: Look =
    Look { table: "calls", name: "Calls", first: &["call_id", "company", "period"], frozen: 1 };

/// The order of the findings.
const BY_SEVERITY: [Severity; 5] =
    [Severity::Error, Severity::Warning, Severity::Note, Severity::Pass, Severity::NotEvaluated];

/// The column beside `metric`, for readers.
const METRIC_NAME: &str = "metric_name";

/// Widths of the columns whose texts go on in the next line, in characters.
const MESSAGE: u32 = 90;
const SUGGESTION: u32 = 44;
/// Height of a line in points, and how many of them a row may have: 409 points is the most.
const LINE: u32 = 15;
const MOST_LINES: u32 = 27;
/// Decimals that are shown of a number; the cell has all.
const DECIMALS: usize = 4;

/// A column of the sheet.
struct Shown {
    name: String,
    about: String,
    /// Place of the column that it is made from.
    place: usize,
    what: What,
}

enum What {
    Value(ColumnType),
    /// All digits of a decimal, where a cell holds or shows fewer.
    AllDigits,
    /// The metric as people call it.
    MetricName,
}

/// Writes the sheet.
pub(super) fn write_grid(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    look: Look,
    facts: &FactRows<'_>,
) -> Result<(), XlsxError> {
    let shown = shown(sheet, look);
    worksheet.set_name(look.name)?;
    header(worksheet, &shown)?;
    let mut cells = Cells { worksheet, facts, links: Links::default(), formats: Formats::new() };
    for (place, cells_of_row) in order(sheet).enumerate() {
        let lines = lines(&shown, &cells_of_row);
        if lines > 1 {
            cells.worksheet.set_row_height(row(place + 1)?, LINE.saturating_mul(lines))?;
        }
        for (at, column_shown) in shown.iter().enumerate() {
            if let Some(value) = cells_of_row.get(column_shown.place) {
                cells.write((row(place + 1)?, column(at)?), column_shown, value)?;
            }
        }
    }
    worksheet.set_freeze_panes(1, column(look.frozen)?)?;
    worksheet.autofilter(0, 0, row(sheet.len)?, column(shown.len().saturating_sub(1))?)?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// The rows; of findings the worst first, each severity in the order of the table.
fn order<'s, 'a>(sheet: &'s Sheet<'a>) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 's> {
    let severity = sheet.table.columns.iter().position(|column| column.name == "severity");
    let Some(place) = severity else { return Box::new(sheet.rows()) };
    let mut rows: Vec<Vec<Cell<'a>>> = sheet.rows().collect();
    rows.sort_by_key(|cells| {
        let word = cells.get(place).and_then(text);
        BY_SEVERITY.iter().position(|one| Some(one.as_str()) == word).unwrap_or(usize::MAX)
    });
    Box::new(rows.into_iter())
}

fn shown(sheet: &Sheet<'_>, look: Look) -> Vec<Shown> {
    let columns = sheet.table.columns.iter().enumerate();
    let columns = columns.filter(|(_, column)| column.kind.in_csv());
    let mut shown: Vec<Shown> =
        columns.flat_map(|(place, column)| of(sheet, place, column)).collect();
    let rank = |name: &str| look.first.iter().position(|first| *first == name);
    shown.sort_by_key(|one| {
        let name = match one.what {
            What::AllDigits => sheet.table.columns.get(one.place).map_or("", |column| column.name),
            What::Value(_) | What::MetricName => &one.name,
        };
        rank(name).unwrap_or(usize::MAX)
    });
    shown
}

/// What the name of a column has behind it where it holds all digits, as in Parquet.
const ALL_DIGITS: &str = "_text";

fn of(sheet: &Sheet<'_>, place: usize, column: &Column) -> Vec<Shown> {
    let one = |name: String, about: String, what| Shown { name, about, place, what };
    let (name, about) = (column.name, column.about);
    let mut columns = vec![one(name.to_owned(), about.to_owned(), What::Value(column.kind))];
    if name == "metric" {
        let about = "metric as people call it".to_owned();
        columns.push(one(METRIC_NAME.to_owned(), about, What::MetricName));
    }
    let long = |cell: &Cell<'_>| decimal(cell).is_some_and(is_long);
    if column.kind == ColumnType::Decimal
        && sheet.rows().any(|cells| cells.get(place).is_some_and(long))
    {
        let about = format!("{name} in all its digits where a spreadsheet shows fewer");
        columns.push(one(format!("{name}{ALL_DIGITS}"), about, What::AllDigits));
    }
    columns
}

fn header(worksheet: &mut Worksheet, shown: &[Shown]) -> Result<(), XlsxError> {
    let format = style::header();
    for (place, one) in shown.iter().enumerate() {
        let at = column(place)?;
        worksheet.set_column_width(at, width(one))?;
        worksheet.write_string_with_format(0, at, &one.name, &format)?;
        let (width, height) = size(&one.about);
        let note = Note::new(&one.about).add_author_prefix(false);
        worksheet.insert_note(0, at, &note.set_width(width).set_height(height))?;
    }
    Ok(())
}

/// Width in characters.
fn width(shown: &Shown) -> u32 {
    match (shown.name.as_str(), &shown.what) {
        ("message", _) => MESSAGE,
        ("suggestion", _) => SUGGESTION,
        ("fact_id" | "finding_id" | "fact_ids" | "call_id" | "source_file" | "quote", _) => 30,
        (METRIC_NAME, _) => 32,
        ("metric" | "metric_text" | "scope" | "speaker" | "speaker_role", _) => 22,
        ("company" | "check", _) => 24,
        (_, What::Value(ColumnType::Decimal) | What::AllDigits) => 18,
        // The name of the column, and the arrow of its filter.
        (name, _) => u32::try_from(name.len() + 4).unwrap_or(30).clamp(11, 30),
    }
}

/// Lines that the longest text of a row takes; spreadsheets do not all find that out themselves.
fn lines(shown: &[Shown], cells: &[Cell<'_>]) -> u32 {
    let lines_of = |one: &Shown| {
        let text = cells.get(one.place).and_then(text)?;
        let width = match one.name.as_str() {
            "message" => MESSAGE,
            "suggestion" => SUGGESTION,
            _ => return None,
        };
        u32::try_from(text.chars().count()).ok().map(|characters| characters.div_ceil(width))
    };
    shown.iter().filter_map(lines_of).max().unwrap_or(1).clamp(1, MOST_LINES)
}

/// The cells below the header.
struct Cells<'s, 'r> {
    worksheet: &'s mut Worksheet,
    facts: &'s FactRows<'r>,
    links: Links,
    formats: Formats,
}

/// The formats of cells: made once.
struct Formats {
    plain: Format,
    wrapped: Format,
    link: Format,
    day: Format,
    /// Lines, offsets and years.
    count: Format,
    /// Decimals, by the number of their places.
    decimals: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let number = plain.clone().set_align(FormatAlign::Right).set_indent(1);
        let places = |places: usize| match places {
            0 => number.clone().set_num_format("#,##0"),
            places => number.clone().set_num_format(format!("#,##0.{}", "0".repeat(places))),
        };
        Self {
            wrapped: plain.clone().set_text_wrap(),
            link: style::link().set_align(FormatAlign::Top),
            day: number.clone().set_num_format("yyyy-mm-dd"),
            decimals: (0..=DECIMALS).map(places).collect(),
            count: number,
            plain,
        }
    }
}

impl Cells<'_, '_> {
    fn write(&mut self, at: (u32, u16), shown: &Shown, cell: &Cell<'_>) -> Result<(), XlsxError> {
        match (&shown.what, cell) {
            (_, Cell::Null) => Ok(()),
            (What::MetricName, cell) => {
                text(cell).map_or(Ok(()), |id| self.text(at, "", metric_name(id)))
            }
            (What::AllDigits, cell) => {
                let long = decimal(cell).filter(|value| is_long(*value));
                long.map_or(Ok(()), |value| self.text(at, "", &value.normalize().to_string()))
            }
            (What::Value(_), Cell::Text(text)) => self.text(at, &shown.name, text),
            (What::Value(kind), Cell::Integer(number)) => {
                self.number(at, Decimal::from(*number), *kind)
            }
            (What::Value(kind), Cell::Decimal(value)) => self.number(at, *value, *kind),
            (What::Value(_), Cell::Date(day)) => self.day(at, *day),
        }
    }

    /// A cell of a text is a text whatever it begins with: only what is written as a formula is one.
    fn text(&mut self, (row, column): (u32, u16), name: &str, text: &str) -> Result<(), XlsxError> {
        let severity =
            (name == "severity").then(|| style::severity(text).set_align(FormatAlign::Top));
        let format = match name {
            "message" | "suggestion" => &self.formats.wrapped,
            "fact_ids" => &self.formats.link,
            _ => severity.as_ref().unwrap_or(&self.formats.plain),
        };
        if name == "fact_ids" {
            let first = text.split(';').next().unwrap_or(text);
            self.links.add(self.worksheet, (row, column), self.facts.address(first))?;
        }
        self.worksheet.write_string_with_format(row, column, fitting(text), format)?;
        Ok(())
    }

    fn number(
        &mut self,
        (row, column): (u32, u16),
        value: Decimal,
        kind: ColumnType,
    ) -> Result<(), XlsxError> {
        let Some(number) = nearest(value) else { return Ok(()) };
        let places = usize::try_from(value.normalize().scale()).unwrap_or(DECIMALS).min(DECIMALS);
        let decimal = self.formats.decimals.get(places).filter(|_| kind == ColumnType::Decimal);
        let format = decimal.unwrap_or(&self.formats.count);
        self.worksheet.write_number_with_format(row, column, number, format)?;
        Ok(())
    }

    fn day(&mut self, (row, column): (u32, u16), day: NaiveDate) -> Result<(), XlsxError> {
        let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
        let known = match parts {
            (Ok(year), Ok(month), Ok(day)) => ExcelDateTime::from_ymd(year, month, day).ok(),
            _ => None,
        };
        match known {
            Some(known) => {
                self.worksheet.write_datetime_with_format(
                    row,
                    column,
                    &known,
                    &self.formats.day,
                )?;
                Ok(())
            }
            // Spreadsheets have no day before 1900.
            None => self.text((row, column), "", &day.to_string()),
        }
    }
}

fn text<'c>(cell: &'c Cell<'_>) -> Option<&'c str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn decimal(cell: &Cell<'_>) -> Option<Decimal> {
    if let Cell::Decimal(value) = cell { Some(*value) } else { None }
}
