//! One fact: a mention of a quantity with its labels.
//!
//! In:  labels. Out: [`Fact`], a row of the `facts` table. Not here: how the labels are found (`bind.rs`).

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::label::{Aspect, Basis, Compare, Confidence, Status};
use super::period::Period;
use crate::quantity::{Bound, Kind};
use crate::span::Span;
use crate::transcript::{Section, SpeakerKind};

/// One mention of a quantity, bound to what it measures (`facts.md`).
///
/// Texts are short or stand in many facts, and facts of one construction have one list of reasons: a large company has a hundred
/// thousand facts in memory.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fact {
    /// Stable for the same input: `acme-2024-q1-0042`.
    pub fact_id: String,
    /// [`Call::call_id`].
    pub call_id: SmolStr,
    /// [`Call::company_key`].
    pub company_key: SmolStr,
    /// File name as given.
    pub source_file: SmolStr,
    /// 1-based line of the source.
    pub line: usize,
    /// The mention in the decoded text.
    pub span: Span,
    /// The mention in the bytes of the file.
    pub source_span: Span,
    /// The mention as it stands in the source.
    pub quote: SmolStr,
    /// The sentence around it, for messages.
    pub sentence: Span,
    /// Index of the passage in the transcript.
    pub passage: usize,
    /// Index of the turn.
    pub turn: usize,
    /// Never [`Kind::Bare`].
    pub kind: Kind,
    /// ISO 4217 code, counted noun, or empty.
    pub unit: SmolStr,
    /// Lower end, signed, in base units.
    pub low: Decimal,
    /// Upper end; equal to `low` when it is no range.
    pub high: Decimal,
    /// Last digit said, in base units.
    pub resolution: Decimal,
    /// How the hedge bounds the value.
    pub bound: Bound,
    /// Id in `grammar/metrics.toml`, `other` where none fits.
    pub metric: SmolStr,
    /// The words that name the metric.
    pub metric_text: SmolStr,
    /// `total`, or the part of the company as named.
    pub scope: SmolStr,
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
    /// Is it what the figure was before it was revised: guidance that was replaced, a value that was restated?
    pub superseded: bool,
    /// What the figure leaves out; empty when nothing.
    pub adjusted_for: SmolStr,
    /// Who says it, where the text says.
    pub speaker: Option<SmolStr>,
    /// Title or firm of the speaker.
    pub speaker_role: Option<SmolStr>,
    /// Operator, executive or analyst.
    pub speaker_kind: SpeakerKind,
    /// Prepared remarks or Q&A.
    pub section: Section,
    /// Why the labels were given, one sentence a label, for `tickmark explain`.
    pub why: Arc<[Why]>,
}

/// Why one label was given.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Why {
    /// Column name.
    pub label: &'static str,
    /// Is it said, carried on from before, or assumed?
    pub confidence: Confidence,
    /// The construction or the words, in one sentence.
    pub because: Cow<'static, str>,
}
