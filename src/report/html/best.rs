//! Which of several mentions of one figure a chart shows.
//!
//! In:  mentions. Out: the best. Not here: whether they agree (`check/`).

use rust_decimal::Decimal;

use crate::check::rank;
use crate::fact::Fact;

/// What management says before what others say, what is not hedged before what is, then the one with most digits; of equals the first.
pub(super) fn best<'a>(mentions: &[&'a Fact]) -> Option<&'a Fact> {
    mentions.iter().copied().min_by_key(|fact| {
        let (outsider, hedged, _) = rank(fact);
        (outsider, hedged, coarseness(fact))
    })
}

/// The last digit said, as a part of the value: of "$1.047 billion" less than of "$5 million".
fn coarseness(fact: &Fact) -> Decimal {
    let value = fact.low.abs().max(fact.high.abs());
    fact.resolution.checked_div(value).unwrap_or(fact.resolution)
}
