//! A project's settings: `tickmark.toml` in the current folder.
//!
//! In:  the command's declaration and the file. Out: the declaration with the settings as its defaults, so that the command
//! line wins. Not here: what an option means and which values it takes (`arguments.rs`).

use std::fs;
use std::io::ErrorKind;

use clap::{Arg, ArgAction, Command};
use tickmark::reason;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file, and its name in messages.
const FILE: &str = "tickmark.toml";

/// Commands whose options are settings.
const COMMANDS: [&str; 3] = ["extract", "check", "report"];

/// The setting for what is no option: files, folders, patterns.
const INPUTS: &str = "inputs";

/// Options that are about one run only.
const NO_SETTING: [&str; 4] = ["help", "version", "explain", "name"];

/// The command with the settings of the current folder, where it has any.
///
/// # Errors
/// One sentence with line and column.
pub(super) fn settled(command: Command) -> Result<Command, String> {
    match fs::read_to_string(FILE) {
        Ok(text) => with(command, &text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(command),
        Err(error) => Err(format!("{FILE}: {}", reason(&error))),
    }
}

fn with(command: Command, text: &str) -> Result<Command, String> {
    let table = DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        at(text, start, &error.message().replace('\n', ", "))
    })?;
    let mut settled = command.clone();
    for (key, value) in table.get_ref() {
        let name: &str = key.get_ref();
        let mut known = false;
        for one in COMMANDS {
            let Some(option) = option(&command, one, name) else { continue };
            known = true;
            let is_flag = matches!(option.get_action(), ArgAction::SetTrue);
            let values =
                values(value, is_flag).map_err(|what| at(text, value.span().start, &what))?;
            try_out(&command, one, name, is_flag, &values)
                .map_err(|what| at(text, value.span().start, &what))?;
            let id = option.get_id().clone();
            settled = settled.mut_subcommand(one, |command| {
                command.mut_arg(id, |option| option.default_values(values))
            });
        }
        if !known {
            let what =
                format!("no setting {name:?}, expected one of {}", names(&command).join(", "));
            return Err(at(text, key.span().start, &what));
        }
    }
    Ok(settled)
}

fn option<'c>(command: &'c Command, one: &str, name: &str) -> Option<&'c Arg> {
    // A folder of tables is no name of a page: `out` is a setting of the tables only.
    if (one, name) == ("report", "out") {
        return None;
    }
    let mut options = command.find_subcommand(one)?.get_arguments();
    options.find(|option| setting(option).is_some_and(|known| known == name))
}

/// The name of an option as a setting.
fn setting(option: &Arg) -> Option<&str> {
    match option.get_long() {
        Some(long) => (!NO_SETTING.contains(&long)).then_some(long),
        None => (option.get_id() == INPUTS).then_some(INPUTS),
    }
}

fn names(command: &Command) -> Vec<&str> {
    let mut names: Vec<&str> = COMMANDS
        .iter()
        .filter_map(|one| command.find_subcommand(one))
        .flat_map(|command| command.get_arguments().filter_map(setting))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn values(value: &Spanned<DeValue<'_>>, is_flag: bool) -> Result<Vec<String>, String> {
    match value.get_ref() {
        DeValue::Boolean(flag) if is_flag => Ok(vec![flag.to_string()]),
        _ if is_flag => Err("expected true or false".to_owned()),
        DeValue::String(text) => Ok(vec![text.clone().into_owned()]),
        DeValue::Integer(number) => Ok(vec![number.as_str().to_owned()]),
        DeValue::Array(list) => {
            let text = |one: &Spanned<DeValue<'_>>| one.get_ref().as_str().map(str::to_owned);
            let texts: Option<Vec<String>> = list.iter().map(text).collect();
            texts
                .filter(|texts| !texts.is_empty())
                .ok_or_else(|| "expected a list of texts in quotation marks".to_owned())
        }
        _ => Err("expected a text in quotation marks, or a list of them".to_owned()),
    }
}

/// Gives the values to the command as its command line would, so that one place knows which it takes.
fn try_out(
    command: &Command,
    one: &str,
    name: &str,
    is_flag: bool,
    values: &[String],
) -> Result<(), String> {
    if is_flag || name == INPUTS {
        return Ok(());
    }
    let options = values.iter().map(|value| format!("--{name}={value}"));
    let line = ["tickmark".to_owned(), one.to_owned()].into_iter().chain(options);
    let Err(error) = command.clone().try_get_matches_from(line) else { return Ok(()) };
    let said = error.to_string();
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("For more")).collect();
    Err(lines.join(" ").trim_start_matches("error: ").to_owned())
}

/// `tickmark.toml:3:10: what`
fn at(text: &str, start: usize, what: &str) -> String {
    let before = text.get(..start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("{FILE}:{line}:{column}: {what}")
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches};

    use super::super::arguments::{Arguments, Command as Asked};
    use super::*;

    /// What `tickmark extract` with these arguments does with a file of settings.
    fn show(text: &str, line: &[&str]) -> String {
        let command = match with(Arguments::command(), text) {
            Ok(command) => command,
            Err(problem) => return problem,
        };
        let line = ["tickmark", "extract"].iter().chain(line);
        let matches = command.get_matches_from(line);
        let Ok(Arguments { command: Asked::Extract(asked) }) =
            Arguments::from_arg_matches(&matches)
        else {
            return "another command".to_owned();
        };
        let period = asked.calls.period.map_or_else(String::new, |period| period.to_string());
        let (out, inputs) = (asked.out.display(), asked.calls.inputs);
        format!("{out} {:?} {inputs:?} {period} {}", asked.format, asked.quiet)
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &[&str], &str)] = &[
        // given                          arguments             out, formats, inputs, period, quiet
        ("",                              &[],                  "data-out [Csv, Parquet] []  false"),
        ("out = \"tables\"",              &[],                  "tables [Csv, Parquet] []  false"),
        ("out = \"tables\"",              &["--out", "other"],  "other [Csv, Parquet] []  false"),
        ("format = [\"csv\"]",            &[],                  "data-out [Csv] []  false"),
        ("format = \"csv\"",              &["--format=parquet"], "data-out [Parquet] []  false"),
        ("inputs = [\"a\", \"b\"]",       &[],                  "data-out [Csv, Parquet] [\"a\", \"b\"]  false"),
        ("inputs = [\"a\", \"b\"]",       &["c"],               "data-out [Csv, Parquet] [\"c\"]  false"),
        ("period = \"2024-q2\"\nquiet = true", &[],             "data-out [Csv, Parquet] [] 2024-Q2 true"),
        // What only tickmark check takes.
        ("least = \"note\"",              &[],                  "data-out [Csv, Parquet] []  false"),
        ("\nperiod = \"2024-Q5\"",        &[],                  "tickmark.toml:2:10: invalid value '2024-Q5' for '--period <PERIOD>': \"Q5\" is no part of a year, expected Q1 to Q4, H1, H2 or FY, as in 2024-Q1, 2024-H2 or 2024-FY"),
        ("least = \"bad\"",               &[],                  "tickmark.toml:1:9: invalid value 'bad' for '--least <SEVERITY>' [possible values: error, warning, note]"),
        ("quiet = \"yes\"",               &[],                  "tickmark.toml:1:9: expected true or false"),
        ("out = 1.5",                     &[],                  "tickmark.toml:1:7: expected a text in quotation marks, or a list of them"),
        ("checks = []",                   &[],                  "tickmark.toml:1:10: expected a list of texts in quotation marks"),
        ("out = [\"a\", \"b\"]",          &[],                  "tickmark.toml:1:7: the argument '--out <DIR>' cannot be used multiple times"),
    ];

    #[test]
    fn table() {
        for (given, line, expected) in TABLE {
            let shown = show(given, line);
            // Clap adds the usage to some of its errors.
            let shown = shown.split(" Usage:").next().unwrap();
            assert_eq!(shown, *expected, "given: {given:?} {line:?}");
        }
        for given in [
            "# it\n  period = \"2024-Q1\"\n  perod = 1",
            "explain = \"x\"",
            "[extract]\nout = \"a\"",
        ] {
            let shown = show(given, &[]);
            assert!(
                shown.contains(": no setting \"")
                    && shown.contains("expected one of checks, company, fail-on"),
                "{shown}"
            );
        }
        assert!(show("a = 1\nout = ", &[]).starts_with("tickmark.toml:2:"));
        assert!(
            show("# it\n  perod = 1", &[]).starts_with("tickmark.toml:2:3: no setting \"perod\"")
        );
    }
}
