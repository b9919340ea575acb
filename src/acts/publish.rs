//! Putting an entry on the staff pages, after the rules of `domain::review`.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, recipients, staff_site, sync};
use crate::domain::{EntryId, Looked, review};
use crate::platform::Batch;
use crate::wire::record::Record;

/// Publishes and returns when the pages are written.
pub fn publish(desk: &Desk, entry_id: &EntryId, looked: Looked) -> Result<(), ActError> {
    if desk.site.is_none() {
        return Err(ActError::NoStaffShare);
    }
    // Somebody may have taken it back or put it under a hold since.
    sync::sync(desk)?;
    let library = desk.library()?;
    if library.is_withdrawn(entry_id)? {
        return Err(ActError::Withdrawn);
    }
    let entry = library
        .entry(entry_id)?
        .ok_or_else(|| ActError::NoEntry { entry: entry_id.to_string() })?;
    let school = library.school()?.map(|known| known.school).unwrap_or_default();
    let heard = entry.heard();
    let pupil = heard.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
    let state = entry.state();
    review::publish(heard.clone(), state, pupil, looked)?;
    if entry.published_at.is_none() {
        let keys = desk.trust()?.keys;
        let mut batch = Batch::new();
        let record = Record::Published { entry_id: entry_id.clone() };
        let sealing = Sealing::for_kind(heard.kind);
        enqueue(desk, &mut batch, &sealing, &recipients::staff(&keys), record)?;
        desk.home.ledger.commit(batch)?;
    }
    // Others hear of it at the next sync if the share is in trouble; the pages come first.
    staff_site::rebuild(desk)?;
    sync::send_now(desk)
}
