//! Stage 3: quantities to facts.
//!
//! In:  a [`Transcript`](crate::transcript::Transcript) and the quantities of its passages. Out: [`Fact`]s and [`Numeral`]s.
//! Not here: how numbers are read (`quantity/`), whether they agree (`check/`).

mod adjustment;
mod aspect;
mod bind;
mod call;
mod carried_metric;
mod counted_metric;
mod figure_kind;
mod frame;
mod label;
mod labels;
mod lead;
mod mark;
mod metric;
mod metric_mention;
mod metric_phrase;
mod named_metric;
mod numeral;
mod part;
mod period;
mod period_phrase;
mod phrase_book;
mod scope;
mod scope_heading;
mod scope_mark;
mod status;
mod subject;
mod tail;
#[cfg(test)]
mod testing;
mod time;
mod topic;
mod when;
mod word;
mod word_sets;

pub use bind::bind;
pub use label::{Aspect, Basis, Compare, Confidence, Status};
pub use metric::{Metric, Metrics, MetricsError, Polarity};
pub use metric_mention::MetricMention;
pub use numeral::Numeral;
pub use period::Period;

use rust_decimal::Decimal;

use crate::quantity::{Bound, Kind};
use crate::span::Span;
use crate::transcript::{FiscalPeriod, PeriodSource, Section, SpeakerKind};

/// The call that facts belong to: one row of the `calls` table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// `acme-2024-q1`, or the file's stem where the text does not say.
    pub call_id: String,
    /// File name as given.
    pub source_file: String,
    /// Company as named; `None` where the text does not say.
    pub company: Option<String>,
    /// What ties the calls of one company together: the company's slug, else the ticker in the file's name, else the stem.
    pub company_key: String,
    /// Exchange ticker.
    pub ticker: Option<String>,
    /// Period that the call reports on.
    pub period: Option<FiscalPeriod>,
    /// How `period` is known.
    pub period_source: PeriodSource,
    /// Month in which the fiscal year ends; `None` where the text does not say (calendar years are assumed for dates).
    pub fiscal_year_end: Option<u32>,
}

/// One mention of a quantity, bound to what it measures (`facts.md`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fact {
    /// Stable for the same input: `acme-2024-q1-0042`.
    pub fact_id: String,
    /// [`Call::call_id`].
    pub call_id: String,
    /// [`Call::company_key`].
    pub company_key: String,
    /// File name as given.
    pub source_file: String,
    /// 1-based line of the source.
    pub line: usize,
    /// The mention in the decoded text.
    pub span: Span,
    /// The mention in the bytes of the file.
    pub source_span: Span,
    /// The mention as it stands in the source.
    pub quote: String,
    /// The sentence around it, for messages.
    pub sentence: Span,
    /// Index of the passage in the transcript.
    pub passage: usize,
    /// Index of the turn.
    pub turn: usize,
    /// Never [`Kind::Bare`].
    pub kind: Kind,
    /// ISO 4217 code, counted noun, or empty.
    pub unit: String,
    /// Lower end, signed, in base units.
    pub low: Decimal,
    /// Upper end; equal to `low` when it is no range.
    pub high: Decimal,
    /// Last digit said, in base units.
    pub resolution: Decimal,
    /// How the hedge bounds the value.
    pub bound: Bound,
    /// Id in `grammar/metrics.toml`, `other` where none fits.
    pub metric: String,
    /// The words that name the metric.
    pub metric_text: String,
    /// `total`, or the part of the company as named.
    pub scope: String,
    /// Accounting basis.
    pub basis: Basis,
    /// Level, change, share or impact.
    pub aspect: Aspect,
    /// What a change is measured against.
    pub compare: Compare,
    /// The period that the value is about.
    pub period: Period,
    /// Actual or guidance.
    pub status: Status,
    /// What the figure leaves out; empty when nothing.
    pub adjusted_for: String,
    /// Who says it, where the text says.
    pub speaker: Option<String>,
    /// Title or firm of the speaker.
    pub speaker_role: Option<String>,
    /// Operator, executive or analyst.
    pub speaker_kind: SpeakerKind,
    /// Prepared remarks or Q&A.
    pub section: Section,
    /// Why the labels were given, one sentence a label, for `tickmark explain`.
    pub why: Vec<Why>,
}

/// Why one label was given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Why {
    /// Column name.
    pub label: &'static str,
    /// Is it said, carried on from before, or assumed?
    pub confidence: Confidence,
    /// The construction or the words, in one sentence.
    pub because: String,
}
