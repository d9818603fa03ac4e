//! Binding: the quantities of a call become facts.
//!
//! In:  a [`Transcript`]. Out: its [`Call`], [`Fact`]s and [`Numeral`]s.
//! Not here: the rules for single labels (`subject.rs`, `aspect.rs`, `part.rs`, `basis.rs`, `time.rs`, `compare.rs`, `status.rs`,
//! `adjustment.rs`).

use super::adjustment::adjustment;
use super::aspect::{ADDED, Said, aspect};
use super::basis::{Asked as AskedBasis, basis};
use super::blanket::Blanket;
use super::calendar::Calendar;
use super::call::call;
use super::compare::{Moved, compare};
use super::counted_subject::counts_subject;
use super::figure_kind::{Around, kind_of, meant};
use super::frame::{Figure, Frame};
use super::label::{Aspect, Basis, Compare, Confidence, Status};
use super::labels::{Labels, State, both_bases, last_of, ratio_of_list, status_why};
use super::lead::Lead;
use super::mark::marks;
use super::metric::Metrics;
use super::numeral::{Numeral, account};
use super::part::{Asked as AskedPart, scope};
use super::phrase_book::Outlook;
use super::scope::Scopes;
use super::status::{goes_on, is_verbless, lists_on, outlook};
use super::subject::{Chosen, choose};
use super::superseded::is_superseded;
use super::talk::{self, Talk};
use super::time::{Asked, Dated, period};
use super::time_tense::reports;
use super::topic::{Subject, Topic};
use super::when::{When, Year};
use super::word::{Sentence, Word, cut};
use super::word_sets::WORDS;
use super::year_phrase::is_cut_year;
use super::{Call, Fact, Why};
use crate::quantity::{Kind, Quantity, Reason, Scan, Skipped, scan};
use crate::span::Span;
use crate::transcript::{Part, Passage, PassageKind, Section, SpeakerKind, Transcript, sentences};
use rust_decimal::Decimal;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::ops::Range;

/// Binds the quantities of a call.
#[must_use]
pub fn bind(transcript: &Transcript) -> (Call, Vec<Fact>, Vec<Numeral>) {
    let call = call(transcript);
    let speech: Vec<Spoken<'_>> = transcript
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.kind == PassageKind::Speech)
        .map(|(index, passage)| Spoken::new(transcript, index, passage))
        .collect();
    // A file is named after its company more often than after a word that names a part.
    let by_file = || {
        let word = call.company_key.split('-').next()?;
        let names = word.len() > 3 && word.chars().all(char::is_alphabetic);
        (names && Scopes::is_no_word(word)).then_some(word)
    };
    let scopes = Scopes::learn(
        call.company.as_deref().or_else(by_file),
        transcript.turns.iter().filter_map(|turn| turn.speaker.as_deref()),
        speech.iter().map(|spoken| spoken.words.as_slice()),
    );
    let mut binder = Binder {
        transcript,
        currency: main_currency(speech.iter().map(|spoken| &spoken.scan)),
        calendar: Calendar { call: call.period, year_end: call.fiscal_year_end.unwrap_or(12) },
        call: &call,
        scopes,
        blanket: Blanket::default(),
        lines_are_sentences: lines_are_sentences(&speech),
        facts: Vec::new(),
        skipped: Vec::new(),
    };
    let mut talk = Talk::default();
    let mut turn = None;
    for spoken in &speech {
        if spoken.passage.turn != turn {
            turn = spoken.passage.turn;
            binder.next_turn(&mut talk, turn);
        }
        binder.passage(spoken, &mut talk);
    }
    let Binder { facts, skipped, .. } = binder;
    let numerals = account(transcript, &facts, skipped);
    (call, facts, numerals)
}

/// A passage longer than this is read sentence by sentence, so that the work on it grows with its length only.
const LONG_PASSAGE: usize = 64 * 1024;

/// Reads the quantities of a passage.
fn scan_passage(text: &str) -> Scan {
    if text.len() <= LONG_PASSAGE {
        return scan(text);
    }
    let mut whole = Scan::default();
    for sentence in sentences(text) {
        let part = scan(sentence.of(text));
        whole.quantities.extend(part.quantities.into_iter().map(|quantity| Quantity {
            span: quantity.span.shifted(sentence.start),
            hedged: quantity.hedged.shifted(sentence.start),
            ..quantity
        }));
        whole.skipped.extend(part.skipped.into_iter().map(|skipped| Skipped {
            span: skipped.span.shifted(sentence.start),
            reason: skipped.reason,
        }));
    }
    whole
}

/// The currency that amounts without one are in: the one that is said most often, else dollars.
fn main_currency<'s>(scans: impl Iterator<Item = &'s Scan>) -> String {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for quantity in scans.flat_map(|scan| &scan.quantities) {
        if matches!(quantity.kind, Kind::Money | Kind::PerShare) {
            *said.entry(&quantity.unit).or_default() += 1;
        }
    }
    said.into_iter()
        .max_by_key(|(code, count)| (*count, *code == "USD"))
        .map_or("USD", |(code, _)| code)
        .to_owned()
}

/// A passage of speech, with what is read in it.
struct Spoken<'t> {
    /// Of the passage in the transcript.
    index: usize,
    passage: &'t Passage,
    text: &'t str,
    scan: Scan,
    sentences: Vec<Place>,
    /// Of all sentences, in order.
    words: Vec<Word<'t>>,
    /// May one of its sentences [speak of all figures](Blanket::may_hear)?
    of_all: bool,
    /// May one of them [announce a comparison](Blanket::may_compare)?
    of_comparisons: bool,
}

/// Where a sentence stands in its passage.
struct Place {
    span: Span,
    /// Which words of the passage are its own.
    words: Range<usize>,
}

impl<'t> Spoken<'t> {
    fn new(transcript: &'t Transcript, index: usize, passage: &'t Passage) -> Self {
        let text = transcript.passage_text(passage);
        let scan = scan_passage(text);
        let mut words = Vec::new();
        let places = sentences(text).into_iter().map(|span| {
            let first = words.len();
            cut(span.of(text), &mut words);
            Place { span, words: first..words.len() }
        });
        let sentences = places.collect();
        let (of_all, of_comparisons) = (Blanket::may_hear(text), Blanket::may_compare(text));
        Self { index, passage, text, scan, sentences, words, of_all, of_comparisons }
    }

    fn sentence(&self, place: &Place) -> Sentence<'_> {
        let words = self.words.get(place.words.clone()).unwrap_or_default();
        Sentence { text: place.span.of(self.text), words }
    }
}

/// Does nearly every passage hold one sentence?
fn lines_are_sentences(speech: &[Spoken<'_>]) -> bool {
    let many = speech.iter().filter(|spoken| spoken.sentences.len() > 1).count();
    many.saturating_mul(3) < speech.len()
}

struct Binder<'t> {
    transcript: &'t Transcript,
    call: &'t Call,
    currency: String,
    calendar: Calendar,
    scopes: Scopes,
    blanket: Blanket,
    /// Is each line one sentence, so that a new line begins no new paragraph?
    lines_are_sentences: bool,
    facts: Vec<Fact>,
    skipped: Vec<Skipped>,
}

impl<'t> Binder<'t> {
    /// An answer goes on about what the question asked; every other turn begins anew.
    fn next_turn(&self, talk: &mut Talk<'t>, turn: Option<usize>) {
        match turn.and_then(|turn| self.transcript.turns.get(turn)) {
            Some(turn) if turn.section == Section::Qa && turn.kind == SpeakerKind::Executive => {
                talk.answer();
            }
            _ => talk.begin(),
        }
    }

    fn passage(&mut self, spoken: &'t Spoken<'t>, talk: &mut Talk<'t>) {
        let base = spoken.passage.span.start;
        self.skipped.extend(
            spoken.scan.skipped.iter().map(|skipped| Skipped {
                span: skipped.span.shifted(base),
                reason: skipped.reason,
            }),
        );
        let mut rest = spoken.scan.quantities.as_slice();
        if !self.lines_are_sentences {
            talk.paragraph();
        }
        for sentence in &spoken.sentences {
            let count =
                rest.iter().take_while(|quantity| quantity.span.start < sentence.span.end).count();
            let (own, later) = rest.split_at(count);
            rest = later;
            self.sentence(spoken, sentence, own, talk);
        }
        for quantity in rest {
            self.skipped.push(Skipped { span: quantity.span.shifted(base), reason: Reason::Bare });
        }
    }

    fn sentence(
        &mut self,
        spoken: &'t Spoken<'t>,
        place: &Place,
        quantities: &[Quantity],
        talk: &mut Talk<'t>,
    ) {
        let (text, passage) = (spoken.text, spoken.passage);
        let sentence = spoken.sentence(place);
        let place = place.span;
        if spoken.of_all {
            self.blanket.hear(sentence);
        }
        let local: Vec<Quantity> = quantities
            .iter()
            .filter(|quantity| {
                let cut_year = is_cut_year(text, quantity.span);
                if cut_year {
                    let span = quantity.span.shifted(passage.span.start);
                    self.skipped.push(Skipped { span, reason: Reason::Year });
                }
                !cut_year
            })
            .map(|quantity| Quantity {
                span: Span::new(
                    quantity.span.start.saturating_sub(place.start),
                    quantity.span.end.saturating_sub(place.start),
                ),
                hedged: Span::new(
                    quantity.hedged.start.saturating_sub(place.start),
                    quantity.hedged.end.saturating_sub(place.start),
                ),
                ..quantity.clone()
            })
            .collect();
        if local.is_empty() {
            self.without_figures(spoken, sentence, talk);
            return;
        }
        let topic = talk.topic(&self.scopes, self.calendar);
        let marks = self.scopes.mark(sentence, marks(sentence, &local));
        talk::turn(topic, &self.scopes, sentence.text, &marks);
        let frame = Frame::new(marks, &local);
        let mut labels = self.labels(sentence.text, &frame, topic);
        for labels in &labels {
            let stated = labels
                .why
                .iter()
                .any(|why| why.label == "compare" && why.confidence == Confidence::Stated);
            if stated && labels.said.aspect == Aspect::Change {
                self.blanket.hear_compared(labels.compare);
            }
        }
        for (figure, labels) in frame.figures.iter().zip(&mut labels) {
            if let Some(repeated) = self.repeated(figure, labels) {
                *labels = repeated;
            }
            for basis in labels.bases() {
                self.emit(spoken, place.shifted(passage.span.start), figure, labels, basis);
            }
        }
        let labels: Vec<State<'t>> = labels.iter().map(Labels::state).collect();
        topic.follow(&frame.marks, &labels, self.calendar);
    }

    /// Takes a sentence without figures.
    fn without_figures(
        &mut self,
        spoken: &Spoken<'_>,
        sentence: Sentence<'t>,
        talk: &mut Talk<'t>,
    ) {
        let operator = spoken
            .passage
            .turn
            .and_then(|turn| self.transcript.turns.get(turn))
            .is_some_and(|turn| turn.kind == SpeakerKind::Operator);
        if !operator && spoken.of_comparisons && self.blanket.asks_for_comparisons(sentence.text) {
            let marks = self.scopes.mark(sentence, marks(sentence, &[]));
            self.blanket.hear_comparison(&marks, self.calendar);
        }
        talk.say(sentence, operator);
    }

    /// The labels of a figure that names no metric, when the same range was given before: "the 5% to 6% that we gave".
    fn repeated(&self, figure: &Figure, labels: &Labels<'t>) -> Option<Labels<'t>> {
        let quantity = &figure.quantity;
        if labels.chosen.subject.is_some() || quantity.low == quantity.high {
            return None;
        }
        let before = self.facts.iter().rev().find(|fact| {
            fact.kind == quantity.kind
                && fact.low.abs() == quantity.low.abs()
                && fact.high.abs() == quantity.high.abs()
                && fact.metric != "other"
        })?;
        let metric = Metrics::built_in().get(&before.metric)?;
        let because = "the same range was given before";
        let period = if labels.dated.confidence == Confidence::Stated {
            labels.dated.period
        } else {
            before.period
        };
        let why = labels
            .why
            .iter()
            .map(|why| match why.label {
                "metric" | "aspect" | "compare" | "status" | "scope" => {
                    why_of(why.label, Confidence::Carried, because)
                }
                _ => why.clone(),
            })
            .collect();
        Some(Labels {
            chosen: Chosen {
                subject: Some(Subject {
                    metric,
                    negative: before.low.is_sign_negative(),
                    text: "",
                }),
                named_at: None,
                confidence: Confidence::Carried,
                because,
            },
            said: Said { aspect: before.aspect, negative: before.low.is_sign_negative(), because },
            scope: if before.scope == "total" { String::new() } else { before.scope.to_string() },
            basis: labels.basis,
            compare: before.compare,
            dated: Dated { period, ..labels.dated },
            status: before.status,
            superseded: labels.superseded,
            adjusted_for: labels.adjusted_for.clone(),
            both_bases: Vec::new(),
            around: labels.around,
            why,
        })
    }

    /// Labels the figures of a sentence.
    fn labels(&self, sentence: &str, frame: &Frame<'t>, topic: &Topic<'t>) -> Vec<Labels<'t>> {
        let chosen = choose(frame, topic);
        let outlook = outlook(frame);
        let mut all: Vec<Labels<'t>> = Vec::with_capacity(frame.figures.len());
        let mut carried = false;
        for (index, (figure, mut chosen)) in frame.figures.iter().zip(chosen).enumerate() {
            let last = last_of(&all, frame);
            let said = aspect(frame, figure, &chosen, last.map(|last| last.said));
            let ratio = last.and_then(|last| ratio_of_list(frame, index, last, (&chosen, said)));
            if let Some(subject) = &mut chosen.subject {
                let meant = meant(subject.metric, &figure.quantity, said.aspect);
                subject.metric = ratio.unwrap_or(meant);
            }
            let governed = outlook.get(index).copied().flatten();
            let goes_on = || {
                (topic.guidance && topic.silent == 0 && goes_on(frame))
                    || (topic.announced && is_verbless(frame))
            };
            let carried_outlook = governed.is_none()
                && if last.is_none() { goes_on() } else { carried && lists_on(figure) };
            carried |= carried_outlook && is_verbless(frame);
            let mut ahead = governed.is_some() || carried_outlook;
            let by_noun = governed
                .and_then(|at| frame.mark(at))
                .is_some_and(|mark| mark.outlook() == Some(Outlook::Noun))
                || figure.before.outlook_noun;
            let told: Vec<Dated> = all.iter().map(|labels| labels.dated).collect();
            let balance = chosen.subject.is_some_and(|subject| subject.metric.instant);
            let mut dated = period(
                frame,
                Asked { index, named_at: chosen.named_at, ahead, by_noun, balance },
                &told,
                topic,
                self.calendar,
            );
            let prior = governed.and_then(|at| frame.mark(at)).is_some_and(|mark| {
                ["prior", "previous", "original", "initial", "earlier"]
                    .iter()
                    .any(|word| mark.starts_with(word))
            });
            if prior && let Some(when) = dated.when {
                dated.period = self.calendar.resolve(when, false, self.calendar.own());
            }
            if !ahead && self.calendar.is_to_come(dated) {
                let reported =
                    frame.range(0, figure.place).any(|(_, mark)| WORDS.reports.has(mark.text));
                let this_year =
                    matches!(dated.when, Some(When::Part(Part::Year, Year::Relative(0))));
                if this_year && reports(frame, figure.place) {
                    // "net sales for the quarter were $61 million this year": what is told of the year is what has passed of it.
                    dated.period = self.calendar.passed(frame, figure);
                } else {
                    ahead = !reported;
                }
            }
            let part = scope(&AskedPart {
                frame,
                index,
                chosen: &chosen,
                aspect: said.aspect,
                last: last.map(|last| last.scope.as_str()),
                scopes: &self.scopes,
                topic,
            });
            let adjusted_for =
                adjustment(sentence, frame, figure).filter(|_| !figure.aside).or_else(|| {
                    let last = last.filter(|_| chosen.confidence == Confidence::Carried)?;
                    matches!(figure.before.lead, Lead::Moved(_) | Lead::MovedTo(_) | Lead::And)
                        .then(|| last.adjusted_for.clone())
                });
            let (basis, basis_confidence, basis_because) = basis(&AskedBasis {
                frame,
                index,
                chosen: &chosen,
                aspect: said.aspect,
                adjusted: adjusted_for.as_ref().is_some_and(|left_out| !left_out.is_empty()),
                last: last.map(|last| last.basis),
                blanket: &self.blanket,
                topic,
            });
            let (compare, compare_confidence, compare_because) = compare(
                frame,
                Moved { index, aspect: said.aspect, dated, balance, usual: self.blanket.compare() },
                last.map(|last| (last.said.aspect, last.compare)),
                topic,
                self.calendar,
            );
            let compare = if said.because == ADDED { Compare::Other } else { compare };
            let why = vec![
                why_of("metric", chosen.confidence, chosen.because),
                why_of("scope", part.confidence, part.because),
                why_of("basis", basis_confidence, basis_because),
                why_of("aspect", Confidence::Stated, said.because),
                why_of("compare", compare_confidence, compare_because),
                why_of("period", dated.confidence, dated.because),
                status_why(frame, index, governed, carried_outlook, ahead),
            ];
            let around = Around {
                beside_per_share: last.is_some_and(|last| {
                    last.chosen.subject.is_some_and(|subject| {
                        subject.metric.has_level(Kind::PerShare)
                            && !subject.metric.has_level(Kind::Money)
                    })
                }),
                counts_subject: counts_subject(frame, figure),
                in_it: chosen.confidence == Confidence::Carried
                    && figure.place > figure.start
                    && frame.mark(figure.place - 1).is_some_and(|mark| mark.is("in")),
            };
            all.push(Labels {
                chosen,
                said,
                scope: part.name,
                basis,
                compare,
                dated,
                status: if ahead { Status::Guidance } else { Status::Actual },
                superseded: false,
                adjusted_for: adjusted_for.unwrap_or_default(),
                around,
                both_bases: both_bases(frame, figure),
                why,
            });
        }
        for (index, labels) in all.iter_mut().enumerate() {
            labels.superseded = is_superseded(frame, index, &labels.why);
        }
        all
    }

    /// Adds the fact, or the reason why the figure is none.
    fn emit(
        &mut self,
        spoken: &Spoken<'t>,
        sentence: Span,
        figure: &Figure,
        labels: &Labels<'t>,
        basis: Basis,
    ) {
        let passage = spoken.passage;
        let span = figure.quantity.span.shifted(sentence.start);
        let metric = labels.chosen.subject.map(|subject| subject.metric);
        let level = labels.said.aspect == Aspect::Level;
        let Some((kind, unit)) =
            kind_of(&figure.quantity, metric, level, labels.around, &self.currency)
        else {
            self.skipped.push(Skipped { span, reason: Reason::Bare });
            return;
        };
        let metric = labels.chosen.subject.map_or("other", |subject| subject.metric.id.as_str());
        let (low, high) = signed(&figure.quantity, labels.said.negative);
        let turn = passage.turn.and_then(|turn| self.transcript.turns.get(turn));
        let source = &self.transcript.text;
        let line = source.line(span.start).unwrap_or_else(|| {
            // On from the fact before: a passage may be as long as a file.
            let known = self
                .facts
                .last()
                .filter(|last| last.passage == spoken.index && last.span.start <= span.start);
            let (line, at) = known
                .map_or((passage.line, passage.span.start), |last| (last.line, last.span.start));
            line + Span::new(at, span.start).of(source.text()).matches('\n').count()
        });
        self.facts.push(Fact {
            fact_id: format!("{}-{:04}", self.call.call_id, self.facts.len() + 1),
            call_id: self.call.call_id.as_str().into(),
            company_key: self.call.company_key.as_str().into(),
            source_file: self.call.source_file.as_str().into(),
            line,
            span,
            source_span: source.source_span(span),
            quote: source.quote(span).into(),
            sentence,
            passage: spoken.index,
            turn: passage.turn.unwrap_or_default(),
            kind,
            unit: unit.into(),
            low,
            high,
            resolution: figure.quantity.resolution,
            bound: figure.quantity.bound,
            metric: metric.into(),
            metric_text: labels
                .chosen
                .subject
                .map_or_else(SmolStr::default, |subject| subject.text.into()),
            scope: if labels.scope.is_empty() { "total" } else { labels.scope.as_str() }.into(),
            basis,
            aspect: labels.said.aspect,
            compare: labels.compare,
            period: labels.dated.period,
            status: labels.status,
            superseded: labels.superseded,
            adjusted_for: labels.adjusted_for.as_str().into(),
            speaker: turn.and_then(|turn| turn.speaker.as_deref()).map(SmolStr::from),
            speaker_role: turn.and_then(|turn| turn.role.as_deref()).map(SmolStr::from),
            speaker_kind: turn.map_or_else(SpeakerKind::default, |turn| turn.kind),
            section: turn.map_or_else(Section::default, |turn| turn.section),
            why: labels.why.as_slice().into(),
        });
    }
}

fn why_of(label: &'static str, confidence: Confidence, because: &'static str) -> Why {
    Why { label, confidence, because: because.into() }
}

/// The ends with the sign that the words give; a sign that is said with the number stays.
fn signed(quantity: &Quantity, negative: bool) -> (Decimal, Decimal) {
    let said_negative = quantity.low.is_sign_negative() || quantity.high.is_sign_negative();
    if negative && !said_negative {
        let turned = |mut value: Decimal| {
            value.set_sign_positive(value.is_sign_negative());
            value
        };
        (turned(quantity.high), turned(quantity.low))
    } else {
        (quantity.low, quantity.high)
    }
}
