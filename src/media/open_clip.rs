//! Clips, sound and pictures made elsewhere: checked, and rewritten so that nothing travels but
//! what is seen and heard.

use std::io::Cursor;
use std::path::Path;

use super::MediaError;
use super::annex_b::{append_unit, units_by_length};
use super::capture::{Microphone, SoundChunk, Stamp, Taken};
use super::finish::{FinishRequest, FinishedClip, finish};
use super::mp4_entry::{AacEntry, AvcEntry, write_aac, write_avc};
use super::mp4_read::{EditRead, LIMIT_MINUTES, Movie, ReadTrack, SampleAt, looks_like_mp4, read};
use super::mp4_write::{Edit, Track, TrackSample, write};
use super::still::{looks_like_jpeg, looks_like_png, strip_jpeg, strip_png};
use super::wav::WavFile;
use crate::domain::recording::{Fragment, SoundRun};

/// Something made elsewhere, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedMedia {
    Clip(FinishedClip),
    /// A JPEG or PNG, its picture as it was, nothing beside it.
    Picture {
        bytes: Vec<u8>,
        is_png: bool,
    },
}

/// Takes an MP4 or MOV with H.264, AAC or both (up to ten minutes), a WAV, a JPEG or a PNG.
///
/// Clips keep their pictures and sound as encoded and how a phone was held; everything else is
/// left behind: places, dates, makers, chapters, further tracks, messages inside the video.
/// Errors: `NotMedia` for any other kind of file, `UnsupportedClip` for a clip in another codec,
/// `BrokenMedia` where the bytes contradict each other, `ClipTooLong`.
pub fn import(bytes: &[u8]) -> Result<ImportedMedia, MediaError> {
    if looks_like_mp4(bytes) {
        Ok(ImportedMedia::Clip(import_clip(bytes)?))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        Ok(ImportedMedia::Clip(import_wav(bytes)?))
    } else if looks_like_jpeg(bytes) {
        Ok(ImportedMedia::Picture { bytes: strip_jpeg(bytes)?, is_png: false })
    } else if looks_like_png(bytes) {
        Ok(ImportedMedia::Picture { bytes: strip_png(bytes)?, is_png: true })
    } else {
        Err(MediaError::NotMedia)
    }
}

fn import_wav(bytes: &[u8]) -> Result<FinishedClip, MediaError> {
    // The reader owns what it reads, as a file would be owned.
    let mut file = WavFile::read(Box::new(Cursor::new(bytes.to_vec())), Path::new("WAV"))?;
    let mut fragments = Vec::new();
    loop {
        match file.take()? {
            Taken::Some(chunk) => fragments.push(fragment_of(chunk, fragments.len())),
            Taken::Broken | Taken::Idle => {}
            Taken::End => break,
        }
        let end = fragments.last().map_or(0, Fragment::end_micros);
        if end > u64::from(LIMIT_MINUTES) * 60_000_000 + 30_000_000 {
            return Err(MediaError::ClipTooLong { limit_minutes: LIMIT_MINUTES });
        }
    }
    finish(&mut fragments.into_iter(), &FinishRequest::default())
}

fn fragment_of(chunk: SoundChunk, index: usize) -> Fragment {
    let at_micros = match chunk.stamp {
        Stamp::Media(at) => u64::try_from(at.as_micros()).unwrap_or(u64::MAX),
        Stamp::Clock(_) => 0,
    };
    let sound = SoundRun {
        at_micros,
        rate_hz: chunk.rate_hz,
        channels: chunk.channels,
        interleaved: chunk.interleaved,
    };
    Fragment { index: index as u32, picture: None, sound: Some(sound) }
}

fn import_clip(bytes: &[u8]) -> Result<FinishedClip, MediaError> {
    let Movie { timescale, video, sound } = read(bytes)?;
    let video = video.map(|track| copy_video(&track, bytes, timescale)).transpose()?;
    let sound = sound.map(|track| copy_sound(&track, bytes, timescale));
    let mp4 = write(video.as_ref().map(|(track, _)| track), sound.as_ref())?;
    let tracks = video.as_ref().map(|(track, _)| track).into_iter().chain(sound.as_ref());
    let (width_px, height_px) = video.as_ref().map_or((0, 0), |(_, size)| *size);
    Ok(FinishedClip {
        mp4,
        duration_micros: tracks.map(micros_of).max().unwrap_or(0),
        width_px,
        height_px,
        has_picture: video.is_some(),
        has_sound: sound.is_some(),
    })
}

fn bytes_of<'a>(file: &'a [u8], sample: &SampleAt) -> &'a [u8] {
    file.get(sample.offset..sample.offset.saturating_add(sample.size)).unwrap_or_default()
}

/// A sound track as it is encoded.
pub(super) fn copy_sound<'a>(
    from: &ReadTrack<AacEntry>,
    file: &'a [u8],
    movie_scale: u32,
) -> Track<'a> {
    let samples = from
        .samples
        .iter()
        .map(|sample| TrackSample {
            bytes: bytes_of(file, sample).into(),
            duration: sample.duration,
            shown_later: 0,
            is_keyframe: true,
        })
        .collect();
    let edit = edit_of(from.edit, movie_scale, from.timescale, &from.samples);
    let entry = write_aac(&from.entry);
    Track { entry, timescale: from.timescale, samples, edit, matrix: None }
}

fn copy_video(
    from: &ReadTrack<AvcEntry>,
    file: &[u8],
    movie_scale: u32,
) -> Result<(Track<'static>, (u16, u16)), MediaError> {
    const BROKEN: MediaError = MediaError::BrokenMedia { detail: "picture units" };
    let mut samples: Vec<TrackSample<'_>> = Vec::with_capacity(from.samples.len());
    for sample in &from.samples {
        let mut bytes = Vec::with_capacity(sample.size + 4);
        let units =
            units_by_length(bytes_of(file, sample), from.entry.length_size).ok_or(BROKEN)?;
        for unit in units {
            append_unit(unit, &mut bytes);
        }
        match samples.last_mut() {
            // Nothing but messages: the picture before stands for longer.
            Some(last) if bytes.is_empty() => {
                last.duration = last.duration.checked_add(sample.duration).ok_or(BROKEN)?;
            }
            _ => samples.push(TrackSample {
                bytes: bytes.into(),
                duration: sample.duration,
                shown_later: sample.shown_later,
                is_keyframe: sample.is_keyframe,
            }),
        }
    }
    if !samples.first().is_some_and(|first| first.is_keyframe && !first.bytes.is_empty()) {
        return Err(MediaError::BrokenMedia { detail: "no keyframe at the start" });
    }
    let (entry, size) = write_avc(&from.entry.sets)?;
    let track = Track {
        entry,
        timescale: from.timescale,
        samples,
        edit: edit_of(from.edit, movie_scale, from.timescale, &from.samples),
        matrix: Some(from.matrix),
    };
    let turned = from.matrix[0] == 0;
    Ok((track, if turned { (size.1, size.0) } else { size }))
}

/// The edit in our form, kept within what the track has.
pub(super) fn edit_of(
    edit: Option<EditRead>,
    movie_scale: u32,
    track_scale: u32,
    samples: &[SampleAt],
) -> Option<Edit> {
    let edit = edit?;
    let total: u64 = samples.iter().map(|sample| u64::from(sample.duration)).sum();
    let media_start = if edit.media_start < total { edit.media_start } else { 0 };
    let scaled = |value: u64, to: u64| {
        (u128::from(value) * u128::from(to) / u128::from(movie_scale.max(1))) as u64
    };
    let wanted = scaled(edit.length.min(u64::from(u32::MAX) << 8), u64::from(track_scale));
    // With pictures shown later than decoded the last one ends after all durations together.
    let most = total + samples.iter().map(|s| s.shown_later.max(0) as u64).max().unwrap_or(0);
    let room = most - media_start;
    let media_length = if wanted == 0 { room } else { wanted.min(room) };
    let limit = u64::from(LIMIT_MINUTES) * 60 * u64::from(movie_scale);
    let delay_micros = scaled(edit.delay.min(limit), 1_000_000);
    Some(Edit { delay_micros, media_start, media_length })
}

fn micros_of(track: &Track<'_>) -> u64 {
    let scale = u128::from(track.timescale.max(1));
    let micros = |ticks: u64| (u128::from(ticks) * 1_000_000 / scale) as u64;
    match track.edit {
        Some(edit) => edit.delay_micros + micros(edit.media_length),
        None => micros(track.samples.iter().map(|sample| u64::from(sample.duration)).sum()),
    }
}
