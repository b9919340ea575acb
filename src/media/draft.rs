//! From the intake to fragments: converts, encodes and cuts, on one thread of its own.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use super::capture::SoundChunk;
use super::encoder::VideoEncoder;
use super::fragmenter::Fragmenter;
use super::intake::{Intake, Which};
use super::live::SILENCE;
use super::merge::Step;
use super::picture::{Form, I420, RawPicture};
use super::pixels::Pixels;
use super::report::{Notice, RecordingReport};
use super::{MediaError, Pace};
use crate::domain::recording::Fragment;

/// How long after its end a recording waits for sound still on its way.
const GRACE: Duration = Duration::from_millis(1_500);

/// How long a recording waits for a device to come back while nothing else gives anything.
const ALONE_LIMIT: Duration = Duration::from_secs(10);

/// What is drafted from, and until when.
pub(super) struct Drafting<'a> {
    pub intake: &'a Intake,
    pub stop: &'a AtomicBool,
    pub length: Duration,
    /// The bits of an `f32`: known once the camera has opened.
    pub camera_rate_hz: &'a AtomicU32,
    pub fit_to: Option<Form>,
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
    camera_away: Option<Instant>,
    microphone_away: Option<Instant>,
    /// Fits pictures of a camera that came back with another size.
    fitted: Option<I420>,
    fit_to: Option<Form>,
    loudest: u16,
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
        camera_away: None,
        microphone_away: None,
        fitted: None,
        fit_to: from.fit_to,
        loudest: 0,
    };
    let mut stopped = false;
    while draft.picture_live || draft.sound_live {
        if !stopped && from.stop.load(Ordering::Relaxed) {
            stopped = true;
            draft.end_at_once();
        }
        let idle = draft.step(from.camera_rate_hz)?;
        while let Some(fragment) = draft.cutter.ready() {
            if fragment.index == 0 {
                tracing::info!("recording");
            }
            if to.send(fragment).is_err() {
                return Ok(draft.reported());
            }
        }
        let over = from.intake.since_zero().map(|since| since.saturating_sub(GRACE));
        let end = Duration::from_micros(draft.end_micros);
        if idle && from.intake.pace() == Pace::Real && over.is_some_and(|over| over > end) {
            break;
        }
        if from.intake.is_shut() {
            draft.waits();
        } else if draft.is_alone() {
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
            Step::CameraAway => {
                self.camera_away = Some(Instant::now());
                self.notice(Notice::CameraLost);
                self.cutter.end_pictures(0);
            }
            Step::MicrophoneAway => {
                self.microphone_away = Some(Instant::now());
                self.notice(Notice::MicrophoneLost);
                self.cutter.end_sound();
            }
        }
        Ok(false)
    }

    fn notice(&mut self, notice: Notice) {
        tracing::warn!(?notice, "while recording");
        self.report.notices.push(notice);
    }

    /// A pause does not count for how long a device has been away.
    fn waits(&mut self) {
        for away in [&mut self.camera_away, &mut self.microphone_away] {
            *away = away.map(|_| Instant::now());
        }
    }

    /// Whether every device has been away for so long that nobody need wait for one.
    fn is_alone(&self) -> bool {
        let gone = |live: bool, away: Option<Instant>| {
            !live || away.is_some_and(|since| since.elapsed() > ALONE_LIMIT)
        };
        gone(self.picture_live, self.camera_away) && gone(self.sound_live, self.microphone_away)
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
        self.notice(notice);
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
        if self.camera_away.take().is_some() {
            self.notice(Notice::CameraBack);
        }
        self.report.frames_captured += 1;
        // Two pictures never share a time, whatever a driver says.
        if let Some(last) = self.last_picture_micros {
            at_micros = at_micros.max(last + 1);
        }
        let (video, into) = match &mut self.video {
            Some(video) => video,
            None => {
                let into = match self.fit_to {
                    Some(Form { width_px, height_px, matrix }) => {
                        I420::in_matrix(width_px.into(), height_px.into(), matrix)
                    }
                    None => I420::in_matrix(raw.width_px, raw.height_px, raw.layout.matrix()),
                };
                let rate_hz = f32::from_bits(camera_rate_hz.load(Ordering::Relaxed));
                let encoder = VideoEncoder::new(&into, rate_hz)?;
                self.video.insert((encoder, into))
            }
        };
        let fits = (raw.width_px & !1, raw.height_px & !1)
            == (into.width_px() as u32, into.height_px() as u32);
        let converted = if fits {
            self.pixels.convert(raw, into)
        } else {
            self.pixels.convert_to_fit(raw, &mut self.fitted, into)
        };
        if converted.is_err() {
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

    fn sound(&mut self, at_micros: i64, chunk: SoundChunk) {
        if self.microphone_away.take().is_some() {
            self.notice(Notice::MicrophoneBack);
        }
        let mut chunk = self.cutter.in_form(chunk);
        let peak = chunk.interleaved.iter().map(|value| value.unsigned_abs()).max().unwrap_or(0);
        self.loudest = self.loudest.max(peak);
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
        if self.report.audio_samples > 0 && self.loudest <= SILENCE {
            self.report.notices.push(Notice::NothingHeard);
        }
        self.report
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::sync_channel;
    use std::thread;

    use super::*;
    use crate::media::capture::Stamp;
    use crate::media::intake::Expected;
    use crate::media::picture::Layout;
    use crate::media::{FinishRequest, decode, finish};

    fn device() -> Expected {
        Expected { label: "x".to_owned(), is_device: true, wanted: true }
    }

    fn picture(side_px: u32, luma: u8) -> RawPicture {
        let bytes = vec![luma; (side_px * side_px) as usize];
        let now = Instant::now();
        RawPicture {
            stamp: Stamp::Clock(now),
            arrived: now,
            layout: Layout::Luma,
            width_px: side_px,
            height_px: side_px,
            bytes: bytes.into(),
        }
    }

    fn sound(rate_hz: u32) -> SoundChunk {
        let interleaved = vec![1_000; rate_hz as usize / 20];
        SoundChunk { stamp: Stamp::Clock(Instant::now()), rate_hz, channels: 1, interleaved }
    }

    /// A twentieth of a second after the other, as devices would.
    fn give(intake: &Intake, times: u32, side_px: Option<u32>, rate_hz: Option<u32>) {
        for _ in 0..times {
            if let Some(side_px) = side_px {
                intake.picture(picture(side_px, 180));
            }
            if let Some(rate_hz) = rate_hz {
                intake.sound(sound(rate_hz));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    #[test]
    fn devices_that_come_back_in_another_form_go_on_in_the_same_clip() {
        let intake = Arc::new(Intake::new(device(), device(), Pace::Real));
        let feeder = Arc::clone(&intake);
        let fed = thread::spawn(move || {
            feeder.opened(Which::Camera);
            feeder.opened(Which::Microphone);
            give(&feeder, 12, Some(64), Some(48_000));
            assert!(feeder.lost(Which::Camera) && feeder.lost(Which::Microphone));
            give(&feeder, 12, None, None);
            give(&feeder, 12, Some(96), Some(16_000));
        });
        let rate = AtomicU32::new(20f32.to_bits());
        let stop = AtomicBool::new(false);
        let drafting = Drafting {
            intake: &intake,
            stop: &stop,
            length: Duration::from_millis(1_700),
            camera_rate_hz: &rate,
            fit_to: None,
            with_picture: true,
            with_sound: true,
        };
        let (send, fragments) = sync_channel(100);
        let report = draft(&drafting, &send).unwrap();
        drop(send);
        intake.close(Duration::ZERO);
        fed.join().unwrap();
        for told in [Notice::CameraLost, Notice::CameraBack, Notice::MicrophoneBack] {
            let times = report.notices.iter().filter(|notice| **notice == told).count();
            assert_eq!(times, 1, "{told:?} of {:?}", report.notices);
        }
        let clip = finish(&mut fragments.into_iter(), &FinishRequest::default()).unwrap();
        assert_eq!((clip.width_px, clip.height_px), (64, 64));
        let mut times = Vec::new();
        decode::decode_pictures(&clip.mp4, &mut |picture| {
            times.push(picture.at_micros);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        let gaps = times.windows(2).filter(|pair| pair[1] - pair[0] > 400_000).count();
        assert_eq!((gaps, times.len() > 15), (1, true), "{times:?}");
        let heard = decode::decode_sound(&clip.mp4).unwrap().unwrap();
        assert_eq!(heard.rate_hz, 48_000);
        let after = &heard.interleaved[heard.interleaved.len() - 9_600..];
        assert!(after.iter().any(|value| value.abs() > 500), "sound is back");
    }

    #[test]
    fn with_no_device_left_it_ends_with_what_there_is() {
        let intake = Arc::new(Intake::new(device(), device(), Pace::Real));
        intake.opened(Which::Camera);
        intake.opened(Which::Microphone);
        intake.dismiss(Which::Microphone);
        intake.picture(picture(64, 90));
        assert!(intake.lost(Which::Camera));
        intake.ended(Which::Camera, Ok(()));
        let (rate, stop) = (AtomicU32::new(20f32.to_bits()), AtomicBool::new(false));
        let drafting = Drafting {
            intake: &intake,
            stop: &stop,
            length: Duration::from_secs(60),
            camera_rate_hz: &rate,
            fit_to: None,
            with_picture: true,
            with_sound: false,
        };
        let (send, fragments) = sync_channel(9);
        let report = draft(&drafting, &send).unwrap();
        assert_eq!((report.frames_encoded, fragments.try_iter().count()), (1, 1));
    }
}
