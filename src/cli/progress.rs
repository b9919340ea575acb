//! How far something long is, on a terminal: a line every few seconds, on stderr.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::domain::Says;
use crate::platform::Work;
use crate::words::{Language, Words};

const EVERY: Duration = Duration::from_secs(3);

/// Tells until it is dropped.
pub struct Progress {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Nothing where nobody sits before a terminal.
    pub fn of(work: &Work) -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let work = work.clone();
        let (end, ended) = channel::<()>();
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(move || {
            let words = Words::new(Language::English);
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                if let Some(how_far) = work.how_far().filter(|how_far| how_far.of > 1) {
                    let _ = writeln!(std::io::stderr(), "{}", words.sentence(&how_far.says()));
                }
            }
        });
        Some(Self { end: Some(end), thread: thread.ok() })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
