//! Figures that are set against a plan: `$3 million above the top of our range`.
//!
//! In:  a figure in its [`Frame`]. Out: whether what follows it sets it against guidance, a budget or what others expected.
//! Not here: comparisons with another time (`compare.rs`), whether it is guidance itself (`status.rs`).

use super::frame::{Figure, Frame};
use super::mark::{Is, Mark};
use super::phrase_book::{Direction, Outlook};

/// Words that set a figure against what follows.
const AGAINST: [&str; 15] = [
    "above", "below", "ahead", "ahead of", "over", "under", "better", "worse", "short", "short of",
    "higher", "lower", "more", "less", "from",
];

/// How many marks the plan may be behind the figure: `above the high end of our prior range`.
const NEAR: usize = 8;

/// Does the figure say how far something was from a plan?
pub(super) fn is_against_plan(frame: &Frame<'_>, figure: &Figure) -> bool {
    let against = frame.mark(figure.place + 1).is_some_and(|mark| {
        let head = mark.text.split(' ').next().unwrap_or_default().to_lowercase();
        AGAINST.contains(&head.as_str())
    });
    let end = figure.stop.min(figure.place + 1 + NEAR);
    against
        && frame
            .range(figure.place + 1, end)
            .take_while(|(_, mark)| !matches!(mark.is, Is::Sign) && !mark.is("and"))
            .any(|(_, mark)| is_plan(mark))
}

/// Verbs that raise guidance, and verbs that lower it.
const RAISES: [&str; 9] = [
    "raise",
    "raises",
    "raised",
    "raising",
    "increase",
    "increased",
    "increasing",
    "lifted",
    "lifting",
];
const LOWERS: [&str; 10] = [
    "lower", "lowers", "lowered", "lowering", "cut", "cutting", "reduce", "reduced", "reducing",
    "trimmed",
];

/// `We are raising our revenue guidance by $30 million`: which way guidance moved by the figure.
pub(super) fn revised_by(frame: &Frame<'_>, figure: &Figure) -> Option<Direction> {
    let mut before = frame
        .range(figure.start, figure.place)
        .rev()
        .map(|(_, mark)| mark)
        .skip_while(|mark| mark.span.start >= figure.quantity.hedged.start);
    before.next().filter(|mark| mark.is("by"))?;
    let mut plan = false;
    for mark in before.take(NEAR + 2) {
        if matches!(mark.is, Is::Sign) && !mark.is("-") {
            return None;
        }
        plan |= is_plan(mark);
        let way = match () {
            () if mark.holds_any(&RAISES) => Direction::Up,
            () if mark.holds_any(&LOWERS) => Direction::Down,
            () => continue,
        };
        return plan.then_some(way);
    }
    None
}

fn is_plan(mark: &Mark<'_>) -> bool {
    mark.outlook() == Some(Outlook::Noun)
        || mark.text.to_lowercase().split(' ').any(|word| {
            matches!(
                word,
                "guidance"
                    | "range"
                    | "midpoint"
                    | "expectations"
                    | "expected"
                    | "consensus"
                    | "plan"
                    | "budget"
                    | "forecast"
                    | "outlook"
                    | "target"
                    | "guide"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                            expected: aspect/compare
        ("Income was $66 million, $3 million above the top of our range and compared to $48 million a year ago.",
            "$66 million: level/; $3 million: change/other; $48 million: level/"),
        ("EPS was $1.20, $0.04 ahead of consensus.",                                                        "$1.20: level/; $0.04: change/other"),
        ("Margin was 12%, 40 basis points better than we expected.",                                        "12%: level/; 40 basis points: change/other"),
        ("Revenue was $66 million, $3 million above last year.",                                            "$66 million: level/; $3 million: change/yoy"),
        ("We are raising our revenue guidance by $30 million to $90 million.",                              "$30 million: change/other; $90 million: level/"),
        ("We lowered our EBITDA outlook by about $6 million.",                                              "$6 million: change/other"),
        ("We raised our guidance, and sales grew by $9 million.",                                           "$9 million: change/yoy"),
        ("Margin should be 26%, up 50 basis points from our previous guide.",                               "26%: level/; 50 basis points: change/other"),
        ("Revenue should grow 9% versus the midpoint of our 2023 guidance.",                                 "9%: change/yoy"),
        ("Revenue was up 9%, above our guidance.",                                                          "9%: change/yoy"),
        ("Revenue was up 9%, and above plan.",                                                              "9%: change/yoy"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "compare"]), *expected, "given: {given}");
        }
    }
}
