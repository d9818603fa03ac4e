//! Where a quantity can begin: at a digit, a sign, a currency or a word of numbers.
//!
//! In:  a text and where to go on. Out: the next place at which the grammar may read.
//! Not here: what stands there (`scan.rs`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::span::Span;

use super::vocabulary::vocabulary;

/// Signs and words that may begin a quantity, beside the marks of currencies and the words of numbers.
const FIXED: &str = "０ １ ２ ３ ４ ５ ６ ７ ８ ９ - − – ‐ ‑ . ( minus negative low mid high higher lower upper middle flat flattish 百分之";

/// What a byte tells of the place where it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Byte {
    Digit,
    Letter,
    /// An anchor that is no word may begin with it.
    Sign,
    Other,
}

/// What begins quantities.
struct Anchors {
    bytes: [Byte; 256],
    /// By the letters that they begin with, what follows them; longest first. `three` is followed by nothing or by ` quarters`.
    words: FxHashMap<u128, Vec<String>>,
    /// By the first letter and the count of letters that words begin with: their second letters, as bits. Most words of a text have none.
    second: [[u32; MOST_LETTERS + 1]; 256],
    /// By their first bytes, longest first.
    signs: FxHashMap<u8, Vec<String>>,
}

static ANCHORS: LazyLock<Anchors> = LazyLock::new(Anchors::new);

/// Makes ready the words that the first text would else wait for.
pub(crate) fn make_ready() {
    LazyLock::force(&ANCHORS);
}

/// The next place at or behind `at` where a quantity can begin.
pub(super) fn anchor(text: &str, at: usize) -> Option<Span> {
    let anchors = &*ANCHORS;
    let bytes = text.as_bytes();
    let mut place = at;
    while let Some(byte) = bytes.get(place) {
        match anchors.byte(*byte) {
            Byte::Digit => return Some(Span::new(place, place + 1)),
            Byte::Other => place += 1,
            Byte::Sign => {
                let end = anchors.sign(text, place);
                if let Some(end) = end.filter(|_| !anchors.is_inside(text, at, place)) {
                    return Some(Span::new(place, end));
                }
                place = end.unwrap_or(place + 1);
            }
            Byte::Letter => {
                let end = letters_end(bytes, place);
                if !prior(bytes, place).is_some_and(|byte| byte.is_ascii_alphanumeric())
                    && let Some(end) = anchors.word(text, place, end)
                {
                    return Some(Span::new(place, end));
                }
                place = end;
            }
        }
    }
    None
}

fn prior(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at.checked_sub(1)?).copied()
}

/// The end of the letters that stand at `at`.
fn letters_end(bytes: &[u8], at: usize) -> usize {
    let letters = bytes.get(at..).unwrap_or_default();
    at + letters.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

impl Anchors {
    fn new() -> Self {
        let words = vocabulary();
        let mut all = Self {
            bytes: [Byte::Other; 256],
            words: FxHashMap::default(),
            second: [[0; MOST_LETTERS + 1]; 256],
            signs: FxHashMap::default(),
        };
        for (byte, class) in (0_u8..=u8::MAX).zip(&mut all.bytes) {
            if byte.is_ascii_digit() {
                *class = Byte::Digit;
            } else if byte.is_ascii_alphabetic() {
                *class = Byte::Letter;
            }
        }
        FIXED.split(' ').chain(words.marks.words()).chain(words.numbers.words()).for_each(
            |anchor| {
                all.add(anchor);
            },
        );
        let longest_first = |a: &String, b: &String| b.len().cmp(&a.len());
        let lists = all.signs.values_mut().chain(all.words.values_mut());
        lists.for_each(|list| list.sort_by(longest_first));
        all
    }

    fn add(&mut self, anchor: &str) {
        let Some(first) = anchor.bytes().next() else { return };
        let (word, tail) = anchor.split_at(letters_end(anchor.as_bytes(), 0));
        let Some(key) = key(word) else {
            self.signs.entry(first).or_default().push(anchor.to_owned());
            if let Some(class) = self.bytes.get_mut(usize::from(first)) {
                *class = Byte::Sign;
            }
            return;
        };
        self.words.entry(key).or_default().push(tail.to_owned());
        let of_first = self.second.get_mut(usize::from(first));
        if let Some(second) = of_first.and_then(|by| by.get_mut(word.len())) {
            *second |= second_letter(word.as_bytes());
        }
    }

    fn byte(&self, byte: u8) -> Byte {
        self.bytes.get(usize::from(byte)).copied().unwrap_or(Byte::Other)
    }

    /// The end of the sign at `at`.
    fn sign(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.as_bytes().get(at..)?;
        let signs = self.signs.get(rest.first()?)?;
        signs.iter().find(|sign| rest.starts_with(sign.as_bytes())).map(|sign| at + sign.len())
    }

    /// Can an anchor begin with these letters, which are all that stand together?
    #[inline]
    fn may_be_word(&self, letters: &[u8]) -> bool {
        let by_length = letters.first().and_then(|first| {
            self.second.get(usize::from(first.to_ascii_lowercase()))?.get(letters.len())
        });
        by_length.is_some_and(|seconds| seconds & second_letter(letters) != 0)
    }

    /// The end of the anchor that begins with the letters from `at` to `end`, which are all that stand together.
    fn word(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let word = text.get(at..end)?;
        if !self.may_be_word(word.as_bytes()) {
            return None;
        }
        let rest = text.as_bytes().get(end..)?;
        let tails = self.words.get(&key(word)?)?;
        let stands = |tail: &&String| {
            rest.get(..tail.len()).is_some_and(|head| head.eq_ignore_ascii_case(tail.as_bytes()))
        };
        tails.iter().find(stands).map(|tail| end + tail.len())
    }

    /// Is the sign at `at` inside of a word? No dash and no full stop behind a letter begins a number, and of a mark that is the end
    /// of a word, `ANT$5`, nothing is read, neither the mark nor its sign.
    fn is_inside(&self, text: &str, from: usize, at: usize) -> bool {
        let bytes = text.as_bytes();
        let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
        if !prior(bytes, at).is_some_and(inside) {
            return false;
        }
        match bytes.get(at) {
            Some(b'-' | b'.') => return true,
            Some(b'(') => return false,
            _ => {}
        }
        let before = bytes.get(from..at).unwrap_or_default();
        let mut place = at - before.iter().rev().take_while(|byte| inside(**byte)).count();
        while place < at {
            let letters = letters_end(bytes, place);
            let ends = (place + 1..=letters).filter_map(|end| self.word(text, place, end));
            place = ends.max().unwrap_or(place + 1);
        }
        place > at
    }
}

/// No word of an anchor has more letters: as many as a key holds.
const MOST_LETTERS: usize = 16;

/// The second letter of a word as a bit, the first bit where there is none.
fn second_letter(letters: &[u8]) -> u32 {
    letters.get(1).map_or(1, |letter| 1 << (letter & 31))
}

/// Letters in lower case as one number; nothing where there are none, or too many.
fn key(word: &str) -> Option<u128> {
    let fits = (1..=MOST_LETTERS).contains(&word.len());
    fits.then(|| {
        word.bytes().fold(0, |key, letter| (key << 8) | u128::from(letter.to_ascii_lowercase()))
    })
}
