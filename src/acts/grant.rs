//! Giving newcomers what was said before they came, without rewriting a medium: the entry's own
//! plaintext again, sealed to them, with what was decided about it since.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, beside, concern, recipients};
use crate::domain::{DeviceId, EntryId, EntryKind, NoteId};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::seal::{Identity, Recipient, envelope};
use crate::store::{Library, LibraryEntry, received};
use crate::wire::Member;
use crate::wire::record::{Again, Record};

/// Grants in one ledger step.
const AT_ONCE: usize = 100;

/// Grants a member all that this desk can read and they may hear.
pub fn to_member(desk: &Desk, device: &DeviceId) -> Result<u64, ActError> {
    let keys = desk.trust()?.keys;
    let library = desk.library()?;
    match keys.member(device) {
        Some(member) => grant(desk, &library, desk.identities(), member, &|_| true),
        None => Ok(0),
    }
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
    let grant = Record::Grant { entry_id: entry_id.clone(), at: entry.address.clone(), plaintext };
    let mut records = vec![grant];
    let again = |by: &DeviceId, at| Some(Again { by: by.clone(), at });
    for opening in &entry.opened_by {
        let again = again(&opening.by, opening.at);
        let concerns = opening.concerns.clone();
        records.push(Record::Opened { entry_id: entry_id.clone(), concerns, again });
    }
    for told in &entry.told {
        records.push(Record::Notified {
            entry_id: entry_id.clone(),
            whom: told.whom.clone(),
            why: told.why,
            how: told.how,
            concern_id: told.concern_id.clone(),
            again: again(&told.by, told.at),
        });
    }
    for done in &entry.done {
        records.push(Record::Done {
            entry_id: entry_id.clone(),
            what: done.what.clone(),
            recorded_in: done.recorded_in.clone(),
            reference: done.reference.clone(),
            concerns: done.concerns.clone(),
            again: again(&done.by, done.at),
        });
    }
    if let Some(decided_at) = entry.published_at {
        records.push(Record::Published {
            entry_id: entry_id.clone(),
            redaction: entry.redaction.clone(),
            decided_at: Some(decided_at),
            knew: Some(library.publications(&entry_id)?),
            is_meant: entry.is_meant(),
        });
    }
    if entry.taken_back {
        records.push(Record::TakeBack { entry_id: entry_id.clone() });
    }
    if entry.held {
        records.push(Record::Hold { entry_id: entry_id.clone() });
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
    if let Some(asked) = words_asked(entry) {
        enqueue(desk, batch, &sealing, &beside::told_of_quotes(desk, entry)?, asked)?;
    }
    concern::say_again(desk, batch, entry)
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
