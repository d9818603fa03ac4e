//! The choices of a phrase: `{net|total|} sales` as `net`, `total` or nothing, then `sales`.
//!
//! In:  a phrase of the vocabulary. Out: its [`choices`] in canonical words, or the phrase [written out](expand).
//! Not here: finding phrases (`phrase_tree.rs`, `phrase_book.rs`).

use super::metric_phrase::Words;

/// Writes out the choices of a phrase: `{net|} sales` gives `net sales` and ` sales`.
pub(super) fn expand(phrase: &str) -> Vec<String> {
    let Some((head, choice, tail)) = next_choice(phrase) else { return vec![phrase.to_owned()] };
    let tails = expand(tail);
    choice
        .split('|')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{head}{choice}{tail}")))
        .collect()
}

/// The text before the first choice, the choice, and the text behind it.
fn next_choice(phrase: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = phrase.split_once('{')?;
    let (choice, tail) = rest.split_once('}')?;
    Some((head, choice, tail))
}

/// The phrase as rows of choices: one row, or where words run over the border of a choice, a row for each way to write it.
pub(super) fn choices(phrase: &str) -> Vec<Vec<Vec<Words>>> {
    let parts = parts(phrase);
    if words_end_at_borders(&parts) {
        return vec![
            parts.iter().map(|part| part.iter().map(|text| Words::of(text)).collect()).collect(),
        ];
    }
    expand(phrase).iter().map(|phrase| vec![vec![Words::of(phrase)]]).collect()
}

/// The texts of a phrase and of its choices, in order.
fn parts(mut phrase: &str) -> Vec<Vec<&str>> {
    let mut parts = Vec::new();
    while let Some((head, choice, tail)) = next_choice(phrase) {
        if !head.is_empty() {
            parts.push(vec![head]);
        }
        parts.push(choice.split('|').collect());
        phrase = tail;
    }
    if !phrase.is_empty() {
        parts.push(vec![phrase]);
    }
    parts
}

/// Are the words of every way to write the phrase the words of its parts, put together?
///
/// They are where blanks stand at the borders, and no word is read by its neighbours: a comma and `non` are
/// ([`Words::of`]), so that no part with one of these is cut off.
fn words_end_at_borders(parts: &[Vec<&str>]) -> bool {
    let mut in_word = false;
    for part in parts {
        let goes_on = in_word && part.iter().any(|text| !text.is_empty() && !text.starts_with(' '));
        if goes_on || (parts.len() > 1 && part.iter().any(|text| looks_around(text))) {
            return false;
        }
        let empty = part.iter().any(|text| text.is_empty());
        in_word =
            (empty && in_word) || part.iter().any(|text| !text.is_empty() && !text.ends_with(' '));
    }
    true
}

/// Has it a word that is read by its neighbours, or may it have one?
fn looks_around(text: &str) -> bool {
    text.contains([',', '-', '–'])
        || text.split(' ').any(|word| matches!(word, "non" | "pro" | "uh" | "um" | "eh"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                         expected: rows, each with its choices
        ("net sales",                    "[net sales]"),
        ("{net |total |}sales",          "[net|total|] [sales]"),
        ("sales{ growth| index|}",       "[sales] [growth|index|]"),
        ("{a|b} c {d|}",                 "[a|b] [c] [d|]"),
        ("{re|}purchases of {stock|}",   "[repurchases of stock] / [repurchases of] / [purchases of stock] / [purchases of]"),
        ("{a |}{b|c}{d|}",               "[a bd] / [a b] / [a cd] / [a c] / [bd] / [b] / [cd] / [c]"),
        ("{selling,|} general",          "[selling , general] / [general]"),
        ("{non|} gaap loss",             "[loss] / [loss]"),
        ("",                             ""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let text = |words: &Words| words.from(0).collect::<Vec<_>>().join(" ");
            let choice = |choice: &Vec<Words>| {
                format!("[{}]", choice.iter().map(text).collect::<Vec<_>>().join("|"))
            };
            let row = |row: &Vec<Vec<Words>>| row.iter().map(choice).collect::<Vec<_>>().join(" ");
            let shown = choices(given).iter().map(row).collect::<Vec<_>>().join(" / ");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[test]
    fn written_out() {
        assert_eq!(expand("{a|b} c {d|}"), ["a c d", "a c ", "b c d", "b c "]);
        assert_eq!(expand("plain"), ["plain"]);
    }
}
