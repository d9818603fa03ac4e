//! Figures that are set against a plan: `$3 million above the top of our range`.
//!
//! In:  a figure in its [`Frame`]. Out: whether what follows it sets it against guidance, a budget or what others expected.
//! Not here: comparisons with another time (`compare.rs`), whether it is guidance itself (`status.rs`).

use super::frame::{Figure, Frame};
use super::mark::{Is, Mark};
use super::phrase_book::Outlook;

/// Words that set a figure against what follows.
const AGAINST: [&str; 10] = [
    "above", "below", "ahead", "ahead of", "over", "under", "better", "worse", "short", "short of",
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
