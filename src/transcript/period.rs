//! Which fiscal period the call reports on.
//!
//! In:  a [`Draft`], the file's name. Out: [`Dated`]. Not here: periods of facts (`fact/`).

use std::cell::LazyCell;
use std::sync::LazyLock;

use super::anchors::Anchors;
use super::company::is_year;
use super::draft::Draft;
use super::fiscal_period::{FiscalPeriod, MONTHS, Part};
use super::fiscal_year_end::fiscal_year_end;
use super::passage::PassageKind;
use super::reading::PeriodSource;
use super::word::{Word, words};

/// A call says what it reports on in the first so many paragraphs, or not.
const OPENING_PASSAGES: usize = 40;

/// The call's period and what is known of the fiscal calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Dated {
    pub(super) period: Option<FiscalPeriod>,
    pub(super) source: PeriodSource,
    pub(super) fiscal_year_end: Option<u32>,
}

/// A period as it is said: the year may be left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Said {
    part: Part,
    year: Option<i32>,
    /// Word behind it.
    end: usize,
}

impl Said {
    /// The period, where its year is said.
    fn whole(self) -> Option<FiscalPeriod> {
        self.year.map(|year| FiscalPeriod::new(year, self.part))
    }
}

/// Finds the period: the call's title, then the file's name, then what the first speakers say.
pub(super) fn date(name: &str, text: &str, draft: &Draft) -> Dated {
    let headings: Vec<&str> = of_kind(text, draft, PassageKind::Heading);
    let speech: Vec<&str> = of_kind(text, draft, PassageKind::Speech);
    let first = speech.get(..speech.len().min(OPENING_PASSAGES)).unwrap_or_default();
    let opening = LazyCell::new(|| all_words(first));
    let titled = headings
        .iter()
        .map(|heading| words(heading))
        .find_map(|heading| first_said(&heading))
        .or_else(|| first.iter().find_map(|passage| call_title_in(passage)));
    let by_title = titled.and_then(|said| {
        said.whole().or_else(|| whole(said, &opening)).or_else(|| dated(said, &headings))
    });
    let by_name = from_name(name);
    let (period, source) = match (by_title, by_name) {
        (Some(period), _) => (Some(period), PeriodSource::Text),
        (None, Some(period)) => (Some(period), PeriodSource::FileName),
        (None, None) => match reported(&opening, &headings) {
            Some(period) => (Some(period), PeriodSource::Text),
            // The quarter is the text's; without the name's year it would be no period.
            None => match titled.and_then(|said| with_year_of_name(said, name)) {
                Some(period) => (Some(period), PeriodSource::FileName),
                None => match titled.and_then(|said| with_year_spoken(said, &all_words(&speech))) {
                    Some(period) => (Some(period), PeriodSource::Text),
                    None => (None, PeriodSource::Unknown),
                },
            },
        },
    };
    let fiscal_year_end = fiscal_year_end(&speech, period);
    Dated { period, source, fiscal_year_end }
}

fn of_kind<'a>(text: &'a str, draft: &Draft, kind: PassageKind) -> Vec<&'a str> {
    draft.passages.iter().filter(|p| p.kind == kind).map(|p| p.span.of(text)).collect()
}

fn all_words<'t>(passages: &[&'t str]) -> Vec<Vec<Word<'t>>> {
    passages.iter().map(|passage| words(passage)).collect()
}

pub(super) fn folded<'w>(words: &'w [Word<'_>], at: usize) -> &'w str {
    words.get(at).map_or("", |word| &*word.folded)
}

fn first_said(words: &[Word<'_>]) -> Option<Said> {
    (0..words.len()).find_map(|at| said(words, at))
}

fn call_title_in(passage: &str) -> Option<Said> {
    static CALL: LazyLock<Anchors> = LazyLock::new(|| Anchors::new(CALLS));
    let called = CALL.any_in(passage);
    debug_assert!(called || call_title(&words(passage)).is_none(), "{passage}");
    if called { call_title(&words(passage)) } else { None }
}

/// Words of which one stands behind the period in the name of a call.
const CALLS: [&str; 3] = ["call", "conference", "webcast"];

/// A period in the name of a call: `First Quarter 2024 Earnings Conference Call`, `our Q2 2024 results`.
fn call_title(words: &[Word<'_>]) -> Option<Said> {
    (0..words.len()).find_map(|at| {
        let found = said(words, at)?;
        let before = |word: &str| {
            (1..=14).any(|back| at.checked_sub(back).is_some_and(|it| folded(words, it) == word))
        };
        let behind: Vec<&str> = (found.end..found.end + 9).map(|it| folded(words, it)).collect();
        let call = CALLS.iter().any(|call| behind.contains(call));
        let greeted = ["welcome", "joining", "join", "attending", "listening", "thank"]
            .into_iter()
            .any(before);
        let comparison =
            matches!(folded(words, at.checked_sub(1)?), "last" | "previous" | "prior" | "next");
        (call && greeted && !comparison).then_some(found)
    })
}

/// The period that begins with word `at`.
fn said(words: &[Word<'_>], at: usize) -> Option<Said> {
    let word = folded(words, at);
    // `2024`, `3Q`, `q3`, `first`, `fy21q3`, `half`: all forms below begin so.
    let opens = |c: char| c.is_ascii_digit() || matches!(c, 'f' | 's' | 't' | 'q' | 'h');
    if !word.starts_with(opens) {
        debug_assert!(
            !is_year(word) && glued(word).is_none() && part(words, at).is_none(),
            "{word}"
        );
        return None;
    }
    // `2024 Q3`, `2024 first quarter`, `fiscal 2024 first quarter`
    if is_year(word) {
        let (part, end) = part(words, at + 1)?;
        return Some(Said { part, year: word.parse().ok(), end });
    }
    if let Some((part, year)) = glued(word) {
        return Some(Said { part, year: Some(year), end: at + 1 });
    }
    let (part, mut end) = part(words, at)?;
    // `third quarter of fiscal year 2021`, `fourth quarter and full year 2020`
    let mut year_at = end;
    while matches!(
        folded(words, year_at),
        "of" | "fiscal" | "year" | "the" | "full" | "and" | "fy" | "calendar" | "for" | "our"
    ) && year_at < end + 6
    {
        year_at += 1;
    }
    let year = year(words, year_at);
    if year.is_some() {
        end = year_at + 1;
    }
    Some(Said { part, year, end })
}

/// `2024`, `FY24`, `'24`, `24` behind a quarter's number.
fn year(words: &[Word<'_>], at: usize) -> Option<i32> {
    let word = folded(words, at);
    if is_year(word) {
        return word.parse().ok();
    }
    let short = word.strip_prefix("fy").or_else(|| word.strip_prefix('\'')).unwrap_or_default();
    two_digits(short)
        .or_else(|| Some(short).filter(|it| is_year(it)).and_then(|it| it.parse().ok()))
}

fn two_digits(text: &str) -> Option<i32> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse::<i32>().ok()).flatten().map(|short| short.saturating_add(2000))
}

/// `first quarter`, `Q1`, `1Q`, `half year`, and the word behind it.
pub(super) fn part(words: &[Word<'_>], at: usize) -> Option<(Part, usize)> {
    let word = folded(words, at);
    let number = match word {
        "first" | "1st" | "q1" | "1q" => 1,
        "second" | "2nd" | "q2" | "2q" => 2,
        "third" | "3rd" | "q3" | "3q" => 3,
        "fourth" | "4th" | "q4" | "4q" => 4,
        "half" if folded(words, at + 1) == "year" => return Some((Part::H1, at + 2)),
        "h1" | "1h" => return Some((Part::H1, at + 1)),
        _ => return None,
    };
    if word.contains('q') {
        return Some((Part::quarter(number)?, at + 1));
    }
    // `first fiscal quarter`
    let next = if folded(words, at + 1) == "fiscal" { at + 2 } else { at + 1 };
    match folded(words, next) {
        "quarter" => Some((Part::quarter(number)?, next + 1)),
        "half" if number == 1 => Some((Part::H1, next + 1)),
        _ => None,
    }
}

/// `3Q21`, `Q3FY21`, `Q32021`, `2021Q3`.
fn glued(word: &str) -> Option<(Part, i32)> {
    let quarter = |text: &str| -> Option<Part> {
        let digit = text.strip_prefix('q').or_else(|| text.strip_suffix('q'))?;
        Part::quarter(digit.parse().ok()?)
    };
    let year = |text: &str| -> Option<i32> {
        let bare = text.strip_prefix("fy").unwrap_or(text).trim_start_matches('\'');
        two_digits(bare).or_else(|| Some(bare).filter(|it| is_year(it))?.parse().ok())
    };
    let front = word.get(..2).zip(word.get(2..));
    let back = word.len().checked_sub(2).and_then(|at| word.get(..at).zip(word.get(at..)));
    front
        .and_then(|(q, y)| Some((quarter(q)?, year(y)?)))
        .or_else(|| back.and_then(|(y, q)| Some((quarter(q)?, year(y)?))))
}

/// The period with its year: its own, else the one that the same part has most often where it is not compared with.
fn whole(said: Said, opening: &[Vec<Word<'_>>]) -> Option<FiscalPeriod> {
    if let Some(period) = said.whole() {
        return Some(period);
    }
    let mut years: Vec<i32> = opening
        .iter()
        .flat_map(|passage| current_periods(passage))
        .filter(|period| period.part == said.part)
        .map(|period| period.year)
        .collect();
    years.sort_unstable();
    let year = most_frequent(&years)?;
    Some(FiscalPeriod::new(year, said.part))
}

/// The most frequent of sorted years, the later one of two.
fn most_frequent(years: &[i32]) -> Option<i32> {
    let count = |year: i32| years.iter().filter(|other| **other == year).count();
    years.iter().copied().max_by_key(|year| (count(*year), *year))
}

/// Periods with years that nothing is compared with.
fn current_periods(words: &[Word<'_>]) -> Vec<FiscalPeriod> {
    (0..words.len())
        .filter_map(|at| {
            let found = said(words, at)?;
            let compared = (1..=5).any(|back| {
                let before = at.checked_sub(back).map_or("", |it| folded(words, it));
                matches!(
                    before,
                    "to" | "versus"
                        | "vs"
                        | "from"
                        | "over"
                        | "than"
                        | "compared"
                        | "prior"
                        | "since"
                        | "guidance"
                        | "expect"
                        | "outlook"
                        | "until"
                        | "by"
                )
            });
            let year = found.year?;
            (!compared).then(|| FiscalPeriod::new(year, found.part))
        })
        .collect()
}

/// The first period that is said of results or of the call: `results for the fourth quarter of fiscal 2024`.
fn reported(opening: &[Vec<Word<'_>>], headings: &[&str]) -> Option<FiscalPeriod> {
    let mut undated = None;
    for passage in opening {
        for at in 0..passage.len() {
            let Some(found) = said(passage, at) else { continue };
            let near: Vec<&str> =
                (at.saturating_sub(7)..found.end + 4).map(|it| folded(passage, it)).collect();
            let results = near.iter().any(|word| {
                matches!(*word, "results" | "earnings" | "call" | "performance" | "release")
            });
            let compared = near.iter().any(|word| {
                matches!(
                    *word,
                    "compared"
                        | "versus"
                        | "guidance"
                        | "expect"
                        | "outlook"
                        | "next"
                        | "prior"
                        | "last"
                        | "from"
                        | "than"
                        | "over"
                )
            });
            if results && !compared {
                match found.year {
                    Some(year) => return Some(FiscalPeriod::new(year, found.part)),
                    None => undated = undated.or(Some(found)),
                }
            }
        }
    }
    whole(undated?, opening).or_else(|| dated(undated?, headings))
}

/// The year of a quarter that is said without one, by the date of the call above it.
fn dated(said: Said, headings: &[&str]) -> Option<FiscalPeriod> {
    let (year, month) = headings.iter().find_map(|heading| day(&words(heading)))?;
    year_at(said.part, year, month).map(|year| FiscalPeriod::new(year, said.part))
}

/// The year that the whole call speaks of, for a quarter that its title says without one: of the same quarter first, else of
/// any period (`the first half of fiscal 2020`).
fn with_year_spoken(said: Said, speech: &[Vec<Word<'_>>]) -> Option<FiscalPeriod> {
    whole(said, speech).or_else(|| {
        let mut years: Vec<i32> = speech
            .iter()
            .flat_map(|passage| current_periods(passage))
            .map(|period| period.year)
            .collect();
        years.sort_unstable();
        Some(FiscalPeriod::new(most_frequent(&years)?, said.part))
    })
}

/// The year by the file's name: `acme_2021-08-02.txt`, `acme 2021.txt`.
fn with_year_of_name(said: Said, name: &str) -> Option<FiscalPeriod> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).replace('_', " ");
    let words = words(&file);
    let year = match day(&words) {
        Some((year, month)) => year_at(said.part, year, month)?,
        None => (0..words.len()).find_map(|at| year(&words, at))?,
    };
    Some(FiscalPeriod::new(year, said.part))
}

/// The year of a quarter that is reported on in this month, where the year of the company may be the calendar's.
///
/// A quarter is reported within three months of its end. Where that does not fit, the company's years are its own.
fn year_at(part: Part, year: i32, month: u32) -> Option<i32> {
    let (_, last) = part.quarters();
    let end = last.checked_mul(3)?;
    if (end.checked_add(1)?..=end.checked_add(3)?).contains(&month) {
        return Some(year);
    }
    (last == 4 && month <= 3).then(|| year.checked_sub(1)).flatten()
}

/// Year and month of `Apr 23, 2020`, `12-September-2024`, `2024-01-30`.
fn day(words: &[Word<'_>]) -> Option<(i32, u32)> {
    (0..words.len()).find_map(|at| {
        let number = |at: usize| folded(words, at).parse::<u32>().ok();
        let year = |at: usize| {
            folded(words, at).parse::<i32>().ok().filter(|_| is_year(folded(words, at)))
        };
        if let Some(year) = year(at) {
            let month = number(at + 1).filter(|month| (1..=12).contains(month))?;
            let day = number(at + 2).filter(|day| (1..=31).contains(day))?;
            return (day > 0).then_some((year, month));
        }
        let month = month(folded(words, at))?;
        let named = year(at + 2).filter(|_| number(at + 1).is_some()).or_else(|| year(at + 1));
        Some((named?, month))
    })
}

/// The number of `September`, `Sept`, `sep`.
fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    u32::try_from(at).ok()?.checked_add(1)
}

/// `ACME_q3_2021.txt`, `acme-2024-q1.txt`, `acme 3q21.txt`.
fn from_name(name: &str) -> Option<FiscalPeriod> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let parts: Vec<&str> = file.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    if let Some((part, year)) = parts.iter().find_map(|part| glued(part)) {
        return Some(FiscalPeriod::new(year, part));
    }
    let year = parts.iter().find_map(|part| {
        let bare = part.strip_prefix("fy").unwrap_or(part);
        if is_year(bare) {
            bare.parse::<i32>().ok()
        } else {
            part.strip_prefix("fy").and_then(two_digits)
        }
    })?;
    let part = parts.iter().find_map(|part| match *part {
        "q1" | "1q" => Some(Part::Q1),
        "q2" | "2q" => Some(Part::Q2),
        "q3" | "3q" => Some(Part::Q3),
        "q4" | "4q" => Some(Part::Q4),
        "h1" => Some(Part::H1),
        "h2" => Some(Part::H2),
        "fy" => Some(Part::Year),
        _ => None,
    })?;
    Some(FiscalPeriod::new(year, part))
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str, &str)] = &[
        // file name           text                                                                             expected
        ("a.txt",              "Welcome to the Acme Inc. First Quarter 2024 Earnings Conference Call.",         "2024-Q1 Text"),
        ("a.txt",              "Welcome to Acme's third quarter of fiscal year 2021 results conference call.",  "2021-Q3 Text"),
        ("a.txt",              "Thank you for joining us for our Q4 FY21 earnings call.",                       "2021-Q4 Text"),
        ("a.txt",              "Welcome to the Acme 3Q21 conference call.",                                     "2021-Q3 Text"),
        ("a.txt",              "Welcome to Acme's fourth quarter and full year 2020 earnings call.",            "2020-Q4 Text"),
        ("a.txt",              "Welcome to the Acme Half Year 2020 Results conference call.",                   "2020-H1 Text"),
        ("a.txt",              "Let me turn to our results for the fourth quarter of fiscal 2024.",             "2024-Q4 Text"),
        ("a.txt",              "Sales rose 5% compared to the second quarter of 2019.",                         "none Unknown"),
        ("a.txt",              "Welcome to the Acme Second Quarter Earnings call.\nIn the second quarter of 2020 sales fell compared to the second quarter of 2019.",
                                                                                                                "2020-Q2 Text"),
        ("ACME_q3_2021.txt",   "Sales rose.",                                                                   "2021-Q3 FileName"),
        ("acme-2024-q1.txt",   "Our results for the fourth quarter of 2023 were good.",                         "2024-Q1 FileName"),
        ("acme_q1_2021.txt",   "Welcome to the Acme Q2 2021 earnings call.",                                    "2021-Q2 Text"),
        ("acme 2021-08-02.txt", "Welcome to the Acme Second Quarter Earnings Call.",                            "2021-Q2 FileName"),
        ("acme 2021.txt",      "Welcome to the Acme Second Quarter Earnings Call.",                             "2021-Q2 FileName"),
        ("acme 2021-12-02.txt", "Welcome to the Acme Second Quarter Earnings Call.",                            "none Unknown"),
        ("a.txt",              "Acme Second Quarter Earnings Call\nJul 30, 2021\nPresentation\nOperator\nHello there.", "2021-Q2 Text"),
        ("a.txt",              "Acme Fourth Quarter Earnings Call\n2-February-2021\nPresentation\nOperator\nHello there.", "2020-Q4 Text"),
        ("a.txt",              "Acme Fourth Quarter Earnings Call\n2-July-2021\nPresentation\nOperator\nHello there.", "none Unknown"),
        ("acme 3q21.txt",      "Sales rose.",                                                                   "2021-Q3 FileName"),
    ];

    #[test]
    fn table() {
        for (name, text, expected) in TABLE {
            let call = read(name, text.as_bytes()).unwrap();
            let period = call.period.map_or("none".to_owned(), |period| period.to_string());
            let shown = format!("{period} {:?}", call.period_source);
            assert_eq!(shown, *expected, "given: {name}: {text}");
        }
    }
}
