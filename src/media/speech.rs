//! Reads aloud, one text at a time: a new one ends the one before. Where there is no voice or no
//! speaker it says so, and nothing waits for it.

use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::live::Waker;
use super::player::sounding;
use super::voice::spoken;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speaking {
    #[default]
    Silent,
    Speaking,
    /// There is no voice here, or no speaker.
    Mute,
}

struct Text {
    words: String,
    language_tag: String,
    pace_percent: u16,
}

/// Whoever reads aloud. Ends its thread when dropped.
pub struct Speech {
    texts: Sender<Option<Text>>,
    state: Arc<Mutex<Speaking>>,
}

impl fmt::Debug for Speech {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.state())
    }
}

impl Speech {
    pub fn start(waker: Waker) -> Self {
        let (texts, queue) = channel();
        let state = Arc::<Mutex<Speaking>>::default();
        let theirs = Arc::clone(&state);
        let spawned = std::thread::Builder::new().name("speech".to_owned()).spawn(move || {
            let set = |to| {
                *theirs.lock().unwrap_or_else(PoisonError::into_inner) = to;
                waker();
            };
            run(&queue, &set);
        });
        if let Err(error) = spawned {
            tracing::warn!(%error, "nothing is read aloud");
            *state.lock().unwrap_or_else(PoisonError::into_inner) = Speaking::Mute;
        }
        Self { texts, state }
    }

    pub fn state(&self) -> Speaking {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a text instead of whatever is read now.
    pub fn say(&self, words: &str, language_tag: &str, pace_percent: u16) {
        let (words, language_tag) = (words.to_owned(), language_tag.to_owned());
        // A thread that is gone has said so.
        let _ = self.texts.send(Some(Text { words, language_tag, pace_percent }));
    }

    pub fn stop(&self) {
        let _ = self.texts.send(None);
    }
}

fn run(queue: &Receiver<Option<Text>>, set: &dyn Fn(Speaking)) {
    let mut next = None;
    loop {
        let text = match next.take() {
            Some(text) => text,
            None => match queue.recv() {
                Ok(text) => text,
                Err(_) => return,
            },
        };
        // Only what was asked for last.
        let text = queue.try_iter().last().unwrap_or(text);
        let Some(text) = text.filter(|text| !text.words.trim().is_empty()) else {
            set(Speaking::Silent);
            continue;
        };
        set(Speaking::Speaking);
        let sound = spoken(&text.words, &text.language_tag, text.pace_percent);
        let Some((_sink, player)) = sound.and_then(|sound| sounding(&sound, 0)) else {
            set(Speaking::Mute);
            continue;
        };
        while !player.empty() {
            match queue.recv_timeout(Duration::from_millis(40)) {
                Ok(other) => {
                    next = Some(other);
                    break;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if next.is_none() {
            set(Speaking::Silent);
        }
    }
}
