//! How far a long run is, for the one who waits at a terminal.
//!
//! In:  calls read. Out: a bar on stderr. Not here: what is read (`calls.rs`).

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of a run; it shows nothing where stderr is no terminal.
pub(crate) struct Progress {
    wanted: bool,
    bar: OnceLock<(Instant, ProgressBar)>,
}

impl Progress {
    /// No bar yet, and never one when the run is to be quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        Self { wanted: !quiet && io::stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// The run has this many calls.
    pub(crate) fn begin(&self, calls: usize) {
        if !self.wanted {
            return;
        }
        let length = u64::try_from(calls).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} calls") {
            bar.set_style(style);
        }
        drop(self.bar.set((Instant::now(), bar)));
    }

    /// One more call was read.
    pub(crate) fn step(&self) {
        let Some((begun, bar)) = self.bar.get() else { return };
        if bar.is_hidden() && begun.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(1);
    }

    /// All calls were read: the bar goes, so that it stands between no lines.
    pub(crate) fn end(&self) {
        if let Some((_, bar)) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
