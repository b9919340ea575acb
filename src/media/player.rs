//! Plays a clip that is in memory: pictures when they are due, sound by the system's speaker,
//! with seeking. The clip's bytes are wiped when the player is dropped.
//!
//! Without a speaker it plays in silence and says so.

use std::fmt;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink};
use zeroize::Zeroizing;

use super::MediaError;
use super::decode::{DecodedSound, decode_pictures_from, decode_sound, duration_micros};
use super::live::{PreviewPicture, Waker, next_number, small};

/// How often a clip of sound alone tells where it is.
const TICK: Duration = Duration::from_millis(50);

/// Where playing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub is_playing: bool,
    pub position_micros: u64,
    /// 0 until the clip was looked into.
    pub duration_micros: u64,
    pub has_picture: bool,
    /// There is sound in it and nothing to play it with.
    pub is_mute: bool,
}

struct State {
    progress: Progress,
    /// Goes up with every command, so that the thread sees that it has to look.
    commands: u64,
    newest: Option<Arc<PreviewPicture>>,
    trouble: Option<&'static str>,
    closed: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    waker: Waker,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clip that can be played. Ends its thread when dropped.
pub struct Player {
    shared: Arc<Shared>,
}

impl fmt::Debug for Player {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a player, {:?}", self.progress())
    }
}

impl Player {
    /// Opens a clip and shows its first picture.
    pub fn open(mp4: Zeroizing<Vec<u8>>, waker: Waker) -> Result<Self, MediaError> {
        let progress = Progress {
            is_playing: false,
            position_micros: 0,
            duration_micros: 0,
            has_picture: false,
            is_mute: false,
        };
        let state = State { progress, commands: 1, newest: None, trouble: None, closed: false };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new(), waker });
        let thread = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("player".to_owned())
            .spawn(move || {
                if let Err(error) = run(&thread, &mp4) {
                    tracing::warn!(%error, "a clip cannot be played");
                    thread.lock().trouble = Some("player-broken");
                    (thread.waker)();
                }
            })
            .map_err(|error| MediaError::NoThread { detail: error.to_string() })?;
        Ok(Self { shared })
    }

    pub fn progress(&self) -> Progress {
        self.shared.lock().progress
    }

    /// The key of a sentence about why it does not play.
    pub fn trouble(&self) -> Option<&'static str> {
        self.shared.lock().trouble
    }

    /// The newest picture, where it is newer than `seen`.
    pub fn newest(&self, seen: u64) -> Option<Arc<PreviewPicture>> {
        self.shared.lock().newest.clone().filter(|picture| picture.number > seen)
    }

    fn command(&self, change: impl FnOnce(&mut Progress)) {
        let mut state = self.shared.lock();
        change(&mut state.progress);
        state.commands += 1;
        drop(state);
        self.shared.changed.notify_all();
    }

    /// Plays on, or from the start where it has ended.
    pub fn play(&self) {
        self.command(|progress| {
            if progress.position_micros + 1_000 >= progress.duration_micros {
                progress.position_micros = 0;
            }
            progress.is_playing = true;
        });
    }

    pub fn pause(&self) {
        self.command(|progress| progress.is_playing = false);
    }

    /// Goes to a time, playing or not.
    pub fn seek(&self, to_micros: u64) {
        self.command(|progress| {
            progress.position_micros = to_micros.min(progress.duration_micros);
        });
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

fn run(shared: &Shared, mp4: &[u8]) -> Result<(), MediaError> {
    let duration = duration_micros(mp4)?;
    let sound = decode_sound(mp4)?;
    shared.lock().progress.duration_micros = duration;
    let mut seen = 0;
    loop {
        let (progress, commands) = {
            let mut state = shared.lock();
            while state.commands == seen && !state.closed {
                state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if state.closed {
                return Ok(());
            }
            (state.progress, state.commands)
        };
        seen = commands;
        if progress.is_playing {
            play(shared, mp4, sound.as_ref(), progress.position_micros, seen)?;
        } else {
            show_one(shared, mp4, progress.position_micros, seen)?;
        }
    }
}

/// Shows the picture that stands at a time.
fn show_one(shared: &Shared, mp4: &[u8], at_micros: u64, seen: u64) -> Result<(), MediaError> {
    let mut last = None;
    decode_pictures_from(mp4, at_micros, &mut |decoded| {
        if last.is_some() && decoded.at_micros > at_micros {
            return ControlFlow::Break(());
        }
        last = Some(decoded.picture);
        let state = shared.lock();
        match state.commands == seen && !state.closed {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })?;
    if let Some(picture) = last {
        publish(shared, &picture);
    }
    (shared.waker)();
    Ok(())
}

fn publish(shared: &Shared, picture: &super::picture::I420) {
    if let Some(shown) = small(picture, next_number()) {
        let mut state = shared.lock();
        state.progress.has_picture = true;
        state.newest = Some(Arc::new(shown));
    }
}

/// Plays until the end or the next command.
fn play(
    shared: &Shared,
    mp4: &[u8],
    sound: Option<&DecodedSound>,
    from_micros: u64,
    seen: u64,
) -> Result<(), MediaError> {
    let speaker = sound.map(|sound| sounding(sound, from_micros));
    shared.lock().progress.is_mute = matches!(speaker, Some(None));
    let began = Instant::now();
    let now = || from_micros + u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    // Waits for a time; false where a command came first.
    let wait_for = |at_micros: u64| -> bool {
        let mut state = shared.lock();
        loop {
            if state.commands != seen || state.closed {
                return false;
            }
            let here = now();
            state.progress.position_micros = here.min(state.progress.duration_micros);
            if here >= at_micros {
                return true;
            }
            let wait = Duration::from_micros(at_micros - here).min(TICK);
            state =
                shared.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
            (shared.waker)();
        }
    };
    let mut interrupted = false;
    decode_pictures_from(mp4, from_micros, &mut |decoded| {
        if decoded.at_micros + 40_000 < now() {
            // Late, or before where we begin; a command counts all the same.
            let state = shared.lock();
            if state.closed || state.commands != seen {
                interrupted = true;
                return ControlFlow::Break(());
            }
            return ControlFlow::Continue(());
        }
        if !wait_for(decoded.at_micros) {
            interrupted = true;
            return ControlFlow::Break(());
        }
        publish(shared, &decoded.picture);
        (shared.waker)();
        ControlFlow::Continue(())
    })?;
    let end = shared.lock().progress.duration_micros;
    if !interrupted && wait_for(end) {
        let mut state = shared.lock();
        if state.commands == seen {
            state.progress.is_playing = false;
            state.progress.position_micros = end;
        }
        drop(state);
        (shared.waker)();
    }
    Ok(())
}

/// Sound from a time on; nothing where there is no speaker. Silent once dropped.
pub(super) fn sounding(
    sound: &DecodedSound,
    from_micros: u64,
) -> Option<(MixerDeviceSink, rodio::Player)> {
    let mut sink = match DeviceSinkBuilder::open_default_sink() {
        Ok(sink) => sink,
        Err(error) => {
            tracing::info!(%error, "no speaker");
            return None;
        }
    };
    sink.log_on_drop(false);
    let channels = NonZero::new(sound.channels)?;
    let rate = NonZero::new(sound.rate_hz)?;
    let first = from_micros * u64::from(sound.rate_hz) / 1_000_000 * u64::from(sound.channels);
    let samples: Vec<f32> = sound
        .interleaved
        .iter()
        .skip(usize::try_from(first).unwrap_or(usize::MAX))
        .map(|sample| f32::from(*sample) / 32_768.0)
        .collect();
    let player = rodio::Player::connect_new(sink.mixer());
    player.append(SamplesBuffer::new(channels, rate, samples));
    Some((sink, player))
}
