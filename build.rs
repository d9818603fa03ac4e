//! Makes the vocabulary of `grammar/` ready: from TOML, in which people write it, to JSON, which the program reads eight times
//! faster when it starts; and where phrases have to be cut into words, to what is left to do when they are.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/quantity/kind.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod kind;
#[path = "src/fact/metric_row.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod metric_row;
#[path = "src/phrase/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the program's own")]
mod phrase;
#[path = "src/span.rs"]
#[expect(dead_code, unreachable_pub, reason = "the program's own")]
mod span;

mod quantity {
    pub(crate) use crate::kind::Kind;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=grammar");
    println!("cargo::rerun-if-changed=build.rs");
    for code in ["phrase", "fact/metric_row.rs", "quantity/kind.rs", "span.rs"] {
        println!("cargo::rerun-if-changed=src/{code}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for entry in fs::read_dir("grammar")? {
        let path = entry?.path();
        let Some(name) =
            path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "toml"))
        else {
            continue;
        };
        let wrong = |error| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path)?;
        if name == "metrics" {
            let ready = metric_row::Ready::of(toml::from_str(&text).map_err(wrong)?);
            fs::write(out.join("metrics.ready"), postcard::to_stdvec(&ready)?)?;
        } else {
            let rows: toml::Table = toml::from_str(&text).map_err(wrong)?;
            let json = out.join(name).with_extension("json");
            fs::write(json, serde_json::to_vec(&rows)?)?;
        }
    }
    Ok(())
}
