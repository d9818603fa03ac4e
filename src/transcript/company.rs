//! Which company holds the call.
//!
//! In:  a [`Draft`]. Out: [`Identity`]. Not here: the fiscal period (`period`).

use std::sync::LazyLock;

use super::anchors::Anchors;
use super::draft::Draft;
use super::passage::PassageKind;
use super::vocabulary::Cue;
use super::word::{Word, is_apostrophe, words};

/// The call names its company in the first so many paragraphs, or not.
const OPENING_PASSAGES: usize = 30;

/// A name has no more words.
const LONGEST_NAME: usize = 7;

/// Company and ticker as the text names them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Identity {
    pub(super) company: Option<String>,
    pub(super) ticker: Option<String>,
}

/// Words between the parts of a name.
const CONNECTORS: &[&str] = &["&", "of", "and", "the", "de", "do", "del", "for", "la", "y"];

/// Finds the company in titles, then in the welcome, then in what the first speakers say.
pub(super) fn identify(text: &str, draft: &Draft) -> Identity {
    let opening: Vec<&str> = draft
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Speech)
        .take(OPENING_PASSAGES)
        .map(|passage| passage.span.of(text))
        .collect();
    let headings = draft.passages.iter().filter(|passage| passage.kind == PassageKind::Heading);
    let (mut titled, mut ticker) = (None, None);
    for heading in headings.map(|passage| passage.span.of(text)) {
        let (company, tick) = from_title(heading);
        titled = titled.or(company);
        ticker = ticker.or(tick);
    }
    let spoken =
        |find: fn(&str) -> Option<String>| opening.iter().find_map(|passage| find(passage));
    let company = titled.or_else(|| spoken(from_call_name)).or_else(|| spoken(from_interest));
    Identity { company, ticker }
}

/// Companies that a line or paragraph names as the one that holds the call.
pub(super) fn named(line: &str) -> Option<String> {
    from_title(line).0.or_else(|| from_call_name(line)).or_else(|| from_interest(line))
}

/// A company's name without its legal ending, where it can be told.
pub(super) fn plain(name: &str) -> String {
    name_from(name, &words(name), 0).map_or_else(|| name.to_owned(), |(name, _)| name)
}

/// Labels before a title that are none of it.
const LABELS: &[&str] = &[
    "corrected transcript",
    "raw transcript",
    "edited transcript",
    "transcript",
    "event description",
];

/// `Acme Inc (ACM) 2024 Q3`, `Acme (NYSE: ACM)`, `Acme, Inc. Q3 2017 Earnings Call`, `Q3 2017 Acme Inc Earnings Call`.
fn from_title(line: &str) -> (Option<String>, Option<String>) {
    let (label, rest) = line.split_once(':').unwrap_or_default();
    let line = match label.trim().to_lowercase().as_str() {
        "company name" => return (name_from(rest, &words(rest), 0).map(|(name, _)| name), None),
        "company ticker" => {
            return (None, symbol(rest.split_whitespace().next().unwrap_or_default()));
        }
        label if LABELS.contains(&label) => rest,
        _ => line,
    };
    let ticker = line.split('(').skip(1).find_map(|part| {
        let inner = part.split(')').next()?.trim();
        Some((part, symbol(inner.rsplit(':').next()?.trim())?))
    });
    if let Some((part, symbol)) = ticker {
        let before = line.split(part).next().unwrap_or_default().trim_end_matches('(');
        let found = words(before);
        return (name_from(before, &found, 0).map(|(name, _)| name), Some(symbol));
    }
    let found = words(line);
    let folded = |at: usize| found.get(at).map_or("", |word| word.folded.as_ref());
    let start =
        if matches!(folded(0), "q1" | "q2" | "q3" | "q4") && is_year(folded(1)) { 2 } else { 0 };
    let named = name_from(line, &found, start).filter(|(_, end)| {
        found.get(*end).is_some_and(|word| Cue::CallName.is(&word.folded) || is_year(&word.folded))
    });
    let call = line.to_lowercase().contains("earnings call")
        || line.to_lowercase().contains("conference call");
    (named.filter(|_| call).map(|(name, _)| name), None)
}

/// The ticker in `ACM`, `ACM-US` and `ACM 1.25%` (the day's move of the share).
pub(super) fn symbol(inner: &str) -> Option<String> {
    let moved = inner.split_once(' ').filter(|(_, move_of)| move_of.trim_end().ends_with('%'));
    let inner = moved.map_or(inner, |(symbol, _)| symbol);
    let country = inner.rsplit_once('-').filter(|(_, code)| code.len() == 2);
    let symbol = country.map_or(inner, |(symbol, _)| symbol);
    let plain = (1..=6).contains(&symbol.len())
        && symbol
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-'));
    (plain && symbol.chars().any(|c| c.is_ascii_uppercase())).then(|| symbol.to_owned())
}

/// Words that greet or report, before the name of the company.
const GREETINGS: [&str; 9] = [
    "welcome",
    "joining",
    "join",
    "thank",
    "thanks",
    "attending",
    "participating",
    "discuss",
    "call",
];

static GREETING: LazyLock<Anchors> = LazyLock::new(|| Anchors::new(GREETINGS));

/// `welcome to the Acme Robotics Inc. First Quarter 2024 Earnings Conference Call`, `joining us for Acme's third quarter`.
fn from_call_name(passage: &str) -> Option<String> {
    let greets = GREETING.any_in(passage);
    debug_assert!(greets || greeted(passage).is_none(), "{passage}");
    if greets { greeted(passage) } else { None }
}

fn greeted(passage: &str) -> Option<String> {
    let found = words(passage);
    (0..found.len()).find_map(|at| {
        let before = at.checked_sub(1).and_then(|it| found.get(it))?;
        let opens = matches!(
            before.folded.as_ref(),
            "the" | "to" | "for" | "on" | "today" | "of" | "discuss" | "at" | "in"
        );
        // Segments have results too: only who is greeted or reported on in so many words is the company.
        let greeted = || {
            let before = found.get(at.saturating_sub(20)..at).unwrap_or_default();
            before.iter().any(|word| GREETINGS.contains(&word.folded.as_ref()))
        };
        if !opens || !greeted() {
            return None;
        }
        let (name, end) = name_from(passage, &found, at)?;
        let next = found.get(end)?;
        let period = Cue::CallName.is(&next.folded) || is_year(&next.folded);
        let call = found.iter().skip(end).take(10).any(|word| {
            matches!(
                word.folded.as_ref(),
                "call" | "earnings" | "results" | "conference" | "webcast" | "teleconference"
            )
        });
        // `stores in Ohio. First quarter results`: the sentence ended before.
        let last = end.checked_sub(1).and_then(|it| found.get(it))?;
        let between = passage.get(last.span.end..next.span.start).unwrap_or_default();
        let ended = between.contains(". ") && !ending_word(&last.folded) && last.span.len() > 1;
        (period && call && !ended).then_some(name)
    })
}

static INTEREST: LazyLock<Anchors> =
    LazyLock::new(|| Anchors::new(["interest", "relations", "behalf", "welcome"]));

/// `thank you for your interest in Acme Robotics`, `investor relations for Acme`.
fn from_interest(passage: &str) -> Option<String> {
    let spoken = INTEREST.any_in(passage);
    debug_assert!(spoken || spoken_for(passage).is_none(), "{passage}");
    if spoken { spoken_for(passage) } else { None }
}

fn spoken_for(passage: &str) -> Option<String> {
    let found = words(passage);
    (0..found.len()).find_map(|at| {
        let folded = |back: usize| {
            at.checked_sub(back).and_then(|it| found.get(it)).map(|w| w.folded.as_ref())
        };
        let interested = (folded(2), folded(1)) == (Some("interest"), Some("in"));
        let interest = interested && at.checked_sub(2).is_some_and(|at| is_theirs(&found, at));
        let relations = folded(3) == Some("investor")
            && folded(2) == Some("relations")
            && matches!(folded(1), Some("for" | "at" | "of"));
        let behalf = (folded(2), folded(1)) == (Some("behalf"), Some("of"));
        let welcome = (folded(2), folded(1)) == (Some("welcome"), Some("to"));
        if !(interest || relations || behalf || welcome) {
            return None;
        }
        name_from(passage, &found, at).map(|(name, _)| name)
    })
}

/// Is the interest at word `at` that of who listens (`your continued interest`, thanks for `the interest`), and no stake (`our interest`, `the
/// minority interest`)?
fn is_theirs(found: &[Word<'_>], at: usize) -> bool {
    let before = |places: usize| found.get(at.saturating_sub(places)..at).unwrap_or_default();
    let any = |places: usize, words: &[&str]| {
        before(places).iter().any(|word| words.contains(&word.folded.as_ref()))
    };
    // "participation in our call and interest in": what stands before "and" is not the interest's.
    let near = before(3).iter().rev().take_while(|word| word.folded != "and");
    let stake = near.into_iter().any(|word| {
        ["our", "its", "his", "her"].contains(&word.folded.as_ref())
            || STAKES.contains(&word.folded.as_ref())
    });
    !stake && (any(6, &["your", "everyone", "everybody", "their"]) || any(30, THANKS))
}

/// Words that thank for an interest.
const THANKS: &[&str] =
    &["thank", "thanks", "appreciate", "appreciated", "appreciation", "grateful", "value"];

/// Words before an interest that is a part of a company.
const STAKES: &[&str] = &[
    "minority",
    "majority",
    "controlling",
    "noncontrolling",
    "non-controlling",
    "ownership",
    "equity",
    "economic",
    "working",
    "royalty",
    "venture",
    "percent",
    "remaining",
];

/// The name that begins with word `at`, without its legal ending, and the index of the word behind it.
fn name_from(text: &str, found: &[Word<'_>], at: usize) -> Option<(String, usize)> {
    let mut start = at;
    while found.get(start).is_some_and(|word| matches!(word.folded.as_ref(), "the" | "today")) {
        start += 1;
    }
    let mut end = start;
    while let Some(word) = found.get(end) {
        let written = word.span.of(text);
        let capital = written.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let connector = end > start && CONNECTORS.contains(&word.folded.as_ref());
        let stops =
            Cue::CallName.is(&word.folded) || is_year(&word.folded) || end - start == LONGEST_NAME;
        if stops || !(capital || connector || brand(written)) || broken(text, found, start, end) {
            break;
        }
        end += 1;
        if possessive(written) {
            break;
        }
    }
    while end > start
        && found.get(end - 1).is_some_and(|word| CONNECTORS.contains(&word.folded.as_ref()))
    {
        end -= 1;
    }
    let mut last = end;
    while last > start + 1
        && found.get(last - 1).is_some_and(|word| is_ending(text, found, last - 1, word))
    {
        last -= 1;
    }
    let (first, tail) = (found.get(start)?, found.get(last.checked_sub(1)?)?);
    if last == start || GENERAL.contains(&first.folded.as_ref()) {
        return None;
    }
    let written = text.get(first.span.start..tail.span.end)?;
    let name = written.trim_end_matches("'s").trim_end_matches("\u{2019}s").trim();
    let head = first.span.of(text);
    let told = name.chars().any(char::is_uppercase) && head.chars().any(char::is_alphabetic);
    told.then(|| (name.to_owned(), end))
}

/// Words that begin what is no company.
const GENERAL: &[&str] = &[
    "our",
    "this",
    "we",
    "my",
    "i",
    "today",
    "these",
    "that",
    "form",
    "slide",
    "page",
    "non",
    "gaap",
    "q&a",
    "operator",
    "mr",
    "ms",
    "good",
    "covid",
    "sec",
    "all",
    "everyone",
    "duration",
    "contents",
    "date",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "u",
    "us",
    "north",
    "america",
    "europe",
    "asia",
];

/// `iRobotics`, `eAcme`: a small letter, then a capital.
fn brand(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_uppercase)
}

fn possessive(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|stem| stem.ends_with(is_apostrophe))
}

/// Does a sentence or a clause end between the two words before `end`?
fn broken(text: &str, found: &[Word<'_>], start: usize, end: usize) -> bool {
    let (Some(last), Some(word)) =
        (end.checked_sub(1).and_then(|at| found.get(at)), found.get(end))
    else {
        return false;
    };
    if end <= start {
        return false;
    }
    let between = text.get(last.span.end..word.span.start).unwrap_or_default();
    let initial = last.span.len() == 1 && last.folded.chars().all(char::is_alphabetic);
    let dotted = between.contains(". ") && !initial && !ending_word(&word.folded);
    let comma = between.contains(',') && !ending_word(&word.folded);
    dotted
        || comma
        || between.contains([';', ':', '(', ')', '?', '!', '\u{2014}'])
        || between.contains(" - ")
}

fn ending_word(word: &str) -> bool {
    Cue::LegalEnding.is(word)
}

/// A legal ending, also in letters (`S.A.`), also after `&`.
fn is_ending(text: &str, found: &[Word<'_>], at: usize, word: &Word<'_>) -> bool {
    if word.folded == "&" || word.folded == "and" {
        return true;
    }
    let written = word.span.of(text);
    let dotted = text.get(word.span.end..).is_some_and(|rest| rest.starts_with('.'));
    let single = |other: Option<&Word<'_>>| other.is_some_and(|other| other.span.len() == 1);
    let letters = written.chars().count() == 1
        && dotted
        && at > 1
        && (single(found.get(at - 1)) || single(found.get(at + 1)));
    // `as` and `se` are words; a legal form is written in capitals.
    ending_word(&word.folded) && written.starts_with(char::is_uppercase) || letters
}

/// `2024`.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("20") || word.starts_with("19"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const SPOKEN: &[(&str, &str)] = &[
        // given                                                                                        expected
        ("Hello, and welcome to the Acme Robotics Inc. First Quarter 2024 Earnings Conference Call.",   "Acme Robotics"),
        ("Thank you for joining us for Acme Robotics' third quarter 2024 earnings call.",               "Acme Robotics"),
        ("Thank you for joining us for Acme's Third Quarter 2024 Earnings Conference Call.",            "Acme"),
        ("Welcome to Acme Inc's second-quarter 2024 earnings call.",                                    "Acme"),
        ("Good day. Welcome to the Roe & Sons Company Q2 2021 conference call.",                        "Roe & Sons"),
        ("Welcome to Acme Corporation's first quarter 2020 earnings conference call.",                  "Acme"),
        ("welcome to the Bank of Larch S.A. fourth quarter results call.",                              "Bank of Larch"),
        ("I would like to welcome everyone to the Larch, Inc. Fiscal 2021 Earnings Call.",              "Larch"),
        ("Growth in Larch Systems first quarter results was strong.",                                   "none"),
        ("Welcome to our second quarter earnings call.",                                                "none"),
        ("We open stores in Ohio. First quarter results were good.",                                    "none"),
    ];

    #[test]
    fn spoken() {
        for (given, expected) in SPOKEN {
            assert_eq!(
                from_call_name(given).as_deref().unwrap_or("none"),
                *expected,
                "given: {given}"
            );
        }
    }

    #[rustfmt::skip]
    const INTERESTED: &[(&str, &str)] = &[
        // given                                                                     expected
        ("Thank you for your interest in Acme Robotics.",                            "Acme Robotics"),
        ("We thank you for your time and continued interest in Larch Systems.",      "Larch Systems"),
        ("I am Jane Roe, head of investor relations for Acme Robotics.",             "Acme Robotics"),
        ("On behalf of Larch Systems, good morning.",                                "Larch Systems"),
        ("We appreciate everyone's interest in Acme Robotics.",                      "Acme Robotics"),
        ("Thank you all for the continued interest in Acme Robotics.",               "Acme Robotics"),
        ("Thank you for your participation in our call and interest in Acme Robotics.", "Acme Robotics"),
        ("Thanks to all of you who have shown interest in Acme Robotics.",           "Acme Robotics"),
        ("We are grateful for the continued interest in Acme Robotics.",             "Acme Robotics"),
        ("We thank our shareholders for their interest in Acme Robotics.",           "Acme Robotics"),
        ("Thank you for your time today and your continued support of and interest in Acme Robotics.", "Acme Robotics"),
        ("On your question about our interest in Canada, your model and our interest in Brazil are right.", "none"),
        ("We bought out the minority interest in Brazil, and their joint venture interest in Chile.", "none"),
        ("We sold our 40% interest in Larch Metals, and of investor interest in Europe there is much.", "none"),
    ];

    #[test]
    fn interested() {
        for (given, expected) in INTERESTED {
            let found = from_interest(given);
            assert_eq!(found.as_deref().unwrap_or("none"), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const TITLES: &[(&str, &str, &str)] = &[
        // given                                        company           ticker
        ("Acme Robotics Inc (ACM) 2024 Q3 法說會逐字稿",   "Acme Robotics",  "ACM"),
        ("Acme Robotics (NYSE: ACM)",                   "Acme Robotics",  "ACM"),
        ("Acme Robotics, Inc. (NASDAQ:ACMR)",           "Acme Robotics",  "ACMR"),
        ("Acme Robotics, Inc. Q3 2017 Earnings Call",   "Acme Robotics",  "none"),
        ("Q3 2017 Acme Robotics PLC Earnings Call",     "Acme Robotics",  "none"),
        ("CORRECTED TRANSCRIPT: Acme Corp. (ACM-US), Q3 2024 Earnings Call", "Acme", "ACM"),
        ("Acme Robotics (ACM 1.25%)",                   "Acme Robotics",  "ACM"),
        ("Company Name: Acme Robotics Inc",             "Acme Robotics",  "none"),
        ("Company Ticker: ACM US",                      "none",           "ACM"),
        ("Event Description: Q4 2023 Earnings Call",    "none",           "none"),
        ("Prepared Remarks:",                           "none",           "none"),
        ("Apr 23, 2020, 8:00 a.m. ET",                  "none",           "none"),
    ];

    #[test]
    fn titles() {
        for (given, company, ticker) in TITLES {
            let found = from_title(given);
            assert_eq!(found.0.as_deref().unwrap_or("none"), *company, "given: {given}");
            assert_eq!(found.1.as_deref().unwrap_or("none"), *ticker, "given: {given}");
        }
    }
}
