//! Key figures that nobody said.
//!
//! In:  the key figures that were said, derived figures. Out: both. Not here: what is derived from what (`check/`).

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::company::Companies;
use super::key::{Key, Measure};
use super::moment::moment;
use super::row::{Kpi, Origin};
use crate::check::Derived;
use crate::fact::Basis;

/// What was said.
struct Said {
    /// The row of each figure.
    rows: HashMap<Key, usize>,
    /// Levels of which somebody says the basis, without it.
    on_a_basis: HashSet<Key>,
    /// How each part of a company is spelled.
    scopes: HashMap<(SmolStr, SmolStr), SmolStr>,
}

impl Said {
    fn new(kpis: &[Kpi]) -> Self {
        let places = kpis.iter().enumerate();
        let spelled =
            |kpi: &Kpi| ((kpi.key.company_key.clone(), kpi.key.scope.clone()), kpi.scope.clone());
        Self {
            rows: places.map(|(place, kpi)| (kpi.key.clone(), place)).collect(),
            on_a_basis: kpis
                .iter()
                .filter(|kpi| kpi.key.basis != Basis::Unspecified)
                .map(|kpi| without_basis(&kpi.key))
                .collect(),
            // The first spelling stays.
            scopes: kpis.iter().rev().map(spelled).collect(),
        }
    }

    fn spelling(&self, key: &Key) -> SmolStr {
        let part = (key.company_key.clone(), key.scope.clone());
        self.scopes.get(&part).unwrap_or(&key.scope).clone()
    }
}

fn without_basis(key: &Key) -> Key {
    Key { basis: Basis::Unspecified, adjusted_for: SmolStr::default(), ..key.clone() }
}

/// Adds what nobody said: to the row with the guidance for it where there is one.
pub(super) fn follow(kpis: &mut Vec<Kpi>, derived: &[Derived], companies: &Companies<'_>) {
    let said = Said::new(kpis);
    for one in derived {
        let key = key(one, companies.year_end_month(&one.company_key));
        // Where somebody says the basis of a figure, one that follows on no basis is no second figure.
        if one.basis == Basis::Unspecified && said.on_a_basis.contains(&without_basis(&key)) {
            continue;
        }
        match said.rows.get(&key).and_then(|at| kpis.get_mut(*at)) {
            Some(kpi) if kpi.actual.is_none() => kpi.actual = Some(origin(one)),
            // Somebody said it, on this basis: what follows is no better.
            Some(_) => {}
            None => {
                let scope = said.spelling(&key);
                kpis.push(companies.row(key, &scope, &one.unit.as_str().into(), Some(origin(one))));
            }
        }
    }
}

fn key(one: &Derived, year_end_month: u32) -> Key {
    Key {
        company_key: one.company_key.as_str().into(),
        metric: one.metric.as_str().into(),
        scope: one.scope.as_str().into(),
        basis: one.basis,
        adjusted_for: one.adjusted_for.as_str().into(),
        measure: Measure::Level,
        kind: one.kind,
        unit: one.unit.as_str().into(),
        period: moment(&one.metric, one.period, year_end_month),
    }
}

fn origin(one: &Derived) -> Origin {
    Origin::Derived {
        low: one.low,
        high: one.high,
        check: one.check.clone(),
        fact_ids: one.fact_ids.clone(),
    }
}
