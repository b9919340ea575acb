//! The keys file: who may write to the share and in which role. Number 1 is signed by the root
//! key; each says who may sign the next, and names its predecessor by hash. The root may sign
//! any, which is how a school comes back after losing every computer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::frame::{self, SignedFrame};
use super::{Hash, Log, WireError, from_cbor, to_cbor};
use crate::domain::{DeviceId, Moment, Role, ShareId};

/// Most devices a school can have on one share.
pub const MEMBERS_LIMIT: usize = 2_000;

/// Who signed a keys file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signer {
    Root,
    Device(DeviceId),
}

/// The last segments of a device that still count: of one that was revoked, or in a role that was
/// taken from it. What it said and decided before stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Until {
    pub at: Moment,
    pub last_daily_seq: u64,
    pub last_worry_seq: u64,
}

impl Until {
    /// Whoever took the role could not see how many worries there are.
    pub const ALL: u64 = u64::MAX;

    fn covers(self, log: Log, seq: u64) -> bool {
        match log {
            Log::Daily => seq <= self.last_daily_seq,
            Log::Worry => seq <= self.last_worry_seq,
        }
    }
}

/// One device, and whoever sits at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub device: DeviceId,
    pub roles: BTreeSet<Role>,
    /// ed25519, 32 bytes.
    #[serde(with = "serde_bytes")]
    pub verifying_key: Vec<u8>,
    /// An age X25519 recipient ("age1…").
    pub recipient: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Until>,
    /// Roles that were taken from it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub had: BTreeMap<Role, Until>,
}

impl Member {
    /// Whether a segment of this number still counts.
    pub fn may_write(&self, log: Log, seq: u64) -> bool {
        self.revoked.is_none_or(|until| until.covers(log, seq))
    }

    pub fn serves(&self) -> bool {
        self.revoked.is_none()
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it had a role of these when it wrote the segment of this number.
    fn had_at(&self, counts: fn(Role) -> bool, log: Log, seq: u64) -> bool {
        let mut roles_taken = self.had.iter().filter(|(role, _)| counts(**role));
        self.has_any(counts) || roles_taken.any(|(_, until)| until.covers(log, seq))
    }

    fn has_any(&self, counts: fn(Role) -> bool) -> bool {
        self.roles.iter().any(|role| counts(*role))
    }

    /// Whether what it tells of the school is believed.
    pub fn tells_school(&self) -> bool {
        self.serves() && self.has_any(Role::tells_school)
    }

    /// Whether what it told of the school under this number is believed.
    pub fn told_school_at(&self, log: Log, seq: u64) -> bool {
        self.had_at(Role::tells_school, log, seq)
    }

    /// Whether the member may read worries and decide about them.
    pub fn keeps_safe(&self) -> bool {
        self.has_any(Role::keeps_safe)
    }

    /// Whether what it decided of worries under this number stands.
    pub fn kept_safe_at(&self, log: Log, seq: u64) -> bool {
        self.had_at(Role::keeps_safe, log, seq)
    }

    /// Whether what it destroyed or hid of worries under this number stays so: not where nobody knows
    /// how far it had come when the role was taken.
    pub fn destroyed_safely_at(&self, log: Log, seq: u64) -> bool {
        let is_known = |until: &Until| until.last_worry_seq != Until::ALL;
        let mut safe_until = self.had_to_keep_safe().filter(|until| is_known(until));
        self.keeps_safe() || safe_until.any(|until| until.covers(log, seq))
    }

    /// Whether the member kept safe at a time, as far as is known.
    pub fn kept_safe_then(&self, at: Moment) -> bool {
        self.keeps_safe() || self.had_to_keep_safe().any(|until| at <= until.at)
    }

    /// Where its word ends in roles of keeping safe that were taken from it.
    fn had_to_keep_safe(&self) -> impl Iterator<Item = &Until> {
        self.had.iter().filter(|(role, _)| role.keeps_safe()).map(|(_, until)| until)
    }

    pub fn is_staff(&self) -> bool {
        self.has_any(Role::is_staff)
    }
}

/// Keys in safes, as age recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryRecipients {
    pub school: String,
    pub worry: String,
    pub chair: String,
}

/// The signed part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysFile {
    pub domain: String,
    pub share_id: ShareId,
    /// 1, 2, 3 …
    pub number: u64,
    /// BLAKE3 of the predecessor's CBOR; zeros for the first.
    pub prev: Hash,
    pub made_at: Moment,
    pub signer: Signer,
    pub recovery: RecoveryRecipients,
    pub members: Vec<Member>,
}

impl KeysFile {
    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    /// Takes a keys file apart. The signature is not yet verified.
    pub fn decode(bytes: &[u8]) -> Result<(SignedFrame, Self), WireError> {
        let (signed, rest) = SignedFrame::decode(frame::KEYS, bytes)?;
        if !rest.is_empty() {
            return Err(WireError::LeftOver);
        }
        let keys: Self = from_cbor(&signed.cbor, "keys file")?;
        if keys.domain != frame::KEYS.domain {
            return Err(WireError::Misplaced("domain"));
        }
        if keys.members.len() > MEMBERS_LIMIT {
            return Err(WireError::TooLong { limit: MEMBERS_LIMIT, found: keys.members.len() });
        }
        if keys.number == 0 || keys.members.iter().any(|member| member.verifying_key.len() != 32) {
            return Err(WireError::Malformed("keys file"));
        }
        Ok((signed, keys))
    }

    pub fn member(&self, device_id: &DeviceId) -> Option<&Member> {
        self.members.iter().find(|member| &member.device == device_id)
    }

    /// Members in a role that have not been revoked.
    pub fn serving(&self, role: Role) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.serves() && member.has_role(role))
    }
}
