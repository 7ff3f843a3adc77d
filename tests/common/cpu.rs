//! Time of the processor, which a busy machine lengthens little.

use std::time::{Duration, Instant};

/// What the work of this thread took; of the clock on the wall, where the system does not tell.
pub fn time(work: impl FnOnce()) -> Duration {
    let (before, started) = (spent(), Instant::now());
    work();
    match (before, spent()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed(),
    }
}

#[cfg(unix)]
fn spent() -> Option<Duration> {
    // not from /proc, which is brought up to date only so often
    let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Some(Duration::new(t.tv_sec.try_into().ok()?, t.tv_nsec.try_into().ok()?))
}

#[cfg(not(unix))]
fn spent() -> Option<Duration> {
    None
}
