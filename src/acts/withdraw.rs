//! Withdrawing: hidden at once, then destroyed wherever we put it. A hold refuses, with a
//! receipt.

use std::time::Duration;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, recipients, staff_site, status, sync};
use crate::domain::EntryId;
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::seal::envelope;
use crate::share::{ShareState, Trust, cut, pull, upkeep};
use crate::store::LibraryEntry;
use crate::store::library::Trace;
use crate::store::outbox::{self, Dispatch};
use crate::store::received::{self, Burial};
use crate::wire::record::{BuriedBlob, BuriedBody, Outcome, Receipt, Record, Tombstone};
use crate::wire::{Envelope, Hash, Log};

/// Withdraws an entry. On a tablet this is the pupil's change of mind: it hides the entry and
/// asks staff to destroy it. Where the share is away it is hidden here and taken off the pages,
/// and nothing is destroyed before others could say that it must be kept: `ShareLater`.
pub fn withdraw(desk: &Desk, entry_id: &EntryId, reason: &str) -> Result<(), ActError> {
    if desk.home.is_tablet() {
        super::add_entry::take_back(desk, entry_id)?;
        return sync::send_now(desk);
    }
    // All that we know about the entry must have an address before it can be buried.
    let sent = sync::sync(desk)?;
    let library = desk.library()?;
    if library.is_withdrawn(entry_id)? {
        return sync::send_now(desk);
    }
    let entry = library
        .entry(entry_id)?
        .ok_or_else(|| ActError::NoEntry { entry: entry_id.to_string() })?;
    if entry.record.kind.is_worry() && !entry.opened {
        return Err(ActError::WorryUnopened);
    }
    if sent.trouble.is_some() {
        hide(desk, &entry, None)?;
        return Err(ActError::ShareLater { state: sent.share_state });
    }
    if entry.held {
        hide(desk, &entry, Some(receipt(&entry, Outcome::RefusedByHold, reason)))?;
        sync::sync(desk)?;
        return Err(ActError::Held);
    }
    bury(desk, &entry, &library.traces_of(entry_id)?, Outcome::Withdrawn, reason)?;
    sync::send_now(desk)?;
    // Only what is gone from the share is withdrawn.
    let left = received::burials(&desk.home, Burial::Due)?;
    if left.iter().any(|tombstone| &tombstone.entry_id == entry_id) {
        return Err(ActError::ShareLater { state: ShareState::Refused });
    }
    Ok(())
}

/// Takes an entry off the pages and out of sight without destroying it; a receipt says why.
fn hide(desk: &Desk, entry: &LibraryEntry, receipt: Option<Receipt>) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    let entry_id = entry.record.entry_id.clone();
    enqueue(desk, &mut batch, &sealing, &to, Record::TakeBack { entry_id })?;
    if let Some(receipt) = receipt {
        enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    }
    desk.home.ledger.commit(batch)?;
    if staff_site::is_ours_to_write(desk)? { staff_site::rebuild(desk) } else { Ok(()) }
}

/// Says that an entry was not destroyed, since safeguarding keeps it.
pub(super) fn note_refused(
    desk: &Desk,
    entry: &LibraryEntry,
    reason: &str,
) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    let receipt = receipt(entry, Outcome::RefusedByHold, reason);
    enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    Ok(desk.home.ledger.commit(batch)?)
}

fn receipt(entry: &LibraryEntry, outcome: Outcome, reason: &str) -> Receipt {
    Receipt {
        entry_id: entry.record.entry_id.clone(),
        kind: entry.record.kind,
        pupil_id: entry.record.pupil_id.clone(),
        made_at: Some(entry.record.made_at),
        outcome,
        reason: reason.to_owned(),
        bodies: 0,
        blobs: 0,
    }
}

/// One step: the tombstone and the receipt are due, and nothing of the entry is left here.
pub(super) fn bury(
    desk: &Desk,
    entry: &LibraryEntry,
    traces: &[Trace],
    outcome: Outcome,
    reason: &str,
) -> Result<(), ActError> {
    let buried_blob = |blob| BuriedBlob { device: entry.device.clone(), log: entry.log, blob };
    let mut traces = traces.to_vec();
    // Where we have it by a grant alone, the tablet's own body is to be buried all the same.
    if let Some(row) = received::body(&desk.home, &entry.address)? {
        let original = Trace { address: entry.address.clone(), body: Hash::of(&row.body) };
        if !traces.contains(&original) {
            traces.push(original);
        }
    }
    let blobs = entry.record.media.iter().map(|medium| buried_blob(medium.blob)).collect();
    let tombstone = Tombstone { blobs, ..tombstone(&entry.record.entry_id, &traces) };
    let keys = desk.trust()?.keys;
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    drop_waiting(desk, &mut batch, &entry.record.entry_id)?;
    put_tombstone(desk, &mut batch, sealing.log, &tombstone)?;
    let mut receipt = receipt(entry, outcome, reason);
    receipt.bodies = u32::try_from(tombstone.bodies.len()).unwrap_or(u32::MAX);
    receipt.blobs = u32::try_from(tombstone.blobs.len()).unwrap_or(u32::MAX);
    enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    Ok(desk.home.ledger.commit(batch)?)
}

pub(super) fn tombstone(entry_id: &EntryId, traces: &[Trace]) -> Tombstone {
    let buried = |trace: &Trace| BuriedBody { at: trace.address.clone(), body: trace.body };
    Tombstone {
        entry_id: entry_id.clone(),
        bodies: traces.iter().map(buried).collect(),
        blobs: Vec::new(),
    }
}

/// What we decided about an entry and have not sent says nothing to anybody any more.
fn drop_waiting(desk: &Desk, batch: &mut Batch, entry_id: &EntryId) -> Result<(), ActError> {
    for (row, waiting) in outbox::waiting(&desk.home)? {
        let opened = envelope::open(&waiting.body, desk.identities());
        let record = opened.map(|opened| opened.envelope.record);
        if record.is_ok_and(|record| record.entry_id() == Some(entry_id)) {
            batch.delete(Table::Outbox, row);
        }
    }
    Ok(())
}

pub(super) fn put_tombstone(
    desk: &Desk,
    batch: &mut Batch,
    log: Log,
    tombstone: &Tombstone,
) -> Result<(), ActError> {
    let home = &desk.home;
    let envelope = Envelope::new(
        home.share_id().clone(),
        home.device_id().clone(),
        desk.now(),
        Record::Tombstone(tombstone.clone()),
    );
    let body = envelope::plain(&envelope, &*home.machine.chance)?;
    let dispatch = Dispatch { log, body, blobs: &[], entry_id: None, draft_id: None };
    outbox::enqueue(home, batch, &dispatch)?;
    Ok(pull::bury(home, batch, tombstone)?)
}

/// Buries what somebody said about an entry after it was withdrawn: withdrawn absorbs
/// everything, for ever. Needs the key; without it the next unlocked sync does it.
pub fn bury_late_traces(desk: &Desk) -> Result<(), ActError> {
    if !desk.is_unlocked() {
        return Ok(());
    }
    let library = desk.library()?;
    for (entry_id, traces) in library.late_traces()? {
        for log in Log::BOTH {
            let of_log: Vec<Trace> =
                traces.iter().filter(|trace| trace.address.log == log).cloned().collect();
            if of_log.is_empty() {
                continue;
            }
            let mut batch = Batch::new();
            put_tombstone(desk, &mut batch, log, &tombstone(&entry_id, &of_log))?;
            desk.home.ledger.commit(batch)?;
        }
    }
    Ok(())
}

/// When this computer last looked whether something withdrawn has come back.
const LOOKED_AT_BURIED: &str = "looked-at-buried";
const LOOK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Destroys on the share what tombstones name, ours and others', and once a day again whatever
/// was destroyed before, since backups and sync clients bring files back. One that cannot be
/// destroyed yet does not keep the others.
pub fn clear_share(desk: &Desk, trust: &Trust) -> Result<(), ActError> {
    let home = &desk.home;
    let look_again = upkeep::is_due(home, LOOKED_AT_BURIED, LOOK_EVERY)?;
    let mut due = received::burials(home, Burial::Due)?;
    if look_again {
        due.extend(received::burials(home, Burial::Done)?);
    }
    let mut trouble = Ok(());
    if !due.is_empty() {
        home.work.step(Step::Destroying, due.len() as u64);
    }
    for tombstone in due {
        home.work.advance();
        // A share that vanished looks as if everything were gone from it.
        let destroyed = cut::destroy(&*desk.share, trust, &tombstone)
            .and_then(|()| status::look_at(desk, &*desk.share));
        match destroyed {
            Ok(()) => {
                let mut batch = Batch::new();
                received::note_buried(&mut batch, &tombstone);
                home.ledger.commit(batch)?;
            }
            // Not every account may delete there; whoever withdrew it is told.
            Err(error) if pull::is_refused(&error) => {
                tracing::warn!(%error, "this account may not destroy what was withdrawn");
            }
            Err(error) => trouble = trouble.and(Err(error.into())),
        }
    }
    if look_again && trouble.is_ok() {
        upkeep::note_done(home, LOOKED_AT_BURIED)?;
    }
    trouble
}
