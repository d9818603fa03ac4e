//! The metric that only the words right behind a figure tell: `5,800 homes in backlog`, `the 3.75% senior notes`.
//!
//! In:  a figure in its [`Frame`]. Out: its metric, or that it has none.
//! Not here: metrics whose name alone decides (`named_metric.rs`).

use super::carried_metric::is_plain;
use super::counted_metric::counts_shares;
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::meant_metric::subject;
use super::metric::Metrics;
use super::phrase_book::Sense;
use super::stated_rate::is_at_an_amount;
use super::subject::Chosen;
use super::topic::Subject;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// Why a multiple is one of debt.
pub(super) const OF_EBITDA: &str = "a multiple of EBITDA beside a debt";

/// Why an amount is a price.
pub(super) const PAID_FOR: &str = "what was paid for what was bought";

/// What the words behind the figure tell of it.
pub(super) fn behind<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let stated = |subject: Option<Subject<'t>>, because: &'static str| Chosen {
        subject,
        named_at: None,
        confidence: Confidence::Stated,
        because,
    };
    let named = |id: &str, at: usize| {
        let metric = Metrics::built_in().get(id)?;
        let text = frame.mark(at).map_or("", |mark| mark.text);
        Some(Subject { metric, negative: false, text })
    };
    if is_returned(frame, figure) {
        return named("capital_returned", figure.place)
            .map(|subject| stated(Some(subject), "what is returned in several ways"));
    }
    if let Some(at) = backlog(frame, figure) {
        let found =
            Chosen { named_at: Some(at), ..stated(subject(frame, at), "things in backlog") };
        return Some(found);
    }
    if let Some(at) = way_of_returning(frame, figure) {
        let because = if figure.tail.metric == Some(at) {
            "named behind the figure"
        } else {
            "named behind the figure, after a preposition"
        };
        return Some(Chosen { named_at: Some(at), ..stated(subject(frame, at), because) });
    }
    if multiple_of_ebitda(frame, figure) {
        return named("leverage_ratio", figure.place)
            .map(|subject| stated(Some(subject), OF_EBITDA));
    }
    if is_price(frame, figure) {
        return named("acquisition_price", figure.place)
            .map(|subject| stated(Some(subject), PAID_FOR));
    }
    if let Some(at) = interest(frame, figure) {
        return named("interest_expense", at)
            .map(|subject| stated(Some(subject), "named before the figure"));
    }
    if let Some(at) = repaid(frame, figure) {
        let because = "named behind the figure, as what money is spent on";
        return Some(Chosen { named_at: Some(at), ..stated(subject(frame, at), because) });
    }
    if spent_capital(frame, figure) {
        return named("capital_expenditures", figure.place + 2).map(|subject| {
            stated(Some(subject), "named behind the figure, as what money is spent on")
        });
    }
    if let Some(at) = rate_of_new_debt(frame, figure) {
        return named("interest_rate", at)
            .map(|subject| stated(Some(subject), "the rate in the name of a debt"));
    }
    let at = figure.tail.metric?;
    if is_told_of(frame, figure, at) {
        return Some(stated(None, "what a part of those that are counted does"));
    }
    if is_coupon(frame, figure, at) {
        return named("interest_rate", at)
            .map(|subject| stated(Some(subject), "the rate in the name of a debt"));
    }
    None
}

/// `we returned $5 million through dividends and buybacks`: both together.
fn is_returned(frame: &Frame<'_>, figure: &Figure) -> bool {
    let returned = frame
        .range(figure.start, figure.place)
        .rev()
        .take_while(|(_, mark)| !matches!(mark.is, Is::Metric(_)) && !mark.is(","))
        .any(|(_, mark)| mark.is_any(&["returned", "returning", "return"]));
    let ways = frame.range(figure.place + 1, figure.stop).filter(|(at, _)| {
        frame.metric(*at).is_some_and(|found| {
            matches!(found.metric.id.as_str(), "dividend" | "share_repurchases")
        })
    });
    let ways = ways.count();
    // "we returned $5 million to shareholders", "including dividends, we returned $5 million"
    let close = frame
        .range(figure.start, figure.place)
        .rev()
        .find(|(_, mark)| !is_plain(mark))
        .is_some_and(|(_, mark)| mark.is_any(&["returned", "returning", "return"]));
    let to_owners = frame.mark(figure.place + 1).is_some_and(|mark| mark.is("to"))
        || figure.tail.metric.is_none();
    returned
        && figure.quantity.kind == Kind::Money
        && (ways > 1 || (ways == 0 && close && to_owners))
}

/// `$30 million of it through dividends and $50 million through repurchases`: each part of a sum by its way.
fn way_of_returning(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    if figure.quantity.kind != Kind::Money {
        return None;
    }
    let (mut by, mut went) = (false, false);
    for (at, mark) in frame.range(figure.place + 1, figure.stop.min(figure.place + 8)) {
        if let Some(found) = frame.metric(at) {
            let way = matches!(found.metric.id.as_str(), "dividend" | "share_repurchases");
            return (by && way).then_some(at);
        }
        // "$60 million went to buybacks"
        let goes = mark.is_any(&["went", "goes", "was", "were", "used"]);
        went |= goes;
        if mark.is_any(&["through", "via", "in", "from", "by"])
            || (went && mark.is_any(&["to", "toward", "towards", "for"]))
        {
            by = true;
        } else if !goes && !is_plain(mark) && !mark.is_any(&["of", "it", "that", "this", "which"]) {
            return None;
        }
    }
    None
}

/// `net debt was $5 million, or 2 times trailing EBITDA`
fn multiple_of_ebitda(frame: &Frame<'_>, figure: &Figure) -> bool {
    let of_ebitda = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 7))
        .any(|(at, _)| frame.metric(at).is_some_and(|found| found.metric.id == "ebitda"));
    figure.quantity.kind == Kind::Multiple
        && of_ebitda
        && frame.range(0, figure.place).any(|(at, mark)| {
            mark.is("leverage")
                || frame.metric(at).is_some_and(|found| {
                    matches!(found.metric.id.as_str(), "debt" | "leverage_ratio")
                })
        })
}

/// `we acquired the orchards for $40 million`, `the deal, at a price of $40 million`
fn is_price(frame: &Frame<'_>, figure: &Figure) -> bool {
    let last = |back: usize| figure.place.checked_sub(back).and_then(|at| frame.mark(at));
    // "we acquired 44 mills for $180 million"
    let counted = frame
        .figures
        .iter()
        .find(|other| other.place + 1 == figure.start && other.quantity.kind == Kind::Count)
        .filter(|counted| !counts_shares(&counted.quantity));
    let bought = frame
        .range(counted.map_or(figure.start, |counted| counted.start), figure.place)
        .rev()
        .any(|(_, mark)| mark.is_any(&["acquired", "bought", "purchased", "acquire", "buy"]));
    let apart = frame.range(figure.start, figure.place).any(|(at, mark)| {
        mark.is_any(&["sold", ";"])
            || mark.has(Sense::Break)
            || frame.metric(at).is_some_and(|found| found.metric.id != "acquisition_price")
    });
    // "for about $40 million", "for a total of $40 million"
    let for_it = (1..=4)
        .map(last)
        .find(|mark| !mark.is_some_and(|mark| mark.is("of") || (is_plain(mark) && !mark.is("for"))))
        .flatten()
        .is_some_and(|mark| mark.is("for"));
    figure.quantity.kind == Kind::Money
        && figure.quantity.scaled
        && !apart
        && ((bought && for_it) || is_paid_for_name(frame, figure))
}

/// `we paid $85 million in cash for Harrow Labs`
fn is_paid_for_name(frame: &Frame<'_>, figure: &Figure) -> bool {
    let paid = frame
        .range(figure.place.saturating_sub(3).max(figure.start), figure.place)
        .any(|(_, mark)| mark.is_any(&["paid", "paying"]));
    let name = |mark: &Mark<'_>| {
        let mut letters = mark.text.chars();
        matches!(mark.is, Is::Word | Is::Scope(_))
            && letters.next().is_some_and(char::is_uppercase)
            && letters.any(char::is_lowercase)
    };
    paid && frame
        .range(figure.place + 1, figure.stop.min(figure.place + 5))
        .find(|(_, mark)| mark.is("for"))
        .is_some_and(|(at, _)| frame.mark(at + 1).is_some_and(name))
}

/// `interest was $40 million`: what is paid, where nothing else of interest is named.
fn interest(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let by = figure
        .before
        .by
        .filter(|_| figure.before.lead == Lead::Level && figure.quantity.kind == Kind::Money)?;
    let at = by.checked_sub(1)?;
    let alone = at == 0
        || frame
            .mark(at - 1)
            .is_some_and(|mark| mark.is_any(&[",", ";", "and"]) || mark.has(Sense::Break));
    (alone && frame.mark(at).is_some_and(|mark| mark.is("interest"))).then_some(at)
}

/// `we used $90 million of proceeds to pay down the term loan`: what money is for, rather than where it is from.
fn repaid(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let used = figure.place.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| {
        mark.is_any(&["used", "use", "using", "applied", "deployed"]) || is_plain(mark)
    }) && frame
        .range(figure.place.saturating_sub(4), figure.place)
        .any(|(_, mark)| mark.is_any(&["used", "use", "using", "applied", "deployed"]));
    let to = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 8))
        .find(|(at, mark)| {
            mark.is("to")
                && frame.mark(at + 1).is_some_and(|verb| {
                    verb.is_any(&[
                        "pay", "repay", "retire", "redeem", "reduce", "prepay", "pay down",
                        "pay off",
                    ])
                })
        })
        .map(|(at, _)| at)?;
    (used && figure.quantity.kind == Kind::Money)
        .then(|| {
            frame
                .range(to, figure.stop)
                .map(|(at, _)| at)
                .find(|at| frame.metric(*at).is_some_and(|found| found.metric.id == "debt"))
        })
        .flatten()
}

/// `we spent $40 million of capital`
fn spent_capital(frame: &Frame<'_>, figure: &Figure) -> bool {
    let spent = figure.before.by.and_then(|by| frame.mark(by)).is_some_and(|mark| {
        mark.is_any(&["spent", "invested", "spend", "invest", "investing", "spending"])
    });
    let noun = |at: usize| {
        frame
            .mark(at)
            .is_some_and(|mark| mark.is_any(&["spending", "spend", "investment", "investments"]))
    };
    // "$300 million of spending on new plants"
    let of_spending = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["of", "in"]))
        && noun(figure.place + 2);
    let spent = spent || of_spending;
    let behind = if of_spending { figure.place + 3 } else { figure.place + 1 };
    // "we plan to spend $9 billion over five years on the grid"
    let behind = frame
        .range(behind, figure.stop.min(behind + 6))
        .take_while(|(_, mark)| {
            matches!(mark.is, Is::Word | Is::Period(_)) || mark.is_any(&["of", "over"])
        })
        .find(|(_, mark)| mark.is_any(&["of", "in", "on"]))
        .map_or(behind, |(at, _)| at);
    let on = frame.mark(behind).is_some_and(|mark| mark.is_any(&["of", "in", "on"]));
    // "we invested $40 million in our fleet and plants"
    let built = frame
        .range(behind + 1, figure.stop.min(behind + 5))
        .take_while(|(_, mark)| matches!(mark.is, Is::Word | Is::Scope(_)))
        .any(|(_, mark)| WORDS.built.has(mark.text));
    spent
        && figure.quantity.kind == Kind::Money
        && on
        && (built || frame.mark(behind + 1).is_some_and(|mark| mark.is("capital")))
}

/// `5,800 homes in backlog`
fn backlog(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let counted = figure.quantity.kind == Kind::Count
        && frame.mark(figure.place + 1).is_some_and(|mark| mark.is("in"));
    frame
        .range(figure.place + 2, figure.place + 4)
        .map(|(at, _)| at)
        .find(|at| counted && frame.metric(*at).is_some_and(|found| found.metric.id == "backlog"))
}

/// `40% of our nurses work at night` says something of the nurses, and nothing of how many there are.
fn is_told_of(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    figure.tail.of
        && figure.before.lead == Lead::Open
        && figure.quantity.kind == Kind::Percent
        && frame.metric(at).is_some_and(|found| found.metric.things)
        && frame.range(at + 1, figure.stop).take(4).any(|(_, mark)| {
            matches!(mark.is, Is::Word) && !is_plain(mark) && !WORDS.light.has(mark.text)
        })
}

/// `we issued $750 million of notes at 4.9%`
fn rate_of_new_debt(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let debt = figure.place.checked_sub(2)?;
    let told = frame.metric(debt).is_some_and(|found| found.metric.id == "debt");
    let of = frame.mark(figure.place + 1).is_some_and(|next| next.is("of"));
    let percent = figure.quantity.kind == Kind::Percent;
    (is_at_an_amount(frame, figure) && told && percent && !of).then_some(debt)
}

/// Is the percentage a part of the name of a debt: `the 3.75% senior notes`?
fn is_coupon(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    let paper = frame.mark(at).is_some_and(|mark| {
        ["notes", "bonds", "debentures", "term loan"].iter().any(|word| mark.ends_with(word))
    });
    paper
        && figure.quantity.kind == Kind::Percent
        && !figure.tail.of
        && frame
            .range(figure.place + 1, at)
            .all(|(_, mark)| matches!(mark.is, Is::Word | Is::Period(_)) && !mark.is("of"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("About 40% of our nurses work at night.",                                                  "40%: other/total"),
        ("We redeemed the 3.75% senior notes.",                                                     "3.75%: interest_rate/total"),
        ("We issued $750 million of notes at 4.9%.",                                                "$750 million: debt/total; 4.9%: interest_rate/total"),
        ("We have $750 million of debt at 4.9% of capital.",                                        "$750 million: debt/total; 4.9%: debt/total"),
        ("We have more than 5,800 homes in backlog.",                       "5,800 homes: backlog/total"),
        ("We returned $380 million to shareholders through dividends and share repurchases.", "$380 million: capital_returned/total"),
        ("We returned $38 million to shareholders through the dividend.",   "$38 million: dividend/total"),
        ("Dividends were $9 million. Over the year we returned $44 million to stockholders.", "$9 million: dividend/total; $44 million: capital_returned/total"),
        ("We returned $70 million to owners, $30 million of it through dividends and $40 million through buybacks.", "$70 million: capital_returned/total; $30 million: dividend/total; $40 million: share_repurchases/total"),
        ("Net debt was $640 million, or 1.7 times trailing EBITDA.",        "$640 million: debt/total; 1.7 times: leverage_ratio/total"),
        ("We bought the bakery for $90 million, or 8 times EBITDA.",        "$90 million: acquisition_price/total; 8 times: other/total"),
        ("We sold the boat that we bought in May for $4 million.",          "$4 million: other/total"),
        ("Interest was $29 million, and the tax rate was 21%.",             "$29 million: interest_expense/total; 21%: effective_tax_rate/total"),
        ("Public interest was $29 million.",                                "$29 million: other/total"),
        ("We spent $35 million of capital in the quarter.",                 "$35 million: capital_expenditures/total"),
        ("Our plan calls for $35 million of spending on new plants.",       "$35 million: capital_expenditures/total"),
        ("We plan to spend $9 billion over five years on the grid.",        "$9 billion: capital_expenditures/total"),
        ("We acquired 9 orchards for a total of $40 million.",              "9 orchards: other/total; $40 million: acquisition_price/total"),
        ("We used $90 million of proceeds to pay down the term loan.",      "$90 million: debt/total"),
        ("We paid $85 million in cash for the repairs.",                    "$85 million: cash/total"),
        ("Of the $90 million, $60 million went to buybacks.",               "$90 million: other/total; $60 million: share_repurchases/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
