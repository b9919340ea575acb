//! Where camera and microphone meet: two bounded queues, one clock, and the watchdog that notices
//! a device gone silent, which its own thread cannot.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::capture::{SoundChunk, Stamp};
use super::picture::RawPicture;
use super::side::{Side, State};
use super::{MediaError, Pace};

/// Raw pictures waiting to be encoded: four seconds of them, or a second where they are large.
const LIMIT_PICTURES: usize = 120;
const LIMIT_PICTURE_BYTES: usize = 64 << 20;
/// Chunks of sound waiting; many seconds, for sound is small and its loss is heard.
const LIMIT_SOUNDS: usize = 1024;
/// With pace `max` both queues are short: the files can wait.
const LIMIT_WAITING: usize = 4;
const PICTURE_GAP_LIMIT: Duration = Duration::from_secs(2);
const SOUND_GAP_LIMIT: Duration = Duration::from_secs(4);
const NAP: Duration = Duration::from_millis(50);

#[derive(Debug)]
struct Inner {
    camera: Side<RawPicture>,
    microphone: Side<SoundChunk>,
    zero: Option<Duration>,
    closed: bool,
}

/// What the reader gets; times count from time zero and can lie before it.
#[derive(Debug)]
pub(super) enum Step {
    Picture { at_micros: i64, raw: RawPicture },
    Sound { at_micros: i64, chunk: SoundChunk },
    CameraEnded(Result<(), MediaError>),
    MicrophoneEnded(Result<(), MediaError>),
    Idle,
}

/// Which side a source belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Camera,
    Microphone,
}

/// Shared by the two capturing threads and the one that drafts.
#[derive(Debug)]
pub(super) struct Intake {
    inner: Mutex<Inner>,
    changed: Condvar,
    epoch: Instant,
    pace: Pace,
}

/// One source as the intake knows it beforehand.
#[derive(Debug)]
pub(super) struct Expected {
    pub label: String,
    pub is_device: bool,
    pub wanted: bool,
}

impl Intake {
    pub fn new(camera: Expected, microphone: Expected, pace: Pace) -> Self {
        let pace = if camera.is_device || microphone.is_device { Pace::Real } else { pace };
        let inner = Inner {
            camera: Side::new(camera.label, camera.is_device, camera.wanted),
            microphone: Side::new(microphone.label, microphone.is_device, microphone.wanted),
            zero: None,
            closed: false,
        };
        Self { inner: Mutex::new(inner), changed: Condvar::new(), epoch: Instant::now(), pace }
    }

    /// Real where any device takes part.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn nap<'a>(&self, inner: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        self.changed.wait_timeout(inner, NAP).unwrap_or_else(PoisonError::into_inner).0
    }

    /// A source's thread begins; it holds the device from now on.
    pub fn began(&self, which: Which) {
        let mut inner = self.lock();
        match which {
            Which::Camera => inner.camera.running = true,
            Which::Microphone => inner.microphone.running = true,
        }
    }

    /// A source has opened and will deliver.
    pub fn opened(&self, which: Which) {
        let mut inner = self.lock();
        match which {
            Which::Camera => inner.camera.open(),
            Which::Microphone => inner.microphone.open(),
        }
        self.settle(&mut inner);
    }

    /// A source will deliver no more.
    pub fn ended(&self, which: Which, end: Result<(), MediaError>) {
        let mut inner = self.lock();
        match which {
            Which::Camera if inner.camera.live() => inner.camera.state = State::Ended(end),
            Which::Microphone if inner.microphone.live() => {
                inner.microphone.state = State::Ended(end);
            }
            // The watchdog was faster, or nobody wants it any more.
            Which::Camera | Which::Microphone => {}
        }
        self.settle(&mut inner);
    }

    /// A source's thread is over and has let go of the device.
    pub fn gone(&self, which: Which) {
        let mut inner = self.lock();
        match which {
            Which::Camera => inner.camera.running = false,
            Which::Microphone => inner.microphone.running = false,
        }
        drop(inner);
        self.changed.notify_all();
    }

    /// Time zero is when every device has delivered, so that a clip begins with all of them.
    fn settle(&self, inner: &mut Inner) {
        if inner.zero.is_none() && inner.camera.settled() && inner.microphone.settled() {
            let devices = inner.camera.first_at.max(inner.microphone.first_at);
            inner.zero = Some(match (devices, self.pace) {
                (Some(first), _) => first,
                (None, Pace::Real) => self.epoch.elapsed(),
                (None, Pace::Max) => Duration::ZERO,
            });
        }
        self.changed.notify_all();
    }

    /// Files and test sources begin at time zero; nothing where the recording is over.
    fn wait_for_zero(&self) -> Option<Duration> {
        let mut inner = self.lock();
        loop {
            match (inner.closed, inner.zero) {
                (true, _) => return None,
                (false, Some(zero)) => return Some(zero),
                (false, None) => inner = self.nap(inner),
            }
        }
    }

    /// When, on the intake's clock, something happened. Waits until then for what is paced.
    fn place(&self, stamp: Stamp) -> Option<Duration> {
        let media = match stamp {
            Stamp::Clock(at) => return Some(at.saturating_duration_since(self.epoch)),
            Stamp::Media(media) => media,
        };
        let at = self.wait_for_zero()?.checked_add(media)?;
        if self.pace == Pace::Max {
            return Some(at);
        }
        loop {
            let wait = at.saturating_sub(self.epoch.elapsed());
            if wait.is_zero() {
                return Some(at);
            }
            std::thread::sleep(wait.min(NAP));
            if self.lock().closed {
                return None;
            }
        }
    }

    /// Queues a picture; false where no more is wanted.
    pub fn picture(&self, mut raw: RawPicture) -> bool {
        let Some(at) = self.place(raw.stamp) else {
            return false;
        };
        if matches!(raw.stamp, Stamp::Media(_)) {
            raw.arrived = Instant::now();
        }
        let mut inner = self.lock();
        while self.pace == Pace::Max
            && inner.camera.queue.len() >= LIMIT_WAITING
            && inner.camera.live()
            && !inner.closed
        {
            inner = self.nap(inner);
        }
        if inner.closed || !inner.camera.live() {
            return false;
        }
        let settled = inner.zero.is_some();
        let camera = &mut inner.camera;
        camera.since = Instant::now();
        camera.first_at.get_or_insert(at);
        // Until the microphone has told when it began, the newest pictures wait; those from
        // before time zero are left out later.
        let limit = (LIMIT_PICTURE_BYTES / raw.bytes.len().max(1)).clamp(8, LIMIT_PICTURES);
        if !settled && camera.queue.len() >= limit / 2 {
            camera.queue.pop_front();
        }
        if camera.queue.len() >= limit {
            camera.dropped += 1;
        } else {
            camera.queue.push_back((at, raw));
        }
        self.settle(&mut inner);
        true
    }

    /// Queues sound; false where no more is wanted.
    pub fn sound(&self, chunk: SoundChunk) -> bool {
        let Some(at) = self.place(chunk.stamp) else {
            return false;
        };
        let mut inner = self.lock();
        while self.pace == Pace::Max
            && inner.microphone.queue.len() >= LIMIT_WAITING
            && inner.microphone.live()
            && !inner.closed
        {
            inner = self.nap(inner);
        }
        if inner.closed || !inner.microphone.live() {
            return false;
        }
        let microphone = &mut inner.microphone;
        microphone.since = Instant::now();
        microphone.first_at.get_or_insert(at);
        if microphone.queue.len() >= LIMIT_SOUNDS {
            microphone.queue.pop_front();
            microphone.dropped += 1;
        }
        microphone.queue.push_back((at, chunk));
        self.settle(&mut inner);
        true
    }

    /// The camera gave something that is no picture.
    pub fn broken_picture(&self) {
        let mut inner = self.lock();
        inner.camera.dropped += 1;
        inner.camera.since = Instant::now();
    }

    /// Waits a little for what comes next. With pace `max` picture and sound come in the order
    /// of their times, always the same; else as they arrive.
    pub fn step(&self) -> Step {
        let mut inner = self.lock();
        for _ in 0..2 {
            if let Some(step) = next(&mut inner, self.pace) {
                self.changed.notify_all();
                return step;
            }
            inner = self.nap(inner);
        }
        Step::Idle
    }

    /// How long ago time zero was, once it is known.
    pub fn since_zero(&self) -> Option<Duration> {
        let zero = self.lock().zero?;
        Some(self.epoch.elapsed().saturating_sub(zero))
    }

    /// Whether more of this side is wanted.
    pub fn wants(&self, which: Which) -> bool {
        let inner = self.lock();
        let live = match which {
            Which::Camera => inner.camera.live(),
            Which::Microphone => inner.microphone.live(),
        };
        live && !inner.closed
    }

    /// No more is wanted of this side.
    pub fn dismiss(&self, which: Which) {
        let mut inner = self.lock();
        match which {
            Which::Camera => {
                inner.camera.state = State::Absent;
                inner.camera.queue.clear();
            }
            Which::Microphone => {
                inner.microphone.state = State::Absent;
                inner.microphone.queue.clear();
            }
        }
        self.settle(&mut inner);
    }

    /// Pictures lost to a full queue or broken.
    pub fn dropped_pictures(&self) -> u64 {
        self.lock().camera.dropped
    }

    /// Chunks of sound lost to a full queue.
    pub fn dropped_sounds(&self) -> u64 {
        self.lock().microphone.dropped
    }

    /// Ends the recording for both sources, and waits a moment for them to let go of their
    /// devices; one that hangs in its driver is left behind.
    pub fn close(&self, patience: Duration) {
        let started = Instant::now();
        let mut inner = self.lock();
        inner.closed = true;
        self.changed.notify_all();
        while (inner.camera.running || inner.microphone.running) && started.elapsed() < patience {
            inner = self.nap(inner);
        }
    }
}

fn next(inner: &mut Inner, pace: Pace) -> Option<Step> {
    if let Some(silent) = inner.camera.overdue(PICTURE_GAP_LIMIT) {
        let name = inner.camera.label.clone();
        inner.camera.state = State::Ended(Err(if silent {
            MediaError::CameraSilent { name }
        } else {
            MediaError::CameraLost { name }
        }));
    }
    if let Some(silent) = inner.microphone.overdue(SOUND_GAP_LIMIT) {
        let name = inner.microphone.label.clone();
        inner.microphone.state = State::Ended(Err(if silent {
            MediaError::MicrophoneSilent { name }
        } else {
            MediaError::MicrophoneLost { name }
        }));
    }
    if let Some(end) = inner.camera.take_end() {
        return Some(Step::CameraEnded(end));
    }
    if let Some(end) = inner.microphone.take_end() {
        return Some(Step::MicrophoneEnded(end));
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
