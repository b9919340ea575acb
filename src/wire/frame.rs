//! The frame of every signed file:
//!
//! ```text
//! 0   4  magic: "SAYS" segment, "SAYK" keys file, "SAYD" device, "SAYP" pages list
//! 4   1  version: 1
//! 5   4  length of the CBOR, big-endian
//! 9   n  CBOR, its first field the domain ("sayso segment" …)
//! 9+n 64 ed25519 signature over domain ‖ 0x00 ‖ version ‖ CBOR
//! then   whatever the magic says follows (bodies, in a segment), not signed itself
//! ```

use std::fmt;

use super::{WireError, take, take_array, take_u32};

const VERSION: u8 = 1;

/// An ed25519 signature (RFC 8032).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl fmt::Debug for Signature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "signature {:02x}{:02x}…", self.0[0], self.0[1])
    }
}

/// What a file of this kind is called and how large its signed part may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameKind {
    pub magic: [u8; 4],
    pub domain: &'static str,
    pub limit_bytes: usize,
}

/// A device's log file: header and bodies.
pub const SEGMENT: FrameKind =
    FrameKind { magic: *b"SAYS", domain: "sayso segment", limit_bytes: 256 * 1024 };
/// Who may write to the share.
pub const KEYS: FrameKind =
    FrameKind { magic: *b"SAYK", domain: "sayso keys", limit_bytes: 1024 * 1024 };
/// A device that asks to join.
pub const DEVICE: FrameKind =
    FrameKind { magic: *b"SAYD", domain: "sayso device", limit_bytes: 4 * 1024 - 73 };

/// What stands on the staff pages.
pub const PAGES: FrameKind =
    FrameKind { magic: *b"SAYP", domain: "sayso pages", limit_bytes: 4 * 1024 * 1024 };

/// The signed part of a file, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFrame {
    pub cbor: Vec<u8>,
    pub signature: Signature,
}

/// The bytes that a signature of this kind covers.
pub fn message(kind: FrameKind, cbor: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(kind.domain.len() + 2 + cbor.len());
    message.extend_from_slice(kind.domain.as_bytes());
    message.extend_from_slice(&[0, VERSION]);
    message.extend_from_slice(cbor);
    message
}

impl SignedFrame {
    pub fn encode(&self, kind: FrameKind) -> Vec<u8> {
        let length = u32::try_from(self.cbor.len()).expect("signed parts are limited to megabytes");
        let mut bytes = Vec::with_capacity(9 + self.cbor.len() + 64);
        bytes.extend_from_slice(&kind.magic);
        bytes.push(VERSION);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&self.cbor);
        bytes.extend_from_slice(&self.signature.0);
        bytes
    }

    /// Reads the frame and returns what follows it.
    pub fn decode(kind: FrameKind, bytes: &[u8]) -> Result<(Self, &[u8]), WireError> {
        let mut rest = bytes;
        if take_array::<4>(&mut rest)? != kind.magic {
            return Err(WireError::WrongMagic(kind.domain));
        }
        let [version] = take_array(&mut rest)?;
        if version != VERSION {
            return Err(WireError::Newer(version));
        }
        let length = take_u32(&mut rest)? as usize;
        if length > kind.limit_bytes {
            return Err(WireError::TooLong { limit: kind.limit_bytes, found: length });
        }
        let cbor = take(&mut rest, length)?.to_vec();
        let signature = Signature(take_array(&mut rest)?);
        Ok((Self { cbor, signature }, rest))
    }
}
