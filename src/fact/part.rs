//! Which part of the company a figure is about.
//!
//! In:  a figure in its [`Frame`], its metric and aspect, and what is being spoken of. Out: the part's name, empty for the whole.
//! Not here: which names a call's parts have (`scope.rs`), what is being spoken of (`focus.rs`), the constructions
//! (`part_form.rs`).

use super::frame::{Figure, Frame};
use super::label::{Aspect, Confidence};
use super::mark::Is;
use super::part_form::{
    as_the_figure_before, behind, beside_the_metric, counted, in_focus, inside_the_carried_name,
    inside_the_name, points_back, respectively, share_of_a_whole, subject_behind, whole_by_name,
    within_its_clause,
};
use super::phrase_book::{Effect, Form, Sense};
use super::scope::Scopes;
use super::subject::Chosen;
use super::topic::Topic;

/// The part of the company: empty for the whole.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) confidence: Confidence,
    pub(crate) because: &'static str,
}

/// What the constructions of scope read.
pub(crate) struct Asked<'a, 't> {
    pub(crate) frame: &'a Frame<'t>,
    /// Number of the figure in its sentence.
    pub(crate) index: usize,
    pub(crate) chosen: &'a Chosen<'t>,
    pub(crate) aspect: Aspect,
    /// The part that the figure before it in the sentence is about.
    pub(crate) last: Option<&'a str>,
    pub(crate) scopes: &'a Scopes,
    pub(crate) topic: &'a Topic<'t>,
}

/// A way in which a sentence says which part of the company a figure is about.
type Construction = fn(&Asked<'_, '_>, &Figure) -> Option<Part>;

/// The constructions, the first that applies wins.
const CONSTRUCTIONS: &[Construction] = &[
    respectively,
    counted,
    share_of_a_whole,
    behind,
    beside_the_metric,
    inside_the_name,
    within_its_clause,
    whole_by_name,
    as_the_figure_before,
    subject_behind,
    inside_the_carried_name,
    points_back,
    in_focus,
];

pub(crate) fn scope(asked: &Asked<'_, '_>) -> Part {
    let figure = asked.frame.figures.get(asked.index);
    figure
        .and_then(|figure| {
            CONSTRUCTIONS.iter().find_map(|construction| construction(asked, figure))
        })
        .unwrap_or(Part {
            name: String::new(),
            confidence: Confidence::Assumed,
            because: "no part of the company is named",
        })
}

impl Asked<'_, '_> {
    pub(super) fn name_at(&self, at: usize) -> Option<&str> {
        match &self.frame.mark(at)?.is {
            Is::Scope(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn company_wide(&self) -> bool {
        self.chosen.subject.is_some_and(|subject| subject.metric.company_wide)
    }

    /// Where the words that belong to this figure begin: behind what the tail of the figure before has taken.
    pub(super) fn free_from(&self, figure: &Figure) -> usize {
        let last = self.index.checked_sub(1).and_then(|last| self.frame.figures.get(last));
        match last {
            Some(last) if last.tail.scope.is_some() => {
                last.tail.end.min(figure.place).max(figure.start)
            }
            _ => figure.start,
        }
    }

    /// Is it only `total` before a metric, while a part is named before it: `Pumps posted a total revenue increase`?
    pub(super) fn is_bare_whole(&self, start: usize, at: usize) -> bool {
        self.frame.mark(at).is_some_and(|mark| mark.is_any(&["total", "overall"]))
            && self.frame.range(start, at).any(|(at, mark)| {
                matches!(&mark.is, Is::Scope(name) if !name.is_empty()) && !self.is_cause(start, at)
            })
    }

    /// Does the name at `at` only say where a cause comes from: `driven by Europe`, `a benefit from government relief`?
    pub(super) fn is_cause(&self, start: usize, at: usize) -> bool {
        // "led by pumps, which grew 5%", "led by pumps, up 5%": what a clause of its own goes on about.
        let own_clause = self.frame.mark(at + 1).is_some_and(|mark| mark.is(","))
            && self
                .frame
                .mark(at + 2)
                .is_some_and(|mark| mark.is_any(&["which", "who", "where", "up", "down"]));
        if own_clause {
            return false;
        }
        let mut words = 0_usize;
        for (_, mark) in self.frame.range(start, at).rev() {
            if mark.has(Sense::Cause)
                || mark.is_any(&[
                    "including",
                    "excluding",
                    "net of",
                    "stake",
                    "acquisition",
                    "sale",
                    "proceeds",
                ])
                || matches!(mark.effect(Form::Noun), Some(Effect::Headwind | Effect::Tailwind))
                || mark.starts_with("benefit")
            {
                return true;
            }
            let clause = matches!(mark.is, Is::Sign if !mark.is_any(&["-", "'", "’"]))
                || matches!(mark.is, Is::Metric(_))
                || mark.has(Sense::Break)
                || mark.direction(&[Form::Verb]).is_some();
            words += 1;
            if clause || words > 6 {
                return false;
            }
        }
        false
    }
}

/// Why a scope is stated: its name stands before the figure, at the beginning of the sentence.
pub(crate) const BEFORE: &str = "named before the figure";

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                   expected: metric/scope/aspect
        ("Margins for Pumps and Valves were 52.2% and 47.6%, respectively.",                       "52.2%: operating_margin/Pumps/level; 47.6%: operating_margin/Valves/level"),
        ("We added 45 Harbor customers.",                                                          "45 Harbor customers: customers/Harbor/change"),
        ("Filters represented 12% of industrial sales.",                                           "12%: revenue/Filters/share"),
        ("Europe, which is 30% of our sales, grew 5%.",                                            "30%: revenue/Europe/share; 5%: revenue/Europe/change"),
        ("Sales were $50 million, with 40% coming from Asia.",                                     "$50 million: revenue/total/level; 40%: revenue/Asia/share"),
        ("We sold filters for $5 million in Europe.",                                              "$5 million: other/Europe/level"),
        ("Sales rose 3% as growth in Asia slowed.",                                                "3%: revenue/total/change"),
        ("Revenue in our Turbine segment was $19 million.",                                        "$19 million: revenue/Turbine/level"),
        ("Cedar milling's fourth quarter sales rose by $120 million.",                           "$120 million: revenue/Cedar milling/change"),
        ("Pump Solutions posted a total revenue increase of 9%.",                                  "9%: revenue/Pump Solutions/change"),
        ("Our gas utility posted earnings of $14 million.",                                        "$14 million: net_income/gas utility/level"),
        ("From a Harbor perspective, sales grew 10%.",                                             "10%: revenue/Harbor/change"),
        ("Growth was led by Tool Calibration, which grew 5%.",                                     "5%: revenue/Tool Calibration/change"),
        ("Harbor Tools contributed $12 million in sales.",                                         "$12 million: revenue/Harbor Tools/level"),
        ("Consolidated sales were $72 million, with Pumps at $52 million, up 5%.",                 "$72 million: revenue/total/level; $52 million: revenue/Pumps/level; 5%: revenue/Pumps/change"),
        ("Sales grew 4%, with pumps up 5% and surgical devices down 3%.",                          "4%: revenue/total/change; 5%: revenue/pumps/change; 3%: revenue/surgical devices/change"),
        ("Sales in our Harbor segment grew 5%, and diluted EPS was $1.20.",                        "5%: revenue/Harbor/change; $1.20: eps/total/level"),
        ("The margin benefited from government relief and was 12%.",                               "12%: operating_margin/total/level"),
        ("Total company sales grew 6%.",                                                           "6%: revenue/total/change"),
        ("Inventory was $35 million.",                                                             "$35 million: inventory/total/level"),
        ("Hospital revenue, which makes up 40% of total revenue, grew 5%.",                        "40%: revenue/Hospital/share; 5%: revenue/Hospital/change"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope", "aspect"]), *expected, "given: {given}");
        }
    }
}
