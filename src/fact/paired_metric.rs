//! Lists of metrics or parts and of figures that a sentence pairs in order: `A and B were 50% and 40%, respectively`.
//!
//! In:  a [`Frame`] and what was chosen for each figure on its own. Out: the choice for the figures of the list.
//! Not here: scopes that are paired in order (`scope.rs`).

use super::counted_metric::fits;
use super::frame::Frame;
use super::label::Confidence;
use super::lead::Lead;
use super::meant_metric::subject;
use super::phrase_book::Sense;
use super::subject::Chosen;

/// Pairs two lists in order: `margins for A and B were 50% and 40%, respectively`, and metrics listed the same way.
pub(super) fn pair_lists<'t>(frame: &Frame<'t>, chosen: &mut [Chosen<'t>]) {
    let Some(end) = frame.marks.iter().position(|mark| mark.has(Sense::Respectively)) else {
        pair_two(frame, chosen);
        return;
    };
    let listed: Vec<usize> = (0..frame.figures.len())
        .filter(|&index| frame.figures.get(index).is_some_and(|figure| figure.place < end))
        .collect();
    let mut first = listed.len().saturating_sub(1);
    while first > 0
        && frame.figures.get(first).is_some_and(|figure| {
            figure.before.lead == Lead::And || figure.place - figure.start <= 3
        })
    {
        first -= 1;
    }
    let group = listed.get(first..).unwrap_or_default();
    let Some(start) = group.first().and_then(|&index| frame.figures.get(index)) else { return };
    let named: Vec<usize> = frame
        .range(start.start, start.place)
        .filter(|(at, _)| {
            frame.metric(*at).is_some_and(|metric| fits(metric.metric, &start.quantity))
        })
        .map(|(at, _)| at)
        .collect();
    if group.len() < 2 || named.len() < group.len() {
        return;
    }
    let names = named.get(named.len() - group.len()..).unwrap_or_default();
    for (&index, &at) in group.iter().zip(names) {
        if let (Some(choice), Some(subject)) = (chosen.get_mut(index), subject(frame, at)) {
            *choice = Chosen {
                subject: Some(subject),
                named_at: Some(at),
                confidence: Confidence::Stated,
                because: "two lists, paired in order (respectively)",
            };
        }
    }
}

/// `revenue and EBITDA of $210 million and $40 million`: two metrics and two figures, each two joined by "and" alone.
fn pair_two<'t>(frame: &Frame<'t>, chosen: &mut [Chosen<'t>]) {
    for (index, pair) in frame.figures.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let joined = second.place == first.place + 2
            && frame.mark(first.place + 1).is_some_and(|mark| mark.is("and"))
            && second.tail.metric.is_none()
            && first.quantity.kind == second.quantity.kind;
        let named: Vec<usize> = frame
            .range(first.start, first.place)
            .map(|(at, _)| at)
            .filter(|at| frame.metric(*at).is_some())
            .collect();
        let &[one, other] = named.as_slice() else { continue };
        let strong = [one, other].iter().all(|at| {
            frame
                .metric(*at)
                .is_some_and(|found| !found.weak && fits(found.metric, &first.quantity))
        });
        let listed = other == one + 2 && frame.mark(one + 1).is_some_and(|mark| mark.is("and"));
        if !(joined && strong && listed) {
            continue;
        }
        for (at, place) in [(index, one), (index + 1, other)] {
            if let (Some(choice), Some(subject)) = (chosen.get_mut(at), subject(frame, place)) {
                *choice = Chosen {
                    subject: Some(subject),
                    named_at: Some(place),
                    confidence: Confidence::Stated,
                    because: "two lists, paired in order (respectively)",
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        ("We delivered revenue and EBITDA of $210 million and $40 million.", "$210 million: revenue/total; $40 million: ebitda/total"),
        // given                                                                                    expected: metric/scope
        ("Gross margins for Bakery and Dairy were 41% and 29%, respectively.",                      "41%: gross_margin/Bakery; 29%: gross_margin/Dairy"),
        ("Revenue and operating income were $52 million and $8 million, respectively.",             "$52 million: revenue/total; $8 million: operating_income/total"),
        ("Operating expenses and capital expenditures were $30 million and $6 million, respectively.", "$30 million: operating_expenses/total; $6 million: capital_expenditures/total"),
        ("Revenue in Europe and Asia grew 5% and 9%, respectively.",                                "5%: revenue/Europe; 9%: revenue/Asia"),
        ("The rivers in Peru and Chile rose 2 feet and 3 feet, respectively.",                      "2 feet: other/Peru; 3 feet: other/Chile"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["metric", "scope"]), *expected, "given: {given}");
        }
    }
}
