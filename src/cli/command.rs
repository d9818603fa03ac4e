//! From arguments to an exit status.
//!
//! In:  the process's arguments. Out: its exit status, with one line on stderr for all that went wrong.
//! Not here: what each command does.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Command};
use super::{check, explain, extract, grammar, metrics, report, schema};

/// How a command ends when nothing stops it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// All done.
    Done,
    /// Done, but some inputs could not be read, or a file could not hold all.
    SomeUnread,
    /// Nothing could be done; the reason is on stderr.
    Nothing,
    /// Done, and something is as bad as was asked to fail on.
    Failed,
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::stdout().lock();
    let outcome = match arguments.command {
        Some(Command::Extract(arguments)) => extract::extract(&arguments, &mut out),
        Some(Command::Check(arguments)) => check::check(&arguments, &mut out),
        Some(Command::Report(arguments)) => report::report(&arguments, &mut out),
        Some(Command::Explain(arguments)) => explain::explain(&arguments, &mut out),
        Some(Command::Metrics(arguments)) => metrics::metrics(&arguments, &mut out),
        Some(Command::Grammar(arguments)) => grammar::grammar(&arguments, &mut out),
        Some(Command::Schema(arguments)) => schema::schema(&arguments, &mut out),
        None => extract::extract(&Default::default(), &mut out),
    };
    let outcome = outcome.and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeUnread) => ExitCode::from(1),
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
