//! Stage 1: bytes to speaker turns.
//!
//! In:  the bytes of one file and its name.
//! Out: [`Transcript`]: company, fiscal period, turns, and passages that cover the text.
//! Not here: what a passage says (`quantity/`, `fact/`).

mod anchors;
mod any_of;
mod bilingual;
mod company;
mod component;
mod component_csv;
mod component_draft;
mod component_json;
mod component_key;
mod decode;
mod draft;
mod fiscal_period;
mod fiscal_year_end;
mod furniture;
mod headed;
mod header;
mod html;
mod html_call;
mod html_element;
mod html_text;
mod introduction;
mod json_value;
mod line;
mod numbered;
mod opened;
mod passage;
mod people;
mod period;
mod phrase;
mod plain;
mod reading;
mod rendering;
mod roster;
mod script;
mod section;
mod sentence;
mod source_text;
mod speaker_line;
mod speakers;
mod turn;
mod vocabulary;
mod word;
mod wrapped;
mod zone;

pub(crate) use any_of::AnyOf;
pub(crate) use fiscal_period::MONTHS;
pub use fiscal_period::{FiscalPeriod, Part};
pub use opened::is_call;
pub use passage::{Passage, PassageKind};
pub use reading::{Layout, PeriodSource, Transcript, read};
pub use sentence::sentences;
pub use source_text::{Encoding, SourceText};
pub use turn::{Section, SpeakerKind, Turn};
