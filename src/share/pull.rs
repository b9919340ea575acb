//! From the share to this home: every log that we may read, from where we stopped, past holes
//! and junk. A segment's bodies and the cursor move in one step.

use super::trust::Trust;
use super::{Share, ShareError, branches, own_log, read};
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::seal::envelope;
use crate::store::alarms::{self, AlarmKind};
use crate::store::received::{self, BRANCH, ReceivedBody};
use crate::store::{Home, outbox, watch};
use crate::wire::record::{BodyAddress, BuriedBody, Record, Tombstone};
use crate::wire::{Body, BodyKind, Hash, Log, Member, Segment, SharePath, frame};

/// Reads everything new that this device may read. Trouble with one log does not keep the others
/// from being read: the first is given back beside how many records of others are new here,
/// whether they can be opened or not.
pub fn pull(home: &Home, share: &dyn Share, trust: &Trust) -> (u64, Result<(), ShareError>) {
    let Some(own) = trust.keys.member(home.device_id()) else {
        return (0, Err(ShareError::NotApproved));
    };
    let reads_worries = own.keeps_safe();
    let mut pulled = 0;
    let mut trouble = Ok(());
    let mut wanted = Vec::new();
    for log in Log::BOTH {
        let others = trust.keys.members.iter();
        for member in others.filter(|member| &member.device != home.device_id()) {
            // A tablet needs what staff say back; staff need everything; worries only those
            // who keep safe, and of staff's worry logs tablets the heads and answers.
            let is_wanted = match log {
                Log::Daily => !home.is_tablet() || member.is_staff(),
                Log::Worry => reads_worries || (home.is_tablet() && member.is_staff()),
            };
            if is_wanted {
                wanted.push((member, log));
            }
        }
    }
    home.work.step(Step::Reading, 2 * wanted.len() as u64);
    // Twice: what a cut left out is accounted for once every tombstone is known.
    for pass in [Pass::Forward, Pass::Holes] {
        for (member, log) in &wanted {
            let read = match pass {
                Pass::Forward => read_on(home, share, trust, member, *log, &mut pulled),
                Pass::Holes => fill_holes(home, share, trust, member, *log, &mut pulled),
            };
            match read {
                // Accounts that do not keep worries should not see them: as it should be.
                Err(error) if *log == Log::Worry && !reads_worries && is_refused(&error) => {}
                Err(error) => trouble = trouble.and(Err(error)),
                Ok(()) => {}
            }
            home.work.advance();
        }
    }
    (pulled, trouble)
}

#[derive(Clone, Copy)]
enum Pass {
    Forward,
    Holes,
}

/// Whether a login was refused what it need not see: worries are for those who keep safe.
pub(super) fn is_closed_to(member: &Member, log: Log, error: &ShareError) -> bool {
    log == Log::Worry && member.is_staff() && !member.keeps_safe() && is_refused(error)
}

/// Whether the share does not let this account read.
pub fn is_refused(error: &ShareError) -> bool {
    error.state() == super::ShareState::Refused
}

fn read_on(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
    pulled: &mut u64,
) -> Result<(), ShareError> {
    // Listed once for all that stands there, and again for what came meanwhile.
    loop {
        let after = received::cursor(home, &member.device, log)?.seq;
        let numbers = read::numbers_from(share, &member.device, log, after + 1)?;
        let mut is_new = false;
        while read_next(home, share, trust, member, log, &numbers, pulled)? {
            is_new = true;
        }
        if !is_new {
            return Ok(());
        }
    }
}

/// Takes over the next of these numbers' segments that can be believed, past gaps and junk; false
/// where there is none.
fn read_next(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
    numbers: &[u64],
    pulled: &mut u64,
) -> Result<bool, ShareError> {
    let device = &member.device;
    let mut cursor = received::cursor(home, device, log)?;
    let expected = cursor.seq + 1;
    let mut batch = Batch::new();
    let mut found = None;
    for seq in numbers.iter().copied().filter(|seq| *seq >= expected) {
        if !member.may_write(log, seq) {
            let place = SharePath::segment(log, device, seq);
            alarms::raise(home, &mut batch, AlarmKind::SetAside, place.as_str());
            break;
        }
        let reading = read::read(share, member, log, seq)?;
        for place in &reading.junk {
            alarms::raise(home, &mut batch, AlarmKind::Junk, place.as_str());
        }
        if let Some((segment, others)) = reading.into_following(&cursor.hash) {
            found = Some((seq, segment, others));
            break;
        }
    }
    let Some((seq, segment, others)) = found else {
        // What is junk today may be whole tomorrow: nothing is passed over yet.
        home.ledger.commit(batch)?;
        return Ok(false);
    };
    let is_after_hole = cursor.holes.last().is_some_and(|(_, last)| *last == cursor.seq);
    if seq > expected {
        let place = SharePath::segment(log, device, expected);
        alarms::raise(home, &mut batch, AlarmKind::Gap, place.as_str());
        cursor.holes.push((expected, seq - 1));
    } else if segment.header.prev != cursor.hash && !is_after_hole {
        let place = SharePath::segment(log, device, seq);
        alarms::raise(home, &mut batch, AlarmKind::Fork, place.as_str());
        branches::take_back(home, share, trust, member, (log, seq), &mut batch, pulled)?;
    }
    cursor.hash = segment.header_hash();
    cursor.seq = seq;
    let is_whole = take(home, trust, member, &segment, &mut batch, pulled)?;
    let beside = branches::take_new(home, trust, member, &others, &mut batch, pulled)?;
    if !(is_whole && beside.is_whole) {
        cursor.holes.push((seq, seq));
    }
    received::put_cursor(&mut batch, device, log, &cursor);
    home.ledger.commit(batch)?;
    Ok(true)
}

/// Looks again for what was missing or unreadable before.
fn fill_holes(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
    pulled: &mut u64,
) -> Result<(), ShareError> {
    let mut cursor = received::cursor(home, &member.device, log)?;
    let Some((first_hole, _)) = cursor.holes.first().copied() else {
        return Ok(());
    };
    let holes = cursor.holes.clone();
    for seq in read::numbers_from(share, &member.device, log, first_hole)? {
        if !holes.iter().any(|(first, last)| (*first..=*last).contains(&seq)) {
            continue;
        }
        let reading = read::read(share, member, log, seq)?;
        if reading.segments.is_empty() {
            continue;
        }
        let mut batch = Batch::new();
        let place = SharePath::segment(log, &member.device, seq);
        let mut is_whole = true;
        for segment in &reading.segments {
            is_whole &= take(home, trust, member, segment, &mut batch, pulled)?;
        }
        if is_whole {
            alarms::clear(&mut batch, AlarmKind::Gap, place.as_str());
            if reading.junk.is_empty() {
                alarms::clear(&mut batch, AlarmKind::Junk, place.as_str());
            }
            cursor.fill(seq);
            for (first, _) in &cursor.holes {
                let place = SharePath::segment(log, &member.device, *first);
                alarms::raise(home, &mut batch, AlarmKind::Gap, place.as_str());
            }
            received::put_cursor(&mut batch, &member.device, log, &cursor);
        } else {
            alarms::raise(home, &mut batch, AlarmKind::Gap, place.as_str());
        }
        home.ledger.commit(batch)?;
    }
    Ok(())
}

/// Takes over a believed segment: bodies, tombstones, and how far its writer has read us. False
/// where a body is missing that no tombstone names.
pub(super) fn take(
    home: &Home,
    trust: &Trust,
    member: &Member,
    segment: &Segment,
    batch: &mut Batch,
    pulled: &mut u64,
) -> Result<bool, ShareError> {
    let header = &segment.header;
    let mut is_whole = true;
    if header.keys_seq > trust.keys.number {
        let place = SharePath::keys(header.keys_seq);
        alarms::raise(home, batch, AlarmKind::KeysMissing, place.as_str());
    }
    if member.is_staff() {
        own_log::note_staff_time(home, batch, header.made_at)?;
        for head in header.heads.iter().filter(|head| &head.device == home.device_id()) {
            own_log::cover(home, batch, header.log, head, header.made_at)?;
        }
    }
    if !home.is_tablet() {
        let frame = segment.frame.encode(frame::SEGMENT);
        received::put_frame(home, batch, &header.device, header.log, header.seq, frame)?;
    }
    for (leaf, (promised, body)) in header.leaves.iter().zip(&segment.bodies).enumerate() {
        let Some(body) = body else {
            is_whole &= received::is_buried(home, &promised.body)?;
            continue;
        };
        let mut address = BodyAddress {
            device: header.device.clone(),
            log: header.log,
            seq: header.seq,
            leaf: u32::try_from(leaf).unwrap_or(u32::MAX),
        };
        if member.is_staff()
            && let Some(tombstone) = plain_tombstone(body, promised.commitment)
        {
            bury(home, batch, &believable(tombstone, member, (header.log, header.seq)))?;
        }
        if member.is_staff()
            && let Some(recipient) = plain_watch(body, promised.commitment)
        {
            watch::note_key(home, batch, &address, &recipient)?;
        }
        if let Some(entry_id) = received::buried_entry(home, &promised.body)? {
            if !home.is_tablet() {
                // It came back, or was never cut: it is to be destroyed here too.
                let again = BuriedBody { at: address, body: promised.body };
                let bodies = vec![again];
                received::note_burial(batch, &Tombstone { entry_id, bodies, blobs: Vec::new() });
            }
            continue;
        }
        let is_here = |at: &BodyAddress, batch: &Batch| -> Result<Option<bool>, ShareError> {
            let row = received::body_once_done(home, batch, at)?;
            Ok(row.map(|row| Hash::of(&row.body) == promised.body))
        };
        if is_here(&address, batch)? == Some(false) {
            address.leaf |= BRANCH;
        }
        if let Some(is_same) = is_here(&address, batch)? {
            // A third under one number is nowhere to be kept: its writer keeps it.
            is_whole &= is_same;
            continue;
        }
        *pulled += 1;
        if !home.is_tablet() && !member.is_staff() {
            // Tablets delete nothing before somebody has said that they have it.
            batch.put(Table::Facts, own_log::receipt_due(header.log), b"due");
        }
        let received = ReceivedBody {
            body: body.clone(),
            commitment: promised.commitment,
            received_at: home.machine.clock.now(),
        };
        received::put_body(home, batch, &address, &received)?;
    }
    Ok(is_whole)
}

/// What a member may bury: worries only those who keep safe, and only from the worry log.
pub(super) fn believable(
    mut tombstone: Tombstone,
    member: &Member,
    (log, seq): (Log, u64),
) -> Tombstone {
    let may_bury_worries = log == Log::Worry && member.destroyed_safely_at(log, seq);
    tombstone.bodies.retain(|buried| buried.at.log == Log::Daily || may_bury_worries);
    tombstone.blobs.retain(|buried| buried.log == Log::Daily || may_bury_worries);
    tombstone
}

fn plain_record(body: &[u8], commitment: Hash) -> Option<Record> {
    let is_plain = Body::decode(body).is_ok_and(|body| body.kind == BodyKind::Plain);
    let opened = if is_plain {
        envelope::open(body, &[]).ok()?
    } else {
        return None;
    };
    (opened.commitment == commitment).then_some(opened.envelope.record)
}

fn plain_tombstone(body: &[u8], commitment: Hash) -> Option<Tombstone> {
    match plain_record(body, commitment)? {
        Record::Tombstone(tombstone) => Some(tombstone),
        _ => None,
    }
}

/// What small notices may be sealed to for a member's computer.
fn plain_watch(body: &[u8], commitment: Hash) -> Option<String> {
    match plain_record(body, commitment)? {
        Record::Watch { recipient } => Some(recipient),
        _ => None,
    }
}

/// Forgets here what a tombstone names: bodies, own copies, media. A staff computer also notes
/// that the share may still hold it.
pub fn bury(home: &Home, batch: &mut Batch, tombstone: &Tombstone) -> Result<(), ShareError> {
    for buried in &tombstone.bodies {
        received::bury(batch, &buried.body, tombstone.entry_id.as_str());
        received::forget(home, batch, buried)?;
    }
    for buried in &tombstone.blobs {
        received::bury(batch, &buried.blob, tombstone.entry_id.as_str());
        batch.delete(Table::Blobs, buried.blob.0);
        home.fs()
            .remove(&outbox::blob_path(home, &buried.blob))
            .map_err(crate::store::StoreError::from)?;
    }
    if !home.is_tablet() {
        received::note_burial(batch, tombstone);
    }
    crate::store::shelf::remove_answer(batch, &tombstone.entry_id);
    crate::store::shelf::forget_entry(home, batch, &tombstone.entry_id)?;
    own_log::cut_own(home, batch, tombstone)
}
