//! Withdrawing: hidden at once, then destroyed wherever we put it. A hold refuses, with a
//! receipt.

use std::collections::BTreeMap;
use std::time::Duration;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, recipients, said_under, staff_site, status, sync};
use crate::domain::{EntryId, School};
use crate::platform::chance::random;
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::seal::{Identity, envelope};
use crate::share::{ShareError, ShareState, Trust, cut, pull, upkeep};
use crate::store::LibraryEntry;
use crate::store::library::Trace;
use crate::store::outbox::{self, Dispatch};
use crate::store::received::{self, Burial};
use crate::wire::record::{AnswerMedium, BuriedBlob, Outcome, Receipt, Record, Tombstone};
use crate::wire::{Envelope, Hash, KeysFile, Log};

/// What became of a withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// On a tablet: staff are asked to destroy it.
    TakenBack,
    Everywhere,
    /// It may be published, and the staff pages are not this computer's to write: they show it until
    /// a computer that writes them syncs.
    ButForPages,
}

/// Withdraws an entry. On a tablet this is the pupil's change of mind: it hides the entry and
/// asks staff to destroy it. Where the share is away it is hidden here and taken off the pages,
/// and nothing is destroyed before others could say that it must be kept: `ShareLater`.
pub fn withdraw(desk: &Desk, entry_id: &EntryId, reason: &str) -> Result<Withdrawn, ActError> {
    if desk.home.is_tablet() {
        super::add_entry::take_back(desk, entry_id)?;
        sync::send_now(desk)?;
        return Ok(Withdrawn::TakenBack);
    }
    // All that we know about the entry must have an address before it can be buried.
    let sent = sync::sync(desk)?;
    let library = desk.library()?;
    if library.is_withdrawn(entry_id)? {
        sync::send_and_clear(desk)?;
        // Whether it was published nobody knows any more.
        return what_became(desk, entry_id, true);
    }
    let entry = library
        .entry(entry_id)?
        .ok_or_else(|| ActError::NoEntry { entry: entry_id.to_string() })?;
    if entry.record.kind.is_worry() && !entry.opened {
        return Err(ActError::WorryUnopened);
    }
    if sent.trouble.is_some() {
        want(desk, entry_id, reason)?;
        hide(desk, &entry, None)?;
        if let Err(error) = clear_pages(desk) {
            // With the share the pages are away too; the sync that finishes this clears them.
            tracing::warn!(%error, "the staff pages could not be written");
        }
        return Err(ActError::ShareLater { state: sent.share_state });
    }
    if entry.held {
        hide(desk, &entry, Some(receipt(&entry, Outcome::RefusedByHold, reason)))?;
        clear_pages(desk)?;
        sync::sync(desk)?;
        return Err(ActError::Held);
    }
    let mut burying = Burying::new(desk)?;
    burying.bury(&entry, &library.traces_of(entry_id)?, Outcome::Withdrawn, reason)?;
    burying.finish()?;
    sync::send_and_clear(desk)?;
    what_became(desk, entry_id, entry.published_at.is_some())
}

/// Only what is gone from the share is withdrawn.
fn what_became(
    desk: &Desk,
    entry_id: &EntryId,
    may_be_on_pages: bool,
) -> Result<Withdrawn, ActError> {
    let left = received::burials(&desk.home, Burial::Due)?;
    if left.iter().any(|tombstone| &tombstone.entry_id == entry_id) {
        return Err(ActError::ShareLater { state: ShareState::Refused });
    }
    let pages_are_ours = staff_site::is_ours_to_write(desk)?;
    Ok(match may_be_on_pages && !pages_are_ours {
        true => Withdrawn::ButForPages,
        false => Withdrawn::Everywhere,
    })
}

/// A withdrawal that waits for the share, with its reason.
fn wanted_key(entry_id: &EntryId) -> String {
    format!("{WANTED}{entry_id}")
}

const WANTED: &str = "withdrawal-wanted/";
const REASON_LIMIT_BYTES: usize = 64 * 1024;

fn want(desk: &Desk, entry_id: &EntryId, reason: &str) -> Result<(), ActError> {
    // Sealed to whoever asked: a reason may name somebody.
    let own: Vec<_> = desk.identities().iter().map(Identity::recipient).collect();
    let sealed = envelope::seal_bytes(reason.as_bytes(), &own)?;
    Ok(desk.home.put_fact(&wanted_key(entry_id), &sealed)?)
}

/// Does what was asked while the share was away: part of an unlocked sync that has heard all.
pub fn finish_wanted(desk: &Desk) -> Result<(), ActError> {
    let wanted = desk.home.ledger.scan(Table::Facts, WANTED.as_bytes())?;
    if wanted.is_empty() {
        return Ok(());
    }
    let library = desk.library()?;
    let mut burying = Burying::new(desk)?;
    for (key, reason) in wanted {
        let text = String::from_utf8_lossy(&key).into_owned();
        let entry_id = text.strip_prefix(WANTED).and_then(|entry_id| entry_id.parse().ok());
        let entry = match &entry_id {
            Some(entry_id) => library.entry(entry_id)?,
            None => None,
        };
        let is_gone = match &entry_id {
            Some(entry_id) => library.is_withdrawn(entry_id)?,
            None => true,
        };
        // Under another key since: it is withdrawn all the same.
        let reason = envelope::open_bytes(&reason, desk.identities(), REASON_LIMIT_BYTES);
        let reason = reason.map(|reason| String::from_utf8_lossy(&reason).into_owned());
        let reason = reason.unwrap_or_default();
        match entry {
            Some(entry) if entry.held => burying.refuse(&entry, &reason)?,
            Some(entry) => {
                let traces = library.traces_of(&entry.record.entry_id)?;
                burying.bury(&entry, &traces, Outcome::Withdrawn, &reason)?;
            }
            // Somebody else was faster.
            None if is_gone => {}
            // Under a key that does not open it: whoever has that key does it.
            None => continue,
        }
        burying.batch.delete(Table::Facts, key);
    }
    burying.finish()?;
    Ok(())
}

/// Takes an entry out of sight without destroying it; a receipt says why.
fn hide(desk: &Desk, entry: &LibraryEntry, receipt: Option<Receipt>) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut batch = Batch::new();
    let entry_id = entry.record.entry_id.clone();
    said_under::say(desk, &mut batch, &sealing, &to, Record::TakeBack { entry_id })?;
    if let Some(receipt) = receipt {
        enqueue(desk, &mut batch, &sealing, &to, Record::Receipt(receipt))?;
    }
    Ok(desk.home.ledger.commit(batch)?)
}

fn clear_pages(desk: &Desk) -> Result<(), ActError> {
    if staff_site::is_ours_to_write(desk)? { staff_site::rebuild(desk) } else { Ok(()) }
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

/// A row of the outbox, with what was said aloud there.
type WaitingRow = (Vec<u8>, Option<BuriedBlob>);

/// What burying entries needs to know, looked up once for many. While it lasts nothing else may
/// be put into the outbox: its rows are numbered already.
pub(super) struct Burying<'a> {
    desk: &'a Desk,
    keys: KeysFile,
    school: School,
    /// By the entry that they speak of.
    waiting: BTreeMap<EntryId, Vec<WaitingRow>>,
    batch: Batch,
    entries: usize,
}

/// Entries that are buried in one step of the ledger.
const AT_ONCE: usize = 50;
/// Bodies that one tombstone names: far below what a body may hold.
const BODIES_LIMIT: usize = 1_000;

impl<'a> Burying<'a> {
    pub fn new(desk: &'a Desk) -> Result<Self, ActError> {
        let mut waiting: BTreeMap<EntryId, Vec<_>> = BTreeMap::new();
        for (row, record) in outbox::waiting(&desk.home)? {
            let Ok(opened) = envelope::open(&record.body, desk.identities()) else { continue };
            let said = opened.envelope.record;
            if let Some(entry_id) = said.entry_id() {
                let medium = said.answer_medium().map(AnswerMedium::buried);
                waiting.entry(entry_id.clone()).or_default().push((row, medium));
            }
        }
        let (keys, school) = (desk.trust()?.keys, desk.school_to_change()?);
        Ok(Self { desk, keys, school, waiting, batch: Batch::new(), entries: 0 })
    }

    /// The tombstone and the receipt are due, and nothing of the entry is left here, once the
    /// step is done: with `finish` at the latest.
    pub fn bury(
        &mut self,
        entry: &LibraryEntry,
        traces: &[Trace],
        outcome: Outcome,
        reason: &str,
    ) -> Result<(), ActError> {
        let home = &self.desk.home;
        let entry_id = &entry.record.entry_id;
        let mut traces = traces.to_vec();
        // Where we have it by a grant alone, the tablet's own body is to be buried all the same.
        if let Some(row) = received::body(home, &entry.address)? {
            let original = Trace { address: entry.address.clone(), body: Hash::of(&row.body) };
            if !traces.contains(&original) {
                traces.push(original);
            }
        }
        let buried_blob = |blob| BuriedBlob { device: entry.device.clone(), log: entry.log, blob };
        let mut blobs: Vec<BuriedBlob> =
            entry.record.media.iter().map(|medium| buried_blob(medium.blob)).collect();
        let answers = entry.replies.iter().filter_map(|reply| reply.medium.as_deref());
        blobs.extend(answers.map(AnswerMedium::buried));
        // What we decided about it and have not sent says nothing to anybody any more.
        for (row, medium) in self.waiting.remove(entry_id).unwrap_or_default() {
            self.batch.delete(Table::Outbox, row);
            blobs.extend(medium.filter(|medium| !blobs.contains(medium)));
        }
        let mut receipt = receipt(entry, outcome, reason);
        receipt.bodies = u32::try_from(traces.len()).unwrap_or(u32::MAX);
        receipt.blobs = u32::try_from(blobs.len()).unwrap_or(u32::MAX);
        let sealing = Sealing::for_kind(entry.record.kind);
        // A tombstone counts in its own log alone; somebody may have put a copy into the other.
        let (here, elsewhere): (Vec<Trace>, Vec<Trace>) =
            traces.into_iter().partition(|trace| trace.address.log == sealing.log);
        put_tombstones(self.desk, &mut self.batch, sealing.log, entry_id, &here, blobs)?;
        if let Some(copy) = elsewhere.first() {
            let log = copy.address.log;
            put_tombstones(self.desk, &mut self.batch, log, entry_id, &elsewhere, Vec::new())?;
        }
        let to = recipients::readers_of(&self.keys, &self.school, &entry.record);
        enqueue(self.desk, &mut self.batch, &sealing, &to, Record::Receipt(receipt))?;
        self.entries += 1;
        if self.entries.is_multiple_of(AT_ONCE) { self.step() } else { Ok(()) }
    }

    /// Says that an entry is not destroyed, since safeguarding keeps it.
    pub fn refuse(&mut self, entry: &LibraryEntry, reason: &str) -> Result<(), ActError> {
        let to = recipients::readers_of(&self.keys, &self.school, &entry.record);
        let sealing = Sealing::for_kind(entry.record.kind);
        let receipt = receipt(entry, Outcome::RefusedByHold, reason);
        enqueue(self.desk, &mut self.batch, &sealing, &to, Record::Receipt(receipt))
    }

    fn step(&mut self) -> Result<(), ActError> {
        Ok(self.desk.home.ledger.commit(std::mem::take(&mut self.batch))?)
    }

    /// Does the last step. Gives how many entries were buried.
    pub fn finish(mut self) -> Result<u64, ActError> {
        self.step()?;
        Ok(self.entries as u64)
    }
}

/// Buries bodies of one log: they are forgotten here, and tombstones that name them are due.
pub(super) fn put_tombstones(
    desk: &Desk,
    batch: &mut Batch,
    log: Log,
    entry_id: &EntryId,
    traces: &[Trace],
    mut blobs: Vec<BuriedBlob>,
) -> Result<(), ActError> {
    let home = &desk.home;
    let mut parts = traces.chunks(BODIES_LIMIT);
    let mut part = parts.next();
    loop {
        let tombstone = Tombstone {
            entry_id: entry_id.clone(),
            bodies: part.unwrap_or_default().iter().map(Trace::buried).collect(),
            blobs: std::mem::take(&mut blobs),
        };
        let record = Record::Tombstone(tombstone.clone());
        let (share_id, device) = (home.share_id().clone(), home.device_id().clone());
        let envelope = Envelope::new(share_id, device, desk.now(), record);
        let body = envelope::plain(&envelope, &*home.machine.chance)?;
        let dispatch =
            Dispatch { log, body, blobs: &[], entry_id: None, draft_ids: &[], beside: None };
        outbox::enqueue(home, batch, &dispatch)?;
        pull::bury(home, batch, &tombstone)?;
        part = parts.next();
        if part.is_none() {
            return Ok(());
        }
    }
}

/// Buries bodies that are no entry's: a tombstone names an entry, so it names one that never was.
pub(super) fn put_tombstone_of_none(
    desk: &Desk,
    batch: &mut Batch,
    log: Log,
    traces: &[Trace],
) -> Result<(), ActError> {
    if traces.is_empty() {
        return Ok(());
    }
    let nobody = EntryId::from_bytes(&random(&*desk.home.machine.chance));
    put_tombstones(desk, batch, log, &nobody, traces, Vec::new())
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
            let blobs = said_aloud(desk, &of_log)?;
            put_tombstones(desk, &mut batch, log, &entry_id, &of_log, blobs)?;
            desk.home.ledger.commit(batch)?;
        }
    }
    Ok(())
}

/// What was said or signed in answers among these bodies.
fn said_aloud(desk: &Desk, traces: &[Trace]) -> Result<Vec<BuriedBlob>, ActError> {
    let mut blobs = Vec::new();
    for trace in traces {
        let Some(row) = received::body(&desk.home, &trace.address)? else { continue };
        let Ok(opened) = envelope::open(&row.body, desk.identities()) else { continue };
        let medium = opened.envelope.record.answer_medium().map(AnswerMedium::buried);
        blobs.extend(medium.filter(|medium| !blobs.contains(medium)));
    }
    Ok(blobs)
}

/// When this computer last looked whether something withdrawn has come back, and how far it came
/// since.
const LOOKED_AT_BURIED: &str = "looked-at-buried";
const LOOKED_UP_TO: &str = "looked-at-buried-up-to";
const LOOK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// Tombstones that one such look goes through at most: of years of them the rest has its turn on
/// the days after.
const AGAIN_LIMIT: usize = 1_000;
/// After so many is noted how far it came.
const AGAIN_STEP: usize = 100;

/// Destroys on the share what tombstones name, ours and others', and once a day again what was
/// destroyed before, since backups and sync clients bring files back. One that cannot be
/// destroyed yet does not keep the others.
pub fn clear_share(desk: &Desk, trust: &Trust) -> Result<(), ActError> {
    let home = &desk.home;
    let due = received::burials(home, Burial::Due)?;
    if !due.is_empty() {
        home.work.step(Step::Destroying, due.len() as u64);
    }
    let mut trouble = Ok(());
    for tombstone in due {
        home.work.advance();
        // A share that vanished looks as if everything were gone from it.
        let destroyed = destroy(desk, trust, &tombstone)
            .and_then(|is_gone| status::look_at(desk, &*desk.share).map(|()| is_gone));
        match destroyed {
            Ok(true) => {
                let mut batch = Batch::new();
                received::note_buried(&mut batch, &tombstone);
                home.ledger.commit(batch)?;
            }
            Ok(false) => {}
            Err(error) => trouble = trouble.and(Err(error.into())),
        }
    }
    trouble.and(look_again(desk, trust))
}

/// False where this account may not delete: whoever withdrew it is told.
fn destroy(desk: &Desk, trust: &Trust, tombstone: &Tombstone) -> Result<bool, ShareError> {
    let is_buried = |hash: &Hash| received::is_buried(&desk.home, hash).unwrap_or(false);
    match cut::destroy(&*desk.share, trust, tombstone, &is_buried) {
        Err(error) if pull::is_refused(&error) => {
            tracing::warn!(%error, "this account may not destroy what was withdrawn");
            Ok(false)
        }
        destroyed => destroyed.map(|()| true),
    }
}

fn look_again(desk: &Desk, trust: &Trust) -> Result<(), ActError> {
    let home = &desk.home;
    if !upkeep::is_due(home, LOOKED_AT_BURIED, LOOK_EVERY)? {
        return Ok(());
    }
    let from = home.fact(LOOKED_UP_TO)?;
    let before = received::buried_after(home, from.as_deref(), AGAIN_LIMIT)?;
    for part in before.chunks(AGAIN_STEP) {
        let mut trouble = Ok(());
        for (_, tombstone) in part {
            trouble = trouble.and(destroy(desk, trust, tombstone).map(|_| ()));
        }
        trouble.and(status::look_at(desk, &*desk.share))?;
        if let Some((key, _)) = part.last() {
            home.put_fact(LOOKED_UP_TO, key)?;
        }
    }
    if before.len() < AGAIN_LIMIT {
        let mut batch = Batch::new();
        batch.delete(Table::Facts, LOOKED_UP_TO);
        home.ledger.commit(batch)?;
    }
    Ok(upkeep::note_done(home, LOOKED_AT_BURIED)?)
}
