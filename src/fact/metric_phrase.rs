//! Words in canonical form, so that one phrase matches every way of writing it.
//!
//! In:  a text or a phrase of the vocabulary. Out: its words ([`Words`]) as one string in which each stands between two blanks.
//! Not here: what the words name (`metric_mention`).
//!
//! | written                              | canonical                          |
//! | ------------------------------------ | ---------------------------------- |
//! | `Same-store sales`                   | ` same  store  sales `             |
//! | `R&D`                                | ` r  and  d `                      |
//! | `stockholders' equity`               | ` stockholders  equity `           |
//! | `loss, on a non-GAAP basis`          | ` loss  ,  on  a  basis `          |
//! | `selling, general, and …`            | ` selling  ,  general  and …`      |
//! | `a % of`, `a percentage of`          | ` a  percent  of `                 |
//! | `cashflow`                           | ` cash  flow `                     |
//!
//! A word that says the basis (adjusted, GAAP, organic, diluted, …) is left out, so that a name with such a word inside
//! is still found; the binding reads the basis from the text itself.

use crate::span::Span;

/// Basis words, which may stand inside any name.
const BASIS_WORDS: [&str; 12] = [
    "adjusted",
    "gaap",
    "organic",
    "underlying",
    "reported",
    "normalized",
    "diluted",
    "dilutive",
    "deluded",
    "fully",
    "core",
    "proforma",
];

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each word between two blanks of its own.
    pub(super) canonical: String,
    // Invariant: in the order of `canonical`; the offset is that of the word's first blank.
    places: Vec<(usize, Span)>,
}

impl Words {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self {
            canonical: String::with_capacity(text.len().saturating_mul(3) / 2),
            places: Vec::with_capacity(text.len() / 5),
        };
        let mut pieces = pieces(text).peekable();
        let mut hesitated = false;
        while let Some((span, piece)) = pieces.next() {
            let next = pieces.peek().map(|(_, piece)| piece.as_str());
            let oxford_comma = piece == "," && next == Some("and");
            let non_gaap = piece == "non" && next == Some("gaap");
            let pro_forma = matches!((piece.as_str(), next), ("pro", Some("forma")));
            // "return on, uh, on equity": a sound, the comma before it, and a word that is said twice
            let sound = |word: &str| matches!(word, "uh" | "um" | "eh");
            let before_sound = piece == "," && next.is_some_and(sound);
            let said_twice = piece == "," && next.is_some_and(|next| words.ends_with(next));
            if pro_forma || said_twice {
                pieces.next();
            }
            if sound(&piece) {
                pieces.next_if(|(_, next)| next == ",");
                hesitated = true;
                continue;
            }
            let again = hesitated && words.ends_with(&piece);
            hesitated = false;
            let basis = BASIS_WORDS.contains(&piece.as_str());
            let stutter = before_sound || said_twice || again;
            if !(oxford_comma || non_gaap || pro_forma || basis || stutter) {
                words.push(&piece, span);
            }
        }
        words
    }

    /// Is `word` a word of letters, and the last of the words?
    fn ends_with(&self, word: &str) -> bool {
        word.chars().all(char::is_alphabetic)
            && self.canonical.trim_end().rsplit(' ').next() == Some(word)
    }

    fn push(&mut self, word: &str, span: Span) {
        self.places.push((self.canonical.len(), span));
        self.canonical.push(' ');
        self.canonical.push_str(word);
        self.canonical.push(' ');
    }

    /// Where in the text the words at `start..end` of the canonical form stand.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.places.partition_point(|(at, _)| *at < start);
        let after = self.places.partition_point(|(at, _)| *at < end);
        let (_, from) = self.places.get(first)?;
        let (_, to) = self.places.get(after.checked_sub(1)?)?;
        Some(Span::new(from.start, to.end))
    }
}

/// The pieces of a text: words and numbers in lower case, `and`, `percent`, and marks that end a phrase.
fn pieces(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, c) = chars.next()?;
            let mut end = start + c.len_utf8();
            let alone = |word: &str| Some((Span::new(start, end), word.to_owned()));
            match c {
                '&' => return alone("and"),
                '%' => return alone("percent"),
                ',' => return alone(","),
                '.' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '—' | '…' => {
                    return alone(".");
                }
                // A dash between blanks is a break, a hyphen inside a name is a blank.
                '-' | '–'
                    if chars.peek().is_some_and(|(_, next)| *next == ' ')
                        && text.get(..start).is_some_and(|before| before.ends_with(' ')) =>
                {
                    return alone(".");
                }
                c if c.is_alphanumeric() => {
                    let mut word = String::new();
                    word.extend(c.to_lowercase());
                    let mut last = c;
                    while let Some(&(at, c)) = chars.peek() {
                        if c.is_alphanumeric() {
                            word.extend(c.to_lowercase());
                        } else if matches!(c, '.' | ',')
                            && last.is_ascii_digit()
                            && text
                                .get(at + 1..)
                                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                        {
                            word.push(c);
                        } else if !matches!(c, '\'' | '’' | '‘' | 'ʼ') {
                            break;
                        }
                        last = c;
                        chars.next();
                        end = at + c.len_utf8();
                    }
                    // "as a percentage of sales" and "as a % of sales" are one phrase.
                    if word == "percentage" {
                        "percent".clone_into(&mut word);
                    }
                    if let Some(end) =
                        word.strip_prefix("cashflow").filter(|end| matches!(*end, "" | "s"))
                    {
                        word = format!("cash  flow{end}");
                    }
                    return Some((Span::new(start, end), word));
                }
                _ => {}
            }
        }
    })
}

/// A phrase of the vocabulary as it stands in [`Words::canonical`].
pub(super) fn phrase_key(phrase: &str) -> String {
    Words::of(phrase).canonical
}

/// The same phrase with its last word in the plural; `None` where the word has none that differs.
pub(super) fn plural(key: &str) -> Option<String> {
    let singular = key.trim_end();
    if !singular.ends_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let before_y = |c: char| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'o' | 'u');
    let stem_of_y = singular.strip_suffix('y').filter(|stem| stem.ends_with(before_y));
    if let Some(stem) = stem_of_y {
        Some(format!("{stem}ies "))
    } else if ["ss", "x", "z", "ch", "sh"].iter().any(|end| singular.ends_with(end)) {
        Some(format!("{singular}es "))
    } else if singular.ends_with('s') {
        None
    } else {
        Some(format!("{singular}s "))
    }
}

/// Writes out the choices of a phrase: `{net|} sales` gives `net sales` and ` sales`.
pub(super) fn expand(phrase: &str) -> Vec<String> {
    let choice = phrase
        .split_once('{')
        .and_then(|(head, rest)| rest.split_once('}').map(|(choices, tail)| (head, choices, tail)));
    let Some((head, choices, tail)) = choice else { return vec![phrase.to_owned()] };
    let tails = expand(tail);
    choices
        .split('|')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{head}{choice}{tail}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const CANONICAL: &[(&str, &str)] = &[
        ("Same-store sales",                    "same store sales"),
        ("same–store sales",                    "same store sales"),
        ("R&D and SG&A",                        "r and d and sg and a"),
        ("stockholders' equity",                "stockholders equity"),
        ("the quarter’s sales",                 "the quarters sales"),
        ("non-GAAP loss from operations",       "loss from operations"),
        ("diluted adjusted earnings per share", "earnings per share"),
        ("pro forma revenue",                   "revenue"),
        ("return on, on equity",                "return on equity"),
        ("return on, uh, on equity",            "return on equity"),
        ("net, um, interest margin",            "net interest margin"),
        ("margins, Uh, sales",                  "margins sales"),
        ("4, 4 stores",                         "4 , 4 stores"),
        ("selling, general, and administrative","selling , general and administrative"),
        ("sales, margin",                       "sales , margin"),
        ("12.5% of 1,200 stores.",              "12.5 percent of 1,200 stores ."),
        ("growth - in sales - was",             "growth . in sales . was"),
        ("free cashflow, cashflows",            "free cash flow , cash flows"),
        ("54.1 percentage points",              "54.1 percent points"),
    ];

    #[test]
    fn canonical() {
        for (given, expected) in CANONICAL {
            let words = Words::of(given).canonical;
            let shown = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const PLURAL: &[(&str, &str)] = &[
        (" margin ",       " margins "),
        (" loss ",         " losses "),
        (" inventory ",    " inventories "),
        (" survey ",       " surveys "),
        (" sales ",        "none"),
        (" cet1 ",         "none"),
    ];

    #[test]
    fn plurals() {
        for (given, expected) in PLURAL {
            assert_eq!(plural(given).as_deref().unwrap_or("none"), *expected, "given: {given}");
        }
    }

    #[test]
    fn choices() {
        assert_eq!(expand("{a|b} c {d|}"), ["a c d", "a c ", "b c d", "b c "]);
        assert_eq!(expand("plain"), ["plain"]);
    }
}
