//! `tickmark completions`: what completes the command in a shell.
//!
//! In:  the name of a shell. Out: a script. Not here: the arguments that it knows (`arguments.rs`).

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsArguments};
use super::command::Outcome;

pub(crate) fn completions(
    arguments: &CompletionsArguments,
    out: &mut impl Write,
) -> Result<Outcome> {
    // The generator stops the program when it cannot write; memory can always be written.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "tickmark", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}
