//! What an effect does to the metric: does it make it higher or lower?
//!
//! In:  a figure in its [`Frame`], its metric, and the effect that the words name. Out: [`Said`], an impact with its sign.
//! Not here: which figures have an effect (`aspect.rs`), which subject is a cause (`cause.rs`).

use super::aspect::Said;
use super::frame::{Figure, Frame};
use super::label::Aspect;
use super::lead::Lead;
use super::mark::Mark;
use super::metric::Polarity;
use super::per_share_item::is_item;
use super::phrase_book::{Effect, Form};
use super::subject::Chosen;
use super::word_sets::WORDS;
use crate::quantity::Kind;

/// Words of what was written off or paid once.
const EXPENSED: &[&str] =
    &["charge", "charges", "write-off", "write-offs", "write-down", "write-downs", "severance"];

pub(super) fn impact(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
    effect: Effect,
    because: &'static str,
) -> Said {
    let lower_is_better = chosen.subject.is_some_and(|subject| {
        subject.metric.polarity == Polarity::LowerIsBetter && !subject.negative
    });
    let near = || {
        frame
            .range(
                figure.start.max(figure.place.saturating_sub(8)),
                figure.stop.min(figure.place + 10),
            )
            .map(|(_, mark)| mark)
    };
    let negative = match effect {
        Effect::Tailwind => near().any(|mark| mark.is_any(&["negative", "unfavorable", "adverse"])),
        Effect::Headwind => true,
        // What is "impacted" without a word for how is hurt.
        Effect::Impact => {
            let verb = figure.before.by.is_some_and(|by| {
                let is = |at: usize, words: &[&str]| {
                    frame.mark(at).is_some_and(|mark| mark.is_any(words))
                };
                is(by, &["impacted", "impacting", "affected"])
                    || is(by, &["impact", "affect"])
                        && by.checked_sub(1).is_some_and(|before| {
                            is(before, &["to", "will", "would", "could", "may"])
                        })
            });
            let good = near().any(|mark| {
                mark.starts_with("positive")
                    || mark.starts_with("favorabl")
                    || WORDS.gains.has(mark.text)
            });
            // "we recorded write-offs of $3 million, a 50 basis point impact"
            let after_cost = figure.start > 0
                && frame.range(0, figure.place).any(|(_, mark)| {
                    is_item(mark) || EXPENSED.iter().any(|word| mark.ends_with(word))
                })
                && !frame.range(0, figure.stop).any(|(_, mark)| WORDS.gains.ends(mark.text));
            near().any(|mark| WORDS.adverse.has(mark.text))
                || (verb && !good)
                || (after_cost && !good)
        }
        Effect::Includes => {
            let behind = || {
                frame.range(figure.place, figure.stop.min(figure.place + 10)).map(|(_, mark)| mark)
            };
            let gain = behind().any(|mark| {
                mark.is_any(&[
                    "gain",
                    "gains",
                    "benefit",
                    "benefits",
                    "credit",
                    "credits",
                    "tailwind",
                    "contribution",
                    "proceeds",
                    "recovery",
                ])
            });
            // "which includes a charge of $0.31"
            let named = || {
                let from = figure.before.by.map_or(figure.start, |by| by + 1);
                frame.range(from, figure.place).map(|(_, mark)| mark)
            };
            let cost = |mark: &Mark<'_>| WORDS.costs.ends(mark.text) || is_item(mark);
            let gain = gain || named().any(|mark| WORDS.gains.ends(mark.text));
            let cost = named().any(cost) || behind().any(cost);
            // What a cost includes makes it higher, and what a gain takes off makes it lower.
            if lower_is_better { gain } else { cost && !gain }
        }
    };
    Said { aspect: Aspect::Impact, negative, because }
}

/// Is the subject of the figure's clause an effect, not a metric: `headwinds …, which will be 90 basis points`?
pub(super) fn points_back_to_effect(
    frame: &Frame<'_>,
    figure: &Figure,
    chosen: &Chosen<'_>,
) -> bool {
    let effect = frame.range(figure.start, figure.place).rev().find(|(at, mark)| {
        // "spending hit $71" is a verb.
        !frame.mark(at + 1).is_some_and(Mark::is_quantity)
            && matches!(mark.effect(Form::Noun), Some(Effect::Headwind | Effect::Tailwind))
            && !mark.is_any(&["favorable", "unfavorable", "help", "dilution", "pickup", "gains"])
    });
    let Some((at, _)) = effect else { return false };
    let measured = matches!(
        figure.quantity.kind,
        Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints | Kind::Money | Kind::PerShare
    );
    measured && figure.before.lead == Lead::Level && chosen.named_at.is_none_or(|named| named < at)
}

/// `offset by $50 million of capital expenditures`
pub(super) fn is_offset(frame: &Frame<'_>, figure: &Figure) -> bool {
    figure.before.by.and_then(|at| frame.mark(at)).is_some_and(|mark| mark.ends_with("offset by"))
}

/// `took 3 points off our growth`, `added 2 points to growth`: the movement is what the cause acts on.
pub(super) fn off_growth(frame: &Frame<'_>, figure: &Figure) -> bool {
    frame.mark(figure.place + 1).is_some_and(|mark| mark.is_any(&["off", "to", "from", "off of"]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                            expected: aspect/value
        ("Foreign exchange was a 150 basis point headwind to revenue growth.",              "150 basis point: impact/-150"),
        ("Operating margin included a 40 basis point benefit from insurance.",              "40 basis point: impact/40"),
        ("Weather hurt revenue by $6 million.",                                             "$6 million: impact/-6000000"),
        ("An extra week added $4 million to revenue.",                                      "$4 million: impact/4000000"),
        ("The outage impacted revenue by $3 million.",                                      "$3 million: impact/-3000000"),
        ("The mild winter positively affected revenue by $3 million.",                      "$3 million: impact/3000000"),
        ("GAAP EPS was $0.88, which includes a charge of $0.31 for a lawsuit.",             "$0.88: level/0.88; $0.31: impact/-0.31"),
        ("EPS of $0.71 include $0.14 of severance.",                                        "$0.71: level/0.71; $0.14: impact/-0.14"),
        ("Operating expenses of $90 million included $6 million of hiring costs.",             "$90 million: level/90000000; $6 million: impact/6000000"),
        ("Winter storms cost us roughly 2,000 barrels a day of production.",                "2,000 barrels: impact/-2000"),
        ("We recorded a write-off of $3 million, a 50 basis point impact to gross margin.", "$3 million: level/3000000; 50 basis point: impact/-50"),
        ("Gross margin fell, including a 40 basis point hit from a strike.",                "40 basis point: impact/-40"),
        ("Our guidance absorbs $0.25 of pension cost.",                                     "$0.25: impact/-0.25"),
        ("Revenue grew 9%. Currency took 3 points off our growth.",                         "9%: change/9; 3 points: impact/-3"),
        ("Currency took 3% off revenue.",                                                   "3%: impact/-3"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["aspect", "value"]), *expected, "given: {given}");
        }
    }
}
