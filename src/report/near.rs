//! Names that a mistyped name may have meant.
//!
//! In:  a word and the names that there are. Out: [`Unknown`], with the nearest of them. Not here: what the names stand for.

/// A word that stands for nothing on a page.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{asked}: no such {what}{}", perhaps(.near))]
pub struct Unknown {
    /// What was asked for.
    pub asked: String,
    /// What it is none of.
    pub what: &'static str,
    /// Names that it may have meant.
    pub near: Vec<String>,
}

impl Unknown {
    /// Looks for what may have been meant among `names`.
    pub(super) fn new<'n>(
        asked: &str,
        what: &'static str,
        names: impl Iterator<Item = &'n str>,
    ) -> Self {
        let near = near(asked, names).into_iter().map(str::to_owned).collect();
        Self { asked: asked.to_owned(), what, near }
    }
}

fn perhaps(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!(", perhaps {}", near.join(" or ")) }
}

/// The most names that are suggested.
const SUGGESTED: usize = 3;

/// The names that are nearest to `word`, the nearest first; none where nothing is near.
fn near<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let word = word.to_lowercase();
    let furthest = (word.chars().count() / 3).clamp(1, 3);
    let mut found: Vec<(usize, &str)> = names
        .map(|name| {
            // "marign" is near to a part of "gross_margin", too, though not as near as to "margin".
            let parts = name.split(['_', '-', '.', ' ']).map(|part| steps(&word, part) + 1);
            (parts.chain([steps(&word, name)]).min().unwrap_or(usize::MAX), name)
        })
        .filter(|(steps, _)| *steps <= furthest + 1)
        .collect();
    let nearest = found.iter().map(|(steps, _)| *steps).min().unwrap_or(0);
    found.retain(|(steps, _)| *steps <= nearest + 1);
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(SUGGESTED).map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out or replaced to make one word of the other.
fn steps(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.chars().enumerate() {
        let mut above_left = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let replaced = above_left + usize::from(letter != *other);
            above_left = *cell;
            left = replaced.min(above_left + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given          nearest of the names below
        ("revnue",        "revenue"),
        ("Revenue",       "revenue"),
        ("eps",           "eps"),
        ("gros_margin",   "gross_margin"),
        ("margn",         "gross_margin operating_margin"),
        ("zebra",         ""),
        ("",              ""),
    ];

    #[test]
    fn table() {
        let names = ["revenue", "eps", "gross_margin", "operating_margin", "backlog"];
        for (given, expected) in TABLE {
            let shown = near(given, names.into_iter()).join(" ");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[test]
    fn steps_are_counted() {
        for (from, to, expected) in
            [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "abc", 0)]
        {
            assert_eq!(steps(from, to), expected, "{from} to {to}");
        }
    }
}
