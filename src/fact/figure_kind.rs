//! What kind of number a figure is, once its metric is known; and which metric it is, once its kind is known.
//!
//! In:  a quantity and its metric. Out: kind and unit; the metric that is meant.
//! Not here: how numbers are read (`quantity/`).

use rust_decimal::Decimal;

use super::label::Aspect;
use super::metric::{Metric, Metrics};
use crate::quantity::{Kind, Quantity};

/// Kind and unit of a quantity of `metric`; `None` for a bare number to which nothing gives a kind.
///
/// `level` says whether it states a level; `beside_per_share` whether the figure before it is one per share;
/// `currency` is what amounts without one are in.
pub(crate) fn kind_of(
    quantity: &Quantity,
    metric: Option<&Metric>,
    level: bool,
    beside_per_share: bool,
    currency: &str,
) -> Option<(Kind, String)> {
    match quantity.kind {
        Kind::Money if is_per_share(quantity, metric, beside_per_share) => {
            Some((Kind::PerShare, quantity.unit.clone()))
        }
        Kind::Bare => {
            let counts = metric.is_some_and(|metric| {
                metric.has_level(Kind::Count) && !metric.has_level(Kind::Money)
            }) && quantity.noun.is_empty()
                && !quantity.high.is_zero();
            // "customers, adding 64,000": a change that no year could be.
            let large = quantity.high.abs() >= Decimal::ONE_THOUSAND;
            if counts && (quantity.scaled || level || large) {
                Some((Kind::Count, String::new()))
            } else if quantity.scaled {
                Some((Kind::Money, currency.to_owned()))
            } else if metric.is_some_and(is_only_per_share) && quantity.resolution < Decimal::ONE {
                Some((Kind::PerShare, currency.to_owned()))
            } else if metric.is_some_and(is_multiple) && level && quantity.resolution < Decimal::ONE
            {
                Some((Kind::Multiple, String::new()))
            } else {
                None
            }
        }
        kind => Some((kind, quantity.unit.clone())),
    }
}

/// The metric that a figure means under a metric's name: money called "gross margin" is gross profit, points of operating
/// income are points of its margin, an amount of cents called "net income" is earnings per share.
pub(crate) fn meant(
    metric: &'static Metric,
    quantity: &Quantity,
    aspect: Aspect,
) -> &'static Metric {
    let kind = match (quantity.kind, aspect) {
        (Kind::BasisPoints | Kind::PercentagePoints, _) | (Kind::Percent, Aspect::Level) => {
            Kind::Percent
        }
        (Kind::Percent | Kind::Bare, _) => return metric,
        (Kind::Money, _) if is_per_share(quantity, Some(metric), false) => Kind::PerShare,
        (kind, _) => kind,
    };
    let has_own_per_share = kind == Kind::PerShare && !metric.per_share.is_empty();
    if metric.has_level(kind) && !has_own_per_share {
        return metric;
    }
    Metrics::built_in().get(metric.id_for(kind)).unwrap_or(metric)
}

/// Is an amount of money, said without "per share", one per share all the same?
fn is_per_share(quantity: &Quantity, metric: Option<&Metric>, beside_per_share: bool) -> bool {
    let cents = quantity.high < Decimal::ONE_HUNDRED && quantity.resolution < Decimal::ONE;
    let has_per_share = metric.is_some_and(|metric| !metric.per_share.is_empty());
    !quantity.scaled
        && (metric.is_some_and(is_only_per_share) || (cents && (has_per_share || beside_per_share)))
}

fn is_only_per_share(metric: &Metric) -> bool {
    metric.has_level(Kind::PerShare) && !metric.has_level(Kind::Money)
}

/// `net leverage was 4.2`: the name tells that a bare number with decimals is a multiple.
fn is_multiple(metric: &Metric) -> bool {
    metric.has_level(Kind::Multiple) && !metric.has_level(Kind::Money)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // quantity         under the name      expected: kind and metric of a level
        ("$0.52",           "ffo",              "per_share ffo_per_share"),
        ("$0.52",           "ffo_per_share",    "per_share ffo_per_share"),
        ("$52 million",     "ffo",              "money ffo"),
        ("$1.20",           "net_income",       "per_share eps"),
        ("$90 million",     "gross_margin",     "money gross_profit"),
        ("40 basis points", "operating_income", "basis_points operating_margin"),
        ("12.5 million",    "revenue",          "money revenue"),
        ("4,310",           "headcount",        "count headcount"),
        ("4,310",           "revenue",          "none"),
        ("0",               "headcount",        "none"),
        ("4 million of aid", "headcount",       "money headcount"),
        ("1.02",            "book_to_bill",     "multiple book_to_bill"),
        ("4.2",             "leverage_ratio",   "multiple leverage_ratio"),
        ("4",               "leverage_ratio",   "none"),
    ];

    #[test]
    fn table() {
        for (given, name, expected) in TABLE {
            let quantity = scan(given).quantities.remove(0);
            let metric = meant(Metrics::built_in().get(name).unwrap(), &quantity, Aspect::Level);
            let shown = kind_of(&quantity, Some(metric), true, false, "USD")
                .map_or("none".to_owned(), |(kind, _)| format!("{} {}", kind.as_str(), metric.id));
            assert_eq!(shown, *expected, "given: {given} as {name}");
        }
    }
}
