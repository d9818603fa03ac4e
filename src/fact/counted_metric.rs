//! Which metrics a quantity can be of: by its kind, and by what it counts.
//!
//! In:  a quantity. Out: whether a metric fits it, and the metric that its counted noun names.
//! Not here: what the sentence around it says.

use super::frame::{Figure, Frame};
use super::metric::{Metric, Metrics};
use super::word::Sentence;
use crate::quantity::{Kind, Quantity};
use rust_decimal::Decimal;

/// Can a quantity of this kind say anything of this metric?
pub(crate) fn fits(metric: &Metric, quantity: &Quantity) -> bool {
    match quantity.kind {
        // Cents are no revenue: "$1.10 to $1.20" is per share, or a price.
        Kind::Money if is_cents(quantity) => {
            metric.has_level(Kind::PerShare)
                || !metric.per_share.is_empty()
                || (!metric.flow && !metric.instant && metric.has_level(Kind::Money))
        }
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
        // "57 million of state support" counts nothing.
        Kind::Bare if !quantity.noun.is_empty() => metric.has_level(Kind::Money),
        Kind::Bare => {
            metric.has_level(Kind::Money)
                || metric.has_level(Kind::Count)
                || metric.has_level(Kind::PerShare)
                // "book-to-bill was 1.02"
                || (metric.has_level(Kind::Multiple) && quantity.resolution < Decimal::ONE)
        }
        _ => true,
    }
}

/// Percent, percentage points, basis points.
pub(super) fn is_rate(kind: Kind) -> bool {
    matches!(kind, Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints)
}

/// An amount of few units of currency, said with its cents and without a scale.
fn is_cents(quantity: &Quantity) -> bool {
    !quantity.scaled
        && quantity.high.abs() < Decimal::ONE_HUNDRED
        && quantity.resolution < Decimal::ONE
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

/// The metric of which the counted noun is a unit: `20,000 nurses`, `611,000 boe per day`, `13,000 barrels of oil per day`.
pub(super) fn metric_of_unit(frame: &Frame<'_>, figure: &Figure) -> Option<&'static Metric> {
    let quantity = &figure.quantity;
    if quantity.kind != Kind::Count || quantity.unit.is_empty() {
        return None;
    }
    let unit = quantity.unit.to_ascii_lowercase();
    let noun = unit.strip_suffix("per day").or(unit.strip_suffix("a day")).unwrap_or(&unit).trim();
    let of_oil = noun.ends_with("barrels")
        && frame.mark(figure.place + 1).is_some_and(|mark| mark.is("of"))
        && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["oil", "crude"]));
    if of_oil {
        return Metrics::built_in().get("production");
    }
    Metrics::built_in().rows().iter().find(|metric| {
        metric.units.iter().any(|word| {
            noun.strip_suffix(word.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with(' '))
        })
    })
}

/// The metric that the counted noun names: `17,000 stores`, `305,000 customers`; and whether it names it only weakly.
pub(super) fn unit_metric(frame: &Frame<'_>, figure: &Figure) -> Option<(&'static Metric, bool)> {
    if let Some(metric) = metric_of_unit(frame, figure) {
        return Some((metric, false));
    }
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
        // "we bought 300,000 shares for $12 million"
        let bought = frame
            .range(figure.start.max(figure.place.saturating_sub(4)), figure.place)
            .any(|(_, mark)| mark.is_any(&["bought", "retired", "purchased"]));
        let id = if bought && !of_all { "share_repurchases" } else { "shares_outstanding" };
        return Metrics::built_in()
            .get(id)
            .filter(|_| of_all || bought)
            .map(|metric| (metric, false));
    }
    // "we will open 45 units": what opens is a store.
    let opens = quantity.unit.ends_with("units")
        && frame
            .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
            .any(|(_, mark)| mark.is_any(&["open", "opened", "opening", "closed", "closing"]));
    if opens {
        return Metrics::built_in().get("stores").map(|metric| (metric, false));
    }
    let found =
        Metrics::find_in(Sentence { text: &quantity.unit, words: &[] }).into_iter().last()?;
    (found.span.end == quantity.unit.len() && found.metric.has_level(Kind::Count))
        .then_some((found.metric, found.weak))
}

pub(super) fn counts_shares(quantity: &Quantity) -> bool {
    quantity.unit.ends_with("shares") || quantity.unit.ends_with("share")
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                               expected: metric/aspect
        ("We ended the quarter with 1,240 stores.",                            "1,240 stores: stores/level"),
        ("We now serve 305,000 customers.",                                    "305,000 customers: customers/level"),
        ("We will open 45 units and ship 900 units.",                          "45 units: stores/level; 900 units: units/level"),
        ("We have 4,100 employees.",                                           "4,100 employees: headcount/level"),
        ("Diluted shares outstanding were 88 million.",                        "88 million: shares_outstanding/level"),
        ("We repurchased 1.5 million shares.",                                 "1.5 million shares: share_repurchases/level"),
        ("We bought 1.5 million shares for $40 million.",                      "1.5 million shares: share_repurchases/level; $40 million: share_repurchases/level"),
        ("Insiders own 1.5 million shares.",                                   "1.5 million shares: other/level"),
        ("We sold 45,000 units.",                                              "45,000 units: units/level"),
        ("Our drivers logged 9,000 miles.",                                    "9,000 miles: other/level"),
        ("Our volunteers planted 6,000 trees.",                                "6,000 trees: other/level"),
        ("Headcount fell 8% to 2,300 employees.",                              "8%: headcount/change; 2,300 employees: headcount/level"),
        ("We had 3 customers that each contributed more than 10% of revenue.", "3 customers: customers/level; 10%: revenue/share"),
        ("Total shares outstanding was $164 million.",                         "$164 million: shares_outstanding/level"),
        ("We have 4,200 nurses and 900 therapists.",                           "4,200 nurses: headcount/level; 900 therapists: headcount/level"),
        ("Total volumes were 88,000 boe per day.",                             "88,000 boe: production/level"),
        ("Sales volumes averaged 13,400 barrels of oil equivalent per day.",   "13,400 barrels: production/level"),
        ("We ship 217,000 TEU a quarter.",                                     "217,000 TEU: volume/level"),
        ("We run 600 sites and 40 restaurants.",                               "600 sites: sites/level; 40 restaurants: stores/level"),
        ("Proved reserves were 88,000 boe.",                                   "88,000 boe: reserves/level"),
        ("We shipped 14 million gallons.",                                     "14 million gallons: volume/level"),
        ("Our readers borrowed 9,000 books.",                                  "9,000 books: other/level"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "aspect"]), *expected, "given: {given}");
        }
    }
}
