//! Destroying what was withdrawn: every body that a tombstone names is cut out of its segment,
//! every medium deleted. Two cutters at once end at the same bytes, since a later cut holds
//! every earlier one's.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{self, Reading};
use super::trust::Trust;
use super::{PutNew, Share, ShareError, ShareState};
use crate::domain::DeviceId;
use crate::wire::path::{CUT_LIMIT, SegmentName};
use crate::wire::record::Tombstone;
use crate::wire::segment::SEGMENT_LIMIT_BYTES;
use crate::wire::{Hash, Log, Member, Segment, SharePath};

const TRIES: u32 = 16;

/// Cuts and deletes all that the tombstone names, wherever it still lies. Can be repeated: what
/// is gone already is passed over.
/// `is_buried` tells whether any tombstone names a body.
pub fn destroy(
    share: &dyn Share,
    trust: &Trust,
    tombstone: &Tombstone,
    is_buried: &dyn Fn(&Hash) -> bool,
) -> Result<(), ShareError> {
    let mut segments: BTreeMap<(DeviceId, Log, u64), Vec<Hash>> = BTreeMap::new();
    for buried in &tombstone.bodies {
        let at = &buried.at;
        segments.entry((at.device.clone(), at.log, at.seq)).or_default().push(buried.body);
    }
    for ((device, log, seq), bodies) in segments {
        let member = trust.keys.member(&device).ok_or(ShareError::NotApproved)?;
        cut(share, member, log, seq, &bodies, is_buried)?;
    }
    for buried in &tombstone.blobs {
        share.delete(&SharePath::blob(buried.log, &buried.device, &buried.blob))?;
    }
    Ok(())
}

/// Deletes what a sync client put beside a segment with something withdrawn in it, where nothing
/// else is in it that does not stand under a name of ours too.
fn sweep_copies(
    share: &dyn Share,
    member: &Member,
    log: Log,
    seq: u64,
    reading: &Reading,
    is_buried: &dyn Fn(&Hash) -> bool,
) -> Result<(), ShareError> {
    let stands: BTreeSet<Hash> = reading.segments.iter().flat_map(bodies_in).collect();
    let folder = SharePath::segment_folder(log, &member.device, seq);
    for name in &reading.copies {
        let path = folder.join(name);
        let bytes = match share.get(&path, SEGMENT_LIMIT_BYTES as u64) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(ShareError::TooLarge { .. }) => continue,
            Err(error) => return Err(error),
        };
        let Ok(copy) = read::believed(member, log, seq, &bytes) else { continue };
        let bodies: BTreeSet<Hash> = bodies_in(&copy).collect();
        let has_withdrawn = bodies.iter().any(is_buried);
        if has_withdrawn && bodies.iter().all(|body| is_buried(body) || stands.contains(body)) {
            share.delete(&path)?;
        }
    }
    Ok(())
}

/// The hashes of the bodies that a segment still has.
fn bodies_in(segment: &Segment) -> impl Iterator<Item = Hash> {
    let leaves = segment.header.leaves.iter().zip(&segment.bodies);
    leaves.filter(|(_, body)| body.is_some()).map(|(leaf, _)| leaf.body)
}

/// Puts the next cut without these bodies, reads it back, and deletes every other file of the
/// member's under this number that still has one of them.
fn cut(
    share: &dyn Share,
    member: &Member,
    log: Log,
    seq: u64,
    bodies: &[Hash],
    is_buried: &dyn Fn(&Hash) -> bool,
) -> Result<(), ShareError> {
    let device = &member.device;
    for _ in 0..TRIES {
        let reading = read::read(share, member, log, seq)?;
        let has_some = |segment: &Segment| bodies_in(segment).any(|body| bodies.contains(&body));
        // Of those that copies of one home wrote under this number, one after the other.
        let Some(mut segment) = reading.segments.iter().find(|one| has_some(one)).cloned() else {
            return sweep_copies(share, member, log, seq, &reading, is_buried);
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
