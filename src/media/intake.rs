//! Where camera and microphone meet: two bounded queues, one clock, and the watchdog that notices
//! a device gone silent, which its own thread cannot.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::capture::{SoundChunk, Stamp};
use super::live::SourceState;
use super::merge::{Step, next, watch};
use super::picture::RawPicture;
use super::side::{Side, State};
use super::{MediaError, Pace};

/// Raw pictures waiting to be encoded: four seconds of them, or a second where they are large.
const LIMIT_PICTURES: usize = 120;
const LIMIT_PICTURE_BYTES: usize = 64 << 20;
/// Chunks of sound waiting; many seconds, for sound is small and its loss is heard.
const LIMIT_SOUNDS: usize = 1024;
/// With pace `max` both queues are short: the files can wait.
const LIMIT_WAITING: usize = 2;
pub(super) const PICTURE_GAP_LIMIT: Duration = Duration::from_secs(2);
pub(super) const SOUND_GAP_LIMIT: Duration = Duration::from_secs(4);
/// Whoever watches sees sooner that something is wrong; it may mend itself until then.
const SHOWN_PICTURE_GAP: Duration = Duration::from_millis(800);
const SHOWN_SOUND_GAP: Duration = Duration::from_millis(1_000);
const NAP: Duration = Duration::from_millis(50);

#[derive(Debug)]
pub(super) struct Inner {
    pub camera: Side<RawPicture>,
    pub microphone: Side<SoundChunk>,
    pub zero: Option<Duration>,
    /// When somebody opened the gate for the first time.
    begun: Option<Duration>,
    gate: Gate,
    closed: bool,
}

/// Whether what comes is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Open,
    /// Since then, on the intake's clock.
    Shut {
        since: Duration,
    },
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
            begun: None,
            gate: Gate::Open,
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

    /// A device went after it gave something: true where its thread should try to open it again,
    /// false where that is its end.
    pub fn lost(&self, which: Which) -> bool {
        let mut inner = self.lock();
        let closed = inner.closed;
        let may_return = match which {
            Which::Camera => inner.camera.goes_away(),
            Which::Microphone => inner.microphone.goes_away(),
        };
        drop(inner);
        self.changed.notify_all();
        may_return && !closed
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
        if inner.zero.is_none()
            && inner.gate == Gate::Open
            && inner.camera.settled()
            && inner.microphone.settled()
        {
            let devices = inner.camera.first_at.max(inner.microphone.first_at);
            inner.zero = Some(match (devices, self.pace) {
                (Some(first), _) => first,
                (None, Pace::Real) => self.epoch.elapsed(),
                (None, Pace::Max) => Duration::ZERO,
            });
        }
        self.changed.notify_all();
    }

    /// Opens the gate, or shuts it: what devices give while it is shut is not kept, and the time
    /// does not count; files and test sources wait.
    pub fn set_gate(&self, open: bool) {
        let mut inner = self.lock();
        let now = self.epoch.elapsed();
        match (inner.gate, open) {
            (Gate::Open, false) => inner.gate = Gate::Shut { since: now },
            (Gate::Shut { since }, true) => {
                inner.gate = Gate::Open;
                if inner.zero.is_none() {
                    inner.begun.get_or_insert(now);
                }
                if let Some(zero) = &mut inner.zero {
                    // What still waits from before the pause keeps its place beside time zero.
                    let paused = now.saturating_sub(since);
                    *zero += paused;
                    if let Some(begun) = &mut inner.begun {
                        *begun += paused;
                    }
                    inner.camera.shift(paused);
                    inner.microphone.shift(paused);
                }
                self.settle(&mut inner);
            }
            (Gate::Open, true) | (Gate::Shut { .. }, false) => {}
        }
        drop(inner);
        self.changed.notify_all();
    }

    /// From when the gate was opened to time zero.
    pub fn first_after(&self) -> Option<Duration> {
        let inner = self.lock();
        Some(inner.zero?.saturating_sub(inner.begun?))
    }

    /// Pictures that wait.
    #[cfg(test)]
    pub fn waiting(&self) -> usize {
        self.lock().camera.queue.len()
    }

    /// Whether what comes now is not kept.
    pub fn is_shut(&self) -> bool {
        self.lock().gate != Gate::Open
    }

    /// Whether the recording has yet to begin: nothing was kept so far.
    pub fn waits_to_begin(&self) -> bool {
        let inner = self.lock();
        inner.zero.is_none() && inner.gate != Gate::Open && !inner.closed
    }

    /// What went wrong with a source before the recording began.
    pub fn early_trouble(&self) -> Result<(), MediaError> {
        let mut inner = self.lock();
        watch(&mut inner);
        for end in [inner.camera.take_end(), inner.microphone.take_end()] {
            if let Some(Err(error)) = end {
                return Err(error);
            }
        }
        Ok(())
    }

    /// How a source fares, for whoever watches.
    pub fn source_state(&self, which: Which) -> SourceState {
        let inner = self.lock();
        let (camera, microphone) = (&inner.camera, &inner.microphone);
        let (state, is_gone) = match which {
            Which::Camera => {
                (&camera.state, camera.is_away() || camera.overdue(SHOWN_PICTURE_GAP).is_some())
            }
            Which::Microphone => (
                &microphone.state,
                microphone.is_away() || microphone.overdue(SHOWN_SOUND_GAP).is_some(),
            ),
        };
        match state {
            State::Ended(_) => SourceState::Lost,
            State::Absent => SourceState::Absent,
            State::Opening | State::Open if is_gone => SourceState::Lost,
            State::Opening => SourceState::Opening,
            State::Open => SourceState::Ready,
        }
    }

    /// Files and test sources begin at time zero; nothing where the recording is over.
    fn wait_for_zero(&self) -> Option<Duration> {
        let mut inner = self.lock();
        loop {
            match (inner.closed, inner.zero, inner.gate) {
                (true, _, _) => return None,
                (false, Some(zero), Gate::Open) => return Some(zero),
                (false, _, _) => inner = self.nap(inner),
            }
        }
    }

    /// When, on the intake's clock, something happened. Waits until then for what is paced.
    fn place(&self, stamp: Stamp) -> Option<Duration> {
        let media = match stamp {
            Stamp::Clock(at) => return Some(at.saturating_duration_since(self.epoch)),
            Stamp::Media(media) => media,
        };
        loop {
            // A pause moves time zero.
            let at = self.wait_for_zero()?.checked_add(media)?;
            let wait = at.saturating_sub(self.epoch.elapsed());
            if wait.is_zero() || self.pace == Pace::Max {
                return Some(at);
            }
            std::thread::sleep(wait.min(NAP));
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
        if inner.gate != Gate::Open {
            inner.camera.is_here();
            return true;
        }
        let settled = inner.zero.is_some();
        let camera = &mut inner.camera;
        camera.came(at);
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
        if inner.gate != Gate::Open {
            inner.microphone.is_here();
            return true;
        }
        let microphone = &mut inner.microphone;
        microphone.came(at);
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
        let inner = self.lock();
        let now = match inner.gate {
            Gate::Open => self.epoch.elapsed(),
            Gate::Shut { since } => since,
        };
        Some(now.saturating_sub(inner.zero?))
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
