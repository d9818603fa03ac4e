//! The facts of one company, found by what they measure.
//!
//! In:  facts. Out: [`Index`]: figures by metric, series, measure, period and status, then by scope.
//! Not here: which of them may meet in a check (`binding`, `restatement`).

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::fact::{Aspect, Compare, Confidence, Fact, OF_THE_CALL, Period, Status, Why};
use crate::quantity::{Bound, Kind};
use crate::transcript::SpeakerKind;

/// What a value says of its metric, as far as checks can use it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Series {
    Level,
    Share,
    ChangeYoy,
    ChangeQoq,
}

/// Kinds of values that can be compared with each other.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Measure {
    Money,
    PerShare,
    Count,
    Percent,
    /// Percentage points; basis points are hundredths of them.
    Points,
    Multiple,
}

/// What is measured, but for the scope.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Slot<'f> {
    pub(super) metric: &'f str,
    pub(super) series: Series,
    pub(super) measure: Measure,
    pub(super) period: Period,
    pub(super) status: Status,
}

/// How well the labels are known that make facts comparable.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Trust {
    /// One of them is a convention or default.
    Assumed,
    /// Each is said or carried on.
    Known,
}

/// Facts in the order in which they were given, by slot and scope.
pub(super) type Mentions<'f> = Vec<&'f Fact>;

/// The mentions of each scope of a slot, in the order of the scopes. Most slots have one.
#[derive(Debug)]
pub(super) struct Scopes<'f>(Vec<(SmolStr, Mentions<'f>)>);

/// The facts of one company.
#[derive(Debug, Default)]
pub(super) struct Index<'f> {
    /// In order.
    slots: Vec<(Slot<'f>, Scopes<'f>)>,
    /// Places in `slots`.
    by_metric: FxHashMap<&'f str, Range<usize>>,
}

impl<'f> Index<'f> {
    /// Sorts facts into slots; what no check can use (`other`, causes, comparisons with anything) stays out.
    pub(super) fn new(facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut placed: Vec<(Slot<'f>, &Fact)> =
            facts.filter_map(|fact| Some((slot(fact)?, fact))).collect();
        // The facts of a slot stay in the order in which they were given.
        placed.sort_by_key(|(slot, _)| *slot);
        let mut index = Self::default();
        for same in placed.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((slot, _)) = same.first() else { continue };
            let mut scopes = Scopes(Vec::with_capacity(1));
            for (_, fact) in same {
                scopes.push(scope_key(&fact.scope), fact);
            }
            let place = index.slots.len();
            index.by_metric.entry(slot.metric).or_insert(place..place).end = place + 1;
            index.slots.push((*slot, scopes));
        }
        index
    }

    /// All slots with their scopes, in order.
    pub(super) fn slots(&self) -> impl Iterator<Item = (&Slot<'f>, &Scopes<'f>)> {
        self.slots.iter().map(|(slot, scopes)| (slot, scopes))
    }

    /// The slots of a metric, in order.
    pub(super) fn of_metric(&self, metric: &str) -> &[(Slot<'f>, Scopes<'f>)] {
        let places = self.by_metric.get(metric).and_then(|places| self.slots.get(places.clone()));
        places.unwrap_or_default()
    }

    /// The scopes that a slot has.
    pub(super) fn scopes(&self, slot: &Slot<'_>) -> Option<&Scopes<'f>> {
        let slots = self.of_metric(slot.metric);
        let place = slots.binary_search_by(|(own, _)| own.cmp(slot)).ok()?;
        slots.get(place).map(|(_, scopes)| scopes)
    }
}

impl<'f> Scopes<'f> {
    fn push(&mut self, scope: SmolStr, fact: &'f Fact) {
        match self.place(&scope) {
            Ok(place) => self.0.get_mut(place).into_iter().for_each(|(_, own)| own.push(fact)),
            Err(place) => self.0.insert(place, (scope, vec![fact])),
        }
    }

    fn place(&self, scope: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(scope))
    }

    /// The mentions of a scope.
    pub(super) fn get(&self, scope: &str) -> Option<&Mentions<'f>> {
        self.place(scope).ok().and_then(|place| self.0.get(place)).map(|(_, own)| own)
    }

    /// All scopes with their mentions.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Mentions<'f>)> {
        self.0.iter().map(|(scope, own)| (scope.as_str(), own))
    }

    /// The mentions of all scopes.
    pub(super) fn values(&self) -> impl Iterator<Item = &Mentions<'f>> {
        self.0.iter().map(|(_, own)| own)
    }
}

/// Where a fact belongs; `None` when no check can use it.
pub(super) fn slot(fact: &Fact) -> Option<Slot<'_>> {
    let series = match (fact.aspect, fact.compare) {
        (Aspect::Level, _) => Series::Level,
        (Aspect::Share, _) => Series::Share,
        (Aspect::Change, Compare::Yoy) => Series::ChangeYoy,
        (Aspect::Change, Compare::Qoq) => Series::ChangeQoq,
        _ => return None,
    };
    let known = !matches!(fact.period, Period::Unspecified | Period::ToDate | Period::Range(..));
    (known && fact.metric != "other").then_some(Slot {
        metric: &fact.metric,
        series,
        measure: measure(fact.kind)?,
        period: fact.period,
        status: fact.status,
    })
}

/// The measure of a kind.
pub(super) fn measure(kind: Kind) -> Option<Measure> {
    match kind {
        Kind::Money => Some(Measure::Money),
        Kind::PerShare => Some(Measure::PerShare),
        Kind::Count => Some(Measure::Count),
        Kind::Percent => Some(Measure::Percent),
        Kind::PercentagePoints | Kind::BasisPoints => Some(Measure::Points),
        Kind::Multiple => Some(Measure::Multiple),
        Kind::Bare => None,
    }
}

/// Words that tell no scopes apart.
const FILLERS: &[&str] = &[
    "the",
    "our",
    "its",
    "segment",
    "segments",
    "business",
    "businesses",
    "unit",
    "division",
    "operations",
];

/// One spelling for a scope: lower case, singular, without words that tell nothing apart, `total` when nothing is left.
pub(crate) fn scope_key(scope: &str) -> SmolStr {
    // Most facts are of the whole company.
    if scope == "total" {
        return scope.into();
    }
    let lower = scope.to_lowercase();
    let mut key = String::with_capacity(lower.len());
    join(&mut key, lower.split_whitespace().filter(|word| !FILLERS.contains(word)));
    // A part that is called "Segment" keeps its name.
    if key.is_empty() {
        join(&mut key, lower.split_whitespace());
    }
    match key.as_str() {
        "" | "company" | "consolidated" | "company-wide" => "total".into(),
        _ => singular(&key).into(),
    }
}

fn join<'w>(key: &mut String, words: impl Iterator<Item = &'w str>) {
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
}

/// `SMBs` is `SMB`, `data services` is `data service`; `gas`, `glass` and `US` are no plurals.
fn singular(key: &str) -> &str {
    match key.strip_suffix('s') {
        Some(one) if key.split_whitespace().next_back().is_some_and(|word| word.len() > 3) => {
            if one.ends_with(['s', 'i', 'u']) { key } else { one }
        }
        _ => key,
    }
}

/// How well a fact's own labels are known.
pub(super) fn trust(fact: &Fact) -> Trust {
    trust_by(fact, &|_| true)
}

/// The same beside the others of its passage: figures that are told together and without a time are of one time.
pub(super) fn trust_beside(fact: &Fact) -> Trust {
    trust_by(fact, &|why| why.label != "period" || why.because != OF_THE_CALL)
}

fn trust_by(fact: &Fact, counts: &dyn Fn(&Why) -> bool) -> Trust {
    let assumed = |label: &str| {
        let why = fact.why.iter().filter(|why| why.label == label && counts(why));
        why.into_iter().any(|why| why.confidence == Confidence::Assumed)
    };
    // A total without a named part, and a basis that nobody names, are what the words say.
    let scope = assumed("scope") && scope_key(&fact.scope) != "total";
    let change = fact.aspect == Aspect::Change && assumed("compare");
    if assumed("metric") || scope || assumed("period") || assumed("aspect") || change {
        Trust::Assumed
    } else {
        Trust::Known
    }
}

/// Is this label of a fact a convention or default?
pub(super) fn is_assumed(fact: &Fact, label: &str) -> bool {
    fact.why.iter().any(|why| why.label == label && why.confidence == Confidence::Assumed)
}

/// Is the value softened by a hedge?
pub(super) fn is_hedged(fact: &Fact) -> bool {
    fact.bound != Bound::Exact
}

/// Does somebody from outside say it?
pub(crate) fn is_outsider(fact: &Fact) -> bool {
    matches!(fact.speaker_kind, SpeakerKind::Analyst | SpeakerKind::Operator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[test]
    fn scopes_are_in_order_and_their_mentions_as_given() {
        let given = ["Pumps 2024-Q1 = 7", "total 2024-Q1 = 9", "Pumps 2024-Q1 = 8"];
        let facts = given.map(|given| fact(&format!("revenue {given} money")));
        let index = Index::new(facts.iter());
        let scopes = index.scopes(&slot(&facts[0]).unwrap()).unwrap();
        let found: Vec<(&str, Vec<String>)> = scopes
            .iter()
            .map(|(scope, own)| (scope, own.iter().map(|fact| fact.low.to_string()).collect()))
            .collect();
        let expected = [("pump", vec!["7", "8"]), ("total", vec!["9"])];
        let expected =
            expected.map(|(scope, own)| (scope, own.iter().map(ToString::to_string).collect()));
        assert_eq!(found, expected);
        assert_eq!(scopes.get("total").map(Vec::len), Some(1));
        assert!(scopes.get("valve").is_none());
    }
}
