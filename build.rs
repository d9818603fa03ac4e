//! Makes the vocabulary of `grammar/` ready: from TOML, in which people write it, to what the program reads faster when it starts.
//!
//! Files of a few rows become JSON. The rows of the metrics, their phrases and those of the clauses, which have to be cut into
//! words, become postcard, with what is left to do when they are cut.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde::de::DeserializeOwned;

#[path = "src/quantity/kind.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod kind;
#[path = "src/fact/label.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod label;
#[path = "src/fact/metric_row.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod metric_row;
#[path = "src/phrase/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the program's own")]
mod phrase;
#[path = "src/fact/phrase_ready.rs"]
#[expect(dead_code, reason = "the program's own")]
mod phrase_ready;
#[path = "src/fact/phrase_rows.rs"]
#[expect(dead_code, reason = "the program's own")]
mod phrase_rows;
#[path = "src/fact/phrase_sense.rs"]
mod phrase_sense;
#[path = "src/span.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod span;

mod quantity {
    pub(crate) use crate::kind::Kind;
}

/// The code that is read here too.
const CODE: [&str; 8] = [
    "fact/label.rs",
    "fact/metric_row.rs",
    "fact/phrase_ready.rs",
    "fact/phrase_rows.rs",
    "fact/phrase_sense.rs",
    "phrase",
    "quantity/kind.rs",
    "span.rs",
];

/// The files that the program reads row by row.
const AS_JSON: [&str; 12] = [
    "calls",
    "components",
    "counted",
    "currencies",
    "hedges",
    "numbers",
    "other_numerals",
    "pages",
    "scales",
    "scopes",
    "units",
    "words",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=grammar");
    for code in CODE {
        println!("cargo::rerun-if-changed=src/{code}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let metrics: metric_row::File = file("metrics")?;
    fs::write(out.join("metrics.ready"), postcard::to_stdvec(&metrics)?)?;
    let phrases = metric_row::Ready::of(&metrics);
    fs::write(out.join("metric_phrases.ready"), postcard::to_stdvec(&phrases)?)?;
    let phrases = phrase_rows::FILES.into_iter().map(file).collect::<Result<Vec<_>, _>>()?;
    let phrases = phrase_rows::made_ready(&phrases)?;
    fs::write(out.join("phrases.ready"), postcard::to_stdvec(&phrases)?)?;
    for name in AS_JSON {
        let rows: toml::Table = file(name)?;
        fs::write(out.join(name).with_extension("json"), serde_json::to_vec(&rows)?)?;
    }
    Ok(())
}

/// A file of `grammar/`.
fn file<T: DeserializeOwned>(name: &str) -> Result<T, Box<dyn Error>> {
    let path = Path::new("grammar").join(name).with_extension("toml");
    let wrong = |error| format!("{}: {error}", path.display());
    Ok(toml::from_str(&fs::read_to_string(&path)?).map_err(wrong)?)
}
