//! The productions of the grammar, as they are written.
//!
//! In:  `grammar/quantity.ebnf`, which is built in. Out: [`productions`], for pages that show them.
//! Not here: the functions that read them (`amount.rs`, `number.rs`, `vague.rs`, `chinese.rs`); `proof.rs` holds both together.

/// One production of `grammar/quantity.ebnf`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Production {
    /// Its name: `range-sep`.
    pub name: &'static str,
    /// What stands behind the equals sign.
    pub definition: &'static str,
    /// A text that it reads to the end; empty for a terminal. Outer blanks are left out.
    pub example: &'static str,
    /// File of `src/quantity/` that implements it: `amount.rs`.
    pub file: &'static str,
}

impl Production {
    /// Does its definition name the production `name`?
    #[must_use]
    pub fn uses(&self, name: &str) -> bool {
        // What stands in quotation marks is a terminal, what stands between question marks a row of a vocabulary.
        let outside = self.definition.split(['"', '?']).step_by(2);
        outside
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '-'))
            .any(|word| word == name)
    }
}

/// The productions, in the order of the file.
#[must_use]
pub fn productions() -> Vec<Production> {
    let mut file = "";
    let mut found = Vec::new();
    for line in include_str!("../../grammar/quantity.ebnf").lines() {
        let remark = line.strip_prefix("(*").and_then(|rest| rest.strip_suffix("*)"));
        if let Some(name) = remark.map(str::trim).filter(|name| name.ends_with(".rs")) {
            file = name;
        }
        if let Some(production) = production(line, file) {
            found.push(production);
        }
    }
    found
}

/// Reads `name = definition ;  (* example *)`; a terminal has no example.
fn production(line: &'static str, file: &'static str) -> Option<Production> {
    let (name, rest) = line.split_once('=')?;
    let name = name.trim();
    if name.contains(' ') {
        return None;
    }
    let (definition, example) = rest.rsplit_once(" ;")?;
    let example = example.trim().trim_start_matches("(*").trim_end_matches("*)");
    let example = example.trim().trim_matches('"').trim();
    Some(Production { name, definition: definition.trim(), example, file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                          expected: name: definition <example>
        (r#"sign    = "minus" | "-" ;   (* minus 3 *)"#,  r#"sign: "minus" | "-" <minus 3>"#),
        (r#"scale   = "a" ;  (* " million" *)"#,          r#"scale: "a" <million>"#),
        (r#"digit   = "0" | "1" ;"#,                      r#"digit: "0" | "1" <>"#),
        (r"(* One function = one production. *)",         "none"),
        (r"(* amount.rs *)",                              "none"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let shown = production(given, "amount.rs").map_or("none".to_owned(), |production| {
                format!("{}: {} <{}>", production.name, production.definition, production.example)
            });
            assert_eq!(shown, *expected, "given: {given}");
        }
    }

    #[test]
    fn a_production_names_those_that_it_is_made_of() {
        let all = productions();
        let range = all.iter().find(|production| production.name == "range").unwrap();
        assert_eq!(range.file, "amount.rs");
        assert!(range.uses("amount") && range.uses("range-sep") && !range.uses("sep"));
    }
}
