//! `tickmark man`: the manual pages.
//!
//! In:  the name of a command. Out: a page for `man -l -`. Not here: its text (`arguments.rs`).

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;
use clap_mangen::Man;

use super::arguments::{Arguments, ManArguments};
use super::command::{Outcome, complain};

pub(crate) fn man(arguments: &ManArguments, out: &mut impl Write) -> Result<Outcome> {
    let mut whole = Arguments::command();
    // Gives the commands their names in full: tickmark-extract.
    whole.build();
    let Some(page) = &arguments.page else {
        Man::new(whole).render(out)?;
        return Ok(Outcome::Done);
    };
    if let Some(command) = whole.find_subcommand(page) {
        Man::new(command.clone()).render(out)?;
        return Ok(Outcome::Done);
    }
    let known: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
    complain(format_args!("{page}: no such command, expected one of {}", known.join(", ")));
    Ok(Outcome::Nothing)
}
