//! The month in which the fiscal year ends.
//!
//! In:  the words of what is said, and the call's period. Out: the month, 1 to 12.
//! Not here: which period the call reports on (`period.rs`).

use std::sync::LazyLock;

use super::anchors::Anchors;
use super::company::is_year;
use super::fiscal_period::{FiscalPeriod, MONTHS, Part};
use super::period::{folded, part};
use super::word::{Word, is_apostrophe, words};

/// Month in which the fiscal year ends, as it is said, else by the days that balances are told of.
pub(super) fn fiscal_year_end(speech: &[&str], period: Option<FiscalPeriod>) -> Option<u32> {
    let speech: Vec<Vec<Word<'_>>> =
        speech.iter().filter(|passage| dates(passage)).map(|passage| words(passage)).collect();
    speech
        .iter()
        .find_map(|passage| year_end(passage, period))
        .or_else(|| speech.iter().find_map(|passage| year_end_by_quarter(passage)))
        .or_else(|| year_end_by_days(&speech, period?))
}

static MONTH: LazyLock<Anchors> = LazyLock::new(|| Anchors::new(MONTHS));

/// Can the passage tell of the end of a month or of a quarter? All rules read a month with a day or `quarter` behind it.
fn dates(passage: &str) -> bool {
    let may = MONTH.stand_in(passage, |rest| {
        let bare = rest.strip_prefix(is_apostrophe).and_then(|s| s.strip_prefix(['s', 'S']));
        let next = bare.unwrap_or(rest).chars().find(|c| c.is_alphanumeric());
        next.is_some_and(|c| c.is_ascii_digit() || matches!(c, 'q' | 'Q'))
    });
    debug_assert!(may || !words(passage).windows(2).any(dates_pair), "{passage}");
    may
}

/// `June 30`, `June quarter`.
fn dates_pair(pair: &[Word<'_>]) -> bool {
    MONTHS.contains(&folded(pair, 0))
        && (folded(pair, 1) == "quarter"
            || folded(pair, 1).starts_with(|c: char| c.is_ascii_digit()))
}

/// Month in which the fiscal year ends: `fiscal year ended June 30`, or the quarter of the call `ended October 31`.
fn year_end(words: &[Word<'_>], period: Option<FiscalPeriod>) -> Option<u32> {
    (0..words.len()).find_map(|at| {
        if !matches!(folded(words, at), "ended" | "ending" | "ends") {
            return None;
        }
        let month = MONTHS.iter().position(|month| *month == folded(words, at + 1))?;
        let day = folded(words, at + 2).trim_end_matches(|c: char| c.is_alphabetic());
        let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = u32::try_from(month).ok()?.checked_add(1)?;
        // Fiscal years of 52 weeks end a few days off the month's end.
        let month = if day > 7 { month } else { (month.checked_add(10)? % 12).checked_add(1)? };
        let before: Vec<&str> = (at.saturating_sub(4)..at).map(|it| folded(words, it)).collect();
        let named = |word: &str| before.contains(&word);
        if named("quarter") || named("three") && named("months") {
            let (_, last) = period?.part.quarters();
            let left = 4_u32.checked_sub(last)?.checked_mul(3)?;
            let mine =
                part_before(words, at).is_none_or(|part| Some(part) == period.map(|p| p.part));
            let month = (month.checked_add(left)?.checked_sub(1)? % 12).checked_add(1)?;
            return mine.then_some(month);
        }
        named("year").then_some(month)
    })
}

/// Month in which the fiscal year ends, by a quarter that is named by its month and by its number: `the June quarter, which is
/// our fiscal third quarter`, `our first fiscal quarter, the December quarter`.
fn year_end_by_quarter(words: &[Word<'_>]) -> Option<u32> {
    (0..words.len()).find_map(|at| {
        let month = MONTHS.iter().position(|month| *month == folded(words, at))?;
        if folded(words, at + 1) != "quarter" {
            return None;
        }
        let fiscal = |from: usize, to: usize| (from..to).any(|it| folded(words, it) == "fiscal");
        let numbered = |from: usize, to: usize| {
            (from..to).find_map(|it| Some(part(words, it)?.0.quarters()).filter(|q| q.0 == q.1))
        };
        let (first, last) = (at.saturating_sub(5), at + 8);
        let is = (at + 2..at + 5).any(|it| matches!(folded(words, it), "is" | "was" | "being"));
        let behind = (is && fiscal(at + 2, last)).then(|| numbered(at + 3, last)).flatten();
        let before = || (fiscal(first, at)).then(|| numbered(first, at)).flatten();
        let (_, number) = behind.or_else(before)?;
        let month = u32::try_from(month).ok()?.checked_add(1)?;
        let left = 4_u32.checked_sub(number)?.checked_mul(3)?;
        (month.checked_add(left)?.checked_sub(1)? % 12).checked_add(1)
    })
}

/// Month in which the fiscal year ends, by the days at a month's end that balances are told of (`as of March 31`).
///
/// The calendar's own end of the quarter, said once, is believed first; another one has to be said twice, more than others.
fn year_end_by_days(speech: &[Vec<Word<'_>>], period: FiscalPeriod) -> Option<u32> {
    let mut said = [0_usize; 13];
    for words in speech {
        for at in 1..words.len() {
            let Some(month) = MONTHS.iter().position(|month| *month == folded(words, at)) else {
                continue;
            };
            let day = folded(words, at + 1).trim_end_matches(|c: char| c.is_alphabetic());
            let late = day.parse().is_ok_and(|day: u32| (28..=31).contains(&day));
            let year = [at + 2, at + 3].into_iter().find(|it| is_year(folded(words, *it)));
            let told = matches!(
                folded(words, at - 1),
                "of" | "at" | "ended" | "ending" | "on" | "through"
            );
            let compared = (2..=7).any(|back| {
                let before = at.checked_sub(back).map_or("", |it| folded(words, it));
                matches!(before, "compared" | "versus" | "from" | "since" | "than")
            });
            let own_year = year.is_none_or(|it| {
                folded(words, it)
                    .parse::<i32>()
                    .is_ok_and(|year| (period.year.saturating_sub(1)..=period.year).contains(&year))
            });
            if late
                && told
                && !compared
                && own_year
                && let Some(count) = said.get_mut(month + 1)
            {
                *count += 1;
            }
        }
    }
    let (_, last) = period.part.quarters();
    let calendar = usize::try_from(last.checked_mul(3)?).ok()?;
    if said.get(calendar).is_some_and(|count| *count > 0) {
        return Some(12);
    }
    let most = said.iter().copied().max().filter(|most| *most >= 2)?;
    let mut months = said.iter().enumerate().filter(|(_, count)| **count == most);
    let (month, _) = months.next()?;
    if months.next().is_some() {
        return None;
    }
    let left = 4_u32.checked_sub(last)?.checked_mul(3)?;
    (u32::try_from(month).ok()?.checked_add(left)?.checked_sub(1)? % 12).checked_add(1)
}

/// The quarter that is named right before word `at`.
fn part_before(words: &[Word<'_>], at: usize) -> Option<Part> {
    (at.saturating_sub(4)..at).find_map(|it| part(words, it)).map(|(part, _)| part)
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // file name           text                                                                             expected
        ("a_q2_2024.txt",      "In the fiscal year ended June 30, 2024 sales rose.",                            "6"),
        ("a_q3_2024.txt",      "For the quarter ended October 31 sales rose.",                                  "1"),
        ("a_q4_2021.txt",      "As of March 31, debt was low. Debt at March 31 was $5 million compared to $6 million at December 31.", "3"),
        ("a_q1_2021.txt",      "As of March 31, debt was low. As of April 30 and at April 30 it was lower.",    "12"),
        ("a_q1_2021.txt",      "As of April 30, debt was low.",                                                 "-"),
        ("a_q4_2020.txt",      "For the three months ended October 31, 2020 sales rose.",                       "10"),
        ("a_q2_2023.txt",      "Turning to the June quarter, which is our fiscal third quarter, we expect more.", "9"),
        ("a_q1_2023.txt",      "In our first fiscal quarter, the December quarter, sales rose.",                "9"),
        ("a_q2_2023.txt",      "Sales fell in the June quarter. Our fiscal third quarter was better.",          "-"),
        ("a_q4_2020.txt",      "For the quarter ended October 2, 2020 sales rose.",                             "9"),
    ];

    #[test]
    fn table() {
        for (name, text, expected) in TABLE {
            let end = read(name, text.as_bytes()).unwrap().fiscal_year_end;
            let shown = end.map_or("-".to_owned(), |month| month.to_string());
            assert_eq!(shown, *expected, "given: {name}: {text}");
        }
    }
}
