//! The list of what stands on the staff pages, signed by whoever wrote them: `pages.cbor`.

use serde::{Deserialize, Serialize};

use super::frame::{self, SignedFrame};
use super::{Hash, WireError, from_cbor, to_cbor};
use crate::domain::{DeviceId, Moment, ShareId};

/// Its name on the site.
pub const PAGES_LIST: &str = "pages.cbor";
/// The largest list, frame and all.
pub const PAGES_LIMIT_BYTES: usize = frame::PAGES.limit_bytes + 73;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedFile {
    /// Relative to the site, as the site names it.
    pub path: String,
    pub size: u64,
    /// BLAKE3 of its bytes.
    pub hash: Hash,
}

/// The signed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagesList {
    pub domain: String,
    pub share_id: ShareId,
    pub device: DeviceId,
    pub made_at: Moment,
    /// By path.
    pub files: Vec<ListedFile>,
}

impl PagesList {
    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    /// Takes a list apart. The signature is not yet verified.
    pub fn decode(bytes: &[u8]) -> Result<(SignedFrame, Self), WireError> {
        let (signed, rest) = SignedFrame::decode(frame::PAGES, bytes)?;
        if !rest.is_empty() {
            return Err(WireError::LeftOver);
        }
        let list: Self = from_cbor(&signed.cbor, "pages list")?;
        if list.domain != frame::PAGES.domain {
            return Err(WireError::Misplaced("domain"));
        }
        Ok((signed, list))
    }
}
