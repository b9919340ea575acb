//! Erasing a pupil: nothing of theirs stays readable on tablets, share, library or pages. The
//! school says once that nothing is to be kept of them; every computer then does its part, now or
//! at its next unlocked sync, and whatever arrives late goes the same way.

use std::collections::BTreeSet;

use super::{ActError, Desk, init, sync, withdraw};
use crate::domain::{EntryId, EntryState, PupilId, Role};
use crate::platform::Batch;
use crate::platform::chance::random;
use crate::platform::work::Step;
use crate::share::ShareState;
use crate::store::LibraryEntry;
use crate::store::received::{self, Burial};
use crate::wire::Log;
use crate::wire::record::Outcome;

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    pub entries: u64,
    /// Worries are for the safeguarding lead's computer, where this one may not read them.
    pub worries_are_elsewhere: bool,
}

const REASON: &str = "erased";

/// Erases a pupil. Refuses, with a receipt, where safeguarding keeps something of theirs or where
/// a worry has not been heard; nothing is erased then. Can be repeated.
pub fn erase(desk: &Desk, pupil_id: &PupilId) -> Result<Erased, ActError> {
    let own = desk.trust()?.own_member(desk.home.device_id())?.clone();
    if !(own.has_role(Role::Senco) || own.has_role(Role::Admin)) {
        return Err(ActError::WrongRole);
    }
    // Somebody may have put a hold on something since.
    sync::send_now(desk)?;
    let mut school = desk.school_to_change()?;
    if !school.erased.contains(pupil_id) {
        if school.pupil(pupil_id).is_none() {
            return Err(ActError::NoPupil { pupil: pupil_id.to_string() });
        }
        refuse_where_kept(desk, pupil_id)?;
        school.erase(&BTreeSet::from([pupil_id.clone()]));
        init::tell_school(desk, school)?;
    }
    let entries = finish(desk)?;
    sync::send_now(desk)?;
    // Only what is gone from the share is erased.
    if !received::burials(&desk.home, Burial::Due)?.is_empty() {
        return Err(ActError::ShareLater { state: ShareState::Refused });
    }
    Ok(Erased { entries, worries_are_elsewhere: !own.keeps_safe() })
}

/// What an entry is kept for, whoever asks for its end.
fn is_kept(entry: &LibraryEntry) -> bool {
    entry.held || (entry.record.kind.is_worry() && !entry.opened)
}

fn refuse_where_kept(desk: &Desk, pupil_id: &PupilId) -> Result<(), ActError> {
    let kept: Vec<LibraryEntry> = entries_of(desk, pupil_id)?.into_iter().filter(is_kept).collect();
    if kept.is_empty() {
        return Ok(());
    }
    let mut is_held = false;
    for entry in kept {
        if entry.state() == EntryState::Held {
            is_held = true;
            withdraw::note_refused(desk, &entry, REASON)?;
        }
    }
    sync::send_now(desk)?;
    Err(if is_held { ActError::ErasureHeld } else { ActError::WorryUnopened })
}

fn entries_of(desk: &Desk, pupil_id: &PupilId) -> Result<Vec<LibraryEntry>, ActError> {
    let library = desk.library()?;
    let mut entries = Vec::new();
    for line in library.lines_of(pupil_id, u32::MAX)? {
        entries.extend(library.entry(&line.entry_id)?);
    }
    Ok(entries)
}

/// The state of the bodies at which this was last done.
const FINISHED_AT: &str = "erased-at-change";

/// Does this computer's part of every erasure. Part of each unlocked sync; gives how many entries
/// were destroyed by it.
pub fn finish(desk: &Desk) -> Result<u64, ActError> {
    let library = desk.library()?;
    let Some(known) = library.school()? else { return Ok(0) };
    let erased = known.school.erased.clone();
    let change = received::last_change(&desk.home)?.to_be_bytes();
    if erased.is_empty() || desk.home.fact(FINISHED_AT)?.as_deref() == Some(change.as_slice()) {
        return Ok(0);
    }
    let mut entries = 0;
    for pupil_id in &erased {
        let going = entries_of(desk, pupil_id)?;
        let going: Vec<_> = going.into_iter().filter(|entry| !is_kept(entry)).collect();
        if !going.is_empty() {
            desk.home.work.step(Step::Destroying, going.len() as u64);
        }
        for entry in &going {
            desk.home.work.advance();
            let traces = library.traces_of(&entry.record.entry_id)?;
            withdraw::bury(desk, entry, &traces, Outcome::Erased, REASON)?;
            entries += 1;
        }
    }
    let own = desk.trust()?.own_member(desk.home.device_id())?.clone();
    if own.has_role(Role::Senco) || own.has_role(Role::Admin) {
        let (naming, is_latest) = library.naming(&erased)?;
        if is_latest {
            // Whoever told it had not heard yet.
            init::tell_school(desk, known.school)?;
        }
        if !naming.is_empty() {
            // A tombstone names an entry; what the school said is none.
            let nobody = EntryId::from_bytes(&random(&*desk.home.machine.chance));
            let mut batch = Batch::new();
            let tombstone = withdraw::tombstone(&nobody, &naming);
            withdraw::put_tombstone(desk, &mut batch, Log::Daily, &tombstone)?;
            desk.home.ledger.commit(batch)?;
        }
    }
    desk.home.put_fact(FINISHED_AT, &change)?;
    Ok(entries)
}
