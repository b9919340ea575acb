//! The card a newcomer leaves on the share: `device.cbor`, signed by its own key.

use serde::{Deserialize, Serialize};

use super::frame::{self, SignedFrame};
use super::{WireError, from_cbor, to_cbor};
use crate::domain::{DeviceId, Moment, Role, ShareId};

/// The largest card, frame and all.
pub const CARD_LIMIT_BYTES: usize = 4 * 1024;
/// The longest name, in characters.
pub const NAME_LIMIT_CHARS: usize = 200;

/// The signed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceCard {
    pub domain: String,
    pub share_id: ShareId,
    pub device: DeviceId,
    pub name: String,
    pub role: Role,
    /// ed25519, 32 bytes.
    #[serde(with = "serde_bytes")]
    pub verifying_key: Vec<u8>,
    /// An age X25519 recipient ("age1…").
    pub recipient: String,
    pub made_at: Moment,
}

impl DeviceCard {
    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    /// Takes a card apart. The signature is not yet verified.
    pub fn decode(bytes: &[u8]) -> Result<(SignedFrame, Self), WireError> {
        if bytes.len() > CARD_LIMIT_BYTES {
            return Err(WireError::TooLong { limit: CARD_LIMIT_BYTES, found: bytes.len() });
        }
        let (signed, rest) = SignedFrame::decode(frame::DEVICE, bytes)?;
        if !rest.is_empty() {
            return Err(WireError::LeftOver);
        }
        let card: Self = from_cbor(&signed.cbor, "device card")?;
        if card.domain != frame::DEVICE.domain {
            return Err(WireError::Misplaced("domain"));
        }
        if card.verifying_key.len() != 32
            || card.name.chars().count() > NAME_LIMIT_CHARS
            || card.name.chars().any(char::is_control)
        {
            return Err(WireError::Malformed("device card"));
        }
        Ok((signed, card))
    }
}
