//! From the share to this home: every log that we may read, from where we stopped, past holes
//! and junk. A segment's bodies and the cursor move in one step.

use super::own_log;
use super::trust::Trust;
use super::{Share, ShareError};
use crate::domain::{DeviceId, Role};
use crate::platform::{Batch, Table};
use crate::seal::{envelope, sign};
use crate::store::alarms::{self, AlarmKind};
use crate::store::received::{self, ReceivedBody};
use crate::store::{Home, outbox};
use crate::wire::path::SegmentName;
use crate::wire::record::{BodyAddress, Record, Tombstone};
use crate::wire::segment::SEGMENT_LIMIT_BYTES;
use crate::wire::{Body, BodyKind, Hash, Log, Member, Segment, SharePath, frame};

/// What a pull brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulled {
    /// Records of others, whether they can be opened here or not.
    pub records: u64,
    /// Whether somebody waits to hear that we have something: tablets, before they delete.
    pub daily_receipt_due: bool,
    pub worry_receipt_due: bool,
}

/// What reading one number gave.
enum Read {
    Segment(Box<Segment>),
    /// Nothing of that number.
    Absent,
    /// Something, but not a segment of this log.
    Junk(String),
}

/// Reads everything new that this device may read.
pub fn pull(home: &Home, share: &dyn Share, trust: &Trust) -> Result<Pulled, ShareError> {
    let own = trust.own_member(home.device_id())?;
    let reads_worries = [Role::Dsl, Role::Head, Role::Chair]
        .iter()
        .any(|role| own.has_role(*role));
    let mut pulled = Pulled::default();
    for member in trust
        .keys
        .members
        .iter()
        .filter(|member| &member.device != home.device_id())
    {
        for log in Log::BOTH {
            // A tablet needs what staff say back; staff need everything; worries only those
            // who keep safe, and of staff's worry logs everybody the heads.
            let wanted = match log {
                Log::Daily => !home.is_tablet() || member.is_staff(),
                Log::Worry => reads_worries || (home.is_tablet() && member.is_staff()),
            };
            if !wanted {
                continue;
            }
            match pull_log(home, share, trust, member, log, &mut pulled) {
                // Accounts that do not keep worries should not see them: that is as it should be.
                Err(error) if log == Log::Worry && !reads_worries && is_refused(&error) => {}
                other => other?,
            }
        }
    }
    Ok(pulled)
}

/// Whether the share does not let this account read.
pub fn is_refused(error: &ShareError) -> bool {
    error.state() == super::ShareState::Refused
}

fn pull_log(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
    pulled: &mut Pulled,
) -> Result<(), ShareError> {
    let device = &member.device;
    loop {
        let mut cursor = received::cursor(home, device, log)?;
        let next = match next_number(share, device, log, cursor.seq)? {
            Some(next) if member.may_write(log, next) => next,
            _ => break,
        };
        let mut batch = Batch::new();
        for hole in cursor.seq + 1..next {
            let place = SharePath::segment(log, device, hole);
            alarms::raise(home, &mut batch, AlarmKind::Gap, place.as_str());
            cursor.holes.push(hole);
        }
        match read(share, member, log, next)? {
            Read::Segment(segment) => {
                if segment.header.prev != cursor.hash {
                    let place = SharePath::segment(log, device, next);
                    let is_after_hole = !cursor.holes.is_empty();
                    if !is_after_hole {
                        alarms::raise(home, &mut batch, AlarmKind::Fork, place.as_str());
                    }
                }
                cursor.hash = segment.header_hash();
                take(home, trust, member, &segment, &mut batch, pulled)?;
            }
            Read::Junk(place) => {
                alarms::raise(home, &mut batch, AlarmKind::Junk, &place);
                cursor.holes.push(next);
            }
            Read::Absent => cursor.holes.push(next),
        }
        cursor.seq = next;
        received::put_cursor(&mut batch, device, log, &cursor);
        home.ledger.commit(batch)?;
    }
    fill_holes(home, share, trust, member, log, pulled)
}

/// The next number that the log has, whatever stands there.
fn next_number(
    share: &dyn Share,
    device: &DeviceId,
    log: Log,
    after: u64,
) -> Result<Option<u64>, ShareError> {
    let expected = after + 1;
    if share
        .size(&SharePath::segment(log, device, expected))?
        .is_some()
    {
        return Ok(Some(expected));
    }
    let mut folders: Vec<u64> = share
        .list(&SharePath::log_folder(log, device))?
        .iter()
        .filter(|name| name.len() == 6)
        .filter_map(|name| name.parse().ok())
        .filter(|thousand| *thousand >= expected / 1_000)
        .collect();
    folders.sort_unstable();
    for thousand in folders {
        let names = share.list(&SharePath::segment_folder(log, device, thousand * 1_000))?;
        let next = names
            .iter()
            .filter_map(|name| SegmentName::parse(name))
            .map(|name| name.seq)
            .filter(|seq| *seq >= expected && seq / 1_000 == thousand)
            .min();
        if next.is_some() {
            return Ok(next);
        }
    }
    Ok(None)
}

/// Looks again for what was missing or unreadable before.
fn fill_holes(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
    pulled: &mut Pulled,
) -> Result<(), ShareError> {
    let cursor = received::cursor(home, &member.device, log)?;
    for hole in cursor.holes.clone() {
        let Read::Segment(segment) = read(share, member, log, hole)? else {
            continue;
        };
        let mut batch = Batch::new();
        take(home, trust, member, &segment, &mut batch, pulled)?;
        let place = SharePath::segment(log, &member.device, hole);
        alarms::clear(&mut batch, AlarmKind::Gap, place.as_str());
        alarms::clear(&mut batch, AlarmKind::Junk, place.as_str());
        let mut cursor = received::cursor(home, &member.device, log)?;
        cursor.holes.retain(|seq| *seq != hole);
        received::put_cursor(&mut batch, &member.device, log, &cursor);
        home.ledger.commit(batch)?;
    }
    Ok(())
}

/// The bytes of a segment in its highest cut, with its path; nothing where there is none.
pub fn highest_cut(
    share: &dyn Share,
    device: &DeviceId,
    log: Log,
    seq: u64,
) -> Result<Option<(SegmentName, SharePath, Vec<u8>)>, ShareError> {
    let folder = SharePath::segment_folder(log, device, seq);
    let names = share.list(&folder)?;
    let mut cuts: Vec<SegmentName> = names
        .iter()
        .filter_map(|name| SegmentName::parse(name))
        .filter(|name| name.seq == seq)
        .collect();
    cuts.sort_unstable();
    while let Some(name) = cuts.pop() {
        let path = match name.cut {
            0 => SharePath::segment(log, device, seq),
            cut => SharePath::cut(log, device, seq, cut),
        };
        // Gone between listing and reading: somebody cut again or cleaned up.
        if let Some(bytes) = share.get(&path, SEGMENT_LIMIT_BYTES as u64)? {
            return Ok(Some((name, path, bytes)));
        }
    }
    Ok(None)
}

/// Whether bytes are the segment that a member wrote at this place.
pub fn believed(member: &Member, log: Log, seq: u64, bytes: &[u8]) -> Result<Segment, ShareError> {
    let segment = Segment::decode(bytes)?;
    let header = &segment.header;
    if header.device != member.device || header.log != log || header.seq != seq {
        return Err(crate::wire::WireError::Misplaced("segment").into());
    }
    sign::verify(frame::SEGMENT, &segment.frame, &member.verifying_key)?;
    Ok(segment)
}

fn read(share: &dyn Share, member: &Member, log: Log, seq: u64) -> Result<Read, ShareError> {
    let Some((_, path, bytes)) = highest_cut(share, &member.device, log, seq)? else {
        return Ok(Read::Absent);
    };
    match believed(member, log, seq, &bytes) {
        Ok(segment) if segment.altered_bodies().is_empty() => Ok(Read::Segment(Box::new(segment))),
        Ok(_) => Ok(Read::Junk(path.as_str().to_owned())),
        Err(error) => {
            tracing::warn!(%path, %error, "not a segment of this log");
            Ok(Read::Junk(path.as_str().to_owned()))
        }
    }
}

/// Takes over a believed segment: bodies, tombstones, and how far its writer has read us.
fn take(
    home: &Home,
    trust: &Trust,
    member: &Member,
    segment: &Segment,
    batch: &mut Batch,
    pulled: &mut Pulled,
) -> Result<(), ShareError> {
    let header = &segment.header;
    if header.keys_seq > trust.keys.number {
        let place = SharePath::keys(header.keys_seq);
        alarms::raise(home, batch, AlarmKind::KeysMissing, place.as_str());
    }
    if member.is_staff() {
        for head in header
            .heads
            .iter()
            .filter(|head| &head.device == home.device_id())
        {
            own_log::cover(home, batch, header.log, head)?;
        }
    }
    for (leaf, (promised, body)) in header.leaves.iter().zip(&segment.bodies).enumerate() {
        let Some(body) = body else { continue };
        pulled.records += 1;
        let address = BodyAddress {
            device: header.device.clone(),
            log: header.log,
            seq: header.seq,
            leaf: u32::try_from(leaf).unwrap_or(u32::MAX),
        };
        if member.is_staff()
            && let Some(tombstone) = plain_tombstone(body, promised.commitment)
        {
            bury(home, batch, &tombstone)?;
        }
        if received::is_buried(home, &promised.body)? {
            continue;
        }
        let received = ReceivedBody {
            body: body.clone(),
            commitment: promised.commitment,
            blobs: promised.blobs.iter().map(|blob| blob.hash).collect(),
            received_at: home.machine.clock.now(),
        };
        received::put_body(batch, &address, &received);
    }
    if !header.leaves.is_empty() && !home.is_tablet() {
        match header.log {
            Log::Daily => pulled.daily_receipt_due = true,
            Log::Worry => pulled.worry_receipt_due = true,
        }
    }
    Ok(())
}

fn plain_tombstone(body: &[u8], commitment: Hash) -> Option<Tombstone> {
    let is_plain = Body::decode(body).is_ok_and(|body| body.kind == BodyKind::Plain);
    let opened = if is_plain {
        envelope::open(body, &[]).ok()?
    } else {
        return None;
    };
    match opened.envelope.record {
        Record::Tombstone(tombstone) if opened.commitment == commitment => Some(tombstone),
        _ => None,
    }
}

/// Forgets here what a tombstone names: bodies, own copies, media.
pub fn bury(home: &Home, batch: &mut Batch, tombstone: &Tombstone) -> Result<(), ShareError> {
    for buried in &tombstone.bodies {
        received::bury(batch, &buried.body, tombstone.entry_id.as_str());
        batch.delete(Table::Bodies, received::body_key(&buried.at));
    }
    for buried in &tombstone.blobs {
        received::bury(batch, &buried.blob, tombstone.entry_id.as_str());
        batch.delete(Table::Blobs, buried.blob.0);
        home.fs()
            .remove(&outbox::blob_path(home, &buried.blob))
            .map_err(crate::store::StoreError::from)?;
    }
    crate::store::shelf::remove_answer(batch, &tombstone.entry_id);
    own_log::cut_own(home, batch, tombstone)
}
