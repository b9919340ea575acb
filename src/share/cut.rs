//! Destroying what was withdrawn: every body that a tombstone names is cut out of its segment,
//! every medium deleted. Two cutters at once end at the same bytes, since a later cut holds
//! every earlier one's.

use std::collections::BTreeMap;

use super::pull::{believed, highest_cut};
use super::trust::Trust;
use super::{PutNew, Share, ShareError, ShareState};
use crate::domain::DeviceId;
use crate::wire::path::SegmentName;
use crate::wire::record::Tombstone;
use crate::wire::{Hash, Log, SharePath};

const TRIES: u32 = 16;

/// Cuts and deletes all that the tombstone names, wherever it still lies. Can be repeated: what
/// is gone already is passed over.
pub fn destroy(share: &dyn Share, trust: &Trust, tombstone: &Tombstone) -> Result<(), ShareError> {
    let mut segments: BTreeMap<(DeviceId, Log, u64), Vec<Hash>> = BTreeMap::new();
    for buried in &tombstone.bodies {
        let at = &buried.at;
        segments
            .entry((at.device.clone(), at.log, at.seq))
            .or_default()
            .push(buried.body);
    }
    for ((device, log, seq), bodies) in segments {
        cut(share, trust, &device, log, seq, &bodies)?;
    }
    for buried in &tombstone.blobs {
        share.delete(&SharePath::blob(buried.log, &buried.device, &buried.blob))?;
    }
    Ok(())
}

/// Puts the next cut without these bodies, reads it back, and deletes what it replaces.
fn cut(
    share: &dyn Share,
    trust: &Trust,
    device: &DeviceId,
    log: Log,
    seq: u64,
    bodies: &[Hash],
) -> Result<(), ShareError> {
    let member = trust.keys.member(device).ok_or(ShareError::NotApproved)?;
    for _ in 0..TRIES {
        let Some((highest, path, bytes)) = highest_cut(share, device, log, seq)? else {
            return Ok(());
        };
        let mut segment = believed(member, log, seq, &bytes)?;
        let mut is_changed = false;
        for (leaf, body) in segment.header.leaves.iter().zip(&mut segment.bodies) {
            if body.is_some() && bodies.contains(&leaf.body) {
                *body = None;
                is_changed = true;
            }
        }
        let keep = if is_changed {
            let next = SharePath::cut(log, device, seq, highest.cut + 1);
            let cut = segment.encode();
            if share.put_new(&next, &cut)? == PutNew::Exists {
                // Another cutter was faster: start again from theirs.
                continue;
            }
            if share.get(&next, cut.len() as u64 + 1)?.as_deref() != Some(&cut) {
                return Err(ShareError::trouble(
                    ShareState::Unreachable,
                    &next,
                    "does not read back",
                ));
            }
            SegmentName {
                seq,
                cut: highest.cut + 1,
            }
        } else {
            highest
        };
        tracing::info!(%path, "cut");
        return delete_below(share, device, log, keep);
    }
    let path = SharePath::segment(log, device, seq);
    Err(ShareError::trouble(
        ShareState::Refused,
        path,
        "others keep cutting",
    ))
}

/// Deletes the segment and every cut below the one that stays.
fn delete_below(
    share: &dyn Share,
    device: &DeviceId,
    log: Log,
    keep: SegmentName,
) -> Result<(), ShareError> {
    let folder = SharePath::segment_folder(log, device, keep.seq);
    for name in share.list(&folder)? {
        let Some(parsed) = SegmentName::parse(&name) else {
            continue;
        };
        if parsed.seq == keep.seq && parsed.cut < keep.cut {
            share.delete(&folder.join(&name))?;
        }
    }
    Ok(())
}
