//! Which metric each figure of a sentence states.
//!
//! In:  a [`Frame`] and the [`Topic`] before it. Out: [`Chosen`] for each figure.
//! Not here: what a figure says of its metric (`aspect.rs`).

use super::aspect::COSTS;
use super::clause::Lead;
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::mark::{Is, Mark};
use super::metric::{Metric, Metrics};
use super::phrase_book::{Effect, Form, Sense};
use super::topic::{Subject, Topic};
use crate::quantity::{Kind, Quantity};

/// The metric of one figure, and how it was found.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<'t> {
    pub(crate) subject: Option<Subject<'t>>,
    /// Place of the mark that names it, when it is in this sentence.
    pub(crate) named_at: Option<usize>,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
}

/// Chooses a metric for each figure, in the order of the sentence.
pub(crate) fn choose<'t>(frame: &Frame<'t>, topic: &Topic<'t>) -> Vec<Chosen<'t>> {
    let mut chosen: Vec<Chosen<'t>> = Vec::with_capacity(frame.figures.len());
    let mut last: Option<usize> = None;
    for (index, figure) in frame.figures.iter().enumerate() {
        let next = one(frame, figure, last.and_then(|last| chosen.get(last)), topic);
        chosen.push(next);
        if !figure.aside || last.is_none() {
            last = Some(index);
        }
    }
    pair_lists(frame, &mut chosen);
    chosen
}

fn one<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Chosen<'t> {
    let said = |at: usize, because: &'static str| {
        let found = subject(frame, at).filter(|found| fits(found.metric, &figure.quantity))?;
        Some(Chosen {
            subject: Some(found),
            named_at: Some(at),
            confidence: Confidence::Stated,
            because,
        })
    };
    let unit = unit_metric(frame, figure);
    if let Some(last) = last
        && explains(frame, figure)
    {
        return Chosen { because: IN_CAUSE, ..carried(last, IN_CAUSE) };
    }
    if let Some(found) = hit_metric(frame, figure).and_then(|at| said(at, "what the cause acts on"))
    {
        return found;
    }
    if let Some(remaining) = left_over(frame, figure, last, topic) {
        return remaining;
    }
    // "Foreign exchange was a 130 basis point headwind": the subject is the cause.
    let left = left_metric(frame, figure).filter(|_| {
        figure.tail.effect.is_none()
            || figure.before.lead != Lead::Level
            || figure
                .before
                .by
                .and_then(|by| frame.mark(by))
                .is_none_or(|mark| !mark.is_any(&["was", "were", "is", "are", "be"]))
    });
    let counts_other = figure.quantity.kind == Kind::Count
        && !figure.quantity.unit.is_empty()
        && unit.is_none()
        && !counts_shares(&figure.quantity);
    let goes_on = || {
        let last = last.filter(|_| !counts_other).filter(|last| {
            last.subject.is_some_and(|subject| fits(subject.metric, &figure.quantity))
        })?;
        continues(frame, figure)
            .then(|| carried(last, "goes on about the metric of the figure before"))
    };
    if let (Some((_, false)), Some(found)) = (left, goes_on()) {
        return found;
    }
    let left = left.map(|(at, _)| at);
    // "13.6% of revenue": the whole of a share is not its subject when something else was named before.
    if let Some(at) = figure.tail.metric {
        let whole = figure.tail.of && figure.quantity.kind == Kind::Percent;
        let subject_before = left.filter(|&at| {
            whole
                && frame.metric(at).is_some_and(|metric| !metric.weak)
                && matches!(figure.before.lead, Lead::Level | Lead::Share | Lead::MovedTo(_))
                && !frame.range(at, figure.place).any(|(_, mark)| mark.is(","))
        });
        if let Some(found) = subject_before
            .and_then(|at| said(at, "named before the figure, which is a part of another"))
        {
            return found;
        }
        if whole
            && figure.before.lead == Lead::Level
            && let Some(last) = last
            && last.subject.is_some_and(|subject| !subject.metric.ratio.is_empty())
        {
            return carried(last, "goes on about the metric of the figure before");
        }
        if let Some(found) =
            own_margin(frame, at, last, topic).or_else(|| said(at, "named behind the figure"))
        {
            return found;
        }
    }
    let left = left.filter(|&at| !counts_other || states(frame, figure, at));
    let adjacent = left.is_some_and(|at| {
        frame.metric(at).is_some_and(|metric| !metric.weak) && figure.before.lead != Lead::Open
    });
    let by_unit = |metric: &'static Metric| Chosen {
        subject: Some(Subject {
            metric,
            negative: false,
            text: frame.mark(figure.place).map_or("", |mark| mark.text),
        }),
        named_at: None,
        confidence: Confidence::Stated,
        because: "what is counted names it",
    };
    if let Some((metric, false)) = unit.filter(|_| !adjacent) {
        return by_unit(metric);
    }
    if let Some(found) = left.and_then(|at| {
        own_margin(frame, at, last, topic).or_else(|| said(at, "named before the figure"))
    }) {
        return found;
    }
    // "$30 million in dividends and $75 million for repurchases": the list names each behind its figure.
    if figure.before.lead == Lead::And
        && let Some(found) = figure
            .tail
            .far_metric
            .filter(|_| last.is_some_and(|last| last.because == "named behind the figure"))
            .and_then(|at| said(at, "named behind the figure, after a preposition"))
    {
        return found;
    }
    if let Some(found) = goes_on() {
        return found;
    }
    if let Some((metric, _)) = unit {
        return by_unit(metric);
    }
    // "$3.1 billion or $6.78 per diluted share": an amount per share of earnings.
    if figure.quantity.kind == Kind::PerShare
        && last.is_some_and(|last| {
            last.subject.is_none_or(|subject| {
                matches!(
                    subject.metric.id.as_str(),
                    "net_income" | "income_before_tax" | "operating_income" | "other"
                )
            })
        })
        && let Some(metric) = Metrics::built_in().get("eps")
    {
        return Chosen {
            subject: Some(Subject { metric, negative: false, text: "" }),
            named_at: None,
            confidence: Confidence::Assumed,
            because: "an amount per share beside an amount of income",
        };
    }
    if let Some(found) = figure
        .tail
        .far_metric
        .and_then(|at| said(at, "named behind the figure, after a preposition"))
    {
        return found;
    }
    if let Some(scope_at) = subject_scope(frame, figure)
        && figure.quantity.kind == Kind::Percent
        && (matches!(figure.before.lead, Lead::Moved(_)) || figure.tail.moved.is_some())
    {
        return Chosen {
            subject: revenue(frame, scope_at),
            named_at: None,
            confidence: Confidence::Assumed,
            because: "a part of the company that grows or falls, without a metric: its revenue",
        };
    }
    if let Some(at) = inverted_metric(frame, figure)
        && let Some(found) = said(at, "named later in the sentence")
    {
        return found;
    }
    if let Some(subject) = topic.metric
        && topic.silent <= 2
        && fits(subject.metric, &figure.quantity)
        && !counts_other
        && speaks_on(frame, figure)
        && !(is_growing(frame, figure) && subject.metric.has_level(Kind::Percent))
    {
        return Chosen {
            subject: Some(subject),
            named_at: None,
            confidence: Confidence::Carried,
            because: "carried on from the sentence before",
        };
    }
    let share_of_growth = figure.tail.effect.is_some()
        && frame
            .range(figure.place, figure.stop.min(figure.place + 9))
            .any(|(_, mark)| mark.is("growth"));
    if ((figure.quantity.kind == Kind::Percent && grows_by_itself(frame, figure))
        || share_of_growth)
        && let Some(metric) = Metrics::built_in().get("revenue")
    {
        return Chosen {
            subject: Some(Subject { metric, negative: false, text: "" }),
            named_at: None,
            confidence: Confidence::Assumed,
            because: "growth of the company, without a metric: its revenue",
        };
    }
    Chosen {
        subject: None,
        named_at: None,
        confidence: Confidence::Assumed,
        because: "no metric of the vocabulary is named",
    }
}

/// Why a figure takes the metric before: it is a cost or gain that explains it.
pub(crate) const IN_CAUSE: &str = "a cost or gain that explains the figure before";

/// Is the figure an amount of cost or gain, without a metric of its own, in a phrase of cause: `due to $20 million of expenses`?
fn explains(frame: &Frame<'_>, figure: &Figure) -> bool {
    if !matches!(figure.quantity.kind, Kind::Money | Kind::PerShare | Kind::Bare) {
        return false;
    }
    let cause = frame.range(figure.start, figure.place).rev().find(|(_, mark)| {
        mark.has(Sense::Cause)
            || mark.has(Sense::Effect(Effect::Includes, Form::Verb))
            || mark.has(Sense::Versus)
            || mark.is(";")
    });
    let in_cause = cause.is_some_and(|(_, mark)| !mark.has(Sense::Versus) && !mark.is(";"));
    let own = [figure.tail.metric, figure.tail.far_metric].into_iter().flatten().any(|at| {
        frame
            .metric(at)
            .is_some_and(|metric| !metric.weak && metric.metric.id != "operating_expenses")
    });
    let item = frame.range(figure.place + 1, figure.stop.min(figure.place + 7)).any(|(_, mark)| {
        let lower = mark.text.to_ascii_lowercase();
        COSTS.iter().any(|cost| lower.ends_with(cost))
            || ["gain", "gains", "benefit", "benefits", "credit", "credits", "refund", "recovery"]
                .contains(&lower.as_str())
    });
    in_cause && !own && item
}

/// Verbs whose subject is a cause: what they act on stands behind them.
const ACTIVE: &[&str] = &[
    "contributed",
    "contributing",
    "contributes",
    "contribute",
    "added",
    "adding",
    "add",
    "adds",
    "driving",
    "took",
    "shaved",
    "cost us",
    "boosted",
    "lifted",
    "helped",
    "subtracted",
    "weighed on",
    "headwind of",
    "drag of",
    "tailwind of",
    "benefit of",
    "impact of",
    "negative impact of",
    "positive impact of",
];

/// The metric that a cause acts on: `the acquisition added $48 million to sales`.
fn hit_metric(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let by = figure.before.by.filter(|_| matches!(figure.before.lead, Lead::Effect(_)))?;
    let mark = frame.mark(by)?;
    if !mark.is_any(ACTIVE) && mark.effect(Form::Noun).is_none() {
        return None;
    }
    let between =
        frame.range(by, figure.place).find(|(at, _)| frame.metric(*at).is_some()).map(|(at, _)| at);
    between.or(figure.tail.metric).or_else(|| {
        frame
            .range(figure.place + 1, figure.stop.min(figure.place + 8))
            .take_while(|(_, mark)| {
                !mark.has(Sense::Cause) && !mark.has(Sense::Break) && !mark.is_any(&[",", "more"])
            })
            .find(|(at, _)| frame.metric(*at).is_some())
            .map(|(at, _)| at)
    })
}

/// What is left of an authorization: `$405 million remains on our authorization`, `about $270 million remaining`.
fn left_over<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    let near = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 4))
        .any(|(_, mark)| mark.is_any(&["remaining", "remains", "left", "remain"]))
        || frame
            .range(figure.start.max(figure.place.saturating_sub(4)), figure.place)
            .any(|(_, mark)| mark.is("remaining"));
    if !near || !matches!(figure.quantity.kind, Kind::Money | Kind::Bare) {
        return None;
    }
    let buyback = |metric: &Metric| {
        matches!(
            metric.id.as_str(),
            "repurchase_authorization" | "share_repurchases" | "repurchase_remaining"
        )
    };
    let here = frame
        .range(figure.start, figure.stop)
        .any(|(at, _)| frame.metric(at).is_some_and(|metric| buyback(metric.metric)));
    let before = last
        .and_then(|last| last.subject)
        .or(topic.metric.filter(|_| topic.silent == 0))
        .is_some_and(|subject| buyback(subject.metric));
    let metric = Metrics::built_in().get("repurchase_remaining").filter(|_| here || before)?;
    Some(Chosen {
        subject: Some(Subject { metric, negative: false, text: frame.mark(figure.place)?.text }),
        named_at: None,
        confidence: Confidence::Stated,
        because: "what is left of an authorization",
    })
}

/// The margin of the metric that was spoken of: `EBITDA was $402 million, a margin of 22%`.
fn own_margin<'t>(
    frame: &Frame<'t>,
    at: usize,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    let mark = frame.mark(at)?;
    if !mark.is_any(&["margin", "margins"]) {
        return None;
    }
    let before =
        last.and_then(|last| last.subject).or(topic.metric.filter(|_| topic.silent <= 1))?;
    let margin = if before.metric.id.ends_with("_margin") {
        before.metric
    } else {
        Metrics::built_in()
            .get(&before.metric.ratio)
            .filter(|ratio| ratio.id.ends_with("_margin"))?
    };
    Some(Chosen {
        subject: Some(Subject { metric: margin, negative: false, text: mark.text }),
        named_at: Some(at),
        confidence: Confidence::Carried,
        because: "the margin of the metric before",
    })
}

fn carried<'t>(last: &Chosen<'t>, because: &'static str) -> Chosen<'t> {
    Chosen { subject: last.subject, named_at: None, confidence: Confidence::Carried, because }
}

fn subject<'t>(frame: &Frame<'t>, at: usize) -> Option<Subject<'t>> {
    let mark = frame.mark(at)?;
    let metric = frame.metric(at)?;
    // "our remaining authorization" is what is left of it.
    let buyback =
        metric.metric.id == "repurchase_authorization" || metric.metric.id == "share_repurchases";
    if buyback
        && frame.range(at.saturating_sub(2), at).any(|(_, mark)| mark.is("remaining"))
        && let Some(remaining) = Metrics::built_in().get("repurchase_remaining")
    {
        return Some(Subject { metric: remaining, negative: false, text: mark.text });
    }
    Some(Subject { metric: metric.metric, negative: metric.negative, text: mark.text })
}

fn revenue<'t>(frame: &Frame<'t>, scope_at: usize) -> Option<Subject<'t>> {
    let metric: &'static Metric = Metrics::built_in().get("revenue")?;
    Some(Subject { metric, negative: false, text: frame.mark(scope_at)?.text })
}

/// Can a quantity of this kind say anything of this metric?
pub(crate) fn fits(metric: &Metric, quantity: &Quantity) -> bool {
    match quantity.kind {
        Kind::Money => {
            metric.has_level(Kind::Money)
                || !metric.amount.is_empty()
                || (metric.has_level(Kind::PerShare) && !quantity.scaled)
                || (metric.id == "shares_outstanding" && quantity.scaled)
        }
        Kind::PerShare => metric.has_level(Kind::PerShare) || !metric.per_share.is_empty(),
        Kind::Count => {
            metric.has_level(Kind::Count)
                && (quantity.unit.is_empty() || !is_foreign_unit(metric, &quantity.unit))
        }
        Kind::Multiple => metric.has_level(Kind::Multiple),
        Kind::Bare => {
            metric.has_level(Kind::Money)
                || metric.has_level(Kind::Count)
                || metric.has_level(Kind::PerShare)
        }
        _ => true,
    }
}

/// A count of shares or stores says nothing of a metric that counts other things.
fn is_foreign_unit(metric: &Metric, unit: &str) -> bool {
    let shares = unit.ends_with("shares") || unit.ends_with("share");
    shares
        != matches!(
            metric.id.as_str(),
            "shares_outstanding"
                | "share_repurchases"
                | "repurchase_remaining"
                | "repurchase_authorization"
        )
        && (shares || metric.id == "shares_outstanding")
}

/// Is the counted thing what the metric at `at` counts: `closings totaled 3,112 homes`, `volume was down 540,000 pieces`?
fn states(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    figure.before.lead != Lead::Open
        && frame
            .range(at + 1, figure.place)
            .all(|(_, mark)| !matches!(mark.is, Is::Word) || is_plain(mark) || mark.is("in"))
}

/// The metric that the counted noun names: `17,000 stores`, `305,000 customers`; and whether it names it only weakly.
fn unit_metric(frame: &Frame<'_>, figure: &Figure) -> Option<(&'static Metric, bool)> {
    let quantity = &figure.quantity;
    if quantity.kind != Kind::Count || quantity.unit.is_empty() {
        return None;
    }
    if counts_shares(quantity) {
        let quote = frame.mark(figure.place).map_or("", |mark| mark.text);
        let next = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("outstanding"));
        let of_all = next
            || ["diluted", "basic", "weighted", "outstanding"]
                .iter()
                .any(|word| quote.contains(word));
        return Metrics::built_in()
            .get("shares_outstanding")
            .filter(|_| of_all)
            .map(|metric| (metric, false));
    }
    let found = Metrics::built_in().find(&quantity.unit).into_iter().last()?;
    (found.span.end == quantity.unit.len() && found.metric.has_level(Kind::Count))
        .then_some((found.metric, found.weak))
}

fn counts_shares(quantity: &Quantity) -> bool {
    quantity.unit.ends_with("shares") || quantity.unit.ends_with("share")
}

/// The metric between the figure before and this one that this one states; and whether it stands outside phrases of cause.
fn left_metric(frame: &Frame<'_>, figure: &Figure) -> Option<(usize, bool)> {
    let claimed_until = frame
        .figures
        .iter()
        .take_while(|other| other.place < figure.place)
        .last()
        .map_or(0, |last| claim_end(frame, last));
    let close = frame.range(figure.start, figure.place).rev().find(|(_, mark)| {
        !mark.is_any(&["of", "a", "an", "the", "approximately", "about", "was", "is"])
    });
    if let Some((at, _)) = close
        && at + 3 >= figure.place
        && frame
            .metric(at)
            .is_some_and(|metric| fits(metric.metric, &figure.quantity) && !metric.weak)
    {
        return Some((at, true));
    }
    let start = figure.start.max(claimed_until);
    let (mut in_cause, mut in_modifier, mut left_out) = (false, false, false);
    let mut best: Option<(usize, u8)> = None;
    for (at, mark) in frame.range(start, figure.place) {
        let verb = (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
            || mark.direction(&[Form::Verb]).is_some();
        if mark.is_any(&["excluding", "ex", "exclusive"]) {
            left_out = true;
        } else if mark.is_any(&[",", ";"]) || verb {
            left_out = false;
        }
        if mark.has(Sense::Cause) || mark.is_any(&["including"]) {
            in_cause = true;
        } else if mark.is_any(&[",", ";"]) || mark.has(Sense::Break) || verb {
            in_cause = false;
        }
        if verb || mark.has(Sense::Break) || mark.is(";") {
            in_modifier = false;
        }
        if let Some(metric) = frame.metric(at) {
            if !fits(metric.metric, &figure.quantity) || (left_out && !figure.aside) {
                continue;
            }
            let rank = match (in_cause, metric.weak) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            let modifies = best.is_some_and(|(before, known)| {
                known >= 1 && (in_modifier || is_modifier(frame, before, at))
            });
            if modifies {
                in_modifier = true;
            } else if best.is_none_or(|(_, known)| rank >= known) {
                best = Some((at, rank));
            }
        }
    }
    best.map(|(at, rank)| (at, rank > 0))
}

/// How far the figure before has taken the metrics behind it.
fn claim_end(frame: &Frame<'_>, last: &Figure) -> usize {
    let whole = last.tail.metric.map(|at| at + 1);
    whole.unwrap_or(0).max(if frame.figures.is_empty() { 0 } else { last.place + 1 })
}

/// Does the metric at `at` only qualify the one at `before`: `revenue from loans`?
fn is_modifier(frame: &Frame<'_>, before: usize, at: usize) -> bool {
    let between: Vec<&Mark<'_>> = frame.range(before + 1, at).map(|(_, mark)| mark).collect();
    between.len() <= 5
        && between
            .first()
            .is_some_and(|mark| mark.is_any(&["from", "for", "in", "on", "per", "of", "as", "to"]))
        && between.iter().all(|mark| {
            matches!(mark.is, Is::Word | Is::Scope(_))
                || mark.is("of")
                || mark.has(Sense::From)
                || matches!(mark.is, Is::Period(_))
                || mark.is("-")
        })
}

/// Does the figure go on about what the figure before states?
fn continues(frame: &Frame<'_>, figure: &Figure) -> bool {
    if figure.start == 0 {
        return false;
    }
    // A clause with a subject of its own that no vocabulary knows speaks of something else.
    let mut own_subject = 0;
    let mut verb = false;
    for (_, mark) in frame.range(figure.start, figure.place) {
        match &mark.is {
            Is::Sign if mark.is_any(&[",", ";"]) => {
                own_subject = 0;
                verb = false;
            }
            Is::Word if !is_plain(mark) => own_subject += usize::from(!verb),
            Is::Phrase(_) if mark.has(Sense::Pronoun) => own_subject = 0,
            Is::Phrase(_) if mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]) => verb = true,
            _ => {}
        }
    }
    match figure.before.lead {
        Lead::And | Lead::Moved(_) | Lead::MovedTo(_) | Lead::From | Lead::Versus | Lead::Share => {
            own_subject <= 2
        }
        Lead::Effect(_) => true,
        Lead::Level | Lead::Open => own_subject == 0,
    }
}

/// Words that name no subject.
fn is_plain(mark: &Mark<'_>) -> bool {
    mark.text.ends_with("ly")
        || mark.text.chars().all(|c| c.is_ascii_digit())
        || mark.is_any(&[
            "and",
            "or",
            "to",
            "by",
            "in",
            "for",
            "on",
            "a",
            "an",
            "the",
            "our",
            "its",
            "about",
            "approximately",
            "over",
            "also",
            "then",
            "another",
            "additional",
            "on",
            "basis",
            "both",
            "s",
            "nearly",
            "roughly",
            "than",
            "more",
            "less",
            "just",
            "year",
            "quarter",
            "into",
            "around",
            "almost",
            "slightly",
            "range",
            "between",
            "some",
            "as",
            "or",
            "well",
            "compared",
            "strong",
            "solid",
            "record",
            "further",
            "again",
            "i",
            "think",
            "there",
            "net",
            "total",
            "value",
            "midpoint",
        ])
}

/// A scope that stands where a subject stands before the figure.
fn subject_scope(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    frame
        .range(figure.start, figure.place)
        .rev()
        .find(|(_, mark)| matches!(mark.is, Is::Scope(_)))
        .map(|(at, _)| at)
}

/// A metric after the figure's clause, when the sentence begins with the figure: `At 5%, our margin …`.
fn inverted_metric(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    if figure.start > 0 {
        return None;
    }
    let lead = frame.range(0, figure.place).filter(|(_, mark)| !is_plain(mark)).count();
    if lead > 2 {
        return None;
    }
    frame
        .range(figure.place + 1, figure.stop)
        .find(|(at, _)| frame.metric(*at).is_some_and(|metric| !metric.weak))
        .map(|(at, _)| at)
}

/// Does the sentence go on about what was spoken of: its subject is a pronoun, or it has none?
fn speaks_on(frame: &Frame<'_>, figure: &Figure) -> bool {
    let mut nouns = 0_usize;
    for (_, mark) in frame.range(figure.start, figure.place) {
        if matches!(mark.is, Is::Word)
            && !is_plain(mark)
            && !mark.is_any(&[
                "yes",
                "so",
                "yeah",
                "thanks",
                "thank",
                "okay",
                "well",
                "see",
                "talked",
                "said",
                "mentioned",
                "again",
                "still",
                "really",
                "primarily",
                "largely",
            ])
        {
            nouns += 1;
        }
    }
    let moved = figure.before.lead != Lead::Open
        || figure.tail.moved.is_some()
        || figure.tail.effect.is_some();
    (nouns <= 2 && moved) || nouns == 0
}

/// Pairs two lists in order: `margins for A and B were 50% and 40%, respectively`, and metrics listed the same way.
fn pair_lists<'t>(frame: &Frame<'t>, chosen: &mut [Chosen<'t>]) {
    let Some(end) = frame.marks.iter().position(|mark| mark.has(Sense::Respectively)) else {
        return;
    };
    let listed: Vec<usize> = (0..frame.figures.len())
        .filter(|&index| frame.figures.get(index).is_some_and(|figure| figure.place < end))
        .collect();
    let mut first = listed.len().saturating_sub(1);
    while first > 0
        && frame.figures.get(first).is_some_and(|figure| {
            figure.before.lead == Lead::And || figure.place - figure.start <= 3
        })
    {
        first -= 1;
    }
    let group = listed.get(first..).unwrap_or_default();
    let Some(start) = group.first().and_then(|&index| frame.figures.get(index)) else { return };
    let named: Vec<usize> = frame
        .range(start.start, start.place)
        .filter(|(at, _)| {
            frame.metric(*at).is_some_and(|metric| fits(metric.metric, &start.quantity))
        })
        .map(|(at, _)| at)
        .collect();
    if group.len() < 2 || named.len() < group.len() {
        return;
    }
    let names = named.get(named.len() - group.len()..).unwrap_or_default();
    for (&index, &at) in group.iter().zip(names) {
        if let (Some(choice), Some(subject)) = (chosen.get_mut(index), subject(frame, at)) {
            *choice = Chosen {
                subject: Some(subject),
                named_at: Some(at),
                confidence: Confidence::Stated,
                because: "two lists, paired in order (respectively)",
            };
        }
    }
}

/// Is there a noun of movement (`growth`, `increase`) between two places?
pub(crate) fn movement_between(
    frame: &Frame<'_>,
    start: usize,
    end: usize,
) -> Option<super::phrase_book::Direction> {
    frame.range(start, end).rev().find_map(|(_, mark)| mark.direction(&[Form::Noun]))
}

/// `grew 5%`: amounts grow, rates do not.
fn is_growing(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.quantity.kind == Kind::Percent
        && figure
            .before
            .by
            .and_then(|at| frame.mark(at))
            .is_some_and(|mark| mark.is_any(&["grew", "grow", "growing", "grown"]))
}

/// `we grew 5%`, `growth of 5%`: growth without anything that grows.
fn grows_by_itself(frame: &Frame<'_>, figure: &Figure) -> bool {
    let growth = |mark: &Mark<'_>| {
        mark.is_any(&["grew", "grow", "growing", "grown", "growth", "growth rate"])
    };
    let near = frame
        .range(figure.start.max(figure.place.saturating_sub(6)), figure.tail.end)
        .any(|(_, mark)| growth(mark));
    let nouns = frame
        .range(figure.start, figure.place)
        .filter(|(_, mark)| matches!(mark.is, Is::Word) && !is_plain(mark))
        .count();
    near && nouns <= 3
}
