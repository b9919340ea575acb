//! Withdrawing: hidden at once, then destroyed wherever we put it. A hold refuses, with a
//! receipt.

use super::add_entry::{Sealing, enqueue};
use super::open::readers_of;
use super::{ActError, Desk, staff_site, sync};
use crate::domain::EntryId;
use crate::platform::{Batch, Table};
use crate::seal::envelope;
use crate::share::{Trust, cut, pull};
use crate::store::outbox::{self, Dispatch};
use crate::store::{Library, LibraryEntry, StoreError};
use crate::wire::record::{BuriedBlob, BuriedBody, Outcome, Receipt, Record, Tombstone};
use crate::wire::{Envelope, from_cbor, to_cbor};

/// Withdrawals begun here that the share may not have finished: by entry.
const BEGUN: &str = "withdrawal/";

/// Withdraws an entry. On a tablet this is the pupil's change of mind: it hides the entry and
/// asks staff to destroy it. `ShareLater` means: hidden here, to be destroyed when the share is
/// back.
pub fn withdraw(desk: &Desk, entry_id: &EntryId, reason: &str) -> Result<(), ActError> {
    if desk.home.is_tablet() {
        super::add_entry::take_back(desk, entry_id)?;
        return sync::send_now(desk);
    }
    // All that we know about the entry must have an address before it can be buried.
    let sent = sync::sync(desk)?;
    let library = desk.library()?;
    if library.is_withdrawn(entry_id) {
        return sync::send_now(desk);
    }
    let entry = library
        .entries
        .get(entry_id)
        .ok_or_else(|| ActError::NoEntry {
            entry: entry_id.to_string(),
        })?;
    if entry.held {
        note_refusal(desk, entry, reason)?;
        return Err(ActError::Held);
    }
    bury(desk, &library, entry, reason)?;
    if let (Some(_), state) = (sent.trouble, sent.share_state) {
        return Err(ActError::ShareLater { state });
    }
    sync::send_now(desk)?;
    if desk.site.is_some() {
        staff_site::rebuild(desk)?;
    }
    Ok(())
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

fn note_refusal(desk: &Desk, entry: &LibraryEntry, reason: &str) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = readers_of(&keys, &desk.school()?, entry);
    let mut batch = Batch::new();
    let record = Record::Receipt(receipt(entry, Outcome::RefusedByHold, reason));
    enqueue(
        desk,
        &mut batch,
        &Sealing::for_kind(entry.record.kind),
        &to,
        record,
    )?;
    desk.home.ledger.commit(batch)?;
    match sync::send_now(desk) {
        Err(ActError::ShareLater { .. }) => Ok(()),
        other => other,
    }
}

/// One step: the tombstone and the receipt are due, and nothing of the entry is left here.
fn bury(
    desk: &Desk,
    library: &Library,
    entry: &LibraryEntry,
    reason: &str,
) -> Result<(), ActError> {
    let home = &desk.home;
    let entry_id = &entry.record.entry_id;
    let traces = library.traces_of(entry_id);
    let buried_blob = |blob| BuriedBlob {
        device: entry.device.clone(),
        log: entry.log,
        blob,
    };
    let tombstone = Tombstone {
        entry_id: entry_id.clone(),
        bodies: traces
            .iter()
            .map(|trace| BuriedBody {
                at: trace.address.clone(),
                body: trace.body,
            })
            .collect(),
        blobs: entry
            .record
            .media
            .iter()
            .map(|medium| buried_blob(medium.blob))
            .collect(),
    };
    let keys = desk.trust()?.keys;
    let to = readers_of(&keys, &desk.school()?, entry);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    // What we decided about it and have not sent says nothing to anybody any more.
    for (row, waiting) in outbox::waiting(home)? {
        let about = envelope::open(&waiting.body, desk.identities())
            .ok()
            .and_then(|opened| opened.envelope.record.entry_id().cloned());
        if about.as_ref() == Some(entry_id) {
            batch.delete(Table::Outbox, row);
        }
    }
    let plain = envelope::plain(
        &Envelope::new(
            home.share_id().clone(),
            home.device_id().clone(),
            desk.now(),
            Record::Tombstone(tombstone.clone()),
        ),
        &*home.machine.chance,
    )?;
    let dispatch = Dispatch {
        log: sealing.log,
        body: plain,
        blobs: &[],
        entry_id: None,
        draft_id: None,
    };
    outbox::enqueue(home, &mut batch, &dispatch)?;
    let mut receipt = receipt(entry, Outcome::Withdrawn, reason);
    receipt.bodies = u32::try_from(tombstone.bodies.len()).unwrap_or(u32::MAX);
    receipt.blobs = u32::try_from(tombstone.blobs.len()).unwrap_or(u32::MAX);
    enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    pull::bury(home, &mut batch, &tombstone)?;
    batch.put(
        Table::Facts,
        format!("{BEGUN}{entry_id}"),
        to_cbor(&tombstone),
    );
    Ok(home.ledger.commit(batch)?)
}

/// Destroys on the share what was buried here, and forgets the task once it is done. Part of
/// every sync: the tombstone was pushed before.
pub fn finish_begun(desk: &Desk, trust: &Trust) -> Result<(), ActError> {
    for (key, value) in desk.home.ledger.scan(Table::Facts, BEGUN.as_bytes())? {
        let tombstone: Tombstone = from_cbor(&value, "tombstone").map_err(StoreError::from)?;
        cut::destroy(&*desk.share, trust, &tombstone)?;
        let mut batch = Batch::new();
        batch.delete(Table::Facts, key);
        desk.home.ledger.commit(batch)?;
    }
    Ok(())
}
