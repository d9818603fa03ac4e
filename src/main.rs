//! The command.

#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
mod allocator;
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
    allocator::ready();
    cli::main()
}
