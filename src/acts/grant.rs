//! Giving newcomers what was said before they came, without rewriting a medium: the entry's own
//! plaintext again, sealed to them, with what was decided about it since.

use std::collections::BTreeSet;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, beside, concern, recipients};
use crate::domain::{DeviceId, EntryId, EntryKind, NoteId, Opening};
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::seal::{Identity, Recipient, envelope};
use crate::store::{Library, LibraryEntry, received};
use crate::wire::Member;
use crate::wire::record::{Again, Record};

/// Grants in one ledger step.
const AT_ONCE: usize = 100;
/// Bodies that one grant names: far below what a body may hold.
const BESIDE_LIMIT: usize = 1_000;

/// Grants that were begun, by device: a power cut between two of them must not leave a newcomer with
/// half of what they are to hear.
const DUE: &str = "grants-due/";

/// Notes that a member is to be granted what was said before: before they are let in.
pub fn note_due(desk: &Desk, device: &DeviceId) -> Result<(), ActError> {
    Ok(desk.home.put_fact(&format!("{DUE}{device}"), b"due")?)
}

/// Grants a member all that this desk can read and they may hear.
pub fn to_member(desk: &Desk, device: &DeviceId) -> Result<u64, ActError> {
    let keys = desk.trust()?.keys;
    let library = desk.library()?;
    let Some(member) = keys.member(device) else { return Ok(0) };
    note_due(desk, device)?;
    let granted = grant(desk, &library, desk.identities(), member, &|_| true)?;
    let mut batch = Batch::new();
    batch.delete(Table::Facts, format!("{DUE}{device}"));
    desk.home.ledger.commit(batch)?;
    Ok(granted)
}

/// Goes on with grants that were cut off: part of an unlocked sync.
pub fn go_on(desk: &Desk) -> Result<(), ActError> {
    for key in desk.home.ledger.keys(Table::Facts, DUE.as_bytes())? {
        let device = std::str::from_utf8(&key).ok().and_then(|key| key.strip_prefix(DUE));
        if let Some(device) = device.and_then(|device| device.parse().ok()) {
            to_member(desk, &device)?;
        }
    }
    Ok(())
}

/// Grants those entries of a library that the member may hear and that are wanted; the
/// identities are those that opened it.
pub fn grant(
    desk: &Desk,
    library: &Library,
    identities: &[Identity],
    member: &Member,
    is_wanted: &dyn Fn(&EntryId) -> bool,
) -> Result<u64, ActError> {
    let keys = desk.trust()?.keys;
    // Names keep a worry from whom it is to be kept from: never without them.
    let school = match library.school()? {
        Some(known) => known.school,
        None => desk.school_to_change()?,
    };
    let mut grants = 0;
    let mut batch = Batch::new();
    let ids = library.ids()?;
    desk.home.work.step(Step::Granting, ids.len() as u64);
    for entry_id in ids {
        desk.home.work.advance();
        let Some(entry) = library.entry(&entry_id)? else { continue };
        // By the pupil's own wish, which names devices and not only names.
        let readers = recipients::readers_of(&keys, &school, &entry.record);
        if !readers.contains(&member.recipient) || !is_wanted(&entry.record.entry_id) {
            continue;
        }
        grant_one(desk, library, &mut batch, &entry, identities, &readers)?;
        grants += 1;
        if batch.changes.len() >= AT_ONCE {
            desk.home.ledger.commit(std::mem::take(&mut batch))?;
        }
    }
    desk.home.ledger.commit(batch)?;
    Ok(grants)
}

/// Sealed to all who may read the entry, so that whoever withdraws it later finds the grant.
fn grant_one(
    desk: &Desk,
    library: &Library,
    batch: &mut Batch,
    entry: &LibraryEntry,
    identities: &[Identity],
    readers: &[Recipient],
) -> Result<(), ActError> {
    let entry_id = entry.record.entry_id.clone();
    let Some(body) = received::body(&desk.home, &entry.address)? else {
        return Ok(());
    };
    // What we hold only by a grant ourselves is granted from that grant.
    let plaintext = match envelope::open_plaintext(&body.body, identities) {
        Ok(plaintext) => plaintext.to_vec(),
        Err(_) => match &entry.granted {
            Some(plaintext) => plaintext.to_vec(),
            None => return Ok(()),
        },
    };
    let sealing = Sealing::for_kind(entry.record.kind);
    let traces = library.traces_of(&entry_id)?.into_iter();
    let beside = traces.filter(|trace| trace.address.log == entry.log).map(|trace| trace.buried());
    let grant = Record::Grant {
        entry_id: entry_id.clone(),
        at: entry.address.clone(),
        plaintext,
        beside: beside.take(BESIDE_LIMIT).collect(),
    };
    let mut records = Vec::new();
    // What takes it off the pages and holds it goes before what shows it.
    if entry.taken_back {
        records.push(Record::TakeBack { entry_id: entry_id.clone() });
    }
    if entry.held {
        records.push(Record::Hold { entry_id: entry_id.clone() });
    }
    records.push(grant);
    if let Some(decided_at) = entry.published_at {
        records.push(Record::Published {
            entry_id: entry_id.clone(),
            redaction: entry.redaction.clone(),
            decided_at: Some(decided_at),
            knew: Some(library.publications(&entry_id)?),
            is_meant: entry.is_meant(),
        });
    }
    for reply in &entry.replies {
        records.push(Record::Reply {
            entry_id: entry_id.clone(),
            text: reply.text.clone(),
            symbols: reply.symbols.clone(),
            first: reply.by.clone().map(|by| (by, reply.at)),
            medium: reply.medium.clone(),
        });
    }
    for known in &entry.notes {
        let (note, is_meant) = (known.note.clone(), known.is_meant);
        records.push(Record::Note { entry_id: entry_id.clone(), note, is_meant });
    }
    if let Some(decided_at) = entry.tagged_at {
        let tags = entry.tags.clone();
        records.push(Record::Tagged { entry_id: entry_id.clone(), tags, decided_at });
    }
    for record in records {
        enqueue(desk, batch, &sealing, readers, record)?;
    }
    handling_again(desk, batch, entry, &sealing, readers)?;
    if let Some(asked) = words_asked(entry) {
        enqueue(desk, batch, &sealing, &beside::told_of_quotes(desk, entry)?, asked)?;
    }
    concern::say_again(desk, batch, entry)
}

/// Says again what became of an entry that its readers know, and why it worries somebody.
pub fn tell_handling(desk: &Desk, entry: &LibraryEntry) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let readers = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    handling_again(desk, &mut batch, entry, &sealing, &readers)?;
    concern::say_again(desk, &mut batch, entry)?;
    Ok(desk.home.ledger.commit(batch)?)
}

/// Who opened it, who was told of it and what was done, again. What is about a concern goes to those
/// who keep safe, as the concern does.
fn handling_again(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    sealing: &Sealing,
    readers: &[Recipient],
) -> Result<(), ActError> {
    let entry_id = entry.record.entry_id.clone();
    let of_concerns: Vec<Recipient> = match entry.concerns.is_empty() {
        true => readers.to_vec(),
        false => concern::readers(desk, &desk.trust()?.keys, entry)?.into_iter().collect(),
    };
    let again = |by: &DeviceId, at| Some(Again { by: by.clone(), at });
    for Opening { by, at, concerns } in &entry.opened_by {
        let opened = |concerns| {
            let again = again(by, *at);
            Record::Opened { entry_id: entry_id.clone(), concerns, again }
        };
        enqueue(desk, batch, sealing, readers, opened(BTreeSet::new()))?;
        if !concerns.is_empty() {
            enqueue(desk, batch, sealing, &of_concerns, opened(concerns.clone()))?;
        }
    }
    for told in &entry.told {
        let record = Record::Notified {
            entry_id: entry_id.clone(),
            whom: told.whom.clone(),
            why: told.why,
            how: told.how,
            concern_id: told.concern_id.clone(),
            again: again(&told.by, told.at),
        };
        let to = if told.concern_id.is_some() { &of_concerns[..] } else { readers };
        enqueue(desk, batch, sealing, to, record)?;
    }
    for done in &entry.done {
        let record = Record::Done {
            entry_id: entry_id.clone(),
            what: done.what.clone(),
            recorded_in: done.recorded_in.clone(),
            reference: done.reference.clone(),
            concerns: done.concerns.clone(),
            again: again(&done.by, done.at),
        };
        enqueue(desk, batch, sealing, &of_concerns, record)?;
    }
    Ok(())
}

/// Whether the pupil was asked if what staff wrote down is right, and what they said; also to those
/// tablets that ask, so that it counts as told there.
fn words_asked(entry: &LibraryEntry) -> Option<Record> {
    let pupil_id = entry.record.pupil_id.clone().filter(|_| entry.is_words_asked)?;
    let text = entry.record.said.text.clone().filter(|_| entry.words_meant.is_none());
    Some(Record::AskedQuote {
        entry_id: entry.record.entry_id.clone(),
        pupil_id,
        note_id: NoteId::of_entry(&entry.record.entry_id),
        by: entry.record.sign_off.witness.clone().unwrap_or_default(),
        text: text.unwrap_or_default(),
        is_observation: entry.record.kind == EntryKind::Observation,
        is_meant: entry.words_meant,
    })
}
