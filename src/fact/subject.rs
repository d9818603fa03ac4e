//! Which metric each figure of a sentence states.
//!
//! In:  a [`Frame`] and the [`Topic`] before it. Out: [`Chosen`] for each figure.
//! Not here: where metrics are named (`named_metric.rs`) or carried on from (`carried_metric.rs`); what a figure says of its
//! metric (`aspect.rs`).

use super::acted_metric::acted_on;
use super::assumed_metric::{
    growing_company, growing_part, growth_by_basis, guided_per_share, item_per_share,
    part_of_the_whole, share_of_income, size_of_a_business,
};
use super::behind_metric::behind;
use super::carried_metric::{
    IN_CAUSE, carried, continues, explains, grows_by_itself, is_growing, left_over, own_margin,
    pays_for, speaks_of_another, speaks_on,
};
use super::counted_metric::{counts_shares, fits, is_rate, metric_of_unit, unit_metric};
use super::frame::{Figure, Frame};
use super::label::Confidence;
use super::lead::Lead;
use super::meant_metric::subject;
use super::mended_metric::mend;
use super::metric::{Metric, Metrics, Polarity};
use super::named_metric::{
    hit_metric, inverted_metric, is_bystander, is_whole, left_metric, resumed_metric, states,
};
use super::paired_metric::pair_lists;
use super::phrase_book::Form;
use super::referred_metric::referred;
use super::topic::{Subject, Topic};
use super::verb_metric::told_by_verb;
use crate::quantity::Kind;

pub(super) use super::assumed_metric::GROWS;

/// The metric of one figure, and how it was found.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<'t> {
    pub(crate) subject: Option<Subject<'t>>,
    /// Place of the mark that names it, when it is in this sentence.
    pub(crate) named_at: Option<usize>,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
}

/// Why a figure has the metric behind the verb of its cause.
pub(super) const HIT: &str = "what the cause acts on";

/// Chooses a metric for each figure, in the order of the sentence.
pub(crate) fn choose<'t>(frame: &Frame<'t>, topic: &Topic<'t>) -> Vec<Chosen<'t>> {
    let mut chosen: Vec<Chosen<'t>> = Vec::with_capacity(frame.figures.len());
    let mut last: Option<usize> = None;
    for (index, figure) in frame.figures.iter().enumerate() {
        let before = last.and_then(|last| chosen.get(last));
        let mut next = one(frame, figure, before, topic);
        if let Some(acted) = acted_on(frame, figure, &next, before, topic) {
            next = acted;
        }
        mend(frame, figure, &mut next, before, topic);
        // "earnings of $1.30 per share, a 17% increase", also behind what it is compared with: what rose is earnings per share.
        let told = last.and_then(|last| frame.figures.get(..=last)).unwrap_or_default();
        let per_share = told
            .iter()
            .rev()
            .find(|told| !matches!(told.before.lead, Lead::From | Lead::Versus))
            .is_some_and(|told| told.quantity.kind == Kind::PerShare);
        if per_share
            && is_rate(figure.quantity.kind)
            && next.named_at.is_none()
            && let Some(subject) = &mut next.subject
            && let Some(metric) = Metrics::built_in().get(&subject.metric.per_share)
        {
            subject.metric = metric;
        }
        chosen.push(next);
        if !figure.aside || last.is_none() {
            last = Some(index);
        }
    }
    pair_lists(frame, &mut chosen);
    chosen
}

fn one<'t>(
    frame: &Frame<'t>,
    figure: &Figure,
    last: Option<&Chosen<'t>>,
    topic: &Topic<'t>,
) -> Chosen<'t> {
    let said = |at: usize, because: &'static str| {
        let found = subject(frame, at).filter(|found| fits(found.metric, &figure.quantity))?;
        Some(Chosen {
            subject: Some(found),
            named_at: Some(at),
            confidence: Confidence::Stated,
            because,
        })
    };
    let unit = unit_metric(frame, figure);
    if let Some(last) = last
        && explains(frame, figure)
    {
        return carried(last, IN_CAUSE);
    }
    let counts_other = figure.quantity.kind == Kind::Count
        && !figure.quantity.unit.is_empty()
        && unit.is_none()
        && !counts_shares(&figure.quantity);
    // "we added 4,000 lockers across our stores": things that the counted ones are in.
    let holds =
        |at: usize| counts_other && frame.metric(at).is_some_and(|found| found.metric.things);
    // "orders were $127 million, and we added nine customers": a thing of its own.
    let counts_own = unit.is_some_and(|(metric, _)| metric.things)
        && last.and_then(|last| last.subject).is_some_and(|last| !last.metric.things)
        && frame
            .range(figure.start, figure.place)
            .any(|(_, mark)| mark.is_any(&["we", "and we", "while we", "but we"]));
    if let Some(found) =
        hit_metric(frame, figure).filter(|at| !holds(*at)).and_then(|at| said(at, HIT))
    {
        return found;
    }
    if let Some(remaining) = left_over(frame, figure, last, topic) {
        return remaining;
    }
    if let Some(found) = resumed_metric(frame, figure)
        .and_then(|at| said(at, "named before what stands in brackets"))
    {
        return found;
    }
    if let Some(last) = last
        && pays_for(frame, figure, last)
    {
        return carried(last, "what was paid for what is counted before");
    }
    if let Some(found) = referred(frame, figure, last, topic) {
        return found;
    }
    // "Foreign exchange was a 130 basis point headwind": the subject is the cause.
    let left = left_metric(frame, figure).filter(|_| {
        figure.tail.effect.is_none()
            || figure.before.lead != Lead::Level
            || figure
                .before
                .by
                .and_then(|by| frame.mark(by))
                .is_none_or(|mark| !mark.is_any(&["was", "were", "is", "are", "be"]))
    });
    let goes_on = || {
        // "output rose 6% to 41,000 ounces"
        let to = frame.range(figure.start, figure.place).all(|(_, mark)| mark.is("to"));
        let moved_on = (to || matches!(figure.before.lead, Lead::MovedTo(_) | Lead::From))
            && last.and_then(|last| last.subject).is_some_and(|last| !last.metric.things);
        let last = last.filter(|_| (!counts_other || moved_on) && !counts_own).filter(|last| {
            last.subject.is_some_and(|subject| fits(subject.metric, &figure.quantity))
        })?;
        continues(frame, figure)
            .then(|| carried(last, "goes on about the metric of the figure before"))
    };
    // What is carried on says the words, too.
    let of_sales = last
        .and_then(|last| last.subject)
        .or(topic.metric)
        .is_some_and(|subject| subject.metric.id == "revenue");
    if let Some(found) = behind(frame, figure)
        .or_else(|| size_of_a_business(frame, figure))
        .or_else(|| growth_by_basis(frame, figure).filter(|_| !of_sales))
    {
        return found;
    }
    // "and spent $26 million on capital expenditures": what money is spent on.
    let spends = figure
        .before
        .by
        .and_then(|by| frame.mark(by))
        .is_some_and(|mark| mark.is_any(&["spent", "invested", "paid"]));
    if spends
        && left.is_none()
        && let Some(found) = figure
            .tail
            .far_metric
            .filter(|at| *at <= figure.place + 4)
            .and_then(|at| said(at, "named behind the figure, as what money is spent on"))
    {
        return found;
    }
    if let (Some((_, false)), Some(found)) = (left, goes_on()) {
        return found;
    }
    let left = left.map(|(at, _)| at);
    // "13.6% of revenue": the whole of a share is not its subject when something else was named before.
    // "the realized price was $77 per barrel": what the amount is measured by is no subject.
    let measure = |at: usize| frame.mark(at).is_some_and(|mark| mark.starts_with("per "));
    let measured = |at: usize| {
        measure(at) && left.is_some_and(|at| frame.metric(at).is_some_and(|found| !found.weak))
    };
    // "… and natural gas averaged $3 per mcf"
    if let Some(last) = last
        && left.is_none()
        && figure.tail.metric.is_some_and(measure)
        && last.subject.is_some_and(|subject| subject.metric.id == "price")
    {
        return carried(last, "goes on about the metric of the figure before");
    }
    if let Some(at) =
        figure.tail.metric.filter(|&at| !measured(at) && !is_whole(frame, at)).filter(|&at| {
            figure.tail.of || at <= figure.place + 2 || !is_bystander(frame, figure, at)
        })
    {
        let whole = figure.tail.of && is_part_of(frame, figure, at);
        let subject_before = left.filter(|&at| {
            whole
                && frame.metric(at).is_some_and(|found| {
                    !found.weak
                        || (found.metric.flow && found.metric.polarity == Polarity::LowerIsBetter)
                })
                && matches!(figure.before.lead, Lead::Level | Lead::Share | Lead::MovedTo(_))
                && !frame.range(at, figure.place).any(|(_, mark)| mark.is(","))
        });
        if let Some(found) = subject_before
            .and_then(|at| said(at, "named before the figure, which is a part of another"))
        {
            return found;
        }
        // "$38 million or 9.1% of sales": the same figure, as a part of another.
        let linked = |word: &str| {
            let right_before = figure.place.checked_sub(1).and_then(|at| frame.mark(at));
            right_before.is_some_and(|mark| mark.is(word))
        };
        let or = linked("or");
        // "free cash flow was $69 million, 15.8% of revenue"
        let apposed = linked(",") && figure.start + 1 == figure.place;
        if whole
            && let Some(last) = last
            && last.subject.is_some_and(|subject| {
                let has_ratio = !subject.metric.ratio.is_empty();
                or || ((figure.before.lead == Lead::Level || apposed) && has_ratio)
                    // "food costs rose 90 basis points to 29% of sales"
                    || (matches!(figure.before.lead, Lead::MovedTo(_))
                        && figure.start + 1 == figure.place)
            })
        {
            return carried(last, "goes on about the metric of the figure before");
        }
        if let Some(found) =
            own_margin(frame, at, last, topic).or_else(|| said(at, "named behind the figure"))
        {
            return found;
        }
    }
    // "the studio produced 14 series": things that no vocabulary knows are no production.
    let makes = |at: usize| frame.mark(at).is_some_and(|mark| mark.is("produced"));
    let left = left.filter(|&at| !counts_other || (states(frame, figure, at) && !makes(at)));
    // "volumes averaged 61,000 boe per day": what is counted says of what.
    let by_measure = metric_of_unit(frame, figure).is_some();
    let adjacent = left.is_some_and(|at| {
        frame
            .metric(at)
            .is_some_and(|found| !(found.weak || by_measure && found.metric.id == "volume"))
            && figure.before.lead != Lead::Open
    });
    let by_unit = |metric: &'static Metric| Chosen {
        subject: Some(Subject {
            metric,
            negative: false,
            text: frame.mark(figure.place).map_or("", |mark| mark.text),
        }),
        named_at: None,
        confidence: Confidence::Stated,
        because: "what is counted names it",
    };
    if let Some((metric, false)) = unit.filter(|_| !adjacent) {
        return by_unit(metric);
    }
    if let Some(found) = left.and_then(|at| {
        own_margin(frame, at, last, topic).or_else(|| said(at, "named before the figure"))
    }) {
        return found;
    }
    // "$30 million in dividends and $75 million for repurchases": the list names each behind its figure.
    if figure.before.lead == Lead::And
        && let Some(found) = figure
            .tail
            .far_metric
            .filter(|_| {
                last.is_some_and(|last| {
                    last.because.starts_with("named behind the figure") || last.because == HIT
                })
            })
            .and_then(|at| said(at, "named behind the figure, after a preposition"))
    {
        return found;
    }
    if let Some(found) = goes_on() {
        return found;
    }
    if let Some((metric, _)) = unit {
        return by_unit(metric);
    }
    // "raised the dividend 5% to an annual rate of $1.74 per share"
    if let Some(last) = last.filter(|last| {
        figure.quantity.kind == Kind::PerShare
            && last.subject.is_some_and(|subject| {
                matches!(subject.metric.id.as_str(), "dividend" | "dividend_per_share")
            })
    }) {
        return carried(last, "goes on about the metric of the figure before");
    }
    if let Some(found) = item_per_share(frame, figure) {
        return found;
    }
    if let Some(found) = guided_per_share(frame, figure) {
        return found;
    }
    if let Some(found) = share_of_income(frame, figure, last) {
        return found;
    }
    if let Some(found) = figure
        .tail
        .far_metric
        .filter(|&at| !is_bystander(frame, figure, at) && !in_next_clause(frame, figure, at))
        .filter(|at| !holds(*at))
        .and_then(|at| said(at, "named behind the figure, after a preposition"))
    {
        return found;
    }
    if let Some(found) = growing_part(frame, figure) {
        return found;
    }
    if let Some(found) = told_by_verb(frame, figure) {
        return found;
    }
    if let Some(at) = inverted_metric(frame, figure)
        && !counts_other
        && !in_next_clause(frame, figure, at)
        && let Some(found) = said(at, "named later in the sentence")
    {
        return found;
    }
    // "net debt was 2 times EBITDA, and our goal is to be at 1.5 times"
    if let Some(last) = last.filter(|last| {
        figure.quantity.kind == Kind::Multiple
            && last.subject.is_some_and(|subject| subject.metric.id == "leverage_ratio")
    }) {
        return carried(last, "goes on about the metric of the figure before");
    }
    // "Capex will be $40 million, and we still expect $160 million for the year": of the sentence, rather than of the one before.
    if let Some(last) = last.filter(|last| {
        last.named_at.is_some()
            && last.subject.is_some_and(|subject| fits(subject.metric, &figure.quantity))
    }) && figure.quantity.kind == Kind::Money
        && !counts_other
        && speaks_on(frame, figure)
    {
        return carried(last, "goes on about the metric of the figure before");
    }
    if let Some(subject) = topic.metric
        && topic.silent <= 2
        && fits(subject.metric, &figure.quantity)
        && !counts_other
        && speaks_on(frame, figure)
        && !(subject.metric.things
            && is_rate(figure.quantity.kind)
            && grows_by_itself(frame, figure))
        && !(is_growing(frame, figure) && subject.metric.has_level(Kind::Percent))
        && !speaks_of_another(frame, figure, subject.metric)
    {
        return Chosen {
            subject: Some(subject),
            named_at: None,
            confidence: Confidence::Carried,
            because: "carried on from the sentence before",
        };
    }
    growing_company(frame, figure).or_else(|| part_of_the_whole(frame, figure)).unwrap_or(Chosen {
        subject: None,
        named_at: None,
        confidence: Confidence::Assumed,
        because: "no metric of the vocabulary is named",
    })
}

/// Does a clause of its own begin between the figure and the metric at `at`: `$9 million over two years, and rates …`?
fn in_next_clause(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    frame
        .range(figure.place + 1, at)
        .zip(frame.range(figure.place + 2, at))
        .any(|((_, comma), (_, next))| comma.is(",") && next.is_any(&["and", "while", "but"]))
}

/// Is a rate said of the metric at `at` a part of it: `5% of revenue`, `22 basis points of loans`? Points of a rate are none.
fn is_part_of(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    let amount = frame.metric(at).is_some_and(|found| found.metric.has_level(Kind::Money));
    match figure.quantity.kind {
        Kind::Percent => true,
        kind => is_rate(kind) && amount,
    }
}

/// Is there a noun of movement (`growth`, `increase`) between two places?
pub(crate) fn movement_between(
    frame: &Frame<'_>,
    start: usize,
    end: usize,
) -> Option<super::phrase_book::Direction> {
    frame.range(start, end).rev().find_map(|(_, mark)| mark.direction(&[Form::Noun]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("Revenue was $52 million, operating income was $8 million and free cash flow was $5 million.", "$52 million: revenue/total; $8 million: operating_income/total; $5 million: free_cash_flow/total"),
        ("U.S. sales grew 4%, while international sales declined 2%.",                              "4%: revenue/U.S.; 2%: revenue/international"),
        ("Revenue and headcount both rose, and the tax rate was 21%.",                              "21%: effective_tax_rate/total"),
        ("We returned $60 million to owners, $25 million in dividends and $35 million in repurchases.", "$60 million: capital_returned/total; $25 million: dividend/total; $35 million: share_repurchases/total"),
        ("Net leverage was 2.4 times, and our goal is to be at 2 times by June.",                    "2.4 times: leverage_ratio/total; 2 times: leverage_ratio/total"),
        ("Dividends were $9 million. Seed plots were $44 million.",                                  "$9 million: dividend/total; $44 million: other/total"),
        ("EBITDA was $40 million. We invested $12 million in orchards.",                             "$40 million: ebitda/total; $12 million: other/total"),
        ("Inventory was $40 million. We now expect organic growth of 4% to 6%.",                     "$40 million: inventory/total; 4% to 6%: revenue/total"),
        ("Net income was $67 million, or $0.77 per share, compared to $0.63 a year ago, an increase of 22%.", "$67 million: net_income/total; $0.77 per share: eps/total; $0.63: eps/total; 22%: eps/total"),
        ("Output rose 6% to 41,000 ounces.",                                                         "6%: production/total; 41,000 ounces: production/total"),
        ("The studio produced 14 series.",                                                           "14 series: other/total"),
        ("We realized $74.60 per barrel.",                                                           "$74.60: price/total"),
        ("We assume $70 per barrel.",                                                                "$70: commodity_price/total"),
        ("Turnover fell to 38%.",                                                                    "38%: employee_turnover/total"),
        ("Turnover grew 8%.",                                                                        "8%: revenue/total"),
        ("Revenue was up 3%. Advertising was $40 million.",                                          "3%: revenue/total; $40 million: revenue/total"),
        ("Marketing was $9 million. Advertising was $4 million.",                                    "$9 million: marketing_expense/total; $4 million: marketing_expense/total"),
        ("Segment profit was $19 million, or 18% of sales, an increase of 110 basis points from 16.9%.", "$19 million: operating_income/total; 18%: operating_margin/total; 110 basis points: operating_margin/total; 16.9%: operating_margin/total"),
        ("Stores were 412. Hourly raises were 6%.",                                                  "412: stores/total; 6%: other/total"),
        ("We plan to invest $29 million over five years, and inventory should grow 4%.",             "$29 million: other/total; 4%: inventory/total"),
        ("Organic sales grew 7.5%, with volume up 3% and pricing up 4.5%.",                          "7.5%: revenue/total; 3%: volume/total; 4.5%: price/total"),
        ("Marketing was up 9% and up 60 basis points as a percent of sales.",                        "9%: marketing_expense/total; 60 basis points: marketing_expense/total"),
        ("Average ticket rose 2.5% while traffic fell 1%.",                                         "2.5%: average_ticket/total; 1%: traffic/total"),
        ("Net charge-offs were 22 basis points of average loans.",                                  "22 basis points: net_charge_off_rate/total"),
        ("The realized price was $77 per barrel.",                                                  "$77: price/total"),
        ("The average price was $17.56 per barrel and natural gas averaged $3 per mcf.",            "$17.56: price/total; $3: price/total"),
        ("Operating cash flow before changes in working capital was $212 million.",                 "$212 million: operating_cash_flow/total"),
        ("Free cash flow before dividends came to $540 million.",                                   "$540 million: free_cash_flow/total"),
        ("Loan origination costs were $2 million.",                                                 "$2 million: cost/total"),
        ("Loan origination fees were $2 million.",                                                  "$2 million: revenue/total"),
        ("We had a loss of $0.35 per share.",                                                       "$0.35 per share: eps/total"),
        ("Adjusted earnings were $1.42 per share, an 11% increase.",                                "$1.42 per share: eps/total; 11%: eps/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
