//! The accounting basis of a figure: GAAP, non-GAAP, organic, constant currency.
//!
//! In:  a figure in its [`Frame`], its metric, what it leaves out and what was said before. Out: its basis, and how it is known.
//! Not here: which phrases name a basis (`grammar/bases.toml`), what a speaker says once for all figures (`blanket.rs`).

use super::blanket::Blanket;
use super::frame::{Figure, Frame};
use super::label::{Aspect, Basis, Confidence};
use super::labels::bases_said;
use super::lead::Lead;
use super::mark::Is;
use super::phrase_book::{Effect, Form, Sense, phrases};
use super::subject::{Chosen, GROWS};
use super::topic::Topic;
use super::word::words;

/// A basis, how it is known, and why.
pub(crate) type Based = (Basis, Confidence, &'static str);

/// What the constructions of basis read.
pub(crate) struct Asked<'a, 't> {
    pub(crate) frame: &'a Frame<'t>,
    /// Number of the figure in its sentence.
    pub(crate) index: usize,
    pub(crate) chosen: &'a Chosen<'t>,
    pub(crate) aspect: Aspect,
    /// Does the figure leave something out: "excluding these charges"?
    pub(crate) adjusted: bool,
    /// The basis of the figure before it in the sentence.
    pub(crate) last: Option<Basis>,
    pub(crate) blanket: &'a Blanket,
    pub(crate) topic: &'a Topic<'t>,
}

/// A way in which a sentence says on which basis a figure stands.
type Construction = fn(&Asked<'_, '_>, &Figure) -> Option<Based>;

/// The constructions, the first that applies wins.
const CONSTRUCTIONS: &[Construction] = &[
    respectively,
    behind,
    inside_the_name,
    before_the_figure,
    opening,
    leaves_out,
    carried_on,
    growth_of_a_part,
    leading,
    once_for_all,
];

/// The basis of a figure.
pub(crate) fn basis(asked: &Asked<'_, '_>) -> Based {
    let unsaid = (Basis::Unspecified, Confidence::Assumed, "not said");
    let Some(figure) = asked.frame.figures.get(asked.index) else { return unsaid };
    let found = CONSTRUCTIONS.iter().find_map(|construction| construction(asked, figure));
    // A level is what it is in any currency; only its growth can be in a constant one. Nor is a level organic because a growth before
    // it is.
    let level = asked.aspect == Aspect::Level;
    // "On a GAAP basis, we lost $9 million, which includes $5 million of severance": an item has no basis.
    let item = level
        && asked.index > 0
        && figure.before.lead == Lead::Effect(Effect::Includes)
        && figure.tail.basis.is_none();
    let of_growth = |found: &Based| {
        found.0 == Basis::ConstantCurrency
            || found.0 == Basis::Organic && found.1 == Confidence::Carried
    };
    // "Acquisitions added 4 points" to a growth that the sentence before told without them.
    let of_cause = |found: &Based| {
        asked.aspect == Aspect::Impact
            && found.1 == Confidence::Carried
            && matches!(found.0, Basis::ConstantCurrency | Basis::Organic)
            && asked
                .frame
                .range(figure.start, figure.stop)
                .any(|(_, mark)| mark.holds_any(CURRENCY_OR_PARTS))
    };
    found.filter(|found| !(item || level && of_growth(found) || of_cause(found))).unwrap_or(unsaid)
}

/// What organic growth, or growth in constant currency, leaves out.
const CURRENCY_OR_PARTS: &[&str] = &[
    "currency",
    "currencies",
    "fx",
    "exchange",
    "dollar",
    "acquisition",
    "acquisitions",
    "divestiture",
    "divestitures",
    "m&a",
];

impl Asked<'_, '_> {
    fn basis_at(&self, at: usize) -> Option<Basis> {
        // "returns normalized to $5 million"
        if !matches!(self.frame.mark(at)?.is, Is::Phrase(_)) {
            return None;
        }
        let verb = self.frame.mark(at)?.is("normalized")
            && self.frame.mark(at + 1).is_some_and(|next| next.is_any(&["to", "in", "from"]));
        if verb {
            return None;
        }
        match self.frame.mark(at)?.is {
            Is::Phrase(senses) => senses.iter().find_map(|sense| match sense {
                Sense::Basis(basis) => Some(*basis),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// `GAAP and adjusted margins were 50% and 52%, respectively`
fn respectively(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    let basis = paired_basis(asked.frame, asked.index)?;
    Some((basis, Confidence::Stated, "two lists, paired in order (respectively)"))
}

/// `up 4% organically`
fn behind(_: &Asked<'_, '_>, figure: &Figure) -> Option<Based> {
    Some((figure.tail.basis?, Confidence::Stated, "said behind the figure"))
}

/// `total organic revenue growth`: the vocabulary takes the basis into the metric's name.
fn inside_the_name(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    let mark = asked.frame.mark(asked.chosen.named_at?)?;
    // The revenue of a year's subscriptions is called recurring, which adjusts nothing.
    if mark.text.to_ascii_lowercase().contains("recurring revenue") {
        return None;
    }
    let words = words(mark.text);
    let mut senses = phrases(mark.text, &words).flat_map(|phrase| phrase.senses);
    let basis = senses.find_map(|sense| match sense {
        Sense::Basis(basis) => Some(*basis),
        _ => None,
    })?;
    Some((basis, Confidence::Stated, "said in the metric's name"))
}

/// `adjusted operating income was $5 million`
fn before_the_figure(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Based> {
    let frame = asked.frame;
    let taken = asked
        .index
        .checked_sub(1)
        .and_then(|last| frame.figures.get(last))
        .filter(|last| last.tail.basis.is_some())
        .map_or(0, |last| last.tail.end);
    let belongs = |at: usize| {
        let adverbial = frame.mark(at).is_some_and(|mark| {
            ["on a", "in ", "at ", "organically", "constant", "excluding", "net of", "before"]
                .iter()
                .any(|start| mark.starts_with(start))
                || mark.has(Sense::Basis(Basis::ConstantCurrency))
                || in_opening(frame, figure, at)
                // "Adjusted for merger costs, earnings were …"
                || mark.is("adjusted") && adjusted_for(frame, at)
        });
        match asked.chosen.named_at {
            Some(named) if named < figure.place => {
                at + 6 >= named
                    && (at > named
                        || frame
                            .range(at + 1, named)
                            .all(|(_, mark)| !matches!(mark.is, Is::Metric(_)) && !mark.is(",")))
                    || adverbial
            }
            Some(_) => adverbial,
            // "organic growth for the full year in the range of 5%"
            None => {
                adverbial
                    || at + 3 >= figure.place
                    || frame
                        .mark(at + 1)
                        .is_some_and(|mark| mark.direction(&[Form::Noun]).is_some())
            }
        }
    };
    let basis = frame
        .range(figure.start.max(taken), figure.place)
        .rev()
        .filter_map(|(at, _)| {
            let basis = asked.basis_at(at).or_else(|| as_reported(frame, at))?;
            belongs(at).then_some(basis)
        })
        // "adjusted ROE excluding currency was 16%": a level has no currency, and is adjusted all the same.
        .find(|basis| asked.aspect != Aspect::Level || *basis != Basis::ConstantCurrency)?;
    Some((basis, Confidence::Stated, "said before the figure"))
}

/// `On a currency-neutral basis, …`, `In local-currency terms Europe was …`: in a phrase of circumstance that opens the figure's part of the sentence.
fn in_opening(frame: &Frame<'_>, figure: &Figure, at: usize) -> bool {
    let mut words = frame.range(figure.start, at).map(|(_, mark)| mark);
    let opens =
        words.next().is_some_and(|mark| mark.is_any(&["on", "in", "at", "under", "and", ","]));
    let ends = frame.range(at + 1, at + 3).any(|(_, mark)| mark.is_any(&["basis", "terms", ","]));
    opens && ends && at <= figure.start + 4 && !words.any(|mark| matches!(mark.is, Is::Metric(_)))
}

/// `Adjusted for merger costs, …`: at the beginning of a clause, for behind a noun it says how the noun is meant.
pub(super) fn adjusted_for(frame: &Frame<'_>, at: usize) -> bool {
    let opens = at.checked_sub(1).and_then(|before| frame.mark(before)).is_none_or(|before| {
        matches!(before.is, Is::Sign) || before.is_any(&["and", "when", "as"])
    });
    opens && frame.mark(at + 1).is_some_and(|next| next.is("for"))
}

/// `Reported growth was 3%`: no verb, for nobody reports before it.
fn as_reported(frame: &Frame<'_>, at: usize) -> Option<Basis> {
    let reported = frame.mark(at).is_some_and(|mark| mark.is("reported"));
    let opens = at.checked_sub(1).and_then(|before| frame.mark(before)).is_none_or(|before| {
        matches!(before.is, Is::Sign)
            || before.is_any(&["our", "the", "total", "while", "and", "but", "versus", "on"])
    });
    let names = frame.mark(at + 1).is_some_and(|next| {
        matches!(next.is, Is::Metric(_)) || next.direction(&[Form::Noun]).is_some()
    });
    (reported && opens && names).then_some(Basis::Reported)
}

/// A phrase that opens the sentence rules all its figures: `On a GAAP basis, …`.
fn opening(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    asked.chosen.named_at.filter(|_| asked.index > 0)?;
    let basis = (0..3).find_map(|at| {
        asked
            .frame
            .mark(at)
            .filter(|mark| mark.text.len() > 8 && mark.starts_with("on a"))
            .and_then(|_| asked.basis_at(at))
    })?;
    Some((basis, Confidence::Carried, "said at the beginning of the sentence"))
}

/// `excluding these charges, operating margin was 21%`: earnings that leave something out are adjusted.
fn leaves_out(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    let adjustable = asked.chosen.subject.is_some_and(|subject| subject.metric.adjustable);
    (asked.adjusted && adjustable).then_some((
        Basis::NonGaap,
        Confidence::Stated,
        "leaves something out of earnings",
    ))
}

fn carried_on(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    if asked.chosen.confidence != Confidence::Carried {
        return None;
    }
    let found =
        asked.last.map(|last| (last, Confidence::Carried, "as the figure before")).or(asked
            .topic
            .basis
            .map(|basis| (basis, Confidence::Carried, "as in the sentence before")))?;
    (found.0 != Basis::Unspecified).then_some(found)
}

/// `Organic sales rose 5%. Europe grew 7%`: the growth of a part that names no metric goes on about the growth before.
fn growth_of_a_part(asked: &Asked<'_, '_>, _: &Figure) -> Option<Based> {
    let basis = asked.last.filter(|last| *last != Basis::Unspecified).or(asked.topic.basis)?;
    let growth = asked.aspect == Aspect::Change
        && asked.chosen.because == GROWS
        && matches!(basis, Basis::Organic | Basis::ConstantCurrency);
    growth.then_some((basis, Confidence::Carried, "goes on about the growth before"))
}

/// `Organic growth was led by 9% growth in Asia`: what leads a growth is growth of its kind.
fn leading(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Based> {
    let frame = asked.frame;
    let revenue = asked.chosen.subject.is_some_and(|subject| subject.metric.id == "revenue");
    let (led, _) = frame
        .range(0, figure.place)
        .find(|(_, mark)| mark.is_any(&["led by", "led"]))
        .filter(|_| revenue && asked.aspect == Aspect::Change)?;
    let basis = frame
        .range(0, led)
        .rev()
        .take_while(|(_, mark)| !mark.is_any(&[";", "while", "but"]))
        .find_map(|(at, _)| asked.basis_at(at))?;
    Some((basis, Confidence::Carried, "leads the growth before"))
}

fn once_for_all(asked: &Asked<'_, '_>, figure: &Figure) -> Option<Based> {
    let metric = asked.chosen.subject?.metric;
    let basis = asked.blanket.basis(metric, figure.quantity.kind, asked.aspect)?;
    Some((basis, Confidence::Carried, "said once for all figures of the call"))
}

/// The basis that pairs with the figure at `index`: `GAAP and adjusted earnings per share were $1.20 and $1.30, respectively`.
fn paired_basis(frame: &Frame<'_>, index: usize) -> Option<Basis> {
    let end = frame.marks.iter().position(|mark| mark.has(Sense::Respectively))?;
    let second =
        index > 0 && frame.figures.get(index).is_some_and(|figure| figure.before.lead == Lead::And);
    let first = frame.figures.get(if second { index - 1 } else { index })?;
    if first.place > end {
        return None;
    }
    let bases = bases_said(frame.range(first.start, first.place).map(|(_, mark)| mark));
    (bases.len() == 2).then(|| bases.get(usize::from(second)).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::testing::labels;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                            expected: scope/basis
        ("Adjusted EPS was $0.85.",                                                         "$0.85: total/non_gaap"),
        ("GAAP operating income was $14 million.",                                          "$14 million: total/gaap"),
        ("Non-GAAP gross margins for Pumps and Valves were 52.2% and 47.6%, respectively.", "52.2%: Pumps/non_gaap; 47.6%: Valves/non_gaap"),
        ("Organic revenue growth was 10%.",                                                 "10%: total/organic"),
        ("Revenue grew 6% in constant currency.",                                           "6%: total/constant_currency"),
        ("North America revenue was $44 million.",                                          "$44 million: North America/unspecified"),
        ("Core earnings were $3 million.",                                                  "$3 million: total/non_gaap"),
        ("Free cash flow was $22 million.",                                                 "$22 million: total/unspecified"),
        ("International sales rose 9% on a constant currency basis.",                       "9%: International/constant_currency"),
        ("Revenue rose 5% in constant currency to $40 million.",                            "5%: total/constant_currency; $40 million: total/unspecified"),
        ("Excluding currency, revenue grew 7%.",                                            "7%: total/constant_currency"),
        ("Excluding the severance charges, operating margin was 21%.",                      "21%: total/non_gaap"),
        ("Excluding the sold ferry, revenue was $21 million.",                              "$21 million: total/unspecified"),
        ("Organic sales rose 5%. Europe grew 7%.",                                          "5%: total/organic; 7%: Europe/organic"),
        ("Operational sales growth was 6%.",                                                "6%: total/constant_currency"),
        ("Operational excellence saved $6 million.",                                        "$6 million: total/unspecified"),
        ("Reported growth was 3%.",                                                          "3%: total/reported"),
        ("Sales grew 14% operationally to $6 million.",                                      "14%: total/constant_currency; $6 million: total/unspecified"),
        ("Organic sales rose 5%. Europe grew 7% to $9 million.",                             "5%: total/organic; 7%: Europe/organic; $9 million: Europe/unspecified"),
        ("Organic growth this year can come to a range of 5% to 6%.",        "5% to 6%: total/organic"),
        ("Revenue grew 7% excluding currency and acquisitions.",                             "7%: total/organic"),
        ("Sales rose 9% in constant currency, and gross margin was 40%.",                     "9%: total/constant_currency; 40%: total/unspecified"),
        ("Adjusted for merger costs, EPS was $1.53.",                                         "$1.53: total/non_gaap"),
        ("Organic revenue fell 4%. Acquisitions added 2 points.",                             "4%: total/organic; 2 points: total/unspecified"),
        ("On a GAAP basis, we lost $9 million, which includes $5 million of stock-based compensation.", "$9 million: total/gaap; $5 million: total/unspecified"),
        ("Annual recurring revenue was $9 million.",                                          "$9 million: total/unspecified"),
        ("Investment income normalized to $9 million.",                                       "$9 million: total/unspecified"),
        ("Normalized operating income was $9 million.",                                       "$9 million: total/non_gaap"),
        ("Let us look at organic revenue by region. Europe grew 7%.",                         "7%: Europe/organic"),
        ("Free cash flow was 105% of adjusted net income.",                                 "105%: total/unspecified"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(labels(given, &["scope", "basis"]), *expected, "given: {given}");
        }
    }
}
