//! Lines that the page has and the call has not: rules, page numbers, repeated page titles.
//!
//! In:  a line. Out: whether it is furniture by form. Not here: titles of parts (`vocabulary`).

/// Marks that rules are drawn with.
const RULE: &[char] = &['.', '=', '-', '_', '*', '\u{2013}', '\u{2014}', '\u{2026}', '~', ' '];

/// What begins lines of the publisher.
const PUBLISHER: &[&str] = &[
    "copyright ©",
    "copyright (c)",
    "© ",
    "company name:",
    "company ticker:",
    "event description:",
    "market cap",
    "current px:",
    "ytd change",
    "bloomberg estimates",
    "bloomberg transcript",
    "corrected transcript",
    "raw transcript",
    "edited transcript",
    "1-877-factset",
    "www.callstreet.com",
    "image source:",
    "duration:",
    "date:",
];

/// What begins notices of the publisher, however long.
const NOTICE: &[&str] = &[
    "this transcript may not be 100",
    "this article is a transcript of",
    "copyright policy:",
    "the information contained in event transcripts",
];

/// Is this a rule, a page number or a line of the publisher?
pub(super) fn is_furniture(line: &str) -> bool {
    is_rule(line) || is_page(line) || {
        let lower = line.to_lowercase();
        lower == "final"
            || PUBLISHER.iter().any(|start| lower.starts_with(start)) && lower.len() < 160
            || NOTICE.iter().any(|start| lower.starts_with(start))
    }
}

/// `......`, `=====`.
pub(super) fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| *c != ' ').count();
    marks >= 5 && line.chars().all(|c| RULE.contains(&c))
}

/// `Page 3 of 17`, `3 of 17`, `3`.
fn is_page(line: &str) -> bool {
    let lower = line.to_lowercase();
    let rest = lower.strip_prefix("page").unwrap_or(&lower).trim();
    let number = |text: &str| {
        (1..=3).contains(&text.trim().len()) && text.trim().bytes().all(|b| b.is_ascii_digit())
    };
    match rest.split_once("of") {
        Some((page, pages)) => number(page) && number(pages),
        None => number(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, bool)] = &[
        ("........................",        true),
        ("= = = = = =",                     true),
        ("Page 3 of 17",                    true),
        ("12",                              true),
        ("FINAL",                           true),
        ("Company Ticker: ACM US",          true),
        ("Copyright © 2024 Larch Press",    true),
        ("This transcript may not be 100 percent accurate.", true),
        ("This transcript of the board is new.", false),
        ("...",                             false),
        ("12%",                             false),
        ("Final sales rose.",               false),
        ("Three of 17 stores closed.",      false),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(is_furniture(given), *expected, "given: {given}");
        }
    }
}
