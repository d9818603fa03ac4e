//! What the rules of time know of a call.
//!
//! In:  the call's own period and the end of its fiscal year. Out: [`Calendar`], which resolves what is said.
//! Not here: which figure a phrase of time belongs to (`time_phrase.rs`).

use chrono::NaiveDate;

use super::frame::{Figure, Frame};
use super::mark::Is;
use super::period::Period;
use super::time::Dated;
use super::when::{When, Year, quarter_of};
use crate::quantity::Kind;
use crate::transcript::{FiscalPeriod, Part};

/// What the rules of time know of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    /// The period that the call reports on.
    pub(crate) call: Option<FiscalPeriod>,
    /// Month in which the fiscal year ends.
    pub(crate) year_end: u32,
}

impl Calendar {
    pub(crate) fn resolve(self, when: When, ahead: bool, spoken: Period) -> Period {
        self.call.map_or(when.absolute(), |call| when.resolve(call, ahead, self.year_end, spoken))
    }

    /// Does the call report on the last quarter of a year, so that the year has ended when it is held?
    pub(crate) fn year_has_ended(self) -> bool {
        self.call.is_some_and(|call| call.part.quarters().1 == 4)
    }

    /// What the call reports on when nothing is said: its quarter, or its half in a report of a half year.
    pub(crate) fn own(self) -> Period {
        self.call.map_or(Period::Unspecified, |call| {
            let half = matches!(call.part, Part::H1 | Part::H2);
            Period::Fiscal(if half { call } else { quarter_of(call) })
        })
    }

    /// What has passed of the year in progress, in a sentence that reports: the quarter where one is named, else the year to date.
    pub(crate) fn passed(self, frame: &Frame<'_>, figure: &Figure) -> Period {
        let rate = figure.quantity.kind == Kind::Percent;
        let quarter = frame.marks.iter().any(|mark| {
            matches!(mark.is, Is::Period(When::Quarter(0)))
                || matches!(mark.is, Is::Period(When::Part(part, _)) if part != Part::Year)
        });
        match self.own() {
            Period::Fiscal(own) if !quarter && !rate => Period::YearToDate(own),
            own => own,
        }
    }

    /// The quarter that has begun when the call is held.
    pub(crate) fn next_quarter(self) -> Period {
        self.call.map_or(Period::Unspecified, |call| Period::Fiscal(quarter_of(call).later(1)))
    }

    /// The quarter within two years of `period` that ends within days of `day`.
    pub(crate) fn quarter_of_day(
        self,
        day: NaiveDate,
        period: FiscalPeriod,
    ) -> Option<FiscalPeriod> {
        (-7..=0).rev().map(|step| quarter_of(period).later(step)).find(|quarter| {
            quarter
                .dates(self.year_end)
                .is_some_and(|(_, end)| end.signed_duration_since(day).num_days().abs() <= 10)
        })
    }

    /// Is the period the quarter before the call's own?
    pub(crate) fn is_last_quarter(self, period: Period) -> bool {
        self.call.is_some_and(|call| period == Period::Fiscal(quarter_of(call).later(-1)))
    }

    /// Is the period the second half of the year in progress, before it has begun?
    pub(crate) fn is_second_half(self, period: Period) -> bool {
        let Some(call) = self.call else { return false };
        let half = FiscalPeriod::new(call.year, Part::H2);
        period == Period::Fiscal(half) && call.part.quarters().1 <= 2
    }

    /// What guidance is about when nothing says it: the year that has not ended yet.
    pub(crate) fn outlook(self) -> Period {
        self.call.map_or(Period::Unspecified, |call| {
            let ended = call.part.quarters().1 == 4;
            Period::Fiscal(FiscalPeriod::new(call.year, Part::Year).later(i32::from(ended)))
        })
    }

    /// Is the period one that guidance goes on about? A goal years ahead is said once.
    pub(crate) fn is_near(self, period: Period) -> bool {
        match (period, self.call) {
            (Period::Fiscal(period), Some(call)) => period.year <= call.year.saturating_add(1),
            _ => true,
        }
    }

    /// Is the period the call's own quarter, or the one that has begun? A month said without a year that seems to lie elsewhere
    /// speaks of a fiscal year whose end is not known.
    pub(crate) fn is_around(self, period: Period) -> bool {
        let own = self.call.map(quarter_of);
        matches!(period, Period::Fiscal(period) if own == Some(period) || own == Some(period.later(-1)))
    }

    /// Does what is told lie ahead by its period alone? A month that is named without a year has passed, or nearly.
    pub(crate) fn is_to_come(self, dated: Dated) -> bool {
        dated.when.is_some_and(|when| !matches!(when, When::Month(_, Year::Unsaid)))
            && self.is_ahead(dated.period)
    }

    /// Did the period end before the one that the call reports on?
    pub(crate) fn has_passed(self, period: Period) -> bool {
        let (Some(call), Period::Fiscal(period)) = (self.call, period) else { return false };
        let end = |period: FiscalPeriod| (period.year, period.part.quarters().1);
        end(period) < end(quarter_of(call))
    }

    /// Is the period still to come when the call is held?
    pub(crate) fn is_ahead(self, period: Period) -> bool {
        let (Some(call), Period::Fiscal(period)) = (self.call, period) else { return false };
        let end = |period: FiscalPeriod| (period.year, period.part.quarters().1);
        end(period) > end(quarter_of(call))
    }
}
