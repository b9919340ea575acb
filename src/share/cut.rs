//! Destroying what was withdrawn: every body that a tombstone names is cut out of its segment,
//! every medium deleted. Two cutters at once end at the same bytes, since a later cut holds
//! every earlier one's.

use std::collections::BTreeMap;

use super::trust::Trust;
use super::{PutNew, Share, ShareError, ShareState, read};
use crate::domain::DeviceId;
use crate::wire::path::{CUT_LIMIT, SegmentName};
use crate::wire::record::Tombstone;
use crate::wire::{Hash, Log, Segment, SharePath};

const TRIES: u32 = 16;

/// Cuts and deletes all that the tombstone names, wherever it still lies. Can be repeated: what
/// is gone already is passed over.
pub fn destroy(share: &dyn Share, trust: &Trust, tombstone: &Tombstone) -> Result<(), ShareError> {
    let mut segments: BTreeMap<(DeviceId, Log, u64), Vec<Hash>> = BTreeMap::new();
    for buried in &tombstone.bodies {
        let at = &buried.at;
        segments.entry((at.device.clone(), at.log, at.seq)).or_default().push(buried.body);
    }
    for ((device, log, seq), bodies) in segments {
        cut(share, trust, &device, log, seq, &bodies)?;
    }
    for buried in &tombstone.blobs {
        share.delete(&SharePath::blob(buried.log, &buried.device, &buried.blob))?;
    }
    Ok(())
}

/// Puts the next cut without these bodies, reads it back, and deletes every other file of the
/// member's under this number that still has one of them.
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
        let reading = read::read(share, member, log, seq)?;
        let has_some = |segment: &Segment| {
            let mut leaves = segment.header.leaves.iter().zip(&segment.bodies);
            leaves.any(|(leaf, body)| body.is_some() && bodies.contains(&leaf.body))
        };
        let Some(mut segment) = reading.segment.filter(|segment| has_some(segment)) else {
            return Ok(());
        };
        for (leaf, body) in segment.header.leaves.iter().zip(&mut segment.bodies) {
            if bodies.contains(&leaf.body) {
                *body = None;
            }
        }
        let above = reading.believed.iter().map(|(name, _)| name.cut).max().unwrap_or(0);
        let mut free = (above + 1..=CUT_LIMIT).chain(1..above);
        let Some(number) = free.find(|number| !reading.cuts.contains(number)) else {
            let path = SharePath::segment(log, device, seq);
            return Err(ShareError::trouble(ShareState::Refused, path, "too many cuts"));
        };
        let path = read::path_of(log, device, SegmentName { seq, cut: number });
        let bytes = segment.encode();
        if share.put_new(&path, &bytes)? == PutNew::Exists {
            // Another cutter was faster: start again from theirs.
            continue;
        }
        if share.get(&path, bytes.len() as u64)?.as_deref() != Some(&bytes) {
            return Err(ShareError::trouble(ShareState::Unreachable, &path, "does not read back"));
        }
        tracing::info!(%path, "cut");
        // Only what the new cut was made of: its bodies are all in it, but for the withdrawn.
        for (name, _) in reading.believed.iter().filter(|(_, old)| old.frame == segment.frame) {
            share.delete(&read::path_of(log, device, *name))?;
        }
    }
    let path = SharePath::segment(log, device, seq);
    Err(ShareError::trouble(ShareState::Refused, path, "others keep cutting"))
}
