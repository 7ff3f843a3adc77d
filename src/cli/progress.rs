//! The progress bar. In: how much there is and a counter of how much was read; out: a bar on a terminal's stderr, and
//! nothing at all on a pipe or with `--quiet`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::When;
use super::settings::Settings;

/// Bytes between two looks at the bar: a few hundred a second at full speed.
const STEP: u64 = 128 << 10;

/// A bar, perhaps.
pub struct Progress {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
    shown: u64,
}

impl Progress {
    /// Start; `total` bytes are to be read, if that is known.
    pub fn start(settings: &Settings, total: Option<u64>, read: Arc<AtomicU64>) -> Progress {
        let bar = if settings.quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(8));
            let coloured = use_color(settings.color);
            let template = match (total, coloured) {
                (Some(_), true) => "{bar:30.cyan/dim} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
                (Some(_), false) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
                (None, _) => "{spinner} {bytes} {bytes_per_sec}",
            };
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        };
        Progress { bar, read, shown: 0 }
    }

    /// Look at the counter.
    pub fn tick(&mut self) {
        let read = self.read.load(Ordering::Relaxed);
        if read >= self.shown + STEP {
            self.shown = read;
            self.bar.set_position(read);
        }
    }

    /// Say something without tearing the bar.
    pub fn say(&self, message: &str) {
        self.bar.suspend(|| {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{message}");
        });
    }

    /// Take the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Whether stderr gets colours.
pub fn use_color(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    }
}
