//! A body of a segment: one record, plain or sealed.
//!
//! ```text
//! 0 4 magic "SAYB"
//! 4 1 version: 1
//! 5 1 kind: 0 plain, 1 an age file (age-encryption.org/v1, X25519 recipients)
//! 6 n the record's plaintext, or the age file around it
//!
//! the plaintext:
//! 0   32 salt, random
//! 32  4  length of the CBOR, big-endian
//! 36  n  CBOR of the envelope
//! then   zeros up to the padded length
//! ```
//!
//! A leaf's commitment is BLAKE3 of the whole plaintext, so that what was sealed can be proved
//! later and nobody can guess it from the commitment.

use super::{Hash, WireError, take, take_array, take_u32};

/// The largest body.
pub const BODY_LIMIT_BYTES: usize = 1024 * 1024;
/// Lengths a worry's plaintext is padded to; above the last, to multiples of it.
pub const WORRY_PADDED_BYTES: [usize; 3] = [1024, 4 * 1024, 16 * 1024];
/// Every other plaintext is padded to a multiple of this.
const PADDED_BYTES: usize = 128;

const MAGIC: [u8; 4] = *b"SAYB";
const VERSION: u8 = 1;

/// Whether a body can be read by everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// Ids, hashes and public keys alone: tombstones, and keys for notices.
    Plain,
    Sealed,
}

/// A body taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body<'a> {
    pub kind: BodyKind,
    pub payload: &'a [u8],
}

impl<'a> Body<'a> {
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(6 + self.payload.len());
        bytes.extend_from_slice(&MAGIC);
        bytes.push(VERSION);
        bytes.push(match self.kind {
            BodyKind::Plain => 0,
            BodyKind::Sealed => 1,
        });
        bytes.extend_from_slice(self.payload);
        bytes
    }

    pub fn decode(bytes: &'a [u8]) -> Result<Self, WireError> {
        if bytes.len() > BODY_LIMIT_BYTES {
            return Err(WireError::TooLong { limit: BODY_LIMIT_BYTES, found: bytes.len() });
        }
        let mut rest = bytes;
        if take_array::<4>(&mut rest)? != MAGIC {
            return Err(WireError::WrongMagic("body"));
        }
        let [version, kind] = take_array(&mut rest)?;
        if version != VERSION {
            return Err(WireError::Newer(version));
        }
        let kind = match kind {
            0 => BodyKind::Plain,
            1 => BodyKind::Sealed,
            _ => return Err(WireError::Malformed("body kind")),
        };
        Ok(Self { kind, payload: rest })
    }
}

/// How a plaintext's length is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    Worry,
    Usual,
}

fn padded_length(length: usize, padding: Padding) -> usize {
    match padding {
        Padding::Usual => length.next_multiple_of(PADDED_BYTES),
        Padding::Worry => WORRY_PADDED_BYTES
            .into_iter()
            .find(|step| length <= *step)
            .unwrap_or_else(|| length.next_multiple_of(WORRY_PADDED_BYTES[2])),
    }
}

/// Builds the plaintext around an envelope's CBOR.
pub fn plaintext(salt: &[u8; 32], cbor: &[u8], padding: Padding) -> Vec<u8> {
    let length = u32::try_from(cbor.len()).expect("records are limited to a megabyte");
    let mut bytes = Vec::with_capacity(padded_length(36 + cbor.len(), padding));
    bytes.extend_from_slice(salt);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(cbor);
    bytes.resize(padded_length(bytes.len(), padding), 0);
    bytes
}

/// The CBOR within a plaintext; the padding must be zeros.
pub fn cbor_of(plaintext: &[u8]) -> Result<&[u8], WireError> {
    let mut rest = plaintext;
    take(&mut rest, 32)?;
    let length = take_u32(&mut rest)? as usize;
    let cbor = take(&mut rest, length)?;
    if rest.iter().all(|byte| *byte == 0) { Ok(cbor) } else { Err(WireError::LeftOver) }
}

/// What a leaf commits to.
pub fn commitment(plaintext: &[u8]) -> Hash {
    Hash::of(plaintext)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worries_come_in_three_sizes() {
        for (length, padded) in [(1, 1024), (988, 1024), (989, 4096), (5000, 16384), (20000, 32768)]
        {
            let bytes = plaintext(&[0; 32], &vec![1; length], Padding::Worry);
            assert_eq!(bytes.len(), padded, "{length}");
            assert_eq!(cbor_of(&bytes).unwrap().len(), length);
        }
    }

    #[test]
    fn padding_that_says_something_is_refused() {
        let mut bytes = plaintext(&[0; 32], &[1, 2], Padding::Usual);
        *bytes.last_mut().unwrap() = 1;
        assert_eq!(cbor_of(&bytes), Err(WireError::LeftOver));
    }
}
