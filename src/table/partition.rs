//! Folders of a dataset: `company=acme/fiscal_year=2024`, as Hive names them.
//!
//! In:  what a dataset is divided by, values. Out: names of folders and files. Not here: which rows are in which file (`dataset.rs`).

/// What a dataset is divided by.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Partition {
    /// The company: `company_key` of the table `calls`.
    Company,
    /// The fiscal year that the call reports on.
    FiscalYear,
}

/// How Hive writes that there is no value.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";
/// Bytes of a file's name before it is cut; file systems take 255.
const LONGEST: usize = 200;

impl Partition {
    /// Name of the column, and what the names of its folders begin with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::FiscalYear => "fiscal_year",
        }
    }

    /// What a column of that name is called in the files, where it says something else than the folder.
    ///
    /// A reader takes the column from the folder, and must not find another one of that name in the file.
    pub(super) fn instead(self) -> Option<&'static str> {
        match self {
            Self::Company => Some("company_name"),
            Self::FiscalYear => None,
        }
    }

    /// The folder of a value; an empty one is none.
    pub(super) fn folder(self, value: &str) -> String {
        let value = if value.is_empty() { NONE.to_owned() } else { escaped(value) };
        format!("{}={value}", self.name())
    }
}

/// Name of the file of a call or company, the same for the same id in every folder.
pub(super) fn file_name(id: &str) -> String {
    let mut name = if id.is_empty() { "%".to_owned() } else { escaped(id) };
    // Readers take a file that begins so for a hidden one.
    if let Some(rest) = name.strip_prefix(['.', '_']) {
        name = format!("{}{rest}", if id.starts_with('.') { "%2E" } else { "%5F" });
    }
    if name.len() > LONGEST {
        while name.len() > LONGEST {
            name.pop();
        }
        name = format!("{name}~{:016x}", checksum(id));
    }
    format!("{name}.parquet")
}

/// FNV-1a: the same in every version and on every machine.
pub(super) fn checksum(text: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// With a percent sign and two digits for each character that Hive, Spark or Windows keep out of names.
fn escaped(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        let kept = !c.is_ascii_control()
            && !matches!(
                c,
                '"' | '#'
                    | '%'
                    | '\''
                    | '*'
                    | '/'
                    | ':'
                    | '='
                    | '?'
                    | '\\'
                    | '{'
                    | '['
                    | ']'
                    | '^'
                    | '<'
                    | '>'
                    | '|'
            );
        if kept {
            name.push(c);
        } else {
            name.push_str(&format!("%{:02X}", u32::from(c)));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const FOLDERS: &[(&str, &str)] = &[
        // given             folder
        ("acme",             "company=acme"),
        ("Ödland AG",        "company=Ödland AG"),
        ("../../x",          "company=..%2F..%2Fx"),
        ("..",               "company=.."),
        ("/",                "company=%2F"),
        ("a\\b",             "company=a%5Cb"),
        ("100%",             "company=100%25"),
        ("%2F",              "company=%252F"),
        ("a=b",              "company=a%3Db"),
        ("nul\0l\n",         "company=nul%00l%0A"),
        ("",                 "company=__HIVE_DEFAULT_PARTITION__"),
    ];

    #[test]
    fn folders() {
        for (given, expected) in FOLDERS {
            assert_eq!(Partition::Company.folder(given), *expected, "given: {given:?}");
        }
        assert_eq!(Partition::FiscalYear.folder("2024"), "fiscal_year=2024");
    }

    #[rustfmt::skip]
    const FILES: &[(&str, &str)] = &[
        // given             file
        ("acme-2024-q1",     "acme-2024-q1.parquet"),
        ("../../x",          "%2E.%2F..%2Fx.parquet"),
        ("_notes",           "%5Fnotes.parquet"),
        ("a_b.c",            "a_b.c.parquet"),
        ("",                 "%.parquet"),
    ];

    #[test]
    fn files() {
        for (given, expected) in FILES {
            assert_eq!(file_name(given), *expected, "given: {given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_stays_its_own() {
        let (one, other) = ("é".repeat(300) + "1", "é".repeat(300) + "2");
        assert!(file_name(&one).len() < 255);
        assert_ne!(file_name(&one), file_name(&other));
    }
}
