//! Reads MP4s and MOVs of any maker, just far enough to copy their H.264 and AAC.
//!
//! Not by `shiguredo_mp4`, which refuses what phones write beside the standard and believes
//! counts before it has seen the bytes; here everything is bounded by the bytes at hand.
//! Source: ISO/IEC 14496-12.

use super::MediaError;
use super::mp4_boxes::{boxes, descend, find, u32_at, u64_at};
use super::mp4_entry::{AacEntry, AvcEntry, read_aac, read_avc};

/// Minutes a clip may last.
pub(super) const LIMIT_MINUTES: u32 = 10;
/// A little over, for clips that somebody meant to be just as long.
const LIMIT_SECS: u64 = LIMIT_MINUTES as u64 * 60 + 30;
/// Ten minutes at 240 pictures a second, or of 1024-frame blocks at 96 kHz, and then some.
const LIMIT_SAMPLES: u32 = 200_000;

/// One sample: where its bytes are and when it is decoded and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SampleAt {
    pub offset: usize,
    pub size: usize,
    pub duration: u32,
    pub shown_later: i32,
    pub is_keyframe: bool,
}

/// The first part of an edit list that shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EditRead {
    /// In the movie's time scale.
    pub delay: u64,
    /// In the movie's time scale; 0 for all.
    pub length: u64,
    /// In the track's time scale.
    pub media_start: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadTrack<E> {
    pub entry: E,
    pub timescale: u32,
    pub samples: Vec<SampleAt>,
    pub edit: Option<EditRead>,
    pub matrix: [i32; 9],
}

/// The first picture track and the first sound track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Movie {
    pub timescale: u32,
    pub video: Option<ReadTrack<AvcEntry>>,
    pub sound: Option<ReadTrack<AacEntry>>,
}

fn broken(detail: &'static str) -> MediaError {
    MediaError::BrokenMedia { detail }
}

/// Whether the bytes begin like an MP4 or MOV.
pub(super) fn looks_like_mp4(bytes: &[u8]) -> bool {
    matches!(bytes.get(4..8), Some(b"ftyp" | b"moov" | b"mdat" | b"wide" | b"free" | b"skip"))
}

/// Reads the index. What is returned points within `bytes` alone.
pub(super) fn read(bytes: &[u8]) -> Result<Movie, MediaError> {
    let moov = find(bytes, b"moov").ok_or(broken("no index"))?;
    let unsupported = |codec: &str| MediaError::UnsupportedClip { codec: codec.to_owned() };
    if find(moov, b"mvex").is_some() {
        return Err(unsupported("fragmented MP4"));
    }
    if find(moov, b"cmov").is_some() {
        return Err(unsupported("compressed index"));
    }
    let header = find(moov, b"mvhd").ok_or(broken("no movie header"))?;
    let timescale = scale_of(header)?;
    let mut movie = Movie { timescale, video: None, sound: None };
    for track in boxes(moov).filter(|found| &found.kind == b"trak") {
        let handler = descend(track.body, &[b"mdia", b"hdlr"]).and_then(|body| body.get(8..12));
        match handler {
            Some(b"vide") if movie.video.is_none() => {
                movie.video = Some(read_track(track.body, bytes, read_avc)?);
            }
            Some(b"soun") if movie.sound.is_none() => {
                movie.sound = Some(read_track(track.body, bytes, read_aac)?);
            }
            // Subtitles, time codes and a phone's record of places and movements stay behind.
            _ => {}
        }
    }
    movie.video = movie.video.filter(|track| !track.samples.is_empty());
    movie.sound = movie.sound.filter(|track| !track.samples.is_empty());
    if movie.video.is_none() && movie.sound.is_none() {
        return Err(broken("no picture and no sound"));
    }
    Ok(movie)
}

/// The time scale of an `mvhd` or `mdhd`.
fn scale_of(header: &[u8]) -> Result<u32, MediaError> {
    let at = if header.first() == Some(&1) { 20 } else { 12 };
    u32_at(header, at)
        .filter(|scale| (1..=1_000_000_000).contains(scale))
        .ok_or(broken("time scale"))
}

fn read_track<E>(
    trak: &[u8],
    file: &[u8],
    read_entry: fn(&[u8]) -> Result<E, MediaError>,
) -> Result<ReadTrack<E>, MediaError> {
    let header = descend(trak, &[b"mdia", b"mdhd"]).ok_or(broken("no track header"))?;
    let timescale = scale_of(header)?;
    let table = descend(trak, &[b"mdia", b"minf", b"stbl"]).ok_or(broken("no sample table"))?;
    let entry = read_entry(find(table, b"stsd").ok_or(broken("no codec"))?)?;
    let samples = read_samples(table, file)?;
    let secs =
        samples.iter().map(|sample| u64::from(sample.duration)).sum::<u64>() / u64::from(timescale);
    if secs > LIMIT_SECS {
        return Err(MediaError::ClipTooLong { limit_minutes: LIMIT_MINUTES });
    }
    let edit = descend(trak, &[b"edts", b"elst"]).and_then(read_edit);
    let matrix = find(trak, b"tkhd").and_then(read_matrix).unwrap_or(IDENTITY);
    Ok(ReadTrack { entry, timescale, samples, edit, matrix })
}

const IDENTITY: [i32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

/// Quarter turns alone, for that is how phones say how they were held.
fn read_matrix(tkhd: &[u8]) -> Option<[i32; 9]> {
    let at = if tkhd.first() == Some(&1) { 52 } else { 40 };
    let mut matrix = [0; 9];
    for (index, value) in matrix.iter_mut().enumerate() {
        *value = u32_at(tkhd, at + index * 4)? as i32;
    }
    const ONE: i32 = 0x1_0000;
    let turn = [matrix[0], matrix[1], matrix[3], matrix[4]];
    let known = [[ONE, 0, 0, ONE], [0, ONE, -ONE, 0], [-ONE, 0, 0, -ONE], [0, -ONE, ONE, 0]];
    known.contains(&turn).then_some([
        turn[0],
        turn[1],
        0,
        turn[2],
        turn[3],
        0,
        matrix[6],
        matrix[7],
        0x4000_0000,
    ])
}

fn read_edit(elst: &[u8]) -> Option<EditRead> {
    let is_long = elst.first() == Some(&1);
    let count = u32_at(elst, 4)?;
    let step = if is_long { 20 } else { 12 };
    let mut delay = 0u64;
    for index in 0..count.min(16) as usize {
        let at = 8 + index * step;
        let (length, start) = if is_long {
            (u64_at(elst, at)?, u64_at(elst, at + 8)? as i64)
        } else {
            (u64::from(u32_at(elst, at)?), i64::from(u32_at(elst, at + 4)? as i32))
        };
        match u64::try_from(start) {
            Ok(media_start) => {
                return Some(EditRead { delay, length, media_start });
            }
            // A start of -1 means that nothing is shown for so long.
            Err(_) => delay = delay.saturating_add(length),
        }
    }
    None
}

fn read_samples(table: &[u8], file: &[u8]) -> Result<Vec<SampleAt>, MediaError> {
    let need = |kind: &[u8; 4]| find(table, kind).ok_or(broken("sample table"));
    let sizes = need(b"stsz")?;
    let (same, count) = (u32_at(sizes, 4), u32_at(sizes, 8));
    let (same, count) = same.zip(count).ok_or(broken("sample sizes"))?;
    if count > LIMIT_SAMPLES {
        return Err(MediaError::ClipTooLong { limit_minutes: LIMIT_MINUTES });
    }
    if same == 0 && (sizes.len().saturating_sub(12) / 4) < count as usize {
        return Err(broken("sample sizes"));
    }
    let size_of = |index: usize| match same {
        0 => u32_at(sizes, 12 + index * 4).unwrap_or(0) as usize,
        same => same as usize,
    };
    let mut durations = RunLengths::new(need(b"stts")?);
    let mut offsets = find(table, b"ctts").map(RunLengths::new);
    let keyframes = find(table, b"stss");
    let mut next_key = 0;
    let mut chunks = Chunks::new(table)?;
    let mut samples = Vec::with_capacity(count as usize);
    let mut left = file.len();
    for index in 0..count as usize {
        let size = size_of(index);
        let offset = chunks.place(size).ok_or(broken("chunk offsets"))?;
        // Samples that overlap would let a small file grow on the way through.
        left = left.checked_sub(size).ok_or(broken("sample sizes"))?;
        let end = offset.checked_add(size).ok_or(broken("sample place"))?;
        if end > file.len() {
            return Err(broken("cut off"));
        }
        let key = keyframes.and_then(|table| u32_at(table, 8 + next_key * 4));
        let is_keyframe = keyframes.is_none() || key == Some(index as u32 + 1);
        next_key += usize::from(is_keyframe);
        samples.push(SampleAt {
            offset,
            size,
            duration: durations.next().ok_or(broken("sample durations"))?,
            shown_later: offsets.as_mut().and_then(RunLengths::next).unwrap_or(0) as i32,
            is_keyframe,
        });
    }
    Ok(samples)
}

/// Pairs of a count and a value, as `stts` and `ctts` have them.
struct RunLengths<'a> {
    table: &'a [u8],
    at: usize,
    left: u32,
}

impl<'a> RunLengths<'a> {
    fn new(table: &'a [u8]) -> Self {
        Self { table, at: 0, left: 0 }
    }

    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.at += 8;
            self.left = u32_at(self.table, self.at)?;
        }
        self.left -= 1;
        u32_at(self.table, self.at + 4)
    }
}

/// Where samples are: chunks of them, each at an offset of its own.
struct Chunks<'a> {
    to_chunk: &'a [u8],
    offsets: &'a [u8],
    is_long: bool,
    chunk: u32,
    run: usize,
    left: u32,
    offset: u64,
}

impl<'a> Chunks<'a> {
    fn new(table: &'a [u8]) -> Result<Self, MediaError> {
        let to_chunk = find(table, b"stsc").ok_or(broken("chunk table"))?;
        let short = find(table, b"stco");
        let long = find(table, b"co64");
        let offsets = short.or(long).ok_or(broken("chunk offsets"))?;
        let is_long = short.is_none();
        Ok(Self { to_chunk, offsets, is_long, chunk: 0, run: 0, left: 0, offset: 0 })
    }

    fn place(&mut self, size: usize) -> Option<usize> {
        while self.left == 0 {
            self.chunk += 1;
            let at = |run: usize| u32_at(self.to_chunk, 8 + run * 12);
            if at(self.run + 1).is_some_and(|first| first <= self.chunk) {
                self.run += 1;
            }
            self.left = u32_at(self.to_chunk, 8 + self.run * 12 + 4)?;
            let index = self.chunk as usize - 1;
            self.offset = if self.is_long {
                u64_at(self.offsets, 8 + index * 8)?
            } else {
                u64::from(u32_at(self.offsets, 8 + index * 4)?)
            };
        }
        self.left -= 1;
        let place = usize::try_from(self.offset).ok()?;
        self.offset = self.offset.checked_add(size as u64)?;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_lengths_skip_empty_runs_and_end() {
        let table = [
            0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0,
            0, 0, 5,
        ];
        let mut runs = RunLengths::new(&table);
        let all: Vec<_> = std::iter::from_fn(|| runs.next()).collect();
        assert_eq!(all, [7, 7, 5]);
    }

    #[test]
    fn quarter_turns_stay_and_other_matrices_do_not() {
        let mut tkhd = vec![0; 84];
        for (index, value) in
            [0i32, 0x1_0000, 0, -0x1_0000, 0, 0, 0, 0, 0x4000_0000].iter().enumerate()
        {
            tkhd[40 + index * 4..44 + index * 4].copy_from_slice(&value.to_be_bytes());
        }
        assert_eq!(read_matrix(&tkhd).map(|matrix| matrix[1]), Some(0x1_0000));
        tkhd[41] = 3;
        assert_eq!(read_matrix(&tkhd), None);
        assert_eq!(read_matrix(&tkhd[..60]), None);
    }

    #[test]
    fn junk_is_broken_and_no_panic() {
        for junk in [&b""[..], b"\0\0\0\x08moov", b"\0\0\0\x10moov\0\0\0\x08mvhd", &[0xff; 200]] {
            assert!(read(junk).is_err());
        }
    }
}
