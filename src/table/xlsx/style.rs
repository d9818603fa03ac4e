//! Colours and fonts of the workbook.
//!
//! In:  what a cell is. Out: its format. Not here: number formats (`number_format.rs`).
//!
//! Each colour of a text has at least 4.5 times the contrast to its ground (WCAG 2, AA); `ci/read_xlsx.py` measures the findings.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::check::Severity;

/// Ground of a header, and of a company's heading.
const DARK: u32 = 0x1F_3A_4D;
/// Ground of a scope's heading.
const LIGHT: u32 = 0xE3_EA_EF;
/// What nobody said.
const DERIVED: u32 = 0x7A_2E_8E;
/// What is expected.
const GUIDANCE: u32 = 0x0B_5C_8A;
/// What only repeats the heading.
const QUIET: u32 = 0x69_69_69;
/// What leads to another sheet.
const LINK: u32 = 0x05_55_AF;
/// The line above a metric.
const HAIR: u32 = 0xC5_CE_D4;
/// Ground of what was said in ways that cannot all be true.
const DOUBTED: u32 = 0xFF_E6_B3;

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
        _ if word == Severity::Error.as_str() => (0xFF_C7_CE, 0x8A_00_06),
        _ if word == Severity::Warning.as_str() => (0xFF_E6_B3, 0x6B_41_00),
        _ if word == Severity::Note.as_str() => (0xDD_EB_F7, 0x1F_38_64),
        _ if word == Severity::Pass.as_str() => (0xE2_EF_DA, 0x27_4E_13),
        _ => (0xFF_FF_FF, 0x59_59_59),
    };
    Format::new().set_background_color(ground).set_font_color(text)
}
