//! The command.

#[cfg(not(target_env = "msvc"))]
mod allocator;
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(not(target_env = "msvc"))]
    allocator::ready();
    cli::main()
}
