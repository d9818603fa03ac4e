//! Which metric a name means beside the words around it: `revenue per customer`, `goodwill` that is impaired.
//!
//! In:  the place of a name in a [`Frame`]. Out: [`Subject`].
//! Not here: which name a figure belongs to (`subject.rs`), what its kind tells (`figure_kind.rs`).

use super::frame::Frame;
use super::mark::Is;
use super::metric::Metrics;
use super::topic::Subject;

/// The metric that the name at `at` means. The metric of the name decides which rule can apply.
pub(super) fn subject<'t>(frame: &Frame<'t>, at: usize) -> Option<Subject<'t>> {
    let mark = frame.mark(at)?;
    let metric = frame.metric(at)?;
    // "our remaining authorization" is what is left of it.
    let buyback =
        metric.metric.id == "repurchase_authorization" || metric.metric.id == "share_repurchases";
    if buyback
        && (frame.range(at.saturating_sub(2), at).any(|(_, mark)| mark.is("remaining"))
            || frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["remaining", "left"])))
        && let Some(remaining) = Metrics::built_in().get("repurchase_remaining")
    {
        return Some(Subject { metric: remaining, negative: false, text: mark.text });
    }
    let instead = match metric.metric.id.as_str() {
        "revenue" => revenue_per(frame, at),
        "tier_1_ratio" => core_capital(frame, at),
        "revolver_availability" => on_revolver(frame, at),
        "loans" => originated(frame, at),
        "goodwill" => of_impairment(frame, at),
        "net_flows" => flow_of_cash(frame, at),
        "price" => price_of_deal(frame, at),
        "share_price" => price_of_goods(frame, at),
        "operating_expenses" | "gross_profit" | "ebitda" | "operating_income"
        | "cost_of_revenue" => by_piece(frame, at),
        _ => None,
    }
    .and_then(|id| Metrics::built_in().get(id));
    Some(Subject {
        metric: instead.unwrap_or(metric.metric),
        negative: metric.negative,
        text: mark.text,
    })
}

/// `revenue per package customer` is revenue per user, `revenue per mile` that of a unit.
fn revenue_per(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    if !frame.mark(at + 1).is_some_and(|mark| mark.is("per")) {
        return None;
    }
    let customer = frame
        .range(at + 2, at + 7)
        .take_while(|(_, mark)| matches!(mark.is, Is::Word | Is::Metric(_) | Is::Scope(_)))
        .any(|(at, _)| frame.metric(at).is_some_and(|found| found.metric.id == "customers"));
    Some(if customer { "arpu" } else { "revenue_per_piece" })
}

/// `core tier one ratio` is that of common equity; the vocabulary reads "core" as a basis.
fn core_capital(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    let core = at.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is("core"));
    core.then_some("cet1_ratio")
}

/// What is drawn or repaid on a credit facility is debt, what is not drawn is liquidity.
fn on_revolver(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    // "available on our $300 million revolver": how large the facility is.
    let size = frame
        .range(at.saturating_sub(3), at)
        .rev()
        .take_while(|(_, mark)| !mark.is_any(&["under", "on", "of", "through", "from"]))
        .any(|(_, mark)| matches!(mark.is, Is::Quantity(_)));
    if size {
        return None;
    }
    let said = |words: &[&str]| {
        frame
            .range(at.saturating_sub(8), at + 2)
            .any(|(_, mark)| words.iter().any(|word| mark.starts_with(word)))
    };
    // "the line of credit had no balance, with $90 million of availability"
    let available = frame
        .range(at, frame.marks.len())
        .any(|(_, mark)| mark.is_any(&["availability", "available", "undrawn", "unused"]));
    if available {
        return Some("liquidity");
    }
    if said(&["paid", "repa", "pay", "drew", "drawn", "borrow", "outstanding"]) {
        Some("debt")
    } else if said(&["access", "availab", "committed", "undrawn", "unused"]) {
        Some("liquidity")
    } else {
        None
    }
}

/// `we originated $400 million of loans`: loans made, and no balance.
fn originated(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    let made = frame
        .range(at.saturating_sub(8), at)
        .any(|(_, mark)| mark.is_any(&["originated", "originating", "originate"]));
    made.then_some("loan_originations")
}

/// `the deal, at a price of $40 million`: of a whole business, and of no product.
fn price_of_deal(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    let price = frame.mark(at).is_some_and(|mark| mark.is("price"));
    let deal = frame.range(0, at).any(|(_, mark)| {
        mark.is_any(&["deal", "acquisition", "transaction", "merger", "acquire", "purchase"])
    });
    (price && deal).then_some("acquisition_price")
}

/// `1,600 homes at an average price of $431,000`: of what is sold, where no shares are spoken of.
fn price_of_goods(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    if !frame.mark(at).is_some_and(|mark| mark.is("average price of")) {
        return None;
    }
    let shares = frame.range(0, frame.marks.len()).any(|(other, mark)| {
        let lower = mark.text.to_ascii_lowercase();
        lower.contains("share")
            || lower.contains("stock")
            || frame.metric(other).is_some_and(|found| {
                other != at
                    && matches!(
                        found.metric.id.as_str(),
                        "share_repurchases" | "shares_outstanding" | "repurchase_authorization"
                    )
            })
    });
    (!shares).then_some("price")
}

/// `gross profit per vehicle`, `O&M per customer`: what one piece earns or costs is another metric.
fn by_piece(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    let per = frame.mark(at + 1).is_some_and(|mark| mark.is("per"));
    let piece = frame.mark(at + 2).is_some_and(|mark| {
        matches!(mark.is, Is::Word | Is::Metric(_))
            && !mark.is_any(&["share", "diluted", "common", "year", "annum", "day"])
    });
    (per && piece).then_some("unit_cost")
}

/// `free cash flow was an outflow of $8 million`: of the cash flow, and no client's money.
fn flow_of_cash<'m>(frame: &'m Frame<'_>, at: usize) -> Option<&'m str> {
    frame.range(at.saturating_sub(5), at).find_map(|(at, _)| {
        frame
            .metric(at)
            .map(|found| found.metric.id.as_str())
            .filter(|id| matches!(*id, "free_cash_flow" | "operating_cash_flow"))
    })
}

/// `impairment charges of the trade name of $8 million and goodwill of $23 million`: what is impaired, and no balance.
fn of_impairment(frame: &Frame<'_>, at: usize) -> Option<&'static str> {
    let impaired = frame
        .range(0, at)
        .any(|(at, _)| frame.metric(at).is_some_and(|found| found.metric.id == "impairment"));
    let balance = frame
        .range(at.saturating_sub(3), at)
        .any(|(_, mark)| mark.is_any(&["remaining", "total", "our"]));
    (impaired && !balance).then_some("impairment")
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                          expected: metric
        ("Revenue per dental practice customer was $890.",                                "$890: arpu"),
        ("Revenue per mile rose 2%.",                                                     "2%: revenue_per_piece"),
        ("Revenue rose 2%.",                                                              "2%: revenue"),
        ("We wrote off goodwill of $9 million and have $40 million of goodwill left.",    "$9 million: goodwill; $40 million: goodwill"),
        ("Impairment charges were $8 million for trade names and goodwill of $20 million.", "$8 million: impairment; $20 million: impairment"),
        ("We originated $400 million of loans.",                                          "$400 million: loan_originations"),
        ("We have $400 million of loans.",                                                "$400 million: loans"),
        ("We have $90 million of share repurchase authorization remaining.",              "$90 million: repurchase_remaining"),
        ("We paid down our revolver by $14 million.",                                     "$14 million: debt"),
        ("We have access to another $140 million under our revolving credit facility.",   "$140 million: liquidity"),
        ("We have room on our $300 million revolver.",                                      "$300 million: revolver_availability"),
        ("We entered into a revolving credit facility of $300 million.",                  "$300 million: revolver_availability"),
        ("Our core tier one ratio was 11.6% and our tier one ratio was 13%.",             "11.6%: cet1_ratio; 13%: tier_1_ratio"),
        ("The deal for Quill Farms, at a price of $140 million, closes in July.",         "$140 million: acquisition_price"),
        ("Free cash flow was an outflow of $8 million.",                                  "$8 million: free_cash_flow"),
        ("We sold 1,600 homes at an average price of $431,000.",                          "1,600 homes: units; $431,000: price"),
        ("We bought 300,000 shares at an average price of $41.",                          "300,000 shares: share_repurchases; $41: share_price"),
        ("The line of credit had no balance, with $90 million of availability.",          "$90 million: liquidity"),
        ("Gross profit per tractor rose 4%.",                                             "4%: unit_cost"),
        ("Gross profit rose 4% per year.",                                                "4%: gross_profit"),
        ("Net outflows were $8 million.",                                                 "$8 million: net_flows"),
        ("The board approved a share repurchase authorization of $90 million.",           "$90 million: repurchase_authorization"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
