//! The period of a figure.
//!
//! In:  a figure in its [`Frame`], the call's own period, and what was spoken of before. Out: [`Dated`].
//! Not here: how phrases of time are recognised (`period_phrase.rs`), what a change is measured against (`compare.rs`).

use super::calendar::Calendar;
use super::frame::Frame;
use super::label::Confidence;
use super::lead::Lead;
use super::mark::Is;
use super::paired_time::{paired_time, paired_with_told};
use super::period::Period;
use super::phrase_book::Sense;
use super::reference::is_reference_figure;
use super::revision::revised_time;
use super::time_compared::{
    dates_an_aside, grows_sequentially, is_slip_for_from, same_part_of, says_now, spoken_of,
    untimed,
};
use super::time_opening::{of_the_year_that_opens, only_time_at_the_end};
use super::time_phrase::{measures, said};
use super::time_tense::{
    has_results, names_quarter, reports, sums_up, tells_of_a_quarter, tells_of_now,
};
use super::topic::Topic;
use super::when::{When, Year, quarter_of};
use crate::transcript::{FiscalPeriod, Part};

/// A period, and how it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dated {
    pub(crate) period: Period,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
    /// The phrase that says it, when one in the sentence does.
    pub(crate) when: Option<When>,
}

/// Which figure's period is asked for, and what is known of the figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// Its number in the sentence.
    pub(crate) index: usize,
    /// Place of the mark that names its metric.
    pub(crate) named_at: Option<usize>,
    /// Is it an outlook?
    pub(crate) ahead: bool,
    /// Is it an outlook by a noun (`our guidance of`), which may be past guidance?
    pub(crate) by_noun: bool,
    /// Does its metric stand still at a day, as cash or an authorization does?
    pub(crate) balance: bool,
}

/// The period of a figure.
pub(crate) fn period(
    frame: &Frame<'_>,
    asked: Asked,
    told: &[Dated],
    topic: &Topic<'_>,
    calendar: Calendar,
) -> Dated {
    let Asked { index, named_at, ahead, by_noun, balance } = asked;
    let last = spoken_of(frame, told, index, calendar);
    let spoken = last.map_or(calendar.own(), |last| last.period);
    let lead = frame.figures.get(index).map_or(Lead::Open, |figure| figure.before.lead);
    let compared = is_reference_figure(frame, index);
    let moved = matches!(lead, Lead::Moved(_))
        || frame.figures.get(index).is_some_and(|figure| figure.tail.moved.is_some());
    if let Some(period) = paired_with_told(frame, index, told) {
        return Dated {
            period,
            confidence: Confidence::Carried,
            because: "the times of the list before, in order (respectively)",
            when: None,
        };
    }
    let paired =
        paired_time(frame, index).map(|when| (when, "two lists, paired in order (respectively)"));
    let revised =
        || revised_time(frame, index).map(|when| (when, "said of the guidance that is revised"));
    let said = paired.or_else(|| said(frame, index, named_at));
    let found = said.or_else(|| revised().filter(|_| ahead)).filter(|(when, _)| {
        // "down 10% year-to-date" says against what, of the period that is spoken of.
        let against = moved
            && last.is_some()
            && matches!(when, When::YearToDate(None, _))
            && frame.figures.get(index).is_none_or(|figure| figure.tail.reference.is_none());
        // "the guidance that we gave in January" is not about January.
        let given = matches!(when, When::Month(_, Year::Unsaid))
            && (ahead || {
                let month = calendar.resolve(*when, false, spoken);
                !(calendar.is_around(month) || compared && calendar.is_last_quarter(month))
            });
        !against && !given
    });
    // "we expect $3 million for the quarter": the one that the guidance is about.
    let place = frame.figures.get(index).map_or(0, |figure| figure.place);
    let this_quarter =
        ahead && !by_noun && !compared && !reports(frame, place) && !has_results(frame);
    // "$20 million in the fourth quarter": the next quarter, unless a verb reports.
    let begins_now = |when: When| {
        let next = calendar.resolve(when, true, spoken);
        let listed = lead == Lead::And && last.is_some_and(|last| calendar.is_ahead(last.period));
        let unsaid = matches!(when, When::Part(_, Year::Unsaid));
        // "so far in the third quarter, we have booked": the quarter that has begun.
        let so_far = unsaid && frame.range(0, place).any(|(_, mark)| mark.is("far"));
        if so_far && next == calendar.next_quarter() {
            return true;
        }
        (next == calendar.next_quarter() || unsaid && (listed || calendar.is_second_half(next)))
            && !reports(frame, place)
    };
    if let Some((when, because)) = found {
        let when = of_the_year_that_opens(frame, when);
        // "compared to 60% last year": the same part of last year.
        let when = match when {
            When::Part(Part::Year, Year::Relative(-1)) if compared => When::YearAgo,
            // "Last year we earned $5 million", said when the year has ended: the year that the call reports on.
            When::Part(Part::Year, Year::Relative(-1))
                if calendar.year_has_ended() && !names_quarter(frame) =>
            {
                When::Part(Part::Year, Year::Relative(0))
            }
            other => same_part_of(other, compared, last),
        };
        let spoken = if matches!(spoken, Period::Unspecified) { calendar.own() } else { spoken };
        if this_quarter && when == When::Quarter(0) {
            let period = topic.ahead.filter(|period| is_quarter(*period));
            return Dated {
                period: period.unwrap_or(calendar.next_quarter()),
                confidence: Confidence::Stated,
                because,
                when: Some(when),
            };
        }
        // "compared to $85 million in 2022 and $22 million the year before": before the one that stands beside it.
        let spoken = match told.last() {
            Some(beside)
                if when == When::YearsAgo(1)
                    && compared
                    && lead == Lead::And
                    && index.checked_sub(1).is_some_and(|at| is_reference_figure(frame, at)) =>
            {
                beside.period
            }
            _ => spoken,
        };
        // "sales were $9 million, down 2% in the second quarter of 2023": said for what it is compared with.
        if last.is_some()
            && is_slip_for_from(frame, index)
            && calendar.resolve(when, false, spoken)
                == calendar.resolve(When::YearAgo, false, spoken)
            && let Some(last) = last
        {
            return Dated {
                confidence: Confidence::Carried,
                because: "the period of the figure before",
                ..last
            };
        }
        let next = !compared && begins_now(when);
        let period = calendar.resolve(when, ahead || next, spoken);
        return Dated { period, confidence: Confidence::Stated, because, when: Some(when) };
    }
    // "from $4 million in 2022 to $9 million": behind a reference, the time that opens the sentence holds again.
    if last.is_none()
        && !compared
        && index > 0
        && let Some(when) = frame
            .range(0, frame.figures.first().map_or(0, |first| first.place.min(4)))
            .find_map(|(at, mark)| match mark.is {
                Is::Period(when) if !frame.is_reference(at) && !dates_an_aside(frame, at) => {
                    Some(when)
                }
                _ => None,
            })
    {
        return Dated {
            period: calendar.resolve(when, ahead, spoken),
            confidence: Confidence::Carried,
            because: "said at the beginning of the sentence",
            when: Some(when),
        };
    }
    if compared
        && !ahead
        && let Some(dated) = untimed(frame, Asked { index, ..asked }, last, topic, calendar)
    {
        return dated;
    }
    // "below our guidance range of 5%": the guidance for the period that is reported.
    if let Some(last) = last
        && by_noun
        && !calendar.is_ahead(last.period)
    {
        return Dated {
            confidence: Confidence::Carried,
            because: "the guidance for the period of the figure before",
            ..last
        };
    }
    // "we expect revenue to grow 5% sequentially": a quarter grows so, the next one.
    if ahead
        && last.is_none_or(|last| !calendar.is_ahead(last.period))
        && topic.ahead.is_none_or(|period| !is_quarter(period))
        && grows_sequentially(frame, index)
    {
        return Dated {
            period: calendar.next_quarter(),
            confidence: Confidence::Assumed,
            because: "sequential growth that is expected: the next quarter",
            when: None,
        };
    }
    // "ended the year at 95%, up 80 basis points from the third quarter"
    if let Some(Dated { period: Period::Fiscal(year), .. }) = last
        && year.part == Part::Year
        && calendar.own() == Period::Fiscal(quarter_of(year))
        && grows_sequentially(frame, index)
    {
        return of_the_call(calendar);
    }
    // "we have added 9 customers this year, bringing the total to 50": what has passed ends with the quarter.
    if let Some(last) = last
        && !ahead
        && matches!(last.period, Period::YearToDate(_) | Period::ToDate)
        && sums_up(frame, index)
    {
        return of_the_call(calendar);
    }
    // "a year ago we had 74 hotels, and today we have 91"
    if let Some(last) = last
        && !ahead
        && calendar.has_passed(last.period)
        && says_now(frame, index)
    {
        return of_the_call(calendar);
    }
    if let Some(last) = last
        && (!ahead || calendar.is_ahead(last.period))
    {
        return Dated {
            confidence: Confidence::Carried,
            because: "the period of the figure before",
            ..last
        };
    }
    let later = frame.figures.get(index).and_then(|figure| {
        let listed_on =
            frame.figures.get(index + 1).is_none_or(|next| next.before.lead == Lead::And);
        if !listed_on {
            return None;
        }
        let start = if figure.tail.reference.is_some() { figure.tail.end } else { figure.place };
        frame
            .range(start, frame.marks.len())
            .take_while(|(at, mark)| {
                let in_order = [at + 1, at.saturating_sub(1)].iter().any(|beside| {
                    frame.mark(*beside).is_some_and(|it| it.has(Sense::Respectively))
                });
                !mark.has(Sense::Break) && !mark.is(";") && (!mark.is(",") || in_order)
            })
            .find_map(|(at, mark)| match mark.is {
                Is::Period(when)
                    if !frame.is_reference(at)
                        && !measures(frame, figure, at)
                        && !when.is_past()
                        && !matches!(when, When::YearAgo | When::Day(..)) =>
                {
                    Some(when)
                }
                _ => None,
            })
    });
    let later = later.or_else(|| {
        only_time_at_the_end(frame).filter(|_| !ahead && !moved && frame.figures.len() == 1)
    });
    if let Some(when) = later
        && last.is_none()
    {
        let period = calendar.resolve(when, ahead || begins_now(when), spoken);
        return Dated {
            period,
            confidence: Confidence::Carried,
            because: "said later in the sentence",
            when: Some(when),
        };
    }
    if ahead {
        return match topic.ahead {
            Some(period) => Dated {
                period,
                confidence: Confidence::Carried,
                because: "the period of the guidance before",
                when: None,
            },
            None => Dated {
                period: calendar.outlook(),
                confidence: Confidence::Assumed,
                because: "guidance without a period: the year in progress",
                when: None,
            },
        };
    }
    // "the full-year total was $1.83 billion. Of that, $1.1 billion went into the depots."
    if let Some(period) = topic.latest
        && topic.silent == 0
        && !topic.guidance
        && frame.mark(0).is_some_and(|mark| mark.is("of"))
        && frame
            .mark(1)
            .is_some_and(|mark| mark.is_any(&["that", "this", "these", "which", "those"]))
    {
        return Dated {
            period,
            confidence: Confidence::Carried,
            because: "the period of the sentence before",
            when: None,
        };
    }
    if let Some(period) = topic.period
        && topic.silent == 0
        && frame
            .marks
            .iter()
            .take(3)
            .any(|mark| mark.has(Sense::Pronoun) && !mark.is_any(&["we", "we're", "we've"]))
    {
        return Dated {
            period,
            confidence: Confidence::Carried,
            because: "the period of the sentence before",
            when: None,
        };
    }
    // A fourth-quarter call that has turned to the year goes on about the year.
    let told_of = topic.named.or(topic.period.filter(|_| topic.silent == 0));
    if let Some(period @ Period::Fiscal(FiscalPeriod { part: Part::Year, year })) = told_of
        && !balance
        && !tells_of_a_quarter(frame)
        && !tells_of_now(frame, place)
        && calendar.call.is_some_and(|call| call.year == year && call.part.quarters().1 == 4)
    {
        return Dated {
            period,
            confidence: Confidence::Carried,
            because: "the year that the sentence before is about",
            when: None,
        };
    }
    of_the_call(calendar)
}

/// Why a figure without a time has the period of its call.
pub(crate) const OF_THE_CALL: &str = "the period of the call";

fn of_the_call(calendar: Calendar) -> Dated {
    Dated {
        period: calendar.own(),
        confidence: Confidence::Assumed,
        because: OF_THE_CALL,
        when: None,
    }
}

fn is_quarter(period: Period) -> bool {
    matches!(period, Period::Fiscal(FiscalPeriod { part, .. }) if part.quarters().0 == part.quarters().1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                expected: period/compare
        ("Revenue was $5 million.",                                                             "$5 million: 2024-Q2/"),
        ("Revenue grew 8% sequentially.",                                                       "8%: 2024-Q2/qoq"),
        ("Revenue was up 8% from the first quarter.",                                           "8%: 2024-Q2/qoq"),
        ("Revenue grew 8%.",                                                                    "8%: 2024-Q2/yoy"),
        ("Revenue was up 20% compared to 2019.",                                                "20%: 2024-Q2/other"),
        ("Revenue rose from $4 million in 2022 to $9 million in 2023.",                         "$4 million: 2022-FY/; $9 million: 2023-FY/"),
        ("We expect full year revenue of $80 million.",                                         "$80 million: 2024-FY/"),
        ("We expect second half revenue of $41 million.",                                       "$41 million: 2024-H2/"),
        ("For the third quarter, we expect revenue of $21 million.",                            "$21 million: 2024-Q3/"),
        ("Free cash flow over the last 12 months was $33 million.",                             "$33 million: TTM-2024-Q2/"),
        ("As of June 30, 2024, we had cash of $60 million.",                                    "$60 million: 2024-06-30/"),
        ("At quarter end, we had cash of $60 million.",                                         "$60 million: 2024-Q2/"),
        ("Net income was $6 million, compared to $5 million in the prior year quarter.",        "$6 million: 2024-Q2/; $5 million: 2023-Q2/"),
        ("Revenue in the first half was $39 million.",                                          "$39 million: 2024-H1/"),
        ("Year to date, revenue was $88 million, up 6%.",                                       "$88 million: YTD-2024-Q2/; 6%: YTD-2024-Q2/yoy"),
        ("Provision for credit losses was $12 million, compared with $9 million last quarter.", "$12 million: 2024-Q2/; $9 million: 2024-Q1/"),
        ("Since inception, we have returned $3 billion through share repurchases.",             "$3 billion: TO-DATE/"),
        ("Year-to-date through June 30, 2024, on a year-over-year basis, revenue grew 8% and orders declined 1%.", "8%: YTD-2024-Q2/yoy; 1%: YTD-2024-Q2/yoy"),
        ("We expect revenue growth of 8% for fiscal 2025. This is growth of 3 points over our 2024 guidance. We expect EBITDA of $9 million.", "8%: 2025-FY/yoy; 3 points: 2025-FY/yoy; $9 million: 2025-FY/"),
        ("By 2027, we aim to reach revenue of $1 billion.",                                     "$1 billion: 2027-FY/"),
        ("For the fourth quarter, we expect revenue of $9 million. Capital expenditures are projected to be $3 million for the quarter and $8 million for the full year.", "$9 million: 2024-Q4/; $3 million: 2024-Q4/; $8 million: 2024-FY/"),
        ("The tariff is a headwind to revenue of $60 million that falls entirely in the back half.", "$60 million: 2024-H2/unspecified"),
        ("Loom revenue was $9 million, compared to $8 million in 2023 and $2 million the year before.", "$9 million: 2024-Q2/; $8 million: 2023-FY/; $2 million: 2022-FY/"),
        ("Deposits were 44% of the total, compared with 39% a year ago and just 25% three years ago.", "44%: 2024-Q2/; 39%: 2023-Q2/; 25%: 2021-Q2/"),
        ("Capital expenditures were $4 million in the quarter and $9 million in the first half. Of that, $6 million went into the depots.", "$4 million: 2024-Q2/; $9 million: 2024-H1/; $6 million: 2024-H1/"),
        ("Bookings have recovered to 80% of 2019 levels.",                                      "80%: 2024-Q2/"),
        ("Leverage improved to 2.2 times from 2.9 times in March.",                             "2.2 times: 2024-Q2/; 2.9 times: 2024-Q1/"),
        ("Gross margin should be down 2% for the year, with the third quarter the low point at 40%. Our guidance for EPS is $3.", "2%: 2024-FY/yoy; 40%: 2024-Q3/; $3: 2024-FY/"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["period", "compare"]), *expected, "given: {given}");
        }
    }
}
