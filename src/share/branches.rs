//! Different segments under one number. Two copies of one home wrote them, of which one did not
//! hear of the other in time: a tablet was cloned, or it and the share were put back from backups.
//! All of them are read, and what the share has lost of them is put beside what stands there.

use super::read::{self, Reading};
use super::trust::Trust;
use super::{PutNew, Share, ShareError, own_log, pull};
use crate::platform::Batch;
use crate::store::{Home, received};
use crate::wire::record::BodyAddress;
use crate::wire::{Hash, Header, Log, Member, Segment, SharePath, SignedFrame, frame};

/// Segments back from where two branches meet that are looked at.
const BACK_LIMIT: usize = 256;
/// Files that one number may have before nothing more is put beside them.
const BESIDE_LIMIT: usize = 8;

/// Whether this very segment was read or written here.
pub(super) fn is_known(home: &Home, segment: &Segment) -> Result<bool, ShareError> {
    let header = &segment.header;
    if &header.device == home.device_id() {
        let own = own_log::own_segment_at(home, header.log, header.seq)?;
        if own.is_some_and(|own| own.header_hash == segment.header_hash()) {
            return Ok(true);
        }
    }
    let known = received::frames(home, &header.device, header.log, header.seq)?;
    Ok(known.contains(&segment.frame.encode(frame::SEGMENT)))
}

/// Takes over those that are not known here yet. Returns whether there were any, and whether all of
/// them are whole.
pub(super) fn take_new(
    home: &Home,
    trust: &Trust,
    member: &Member,
    segments: &[Segment],
    batch: &mut Batch,
    pulled: &mut u64,
) -> Result<Taken, ShareError> {
    let mut taken = Taken { is_new: false, is_whole: true };
    for segment in segments {
        if !is_known(home, segment)? {
            taken.is_new = true;
            taken.is_whole &= pull::take(home, trust, member, segment, batch, pulled)?;
        }
    }
    Ok(taken)
}

pub(super) struct Taken {
    pub is_new: bool,
    pub is_whole: bool,
}

/// What came before this number is not what was read here: all that stands there now is read too,
/// back to where it is known.
pub(super) fn take_back(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    at: (Log, u64),
    batch: &mut Batch,
    pulled: &mut u64,
) -> Result<(), ShareError> {
    if home.is_tablet() {
        // It keeps no frames to tell branches by.
        return Ok(());
    }
    let (log, seq) = at;
    for before in (1..seq).rev().take(BACK_LIMIT) {
        let there = read::read(share, member, log, before)?.segments;
        if there.is_empty() {
            continue;
        }
        if !take_new(home, trust, member, &there, batch, pulled)?.is_new {
            break;
        }
    }
    Ok(())
}

/// Puts beside what stands under a number what was read of it here and is not there any more.
pub(super) fn put_beside(
    home: &Home,
    share: &dyn Share,
    member: &Member,
    at: (Log, u64),
    there: &Reading,
) -> Result<(), ShareError> {
    let (log, seq) = at;
    let mut cuts = there.cuts.clone();
    for frame in received::frames(home, &member.device, log, seq)? {
        let Some(segment) = as_it_came(home, &frame)? else { continue };
        if there.same_as(&segment).is_some() || cuts.len() >= BESIDE_LIMIT {
            continue;
        }
        let Some(cut) = (1..).find(|cut| !cuts.contains(cut)) else { continue };
        let path = SharePath::cut(log, &member.device, seq, cut);
        tracing::error!(%path, "the share lost a segment of a branch; it is put again");
        if share.put_new(&path, &segment.encode())? == PutNew::Written {
            cuts.insert(cut);
        }
    }
    Ok(())
}

/// A segment of its header and the bodies that are here; nothing where one is missing that nobody
/// withdrew.
pub(super) fn as_it_came(home: &Home, frame: &[u8]) -> Result<Option<Segment>, ShareError> {
    let (frame, _) = SignedFrame::decode(frame::SEGMENT, frame)?;
    let header = Header::decode(&frame.cbor)?;
    let mut bodies = Vec::with_capacity(header.leaves.len());
    for (leaf, promised) in header.leaves.iter().enumerate() {
        let leaf = u32::try_from(leaf).unwrap_or(u32::MAX);
        let mut body = None;
        for leaf in [leaf, leaf | received::BRANCH] {
            let (device, log, seq) = (header.device.clone(), header.log, header.seq);
            let row = received::body(home, &BodyAddress { device, log, seq, leaf })?;
            let row = row.map(|row| row.body).filter(|body| Hash::of(body) == promised.body);
            body = body.or(row);
        }
        if body.is_none() && !received::is_buried(home, &promised.body)? {
            return Ok(None);
        }
        bodies.push(body);
    }
    Ok(Some(Segment { frame, header, bodies }))
}
