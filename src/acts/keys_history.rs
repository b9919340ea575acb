//! When it was changed who may write, and by whom: the chain of keys files, each verified by the
//! one before it.

use std::collections::BTreeSet;

use super::{ActError, Desk};
use crate::domain::{DeviceId, Moment, Role};
use crate::share::trust::KEYS_LIMIT_BYTES;
use crate::share::{ShareError, Trust};
use crate::wire::{KeysFile, SharePath, Signer};

/// So many of the last changes are told.
const TOLD_LIMIT: usize = 50;

/// One change of the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysChange {
    pub number: u64,
    pub at: Moment,
    /// Nobody's computer where the words from the school's safe signed it.
    pub by: Option<DeviceId>,
    /// Who was let in.
    pub came: Vec<DeviceId>,
    /// Who was shut out.
    pub went: Vec<DeviceId>,
    /// Whose roles or keys are others than before.
    pub changed: Vec<DeviceId>,
}

type Standing<'a> = (&'a DeviceId, (bool, &'a BTreeSet<Role>, &'a str));

fn standings(keys: &KeysFile) -> impl Iterator<Item = Standing<'_>> {
    keys.members
        .iter()
        .map(|member| (&member.device, (member.serves(), &member.roles, member.recipient.as_str())))
}

fn change(before: Option<&KeysFile>, keys: &KeysFile) -> KeysChange {
    let mut change = KeysChange {
        number: keys.number,
        at: keys.made_at,
        by: match &keys.signer {
            Signer::Root => None,
            Signer::Device(device) => Some(device.clone()),
        },
        came: Vec::new(),
        went: Vec::new(),
        changed: Vec::new(),
    };
    for (device, now) in standings(keys) {
        let then = before.and_then(|keys| standings(keys).find(|(known, _)| *known == device));
        let list = match (then.map(|(_, then)| then), now) {
            (None, _) | (Some((false, ..)), (true, ..)) => &mut change.came,
            (Some((true, ..)), (false, ..)) => &mut change.went,
            (Some(then), now) if then != now => &mut change.changed,
            (Some(_), _) => continue,
        };
        list.push(device.clone());
    }
    change
}

/// The last changes, the newest first. Where a file of the chain is missing from the share, what
/// comes after it cannot be believed and is not told.
pub fn history(desk: &Desk) -> Result<Vec<KeysChange>, ActError> {
    let now = Trust::refresh(&desk.home, &*desk.share)?;
    let mut changes = Vec::new();
    let mut before: Option<Trust> = None;
    for number in 1..=now.keys.number {
        let there = match desk.share.get(&SharePath::keys(number), KEYS_LIMIT_BYTES) {
            Ok(there) => there,
            Err(ShareError::TooLarge { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let Some(bytes) = there else { break };
        let root = &now.root_public_key;
        let Ok(trust) = Trust::follow(root, &now.share_id, before.as_ref(), &bytes) else { break };
        changes.push(change(before.as_ref().map(|before| &before.keys), &trust.keys));
        before = Some(trust);
    }
    changes.reverse();
    changes.truncate(TOLD_LIMIT);
    Ok(changes)
}
