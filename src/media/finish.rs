//! From fragments to a clip: an MP4 whose index stands first, so that a page can play it from a
//! share before all of it has come.

use super::MediaError;
use super::aac::{AacTrack, BLOCK_FRAMES, encode};
use super::annex_b::{ParameterSets, into_lengths, parameter_sets, units};
use super::loudness::normalise;
use super::mp4_entry::{AacEntry, write_aac, write_avc};
use super::mp4_write::{self, Edit, Track, TrackSample};
use super::noise::quieten;
use super::sound_track::lay_out;
use crate::domain::recording::{Fragment, PictureRun, PictureSample, SoundRun};

/// Which part to keep; times count from the start of the recording. The default keeps all.
///
/// With pictures the clip begins at the last keyframe at or before `keep_from_micros`, so up to
/// a second early, and its sound with it: nothing is encoded twice, and no player can show what
/// an edit list would merely hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FinishRequest {
    pub keep_from_micros: u64,
    /// Nothing at or after this is kept.
    pub keep_to_micros: Option<u64>,
    /// Leaves the pictures out.
    pub sound_only: bool,
    /// Takes steady noise out of the sound.
    pub less_noise: bool,
}

/// A whole clip in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedClip {
    /// ISO/IEC 14496-12 and -14: `ftyp`, `moov`, `mdat`; H.264 and AAC-LC.
    pub mp4: Vec<u8>,
    pub duration_micros: u64,
    /// 0 where there is sound alone.
    pub width_px: u16,
    /// 0 where there is sound alone.
    pub height_px: u16,
    pub has_picture: bool,
    pub has_sound: bool,
}

/// The time scale that RTP gives video; all usual rates are whole in it.
pub(super) const VIDEO_SCALE: u32 = 90_000;
/// How long a picture stands where nothing says it.
const USUAL_MICROS: u64 = 33_333;
/// No picture or gap is longer than any recording.
const LIMIT_MICROS: u64 = 3_600_000_000;

/// Makes a clip of fragments in their order. One that is missing leaves a gap: the last picture
/// before it stands until the next keyframe, and there is silence.
///
/// Pictures are copied as encoded and stand as long as they were apart; the first one stands
/// from the start, the last one to the end of the sound. Sound is corrected for the drift of its
/// clock, filled with silence where some is missing, brought to -16 LUFS and encoded as AAC.
pub fn finish(
    fragments: &mut dyn Iterator<Item = Fragment>,
    request: &FinishRequest,
) -> Result<FinishedClip, MediaError> {
    let mut mp4 = Vec::new();
    let facts = finish_to(fragments, request, &mut |pieces| mp4 = pieces.concat())?;
    Ok(FinishedClip { mp4, ..facts })
}

/// As `finish`, handing on the clip in pieces that need not lie together; what is given has none of
/// its bytes.
pub fn finish_to(
    fragments: &mut dyn Iterator<Item = Fragment>,
    request: &FinishRequest,
    keep: &mut dyn FnMut(&[&[u8]]),
) -> Result<FinishedClip, MediaError> {
    let to = request.keep_to_micros.unwrap_or(u64::MAX);
    let mut pictures = Pictures::new(request.keep_from_micros, to);
    let mut sounds: Vec<SoundRun> = Vec::new();
    let mut next_index = 0;
    for fragment in fragments {
        if fragment.index != next_index {
            pictures.interrupted();
        }
        next_index = fragment.index.saturating_add(1);
        if let Some(run) = fragment.picture.filter(|_| !request.sound_only) {
            pictures.add(run)?;
        }
        sounds.extend(fragment.sound);
    }
    let from = pictures.begin_micros().unwrap_or(request.keep_from_micros);
    let sound = match lay_out(sounds, from, request.keep_to_micros) {
        Some(mut track) => {
            if request.less_noise {
                quieten(&mut track);
            }
            normalise(&mut track.interleaved, track.channels, track.rate_hz);
            Some(encode(&track)?)
        }
        None => None,
    };
    let sound_micros = sound
        .as_ref()
        .map_or(0, |sound| sound.frames * 1_000_000 / u64::from(sound.rate_hz.max(1)));
    let picture = pictures.into_track(from, sound_micros)?;
    if picture.is_none() && sound.is_none() {
        return Err(MediaError::NothingRecorded);
    }
    let (width_px, height_px) = picture.as_ref().map_or((0, 0), |(_, size, _)| *size);
    let picture_micros = picture.as_ref().map_or(0, |(_, _, micros)| *micros);
    let sound = sound.as_ref().map(sound_track);
    let laid = mp4_write::lay_out(picture.as_ref().map(|(track, _, _)| track), sound.as_ref())?;
    keep(&laid.pieces());
    Ok(FinishedClip {
        mp4: Vec::new(),
        duration_micros: picture_micros.max(sound_micros),
        width_px,
        height_px,
        has_picture: picture.is_some(),
        has_sound: sound.is_some(),
    })
}

/// A track of pictures that were encoded as they come, the last one shown to the end; nothing
/// where there is none.
pub(super) fn picture_track(
    samples: Vec<PictureSample>,
    micros: u64,
) -> Result<Option<Track<'static>>, MediaError> {
    let mut pictures = Pictures::new(0, u64::MAX);
    for sample in samples {
        pictures.add_sample(sample)?;
    }
    Ok(pictures.into_track(0, micros)?.map(|(track, _, _)| track))
}

fn sound_track(sound: &AacTrack) -> Track<'_> {
    let mut rest = sound.data.as_slice();
    let samples = sound
        .sizes
        .iter()
        .map(|size| {
            let (bytes, after) = rest.split_at_checked(*size as usize).unwrap_or((rest, &[]));
            rest = after;
            TrackSample {
                bytes: bytes.into(),
                duration: BLOCK_FRAMES,
                shown_later: 0,
                is_keyframe: true,
            }
        })
        .collect();
    let entry = AacEntry {
        config: sound.config.clone(),
        channels: u16::from(sound.channels),
        rate_hz: sound.rate_hz,
    };
    Track {
        entry: write_aac(&entry),
        timescale: sound.rate_hz,
        samples,
        // What the encoder put in front is skipped, so that sound and picture begin together.
        edit: Some(Edit {
            delay_micros: 0,
            media_start: u64::from(sound.delay_frames),
            media_length: sound.frames,
        }),
        matrix: None,
    }
}

/// Pictures of the kept part, as they come.
struct Pictures {
    keep_from: u64,
    keep_to: u64,
    /// What comes relies on pictures that are missing, until a keyframe.
    waits_for_key: bool,
    size: Option<(u16, u16)>,
    sets: ParameterSets,
    times: Vec<u64>,
    samples: Vec<TrackSample<'static>>,
}

impl Pictures {
    fn new(keep_from: u64, keep_to: u64) -> Self {
        Self {
            keep_from,
            keep_to,
            waits_for_key: false,
            size: None,
            sets: ParameterSets::default(),
            times: Vec::new(),
            samples: Vec::new(),
        }
    }

    fn interrupted(&mut self) {
        self.waits_for_key = true;
    }

    fn add(&mut self, run: PictureRun) -> Result<(), MediaError> {
        let size = (run.width_px, run.height_px);
        if *self.size.get_or_insert(size) != size {
            return self.leave_out("pictures of two sizes");
        }
        for sample in run.samples {
            self.add_sample(sample)?;
        }
        Ok(())
    }

    /// A clip has pictures of one form; others are left out rather than all of it.
    fn leave_out(&mut self, why: &'static str) -> Result<(), MediaError> {
        tracing::error!(why, "part of a recording is shown as its last picture");
        self.waits_for_key = true;
        Ok(())
    }

    fn add_sample(&mut self, sample: PictureSample) -> Result<(), MediaError> {
        if sample.at_micros >= self.keep_to {
            return Ok(());
        }
        // A keyframe at or before the start makes everything before it unnecessary.
        if sample.is_keyframe && sample.at_micros <= self.keep_from {
            self.times.clear();
            self.samples.clear();
        }
        self.waits_for_key &= !sample.is_keyframe;
        if self.waits_for_key || (self.samples.is_empty() && !sample.is_keyframe) {
            return Ok(());
        }
        if sample.is_keyframe {
            let sets = parameter_sets(units(&sample.annex_b));
            if self.sets.sps.is_empty() {
                self.sets = sets;
            } else if !sets.sps.is_empty() && sets != self.sets {
                return self.leave_out("pictures of two encoders");
            }
        }
        if self.times.last().is_some_and(|last| *last >= sample.at_micros) {
            return Err(MediaError::BrokenDraft { detail: "pictures out of order" });
        }
        let bytes = into_lengths(sample.annex_b);
        if !bytes.is_empty() {
            self.times.push(sample.at_micros);
            self.samples.push(TrackSample {
                bytes: bytes.into(),
                duration: 0,
                shown_later: 0,
                is_keyframe: sample.is_keyframe,
            });
        }
        Ok(())
    }

    /// Where the kept part begins: at its first keyframe, or where the recording does, so that
    /// sound heard before the first picture is not lost.
    fn begin_micros(&self) -> Option<u64> {
        let first = *self.times.first()?;
        Some(if first <= self.keep_from { first } else { self.keep_from })
    }

    /// The track, its size, and how long it is.
    #[allow(clippy::type_complexity, reason = "used once, right above")]
    fn into_track(
        mut self,
        from: u64,
        sound_micros: u64,
    ) -> Result<Option<(Track<'static>, (u16, u16), u64)>, MediaError> {
        let Some(last) = self.times.last().copied() else {
            return Ok(None);
        };
        let usual = match self.times.as_slice() {
            [.., before, last] => (last - before).clamp(1_000, 200_000),
            _ => USUAL_MICROS,
        };
        let end = (last + usual).max(from.saturating_add(sound_micros)).min(from + LIMIT_MICROS);
        let ticks = |micros: u64| {
            (micros.saturating_sub(from) * u64::from(VIDEO_SCALE) + 500_000) / 1_000_000
        };
        let ends = self.times.iter().skip(1).copied().chain([end.max(last + 1)]);
        let mut begun = 0;
        for (sample, end) in self.samples.iter_mut().zip(ends) {
            let duration = ticks(end).saturating_sub(begun).max(1);
            begun += duration;
            sample.duration = u32::try_from(duration)
                .map_err(|_| MediaError::BrokenDraft { detail: "times too far apart" })?;
        }
        let (entry, size) = write_avc(&self.sets)?;
        let track = Track {
            entry,
            timescale: VIDEO_SCALE,
            samples: self.samples,
            edit: None,
            matrix: None,
        };
        Ok(Some((track, size, begun * 1_000_000 / u64::from(VIDEO_SCALE))))
    }
}
