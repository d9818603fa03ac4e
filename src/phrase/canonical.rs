//! Words in canonical form, so that one phrase matches every way of writing it.
//!
//! In:  a text or a phrase of the vocabulary. Out: its words ([`canonical`]).
//! Not here: what the words name (`fact/metric_mention.rs`).
//!
//! | written                              | canonical                       |
//! | ------------------------------------ | ------------------------------- |
//! | `Same-store sales`                   | `same`, `store`, `sales`        |
//! | `R&D`                                | `r`, `and`, `d`                 |
//! | `stockholders' equity`               | `stockholders`, `equity`        |
//! | `loss, on a non-GAAP basis`          | `loss`, `,`, `on`, `a`, `basis` |
//! | `selling, general, and …`            | `selling`, `,`, `general`, `and`|
//! | `a % of`, `a percentage of`          | `a`, `percent`, `of`            |
//! | `cashflow`                           | `cash`, `flow`                  |
//!
//! A word that says the basis (adjusted, GAAP, organic, diluted, …) is left out, so that a name with such a word inside
//! is still found; the binding reads the basis from the text itself.

use std::borrow::Cow;
use std::convert::Infallible;

use super::letters::{char_at, is_same};
use crate::span::Span;

/// Basis words, which may stand inside any name.
const BASES: [&str; 12] = [
    "adjusted",
    "gaap",
    "organic",
    "underlying",
    "reported",
    "normalized",
    "diluted",
    "dilutive",
    // As machines write "diluted" that they hear.
    "deluded",
    "fully",
    "core",
    "proforma",
];

/// The words that are not written as they are said, or that are read by their neighbours.
pub(crate) fn rewritten() -> impl Iterator<Item = &'static str> {
    BASES.into_iter().chain(SOUNDS).chain(["non", "pro", "percentage", "cashflow", "cashflows"])
}

/// A word of a text that was cut before.
pub(crate) trait Cut: Copy {
    fn span(&self) -> Span;
    /// Has it other characters than letters and digits of ASCII?
    fn is_mixed(&self) -> bool;
    /// Is it one of the [`rewritten`] words?
    fn is_rewritten(&self) -> bool;
}

/// Of a text that was not cut.
impl Cut for Infallible {
    fn span(&self) -> Span {
        match *self {}
    }

    fn is_mixed(&self) -> bool {
        match *self {}
    }

    fn is_rewritten(&self) -> bool {
        match *self {}
    }
}

/// A word or a mark in canonical form, whatever the case of its letters, and where it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Canonical<'t, W> {
    pub(crate) word: Cow<'t, str>,
    pub(crate) span: Span,
    /// The word as it was cut, where it stands as it is.
    pub(crate) cut: Option<&'t W>,
}

impl<W> Canonical<'_, W> {
    fn is(&self, word: &str) -> bool {
        is_same(&self.word, word)
    }

    /// Is it the same word, and made of letters only?
    fn is_again(&self, before: Option<&Self>) -> bool {
        before.is_some_and(|before| self.is(&before.word))
            && self.word.chars().all(char::is_alphabetic)
    }
}

/// The words of `text`, which was cut into `words`, or not.
pub(crate) fn canonical<'t, W: Cut>(text: &'t str, words: &'t [W]) -> Vec<Canonical<'t, W>> {
    let mut found: Vec<Canonical<'_, W>> = Vec::with_capacity(words.len());
    let mut hesitated = false;
    let mut pieces = pieces(text, words).into_iter();
    while let Some(piece) = pieces.next() {
        let plain = piece.cut.is_some_and(|word| !word.is_rewritten());
        if plain && !hesitated {
            found.push(piece);
            continue;
        }
        let behind = pieces.as_slice().first();
        let left_out = if piece.is(",") {
            // "selling, general, and administrative"; "return on, uh, on equity": a sound, the comma before it, and a
            // word that is said twice
            let twice = behind.is_some_and(|behind| behind.is_again(found.last()));
            let left_out =
                twice || behind.is_some_and(|behind| behind.is("and") || is_sound(&behind.word));
            if twice {
                pieces.next();
            }
            left_out
        } else if is_sound(&piece.word) {
            if behind.is_some_and(|behind| behind.is(",")) {
                pieces.next();
            }
            hesitated = true;
            continue;
        } else if piece.is("non") {
            behind.is_some_and(|behind| behind.is("gaap"))
        } else if piece.is("pro") {
            let forma = behind.is_some_and(|behind| behind.is("forma"));
            if forma {
                pieces.next();
            }
            forma
        } else {
            BASES.iter().any(|basis| piece.is(basis))
        };
        let again = std::mem::take(&mut hesitated) && piece.is_again(found.last());
        if !(left_out || again) {
            add_parted(piece, &mut found);
        }
    }
    found
}

/// Adds the word as phrases write it, or the two that are written as one.
fn add_parted<'t, W>(piece: Canonical<'t, W>, found: &mut Vec<Canonical<'t, W>>) {
    let words: &[&str] = if piece.is("percentage") {
        // "as a percentage of sales" and "as a % of sales" are one phrase.
        &["percent"]
    } else if piece.is("cashflow") {
        &["cash", "flow"]
    } else if piece.is("cashflows") {
        &["cash", "flows"]
    } else {
        return found.push(piece);
    };
    let word =
        |word: &&'static str| Canonical { word: (*word).into(), span: piece.span, cut: None };
    found.extend(words.iter().map(word));
}

/// The canonical words of a phrase, in lower case.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    of_phrase(phrase).iter().map(|canonical| canonical.word.to_ascii_lowercase()).collect()
}

/// The canonical words of a phrase as it is written.
pub(super) fn of_phrase(phrase: &str) -> Vec<Canonical<'_, Infallible>> {
    canonical(phrase, &[])
}

/// Sounds that stand for no word.
const SOUNDS: [&str; 3] = ["uh", "um", "eh"];

/// Is it a word that [`canonical`] reads by its neighbours? A comma is another.
pub(super) fn is_read_by_neighbours(word: &str) -> bool {
    is_sound(word) || is_same(word, "non") || is_same(word, "pro")
}

fn is_sound(word: &str) -> bool {
    SOUNDS.iter().any(|sound| is_same(word, sound))
}

/// The pieces of a text, which was cut into `words`, or not: words and numbers, `and`, `percent`, and marks that end a phrase.
fn pieces<'t, W: Cut>(text: &'t str, words: &'t [W]) -> Vec<Canonical<'t, W>> {
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    for word in words {
        let span = word.span();
        if span.start >= at && !word.is_mixed() && !changes(text, span.end) {
            found.push(Canonical { word: span.of(text).into(), span, cut: Some(word) });
            at = span.end;
        } else {
            at = at.max(span.start);
            add_uncut(text, &mut at, span.end, &mut found);
        }
    }
    if words.is_empty() {
        add_uncut(text, &mut at, text.len(), &mut found);
    }
    found
}

/// Adds the pieces that begin from `at` on and before `end`; the last one may end behind it.
fn add_uncut<'t, W>(text: &'t str, at: &mut usize, end: usize, found: &mut Vec<Canonical<'t, W>>) {
    while *at < end
        && let Some(c) = char_at(text, *at)
    {
        let start = *at;
        *at += c.len_utf8();
        let word: Cow<'_, str> = match c {
            '&' => "and".into(),
            '%' => "percent".into(),
            ',' => ",".into(),
            '.' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '—' | '…' => ".".into(),
            // A dash between blanks is a break, a hyphen inside a name is a blank.
            '-' | '–'
                if char_at(text, *at) == Some(' ')
                    && text.get(..start).is_some_and(|before| before.ends_with(' ')) =>
            {
                ".".into()
            }
            c if c.is_alphanumeric() => {
                let (word, end) = word(text, start);
                *at = end;
                word
            }
            _ => continue,
        };
        found.push(Canonical { word, span: Span::new(start, *at), cut: None });
    }
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

/// The word that begins at `at`, and where it ends. Most stand as they are in the text.
fn word(text: &str, mut at: usize) -> (Cow<'_, str>, usize) {
    let mut word = Cow::Borrowed("");
    loop {
        let end = end_of_plain(text, at);
        let letters = Span::new(at, end).of(text);
        if word.is_empty() {
            word = letters.into();
        } else {
            word.to_mut().push_str(letters);
        }
        at = end;
        let Some(c) = char_at(text, at).filter(|c| c.is_alphanumeric() || is_apostrophe(*c)) else {
            return (word, at);
        };
        if c.is_alphanumeric() {
            word.to_mut().extend(c.to_lowercase());
        }
        at += c.len_utf8();
    }
}

/// The word in the plural; `None` where it has none that differs.
pub(crate) fn plural(word: &str) -> Option<String> {
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
            let shown = words(given).join(" ");
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
