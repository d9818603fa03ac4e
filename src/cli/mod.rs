//! The command line: files in, tables and lines of text out.
//!
//! In:  arguments. Out: an exit status. Not here: anything that the library does.

mod arguments;
mod call_arguments;
mod calls;
mod check;
mod command;
mod completions;
mod diff;
mod explain;
mod extract;
mod grammar;
mod inputs;
mod man;
mod metrics;
mod pattern;
mod progress;
mod report;
mod schema;
mod settings;
mod vocabulary;

pub(crate) use command::main;
