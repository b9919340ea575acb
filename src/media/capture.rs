//! The seams to cameras and microphones. The device, the file and the test source behind each are
//! told apart by nothing but their stamps.

use std::time::{Duration, Instant};

use super::MediaError;
use super::picture::RawPicture;

/// When something was seen or heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamp {
    /// By the monotonic clock: a device.
    Clock(Instant),
    /// Since the source's own beginning: a file or a test source.
    Media(Duration),
}

/// One step of a source.
#[derive(Debug)]
pub(super) enum Taken<T> {
    Some(T),
    /// Something came that could not be used; it counts as dropped.
    Broken,
    /// Nothing came within a short time; ask again.
    Idle,
    /// There will be no more.
    End,
}

/// Interleaved 16-bit sound of one or two channels, as captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoundChunk {
    /// When its first sample was heard.
    pub stamp: Stamp,
    pub rate_hz: u32,
    /// 1 or 2.
    pub channels: u8,
    pub interleaved: Vec<i16>,
}

impl SoundChunk {
    pub fn frames(&self) -> u64 {
        self.interleaved.len() as u64 / u64::from(self.channels.max(1))
    }
}

/// Gives pictures until it ends. Lives on one thread, which `take` may block without limit; only
/// the intake's watchdog, on another thread, notices a camera gone silent.
pub(super) trait Camera {
    /// Pictures a second, as far as known beforehand.
    fn rate_hz(&self) -> f32;

    /// The next picture. An error means that the camera will give no more.
    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError>;
}

/// Gives sound until it ends. Lives on one thread.
pub(super) trait Microphone {
    /// The next chunk, at most a second long. An error means that there will be no more.
    fn take(&mut self) -> Result<Taken<SoundChunk>, MediaError>;
}
