//! Signing off and sending: from what was said to a sealed record in the outbox. After `Ok` it
//! will arrive.

use std::sync::Arc;

use super::status::LOOK_PATIENCE;
use super::{ActError, Desk, notice, recipients, said_under};
use crate::domain::shelf::comes_back;
use crate::domain::sign_off::{self, Identity, SignOff};
use crate::domain::worry::{self, WorryReaders};
use crate::domain::{Blob, DraftId, Entry, EntryId, EntryKind, PupilId, Said, SignedEntry};
use crate::platform::Batch;
use crate::platform::chance::random;
use crate::seal::{Recipient, SealedBody, blob, envelope};
use crate::share::{PatientShare, Trust, own_log};
use crate::store::alarms::{self, AlarmKind};
use crate::store::drafts;
use crate::store::outbox::{self, Dispatch};
use crate::store::shelf;
use crate::wire::body::Padding;
use crate::wire::record::{self, Back, EntryRecord, MediumRecord, Record};
use crate::wire::{Envelope, KeysFile, Log};

/// What is said, and the pupil's yes to it.
#[derive(Debug)]
pub struct NewEntry {
    pub kind: EntryKind,
    pub pupil_id: Option<PupilId>,
    pub said: Said,
    pub blobs: Vec<Blob>,
    pub sign_off: SignOff,
    /// The drafts it was recorded as, destroyed once it is safe.
    pub draft_ids: Vec<DraftId>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub entry_id: EntryId,
    /// No serving adult can open it: the pupil must be sent to a person now.
    pub nobody_serving: bool,
}

/// How a record is sealed and where it goes.
#[derive(Debug, Clone, Copy)]
pub struct Sealing {
    pub log: Log,
    pub worry: bool,
}

impl Sealing {
    pub fn for_kind(kind: EntryKind) -> Self {
        let log = if kind.is_worry() { Log::Worry } else { Log::Daily };
        Self { log, worry: kind.is_worry() }
    }
}

const WORRY: Sealing = Sealing { log: Log::Worry, worry: true };

pub(super) fn seal(
    desk: &Desk,
    sealing: &Sealing,
    to: &[Recipient],
    record: Record,
) -> Result<SealedBody, ActError> {
    let home = &desk.home;
    let envelope =
        Envelope::new(home.share_id().clone(), home.device_id().clone(), desk.now(), record);
    let padding = if sealing.worry { Padding::Worry } else { Padding::Usual };
    Ok(envelope::seal(&envelope, to, padding, &*home.machine.chance)?)
}

/// Puts a sealed record without media into a batch.
pub fn enqueue(
    desk: &Desk,
    batch: &mut Batch,
    sealing: &Sealing,
    to: &[Recipient],
    record: Record,
) -> Result<(), ActError> {
    let body = seal(desk, sealing, to, record)?;
    let dispatch = Dispatch {
        log: sealing.log,
        body,
        blobs: &[],
        entry_id: None,
        draft_ids: &[],
        beside: None,
    };
    Ok(outbox::enqueue(&desk.home, batch, &dispatch)?)
}

/// Signs off, seals and commits.
pub fn add(desk: &Desk, mut new: NewEntry) -> Result<Added, ActError> {
    let home = &desk.home;
    let mut trust = desk.trust()?;
    trust.own_member(home.device_id())?;
    if home.is_tablet() && new.kind == EntryKind::Observation {
        return Err(ActError::ObservationOnTablet);
    }
    let school = desk.school()?;
    if let Some(pupil_id) = &new.pupil_id
        && school.pupil(pupil_id).is_none()
    {
        return Err(ActError::NoPupil { pupil: pupil_id.to_string() });
    }
    let mut people = recipients::people(&trust.keys, &school);
    if let Some(worry) = &new.sign_off.worry {
        let mut settled = worry.clone();
        settled.settle(&people);
        // Somebody may have been let in since: before only a safe could open it, a short look.
        if worry::readers(&people, &settled).nobody_serving()
            && let Some(newer) = newer_keys(desk)
        {
            trust = newer;
            people = recipients::people(&trust.keys, &school);
        }
    }
    if let Some(worry) = &mut new.sign_off.worry {
        recipients::check_named(&worry.not_for, &people, &school)?;
        worry.settle(&people);
    }
    let nonce = random(&*home.machine.chance);
    let entry = Entry {
        entry_id: record::entry_id(home.device_id(), &nonce),
        kind: new.kind,
        pupil_id: new.pupil_id,
        device_id: home.device_id().clone(),
        made_at: desk.now(),
        said: new.said,
        blobs: new.blobs,
    };
    let signed = sign_off::sign_off(entry, new.sign_off)?;
    let (to, readers) = match &signed.sign_off().worry {
        None => (recipients::staff(&trust.keys), None),
        Some(worry) => {
            let readers = worry::readers(&people, worry);
            (recipients::worry(&trust.keys, &readers), Some(readers))
        }
    };
    let notice = match &signed.sign_off().worry {
        Some(worry) => {
            let entry_id = &signed.entry().entry_id;
            let notice = notice::of_worry(desk, &trust.keys, &people, entry_id, worry)?;
            notice.map(|(notice, watchers)| {
                let to = [&to[..], &watchers].concat();
                seal(desk, &WORRY, &to, Record::Notice(Box::new(notice)))
            })
        }
        None => None,
    };
    commit(desk, &signed, nonce, &to, &new.draft_ids, notice.transpose()?)?;
    if home.is_tablet() {
        put_on_shelf(desk, &signed);
    }
    let nobody_serving = readers.as_ref().is_some_and(WorryReaders::nobody_serving);
    if nobody_serving {
        let mut batch = Batch::new();
        let entry_id = signed.entry().entry_id.as_str();
        alarms::raise(home, &mut batch, AlarmKind::NobodyServing, entry_id);
        // It is said and kept: an error here would have it said twice.
        if let Err(error) = home.ledger.commit(batch) {
            tracing::error!(%error, "an alarm could not be raised");
        }
    }
    Ok(Added { entry_id: signed.entry().entry_id.clone(), nobody_serving })
}

/// What the pupil finds again here at once, where they have shown who they are. It is said and
/// sent already: an error here would have it said twice.
fn put_on_shelf(desk: &Desk, signed: &SignedEntry) {
    let entry = signed.entry();
    let is_checked = signed.sign_off().identity == Identity::Checked;
    let (Some(pupil_id), Some(said), true) =
        (&entry.pupil_id, comes_back(entry.kind, &entry.entry_id, &entry.said), is_checked)
    else {
        return;
    };
    let mut batch = Batch::new();
    let back = Back { kind: entry.kind, made_at: entry.made_at, said };
    shelf::put_back(&mut batch, &entry.entry_id, pupil_id, &back);
    if let Err(error) = desk.home.ledger.commit(batch) {
        tracing::error!(%error, "it is not on the shelf");
    }
}

/// The keys as they are on the share now, where it answers soon.
fn newer_keys(desk: &Desk) -> Option<Trust> {
    let share = Arc::clone(&desk.share);
    let look = PatientShare::new(share, LOOK_PATIENCE, desk.home.work.clone());
    Trust::refresh(&desk.home, &look).ok()
}

fn commit(
    desk: &Desk,
    signed: &SignedEntry,
    nonce: [u8; 16],
    to: &[Recipient],
    draft_ids: &[DraftId],
    notice: Option<SealedBody>,
) -> Result<(), ActError> {
    let home = &desk.home;
    let mut sealed = Vec::new();
    let mut media = Vec::new();
    for medium in &signed.entry().blobs {
        let blob = blob::seal(&medium.bytes, &*home.machine.chance)?;
        media.push(MediumRecord {
            media_type: medium.media_type,
            duration_millis: medium.duration_millis,
            blob: blob.hash,
            size: blob.stored.len() as u64,
            key: blob.key.clone(),
        });
        sealed.push(blob);
    }
    let sealing = Sealing::for_kind(signed.entry().kind);
    let body =
        seal(desk, &sealing, to, Record::Entry(Box::new(EntryRecord::new(signed, nonce, media))))?;
    let dispatch = Dispatch {
        log: sealing.log,
        body,
        blobs: &sealed,
        entry_id: Some(&signed.entry().entry_id),
        draft_ids,
        beside: notice,
    };
    outbox::commit(home, Batch::new(), &dispatch)?;
    // It is sent: that a file of its draft cannot be removed yet is for the next opening.
    for draft_id in draft_ids {
        if let Err(error) = drafts::destroy(home, draft_id) {
            tracing::warn!(%draft_id, %error, "a draft that was sent is still here");
        }
    }
    Ok(())
}

/// The pupil changed their mind: readers hide the entry at once; staff then destroy it.
pub fn take_back(desk: &Desk, entry_id: &EntryId) -> Result<(), ActError> {
    let (sealing, to) = of_take_back(&desk.trust()?.keys, log_of(desk, entry_id)?);
    let mut batch = Batch::new();
    let record = Record::TakeBack { entry_id: entry_id.clone() };
    said_under::say(desk, &mut batch, &sealing, &to, record)?;
    shelf::take_back(&desk.home, &mut batch, entry_id)?;
    Ok(desk.home.ledger.commit(batch)?)
}

/// Where a tablet says that something was taken back, and to whom.
pub(super) fn of_take_back(keys: &KeysFile, log: Log) -> (Sealing, Vec<Recipient>) {
    let to = match log {
        Log::Daily => recipients::staff(keys),
        Log::Worry => recipients::all_worry_readers(keys),
    };
    (Sealing { log, worry: log == Log::Worry }, to)
}

/// The log in which this tablet sent an entry.
pub(super) fn log_of(desk: &Desk, entry_id: &EntryId) -> Result<Log, ActError> {
    for (_, waiting) in outbox::waiting(&desk.home)? {
        if waiting.entry_id.as_ref() == Some(entry_id) {
            return Ok(waiting.log);
        }
    }
    for log in Log::BOTH {
        for (_, segment) in own_log::own_segments(&desk.home, log)? {
            if segment.entries.contains(entry_id) {
                return Ok(log);
            }
        }
    }
    Err(ActError::NoEntry { entry: entry_id.to_string() })
}

/// How many entries and decisions have not reached the share, and since when the oldest waits.
pub fn pending(desk: &Desk) -> Result<(u64, Option<crate::domain::Moment>), ActError> {
    let home = &desk.home;
    let mut count = 0;
    let mut oldest = None;
    let mut note = |since: crate::domain::Moment| {
        oldest = Some(oldest.map_or(since, |at: crate::domain::Moment| at.min(since)));
    };
    for (_, waiting) in outbox::waiting(home)? {
        count += 1;
        note(waiting.since);
    }
    for log in Log::BOTH {
        for seq in own_log::to_be_sent(home, log)? {
            if let Some(segment) = own_log::own_segment_at(home, log, seq)? {
                count += crate::wire::Segment::decode(&segment.bytes)?.header.leaves.len() as u64;
                note(segment.since);
            }
        }
    }
    Ok((count, oldest))
}
