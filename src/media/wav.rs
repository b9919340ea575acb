//! WAV files as a microphone. Source of the format: Microsoft's "Multiple Channel Audio Data and
//! WAVE Files". Streamed; no chunk size is believed further than the next read.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::MediaError;
use super::capture::{Microphone, SoundChunk, Stamp, Taken};
use crate::platform::{Fs, FsError};

const FORMAT_PCM: u16 = 1;
const FORMAT_FLOAT: u16 = 3;
const FORMAT_EXTENSIBLE: u16 = 0xFFFE;
const LIMIT_CHANNELS: u16 = 16;
/// Chunks before the sound that are longer than this are no part of any honest file.
const LIMIT_SKIP_BYTES: u64 = 64 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    U8,
    I16,
    I24,
    I32,
    F32,
}

impl Sample {
    fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::I16 => 2,
            Self::I24 => 3,
            Self::I32 | Self::F32 => 4,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Format {
    sample: Sample,
    channels: u16,
    rate_hz: u32,
}

/// Reads a fiftieth of a second at a time.
pub(super) struct WavFile {
    path: PathBuf,
    from: Box<dyn Read + Send>,
    format: Format,
    left_bytes: u64,
    frame: u64,
}

impl WavFile {
    /// Opens the file and reads up to where its sound begins.
    pub fn open(fs: &dyn Fs, path: &Path) -> Result<Self, MediaError> {
        let from = BufReader::with_capacity(1 << 16, fs.open_read(path)?);
        Self::read(Box::new(from), path)
    }

    /// Reads up to where the sound begins; `path` is for errors alone.
    pub fn read(mut from: Box<dyn Read + Send>, path: &Path) -> Result<Self, MediaError> {
        let mut magic = [0; 12];
        exact(&mut from, &mut magic, path)?;
        if &magic[..4] != b"RIFF" || &magic[8..] != b"WAVE" {
            return Err(MediaError::NotWav { detail: "no header" });
        }
        let mut format = None;
        loop {
            let mut head = [0; 8];
            exact(&mut from, &mut head, path)?;
            let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
            match &head[..4] {
                b"fmt " if (16..=1024).contains(&size) => {
                    let mut bytes = vec![0; size as usize + (size as usize & 1)];
                    exact(&mut from, &mut bytes, path)?;
                    format = Some(parse_format(&bytes)?);
                }
                b"fmt " => {
                    return Err(MediaError::NotWav { detail: "format chunk" });
                }
                b"data" => {
                    let format = format.ok_or(MediaError::NotWav { detail: "no format" })?;
                    // Programs that write to a pipe leave the size open.
                    let open = matches!(size, 0 | u32::MAX);
                    let left_bytes = if open { u64::MAX } else { u64::from(size) };
                    return Ok(Self { path: path.to_owned(), from, format, left_bytes, frame: 0 });
                }
                _ => {
                    let padded = u64::from(size) + u64::from(size & 1);
                    if padded > LIMIT_SKIP_BYTES {
                        return Err(MediaError::NotWav { detail: "chunk size" });
                    }
                    io::copy(&mut from.by_ref().take(padded), &mut io::sink())
                        .map_err(|error| unreadable(path, &error))?;
                }
            }
        }
    }
}

fn exact(from: &mut impl Read, into: &mut [u8], path: &Path) -> Result<(), MediaError> {
    from.read_exact(into).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => MediaError::NotWav { detail: "cut off" },
        _ => unreadable(path, &error),
    })
}

fn unreadable(path: &Path, error: &io::Error) -> MediaError {
    MediaError::FileUnreadable(FsError::from_io("read", path, error))
}

fn parse_format(bytes: &[u8]) -> Result<Format, MediaError> {
    let u16_at =
        |at: usize| bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]));
    let tag = match u16_at(0) {
        // The first two bytes of the sub-format's GUID are the plain tag.
        FORMAT_EXTENSIBLE => u16_at(24),
        tag => tag,
    };
    let sample = match (tag, u16_at(14)) {
        (FORMAT_PCM, 8) => Sample::U8,
        (FORMAT_PCM, 16) => Sample::I16,
        (FORMAT_PCM, 24) => Sample::I24,
        (FORMAT_PCM, 32) => Sample::I32,
        (FORMAT_FLOAT, 32) => Sample::F32,
        _ => {
            return Err(MediaError::NotWav { detail: "sample format" });
        }
    };
    let channels = u16_at(2);
    let rate_hz = u32::from(u16_at(4)) | u32::from(u16_at(6)) << 16;
    if !(1..=LIMIT_CHANNELS).contains(&channels) || !(4_000..=192_000).contains(&rate_hz) {
        return Err(MediaError::NotWav { detail: "rate or channels" });
    }
    if usize::from(u16_at(12)) != sample.bytes() * usize::from(channels) {
        return Err(MediaError::NotWav { detail: "block size" });
    }
    Ok(Format { sample, channels, rate_hz })
}

fn to_i16(sample: Sample, bytes: &[u8]) -> i16 {
    match (sample, bytes) {
        (Sample::U8, [value]) => (i16::from(*value) - 128) << 8,
        (Sample::I16, [a, b]) | (Sample::I24, [_, a, b]) | (Sample::I32, [_, _, a, b]) => {
            i16::from_le_bytes([*a, *b])
        }
        (Sample::F32, [a, b, c, d]) => {
            // Casting saturates, and makes silence of what is no number.
            (f32::from_le_bytes([*a, *b, *c, *d]) * 32_767.0) as i16
        }
        _ => 0,
    }
}

/// Mixes interleaved sound of many channels down to one or two: one stays, two stay, of more the
/// even ones go left and the odd ones right.
pub(super) fn downmix(interleaved: &[i16], channels: u16) -> Vec<i16> {
    let channels = usize::from(channels.max(1));
    if channels <= 2 {
        return interleaved.to_vec();
    }
    let mut mixed = Vec::with_capacity(interleaved.len() / channels * 2);
    for frame in interleaved.chunks_exact(channels) {
        for side in 0..2 {
            let of_side = frame.iter().skip(side).step_by(2);
            let count = (channels - side).div_ceil(2) as i32;
            mixed.push((of_side.map(|value| i32::from(*value)).sum::<i32>() / count) as i16);
        }
    }
    mixed
}

impl Microphone for WavFile {
    fn take(&mut self) -> Result<Taken<SoundChunk>, MediaError> {
        let Format { sample, channels, rate_hz } = self.format;
        let block = sample.bytes() * usize::from(channels);
        let want = (block * (rate_hz as usize / 50)) as u64;
        let mut bytes = Vec::new();
        let limit = want.min(self.left_bytes);
        let read = self.from.by_ref().take(limit).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(&self.path, &error))?;
        self.left_bytes -= bytes.len() as u64;
        let every: Vec<i16> = bytes
            .chunks_exact(block)
            .flat_map(|frame| frame.chunks_exact(sample.bytes()))
            .map(|bytes| to_i16(sample, bytes))
            .collect();
        if every.is_empty() {
            return Ok(Taken::End);
        }
        let at =
            Duration::from_nanos(self.frame.saturating_mul(1_000_000_000) / u64::from(rate_hz));
        self.frame += (every.len() / usize::from(channels)) as u64;
        Ok(Taken::Some(SoundChunk {
            stamp: Stamp::Media(at),
            rate_hz,
            channels: channels.min(2) as u8,
            interleaved: downmix(&every, channels),
        }))
    }
}

/// A WAV of 16-bit sound, for tests.
#[cfg(test)]
pub(super) fn wav_of(rate_hz: u32, channels: u16, interleaved: &[i16]) -> Vec<u8> {
    let data = interleaved.len() as u32 * 2;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + data).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend(channels.to_le_bytes());
    bytes.extend(rate_hz.to_le_bytes());
    bytes.extend((rate_hz * u32::from(channels) * 2).to_le_bytes());
    bytes.extend((channels * 2).to_le_bytes());
    bytes.extend(b"\x10\0data");
    bytes.extend(data.to_le_bytes());
    bytes.extend(interleaved.iter().flat_map(|value| value.to_le_bytes()));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: Vec<u8>) -> Result<Vec<i16>, MediaError> {
        let mut file = WavFile::read(Box::new(io::Cursor::new(bytes)), Path::new("f"))?;
        let mut all = Vec::new();
        while let Taken::Some(chunk) = file.take()? {
            all.extend(chunk.interleaved);
        }
        Ok(all)
    }

    #[test]
    fn sound_comes_out_as_it_went_in() {
        let sound: Vec<i16> = (0..5000).map(|value| value * 3).collect();
        assert_eq!(read(wav_of(16_000, 1, &sound)).ok(), Some(sound.clone()));
        assert_eq!(read(wav_of(44_100, 2, &sound)).ok(), Some(sound));
    }

    #[test]
    fn many_channels_become_two() {
        assert_eq!(downmix(&[10, 20, 30, 40, 50, 60], 6), [30, 40]);
        assert_eq!(downmix(&[10, 20, 30], 3), [20, 20]);
    }

    #[test]
    fn every_truncation_is_an_end_or_an_error() {
        let whole = wav_of(8_000, 1, &[7; 400]);
        for len in 0..whole.len() {
            let cut = read(whole[..len].to_vec());
            assert_eq!(cut.is_ok(), len >= 44, "{len}");
        }
    }

    #[test]
    fn floats_and_wide_samples_keep_their_height() {
        assert_eq!(to_i16(Sample::F32, &1.0f32.to_le_bytes()), 32_767);
        assert_eq!(to_i16(Sample::F32, &f32::NAN.to_le_bytes()), 0);
        assert_eq!(to_i16(Sample::I32, &(0x1234_0000i32).to_le_bytes()), 0x1234);
        assert_eq!(to_i16(Sample::I24, &[0, 0x34, 0x12]), 0x1234);
        assert_eq!(to_i16(Sample::U8, &[128]), 0);
    }
}
