//! The progress bar of long runs.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Runs shorter than this show nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A progress bar on the standard error that appears only on a terminal, and only when a run takes long.
pub(crate) struct Progress {
    started: Instant,
    enabled: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar that may appear unless `quiet`.
    pub(crate) fn new(quiet: bool) -> Self {
        Progress { started: Instant::now(), enabled: !quiet && stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// Takes note that `done` of `total` modules are finished.
    pub(crate) fn advance(&self, done: usize, total: usize) {
        if !self.enabled || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("checking {wide_bar} {pos}/{len} modules");
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
