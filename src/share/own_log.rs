//! Our own log: how far each of our segments has come, and the step that fixes the bytes of the
//! next one. Once fixed they never change, but for bodies that are cut out of them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ShareError;
use super::trust::Trust;
use crate::domain::{EntryId, Moment};
use crate::platform::{Batch, Table};
use crate::seal::sign;
use crate::store::received::{self, Cursor, ReceivedBody};
use crate::store::{Home, StoreError, outbox};
use crate::wire::record::{BodyAddress, Tombstone};
use crate::wire::segment::{HEADS_LIMIT, RECORDS_LIMIT, SEGMENT_LIMIT_BYTES};
use crate::wire::{Hash, Head, Header, Log, Segment, frame, from_cbor, to_cbor};

/// Bytes of bodies in one segment, with room for the header.
const BODIES_LIMIT_BYTES: usize = SEGMENT_LIMIT_BYTES - 512 * 1024;

/// How far one of our own segments has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Its bytes are fixed.
    Fixed,
    /// It was on the share, read back.
    Pushed,
    /// A staff device has stated that it has it.
    Covered,
}

/// A segment of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSegment {
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    pub header_hash: Hash,
    pub progress: Progress,
    pub since: Moment,
    pub entries: Vec<EntryId>,
}

fn key(log: Log, seq: u64) -> Vec<u8> {
    let mut key = log.letter().as_bytes().to_vec();
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

/// Our segments of a log, in order.
pub fn own_segments(home: &Home, log: Log) -> Result<Vec<(u64, OwnSegment)>, ShareError> {
    let rows = home.ledger.scan(Table::Segments, log.letter().as_bytes())?;
    let mut segments = Vec::with_capacity(rows.len());
    for (key, value) in rows {
        if let Some(seq) = seq_of(&key) {
            segments.push((seq, from_cbor(&value, "own segment").map_err(StoreError::from)?));
        }
    }
    Ok(segments)
}

/// One of our segments as it will be once the batch is committed.
fn own_segment(
    home: &Home,
    batch: &Batch,
    log: Log,
    seq: u64,
) -> Result<Option<OwnSegment>, ShareError> {
    let key = key(log, seq);
    let row = match batch.pending(Table::Segments, &key) {
        Some(pending) => pending.map(<[u8]>::to_vec),
        None => home.ledger.get(Table::Segments, &key)?,
    };
    let segment = row.map(|row| from_cbor(&row, "own segment"));
    Ok(segment.transpose().map_err(StoreError::from)?)
}

const TO_BE_SENT: [u8; 1] = [0];
const SENT: [u8; 1] = [1];

pub(super) fn put(batch: &mut Batch, log: Log, seq: u64, segment: &OwnSegment) {
    batch.put(Table::Segments, key(log, seq), to_cbor(segment));
    match segment.progress {
        Progress::Fixed => batch.put(Table::Uncovered, key(log, seq), TO_BE_SENT),
        Progress::Pushed => batch.put(Table::Uncovered, key(log, seq), SENT),
        Progress::Covered => batch.delete(Table::Uncovered, key(log, seq)),
    };
}

fn seq_of(key: &[u8]) -> Option<u64> {
    key.last_chunk().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The numbers of our segments, in order, without reading one.
pub fn own_numbers(home: &Home, log: Log) -> Result<Vec<u64>, ShareError> {
    let keys = home.ledger.keys(Table::Segments, log.letter().as_bytes())?;
    Ok(keys.iter().filter_map(|key| seq_of(key)).collect())
}

/// The numbers of those that are still to be sent, in order.
pub fn to_be_sent(home: &Home, log: Log) -> Result<Vec<u64>, ShareError> {
    let rows = home.ledger.scan(Table::Uncovered, log.letter().as_bytes())?;
    let due = rows.iter().filter(|(_, value)| value.as_slice() == TO_BE_SENT);
    Ok(due.filter_map(|(key, _)| seq_of(key)).collect())
}

/// One of our segments.
pub fn own_segment_at(home: &Home, log: Log, seq: u64) -> Result<Option<OwnSegment>, ShareError> {
    own_segment(home, &Batch::new(), log, seq)
}

const IS_INDEXED: &str = "uncovered-is-kept";

/// A home of before there was a table of what is uncovered gets it.
fn index_once(home: &Home) -> Result<(), ShareError> {
    if home.fact(IS_INDEXED)?.is_some() {
        return Ok(());
    }
    let mut batch = Batch::new();
    for log in Log::BOTH {
        for (seq, segment) in own_segments(home, log)? {
            put(&mut batch, log, seq, &segment);
        }
    }
    batch.put(Table::Facts, IS_INDEXED, b"yes");
    Ok(home.ledger.commit(batch)?)
}

/// Where our next segment goes: number and predecessor's hash.
fn tip(home: &Home, log: Log) -> Result<(u64, Hash), ShareError> {
    let Some(seq) = own_numbers(home, log)?.pop() else { return Ok((1, Hash::default())) };
    let last = own_segment_at(home, log, seq)?;
    Ok((seq + 1, last.map_or(Hash::default(), |segment| segment.header_hash)))
}

/// Most holes stated of one log; one with more is not stated at all, and its writer keeps it.
const HOLES_LIMIT: usize = 8;

/// How far we have read the others, for the header: only logs of the same letter, so that the
/// daily log does not tell how many worries there are.
fn heads(home: &Home, log: Log) -> Result<Vec<Head>, ShareError> {
    let cursors = received::cursors(home)?;
    Ok(cursors
        .into_iter()
        .filter(|(_, of, cursor)| *of == log && cursor.seq > 0 && cursor.holes.len() <= HOLES_LIMIT)
        .map(|(device, log, cursor)| Head {
            device,
            log,
            seq: cursor.seq,
            hash: cursor.hash,
            holes: cursor.holes,
        })
        .take(HEADS_LIMIT)
        .collect())
}

/// The fact that a tablet waits to hear that we have something of this log.
pub fn receipt_due(log: Log) -> String {
    format!("receipt-due/{}", log.letter())
}

/// Turns waiting records of a log into segments whose bytes will not change any more: those whose
/// media are on the share already, or are `given_up`. With a receipt
/// due, an empty segment is made where nothing waits, to state how far we have read.
pub fn fix(
    home: &Home,
    trust: &Trust,
    log: Log,
    given_up: &BTreeSet<Hash>,
) -> Result<(), ShareError> {
    index_once(home)?;
    let receipt_due = home.fact(&receipt_due(log))?.is_some();
    let mut waiting = Vec::new();
    for (row, record) in outbox::waiting(home)? {
        if record.log == log && outbox::unsent(home, &record.leaf.blobs)?.is_subset(given_up) {
            waiting.push((row, record));
        }
    }
    let mut is_first = true;
    while !waiting.is_empty() || (receipt_due && is_first) {
        is_first = false;
        let mut size = 0;
        let mut count = 0;
        for (_, record) in &waiting {
            size += record.body.len() + 4;
            if count == RECORDS_LIMIT || (count > 0 && size > BODIES_LIMIT_BYTES) {
                break;
            }
            count += 1;
        }
        let chosen: Vec<_> = waiting.drain(..count).collect();
        fix_one(home, trust, log, chosen)?;
    }
    Ok(())
}

fn fix_one(
    home: &Home,
    trust: &Trust,
    log: Log,
    chosen: Vec<(Vec<u8>, outbox::Waiting)>,
) -> Result<(), ShareError> {
    let (seq, prev) = tip(home, log)?;
    let now = home.machine.clock.now();
    let header = Header {
        domain: frame::SEGMENT.domain.to_owned(),
        share_id: home.share_id().clone(),
        device: home.device_id().clone(),
        role: home.settings.role,
        log,
        seq,
        prev,
        keys_seq: trust.keys.number,
        made_at: now,
        heads: heads(home, log)?,
        leaves: chosen.iter().map(|(_, record)| record.leaf.clone()).collect(),
    };
    let mut batch = Batch::new();
    batch.delete(Table::Facts, receipt_due(log));
    let mut entries = Vec::new();
    for (leaf, (row, record)) in chosen.iter().enumerate() {
        batch.delete(Table::Outbox, row.clone());
        entries.extend(record.entry_id.clone());
        if !home.is_tablet() {
            // Staff read their own decisions like everybody else's.
            let leaf = u32::try_from(leaf).unwrap_or(u32::MAX);
            let address = BodyAddress { device: home.device_id().clone(), log, seq, leaf };
            let body = ReceivedBody {
                body: record.body.clone(),
                commitment: record.leaf.commitment,
                received_at: now,
            };
            received::put_body(home, &mut batch, &address, &body)?;
        }
    }
    let bodies = chosen.into_iter().map(|(_, record)| record.body).collect();
    let segment = sign::segment(header, bodies, &home.keys);
    let own = OwnSegment {
        bytes: segment.encode(),
        header_hash: segment.header_hash(),
        progress: Progress::Fixed,
        since: now,
        entries,
    };
    put(&mut batch, log, seq, &own);
    Ok(home.ledger.commit(batch)?)
}

/// Takes the next number for a segment whose name somebody took: the same sealed bodies under a
/// new header. Later segments of ours keep their order behind it.
pub(super) fn move_on(
    home: &Home,
    own: OwnSegment,
    decoded: Segment,
    mut prev: Hash,
) -> Result<(OwnSegment, Segment), ShareError> {
    let (log, seq) = (decoded.header.log, decoded.header.seq);
    let mut batch = Batch::new();
    batch.delete(Table::Segments, key(log, seq));
    batch.delete(Table::Uncovered, key(log, seq));
    let mut behind = Vec::new();
    for at in own_numbers(home, log)?.into_iter().filter(|at| *at > seq) {
        behind.extend(own_segment_at(home, log, at)?.map(|segment| (at, segment)));
    }
    if behind.iter().any(|(_, own)| own.progress != Progress::Fixed) {
        // Others stand behind it on the share already: it goes to the end, they stay.
        let (at, prev) = tip(home, log)?;
        let header = Header { seq: at, prev, ..decoded.header };
        let resigned = sign::cut_segment(header, decoded.bodies, &home.keys);
        let own =
            OwnSegment { bytes: resigned.encode(), header_hash: resigned.header_hash(), ..own };
        put(&mut batch, log, at, &own);
        move_bodies(home, &mut batch, log, seq, &resigned)?;
        home.ledger.commit(batch)?;
        return Ok((own, resigned));
    }
    let mut moved = Vec::new();
    // Everything fixed from here on moves up by one, each naming its predecessor anew.
    let mut queue = vec![(seq, own, decoded)];
    for (at, segment) in behind {
        let decoded = Segment::decode(&segment.bytes)?;
        queue.push((at, segment, decoded));
    }
    for (at, segment, decoded) in queue {
        let header = Header { seq: at + 1, prev, ..decoded.header };
        let resigned = sign::cut_segment(header, decoded.bodies, &home.keys);
        let segment =
            OwnSegment { bytes: resigned.encode(), header_hash: resigned.header_hash(), ..segment };
        prev = segment.header_hash;
        put(&mut batch, log, at + 1, &segment);
        moved.push((at + 1, segment, resigned));
    }
    // From the last, so that none takes the place of one that has not moved yet.
    for (at, _, segment) in moved.iter().rev() {
        move_bodies(home, &mut batch, log, at - 1, segment)?;
    }
    home.ledger.commit(batch)?;
    // The first of them is the one being pushed.
    let (_, own, decoded) = moved.into_iter().next().ok_or(ShareError::Keys)?;
    Ok((own, decoded))
}

fn move_bodies(
    home: &Home,
    batch: &mut Batch,
    log: Log,
    from: u64,
    segment: &Segment,
) -> Result<(), ShareError> {
    for leaf in 0..u32::try_from(segment.header.leaves.len()).unwrap_or(0) {
        let device = home.device_id().clone();
        let old = BodyAddress { device: device.clone(), log, seq: from, leaf };
        let new = BodyAddress { device, log, seq: segment.header.seq, leaf };
        received::move_body(home, batch, &old, &new)?;
    }
    Ok(())
}

/// Notes that a staff device has our segments up to this head, but for its holes. A head that
/// names another segment than ours covers nothing: it is of somebody with a copy of our key.
pub fn cover(
    home: &Home,
    batch: &mut Batch,
    log: Log,
    head: &Head,
    stated_at: Moment,
) -> Result<(), ShareError> {
    let since = stated_at.max(home.machine.clock.now());
    let Some(row) = home.ledger.get(Table::Segments, &key(log, head.seq))? else {
        return Ok(());
    };
    let last: OwnSegment = from_cbor(&row, "own segment").map_err(StoreError::from)?;
    if head.log != log || last.header_hash != head.hash {
        return Ok(());
    }
    let is_had = |seq: u64| {
        seq <= head.seq && !head.holes.iter().any(|(first, last)| (*first..=*last).contains(&seq))
    };
    for key in home.ledger.keys(Table::Uncovered, log.letter().as_bytes())? {
        let Some(seq) = seq_of(&key).filter(|seq| is_had(*seq)) else { continue };
        let Some(segment) = own_segment(home, batch, log, seq)? else { continue };
        if segment.progress == Progress::Pushed {
            let covered = OwnSegment { progress: Progress::Covered, since, ..segment };
            put(batch, log, seq, &covered);
        }
    }
    Ok(())
}

const STAFF_TIME: &str = "staff-time";

/// Notes what time it is by a staff computer's signed word.
pub fn note_staff_time(home: &Home, batch: &mut Batch, at: Moment) -> Result<(), ShareError> {
    if at > staff_time(home)? {
        batch.put(Table::Facts, STAFF_TIME, at.unix_millis.to_be_bytes());
    }
    Ok(())
}

/// The latest time that staff computers have signed; the beginning of time before the first.
pub fn staff_time(home: &Home) -> Result<Moment, ShareError> {
    let stored = home.fact(STAFF_TIME)?.and_then(|bytes| bytes.try_into().ok());
    Ok(Moment::from_millis(stored.map_or(0, i64::from_be_bytes)))
}

/// Our log as a cursor, for `verify`.
pub fn own_cursor(home: &Home, log: Log) -> Result<Cursor, ShareError> {
    let due = to_be_sent(home, log)?;
    let Some(seq) = own_numbers(home, log)?.into_iter().rfind(|seq| !due.contains(seq)) else {
        return Ok(Cursor::start());
    };
    let hash = own_segment_at(home, log, seq)?.map(|segment| segment.header_hash);
    Ok(Cursor { seq, hash: hash.unwrap_or_default(), holes: Vec::new() })
}

/// Takes withdrawn bodies out of our own copies, so that nothing of them is left here to be put
/// again.
pub fn cut_own(home: &Home, batch: &mut Batch, tombstone: &Tombstone) -> Result<(), ShareError> {
    let mut places: Vec<(Log, u64)> = tombstone
        .bodies
        .iter()
        .filter(|buried| &buried.at.device == home.device_id())
        .map(|buried| (buried.at.log, buried.at.seq))
        .collect();
    places.dedup();
    for (log, seq) in places {
        let Some(own) = own_segment(home, batch, log, seq)? else { continue };
        let mut segment = Segment::decode(&own.bytes)?;
        for (leaf, body) in segment.header.leaves.iter().zip(&mut segment.bodies) {
            if tombstone.bodies.iter().any(|buried| buried.body == leaf.body) {
                *body = None;
            }
        }
        put(batch, log, seq, &OwnSegment { bytes: segment.encode(), ..own });
    }
    Ok(())
}
