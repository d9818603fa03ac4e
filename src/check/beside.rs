//! What stands beside a figure in its sentence, or in its paragraph.
//!
//! In:  the facts of one company. Out: [`Beside`], which tells whether two sentences say the same things.
//! Not here: whether two figures contradict each other (`restatement`).
//!
//! Prepared remarks say a result twice: the chief executive in short, the finance chief at length. When two sentences share
//! one figure to the last digit and under the same labels, their other figures of one label are one figure, too. So are two
//! figures of one metric when their paragraphs share another figure of that metric.

use super::binding::loose;
use super::index::scope_key;
use crate::fact::Fact;

/// The facts of each sentence and of each passage.
#[derive(Debug)]
pub(super) struct Beside<'f> {
    sentences: Places<'f>,
    passages: Places<'f>,
}

/// Facts by the place where they stand.
#[derive(Debug)]
struct Places<'f> {
    at: for<'a> fn(&'a Fact) -> At<'a>,
    /// Sorted by it; those of one place stay in order.
    facts: Vec<&'f Fact>,
}

/// Call, and where the sentence starts or the number of the passage.
type At<'f> = (&'f str, usize);

impl<'f> Beside<'f> {
    /// Sorts facts by sentence and passage.
    pub(super) fn new(facts: impl Iterator<Item = &'f Fact>) -> Self {
        let facts: Vec<&Fact> = facts.collect();
        let passages = Places::new(|fact| (&fact.call_id, fact.passage), facts.clone());
        Self {
            sentences: Places::new(|fact| (&fact.call_id, fact.sentence.start), facts),
            passages,
        }
    }

    /// Do the sentences of two facts share another figure, or their passages one of the same metric?
    pub(super) fn shares(&self, first: &Fact, second: &Fact) -> bool {
        let share = |places: &Places<'_>, of_metric: bool| {
            (places.at)(first) != (places.at)(second)
                && places.others(first).any(|one| {
                    (!of_metric || like(one, first))
                        && places.others(second).any(|other| same(one, other))
                })
        };
        share(&self.sentences, false) || share(&self.passages, true)
    }

    /// Do the passages of two facts also state the same figure for another time, and differ there as well?
    ///
    /// `an operating margin of 9.4%, against 17.7%` and `8.8%, against 16.7%` are two series, and no slip.
    pub(super) fn differs(&self, first: &Fact, second: &Fact) -> bool {
        let passages = &self.passages;
        (passages.at)(first) != (passages.at)(second)
            && passages.others(first).filter(|one| is_other_time(one, first)).any(|one| {
                let of_its_time = |other: &&Fact| like(one, other) && one_unit(one, other);
                let mut others = passages.others(second).filter(of_its_time).peekable();
                others.peek().is_some() && others.all(|other| !loose(one).meets(loose(other)))
            })
    }
}

impl<'f> Places<'f> {
    fn new(at: for<'a> fn(&'a Fact) -> At<'a>, mut facts: Vec<&'f Fact>) -> Self {
        facts.sort_by(|one, other| at(one).cmp(&at(other)));
        Self { at, facts }
    }

    fn others<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = &'f Fact> + 'a {
        let place = (self.at)(fact);
        let first = self.facts.partition_point(|other| (self.at)(other) < place);
        let facts = self.facts.iter().skip(first).copied();
        let facts = facts.take_while(move |other| (self.at)(other) == place);
        facts.take(MOST_OF_A_PLACE).filter(|other| other.fact_id != fact.fact_id)
    }
}

/// How many figures of a sentence or passage are looked at, so that the work stays linear.
const MOST_OF_A_PLACE: usize = 32;

/// Of one metric, part, basis and period.
fn like(one: &Fact, other: &Fact) -> bool {
    (&one.metric, one.basis, one.period) == (&other.metric, other.basis, other.period)
        && scope_key(&one.scope) == scope_key(&other.scope)
}

/// The same figure at another time.
fn is_other_time(one: &Fact, other: &Fact) -> bool {
    one.period != other.period
        && like(&Fact { period: other.period, ..one.clone() }, other)
        && one_unit(one, other)
}

fn one_unit(one: &Fact, other: &Fact) -> bool {
    (one.kind, &one.unit, one.aspect, one.status)
        == (other.kind, &other.unit, other.aspect, other.status)
}

/// One figure under one set of labels, to the last digit.
fn same(one: &Fact, other: &Fact) -> bool {
    (one.low, one.high, one.kind, &one.unit) == (other.low, other.high, other.kind, &other.unit)
        && (&one.metric, one.aspect, one.period, one.status)
            == (&other.metric, other.aspect, other.period, other.status)
        && one.metric != "other"
        && scope_key(&one.scope) == scope_key(&other.scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, bool)] = &[
        // beside the first                          beside the second                           expected
        ("revenue Pumps 2024-Q1 = 97 money line=1",  "revenue Pumps 2024-Q1 = 97 money line=2",  true),
        ("revenue Pumps 2024-Q1 = 97 money line=1",  "revenue Pumps 2024-Q1 = 79 money line=2",  false),
        ("revenue Pumps 2024-Q1 = 97 money line=1",  "revenue Valves 2024-Q1 = 97 money line=2", false),
        ("revenue Pumps 2024-Q1 = 97 money line=1",  "revenue Pumps 2023-Q1 = 97 money line=2",  false),
        ("other total 2024-Q1 = 97 money line=1",    "other total 2024-Q1 = 97 money line=2",    false),
        ("revenue Pumps 2024-Q1 = 97 money line=3",  "revenue Pumps 2024-Q1 = 97 money line=2",  false),
    ];

    #[test]
    fn table() {
        let first = fact("revenue Pumps 2024-Q1 = 7 percent yoy line=1");
        let second = fact("revenue Pumps 2024-Q1 = 9 percent yoy line=2");
        for (one, other, expected) in TABLE {
            let (one, other) = (fact(one), fact(other));
            let facts = [&first, &second, &one, &other];
            let beside = Beside::new(facts.into_iter());
            assert_eq!(beside.shares(&first, &second), *expected, "given: {one:?} {other:?}");
        }
    }

    #[rustfmt::skip]
    const DIFFERS: &[(&str, &str, bool)] = &[
        // beside the first                                    beside the second                                     expected
        ("operating_margin total 2023-Q1 = 17.7 percent line=1", "operating_margin total 2023-Q1 = 16.7 percent line=2", true),
        ("operating_margin total 2023-Q1 = 17.7 percent line=1", "operating_margin total 2023-Q1 = 17.7 percent line=2", false),
        ("operating_margin total 2023-Q1 = 17.7 percent line=1", "operating_margin Pumps 2023-Q1 = 16.7 percent line=2", false),
        ("operating_margin total 2023-Q1 = 17.7 percent line=1", "operating_margin total 2022-Q1 = 16.7 percent line=2", false),
        ("operating_margin total 2023-Q1 = 17.7 percent line=1", "operating_margin total 2023-Q1 = 16.7 percent line=3", false),
    ];

    #[test]
    fn differs() {
        let first = fact("operating_margin total 2024-Q1 = 9.4 percent line=1");
        let second = fact("operating_margin total 2024-Q1 = 8.8 percent line=2");
        for (one, other, expected) in DIFFERS {
            let (one, other) = (fact(one), fact(other));
            let facts = [&first, &second, &one, &other];
            let beside = Beside::new(facts.into_iter());
            assert_eq!(beside.differs(&first, &second), *expected, "given: {one:?} {other:?}");
        }
    }
}
