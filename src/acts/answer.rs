//! What the school answers. Staff keep the words; the pupil's tablets get who has read it and,
//! but for a worry, what was answered.

use super::add_entry::{Sealing, enqueue};
use super::open::{find, readers_of};
use super::{ActError, Desk, init, recipients, sync};
use crate::domain::EntryId;
use crate::domain::entry::{EntryError, TEXT_LIMIT_BYTES};
use crate::platform::Batch;
use crate::wire::record::Record;
use crate::wire::{KeysFile, Log};

/// Seals an answer to every tablet and puts it into the batch.
pub fn enqueue_answer(
    desk: &Desk,
    batch: &mut Batch,
    keys: &KeysFile,
    answer: Record,
) -> Result<(), ActError> {
    let sealing = Sealing {
        log: Log::Daily,
        worry: false,
    };
    enqueue(
        desk,
        batch,
        &sealing,
        &recipients::staff_and_tablets(keys),
        answer,
    )
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
    let school = desk.school()?;
    let is_worry = entry.record.kind.is_worry();
    let mut batch = Batch::new();
    let record = Record::Reply {
        entry_id: entry_id.clone(),
        text: text.to_owned(),
    };
    let to = readers_of(&keys, &school, &entry);
    enqueue(
        desk,
        &mut batch,
        &Sealing::for_kind(entry.record.kind),
        &to,
        record,
    )?;
    let answer = Record::Answer {
        entry_id: entry_id.clone(),
        pupil_id: entry.record.pupil_id.clone(),
        read_by: init::check_name(&desk.home.settings.name)?,
        text: (!is_worry).then(|| text.to_owned()),
    };
    enqueue_answer(desk, &mut batch, &keys, answer)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}
