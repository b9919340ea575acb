//! Changing who may write: the next keys file, signed by an admin or by the root.

use super::{ActError, Desk};
use crate::domain::Role;
use crate::seal::{DeviceKeys, sign};
use crate::share::trust::{self, KEYS_LIMIT_BYTES};
use crate::share::{PutNew, Share, ShareError, Trust};
use crate::wire::{KeysFile, SharePath, Signer, WireError};

const TRIES: u32 = 8;

/// Who signs a change.
#[derive(Debug)]
pub enum By<'a> {
    /// This computer, which must be an admin's.
    Us,
    Root(&'a DeviceKeys),
}

/// Puts the next keys file on the share. Where somebody else took its number, theirs is read
/// and `change` is asked again.
pub fn change(
    desk: &Desk,
    by: By<'_>,
    change: &dyn Fn(&mut KeysFile) -> Result<(), ActError>,
) -> Result<Trust, ActError> {
    for _ in 0..TRIES {
        let before = Trust::refresh(&desk.home, &*desk.share)?;
        let mut next = before.keys.clone();
        next.number += 1;
        next.prev = before.keys_hash;
        next.made_at = desk.now();
        let keys = match by {
            By::Us => {
                let own = before.own_member(desk.home.device_id())?;
                if !own.has_role(Role::Admin) {
                    return Err(ActError::NotAdmin);
                }
                next.signer = Signer::Device(desk.home.device_id().clone());
                &desk.home.keys
            }
            By::Root(keys) => {
                next.signer = Signer::Root;
                keys
            }
        };
        change(&mut next)?;
        let bytes = sign::keys_file(&next, keys);
        let after =
            Trust::follow(&before.root_public_key, desk.home.share_id(), Some(&before), &bytes)?;
        match put(&*desk.share, next.number, &bytes)? {
            PutNew::Written => {
                trust::keep(&desk.home, &after, &bytes)?;
                return Ok(after);
            }
            PutNew::Exists => make_way(desk, &before, next.number)?,
        }
    }
    Err(crate::share::ShareError::Keys.into())
}

/// Somebody's file has the number. A keys file that follows is another admin's, and theirs is
/// read next; anything else is junk that would keep a thief from ever being shut out.
fn make_way(desk: &Desk, before: &Trust, number: u64) -> Result<(), ActError> {
    let path = SharePath::keys(number);
    let there = match desk.share.get(&path, KEYS_LIMIT_BYTES) {
        Ok(there) => there.unwrap_or_default(),
        Err(ShareError::TooLarge { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let root = &before.root_public_key;
    match Trust::follow(root, desk.home.share_id(), Some(before), &there) {
        Ok(_) => tracing::info!(number, "another administrator was faster"),
        Err(ShareError::Wire(WireError::Newer(version))) => {
            return Err(ShareError::Wire(WireError::Newer(version)).into());
        }
        Err(_) => desk.share.delete(&path)?,
    }
    Ok(())
}

/// Puts a keys file under its number and reads it back.
pub fn put(share: &dyn Share, number: u64, bytes: &[u8]) -> Result<PutNew, ActError> {
    let path = SharePath::keys(number);
    let put = share.put_new(&path, bytes)?;
    let there = match share.get(&path, bytes.len() as u64) {
        Err(ShareError::TooLarge { .. }) => None,
        other => other?,
    };
    // The same bytes there already are ours, from before a crash; where another file won, though
    // ours was taken, that one is looked at.
    Ok(match there {
        Some(there) if there == bytes => PutNew::Written,
        Some(_) => PutNew::Exists,
        None => put,
    })
}
