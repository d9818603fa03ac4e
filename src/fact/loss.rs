//! Losses, which are amounts below zero: `a loss of $5 million`, `burned $34 million`.
//!
//! In:  a figure in its [`Frame`]. Out: do the words beside it say a loss, or a profit?
//! Not here: metrics that are losses by name (`metric_mention.rs`), the sign of an effect (`impact.rs`).

use super::frame::{Figure, Frame};
use super::mark::Is;
use crate::quantity::Kind;

/// Do the words right before the figure say a profit: `compared to a profit of $5 million`?
pub(super) fn says_profit(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame
        .range(figure.start.max(figure.place.saturating_sub(3)), figure.place)
        .any(|(_, mark)| mark.is_any(&["profit", "profits", "gain", "income"]))
}

/// Do the words right before the figure say a loss: `a loss of $5 million`, `burned $34 million`?
pub(super) fn says_loss(frame: &Frame<'_>, figure: &Figure) -> bool {
    // "the $84 million EBIT loss"
    let loss_at =
        |at: usize| frame.mark(at).is_some_and(|mark| mark.is_any(&["loss", "losses", "deficit"]));
    let ended = frame.mark(figure.place + 2).is_none_or(|mark| {
        matches!(mark.is, Is::Sign) || mark.is_any(&["for", "in", "on", "from", "is", "was"])
    });
    // "the $0.88 loss is …"
    let named_loss = figure.tail.metric.is_some_and(|at| loss_at(at + 1))
        || (loss_at(figure.place + 1) && ended);
    // "the $77 million it lost"
    let lost = frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["it", "we", "they"]))
        && frame.mark(figure.place + 2).is_some_and(|mark| mark.is_any(&["lost", "lose"]));
    let named_loss = named_loss || lost;
    // "a loss in the range of $5 million"
    let far = frame
        .range(figure.place.saturating_sub(4), figure.place)
        .any(|(_, mark)| mark.is_any(&["range", "between", "approximately"]));
    let reach = if far { 7 } else { 4 };
    // "free cash flow was a use of $30 million"
    let used = figure.place.checked_sub(2).is_some_and(|use_at| {
        frame.mark(use_at).is_some_and(|mark| mark.is("use"))
            && frame.mark(use_at + 1).is_some_and(|mark| mark.is("of"))
    });
    named_loss
        || used
        || frame
            .range(figure.start.max(figure.place.saturating_sub(reach)), figure.place)
            .rev()
            .any(|(at, mark)| {
                // "losses and loss adjustment expenses" of an insurer are costs.
                let cost = frame.range(at + 1, at + 4).any(|(_, next)| {
                    next.is_any(&[
                        "expense",
                        "expenses",
                        "adjustment",
                        "ratio",
                        "reserve",
                        "reserves",
                    ])
                });
                matches!(&mark.is, Is::Metric(metric) if metric.negative)
                    || (mark.is_any(&[
                        "loss", "deficit", "outflow", "outflows", "burned", "burning", "lost",
                        "lose", "losing",
                    ]) && !cost
                        && figure.quantity.kind != Kind::Count)
            })
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                              expected: aspect/value
        ("Our net loss was $7 million.",                                      "$7 million: level/-7000000"),
        ("Non-GAAP loss from operations was $21 million.",                    "$21 million: level/-21000000"),
        ("Operating loss narrowed to $3 million from $8 million a year ago.", "$3 million: level/-3000000; $8 million: level/-8000000"),
        ("We expect to lose between $5 million and $6 million.",              "$5 million and $6 million: level/-6000000..-5000000"),
        ("We burned 9 million gallons of fuel.",                              "9 million gallons: level/9000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
