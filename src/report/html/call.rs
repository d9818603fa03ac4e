//! A call on the page: who speaks, and every paragraph with the numbers that are no facts.
//!
//! In:  a call. Out: [`call`]. Not here: its facts (`fact.rs`).

use super::offset::Offsets;
use crate::Extraction;
use crate::fact::Numeral;
use crate::quantity::Reason;
use crate::report::json::Json;
use crate::table::word;
use crate::transcript::{Passage, PassageKind, Turn};

pub(super) fn call(one: &Extraction) -> Json {
    let transcript = &one.transcript;
    let mut left: &[Numeral] = &one.numerals;
    let passages = transcript.passages.iter().map(|passage| {
        // Numerals and passages are both in the order of the text.
        let before = left.partition_point(|numeral| numeral.span.start < passage.span.start);
        let end = left.partition_point(|numeral| numeral.span.start < passage.span.end);
        let own = left.get(before..end).unwrap_or_default();
        left = left.get(end..).unwrap_or_default();
        shown(passage, transcript.passage_text(passage), own)
    });
    let passages = Json::List(passages.collect());
    let period = one.call.period.map(|period| period.to_string()).unwrap_or_default();
    Json::Object(vec![
        ("id", Json::text(&one.call.call_id)),
        ("file", Json::text(&one.call.source_file)),
        ("company", Json::text(one.call.company.as_deref().unwrap_or_default())),
        ("key", Json::text(&one.call.company_key)),
        ("period", Json::Text(period)),
        ("layout", Json::text(word::layout(transcript.layout))),
        ("turns", Json::List(transcript.turns.iter().map(turn).collect())),
        ("passages", passages),
    ])
}

fn turn(turn: &Turn) -> Json {
    Json::Object(vec![
        ("speaker", Json::text(turn.speaker.as_deref().unwrap_or_default())),
        ("role", Json::text(turn.role.as_deref().unwrap_or_default())),
        ("kind", Json::text(turn.kind.as_str())),
        ("section", Json::text(turn.section.as_str())),
    ])
}

fn shown(passage: &Passage, text: &str, numerals: &[Numeral]) -> Json {
    let mut offsets = Offsets::new(text);
    let left = numerals.iter().filter_map(|numeral| Some((numeral, numeral.reason?)));
    let left = left.map(|(numeral, reason)| {
        let mut unit = |at: usize| offsets.units(at.saturating_sub(passage.span.start));
        let (start, end) = (unit(numeral.span.start), unit(numeral.span.end));
        Json::List(vec![Json::Number(start), Json::Number(end), reason_word(reason)])
    });
    let left = Json::List(left.collect());
    let mut fields = vec![
        ("kind", Json::text(kind(passage.kind))),
        ("line", Json::Number(passage.line)),
        ("text", Json::text(text)),
        ("left", left),
    ];
    fields.extend(passage.turn.map(|turn| ("turn", Json::Number(turn))));
    Json::Object(fields)
}

fn reason_word(reason: Reason) -> Json {
    Json::Text(reason.as_str().replace('_', " "))
}

fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Speech => "speech",
        PassageKind::Translation(_) => "translation",
        PassageKind::SpeakerHeader => "header",
        PassageKind::Heading => "heading",
        PassageKind::Summary => "summary",
        PassageKind::Notice => "notice",
    }
}
