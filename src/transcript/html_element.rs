//! What the elements of a page are to its text.
//!
//! In:  `grammar/pages.toml`, a start tag. Out: [`Element`]. Not here: the text of the page (`html`).

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::grammar::{self, built_in};
use html5gum::StartTag;
use serde::Deserialize;

/// What a start tag begins.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Element {
    /// No reader sees what is in it.
    pub(super) hidden: bool,
    /// It has no end tag.
    pub(super) void: bool,
    /// A paragraph ends where it begins and where it ends.
    pub(super) block: bool,
    /// A part of the page, which has parts of its own.
    pub(super) part: bool,
    /// It belongs to the site, not to the article.
    pub(super) site: bool,
}

/// The lists of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    hidden: HashSet<String>,
    void: HashSet<String>,
    blocks: HashSet<String>,
    parts: HashSet<String>,
    site: HashSet<String>,
    site_names: HashSet<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| grammar::rows(built_in!("pages")));

impl Element {
    /// What begins with this tag.
    pub(super) fn begun(tag: &StartTag<usize>) -> Self {
        let named = Self::named(&String::from_utf8_lossy(&tag.name));
        Self {
            hidden: named.hidden || is_hidden(tag),
            site: named.site || is_site(tag),
            void: named.void || tag.self_closing && !named.block,
            ..named
        }
    }

    /// What the name alone tells.
    pub(super) fn named(name: &str) -> Self {
        Self {
            hidden: NAMES.hidden.contains(name),
            void: NAMES.void.contains(name),
            block: NAMES.blocks.contains(name),
            part: NAMES.parts.contains(name),
            site: NAMES.site.contains(name),
        }
    }
}

/// The value of an attribute, in lower case.
fn value(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(&value.value).to_lowercase())
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    let style: String =
        value(tag, b"style").unwrap_or_default().split_whitespace().collect::<String>();
    tag.attributes.contains_key(b"hidden".as_slice())
        || value(tag, b"aria-hidden").is_some_and(|value| value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn is_site(tag: &StartTag<usize>) -> bool {
    [b"class".as_slice(), b"id"].iter().filter_map(|name| value(tag, name)).any(|names| {
        names.split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.site_names.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use html5gum::{DefaultEmitter, Token, Tokenizer};

    use super::*;

    fn show(tag: &str) -> String {
        let Ok(tokens) = Tokenizer::new_with_emitter(tag, DefaultEmitter::<usize>::new_with_span())
            .collect::<Result<Vec<_>, _>>();
        let Some(Token::StartTag(tag)) = tokens.first() else { return "no tag".to_owned() };
        let it = Element::begun(tag);
        let said = [
            (it.hidden, "hidden"),
            (it.void, "void"),
            (it.block, "block"),
            (it.part, "part"),
            (it.site, "site"),
        ];
        said.into_iter().filter_map(|(is, word)| is.then_some(word)).collect::<Vec<_>>().join(" ")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                       expected
        ("<div>",                                      "block part"),
        ("<p class=lead>",                             "block"),
        ("<nav>",                                      "block part site"),
        ("<div class='ad-slot wide'>",                 "block part site"),
        ("<div id='newsletter_box'>",                  "block part site"),
        ("<div class='adagio'>",                       "block part"),
        ("<div hidden>",                               "hidden block part"),
        ("<span style='DISPLAY : none'>",              "hidden"),
        ("<span aria-hidden='true'>",                  "hidden"),
        ("<span aria-hidden='false'>",                 ""),
        ("<br/>",                                      "void"),
        ("<img src=x hidden>",                         "hidden void"),
        ("<STRONG>",                                   ""),
        ("<script>",                                   "hidden"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
