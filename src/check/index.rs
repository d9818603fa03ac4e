//! The facts of one company, found by what they measure.
//!
//! In:  facts. Out: [`Index`]: figures by metric, series, measure, period and status, then by scope.
//! Not here: which of them may meet in a check (`binding`, `restatement`).

use std::collections::BTreeMap;

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
pub(super) struct Scopes<'f>(Vec<(String, Mentions<'f>)>);

/// The facts of one company.
#[derive(Debug, Default)]
pub(super) struct Index<'f> {
    slots: BTreeMap<Slot<'f>, Scopes<'f>>,
    by_metric: BTreeMap<&'f str, Vec<Slot<'f>>>,
}

impl<'f> Index<'f> {
    /// Sorts facts into slots; what no check can use (`other`, causes, comparisons with anything) stays out.
    pub(super) fn new(facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut index = Self::default();
        for fact in facts {
            let Some(slot) = slot(fact) else { continue };
            let scopes = index.slots.entry(slot).or_insert_with(|| Scopes(Vec::with_capacity(1)));
            scopes.push(scope_key(&fact.scope), fact);
        }
        for slot in index.slots.keys() {
            index.by_metric.entry(slot.metric).or_default().push(*slot);
        }
        index
    }

    /// All slots with their scopes, in order.
    pub(super) fn slots(&self) -> impl Iterator<Item = (&Slot<'f>, &Scopes<'f>)> {
        self.slots.iter()
    }

    /// The slots of a metric.
    pub(super) fn of_metric(&self, metric: &str) -> &[Slot<'f>] {
        self.by_metric.get(metric).map_or(&[], Vec::as_slice)
    }

    /// The scopes that a slot has.
    pub(super) fn scopes(&self, slot: &Slot<'_>) -> Option<&Scopes<'f>> {
        let (metric, _) = self.by_metric.get_key_value(slot.metric)?;
        self.slots.get(&Slot { metric, ..*slot })
    }
}

impl<'f> Scopes<'f> {
    fn push(&mut self, scope: String, fact: &'f Fact) {
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
pub(crate) fn scope_key(scope: &str) -> String {
    // Most facts are of the whole company.
    if scope == "total" {
        return scope.to_owned();
    }
    let lower = scope.to_lowercase();
    let words = || lower.split_whitespace();
    // A part that is called "Segment" keeps its name.
    let kept: Vec<&str> = words().filter(|word| !FILLERS.contains(word)).collect();
    let key = if kept.is_empty() { words().collect::<Vec<_>>().join(" ") } else { kept.join(" ") };
    match key.as_str() {
        "" | "company" | "consolidated" | "company-wide" => "total".to_owned(),
        _ => singular(&key),
    }
}

/// `SMBs` is `SMB`, `data services` is `data service`; `gas`, `glass` and `US` are no plurals.
fn singular(key: &str) -> String {
    match key.strip_suffix('s') {
        Some(one) if key.split_whitespace().next_back().is_some_and(|word| word.len() > 3) => {
            let stem = if one.ends_with(['s', 'i', 'u']) { key } else { one };
            stem.to_owned()
        }
        _ => key.to_owned(),
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
