//! Changing who may write: the next keys file, signed by an admin or by the root.

use super::{ActError, Desk};
use crate::domain::Role;
use crate::seal::{DeviceKeys, sign};
use crate::share::{PutNew, Share, Trust, trust};
use crate::wire::{KeysFile, SharePath, Signer};

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
        let after = Trust::follow(
            &before.root_public_key,
            desk.home.share_id(),
            Some(&before),
            &bytes,
        )?;
        match put(&*desk.share, next.number, &bytes)? {
            PutNew::Written => {
                trust::keep(&desk.home, &after, &bytes)?;
                return Ok(after);
            }
            PutNew::Exists => tracing::info!(number = next.number, "another admin was faster"),
        }
    }
    Err(crate::share::ShareError::Keys.into())
}

/// Puts a keys file under its number and reads it back.
pub fn put(share: &dyn Share, number: u64, bytes: &[u8]) -> Result<PutNew, ActError> {
    let path = SharePath::keys(number);
    let put = share.put_new(&path, bytes)?;
    let there = share.get(&path, bytes.len() as u64 + 1)?;
    // The same bytes there already are ours, from before a crash.
    Ok(if there.as_deref() == Some(bytes) {
        PutNew::Written
    } else {
        put
    })
}
