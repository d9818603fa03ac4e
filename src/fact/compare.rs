//! What a change or an impact is measured against.
//!
//! In:  a figure in its [`Frame`], its period, and what was spoken of before. Out: [`Compare`].
//! Not here: the period of the figure (`time.rs`).

use super::calendar::Calendar;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Compare, Confidence};
use super::lead::Lead;
use super::mark::Is;
use super::period::Period;
use super::phrase_book::Sense;
use super::topic::Topic;
use super::when::{When, Year, quarter_of};
use super::word_sets::WORDS;
use crate::transcript::{FiscalPeriod, Part};

/// Which figure's comparison is asked for, and what is known of the figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    /// Its number in the sentence.
    pub(crate) index: usize,
    /// Place of the mark that names its metric.
    pub(crate) named_at: Option<usize>,
    pub(crate) aspect: Aspect,
    pub(crate) period: Period,
}

/// What a change or an impact is measured against.
pub(crate) fn compare(
    frame: &Frame<'_>,
    moved: Moved,
    last: Option<(Aspect, Compare)>,
    topic: &Topic<'_>,
    calendar: Calendar,
) -> (Compare, Confidence, &'static str) {
    let Moved { index, named_at, aspect, period } = moved;
    if !matches!(aspect, Aspect::Change | Aspect::Impact) {
        return (Compare::None, Confidence::Stated, "");
    }
    let Some(figure) = frame.figures.get(index) else {
        return (Compare::Unspecified, Confidence::Assumed, "");
    };
    if let Some(found) = own_compare(figure, period, calendar) {
        return (found, Confidence::Stated, "said behind the figure");
    }
    let surpassed = figure
        .before
        .by
        .and_then(|at| frame.mark(at))
        .is_some_and(|mark| WORDS.surpassed.has(mark.text));
    if surpassed {
        return (Compare::Other, Confidence::Stated, "against what it surpassed");
    }
    if within_quarter(frame, figure, named_at) {
        return (Compare::Qoq, Confidence::Stated, "what a balance does within the quarter");
    }
    if let Some(found) = before_compare(frame, figure, period, calendar) {
        return (found, Confidence::Stated, "said before the figure");
    }
    // "up 4% reported and 7% organically year-over-year": the last of a list says it for all.
    for next in frame.figures.iter().skip(index + 1) {
        if next.before.lead != Lead::And && !matches!(next.before.lead, Lead::MovedTo(_)) {
            break;
        }
        if let Some(found) = own_compare(next, period, calendar) {
            return (found, Confidence::Stated, "said at the end of the list");
        }
    }
    if let Some((Aspect::Change | Aspect::Impact, found)) = last
        && found != Compare::None
    {
        let listed = matches!(figure.before.lead, Lead::And) || aspect == Aspect::Impact;
        if listed || aspect == Aspect::Change {
            return (found, Confidence::Carried, "as the figure before");
        }
    }
    let opening = frame.figures.first().map_or(0, |first| first.place);
    if figure.start > 0
        && let Some(found) = range_compare(frame, 0, opening, period, calendar)
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
            against(when, period, calendar),
            Confidence::Carried,
            "against the figure that the sentence compares with",
        );
    }
    if let Some(found) = topic.compare
        && topic.silent == 0
        && aspect == Aspect::Change
        && found == Compare::Qoq
    {
        return (found, Confidence::Carried, "as in the sentence before");
    }
    if aspect == Aspect::Change {
        return (
            Compare::Yoy,
            Confidence::Assumed,
            "growth is year over year unless another comparison is named",
        );
    }
    (Compare::Unspecified, Confidence::Assumed, "not said")
}

/// `grew $18 million during the quarter`: what a balance does within a quarter is a change since the quarter before.
fn within_quarter(frame: &Frame<'_>, figure: &Figure, named_at: Option<usize>) -> bool {
    let balance =
        named_at.and_then(|at| frame.metric(at)).is_some_and(|metric| metric.metric.instant);
    balance
        && figure.tail.period == Some(When::Quarter(0))
        && frame
            .range(figure.place, figure.tail.end)
            .any(|(_, mark)| mark.is_any(&["during", "in"]))
}

fn own_compare(figure: &Figure, period: Period, calendar: Calendar) -> Option<Compare> {
    if let Some(compare) = figure.tail.compare {
        return Some(compare);
    }
    if let Some(reference) = figure.tail.reference {
        return Some(against(reference, period, calendar));
    }
    match figure.tail.period {
        Some(When::YearToDate(None, _)) => Some(Compare::Ytd),
        _ => None,
    }
}

fn before_compare(
    frame: &Frame<'_>,
    figure: &Figure,
    period: Period,
    calendar: Calendar,
) -> Option<Compare> {
    range_compare(frame, figure.start, figure.place, period, calendar)
}

fn range_compare(
    frame: &Frame<'_>,
    start: usize,
    end: usize,
    period: Period,
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
        Is::Period(when) if frame.is_reference(at) => Some(against(*when, period, calendar)),
        _ => None,
    })
}

/// What a figure of `period` is compared with, when it is compared with `reference`.
fn against(reference: When, period: Period, calendar: Calendar) -> Compare {
    match reference {
        When::YearAgo | When::Part(Part::Year, Year::Relative(-1)) => return Compare::Yoy,
        When::Quarter(-1) => return Compare::Qoq,
        _ => {}
    }
    let reference = calendar.resolve(reference, false, period);
    let (Period::Fiscal(reference), Some(period)) = (reference, fiscal(period, calendar)) else {
        return Compare::Other;
    };
    let year_before = reference.year.checked_add(1) == Some(period.year);
    if year_before && (reference.part == period.part || reference.part == Part::Year) {
        Compare::Yoy
    } else if reference == period.later(-1) {
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
