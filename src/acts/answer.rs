//! What the school answers. Staff keep the words; the pupil's tablets get who has read it and,
//! but for a worry, what was answered.

use super::add_entry::{Sealing, enqueue};
use super::open::find;
use super::{ActError, Desk, recipients, sync};
use crate::domain::EntryId;
use crate::domain::entry::{EntryError, TEXT_LIMIT_BYTES};
use crate::platform::Batch;
use crate::store::LibraryEntry;
use crate::wire::record::Record;

/// Puts what the pupil gets back into the batch: sealed to those who may read the entry and to
/// the tablets; for a worry, to the one tablet it came from, in the worry log.
pub fn enqueue_answer(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    text: Option<&str>,
) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let mut to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let is_worry = entry.record.kind.is_worry();
    if is_worry {
        to.extend(keys.member(&entry.device).map(|member| member.recipient.clone()));
    } else {
        to.extend(recipients::tablets(&keys));
    }
    let answer = Record::Answer {
        entry_id: entry.record.entry_id.clone(),
        pupil_id: entry.record.pupil_id.clone(),
        read_by: desk.home.settings.name.clone(),
        text: text.filter(|_| !is_worry).map(str::to_owned),
    };
    enqueue(desk, batch, &Sealing::for_kind(entry.record.kind), &to, answer)
}

/// Answers an entry and sends the answer.
pub fn reply(desk: &Desk, entry_id: &EntryId, text: &str) -> Result<(), ActError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(EntryError::Empty.into());
    }
    if text.len() > TEXT_LIMIT_BYTES {
        return Err(EntryError::TextTooLong.into());
    }
    let entry = find(desk, entry_id)?;
    let keys = desk.trust()?.keys;
    let school = desk.school_to_change()?;
    let mut batch = Batch::new();
    let record = Record::Reply { entry_id: entry_id.clone(), text: text.to_owned() };
    let to = recipients::readers_of(&keys, &school, &entry.record);
    enqueue(desk, &mut batch, &Sealing::for_kind(entry.record.kind), &to, record)?;
    enqueue_answer(desk, &mut batch, &entry, Some(text))?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}
