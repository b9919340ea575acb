//! Processor time on Unix: `CLOCK_THREAD_CPUTIME_ID`.

use std::time::Duration;

pub fn thread_time() -> Option<Duration> {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let secs = u64::try_from(spent.tv_sec).ok()?;
    Some(Duration::new(secs, u32::try_from(spent.tv_nsec).ok()?))
}
