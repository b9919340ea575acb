//! What all that was said about an entry comes to. A pure function: the order in which records
//! came does not matter, only where they stand in their logs.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::deciders::Deciders;
use super::published::{self, Publication};
use super::{KnownNote, LibraryEntry, Reply};
use crate::domain::beside::NOTES_LIMIT;
use crate::domain::{
    Concern, DeviceId, Handover, Moment, NoteId, Opening, Redaction, Tags, Telling, review,
};
use crate::seal::envelope;
use crate::store::alarms::AlarmKind;
use crate::wire::record::{Again, BodyAddress, EntryRecord, Record};
use crate::wire::{Envelope, Hash, Log};

/// A believed body about an entry.
#[derive(Debug, Clone)]
pub struct Said {
    pub address: BodyAddress,
    pub received_at: Moment,
    /// Ours, and not in a segment yet.
    pub is_waiting: bool,
    pub envelope: Envelope,
}

/// How an entry stands, but for its record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Standing {
    pub device: DeviceId,
    /// Where the body lies that the pupil's tablet wrote.
    pub address: BodyAddress,
    /// Where the body lies that we have its record from: the same, or a grant.
    pub source: BodyAddress,
    pub received_at: Moment,
    pub opened: bool,
    pub opened_by: Vec<Opening>,
    pub published_at: Option<Moment>,
    pub redaction: Redaction,
    pub is_asked: bool,
    pub meant: Vec<(Redaction, bool)>,
    pub taken_back: bool,
    pub held: bool,
    pub replies: Vec<Reply>,
    pub is_words_asked: bool,
    pub words_meant: Option<bool>,
    pub notes: Vec<KnownNote>,
    pub tags: Tags,
    pub tagged_at: Option<Moment>,
    pub told: Vec<Telling>,
    pub done: Vec<Handover>,
    pub concerns: Vec<Concern>,
}

/// What is known of an entry.
#[derive(Debug, Default)]
pub struct Settled {
    pub entry: Option<LibraryEntry>,
    pub source: Option<BodyAddress>,
    pub is_withdrawn: bool,
    published: Vec<Publication>,
    pub alarms: Vec<(AlarmKind, BodyAddress)>,
}

/// By the address of a grant: where the body that it speaks of lies here, if it still does, with what
/// its signed header promised.
pub type Granted = BTreeMap<BodyAddress, (BodyAddress, Hash)>;

/// Settles what was said about one entry, given in the order of addresses.
pub fn settle(said: &[Said], deciders: Deciders<'_>, commitments: &Granted) -> Settled {
    let mut settled = Settled::default();
    // Entries first: a decision may lie in a log that sorts before the entry's own.
    for one in said.iter().filter(|one| !one.is_waiting) {
        match entered(one, commitments) {
            Ok(Some(entry)) if settled.entry.is_none() => {
                settled.entry = Some(entry);
                settled.source = Some(one.address.clone());
            }
            Ok(_) => {}
            Err(kind) => settled.alarms.push((kind, one.address.clone())),
        }
    }
    for one in said {
        decide(&mut settled, one, deciders);
    }
    if let Some(entry) = &mut settled.entry {
        let shown = published::stands(&settled.published);
        (entry.published_at, entry.redaction) = (shown.published_at, shown.redaction.clone());
        entry.is_asked = said.iter().any(|one| shown.is_asked_by(&one.envelope.record));
        entry.meant = meant(entry, said);
        shown.carry_no(&mut entry.meant);
        take_notes(entry, said, deciders);
        entry.opened_by.sort_by_key(|opening| opening.at);
        entry.told.sort_by_key(|telling| telling.at);
        entry.done.sort_by_key(|done| done.at);
        entry.concerns.sort_by_key(|concern| concern.at);
    }
    settled
}

/// What the pupil said last to each way of showing the entry: on the tablet it came from, or as
/// staff say again to newcomers.
fn meant(entry: &LibraryEntry, said: &[Said]) -> Vec<(Redaction, bool)> {
    let again = said.iter().filter_map(|one| match &one.envelope.record {
        Record::Published { redaction, is_meant: Some(is_meant), .. } => {
            Some((redaction, *is_meant))
        }
        _ => None,
    });
    let own = said.iter().filter_map(|one| match &one.envelope.record {
        Record::Meant { redaction, is_meant, .. } if one.envelope.device == entry.device => {
            Some((redaction, *is_meant))
        }
        _ => None,
    });
    let mut all: Vec<(Redaction, bool)> = Vec::new();
    // What stands later in the tablet's own log is later, whatever its clock says.
    for (redaction, is_meant) in again.chain(own) {
        match all.iter_mut().find(|(shown, _)| shown == redaction) {
            Some(known) => known.1 = is_meant,
            None => all.push((redaction.clone(), is_meant)),
        }
    }
    all
}

/// What stands beside it, and what the pupil says to it and to what staff wrote down: on the tablet
/// it came from, on any where it came from staff, or as staff say again to newcomers.
fn take_notes(entry: &mut LibraryEntry, said: &[Said], deciders: Deciders<'_>) {
    let log = entry.log;
    let may = |one: &&Said| deciders.decides(log, &one.address);
    let struck: BTreeSet<&NoteId> = said
        .iter()
        .filter(may)
        .filter_map(|one| match &one.envelope.record {
            Record::Struck { note_id, .. } => Some(note_id),
            _ => None,
        })
        .collect();
    let mut notes: BTreeMap<NoteId, KnownNote> = BTreeMap::new();
    for one in said.iter().filter(may) {
        let Record::Note { note, is_meant, .. } = &one.envelope.record else { continue };
        if struck.contains(&note.note_id) {
            continue;
        }
        let new = KnownNote { note: note.clone(), is_asked: false, is_meant: None };
        let known = notes.entry(note.note_id.clone()).or_insert(new);
        known.is_meant = known.is_meant.or(*is_meant);
    }
    let is_of_staff = deciders.is_staff(&entry.device);
    let may_say = |device: &DeviceId| match is_of_staff {
        true => !deciders.is_staff(device),
        false => *device == entry.device,
    };
    let own = NoteId::of_entry(&entry.record.entry_id);
    // What stands later in a tablet's own log is later, whatever its clock says.
    let mut said_by: BTreeMap<(NoteId, DeviceId), bool> = BTreeMap::new();
    for one in said {
        match &one.envelope.record {
            Record::AskedQuote { note_id, is_meant, .. } => {
                match notes.get_mut(note_id) {
                    Some(known) => known.is_asked = true,
                    None => entry.is_words_asked |= *note_id == own,
                }
                // As staff pass on: they heard it of a tablet.
                if let Some(is_meant) = is_meant.filter(|_| may(&one)) {
                    said_by.insert((note_id.clone(), one.envelope.device.clone()), is_meant);
                }
            }
            Record::MeantQuote { note_id, is_meant, .. } if may_say(&one.envelope.device) => {
                said_by.insert((note_id.clone(), one.envelope.device.clone()), *is_meant);
            }
            _ => {}
        }
    }
    // A no at one tablet stands, whatever another says.
    let mut together: BTreeMap<NoteId, bool> = BTreeMap::new();
    for ((note_id, _), is_meant) in said_by {
        *together.entry(note_id).or_insert(true) &= is_meant;
    }
    for (note_id, is_meant) in together {
        match notes.get_mut(&note_id) {
            Some(known) => known.is_meant = Some(is_meant),
            None if note_id == own => entry.words_meant = Some(is_meant),
            None => {}
        }
    }
    entry.notes = notes.into_values().collect();
    entry.notes.sort_by(|one, other| {
        (one.note.at, &one.note.note_id).cmp(&(other.note.at, &other.note.note_id))
    });
    entry.notes.truncate(NOTES_LIMIT);
}

/// The entry in a body: its own, or one in a grant that holds that body's plaintext.
fn entered(said: &Said, commitments: &Granted) -> Result<Option<LibraryEntry>, AlarmKind> {
    let envelope = &said.envelope;
    match &envelope.record {
        Record::Entry(record) => {
            new_entry(record, &envelope.device, &said.address, said.received_at, None).map(Some)
        }
        Record::Grant { entry_id, plaintext, .. } => {
            // Withdrawn since: the grant speaks of nothing.
            let Some((at, commitment)) = commitments.get(&said.address) else { return Ok(None) };
            let original = envelope::read_plaintext(plaintext).map_err(|_| AlarmKind::Copied)?;
            match &original.envelope.record {
                Record::Entry(record)
                    if original.commitment == *commitment && &record.entry_id == entry_id =>
                {
                    let device = &original.envelope.device;
                    new_entry(record, device, at, said.received_at, Some(plaintext)).map(Some)
                }
                _ => Err(AlarmKind::Copied),
            }
        }
        _ => Ok(None),
    }
}

fn new_entry(
    record: &EntryRecord,
    device: &DeviceId,
    address: &BodyAddress,
    received_at: Moment,
    granted: Option<&Vec<u8>>,
) -> Result<LibraryEntry, AlarmKind> {
    if !record.is_by(device) || &address.device != device {
        return Err(AlarmKind::Copied);
    }
    Ok(LibraryEntry {
        record: record.clone(),
        device: device.clone(),
        log: address.log,
        address: address.clone(),
        granted: granted.map(|plaintext| Zeroizing::new(plaintext.clone())),
        received_at,
        opened: false,
        opened_by: Vec::new(),
        published_at: None,
        redaction: Redaction::default(),
        is_asked: false,
        meant: Vec::new(),
        taken_back: false,
        held: false,
        replies: Vec::new(),
        is_words_asked: false,
        words_meant: None,
        notes: Vec::new(),
        tags: Tags::new(),
        tagged_at: None,
        told: Vec::new(),
        done: Vec::new(),
        concerns: Vec::new(),
    })
}

/// A clock that is further ahead than this is wrong.
const CLOCK_AHEAD_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Who said it first, and when: no later than it came, by a clock that is far ahead.
fn first_word(again: Option<&Again>, said: &Said) -> Again {
    let own = || Again { by: said.envelope.device.clone(), at: said.envelope.at };
    let mut first = again.cloned().unwrap_or_else(own);
    if first.at.since(said.received_at) > CLOCK_AHEAD_LIMIT {
        first.at = said.received_at;
    }
    first
}

fn put_once<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

fn decide(settled: &mut Settled, said: &Said, deciders: Deciders<'_>) {
    let envelope = &said.envelope;
    if let Record::Tombstone(_) = &envelope.record {
        // A worry is buried from the worry log alone.
        let log = said.address.log;
        let may = log == Log::Daily || deciders.takes_away(log, &said.address);
        if may && settled.entry.as_ref().is_none_or(|entry| entry.log == log) {
            settled.is_withdrawn = true;
            settled.entry = None;
        }
        return;
    }
    let Some(entry) = &mut settled.entry else { return };
    let decides = deciders.decides(entry.log, &said.address);
    match &envelope.record {
        // The tablet that sent it, or staff: nobody else's word takes it away.
        Record::TakeBack { .. } => {
            let takes_away = deciders.takes_away(entry.log, &said.address);
            entry.taken_back |= envelope.device == entry.device || takes_away;
        }
        Record::Opened { concerns, again, .. } if decides => {
            entry.opened = true;
            let Again { by, at } = first_word(again.as_ref(), said);
            // Of one opening, who does not keep safe hears no more than that it was.
            match entry.opened_by.iter_mut().find(|one| one.by == by && one.at == at) {
                Some(known) => known.concerns.extend(concerns.iter().cloned()),
                None => entry.opened_by.push(Opening { by, at, concerns: concerns.clone() }),
            }
        }
        Record::Notified { whom, why, how, concern_id, again, .. } => {
            let Again { by, at } = first_word(again.as_ref(), said);
            let (whom, why, how) = (whom.clone(), *why, *how);
            let concern_id = concern_id.clone();
            put_once(&mut entry.told, Telling { whom, why, how, concern_id, by, at });
        }
        Record::Done { what, recorded_in, reference, concerns, again, .. } if decides => {
            let Again { by, at } = first_word(again.as_ref(), said);
            let (what, recorded_in) = (what.clone(), recorded_in.clone());
            let (reference, concerns) = (reference.clone(), concerns.clone());
            put_once(&mut entry.done, Handover { what, recorded_in, reference, concerns, by, at });
        }
        Record::Concern { concern_id, by: name, why, again, .. } if decides => {
            let Again { by, at } = first_word(again.as_ref(), said);
            let (name, why, concern_id) = (name.clone(), why.clone(), concern_id.clone());
            let at = if concern_id.is_some() { at.min(said.received_at) } else { at };
            Concern { concern_id, name, why, by, at }.put_into(&mut entry.concerns);
        }
        // One that hides what is not there publishes nothing.
        Record::Published { redaction, decided_at, knew, .. }
            if review::check_redaction(&entry.heard(), redaction).is_ok() =>
        {
            let (at, redaction) = (decided_at.unwrap_or(envelope.at), redaction.clone());
            settled.published.push(Publication { at, knew: knew.clone(), redaction });
        }
        Record::Reply { text, symbols, first, medium, .. } => {
            let (by, at) = match first {
                Some((by, at)) => (Some(by.clone()), *at),
                None => (None, envelope.at),
            };
            let (device, text, symbols) = (envelope.device.clone(), text.clone(), symbols.clone());
            let medium = medium.clone().filter(|_| !entry.record.kind.is_worry());
            let new = Reply { by, device, at, text, symbols, medium };
            if !entry.replies.iter().any(|known| known.says_as(&new)) {
                entry.replies.push(new);
            }
        }
        // The last word stands.
        Record::Tagged { tags, decided_at, .. } if decides => {
            if entry.tagged_at <= Some(*decided_at) {
                entry.tagged_at = Some(*decided_at);
                entry.tags = tags.clone();
            }
        }
        Record::Hold { .. } => entry.held |= decides,
        _ => {}
    }
}

impl Standing {
    pub fn of(entry: &LibraryEntry, source: BodyAddress) -> Self {
        Self {
            device: entry.device.clone(),
            address: entry.address.clone(),
            source,
            received_at: entry.received_at,
            opened: entry.opened,
            opened_by: entry.opened_by.clone(),
            published_at: entry.published_at,
            redaction: entry.redaction.clone(),
            is_asked: entry.is_asked,
            meant: entry.meant.clone(),
            taken_back: entry.taken_back,
            held: entry.held,
            replies: entry.replies.clone(),
            is_words_asked: entry.is_words_asked,
            words_meant: entry.words_meant,
            notes: entry.notes.clone(),
            tags: entry.tags.clone(),
            tagged_at: entry.tagged_at,
            told: entry.told.clone(),
            done: entry.done.clone(),
            concerns: entry.concerns.clone(),
        }
    }

    /// The entry again, with the record that stands in its source.
    pub fn with_record(self, source: &Envelope) -> Option<LibraryEntry> {
        let (record, granted) = match &source.record {
            Record::Entry(record) => ((**record).clone(), None),
            Record::Grant { plaintext, .. } => {
                let original = envelope::read_plaintext(plaintext).ok()?;
                match original.envelope.record {
                    Record::Entry(record) => (*record, Some(Zeroizing::new(plaintext.clone()))),
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(LibraryEntry {
            record,
            device: self.device,
            log: self.address.log,
            address: self.address,
            granted,
            received_at: self.received_at,
            opened: self.opened,
            opened_by: self.opened_by,
            published_at: self.published_at,
            redaction: self.redaction,
            is_asked: self.is_asked,
            meant: self.meant,
            taken_back: self.taken_back,
            held: self.held,
            replies: self.replies,
            is_words_asked: self.is_words_asked,
            words_meant: self.words_meant,
            notes: self.notes,
            tags: self.tags,
            tagged_at: self.tagged_at,
            told: self.told,
            done: self.done,
            concerns: self.concerns,
        })
    }
}
