//! What is carried on from one sentence to the next: the metric, part, period and outlook that are being spoken of.
//!
//! In:  the labels of a sentence. Out: [`Topic`]. Not here: the rules that use it (`bind.rs`).

use super::calendar::Calendar;
use super::focus::{Focus, Leading};
use super::label::{Aspect, Basis, Compare, Status};
use super::labels::{State, bases_said};
use super::mark::{Is, Mark};
use super::metric::Metric;
use super::period::Period;
use super::phrase_book::Outlook;
use super::reference::reference_start;
use super::when::{When, Year};
use crate::transcript::Part;

/// What a speaker is speaking of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topic<'t> {
    /// The metric of the last figure.
    pub(crate) metric: Option<Subject<'t>>,
    /// The part of the company that is being spoken of.
    pub(crate) focus: Focus,
    /// The part that was last mentioned, for "that business".
    pub(crate) mentioned: Option<String>,
    pub(crate) basis: Option<Basis>,
    pub(crate) compare: Option<Compare>,
    /// The period of the last figure that was no guidance.
    pub(crate) period: Option<Period>,
    /// The period of its last figure that was no guidance, for "of that".
    pub(crate) latest: Option<Period>,
    /// Did the sentence before announce guidance without a figure?
    pub(crate) announced: bool,
    /// The period that the sentence before names, when it tells no figure.
    pub(crate) named: Option<Period>,
    /// The period that guidance is about.
    pub(crate) ahead: Option<Period>,
    /// Was the last figure guidance?
    pub(crate) guidance: bool,
    /// Sentences since the last figure.
    pub(crate) silent: usize,
}

/// A metric as it was named.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'t> {
    pub(crate) metric: &'static Metric,
    /// Does the name turn the sign (`operating loss`)?
    pub(crate) negative: bool,
    pub(crate) text: &'t str,
}

impl<'t> Topic<'t> {
    /// Takes up what a sentence with figures leaves behind.
    pub(crate) fn follow(&mut self, marks: &[Mark<'t>], figures: &[State<'t>], calendar: Calendar) {
        let Some(last) = figures.last() else { return };
        self.silent = 0;
        self.announced = false;
        self.named = None;
        let told =
            self.focus.name().is_some_and(|part| figures.iter().all(|figure| figure.scope == part));
        self.mention(marks, told);
        self.hear_period(marks, calendar);
        // "Orders were $9 million, book-to-bill 0.9. Europe was $4 million": a ratio is told aside.
        self.metric = figures
            .iter()
            .rev()
            .filter_map(|figure| figure.chosen.subject)
            .find(|subject| subject.metric.id != "book_to_bill")
            .or(self.metric);
        let company_wide = figures.iter().any(|figure| {
            figure.scope.is_empty()
                && figure.chosen.subject.is_some_and(|subject| subject.metric.company_wide)
        });
        match Leading::of(marks) {
            Some(leading) if leading.name.is_empty() => self.focus.leave(),
            Some(_) if last.scope.is_empty() => self.focus.leave(),
            Some(leading) if figures.iter().any(|figure| figure.scope == leading.name) => {
                self.focus.mention(leading);
            }
            Some(_) => self.focus.leave(),
            None if company_wide => self.focus.leave(),
            None if figures.iter().all(|figure| figure.scope.is_empty()) => self.focus.leave(),
            None => {}
        }
        self.basis = (last.basis != Basis::Unspecified).then_some(last.basis);
        // "grew 8%, a sequential improvement of 3 points" goes on about the growth.
        self.compare = figures
            .iter()
            .find(|figure| figure.aspect == Aspect::Change)
            .map(|figure| figure.compare);
        self.guidance = last.status == Status::Guidance;
        if self.guidance {
            // "down 2% for the year, with the third quarter the low point at 40%": it goes on about the year.
            let aside = marks.windows(2).any(|pair| match pair {
                [comma, with] => comma.is(",") && with.is("with"),
                _ => false,
            });
            let first = figures
                .first()
                .filter(|first| aside && first.status == Status::Guidance)
                .filter(|first| {
                    matches!(first.dated.period, Period::Fiscal(period) if period.part == Part::Year)
                });
            self.ahead = Some(first.unwrap_or(last).dated.period)
                // "9% over the $1.6 billion that we reported for 2023": what has passed is no time of guidance.
                .filter(|period| calendar.is_near(*period) && !calendar.has_passed(*period))
                .or(self.ahead);
        } else {
            self.period = figures
                .iter()
                .find(|figure| figure.status == Status::Actual)
                .map(|figure| figure.dated.period)
                .map(|period| if closes_the_year(marks) { calendar.own() } else { period });
            self.latest = Some(last.dated.period);
        }
    }

    fn mention(&mut self, marks: &[Mark<'t>], told: bool) {
        self.focus.pass(marks, told);
        let last = marks.iter().rev().find_map(|mark| match &mark.is {
            Is::Scope(name) if !name.is_empty() => Some(name.clone()),
            _ => None,
        });
        self.mentioned = last.or(self.mentioned.take());
    }

    /// Hears a sentence without figures: it can name what the next one speaks of.
    pub(crate) fn hear(&mut self, marks: &[Mark<'t>], calendar: Calendar) {
        self.silent = self.silent.saturating_add(1);
        // "For the year, we now expect the following."
        self.announced =
            marks.iter().any(|mark| matches!(mark.outlook(), Some(Outlook::Verb | Outlook::Noun)))
                && marks
                    .iter()
                    .any(|mark| mark.is_any(&["outlook", "guidance", "following", "follows"]));
        self.named = None;
        self.mention(marks, false);
        if let Some(leading) = Leading::introduced(marks) {
            self.focus.mention(leading);
        }
        self.hear_period(marks, calendar);
        for mark in marks {
            let strong = |mark: &Mark<'_>| matches!(&mark.is, Is::Metric(metric) if !metric.weak);
            if let Is::Metric(metric) = &mark.is
                && (!metric.weak || !marks.iter().any(strong))
            {
                if self.is_margin_again(mark) {
                    self.silent = 0;
                    continue;
                }
                self.metric = Some(Subject {
                    metric: metric.metric,
                    negative: metric.negative,
                    text: mark.text,
                });
                self.silent = 0;
                // "Let us look at organic revenue by region": the growth to come is organic.
                if metric.metric.id == "revenue" {
                    self.basis = bases_said(marks.iter())
                        .into_iter()
                        .find(|basis| matches!(basis, Basis::Organic | Basis::ConstantCurrency))
                        .or(self.basis);
                }
            }
        }
    }

    /// Is it `margins` without a name, where one margin is being spoken of?
    fn is_margin_again(&self, mark: &Mark<'_>) -> bool {
        mark.is_any(&["margin", "margins"])
            && self.metric.is_some_and(|before| before.metric.id.ends_with("_margin"))
    }

    /// A sentence of outlook that names a period sets the period of the guidance that follows.
    fn hear_period(&mut self, marks: &[Mark<'t>], calendar: Calendar) {
        if !marks.iter().any(|mark| matches!(mark.outlook(), Some(Outlook::Verb | Outlook::Noun))) {
            // "We made progress throughout 2023": the year that the next sentence tells of.
            let said = marks.iter().enumerate().find_map(|(at, mark)| match mark.is {
                Is::Period(When::Month(_, Year::Unsaid)) => None,
                Is::Period(when) if reference_start(marks, at).is_none() => Some(when),
                _ => None,
            });
            if let Some(when) = said.filter(|_| !marks.iter().any(Mark::is_quantity)) {
                let named = calendar.resolve(when, false, calendar.own());
                self.named = Some(named);
                // "Let me turn to fiscal 2025."
                let labelled = matches!(
                    when,
                    When::Part(_, Year::Given(_) | Year::Relative(1)) | When::Quarter(1)
                );
                if labelled && calendar.is_ahead(named) && calendar.is_near(named) {
                    self.ahead = Some(named);
                }
            }
            return;
        }
        let ahead = marks.iter().enumerate().find_map(|(at, mark)| match mark.is {
            Is::Period(When::Month(_, Year::Unsaid)) => None,
            // "growth of 10% over our 2023 guidance" is no guidance for 2023.
            Is::Period(when) if reference_start(marks, at).is_none() => {
                Some(calendar.resolve(when, true, calendar.own()))
                    .filter(|period| calendar.is_ahead(*period))
            }
            _ => None,
        });
        self.ahead = ahead.filter(|period| calendar.is_near(*period)).or(self.ahead);
    }
}

/// `ended the year at 95%`: the day at its end, so that what follows is not told of the year.
fn closes_the_year(marks: &[Mark<'_>]) -> bool {
    marks.iter().enumerate().any(|(at, mark)| {
        matches!(mark.is, Is::Period(When::Part(Part::Year, Year::Relative(0)) | When::YearEnd))
            && (at.saturating_sub(2)..at).filter_map(|at| marks.get(at)).any(|before| {
                ["ended", "closed", "finished", "exited"]
                    .iter()
                    .any(|verb| before.starts_with(verb))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("Revenue was $40 million. That was up 9%.",                                                "$40 million: revenue/total; 9%: revenue/total"),
        ("Bookings were $25 million. This represents a 14% increase.",                              "$25 million: bookings/total; 14%: bookings/total"),
        ("Revenue in our Loom segment was $12 million. It grew 3%.",                                "$12 million: revenue/Loom; 3%: revenue/Loom"),
        ("Gross margin was 33%. It improved 50 basis points from last year.",                       "33%: gross_margin/total; 50 basis points: gross_margin/total"),
        ("Turning to our Loom segment. Revenue was $12 million. Operating income was $2 million.",  "$12 million: revenue/Loom; $2 million: operating_income/Loom"),
        ("Revenue was $40 million. Net income was $5 million.",                                     "$40 million: revenue/total; $5 million: net_income/total"),
        ("Revenue in our Loom segment was $12 million. Total company revenue was $40 million.",     "$12 million: revenue/Loom; $40 million: revenue/total"),
        ("Turning to our Loom segment. Revenue was $12 million. Consolidated net income was $4 million.", "$12 million: revenue/Loom; $4 million: net_income/total"),
        ("I will take the gross margin question. When you look at margins overall, it was fine. Harbor was up 50 basis points.", "50 basis points: gross_margin/Harbor"),
        ("Let me turn to 2025. Revenue growth should be 4%.",                                       "4%: revenue/total"),
        ("Revenue was $40 million. We employ 700 people.",                                          "$40 million: revenue/total; 700 people: headcount/total"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
