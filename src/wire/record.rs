//! Records: what a body says once it is open. CBOR, text keys; a reader passes over keys it does
//! not know, and a record whose type it does not know is kept and named in an alarm.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Hash, Log, Member, WireError, from_cbor, to_cbor};
use crate::domain::review::{HeardEntry, HeardMedium};
use crate::domain::sign_off::SignOff;
use crate::domain::{
    DeviceId, EntryId, EntryKind, MediaType, Moment, Preferences, PupilId, Redaction, Role, Said,
    School, ShareId, SignedEntry,
};

const VERSION: u8 = 1;

/// A record with where it belongs, so that a sealed body copied elsewhere is noticed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    pub v: u8,
    pub share_id: ShareId,
    pub device: DeviceId,
    pub at: Moment,
    pub record: Record,
}

impl Envelope {
    pub fn new(share_id: ShareId, device: DeviceId, at: Moment, record: Record) -> Self {
        Self { v: VERSION, share_id, device, at, record }
    }

    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    pub fn decode(cbor: &[u8]) -> Result<Self, WireError> {
        let envelope: Self = from_cbor(cbor, "record")?;
        if envelope.v == VERSION { Ok(envelope) } else { Err(WireError::Newer(envelope.v)) }
    }
}

fn is_as_said(redaction: &Redaction) -> bool {
    !redaction.changes_something()
}

/// Each pupil's choice of how the screens are, with when it was made.
pub type Likes = BTreeMap<PupilId, (Moment, Preferences)>;

/// What a device says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// Something said and signed off.
    Entry(Box<EntryRecord>),
    /// The pupil changed their mind: readers hide the entry at once, staff then destroy it.
    TakeBack { entry_id: EntryId },
    /// An entry again, sealed to somebody who joined later: the plaintext of the body at this
    /// address, whose commitment its tablet signed, so that nobody can grant what was never said.
    Grant {
        entry_id: EntryId,
        at: BodyAddress,
        #[serde(with = "serde_bytes")]
        plaintext: Vec<u8>,
    },
    /// A member of staff has opened the entry.
    Opened { entry_id: EntryId },
    /// It may stand on the staff pages, with this hidden.
    Published {
        entry_id: EntryId,
        #[serde(default, skip_serializing_if = "is_as_said")]
        redaction: Redaction,
        /// Later than every decision that its writer knew of, whatever their clocks say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_at: Option<Moment>,
        /// What the pupil said to it, where this only says it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_meant: Option<bool>,
    },
    /// "Is this what you meant?": staff hid something of it, or hide nothing any more, and there
    /// is nothing to ask; sealed to the tablet it came from.
    Asked {
        entry_id: EntryId,
        pupil_id: PupilId,
        by: String,
        redaction: Redaction,
        decided_at: Moment,
    },
    /// What the pupil says to that, on the tablet it came from.
    Meant { entry_id: EntryId, redaction: Redaction, is_meant: bool },
    /// What staff answer; sealed to staff.
    Reply { entry_id: EntryId, text: String },
    /// What the pupil gets back of it on tablets: who has read it, and the answer's words, which
    /// are left out for a worry.
    Answer {
        entry_id: EntryId,
        pupil_id: Option<PupilId>,
        read_by: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// What of it the pupil finds again on any tablet: tips, page, sort.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<Box<Back>>,
    },
    /// How pupils like the screens, with when they chose: from a tablet to staff, and from staff
    /// to every tablet.
    Likes(Likes),
    /// Safeguarding keeps the entry.
    Hold { entry_id: EntryId },
    /// The school as its devices should know it.
    School(School),
    /// The same with first names alone, for tablets; staff can open it too, to take it away.
    Classes(School),
    /// What was done about destroying an entry, or why it was not.
    Receipt(Receipt),
    /// Plain: names what was destroyed, by hashes alone.
    Tombstone(Tombstone),
}

impl Record {
    /// Whether a member's device may say it; others are ignored and named in an alarm.
    pub fn is_for(&self, member: &Member) -> bool {
        match self {
            Self::Entry(_) | Self::TakeBack { .. } | Self::Meant { .. } | Self::Likes(_) => true,
            Self::Grant { .. }
            | Self::Opened { .. }
            | Self::Published { .. }
            | Self::Asked { .. }
            | Self::Reply { .. }
            | Self::Answer { .. }
            | Self::Receipt(_)
            | Self::Hold { .. }
            | Self::Tombstone(_) => member.is_staff(),
            Self::School(_) | Self::Classes(_) => {
                member.has_role(Role::Senco) || member.has_role(Role::Admin)
            }
        }
    }

    /// Its key on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::TakeBack { .. } => "take-back",
            Self::Grant { .. } => "grant",
            Self::Opened { .. } => "opened",
            Self::Published { .. } => "published",
            Self::Asked { .. } => "asked",
            Self::Meant { .. } => "meant",
            Self::Reply { .. } => "reply",
            Self::Answer { .. } => "answer",
            Self::Likes(_) => "likes",
            Self::Hold { .. } => "hold",
            Self::School(_) => "school",
            Self::Classes(_) => "classes",
            Self::Receipt(_) => "receipt",
            Self::Tombstone(_) => "tombstone",
        }
    }

    /// Whether it tells of an entry's end, and stays.
    pub fn outlives_its_entry(&self) -> bool {
        matches!(self, Self::Receipt(_) | Self::Tombstone(_))
    }

    /// The entry it is about.
    pub fn entry_id(&self) -> Option<&EntryId> {
        match self {
            Self::Entry(entry) => Some(&entry.entry_id),
            Self::Grant { entry_id, .. }
            | Self::TakeBack { entry_id }
            | Self::Opened { entry_id }
            | Self::Published { entry_id, .. }
            | Self::Asked { entry_id, .. }
            | Self::Meant { entry_id, .. }
            | Self::Reply { entry_id, .. }
            | Self::Answer { entry_id, .. }
            | Self::Hold { entry_id } => Some(entry_id),
            Self::Receipt(receipt) => Some(&receipt.entry_id),
            Self::Tombstone(tombstone) => Some(&tombstone.entry_id),
            Self::School(_) | Self::Classes(_) | Self::Likes(_) => None,
        }
    }
}

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

/// Where a body lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BodyAddress {
    pub device: DeviceId,
    pub log: Log,
    pub seq: u64,
    pub leaf: u32,
}

/// A body that a tombstone takes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuriedBody {
    pub at: BodyAddress,
    pub body: Hash,
}

/// A blob that a tombstone takes away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuriedBlob {
    pub device: DeviceId,
    pub log: Log,
    pub blob: Hash,
}

/// What was withdrawn, without a word of what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    pub entry_id: EntryId,
    pub bodies: Vec<BuriedBody>,
    pub blobs: Vec<BuriedBlob>,
}

/// What became of a wish to destroy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Withdrawn,
    RefusedByHold,
    /// Nothing of the pupil is kept any more.
    Erased,
    /// Its time was over.
    Expired,
}

/// Who asked what and what happened; sealed to staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub entry_id: EntryId,
    pub kind: EntryKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil_id: Option<PupilId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Moment>,
    pub outcome: Outcome,
    pub reason: String,
    pub bodies: u32,
    pub blobs: u32,
}
