//! Sentences of an English paragraph.
//!
//! In:  a paragraph. Out: spans of its sentences. Not here: clauses (`fact/`).

use super::vocabulary::Cue;
use crate::span::Span;

/// Splits a paragraph; every character that is not blank is in exactly one sentence.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut next = 0;
    while let Some((at, c)) = mark_from(text, next) {
        next = at + c.len_utf8();
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' | '?' | '!' | '\u{2026}' => {
                // What closes with the sentence belongs to it.
                for closing in text.get(next..).unwrap_or_default().chars() {
                    if !closes(closing, depth) {
                        break;
                    }
                    next += closing.len_utf8();
                    if matches!(closing, ')' | ']') {
                        depth = depth.saturating_sub(1);
                    }
                }
                if depth == 0 && ends_sentence(text, start, at, next) {
                    push(text, Span::new(start, next), &mut sentences);
                    start = next;
                }
            }
            // Text without stops is cut, so that the work on one sentence stays bounded.
            _ if at - start > LONGEST
                && (c.is_whitespace() || (at - start > 2 * LONGEST && !c.is_alphanumeric())) =>
            {
                push(text, Span::new(start, at), &mut sentences);
                start = at;
                depth = 0;
            }
            _ => {}
        }
    }
    push(text, Span::new(start, text.len()), &mut sentences);
    sentences
}

/// The longest sentence, in bytes: more than anybody says in one breath.
const LONGEST: usize = 4_000;

/// The first character from `from` on that can change anything: in a text short enough not to be cut, a mark.
fn mark_from(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.as_bytes().get(from..)?;
    let skipped = if text.len() > LONGEST { 0 } else { rest.iter().position(is_mark)? };
    let at = from + skipped;
    Some((at, text.get(at..)?.chars().next()?))
}

/// A bracket, or a mark that may end a sentence; of an ellipsis (U+2026) its first byte.
fn is_mark(byte: &u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'.' | b'?' | b'!' | 0xe2)
}

/// Marks that follow the end of a sentence without a blank. A bracket that was opened in the sentence closes in it.
fn closes(c: char, depth: usize) -> bool {
    matches!(c, '.' | '?' | '!' | '"' | '\'' | '\u{201d}' | '\u{2019}')
        || depth > 0 && matches!(c, ')' | ']')
}

fn push(text: &str, span: Span, sentences: &mut Vec<Span>) {
    let trimmed = super::line::trimmed(text, span);
    if !trimmed.is_empty() {
        sentences.push(trimmed);
    }
}

/// Does the mark at `at`, with what closes up to `end`, end the sentence from `start`?
fn ends_sentence(text: &str, start: usize, at: usize, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    if after.trim().is_empty() {
        return true;
    }
    // `1.5`, `acme.com`, `U.S.`
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let next = after.trim_start();
    let opening = |c: char| matches!(c, '"' | '\u{201c}' | '\u{2018}' | '\'' | '(' | '[');
    let first = next.trim_start_matches(opening).chars().next().unwrap_or(' ');
    if first.is_lowercase() || matches!(first, ',' | ';' | ':') {
        return false;
    }
    let mark = text.get(at..end).unwrap_or_default();
    if mark != "." {
        return true;
    }
    let before = text.get(start..at).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || opening(c)).next().unwrap_or_default();
    !is_abbreviated(word, first, next)
}

/// Is the dot behind `word` one of an abbreviation or an initial, when `next` goes on with `first`?
fn is_abbreviated(word: &str, first: char, next: &str) -> bool {
    let lower = word.to_lowercase();
    let mut letters = word.chars();
    let one = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    // `J. Smith`, but `Plan I. We`: a pronoun or a letter as a name ends a sentence only before a common word.
    if one {
        return !begins_sentence(next);
    }
    if !Cue::Abbreviation.is(&lower) {
        return false;
    }
    match lower.as_str() {
        // Titles stand before names, always.
        "mr" | "mrs" | "ms" | "dr" | "prof" | "vs" | "approx" | "e.g" | "i.e" | "cf" | "fig"
        | "incl" | "excl" | "st" => true,
        // `No. 1` is a number; `No.` an answer.
        "no" | "nos" => first.is_ascii_digit(),
        // A month or a measure is followed by a figure, else it is a sentence's end.
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov"
        | "dec" | "est" | "al" | "ft" | "avg" => first.is_ascii_digit(),
        _ => !begins_sentence(next),
    }
}

/// Does `next` begin with a word that begins sentences, and no names?
fn begins_sentence(next: &str) -> bool {
    const COMMON: &[&str] = &[
        "we",
        "the",
        "our",
        "this",
        "that",
        "these",
        "those",
        "it",
        "in",
        "and",
        "but",
        "so",
        "as",
        "for",
        "on",
        "at",
        "i",
        "you",
        "they",
        "with",
        "to",
        "there",
        "if",
        "when",
        "while",
        "also",
        "now",
        "please",
        "thank",
        "thanks",
        "good",
        "all",
        "joining",
        "during",
        "a",
        "an",
        "my",
        "he",
        "she",
        "today",
        "welcome",
        "by",
        "from",
        "what",
        "how",
        "or",
        "because",
        "however",
        "additionally",
        "turning",
        "moving",
        "is",
        "are",
        "looking",
        "overall",
        "since",
        "before",
        "after",
        "following",
        "hello",
        "ladies",
        "excluding",
        "including",
    ];
    let word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    COMMON.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                        expected
        ("Sales rose. Costs fell.",                                     "Sales rose.|Costs fell."),
        ("Sales rose 1.5%. EPS was $1.05. Good.",                       "Sales rose 1.5%.|EPS was $1.05.|Good."),
        ("In the U.S. sales rose. In the U.S. We grew.",                "In the U.S. sales rose.|In the U.S.|We grew."),
        ("The U.S. Treasury agreed.",                                   "The U.S. Treasury agreed."),
        ("Acme Inc. First Quarter call. Acme Inc. We start.",           "Acme Inc. First Quarter call.|Acme Inc.|We start."),
        ("Acme Corp. Chairman J. Smith and Mr. Doe spoke.",             "Acme Corp. Chairman J. Smith and Mr. Doe spoke."),
        ("St. Louis is No. 1. Is it? No. We lost.",                     "St. Louis is No. 1.|Is it?|No.|We lost."),
        ("Growth vs. Q1 was approx. 5%, e.g. Ohio, i.e. home.",         "Growth vs. Q1 was approx. 5%, e.g. Ohio, i.e. home."),
        ("Well... we grew. And then... Nothing.",                       "Well... we grew.|And then...|Nothing."),
        ("He said \"we grow.\" They did.",                              "He said \"we grow.\"|They did."),
        ("\u{201c}Do we?\u{201d} We do!",                               "\u{201c}Do we?\u{201d}|We do!"),
        ("Cash (see Note 4. It is long.) was high. (Operator Instructions) Next.", "Cash (see Note 4. It is long.) was high.|(Operator Instructions) Next."),
        ("We use acme.com. It works.",                                  "We use acme.com.|It works."),
        ("We sold Plan B. We kept A.",                                  "We sold Plan B.|We kept A."),
        ("In Oct. 2024 we opened. We close in Dec. Then we rest.",      "In Oct. 2024 we opened.|We close in Dec.|Then we rest."),
        ("yes. okay.",                                                  "yes. okay."),
        ("  ",                                                          ""),
        ("No end",                                                      "No end"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown: Vec<&str> =
                sentences(given).into_iter().map(|span| span.of(given)).collect();
            assert_eq!(shown.join("|"), *expected, "given: {given}");
        }
    }
}
