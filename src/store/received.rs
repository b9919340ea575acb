//! What came from other devices, still sealed: cursors, bodies, tombstones.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Home, StoreError};
use crate::domain::{DeviceId, EntryId, Moment};
use crate::platform::{Batch, Table};
use crate::wire::record::{BodyAddress, BuriedBody, Tombstone};
use crate::wire::{Hash, Log, from_cbor, to_cbor};

/// How far a log has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub seq: u64,
    /// BLAKE3 of that segment's header; zeros where none was read.
    pub hash: Hash,
    /// Numbers passed over that may yet appear: first and last of each run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holes: Vec<(u64, u64)>,
}

impl Cursor {
    /// Takes a number out of the hole it was in.
    pub fn fill(&mut self, seq: u64) {
        let parts = |(first, last): (u64, u64)| {
            if seq < first || seq > last {
                return vec![(first, last)];
            }
            let before = (first < seq).then(|| (first, seq - 1));
            let after = (seq < last).then(|| (seq + 1, last));
            before.into_iter().chain(after).collect()
        };
        self.holes = self.holes.drain(..).flat_map(parts).collect();
    }

    pub fn start() -> Self {
        Self { seq: 0, hash: Hash::default(), holes: Vec::new() }
    }
}

/// A body as it came, with what its header promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedBody {
    #[serde(with = "serde_bytes")]
    pub body: Vec<u8>,
    pub commitment: Hash,
    /// When this computer got it: retention and waiting count from here.
    pub received_at: Moment,
}

fn cursor_key(device: &DeviceId, log: Log) -> Vec<u8> {
    format!("{device}/{}", log.letter()).into_bytes()
}

pub fn cursor(home: &Home, device: &DeviceId, log: Log) -> Result<Cursor, StoreError> {
    match home.ledger.get(Table::Cursors, &cursor_key(device, log))? {
        Some(bytes) => Ok(from_cbor(&bytes, "cursor")?),
        None => Ok(Cursor::start()),
    }
}

pub fn put_cursor(batch: &mut Batch, device: &DeviceId, log: Log, cursor: &Cursor) {
    batch.put(Table::Cursors, cursor_key(device, log), to_cbor(cursor));
}

/// Every log this home has read, with how far.
pub fn cursors(home: &Home) -> Result<Vec<(DeviceId, Log, Cursor)>, StoreError> {
    let mut cursors = Vec::new();
    for (key, value) in home.ledger.scan(Table::Cursors, b"")? {
        let key = String::from_utf8_lossy(&key).into_owned();
        let Some((device, letter)) = key.split_once('/') else {
            continue;
        };
        let Ok(device) = device.parse() else { continue };
        let log = if letter == Log::Worry.letter() { Log::Worry } else { Log::Daily };
        cursors.push((device, log, from_cbor(&value, "cursor")?));
    }
    Ok(cursors)
}

/// Sorts as the address does: device, log, number, leaf.
pub fn body_key(address: &BodyAddress) -> Vec<u8> {
    let mut key = format!("{}/{}/", address.device, address.log.letter()).into_bytes();
    key.extend_from_slice(&address.seq.to_be_bytes());
    key.extend_from_slice(&address.leaf.to_be_bytes());
    key
}

/// The address that a key stands for.
pub fn address_of(key: &[u8]) -> Option<BodyAddress> {
    let (text, numbers) = key.split_at_checked(key.len().checked_sub(12)?)?;
    let text = std::str::from_utf8(text).ok()?;
    let (device, letter) = text.strip_suffix('/')?.split_once('/')?;
    let log = if letter == Log::Worry.letter() { Log::Worry } else { Log::Daily };
    Some(BodyAddress {
        device: device.parse().ok()?,
        log,
        seq: u64::from_be_bytes(numbers[..8].try_into().ok()?),
        leaf: u32::from_be_bytes(numbers[8..].try_into().ok()?),
    })
}

/// Two copies of one home, of which one did not hear of the other in time, may write different
/// segments under one number. Leaves of the second that was read count from here.
pub const BRANCH: u32 = 1 << 31;

/// Keeps a body that came.
pub fn put_body(
    home: &Home,
    batch: &mut Batch,
    address: &BodyAddress,
    body: &ReceivedBody,
) -> Result<(), StoreError> {
    batch.put(Table::Bodies, body_key(address), to_cbor(body));
    note_change(home, batch, address, Change::Came)
}

/// Moves a body to another address, where it is here.
pub fn move_body(
    home: &Home,
    batch: &mut Batch,
    from: &BodyAddress,
    to: &BodyAddress,
) -> Result<(), StoreError> {
    if let Some(row) = home.ledger.get(Table::Bodies, &body_key(from))? {
        batch.delete(Table::Bodies, body_key(from));
        batch.put(Table::Bodies, body_key(to), row);
        note_change(home, batch, from, Change::Went)?;
        note_change(home, batch, to, Change::Came)?;
    }
    Ok(())
}

/// What happened to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    Came,
    Went,
}

const CHANGE_NUMBER: &str = "change-number";

/// The number of the last change to the bodies kept here; 0 before the first.
pub fn last_change(home: &Home) -> Result<u64, StoreError> {
    let stored = home.fact(CHANGE_NUMBER)?;
    Ok(stored.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes))
}

/// Notes a change for the library, so that it need not look at every body to find the new ones.
/// Tablets have none.
fn note_change(
    home: &Home,
    batch: &mut Batch,
    address: &BodyAddress,
    change: Change,
) -> Result<(), StoreError> {
    if home.is_tablet() {
        return Ok(());
    }
    // Changes of the same batch are told apart by their place in it.
    let number = last_change(home)? + 1 + batch.changes.len() as u64;
    batch.put(Table::Changes, number.to_be_bytes(), to_cbor(&(address, change)));
    batch.put(Table::Facts, CHANGE_NUMBER, number.to_be_bytes());
    Ok(())
}

/// Changes after a number, in order, each with its own.
pub fn changes_after(
    home: &Home,
    number: u64,
) -> Result<Vec<(u64, BodyAddress, Change)>, StoreError> {
    let mut changes = Vec::new();
    for key in home.ledger.keys(Table::Changes, b"")? {
        let Some(at) = key.as_slice().try_into().ok().map(u64::from_be_bytes) else { continue };
        if at > number
            && let Some(row) = home.ledger.get(Table::Changes, &key)?
        {
            let (address, change) = from_cbor(&row, "change")?;
            changes.push((at, address, change));
        }
    }
    Ok(changes)
}

/// Lets go of changes up to a number: the library on disk has them.
pub fn forget_changes(home: &Home, batch: &mut Batch, up_to: u64) -> Result<(), StoreError> {
    for key in home.ledger.keys(Table::Changes, b"")? {
        if key.as_slice() <= up_to.to_be_bytes().as_slice() {
            batch.delete(Table::Changes, key);
        }
    }
    Ok(())
}

fn log_key(device: &DeviceId, log: Log, seq: u64) -> Vec<u8> {
    let mut key = format!("{device}/{}/", log.letter()).into_bytes();
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

/// Keeps the signed header of somebody's segment, as it stands in the file. A second one under the
/// same number (see [`BRANCH`]) is kept too, by its hash.
pub fn put_frame(
    home: &Home,
    batch: &mut Batch,
    device: &DeviceId,
    log: Log,
    seq: u64,
    frame: Vec<u8>,
) -> Result<(), StoreError> {
    let mut key = log_key(device, log, seq);
    let first = match batch.pending(Table::Frames, &key) {
        Some(pending) => pending.map(<[u8]>::to_vec),
        None => home.ledger.get(Table::Frames, &key)?,
    };
    if first.is_some_and(|first| first != frame) {
        key.extend_from_slice(&Hash::of(&frame).0);
    }
    batch.put(Table::Frames, key, frame);
    Ok(())
}

/// The numbers of the signed headers of a log that are here, in order, one for each header.
fn frame_numbers(home: &Home, device: &DeviceId, log: Log) -> Result<Vec<u64>, StoreError> {
    let prefix = format!("{device}/{}/", log.letter());
    let keys = home.ledger.keys(Table::Frames, prefix.as_bytes())?;
    let number = |key: &Vec<u8>| key.get(prefix.len()..)?.first_chunk().copied();
    Ok(keys.iter().filter_map(number).map(u64::from_be_bytes).collect())
}

/// The numbers of a log whose signed headers are here, in order.
pub fn framed(home: &Home, device: &DeviceId, log: Log) -> Result<Vec<u64>, StoreError> {
    let mut numbers = frame_numbers(home, device, log)?;
    numbers.dedup();
    Ok(numbers)
}

/// Those of them under which there is more than one.
pub fn branched(home: &Home, device: &DeviceId, log: Log) -> Result<BTreeSet<u64>, StoreError> {
    let numbers = frame_numbers(home, device, log)?;
    Ok(numbers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect())
}

/// The signed headers under a number, as they stand in the files, the one that was read first
/// before the others.
pub fn frames(
    home: &Home,
    device: &DeviceId,
    log: Log,
    seq: u64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows = home.ledger.scan(Table::Frames, &log_key(device, log, seq))?;
    Ok(rows.into_iter().map(|(_, frame)| frame).collect())
}

/// The body at an address, where it came and was not withdrawn.
pub fn body(home: &Home, address: &BodyAddress) -> Result<Option<ReceivedBody>, StoreError> {
    match home.ledger.get(Table::Bodies, &body_key(address))? {
        Some(row) => Ok(Some(from_cbor(&row, "received body")?)),
        None => Ok(None),
    }
}

/// The body at an address as it will be once the batch is committed.
pub fn body_once_done(
    home: &Home,
    batch: &Batch,
    address: &BodyAddress,
) -> Result<Option<ReceivedBody>, StoreError> {
    match batch.pending(Table::Bodies, &body_key(address)) {
        Some(Some(row)) => Ok(Some(from_cbor(row, "received body")?)),
        Some(None) => Ok(None),
        None => body(home, address),
    }
}

/// Where every body lies that came and was not withdrawn, in order.
pub fn addresses(home: &Home) -> Result<Vec<BodyAddress>, StoreError> {
    let keys = home.ledger.keys(Table::Bodies, b"")?;
    Ok(keys.iter().filter_map(|key| address_of(key)).collect())
}

/// Every body that came and was not withdrawn, in the order of addresses.
pub fn bodies(home: &Home) -> Result<Vec<(BodyAddress, ReceivedBody)>, StoreError> {
    let mut bodies = Vec::new();
    for (key, value) in home.ledger.scan(Table::Bodies, b"")? {
        if let Some(address) = address_of(&key) {
            bodies.push((address, from_cbor(&value, "received body")?));
        }
    }
    Ok(bodies)
}

/// Whether a tombstone names this body or blob.
pub fn is_buried(home: &Home, hash: &Hash) -> Result<bool, StoreError> {
    Ok(home.ledger.get(Table::Tombstones, &hash.0)?.is_some())
}

/// The entry of a body or blob that a tombstone names.
pub fn buried_entry(home: &Home, hash: &Hash) -> Result<Option<EntryId>, StoreError> {
    let row = home.ledger.get(Table::Tombstones, &hash.0)?;
    Ok(row.and_then(|row| String::from_utf8(row).ok()?.parse().ok()))
}

/// Notes that a body or blob was withdrawn, and forgets it here.
pub fn bury(batch: &mut Batch, hash: &Hash, entry_id: &str) {
    batch.put(Table::Tombstones, hash.0, entry_id);
}

/// Forgets a body, if what lies at its address is the body that is meant.
pub fn forget(home: &Home, batch: &mut Batch, buried: &BuriedBody) -> Result<(), StoreError> {
    for leaf in [buried.at.leaf, buried.at.leaf ^ BRANCH] {
        let at = BodyAddress { leaf, ..buried.at.clone() };
        if body(home, &at)?.is_some_and(|row| Hash::of(&row.body) == buried.body) {
            batch.delete(Table::Bodies, body_key(&at));
            note_change(home, batch, &at, Change::Went)?;
        }
    }
    Ok(())
}

/// How far the share is with what a tombstone names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Burial {
    /// The share may still hold it.
    Due,
    /// It was destroyed; a backup or a sync client may bring it back.
    Done,
}

impl Burial {
    fn prefix(self) -> &'static str {
        match self {
            Self::Due => "burial-due/",
            Self::Done => "burial-done/",
        }
    }
}

fn burial_key(burial: Burial, tombstone: &Tombstone) -> String {
    let hash = Hash::of(&to_cbor(tombstone));
    format!("{}{}/{hash}", burial.prefix(), tombstone.entry_id)
}

/// Notes that the share may still hold what this tombstone names.
pub fn note_burial(batch: &mut Batch, tombstone: &Tombstone) {
    batch.put(Table::Facts, burial_key(Burial::Due, tombstone), to_cbor(tombstone));
}

/// Notes that the share holds nothing of it any more.
pub fn note_buried(batch: &mut Batch, tombstone: &Tombstone) {
    batch.delete(Table::Facts, burial_key(Burial::Due, tombstone));
    batch.put(Table::Facts, burial_key(Burial::Done, tombstone), to_cbor(tombstone));
}

/// At most so many of those that were destroyed, after a key, each with its own.
pub fn buried_after(
    home: &Home,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<(Vec<u8>, Tombstone)>, StoreError> {
    let keys = home.ledger.keys(Table::Facts, Burial::Done.prefix().as_bytes())?;
    let rest = keys.into_iter().filter(|key| after.is_none_or(|after| key.as_slice() > after));
    let mut buried = Vec::new();
    for key in rest.take(limit) {
        if let Some(value) = home.ledger.get(Table::Facts, &key)? {
            buried.push((key, from_cbor(&value, "tombstone")?));
        }
    }
    Ok(buried)
}

/// Tombstones by how far the share is with them.
pub fn burials(home: &Home, burial: Burial) -> Result<Vec<Tombstone>, StoreError> {
    home.ledger
        .scan(Table::Facts, burial.prefix().as_bytes())?
        .into_iter()
        .map(|(_, value)| Ok(from_cbor(&value, "tombstone")?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_number_splits_its_hole() {
        let mut cursor = Cursor { holes: vec![(1, 1), (5, 9)], ..Cursor::start() };
        cursor.fill(7);
        assert_eq!(cursor.holes, [(1, 1), (5, 6), (8, 9)]);
        cursor.fill(1);
        cursor.fill(5);
        cursor.fill(100);
        assert_eq!(cursor.holes, [(6, 6), (8, 9)]);
    }
}
