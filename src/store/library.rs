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
use crate::seal::{Identity, SealError, envelope};
use crate::wire::record::{BodyAddress, EntryRecord, Receipt, Record};
use crate::wire::{Envelope, Hash, KeysFile, Log};

/// An entry with all that is known of it here.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub record: EntryRecord,
    pub device: DeviceId,
    pub log: Log,
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
        self.record
            .sign_off
            .worry
            .as_ref()
            .is_some_and(|worry| worry.urgent)
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
    pub blobs: Vec<Hash>,
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
}

impl Library {
    /// Opens every body that is sealed to these identities. What is wrong with the others
    /// becomes an alarm.
    pub fn open(home: &Home, keys: &KeysFile, identities: &[Identity]) -> Result<Self, StoreError> {
        let staff = keys.members.iter().filter(|member| member.is_staff());
        let mut library = Library {
            staff: staff.map(|member| member.device.clone()).collect(),
            ..Self::default()
        };
        let mut alarms = Batch::new();
        let mut later = Vec::new();
        for (address, received) in received::bodies(home)? {
            let place = format!(
                "{}/{}/{}#{}",
                address.log.letter(),
                address.device,
                address.seq,
                address.leaf
            );
            match envelope::open(&received.body, identities) {
                Ok(opened)
                    if opened.commitment != received.commitment
                        || opened.envelope.device != address.device
                        || &opened.envelope.share_id != home.share_id() =>
                {
                    alarms::raise(home, &mut alarms, AlarmKind::Copied, &place);
                }
                Ok(opened) => {
                    let may = keys.member(&address.device).is_some_and(|member| {
                        member
                            .roles
                            .iter()
                            .any(|role| opened.envelope.record.is_for_role(*role))
                    });
                    if may {
                        later.push((address, received, opened.envelope));
                    } else {
                        alarms::raise(home, &mut alarms, AlarmKind::Unauthorised, &place);
                    }
                }
                Err(SealError::NotForUs) => {}
                Err(SealError::Wire(_)) => {
                    alarms::raise(home, &mut alarms, AlarmKind::UnknownRecord, &place);
                }
                Err(_) => alarms::raise(home, &mut alarms, AlarmKind::Junk, &place),
            }
        }
        // Entries first: a decision may lie in a log that sorts before the entry's own.
        for (address, received, envelope) in &later {
            library.take_entry(address, received, envelope);
        }
        for (address, received, envelope) in later {
            library.trace(&address, &received, &envelope);
            library.take_decision(&envelope);
        }
        library.take_waiting(home, identities)?;
        if !alarms.changes.is_empty() {
            home.ledger.commit(alarms)?;
        }
        Ok(library)
    }

    /// Our own decisions count from the moment they are in the outbox.
    fn take_waiting(&mut self, home: &Home, identities: &[Identity]) -> Result<(), StoreError> {
        let mut own = Vec::new();
        for (_, waiting) in outbox::waiting(home)? {
            if let Ok(opened) = envelope::open(&waiting.body, identities) {
                own.push((waiting.log, waiting.since, opened.envelope));
            }
        }
        for (log, since, envelope) in &own {
            self.insert_entry(*log, *since, envelope);
        }
        for (_, _, envelope) in own {
            self.take_decision(&envelope);
        }
        Ok(())
    }

    fn take_entry(&mut self, address: &BodyAddress, received: &ReceivedBody, envelope: &Envelope) {
        self.insert_entry(address.log, received.received_at, envelope);
    }

    fn insert_entry(&mut self, log: Log, received_at: Moment, envelope: &Envelope) {
        let (record, device) = match &envelope.record {
            Record::Entry(record) => (record, &envelope.device),
            Record::Grant { entry, device, .. } => (entry, device),
            _ => return,
        };
        self.entries
            .entry(record.entry_id.clone())
            .or_insert_with(|| LibraryEntry {
                record: record.clone(),
                device: device.clone(),
                log,
                received_at,
                opened: false,
                published_at: None,
                taken_back: false,
                held: false,
                replies: Vec::new(),
            });
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
                .push(Trace {
                    address: address.clone(),
                    body: Hash::of(&received.body),
                    blobs: received.blobs.clone(),
                });
        }
    }

    fn take_decision(&mut self, envelope: &Envelope) {
        match &envelope.record {
            Record::School(school) => {
                self.take_school(envelope, school);
                return;
            }
            Record::Receipt(receipt) => {
                self.receipts.push((envelope.at, receipt.clone()));
                return;
            }
            Record::Tombstone(tombstone) => {
                self.withdrawn.insert(tombstone.entry_id.clone());
                self.entries.remove(&tombstone.entry_id);
                return;
            }
            Record::Entry(_) | Record::Grant { .. } | Record::Answer { .. } => return,
            Record::TakeBack { .. }
            | Record::Opened { .. }
            | Record::Published { .. }
            | Record::Reply { .. }
            | Record::Hold { .. } => {}
        }
        let entry = envelope
            .record
            .entry_id()
            .and_then(|entry_id| self.entries.get_mut(entry_id));
        let Some(entry) = entry else { return };
        match &envelope.record {
            // The tablet that sent it, or staff: nobody else's word takes it away.
            Record::TakeBack { .. } => {
                entry.taken_back |=
                    envelope.device == entry.device || self.staff.contains(&envelope.device);
            }
            Record::Opened { .. } => entry.opened = true,
            Record::Published { .. } => {
                entry.published_at = entry.published_at.max(Some(envelope.at))
            }
            Record::Reply { text, .. } => entry.replies.push(text.clone()),
            Record::Hold { .. } => entry.held = true,
            _ => {}
        }
    }

    /// A later word of the same device replaces its earlier one, whatever its clock says;
    /// between devices the clocks decide.
    fn take_school(&mut self, envelope: &Envelope, school: &School) {
        let told = KnownSchool {
            told_at: envelope.at,
            teller: envelope.device.to_string(),
            school: school.clone(),
        };
        if self
            .school
            .as_ref()
            .is_none_or(|known| told.replaces(known))
        {
            self.school = Some(told);
        }
    }

    /// Every body that is about this entry.
    pub fn traces_of(&self, entry_id: &EntryId) -> &[Trace] {
        self.traces.get(entry_id).map_or(&[], Vec::as_slice)
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
