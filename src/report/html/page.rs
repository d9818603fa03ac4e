//! The page around the data.
//!
//! In:  a run and its checks. Out: [`html`], a page that needs nothing beside itself. Not here: what the data holds (`data.rs`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::data::data;
use crate::Run;
use crate::check::Checks;

const STYLE: &str = include_str!("report.css");

/// Functions first, in the order in which they build on each other; what starts the page last.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("script/data.js"),
    include_str!("script/element.js"),
    include_str!("script/transcript.js"),
    include_str!("script/filter.js"),
    include_str!("script/facts.js"),
    include_str!("script/detail.js"),
    include_str!("script/findings.js"),
    include_str!("script/chart.js"),
    include_str!("script/print.js"),
    include_str!("script/start.js"),
    "})();\n"
);

/// The results of a run as one page: no network, and no script or style but its own.
#[must_use]
pub fn html(run: &Run, checks: &Checks) -> String {
    format!(
        include_str!("report.html"),
        script_hash = hash(SCRIPT),
        style_hash = hash(STYLE),
        style = STYLE,
        script = SCRIPT,
        data = inert(&data(run, checks).line()),
    )
}

/// What a content security policy names a text by.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// JSON in which nothing ends or opens an element, and nothing that JavaScript takes for the end of a line.
fn inert(json: &str) -> String {
    let mut result = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                result.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => result.push(c),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                inert
        ("\"5%\"",              "\"5%\""),
        ("\"</script>\"",       "\"\\u003c/script\\u003e\""),
        ("\"<!--\"",            "\"\\u003c!--\""),
        ("\"R&D\"",             "\"R\\u0026D\""),
        ("\"a\u{2028}b\"",      "\"a\\u2028b\""),
        ("\"百分之五\"",        "\"百分之五\""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(inert(given), *expected, "given: {given}");
        }
    }

    #[test]
    fn a_policy_names_a_text_by_its_hash() {
        // `printf %s 'alert(1)' | openssl dgst -sha256 -binary | openssl base64`
        assert_eq!(hash("alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }

    #[test]
    fn the_pages_own_parts_end_no_element() {
        for part in [STYLE, SCRIPT] {
            assert!(!part.contains("</") && !part.contains("<!--"));
        }
    }
}
