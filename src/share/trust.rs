//! Whom to believe: the share's root, and the chain of keys files that follows from it.

use std::collections::BTreeSet;

use super::{Share, ShareError};
use crate::domain::{DeviceId, Role, ShareId};
use crate::platform::{Batch, Table};
use crate::seal::keyring::device_id;
use crate::seal::{recipient, sign};
use crate::store::alarms::{self, AlarmKind};
use crate::store::{Home, StoreError};
use crate::wire::share_file::{SHARE_FILE_LIMIT_BYTES, ShareFile};
use crate::wire::{Hash, KeysFile, Member, SharePath, Signer, WireError, frame};

/// The largest keys file, frame and all.
pub const KEYS_LIMIT_BYTES: u64 = 1024 * 1024 + 1024;

/// The fact that holds the root's public key.
const ROOT: &str = "root-public-key";

/// The highest keys file that follows from the root.
#[derive(Debug, Clone)]
pub struct Trust {
    pub share_id: ShareId,
    pub root_public_key: [u8; 32],
    pub keys: KeysFile,
    /// BLAKE3 of its CBOR.
    pub keys_hash: Hash,
}

/// Reads `share.json`; nothing where the folder holds none.
pub fn read_share_file(share: &dyn Share) -> Result<Option<ShareFile>, ShareError> {
    const DAMAGED: ShareError = ShareError::NotOurs { detail: "share.json is damaged" };
    match share.get(&SharePath::share_file(), SHARE_FILE_LIMIT_BYTES as u64) {
        Ok(Some(bytes)) => match ShareFile::decode(&bytes) {
            Ok(file) => Ok(Some(file)),
            Err(newer @ WireError::Newer(_)) => Err(newer.into()),
            Err(_) => Err(DAMAGED),
        },
        Ok(None) => Ok(None),
        Err(ShareError::TooLarge { .. }) => Err(DAMAGED),
        Err(error) => Err(error),
    }
}

fn fact_name(number: u64) -> String {
    format!("keys/{number:09}")
}

/// The number of the last keys file that this home has believed; nothing before its first look.
pub fn last_kept(home: &Home) -> Result<Option<u64>, StoreError> {
    let keys = home.ledger.keys(Table::Facts, b"keys/")?;
    let number = |key: &Vec<u8>| std::str::from_utf8(key.get(5..)?).ok()?.parse().ok();
    Ok(keys.last().and_then(number))
}

/// The bytes of a keys file that this home has believed.
pub fn kept_bytes(home: &Home, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
    home.fact(&fact_name(number))
}

impl Trust {
    /// Believes a keys file if it follows: numbered next, naming its predecessor, signed by the
    /// root or by an admin that the predecessor names.
    pub fn follow(
        root_public_key: &[u8; 32],
        share_id: &ShareId,
        before: Option<&Trust>,
        bytes: &[u8],
    ) -> Result<Trust, ShareError> {
        let (signed, keys) = KeysFile::decode(bytes)?;
        let (number, prev) =
            before.map_or((1, Hash::default()), |trust| (trust.keys.number + 1, trust.keys_hash));
        if keys.number != number || keys.prev != prev || &keys.share_id != share_id {
            return Err(ShareError::Keys);
        }
        let signer_key = match &keys.signer {
            Signer::Root => root_public_key.to_vec(),
            Signer::Device(device) => before
                .and_then(|trust| trust.keys.member(device))
                .filter(|member| member.serves() && member.has_role(Role::Admin))
                .map(|member| member.verifying_key.clone())
                .ok_or(ShareError::Keys)?,
        };
        sign::verify(frame::KEYS, &signed, &signer_key)?;
        check_members(&keys)?;
        let keeps_safes = before.is_none_or(|trust| trust.keys.recovery == keys.recovery);
        if !keeps_safes && keys.signer != Signer::Root {
            return Err(ShareError::Keys);
        }
        Ok(Trust {
            share_id: share_id.clone(),
            root_public_key: *root_public_key,
            keys_hash: Hash::of(&signed.cbor),
            keys,
        })
    }

    /// What this home knows without the share; nothing before its first look.
    pub fn known(home: &Home) -> Result<Option<Trust>, ShareError> {
        let Some(root) = pinned_root(home)? else {
            return Ok(None);
        };
        let mut trust = None;
        for (_, bytes) in home.ledger.scan(Table::Facts, b"keys/")? {
            trust = Some(Trust::follow(&root, home.share_id(), trust.as_ref(), &bytes)?);
        }
        Ok(trust)
    }

    /// Looks on the share for keys files after those known, and keeps what follows.
    pub fn refresh(home: &Home, share: &dyn Share) -> Result<Trust, ShareError> {
        let file = read_share_file(share)?.ok_or_else(|| {
            ShareError::trouble(
                super::ShareState::Unreachable,
                &home.settings.share,
                "no share.json",
            )
        })?;
        if &file.share_id() != home.share_id() {
            return Err(ShareError::NotOurs { detail: "share.json names another root" });
        }
        let mut trust = Self::known(home)?;
        loop {
            let number = trust.as_ref().map_or(1, |trust| trust.keys.number + 1);
            let path = SharePath::keys(number);
            let bytes = match share.get(&path, KEYS_LIMIT_BYTES) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => break,
                // Nobody's keys file is that long: it will not follow either.
                Err(ShareError::TooLarge { .. }) => Vec::new(),
                Err(error) => return Err(error),
            };
            match Self::follow(&file.root_public_key, home.share_id(), trust.as_ref(), &bytes) {
                Ok(next) => {
                    let mut batch = Batch::new();
                    batch.put(Table::Facts, ROOT, file.root_public_key);
                    batch.put(Table::Facts, fact_name(number), bytes);
                    home.ledger.commit(batch)?;
                    trust = Some(next);
                }
                Err(error) => {
                    tracing::warn!(number, %error, "a keys file does not follow");
                    let mut batch = Batch::new();
                    alarms::raise(home, &mut batch, AlarmKind::Junk, path.as_str());
                    home.ledger.commit(batch)?;
                    break;
                }
            }
        }
        trust.ok_or(ShareError::Keys)
    }

    /// Our own place among the members.
    pub fn own_member(&self, device: &DeviceId) -> Result<&Member, ShareError> {
        let member = self.keys.member(device).ok_or(ShareError::NotApproved)?;
        if member.serves() { Ok(member) } else { Err(ShareError::Revoked) }
    }
}

/// Every member is named after its key, once, and can be sealed to.
fn check_members(keys: &KeysFile) -> Result<(), ShareError> {
    let mut seen = BTreeSet::new();
    for member in &keys.members {
        if device_id(&member.verifying_key) != member.device || !seen.insert(&member.device) {
            return Err(ShareError::Keys);
        }
        recipient(&member.recipient)?;
    }
    for safe in [&keys.recovery.school, &keys.recovery.worry, &keys.recovery.chair] {
        recipient(safe)?;
    }
    Ok(())
}

/// The root that this home believes; nothing before it was heard of.
pub fn pinned_root(home: &Home) -> Result<Option<[u8; 32]>, ShareError> {
    match home.fact(ROOT)? {
        Some(root) => Ok(Some(root.try_into().map_err(|_| ShareError::Keys)?)),
        None => Ok(None),
    }
}

/// Keeps the root that a new home was made under.
pub fn pin_root(home: &Home, root_public_key: &[u8; 32]) -> Result<(), ShareError> {
    Ok(home.put_fact(ROOT, root_public_key)?)
}

/// Keeps a keys file that we signed ourselves, once it is on the share.
pub fn keep(home: &Home, trust: &Trust, bytes: &[u8]) -> Result<(), ShareError> {
    let mut batch = Batch::new();
    batch.put(Table::Facts, ROOT, trust.root_public_key);
    batch.put(Table::Facts, fact_name(trust.keys.number), bytes);
    Ok(home.ledger.commit(batch)?)
}
