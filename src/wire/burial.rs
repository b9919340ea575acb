//! What says that something is gone: where it lay, what of it was destroyed, and why.

use serde::{Deserialize, Serialize};

use super::{Hash, Log};
use crate::domain::{DeviceId, EntryId, EntryKind, Moment, PupilId};

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
