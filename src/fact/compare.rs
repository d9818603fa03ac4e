//! What a change or an impact is measured against.
//!
//! In:  a figure in its [`Frame`], its period, and what was spoken of before. Out: [`Compare`].
//! Not here: the period of the figure (`time.rs`).

use super::against_plan::{is_against_plan, revised_by};
use super::calendar::Calendar;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Compare, Confidence};
use super::lead::Lead;
use super::mark::Is;
use super::period::Period;
use super::phrase_book::Sense;
use super::time::Dated;
use super::topic::Topic;
use super::when::{When, Year, quarter_of};
use super::word_sets::WORDS;
use crate::quantity::Kind;
use crate::transcript::{FiscalPeriod, Part};

/// Which figure's comparison is asked for, and what is known of the figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    /// Its number in the sentence.
    pub(crate) index: usize,
    pub(crate) aspect: Aspect,
    pub(crate) dated: Dated,
    /// Does its metric stand still at a day, as loans or debt do?
    pub(crate) balance: bool,
    /// What changes that name nothing are against in this call.
    pub(crate) usual: Compare,
}

/// What a change or an impact is measured against.
pub(crate) fn compare(
    frame: &Frame<'_>,
    moved: Moved,
    last: Option<(Aspect, Compare)>,
    topic: &Topic<'_>,
    calendar: Calendar,
) -> (Compare, Confidence, &'static str) {
    let Moved { index, aspect, dated, balance, usual } = moved;
    let period = dated.period;
    if !matches!(aspect, Aspect::Change | Aspect::Impact) {
        return (Compare::None, Confidence::Stated, "");
    }
    let Some(figure) = frame.figures.get(index) else {
        return (Compare::Unspecified, Confidence::Assumed, "");
    };
    if aspect == Aspect::Change && is_growth_beside_growth(frame, index) {
        return (
            usual,
            Confidence::Assumed,
            "growth is year over year unless another comparison is named, once for all or here",
        );
    }
    if let Some(found) = own_compare(figure, period, balance, calendar)
        .or_else(|| compare_behind(frame, figure, period, balance, calendar))
    {
        return (found, Confidence::Stated, "said behind the figure");
    }
    if is_against_plan(frame, figure) || revised_by(frame, figure).is_some() {
        return (Compare::Other, Confidence::Stated, "against what it surpassed");
    }
    let surpassed = figure
        .before
        .by
        .and_then(|at| frame.mark(at))
        .is_some_and(|mark| WORDS.surpassed.has(mark.text));
    if surpassed {
        // "beat the prior year by $0.06"
        if let Some(found) = before_compare(frame, figure, period, balance, calendar) {
            return (found, Confidence::Stated, "said before the figure");
        }
        return (Compare::Other, Confidence::Stated, "against what it surpassed");
    }
    if let Some(found) = before_compare(frame, figure, period, balance, calendar) {
        return (found, Confidence::Stated, "said before the figure");
    }
    if balance && let Some(found) = within(frame, figure, dated) {
        return (found, Confidence::Stated, "what a balance does within a time");
    }
    // "up 4% reported and 7% organically year-over-year": the last of a list says it for all.
    for next in frame.figures.iter().skip(index + 1) {
        if next.before.lead != Lead::And && !matches!(next.before.lead, Lead::MovedTo(_)) {
            break;
        }
        if let Some(found) = own_compare(next, period, balance, calendar) {
            return (found, Confidence::Stated, "said at the end of the list");
        }
    }
    if let Some((Aspect::Change | Aspect::Impact, found)) = last
        && found != Compare::None
        && fits(found, period)
    {
        let listed = matches!(figure.before.lead, Lead::And) || aspect == Aspect::Impact;
        // What a charge is measured against, nobody says; what grows behind it is.
        let known = found != Compare::Unspecified || aspect == Aspect::Impact;
        if known && (listed || aspect == Aspect::Change) {
            return (found, Confidence::Carried, "as the figure before");
        }
    }
    let opening = frame.figures.first().map_or(0, |first| first.place);
    if figure.start > 0
        && let Some(found) = range_compare(frame, 0, opening, period, balance, calendar)
    {
        return (found, Confidence::Stated, "said at the beginning of the sentence");
    }
    // "fell to $1,180 from $1,940 a year earlier, a decline of 39%"
    let reference = frame
        .figures
        .iter()
        .filter(|other| matches!(other.before.lead, Lead::From | Lead::Versus))
        .find_map(|other| other.tail.period);
    if let Some(when) = reference
        && aspect == Aspect::Change
    {
        return (
            against(when, period, balance, calendar),
            Confidence::Carried,
            "against the figure that the sentence compares with",
        );
    }
    if let Some(found) = topic.compare
        && topic.silent == 0
        && aspect == Aspect::Change
        && found == Compare::Qoq
        && fits(found, period)
    {
        return (found, Confidence::Carried, "as in the sentence before");
    }
    if aspect == Aspect::Change {
        return (
            usual,
            Confidence::Assumed,
            "growth is year over year unless another comparison is named, once for all or here",
        );
    }
    // "currency took two points off": a part of a growth rate is measured as the growth is.
    if matches!(figure.quantity.kind, Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints) {
        return (
            Compare::Yoy,
            Confidence::Assumed,
            "a part of a growth rate, which is year over year",
        );
    }
    // "a $3 million tailwind from foreign exchange": the rates of a year before are what it is measured against.
    if frame.range(figure.start, figure.tail.end).any(|(_, mark)| is_currency(mark.text)) {
        return (
            Compare::Yoy,
            Confidence::Assumed,
            "currency, which is measured against a year before",
        );
    }
    (Compare::Unspecified, Confidence::Assumed, "not said")
}

/// `foreign exchange`, `FX`, `currency headwinds`.
fn is_currency(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "fx" | "currency" | "currencies" | "forex"))
        || lower.contains("foreign exchange")
}

/// `growth slowed to 8% from 13% in the first quarter`, `grew 8% compared to 13% in the first quarter`: two rates of growth,
/// which are compared with each other, while each is over a year.
fn is_growth_beside_growth(frame: &Frame<'_>, index: usize) -> bool {
    let rates = |rate: &Figure, other: &Figure| {
        let percents = [rate, other].iter().all(|it| it.quantity.kind == Kind::Percent);
        let slowed = matches!(rate.before.lead, Lead::MovedTo(_) | Lead::Level)
            && other.before.lead == Lead::From;
        let grew = matches!(rate.before.lead, Lead::Moved(_) | Lead::MovedTo(_) | Lead::Level)
            && other.before.lead == Lead::Versus;
        // "expanded 13%, accelerating from 10% growth last quarter"
        let went_faster = matches!(rate.before.lead, Lead::Moved(_))
            && other.before.lead == Lead::From
            && frame.range(rate.place, other.place).any(|(_, mark)| {
                let lower = mark.text.to_ascii_lowercase();
                ["accelerat", "decelerat", "slow", "step", "up from", "down from"]
                    .iter()
                    .any(|head| lower.contains(head))
            });
        percents && rate.tail.compare.is_none() && (slowed || grew || went_faster)
    };
    let at = |index: usize| frame.figures.get(index);
    let beside = |first: Option<&Figure>, second: Option<&Figure>| match (first, second) {
        (Some(first), Some(second)) => rates(first, second),
        _ => false,
    };
    beside(at(index), at(index + 1)) || index > 0 && beside(at(index - 1), at(index))
}

/// Can a figure of the period be compared so? A year is not compared with a quarter.
fn fits(compare: Compare, period: Period) -> bool {
    let long = matches!(period, Period::Fiscal(period) if matches!(period.part, Part::Year | Part::H1 | Part::H2));
    compare != Compare::Qoq || !long
}

/// `grew $18 million during the quarter`, `is up 9% year to date`: a balance moves from the beginning of the time to its end.
fn within(frame: &Frame<'_>, figure: &Figure, dated: Dated) -> Option<Compare> {
    let amount = matches!(figure.quantity.kind, Kind::Money | Kind::Count);
    let during = || {
        frame.range(figure.place, figure.tail.end).any(|(_, mark)| mark.is_any(&["during", "in"]))
    };
    match dated.when? {
        When::YearToDate(None, _) => Some(Compare::Ytd),
        When::Quarter(0) if amount || during() => Some(Compare::Qoq),
        When::Part(Part::Q1 | Part::Q2 | Part::Q3 | Part::Q4, Year::Unsaid) if amount => {
            Some(Compare::Qoq)
        }
        _ => None,
    }
}

/// `down 10 points when compared to the same period last year`, `up 3%, from a low base, versus the first quarter`.
fn compare_behind(
    frame: &Frame<'_>,
    figure: &Figure,
    period: Period,
    balance: bool,
    calendar: Calendar,
) -> Option<Compare> {
    let (at, _) = frame
        .range(figure.tail.end, figure.stop)
        .find(|(_, mark)| !mark.is_any(&["when", "as", ","]))
        .filter(|(_, mark)| mark.has(Sense::Versus))?;
    frame
        .range(at + 1, figure.stop)
        .take_while(|(_, mark)| !mark.has(Sense::Break) && !mark.is_any(&[",", ";"]))
        .find_map(|(_, mark)| match mark.is {
            Is::Period(when) => Some(against(when, period, balance, calendar)),
            _ => None,
        })
}

fn own_compare(
    figure: &Figure,
    period: Period,
    balance: bool,
    calendar: Calendar,
) -> Option<Compare> {
    if let Some(compare) = figure.tail.compare {
        return Some(compare);
    }
    if let Some(reference) = figure.tail.reference {
        return Some(against(reference, period, balance, calendar));
    }
    // "up 11% over the past twelve months"
    if figure.tail.period == Some(When::TrailingTwelveMonths) {
        return Some(Compare::Yoy);
    }
    // "down 10% year-to-date" says of a balance against what.
    (balance && matches!(figure.tail.period, Some(When::YearToDate(None, _))))
        .then_some(Compare::Ytd)
}

fn before_compare(
    frame: &Frame<'_>,
    figure: &Figure,
    period: Period,
    balance: bool,
    calendar: Calendar,
) -> Option<Compare> {
    range_compare(frame, figure.start, figure.place, period, balance, calendar)
}

fn range_compare(
    frame: &Frame<'_>,
    start: usize,
    end: usize,
    period: Period,
    balance: bool,
    calendar: Calendar,
) -> Option<Compare> {
    let taken = frame
        .figures
        .iter()
        .filter(|other| other.place < start)
        .map(|other| other.tail.end)
        .max()
        .unwrap_or(0);
    frame.range(start.max(taken), end).rev().find_map(|(at, mark)| match &mark.is {
        Is::Phrase(senses) => senses.iter().find_map(|sense| match sense {
            Sense::Compare(compare) => Some(*compare),
            _ => None,
        }),
        Is::Period(when) if frame.is_reference(at) => {
            Some(against(*when, period, balance, calendar))
        }
        _ => None,
    })
}

/// What a figure of `period` is compared with, when it is compared with `reference`.
fn against(reference: When, period: Period, balance: bool, calendar: Calendar) -> Compare {
    match reference {
        When::YearAgo | When::Part(Part::Year, Year::Relative(-1)) => return Compare::Yoy,
        When::Quarter(-1) => return Compare::Qoq,
        When::YearStart => return Compare::Ytd,
        _ => {}
    }
    let at_year_end = matches!(reference, When::YearEnd | When::LastYearEnd);
    let by_its_day = matches!(reference, When::Day(..) | When::Month(..) | When::QuarterEnding(..));
    let Some(period) = fiscal(period, calendar) else { return Compare::Other };
    // "Last year, we were up 4% in Q4 relative to Q3": without a year it is the quarter before.
    if matches!(reference, When::Part(part, Year::Unsaid) if part == period.later(-1).part)
        && !matches!(period.part, Part::Year | Part::H1 | Part::H2)
    {
        return Compare::Qoq;
    }
    let reference = match calendar.resolve(reference, false, Period::Fiscal(period)) {
        Period::Fiscal(reference) => reference,
        Period::Instant(day) => match calendar.quarter_of_day(day, period) {
            Some(reference) => reference,
            None => return Compare::Other,
        },
        Period::YearToDate(reference) | Period::TrailingTwelveMonths(reference) => reference,
        _ => return Compare::Other,
    };
    // "ended the year at 95%, up 80 basis points from the third quarter": of the year, its end is compared.
    let quarter = reference.part.quarters().0 == reference.part.quarters().1;
    let period = if quarter && period.part == Part::Year { quarter_of(period) } else { period };
    let year_before = reference.year.checked_add(1) == Some(period.year);
    // "15% higher costs than we saw in 2024", of a call in that year: of the year that follows.
    let of_this_year = reference.year == period.year && reference.part == Part::Year;
    if of_this_year && period.part != Part::Year {
        return Compare::Yoy;
    }
    if balance && year_before && reference.part == Part::Year && period.part.quarters().1 < 4 {
        // "from year-end": a balance stands at the year's end, not for the year.
        Compare::Ytd
    } else if year_before
        && (by_its_day && reference.part == Part::Q4 || at_year_end)
        && matches!(period.part, Part::Q2 | Part::Q3)
    {
        // "up $3 million since December": the day that the last year ended.
        Compare::Ytd
    } else if year_before && (reference.part == period.part || reference.part == Part::Year) {
        Compare::Yoy
    } else if quarter && reference == period.later(-1) {
        Compare::Qoq
    } else {
        Compare::Other
    }
}

fn fiscal(period: Period, calendar: Calendar) -> Option<FiscalPeriod> {
    match period {
        Period::Fiscal(period)
        | Period::YearToDate(period)
        | Period::TrailingTwelveMonths(period) => Some(period),
        _ => calendar.call.map(quarter_of),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, in a call on 2024-Q2; expected: aspect/compare
        ("Last year, revenue was up 4% in Q4 relative to Q3.",
            "4%: change/qoq"),
        ("Renewals were 66%, 10 percentage points less when compared to the same quarter last year.",
            "66%: level/; 10 percentage points: change/yoy"),
        ("In the second quarter, loans increased by $174 million.",
            "$174 million: change/qoq"),
        ("Deposits grew $40 million from March 31.",
            "$40 million: change/qoq"),
        ("Deposits grew $40 million from June 30, 2023.",
            "$40 million: change/yoy"),
        ("Deposits grew $40 million from year-end.",
            "$40 million: change/ytd"),
        ("Year to date, deposits have grown 9%.",
            "9%: change/ytd"),
        ("Year to date, revenue has grown 9%.",
            "9%: change/yoy"),
        ("Acquisitions contributed 220 basis points of revenue growth.",
            "220 basis points: impact/yoy"),
        ("A lawsuit took $3 million off operating income.",
            "$3 million: impact/unspecified"),
        ("In Asia, revenue growth slowed to 8% from 13% in the first quarter.",
            "8%: change/yoy; 13%: change/yoy"),
        ("Revenue grew 8%, compared to growth of 13% in the first quarter.",
            "8%: change/yoy; 13%: change/yoy"),
        ("For the year 2023, occupancy was 95%, up 80 basis points from the third quarter of 2023.",
            "95%: level/; 80 basis points: change/qoq"),
        ("Adjusted EPS of $1.27 beat the prior year by $0.06.",
            "$1.27: level/; $0.06: change/yoy"),
        ("Operating income was $9 million, including a $3 million tailwind from foreign exchange.",
            "$9 million: level/; $3 million: impact/yoy"),
        ("Margin was 9%, up 40 basis points from where we were in the first quarter.",
            "9%: level/; 40 basis points: change/qoq"),
        ("Sales were 2% above the pace we saw in the first quarter.",
            "2%: change/qoq"),
        ("Sales were up 3% on the first quarter and 6% on the prior year.",
            "3%: change/qoq; 6%: change/yoy"),
        ("Orders recovered 4% off the first quarter low.",
            "4%: change/qoq"),
        ("Loans are up $40 million since December.",
            "$40 million: change/ytd"),
        ("Volume expanded 13%, accelerating from 10% growth last quarter.",
            "13%: change/yoy; 10%: change/yoy"),
        ("Service revenue is up 3% year to date.",
            "3%: change/yoy"),
        ("Loads are 3% above where they were before the strike.",
            "3%: change/other"),
        ("Inventory is down 18% since year end.",
            "18%: change/ytd"),
        ("Volume should be up 4% in the second half from the first half.",
            "4%: change/other"),
        ("Our guide is for growth of 5%, which would be down from 8% in the first quarter.",
            "5%: change/yoy; 8%: change/yoy"),
        ("We expect revenue to grow 4% sequentially in the third quarter. For the full year, we expect revenue to grow 7%.",
            "4%: change/qoq; 7%: change/yoy"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "compare"]), *expected, "given: {given}");
        }
    }
}
