//! A recording as it goes on, for whoever watches and steers it: the newest picture, how loud it
//! is, how the devices fare; begin, pause, go on, stop.
//!
//! Devices open before the recording begins, so that the pupil sees themselves and the first
//! recorded picture comes at once. The newest picture wins; nobody waits for anybody.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use openh264::formats::YUVSource;

use super::capture::SoundChunk;
use super::intake::{Intake, Which};
use super::picture::{I420, RawPicture};
use super::pixels::Pixels;
use super::poster::rgba_of;

/// Wakes whoever shows the recording.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// No preview is wider; larger pictures are halved until they are not.
pub(super) const PREVIEW_WIDTH_PX: usize = 900;

/// Sound that never leaves this range, of 32,768, is silence: no microphone that is on gives so
/// little.
pub(super) const SILENCE: u16 = 8;
/// Sound of less than this part of the loudest so far, or of less than this much in all, is no
/// word: it is between two of them.
const QUIET_PART: f32 = 0.15;
const QUIET: f32 = 0.02;
/// So long between words is a pause; two of the shortest vowels.
const PAUSE_MICROS: u64 = 250_000;
/// Silence of this length is said.
const DEAF_MICROS: u64 = 3_000_000;

/// A small picture to be looked at: RGBA, 8 bits, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct PreviewPicture {
    /// Counts up, so that a picture is shown once.
    pub number: u64,
    pub width_px: usize,
    pub height_px: usize,
    pub rgba: Vec<u8>,
}

impl fmt::Debug for PreviewPicture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "picture {} of {}x{}", self.number, self.width_px, self.height_px)
    }
}

/// Numbers of pictures count up over all recordings and clips, so that one's last picture never
/// stands for another's.
pub(super) fn next_number() -> u64 {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// Where a recording stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Devices are open or opening; nothing is kept.
    Preview,
    Recording,
    Paused,
}

/// How a device fares, for a picture and a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceState {
    /// Not asked for.
    Absent,
    Opening,
    Ready,
    /// Went away or silent.
    Lost,
}

#[derive(Debug)]
struct Inner {
    phase: Phase,
    intake: Option<Arc<Intake>>,
    newest: Option<Arc<PreviewPicture>>,
    pixels: Pixels,
    frame: Option<I420>,
}

/// Shared by the recorder and its watcher.
pub struct Live {
    inner: Mutex<Inner>,
    /// The loudest sample lately, as the bits of an `f32` from 0 to 1.
    level: AtomicU32,
    /// The loudest sample so far, likewise.
    loudest: AtomicU32,
    /// For how long there has been no word.
    quiet_micros: AtomicU64,
    /// For how long there has been nothing but silence.
    silent_micros: AtomicU64,
    stop: AtomicBool,
    waker: Waker,
}

impl fmt::Debug for Live {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a recording, {:?}", self.phase())
    }
}

impl Live {
    /// Waits for `begin`.
    pub fn with_preview(waker: Waker) -> Arc<Self> {
        Self::new(Phase::Preview, waker)
    }

    fn new(phase: Phase, waker: Waker) -> Arc<Self> {
        let (intake, newest, frame) = (None, None, None);
        let inner = Inner { phase, intake, newest, pixels: Pixels::default(), frame };
        Arc::new(Self {
            inner: Mutex::new(inner),
            level: AtomicU32::new(0),
            loudest: AtomicU32::new(0),
            quiet_micros: AtomicU64::new(0),
            silent_micros: AtomicU64::new(0),
            stop: AtomicBool::new(false),
            waker,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn phase(&self) -> Phase {
        self.lock().phase
    }

    /// From now on everything is kept.
    pub fn begin(&self) {
        self.turn(Phase::Recording);
    }

    /// What is seen and heard from now on is not kept.
    pub fn pause(&self) {
        if self.phase() == Phase::Recording {
            self.turn(Phase::Paused);
        }
    }

    pub fn go_on(&self) {
        self.begin();
    }

    fn turn(&self, phase: Phase) {
        if self.phase() == Phase::Preview {
            // What was loud before does not make a voice quiet.
            self.loudest.store(0, Ordering::Relaxed);
        }
        let mut inner = self.lock();
        inner.phase = phase;
        if let Some(intake) = &inner.intake {
            intake.set_gate(phase == Phase::Recording);
        }
    }

    /// Ends it, or gives the devices back where nothing was begun.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn stopped(&self) -> &AtomicBool {
        &self.stop
    }

    /// The newest picture, where it is newer than `seen`.
    pub fn newest(&self, seen: u64) -> Option<Arc<PreviewPicture>> {
        self.lock().newest.clone().filter(|picture| picture.number > seen)
    }

    /// The newest picture, as large as the camera gave it.
    pub fn still(&self) -> Option<I420> {
        // For a moment it may be in the hands of whoever puts the next one into it.
        for _ in 0..10 {
            if let Some(frame) = self.lock().frame.clone() {
                return Some(frame);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }

    /// How loud it is, from 0 to 1: the loudest sample of the last chunk.
    pub fn level(&self) -> f32 {
        f32::from_bits(self.level.load(Ordering::Relaxed))
    }

    /// Whether nobody is in the middle of a word, as far as a microphone can tell: one that is not
    /// there hears none.
    pub fn is_between_words(&self) -> bool {
        self.microphone() != SourceState::Ready
            || self.quiet_micros.load(Ordering::Relaxed) >= PAUSE_MICROS
    }

    /// Whether the microphone gives sound in which there is nothing at all, not even a quiet
    /// room: it is switched off, muted or broken.
    pub fn hears_nothing(&self) -> bool {
        self.silent_micros.load(Ordering::Relaxed) >= DEAF_MICROS
            && self.microphone() == SourceState::Ready
    }

    /// How much is recorded so far, pauses left out.
    pub fn elapsed(&self) -> Duration {
        let inner = self.lock();
        if inner.phase == Phase::Preview {
            return Duration::ZERO;
        }
        inner.intake.as_ref().and_then(|intake| intake.since_zero()).unwrap_or_default()
    }

    pub fn camera(&self) -> SourceState {
        self.source(Which::Camera)
    }

    pub fn microphone(&self) -> SourceState {
        self.source(Which::Microphone)
    }

    fn source(&self, which: Which) -> SourceState {
        let inner = self.lock();
        inner.intake.as_ref().map_or(SourceState::Opening, |intake| intake.source_state(which))
    }

    /// Joins the recorder's side.
    pub(super) fn attach(&self, intake: &Arc<Intake>) {
        let mut inner = self.lock();
        intake.set_gate(inner.phase == Phase::Recording);
        inner.intake = Some(Arc::clone(intake));
    }

    /// A picture came: shown small, on the capturing thread. Nobody watches a recording that was
    /// begun at once.
    pub(super) fn show(&self, raw: &RawPicture) {
        let (mut pixels, frame) = {
            let mut inner = self.lock();
            (std::mem::take(&mut inner.pixels), inner.frame.take())
        };
        let fits = |frame: &I420| {
            frame.width_px() as u32 == raw.width_px & !1
                && frame.height_px() as u32 == raw.height_px & !1
                && frame.matrix() == raw.layout.matrix()
        };
        let mut frame = frame
            .filter(fits)
            .unwrap_or_else(|| I420::in_matrix(raw.width_px, raw.height_px, raw.layout.matrix()));
        let shown =
            pixels.convert(raw, &mut frame).ok().and_then(|()| small(&frame, next_number()));
        let mut inner = self.lock();
        inner.pixels = pixels;
        inner.frame = Some(frame);
        if let Some(shown) = shown {
            inner.newest = Some(Arc::new(shown));
        }
        drop(inner);
        (self.waker)();
    }

    pub(super) fn hear(&self, chunk: &SoundChunk) {
        let peak = chunk.interleaved.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0);
        let level = f32::from(peak) / 32_768.0;
        self.level.store(level.to_bits(), Ordering::Relaxed);
        let micros = chunk.frames() * 1_000_000 / u64::from(chunk.rate_hz.max(1));
        let count = |counted: &AtomicU64, is_so: bool| match is_so {
            true => drop(counted.fetch_add(micros, Ordering::Relaxed)),
            false => counted.store(0, Ordering::Relaxed),
        };
        count(&self.silent_micros, peak <= SILENCE);
        let loudest = f32::from_bits(self.loudest.load(Ordering::Relaxed)).max(level);
        self.loudest.store(loudest.to_bits(), Ordering::Relaxed);
        count(&self.quiet_micros, level < QUIET.max(loudest * QUIET_PART));
        (self.waker)();
    }
}

/// A picture halved until it fits a preview.
pub(super) fn small(frame: &I420, number: u64) -> Option<PreviewPicture> {
    let (width, height) = frame.dimensions();
    let rgba = rgba_of(frame).ok()?;
    let mut picture = PreviewPicture { number, width_px: width, height_px: height, rgba };
    while picture.width_px > PREVIEW_WIDTH_PX {
        picture = halved(&picture);
    }
    Some(picture)
}

pub(super) fn halved(from: &PreviewPicture) -> PreviewPicture {
    let (width_px, height_px) = (from.width_px / 2, from.height_px / 2);
    let mut rgba = Vec::with_capacity(width_px * height_px * 4);
    let stride = from.width_px * 4;
    for (upper, lower) in from.rgba.chunks_exact(stride * 2).map(|rows| rows.split_at(stride)) {
        for (above, below) in upper.chunks_exact(8).zip(lower.chunks_exact(8)) {
            let sum = |channel: usize| {
                [above[channel], above[channel + 4], below[channel], below[channel + 4]]
                    .into_iter()
                    .map(u16::from)
                    .sum::<u16>()
            };
            rgba.extend((0..4).map(|channel| ((sum(channel) + 2) / 4) as u8));
        }
    }
    PreviewPicture { number: from.number, width_px, height_px, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_told_from_a_word_by_how_loud_the_voice_is() {
        let live = Live::with_preview(Arc::new(|| {}));
        let heard = |peak: i16, millis: usize| {
            let interleaved = vec![peak; millis * 16];
            live.hear(&SoundChunk {
                stamp: crate::media::capture::Stamp::Media(Duration::ZERO),
                rate_hz: 16_000,
                channels: 1,
                interleaved,
            });
            live.quiet_micros.load(Ordering::Relaxed) >= PAUSE_MICROS
        };
        assert!(!heard(20_000, 170), "a word");
        assert!(!heard(2_000, 170), "only now it is quiet");
        assert!(heard(2_000, 170), "a pause in a noisy room");
        assert!(!heard(6_000, 170), "the next word is softer");
        assert!(heard(0, 300));
    }

    #[test]
    fn a_large_picture_is_halved_until_it_fits() {
        let mut frame = I420::new(1920, 1080);
        frame.planes_mut().0.fill(235);
        let picture = small(&frame, 7).unwrap();
        assert_eq!((picture.width_px, picture.height_px, picture.number), (480, 270, 7));
        assert_eq!(picture.rgba.len(), 480 * 270 * 4);
        assert!(picture.rgba.iter().all(|value| *value > 250));
    }
}
