//! Words in canonical form, so that one phrase matches every way of writing it.
//!
//! In:  a text or a phrase of the vocabulary. Out: its words ([`Words`]), here each between two blanks.
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

use std::sync::LazyLock;

use super::word::char_at;
use super::word_map::WordMap;
use crate::span::Span;

/// Basis words, which may stand inside any name.
static BASIS_WORDS: LazyLock<WordMap<()>> = LazyLock::new(|| {
    let mut words = WordMap::default();
    for word in BASES {
        let () = *words.entry(word);
    }
    words
});

const BASES: [&str; 12] = [
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
    /// The text in lower case, of which the words are pieces.
    lower: String,
    words: Vec<Piece>,
}

/// A word or a mark.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it stands in [`Words::lower`].
    lower: Span,
    /// Where it stands in the text.
    span: Span,
}

impl Words {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let (lower, pieces) = pieces(text);
        let mut words = Self { lower, words: Vec::with_capacity(pieces.len()) };
        let mut pieces = pieces.iter().copied().peekable();
        let mut hesitated = false;
        while let Some(piece) = pieces.next() {
            let word = piece.lower.of(&words.lower);
            let next = pieces.peek().map_or("", |next| next.lower.of(&words.lower));
            let left_out = match word {
                // "selling, general, and administrative"; "return on, uh, on equity": a sound, the comma before it, and a
                // word that is said twice
                "," => {
                    let said_twice = words.ends_with(next);
                    let left_out = said_twice || next == "and" || is_sound(next);
                    pieces.next_if(|_| said_twice);
                    left_out
                }
                "non" => next == "gaap",
                "pro" => pieces.next_if(|next| next.lower.of(&words.lower) == "forma").is_some(),
                _ if is_sound(word) => {
                    pieces.next_if(|next| next.lower.of(&words.lower) == ",");
                    hesitated = true;
                    continue;
                }
                _ => BASIS_WORDS.get(word).is_some(),
            };
            let again = std::mem::take(&mut hesitated) && words.ends_with(word);
            if !(left_out || again) {
                words.push(piece);
            }
        }
        words
    }

    /// Is `word` a word of letters, and the last of the words?
    fn ends_with(&self, word: &str) -> bool {
        self.words.last().is_some_and(|last| last.lower.of(&self.lower) == word)
            && word.chars().all(char::is_alphabetic)
    }

    fn push(&mut self, piece: Piece) {
        let Piece { lower, span } = piece;
        let cut = |start: usize, end: usize| Piece { lower: Span::new(start, end), span };
        match lower.of(&self.lower) {
            // "as a percentage of sales" and "as a % of sales" are one phrase.
            "percentage" => self.words.push(cut(lower.start, lower.start + "percent".len())),
            "cashflow" | "cashflows" => {
                let middle = lower.start + "cash".len();
                self.words.push(cut(lower.start, middle));
                self.words.push(cut(middle, lower.end));
            }
            _ => self.words.push(piece),
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words from `at` on.
    pub(super) fn from(&self, at: usize) -> impl Iterator<Item = &str> {
        self.words.iter().skip(at).map(|word| word.lower.of(&self.lower))
    }

    /// Where in the text `count` words from `at` on stand.
    pub(super) fn span(&self, at: usize, count: usize) -> Option<Span> {
        let words = self.words.get(at..at.checked_add(count)?)?;
        Some(Span::new(words.first()?.span.start, words.last()?.span.end))
    }
}

/// A sound that stands for no word.
fn is_sound(word: &str) -> bool {
    matches!(word, "uh" | "um" | "eh")
}

/// What signs stand for, behind the text in lower case.
const SIGNS: &str = ".,andpercent";

/// The pieces of a text: words and numbers in lower case, `and`, `percent`, and marks that end a phrase.
fn pieces(text: &str) -> (String, Vec<Piece>) {
    let mut lower = String::with_capacity(text.len() + SIGNS.len());
    lower.push_str(text);
    lower.make_ascii_lowercase();
    lower.push_str(SIGNS);
    let sign = |start: usize, end: usize| Span::new(text.len() + start, text.len() + end);
    // A word of English and the blank behind it have about six letters.
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let start = at;
        if c.is_ascii_alphanumeric() {
            at = end_of_plain(text, start);
            let span = Span::new(start, at);
            // Most words stand in lower case as they do in the text.
            if !changes(text, at) {
                found.push(Piece { lower: span, span });
                continue;
            }
        }
        at = start + c.len_utf8();
        let lower = match c {
            '&' => sign(2, 5),
            '%' => sign(5, 12),
            ',' => sign(1, 2),
            '.' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '—' | '…' => sign(0, 1),
            // A dash between blanks is a break, a hyphen inside a name is a blank.
            '-' | '–'
                if char_at(text, at) == Some(' ')
                    && text.get(..start).is_some_and(|before| before.ends_with(' ')) =>
            {
                sign(0, 1)
            }
            c if c.is_alphanumeric() => {
                let from = lower.len();
                at = word(text, start, &mut lower);
                Span::new(from, lower.len())
            }
            _ => continue,
        };
        found.push(Piece { lower, span: Span::new(start, at) });
    }
    (lower, found)
}

/// Where the letters and digits of ASCII from `at` on end, with the points and commas between digits.
fn end_of_plain(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match bytes.get(at) {
            Some(b'.' | b',') if digit(at - 1) && digit(at + 1) => at += 1,
            _ => return at,
        }
    }
}

/// Does a word go on at `at` with what is written otherwise in its canonical form: an apostrophe, or a letter beyond ASCII?
fn changes(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| is_apostrophe(c) || c.is_alphanumeric())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Writes the word that begins at `at`; where it ends.
fn word(text: &str, mut at: usize, lower: &mut String) -> usize {
    loop {
        let end = end_of_plain(text, at);
        lower.extend(Span::new(at, end).of(text).chars().map(|c| c.to_ascii_lowercase()));
        at = end;
        let Some(c) = char_at(text, at) else { return at };
        if c.is_alphanumeric() {
            lower.extend(c.to_lowercase());
        } else if !is_apostrophe(c) {
            return at;
        }
        at += c.len_utf8();
    }
}

/// The word in the plural; `None` where it has none that differs.
pub(super) fn plural(word: &str) -> Option<String> {
    if !word.ends_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let before_y = |c: char| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'o' | 'u');
    let stem_of_y = word.strip_suffix('y').filter(|stem| stem.ends_with(before_y));
    let (stem, ending) = if let Some(stem) = stem_of_y {
        (stem, "ies")
    } else if ["ss", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        (word, "es")
    } else if word.ends_with('s') {
        return None;
    } else {
        (word, "s")
    };
    Some([stem, ending].concat())
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
            let shown = Words::of(given).from(0).collect::<Vec<_>>().join(" ");
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[rustfmt::skip]
    const PLURAL: &[(&str, &str)] = &[
        ("margin",          "margins"),
        ("loss",            "losses"),
        ("inventory",       "inventories"),
        ("survey",          "surveys"),
        ("sales",           "none"),
        ("cet1",            "none"),
    ];

    #[test]
    fn plurals() {
        for (given, expected) in PLURAL {
            assert_eq!(plural(given).as_deref().unwrap_or("none"), *expected, "given: {given}");
        }
    }
}
