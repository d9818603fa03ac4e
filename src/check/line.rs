//! Lines that share one metric: sales and marketing, general and administrative; basic and diluted earnings per share.
//!
//! In:  a fact. Out: which line of its metric its name tells.
//! Not here: names of metrics (`fact/`).
//!
//! Two lines of expenses are two figures, although both are `operating_expenses`: no check holds one against the other.

use crate::fact::Fact;

/// Words that tell no lines apart.
const FILLERS: &[&str] = &[
    "operating",
    "opex",
    "expense",
    "expenses",
    "expenditures",
    "cost",
    "costs",
    "spend",
    "spending",
    "dollars",
    "total",
    "overhead",
    "growth",
    "and",
    "gaap",
    "non",
    "adjusted",
];

/// Metrics that are said for all shares, or for the basic ones only.
const OF_SHARES: &[&str] = &["eps", "shares_outstanding"];

/// The line that a fact is of, short enough that "G&A" and "general and administrative" are one; empty for a metric
/// without lines, and for the whole of one.
pub(super) fn line(fact: &Fact) -> String {
    if OF_SHARES.contains(&fact.metric.as_str()) {
        let basic = [&fact.metric_text, &fact.quote].into_iter().any(|text| is_basic(text));
        return if basic { "basic".to_owned() } else { String::new() };
    }
    if fact.metric != "operating_expenses" {
        return String::new();
    }
    let words = fact.metric_text.to_lowercase();
    let told = || {
        words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !FILLERS.contains(word))
    };
    // An acronym is split at its "&": "sg" and "a".
    let first =
        |word: &str| word.chars().take(if word.len() > 2 { 1 } else { 2 }).collect::<String>();
    match told().count() {
        1 => told().collect(),
        _ => told().map(first).collect(),
    }
}

fn is_basic(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("basic"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::invented::fact;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                   expected
        ("operating expenses",                     ""),
        ("OpEx",                                   ""),
        ("SG&A",                                   "sga"),
        ("selling, general and administrative expenses", "sga"),
        ("G&A",                                    "ga"),
        ("general and administrative costs",       "ga"),
        ("cash G&A",                               "cga"),
        ("sales and marketing",                    "sm"),
        ("marketing expense",                      "marketing"),
        ("",                                       ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let mut fact = fact("operating_expenses total 2024-Q1 = 12 money");
            fact.metric_text = (*given).into();
            assert_eq!(line(&fact), *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const OF_ONE_SHARE: &[(&str, &str)] = &[
        // given                       expected
        ("$0.77 per basic share",      "basic"),
        ("$0.66 per diluted share",    ""),
        ("$0.66",                      ""),
    ];

    #[test]
    fn of_one_share() {
        for (given, expected) in OF_ONE_SHARE {
            let mut fact = fact("eps total 2024-Q1 = 0.77 per_share");
            fact.quote = (*given).into();
            assert_eq!(line(&fact), *expected, "given: {given}");
        }
    }
}
