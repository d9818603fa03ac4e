//! Words in the tables for labels of stage 1 and 2 that only the tables name.
//!
//! In:  labels. Out: their words. Not here: words that a stage has itself (`Kind::as_str` and the like).

use crate::quantity::Reason;
use crate::transcript::{Encoding, Layout, PeriodSource};

/// Why a numeral is no fact.
pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Year => "year",
        Reason::Date => "date",
        Reason::Time => "time",
        Reason::PeriodLabel => "period_label",
        Reason::Ordinal => "ordinal",
        Reason::ListCount => "list_count",
        Reason::ProductName => "product_name",
        Reason::FormName => "form_name",
        Reason::Duration => "duration",
        Reason::PhoneNumber => "phone_number",
        Reason::Identifier => "identifier",
        Reason::Idiom => "idiom",
        Reason::Bare => "bare",
        Reason::Overflow => "overflow",
        Reason::Nonsense => "nonsense",
        Reason::Translation => "translation",
        Reason::Heading => "heading",
        Reason::NotSpeech => "not_speech",
    }
}

/// How a call is written down.
pub(crate) fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Bilingual => "bilingual",
        Layout::NumberedSpeakers => "numbered_speakers",
        Layout::Headed => "headed",
        Layout::Plain => "plain",
    }
}

/// How the period of a call is known.
pub(crate) fn period_source(source: PeriodSource) -> &'static str {
    match source {
        PeriodSource::Text => "text",
        PeriodSource::FileName => "file_name",
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
