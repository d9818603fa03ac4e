//! A call with its facts, as checks and key figures need them: without its text.
//!
//! In:  an [`Extraction`]. Out: bytes, and from them an `Extraction` that has the call and the facts only. Not here: where the bytes are (`store.rs`).

use std::borrow::Cow;
use std::io;
use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{packed, unpacked, value};
use crate::fact::{
    Aspect, Basis, Call, Compare, Confidence, Fact, LABELS, Period, Status, Why, constructions,
};
use crate::quantity::{Bound, Kind};
use crate::transcript::{Layout, Section, SourceText, SpeakerKind, Transcript};
use crate::{Extraction, Span};

/// A text that may stand in many facts of the call: its place among the words.
type Word = u32;

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    call: Call,
    #[serde(borrow)]
    words: Vec<&'a str>,
    #[serde(borrow)]
    facts: Vec<KeptFact<'a>>,
}

/// The fields of [`Fact`].
#[derive(Serialize, Deserialize)]
struct KeptFact<'a> {
    call_id: Word,
    /// What follows on `call_id` in `fact_id`; all of it where it begins otherwise.
    id: &'a str,
    follows: bool,
    company_key: Word,
    source_file: Word,
    line: usize,
    span: Span,
    source_span: Span,
    quote: &'a str,
    sentence: Span,
    passage: usize,
    turn: usize,
    kind: Kind,
    unit: Word,
    low: [u8; 16],
    /// None where it is `low`.
    high: Option<[u8; 16]>,
    resolution: [u8; 16],
    bound: Bound,
    metric: Word,
    metric_text: Word,
    scope: Word,
    basis: Basis,
    aspect: Aspect,
    compare: Compare,
    period: Period,
    status: Status,
    superseded: bool,
    adjusted_for: Word,
    speaker: Option<Word>,
    speaker_role: Option<Word>,
    speaker_kind: SpeakerKind,
    section: Section,
    why: Vec<KeptWhy>,
}

/// Label as its place in [`LABELS`], confidence, reason.
type KeptWhy = (u8, Confidence, Word);

/// The call and its facts as bytes.
pub(crate) fn packed_call(one: &Extraction) -> io::Result<Vec<u8>> {
    let mut words = Words::default();
    let facts = one.facts.iter().map(|fact| kept(fact, &mut words)).collect::<io::Result<_>>()?;
    packed(&Kept { call: one.call.clone(), words: words.list, facts })
}

/// What [`packed_call`] was given, without text, numerals and translations.
pub(crate) fn call(bytes: &[u8], reasons: &mut Reasons) -> io::Result<Extraction> {
    let bytes = unpacked(bytes)?;
    let Kept { call, words, facts } = value(&bytes)?;
    let words: Vec<SmolStr> = words.into_iter().map(SmolStr::from).collect();
    // No longer than it is: a large company has a hundred thousand facts.
    let mut own = Vec::with_capacity(facts.len());
    for one in facts {
        own.push(fact(one, &words, reasons)?);
    }
    let transcript = Transcript {
        name: String::new(),
        text: SourceText::default(),
        layout: Layout::Plain,
        company: None,
        ticker: None,
        period: None,
        period_source: call.period_source,
        fiscal_year_end: None,
        turns: Vec::new(),
        passages: Vec::new(),
    };
    Ok(Extraction { transcript, call, facts: own, numerals: Vec::new(), translations: Vec::new() })
}

/// The reasons of facts: few lists, of which each stands once in memory.
#[derive(Default)]
pub(crate) struct Reasons(FxHashSet<Arc<[Why]>>);

impl Reasons {
    fn shared(&mut self, why: Vec<Why>) -> Arc<[Why]> {
        if let Some(known) = self.0.get(why.as_slice()) {
            return Arc::clone(known);
        }
        let new: Arc<[Why]> = why.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Texts, each once.
#[derive(Default)]
struct Words<'a> {
    places: FxHashMap<&'a str, Word>,
    list: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn place(&mut self, word: &'a str) -> io::Result<Word> {
        if let Some(place) = self.places.get(word) {
            return Ok(*place);
        }
        let place = Word::try_from(self.list.len()).map_err(io::Error::other)?;
        self.places.insert(word, place);
        self.list.push(word);
        Ok(place)
    }

    fn maybe(&mut self, word: Option<&'a str>) -> io::Result<Option<Word>> {
        word.map(|word| self.place(word)).transpose()
    }
}

fn kept<'a>(fact: &'a Fact, words: &mut Words<'a>) -> io::Result<KeptFact<'a>> {
    let follows = fact.fact_id.strip_prefix(fact.call_id.as_str());
    let mut why = Vec::with_capacity(fact.why.len());
    for Why { label, confidence, because } in fact.why.iter() {
        let place = LABELS.iter().position(|(name, _)| name == label);
        let place = place.and_then(|place| u8::try_from(place).ok());
        let place = place.ok_or_else(|| io::Error::other(format!("no label is called {label}")))?;
        why.push((place, *confidence, words.place(because)?));
    }
    Ok(KeptFact {
        call_id: words.place(&fact.call_id)?,
        id: follows.unwrap_or(&fact.fact_id),
        follows: follows.is_some(),
        company_key: words.place(&fact.company_key)?,
        source_file: words.place(&fact.source_file)?,
        line: fact.line,
        span: fact.span,
        source_span: fact.source_span,
        quote: &fact.quote,
        sentence: fact.sentence,
        passage: fact.passage,
        turn: fact.turn,
        kind: fact.kind,
        unit: words.place(&fact.unit)?,
        low: fact.low.serialize(),
        high: Some(fact.high.serialize()).filter(|high| *high != fact.low.serialize()),
        resolution: fact.resolution.serialize(),
        bound: fact.bound,
        metric: words.place(&fact.metric)?,
        metric_text: words.place(&fact.metric_text)?,
        scope: words.place(&fact.scope)?,
        basis: fact.basis,
        aspect: fact.aspect,
        compare: fact.compare,
        period: fact.period,
        status: fact.status,
        superseded: fact.superseded,
        adjusted_for: words.place(&fact.adjusted_for)?,
        speaker: words.maybe(fact.speaker.as_deref())?,
        speaker_role: words.maybe(fact.speaker_role.as_deref())?,
        speaker_kind: fact.speaker_kind,
        section: fact.section,
        why,
    })
}

fn fact(kept: KeptFact<'_>, words: &[SmolStr], reasons: &mut Reasons) -> io::Result<Fact> {
    let word = |place: Word| {
        let word = usize::try_from(place).ok().and_then(|place| words.get(place));
        word.cloned().ok_or(io::ErrorKind::InvalidData)
    };
    let call_id = word(kept.call_id)?;
    let why = |(label, confidence, because): &KeptWhy| {
        let (label, _) = LABELS.get(usize::from(*label)).ok_or(io::ErrorKind::InvalidData)?;
        let because = usize::try_from(*because).ok().and_then(|place| words.get(place));
        let because = reason(because.ok_or(io::ErrorKind::InvalidData)?);
        Ok(Why { label, confidence: *confidence, because })
    };
    let why: Vec<Why> = kept.why.iter().map(why).collect::<io::Result<_>>()?;
    Ok(Fact {
        fact_id: if kept.follows { format!("{call_id}{}", kept.id) } else { kept.id.to_owned() },
        call_id,
        company_key: word(kept.company_key)?,
        source_file: word(kept.source_file)?,
        line: kept.line,
        span: kept.span,
        source_span: kept.source_span,
        quote: kept.quote.into(),
        sentence: kept.sentence,
        passage: kept.passage,
        turn: kept.turn,
        kind: kept.kind,
        unit: word(kept.unit)?,
        low: Decimal::deserialize(kept.low),
        high: Decimal::deserialize(kept.high.unwrap_or(kept.low)),
        resolution: Decimal::deserialize(kept.resolution),
        bound: kept.bound,
        metric: word(kept.metric)?,
        metric_text: word(kept.metric_text)?,
        scope: word(kept.scope)?,
        basis: kept.basis,
        aspect: kept.aspect,
        compare: kept.compare,
        period: kept.period,
        status: kept.status,
        superseded: kept.superseded,
        adjusted_for: word(kept.adjusted_for)?,
        speaker: kept.speaker.map(word).transpose()?,
        speaker_role: kept.speaker_role.map(word).transpose()?,
        speaker_kind: kept.speaker_kind,
        section: kept.section,
        why: reasons.shared(why),
    })
}

/// A reason in the words of the rule that gives it, of which no copy is made: seven a fact are most of what facts weigh.
fn reason(because: &str) -> Cow<'static, str> {
    static REASONS: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| constructions().iter().map(|one| one.reason).collect());
    REASONS
        .get(because)
        .map_or_else(|| Cow::Owned(because.to_owned()), |reason| Cow::Borrowed(*reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Jane Doe -- Chief Financial Officer\n\nRevenue grew about 12% year-over-year to $1.050 billion, excluding \
        currency. Cloud revenue was $400 million. For the full year, we expect revenue of $4.2 billion to $4.3 billion.\n";

    #[test]
    fn what_comes_back_is_what_was_given() {
        let one = crate::extract("orrin_q2_2024.txt", TEXT.as_bytes()).unwrap();
        assert!(one.facts.len() > 3 && one.facts.iter().any(|fact| fact.low != fact.high));
        for given in [one.clone(), one.renamed("orrin")] {
            let found = call(&packed_call(&given).unwrap(), &mut Reasons::default()).unwrap();
            assert_eq!(found.call, given.call);
            assert_eq!(found.facts, given.facts);
            let scale = |one: &Extraction| {
                one.facts.iter().map(|fact| fact.low.scale()).collect::<Vec<_>>()
            };
            assert_eq!(scale(&found), scale(&given));
        }
    }
}
