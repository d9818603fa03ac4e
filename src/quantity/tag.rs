//! A word at the start of a text, whatever the case of its letters.
//!
//! In:  text that starts at the word. Out: the word as it stands there. Not here: where a word must end (the productions).

use nom::IResult;
use nom::error::{Error, ErrorKind};

/// Recognises `word`, which is ASCII.
///
/// It does what nom's parser of this name does, without looking letters up in tables of all scripts: the grammar asks for some
/// hundred words at each figure, and nearly all of them are not there.
///
/// Shape:  the word. Units: none. Errors: `Err::Error` at anything else. Source: grammar/quantity.ebnf.
pub(super) fn tag_no_case<'t>(word: &'static str) -> impl Fn(&'t str) -> IResult<&'t str, &'t str> {
    move |input| match input.split_at_checked(word.len()) {
        Some((said, rest)) if said.eq_ignore_ascii_case(word) => Ok((rest, said)),
        _ => Err(nom::Err::Error(Error::new(input, ErrorKind::Tag))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Option<(&str, &str)>)] = &[
        // given          expected: rest, word
        ("to 5%",         Some((" 5%", "to"))),
        ("To 5%",         Some((" 5%", "To"))),
        ("tone",          Some(("ne", "to"))),
        ("t",             None),
        ("tö 5%",         None),
        ("從5%到6%",       None),
        ("",              None),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(tag_no_case("to")(given).ok(), *expected, "given: {given}");
            let by_nom: IResult<&str, &str> = nom::bytes::complete::tag_no_case("to")(given);
            assert_eq!(by_nom.ok(), *expected, "given: {given}");
        }
    }
}
