//! Erasing a pupil: nothing of theirs stays readable on tablets, share, library or pages. The
//! school says once that nothing is to be kept of them; every computer then does its part, now or
//! at its next unlocked sync, and whatever arrives late goes the same way. Worries go by hand alone.

use std::collections::BTreeSet;

use super::add_entry::{Sealing, enqueue};
use super::withdraw::Burying;
use super::{ActError, Desk, init, likes, recipients, sync, withdraw};
use crate::domain::{EntryState, PupilId, Role};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::share::ShareState;
use crate::store::LibraryEntry;
use crate::store::library::Trace;
use crate::store::received::{self, Burial};
use crate::wire::Log;
use crate::wire::record::{Outcome, Receipt, Record};

const REASON: &str = "erased";

/// Whether worries go too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worries {
    /// Only where somebody who keeps safe erases by their own hand.
    Go,
    /// A sync takes no worry away, however late it came.
    Stay,
}

/// Erases a pupil; gives how many entries were destroyed. Refuses, with a receipt, where
/// safeguarding keeps something of theirs or where a worry has not been heard; nothing is erased
/// then. So only somebody may who hears entries and worries alike. Can be repeated.
pub fn erase(desk: &Desk, pupil_id: &PupilId) -> Result<u64, ActError> {
    let own = desk.trust()?.own_member(desk.home.device_id())?.clone();
    if !(own.has_role(Role::Senco) && own.keeps_safe()) {
        return Err(ActError::ErasureRole);
    }
    // Somebody may have put a hold on something since.
    sync::send_now(desk)?;
    refuse_where_kept(desk, pupil_id)?;
    let mut school = desk.school_to_change()?;
    if !school.erased.contains(pupil_id) {
        if school.pupil(pupil_id).is_none() {
            return Err(ActError::NoPupil { pupil: pupil_id.to_string() });
        }
        school.erase(&BTreeSet::from([pupil_id.clone()]));
        init::tell_school(desk, school)?;
    }
    let entries = finish(desk, Worries::Go)?;
    sync::send_and_clear(desk)?;
    // Only what is gone from the share is erased.
    if !received::burials(&desk.home, Burial::Due)?.is_empty() {
        return Err(ActError::ShareLater { state: ShareState::Refused });
    }
    Ok(entries)
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
    let mut burying = Burying::new(desk)?;
    for entry in kept {
        if entry.state() == EntryState::Held {
            is_held = true;
            burying.refuse(&entry, REASON)?;
        }
    }
    burying.finish()?;
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

/// Does this computer's part of every erasure. Part of each unlocked sync that has heard all there
/// is to hear; gives how many entries were destroyed.
pub fn finish(desk: &Desk, worries: Worries) -> Result<u64, ActError> {
    let library = desk.library()?;
    let Some(known) = library.school()? else { return Ok(0) };
    let erased = known.school.erased.clone();
    let change = received::last_change(&desk.home)?.to_be_bytes();
    let is_done = desk.home.fact(FINISHED_AT)?.as_deref() == Some(change.as_slice());
    if erased.is_empty() || (is_done && worries == Worries::Stay) {
        return Ok(0);
    }
    let mut going = Vec::new();
    for pupil_id in &erased {
        going.extend(entries_of(desk, pupil_id)?);
    }
    going.retain(|entry| {
        !is_kept(entry) && (worries == Worries::Go || !entry.record.kind.is_worry())
    });
    if !going.is_empty() {
        desk.home.work.step(Step::Destroying, going.len() as u64);
    }
    let mut burying = Burying::new(desk)?;
    for entry in &going {
        desk.home.work.advance();
        let traces = library.traces_of(&entry.record.entry_id)?;
        burying.bury(entry, &traces, Outcome::Erased, REASON)?;
    }
    let entries = burying.finish()?;
    let own = desk.trust()?.own_member(desk.home.device_id())?.clone();
    if own.tells_school() {
        let (naming, is_told) = library.naming(&erased)?;
        if !naming.is_empty() {
            // One telling of how pupils like the screens names many of them.
            likes::tell_others(desk, &erased)?;
        }
        if is_told {
            // Whoever told it had not heard yet.
            let told = init::Told { schools: library.schools()?, all: naming };
            init::tell_in_place_of(desk, known.school, &told)?;
        } else {
            let mut batch = Batch::new();
            withdraw::put_tombstone_of_none(desk, &mut batch, Log::Daily, &naming)?;
            desk.home.ledger.commit(batch)?;
        }
    }
    for log in Log::BOTH {
        if log == Log::Daily || own.keeps_safe() {
            unname_receipts(desk, &erased, log)?;
        }
    }
    desk.home.put_fact(FINISHED_AT, &change)?;
    Ok(entries)
}

/// Receipts stay, as the account of what was done; what people wrote in them may name the pupil.
fn unname_receipts(desk: &Desk, erased: &BTreeSet<PupilId>, log: Log) -> Result<(), ActError> {
    let receipts: Vec<_> = desk
        .library()?
        .receipts_of(erased)?
        .into_iter()
        .filter(|(trace, _, receipt)| {
            trace.address.log == log
                && ![REASON, super::retention::REASON].contains(&receipt.reason.as_str())
        })
        .collect();
    if receipts.is_empty() {
        return Ok(());
    }
    let keys = desk.trust()?.keys;
    let mut batch = Batch::new();
    let traces: Vec<Trace> = receipts.iter().map(|(trace, ..)| trace.clone()).collect();
    withdraw::put_tombstone_of_none(desk, &mut batch, log, &traces)?;
    for (_, _, receipt) in receipts {
        let sealing = Sealing::for_kind(receipt.kind);
        let to = match log {
            Log::Daily => recipients::staff(&keys),
            Log::Worry => recipients::all_worry_readers(&keys),
        };
        let mut receipt = Receipt { reason: REASON.to_owned(), ..receipt };
        if log == Log::Worry {
            // Among these readers may be somebody from whom the worry was kept.
            (receipt.pupil_id, receipt.made_at) = (None, None);
        }
        enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    }
    Ok(desk.home.ledger.commit(batch)?)
}
