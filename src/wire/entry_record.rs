//! A signed-off entry as it travels, and what of it comes back.

use serde::{Deserialize, Serialize};

use super::burial::BuriedBlob;
use super::{Hash, Log, SharePath};
use crate::domain::review::{HeardEntry, HeardMedium};
use crate::domain::sign_off::SignOff;
use crate::domain::{DeviceId, EntryId, EntryKind, MediaType, Moment, PupilId, Said, SignedEntry};

/// What of an entry comes back to its pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    pub kind: EntryKind,
    pub made_at: Moment,
    pub said: Said,
}

/// A sealed medium and the key that opens it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediumRecord {
    pub media_type: MediaType,
    pub duration_millis: u64,
    /// Names the stored file.
    pub blob: Hash,
    /// Bytes as stored.
    pub size: u64,
    /// A one-time age identity ("AGE-SECRET-KEY-1…").
    pub key: String,
}

impl std::fmt::Debug for MediumRecord {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} {:?}", self.media_type, self.blob)
    }
}

/// What an adult says or signs as an answer, and the device that put it on the share: others may say
/// the answer again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerMedium {
    pub device: DeviceId,
    pub medium: MediumRecord,
}

impl AnswerMedium {
    /// No answer to a worry has one.
    const LOG: Log = Log::Daily;

    pub fn path(&self) -> SharePath {
        SharePath::blob(Self::LOG, &self.device, &self.medium.blob)
    }

    /// As a tombstone names it.
    pub fn buried(&self) -> BuriedBlob {
        BuriedBlob { device: self.device.clone(), log: Self::LOG, blob: self.medium.blob }
    }
}

/// A signed-off entry as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRecord {
    pub entry_id: EntryId,
    /// Random; with the device it makes the id, so that no other device can say it again.
    #[serde(with = "serde_bytes")]
    pub nonce: [u8; 16],
    pub kind: EntryKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil_id: Option<PupilId>,
    pub made_at: Moment,
    pub said: Said,
    pub sign_off: SignOff,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumRecord>,
}

/// The id of an entry that a device makes: the first 100 bits of BLAKE3 over a label, the device
/// and the nonce.
pub fn entry_id(device: &DeviceId, nonce: &[u8; 16]) -> EntryId {
    let named = [b"sayso entry 1", device.as_str().as_bytes(), nonce.as_slice()].concat();
    let mut bytes = [0; EntryId::SOURCE_BYTES];
    bytes.copy_from_slice(&Hash::of(&named).0[..EntryId::SOURCE_BYTES]);
    EntryId::from_bytes(&bytes)
}

impl EntryRecord {
    /// Whether this device made the id.
    pub fn is_by(&self, device: &DeviceId) -> bool {
        self.entry_id == entry_id(device, &self.nonce)
    }

    /// An entry with its media sealed already, in the entry's order.
    pub fn new(signed: &SignedEntry, nonce: [u8; 16], media: Vec<MediumRecord>) -> Self {
        let entry = signed.entry();
        Self {
            entry_id: entry.entry_id.clone(),
            nonce,
            kind: entry.kind,
            pupil_id: entry.pupil_id.clone(),
            made_at: entry.made_at,
            said: entry.said.clone(),
            sign_off: signed.sign_off().clone(),
            media,
        }
    }

    /// The entry as staff hear it.
    pub fn heard_from(&self, device_id: &DeviceId) -> HeardEntry {
        let heard = |medium: &MediumRecord| HeardMedium {
            media_type: medium.media_type,
            duration_millis: medium.duration_millis,
        };
        HeardEntry {
            entry_id: self.entry_id.clone(),
            kind: self.kind,
            pupil_id: self.pupil_id.clone(),
            device_id: device_id.clone(),
            made_at: self.made_at,
            said: self.said.clone(),
            media: self.media.iter().map(heard).collect(),
            sign_off: self.sign_off.clone(),
        }
    }
}
