//! From arguments to an exit status.
//!
//! In:  the process's arguments. Out: its exit status, with one line on stderr for all that went wrong.
//! Not here: what each command does.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use super::arguments::{Arguments, Command};
use super::settings::settled;
use super::{check, completions, diff, explain, extract, grammar, man, metrics, report, schema};

/// How a command ends when nothing stops it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// All done.
    Done,
    /// Done, but some inputs could not be read, or a file could not hold all.
    SomeUnread,
    /// Done, and something is not as it was.
    Changed,
    /// Nothing could be done; the reason is on stderr.
    Nothing,
    /// Done, and something is as bad as was asked to fail on.
    Failed,
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    let command = match settled(Arguments::command()) {
        Ok(command) => command,
        Err(problem) => {
            complain(problem);
            return ExitCode::from(2);
        }
    };
    let mut line: Vec<OsString> = std::env::args_os().collect();
    if line.len() < 2 {
        line.push("extract".into());
    }
    let matches = command.get_matches_from(line);
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let mut out = io::stdout().lock();
    let outcome = match arguments.command {
        Command::Extract(arguments) => extract::extract(&arguments, &mut out),
        Command::Check(arguments) => check::check(&arguments, &mut out),
        Command::Report(arguments) => report::report(&arguments, &mut out),
        Command::Diff(arguments) => diff::diff(&arguments, &mut out),
        Command::Explain(arguments) => explain::explain(&arguments, &mut out),
        Command::Metrics(arguments) => metrics::metrics(&arguments, &mut out),
        Command::Grammar(arguments) => grammar::grammar(&arguments, &mut out),
        Command::Schema(arguments) => schema::schema(&arguments, &mut out),
        Command::Completions(arguments) => completions::completions(&arguments, &mut out),
        Command::Man(arguments) => man::man(&arguments, &mut out),
    };
    let outcome = outcome.and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeUnread | Outcome::Changed) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        Ok(Outcome::Failed) => ExitCode::from(3),
        // Whoever reads our lines has read enough: no reason to complain.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("{error}"));
            ExitCode::from(2)
        }
    }
}

/// One line on stderr about what went wrong.
pub(crate) fn complain(what: impl Display) {
    say("error", what);
}

/// One line on stderr about what is worth knowing.
pub(crate) fn remark(what: impl Display) {
    say("note", what);
}

fn say(kind: &str, what: impl Display) {
    // A name of a file can hold anything; what is said of it stays one line, and moves no cursor.
    let line: String = what
        .to_string()
        .chars()
        .flat_map(|c| {
            let escaped = c.is_control().then(|| c.escape_default());
            escaped.into_iter().flatten().chain((!c.is_control()).then_some(c))
        })
        .collect();
    // When even stderr is closed, nobody is there to be told.
    drop(writeln!(io::stderr().lock(), "{kind}: {line}"));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
