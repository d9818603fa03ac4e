//! The constructions in which words that no vocabulary knows name a part of the company.
//!
//! In:  the marks of a sentence, and where a name may begin. Out: the end of the name, and the name.
//! Not here: names that are known or written as names (`scope_mark.rs`).

use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Form, Outlook, Sense};
use super::scope::{Scopes, is_adjective};
use super::scope_mark::name_of;
use super::scope_place::{before_figure, before_verb, is_namable, is_subject_place};
use super::scope_word::{Sets, lower};
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

/// Words that open a sentence with the part that it is about: "For marine, …", "As for marine, …".
pub(super) const OPENERS: [&[&str]; 18] = [
    &["in"],
    &["inside"],
    &["within"],
    &["at"],
    &["across"],
    &["for"],
    &["regarding"],
    &["on"],
    &["outside"],
    &["among"],
    &["as", "for"],
    &["over", "in"],
    &["over", "at"],
    &["with", "respect", "to"],
    &["with", "regard", "to"],
    &["with", "regards", "to"],
    &["as", "it", "relates", "to"],
    &["when", "it", "comes", "to"],
];

/// Words that lead into a sentence before it opens: "Finally, in marine, …", "Now in marine, …".
const LEAD_INS: [&str; 18] = [
    "and",
    "but",
    "so",
    "now",
    "then",
    "next",
    "finally",
    "lastly",
    "first",
    "second",
    "third",
    "meanwhile",
    "similarly",
    "elsewhere",
    "again",
    "yes",
    "yeah",
    "also",
];

/// Where what opens the sentence stands: behind `In`, `Finally, in`, `As for`. Articles count as opening words.
pub(super) fn opened_at(marks: &[Mark<'_>]) -> Option<usize> {
    let led = marks
        .iter()
        .take(4)
        .take_while(|mark| mark.is_any(&LEAD_INS) || mark.is(",") || mark.has(Sense::Break))
        .count();
    let led = if marks.first().is_some_and(|first| first.is(",")) { 0 } else { led };
    let opener = |start: usize| {
        OPENERS.iter().find_map(|opener| {
            let said = |(at, word): (usize, &&str)| {
                marks.get(start + at).is_some_and(|mark| mark.is(word))
            };
            opener.iter().enumerate().all(said).then_some(start + opener.len())
        })
    };
    let end = opener(led)?;
    let article = marks.get(end).is_some_and(|mark| mark.is_any(&["our", "the"]));
    Some(end + usize::from(article))
}

impl Scopes {
    /// `In neuromodulation, revenue grew`: what stands between the first word `In` and a comma; `at` is where the sentence
    /// has [opened](opened_at).
    pub(super) fn opening_place(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let mut end = at;
        while marks.get(end).is_some_and(|mark| is_namable(mark) || mark.is_any(&["-", "and", "&"]))
            && end < at + 5
        {
            end += 1;
        }
        let part = |mark: &Mark<'_>| self.names_something(&lower(mark.text), true);
        let run = marks.get(at..end)?;
        let named = run.iter().all(|mark| {
            !matches!(mark.is, Is::Word)
                || mark.is("and")
                || part(mark)
                || Sets::of(mark.text).has(Sets::IN_NAMES)
        }) && run.iter().any(|mark| !mark.is("and") && part(mark));
        let next = marks.get(end)?;
        // "In our water platform mid single digit growth …": a figure may follow at once.
        let head = end > at + 1
            && marks.get(end - 1).is_some_and(|mark| Sets::of(mark.text).has(Sets::HEADS));
        let closed =
            next.is(",") || (head && (next.is_quantity() || matches!(next.is, Is::Metric(_))));
        let name = name_of(marks, at, if head && !next.is(",") { end - 1 } else { end });
        let outside = marks.first().is_some_and(|first| first.is("outside"));
        (end > at && named && closed)
            .then(|| (end, if outside { format!("outside {name}") } else { name }))
    }

    /// `RevPAR at our luxury hotels was`: what a metric is said to be of, between `our` and a verb, figure or comma.
    pub(super) fn own_part(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let before = |back: usize| at.checked_sub(back).and_then(|at| marks.get(at));
        let our = before(1)?;
        let preposition = before(2)?;
        // "Net income at the gas utility was": behind "the" only what is known, or what a head closes.
        let headed = || {
            our.is("the")
                && (at..marks.len().min(at + 4))
                    .find(|&end| {
                        marks.get(end).is_some_and(|mark| Sets::of(mark.text).has(Sets::HEADS))
                    })
                    .is_some_and(|end| end > at)
        };
        let introduced = preposition.is_any(&["in", "at", "for", "from", "across", "to"])
            && before(3).is_some_and(|metric| matches!(metric.is, Is::Metric(_)))
            && (our.is("our") || headed());
        // "Sales to data centers climbed", "Shipments to dealers fell"
        let sold = our.is("to")
            && (preposition.is_any(&["shipments", "deliveries"])
                || matches!(&preposition.is, Is::Metric(metric)
                    if ["revenue", "units", "bookings"].contains(&metric.metric.id.as_str())));
        // "Utilization in our own fabs": all of them
        if !(introduced || sold) || marks.get(at)?.is("own") {
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
                || WORDS.performs.has(mark.text)
        });
        let run = marks.get(at..end)?;
        let named = || run.iter().any(|mark| self.names_something(&lower(mark.text), true));
        let last_is_head = end > at + 1
            && marks.get(end - 1).is_some_and(|mark| Sets::of(mark.text).has(Sets::HEADS));
        let joined = run.iter().any(|mark| mark.is("-"));
        (closed && end > at && !(joined && last_is_head) && named())
            .then(|| (end, name_of(marks, at, if last_is_head { end - 1 } else { end })))
    }

    /// `Our gas utility posted earnings of`: what earns.
    pub(super) fn performer(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let our = at.checked_sub(1).and_then(|before| marks.get(before));
        // "Marine coatings posted sales of": two words that open a sentence
        let opens = our.is_none();
        if !(opens || our.is_some_and(|our| our.is("our"))) || !is_subject_place(marks, at) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| matches!(mark.is, Is::Word)) && end < at + 4 {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        if !marks.get(end).is_some_and(|mark| WORDS.earns.has(mark.text)) {
            return None;
        }
        let named = name.iter().enumerate().all(|(place, mark)| {
            let lower = lower(mark.text);
            self.names_something(&lower, false) || (place > 0 && lower == "utility")
        });
        let opens_alone = opens
            && !(name.len() >= 2
                && marks.get(end).is_some_and(|verb| {
                    verb.is_any(&["posted", "delivered", "generated", "earned"])
                })
                && marks.iter().skip(end).take(6).any(Mark::is_quantity));
        (named && !opens_alone).then(|| (end, name_of(marks, at, end)))
    }

    /// `For the industry, premiums grew 7%`, `our larger peers have been seeing 33%`: another party.
    pub(super) fn other_party(marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let mark = marks.get(at)?;
        let told = marks.get(at + 1).is_some_and(|next| {
            next.is(",")
                || matches!(next.is, Is::Metric(_))
                || next.is_any(&["have", "has", "had"])
                || next.direction(&[Form::Verb]).is_some()
                || (next.has(Sense::Copula) && !next.is_any(&["of", "at"]))
        });
        let figure = marks.iter().skip(at).any(Mark::is_quantity);
        let before = |back: usize| at.checked_sub(back).and_then(|before| marks.get(before));
        let industry = mark.is_any(&["industry", "market", "category"])
            && before(1).is_some_and(|the| the.is("the"))
            && (is_subject_place(marks, at)
                || before(2).is_some_and(|of| {
                    of.is_any(&["for", "believe", "think", "estimate", "that", "see", "expect"])
                        || of.outlook() == Some(Outlook::Verb)
                }));
        let peers = mark.is_any(&["peers", "competitors", "competitor"]) && at <= 2;
        (told && figure && (industry || peers)).then(|| (at + 1, mark.text.to_owned()))
    }

    /// `By asset class, bonds were $61 billion and stocks $96 billion`: each subject is a part.
    pub(super) fn kind(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        if !marks.first()?.is("by") || !is_subject_place(marks, at) {
            return None;
        }
        let comma = marks.iter().take(6).position(|mark| mark.is(","))?;
        let kinds = [
            "class",
            "type",
            "segment",
            "region",
            "geography",
            "channel",
            "product",
            "line",
            "business",
            "market",
            "vertical",
            "category",
        ];
        if at <= comma || !marks.get(comma - 1)?.is_any(&kinds) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| {
            (is_namable(mark) && self.names_something(&lower(mark.text), false)) || mark.is("-")
        }) && end < at + 5
        {
            end += 1;
        }
        let closed = marks.get(end).is_some_and(|next| {
            next.is_quantity() || matches!(next.is, Is::Metric(_)) || before_verb(marks, end)
        });
        (closed && end > at).then(|| (end, name_of(marks, at, end)))
    }

    /// `Wealth management had another strong quarter`: of what a sentence without figures tells how it did.
    pub(super) fn introduced(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        let opens = at == 0 || (at == 1 && marks.first()?.is_any(&["our", "the"]));
        if !opens || marks.iter().any(Mark::is_quantity) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| {
            let lower = lower(mark.text);
            is_namable(mark)
                && (self.names_something(&lower, end == at)
                    || (end > at && Sets::of_lower(&lower).has(Sets::IN_NAMES)))
        }) && end < at + 3
        {
            end += 1;
        }
        let verb = marks.get(end)?;
        let did = verb.is_any(&["had", "delivered", "posted"]) || WORDS.performs.has(verb.text);
        let told = || {
            marks.iter().skip(end + 1).take(6).any(|mark| {
                mark.is_any(&["quarter", "year", "results", "performance"])
                    || mark.text.to_lowercase().ends_with("quarter")
            })
        };
        (end > at && did && told()).then(|| (end, name_of(marks, at, end)))
    }

    /// `… with pumps up 5% and small surgical devices down 3%`: what stands in a list of growth.
    ///
    /// `told`: is another part's figure told before, as in `Crop protection grew 9%, while seeds grew 4%`?
    pub(super) fn grower(
        &self,
        marks: &[Mark<'_>],
        at: usize,
        told: bool,
    ) -> Option<(usize, String)> {
        let linked = at.checked_sub(1).and_then(|before| marks.get(before));
        // "led by pumps, which grew 5%"
        let led = linked.is_some_and(|mark| mark.has(Sense::Cause));
        if !(led || is_subject_place(marks, at)) {
            return None;
        }
        let mut end = at;
        while marks.get(end).is_some_and(|mark| is_namable(mark) || mark.is_any(&["&", "-"]))
            && end < at + 6
        {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        let next = marks.get(end)?;
        // "and bedding, up 8%": no other words stand so.
        let apart = next.is(",");
        let named = || {
            name.iter().all(|mark| {
                mark.is_any(&["and", "&", "-"]) || self.names_something(&lower(mark.text), apart)
            })
        };
        let figure_behind = |from: usize| marks.iter().skip(from).take(2).any(Mark::is_quantity);
        let listed = linked
            .is_some_and(|mark| mark.is_any(&["and", "while", "with", "whereas", "but", ","]));
        let is = |at: usize, words: &[&str]| marks.get(at).is_some_and(|mark| mark.is_any(words));
        // "which improved 5%" may be a rate.
        let rises = |at: usize| {
            marks
                .get(at)
                .and_then(|verb| verb.direction(&[Form::Verb]))
                .is_some_and(|direction| matches!(direction, Direction::Up | Direction::Down))
        };
        let moves = |at: usize| is(at, &["up", "down"]);
        let in_list = listed
            && (moves(end) || ((apart || is(end, &["was", "were"])) && moves(end + 1)))
            && figure_behind(end + 1);
        let tells = |from: usize| {
            (moves(from) && figure_behind(from + 1))
                || (is(from, &["which"]) && rises(from + 1) && figure_behind(from + 2))
        };
        let beside = told
            && linked.is_some_and(|mark| mark.is_any(&["and", "while", "whereas", "but", "our"]))
            && (rises(end) || (is(end, &["was", "were"]) && rises(end + 1)))
            && figure_behind(end + 1);
        let grows = in_list || beside || (led && apart && tells(end + 1));
        // "Spec homes made up 58% of deliveries"
        let shares = next.has(Sense::ShareVerb) && figure_behind(end + 1);
        // "RevPAR grew 9%, transient 4% and leisure 1%": the verb is said once.
        let gapped = linked.is_some_and(|mark| mark.is_any(&["and", ","]))
            && (next.is_quantity()
                || (next.is_any(&["for", "the remaining"])
                    && marks.get(end + 1).is_some_and(Mark::is_quantity)))
            && ["%", "percent", "digit", "digits", "teens"].iter().any(|ending| {
                marks.iter().skip(end).take(2).any(|mark| mark.text.ends_with(ending))
            })
            && at > 1
            && marks.get(at - 2).is_some_and(Mark::is_quantity);
        let whole = ![name.first(), name.last()].into_iter().flatten().any(|end| end.is("and"));
        (whole && (grows || (!led && (shares || gapped))) && named())
            .then(|| (end, name_of(marks, at, end)))
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
            matches!(mark.is, Is::Word) && self.names_something(&lower(mark.text), true)
        });
        let written = name.iter().any(|mark| is_capitalised(mark.text))
            || self.known_at(marks, at).is_some_and(|known| known == end);
        (named && written).then(|| (end + 1, name_of(marks, at, end)))
    }

    /// `Global glass bottle volumes fell`: nouns before a metric of sales, where a subject stands, or where a noun phrase begins.
    pub(super) fn modifier(&self, marks: &[Mark<'_>], at: usize) -> Option<(usize, String)> {
        // At most three nouns stand before the metric, or before the end of the owner.
        let ahead = marks
            .iter()
            .skip(at + 1)
            .take(3)
            .any(|mark| matches!(mark.is, Is::Metric(_)) || mark.is_any(&["'", "’"]));
        if !ahead {
            return None;
        }
        // "Fourth quarter total glass bottle volumes": what only says when, and how it is counted.
        let qualifiers = marks
            .get(..at)?
            .iter()
            .rev()
            .take_while(|mark| {
                matches!(mark.is, Is::Period(_))
                    || mark.is_any(&["global", "total", "overall", "average", "quarterly", "net"])
            })
            .count();
        let begins = at - qualifiers;
        let inside = !is_subject_place(marks, begins);
        let phrase =
            begins.checked_sub(1).and_then(|before| marks.get(before)).is_some_and(|mark| {
                mark.is_any(&["in", "of", "for", "from", "including", "our", "the", "its"])
            });
        if inside && !phrase && qualifiers == 0 {
            return None;
        }
        let mut end = at;
        let joins = |end: usize| {
            // "Tube and core volumes", where the whole subject stands before the metric
            !inside && end > at && marks.get(end).is_some_and(|mark| mark.is("and"))
        };
        while (marks.get(end).is_some_and(is_namable) || joins(end)) && end < at + 3 {
            end += 1;
        }
        let name = marks.get(at..end).filter(|name| !name.is_empty())?;
        let owned = !inside && marks.get(end).is_some_and(|mark| mark.is_any(&["'", "’"]));
        let nouns = || {
            name.iter().all(|mark| {
                let lower = lower(mark.text);
                (mark.is("and") || self.names_something(&lower, owned))
                    && (!is_adjective(&lower) || self.knows(&lower))
                    && !self.people.contains(lower.as_ref())
            })
        };
        // "Cedar milling's fourth quarter sales"
        let owns = owned
            && marks.get(end + 1).is_some_and(|mark| mark.is("s"))
            && before_figure(marks, end);
        let of_sales = owns
            || marks.get(end).is_some_and(|mark| match &mark.is {
                Is::Metric(metric) => {
                    let id = metric.metric.id.as_str();
                    !metric.weak
                        && OF_SALES.contains(&id)
                        && (!inside || ["revenue", "bookings", "backlog"].contains(&id))
                }
                _ => false,
            });
        let whole = ![name.first(), name.last()].into_iter().flatten().any(|end| end.is("and"));
        (whole && of_sales && nouns()).then(|| (end, name_of(marks, at, end)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given, expected: metric/scope
        ("Net income at the gas utility was $38 million.", "$38 million: net_income/gas"),
        ("Net income at the beginning of the year was $38 million.", "$38 million: net_income/total"),
        ("By region, farms had revenue of $61 million, and mills had revenue of $19 million.", "$61 million: revenue/farms; $19 million: revenue/mills"),
        ("Marine coatings generated revenue of $42 million.", "$42 million: revenue/Marine coatings"),
        ("Strong demand generated revenue of $42 million.", "$42 million: revenue/total"),
        ("Utilization in our own mills was 68%.", "68%: utilization/total"),
        ("By comparison, revenue was $61 million.", "$61 million: revenue/total"),
        ("Wealth management had another strong quarter. Revenue was $67 million.", "$67 million: revenue/Wealth management"),
        ("The team had another strong quarter. Revenue was $67 million.", "$67 million: revenue/total"),
        ("Our larger peers have grown revenue by 3%. Revenue was $9 million.", "3%: revenue/peers; $9 million: revenue/total"),
        ("As for the marine business, sales grew 5%.", "5%: revenue/marine"),
        ("Finally, in marine, sales grew 5%.", "5%: revenue/marine"),
        ("Among national accounts, sales grew 5%.", "5%: revenue/national accounts"),
        ("When it comes to wages, sales grew 5%.", "5%: revenue/total"),
        ("Sales to kennels climbed 5%.", "5%: revenue/kennels"),
        ("Shipments to dealers fell 8%.", "8%: units/dealers"),
        ("We believe the industry grew about 3%.", "3%: revenue/industry"),
        ("Our U.S. sales rose 6%, while the market grew only 2%.", "6%: revenue/U.S.; 2%: revenue/market"),
        ("Sales grew 14%, led by water valves, which rose 19%, and canal locks, up 8%.", "14%: revenue/total; 19%: revenue/water valves; 8%: revenue/canal locks"),
        ("Sales grew 14%, driven by ferries, up 30%.", "14%: revenue/total; 30%: revenue/ferries"),
        ("Sales grew 14%, led by kitchen, which grew 12%, and bedding, up 8%.", "14%: revenue/total; 12%: revenue/kitchen; 8%: revenue/bedding"),
        ("Pumps sales grew 9%, while seeds grew 4%.", "9%: revenue/Pumps; 4%: revenue/seeds"),
        ("Asia accounted for 23% of sales and Europe for 11%.", "23%: revenue/Asia; 11%: revenue/Europe"),
        ("Inside our ferries line, orders grew 3%.", "3%: bookings/ferries line"),
        ("Revenue was $50 million, with sensors up 5%.", "$50 million: revenue/total; 5%: revenue/sensors"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
