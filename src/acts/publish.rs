//! Putting an entry on the staff pages, after the rules of `domain::review`.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, answer, recipients, staff_site, sync};
use crate::domain::{EntryId, Looked, Redaction, Refusal, review};
use crate::platform::Batch;
use crate::wire::record::Record;

/// Publishes, with this hidden, and returns when the pages are written. Published again it is
/// shown as was said last. Where something is hidden the pupil is asked whether this is what they
/// meant; until they say no it is shown.
pub fn publish(
    desk: &Desk,
    entry_id: &EntryId,
    looked: Looked,
    redaction: &Redaction,
) -> Result<(), ActError> {
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
    review::check_redaction(&heard, redaction)?;
    let is_as_shown = entry.redaction == *redaction;
    if is_as_shown && entry.is_meant == Some(false) {
        return Err(Refusal::NotMeant.into());
    }
    if entry.published_at.is_none() || !is_as_shown {
        let keys = desk.trust()?.keys;
        let mut batch = Batch::new();
        let record = Record::Published {
            entry_id: entry_id.clone(),
            redaction: redaction.clone(),
            decided_at: None,
        };
        let sealing = Sealing::for_kind(heard.kind);
        enqueue(desk, &mut batch, &sealing, &recipients::staff(&keys), record)?;
        if redaction.changes_something() {
            answer::enqueue_question(desk, &mut batch, &entry, redaction)?;
        }
        desk.home.ledger.commit(batch)?;
    }
    // Others hear of it at the next sync if the share is in trouble; the pages come first.
    staff_site::rebuild(desk)?;
    sync::send_now(desk)
}
