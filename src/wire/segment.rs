//! A segment: a signed, numbered, immutable file of records by one device.
//!
//! The frame's CBOR is the header; after its signature come the bodies in the order of the
//! leaves, each a big-endian u32 length and so many bytes. A cut has the same header and
//! signature, and the length 0xFFFFFFFF where a body was taken out: the signature covers the
//! header alone, which holds every body's hash.

use serde::{Deserialize, Serialize};

use super::body::BODY_LIMIT_BYTES;
use super::frame::{self, SignedFrame};
use super::{Hash, Log, WireError, from_cbor, take, take_u32, to_cbor};
use crate::domain::{DeviceId, Moment, Role, ShareId};

/// The largest segment file.
pub const SEGMENT_LIMIT_BYTES: usize = 4 * 1024 * 1024;
/// Most records of one segment.
pub const RECORDS_LIMIT: usize = 200;
/// Most heads a header may state.
pub const HEADS_LIMIT: usize = 2_000;
const BLOBS_LIMIT: usize = 16;
const CUT_OUT: u32 = u32::MAX;

/// How far one log of one device reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub device: DeviceId,
    pub log: Log,
    pub seq: u64,
    /// BLAKE3 of that segment's header CBOR.
    pub hash: Hash,
    /// Runs of numbers up to `seq` that the reader does not have, first and last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holes: Vec<(u64, u64)>,
}

/// A sealed blob that a record refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobRef {
    /// BLAKE3 of the stored bytes, which also names the file.
    pub hash: Hash,
    pub size: u64,
}

/// What the header says of one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// BLAKE3 of the body's bytes.
    pub body: Hash,
    /// BLAKE3 of the record's plaintext, salt and padding included.
    pub commitment: Hash,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blobs: Vec<BlobRef>,
}

/// The signed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub domain: String,
    pub share_id: ShareId,
    pub device: DeviceId,
    pub role: Role,
    pub log: Log,
    /// 1, 2, 3 …
    pub seq: u64,
    /// BLAKE3 of the header CBOR of `seq - 1`; zeros for the first.
    pub prev: Hash,
    /// The highest keys file the writer knows.
    pub keys_seq: u64,
    /// When the device's clock says it was written.
    pub made_at: Moment,
    /// How far the writer has read the others: what it has, they may delete.
    pub heads: Vec<Head>,
    pub leaves: Vec<Leaf>,
}

impl Header {
    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    /// Reads the signed part of a segment.
    pub fn decode(cbor: &[u8]) -> Result<Self, WireError> {
        let header: Self = from_cbor(cbor, "segment header")?;
        if header.domain != frame::SEGMENT.domain {
            return Err(WireError::Misplaced("domain"));
        }
        if header.leaves.len() > RECORDS_LIMIT {
            return Err(WireError::TooLong { limit: RECORDS_LIMIT, found: header.leaves.len() });
        }
        if header.heads.len() > HEADS_LIMIT {
            return Err(WireError::TooLong { limit: HEADS_LIMIT, found: header.heads.len() });
        }
        if header.seq == 0 || header.leaves.iter().any(|leaf| leaf.blobs.len() > BLOBS_LIMIT) {
            return Err(WireError::Malformed("segment header"));
        }
        Ok(header)
    }
}

/// A segment taken apart; its signature is not yet verified, its bodies not yet hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub frame: SignedFrame,
    pub header: Header,
    /// In the order of the leaves; nothing where a cut took it out.
    pub bodies: Vec<Option<Vec<u8>>>,
}

impl Segment {
    /// What `prev` and heads name it by.
    pub fn header_hash(&self) -> Hash {
        Hash::of(&self.frame.cbor)
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.frame.encode(frame::SEGMENT);
        for body in &self.bodies {
            match body {
                Some(body) => {
                    let length =
                        u32::try_from(body.len()).expect("bodies are limited to a megabyte");
                    bytes.extend_from_slice(&length.to_be_bytes());
                    bytes.extend_from_slice(body);
                }
                None => bytes.extend_from_slice(&CUT_OUT.to_be_bytes()),
            }
        }
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        if bytes.len() > SEGMENT_LIMIT_BYTES {
            return Err(WireError::TooLong { limit: SEGMENT_LIMIT_BYTES, found: bytes.len() });
        }
        let (frame, mut rest) = SignedFrame::decode(frame::SEGMENT, bytes)?;
        let header = Header::decode(&frame.cbor)?;
        let mut bodies = Vec::with_capacity(header.leaves.len());
        for _ in &header.leaves {
            let length = take_u32(&mut rest)?;
            if length == CUT_OUT {
                bodies.push(None);
                continue;
            }
            let length = length as usize;
            if length > BODY_LIMIT_BYTES {
                return Err(WireError::TooLong { limit: BODY_LIMIT_BYTES, found: length });
            }
            bodies.push(Some(take(&mut rest, length)?.to_vec()));
        }
        if rest.is_empty() { Ok(Self { frame, header, bodies }) } else { Err(WireError::LeftOver) }
    }

    /// The leaf numbers whose body is there but is not what the header says.
    pub fn altered_bodies(&self) -> Vec<usize> {
        self.header
            .leaves
            .iter()
            .zip(&self.bodies)
            .enumerate()
            .filter(|(_, (leaf, body))| {
                body.as_ref().is_some_and(|body| Hash::of(body) != leaf.body)
            })
            .map(|(index, _)| index)
            .collect()
    }
}
