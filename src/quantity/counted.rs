//! The noun behind a number: what is counted, or what shows that nothing is.
//!
//! In:  the text behind a number without unit. Out: [`Noun`].
//! Not here: the number (`number.rs`).

use super::nearby::{first_word, is_blank, last_word};
use super::number::pause;
use super::phrase::is_cjk;
use super::vocabulary::{Behind, Roles, vocabulary};

/// What stands behind a number.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Noun {
    /// The noun without adjectives.
    pub(super) name: String,
    /// Bytes from the number's end to the noun's end.
    pub(super) length: usize,
    /// What the vocabulary says of it.
    pub(super) roles: Roles,
}

/// Words that may stand between a number and its noun.
const MOST_WORDS: usize = 5;

/// The noun phrase that `rest`, the text behind a number, begins with.
///
/// Behind a scale word `of` ends the phrase: `1.2 billion of facilities` counts no facilities.
pub(super) fn noun(rest: &str, scaled: bool) -> Option<Noun> {
    let trimmed = rest.trim_start_matches(is_blank);
    if trimmed.starts_with(is_cjk) {
        return cjk_noun(rest);
    }
    let words = vocabulary();
    let mut names: Vec<&str> = Vec::new();
    let mut best: Option<Noun> = None;
    let mut left = rest;
    let mut after_of = false;
    for _ in 0..MOST_WORDS {
        let next = left.trim_start_matches(is_blank);
        if next.len() == left.len() {
            break;
        }
        let word = first_word(next);
        // `COVID-19 tests`: a name with a numeral in it goes before the noun.
        let plain = word.chars().all(|c| !c.is_numeric() && !is_cjk(c));
        let named = word.contains('-') && word.starts_with(|c: char| c.is_ascii_uppercase());
        if !(plain || named) || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            break;
        }
        let known = words.behind.of(word);
        let mut roles = known.copied().unwrap_or_default();
        // Business units are parts of the company, no units that it sells.
        if word == "units" && names.last() == Some(&"business") {
            roles = Roles::only(Behind::List);
        }
        let has = |role| roles.contains(role);
        let opens = !scaled && names.is_empty() && best.is_none() && word == "of";
        let owned = after_of && ["our", "their", "the", "these", "those", "your"].contains(&word);
        if (has(Behind::Stop) && !opens && !owned) || word.ends_with('-') {
            break;
        }
        left = next.get(word.len()..).unwrap_or_default();
        after_of = opens;
        let plural = has(Behind::Money)
            || has(Behind::List)
            || has(Behind::Duration)
            || has(Behind::Countable)
            || has(Behind::Singular)
            || is_plural(word);
        if !has(Behind::Describing) && !has(Behind::Stop) {
            names.push(word);
        }
        if plural && !has(Behind::Describing) {
            let name = if known.is_some() { word.to_owned() } else { names.join(" ") };
            best = Some(Noun { name, length: rest.len() - left.len(), roles });
            if best.as_ref().is_some_and(|n| n.roles.beside(Behind::Singular)) {
                break;
            }
        } else if best.is_some() {
            break;
        }
    }
    best
}

/// The first word of what a scaled number is an amount of: `57 million of state support`, `2 billion of cash`.
///
/// `3 million of our users`, `3 million of US households` are counts.
pub(super) fn amount_of(rest: &str) -> Option<&str> {
    let next = rest.trim_start_matches(is_blank).strip_prefix("of")?;
    let (next, _) = pause(next).ok()?;
    let word = first_word(next);
    let some = ["our", "the", "these", "those", "them", "which", "their", "your", "its", "us"];
    let open = word.is_empty() || some.iter().any(|w| word.eq_ignore_ascii_case(w));
    let blank = format!(" {next}");
    let counted = noun(&blank, false).is_some_and(|noun| !noun.roles.contains(Behind::Money));
    (!open && !counted).then_some(word)
}

/// `one of those plants`, `every one client`, `one customers`: a spelled one that counts nothing.
pub(super) fn singles_out(before: &str, rest: &str, noun: &Noun) -> bool {
    let prior = last_word(before);
    let chosen = ["every", "each", "no", "any", "tier", "number", "year", "day", "phase", "which"]
        .iter()
        .any(|word| prior.eq_ignore_ascii_case(word));
    let of = first_word(rest).eq_ignore_ascii_case("of");
    // A plural behind it belongs to something else: `year one earnings`, `tier one suppliers`.
    let many = is_plural(&noun.name) && !noun.roles.contains(Behind::Singular);
    chosen || of || many
}

/// Is the word a plural of what a business counts: `jobs`, `people`, `stores`?
pub(crate) fn is_counted_noun(word: &str) -> bool {
    let people = ["people", "men", "women", "children", "jobs"];
    people.iter().any(|plural| word.eq_ignore_ascii_case(plural))
        || is_plural(word)
            && vocabulary().behind.of(word).is_some_and(|roles| roles.contains(Behind::Countable))
}

/// A plural by its form.
fn is_plural(word: &str) -> bool {
    let (Some(last), Some(prior)) = (word.bytes().next_back(), word.bytes().nth_back(1)) else {
        return false;
    };
    let fits = last.eq_ignore_ascii_case(&b's')
        && !matches!(prior.to_ascii_lowercase(), b's' | b'u' | b'i' | b'\'');
    fits && word.to_lowercase().len() > 3
}

/// The noun behind a Chinese measure word: `305,000 個客戶`.
fn cjk_noun(rest: &str) -> Option<Noun> {
    let trimmed = rest.trim_start_matches(is_blank);
    let measured = ["多個", "個", "名", "家", "位", "间", "間", "项", "項", "封", "條", "条"];
    let behind = measured.iter().find_map(|m| trimmed.strip_prefix(m))?;
    let behind = behind.trim_start_matches(is_blank);
    let name: String = behind.chars().take_while(|c| is_cjk(*c)).take(2).collect();
    if name.is_empty() || ["月", "季", "小時", "星期"].iter().any(|t| name.starts_with(t)) {
        return None;
    }
    let length = rest.len() - behind.len() + name.len();
    Some(Noun { name, length, roles: Roles::default() })
}

#[cfg(test)]
mod tests {
    use super::super::proof::show_all;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                        expected: quantities, then skipped numerals
        ("two of our largest plants",                   "count plants 2 ~1"),
        ("at one of those plants",                      ""),
        ("every one of our stores",                     ""),
        ("no one customer is that large",               ""),
        ("we run one store there",                      "count store 1 ~1"),
        ("with Tier one customers",                     ""),
        ("our four business units",                     ""),
        ("sold 4 units",                                "count units 4 ~1"),
        ("7.5 million COVID-19 tests",                  "count COVID-19 tests 7500000 ~100000"),
        ("12 B-2 bombers",                              "count B-2 bombers 12 ~1"),
        ("3,400 new homes",                             "count homes 3400 ~100"),
        ("1.2 billion of facilities",                   "bare 1200000000 ~100000000"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show_all(given), *expected, "given: {given}");
        }
    }
}
