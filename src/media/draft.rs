//! From the intake to fragments: converts, encodes and cuts, on one thread of its own.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use super::capture::SoundChunk;
use super::encoder::VideoEncoder;
use super::fragmenter::Fragmenter;
use super::intake::{Intake, Step, Which};
use super::picture::{I420, RawPicture};
use super::pixels::Pixels;
use super::recorder::{Notice, RecordingReport};
use super::{MediaError, Pace};
use crate::domain::recording::Fragment;

/// How long after its end a recording waits for sound still on its way.
const GRACE: Duration = Duration::from_millis(1_500);

/// What is drafted from, and until when.
pub(super) struct Drafting<'a> {
    pub intake: &'a Intake,
    pub stop: &'a AtomicBool,
    pub length: Duration,
    /// The bits of an `f32`: known once the camera has opened.
    pub camera_rate_hz: &'a AtomicU32,
    pub with_picture: bool,
    pub with_sound: bool,
}

struct Draft<'a> {
    intake: &'a Intake,
    pixels: Pixels,
    video: Option<(VideoEncoder, I420)>,
    cutter: Fragmenter,
    report: RecordingReport,
    end_micros: u64,
    last_picture_micros: Option<u64>,
    picture_live: bool,
    sound_live: bool,
}

/// Runs until the length is reached, the recording is stopped, both sources are gone, or nobody
/// takes the fragments any more.
pub(super) fn draft(
    from: &Drafting<'_>,
    to: &SyncSender<Fragment>,
) -> Result<RecordingReport, MediaError> {
    let mut draft = Draft {
        intake: from.intake,
        pixels: Pixels::default(),
        video: None,
        cutter: Fragmenter::new(from.with_picture, from.with_sound),
        report: RecordingReport::default(),
        end_micros: u64::try_from(from.length.as_micros()).unwrap_or(u64::MAX),
        last_picture_micros: None,
        picture_live: from.with_picture,
        sound_live: from.with_sound,
    };
    let mut stopped = false;
    while draft.picture_live || draft.sound_live {
        if !stopped && from.stop.load(Ordering::Relaxed) {
            stopped = true;
            draft.end_at_once();
        }
        let idle = draft.step(from.camera_rate_hz)?;
        while let Some(fragment) = draft.cutter.ready() {
            if to.send(fragment).is_err() {
                return Ok(draft.reported());
            }
        }
        let over = from.intake.since_zero().map(|since| since.saturating_sub(GRACE));
        let end = Duration::from_micros(draft.end_micros);
        if idle && from.intake.pace() == Pace::Real && over.is_some_and(|over| over > end) {
            break;
        }
        // Nothing more comes through a gate that is shut: stopped in a pause, or before it began.
        if idle && stopped && (from.intake.is_shut() || from.intake.since_zero().is_none()) {
            break;
        }
    }
    while let Some(fragment) = draft.cutter.last() {
        if to.send(fragment).is_err() {
            break;
        }
    }
    Ok(draft.reported())
}

impl Draft<'_> {
    /// Stopping means ending here: sound on its way is waited for, but nothing later is taken.
    fn end_at_once(&mut self) {
        let now = match self.intake.pace() {
            Pace::Real => self.intake.since_zero().unwrap_or_default(),
            Pace::Max => Duration::from_micros(self.last_picture_micros.unwrap_or(0)),
        };
        let now = u64::try_from(now.as_micros()).unwrap_or(u64::MAX);
        self.end_micros = self.end_micros.min(now);
    }

    /// Takes one step; true where nothing came.
    fn step(&mut self, camera_rate_hz: &AtomicU32) -> Result<bool, MediaError> {
        match self.intake.step() {
            Step::Idle => return Ok(true),
            Step::Picture { at_micros, raw } => self.picture(at_micros, &raw, camera_rate_hz)?,
            Step::Sound { at_micros, chunk } => self.sound(at_micros, chunk),
            Step::CameraEnded(end) => {
                self.settle_end(end, self.report.frames_encoded > 0)?;
                // A camera's last picture stands for as long as pictures usually do.
                self.end_pictures(self.last_picture_micros.map_or(0, |last| last + 33_333));
            }
            Step::MicrophoneEnded(end) => {
                self.settle_end(end, self.report.audio_samples > 0)?;
                self.end_sound();
            }
        }
        Ok(false)
    }

    /// A device lost after it gave something ends its side alone; anything else is an error.
    fn settle_end(&mut self, end: Result<(), MediaError>, had: bool) -> Result<(), MediaError> {
        let notice = match end {
            Ok(()) => return Ok(()),
            Err(MediaError::CameraLost { .. } | MediaError::CameraSilent { .. }) if had => {
                Notice::CameraLost
            }
            Err(MediaError::MicrophoneLost { .. } | MediaError::MicrophoneSilent { .. }) if had => {
                Notice::MicrophoneLost
            }
            Err(error) => return Err(error),
        };
        tracing::warn!(?notice, "recording goes on with what is left");
        self.report.notices.push(notice);
        Ok(())
    }

    fn end_pictures(&mut self, until_micros: u64) {
        self.count_drops();
        self.picture_live = false;
        self.intake.dismiss(Which::Camera);
        self.cutter.end_pictures(until_micros);
    }

    fn end_sound(&mut self) {
        self.sound_live = false;
        self.intake.dismiss(Which::Microphone);
        self.cutter.end_sound();
    }

    fn picture(
        &mut self,
        at_micros: i64,
        raw: &RawPicture,
        camera_rate_hz: &AtomicU32,
    ) -> Result<(), MediaError> {
        let Ok(mut at_micros) = u64::try_from(at_micros) else {
            return Ok(());
        };
        if at_micros >= self.end_micros {
            self.end_pictures(self.end_micros);
            return Ok(());
        }
        self.report.frames_captured += 1;
        // Two pictures never share a time, whatever a driver says.
        if let Some(last) = self.last_picture_micros {
            at_micros = at_micros.max(last + 1);
        }
        let (video, into) = match &mut self.video {
            Some(video) => video,
            None => {
                let into = I420::new(raw.width_px, raw.height_px);
                let (width, height) = (into.width_px(), into.height_px());
                let encoder = VideoEncoder::new(
                    width,
                    height,
                    f32::from_bits(camera_rate_hz.load(Ordering::Relaxed)),
                )?;
                self.video.insert((encoder, into))
            }
        };
        if self.pixels.convert(raw, into).is_err() {
            self.report.frames_dropped += 1;
            return Ok(());
        }
        let Some(sample) = video.encode(into, at_micros)? else {
            self.report.frames_dropped += 1;
            return Ok(());
        };
        let size = (into.width_px() as u16, into.height_px() as u16);
        (self.report.width_px, self.report.height_px) = size;
        self.report.frames_encoded += 1;
        self.last_picture_micros = Some(at_micros);
        self.reach(at_micros);
        if self.intake.pace() == Pace::Real {
            let lag = u64::try_from(raw.arrived.elapsed().as_millis()).unwrap_or(u64::MAX);
            self.report.lag_ms_max = self.report.lag_ms_max.max(lag);
        }
        self.cutter.picture(sample, size);
        Ok(())
    }

    fn sound(&mut self, at_micros: i64, mut chunk: SoundChunk) {
        let rate = i64::from(chunk.rate_hz.max(1));
        let channels = usize::from(chunk.channels.max(1));
        let frames_in =
            |micros: i64| usize::try_from(micros.max(0) * rate / 1_000_000).unwrap_or(0);
        let early = frames_in(-at_micros).min(chunk.interleaved.len() / channels);
        chunk.interleaved.drain(..early * channels);
        let at_micros = u64::try_from(at_micros.max(0)).unwrap_or(0);
        let room =
            i64::try_from(self.end_micros.saturating_sub(at_micros)).unwrap_or(i64::MAX / rate);
        // Rounded up, so that stamps cut to microseconds lose no frame of the last chunk.
        let room = frames_in(room.min(i64::MAX / rate / 2).saturating_add(999_999 / rate));
        chunk.interleaved.truncate(room.saturating_mul(channels));
        let frames = chunk.frames();
        let ends_at = at_micros + frames * 1_000_000 / u64::from(chunk.rate_hz.max(1));
        if frames > 0 {
            self.report.audio_samples += frames;
            self.reach(ends_at);
            self.cutter.sound(at_micros, chunk);
        }
        if ends_at + 1_000 >= self.end_micros {
            self.end_sound();
        }
    }

    fn count_drops(&mut self) {
        if self.picture_live {
            let dropped = self.intake.dropped_pictures();
            self.report.frames_captured += dropped;
            self.report.frames_dropped += dropped;
        }
    }

    fn reach(&mut self, micros: u64) {
        self.report.duration_secs = self.report.duration_secs.max(micros as f64 / 1e6);
    }

    fn reported(mut self) -> RecordingReport {
        self.count_drops();
        if self.intake.dropped_sounds() > 0 {
            self.report.notices.push(Notice::SoundLost);
        }
        self.report
    }
}
