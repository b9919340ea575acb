//! BLAKE3, 32 bytes: what names blobs and binds segments to each other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::WireError;
use crate::domain::ids::base32;

/// A BLAKE3 hash; in CBOR a byte string of 32, as text 52 base32 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&base32().encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}…", &self.to_string()[..10])
    }
}

impl FromStr for Hash {
    type Err = WireError;

    fn from_str(text: &str) -> Result<Self, WireError> {
        let bytes = base32().decode(text.as_bytes()).map_err(|_| WireError::Malformed("hash"))?;
        Ok(Self(bytes.try_into().map_err(|_| WireError::Malformed("hash"))?))
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_bytes::Bytes::new(&self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: serde_bytes::ByteArray<32> = Deserialize::deserialize(deserializer)?;
        Ok(Self(bytes.into_array()))
    }
}
