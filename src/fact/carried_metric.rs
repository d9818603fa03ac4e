//! The metric that a figure takes over: from the figure before, from the sentence before, or from what it explains.
//!
//! In:  a figure in its [`Frame`], and what was spoken of. Out: the metric, where one is carried on.
//! Not here: metrics that the sentence names (`named_metric.rs`).

use super::counted_metric::{fits, is_rate};
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::{Metric, Metrics, Polarity};
use super::phrase_book::{Effect, Form, Sense};
use super::subject::Chosen;
use super::topic::{Subject, Topic};
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// Why a figure takes the metric before: it is a cost or gain that explains it.
pub(crate) const IN_CAUSE: &str = "a cost or gain that explains the figure before";

/// Is the figure an amount of cost or gain, without a metric of its own, in a phrase of cause: `due to $20 million of expenses`?
pub(super) fn explains(frame: &Frame<'_>, figure: &Figure) -> bool {
    if !matches!(figure.quantity.kind, Kind::Money | Kind::PerShare | Kind::Bare) {
        return false;
    }
    let cause = frame.range(figure.start, figure.place).rev().find(|(_, mark)| {
        mark.has(Sense::Cause)
            || mark.has(Sense::Effect(Effect::Includes, Form::Verb))
            || mark.is("include")
            || mark.has(Sense::Versus)
            || mark.is(";")
    });
    let in_cause = cause.is_some_and(|(_, mark)| !mark.has(Sense::Versus) && !mark.is(";"));
    let own = [figure.tail.metric, figure.tail.far_metric].into_iter().flatten().any(|at| {
        frame.metric(at).is_some_and(|metric| {
            !metric.weak
                && metric.metric.id != "operating_expenses"
                && (!is_item(metric.metric) || fits(metric.metric, &figure.quantity))
        })
    });
    let item = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 7))
        .any(|(_, mark)| WORDS.costs.ends(mark.text) || WORDS.gains.has(mark.text))
        || [figure.tail.metric, figure.tail.far_metric].into_iter().flatten().any(|at| {
            // "earnings of $0.71 include $0.19 of amortization"
            frame.metric(at).is_some_and(|metric| {
                is_item(metric.metric) && !fits(metric.metric, &figure.quantity)
            })
        });
    in_cause && !own && item
}

/// Is the metric an amount that lowers income, so that an amount per share of it is one of earnings?
fn is_item(metric: &Metric) -> bool {
    metric.flow && metric.polarity == Polarity::LowerIsBetter && metric.has_level(Kind::Money)
}

/// What is left of an authorization: `$405 million remains on our authorization`, `about $270 million remaining`.
pub(super) fn left_over<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    // What stands behind the figure before is that one's.
    let start = if figure.start == 0 { figure.place.saturating_sub(4) } else { figure.place + 1 };
    let near = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 4))
        .any(|(_, mark)| mark.is_any(&["remaining", "remains", "left", "remain"]))
        || frame
            .range(figure.start.max(figure.place.saturating_sub(4)), figure.place)
            .any(|(_, mark)| mark.is_any(&["remaining", "leaves", "leaving"]))
        || frame.range(start, figure.stop.min(figure.place + 5)).any(|(at, _)| {
            frame.metric(at).is_some_and(|found| found.metric.id == "repurchase_remaining")
        });
    if !near || !matches!(figure.quantity.kind, Kind::Money | Kind::Bare) {
        return None;
    }
    let buyback = |metric: &Metric| {
        matches!(
            metric.id.as_str(),
            "repurchase_authorization" | "share_repurchases" | "repurchase_remaining"
        )
    };
    // "at an average price of $45, which leaves $70 million under the program": the buyback is further ahead.
    let leaves = frame
        .range(figure.start.max(figure.place.saturating_sub(4)), figure.place)
        .any(|(_, mark)| mark.is_any(&["leaves", "leaving"]));
    let here = frame
        .range(if leaves { 0 } else { figure.start }, figure.stop)
        .any(|(at, _)| frame.metric(at).is_some_and(|metric| buyback(metric.metric)));
    let before = last
        .and_then(|last| last.subject)
        .or(topic.metric.filter(|_| topic.silent == 0))
        .is_some_and(|subject| buyback(subject.metric));
    let metric = Metrics::built_in().get("repurchase_remaining").filter(|_| here || before)?;
    Some(Chosen {
        subject: Some(Subject { metric, negative: false, text: frame.mark(figure.place)?.text }),
        named_at: None,
        confidence: Confidence::Stated,
        because: "what is left of an authorization",
    })
}

/// The margin of the metric that was spoken of: `EBITDA was $402 million, a margin of 22%`.
pub(super) fn own_margin<'t>(
    frame: &Frame<'t>,
    at: usize,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Option<Chosen<'t>> {
    let mark = frame.mark(at)?;
    if !mark.is_any(&["margin", "margins"]) {
        return None;
    }
    let before =
        last.and_then(|last| last.subject).or(topic.metric.filter(|_| topic.silent <= 1))?;
    let margin = if before.metric.id.ends_with("_margin") {
        before.metric
    } else {
        Metrics::built_in()
            .get(&before.metric.ratio)
            .filter(|ratio| ratio.id.ends_with("_margin"))?
    };
    Some(Chosen {
        subject: Some(Subject { metric: margin, negative: false, text: mark.text }),
        named_at: Some(at),
        confidence: Confidence::Carried,
        because: "the margin of the metric before",
    })
}

pub(super) fn carried<'t>(last: &Chosen<'t>, because: &'static str) -> Chosen<'t> {
    Chosen { subject: last.subject, named_at: None, confidence: Confidence::Carried, because }
}

/// Does the figure go on about what the figure before states?
pub(super) fn continues(frame: &Frame<'_>, figure: &Figure) -> bool {
    if figure.start == 0 {
        return false;
    }
    // A clause with a subject of its own that no vocabulary knows speaks of something else.
    let mut own_subject = 0;
    let mut verb = false;
    for (at, mark) in frame.range(figure.start, figure.place) {
        match &mark.is {
            // "orders of 850 units valued at $93 million"
            Is::Word
                if mark.is_any(&[
                    "valued",
                    "worth",
                    "totaling",
                    "totalling",
                    "implies",
                    "implying",
                    "equates",
                    "equating",
                    "brings",
                    "bringing",
                    "number",
                    "figure",
                    "guide",
                    "view",
                    "forecast",
                    "low",
                    "point",
                    "peak",
                    "trough",
                    "came",
                    "landed",
                    "out",
                    "exceed",
                    "exceeds",
                    "exceeded",
                    "reach",
                    "reaches",
                    "approach",
                    "surpass",
                ]) => {}
            // "22%, in line with last year's 21.6%"
            Is::Word if mark.is_any(&["line", "consistent", "similar"]) => {}
            // "revenue was $75 million, with Harborline at $56 million": a part, by its name.
            Is::Word if is_name(mark) => {}
            Is::Sign if mark.is_any(&[",", ";"]) => {
                own_subject = 0;
                verb = false;
            }
            // "down 4.5% at actual exchange rates and 5.1%": what stands before "and" is said of the figure before.
            _ if mark.is("and") && at + 2 >= figure.place => own_subject = 0,
            Is::Word if !is_plain(mark) => own_subject += usize::from(!verb),
            Is::Phrase(_) if mark.has(Sense::Pronoun) => own_subject = 0,
            Is::Phrase(_) if mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]) => verb = true,
            _ => {}
        }
    }
    match figure.before.lead {
        Lead::And | Lead::Moved(_) | Lead::MovedTo(_) | Lead::From | Lead::Versus | Lead::Share => {
            own_subject <= 2
        }
        Lead::Effect(_) => true,
        Lead::Level | Lead::Open => own_subject == 0,
    }
}

/// A word that is written as a name, and as no acronym, which may be another metric.
fn is_name(mark: &Mark<'_>) -> bool {
    let mut letters = mark.text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// Words that name no subject.
pub(super) fn is_plain(mark: &Mark<'_>) -> bool {
    mark.text.ends_with("ly")
        || mark.text.chars().all(|c| c.is_ascii_digit())
        || WORDS.plain.has(mark.text)
}

/// Does the sentence go on about what was spoken of: its subject is a pronoun, or it has none?
pub(super) fn speaks_on(frame: &Frame<'_>, figure: &Figure) -> bool {
    let mut nouns = 0_usize;
    for (_, mark) in frame.range(figure.start, figure.place) {
        if matches!(mark.is, Is::Word) && !is_plain(mark) && !WORDS.talk.has(mark.text) {
            nouns += 1;
        }
    }
    if is_of_pronoun(frame, figure) || is_told_of_pronoun(frame, figure) {
        nouns = 0;
    }
    let moved = figure.before.lead != Lead::Open
        || figure.tail.moved.is_some()
        || figure.tail.effect.is_some();
    (nouns <= 2 && moved) || nouns == 0
}

/// Is the figure what a pronoun is said to be: `if you look at how we guided, that was 4%`, `it's roughly $20 million`?
fn is_told_of_pronoun(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.is_some_and(|by| {
        let be = frame.mark(by).is_some_and(|mark| mark.is_any(&["was", "were", "is", "are"]));
        let before = by.checked_sub(1).filter(|at| *at >= figure.start);
        let pronoun = before
            .and_then(|at| frame.mark(at))
            .is_some_and(|mark| mark.is_any(&["that", "it", "they", "this"]));
        let one_word =
            frame.mark(by).is_some_and(|mark| mark.is_any(&["it's", "that's", "they're"]));
        // "it was ineffective by 6%": something else is said of it.
        let at_once = frame.range(by + 1, figure.place).all(|(_, mark)| {
            !matches!(mark.is, Is::Word) || is_plain(mark) || WORDS.light.has(mark.text)
        });
        ((be && pronoun) || one_word) && at_once
    })
}

/// Is the subject of the verb a pronoun: `Excluding what the storm cost in May, it would have grown 3%`?
pub(super) fn is_of_pronoun(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.is_some_and(|by| {
        let verb = frame.mark(by).is_some_and(|mark| mark.direction(&[Form::Verb]).is_some());
        (verb || figure.quantity.kind == Kind::Money)
            && frame
                .range(figure.start.max(by.saturating_sub(3)), by)
                .any(|(_, mark)| mark.is_any(&["it", "they"]))
    })
}

/// Does the clause speak of something that has nothing to do with `metric`, which was spoken of: money that is spent, organic
/// growth, a balance or an account that no vocabulary knows?
pub(super) fn speaks_of_another(frame: &Frame<'_>, figure: &Figure, metric: &Metric) -> bool {
    let noun = frame.range(figure.start, figure.place).any(|(_, mark)| {
        matches!(mark.is, Is::Word) && !is_plain(mark) && !WORDS.talk.has(mark.text)
    });
    let by = figure.before.by.and_then(|by| frame.mark(by));
    let spends = by.is_some_and(|mark| mark.is_any(&["spent", "invested", "paid"]))
        && metric.polarity != Polarity::LowerIsBetter
        && !matches!(metric.id.as_str(), "share_repurchases" | "dividend");
    let grows = is_growing(frame, figure) && noun && metric.polarity == Polarity::LowerIsBetter;
    let organic = grows_of_the_company(frame, figure)
        && !metric.flow
        && !matches!(metric.id.as_str(), "assets_under_management" | "loans" | "deposits");
    let subject = figure.before.by.is_some_and(|by| {
        frame
            .range(figure.start, by)
            .rev()
            .find(|(_, mark)| !matches!(mark.is, Is::Word) || !is_plain(mark))
            .is_some_and(|(_, mark)| {
                matches!(mark.is, Is::Word) && !mark.is_any(&["alone", "point", "low"])
            })
    });
    let account = subject
        && (metric.company_wide || (metric.things && is_rate(figure.quantity.kind)))
        && matches!(figure.before.lead, Lead::Level)
        && by.is_some_and(|mark| mark.is_any(&["was", "were", "is", "are", "averaged", "totaled"]));
    spends || grows || organic || account
}

/// `grew 5%`: amounts grow, rates do not.
pub(super) fn is_growing(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.quantity.kind == Kind::Percent
        && figure
            .before
            .by
            .and_then(|at| frame.mark(at))
            .is_some_and(|mark| mark.is_any(&["grew", "grow", "growing", "grown"]))
}

/// `we grew 5%`, `growth of 5%`: growth without anything that grows.
pub(super) fn grows_by_itself(frame: &Frame<'_>, figure: &Figure) -> bool {
    let growth = |mark: &Mark<'_>| {
        mark.is_any(&["grew", "grow", "growing", "grown", "growth", "growth rate"])
    };
    let near = frame
        .range(figure.start.max(figure.place.saturating_sub(6)), figure.tail.end)
        .any(|(_, mark)| growth(mark));
    // "Turning to the details, our frozen dinners grew 9%": what is before the comma is another clause.
    let nouns = frame
        .range(figure.start, figure.place)
        .rev()
        .take_while(|(_, mark)| !mark.is(","))
        .filter(|(_, mark)| matches!(mark.is, Is::Word) && !is_plain(mark))
        .count();
    (near && nouns <= 3) || grows_of_the_company(frame, figure)
}

/// `organic growth`: growth with a basis, of the company.
fn grows_of_the_company(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.range(figure.start, figure.place).zip(frame.range(figure.start + 1, figure.place)).any(
        |((_, basis), (_, noun))| {
            noun.is_any(&["grew", "grow", "growing", "grown", "growth", "growth rate"])
                && matches!(basis.is, Is::Phrase(senses) if senses
                    .iter()
                    .any(|sense| matches!(sense, Sense::Basis(_))))
        },
    )
}

/// What was paid for what the figure before counts or states: `300,000 shares at a total cost of $26 million`.
pub(super) fn pays_for(frame: &Frame<'_>, figure: &Figure, last: &Chosen<'_>) -> bool {
    let returned = last.subject.is_some_and(|subject| {
        matches!(
            subject.metric.id.as_str(),
            "share_repurchases" | "dividend_per_share" | "dividend"
        )
    });
    let gap = || frame.range(figure.start, figure.place).map(|(_, mark)| mark);
    let priced = gap().any(|mark| mark.is_any(&["cost", "aggregate", "consideration", "totaling"]))
        || gap().next_back().is_some_and(|mark| mark.is("for"));
    let apart = gap().any(|mark| {
        matches!(mark.is, Is::Metric(_)) || mark.has(Sense::Break) || mark.is_any(&["and", ";"])
    });
    figure.quantity.kind == Kind::Money && returned && priced && !apart
}

/// Nouns for a business as a whole, which grows in what it earns.
pub(super) fn business_grows(frame: &Frame<'_>, figure: &Figure) -> bool {
    let moved = matches!(figure.before.lead, Lead::Moved(_));
    moved
        && figure.before.by.is_some_and(|by| {
            frame
                .range(figure.start.max(by.saturating_sub(3)), by)
                .rev()
                .find(|(_, mark)| matches!(mark.is, Is::Word) && !is_plain(mark))
                .is_some_and(|(_, mark)| {
                    mark.is_any(&[
                        "business",
                        "businesses",
                        "portfolio",
                        "market",
                        "markets",
                        "franchise",
                        "brand",
                        "brands",
                        "segment",
                        "segments",
                    ])
                })
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/aspect
        ("Revenue was $48 million, up 7% year over year.",                                          "$48 million: revenue/level; 7%: revenue/change"),
        ("Gross margin was 44.1%, down 60 basis points.",                                           "44.1%: gross_margin/level; 60 basis points: gross_margin/change"),
        ("EBITDA was $402 million, a margin of 22%.",                                               "$402 million: ebitda/level; 22%: ebitda_margin/level"),
        ("Backlog ended at $1.3 billion, compared to $1.1 billion a year ago.",                     "$1.3 billion: backlog/level; $1.1 billion: backlog/level"),
        ("Bookings were $25 million. They grew 14%.",                                               "$25 million: bookings/level; 14%: bookings/change"),
        ("Net income was $31 million or $0.78 per diluted share.",                                  "$31 million: net_income/level; $0.78 per diluted share: eps/level"),
        ("We repurchased $40 million of our shares and have $160 million remaining on the authorization.", "$40 million: share_repurchases/level; $160 million: repurchase_remaining/level"),
        ("We have about $90 million of share repurchase authorization remaining under the program.", "$90 million: repurchase_remaining/level"),
        ("We have remaining authorization of $90 million under the repurchase program.",            "$90 million: repurchase_remaining/level"),
        ("Revenue was $20 million, and capital expenditures were $3 million.",                      "$20 million: revenue/level; $3 million: capital_expenditures/level"),
        ("We grew 8% in the quarter.",                                                              "8%: revenue/change"),
        ("Revenue was $90 million. We planted 4,000 trees.",                                        "$90 million: revenue/level; 4,000 trees: other/level"),
        ("We bought back 300,000 shares for $26 million, at $87 a share, which leaves $70 million under the program.", "300,000 shares: share_repurchases/level; $26 million: share_repurchases/level; $87 a share: other/level; $70 million: repurchase_remaining/level"),
        ("Revenue grew 6%, leaving $70 million of costs to cut.",                                   "6%: revenue/change; $70 million: cost/level"),
        ("EPS of $0.71 includes $0.19 of amortization.",                                            "$0.71: eps/level; $0.19: eps/impact"),
        ("Free cash flow was $46 million, which brings the year-to-date number to $171 million.",   "$46 million: free_cash_flow/level; $171 million: free_cash_flow/level"),
        ("We bought back 300,000 shares at a total cost of $26 million.",                           "300,000 shares: share_repurchases/level; $26 million: share_repurchases/level"),
        ("We paid a dividend of $0.20 per share at a total cost of $22 million.",                   "$0.20 per share: dividend_per_share/level; $22 million: dividend/level"),
        ("We bought back 300,000 shares and spent $26 million on capital expenditures.",            "300,000 shares: share_repurchases/level; $26 million: capital_expenditures/level"),
        ("New orders of 850 units valued at $93 million were booked.",                              "850 units: bookings/level; $93 million: bookings/level"),
        ("Revenue was $75 million, with Harborline at $56 million.",                                "$75 million: revenue/level; $56 million: revenue/level"),
        ("The effective tax rate was 22%, in line with last year's 21.6%.",                         "22%: effective_tax_rate/level; 21.6%: effective_tax_rate/level"),
        ("Paint revenue was down 4.5% at actual FX rates and 5.1% at constant currency.",           "4.5%: revenue/change; 5.1%: revenue/change"),
        ("Revenue guidance is now $120 million, which implies $37 million for the last quarter.",   "$120 million: revenue/level; $37 million: revenue/level"),
        ("Income taxes were $9 million. Capex will be $40 million and we still expect $160 million for the year.", "$9 million: income_tax/level; $40 million: capital_expenditures/level; $160 million: capital_expenditures/level"),
        ("EBITDA grew 2%. Excluding the storm repairs that we booked in Maine, it would have grown 3%.", "2%: ebitda/change; 3%: ebitda/change"),
        ("Our ferry portfolio grew 12%.",                                                           "12%: revenue/change"),
        ("Turning to the details, our frozen pizza dinners grew 9%.",                               "9%: revenue/change"),
        ("We expect organic growth for the year as a whole in the range of 5% to 6%.",              "5% to 6%: revenue/change"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "aspect"]), *expected, "given: {given}");
        }
    }
}
