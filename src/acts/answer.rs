//! What the school answers. Staff keep the words; the pupil's tablets get who has read it and,
//! but for a worry, what was answered.

use std::time::Duration;

use super::add_entry::{Sealing, enqueue, seal};
use super::look::OpenMedium;
use super::open::{find, open_at};
use super::{ActError, Desk, recipients, status, sync};
use crate::domain::entry::{EntryError, SYMBOLS_LIMIT, TEXT_LIMIT_BYTES};
use crate::domain::shelf::comes_back;
use crate::domain::sign_off::Identity;
use crate::domain::{Blob, EntryId, EntryKind, Moment, Redaction};
use crate::platform::Batch;
use crate::seal::Recipient;
use crate::seal::blob::{self, SealedBlob};
use crate::store::LibraryEntry;
use crate::store::outbox::{self, Dispatch};
use crate::store::shelf::{self, ShelfAnswer};
use crate::wire::record::{AnswerMedium, Back, EntryRecord, MediumRecord, Record};

/// The longest answer that is said or signed.
pub const LIMIT: Duration = Duration::from_secs(5 * 60);
/// A recording of that length ends with its last picture and its last sound.
const LIMIT_MILLIS: u64 = LIMIT.as_millis() as u64 + 1_000;

/// "You said, we did": in words, in symbols, said or signed.
#[derive(Clone, Copy)]
pub struct Answering<'a> {
    pub text: &'a str,
    pub symbols: &'a [String],
    /// In the adult's own voice or signing.
    pub medium: Option<&'a Blob>,
}

/// Not a word of it: a log must not hold any.
impl std::fmt::Debug for Answering<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "an answer of {} bytes", self.text.len())
    }
}

impl<'a> From<&'a str> for Answering<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, symbols: &[], medium: None }
    }
}

impl Answering<'_> {
    fn check(&self) -> Result<(), ActError> {
        if self.text.is_empty() && self.symbols.is_empty() && self.medium.is_none() {
            return Err(EntryError::Empty.into());
        }
        if self.text.len() > TEXT_LIMIT_BYTES {
            return Err(EntryError::TextTooLong.into());
        }
        if self.symbols.len() > SYMBOLS_LIMIT {
            return Err(EntryError::TooManySymbols.into());
        }
        match self.medium {
            Some(medium) if medium.media_type.is_still() => Err(ActError::AnswerStill),
            Some(medium) if medium.duration_millis > LIMIT_MILLIS => {
                Err(ActError::AnswerTooLong { limit: LIMIT.as_secs() / 60 })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// A medium of an answer, sealed.
struct Sealed {
    blob: SealedBlob,
    said: AnswerMedium,
}

fn seal_medium(desk: &Desk, medium: &Blob) -> Result<Sealed, ActError> {
    let blob = blob::seal(&medium.bytes, &*desk.home.machine.chance)?;
    let medium = MediumRecord {
        media_type: medium.media_type,
        duration_millis: medium.duration_millis,
        blob: blob.hash,
        size: blob.stored.len() as u64,
        key: blob.key.clone(),
    };
    Ok(Sealed { blob, said: AnswerMedium { device: desk.home.device_id().clone(), medium } })
}

/// Puts a record of an answer into a batch, with what was said aloud: each goes when that is on
/// the share, whichever is sent first.
fn enqueue_with(
    desk: &Desk,
    batch: &mut Batch,
    kind: EntryKind,
    to: &[Recipient],
    record: Record,
    medium: Option<&Sealed>,
) -> Result<(), ActError> {
    let sealing = Sealing::for_kind(kind);
    let body = seal(desk, &sealing, to, record)?;
    let blobs = medium.map_or(&[][..], |sealed| std::slice::from_ref(&sealed.blob));
    let (log, entry_id) = (sealing.log, None);
    let dispatch = Dispatch { log, body, blobs, entry_id, draft_ids: &[], beside: None };
    outbox::keep_blobs(&desk.home, batch, &dispatch)?;
    Ok(outbox::enqueue(&desk.home, batch, &dispatch)?)
}

/// Puts into the batch what the pupil gets back of an entry that was read.
pub fn enqueue_answer(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
) -> Result<(), ActError> {
    enqueue_said(desk, batch, entry, None, None)
}

/// Puts what the pupil gets back into the batch: sealed to those who may read the entry and to
/// the tablets; for a worry, to the one tablet it came from, in the worry log.
fn enqueue_said(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    said: Option<&Answering<'_>>,
    medium: Option<&Sealed>,
) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let mut to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    let is_worry = entry.record.kind.is_worry();
    if is_worry {
        to.extend(keys.member(&entry.device).map(|member| member.recipient.clone()));
    } else {
        to.extend(recipients::tablets(&keys));
    }
    let answer = Record::Answer {
        entry_id: entry.record.entry_id.clone(),
        pupil_id: entry.record.pupil_id.clone(),
        read_by: desk.home.settings.name.clone(),
        text: said.filter(|said| !is_worry && !said.text.is_empty()).map(|said| said.text.into()),
        symbols: said.filter(|_| !is_worry).map(|said| said.symbols.to_vec()).unwrap_or_default(),
        back: back_of(&entry.record),
        medium: medium.map(|sealed| Box::new(sealed.said.clone())),
    };
    enqueue_with(desk, batch, entry.record.kind, &to, answer, medium)
}

/// What a pupil who has shown who they are finds again on their tablets.
fn back_of(record: &EntryRecord) -> Option<Box<Back>> {
    let is_checked = record.sign_off.identity == Identity::Checked;
    let said = is_checked.then(|| comes_back(record.kind, &record.entry_id, &record.said))??;
    Some(Box::new(Back { kind: record.kind, made_at: record.made_at, said }))
}

/// Asks the pupil whether how an entry is shown is what they meant: on the tablet that it came
/// from, which alone may say so. Nobody is asked, and false is given, where no serving tablet sent
/// it, or nobody's name is on it.
pub fn enqueue_question(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    redaction: &Redaction,
    decided_at: Moment,
) -> Result<bool, ActError> {
    let keys = desk.trust()?.keys;
    let tablet = keys.member(&entry.device).filter(|member| member.serves() && !member.is_staff());
    let (Some(tablet), Some(pupil_id)) = (tablet, &entry.record.pupil_id) else { return Ok(false) };
    let mut to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    to.push(tablet.recipient.clone());
    let asked = Record::Asked {
        entry_id: entry.record.entry_id.clone(),
        pupil_id: pupil_id.clone(),
        by: desk.home.settings.name.clone(),
        redaction: redaction.clone(),
        decided_at,
    };
    enqueue(desk, batch, &Sealing::for_kind(entry.record.kind), &to, asked)?;
    Ok(true)
}

/// What the pupil says to that, on the tablet that was asked: of what they saw. Where something else
/// was hidden meanwhile, they are asked about that still.
pub fn meant(
    desk: &Desk,
    entry_id: &EntryId,
    seen: &Redaction,
    is_meant: bool,
) -> Result<(), ActError> {
    let asked = shelf::answer(&desk.home, entry_id)?;
    let Some((mut answer, asked)) = asked.and_then(|mut answer| {
        let asked = answer.asked.take()?;
        Some((answer, asked))
    }) else {
        return Err(ActError::NoEntry { entry: entry_id.to_string() });
    };
    let redaction = seen.clone();
    let mut batch = Batch::new();
    if asked.redaction == redaction {
        answer.asked = Some(shelf::Asked { is_meant: Some(is_meant), ..asked });
        shelf::put_answer(&desk.home, &mut batch, &answer)?;
    }
    let to = recipients::staff(&desk.trust()?.keys);
    let meant = Record::Meant { entry_id: entry_id.clone(), redaction, is_meant };
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Clip), &to, meant)?;
    Ok(desk.home.ledger.commit(batch)?)
}

/// Answers an entry and sends the answer.
pub fn reply(desk: &Desk, entry_id: &EntryId, said: &Answering<'_>) -> Result<(), ActError> {
    let said = Answering { text: said.text.trim(), ..*said };
    said.check()?;
    let entry = find(desk, entry_id)?;
    let kind = entry.record.kind;
    if kind.is_worry() && said.medium.is_some() {
        return Err(ActError::AnswerToWorry);
    }
    let keys = desk.trust()?.keys;
    let school = desk.school_to_change()?;
    let medium = said.medium.map(|medium| seal_medium(desk, medium)).transpose()?;
    let mut batch = Batch::new();
    let record = Record::Reply {
        entry_id: entry_id.clone(),
        text: said.text.to_owned(),
        symbols: said.symbols.to_vec(),
        first: Some((desk.home.settings.name.clone(), desk.now())),
        medium: medium.as_ref().map(|sealed| Box::new(sealed.said.clone())),
    };
    let to = recipients::readers_of(&keys, &school, &entry.record);
    enqueue_with(desk, &mut batch, kind, &to, record, medium.as_ref())?;
    enqueue_said(desk, &mut batch, &entry, Some(&said), medium.as_ref())?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}

/// What was said or signed of an answer that came to a tablet: from the share into memory. Nothing
/// where it was words alone, or is not on the share any more.
pub fn hear(desk: &Desk, answer: &ShelfAnswer) -> Result<Option<OpenMedium>, ActError> {
    let Some(said) = &answer.medium else { return Ok(None) };
    let medium = &said.medium;
    let bytes = open_at(desk, &said.path(), &medium.blob, medium.size, &medium.key)?;
    if bytes.is_none() {
        // A share that vanished looks as if everything were gone from it.
        status::look_at(desk, &*desk.share)?;
    }
    Ok(bytes.map(|bytes| OpenMedium { media_type: medium.media_type, bytes }))
}
