//! Which comes next, picture or sound, and the watchdog over both.

use std::time::Duration;

use super::capture::SoundChunk;
use super::intake::{Inner, PICTURE_GAP_LIMIT, SOUND_GAP_LIMIT};
use super::picture::RawPicture;
use super::side::State;
use super::{MediaError, Pace};

/// What the reader gets; times count from time zero and can lie before it.
#[derive(Debug)]
pub(super) enum Step {
    Picture {
        at_micros: i64,
        raw: RawPicture,
    },
    Sound {
        at_micros: i64,
        chunk: SoundChunk,
    },
    CameraEnded(Result<(), MediaError>),
    MicrophoneEnded(Result<(), MediaError>),
    /// Gone or silent after it gave something; it may come back.
    CameraAway,
    MicrophoneAway,
    Idle,
}

/// The watchdog: a device that never gave anything has ended, whatever its own thread thinks; one
/// gone silent is away.
pub(super) fn watch(inner: &mut Inner) {
    match inner.camera.overdue(PICTURE_GAP_LIMIT) {
        Some(true) => {
            let name = inner.camera.label.clone();
            inner.camera.state = State::Ended(Err(MediaError::CameraSilent { name }));
        }
        Some(false) => drop(inner.camera.goes_away()),
        None => {}
    }
    match inner.microphone.overdue(SOUND_GAP_LIMIT) {
        Some(true) => {
            let name = inner.microphone.label.clone();
            inner.microphone.state = State::Ended(Err(MediaError::MicrophoneSilent { name }));
        }
        Some(false) => drop(inner.microphone.goes_away()),
        None => {}
    }
}

/// Takes what comes next from the two queues.
pub(super) fn next(inner: &mut Inner, pace: Pace) -> Option<Step> {
    watch(inner);
    if let Some(end) = inner.camera.take_end() {
        return Some(Step::CameraEnded(end));
    }
    if let Some(end) = inner.microphone.take_end() {
        return Some(Step::MicrophoneEnded(end));
    }
    if inner.camera.take_away() {
        return Some(Step::CameraAway);
    }
    if inner.microphone.take_away() {
        return Some(Step::MicrophoneAway);
    }
    let zero = inner.zero?;
    let (camera, microphone) = (&mut inner.camera, &mut inner.microphone);
    let picture_first = match (camera.queue.front(), microphone.queue.front(), pace) {
        (None, None, _) => return None,
        (Some((picture, _)), Some((sound, _)), _) => picture <= sound,
        (Some((picture, _)), None, Pace::Max) if microphone.live() => {
            if *picture > microphone.taken_until {
                return None;
            }
            true
        }
        (None, Some((sound, _)), Pace::Max) if camera.live() => {
            // A picture may still come that belongs before this sound.
            if *sound >= camera.taken_until {
                return None;
            }
            false
        }
        (Some(_), None, _) => true,
        (None, Some(_), _) => false,
    };
    if picture_first {
        let (at, raw) = camera.queue.pop_front()?;
        camera.taken_until = at;
        Some(Step::Picture { at_micros: relative(at, zero), raw })
    } else {
        let (at, chunk) = microphone.queue.pop_front()?;
        microphone.taken_until = at;
        Some(Step::Sound { at_micros: relative(at, zero), chunk })
    }
}

fn relative(at: Duration, zero: Duration) -> i64 {
    let micros = |time: Duration| i64::try_from(time.as_micros()).unwrap_or(i64::MAX);
    micros(at) - micros(zero)
}
