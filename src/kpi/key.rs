//! What makes two mentions mentions of one key figure.
//!
//! In:  a fact. Out: its [`Key`], or none where it is no key figure. Not here: which mention is the best (`best.rs`).
//!
//! No key figures: figures of no known metric, causes ("added 2 points"), changes against anything else than a year, a quarter or the
//! year's beginning, and figures whose period nobody knows.

use smol_str::SmolStr;

use super::moment::moment;
use crate::check::scope_key;
use crate::fact::{Aspect, Basis, Compare, Fact, Period};
use crate::quantity::Kind;

/// What a key figure says of its metric.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Measure {
    /// How much it is.
    Level,
    /// How much it moved against the same period a year before.
    ChangeYoy,
    /// How much it moved against the quarter before.
    ChangeQoq,
    /// How much it moved since the beginning of the year.
    ChangeYtd,
    /// Its part of a total.
    Share,
}

impl Measure {
    /// The word in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::ChangeYoy => "change_yoy",
            Self::ChangeQoq => "change_qoq",
            Self::ChangeYtd => "change_ytd",
            Self::Share => "share",
        }
    }
}

/// What a key figure is the value of.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Key {
    /// The company.
    pub company_key: SmolStr,
    /// Id of the metric.
    pub metric: SmolStr,
    /// `total`, or one spelling for a part of the company.
    pub scope: SmolStr,
    /// Accounting basis.
    pub basis: Basis,
    /// What the figure leaves out; empty when nothing.
    pub adjusted_for: SmolStr,
    /// What it says of the metric.
    pub measure: Measure,
    /// Basis points are percentage points here.
    pub kind: Kind,
    /// ISO 4217 code, or empty: what is counted is told by the metric.
    pub unit: SmolStr,
    /// The period; of a stock the quarter that ends with it.
    pub period: Period,
}

/// The key of a fact's figure, in a call of a company whose fiscal year ends with a month; `None` when it is no key figure.
pub(super) fn key(fact: &Fact, year_end_month: u32) -> Option<Key> {
    let measure = match (fact.aspect, fact.compare) {
        (Aspect::Level, _) => Measure::Level,
        (Aspect::Share, _) => Measure::Share,
        (Aspect::Change, Compare::Yoy) => Measure::ChangeYoy,
        (Aspect::Change, Compare::Qoq) => Measure::ChangeQoq,
        (Aspect::Change, Compare::Ytd) => Measure::ChangeYtd,
        _ => return None,
    };
    if fact.metric == "other" || fact.period == Period::Unspecified {
        return None;
    }
    Some(Key {
        company_key: fact.company_key.clone(),
        metric: fact.metric.clone(),
        scope: scope_key(&fact.scope),
        basis: fact.basis,
        adjusted_for: fact.adjusted_for.clone(),
        measure,
        kind: match fact.kind {
            Kind::BasisPoints => Kind::PercentagePoints,
            kind => kind,
        },
        unit: if has_currency(fact.kind) { fact.unit.clone() } else { SmolStr::default() },
        period: if measure == Measure::Level {
            moment(&fact.metric, fact.period, year_end_month)
        } else {
            fact.period
        },
    })
}

/// Is the unit a currency, not what is counted?
fn has_currency(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::PerShare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    type Expected = Option<(&'static str, Kind, &'static str)>;

    #[rustfmt::skip]
    const TABLE: &[(&str, Expected)] = &[
        // given                                                           measure, kind, scope
        ("revenue Cloud 2024-Q1 = 75 money",                               Some(("level", Kind::Money, "cloud"))),
        ("revenue Company 2024-Q1 = 75 money",                             Some(("level", Kind::Money, "total"))),
        ("revenue total 2024-Q1 = 4 percent yoy",                          Some(("change_yoy", Kind::Percent, "total"))),
        ("gross_margin total 2024-Q1 = 170 bps qoq",                       Some(("change_qoq", Kind::PercentagePoints, "total"))),
        ("revenue Cloud 2024-Q1 = 40 percent share",                       Some(("share", Kind::Percent, "cloud"))),
        ("other total 2024-Q1 = 75 money",                                 None),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let found = key(&fact(given), 12);
            let found = found.as_ref().map(|it| (it.measure.as_str(), it.kind, it.scope.as_str()));
            assert_eq!(found, *expected, "given: {given}");
        }
    }

    #[test]
    fn neither_causes_nor_figures_of_an_unknown_time() {
        let given = fact("revenue total 2024-Q1 = 75 money");
        let cause = Fact { aspect: Aspect::Impact, compare: Compare::Yoy, ..given.clone() };
        let other = Fact { aspect: Aspect::Change, compare: Compare::Other, ..given.clone() };
        let timeless = Fact { period: Period::Unspecified, ..given };
        for fact in [cause, other, timeless] {
            assert_eq!(key(&fact, 12), None);
        }
    }
}
