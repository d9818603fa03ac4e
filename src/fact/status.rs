//! Guidance or actual.
//!
//! In:  a [`Frame`]. Out: for each figure, whether a word of outlook governs it.
//! Not here: figures that are guidance by their period alone, or by the sentence before (`bind.rs`).

use super::frame::{Figure, Frame};
use super::lead::Lead;
use super::mark::{Is, Mark};
use super::phrase_book::{Form, Outlook, Sense};
use super::when::When;
use super::word_sets::WORDS;
use crate::quantity::{Bound, Kind};

/// For each figure of the frame: the mark of outlook that governs it.
pub(crate) fn outlook(frame: &Frame<'_>) -> Vec<Option<usize>> {
    let mut governed = Vec::with_capacity(frame.figures.len());
    let mut reading = Reading::default();
    let mut figures = frame.figures.iter();
    for (at, mark) in frame.marks.iter().enumerate() {
        if mark.is_quantity() {
            let Some(figure) = figures.next() else { break };
            governed.push(reading.governs(frame, figure));
            reading.surpassed = false;
            reading.reached = false;
            reading.passed = None;
            continue;
        }
        let after_figure = at > 0 && frame.mark(at - 1).is_some_and(Mark::is_quantity);
        let opening =
            at <= 3 && governed.is_empty() && frame.range(0, at).any(|(_, before)| before.is("at"));
        // "our guidance of $3.20, including a 12 cent headwind"
        let including = frame
            .mark(at + 1)
            .is_some_and(|next| next.is_any(&["including", "inclusive", "inclusive of"]));
        // "Without it, margin would have been 15%": what did not come to be is no outlook.
        let unreal = mark.ends_with("would")
            && frame.mark(at + 1).is_some_and(|next| next.starts_with("have"));
        if !unreal {
            reading.hear(at, mark, after_figure, opening, including);
        }
    }
    governed
}

/// The places of a guided range that a figure is read off at.
const WORDS_OF_A_RANGE: [&str; 4] = ["midpoint", "high end", "low end", "top end"];

/// Does a sentence without a word of outlook go on with the guidance of the sentence before?
///
/// It does when it speaks of it (`This includes ..`), and when it has no verb of its own (`Capital expenditures of about $40 million`).
pub(crate) fn goes_on(frame: &Frame<'_>) -> bool {
    let reports = frame.marks.iter().any(|mark| WORDS.reports.has(mark.text));
    let speaks_of_it = frame
        .marks
        .first()
        .is_some_and(|mark| mark.has(Sense::Pronoun) && !mark.is_any(&["we", "we're", "we've"]));
    !reports && (speaks_of_it || is_verbless(frame))
}

/// `Gross margin of about 34%, some 80 basis points below last year`: does the sentence name a figure without a verb?
pub(crate) fn is_verbless(frame: &Frame<'_>) -> bool {
    let noun = |at: usize| {
        at.checked_sub(1).and_then(|at| frame.mark(at)).is_some_and(|before| {
            before.is_quantity() || before.is_any(&["a", "an", "the", "any", "further"])
        })
    };
    frame.marks.iter().enumerate().all(|(at, mark)| {
        (!mark.has(Sense::Copula) || mark.is_any(&["of", "of about", "at"]))
            && !mark.has(Sense::Pronoun)
            && (mark.direction(&[Form::Verb]).is_none()
                || mark.direction(&[Form::Noun]).is_some() && noun(at))
            && mark.effect(Form::Verb).is_none()
            && !WORDS.reports.has(mark.text)
            // "we grew", which names a metric
            && !mark.starts_with("we ")
            && !(matches!(mark.is, Is::Word | Is::Metric(_)) && mark.text.ends_with("ed"))
    }) && frame.figures.first().is_some_and(|first| {
        first.before.lead == Lead::Level
            || frame.range(0, first.place).any(|(_, mark)| mark.is("between"))
    })
}

/// Does the figure go on with a sentence that goes on with guidance, and is not what guidance is compared with?
pub(crate) fn lists_on(figure: &Figure) -> bool {
    !matches!(figure.before.lead, Lead::From | Lead::Versus)
        && !figure.tail.period.is_some_and(When::is_past)
}

/// `we will rely on our 1,200 employees`, `through our network of more than 900 stores`: what a company has is no outlook.
fn counts_what_is_there(frame: &Frame<'_>, figure: &Figure) -> bool {
    if figure.quantity.kind != Kind::Count {
        return false;
    }
    let mut behind = frame
        .range(figure.start, figure.place)
        .rev()
        .map(|(_, mark)| mark)
        .filter(|mark| mark.span.start < figure.quantity.hedged.start)
        .take(3)
        .filter(|mark| !mark.is_any(&["of", "network", "base", "existing", "current"]));
    behind.next().is_some_and(|mark| mark.is_any(&["our", "its", "their"]))
}

/// `40 stores will open next year`, `60% of our fleet should be electric by then`: the word of outlook whose subject the figure is.
fn subject_of_outlook(frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
    let counted = figure.quantity.kind == Kind::Count;
    if counted || !matches!(figure.before.lead, Lead::Open | Lead::And) {
        return None;
    }
    frame
        .range(figure.place + 1, figure.stop.min(figure.place + 10))
        .take_while(|(_, mark)| {
            !matches!(mark.is, Is::Sign) && !mark.is_any(&["that", "which", "who", "we", "and"])
        })
        .find(|(_, mark)| {
            mark.outlook() == Some(Outlook::Verb)
                || mark.has(Sense::Copula) && !mark.is("of")
                || WORDS.reports.has(mark.text)
        })
        .filter(|(_, mark)| {
            mark.is_any(&[
                "will",
                "will be",
                "should",
                "should be",
                "going to be",
                "is expected",
                "are expected",
            ])
        })
        .map(|(at, _)| at)
}

/// Which words of outlook are in force where the reading of a sentence has come to.
#[derive(Default)]
struct Reading {
    verb: Option<usize>,
    noun: Option<usize>,
    surpassed: bool,
    /// Was a target reached, so that what it was is what is told: "we reached our goal of $65 million"?
    reached: bool,
    /// The noun behind a verb of surpassing, of which a range is what was guided to: "exceeded our range of 5% to 6%".
    passed: Option<usize>,
    /// Does the verb revise guidance: `raising`, `narrowing`?
    revision: bool,
    /// Is the verb `we estimate`, and was no time said since?
    estimate: bool,
    /// Does the verb only suppose what is so now: `we estimate that our share is 30%`?
    supposes: bool,
}

impl Reading {
    fn governs(&self, frame: &Frame<'_>, figure: &Figure) -> Option<usize> {
        let past = figure.tail.period.is_some_and(When::is_past);
        if past || counts_what_is_there(frame, figure) {
            return None;
        }
        let tied = !self.reached
            && (self.noun.is_some() || figure.before.outlook_noun || figure.tail.outlook_noun);
        // "we expect $5 to $6, up from $4 to $5": nobody reports a range.
        let range =
            figure.quantity.low != figure.quantity.high && figure.quantity.bound != Bound::Vague;
        let reference = matches!(figure.before.lead, Lead::From | Lead::Versus) && !range;
        // "raising our range to $5 million from $4 million": the range before was guidance, too.
        let verb = self.verb.filter(|_| tied || !reference || self.revision);
        let verb = verb.filter(|_| !self.supposes || figure.tail.period.is_some());
        let ahead = || subject_of_outlook(frame, figure);
        let passed = self.passed.filter(|_| range);
        verb.or(passed).or_else(ahead).or(if tied {
            self.noun.or(Some(figure.place))
        } else {
            None
        })
    }

    fn hear(
        &mut self,
        at: usize,
        mark: &Mark<'_>,
        after_figure: bool,
        opening: bool,
        including: bool,
    ) {
        if WORDS.surpassed.has(mark.text) {
            self.surpassed = true;
        }
        if mark.is(",") || mark.has(Sense::Break) {
            self.reached = false;
        } else if mark.is_any(&["reached", "achieved", "hit", "attained"]) {
            self.reached = true;
        }
        match mark.outlook() {
            Some(Outlook::Verb) => {
                self.verb = Some(at);
                self.revision = mark.text.split(' ').any(|word| WORDS.revisions.has(word));
                self.estimate = mark.holds_any(&["estimate"]);
                self.supposes = false;
                return;
            }
            // "At the midpoint of guidance, this equates to growth of 7%": where an outlook is read off, all is outlook.
            Some(Outlook::Noun) if opening && WORDS_OF_A_RANGE.iter().any(|word| mark.is(word)) => {
                self.verb = Some(at);
                return;
            }
            Some(Outlook::Noun) if self.surpassed => self.passed = Some(at),
            Some(Outlook::Noun) => {
                self.noun = Some(at);
                return;
            }
            _ => {}
        }
        self.estimate &= !matches!(mark.is, Is::Period(_));
        self.supposes |= self.estimate && mark.is_any(&["is", "are", "has", "have"]);
        // "the segment is potentially down 5%", "our capital budget of $5 million", "our synergy target goes to $5 million"
        let budget = matches!(mark.is, Is::Metric(_))
            && ["budget", "target", "goal", "capital plan"]
                .iter()
                .any(|end| mark.text.ends_with(end));
        if budget || matches!(mark.is, Is::Word) && mark.is("potentially") {
            self.verb = Some(at);
            return;
        }
        // A verb of outlook governs a list to its end; a report behind a semicolon says so by its own verb.
        if mark.is(";") {
            self.noun = None;
        }
        // A list of figures goes on under its noun: "guidance of 5% for the year and 6% for the quarter".
        let ends_noun = mark.is(",") && !including
            || mark.has(Sense::Break)
            || (mark.is("and") && !after_figure);
        let reports = WORDS.reports.has(mark.text) && self.verb.is_none_or(|verb| at > verb + 1);
        if ends_noun || (reports && !mark.is_any(&["was", "were"])) {
            self.noun = None;
        }
        if reports {
            self.verb = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                        expected: metric/status
        ("We expect revenue of $90 million.",                                           "$90 million: revenue/guidance"),
        ("EPS of $0.57 was above our range of $0.53 to $0.56.",                         "$0.57: eps/actual; $0.53 to $0.56: eps/guidance"),
        ("EPS of $0.57 exceeded our range of $0.53 to $0.56.",                          "$0.57: eps/actual; $0.53 to $0.56: eps/guidance"),
        ("EPS was $0.57, compared to our guidance of $0.53 to $0.56.",                  "$0.57: eps/actual; $0.53 to $0.56: eps/guidance"),
        ("We are guiding to an operating margin of 12%.",                               "12%: operating_margin/guidance"),
        ("Our guidance for capital expenditures is $15 million.",                       "$15 million: capital_expenditures/guidance"),
        ("Our long-term target is an EBITDA margin of 25%.",                            "25%: ebitda_margin/guidance"),
        ("We anticipate full year EPS of $3.10 to $3.30.",                              "$3.10 to $3.30: eps/guidance"),
        ("Revenue was $90 million.",                                                    "$90 million: revenue/actual"),
        ("Revenue was $22 million, and we expect $24 million next quarter.",            "$22 million: revenue/actual; $24 million: revenue/guidance"),
        ("As expected, gross margin was 31%.",                                          "31%: gross_margin/actual"),
        ("Last quarter, revenue was $18 million.",                                      "$18 million: revenue/actual"),
        ("We will invest $40 million of capital expenditures next year.",               "$40 million: capital_expenditures/guidance"),
        ("We raised our full year revenue guidance to $120 million from $110 million.", "$120 million: revenue/guidance; $110 million: revenue/guidance"),
        ("We expect revenue of $55 million, up from $49 million in 2023.",              "$55 million: revenue/guidance; $49 million: revenue/actual"),
        ("We expect revenue of $90 million; operating income of $9 million; and EPS of $0.40.", "$90 million: revenue/guidance; $9 million: operating_income/guidance; $0.40: eps/guidance"),
        ("We expect revenue of $90 million; operating income was $9 million.",          "$90 million: revenue/guidance; $9 million: operating_income/actual"),
        ("At the midpoint of the range, this equates to revenue growth of 7%.",         "7%: revenue/guidance"),
        ("We expect revenue of $90 million. Capital expenditures of about $12 million, mostly for the new yard.", "$90 million: revenue/guidance; $12 million: capital_expenditures/guidance"),
        ("We expect revenue of $90 million. Capital expenditures were $12 million.",    "$90 million: revenue/guidance; $12 million: capital_expenditures/actual"),
        ("We donated 3 million meals this year.",                                        "3 million meals: other/actual"),
        ("We will rely on our 1,200 employees to reach revenue of $90 million.",        "1,200 employees: headcount/actual; $90 million: revenue/guidance"),
        ("We should be able to serve guests from our network of more than 900 stores.", "900 stores: stores/actual"),
        ("We expect to open 900 stores.",                                               "900 stores: stores/guidance"),
        ("We are increasing our full year revenue guidance to $90 million.",            "$90 million: revenue/guidance"),
        ("We're raising the range from $80 million to $85 million to between $90 million and $95 million.", "$80 million to $85 million: other/guidance; $90 million and $95 million: other/guidance"),
        ("We have increased our planned capital spend to $90 million.",                 "$90 million: capital_expenditures/guidance"),
        ("Our capital budget of $90 million is unchanged.",                             "$90 million: capital_expenditures/guidance"),
        ("On gross margin, the place that I'd start is about 40%.",                      "40%: gross_margin/guidance"),
        ("The agreement would result in revenue of $90 million.",                       "$90 million: revenue/guidance"),
        ("We see the segment potentially down 5% to 10%.",                              "5% to 10%: other/guidance"),
        ("As planned, we opened 9 stores.",                                             "9 stores: stores/actual"),
        ("Without the recall, we would have been at revenue of $90 million.",             "$90 million: revenue/actual"),
        ("We now model cost deflation of 5% for the full year.",                         "5%: cost/guidance"),
        ("Operating expenses were $158 million, $4 million below our guidance.",         "$158 million: operating_expenses/actual; $4 million: operating_expenses/actual"),
        ("For the year, we now expect the following. Revenue of $90 million, a 5% increase. Gross margin of about 34%, some 80 basis points below last year.", "$90 million: revenue/guidance; 5%: revenue/guidance; 34%: gross_margin/guidance; 80 basis points: gross_margin/guidance"),
        ("We expect EPS of $3. The mill earned $5 million.",                             "$3: eps/guidance; $5 million: net_income/actual"),
        ("We are raising organic growth to 6% from 4%.",                                 "6%: revenue/guidance; 4%: revenue/guidance"),
        ("Our outlook is good. Within the mill, we grew 3%.",                            "3%: revenue/actual"),
        ("We expect EPS of $3. Total revenue of $25 million increased by 10%.",          "$3: eps/guidance; $25 million: revenue/actual; 10%: revenue/actual"),
        ("We expect EPS of $3. Comparable sales between flat and 1.5%. Gross margin of 34%.", "$3: eps/guidance; 1.5%: same_store_sales/guidance; 34%: gross_margin/guidance"),
        ("Currency would be a 1 point headwind to revenue.",                             "1 point: revenue/guidance"),
        ("The mill, our largest project, is 71% complete.",                              "71%: other/actual"),
        ("We now project revenue of $90 million.",                                       "$90 million: revenue/guidance"),
        ("We are raising wages by 4%.",                                                  "4%: other/actual"),
        ("Capital spending is planned at $310 million.",                                 "$310 million: capital_expenditures/guidance"),
        ("We are positioned to deliver free cash flow growth of 70% compared to 2023.",  "70%: free_cash_flow/guidance"),
        ("Our capital plan for the next five years is $9 million, up $1 million.",      "$9 million: capital_expenditures/guidance; $1 million: capital_expenditures/guidance"),
        ("We reached our goal of $65 million of revenue.",                              "$65 million: revenue/actual"),
        ("We achieved our target of a 20% EBITDA margin.",                              "20%: ebitda_margin/actual"),
        ("We expect to reach our goal of $65 million of revenue by June.",            "$65 million: revenue/guidance"),
        ("We reached a milestone, and our goal of $65 million of revenue stands.",      "$65 million: revenue/guidance"),
        ("We estimate that our market share is now about 30%.",                         "30%: market_share/actual"),
        ("We estimate that volumes are back to 90% of the level before the strike.",    "90%: volume/actual"),
        ("We estimate that our tax rate is 24% for the full year.",                     "24%: effective_tax_rate/guidance"),
        ("We estimate that revenue for 2024 is $90 million.",                           "$90 million: revenue/guidance"),
        ("We estimate revenue of $90 million.",                                         "$90 million: revenue/guidance"),
        ("Our tax rate should be about 24% for the year.",                              "24%: effective_tax_rate/guidance"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "status"]), *expected, "given: {given}");
        }
    }
}
