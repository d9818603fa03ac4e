//! What comes of an identity: error, warning, note, pass or not evaluated.
//!
//! In:  [`Binding`]s. Out: [`Finding`]s. Not here: which facts meet (`binding`).
//!
//! | sides | facts | result |
//! | --- | --- | --- |
//! | meet | any | pass |
//! | meet when a number was cut off instead of rounded | any | note |
//! | apart | the bases or adjustments are not known to be one | not evaluated |
//! | apart | mentions of an operand contradict each other, the other one fits, and a slip leads from one to the other | warning |
//! | apart | mentions of an operand contradict each other, none of them fits, labels known, a slip mends it | warning |
//! | apart | mentions of an operand contradict each other, else | not evaluated |
//! | apart, parts below the total | any | not evaluated: a part may not be named |
//! | apart | labels assumed, and no slip mends it | note |
//! | apart | labels known, all exact and from management, a slip mends it | error |
//! | apart | else | warning |

use std::collections::BTreeSet;

use super::binding::{Binding, basis_key, loose, rounded};
use super::finding::{Family, Finding, Severity};
use super::formula::Reference;
use super::identity::Identity;
use super::index::{Index, Trust, is_hedged, is_outsider, scope_key, slot, trust, trust_beside};
use super::interval::Interval;
use super::mend::{Mend, mend};
use super::wording;
use crate::fact::{Aspect, Fact, PART_BEFORE};

/// Judges an identity whose facts are all said.
pub(super) fn judge(
    index: &Index<'_>,
    binding: &Binding<'_>,
    mirror: Option<&Binding<'_>>,
) -> Finding {
    let identity = binding.identity;
    let (left, right) = binding.sides(&rounded);
    let finding = |severity, message: String, suggestion: String| {
        row(identity, binding.facts().collect(), severity, Some((left, right)), message, suggestion)
    };
    if identity.holds(left, right) {
        let message = format!("{}: {}", identity.text, wording::tightness(left, right));
        return finding(Severity::Pass, message, String::new());
    }
    let headline = headline(binding, left, right);
    let disagreement = format!("{headline}: {}", quotes(binding));
    let slip = binding.stretched.is_none().then(|| tie_break(index, binding)).flatten();
    if let Some(mend) = slip {
        return Finding { headline, ..finding(Severity::Warning, disagreement, mend.text) };
    }
    let not_judged = |reason: &str| {
        let message = format!("{disagreement}; not judged: {reason}");
        finding(Severity::NotEvaluated, message, String::new())
    };
    if let Some(reason) = unproven(binding, left, right) {
        return not_judged(reason);
    }
    let (loose_left, loose_right) = binding.sides(&loose);
    if identity.holds(loose_left, loose_right) {
        let cut = "it holds when a number was cut off instead of rounded";
        let message = format!("{disagreement}; {cut}");
        let headline = format!("{headline}; {cut}");
        return Finding { headline, ..finding(Severity::Note, message, String::new()) };
    }
    let trusts =
        |trust: fn(&Fact) -> Trust| binding.facts().all(|fact| trust(fact) == Trust::Known);
    let known = trusts(trust);
    let one_passage = passages(binding).len() == 1 && trusts(trust_beside);
    let firm = binding.facts().all(|fact| !is_hedged(fact) && !is_outsider(fact));
    // Where the labels do not tell two figures apart, the right one may be the other, or one that is not said.
    let unsure = binding.facts().any(|fact| contradicted(index, fact));
    let contradict = "mentions of one figure contradict each other";
    // To look for a remedy takes longest: it is left out where none would count.
    if unsure && !((known || one_passage) && firm && !another_fits(index, binding)) {
        return not_judged(contradict);
    }
    let remedy = remedy(index, binding, mirror);
    let telling = remedy.as_ref().is_some_and(|mend| mend.telling);
    // A ratio that is told with its parts is theirs; a level and its growth may be of two things in one breath.
    let known = known || (one_passage && (identity.family == Family::Ratio || telling));
    if unsure && !(known && remedy.is_some()) {
        return not_judged(contradict);
    }
    let severity = match (known, telling) {
        (true, true) if firm && !identity.soft && !unsure => Severity::Error,
        (true, true) | (false, true) => Severity::Warning,
        (true, false) if firm && !identity.soft => Severity::Warning,
        _ => Severity::Note,
    };
    let found = finding(severity, disagreement, remedy.map_or(String::new(), |mend| mend.text));
    Finding { headline, ..found }
}

/// An identity of which one operand is not said.
pub(super) fn lacking(identity: &Identity, facts: Vec<&Fact>, missing: &Reference) -> Finding {
    let message = format!("{}: {missing} is not said", identity.text);
    row(identity, facts, Severity::NotEvaluated, None, message, String::new())
}

fn row(
    identity: &Identity,
    facts: Vec<&Fact>,
    severity: Severity,
    sides: Option<(Interval, Interval)>,
    message: String,
    suggestion: String,
) -> Finding {
    finding(Row {
        check: &identity.id,
        family: identity.family,
        severity,
        facts,
        sides,
        message,
        suggestion,
    })
}

/// What a finding is made of.
pub(super) struct Row<'a> {
    pub(super) check: &'a str,
    pub(super) family: Family,
    pub(super) severity: Severity,
    pub(super) facts: Vec<&'a Fact>,
    pub(super) sides: Option<(Interval, Interval)>,
    pub(super) message: String,
    pub(super) suggestion: String,
}

/// Builds a finding; the call is filled in where the order of calls is known (`ties`).
pub(super) fn finding(row: Row<'_>) -> Finding {
    let ids: Vec<String> = row.facts.iter().map(|fact| fact.fact_id.clone()).collect();
    Finding {
        finding_id: format!("{}:{}", row.check, ids.join("+")),
        call_id: String::new(),
        family: row.family,
        check: row.check.to_owned(),
        severity: row.severity,
        fact_ids: ids,
        left: row.sides.and_then(|(left, _)| left.middle()),
        right: row.sides.and_then(|(_, right)| right.middle()),
        gap: row.sides.map(|(left, right)| left.gap(right)),
        headline: row.message.clone(),
        message: row.message,
        suggestion: row.suggestion,
    }
}

/// What disagrees: both intervals and the gap.
fn headline(binding: &Binding<'_>, left: Interval, right: Interval) -> String {
    let about = binding.facts().next().map_or(String::new(), wording::subject);
    format!(
        "{about}: {} does not hold, {} against {}, a gap of {}",
        binding.identity.text,
        wording::interval(left),
        wording::interval(right),
        wording::amount(left.gap(right)),
    )
}

/// The figures of an identity with quotes, lines and speakers.
fn quotes(binding: &Binding<'_>) -> String {
    let call = binding.facts().next().map_or("", |fact| fact.call_id.as_str());
    let said: Vec<String> = binding
        .operands
        .iter()
        .map(|operand| {
            let quotes: Vec<String> =
                operand.facts.iter().map(|fact| wording::source(fact, call)).collect();
            format!("{} {}", operand.reference, quotes.join(" + "))
        })
        .collect();
    said.join(", ")
}

/// Why a failure proves nothing here.
fn unproven(binding: &Binding<'_>, left: Interval, right: Interval) -> Option<&'static str> {
    if let Some(reason) = binding.stretched {
        return Some(reason);
    }
    if binding.identity.family == Family::Sum {
        let parts =
            binding.operands.iter().find(|operand| binding.identity.sums(operand.reference));
        if parts.is_some() && right.low().zip(left.high()).is_none_or(|(sum, total)| sum <= total) {
            return Some("the parts that are named need not be all");
        }
        if parts.is_some() && passages(binding).len() > 1 {
            return Some("the parts may overlap");
        }
    }
    if binding.facts().any(|fact| fact.aspect == Aspect::Share && !is_its_subject(fact)) {
        return Some("the share may be one of what the part itself has");
    }
    if binding.identity.together && passages(binding).len() > 1 {
        return Some("the figures stand in several passages and need not be of one comparison");
    }
    if binding.identity.positive
        && binding
            .facts()
            .any(|fact| fact.aspect == Aspect::Level && fact.low <= rust_decimal::Decimal::ZERO)
    {
        return Some("a growth rate on a loss has no meaning");
    }
    None
}

/// Is the part the subject of its share? `Over 90% of our Harbor revenue is recurring`: a part that is named behind a share, or
/// carried on, may be its whole.
fn is_its_subject(fact: &Fact) -> bool {
    fact.why.iter().all(|why| why.label != "scope" || why.because == PART_BEFORE)
}

/// The passages in which the figures stand.
fn passages<'b>(binding: &Binding<'b>) -> BTreeSet<(&'b str, usize)> {
    binding.facts().map(|fact| (fact.call_id.as_str(), fact.passage)).collect()
}

/// Would the identity hold with another mention of one of its figures?
fn another_fits(index: &Index<'_>, binding: &Binding<'_>) -> bool {
    binding.facts().any(|fact| {
        let scopes = slot(fact).and_then(|slot| index.scopes(&slot));
        let mentions = scopes.and_then(|scopes| scopes.get(&scope_key(&fact.scope)));
        mentions.into_iter().flatten().take(MOST_MENTIONS).any(|other| {
            let (left, right) = binding.with(fact, other).sides(&loose);
            other.unit == fact.unit && binding.identity.holds(left, right)
        })
    })
}

/// Does another firm mention of the same figure say something else?
fn contradicted(index: &Index<'_>, fact: &Fact) -> bool {
    let mentions = slot(fact).and_then(|slot| index.scopes(&slot)?.get(&scope_key(&fact.scope)));
    let basis = |fact: &Fact| basis_key(&fact.metric, fact.basis);
    let (own, own_basis) = (loose(fact), basis(fact));
    mentions.is_some_and(|mentions| {
        mentions.iter().take(MOST_MENTIONS).any(|other| {
            basis(other) == own_basis
                && other.adjusted_for == fact.adjusted_for
                && other.unit == fact.unit
                && !is_outsider(other)
                && !loose(other).meets(own)
        })
    })
}

/// Another mention of an operand that fits, where a slip leads from the one to the other.
fn tie_break(index: &Index<'_>, binding: &Binding<'_>) -> Option<Mend> {
    binding.facts().find_map(|fact| {
        let scopes = index.scopes(&slot(fact)?)?;
        let mentions = scopes.get(&scope_key(&fact.scope))?.iter().take(MOST_MENTIONS);
        let own = loose(fact);
        let mut others = mentions.filter(|other| {
            other.unit == fact.unit
                && !is_outsider(other)
                && !is_hedged(other)
                && !in_one_sentence(other, fact)
                && !loose(other).meets(own)
        });
        others.find_map(|other| {
            let (left, right) = binding.with(fact, other).sides(&rounded);
            if !binding.identity.holds(left, right) {
                return None;
            }
            let slip = mend([fact].into_iter(), &|changed| changed.value == other.low)?;
            let text = format!("{}, as {} says", slip.text, wording::source(other, &fact.call_id));
            Some(Mend { text, telling: true })
        })
    })
}

/// Does one sentence set the two against each other?
fn in_one_sentence(first: &Fact, second: &Fact) -> bool {
    (&first.call_id, first.sentence) == (&second.call_id, second.sentence)
}

/// How many mentions of one figure are compared, so that the work stays linear.
const MOST_MENTIONS: usize = 64;

/// One change that makes the identity hold: the comparison, the basis, or a number.
fn remedy(index: &Index<'_>, binding: &Binding<'_>, mirror: Option<&Binding<'_>>) -> Option<Mend> {
    let check = |other: &Binding<'_>| {
        let (left, right) = other.sides(&rounded);
        other.identity.holds(left, right)
    };
    if let Some(other) = mirror.filter(|other| check(other)) {
        let text = if other.identity.text.contains("change_yoy") {
            "it would hold as a change year over year"
        } else {
            "it would hold as a change quarter over quarter"
        };
        return Some(Mend { text: text.to_owned(), telling: true });
    }
    for fact in binding.facts() {
        let mentions =
            slot(fact).and_then(|slot| index.scopes(&slot)?.get(&scope_key(&fact.scope)));
        let others = mentions.into_iter().flatten().take(MOST_MENTIONS);
        for other in others.filter(|other| other.basis != fact.basis && other.unit == fact.unit) {
            if check(&binding.with(fact, other)) {
                let text = format!(
                    "it would hold with {} for {}: one of the bases may be misnamed",
                    wording::source(other, &fact.call_id),
                    wording::source(fact, &fact.call_id)
                );
                return Some(Mend { text, telling: true });
            }
        }
    }
    let facts: Vec<&Fact> = binding.facts().collect();
    let as_said: Vec<Interval> = facts.iter().map(|fact| rounded(fact)).collect();
    mend(facts.iter().copied(), &|changed| {
        let as_changed = changed.rounded();
        let read = |fact: &Fact| {
            if fact.fact_id == changed.fact.fact_id {
                return as_changed;
            }
            let of_facts = facts.iter().zip(&as_said);
            let mut own = of_facts.filter(|(other, _)| std::ptr::eq(**other, fact));
            own.next().map_or_else(|| rounded(fact), |(_, interval)| *interval)
        };
        let (left, right) = binding.sides(&read);
        binding.identity.holds(left, right)
    })
}
