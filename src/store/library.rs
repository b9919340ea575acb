//! The library: everything a member of staff may read, opened in memory and held against every
//! decision made about it. A cache made of sealed bodies; nothing of it is written.

use std::collections::{BTreeMap, BTreeSet};

use super::alarms::{self, AlarmKind};
use super::received::{self, ReceivedBody};
use super::shelf::KnownSchool;
use super::{Home, StoreError, outbox};
use crate::domain::review::HeardEntry;
use crate::domain::{DeviceId, EntryId, EntryState, Moment, School};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::seal::{Identity, SealError, envelope};
use crate::wire::record::{BodyAddress, EntryRecord, Receipt, Record};
use crate::wire::{Envelope, Hash, KeysFile, Log, Member};
use zeroize::Zeroizing;

/// An entry with all that is known of it here.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub record: EntryRecord,
    pub device: DeviceId,
    pub log: Log,
    /// Where the body lies that the pupil's tablet wrote.
    pub address: BodyAddress,
    /// That body's plaintext, where we have it only by a grant.
    pub granted: Option<Zeroizing<Vec<u8>>>,
    pub received_at: Moment,
    pub opened: bool,
    /// When it was put on the staff pages.
    pub published_at: Option<Moment>,
    pub taken_back: bool,
    pub held: bool,
    pub replies: Vec<String>,
}

impl LibraryEntry {
    pub fn state(&self) -> EntryState {
        if self.held {
            EntryState::Held
        } else if self.taken_back {
            EntryState::TakenBack
        } else if self.published_at.is_some() {
            EntryState::Published
        } else if self.opened {
            EntryState::Seen
        } else {
            EntryState::New
        }
    }

    pub fn is_urgent(&self) -> bool {
        self.record.sign_off.worry.as_ref().is_some_and(|worry| worry.urgent)
    }

    pub fn heard(&self) -> HeardEntry {
        self.record.heard_from(&self.device)
    }
}

/// A body that is about an entry, wherever it lies: what a withdrawal takes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub address: BodyAddress,
    pub body: Hash,
}

fn place(address: &BodyAddress) -> String {
    let log = address.log.letter();
    format!("{log}/{}/{}#{}", address.device, address.seq, address.leaf)
}

/// What staff can read.
#[derive(Debug, Default)]
pub struct Library {
    pub entries: BTreeMap<EntryId, LibraryEntry>,
    pub receipts: Vec<(Moment, Receipt)>,
    pub school: Option<KnownSchool>,
    traces: BTreeMap<EntryId, Vec<Trace>>,
    withdrawn: BTreeSet<EntryId>,
    staff: BTreeSet<DeviceId>,
    keep_safe: BTreeSet<DeviceId>,
}

impl Library {
    /// Opens every body that is sealed to these identities. What is wrong with the others
    /// becomes an alarm.
    pub fn open(home: &Home, keys: &KeysFile, identities: &[Identity]) -> Result<Self, StoreError> {
        let who = |is: fn(&Member) -> bool| {
            let members = keys.members.iter().filter(move |member| is(member));
            members.map(|member| member.device.clone()).collect::<BTreeSet<_>>()
        };
        let mut library = Library {
            staff: who(Member::is_staff),
            keep_safe: who(Member::keeps_safe),
            ..Self::default()
        };
        let mut alarms = Batch::new();
        let mut opened_bodies = Vec::new();
        let mut commitments = BTreeMap::new();
        let bodies = received::bodies(home)?;
        home.work.step(Step::Opening, bodies.len() as u64);
        for (address, received) in bodies {
            home.work.advance();
            commitments.insert(address.clone(), received.commitment);
            match Self::believed(home, keys, identities, &address, &received) {
                Ok(Some(envelope)) => opened_bodies.push((address, received, envelope)),
                Ok(None) => {}
                Err(kind) => alarms::raise(home, &mut alarms, kind, &place(&address)),
            }
        }
        // Entries first: a decision may lie in a log that sorts before the entry's own.
        for (address, received, envelope) in &opened_bodies {
            let entered = library.enter(address, received.received_at, envelope, &commitments);
            if let Err(kind) = entered {
                alarms::raise(home, &mut alarms, kind, &place(address));
            }
        }
        for (address, received, envelope) in opened_bodies {
            library.trace(&address, &received, &envelope);
            library.take_decision(&address, &envelope);
        }
        // Our own decisions count from the moment they are in the outbox.
        for (number, (_, waiting)) in outbox::waiting(home)?.into_iter().enumerate() {
            if let Ok(opened) = envelope::open(&waiting.body, identities) {
                let leaf = u32::try_from(number).unwrap_or(u32::MAX);
                let device = home.device_id().clone();
                // It has no place yet, but comes after all that has one.
                let address = BodyAddress { device, log: waiting.log, seq: u64::MAX, leaf };
                library.take_decision(&address, &opened.envelope);
            }
        }
        if !alarms.changes.is_empty() {
            home.ledger.commit(alarms)?;
        }
        Ok(library)
    }

    /// What a body says, if it was made for its place by somebody who may say it; nothing where
    /// it is sealed to others.
    fn believed(
        home: &Home,
        keys: &KeysFile,
        identities: &[Identity],
        address: &BodyAddress,
        received: &ReceivedBody,
    ) -> Result<Option<Envelope>, AlarmKind> {
        let opened = match envelope::open(&received.body, identities) {
            Ok(opened) => opened,
            Err(SealError::NotForUs) => return Ok(None),
            Err(SealError::Wire(_)) => return Err(AlarmKind::UnknownRecord),
            Err(_) => return Err(AlarmKind::Junk),
        };
        let envelope = opened.envelope;
        let is_in_place = opened.commitment == received.commitment
            && envelope.device == address.device
            && &envelope.share_id == home.share_id();
        if !is_in_place {
            return Err(AlarmKind::Copied);
        }
        let member = keys.member(&address.device).ok_or(AlarmKind::Unauthorised)?;
        if !member.may_write(address.log, address.seq) {
            return Err(AlarmKind::SetAside);
        }
        if !envelope.record.is_for(member) {
            return Err(AlarmKind::Unauthorised);
        }
        Ok(Some(envelope))
    }

    /// Takes an entry over, from its own body or from a grant that holds that body's plaintext.
    fn enter(
        &mut self,
        address: &BodyAddress,
        received_at: Moment,
        envelope: &Envelope,
        commitments: &BTreeMap<BodyAddress, Hash>,
    ) -> Result<(), AlarmKind> {
        match &envelope.record {
            Record::Entry(record) => {
                self.insert(record, &envelope.device, address, received_at, None)
            }
            Record::Grant { entry_id, at, plaintext } => {
                // Withdrawn since: the grant speaks of nothing.
                let Some(commitment) = commitments.get(at) else {
                    return Ok(());
                };
                let original =
                    envelope::read_plaintext(plaintext).map_err(|_| AlarmKind::Copied)?;
                match &original.envelope.record {
                    Record::Entry(record)
                        if original.commitment == *commitment && &record.entry_id == entry_id =>
                    {
                        let device = &original.envelope.device;
                        self.insert(record, device, at, received_at, Some(plaintext))
                    }
                    _ => Err(AlarmKind::Copied),
                }
            }
            _ => Ok(()),
        }
    }

    fn insert(
        &mut self,
        record: &EntryRecord,
        device: &DeviceId,
        address: &BodyAddress,
        received_at: Moment,
        granted: Option<&Vec<u8>>,
    ) -> Result<(), AlarmKind> {
        if !record.is_by(device) || &address.device != device {
            return Err(AlarmKind::Copied);
        }
        self.entries.entry(record.entry_id.clone()).or_insert_with(|| LibraryEntry {
            record: record.clone(),
            device: device.clone(),
            log: address.log,
            address: address.clone(),
            granted: granted.map(|plaintext| Zeroizing::new(plaintext.clone())),
            received_at,
            opened: false,
            published_at: None,
            taken_back: false,
            held: false,
            replies: Vec::new(),
        });
        Ok(())
    }

    fn trace(&mut self, address: &BodyAddress, received: &ReceivedBody, envelope: &Envelope) {
        // Receipts and tombstones outlive what they speak of.
        if matches!(envelope.record, Record::Receipt(_) | Record::Tombstone(_)) {
            return;
        }
        if let Some(entry_id) = envelope.record.entry_id() {
            self.traces
                .entry(entry_id.clone())
                .or_default()
                .push(Trace { address: address.clone(), body: Hash::of(&received.body) });
        }
    }

    fn take_decision(&mut self, address: &BodyAddress, envelope: &Envelope) {
        let log = address.log;
        match &envelope.record {
            Record::School(school) => {
                self.take_school(address, envelope, school);
                return;
            }
            Record::Receipt(receipt) => {
                self.receipts.push((envelope.at, receipt.clone()));
                return;
            }
            Record::Tombstone(tombstone) => {
                // A worry is buried from the worry log alone.
                let entry = self.entries.get(&tombstone.entry_id);
                let may = log == Log::Daily || self.keep_safe.contains(&envelope.device);
                if may && entry.is_none_or(|entry| entry.log == log) {
                    self.withdrawn.insert(tombstone.entry_id.clone());
                    self.entries.remove(&tombstone.entry_id);
                }
                return;
            }
            Record::Entry(_) | Record::Grant { .. } | Record::Answer { .. } => return,
            Record::TakeBack { .. }
            | Record::Opened { .. }
            | Record::Published { .. }
            | Record::Reply { .. }
            | Record::Hold { .. } => {}
        }
        let entry = envelope.record.entry_id().and_then(|entry_id| self.entries.get_mut(entry_id));
        let Some(entry) = entry else { return };
        let deciders = if entry.log == Log::Worry { &self.keep_safe } else { &self.staff };
        match &envelope.record {
            // The tablet that sent it, or staff: nobody else's word takes it away.
            Record::TakeBack { .. } => {
                entry.taken_back |=
                    envelope.device == entry.device || deciders.contains(&envelope.device);
            }
            Record::Opened { .. } => entry.opened = true,
            Record::Published { .. } => {
                entry.published_at = entry.published_at.max(Some(envelope.at))
            }
            Record::Reply { text, .. } if !entry.replies.contains(text) => {
                entry.replies.push(text.clone());
            }
            Record::Hold { .. } => entry.held |= deciders.contains(&envelope.device),
            _ => {}
        }
    }

    /// A later word of the same device replaces its earlier one, whatever its clock says;
    /// between devices the clocks decide.
    fn take_school(&mut self, address: &BodyAddress, envelope: &Envelope, school: &School) {
        let told = KnownSchool {
            told_at: envelope.at,
            teller: envelope.device.to_string(),
            place: (address.seq, address.leaf),
            school: school.clone(),
        };
        if self.school.as_ref().is_none_or(|known| told.replaces(known)) {
            self.school = Some(told);
        }
    }

    /// Every body that is about this entry.
    pub fn traces_of(&self, entry_id: &EntryId) -> &[Trace] {
        self.traces.get(entry_id).map_or(&[], Vec::as_slice)
    }

    /// Withdrawn entries of which something came later.
    pub fn late_traces(&self) -> Vec<(EntryId, &[Trace])> {
        let late = self.withdrawn.iter().filter(|entry_id| self.traces.contains_key(*entry_id));
        late.map(|entry_id| (entry_id.clone(), self.traces_of(entry_id))).collect()
    }

    pub fn is_withdrawn(&self, entry_id: &EntryId) -> bool {
        self.withdrawn.contains(entry_id)
    }

    /// Entries that wait to be heard: worries first, urgent ones on top, then the oldest.
    pub fn inbox(&self) -> Vec<&LibraryEntry> {
        let mut entries: Vec<&LibraryEntry> = self.entries.values().collect();
        entries.sort_by_key(|entry| {
            let record = &entry.record;
            let rank = match (entry.is_urgent(), record.kind.is_worry()) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            (rank, record.made_at, record.entry_id.clone())
        });
        entries
    }
}
