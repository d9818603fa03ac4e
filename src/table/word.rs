//! Words in the tables for labels of stage 1 that only the tables name.
//!
//! In:  labels. Out: their words. Not here: words that a stage has itself (`Kind::as_str` and the like).

use crate::transcript::{Encoding, Layout, PeriodSource};

/// How a call is written down.
pub(crate) fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Bilingual => "bilingual",
        Layout::NumberedSpeakers => "numbered_speakers",
        Layout::Headed => "headed",
        Layout::Plain => "plain",
        Layout::Components => "components",
    }
}

/// How the period of a call is known.
pub(crate) fn period_source(source: PeriodSource) -> &'static str {
    match source {
        PeriodSource::Text => "text",
        PeriodSource::FileName => "file_name",
        PeriodSource::Given => "given",
        PeriodSource::Unknown => "unknown",
    }
}

/// Encoding of a file.
pub(crate) fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16Le => "utf-16le",
        Encoding::Utf16Be => "utf-16be",
    }
}
