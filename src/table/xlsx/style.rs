//! Colours and fonts of the workbook.
//!
//! In:  what a cell is. Out: its format. Not here: number formats (`number_format.rs`).
//!
//! Each colour of a text has at least 4.5 times the contrast to its ground (WCAG 2, AA); `ci/read_xlsx.py` measures the findings.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::check::Severity;

/// Ground of a header, and of a company's heading.
const DARK: u32 = 0x001F_3A4D;
/// Ground of a scope's heading.
const LIGHT: u32 = 0x00E3_EAEF;
/// What nobody said.
const DERIVED: u32 = 0x007A_2E8E;
/// What is expected.
const GUIDANCE: u32 = 0x000B_5C8A;
/// What only repeats the heading.
const QUIET: u32 = 0x0069_6969;
/// What leads to another sheet.
const LINK: u32 = 0x0005_55AF;
/// The line above a metric.
const HAIR: u32 = 0x00C5_CED4;
/// Ground of what was said in ways that cannot all be true.
const DOUBTED: u32 = 0x00FF_E6B3;

/// What a value is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Value {
    /// Said, by mentions that agree.
    Stated,
    /// Said, by mentions that cannot all be true.
    Doubted,
    /// Nobody said it.
    Derived,
    /// Expected.
    Guidance,
}

impl Value {
    /// The format of such a value.
    pub(super) fn format(self) -> Format {
        match self {
            Self::Stated => Format::new(),
            Self::Doubted => Format::new().set_background_color(DOUBTED),
            Self::Derived => Format::new().set_italic().set_font_color(DERIVED),
            Self::Guidance => Format::new().set_font_color(GUIDANCE),
        }
    }
}

/// The first row of a table.
pub(super) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(DARK)
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// The heading of a company.
pub(super) fn company() -> Format {
    Format::new().set_bold().set_font_color(Color::White).set_background_color(DARK)
}

/// The heading of a part of a company.
pub(super) fn scope() -> Format {
    Format::new().set_bold().set_background_color(LIGHT)
}

/// The same cell, of the first line of a metric.
pub(super) fn first(format: Format, first: bool) -> Format {
    if !first {
        return format;
    }
    format.set_border_top(FormatBorder::Thin).set_border_top_color(HAIR)
}

/// What only repeats the heading, so that filters find it.
pub(super) fn quiet() -> Format {
    Format::new().set_font_color(QUIET)
}

/// What leads to another sheet.
pub(super) fn link() -> Format {
    Format::new().set_font_color(LINK).set_underline(FormatUnderline::Single)
}

/// The name of the sheet.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(12)
}

/// The severity of a finding, by its word in the tables.
pub(super) fn severity(word: &str) -> Format {
    let (ground, text) = match word {
        _ if word == Severity::Error.as_str() => (0x00FF_C7CE, 0x008A_0006),
        _ if word == Severity::Warning.as_str() => (0x00FF_E6B3, 0x006B_4100),
        _ if word == Severity::Note.as_str() => (0x00DD_EBF7, 0x001F_3864),
        _ if word == Severity::Pass.as_str() => (0x00E2_EFDA, 0x0027_4E13),
        _ => (0x00FF_FFFF, 0x0059_5959),
    };
    Format::new().set_background_color(ground).set_font_color(text)
}
