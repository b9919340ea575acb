//! Reads aloud, one text at a time: a new one ends the one before. Where somebody recorded the
//! sentence that is heard instead of the system's voice. Where there is no voice or no speaker it
//! says so, and nothing waits for it.

use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use zeroize::Zeroizing;

use super::decode::decode_sound;
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

/// Something to be heard.
struct Text {
    number: u64,
    words: String,
    /// An MP4 with somebody's voice that says it.
    recorded: Option<Zeroizing<Vec<u8>>>,
    language_tag: String,
    pace_percent: u16,
}

#[derive(Default)]
struct State {
    speaking: Speaking,
    /// The number of the text that was ended last.
    ended: u64,
}

/// Whoever reads aloud. Ends its thread when dropped.
pub struct Speech {
    texts: Sender<Option<Text>>,
    state: Arc<Mutex<State>>,
    /// How many texts were asked for.
    asked: u64,
}

impl fmt::Debug for Speech {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.state())
    }
}

/// What a voice was asked to say that nobody hears: for tests.
pub struct WrittenDown {
    texts: Receiver<Option<Text>>,
    state: Arc<Mutex<State>>,
}

impl fmt::Debug for WrittenDown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what should be said")
    }
}

impl WrittenDown {
    /// Everything since it was asked last, in its order: words, with "recorded" before those that
    /// somebody says; nothing where it was told to stop.
    pub fn take(&self) -> Vec<Option<String>> {
        let said = |text: Text| match text.recorded {
            Some(_) => format!("recorded {}", text.words),
            None => text.words,
        };
        self.texts.try_iter().map(|text| text.map(said)).collect()
    }

    /// Whether the voice takes its time from now on, or has said everything at once.
    pub fn is_at_it(&self, yes: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ended = if yes { 0 } else { u64::MAX };
    }
}

impl Speech {
    pub fn start(waker: Waker) -> Self {
        let (texts, queue) = channel();
        let state = Arc::<Mutex<State>>::default();
        let theirs = Arc::clone(&state);
        let spawned = std::thread::Builder::new().name("speech".to_owned()).spawn(move || {
            let set = |to, ended: Option<u64>| {
                let mut state = theirs.lock().unwrap_or_else(PoisonError::into_inner);
                state.speaking = to;
                state.ended = ended.unwrap_or(state.ended);
                drop(state);
                waker();
            };
            run(&queue, &set);
        });
        if let Err(error) = spawned {
            tracing::warn!(%error, "nothing is read aloud");
            state.lock().unwrap_or_else(PoisonError::into_inner).speaking = Speaking::Mute;
        }
        Self { texts, state, asked: 0 }
    }

    /// One that only writes down what it should say, and is done with it at once.
    pub fn written_down() -> (Self, WrittenDown) {
        let (texts, queue) = channel();
        let state = State { speaking: Speaking::Silent, ended: u64::MAX };
        let state = Arc::new(Mutex::new(state));
        let speech = Self { texts, state: Arc::clone(&state), asked: 0 };
        (speech, WrittenDown { texts: queue, state })
    }

    pub fn state(&self) -> Speaking {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).speaking
    }

    /// Whether something is heard, or soon will be.
    pub fn is_busy(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ended < self.asked && state.speaking != Speaking::Mute
    }

    /// Reads a text instead of whatever is read now.
    pub fn say(&mut self, words: &str, language_tag: &str, pace_percent: u16) {
        self.hear(words, None, language_tag, pace_percent);
    }

    /// As `say`, by somebody's recorded voice; by the system's where that cannot be played.
    pub fn play(
        &mut self,
        mp4: Zeroizing<Vec<u8>>,
        words: &str,
        language_tag: &str,
        pace_percent: u16,
    ) {
        self.hear(words, Some(mp4), language_tag, pace_percent);
    }

    fn hear(
        &mut self,
        words: &str,
        recorded: Option<Zeroizing<Vec<u8>>>,
        language_tag: &str,
        pace_percent: u16,
    ) {
        self.asked += 1;
        let (words, language_tag) = (words.to_owned(), language_tag.to_owned());
        let text = Text { number: self.asked, words, recorded, language_tag, pace_percent };
        // A thread that is gone has said so.
        let _ = self.texts.send(Some(text));
    }

    pub fn stop(&self) {
        let _ = self.texts.send(None);
    }
}

fn run(queue: &Receiver<Option<Text>>, set: &dyn Fn(Speaking, Option<u64>)) {
    let mut next = None;
    let mut last = 0;
    loop {
        let text = match next.take() {
            Some(text) => text,
            None => match queue.recv() {
                Ok(text) => text,
                Err(_) => return,
            },
        };
        // Only what was asked for last.
        let mut text = text;
        for later in queue.try_iter() {
            last = text.as_ref().map_or(last, |text| text.number);
            text = later;
        }
        last = text.as_ref().map_or(last, |text| text.number);
        let Some(text) = text.filter(|text| !text.words.trim().is_empty()) else {
            set(Speaking::Silent, Some(last));
            continue;
        };
        set(Speaking::Speaking, None);
        let recorded = text.recorded.as_ref().and_then(|mp4| decode_sound(mp4).ok().flatten());
        let by_voice = || spoken(&text.words, &text.language_tag, text.pace_percent);
        let sound = recorded.or_else(by_voice);
        let Some((_sink, player)) = sound.and_then(|sound| sounding(&sound, 0)) else {
            set(Speaking::Mute, Some(last));
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
            set(Speaking::Silent, Some(last));
        }
    }
}
