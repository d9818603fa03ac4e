//! Key figures that nobody said.
//!
//! In:  the key figures of a part of a company that were said, derived figures. Out: both. Not here: what is derived from what (`check/`).

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::company::Companies;
use super::key::{Key, Measure};
use super::moment::moment;
use super::order::{compare, sort};
use super::row::{Kpi, Origin};
use crate::check::Derived;
use crate::fact::{Basis, Period};
use crate::quantity::Kind;

/// A figure of a part of a company, on whatever basis.
type Figure<'k> = (&'k SmolStr, Measure, Kind, &'k SmolStr, Period);

fn figure(key: &Key) -> Figure<'_> {
    (&key.metric, key.measure, key.kind, &key.unit, key.period)
}

/// Adds what nobody said of a part of a company: to the row with the guidance for it where there is one. Rows are in order before and after.
pub(super) fn follow(
    kpis: &mut Vec<Kpi>,
    spelling: &SmolStr,
    derived: &[&Derived],
    companies: &Companies<'_>,
) {
    let said = kpis.iter().map(|kpi| &kpi.key).filter(|key| key.basis != Basis::Unspecified);
    let on_a_basis: FxHashSet<Figure<'_>> = said.map(figure).collect();
    let (mut guided, mut unsaid) = (Vec::new(), Vec::new());
    for one in derived {
        let month = companies.year_end_month(&one.company_key);
        let key = key(one, month);
        // Where somebody says the basis of a figure, one that follows on no basis is no second figure.
        if one.basis == Basis::Unspecified && on_a_basis.contains(&figure(&key)) {
            continue;
        }
        match kpis.binary_search_by(|kpi| compare(&kpi.key, &key, month)) {
            Ok(place) => guided.push((place, *one)),
            Err(_) => {
                let unit = one.unit.as_str().into();
                unsaid.push(companies.row(key, spelling, &unit, Some(origin(one))));
            }
        }
    }
    for (place, one) in guided {
        // Where somebody said it, on this basis, what follows is no better.
        if let Some(kpi) = kpis.get_mut(place).filter(|kpi| kpi.actual.is_none()) {
            kpi.actual = Some(origin(one));
        }
    }
    kpis.append(&mut unsaid);
    sort(kpis);
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
