//! The command line: files in, tables and lines of text out.
//!
//! In:  arguments. Out: an exit status. Not here: anything that the library does.

mod arguments;
mod calls;
mod check;
mod command;
mod explain;
mod extract;
mod grammar;
mod inputs;
mod metrics;
mod report;
mod schema;

pub(crate) use command::main;
