//! A progress bar on standard error: only on a terminal, only when it takes a while.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Progress through a batch.
pub(crate) struct Progress {
    bar: ProgressBar,
    since: Instant,
    shown: bool,
    terminal: bool,
}

impl Progress {
    /// A bar over `length` items, not yet shown. `template` is indicatif's.
    pub(crate) fn new(length: u64, template: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Self { bar, since: Instant::now(), shown: false, terminal: std::io::stderr().is_terminal() }
    }

    /// One item more is done, of `known` so far (opening an archive brings further ones to light).
    pub(crate) fn step(&mut self, known: u64) {
        self.bar.set_length(known);
        self.bar.inc(1);
        if self.terminal && !self.shown && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
    }

    /// Runs something that writes to the terminal, with the bar out of the way.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        if self.shown { self.bar.suspend(write) } else { write() }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
