//! Mentions to key figures.
//!
//! In:  the facts of all calls of a run, what checks say of them, derived figures. Out: [`Kpi`]s in order. Not here: what makes two mentions one figure (`key.rs`).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;

use super::best::rank;
use super::company::Companies;
use super::follow::follow;
use super::key::{Key, key};
use super::order::{part, sort};
use super::row::{Agreement, Kpi, Mentions, Origin, Outcome, Place, Stated};
use crate::Extraction;
use crate::check::{Derived, Interval, Standing, is_outsider, loose, rounded};
use crate::fact::{Fact, Status};
use crate::quantity::{Bound, Kind};
use crate::transcript::FiscalPeriod;

/// The mentions of one figure.
struct Group<'r> {
    /// The scope as it is said first.
    scope: &'r SmolStr,
    /// The unit as it is said first.
    unit: &'r SmolStr,
    actual: Vec<(Place, &'r Fact)>,
    guidance: Vec<(Place, &'r Fact)>,
}

/// What is said of one part of a company, in the order of the text, and what follows.
#[derive(Default)]
struct Part<'r> {
    groups: IndexMap<Key, Group<'r>, FxBuildHasher>,
    derived: Vec<&'r Derived>,
}

/// The parts of companies by [`part`], in the order of key figures.
type Parts<'r> = BTreeMap<(SmolStr, bool, SmolStr), Part<'r>>;

/// All key figures of a run, in order: what was said, and what follows where nobody said it.
///
/// Part by part: the mentions of a large company are more than its key figures.
pub(crate) fn kpis(
    extractions: &[Extraction],
    standing: &Standing<'_>,
    derived: &[Derived],
) -> Vec<Kpi> {
    let companies = Companies::of(extractions);
    let mut kpis = Vec::new();
    for ((_, _, scope), Part { groups, derived }) in parts(extractions, derived) {
        // The first spelling stays.
        let spelling = groups.values().find(|group| group.is_said());
        let spelling = spelling.map_or(scope, |group| group.scope.clone());
        let said = groups.into_iter().filter(|(_, group)| group.is_said());
        let mut own: Vec<Kpi> =
            said.map(|(key, group)| kpi(key, &group, extractions, standing, &companies)).collect();
        sort(&mut own);
        follow(&mut own, &spelling, &derived, &companies);
        kpis.append(&mut own);
    }
    kpis
}

fn parts<'r>(extractions: &'r [Extraction], derived: &'r [Derived]) -> Parts<'r> {
    let mut parts = Parts::new();
    for (call, one) in extractions.iter().enumerate() {
        let month = one.call.fiscal_year_end.unwrap_or(12);
        for (place, fact) in one.facts.iter().enumerate() {
            let Some(key) = key(fact, month) else { continue };
            let (company, is_part, scope) = part(&key);
            let own = parts.entry((company.clone(), is_part, scope.clone())).or_default();
            let group = own.groups.entry(key).or_insert_with(|| Group::new(fact));
            let mention = (Place { call, fact: place }, fact);
            match fact.status {
                Status::Actual => group.actual.push(mention),
                // Who asks "is 60% next year still right?" guides nobody.
                Status::Guidance if is_outsider(fact) => {}
                Status::Guidance => group.guidance.push(mention),
            }
        }
    }
    for one in derived {
        let (company, scope) = (one.company_key.as_str().into(), one.scope.as_str().into());
        parts.entry((company, scope != "total", scope)).or_default().derived.push(one);
    }
    parts
}

impl<'r> Group<'r> {
    /// No mentions yet; it is spelled as in `first`.
    fn new(first: &'r Fact) -> Self {
        Self { scope: &first.scope, unit: &first.unit, actual: Vec::new(), guidance: Vec::new() }
    }

    /// Does a mention count?
    fn is_said(&self) -> bool {
        !self.actual.is_empty() || !self.guidance.is_empty()
    }
}

/// What the mentions of a figure come to.
fn kpi(
    key: Key,
    group: &Group<'_>,
    extractions: &[Extraction],
    standing: &Standing<'_>,
    companies: &Companies<'_>,
) -> Kpi {
    let period_of = |place: &Place| extractions.get(place.call).and_then(|one| one.call.period);
    let guidance = stated(&newest(&group.guidance, &period_of), standing);
    let actual = stated(&group.actual, standing);
    let outcome = actual.as_ref().zip(guidance.as_ref()).and_then(|(actual, guidance)| {
        let of = |one: &Stated| extractions.get(one.best.call)?.facts.get(one.best.fact);
        Some(against(of(actual)?, of(guidance)?))
    });
    let actual = actual.map(Origin::Stated);
    Kpi { guidance, outcome, ..companies.row(key, group.scope, group.unit, actual) }
}

/// One value of all mentions; `None` when there are none.
fn stated(mentions: &[(Place, &Fact)], standing: &Standing<'_>) -> Option<Stated> {
    let (best, fact) = mentions.iter().min_by_key(|(_, fact)| rank(fact, standing))?;
    let ends = || mentions.iter().map(|(_, fact)| ends(fact));
    let meet = mentions
        .iter()
        .map(|(_, fact)| loose(fact))
        .try_fold(Interval::UNBOUNDED, Interval::intersection);
    let agreement = match (mentions.len(), meet) {
        (1, _) => Agreement::Once,
        (_, Some(_)) => Agreement::Agree,
        (_, None) => Agreement::Disagree,
    };
    let (low, high) = self::ends(fact);
    let mut places: Vec<Place> = mentions.iter().map(|(place, _)| *place).collect();
    places.sort_unstable();
    Some(Stated {
        low,
        high,
        best: *best,
        mentions: Mentions {
            places,
            lowest: ends().map(|(low, _)| low).min()?,
            highest: ends().map(|(_, high)| high).max()?,
            agreement,
        },
    })
}

/// The ends of a fact in the unit of its key.
fn ends(fact: &Fact) -> (Decimal, Decimal) {
    let points = |value: Decimal| value.checked_div(Decimal::ONE_HUNDRED).unwrap_or(value);
    match fact.kind {
        Kind::BasisPoints => (points(fact.low), points(fact.high)),
        _ => (fact.low, fact.high),
    }
}

/// The mentions of guidance in the newest call that gives it, the last one first: who tells how guidance was changed tells what it was
/// before what it is. What was replaced counts only where nothing else is known.
fn newest<'r>(
    mentions: &[(Place, &'r Fact)],
    period_of: &dyn Fn(&Place) -> Option<FiscalPeriod>,
) -> Vec<(Place, &'r Fact)> {
    let valid = |(_, fact): &&(Place, &Fact)| !fact.superseded;
    let newest = mentions.iter().filter(valid).map(|(place, _)| period_of(place)).max();
    let newest = newest.or_else(|| mentions.iter().map(|(place, _)| period_of(place)).max());
    let of_it = |(place, _): &&(Place, &Fact)| Some(period_of(place)) == newest;
    mentions.iter().rev().filter(of_it).copied().collect()
}

/// The actual value as it was rounded against the ends of the guidance as they were said: one cent above "$0.73 to $0.76" is above.
fn against(actual: &Fact, guidance: &Fact) -> Outcome {
    let promised = match guidance.bound {
        Bound::Exact => {
            let (low, high) = ends(guidance);
            Interval::closed(low, high)
        }
        _ => rounded(guidance),
    };
    let (actual, guidance) = (rounded(actual), promised);
    if !actual.can_be_at_most(guidance) {
        Outcome::Above
    } else if !guidance.can_be_at_most(actual) {
        Outcome::Below
    } else {
        Outcome::Within
    }
}
