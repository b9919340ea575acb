//! Once a day: what the share has lost is put again from what is still here, and a tablet lets go
//! of what staff have had for two weeks. A file server is restored from last week's backup, a
//! sync client forgets, somebody tidies up: none of it may cost a word.

use std::collections::BTreeSet;
use std::time::Duration;

use super::own_log::{self, OwnSegment, Progress, own_segments, put};
use super::push::push_blob;
use super::read::Reading;
use super::trust::{self, KEYS_LIMIT_BYTES, Trust, read_share_file};
use super::{PutNew, Share, ShareError, branches, pull, read};
use crate::domain::Moment;
use crate::platform::{Batch, Table};
use crate::seal::sign;
use crate::store::alarms::{self, AlarmKind};
use crate::store::{Home, StoreError, outbox, received};
use crate::wire::{
    Header, KeysFile, Log, Member, Segment, SharePath, Signer, WireError, frame, to_cbor,
};

/// How long a tablet keeps what staff have, in case the share loses it.
const KEPT_AFTER_COVER: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// Segments at the end of everybody's log that are read again each day.
const RECENT: usize = 16;
const LOOKED_AFTER: &str = "looked-after";
/// How far in a log of ours a look came that was stopped: the next one goes on from there.
const UP_TO: &str = "looked-after-up-to/";
/// Noted after so many segments.
const UP_TO_STEP: u64 = 50;
/// The same of others' logs, by the last that was looked at.
const OTHERS_UP_TO: &str = "looked-after-others-up-to";
const OTHERS_STEP: u64 = 8;
const LOOKED_AFTER_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether something done every so often is due; a clock that was ahead and was set back does not
/// put it off.
pub fn is_due(home: &Home, fact: &str, every: Duration) -> Result<bool, StoreError> {
    let last = home.fact(fact)?.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes);
    let now = home.machine.clock.now();
    Ok(last.map(Moment::from_millis).is_none_or(|at| now < at || now.since(at) > every))
}

/// Notes that it was done now.
pub fn note_done(home: &Home, fact: &str) -> Result<(), StoreError> {
    home.put_fact(fact, &home.machine.clock.now().unix_millis.to_be_bytes())
}

/// Puts again what the share lost of ours, and of the keys files that everybody holds.
pub fn look_after(home: &Home, share: &dyn Share, trust: &Trust) -> Result<(), ShareError> {
    if !is_due(home, LOOKED_AFTER, LOOKED_AFTER_EVERY)? {
        return Ok(());
    }
    if read_share_file(share)?.is_none() {
        // Everything seems lost from a share that is gone itself.
        return Ok(());
    }
    keys(home, share, trust)?;
    let member = trust.own_member(home.device_id())?;
    for log in Log::BOTH {
        match own(home, share, trust, member, log) {
            Err(error) if pull::is_closed_to(member, log, &error) => {}
            done => done?,
        }
    }
    if !home.is_tablet() {
        all_others(home, share, trust)?;
    }
    let mut batch = Batch::new();
    for log in Log::BOTH {
        batch.delete(Table::Facts, format!("{UP_TO}{}", log.letter()));
    }
    batch.delete(Table::Facts, OTHERS_UP_TO);
    home.ledger.commit(batch)?;
    Ok(note_done(home, LOOKED_AFTER)?)
}

/// Others' logs, from where a look before this one was stopped.
fn all_others(home: &Home, share: &dyn Share, trust: &Trust) -> Result<(), ShareError> {
    let from = home.fact(OTHERS_UP_TO)?;
    let logs = trust.keys.members.iter().flat_map(|other| Log::BOTH.map(|log| (other, log)));
    let place = |(other, log): &(&Member, Log)| format!("{}/{}", other.device, log.letter());
    let mut rest: Vec<(&Member, Log)> = logs.collect();
    if let Some(done) = rest.iter().position(|one| Some(place(one).into_bytes()) == from) {
        rest.drain(..=done);
    }
    for (count, one) in (1..).zip(rest) {
        match others(home, share, trust, one.0, one.1) {
            // Not every account may write there.
            Err(error) if pull::is_refused(&error) => {}
            done => done?,
        }
        if count % OTHERS_STEP == 0 {
            home.put_fact(OTHERS_UP_TO, place(&one).as_bytes())?;
        }
    }
    Ok(())
}

/// What whoever was shut out said before still counts, and nobody else may have its media: what the
/// share lost of that is put again, and nothing else.
pub fn leave_whole(home: &Home, share: &dyn Share, trust: &Trust) -> Result<(), ShareError> {
    let is_gone = read_share_file(share)?.is_none();
    let Some(member) = trust.keys.member(home.device_id()).filter(|_| !is_gone) else {
        return Ok(());
    };
    if !is_due(home, LOOKED_AFTER, LOOKED_AFTER_EVERY)? {
        return Ok(());
    }
    for log in Log::BOTH {
        for (seq, own) in own_segments(home, log)? {
            let segment = Segment::decode(&own.bytes)?;
            let has_bodies = segment.bodies.iter().any(Option::is_some);
            if !member.may_write(log, seq) || !has_bodies {
                continue;
            }
            let there = read::read(share, member, log, seq)?;
            if is_on_share(home, share, &there, &segment)? {
                continue;
            }
            tracing::error!(seq, "the share lost a segment of ours; it is put again");
            let mut batch = Batch::new();
            put_again(home, &mut batch, &segment)?;
            home.ledger.commit(batch)?;
            for blob in segment.header.leaves.iter().flat_map(|leaf| &leaf.blobs) {
                push_blob(home, share, log, &blob.hash)?;
            }
            if there.segments.is_empty() {
                let path = SharePath::segment(log, &member.device, seq);
                put_where_it_was(share, member, &segment, &path, &own.bytes)?;
            }
        }
    }
    Ok(note_done(home, LOOKED_AFTER)?)
}

/// In the place of nothing, or of what nobody signed: looked at once more before it goes.
fn put_where_it_was(
    share: &dyn Share,
    member: &Member,
    segment: &Segment,
    path: &SharePath,
    bytes: &[u8],
) -> Result<(), ShareError> {
    let (log, seq) = (segment.header.log, segment.header.seq);
    if share.put_new(path, bytes)? == PutNew::Exists
        && read::read(share, member, log, seq)?.segments.is_empty()
    {
        share.delete(path)?;
        share.put_new(path, bytes)?;
    }
    Ok(())
}

/// Keys files are public and follow from the root: whoever has believed one may put it again, in
/// the place of nothing or of what nobody has signed. A write that was cut short on the server,
/// though it read back here, would keep everybody else from hearing of a revocation.
fn keys(home: &Home, share: &dyn Share, trust: &Trust) -> Result<(), ShareError> {
    for number in 1..=trust.keys.number {
        let Some(bytes) = trust::kept_bytes(home, number)? else { continue };
        let path = SharePath::keys(number);
        let there = match share.get(&path, KEYS_LIMIT_BYTES) {
            Err(ShareError::TooLarge { .. }) => Some(Vec::new()),
            other => other?,
        };
        let put = match there {
            Some(there) if there == bytes || is_signed(trust, &there) => continue,
            Some(_) => share.delete(&path).and_then(|()| share.put_new(&path, &bytes)),
            None => share.put_new(&path, &bytes),
        };
        tracing::error!(number, "the share lost a keys file; it is put again");
        match put {
            // Not every account may write there.
            Err(error) if pull::is_refused(&error) => {}
            put => drop(put?),
        }
    }
    Ok(())
}

/// Whether somebody who may has signed it, whatever it says; a newer version's may be.
fn is_signed(trust: &Trust, bytes: &[u8]) -> bool {
    let (signed, file) = match KeysFile::decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => return matches!(error, WireError::Newer(_)),
    };
    let key = match &file.signer {
        Signer::Root => Some(trust.root_public_key.as_slice()),
        Signer::Device(device) => {
            trust.keys.member(device).map(|member| member.verifying_key.as_slice())
        }
    };
    file.share_id == trust.share_id
        && key.is_some_and(|key| sign::verify(frame::KEYS, &signed, key).is_ok())
}

fn own(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
) -> Result<(), ShareError> {
    // Neither this clock alone nor staff's alone may cost the second copy.
    let now = home.machine.clock.now().min(own_log::staff_time(home)?);
    let there: BTreeSet<u64> =
        read::numbers_from(share, home.device_id(), log, 1)?.into_iter().collect();
    let up_to = format!("{UP_TO}{}", log.letter());
    let from = home.fact(&up_to)?.and_then(|bytes| bytes.try_into().ok());
    let from = from.map_or(0, u64::from_be_bytes);
    let numbers = own_log::own_numbers(home, log)?.into_iter().filter(|seq| *seq > from);
    let mut last = from;
    for (count, seq) in (1..).zip(numbers) {
        last = seq;
        let own = own_log::own_segment_at(home, log, seq)?;
        let Some(own) = own.filter(|own| own.progress != Progress::Fixed) else { continue };
        let segment = Segment::decode(&own.bytes)?;
        // Where nothing of it is left here, its header still tells readers that nothing is hidden.
        let has_bodies = segment.bodies.iter().any(Option::is_some);
        let mut batch = Batch::new();
        let is_there = if has_bodies {
            let there = read::read(share, member, log, seq)?;
            if !home.is_tablet() {
                read_branches(home, trust, member, &there, &mut batch)?;
            }
            is_on_share(home, share, &there, &segment)?
        } else {
            there.contains(&seq)
        };
        if !is_there {
            tracing::error!(seq, "the share lost a segment of ours; it is put again");
            put_again(home, &mut batch, &segment)?;
            put(&mut batch, log, seq, &OwnSegment { progress: Progress::Fixed, ..own });
        } else if home.is_tablet()
            && has_bodies
            && own.progress == Progress::Covered
            && now.since(own.since) > KEPT_AFTER_COVER
        {
            release(home, &mut batch, log, seq, own, segment)?;
        }
        if count % UP_TO_STEP == 0 {
            batch.put(Table::Facts, up_to.as_str(), seq.to_be_bytes());
        }
        if !batch.changes.is_empty() {
            home.ledger.commit(batch)?;
        }
    }
    Ok(home.put_fact(&up_to, &last.to_be_bytes())?)
}

/// Whether all of a segment that is here is on the share too, but for what was withdrawn.
fn is_on_share(
    home: &Home,
    share: &dyn Share,
    there: &Reading,
    own: &Segment,
) -> Result<bool, ShareError> {
    let header = &own.header;
    let Some(there) = there.same_as(own) else { return Ok(false) };
    for ((leaf, ours), theirs) in header.leaves.iter().zip(&own.bodies).zip(&there.bodies) {
        if ours.is_some() && theirs.is_none() && !received::is_buried(home, &leaf.body)? {
            return Ok(false);
        }
    }
    for blob in header.leaves.iter().flat_map(|leaf| &leaf.blobs) {
        let path = SharePath::blob(header.log, &header.device, &blob.hash);
        // What is no longer here cannot be put again.
        let is_here = home.fs().size(&outbox::blob_path(home, &blob.hash));
        if is_here.map_err(StoreError::from)?.is_some() && share.size(&path)? != Some(blob.size) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts again what the share lost of somebody else's log: the header that they signed, and every
/// body that came from it and was not withdrawn. Media are theirs to put.
fn others(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
) -> Result<(), ShareError> {
    let framed = received::framed(home, &member.device, log)?;
    let Some(first) = framed.first() else { return Ok(()) };
    let there: BTreeSet<u64> =
        read::numbers_from(share, &member.device, log, *first)?.into_iter().collect();
    // Its writer may have been put back from a backup that does not know what it wrote.
    let mut junk = BTreeSet::new();
    let mut looked_at = received::branched(home, &member.device, log)?;
    looked_at.extend(framed.iter().rev().take(RECENT));
    for seq in looked_at.into_iter().filter(|seq| there.contains(seq)) {
        let reading = read::read(share, member, log, seq)?;
        if reading.segments.is_empty() {
            junk.insert(seq);
            continue;
        }
        let mut batch = Batch::new();
        read_branches(home, trust, member, &reading, &mut batch)?;
        home.ledger.commit(batch)?;
        branches::put_beside(home, share, member, (log, seq), &reading)?;
    }
    for seq in framed {
        // Whoever serves looks after what stands there longer; whoever was shut out cannot.
        let stands = there.contains(&seq)
            && !junk.contains(&seq)
            && (member.serves() || !read::read(share, member, log, seq)?.segments.is_empty());
        if stands {
            continue;
        }
        // Its branches are put beside it the next day.
        let frames = received::frames(home, &member.device, log, seq)?;
        let Some(frame) = frames.first() else { continue };
        let Some(segment) = branches::as_it_came(home, frame)? else { continue };
        let is_cut = segment.bodies.iter().any(Option::is_none);
        let path = match is_cut {
            true => SharePath::cut(log, &member.device, seq, 1),
            false => SharePath::segment(log, &member.device, seq),
        };
        tracing::error!(%path, "the share lost a segment; it is put again");
        put_where_it_was(share, member, &segment, &path, &segment.encode())?;
    }
    Ok(())
}

/// A number that was free again was taken by a copy of the same home, or what it took is beside it
/// again: what is not known here is read.
fn read_branches(
    home: &Home,
    trust: &Trust,
    member: &Member,
    there: &Reading,
    batch: &mut Batch,
) -> Result<(), ShareError> {
    let taken = branches::take_new(home, trust, member, &there.segments, batch, &mut 0)?;
    if let Some(segment) = there.segment().filter(|_| taken.is_new) {
        let Header { log, seq, .. } = segment.header;
        let place = SharePath::segment(log, &member.device, seq);
        alarms::raise(home, batch, AlarmKind::Fork, place.as_str());
    }
    Ok(())
}

fn put_again(home: &Home, batch: &mut Batch, segment: &Segment) -> Result<(), ShareError> {
    for blob in segment.header.leaves.iter().flat_map(|leaf| &leaf.blobs) {
        if let Some(row) = outbox::blob_row(home, &blob.hash)? {
            let row = outbox::BlobRow { pushed: false, ..row };
            batch.put(Table::Blobs, blob.hash.0, to_cbor(&row));
        }
    }
    Ok(())
}

fn release(
    home: &Home,
    batch: &mut Batch,
    log: Log,
    seq: u64,
    own: OwnSegment,
    mut segment: Segment,
) -> Result<(), ShareError> {
    for blob in segment.header.leaves.iter().flat_map(|leaf| &leaf.blobs) {
        batch.delete(Table::Blobs, blob.hash.0);
        let path = outbox::blob_path(home, &blob.hash);
        home.fs().remove(&path).map_err(StoreError::from)?;
    }
    segment.bodies.fill(None);
    let bytes = segment.encode();
    put(batch, log, seq, &OwnSegment { bytes, ..own });
    Ok(())
}
