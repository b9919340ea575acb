//! A share whose server may freeze: every call happens on another thread, and whoever waits
//! stops waiting in the end, or when told to. The call itself may hang for as long as the server
//! does; until it returns no further ones are sent after it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{PutNew, Share, ShareError, ShareState, Site};
use crate::platform::Work;
use crate::wire::SharePath;

/// How long a call may take at least.
pub const PATIENCE: Duration = Duration::from_secs(45);
/// A slow line still moves this much in a second.
const BYTES_PER_SEC: u64 = 100_000;
/// How long a call that moves so many bytes may take.
pub const fn allowed(least: Duration, size_bytes: u64) -> Duration {
    least.saturating_add(Duration::from_secs(size_bytes / BYTES_PER_SEC))
}

/// How soon a wish to stop is heard.
const LISTEN_EVERY: Duration = Duration::from_millis(50);

/// A call that nobody waits for any more, and until when no other is tried while it hangs.
#[derive(Debug)]
struct GivenUp {
    has_returned: Arc<AtomicBool>,
    until: Instant,
}

type Job = Box<dyn FnOnce() + Send>;

/// Waiting with an end to it.
#[derive(Debug, Clone)]
pub struct Patience {
    least: Duration,
    work: Work,
    given_up: Arc<Mutex<Option<GivenUp>>>,
    /// Threads whose last call came back. One whose call hangs ends with it.
    idle: Arc<Mutex<Vec<mpsc::Sender<Job>>>>,
}

impl Patience {
    pub fn new(least: Duration, work: Work) -> Self {
        Self { least, work, given_up: Arc::default(), idle: Arc::default() }
    }

    /// Whether a call that was given up hangs still: another would only hang beside it.
    fn is_frozen(&self) -> bool {
        let given_up = self.given_up.lock().unwrap_or_else(PoisonError::into_inner);
        given_up.as_ref().is_some_and(|call| {
            !call.has_returned.load(Ordering::Acquire) && Instant::now() < call.until
        })
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<mpsc::Sender<Job>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A thread to call on.
    fn thread(&self) -> std::io::Result<mpsc::Sender<Job>> {
        if let Some(idle) = self.idle().pop() {
            return Ok(idle);
        }
        let (sender, jobs) = mpsc::channel::<Job>();
        thread::Builder::new().name("share".into()).spawn(move || {
            for job in jobs {
                job();
            }
        })?;
        Ok(sender)
    }

    /// Calls on another thread. `path` and the size are what is told, and waited for, of it.
    pub fn call<T: Send + 'static>(
        &self,
        path: &str,
        size_bytes: u64,
        call: impl FnOnce() -> Result<T, ShareError> + Send + 'static,
    ) -> Result<T, ShareError> {
        let trouble =
            |detail: &str| Err(ShareError::trouble(ShareState::Unreachable, path, detail));
        if self.work.is_stopped() {
            return Err(ShareError::Stopped);
        }
        if self.is_frozen() {
            return trouble("an earlier call has not been answered yet");
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let has_returned = Arc::new(AtomicBool::new(false));
        let returning = Arc::clone(&has_returned);
        let job: Job = Box::new(move || {
            let result = call();
            returning.store(true, Ordering::Release);
            // Nobody may be waiting any more; then the result is of no use.
            let _ = sender.send(result);
        });
        let thread = match self.thread() {
            Ok(thread) => thread,
            Err(error) => return trouble(&error.to_string()),
        };
        // A thread that ended by a call's mistake drops the job, and the answer does not come.
        let _ = thread.send(job);
        let patience = allowed(self.least, size_bytes);
        let began = Instant::now();
        loop {
            let left = patience.saturating_sub(began.elapsed());
            match receiver.recv_timeout(LISTEN_EVERY.min(left)) {
                Ok(result) => {
                    self.idle().push(thread);
                    return result;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return trouble("the call ended without an answer");
                }
                Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                    let until = Instant::now() + self.least;
                    let call = GivenUp { has_returned, until };
                    *self.given_up.lock().unwrap_or_else(PoisonError::into_inner) = Some(call);
                    return trouble("no answer in time");
                }
                Err(RecvTimeoutError::Timeout) if self.work.is_stopped() => {
                    return Err(ShareError::Stopped);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// Another share, with an end to waiting.
#[derive(Debug, Clone)]
pub struct PatientShare {
    inner: Arc<dyn Share>,
    patience: Patience,
}

impl PatientShare {
    pub fn new(inner: Arc<dyn Share>, least: Duration, work: Work) -> Self {
        Self { inner, patience: Patience::new(least, work) }
    }

    fn call<T: Send + 'static>(
        &self,
        path: &SharePath,
        size_bytes: u64,
        call: impl FnOnce(&dyn Share) -> Result<T, ShareError> + Send + 'static,
    ) -> Result<T, ShareError> {
        let inner = Arc::clone(&self.inner);
        self.patience.call(path.as_str(), size_bytes, move || call(&*inner))
    }
}

impl Share for PatientShare {
    fn put_new(&self, path: &SharePath, bytes: &[u8]) -> Result<PutNew, ShareError> {
        let (to, bytes) = (path.clone(), bytes.to_vec());
        self.call(path, bytes.len() as u64, move |share| share.put_new(&to, &bytes))
    }

    fn get(&self, path: &SharePath, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        let from = path.clone();
        self.call(path, limit_bytes.min(64 * 1024 * 1024), move |share| {
            share.get(&from, limit_bytes)
        })
    }

    fn size(&self, path: &SharePath) -> Result<Option<u64>, ShareError> {
        let of = path.clone();
        self.call(path, 0, move |share| share.size(&of))
    }

    fn list(&self, folder: &SharePath) -> Result<Vec<String>, ShareError> {
        let of = folder.clone();
        self.call(folder, 0, move |share| share.list(&of))
    }

    fn delete(&self, path: &SharePath) -> Result<(), ShareError> {
        let which = path.clone();
        self.call(path, 0, move |share| share.delete(&which))
    }
}

/// The place of the staff pages, with an end to waiting.
#[derive(Debug, Clone)]
pub struct PatientSite {
    inner: Arc<dyn Site>,
    patience: Patience,
}

impl PatientSite {
    pub fn new(inner: Arc<dyn Site>, least: Duration, work: Work) -> Self {
        Self { inner, patience: Patience::new(least, work) }
    }

    fn call<T: Send + 'static>(
        &self,
        path: &str,
        size_bytes: u64,
        call: impl FnOnce(&dyn Site, &str) -> Result<T, ShareError> + Send + 'static,
    ) -> Result<T, ShareError> {
        let (inner, at) = (Arc::clone(&self.inner), path.to_owned());
        self.patience.call(path, size_bytes, move || call(&*inner, &at))
    }
}

impl Site for PatientSite {
    fn put_replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShareError> {
        let bytes = bytes.to_vec();
        self.call(path, bytes.len() as u64, move |site, path| site.put_replace(path, &bytes))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShareError> {
        self.call(folder, 0, |site, folder| site.list(folder))
    }

    fn read(&self, path: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        self.call(path, limit_bytes, move |site, path| site.read(path, limit_bytes))
    }

    fn delete(&self, path: &str) -> Result<(), ShareError> {
        self.call(path, 0, |site, path| site.delete(path))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;

    fn patience(work: &Work) -> Patience {
        Patience::new(Duration::from_millis(200), work.clone())
    }

    #[test]
    fn a_frozen_call_is_given_up_and_none_is_sent_after_it_until_it_returns() {
        let patience = patience(&Work::default());
        let (thaw, frozen) = mpsc::channel::<()>();
        let given_up = patience.call("a", 0, move || {
            let _ = frozen.recv();
            Ok(1)
        });
        assert!(given_up.is_err());
        let calls = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&calls);
        let next = patience.call("b", 0, move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(2)
        });
        assert!(next.is_err() && calls.load(Ordering::Relaxed) == 0);
        drop(thaw);
        while patience.is_frozen() {
            thread::yield_now();
        }
        assert_eq!(patience.call("c", 0, || Ok(3)).unwrap(), 3);
    }

    #[test]
    fn whoever_waits_can_be_told_to_stop() {
        let work = Work::default();
        let patience = Patience::new(Duration::from_secs(3600), work.clone());
        let (thaw, frozen) = mpsc::channel::<()>();
        let stopper = work.clone();
        let stopped = patience.call("a", 0, move || {
            stopper.stop();
            let _ = frozen.recv();
            Ok(1)
        });
        assert!(matches!(stopped, Err(ShareError::Stopped)));
        assert!(matches!(patience.call("b", 0, || Ok(2)), Err(ShareError::Stopped)));
        drop(thaw);
        work.begin();
        assert_eq!(patience.call("c", 0, || Ok(3)).unwrap(), 3);
    }
}
