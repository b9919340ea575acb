//! From the outbox to the share: first the exact bytes are fixed here, then media go out, then
//! the segment that names them, which is the commit point. What was put is read back before
//! anybody is told that it is there.

use super::own_log::{self, OwnSegment, Progress, own_segments};
use super::{PutNew, Share, ShareError, ShareState};
use crate::platform::{Batch, Table};
use crate::store::alarms::{self, AlarmKind};
use crate::store::outbox::{self, BlobRow};
use crate::store::{Home, StoreError, received};
use crate::wire::path::SegmentName;
use crate::wire::segment::SEGMENT_LIMIT_BYTES;
use crate::wire::{Hash, Log, Segment, SharePath, to_cbor};

/// How many taken names are stepped over before the share is called hostile.
const SQUATTED_LIMIT: u32 = 64;

/// What a push did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pushed {
    pub records: u64,
    pub bytes: u64,
}

/// Puts every fixed segment of a log on the share, media first.
pub fn push(home: &Home, share: &dyn Share, log: Log) -> Result<Pushed, ShareError> {
    let mut pushed = Pushed::default();
    // Looked up anew each time: a taken name moves all segments behind it.
    while let Some((seq, segment)) = own_segments(home, log)?
        .into_iter()
        .find(|(_, own)| own.progress == Progress::Fixed)
    {
        let decoded = Segment::decode(&segment.bytes)?;
        for leaf in &decoded.header.leaves {
            for blob in &leaf.blobs {
                pushed.bytes += push_blob(home, share, log, &blob.hash)?;
            }
        }
        let records = decoded.header.leaves.len() as u64;
        let (bytes, final_seq) = push_segment(home, share, log, seq, segment, decoded)?;
        tracing::info!(seq = final_seq, records, "segment pushed");
        pushed.bytes += bytes;
        pushed.records += records;
    }
    Ok(pushed)
}

/// Puts a sealed medium on the share unless a tombstone names it; returns the bytes written.
fn push_blob(home: &Home, share: &dyn Share, log: Log, hash: &Hash) -> Result<u64, ShareError> {
    let Some(row) = outbox::blob_row(home, hash)? else {
        return Ok(0);
    };
    if row.pushed || received::is_buried(home, hash)? {
        return Ok(0);
    }
    let path = SharePath::blob(log, home.device_id(), hash);
    let local = outbox::blob_path(home, hash);
    let stored = home.fs().read(&local, row.size).map_err(StoreError::from)?;
    if Hash::of(&stored) != *hash {
        return Err(StoreError::Seal(crate::seal::SealError::Damaged).into());
    }
    if share.put_new(&path, &stored)? == PutNew::Exists && !reads_back(share, &path, &stored)? {
        // A blob's name is the hash of its bytes: whatever else is there cannot be it.
        share.delete(&path)?;
        share.put_new(&path, &stored)?;
    }
    if !reads_back(share, &path, &stored)? {
        return Err(ShareError::trouble(
            ShareState::Unreachable,
            &path,
            "does not read back",
        ));
    }
    let mut batch = Batch::new();
    batch.put(
        Table::Blobs,
        hash.0,
        to_cbor(&BlobRow {
            pushed: true,
            ..row
        }),
    );
    home.ledger.commit(batch)?;
    Ok(stored.len() as u64)
}

fn reads_back(share: &dyn Share, path: &SharePath, bytes: &[u8]) -> Result<bool, ShareError> {
    Ok(share
        .get(path, bytes.len() as u64 + 1)?
        .is_some_and(|read| read == bytes))
}

/// What stands where our segment belongs.
enum Found {
    Ours,
    /// Torn, and beginning as ours does: a write that was cut off.
    Torn,
    Foreign,
}

fn push_segment(
    home: &Home,
    share: &dyn Share,
    log: Log,
    seq: u64,
    own: OwnSegment,
    decoded: Segment,
) -> Result<(u64, u64), ShareError> {
    let mut seq = seq;
    let mut own = own;
    let mut decoded = decoded;
    for _ in 0..SQUATTED_LIMIT {
        let path = SharePath::segment(log, home.device_id(), seq);
        if has_cut(home, share, log, seq)? {
            return finish(home, log, seq, own, 0);
        }
        let written = share.put_new(&path, &own.bytes)?;
        if written == PutNew::Written
            || matches!(
                found(home, share, &path, &decoded, &own.bytes)?,
                Found::Ours
            )
        {
            if written == PutNew::Written && !reads_back(share, &path, &own.bytes)? {
                // It may have been cut between the two steps; then it will be found so.
                if has_cut(home, share, log, seq)? {
                    return finish(home, log, seq, own, 0);
                }
                return Err(ShareError::trouble(
                    ShareState::Unreachable,
                    &path,
                    "does not read back",
                ));
            }
            let bytes = own.bytes.len() as u64;
            return finish(home, log, seq, own, bytes);
        }
        match found(home, share, &path, &decoded, &own.bytes)? {
            Found::Ours => {}
            Found::Torn => share.delete(&path)?,
            Found::Foreign => {
                let mut batch = Batch::new();
                alarms::raise(home, &mut batch, AlarmKind::Squatted, path.as_str());
                home.ledger.commit(batch)?;
                (seq, own, decoded) = own_log::move_on(home, log, seq, own, decoded)?;
            }
        }
    }
    let path = SharePath::log_folder(log, home.device_id());
    Err(ShareError::trouble(
        ShareState::Refused,
        path,
        "somebody takes every name",
    ))
}

fn has_cut(home: &Home, share: &dyn Share, log: Log, seq: u64) -> Result<bool, ShareError> {
    let folder = SharePath::segment_folder(log, home.device_id(), seq);
    let names = share.list(&folder)?;
    Ok(names
        .iter()
        .filter_map(|name| SegmentName::parse(name))
        .any(|name| name.seq == seq && name.cut > 0))
}

fn found(
    home: &Home,
    share: &dyn Share,
    path: &SharePath,
    own: &Segment,
    bytes: &[u8],
) -> Result<Found, ShareError> {
    let Some(there) = share.get(path, SEGMENT_LIMIT_BYTES as u64 + 1)? else {
        return Ok(Found::Torn);
    };
    if there == bytes {
        return Ok(Found::Ours);
    }
    // The length is ours or shorter, and every byte that is there is ours: our own write, cut
    // off. A zero-filled tail counts too, which some servers leave behind.
    let same = there
        .iter()
        .zip(bytes)
        .take_while(|(there, own)| there == own)
        .count();
    let only_zeros = there
        .get(same..)
        .is_some_and(|rest| rest.iter().all(|byte| *byte == 0));
    if there.len() <= bytes.len() && only_zeros {
        return Ok(Found::Torn);
    }
    let Ok(decoded) = Segment::decode(&there) else {
        return Ok(Found::Foreign);
    };
    let mut is_ours = decoded.frame == own.frame && decoded.altered_bodies().is_empty();
    for (leaf, body) in decoded.header.leaves.iter().zip(&decoded.bodies) {
        is_ours &= body.is_some() || received::is_buried(home, &leaf.body)?;
    }
    Ok(if is_ours { Found::Ours } else { Found::Foreign })
}

fn finish(
    home: &Home,
    log: Log,
    seq: u64,
    own: OwnSegment,
    bytes: u64,
) -> Result<(u64, u64), ShareError> {
    let mut batch = Batch::new();
    let since = home.machine.clock.now();
    own_log::put(
        &mut batch,
        log,
        seq,
        &OwnSegment {
            progress: Progress::Pushed,
            since,
            ..own
        },
    );
    home.ledger.commit(batch)?;
    Ok((bytes, seq))
}
