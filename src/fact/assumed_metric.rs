//! The metric of a figure for which none is named or carried on: what grows grows in its revenue.
//!
//! In:  a figure in its [`Frame`], and what was chosen for the one before. Out: the metric by convention.
//! Not here: metrics that are carried on (`carried_metric.rs`).

use super::carried_metric::{business_grows, grows_by_itself, is_of_pronoun, is_plain};
use super::frame::{Figure, Frame};
use super::label::{Basis, Confidence};
use super::lead::Lead;
use super::mark::Is;
use super::metric::{Metrics, Polarity};
use super::per_share_item::is_per_share;
use super::phrase_book::{Outlook, Sense};
use super::subject::Chosen;
use super::topic::Subject;
use super::word::is_same;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// Why a figure is of revenue: a part of the company grows or falls, and no metric is named.
pub(super) const GROWS: &str =
    "a part of the company that grows or falls, without a metric: its revenue";

fn assumed<'t>(id: &str, text: &'t str, because: &'static str) -> Option<Chosen<'t>> {
    let metric = Metrics::built_in().get(id)?;
    Some(Chosen {
        subject: Some(Subject { metric, negative: false, text }),
        named_at: None,
        confidence: Confidence::Assumed,
        because,
    })
}

/// `$3.1 billion or $6.78 per diluted share`: an amount per share of earnings.
pub(super) fn share_of_income<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
) -> Option<Chosen<'t>> {
    let income = last?.subject.is_none_or(|subject| {
        matches!(
            subject.metric.id.as_str(),
            "net_income" | "income_before_tax" | "operating_income" | "other"
        )
    });
    // "a charge of $62 million, or $0.37 per share"
    let or = figure.place > figure.start
        && frame.mark(figure.place - 1).is_some_and(|mark| mark.is("or"));
    let money = last.and_then(|last| last.subject).is_some_and(|subject| {
        let lowers = subject.metric.flow && subject.metric.polarity == Polarity::LowerIsBetter;
        subject.metric.per_share.is_empty()
            && subject.metric.has_level(Kind::Money)
            && (lowers
                || matches!(
                    subject.metric.id.as_str(),
                    "gain_on_sale" | "other_income" | "settlement"
                ))
    });
    ((income || (or && money)) && figure.quantity.kind == Kind::PerShare)
        .then(|| assumed("eps", "", "an amount per share beside an amount of income"))?
}

/// Why an effect per share is one on earnings.
pub(super) const ITEM_PER_SHARE: &str = "an effect per share, without a metric: on earnings";

/// `results include a $0.23 per share charge`, `higher margins added $0.11 per share`
pub(super) fn item_per_share<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let item = frame
        .mark(figure.place + 1)
        .is_some_and(|mark| WORDS.costs.ends(mark.text) || WORDS.gains.has(mark.text));
    let worth = figure.place > figure.start
        && frame.mark(figure.place - 1).is_some_and(|mark| mark.is("worth"));
    let acts = item
        || worth
        || matches!(figure.before.lead, Lead::Effect(_))
        || figure.tail.effect.is_some();
    // "a benefit of $0.28 against our plan": cents that nothing is sold for
    let cents = is_per_share(&figure.quantity) && !is_priced(frame, figure);
    let per_share = figure.quantity.kind == Kind::PerShare || cents;
    (per_share && (acts || (cents && misses_plan(frame, figure))))
        .then(|| assumed("eps", "", ITEM_PER_SHARE))?
}

/// Why an amount of cents is one of earnings per share.
pub(super) const GUIDED_PER_SHARE: &str =
    "guidance in cents, without a metric: for earnings per share";

/// `guidance in the range of $1.15 to $1.25`: what is guided to in cents.
pub(super) fn guided_per_share<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let guided = frame.range(figure.start, figure.place).any(|(_, mark)| {
        mark.is_any(&["guidance", "guided", "guiding", "outlook"])
            || mark.outlook() == Some(Outlook::Noun)
    });
    (guided && is_per_share(&figure.quantity) && !is_priced(frame, figure))
        .then(|| assumed("eps", "", GUIDED_PER_SHARE))?
}

/// `$0.05 worse than expected`, `$0.03 above our guidance`.
fn misses_plan(frame: &Frame<'_>, figure: &Figure) -> bool {
    let ways = ["better", "worse", "above", "below", "ahead", "higher", "lower"];
    let plans = ["expected", "expectations", "guidance", "consensus", "anticipated", "plan"];
    let way = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&ways));
    let behind = || frame.range(figure.place + 1, figure.stop.min(figure.place + 7));
    way && behind().any(|(_, mark)| mark.is_any(&plans))
}

/// Is the amount what one piece costs: `$0.28 per gallon`, `a menu price of $4.99`?
pub(super) fn is_priced(frame: &Frame<'_>, figure: &Figure) -> bool {
    let by_piece = frame
        .mark(figure.place + 1)
        .is_some_and(|mark| mark.is_any(&["per", "a", "an", "each", "apiece", "/"]));
    by_piece
        || frame.marks.iter().any(|mark| {
            let last = mark.text.rsplit(' ').next().unwrap_or_default();
            ["price", "prices", "pricing", "per", "cost", "fee", "ticket", "wage", "wages"]
                .iter()
                .any(|word| is_same(last, word))
        })
}

/// `Harbor grew 11%`: a part, or a business, that grows without a metric.
pub(super) fn growing_part<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    if figure.quantity.kind != Kind::Percent || is_of_pronoun(frame, figure) {
        return None;
    }
    let moves = matches!(figure.before.lead, Lead::Moved(_)) || figure.tail.moved.is_some();
    let part = frame
        .range(figure.start, figure.place)
        .rev()
        .find(|(_, mark)| matches!(mark.is, Is::Scope(_)))
        .filter(|_| moves);
    match part {
        Some((_, mark)) => assumed("revenue", mark.text, GROWS),
        None if business_grows(frame, figure) => {
            assumed("revenue", "", "a business that grows or falls, without a metric: its revenue")
        }
        None => None,
    }
}

/// Why a figure is of revenue: the company grows, and no metric is named.
pub(super) const COMPANY_GROWS: &str = "growth of the company, without a metric: its revenue";

/// `we grew 5%`, `contributed 2 points of growth`: growth of the company.
pub(super) fn growing_company<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let part_of_growth = figure.tail.effect.is_some()
        && frame
            .range(figure.place, figure.stop.min(figure.place + 9))
            .any(|(_, mark)| mark.is("growth"));
    let grows = figure.quantity.kind == Kind::Percent && grows_by_itself(frame, figure);
    (grows || part_of_growth || we_are_up(frame, figure))
        .then(|| assumed("revenue", "", COMPANY_GROWS))?
}

/// `Last year, we were up 4%`, `we came in 4% ahead of the midpoint`: the company itself moved.
fn we_are_up(frame: &Frame<'_>, figure: &Figure) -> bool {
    let moves = matches!(figure.before.lead, Lead::Moved(_)) || figure.tail.moved.is_some();
    let Some((we, _)) = frame
        .range(figure.start, figure.place)
        .rev()
        .find(|(_, mark)| mark.is_any(&["we", "we're", "and we", "but we"]))
    else {
        return false;
    };
    let plain = frame.range(we + 1, figure.place).all(|(_, mark)| match mark.is {
        Is::Word => WORDS.light.has(mark.text) || is_plain(mark),
        Is::Metric(_) | Is::Scope(_) => false,
        _ => true,
    });
    let at_end = frame
        .range(figure.place + 1, figure.tail.end)
        .all(|(_, mark)| !matches!(mark.is, Is::Metric(_)));
    figure.quantity.kind == Kind::Percent && moves && plain && at_end
}

/// `Volume was up 1%, and organic growth was 5%`: growth by a basis that only sales have.
pub(super) fn growth_by_basis<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let (at, _) = frame
        .range(figure.start, figure.place)
        .rev()
        .take(4)
        .find(|(_, mark)| mark.is_any(&["growth", "growth rate"]))?;
    let basis = at.checked_sub(1).and_then(|basis| frame.mark(basis)).is_some_and(|mark| {
        mark.has(Sense::Basis(Basis::Organic)) || mark.has(Sense::Basis(Basis::ConstantCurrency))
    });
    let named = at.checked_sub(2).and_then(|before| frame.mark(before));
    let own = named.is_none_or(|mark| !matches!(mark.is, Is::Metric(_)));
    let states = frame.range(at + 1, figure.place).all(|(_, mark)| {
        mark.has(Sense::Copula) || matches!(mark.is, Is::Period(_)) || is_plain(mark)
    });
    (basis && own && states && figure.quantity.kind == Kind::Percent)
        .then(|| assumed("revenue", "", COMPANY_GROWS))?
}

/// Why an amount is the revenue of a business.
pub(super) const SIZE: &str = "the size of a business that is owned: its revenue";

/// What is done for a business, and costs money.
const ACTS_FOR_A_BUSINESS: [&str; 12] = [
    "campaign",
    "campaigns",
    "plan",
    "plans",
    "program",
    "programs",
    "investment",
    "investments",
    "spend",
    "spending",
    "combination",
    "acquisition",
];

/// `our $300 million services business`: how much a business that the company has sells.
pub(super) fn size_of_a_business<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let owned = figure.place.checked_sub(1).and_then(|at| frame.mark(at));
    let owned = owned.is_some_and(|mark| mark.is_any(&["our", "its", "their"]));
    let (at, _) = frame
        .range(figure.place + 1, figure.stop.min(figure.place + 6))
        .take_while(|(_, mark)| matches!(mark.is, Is::Word | Is::Scope(_)) || mark.is("-"))
        .find(|(_, mark)| {
            let last = mark.text.rsplit(' ').next().unwrap_or_default();
            ["business", "franchise", "brand"].iter().any(|noun| is_same(last, noun))
        })?;
    // "our $300 million brand campaign"
    let in_another_name = frame.mark(at + 1).is_some_and(|mark| mark.is_any(&ACTS_FOR_A_BUSINESS));
    let amount = figure.quantity.kind == Kind::Money && figure.quantity.scaled;
    (amount && owned && !in_another_name).then(|| assumed("revenue", "", SIZE))?
}

/// Why a part of a business has revenue for its metric.
pub(super) const OF_BUSINESS: &str = "a part of a business, without a metric: of its revenue";

/// `travel stores are 6% of the segment`: of what it sells.
pub(super) fn part_of_the_whole<'t>(frame: &Frame<'t>, figure: &Figure) -> Option<Chosen<'t>> {
    let mark = |at: usize| frame.mark(figure.place + at);
    let of = mark(1).is_some_and(|mark| mark.is("of"));
    let business = frame.range(figure.place + 2, figure.place + 5).any(|(_, mark)| {
        ["segment", "business", "company", "division", "group"]
            .iter()
            .any(|noun| mark.ends_with(noun))
    });
    let part = matches!(figure.before.lead, Lead::Level | Lead::Share);
    (figure.quantity.kind == Kind::Percent && of && business && part)
        .then(|| assumed("revenue", "", OF_BUSINESS))?
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("Our Harbor segment grew 11%.",                                                            "11%: revenue/Harbor"),
        ("Volume was up 1%, price was up 4%, and organic growth was 5%.",                           "1%: volume/total; 4%: price/total; 5%: revenue/total"),
        ("We grew 8% in the quarter.",                                                              "8%: revenue/total"),
        ("Last year, we were up 4.5%.",                                                             "4.5%: revenue/total"),
        ("We had wins up 4.5%.",                                                                    "4.5%: other/total"),
        ("Our ferry business grew 12%.",                                                            "12%: revenue/ferry"),
        ("Net income was $3.1 billion or $6.78 per diluted share.",                                 "$3.1 billion: net_income/total; $6.78 per diluted share: eps/total"),
        ("The new law was a benefit of $0.28 against our plan.",                                    "$0.28: eps/total"),
        ("Currency was $0.05 worse than expected.",                                                 "$0.05: eps/total"),
        ("Today we give guidance in the range of $1.15 to $1.25 for the first quarter.",            "$1.15 to $1.25: eps/total"),
        ("The new pipe adds a benefit of $0.28 per gallon.",                                        "$0.28: other/total"),
        ("A latte is $0.25 higher than last year.",                                                 "$0.25: other/total"),
        ("Growth in our $1 billion e-commerce business continued.",                                 "$1 billion: revenue/e-commerce"),
        ("We have momentum in our $300 million services business.",                                 "$300 million: revenue/services"),
        ("We hired for our $300 million brand campaign.",                                           "$300 million: other/total"),
        ("We bought a $300 million business.",                                                      "$300 million: other/total"),
        ("Ferry catering is now 6% of the segment.",                                                "6%: revenue/total"),
        ("Ferry painters are 6% of the crew.",                                                      "6%: other/total"),
        ("The goodwill impairment was $62 million, or $0.37 per share.",                            "$62 million: impairment/total; $0.37 per share: eps/total"),
        ("Results include a $0.23 per share charge for storm repairs.",                             "$0.23 per share: eps/total"),
        ("Higher margins added $0.11 per share.",                                                   "$0.11 per share: eps/total"),
        ("The new tariff is a help to us, worth $0.10 per share.",                                  "$0.10 per share: eps/total"),
        ("The offer was $23 per share.",                                                            "$23 per share: other/total"),
        ("The tides rose 3%.",                                                                      "3%: other/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
