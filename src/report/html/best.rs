//! Which of several mentions of one figure a chart shows.
//!
//! In:  mentions. Out: the best. Not here: whether they agree (`check/`).

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::check::rank;
use crate::fact::Fact;

/// What management says before what others say, the value that is said most often, what is not hedged before what is,
/// then the one with most digits; of equals the first.
pub(super) fn best<'a>(mentions: &[&'a Fact]) -> Option<&'a Fact> {
    let mut said: HashMap<(Decimal, Decimal), usize> = HashMap::new();
    for fact in mentions {
        *said.entry((fact.low, fact.high)).or_default() += 1;
    }
    mentions.iter().copied().min_by_key(|fact| {
        let (outsider, hedged, _) = rank(fact);
        let often = said.get(&(fact.low, fact.high)).copied().unwrap_or_default();
        (outsider, Reverse(often), hedged, coarseness(fact))
    })
}

/// The last digit said, as a part of the value: of "$1.047 billion" less than of "$5 million".
fn coarseness(fact: &Fact) -> Decimal {
    let value = fact.low.abs().max(fact.high.abs());
    fact.resolution.checked_div(value).unwrap_or(fact.resolution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                    expected
        ("Revenue was $5.1 billion. Revenue was $5 billion.",                                       "$5.1 billion"),
        ("Revenue was $5 million. Revenue was $5.14 billion.",                                      "$5.14 billion"),
        ("Revenue was about $5.1 billion. Revenue was $6 billion.",                                 "$6 billion"),
        ("Revenue was $5.14 billion. Revenue was $5 billion. As I said, revenue was $5 billion.",   "$5 billion"),
        ("Nothing was said.",                                                                       "none"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let call = crate::extract("call", given.as_bytes()).unwrap();
            let mentions: Vec<&Fact> =
                call.facts.iter().filter(|fact| fact.metric == "revenue").collect();
            let found = best(&mentions).map_or("none", |fact| fact.quote.as_str());
            assert_eq!(found, *expected, "given: {given}");
        }
    }
}
