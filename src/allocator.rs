//! The allocator of the command.
//!
//! In:  nothing. Out: [`ready`], to be called first. Not here: what is kept in memory.
//!
//! A large company is checked in a hundred times the memory of a call and then let go, by whichever thread: with the allocator of
//! glibc each thread keeps what it has had, and a long run holds it several times.

use tikv_jemalloc_ctl::{Access, AsName, Error};

#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// How long memory that nobody uses is kept: a run comes to its next batch or company sooner.
const KEPT_MS: isize = 250;

/// Has memory go back to the system soon; without it a run needs more, and nothing else changes.
pub(crate) fn ready() {
    let set = |name: &str| -> Result<(), Error> { name.name().write(KEPT_MS) };
    // That of the threads to come, and of this one.
    let _ = set("arenas.dirty_decay_ms\0").and_then(|()| set("arena.0.dirty_decay_ms\0"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_goes_back_soon() {
        ready();
        for name in ["arenas.dirty_decay_ms\0", "arena.0.dirty_decay_ms\0"] {
            let kept: Result<isize, Error> = name.name().read();
            assert_eq!(kept, Ok(KEPT_MS), "{name}");
        }
    }
}
