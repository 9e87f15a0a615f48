//! Progress on work that takes longer than people wait without a word: on a terminal only, and only after half a
//! second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long work may take before it is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often a sign of life moves.
const TICK: Duration = Duration::from_millis(120);

/// A bar that may never be seen; for work whose steps can be counted.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Whether it could be shown at all.
    terminal: bool,
    shown: AtomicBool,
}

impl Progress {
    /// A bar of `steps` steps; `what` is a word before it ("Writing pages").
    pub(super) fn new(what: &'static str, steps: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        // The pattern is a constant; were it wrong, the default would be drawn.
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self { bar, started: Instant::now(), terminal: stderr().is_terminal(), shown: AtomicBool::new(false) }
    }

    /// One step is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        let due = self.terminal && self.started.elapsed() > PATIENCE;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A sign of life that may never be seen; for work whose steps cannot be counted. Gone when dropped.
pub(super) struct Waiting(Option<(Sender<()>, JoinHandle<()>)>);

impl Waiting {
    /// Shows `what` ("Checking") as soon as it takes long.
    pub(super) fn new(what: &'static str) -> Self {
        if !stderr().is_terminal() {
            return Self(None);
        }
        let (done, wait) = channel::<()>();
        let show = move || {
            if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let bar = ProgressBar::new_spinner().with_message(what);
                bar.enable_steady_tick(TICK);
                // Either way of hearing that the work is done is fine.
                let _ = wait.recv();
                bar.finish_and_clear();
            }
        };
        // Where no thread is to be had, the work goes on without a word.
        Self(std::thread::Builder::new().spawn(show).ok().map(|thread| (done, thread)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}
