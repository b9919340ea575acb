//! "This worries me": whoever heard an entry brings it before those who keep safe. From then on it
//! is held, and stands under worries for them. What the pupil said stays as it is; why it worries
//! somebody is read by those who keep safe, and by whoever said so.

use std::collections::BTreeSet;

use super::add_entry::{Sealing, enqueue};
use super::open::find;
use super::{ActError, Desk, hold, notice, recipients, sync};
use crate::domain::entry::TEXT_LIMIT_BYTES;
use crate::domain::worry::{self, WorryDetails};
use crate::domain::{EntryId, NoteId, Role};
use crate::platform::Batch;
use crate::platform::chance::random;
use crate::seal::Recipient;
use crate::store::LibraryEntry;
use crate::wire::record::{Again, Record};
use crate::wire::{KeysFile, Member};

/// Those who would read a worry of the entry's pupil; of a worry, its own readers.
pub(super) fn readers(
    desk: &Desk,
    keys: &KeysFile,
    entry: &LibraryEntry,
) -> Result<BTreeSet<Recipient>, ActError> {
    let school = desk.school_to_change()?;
    let to = if entry.record.kind.is_worry() {
        recipients::readers_of(keys, &school, &entry.record)
    } else {
        let people = recipients::people(keys, &school);
        recipients::worry(keys, &worry::readers(&people, &WorryDetails::default()))
    };
    Ok(to.into_iter().collect())
}

/// Who hears what becomes of a concern about an entry that is no worry: its readers, this computer,
/// and those that nobody has unlocked.
pub(super) fn heard_by(
    desk: &Desk,
    keys: &KeysFile,
    entry: &LibraryEntry,
) -> Result<Vec<Recipient>, ActError> {
    let mut to = readers(desk, keys, entry)?;
    to.extend(keys.member(desk.home.device_id()).map(|own| own.recipient.clone()));
    to.extend(notice::watchers_of_concern(desk, keys, &desk.school_to_change()?)?);
    Ok(to.into_iter().collect())
}

/// Those who raised one and do not keep safe: they hear that it was heard, in the log they read.
pub(super) fn raisers(keys: &KeysFile, entry: &LibraryEntry) -> Vec<Recipient> {
    let raised = entry.concerns.iter().filter_map(|concern| keys.member(&concern.by));
    let others = raised.filter(|member| member.serves() && !member.keeps_safe());
    let to: BTreeSet<Recipient> = others.map(|member| member.recipient.clone()).collect();
    to.into_iter().collect()
}

/// Raises a concern about an entry. SENCos may, and those who keep safe.
pub fn concern(desk: &Desk, entry_id: &EntryId, why: &str) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let own = keys.member(desk.home.device_id());
    let own = own.filter(|own| own.has_role(Role::Senco) || own.keeps_safe());
    let own: &Member = own.ok_or(ActError::WrongRole)?;
    let why = why.trim();
    if why.is_empty() || why.len() > TEXT_LIMIT_BYTES {
        return Err(ActError::BadText);
    }
    let entry = find(desk, entry_id)?;
    let mut to = readers(desk, &keys, &entry)?;
    to.insert(own.recipient.clone());
    let concern_id = NoteId::from_bytes(&random(&*desk.home.machine.chance));
    let record = Record::Concern {
        entry_id: entry_id.clone(),
        concern_id: Some(concern_id.clone()),
        by: desk.home.settings.name.clone(),
        why: why.to_owned(),
        again: None,
    };
    let to: Vec<Recipient> = to.into_iter().collect();
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(entry.record.kind), &to, record)?;
    // Whoever keeps safe knows of their own; all others hear of it on a locked computer too.
    if !entry.record.kind.is_worry() && !own.keeps_safe() {
        let people = recipients::people(&keys, &desk.school_to_change()?);
        let about = WorryDetails::default();
        let asked = notice::of_worry(desk, &keys, &people, entry_id, &about)?;
        if let Some((mut notice, watchers)) = asked {
            notice.concern_id = Some(concern_id);
            let notice = Record::Notice(Box::new(notice));
            // Those who keep safe too: what goes with the entry goes with its notice.
            let to = [watchers, to].concat();
            enqueue(desk, &mut batch, &notice::OF_CONCERN, &to, notice)?;
        }
    }
    if !entry.held {
        hold::enqueue_hold(desk, &mut batch, &entry)?;
    }
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}

/// Says concerns again for somebody who keeps safe and came later.
pub(super) fn say_again(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
) -> Result<(), ActError> {
    if entry.concerns.is_empty() {
        return Ok(());
    }
    let keys = desk.trust()?.keys;
    let to: Vec<Recipient> = readers(desk, &keys, entry)?.into_iter().collect();
    for concern in &entry.concerns {
        let record = Record::Concern {
            entry_id: entry.record.entry_id.clone(),
            concern_id: concern.concern_id.clone(),
            by: concern.name.clone(),
            why: concern.why.clone(),
            again: Some(Again { by: concern.by.clone(), at: concern.at }),
        };
        enqueue(desk, batch, &Sealing::for_kind(entry.record.kind), &to, record)?;
    }
    Ok(())
}
