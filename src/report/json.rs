//! JSON, as pages for programs are written in it.
//!
//! In:  [`Json`]. Out: text. Not here: reading JSON, which the program never does.

/// A value.
pub(super) enum Json {
    Flag(bool),
    Number(usize),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn texts(texts: &[String]) -> Self {
        Self::List(texts.iter().map(|text| Self::text(text)).collect())
    }

    /// The value with a line for each item of an outer list, and for each field of an outer object.
    pub(super) fn page(&self) -> String {
        let lines = |open: &str, lines: Vec<String>, close: &str| {
            format!("{open}\n{}\n{close}\n", lines.join(",\n"))
        };
        match self {
            Self::List(items) if !items.is_empty() => {
                lines("[", items.iter().map(Self::line).collect(), "]")
            }
            Self::Object(fields) => {
                let field = |(name, value): &(&str, Self)| format!("\"{name}\": {}", value.line());
                lines("{", fields.iter().map(field).collect(), "}")
            }
            other => format!("{}\n", other.line()),
        }
    }

    /// The value in one line.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("\"{name}\": {}", value.line()))
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            c if c.is_control() => {
                result.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => result.push(c),
        }
    }
    result.push('"');
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given           quoted
        ("net sales",      "\"net sales\""),
        ("a \"headwind\"", "\"a \\\"headwind\\\"\""),
        ("a\\b",           "\"a\\\\b\""),
        ("a\nb",           "\"a\\u000ab\""),
        ("百分之五",       "\"百分之五\""),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(quoted(given), *expected, "given: {given}");
        }
    }

    #[test]
    fn a_page_has_a_line_for_each_item() {
        let row = || Json::Object(vec![("id", Json::text("roe")), ("flow", Json::Flag(false))]);
        let list = Json::List(vec![row(), row()]);
        assert_eq!(
            list.page(),
            "[\n{\"id\": \"roe\", \"flow\": false},\n{\"id\": \"roe\", \"flow\": false}\n]\n"
        );
        assert_eq!(row().page(), "{\n\"id\": \"roe\",\n\"flow\": false\n}\n");
        assert_eq!(Json::List(Vec::new()).page(), "[]\n");
    }
}
