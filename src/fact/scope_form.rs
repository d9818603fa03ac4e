//! The constructions in which words that no vocabulary knows name a part of the company.
//!
//! In:  the marks of a sentence, and where a name may begin. Out: the end of the name, and the name.
//! Not here: names that are known or written as names (`scope_mark.rs`).

use super::mark::{Is, Mark};
use super::phrase_book::{Form, Sense};
use super::scope::{FILE, Scopes, is_adjective};
use super::scope_mark::name_of;
use super::scope_place::{before_figure, is_namable, is_subject_place};
use super::word::is_capitalised;
use super::word_sets::WORDS;

/// Metrics that are of a part when nouns stand before them.
const OF_SALES: [&str; 12] = [
    "revenue",
    "volume",
    "units",
    "bookings",
    "backlog",
    "production",
    "price",
    "utilization",
    "occupancy",
    "same_store_sales",
    "traffic",
    "revpar",
];

/// Words that open a sentence with the part that it is about: "For marine, …".
pub(super) const OPENERS: [&str; 7] = ["in", "within", "at", "across", "for", "regarding", "on"];

impl Scopes {
    /// `In neuromodulation, revenue grew`: what stands between the first word `In` and a comma.
    pub(super) fn opening_place(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let opens = match marks.get(..at)? {
            [first] => first.is_any(&OPENERS),
            [first, our] => first.is_any(&OPENERS) && our.is_any(&["our", "the"]),
            _ => false,
        };
        if !opens {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| is_namable(mark) || mark.is_any(&["-", "and", "&"]))
            && end < at + 5
        {
            end += 1;
        }
        let part = |mark: &Mark<'_>| self.names_something(&mark.text.to_lowercase(), true);
        let run = marks.get(at..end)?;
        let named = run.iter().all(|mark| {
            !matches!(mark.is, Is::Word)
                || mark.is("and")
                || part(mark)
                || FILE.in_names.contains(&mark.text.to_lowercase())
        }) && run.iter().any(|mark| !mark.is("and") && part(mark));
        let next = marks.get(end)?;
        // "In our water platform mid single digit growth …": a figure may follow at once.
        let head = end > at + 1
            && marks.get(end - 1).is_some_and(|mark| FILE.heads.iter().any(|head| mark.is(head)));
        let closed =
            next.is(",") || (head && (next.is_quantity() || matches!(next.is, Is::Metric(_))));
        (end > at && named && closed)
            .then(|| (end, name_of(marks, at, if head && !next.is(",") { end - 1 } else { end })))
    }

    /// `RevPAR at our luxury hotels was`: what a metric is said to be of, between `our` and a verb, figure or comma.
    pub(super) fn own_part(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let [.., metric, preposition, our] = marks.get(..at)? else { return None };
        let introduced = our.is("our")
            && preposition.is_any(&["in", "at", "for", "from", "across", "to"])
            && matches!(metric.is, Is::Metric(_));
        // "Sales to data centers climbed"
        let sold = our.is("to")
            && matches!(&preposition.is, Is::Metric(metric) if metric.metric.id == "revenue");
        if !(introduced || sold) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| is_namable(mark) || mark.is("-")) && end < at + 6 {
            end += 1;
        }
        let closed = marks.get(end).is_none_or(|mark| {
            mark.is_quantity()
                || mark.is(",")
                || mark.has(Sense::Copula)
                || mark.direction(&[Form::Verb]).is_some()
        });
        let named = marks
            .get(at..end)?
            .iter()
            .any(|mark| self.names_something(&mark.text.to_lowercase(), true));
        let last_is_head = end > at + 1
            && marks.get(end - 1).is_some_and(|mark| FILE.heads.iter().any(|head| mark.is(head)));
        let joined = marks.get(at..end)?.iter().any(|mark| mark.is("-"));
        (closed && named && end > at && !(joined && last_is_head))
            .then(|| (end, name_of(marks, at, if last_is_head { end - 1 } else { end })))
    }

    /// `Our gas utility posted earnings of`: what earns.
    pub(super) fn performer(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let our = marks.get(at.checked_sub(1)?)?;
        if !our.is("our") || !is_subject_place(marks, at) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| matches!(mark.is, Is::Word)) && end < at + 4 {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        let named = name.iter().all(|mark| self.names_something(&mark.text.to_lowercase(), false));
        let earns = marks.get(end).is_some_and(|mark| WORDS.earns.has(mark.text));
        (named && earns).then(|| (end, name_of(marks, at, end)))
    }

    /// `… with pumps up 5% and small surgical devices down 3%`: what stands in a list of growth.
    pub(super) fn grower(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        if !is_subject_place(marks, at) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| is_namable(mark) || mark.is_any(&["&", "-"]))
            && end < at + 6
        {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        let named = name.iter().all(|mark| {
            mark.is_any(&["and", "&", "-"])
                || self.names_something(&mark.text.to_lowercase(), false)
        });
        let next = marks.get(end)?;
        let figure_behind = |from: usize| marks.iter().skip(from).take(2).any(Mark::is_quantity);
        let linked = at.checked_sub(1).and_then(|before| marks.get(before));
        let listed = linked
            .is_some_and(|mark| mark.is_any(&["and", "while", "with", "whereas", "but", ","]));
        let grows = listed
            && (next.is_any(&["up", "down"])
                || (next.is(",")
                    && marks.get(end + 1).is_some_and(|mark| mark.is_any(&["up", "down"])))
                || (next.is_any(&["was", "were"])
                    && marks.get(end + 1).is_some_and(|mark| mark.is_any(&["up", "down"]))))
            && figure_behind(end + 1);
        // "Spec homes made up 58% of deliveries"
        let shares = next.has(Sense::ShareVerb) && figure_behind(end + 1);
        // "RevPAR grew 9%, transient 4% and leisure 1%": the verb is said once.
        let gapped = linked.is_some_and(|mark| mark.is_any(&["and", ","]))
            && next.is_quantity()
            && ["%", "percent", "digit", "digits", "teens"]
                .iter()
                .any(|end| next.text.ends_with(end))
            && at > 1
            && marks.get(at - 2).is_some_and(Mark::is_quantity);
        let whole = ![name.first(), name.last()].into_iter().flatten().any(|end| end.is("and"));
        (named && whole && (grows || shares || gapped)).then(|| (end, name_of(marks, at, end)))
    }

    /// `From a marine perspective, …`
    pub(super) fn viewpoint(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let [.., from, a] = marks.get(..at)? else { return None };
        if !from.is("from") || !a.is_any(&["a", "an", "the", "our"]) {
            return None;
        }
        let end = (at + 1..marks.len().min(at + 4)).find(|&end| {
            marks
                .get(end)
                .is_some_and(|mark| mark.is_any(&["perspective", "standpoint", "viewpoint"]))
        })?;
        let name = marks.get(at..end)?;
        let named = name.iter().all(|mark| {
            matches!(mark.is, Is::Word) && self.names_something(&mark.text.to_lowercase(), true)
        });
        let written = name.iter().any(|mark| is_capitalised(mark.text))
            || self.known_at(marks, at).is_some_and(|known| known == end);
        (named && written).then(|| (end + 1, name_of(marks, at, end)))
    }

    /// `Global glass bottle volumes fell`: nouns before a metric of sales, where a subject stands.
    pub(super) fn modifier(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let described = at.checked_sub(1).filter(|before| {
            marks.get(*before).is_some_and(|mark| {
                mark.is_any(&["global", "total", "overall", "average", "quarterly"])
            })
        });
        if !is_subject_place(marks, described.unwrap_or(at)) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(is_namable) && end < at + 3 {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        let owned = marks.get(end).is_some_and(|mark| mark.is_any(&["'", "’"]));
        let nouns = name.iter().all(|mark| {
            let lower = mark.text.to_lowercase();
            self.names_something(&lower, owned)
                && (!is_adjective(&lower) || self.knows(&lower))
                && !self.people.contains(&lower)
        });
        // "Cedar milling's fourth quarter sales"
        let owns = marks.get(end).is_some_and(|mark| mark.is_any(&["'", "’"]))
            && marks.get(end + 1).is_some_and(|mark| mark.is("s"))
            && before_figure(marks, end);
        let of_sales = owns
            || marks.get(end).is_some_and(|mark| match &mark.is {
                Is::Metric(metric) => !metric.weak && OF_SALES.contains(&metric.metric.id.as_str()),
                _ => false,
            });
        (nouns && of_sales).then(|| (end, name_of(marks, at, end)))
    }
}
