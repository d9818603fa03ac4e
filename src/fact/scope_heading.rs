//! Sentences that turn the talk to a part of the company, or back to the whole.
//!
//! In:  a sentence and its marks. Out: the part that the sentences after it are about.
//! Not here: how long that lasts (`topic.rs`).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::mark::{Is, Mark};
use super::phrase_book::Form;
use super::scope::{FILE, STRONG_HEADS, Scopes};
use super::scope_mark::{head_at, name_of};
use super::scope_word::{Sets, lower};
use super::word::is_capitalised;

/// How many characters of a sentence may hold its opening.
const HEAD: usize = 48;

/// The phrases that open a sentence about something else.
#[expect(clippy::expect_used, reason = "built-in data, read by the tests")]
pub(super) static OPENINGS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        // The phrases begin with too many letters for a search for these to skip anything.
        .prefilter(false)
        // It looks at a sentence's beginning only; a DFA takes longer to make than it saves in a call.
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&FILE.openings)
        .expect("an automaton of a few phrases can be built")
});

/// The beginning of a sentence, in lower case.
fn head_of(sentence: &str) -> String {
    sentence.chars().take(HEAD).flat_map(char::to_lowercase).collect()
}

/// Where the first opening ends that stands at the beginning of a sentence, in bytes of [`head_of`] it.
fn opening_end(sentence: &str) -> Option<usize> {
    let head = sentence.as_bytes().get(..HEAD).unwrap_or(sentence.as_bytes());
    // The automaton stops at the end that comes first.
    let found =
        if head.is_ascii() { OPENINGS.find(head) } else { OPENINGS.find(&head_of(sentence)) };
    found.map(|found| found.end())
}

impl Scopes {
    /// Does the sentence open another topic: a part of the company (its name), or the whole (empty)?
    pub(crate) fn opening(&self, sentence: &str, marks: &[Mark<'_>]) -> Option<String> {
        let Some(start) = opening_end(sentence) else { return self.slide(marks) };
        let head = head_of(sentence);
        let first = marks.iter().position(|mark| mark.span.start >= start)?;
        let named = self.named_near(marks, first);
        // "Turning to our mills, docks and ferries segment": all up to the head.
        let headed = || {
            let end = (first + 1..marks.len().min(first + 9))
                .find(|&at| marks.get(at).is_some_and(|mark| mark.is_any(&STRONG_HEADS)))?;
            let start = if marks.get(first)?.is_any(&["our", "the"]) { first + 1 } else { first };
            let run = marks.get(start..end).filter(|run| !run.is_empty())?;
            let named = run.iter().all(|mark| {
                (matches!(mark.is, Is::Word)
                    && (mark.is("and") || self.may_name(&lower(mark.text))))
                    || mark.is_any(&[",", "&", "-"])
                    || matches!(mark.is, Is::Scope(_) | Is::Metric(_))
            });
            named.then(|| name_of(marks, start, end))
        };
        // "Moving to diagnostics, revenue was": what stands between the opening and a comma or the sentence's end.
        let plain = || {
            let end = (first..first + 4).find(|&at| {
                marks.get(at).is_none_or(|mark| mark.is_any(&[",", ".", "reported"]))
            })?;
            let run = marks.get(first..end).filter(|run| !run.is_empty())?;
            let part = |mark: &Mark<'_>| self.may_name(&lower(mark.text));
            let named = run.iter().all(|mark| {
                matches!(mark.is, Is::Word)
                    && (mark.is("and") || part(mark) || Sets::of(mark.text).has(Sets::IN_NAMES))
            }) && run.iter().any(part);
            named.then(|| name_of(marks, first, end))
        };
        let topic: String =
            sentence.chars().skip(start).take(60).flat_map(char::to_lowercase).collect();
        let whole = || {
            FILE.company_topics.iter().any(|word| topic.contains(word.as_str())).then(String::new)
        };
        let formal = || {
            marks.iter().filter(|_| !marks.iter().any(Mark::is_quantity)).find_map(|mark| {
                match &mark.is {
                    Is::Scope(name) if ends_in_head(mark) => Some(name.clone()),
                    _ => None,
                }
            })
        };
        // "Turning to pricing": to something else, which is no part of the company.
        let leaves = || {
            ["turn", "mov", "shift", "switch"]
                .iter()
                .any(|verb| head.contains(verb))
                .then(String::new)
        };
        headed().or(named).or_else(formal).or_else(whole).or_else(plain).or_else(leaves)
    }

    /// Does the sentence name the company itself, and no part of it: `Acme ended the year with $40 million`?
    pub(crate) fn speaks_of_the_company(&self, marks: &[Mark<'_>]) -> bool {
        let own = |mark: &Mark<'_>| {
            is_capitalised(mark.text) && self.company.contains(lower(mark.text).as_ref())
        };
        !self.company.is_empty()
            && marks.iter().any(own)
            && !marks.iter().any(|mark| matches!(mark.is, Is::Scope(_)))
    }

    /// `Slide nine, Pumps.`, `Slide 11, a short overview on Pumps.`: a heading that is spoken.
    fn slide(&self, marks: &[Mark<'_>]) -> Option<String> {
        let at = marks.iter().take(3).position(|mark| mark.is_any(&["slide", "page"]))?;
        let comma = marks.iter().take(at + 4).position(|mark| mark.is(","))?;
        let short = marks.len() <= comma + 10;
        let tells = marks.iter().any(|mark| {
            mark.is_quantity()
                || mark.direction(&[Form::Verb]).is_some()
                || mark.is_any(&["we", "you", "is", "are", "was", "were"])
        });
        (short && !tells).then(|| self.named_near(marks, comma + 1)).flatten()
    }

    /// The part that is named within the next few words.
    fn named_near(&self, marks: &[Mark<'_>], first: usize) -> Option<String> {
        (first..marks.len().min(first + 5))
            .take_while(|&at| {
                marks
                    .get(at)
                    .is_some_and(|mark| !mark.is_quantity() && !mark.is_any(&[",", ".", ";"]))
            })
            .find_map(|at| match marks.get(at).map(|mark| &mark.is) {
                Some(Is::Scope(name)) => Some(name.clone()),
                Some(Is::Word) => {
                    let known = self.known_at(marks, at);
                    let end = known.or_else(|| self.capitals_at(marks, at))?;
                    let closed = known.is_some()
                        || head_at(marks, end).is_some()
                        || marks.get(end).is_none_or(|mark| mark.is_any(&[",", ".", "and"]));
                    closed.then(|| name_of(marks, at, end))
                }
                _ => None,
            })
    }

    /// The part that a sentence without figures introduces: "Slide 9 shows the results of our Aftermarket segment".
    pub(crate) fn introduction(marks: &[Mark<'_>]) -> Option<String> {
        let mut names = marks.iter().enumerate().filter_map(|(at, mark)| match &mark.is {
            Is::Scope(name) => Some((at, mark, name)),
            _ => None,
        });
        let (at, first, name) = names.next().filter(|(_, _, name)| !name.is_empty())?;
        let subject = at <= 9
            && ends_in_head(first)
            && !marks.iter().any(|mark| matches!(&mark.is, Is::Metric(metric) if !metric.weak));
        let shows = subject
            && marks.iter().any(|mark| {
                mark.is_any(&[
                    "results",
                    "performance",
                    "slide",
                    "trends",
                    "look",
                    "highlights",
                    "summarizes",
                    "shows",
                ])
            });
        (shows && marks.len() <= 30 && names.all(|(_, _, other)| other == name))
            .then(|| name.clone())
    }
}

/// Is the scope named with its head: `our Aftermarket segment`?
pub(super) fn ends_in_head(mark: &Mark<'_>) -> bool {
    let lower = mark.text.to_lowercase();
    STRONG_HEADS.iter().any(|head| lower.ends_with(head))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected: metric/scope
        ("Turning to our Foundry segment. Revenue was $6 million.",                                 "$6 million: revenue/Foundry"),
        ("Moving on to the Orchard business. Revenue grew 7%.",                                     "7%: revenue/Orchard"),
        ("Let's look at our Ceramics division. Operating income was $3 million.",                   "$3 million: operating_income/Ceramics"),
        ("Turning to our Foundry segment, revenue was $6 million.",                                 "$6 million: revenue/Foundry"),
        ("Turning to our Foundry segment. Revenue was $6 million. Turning to the balance sheet. We ended with cash of $80 million.", "$6 million: revenue/Foundry; $80 million: cash/total"),
        ("Turning to our Foundry segment. Revenue was $6 million. Moving to our Rail segment. Revenue was $9 million.", "$6 million: revenue/Foundry; $9 million: revenue/Rail"),
        ("Turning to ceramics. Revenue was $6 million.",                                            "$6 million: revenue/ceramics"),
        ("Turning to pricing. Revenue was $6 million.",                                             "$6 million: revenue/total"),
        ("Turning to our full year guidance. We expect revenue of $60 million.",                    "$60 million: revenue/total"),
        ("Our Tannery business is fine. Slide nine, Tannery. Revenue was $5 million.",              "$5 million: revenue/Tannery"),
        ("Slide 9 shows the results of our Tannery segment. Revenue was $5 million.",               "$5 million: revenue/Tannery"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
