//! Which of several mentions of one figure a chart shows.
//!
//! In:  mentions. Out: the best. Not here: whether they agree (`check/`).

use crate::check::rank;
use crate::fact::Fact;

/// What management says before what others say, what is not hedged before what is, then the most precise; of equals the first.
pub(super) fn best<'a>(mentions: &[&'a Fact]) -> Option<&'a Fact> {
    mentions.iter().copied().min_by_key(|fact| rank(fact))
}
