//! What README.md shows of the program, against the program.
//!
//! A block ```` ```text ```` below `<!-- output: tickmark ARGUMENTS -->` is what the command prints; the lines between
//! `<!-- tables -->` and `<!-- end -->` list the tables; the block ```` ```rust ```` is the example of `src/lib.rs`.
//! `TICKMARK_RENEW=1 cargo test --test readme` renews all of them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const OUTPUT: &str = "<!-- output: tickmark";

/// A folder with the examples in it, where the command can run without touching the checkout.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("examples")).unwrap();
    for entry in fs::read_dir(Path::new(ROOT).join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        fs::copy(&path, folder.join("examples").join(path.file_name().unwrap())).unwrap();
    }
    folder
}

/// The words of a command line; quotation marks hold a word together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn output(folder: &Path, line: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    let output = command.current_dir(folder).args(words(line)).output().unwrap();
    assert!(
        output.status.success(),
        "tickmark {line}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn listing() -> String {
    let mut text = "| table | one row is | columns |\n| --- | --- | --- |\n".to_owned();
    for table in tickmark::table::tables() {
        let columns: Vec<String> =
            table.columns.iter().map(|one| format!("`{}`", one.name)).collect();
        text.push_str(&format!(
            "| `{}` | {} | {} |\n",
            table.name,
            table.about,
            columns.join(", ")
        ));
    }
    text
}

/// The code in the first doc comment of `src/lib.rs`, as a reader sees it.
fn example() -> String {
    let source = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let code = lines
        .skip_while(|line| line.trim() != "```")
        .skip(1)
        .take_while(|line| line.trim() != "```");
    let shown = code
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .filter(|line| !line.starts_with("# "));
    shown.map(|line| format!("{line}\n")).collect()
}

/// README.md as it should be.
fn renewed(readme: &str) -> String {
    let folder = folder();
    let mut result = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        result.push_str(line);
        result.push('\n');
        let (fresh, end) = if let Some(command) = line.strip_prefix(OUTPUT) {
            let open = lines.next();
            assert_eq!(open, Some("```text"), "below {line}");
            result.push_str("```text\n");
            (output(&folder, command.trim_end_matches("-->")), "```")
        } else if line == "<!-- tables -->" {
            (listing(), "<!-- end -->")
        } else if line == "```rust" {
            (example(), "```")
        } else {
            continue;
        };
        result.push_str(&fresh);
        if !lines.any(|line| line == end) {
            panic!("README.md: no {end:?} below {line:?}");
        }
        result.push_str(end);
        result.push('\n');
    }
    result
}

#[test]
fn the_readme_shows_what_the_program_does() {
    let path = Path::new(ROOT).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let expected = renewed(&readme);
    if std::env::var_os("TICKMARK_RENEW").is_some() {
        fs::write(&path, expected).unwrap();
        return;
    }
    let differing = readme.lines().zip(expected.lines()).find(|(old, new)| old != new);
    assert!(
        readme == expected,
        "README.md no longer shows what the program does.\nREADME:  {:?}\nprogram: {:?}\n\
         To renew it: TICKMARK_RENEW=1 cargo test --test readme",
        differing.map(|(old, _)| old),
        differing.map(|(_, new)| new),
    );
}
