//! Whether said amounts make sense: their value, last digit and kind, and those of a range.
//!
//! In:  [`Amount`]s as said. Out: [`Measured`], or why it is none.
//! Not here: their shape (`amount.rs`).

use rust_decimal::Decimal;

use super::amount::Amount;
use super::vocabulary::{Code, Unit};
use super::{Bound, Kind, Reason};

/// A checked value with its kind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Measured {
    pub(super) kind: Kind,
    pub(super) code: Option<Code>,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) resolution: Decimal,
    pub(super) scaled: bool,
    /// A hedge inside the span.
    pub(super) inner: Option<Bound>,
}

/// An amount's value and last digit in base units.
struct Size {
    value: Decimal,
    step: Decimal,
}

/// Multiplies without losing a digit.
fn exactly(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    if b == Decimal::ONE {
        return Ok(a.normalize());
    }
    let product = a.checked_mul(b).ok_or(Reason::Overflow)?;
    let back = product.checked_div(b).ok_or(Reason::Overflow)?;
    if back == a { Ok(product.normalize()) } else { Err(Reason::Overflow) }
}

/// The last digit said of a number written out: trailing zeros are none.
fn last_digit(value: Decimal, most: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while step < most && !value.is_zero() {
        let Some(next) = step.checked_mul(Decimal::TEN) else { break };
        match value.checked_rem(next) {
            Some(rest) if rest.is_zero() => step = next,
            _ => break,
        }
    }
    step
}

/// The most that trailing zeros of a whole number take off its precision.
fn most_zeros(kind: Kind) -> Decimal {
    match kind {
        Kind::Percent | Kind::PercentagePoints | Kind::Multiple => Decimal::ONE,
        Kind::BasisPoints => Decimal::TEN,
        _ => Decimal::MAX,
    }
}

fn size(
    said: &Amount,
    scale: Option<Decimal>,
    unit: Option<&Unit>,
    kind: Kind,
) -> Result<Size, Reason> {
    let cents = matches!(unit, Some(Unit::Cents(_)));
    let mut factor = scale.unwrap_or(Decimal::ONE);
    if cents {
        factor = exactly(factor, Decimal::try_new(1, 2).map_err(|_| Reason::Overflow)?)?;
    }
    let value = exactly(said.number.value, factor)?;
    let step = exactly(said.number.step, factor)?;
    let written_out = scale.is_none() && !cents && said.number.step == Decimal::ONE;
    let step = if written_out || (kind == Kind::BasisPoints && scale.is_some()) {
        last_digit(value, most_zeros(kind)).max(step.min(Decimal::TEN))
    } else {
        step
    };
    let step = if kind == Kind::BasisPoints { step.min(Decimal::TEN) } else { step };
    match &said.more {
        None => Ok(Size { value, step }),
        Some(more) => {
            let more = size(more, more.scale, more.unit.as_ref(), kind)?;
            let value = value.checked_add(more.value).ok_or(Reason::Overflow)?;
            Ok(Size { value, step: more.step })
        }
    }
}

fn kind_of(unit: Option<&Unit>, per_share: bool) -> (Kind, Option<Code>) {
    match unit {
        Some(Unit::Money(code) | Unit::Cents(code)) if per_share => (Kind::PerShare, Some(*code)),
        Some(Unit::Money(code) | Unit::Cents(code)) => (Kind::Money, Some(*code)),
        Some(Unit::Of(kind)) => (*kind, None),
        None => (Kind::Bare, None),
    }
}

fn signed(value: Decimal, negative: bool) -> Decimal {
    let mut value = value;
    if negative && !value.is_zero() {
        value.set_sign_negative(true);
    }
    value
}

/// One amount.
///
/// # Errors
/// [`Reason::Overflow`] where the value has more digits than a Decimal.
pub(super) fn single(said: &Amount) -> Result<Measured, Reason> {
    let (kind, code) = kind_of(said.unit.as_ref(), said.per_share);
    let found = size(said, said.scale, said.unit.as_ref(), kind)?;
    let value = signed(found.value, said.negative);
    let scaled = said.scale.is_some();
    Ok(Measured {
        kind,
        code,
        low: value,
        high: value,
        resolution: found.step,
        scaled,
        inner: said.inner,
    })
}

/// A range whose scale is said once is not wider than this factor.
const MOST_WIDE: Decimal = Decimal::ONE_HUNDRED;

/// Two amounts as the ends of a range; a unit or scale said once counts for both.
///
/// Returns nothing where they measure different things and are two mentions.
///
/// # Errors
/// [`Reason::Nonsense`] where the range runs backwards, [`Reason::Overflow`] as for one amount.
pub(super) fn pair(low: &Amount, high: &Amount) -> Result<Option<Measured>, Reason> {
    let Some(unit) = shared_unit(low, high) else { return Ok(None) };
    let (kind, code) =
        kind_of(unit.0.as_ref().or(unit.1.as_ref()), low.per_share || high.per_share);
    let top = size(
        high,
        high.scale.or(low.scale.filter(|_| high.unit.is_none())),
        unit.1.as_ref(),
        kind,
    )?;
    let top_value = signed(top.value, high.negative);
    let scales = match (low.scale, high.scale) {
        (None, Some(scale)) => vec![Some(scale), next_down(scale), None],
        (own, _) => vec![own],
    };
    // A sign said once, at the first end or at the last, is said of both: `minus 2% to 3%` stays open, `-2 to -3%` is not.
    for scale in scales {
        let end = size(low, scale, unit.0.as_ref(), kind)?;
        let value = signed(end.value, low.negative || (high.negative && low.number.digits));
        let (first, last) = if value <= top_value || !(low.negative || high.negative) {
            (value, top_value)
        } else {
            (top_value, value)
        };
        // `31 to $16.9 million` shares no scale: it is a day before an amount.
        let shared = low.scale.is_none() && high.scale.is_some();
        let width = first.abs().checked_mul(MOST_WIDE).is_none_or(|most| last.abs() <= most);
        if first <= last && (!shared || width) {
            let resolution = end.step.max(top.step);
            let scaled = low.scale.is_some() || high.scale.is_some();
            return Ok(Some(Measured {
                kind,
                code,
                low: first,
                high: last,
                resolution,
                scaled,
                inner: high.inner.or(low.inner),
            }));
        }
    }
    Err(Reason::Nonsense)
}

/// The scale of the first of two amounts, which the second alone says: `from $1.1 to $1.3 billion`, `from $950 to $1.2 billion`.
///
/// That of the second, or the next one down, whichever leaves them no more than [`MOST_WIDE`] times apart.
pub(super) fn scale_before(first: &Amount, second: &Amount) -> Option<Decimal> {
    let scale = second.scale.filter(|_| first.scale.is_none())?;
    let (Some(Unit::Money(_)), Some(Unit::Money(_))) = shared_unit(first, second)? else {
        return None;
    };
    let other = second.number.value.checked_mul(scale)?;
    [Some(scale), next_down(scale)].into_iter().flatten().find(|scale| {
        let own = first.number.value.checked_mul(*scale);
        own.is_some_and(|own| {
            let (small, large) = (own.min(other), own.max(other));
            small.checked_mul(MOST_WIDE).is_none_or(|most| large <= most)
        })
    })
}

/// The scale word below: a thousand below a million, nothing below a thousand.
fn next_down(scale: Decimal) -> Option<Decimal> {
    scale.checked_div(Decimal::ONE_THOUSAND).filter(|down| *down >= Decimal::ONE_THOUSAND)
}

/// The units of both ends; nothing where they do not go together.
fn shared_unit(low: &Amount, high: &Amount) -> Option<(Option<Unit>, Option<Unit>)> {
    match (&low.unit, &high.unit) {
        (None, None) => Some((None, None)),
        (None, Some(unit)) => Some((Some(*unit), Some(*unit))),
        (Some(Unit::Money(a)), None) => {
            let unit = Some(Unit::Money(*a));
            Some((unit, unit))
        }
        (Some(a), Some(b)) => {
            let fits = match (a, b) {
                (Unit::Money(x) | Unit::Cents(x), Unit::Money(y) | Unit::Cents(y)) => x == y,
                (Unit::Of(x), Unit::Of(y)) => x == y,
                _ => false,
            };
            fits.then_some((Some(*a), Some(*b)))
        }
        (Some(_), None) => None,
    }
}
