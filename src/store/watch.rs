//! What this computer may know of worries while nobody has typed a passphrase: a key of its own,
//! kept in the clear, that opens notices and nothing else; what those said; and what was told here.
//!
//! Never a pupil's name, never a word of a worry: only ids of entries and of computers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::received::{self, address_of};
use super::{Home, StoreError, outbox};
use crate::domain::overdue::Limits;
use crate::domain::people::Person;
use crate::domain::{Calendar, DeviceId, EntryId, How, Moment, NoteId};
use crate::platform::{Batch, Table, fs};
use crate::seal::{Identity, Recipient, SealError, envelope, recipient};
use crate::wire::record::{BodyAddress, Notice, Record};
use crate::wire::{KeysFile, Log, Member, from_cbor, to_cbor};

const KEY_FILE: &str = "watch.key";
const KEYS: &str = "watch-key/";
const HEARD: &[u8] = b"watch-heard/";
const TOLD: &str = "watch-told/";
const DUE: &str = "watch-due/";
const SCHOOL: &str = "watch-school";

/// This computer's own key for notices, where it has one.
pub fn identity(home: &Home) -> Result<Option<Identity>, StoreError> {
    let Some(text) = home.secret(KEY_FILE)? else { return Ok(None) };
    let text = std::str::from_utf8(&text).map_err(|_| SealError::NotAKey)?;
    Ok(Some(Identity::parse(text)?))
}

pub fn keep_identity(home: &Home, identity: &Identity) -> Result<(), StoreError> {
    let text: Zeroizing<String> = identity.to_secret_text();
    Ok(fs::replace_private(home.fs(), &home.folder.join(KEY_FILE), text.as_bytes())?)
}

/// Notes what a member's computer wants notices sealed to; its last word counts.
pub fn note_key(
    home: &Home,
    batch: &mut Batch,
    address: &BodyAddress,
    text: &str,
) -> Result<(), StoreError> {
    if recipient(text).is_err() {
        return Ok(());
    }
    let name = format!("{KEYS}{}", address.device);
    let known: Option<(u64, u32, Recipient)> =
        home.fact(&name)?.map(|bytes| from_cbor(&bytes, "watch key")).transpose()?;
    if known.is_none_or(|(seq, leaf, _)| (seq, leaf) <= (address.seq, address.leaf)) {
        batch.put(Table::Facts, name, to_cbor(&(address.seq, address.leaf, text)));
    }
    Ok(())
}

/// What notices can be sealed to, for the computers that said so.
pub fn keys(home: &Home) -> Result<BTreeMap<DeviceId, Recipient>, StoreError> {
    let mut keys = BTreeMap::new();
    for (name, value) in home.ledger.scan(Table::Facts, KEYS.as_bytes())? {
        let name = String::from_utf8_lossy(&name).into_owned();
        let device = name.strip_prefix(KEYS).and_then(|device| device.parse().ok());
        let (_, _, recipient): (u64, u32, Recipient) = from_cbor(&value, "watch key")?;
        keys.extend(device.map(|device: DeviceId| (device, recipient)));
    }
    if let Some(own) = identity(home)? {
        keys.insert(home.device_id().clone(), own.recipient());
    }
    Ok(keys)
}

/// What of the school is needed to keep the clock without its names: staff by their computers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KnownStaff {
    pub people: Vec<Person>,
    /// Weekdays on which somebody is in, where that is not every day.
    pub days_in: BTreeMap<DeviceId, BTreeSet<u8>>,
    pub calendar: Calendar,
    pub limits: Limits,
}

/// As last heard by somebody who could open it; nothing before.
pub fn staff(home: &Home) -> Result<KnownStaff, StoreError> {
    let stored = home.fact(SCHOOL)?;
    Ok(stored.map(|bytes| from_cbor(&bytes, "staff")).transpose()?.unwrap_or_default())
}

/// Keeps it, where it is another than before; without names.
pub fn keep_staff(home: &Home, mut staff: KnownStaff) -> Result<(), StoreError> {
    for person in &mut staff.people {
        person.name.clear();
    }
    let value = to_cbor(&staff);
    if home.fact(SCHOOL)?.as_ref() != Some(&value) {
        home.put_fact(SCHOOL, &value)?;
    }
    Ok(())
}

/// What one body of a worry log said to this computer's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Heard {
    /// Sealed to others, or about nothing that is watched.
    Nothing,
    Notice {
        notice: Box<Notice>,
        said_at: Moment,
        received_at: Moment,
        /// Staff say it, of an entry that somebody may have opened before.
        #[serde(default)]
        is_concern: bool,
    },
    /// As computers of earlier versions kept it.
    Opened(EntryId),
    OpenedAt {
        entry_id: EntryId,
        at: Moment,
        #[serde(default)]
        concerns: BTreeSet<NoteId>,
    },
    Told {
        entry_id: EntryId,
        #[serde(default)]
        concern_id: Option<NoteId>,
        whom: DeviceId,
        how: How,
    },
}

/// A worry that a notice told of and that nobody has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    pub notice: Notice,
    pub said_at: Moment,
    pub received_at: Moment,
}

/// All that is known without a passphrase.
#[derive(Debug, Default)]
pub struct Watched {
    /// By entry, the earliest notice of each.
    pub waiting: BTreeMap<EntryId, Noticed>,
    /// Who was told of what, by whomever.
    pub told: BTreeSet<ToldOf>,
    /// Entries that were first noticed in this look.
    pub new: BTreeSet<EntryId>,
}

fn heard_of(
    record: Record,
    member: &Member,
    address: &BodyAddress,
    (said_at, received_at): (Moment, Moment),
) -> Heard {
    match record {
        Record::Notice(notice) => {
            let is_concern = member.is_staff();
            Heard::Notice { notice, said_at, received_at, is_concern }
        }
        Record::Opened { entry_id, concerns, .. }
            if member.kept_safe_at(address.log, address.seq) =>
        {
            Heard::OpenedAt { entry_id, at: said_at, concerns }
        }
        Record::Notified { entry_id, concern_id, whom, how, .. } => {
            Heard::Told { entry_id, concern_id, whom, how }
        }
        _ => Heard::Nothing,
    }
}

/// What was heard, in no order.
#[derive(Debug, Default)]
struct All {
    /// With whether it is of a concern.
    notices: Vec<(Noticed, bool)>,
    /// The latest opening by somebody who keeps safe.
    opened: BTreeMap<EntryId, Moment>,
    /// Concerns that somebody knew of who opened the entry and keeps safe.
    concerns: BTreeSet<NoteId>,
    told: BTreeSet<ToldOf>,
}

impl All {
    fn add(&mut self, heard: Heard) {
        match heard {
            Heard::Nothing => {}
            Heard::Notice { notice, said_at, received_at, is_concern } => {
                self.notices.push((Noticed { notice: *notice, said_at, received_at }, is_concern));
            }
            Heard::Opened(entry_id) => self.open(entry_id, Moment::default()),
            Heard::OpenedAt { entry_id, at, concerns } => {
                self.open(entry_id, at);
                self.concerns.extend(concerns);
            }
            Heard::Told { entry_id, concern_id, whom, how } => {
                self.told.insert(ToldOf { entry_id, concern_id, whom, how });
            }
        }
    }

    fn open(&mut self, entry_id: EntryId, at: Moment) {
        let known = self.opened.entry(entry_id).or_default();
        *known = at.max(*known);
    }

    /// The earliest notice of each entry that nobody has opened. Who opened a worry has heard it,
    /// whatever the tablet's clock says; of a concern, whoever knew of it when they opened the entry.
    fn waiting(&self) -> BTreeMap<EntryId, Noticed> {
        let mut waiting: BTreeMap<EntryId, Noticed> = BTreeMap::new();
        for (noticed, is_concern) in &self.notices {
            let entry_id = &noticed.notice.entry_id;
            let opened = self.opened.get(entry_id);
            let is_heard = match &noticed.notice.concern_id {
                Some(concern) => self.concerns.contains(concern),
                // As earlier versions raised them: by the clocks.
                None => opened.is_some_and(|at| !is_concern || *at >= noticed.said_at),
            };
            let is_earlier =
                waiting.get(entry_id).is_none_or(|known| noticed.received_at < known.received_at);
            if !is_heard && is_earlier {
                waiting.insert(entry_id.clone(), noticed.clone());
            }
        }
        waiting
    }
}

/// Looks at what came into worry logs since the last look, with this computer's own key, and
/// gives all that is known by it.
pub fn look(home: &Home, keys: &KeysFile, identity: &Identity) -> Result<Watched, StoreError> {
    let identities = std::slice::from_ref(identity);
    let mut known: BTreeMap<Vec<u8>, Heard> = BTreeMap::new();
    for (key, value) in home.ledger.scan(Table::Facts, HEARD)? {
        known.insert(key[HEARD.len()..].to_vec(), from_cbor(&value, "notice")?);
    }
    let mut batch = Batch::new();
    let mut all = All::default();
    let mut new = BTreeSet::new();
    for member in &keys.members {
        let prefix = format!("{}/{}/", member.device, Log::Worry.letter());
        for key in home.ledger.keys(Table::Bodies, prefix.as_bytes())? {
            let Some(address) = address_of(&key) else { continue };
            let heard = match known.remove(&key) {
                Some(heard) => heard,
                None => {
                    let heard = open(home, &address, member, identities)?;
                    if let Heard::Notice { notice, .. } = &heard {
                        new.insert(notice.entry_id.clone());
                    }
                    batch.put(Table::Facts, [HEARD, &key].concat(), to_cbor(&heard));
                    heard
                }
            };
            if member.may_write(address.log, address.seq) {
                all.add(heard);
            }
        }
    }
    // What was withdrawn is not known here any more.
    for key in known.into_keys() {
        batch.delete(Table::Facts, [HEARD, &key].concat());
    }
    // Our own words on their way count as said.
    for (_, waiting) in outbox::waiting(home)?.iter().filter(|(_, row)| row.log == Log::Worry) {
        if let (Ok(body), Some(own)) =
            (envelope::open(&waiting.body, identities), keys.member(home.device_id()))
        {
            let at = waiting.since;
            // It has no place yet.
            let (device, log) = (own.device.clone(), Log::Worry);
            let place = BodyAddress { device, log, seq: u64::MAX, leaf: 0 };
            all.add(heard_of(body.envelope.record, own, &place, (at, at)));
        }
    }
    if !batch.changes.is_empty() {
        home.ledger.commit(batch)?;
    }
    let waiting = all.waiting();
    new.retain(|entry_id| waiting.contains_key(entry_id));
    Ok(Watched { waiting, told: all.told, new })
}

fn open(
    home: &Home,
    address: &BodyAddress,
    member: &Member,
    identities: &[Identity],
) -> Result<Heard, StoreError> {
    let Some(row) = received::body(home, address)? else { return Ok(Heard::Nothing) };
    let Ok(opened) = envelope::open(&row.body, identities) else { return Ok(Heard::Nothing) };
    let is_in_place = opened.is_in_place(home.share_id(), &address.device, &row.commitment);
    let record = opened.envelope.record;
    if !is_in_place || !record.is_for(member, address) {
        return Ok(Heard::Nothing);
    }
    Ok(heard_of(record, member, address, (opened.envelope.at, row.received_at)))
}

/// That somebody was told of an entry, or of a concern about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldOf {
    pub entry_id: EntryId,
    pub concern_id: Option<NoteId>,
    pub whom: DeviceId,
    pub how: How,
}

impl ToldOf {
    /// What the key of a concern ends with; nothing for the entry itself.
    fn ending(&self) -> String {
        self.concern_id.as_ref().map(|concern| format!("/{concern}")).unwrap_or_default()
    }

    fn key(&self) -> String {
        let Self { entry_id, whom, how, .. } = self;
        format!("{TOLD}{entry_id}/{whom}/{}{}", how.as_str(), self.ending())
    }
}

/// Notes that this computer told somebody.
pub fn note_told(batch: &mut Batch, told: &ToldOf) {
    batch.put(Table::Facts, told.key(), b"");
}

pub fn was_told(home: &Home, told: &ToldOf) -> Result<bool, StoreError> {
    Ok(home.fact(&told.key())?.is_some())
}

/// Since when this computer knows that somebody is to be told of an entry: from now on where it
/// did not know before.
pub fn due_since(
    home: &Home,
    batch: &mut Batch,
    told: &ToldOf,
    now: Moment,
) -> Result<Moment, StoreError> {
    let name = format!("{DUE}{}/{}{}", told.entry_id, told.whom, told.ending());
    match home.fact(&name)?.and_then(|bytes| bytes.try_into().ok()) {
        Some(millis) => Ok(Moment::from_millis(i64::from_be_bytes(millis)).min(now)),
        None => {
            batch.put(Table::Facts, name, now.unix_millis.to_be_bytes());
            Ok(now)
        }
    }
}

/// Lets go of what was noted of entries that wait no more.
pub fn forget_but(
    home: &Home,
    batch: &mut Batch,
    waiting: &BTreeSet<EntryId>,
) -> Result<(), StoreError> {
    for prefix in [TOLD, DUE] {
        for key in home.ledger.keys(Table::Facts, prefix.as_bytes())? {
            let name = String::from_utf8_lossy(&key).into_owned();
            let entry_id = name.strip_prefix(prefix).and_then(|rest| rest.split('/').next());
            let entry_id: Option<EntryId> = entry_id.and_then(|entry_id| entry_id.parse().ok());
            if entry_id.is_none_or(|entry_id| !waiting.contains(&entry_id)) {
                batch.delete(Table::Facts, key);
            }
        }
    }
    Ok(())
}
