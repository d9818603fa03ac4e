//! Numerals that are no quantities: dates, years, labels, names, durations.
//!
//! In:  a text and a numeral's place. Out: the place and reason to skip, if it is no quantity.
//! Not here: what makes a year (`year.rs`) or a name (`name.rs`); quantities (`amount.rs`); numerals without a unit are left to `scan.rs`.

use crate::span::Span;

use super::name::{listed, named, unit_behind};
use super::nearby::{before, behind, first_word, is_blank, last_word};
use super::number::numeral;
use super::numeral::{is_digit, is_separator};
use super::phrase::is_cjk;
use super::vocabulary::{Behind, vocabulary};
use super::year::{is_short_year, is_year, years_behind};
use super::{Reason, Skipped};

/// Letters, digits and the signs inside a name: `10-K`, `A2P`, `24/7`, `401(k)`.
fn is_joined(letter: char) -> bool {
    (letter.is_alphanumeric() && !is_cjk(letter))
        || matches!(letter, '-' | '/' | '&' | '_' | '\'' | '’')
}

/// Why the numeral at `at` is no quantity; nothing where it may be one.
///
/// `floor` is where the last finding ended: no place reaches back before it.
pub(super) fn other(text: &str, at: Span, floor: usize) -> Option<Skipped> {
    let left = before(text, at.start.max(floor)).get(..).unwrap_or_default();
    let left = left.get(left.len().saturating_sub(at.start - floor)..).unwrap_or(left);
    let right = behind(text, at.end);
    let skip =
        |start: usize, end: usize, reason| Some(Skipped { span: Span::new(start, end), reason });
    let digits = at.of(text);

    let glued: String = left.chars().rev().take_while(|c| is_joined(*c)).collect();
    let letters_before = glued.chars().any(|c| c.is_alphabetic());
    let tail: usize = right.chars().take_while(|c| is_joined(*c)).map(char::len_utf8).sum();
    let tail_text = right.get(..tail).unwrap_or_default();
    if letters_before && !glued.starts_with(['/', '\'', '’']) {
        let start = at.start - glued.len();
        let name = text.get(start..at.end + tail).unwrap_or_default();
        let reason = if is_label(name) { Reason::PeriodLabel } else { Reason::ProductName };
        return skip(start, at.end + tail, reason);
    }
    if glued.starts_with(['\'', '’']) && digits.len() == 2 {
        return skip(at.start, at.end, Reason::Year);
    }
    if let Some(found) = named(text, at, left, right) {
        return Some(found);
    }
    if let Some(found) = date(text, at, left, right) {
        return Some(found);
    }
    if let Some(found) = joined(at, digits, tail_text, right) {
        return Some(found);
    }
    if digits.len() == 4
        && !digits.contains(['.', ','])
        && is_year(digits)
        && !unit_behind(right)
        && !left.ends_with('$')
    {
        let end = at.end + years_behind(right);
        return skip(at.start, end, Reason::Year);
    }
    if !unit_behind(right) && is_short_year(digits, before(text, at.start), right) {
        return skip(at.start, at.end, Reason::Year);
    }
    if is_cut_year(digits, left, right) {
        return skip(at.start, at.end, Reason::Year);
    }
    if right.starts_with(is_cjk) || right.trim_start_matches(is_blank).starts_with(is_cjk) {
        let next = right.trim_start_matches(is_blank);
        for (words, reason) in [
            (["年", "年"], Reason::Year),
            (["個月", "个月"], Reason::Duration),
            (["月", "日"], Reason::Date),
            (["天", "週"], Reason::Duration),
            (["季", "季度"], Reason::PeriodLabel),
        ] {
            if words.iter().any(|w| next.starts_with(w)) {
                return skip(at.start, at.end, reason);
            }
        }
    }
    if !unit_behind(right)
        && let Some((_, reason)) = vocabulary().beside.at_end(left.trim_end_matches(is_blank))
        && left.ends_with(|c| is_blank(c) || c == '#')
        && *reason != Reason::Date
    {
        let more = if *reason == Reason::Identifier { listed(right) } else { 0 };
        return skip(at.start, at.end + more, *reason);
    }
    let words = vocabulary();
    if words.idiom_percents.iter().any(|p| p == digits) {
        let sign = right.strip_prefix('%').or_else(|| right.strip_prefix(" percent"));
        if let Some(rest) = sign
            && words.idiom_after.of(first_word(rest)).is_some()
        {
            return skip(at.start, at.end + right.len() - rest.len(), Reason::Idiom);
        }
    }
    duration(at, digits, right)
}

/// `in all of 201.`: a year that lost its last digit to the full stop behind it, as transcripts of speech have it.
fn is_cut_year(digits: &str, left: &str, right: &str) -> bool {
    let ends = right
        .strip_prefix('.')
        .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace));
    let led = || {
        let word = last_word(left).to_lowercase();
        [
            "in", "of", "quarter", "half", "year", "fiscal", "for", "than", "one", "two", "three",
            "four", "through", "during",
        ]
        .contains(&word.as_str())
    };
    ["201", "202"].contains(&digits) && ends && left.ends_with(is_blank) && led()
}

/// `Q4`, `FY24`, `H1`, `4Q21`, `1H`.
fn is_label(name: &str) -> bool {
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    ["q", "fy", "h", "cy", "qfy", "hfy", "f", "e", "fye"].contains(&letters.to_lowercase().as_str())
}

/// What is written together behind the digits: `10-K`, `24/7`, `1st`, `4Q21`, `30-year`, `7-figure`, `5:00`, `10DLC`.
fn joined(at: Span, digits: &str, tail: &str, right: &str) -> Option<Skipped> {
    let skip = |length: usize, reason| {
        Some(Skipped { span: Span::new(at.start, at.end + length), reason })
    };
    let low = tail.to_lowercase();
    if right.starts_with("(k)") || right.starts_with("(b)") {
        return skip(3, Reason::FormName);
    }
    if let Some(rest) = right.strip_prefix(':') {
        let count = rest.chars().take_while(char::is_ascii_digit).count();
        if count > 0 {
            let clock = rest.get(count..).unwrap_or_default();
            let noon = time_word(clock);
            let reason = if count == 2 { Reason::Time } else { Reason::Identifier };
            return skip(1 + count + noon, reason);
        }
    }
    let noon = time_word(right);
    if noon > 0 {
        return skip(noon, Reason::Time);
    }
    if ["st", "nd", "rd", "th"].contains(&low.as_str()) {
        return skip(tail.len(), Reason::Ordinal);
    }
    if low.starts_with(['q', 'h']) && is_label(tail) {
        return skip(tail.len(), Reason::PeriodLabel);
    }
    if ["k", "q", "f"].contains(&low.as_str())
        && tail != low
        && ["10", "8", "6", "20", "40"].contains(&digits)
    {
        return skip(tail.len(), Reason::FormName);
    }
    if low == "s" || low == "'s" || low == "’s" {
        return skip(tail.len(), Reason::Bare);
    }
    if low.starts_with('/')
        && tail.chars().skip(1).all(|c| c.is_ascii_digit() || c == '/')
        && tail.len() > 1
    {
        let reason = if low == "/7" {
            Reason::Duration
        } else if low.len() >= 5 {
            Reason::Date
        } else {
            Reason::Identifier
        };
        return skip(tail.len(), reason);
    }
    if tail.starts_with('-') && tail.chars().all(|c| c.is_ascii_digit() || c == '-') {
        let total = digits.len() + tail.chars().filter(char::is_ascii_digit).count();
        if total >= 7 && tail.ends_with(|c: char| c.is_ascii_digit()) {
            return skip(tail.len(), Reason::PhoneNumber);
        }
        if tail.strip_prefix('-') == Some(digits) {
            return skip(tail.len(), Reason::Idiom);
        }
    }
    let word = low.strip_prefix('-')?;
    let bare = word.split('-').next().unwrap_or_default();
    let hyphened = |reason| skip(1 + bare.len(), reason);
    match bare {
        "k" | "q" | "f" => hyphened(Reason::FormName),
        "figure" | "degree" | "for" | "on" => hyphened(Reason::Idiom),
        "bagger" => hyphened(Reason::Idiom),
        _ if vocabulary().behind.of(bare).is_some_and(|r| r.contains(Behind::Duration)) => {
            hyphened(Reason::Duration)
        }
        _ => None,
    }
}

/// The length of ` p.m.`, `pm`, ` o'clock` at the start; 0 where none stands.
fn time_word(right: &str) -> usize {
    let next = right.trim_start_matches(is_blank);
    let words = ["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "AM", "PM", "o'clock"];
    words.iter().find(|w| next.starts_with(**w)).map_or(0, |w| {
        let rest = next.get(w.len()..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            0
        } else {
            right.len() - next.len() + w.len()
        }
    })
}

/// `June 30, 2024`, `30 June`, `1st of May`.
fn date(text: &str, at: Span, left: &str, right: &str) -> Option<Skipped> {
    let digits = at.of(text);
    let day = digits.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d));
    if !day || unit_behind(right) {
        return None;
    }
    let words = vocabulary();
    let is_month = |w: &str| {
        w.chars().next().is_some_and(char::is_uppercase)
            && words.beside.of(w) == Some(&Reason::Date)
    };
    let suffix: usize =
        ["st", "nd", "rd", "th"].iter().find(|s| right.starts_with(**s)).map_or(0, |s| s.len());
    let trimmed = left.trim_end_matches(is_blank);
    let month = last_word(trimmed.trim_end_matches('.'));
    if is_month(month) && trimmed.len() < left.len() {
        let rest = right.get(suffix..).unwrap_or_default();
        let after = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches(is_blank);
        let year = after.get(..4).filter(|y| is_year(y));
        let end = match year {
            Some(_) => at.end + right.len() - after.len() + 4,
            None => at.end + suffix,
        };
        return Some(Skipped { span: Span::new(at.start, end), reason: Reason::Date });
    }
    let rest = right.get(suffix..).unwrap_or_default();
    let next = rest.trim_start_matches(is_blank);
    let next = next.strip_prefix("of ").unwrap_or(next);
    is_month(first_word(next))
        .then(|| Skipped { span: Span::new(at.start, at.end + suffix), reason: Reason::Date })
}

/// `12 months`, `15 years`: time, no count.
fn duration(at: Span, digits: &str, right: &str) -> Option<Skipped> {
    let next = right.trim_start_matches(is_blank);
    let word = first_word(next);
    let bare = word.split('-').next().unwrap_or_default();
    let timed = vocabulary().behind.of(bare).is_some_and(|r| r.contains(Behind::Duration));
    (timed && !bare.is_empty() && !digits.contains(',')).then(|| Skipped {
        span: Span::new(at.start, at.end + (right.len() - next.len()) + bare.len()),
        reason: Reason::Duration,
    })
}

/// Letters stand at the digits and are no unit: a name, `10DLC`.
pub(super) fn name_behind(text: &str, at: Span) -> Option<Skipped> {
    let right = behind(text, at.end);
    let tail: usize = right.chars().take_while(|c| is_joined(*c)).map(char::len_utf8).sum();
    let named = right.starts_with(|c: char| c.is_ascii_alphabetic());
    let span = whole_numeral(text, Span::new(at.start, at.end + tail));
    named.then_some(Skipped { span, reason: Reason::ProductName })
}

/// The end of a place that would cut a numeral: the numeral's end.
pub(super) fn whole_numeral(text: &str, span: Span) -> Span {
    let rest = text.get(span.end..).unwrap_or_default();
    let inside = text.get(..span.end).and_then(|t| t.chars().next_back()).is_some_and(is_digit);
    if !inside {
        return span;
    }
    let separator = rest.chars().next().filter(|c| is_separator(*c)).map_or(0, char::len_utf8);
    let more = rest.get(separator..).and_then(|r| numeral(r).ok()).map_or(0, |(_, n)| n.len());
    let joined = if more == 0 { 0 } else { separator + more };
    Span::new(span.start, span.end + joined)
}
