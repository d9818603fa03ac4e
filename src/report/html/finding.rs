//! A finding on the page: what was compared, by which formula, with which result.
//!
//! In:  a finding and its check. Out: [`finding`]. Not here: how a check judges (`check/`).

use rust_decimal::Decimal;

use super::data::Places;
use crate::check::{Checks, Finding};
use crate::report::json::Json;
use crate::report::value::grouped;

pub(super) fn finding(one: &Finding, checks: &Checks, places: &Places<'_>) -> Json {
    let facts = one.fact_ids.iter().filter_map(|id| places.get(id.as_str()));
    let facts = facts.map(|place| Json::Number(*place)).collect();
    let side = |side: Option<Decimal>| Json::Text(side.map(grouped).unwrap_or_default());
    Json::Object(vec![
        ("id", Json::text(&one.finding_id)),
        ("family", Json::text(one.family.as_str())),
        ("check", Json::text(&one.check)),
        ("says", Json::text(checks.says(&one.check).unwrap_or_default())),
        ("formula", Json::text(checks.formula(&one.check).unwrap_or_default())),
        ("severity", Json::text(one.severity.as_str())),
        ("facts", Json::List(facts)),
        ("left", side(one.left)),
        ("right", side(one.right)),
        ("gap", side(one.gap)),
        ("headline", Json::text(&one.headline)),
        ("suggestion", Json::text(&one.suggestion)),
    ])
}
