//! The metric that a sentence names for a figure: before it, behind it, or behind the verb of a cause.
//!
//! In:  a figure in its [`Frame`]. Out: the place of the mark that names its metric.
//! Not here: metrics that are carried on (`carried_metric.rs`), and which of them wins (`subject.rs`).

use super::carried_metric::is_plain;
use super::counted_metric::{fits, is_rate};
use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::metric::Polarity;
use super::phrase_book::{Form, Sense};
use super::word_sets::WORDS;

/// The metric that a cause acts on: `the acquisition added $48 million to sales`.
pub(super) fn hit_metric(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let by = figure.before.by.filter(|_| matches!(figure.before.lead, Lead::Effect(_)))?;
    let mark = frame.mark(by)?;
    if !WORDS.active.has(mark.text) && mark.effect(Form::Noun).is_none() {
        return None;
    }
    // "expanded margins led to the 85% increase in earnings": what rose is named behind.
    let rose = figure.tail.metric.filter(|_| figure.tail.moved.is_some() && !figure.tail.of);
    let between =
        frame.range(by, figure.place).find(|(at, _)| frame.metric(*at).is_some()).map(|(at, _)| at);
    rose.or(between).or(figure.tail.metric).or_else(|| {
        frame
            .range(figure.place + 1, figure.stop.min(figure.place + 8))
            .take_while(|(_, mark)| {
                !mark.has(Sense::Cause)
                    && !mark.has(Sense::Break)
                    && !mark.is_any(&[",", "more", "and"])
            })
            .find(|(at, _)| frame.metric(*at).is_some())
            .map(|(at, _)| at)
    })
}

/// Is the counted thing what the metric at `at` counts: `closings totaled 3,112 homes`, `volume was down 540,000 pieces`?
pub(super) fn states(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    figure.before.lead != Lead::Open
        && frame
            .range(at + 1, figure.place)
            .all(|(_, mark)| !matches!(mark.is, Is::Word) || is_plain(mark) || mark.is("in"))
}

/// The metric between the figure before and this one that this one states; and whether it stands outside phrases of cause.
pub(super) fn left_metric(frame: &Frame<'_>, figure: &Figure) -> Option<(usize, bool)> {
    let claimed_until = frame
        .figures
        .iter()
        .take_while(|other| other.place < figure.place)
        .last()
        .map_or(0, |last| claim_end(frame, last));
    let close = frame.range(figure.start, figure.place).rev().find(|(_, mark)| {
        !mark.is_any(&["of", "a", "an", "the", "approximately", "about", "was", "is"])
    });
    if let Some((at, _)) = close
        && at + 3 >= figure.place
        // "freight as a percent of sales was 6%"
        && !is_whole(frame, at)
        && frame
            .metric(at)
            .is_some_and(|metric| fits(metric.metric, &figure.quantity) && !metric.weak)
    {
        return Some((at, true));
    }
    let start = figure.start.max(claimed_until);
    // "reflecting higher inventories, which stood at $12 million"
    if let Some(at) = antecedent(frame, figure, start) {
        return Some((at, true));
    }
    let relative = relative_clause(frame, start, figure.place);
    let (mut in_cause, mut in_modifier, mut left_out) = (false, false, false);
    let mut best: Option<(usize, u8)> = None;
    for (at, mark) in frame.range(start, figure.place) {
        let verb = (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
            || mark.direction(&[Form::Verb]).is_some();
        if mark.is_any(&["excluding", "ex", "exclusive"]) {
            left_out = true;
        } else if mark.is_any(&[",", ";"]) || verb {
            left_out = false;
        }
        if mark.has(Sense::Cause) || mark.is_any(&["including"]) {
            in_cause = true;
        } else if mark.is_any(&[",", ";"]) || mark.has(Sense::Break) || verb {
            in_cause = false;
        }
        if verb || mark.has(Sense::Break) || mark.is(";") {
            in_modifier = false;
        }
        if let Some(metric) = frame.metric(at) {
            if !fits(metric.metric, &figure.quantity)
                || (left_out && !figure.aside)
                || is_whole(frame, at)
                || is_bystander(frame, figure, at)
            {
                continue;
            }
            let in_brackets = relative.is_some_and(|(from, to)| from < at && at < to);
            let rank = match (in_cause || in_brackets, metric.weak) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            let modifies = best.is_some_and(|(before, known)| {
                known >= 1
                    && (in_modifier || is_modifier(frame, before, at))
                    && !spends_on(frame, before, at)
            });
            if modifies {
                in_modifier = true;
            } else if best.is_none_or(|(_, known)| rank >= known) {
                best = Some((at, rank));
            }
        }
    }
    best.map(|(at, rank)| (at, rank > 0))
}

/// The metric right before `, which was` that leads to the figure.
fn antecedent(frame: &Frame<'_>, figure: &Figure, start: usize) -> Option<usize> {
    let by = figure.before.by.filter(|_| figure.before.lead == Lead::Level)?;
    let at = by.checked_sub(3).filter(|at| *at >= start)?;
    let leads = frame.mark(by - 1).is_some_and(|mark| mark.is("which"))
        && frame.mark(by - 2).is_some_and(|mark| mark.is(","));
    let named =
        frame.metric(at).is_some_and(|found| !found.weak && fits(found.metric, &figure.quantity));
    (leads && named).then_some(at)
}

/// The clause in brackets that ends with a comma: `Our liquidity, which consists of cash, was $5 million`, `EBITDA, before a small
/// restructuring charge, was $9 million`.
fn relative_clause(frame: &Frame<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let (from, _) = frame.range(start, end).find(|(at, mark)| {
        mark.is_any(&["which", "before", "excluding", "including", "net"])
            && at.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is(","))
    })?;
    frame.range(from, end).rev().find(|(_, mark)| mark.is(",")).map(|(to, _)| (from, to))
}

/// Does the expense at `before` only lead to the one at `at`: `our expense for amortization`?
fn spends_on(frame: &Frame<'_>, before: usize, at: usize) -> bool {
    let expense = frame.metric(before).is_some_and(|found| found.metric.id == "cost");
    let named = frame.metric(at).is_some_and(|found| {
        !found.weak && found.metric.flow && found.metric.polarity == Polarity::LowerIsBetter
    });
    expense && named
}

/// Is the metric at `at` what a part is measured by: `expense as a percentage of revenue`?
pub(super) fn is_whole(frame: &Frame<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| frame.mark(at));
    before(1).is_some_and(|mark| mark.is("of"))
        && before(2).is_some_and(|mark| mark.is_any(&["percentage", "percent", "%"]))
}

/// Is the metric at `at` a thing that the clause speaks of in passing, while its figure tells the rate of something else:
/// `sales to new customers grew 5%`, `retail, which includes grocery stores, grew 30%`?
pub(super) fn is_bystander(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    if !is_rate(figure.quantity.kind) || !frame.metric(at).is_some_and(|m| m.metric.things) {
        return false;
    }
    // "with capacity up 7%"
    let stands_alone = at
        .checked_sub(1)
        .and_then(|at| frame.mark(at))
        .is_some_and(|mark| mark.is("with"))
        && frame.mark(at + 1).is_some_and(|mark| mark.is_any(&["up", "down", "higher", "lower"]));
    if stands_alone {
        return false;
    }
    let object = frame
        .range(at.saturating_sub(3), at)
        .rev()
        .take_while(|(_, mark)| !matches!(mark.is, Is::Sign))
        .any(|(_, mark)| {
            mark.is_any(&["from", "for", "with", "by", "to", "among", "between", "at", "as"])
        });
    let apart = frame.range(at + 1, figure.place).any(|(_, mark)| {
        mark.is(",")
            || mark.has(Sense::Break)
            || (matches!(mark.is, Is::Word)
                && !is_plain(mark)
                && !WORDS.light.has(mark.text)
                && !mark.is_any(&[
                    "that",
                    "kept",
                    "keep",
                    "keeps",
                    "continued",
                    "continue",
                    "continues",
                ]))
    });
    object || apart
}

/// The metric that goes on behind brackets of its clause: `Our tax rate, including a benefit of $2 million, was 21%`.
pub(super) fn resumed_metric(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let aside = frame.figures.iter().take_while(|other| other.place < figure.place).last()?;
    let comma = frame
        .range(figure.start, figure.place)
        .rev()
        .find(|(_, mark)| mark.is(","))
        .map(|(at, _)| at)?;
    let verb = frame.mark(comma + 1).is_some_and(|mark| {
        (mark.has(Sense::Copula) && !mark.is_any(&["of", "at"]))
            || mark.direction(&[Form::Verb]).is_some()
    });
    let opens = |mark: &Mark<'_>| {
        ["includ", "exclud", "which includ", "which exclud"]
            .iter()
            .any(|verb| mark.starts_with(verb))
    };
    let which = frame.range(aside.start, aside.place).any(|(at, mark)| {
        let relative = mark.starts_with("which ")
            || at.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|mark| mark.is("which"));
        opens(mark) && relative
    });
    if !(aside.aside || which) || !verb {
        return None;
    }
    let opening = frame
        .range(aside.start, aside.place)
        .rev()
        .find(|(_, mark)| opens(mark))
        .map(|(at, _)| at)?;
    frame
        .range(aside.start, opening)
        .find(|(at, _)| {
            frame
                .metric(*at)
                .is_some_and(|found| !found.weak && fits(found.metric, &figure.quantity))
        })
        .map(|(at, _)| at)
}

/// How far the figure before has taken the metrics behind it.
fn claim_end(frame: &Frame<'_>, last: &Figure) -> usize {
    // "up 12% on capacity that was 4% lower": the clause behind it is its own.
    let near = last.tail.far_metric.filter(|at| {
        *at <= last.place + 3 && !frame.mark(at + 1).is_some_and(|mark| mark.is("that"))
    });
    // "7 points from price and 4 points from volume", "a 5% increase from volume and 2% from price"
    let noun = frame
        .mark(last.place + 1)
        .is_some_and(|mark| mark.direction(&[Form::Noun]).is_some() || mark.is("improvement"));
    let from = last.place + if noun { 2 } else { 1 };
    let source =
        frame.mark(from).is_some_and(|mark| mark.is("from")) && frame.metric(from + 1).is_some();
    let source = if source { from + 2 } else { 0 };
    last.tail.metric.or(near).map_or(0, |at| at + 1).max(last.place + 1).max(source)
}

/// Does the metric at `at` only qualify the one at `before`: `revenue from loans`?
fn is_modifier(frame: &Frame<'_>, before: usize, at: usize) -> bool {
    let between: Vec<&Mark<'_>> = frame.range(before + 1, at).map(|(_, mark)| mark).collect();
    between.len() <= 5
        && between
            .first()
            .is_some_and(|mark| mark.is_any(&["from", "for", "in", "on", "per", "of", "as", "to"]))
        && between.iter().all(|mark| {
            matches!(mark.is, Is::Word | Is::Scope(_))
                || mark.is("of")
                || mark.has(Sense::From)
                || matches!(mark.is, Is::Period(_))
                || mark.is("-")
        })
}

/// A metric after the figure's clause, when the sentence begins with the figure: `At 5%, our margin …`.
pub(super) fn inverted_metric(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    if figure.start > 0 {
        return None;
    }
    let lead = frame.range(0, figure.place).filter(|(_, mark)| !is_plain(mark)).count();
    if lead > 2 {
        return None;
    }
    frame
        .range(figure.place + 1, figure.stop)
        // "we plan to invest $5 million, and inventory should grow": a clause of its own.
        .take_while(|(_, mark)| !mark.is("and") && !mark.has(Sense::Break))
        .find(|(at, _)| frame.metric(*at).is_some_and(|metric| !metric.weak))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                            expected: metric
        ("Our effective tax rate was 23.5%.",                               "23.5%: effective_tax_rate"),
        ("Capital expenditures totaled $18 million.",                       "$18 million: capital_expenditures"),
        ("Capex came in at $18 million.",                                   "$18 million: capital_expenditures"),
        ("Net sales in our garden centers were $210 million.",              "$210 million: revenue"),
        ("Top line was $77 million.",                                       "$77 million: revenue"),
        ("Income from operations was $13 million.",                         "$13 million: operating_income"),
        ("Adjusted EBITDA was $31 million, and net income was $9 million.", "$31 million: ebitda; $9 million: net_income"),
        ("Higher freight costs lowered gross margin by 90 basis points.",   "90 basis points: gross_margin"),
        ("Comps were up 3.2%.",                                             "3.2%: same_store_sales"),
        ("Earnings per share was $1.12.",                                   "$1.12: eps"),
        ("Free cash flow as a percent of revenue was 11%.",                 "11%: free_cash_flow_margin"),
        ("Average daily river depth was 14 feet.",                          "14 feet: other"),
        // a thing in passing, and the subject of its own rate
        ("Sales to new customers grew 31%.",                                "31%: revenue"),
        ("Retail, which includes our garden stores, grew 14%.",             "14%: revenue"),
        ("Sales increased 13% as our customers built more networks.",       "13%: revenue"),
        ("As we share each quarter, we saw declines of 6% in revenue.",      "6%: revenue"),
        ("Orders rose 2%, and our customers kept growing at 4%.",           "2%: bookings; 4%: customers"),
        ("Our customers grew 4%.",                                          "4%: customers"),
        ("Ferry revenue was up 18% with capacity up 7%.",                   "18%: revenue; 7%: capacity"),
        ("Revenue rose 12% on capacity that was 4% lower.",                 "12%: revenue; 4%: capacity"),
        ("Headcount and stores rose 3%.",                                   "3%: stores"),
        ("Our tax rate, including a tax benefit of $3 million, was 19.4%.", "$3 million: income_tax; 19.4%: effective_tax_rate"),
        ("Net income, which includes $5 million of storm costs, was $79 million.", "$5 million: catastrophe_losses; $79 million: net_income"),
        ("Free cash flow was $4 million on higher inventories, which stood at $38 million.", "$4 million: free_cash_flow; $38 million: inventory"),
        ("Sales grew 11%, with 7 points from price and 4 points from volume.", "11%: revenue; 7 points: revenue; 4 points: revenue"),
        ("Our liquidity, which consists of cash and credit lines, now exceeds $75 million.", "$75 million: liquidity"),
        ("Our expense for the amortization of trade names was $6 million.", "$6 million: depreciation_amortization"),
        ("Expanded gross margin led to the 85% increase in earnings per share.", "85%: eps"),
        ("We installed 4,000 lockers across our stores.",                   "4,000 lockers: other"),
        ("The number of hotels grew 2.1%.",                                 "2.1%: units"),
        ("Orders were $127 million, and we added 9 new customers.",         "$127 million: bookings; 9 new customers: customers"),
        ("We generated $27 million of cash from our operating activities.", "$27 million: operating_cash_flow"),
        ("Salaries as a percentage of revenue fell to 61%.",                "61%: other"),
        ("Haulage as a percent of sales was 6.1%.",                         "6.1%: other"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric"]), *expected, "given: {given}");
        }
    }
}
