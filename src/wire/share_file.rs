//! `v1/share.json`: written once, names the share's version and root key. JSON, so that a
//! technician can read it.

use serde::{Deserialize, Serialize};

use super::{Hash, WireError};
use crate::domain::ShareId;
use crate::domain::ids::base32;

/// The largest share file.
pub const SHARE_FILE_LIMIT_BYTES: usize = 4 * 1024;
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    version: u8,
    root_public_key: String,
}

/// What the share says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareFile {
    /// ed25519, 32 bytes.
    pub root_public_key: [u8; 32],
}

impl ShareFile {
    /// BLAKE3 of the root public key.
    pub fn share_id(&self) -> ShareId {
        let hash = Hash::of(&self.root_public_key);
        let mut bytes = [0; ShareId::SOURCE_BYTES];
        bytes[..32].copy_from_slice(&hash.0);
        ShareId::from_bytes(&bytes)
    }

    pub fn encode(&self) -> Vec<u8> {
        let json =
            Json { version: VERSION, root_public_key: base32().encode(&self.root_public_key) };
        let mut bytes = serde_json::to_vec_pretty(&json).expect("two fields serialize into memory");
        bytes.push(b'\n');
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        if bytes.len() > SHARE_FILE_LIMIT_BYTES {
            return Err(WireError::TooLong { limit: SHARE_FILE_LIMIT_BYTES, found: bytes.len() });
        }
        let json: Json =
            serde_json::from_slice(bytes).map_err(|_| WireError::Malformed("share file"))?;
        if json.version != VERSION {
            return Err(WireError::Newer(json.version));
        }
        let key: Hash = json.root_public_key.parse()?;
        Ok(Self { root_public_key: key.0 })
    }
}
