//! Putting an entry on the staff pages, after the rules of `domain::review`.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, answer, pages_check, recipients, staff_site, sync};
use crate::domain::{EntryId, Looked, Moment, Redaction, Refusal, review};
use crate::platform::Batch;
use crate::store::{Library, LibraryEntry};
use crate::wire::record::Record;

/// What is to be hidden from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// What was hidden when that was decided, where somebody had it before their eyes.
    pub from: Option<Redaction>,
    pub to: Redaction,
}

/// How it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Something is hidden.
    pub is_redacted: bool,
    /// The pupil is asked whether that is what they meant.
    pub is_asked: bool,
}

/// Publishes, and returns when the pages are written; without a change with hidden what is hidden
/// already. Where something is hidden the pupil is asked whether this is what they meant; until they
/// say no it is shown.
pub fn publish(
    desk: &Desk,
    entry_id: &EntryId,
    looked: Looked,
    change: Option<&Change>,
) -> Result<Published, ActError> {
    if desk.site.is_none() {
        return Err(ActError::NoStaffShare);
    }
    // Somebody may have taken it back or put it under a hold since.
    let report = sync::sync(desk)?;
    if !report.has_heard_all {
        // The pages would be written by what was known here before.
        let later = ActError::ShareLater { state: report.share_state };
        return Err(report.trouble.map_or(later, ActError::from));
    }
    let library = desk.library()?;
    let entry = found(&library, entry_id)?;
    let school = library.school()?.map(|known| known.school).unwrap_or_default();
    let heard = entry.heard();
    if !pages_check::is_passed(&library, &school)? {
        return Err(ActError::PagesUnchecked);
    }
    let pupil = heard.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
    review::publish(heard.clone(), entry.state(), pupil, looked)?;
    if change.and_then(|change| change.from.as_ref()).is_some_and(|from| *from != entry.redaction) {
        return Err(Refusal::Changed.into());
    }
    let redaction = change.map_or(&entry.redaction, |change| &change.to);
    review::check_redaction(&heard, redaction)?;
    if entry.says_of(redaction) == Some(false) {
        return Err(Refusal::NotMeant.into());
    }
    // What cannot be shown so is not decided.
    let ready = staff_site::make_ready(desk, &entry, redaction)?;
    let is_new = entry.published_at.is_none() || entry.redaction != *redaction;
    let is_asked = if is_new { decide(desk, &entry, redaction)? } else { entry.is_asked };
    if found(&*desk.library()?, entry_id)?.redaction != *redaction {
        return Err(Refusal::Changed.into());
    }
    // Others hear of it at the next sync if the share is in trouble; the pages come first.
    staff_site::rebuild_with(desk, &ready)?;
    sync::send_now(desk)?;
    Ok(Published { is_redacted: redaction.changes_something(), is_asked })
}

fn found(library: &Library, entry_id: &EntryId) -> Result<LibraryEntry, ActError> {
    if library.is_withdrawn(entry_id)? {
        return Err(ActError::Withdrawn);
    }
    library.entry(entry_id)?.ok_or_else(|| ActError::NoEntry { entry: entry_id.to_string() })
}

/// Says it to all staff; gives whether the pupil is asked.
fn decide(desk: &Desk, entry: &LibraryEntry, redaction: &Redaction) -> Result<bool, ActError> {
    // Later than the last decision, whoever's clock that had.
    let after = |at: Moment| Moment::from_millis(at.unix_millis.saturating_add(1));
    let decided_at = entry.published_at.map_or(desk.now(), |last| after(last).max(desk.now()));
    let entry_id = entry.record.entry_id.clone();
    let hides = redaction.changes_something();
    let redaction = redaction.clone();
    let mut batch = Batch::new();
    let mut is_asked = false;
    if hides || entry.redaction.changes_something() {
        is_asked = answer::enqueue_question(desk, &mut batch, entry, &redaction, decided_at)?;
    }
    let knew = Some(desk.library()?.publications(&entry_id)?);
    let decided_at = Some(decided_at);
    let record = Record::Published { entry_id, redaction, decided_at, knew, is_meant: None };
    let keys = desk.trust()?.keys;
    let sealing = Sealing::for_kind(entry.record.kind);
    enqueue(desk, &mut batch, &sealing, &recipients::staff(&keys), record)?;
    desk.home.ledger.commit(batch)?;
    Ok(is_asked && hides)
}
