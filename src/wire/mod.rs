//! Every byte format that leaves memory, versioned, with its limits: what is read back in ten
//! years. `ARCHITECTURE.md` ("Byte formats") documents each one byte for byte.
//!
//! Nothing here signs, seals or touches a file; parsing never panics and never allocates more
//! than a limit allows. Read `frame` first (what all signed files share), then `segment`.

pub mod asked_document;
pub mod body;
mod burial;
pub mod device;
mod entry_record;
pub mod fragment;
pub mod frame;
pub mod hash;
pub mod keys;
mod notice;
pub mod own;
pub mod pages;
pub mod path;
pub mod record;
pub mod school;
pub mod segment;
pub mod share_file;

pub use body::{Body, BodyKind};
pub use device::DeviceCard;
pub use frame::{Signature, SignedFrame};
pub use hash::Hash;
pub use keys::{KeysFile, Member, Signer};
pub use own::{OwnForm, OwnKind, OwnMedium, OwnThing};
pub use path::{Log, SharePath};
pub use record::{Envelope, Record};
pub use segment::{Head, Header, Leaf, Segment};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::{Says, Sentence};

/// Bytes that are not what their place says. Nothing of them was used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    #[error("too short")]
    TooShort,
    #[error("{found} bytes where {limit} are the limit")]
    TooLong { limit: usize, found: usize },
    #[error("bytes left over")]
    LeftOver,
    #[error("not a {0}")]
    WrongMagic(&'static str),
    /// Made by a newer Say So.
    #[error("version {0}")]
    Newer(u8),
    #[error("malformed {0}")]
    Malformed(&'static str),
    #[error("not in its place: {0}")]
    Misplaced(&'static str),
}

impl Says for WireError {
    fn says(&self) -> Sentence {
        match self {
            Self::Newer(version) => Sentence::plain("wire-newer").with("version", version),
            other => Sentence::plain("wire-damaged").with("detail", other),
        }
    }
}

/// CBOR (RFC 8949) of a value: definite lengths, text keys in the order of the fields.
pub fn to_cbor<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("our own types serialize into memory");
    bytes
}

/// Reads one CBOR value that fills `bytes` whole.
pub fn from_cbor<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T, WireError> {
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, 16)
        .map_err(|_| WireError::Malformed(what))?;
    if rest.is_empty() { Ok(value) } else { Err(WireError::LeftOver) }
}

/// Takes `count` bytes off the front.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], WireError> {
    let (front, rest) = bytes.split_at_checked(count).ok_or(WireError::TooShort)?;
    *bytes = rest;
    Ok(front)
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], WireError> {
    let (front, rest) = bytes.split_first_chunk().ok_or(WireError::TooShort)?;
    *bytes = rest;
    Ok(*front)
}

fn take_u16(bytes: &mut &[u8]) -> Result<u16, WireError> {
    take_array(bytes).map(u16::from_be_bytes)
}

fn take_u32(bytes: &mut &[u8]) -> Result<u32, WireError> {
    take_array(bytes).map(u32::from_be_bytes)
}

fn take_u64(bytes: &mut &[u8]) -> Result<u64, WireError> {
    take_array(bytes).map(u64::from_be_bytes)
}
