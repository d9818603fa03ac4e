//! The scan: finds where a quantity can begin and lets the grammar read there only.
//!
//! In:  the text of one passage. Out: [`Scan`].
//! Not here: the grammar (`amount.rs`, `number.rs`, `vague.rs`), what is no quantity (`other.rs`).

use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::span::Span;

use super::amount::{
    Amount, MINUS_SIGNS, amount, between_sep, either, range, says_how_often, simple,
};
use super::anchor::anchor;
use super::counted::{amount_of, noun, singles_out};
use super::flat::{End, FromFlat, from_flat, to_flat};
use super::hedge::hedge;
use super::name::{has_article, is_lettered};
use super::nearby::{before, behind, is_blank, last_word, without_pause};
use super::number::{TooLong, numeral, read_digits};
use super::numeral::is_digit;
use super::opener::{Opener, far_apart, onward, opener};
use super::other::{name_behind, other, whole_numeral};
use super::phrase::is_cjk;
use super::points::is_movement;
use super::ratio::ratio;
use super::sense::{Measured, pair, scale_before, single};
use super::tolerance::joined;
use super::vague::{vague, vague_range};
use super::vocabulary::{Behind, Unit, is_stop};
use super::{Bound, Kind, Quantity, Reason, Scan, Skipped};

/// What stands at one anchor.
enum Finding {
    Quantity(Quantity),
    Two(Quantity, Quantity),
    Skipped(Skipped),
}

/// Reads all quantities and numerals of `text`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut found = Scan::default();
    let mut at = 0;
    // The end of the last finding: no later one reaches back before it.
    let mut floor = 0;
    while let Some(anchor) = anchor(text, at) {
        let start = anchor.start;
        let found_here = if explains(text, found.quantities.last(), start) {
            None
        } else {
            finding(text, start, floor)
        };
        let next = match found_here {
            Some(Finding::Quantity(mut quantity)) => {
                let end = quantity.span.end;
                carry(text, found.quantities.last(), &mut quantity);
                found.quantities.push(quantity);
                end
            }
            Some(Finding::Two(first, second)) => {
                let end = second.span.end;
                found.quantities.extend([first, second]);
                end
            }
            Some(Finding::Skipped(skipped)) => {
                let end = skipped.span.end;
                found.skipped.push(skipped);
                end
            }
            None => 0,
        };
        floor = floor.max(next);
        let next = next.max(anchor.end);
        at = next.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found.quantities = joined(text, found.quantities);
    skip_cut(text, &mut found);
    found
}

/// Does a bracket open at `start` that explains what stands before it, so that it is no negative: right behind a figure (`$20 million (5%)`,
/// `EUR 5 million ($5.4 million)`), or around a scaled amount behind a noun (`net sales (EUR 613 million) were up`)?
fn explains(text: &str, prior: Option<&Quantity>, start: usize) -> bool {
    let Some(inside) = text.get(start..).and_then(|rest| rest.strip_prefix('(')) else {
        return false;
    };
    let gap = prior.and_then(|prior| text.get(prior.span.end..start));
    if gap.is_some_and(|gap| gap.chars().all(is_blank)) {
        return true;
    }
    let word = last_word(before(text, start));
    let noun = word.chars().all(char::is_alphabetic) && !word.is_empty() && !is_stop(word);
    // An accountant's "loss ($5.2 million)" is told to be one by its name.
    noun && simple(inside).is_ok_and(|(rest, said)| {
        said.scale.is_some() && matches!(said.unit, Some(Unit::Money(_))) && rest.starts_with(')')
    })
}

/// Skips quantities that a character without width cuts: what stands on its other side may belong to the number.
fn skip_cut(text: &str, found: &mut Scan) {
    let invisible =
        |c: Option<char>| matches!(c, Some('\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'));
    let is_cut = |quantity: &Quantity| {
        let before = text.get(..quantity.span.start).and_then(|head| head.chars().next_back());
        let after = text.get(quantity.span.end..).and_then(|tail| tail.chars().next());
        invisible(before) || invisible(after)
    };
    if !found.quantities.iter().any(is_cut) {
        return;
    }
    let (cut, whole): (Vec<Quantity>, Vec<Quantity>) =
        std::mem::take(&mut found.quantities).into_iter().partition(is_cut);
    found.quantities = whole;
    found.skipped.extend(
        cut.into_iter().map(|quantity| Skipped { span: quantity.span, reason: Reason::Nonsense }),
    );
    found.skipped.sort_by_key(|skipped| skipped.span);
}

/// `about 5 million tons and 7 million barrels`: the hedge is said of both.
fn carry(text: &str, prior: Option<&Quantity>, quantity: &mut Quantity) {
    let Some(prior) = prior else { return };
    if quantity.bound != Bound::Exact || prior.kind != quantity.kind || prior.bound == Bound::Vague
    {
        return;
    }
    let gap = text.get(prior.span.end..quantity.span.start).unwrap_or_default();
    let joined = gap.len() <= MOST_CARRIED && last_word(gap).eq_ignore_ascii_case("and");
    let before = prior.hedged.start < prior.span.start;
    if joined && before && !gap.contains(['.', ';', '?', '!', ':']) {
        quantity.bound = prior.bound;
    }
}

/// Bytes between two quantities of one enumeration.
const MOST_CARRIED: usize = 48;

/// The amount at one anchor, which is read once for everything that may begin with it.
struct Said<'t> {
    text: &'t str,
    start: usize,
    amount: IResult<&'t str, Amount>,
}

impl<'t> Said<'t> {
    fn input(&self) -> &'t str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// The parser of an amount that stands at the anchor.
    fn again(&self) -> impl Fn(&'t str) -> IResult<&'t str, Amount> {
        |input| {
            debug_assert_eq!(input, self.input());
            self.amount.clone()
        }
    }
}

/// Reads at one anchor; `floor` is where the last finding ended.
fn finding(text: &str, start: usize, floor: usize) -> Option<Finding> {
    let input = text.get(start..)?;
    let first = input.chars().next()?;
    let prior = text.get(..start)?.chars().next_back();
    if first.is_alphabetic()
        && !is_cjk(first)
        && prior.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c))
    {
        return None;
    }
    if (first == '.' || MINUS_SIGNS.contains(&first))
        && !prior.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '$'))
    {
        return None;
    }
    // "the -5B engine": its hyphen is no sign.
    if first == '-' && has_article(before(text, start)) && is_lettered(input) {
        return None;
    }
    let digits = if is_digit(first) {
        numeral(input).ok().map(|(_, n)| Span::new(start, start + n.len()))
    } else {
        None
    };
    if let Some(at) = digits
        && let Some(skipped) = other(text, at, floor)
    {
        return Some(Finding::Skipped(Skipped {
            span: whole_numeral(text, skipped.span),
            ..skipped
        }));
    }
    let said = Said { text, start, amount: amount(input) };
    let read = if let Some(found) = quantity_to_flat(&said) {
        Some(found)
    } else if first.is_alphabetic() {
        vague_quantity(text, start)
            .or_else(|| flat_quantity(text, start))
            .or_else(|| quantity(&said))
    } else {
        quantity(&said)
    };
    match (read, digits) {
        (Some(read), _) => Some(read),
        (None, None) => None,
        (None, Some(at)) => {
            if let Some(name) = name_behind(text, at) {
                return Some(Finding::Skipped(name));
            }
            let reason = match read_digits(at.of(text)) {
                Err(TooLong) => Reason::Overflow,
                Ok(_) => Reason::Bare,
            };
            Some(Finding::Skipped(Skipped { span: at, reason }))
        }
    }
}

fn vague_quantity(text: &str, start: usize) -> Option<Finding> {
    let input = text.get(start..)?;
    let alone = vague(input).ok()?;
    let opener = opener(without_pause(before(text, start)));
    let (rest, found) = match vague_range(opener == Opener::Between).parse(input) {
        Ok(found) if opener != Opener::From => found,
        _ => alone,
    };
    // "a record high 30%" is no third of the thirties.
    let prior = last_word(before(text, start));
    if ["record", "time", "record-", "time-", "new"].iter().any(|w| prior.ends_with(w)) {
        return None;
    }
    let span = Span::new(start, text.len() - rest.len());
    Some(Finding::Quantity(by_convention(span, found.low, found.high)))
}

/// A range of percents that stands for itself by convention.
fn by_convention(span: Span, low: Decimal, high: Decimal) -> Quantity {
    Quantity {
        span,
        hedged: span,
        kind: Kind::Percent,
        unit: String::new(),
        low,
        high,
        resolution: Decimal::ONE,
        bound: Bound::Vague,
        scaled: false,
        currency_said: false,
        noun: String::new(),
    }
}

/// A range from no change to the end that is said.
fn flat_quantity(text: &str, start: usize) -> Option<Finding> {
    let (rest, found) = from_flat(text.get(start..)?).ok()?;
    let span = Span::new(start, text.len() - rest.len());
    flat_range(text, span, &found).map(Finding::Quantity)
}

/// A range that ends at no change, of percents: `a 2% decline to flat`.
fn quantity_to_flat(said: &Said<'_>) -> Option<Finding> {
    let Said { text, start, .. } = *said;
    let (rest, mut found) = to_flat(said.again()).parse(said.input()).ok()?;
    let span = Span::new(start, text.len() - rest.len());
    let left = before(text, start);
    // "from -4% to flat" is where a figure was and what it became.
    if opener(without_pause(left)) == Opener::From {
        return None;
    }
    let falls = ["down", "declined", "decline", "decrease", "drop", "reduction", "declining"];
    let prior = last_word(left);
    let noun = last_word(left.strip_suffix("of ").unwrap_or_default());
    found.down |=
        falls.iter().any(|w| prior.eq_ignore_ascii_case(w) || noun.eq_ignore_ascii_case(w));
    let quantity = flat_range(text, span, &found)?;
    matches!(quantity.kind, Kind::Percent | Kind::BasisPoints | Kind::PercentagePoints)
        .then_some(Finding::Quantity(quantity))
}

/// The range between no change and its other end.
fn flat_range(text: &str, span: Span, found: &FromFlat) -> Option<Quantity> {
    let mut quantity = match &found.end {
        End::Vague(end) => by_convention(span, Decimal::ZERO, end.high),
        End::Said(end) => {
            let measured = single(end).ok().filter(|measured| measured.kind != Kind::Bare)?;
            quantity_of(text, span, Measured { low: Decimal::ZERO, ..measured })
        }
    };
    if quantity.high.is_sign_negative() {
        (quantity.low, quantity.high) = (quantity.high, quantity.low);
    } else if found.down {
        quantity.low = quantity.high;
        quantity.low.set_sign_negative(true);
        quantity.high = Decimal::ZERO;
    }
    Some(quantity)
}

/// Reads a range or an amount.
fn quantity(said: &Said<'_>) -> Option<Finding> {
    let Said { text, start, .. } = *said;
    let input = said.input();
    if let Ok((rest, said)) = ratio(input) {
        let span = Span::new(start, text.len() - rest.len());
        let measured = single(&Amount::new(said, None, Some(Unit::Of(Kind::Multiple)), false));
        return Some(Finding::Quantity(quantity_of(text, span, measured.ok()?)));
    }
    if let Ok((rest, (low, high))) = either(said.again()).parse(input)
        && let Ok(Some(measured)) = pair(&low, &high)
    {
        let span = Span::new(start, text.len() - rest.len());
        return finished(text, span, measured, &high);
    }
    if let Some(found) = range_quantity(said) {
        return Some(found);
    }
    let (rest, amount) = said.amount.as_ref().ok()?;
    let span = Span::new(start, text.len() - rest.len());
    match single(amount) {
        Ok(measured) => finished(text, span, measured, amount),
        Err(reason) => Some(Finding::Skipped(Skipped { span, reason })),
    }
}

fn range_quantity(said: &Said<'_>) -> Option<Finding> {
    let Said { text, start, .. } = *said;
    // Where no end of a range can follow, nobody asks what opened it; `between` allows the most.
    let (behind_first, _) = said.amount.as_ref().ok()?;
    between_sep(behind_first).ok()?;
    let opener = opener(without_pause(before(text, start)));
    let read = range(opener == Opener::Between, said.again()).parse(said.input());
    let (rest, (low, high)) = read.ok()?;
    let span = Span::new(start, text.len() - rest.len());
    let unitless = low.unit.is_none() && high.unit.is_none();
    if unitless && low.scale.is_none() && high.scale.is_none() && noun(rest, false).is_none() {
        return None;
    }
    let measured = match pair(&low, &high) {
        Ok(Some(measured)) => measured,
        Ok(None) => return None,
        // "from 2.1 to 1.8 times": what fell from one value to another.
        Err(_) if opener == Opener::From => return separate(said, &low, &high, span),
        Err(reason) => {
            // Each end says its unit: two mentions that fall, `up 3 million to 2 million`.
            if low.unit.is_some() && high.unit.is_some() {
                return None;
            }
            return Some(Finding::Skipped(Skipped { span, reason }));
        }
    };
    let onward = opener == Opener::From && onward(rest);
    if (opener == Opener::From && !onward)
        || (opener == Opener::Change && far_apart(&measured, &low))
    {
        return separate(said, &low, &high, span);
    }
    finished(text, span, measured, &high)
}

/// Two values of one `from … to …`.
fn separate(said: &Said<'_>, low: &Amount, high: &Amount, span: Span) -> Option<Finding> {
    let Said { text, start, .. } = *said;
    let (after, _) = said.amount.as_ref().ok()?;
    let first_end = text.len() - after.len();
    let at = after.char_indices().find(|(_, c)| is_digit(*c) || *c == '$').map(|(i, _)| i);
    let mut own = low.clone();
    if own.unit.is_none() {
        own.unit = high.unit;
        own.scale = own.scale.or(high.scale);
    } else {
        own.scale = own.scale.or(scale_before(low, high));
    }
    let second_start = first_end + at?;
    let first = quantity_of(text, Span::new(start, first_end), single(&own).ok()?);
    let second = Amount { unit: high.unit.or(low.unit), ..high.clone() };
    let second = quantity_of(text, Span::new(second_start, span.end), single(&second).ok()?);
    Some(Finding::Two(first, second))
}

fn quantity_of(text: &str, span: Span, measured: Measured) -> Quantity {
    let (outer, hedged) = hedge(text, span, measured.low == measured.high);
    let bound = measured.inner.unwrap_or(outer);
    Quantity {
        span,
        hedged,
        currency_said: matches!(measured.kind, Kind::Money | Kind::PerShare),
        kind: measured.kind,
        unit: measured.code.map(|code| code.as_str().to_owned()).unwrap_or_default(),
        low: measured.low,
        high: measured.high,
        resolution: measured.resolution,
        bound,
        scaled: measured.scaled,
        noun: String::new(),
    }
}

/// The quantity with its hedges and its noun; small list counts are none.
fn finished(text: &str, span: Span, measured: Measured, said: &Amount) -> Option<Finding> {
    let rest = text.get(span.end..)?;
    let spelled = !said.number.digits;
    let skip = |reason| {
        if spelled { None } else { Some(Finding::Skipped(Skipped { span, reason })) }
    };
    // What happens happens a whole number of times.
    if measured.kind == Kind::Multiple
        && measured.low.is_integer()
        && said.unit == Some(Unit::Of(Kind::Multiple))
        && (says_how_often(rest) || last_word(before(text, span.start)) == "already")
    {
        return skip(Reason::ListCount);
    }
    if measured.kind == Kind::PercentagePoints {
        let quote = text.get(span.start..span.end)?;
        let loose = (spelled || quote.ends_with("point")) && !quote.contains("percent");
        if loose && (said.number.article || !is_movement(text.get(..span.start)?, rest)) {
            return skip(Reason::ListCount);
        }
    }
    if measured.kind != Kind::Bare {
        return Some(Finding::Quantity(quantity_of(text, span, measured)));
    }
    let noun = noun(behind(text, span.end), measured.scaled);
    let has = |role| noun.as_ref().is_some_and(|n| n.roles.contains(role));
    let Some(found) = noun.as_ref() else {
        let rated = rest.trim_start_matches(is_blank).starts_with("per ");
        if (spelled && !measured.scaled && !rated) || said.number.article {
            return None;
        }
        let mut quantity = quantity_of(text, span, measured);
        if quantity.scaled
            && let Some(noun) = amount_of(behind(text, span.end))
        {
            quantity.noun = noun.to_owned();
        }
        return Some(Finding::Quantity(quantity));
    };
    if measured.scaled
        && (has(Behind::Money) || (has(Behind::Duration) && !found.name.ends_with('s')))
    {
        let mut quantity = quantity_of(text, span, measured);
        quantity.noun.clone_from(&found.name);
        return Some(Finding::Quantity(quantity));
    }
    if spelled
        && !measured.scaled
        && measured.high == Decimal::ONE
        && singles_out(before(text, span.start), rest, found)
    {
        return None;
    }
    if has(Behind::Duration) && !measured.scaled && measured.low < Decimal::ONE_THOUSAND {
        return skip(Reason::Duration);
    }
    if !measured.scaled
        && (has(Behind::List) && !has(Behind::Countable))
        && measured.high < Decimal::ONE_HUNDRED
    {
        return skip(Reason::ListCount);
    }
    let rated =
        behind(text, span.end + found.length).trim_start_matches(is_blank).starts_with("per ");
    if spelled && !measured.scaled && !has(Behind::Countable) && !rated {
        return None;
    }
    let wide = Span::new(span.start, span.end + found.length);
    let (bound, hedged) = hedge(text, span, measured.low == measured.high);
    let mut quantity = quantity_of(text, wide, measured);
    quantity.kind = Kind::Count;
    quantity.unit.clone_from(&found.name);
    quantity.noun.clone_from(&found.name);
    if bound != Bound::Exact {
        quantity.bound = bound;
        quantity.hedged = Span::new(hedged.start.min(wide.start), hedged.end.max(wide.end));
    }
    Some(Finding::Quantity(quantity))
}

#[cfg(test)]
mod tests {
    use super::super::proof::show_all;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                          expected: quantities, then skipped numerals
        ("$1.05 billion to $1.06 billion",                "money USD 1050000000..1060000000 ~10000000"),
        ("$1.05 to $1.06 billion",                        "money USD 1050000000..1060000000 ~10000000"),
        ("$20 to $25 million",                            "money USD 20000000..25000000 ~1000000"),
        ("900 to $1 billion",                             "money USD 900000000..1000000000 ~1000000000"),
        ("$1.60-$1.62",                                   "money USD 1.6..1.62 ~0.01"),
        ("5%-6%",                                         "percent 5..6 ~1"),
        ("between 7% and 8%",                             "percent 7..8 ~1"),
        ("a range of 5% to 6%",                           "percent 5..6 ~1"),
        ("it rose from $1.1 to $1.3 billion",             "money USD 1100000000 ~100000000; money USD 1300000000 ~100000000"),
        ("it fell from SEK 950 to 720 million",           "money SEK 950000000 ~1000000; money SEK 720000000 ~1000000"),
        ("it rose from $950 to $1.2 billion",             "money USD 950000000 ~1000000; money USD 1200000000 ~100000000"),
        ("the fee fell from $5 to $4",                    "money USD 5 ~1; money USD 4 ~1"),
        ("from 5% to 6%",                                 "percent 5 ~1; percent 6 ~1"),
        ("anywhere from five to 15%",                     "percent 5..15 ~1"),
        ("we expect EPS from $1.20 to $1.30",             "money USD 1.2..1.3 ~0.01"),
        ("we raised guidance from $1.10 to $1.20",        "money USD 1.1 ~0.01; money USD 1.2 ~0.01"),
        ("it rose $3 million to $40 million",             "money USD 3000000 ~1000000; money USD 40000000 ~1000000"),
        ("50 or 60% of it",                               "percent 50..60 ~1"),
        ("three or 4%",                                   "percent 3..4 ~1"),
        ("maybe 70, 75%",                                 "percent 70..75 ~1"),
        ("$3 or $4 billion",                              "money USD 3000000000..4000000000 ~1000000000"),
        ("5% or $4 million",                              "percent 5 ~1; money USD 4000000 ~1000000"),
        ("in the quarter of 19, 20%",                     "bare 19 ~1; percent 20 ~1"),
        ("3 or 9%",                                       "bare 3 ~1; percent 9 ~1"),
        ("flat to up 2%",                                 "percent 0..2 ~1"),
        ("high single digits to low double digits",       "percent 7..13 ~1 vague"),
        ("growth between low double digits and low teens", "percent 10..13 ~1 vague"),
        ("from the mid-teens to high 20s",                "percent 14..16 ~1 vague; percent 27..29 ~1 vague"),
        ("low- to mid-single digits, mid- to high-teens", "percent 1..6 ~1 vague; percent 14..19 ~1 vague"),
        ("flat to down 10%",                              "percent -10..0 ~1"),
        ("flat to slightly up low single digits",         "percent 0..3 ~1 vague"),
        ("flat to down 50 basis points",                  "basis_points -50..0 ~10"),
        ("flat to last year's 4%",                        "percent 4 ~1"),
        ("zero to 3%",                                    "percent 0..3 ~1"),
        ("1.42 to 1 in the quarter",                      "multiple 1.42 ~0.01"),
        ("0.98 to one.",                                  "multiple 0.98 ~0.01"),
        ("1.5 to 1 million",                              "1.5 to 1 million nonsense"),
        ("below 2.5 times in fiscal 2025",                "multiple 2.5 ~0.1 at_most; 2025 year"),
        ("down from 2.6 to 2.2 times",                    "multiple 2.6 ~0.1; multiple 2.2 ~0.1"),
        ("two to two-and-a-half turns",                   "multiple 2..2.5 ~1"),
        ("up in the low 20% range",                       "percent 20..23 ~1 vague"),
        ("mid-30% growth and a record high 40%",          "percent 34..36 ~1 vague; percent 40 ~1"),
        ("in a range of $2.1 billion and $2.2 billion",   "money USD 2100000000..2200000000 ~100000000"),
        ("raising it from $1.10 to $1.20 to $1.30 to $1.40", "money USD 1.1..1.2 ~0.01; money USD 1.3..1.4 ~0.01"),
        ("it rose from $3 to $4 to a new range of $5 to $6", "money USD 3..4 ~1; money USD 5..6 ~1"),
        ("to $5 to $6, up from $4 to $5",                 "money USD 5..6 ~1; money USD 4..5 ~1"),
        ("growth of 6% to 8% from 4% to 6%",              "percent 6..8 ~1; percent 4..6 ~1"),
        ("sales of $6, up from $4 to $5 now",             "money USD 6 ~1; money USD 4 ~1; money USD 5 ~1"),
        ("a 2-point contribution",                        "percentage_points 2 ~1"),
        ("50% to 40 basis points",                        "percent 50 ~1; basis_points 40 ~10"),
        ("31 to $16.90 million",                          "31 to $16.90 million nonsense"),
        ("$2 and 75 cents",                               "money USD 2.75 ~0.01"),
        ("$2 billion $40 million",                        "money USD 2040000000 ~1000000"),
        ("SEK 613 m and CHF 5 k, or $5 b.",               "money SEK 613000000 ~1000000; money CHF 5000 ~1000; money USD 5000000000 ~1000000000"),
        ("$5.1 m to $5.3 m",                              "money USD 5100000..5300000 ~100000"),
        ("$5 m-$6 m, $5 m–$6 m",                          "money USD 5000000..6000000 ~1000000; money USD 5000000..6000000 ~1000000"),
        ("EUR 613 to 652 m, EUR 613-652 m",               "money EUR 613000000..652000000 ~1000000; money EUR 613000000..652000000 ~1000000"),
        ("SEK 613 m—a record, “$12 m”, $7 m/year, $7 m+", "money SEK 613000000 ~1000000; money USD 12000000 ~1000000; money USD 7000000 ~1000000; money USD 7000000 ~1000000 at_least"),
        ("a $21 M&A fee, $3 B-shares, $7 t, $5 m.b.",     "money USD 21 ~1; money USD 3 ~1; money USD 7 ~1; money USD 5 ~1"),
        ("$5 M & A, $4 b/d, a) $5 b) volume",             "money USD 5 ~1; money USD 4 ~1; money USD 5 ~1"),
        ("we paid $21 M. Smith left, $23 B Riley notes",  "money USD 21 ~1; money USD 23 ~1"),
        ("a run of 400 m.",                               "bare 400 ~100"),
        ("$0.22 and $5 per share",                        "money USD 0.22 ~0.01; per_share USD 5 ~1"),
        ("$6.10 per diluted common share",                "per_share USD 6.1 ~0.01"),
        ("$(0.15), ($0.15), negative 2.5%",               "money USD -0.15 ~0.01; money USD -0.15 ~0.01; percent -2.5 ~0.1"),
        ("up SEK 21 million (5%), a margin of 12% (11%)",  "money SEK 21000000 ~1000000; percent 5 ~1; percent 12 ~1; percent 11 ~1"),
        ("EUR 5 million ($5.4 million), EPS of ($0.15)",  "money EUR 5000000 ~1000000; money USD 5400000 ~100000; money USD -0.15 ~0.01"),
        ("SEK 613 (587) million, $613 ($587) million",    "money SEK 613000000 ~1000000; money USD 613000000 ~1000000"),
        ("SEK 1 213 (2023: 1 187) million, EUR 7 (-3) m", "money SEK 1213000000 ~1000000; money EUR 7000000 ~1000000"),
        ("a margin of 12.1 (11.9) percent of sales",      "percent 12.1 ~0.1"),
        ("SEK 500-613 (587) million",                     "money SEK 500000000..613000000 ~1000000"),
        ("3.4 (3.3) million ounces, five (5) percent",    "count ounces 3400000 ~100000; percent 5 ~1"),
        // A bracket with anything else explains.
        ("$21 (5%) million, $7 (3), 7 (3) m",             "money USD 21 ~1; percent 5 ~1; money USD 7 ~1; bare 3 ~1; bare 7 ~1; bare 3 ~1"),
        ("40 ($12 million after tax) basis points",       "bare 40 ~10; money USD 12000000 ~1000000"),
        ("$613 (5) percent lower, Region 3 (5) percent",  "money USD 613 ~1; bare 5 ~1; bare 3 ~1; bare 5 ~1"),
        ("EUR 12 (11) m² a month, SEK 4.5 (4.3) B shares", "money EUR 12 ~1; bare 11 ~1; money SEK 4.5 ~0.1; bare 4.3 ~0.1"),
        ("net sales (EUR 613 million), two firms ($5.4 million) in May", "money EUR 613000000 ~1000000; money USD 5400000 ~100000"),
        ("income was ($5.2 million), a loss of ($5.2 million), EPS ($0.15)", "money USD -5200000 ~100000; money USD -5200000 ~100000; money USD -0.15 ~0.01"),
        ("in Europe (SEK 613 (587) million)",             "money SEK 613000000 ~1000000"),
        ("305,000 customers",                             "count customers 305000 ~1000"),
        ("1,436 million shares",                          "count shares 1436000000 ~1000000"),
        ("SEK 1 213 million, EUR 12 345.",                "money SEK 1213000000 ~1000000; money EUR 12345 ~1"),
        ("SEK 1 213 in the quarter, EUR 45 250 more stores", "money SEK 1213 ~1; money EUR 45 ~1; bare 250 ~10"),
        ("EUR 1\u{a0}054.5 million, CHF 6'000.25",         "money EUR 1054500000 ~100000; money CHF 6000.25 ~0.01"),
        ("1\u{202f}254 to 1\u{202f}263 employees, 2’500 stores", "count employees 1254..1263 ~1; count stores 2500 ~100"),
        ("EUR 1 200-1 300 million, NOK 12 345 678",       "money EUR 1200000000..1300000000 ~1000000; money NOK 12345678 ~1"),
        ("SEK 1 213 million to 1 254 million",            "money SEK 1213000000..1254000000 ~1000000"),
        // A blank also parts two numbers; without the code of a currency, or where something is counted, they stay two.
        ("3 200-room hotels, 12 100-basis-point moves",   "bare 3 ~1; bare 200 ~100; bare 12 ~1; basis_points 100 ~10"),
        ("EPS was 1.2 1.1 0.9, stores 310 205 190",       "bare 1.2 ~0.1; bare 1.1 ~0.1; bare 0.9 ~0.1; bare 310 ~10; bare 205 ~1; bare 190 ~10"),
        ("an average of $45 120 million, EUR 45 250 stores", "money USD 45 ~1; bare 120000000 ~1000000; money EUR 45 ~1; count stores 250 ~10"),
        ("$10 to 12 100 stores, EUR 12 100 basis points", "money USD 10..12 ~10; count stores 100 ~100; money EUR 12 ~1; basis_points 100 ~10"),
        ("$613\u{a0}in\u{a0}45\u{a0}250\u{a0}stores",         "money USD 613 ~1; bare 45 ~1; count stores 250 ~10"),
        ("In 2023 500 stores, in Q1 200 people",          "count stores 500 ~100; count people 200 ~100; 2023 year; Q1 period_label"),
        ("dial 1 866 555 0199",                           "bare 1 ~1; bare 866 ~1; bare 555 ~1; bare 199 ~1"),
        ("In 2024 SEK 12 million, 2024 SEK",              "money SEK 12000000 ~1000000; money SEK 2024 ~1; 2024 year"),
        ("500 million EUR 2.5 percent notes, 21 USD 5 years", "money EUR 500000000 ~1000000; percent 2.5 ~0.1; money USD 21 ~1; 5 years duration"),
        // In doubt nothing is money.
        ("SEK 1 234,5 million, SEK 4.50 2024",            "bare 1 ~1; money SEK 4.5 ~0.01; 234,5 bare; 2024 year"),
        ("revenue of 12.5 million",                       "bare 12500000 ~100000"),
        ("20 million savings",                            "bare 20000000 ~1000000"),
        ("$900,000",                                      "money USD 900000 ~100000"),
        ("about 5 million tons and 7 million barrels",    "count tons 5000000 ~1000000 approx; count barrels 7000000 ~1000000 approx"),
        ("low 20s to high teens",                         "percent 20..23 ~1 vague; percent 17..19 ~1 vague"),
        ("call 1-800-555-0199",                           "1-800-555-0199 phone_number"),
        ("79,999,999,999,999,999,999,999,999,999 million", "79,999,999,999,999,999,999,999,999,999 overflow"),
        ("123456789012345678901234567890123",             "123456789012345678901234567890123 overflow"),
        ("at 5:00 p.m. on the 1st in '24",                "5:00 p.m. time; 1st ordinal; 24 year"),
        ("in Q4 2023, FY24 and 1H",                       "Q4 period_label; 2023 year; FY24 period_label; 1H period_label"),
    ];

    #[test]
    fn table() {
        let wrong: Vec<String> = TABLE
            .iter()
            .map(|(given, expected)| (given, expected, show_all(given)))
            .filter(|(_, expected, found)| found != *expected)
            .map(|(given, expected, found)| {
                format!("given: {given}\n  expected: {expected}\n  found:    {found}")
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn long_lines_are_read_in_linear_time() {
        for piece in ["1", "1,", "$", "(", "5% to ", "one ", "-", "minus ", "uh ", "about "] {
            let found = super::scan(&piece.repeat(20_000 / piece.len()));
            assert!(found.quantities.len() <= 20_000);
        }
    }
}
