//! A share whose server may freeze: every call happens on a thread of its own, and whoever waits
//! stops waiting in the end. The call itself may hang for as long as the server does.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::{PutNew, Share, ShareError, ShareState};
use crate::wire::SharePath;

/// How long a call may take at least.
pub const PATIENCE: Duration = Duration::from_secs(45);
/// A slow line still moves this much in a second.
const BYTES_PER_SEC: u64 = 100_000;

/// Another share, with an end to waiting.
#[derive(Debug, Clone)]
pub struct PatientShare {
    inner: Arc<dyn Share>,
    patience: Duration,
}

impl PatientShare {
    pub fn new(inner: Arc<dyn Share>, patience: Duration) -> Self {
        Self { inner, patience }
    }

    fn call<T: Send + 'static>(
        &self,
        path: &SharePath,
        size_bytes: u64,
        work: impl FnOnce(&dyn Share) -> Result<T, ShareError> + Send + 'static,
    ) -> Result<T, ShareError> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let inner = Arc::clone(&self.inner);
        let spawned = thread::Builder::new().name("share".into()).spawn(move || {
            // Nobody may be waiting any more; then the result is of no use.
            let _ = sender.send(work(&*inner));
        });
        if let Err(error) = spawned {
            return Err(ShareError::trouble(ShareState::Unreachable, path, error));
        }
        let patience = self.patience + Duration::from_secs(size_bytes / BYTES_PER_SEC);
        receiver.recv_timeout(patience).unwrap_or_else(|error| {
            let detail = match error {
                RecvTimeoutError::Timeout => "no answer in time",
                RecvTimeoutError::Disconnected => "the call ended without an answer",
            };
            Err(ShareError::trouble(ShareState::Unreachable, path, detail))
        })
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
