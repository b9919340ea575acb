//! About half a second of a draft, as it lies encrypted on the tablet's own disk.
//!
//! ```text
//! the file                                    the plaintext, all numbers big-endian
//! 0  4 magic "SAYF"                           0 1 parts: 1 picture, 2 sound, 3 both, 4 the end mark
//! 4  1 version: 1                             picture: u16 width, u16 height, u32 count, then
//! 5  4 index                                    u64 µs, u8 1 if keyframe, u32 length, Annex B bytes
//! 9  n ChaCha20-Poly1305 ciphertext + tag     sound: u64 µs, u32 Hz, u8 channels, u32 count,
//!      nonce: 8 zero bytes ‖ index              then i16 samples interleaved
//!      associated: bytes 0..9 ‖ draft id
//! ```
//!
//! Index 0 holds the draft's card (CBOR) instead; fragments count from 1.

use serde::{Deserialize, Serialize};

use super::{WireError, take, take_array, take_u16, take_u32, take_u64};
use crate::domain::recording::{Fragment, PictureRun, PictureSample, SoundRun};
use crate::domain::sign_off::Identity;
use crate::domain::{EntryKind, Moment, PupilId};

/// The largest fragment file: a second of 1080p at 60 with room to spare.
pub const FRAGMENT_LIMIT_BYTES: usize = 16 * 1024 * 1024;
/// Most fragments of one draft: ten minutes and as many breaks.
pub const FRAGMENTS_LIMIT: u32 = 2_400;
/// Bytes before the ciphertext.
pub const PREFIX_BYTES: usize = 9;

const MAGIC: [u8; 4] = *b"SAYF";
const VERSION: u8 = 1;
const PICTURE: u8 = 1;
const SOUND: u8 = 2;
const END: u8 = 4;

/// Whose draft it is; at index 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftCard {
    /// Nobody where a worry is said without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil_id: Option<PupilId>,
    pub kind: EntryKind,
    pub begun_at: Moment,
    pub identity: Identity,
}

/// What one fragment file after the card holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftPart {
    Fragment(Fragment),
    /// The recording ended as it should.
    End,
}

/// The bytes before the ciphertext.
pub fn prefix(index: u32) -> [u8; PREFIX_BYTES] {
    let mut bytes = [0; PREFIX_BYTES];
    bytes[..4].copy_from_slice(&MAGIC);
    bytes[4] = VERSION;
    bytes[5..].copy_from_slice(&index.to_be_bytes());
    bytes
}

/// Splits a fragment file into its index and ciphertext.
pub fn split(bytes: &[u8]) -> Result<(u32, &[u8]), WireError> {
    if bytes.len() > FRAGMENT_LIMIT_BYTES {
        return Err(WireError::TooLong { limit: FRAGMENT_LIMIT_BYTES, found: bytes.len() });
    }
    let mut rest = bytes;
    if take_array::<4>(&mut rest)? != MAGIC {
        return Err(WireError::WrongMagic("draft fragment"));
    }
    let [version] = take_array(&mut rest)?;
    if version != VERSION {
        return Err(WireError::Newer(version));
    }
    let index = take_u32(&mut rest)?;
    Ok((index, rest))
}

fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).unwrap_or(u32::MAX).to_be_bytes()
}

/// The plaintext of a part.
pub fn encode(part: &DraftPart) -> Vec<u8> {
    let DraftPart::Fragment(fragment) = part else {
        return vec![END];
    };
    let mut bytes = vec![0];
    if let Some(run) = &fragment.picture {
        bytes[0] |= PICTURE;
        bytes.extend_from_slice(&run.width_px.to_be_bytes());
        bytes.extend_from_slice(&run.height_px.to_be_bytes());
        bytes.extend_from_slice(&length(run.samples.len()));
        for sample in &run.samples {
            bytes.extend_from_slice(&sample.at_micros.to_be_bytes());
            bytes.push(u8::from(sample.is_keyframe));
            bytes.extend_from_slice(&length(sample.annex_b.len()));
            bytes.extend_from_slice(&sample.annex_b);
        }
    }
    if let Some(run) = &fragment.sound {
        bytes[0] |= SOUND;
        bytes.extend_from_slice(&run.at_micros.to_be_bytes());
        bytes.extend_from_slice(&run.rate_hz.to_be_bytes());
        bytes.push(run.channels);
        bytes.extend_from_slice(&length(run.interleaved.len()));
        bytes.extend(run.interleaved.iter().flat_map(|sample| sample.to_be_bytes()));
    }
    bytes
}

/// Reads a plaintext back; `index` counts the fragments from 0.
pub fn decode(index: u32, bytes: &[u8]) -> Result<DraftPart, WireError> {
    let mut rest = bytes;
    let [parts] = take_array(&mut rest)?;
    if parts == END {
        return if rest.is_empty() { Ok(DraftPart::End) } else { Err(WireError::LeftOver) };
    }
    if parts > PICTURE | SOUND {
        return Err(WireError::Malformed("draft fragment"));
    }
    let picture = if parts & PICTURE != 0 { Some(decode_picture(&mut rest)?) } else { None };
    let sound = if parts & SOUND != 0 { Some(decode_sound(&mut rest)?) } else { None };
    if rest.is_empty() {
        Ok(DraftPart::Fragment(Fragment { index, picture, sound }))
    } else {
        Err(WireError::LeftOver)
    }
}

fn decode_picture(rest: &mut &[u8]) -> Result<PictureRun, WireError> {
    let width_px = take_u16(rest)?;
    let height_px = take_u16(rest)?;
    let count = take_u32(rest)?;
    let mut samples = Vec::new();
    for _ in 0..count {
        let at_micros = take_u64(rest)?;
        let is_keyframe = match take_array(rest)? {
            [0] => false,
            [1] => true,
            _ => return Err(WireError::Malformed("draft fragment")),
        };
        let length = take_u32(rest)? as usize;
        let annex_b = take(rest, length)?.to_vec();
        samples.push(PictureSample { at_micros, is_keyframe, annex_b });
    }
    Ok(PictureRun { width_px, height_px, samples })
}

fn decode_sound(rest: &mut &[u8]) -> Result<SoundRun, WireError> {
    let at_micros = take_u64(rest)?;
    let rate_hz = take_u32(rest)?;
    let [channels] = take_array(rest)?;
    let count = take_u32(rest)? as usize;
    if channels == 0 || rate_hz == 0 {
        return Err(WireError::Malformed("draft fragment"));
    }
    let bytes = take(rest, count.checked_mul(2).ok_or(WireError::TooShort)?)?;
    let interleaved =
        bytes.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]])).collect();
    Ok(SoundRun { at_micros, rate_hz, channels, interleaved })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_reads_back() {
        let fragment = Fragment {
            index: 3,
            picture: Some(PictureRun {
                width_px: 1280,
                height_px: 720,
                samples: vec![PictureSample {
                    at_micros: 7,
                    is_keyframe: true,
                    annex_b: vec![0, 0, 1, 9],
                }],
            }),
            sound: Some(SoundRun {
                at_micros: 9,
                rate_hz: 48_000,
                channels: 2,
                interleaved: vec![-1, 2],
            }),
        };
        let part = DraftPart::Fragment(fragment);
        assert_eq!(decode(3, &encode(&part)), Ok(part));
        assert_eq!(decode(0, &encode(&DraftPart::End)), Ok(DraftPart::End));
    }

    #[test]
    fn a_count_that_lies_allocates_nothing() {
        let mut bytes = vec![SOUND];
        bytes.extend_from_slice(&[0; 8]);
        bytes.extend_from_slice(&48_000_u32.to_be_bytes());
        bytes.push(1);
        bytes.extend_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(decode(0, &bytes), Err(WireError::TooShort));
    }
}
