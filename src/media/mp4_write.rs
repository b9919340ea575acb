//! Writes MP4s whose index stands first, with our own boxes alone: no maker, no place, no date.

use std::borrow::Cow;
use std::num::NonZeroU32;

use shiguredo_mp4::boxes::{Brand, EdtsBox, ElstBox, ElstEntry, FtypBox, MoovBox, SampleEntry};
use shiguredo_mp4::mux::{Mp4FileMuxer, Sample};
use shiguredo_mp4::{Either, Encode, FixedPointNumber, TrackKind};

use super::MediaError;

/// Which part of a track is shown, and when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// Nothing is shown for so long.
    pub delay_micros: u64,
    /// What is shown begins here, in the track's time scale.
    pub media_start: u64,
    /// And is so long, in the track's time scale.
    pub media_length: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TrackSample<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// In the track's time scale.
    pub duration: u32,
    /// From decoding to showing, in the track's time scale.
    pub shown_later: i32,
    pub is_keyframe: bool,
}

/// A track to be written.
#[derive(Debug, Clone)]
pub(super) struct Track<'a> {
    pub entry: SampleEntry,
    pub timescale: u32,
    pub samples: Vec<TrackSample<'a>>,
    pub edit: Option<Edit>,
    /// How a picture is turned; ISO/IEC 14496-12, clause 8.3.2.
    pub matrix: Option<[i32; 9]>,
}

/// Picture and sound are interleaved in pieces of this length.
const PIECE_MICROS: u64 = 500_000;
const MDAT_HEAD_BYTES: usize = 8;

struct Cursor<'a> {
    track: &'a Track<'a>,
    kind: TrackKind,
    next: usize,
    time: u64,
}

impl Cursor<'_> {
    fn micros(&self) -> u64 {
        (u128::from(self.time) * 1_000_000 / u128::from(self.track.timescale.max(1))) as u64
    }

    fn is_over(&self) -> bool {
        self.next >= self.track.samples.len()
    }
}

/// What the file's data will be, in order: the tracks' own bytes, where they lie.
#[derive(Default)]
struct Data<'a> {
    pieces: Vec<&'a [u8]>,
    len: usize,
}

/// A file as it will be: its index, and then its data where it lies.
pub(super) struct Laid<'a> {
    index: Vec<u8>,
    data: Data<'a>,
}

impl Laid<'_> {
    /// One after the other they are the file.
    pub fn pieces(&self) -> Vec<&[u8]> {
        std::iter::once(self.index.as_slice()).chain(self.data.pieces.iter().copied()).collect()
    }
}

/// The tracks as one file.
pub(super) fn write(
    video: Option<&Track<'_>>,
    sound: Option<&Track<'_>>,
) -> Result<Vec<u8>, MediaError> {
    Ok(lay_out(video, sound)?.pieces().concat())
}

/// Lays the tracks out as one file.
pub(super) fn lay_out<'a>(
    video: Option<&'a Track<'_>>,
    sound: Option<&'a Track<'_>>,
) -> Result<Laid<'a>, MediaError> {
    let mut muxer = Mp4FileMuxer::new().map_err(|_| TOO_LARGE)?;
    let base = muxer.initial_boxes_bytes().len() as u64;
    let mut data = Data::default();
    let cursor = |kind| move |track| Cursor { track, kind, next: 0, time: 0 };
    let mut cursors: Vec<Cursor<'_>> = Vec::new();
    cursors.extend(video.map(cursor(TrackKind::Video)));
    cursors.extend(sound.map(cursor(TrackKind::Audio)));
    while let Some(cursor) =
        cursors.iter_mut().filter(|cursor| !cursor.is_over()).min_by_key(|cursor| cursor.micros())
    {
        let until = cursor.micros() + PIECE_MICROS;
        while !cursor.is_over() && cursor.micros() < until {
            append(cursor, &mut muxer, base, &mut data)?;
        }
    }
    let moov = muxer.finalize().map_err(|_| TOO_LARGE)?.moov_box().clone();
    let index = index(moov, base, data.len, video, sound)?;
    Ok(Laid { index, data })
}

const TOO_LARGE: MediaError = MediaError::BrokenMedia { detail: "cannot be laid out" };

fn append<'a>(
    cursor: &mut Cursor<'a>,
    muxer: &mut Mp4FileMuxer,
    base: u64,
    data: &mut Data<'a>,
) -> Result<(), MediaError> {
    let track = cursor.track;
    let Some(sample) = track.samples.get(cursor.next) else {
        return Ok(());
    };
    let bytes: &[u8] = &sample.bytes;
    let has_offsets = cursor.track.samples.iter().any(|sample| sample.shown_later != 0);
    muxer
        .append_sample(&Sample {
            track_kind: cursor.kind,
            sample_entry: (cursor.next == 0).then(|| cursor.track.entry.clone()),
            keyframe: sample.is_keyframe,
            timescale: NonZeroU32::new(cursor.track.timescale).ok_or(TOO_LARGE)?,
            duration: sample.duration,
            composition_time_offset: has_offsets.then(|| i64::from(sample.shown_later)),
            data_offset: base + data.len as u64,
            data_size: bytes.len(),
        })
        .map_err(|_| TOO_LARGE)?;
    data.pieces.push(bytes);
    data.len += bytes.len();
    cursor.next += 1;
    cursor.time += u64::from(sample.duration);
    Ok(())
}

/// The muxer can only reserve room for its index; knowing all samples we put it in front exactly,
/// and move the offsets to where the samples then are.
fn index(
    mut moov: MoovBox,
    base: u64,
    data_len: usize,
    video: Option<&Track<'_>>,
    sound: Option<&Track<'_>>,
) -> Result<Vec<u8>, MediaError> {
    let tracks = video.into_iter().chain(sound);
    let mut by_start: Vec<&Track<'_>> = tracks.collect();
    // The muxer numbers tracks by their first sample: pictures come first at the same time.
    by_start.retain(|track| !track.samples.is_empty());
    let movie_scale = u64::from(moov.mvhd_box.timescale.get());
    let mut longest = 0;
    for (trak, track) in moov.trak_boxes.iter_mut().zip(by_start) {
        if let Some(matrix) = track.matrix {
            trak.tkhd_box.matrix = matrix;
        }
        if let Some(edit) = track.edit {
            let delay = scaled(edit.delay_micros, movie_scale, 1_000_000);
            let length = scaled(edit.media_length, movie_scale, u64::from(track.timescale));
            trak.tkhd_box.duration = delay + length;
            trak.edts_box = Some(edts(delay, length, edit.media_start));
        }
        longest = longest.max(trak.tkhd_box.duration);
    }
    moov.mvhd_box.duration = longest;
    let brand = |name: &[u8; 4]| Brand::new(*name);
    let ftyp = FtypBox {
        major_brand: brand(b"isom"),
        minor_version: 512,
        compatible_brands: [b"isom", b"iso2", b"avc1", b"mp42"].map(brand).to_vec(),
    };
    let encoded = |bytes: shiguredo_mp4::Result<Vec<u8>>| bytes.map_err(|_| TOO_LARGE);
    let mut file = encoded(ftyp.encode_to_vec())?;
    let index_len = encoded(moov.encode_to_vec())?.len();
    let data_at = (file.len() + index_len + MDAT_HEAD_BYTES) as u64;
    let mdat_len = u32::try_from(data_len + MDAT_HEAD_BYTES).map_err(|_| TOO_LARGE)?;
    for trak in &mut moov.trak_boxes {
        let offsets = &mut trak.mdia_box.minf_box.stbl_box.stco_or_co64_box;
        match offsets {
            Either::A(short) => {
                for offset in &mut short.chunk_offsets {
                    let moved = u64::from(*offset) - base + data_at;
                    *offset = u32::try_from(moved).map_err(|_| TOO_LARGE)?;
                }
            }
            Either::B(long) => {
                for offset in &mut long.chunk_offsets {
                    *offset = *offset - base + data_at;
                }
            }
        }
    }
    file.extend(encoded(moov.encode_to_vec())?);
    file.extend(mdat_len.to_be_bytes());
    file.extend(b"mdat");
    Ok(file)
}

fn scaled(value: u64, to: u64, from: u64) -> u64 {
    (u128::from(value) * u128::from(to) / u128::from(from.max(1))) as u64
}

fn edts(delay: u64, length: u64, media_start: u64) -> EdtsBox {
    let rate = FixedPointNumber::new(1, 0);
    let mut entries = Vec::new();
    if delay > 0 {
        entries.push(ElstEntry { edit_duration: delay, media_time: -1, media_rate: rate });
    }
    let media_time = i64::try_from(media_start).unwrap_or(i64::MAX);
    entries.push(ElstEntry { edit_duration: length, media_time, media_rate: rate });
    EdtsBox { elst_box: Some(ElstBox { entries }), unknown_boxes: Vec::new() }
}
