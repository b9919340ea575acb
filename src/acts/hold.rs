//! A safeguarding hold: from now on withdraw, erase and retention refuse for this entry.

use super::add_entry::Sealing;
use super::open::find;
use super::{ActError, Desk, recipients, said_under, sync};
use crate::domain::EntryId;
use crate::platform::Batch;
use crate::store::LibraryEntry;
use crate::wire::Member;
use crate::wire::record::Record;

/// Puts an entry under a hold. Safeguarding staff decide it, and the head.
pub fn hold(desk: &Desk, entry_id: &EntryId) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let may = keys.member(desk.home.device_id()).is_some_and(Member::keeps_safe);
    if !may {
        return Err(ActError::WrongRole);
    }
    let entry = find(desk, entry_id)?;
    let mut batch = Batch::new();
    enqueue_hold(desk, &mut batch, &entry)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}

/// Says the hold to all who may read the entry.
pub(super) fn enqueue_hold(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let record = Record::Hold { entry_id: entry.record.entry_id.clone() };
    said_under::say(desk, batch, &Sealing::for_kind(entry.record.kind), &to, record)
}
