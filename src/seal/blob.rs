//! Media sealed to a key made for them alone, which travels inside the record: a new SENCo gets
//! the record again, and no medium is ever rewritten.

use zeroize::Zeroizing;

use super::envelope::{open_bytes, seal_bytes};
use super::{Identity, SealError};
use crate::platform::Chance;
use crate::wire::Hash;

/// The largest medium: ten minutes of 1080p.
pub const BLOB_LIMIT_BYTES: usize = 512 * 1024 * 1024;

/// A sealed medium.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBlob {
    /// An age file.
    pub stored: Vec<u8>,
    /// BLAKE3 of `stored`.
    pub hash: Hash,
    /// Opens it; goes into the record and nowhere else.
    pub key: String,
}

impl std::fmt::Debug for SealedBlob {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "blob {:?}", self.hash)
    }
}

pub fn seal(medium: &[u8], chance: &dyn Chance) -> Result<SealedBlob, SealError> {
    if medium.len() > BLOB_LIMIT_BYTES - 4096 {
        return Err(SealError::TooLarge);
    }
    let identity = Identity::random(chance);
    let stored = seal_bytes(medium, &[identity.recipient()])?;
    let hash = Hash::of(&stored);
    Ok(SealedBlob { stored, hash, key: identity.to_secret_text().to_string() })
}

/// Opens a medium after checking that its bytes are the ones the record named.
pub fn open(stored: &[u8], hash: &Hash, key: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if Hash::of(stored) != *hash {
        return Err(SealError::Damaged);
    }
    open_bytes(stored, &[Identity::parse(key)?], BLOB_LIMIT_BYTES).map_err(|_| SealError::Damaged)
}
