//! What the school answers. Staff keep the words; the pupil's tablets get who has read it and,
//! but for a worry, what was answered.

use super::add_entry::{Sealing, enqueue};
use super::open::find;
use super::{ActError, Desk, recipients, sync};
use crate::domain::entry::{EntryError, SYMBOLS_LIMIT, TEXT_LIMIT_BYTES};
use crate::domain::shelf::comes_back;
use crate::domain::sign_off::Identity;
use crate::domain::{EntryId, EntryKind, Moment, Redaction};
use crate::platform::Batch;
use crate::store::{LibraryEntry, shelf};
use crate::wire::record::{Back, EntryRecord, Record};

/// "You said, we did": in words, in symbols or both.
#[derive(Clone, Copy)]
pub struct Answering<'a> {
    pub text: &'a str,
    pub symbols: &'a [String],
}

/// Not a word of it: a log must not hold any.
impl std::fmt::Debug for Answering<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "an answer of {} bytes", self.text.len())
    }
}

impl<'a> From<&'a str> for Answering<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, symbols: &[] }
    }
}

/// Puts what the pupil gets back into the batch: sealed to those who may read the entry and to
/// the tablets; for a worry, to the one tablet it came from, in the worry log.
pub fn enqueue_answer(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    said: Option<&Answering<'_>>,
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
    };
    enqueue(desk, batch, &Sealing::for_kind(entry.record.kind), &to, answer)
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

/// What the pupil says to that, on the tablet that was asked.
pub fn meant(desk: &Desk, entry_id: &EntryId, is_meant: bool) -> Result<(), ActError> {
    let asked = shelf::answer(&desk.home, entry_id)?;
    let Some((mut answer, asked)) = asked.and_then(|mut answer| {
        let asked = answer.asked.take()?;
        Some((answer, asked))
    }) else {
        return Err(ActError::NoEntry { entry: entry_id.to_string() });
    };
    let redaction = asked.redaction.clone();
    answer.asked = Some(shelf::Asked { is_meant: Some(is_meant), ..asked });
    let mut batch = Batch::new();
    shelf::put_answer(&desk.home, &mut batch, &answer)?;
    let to = recipients::staff(&desk.trust()?.keys);
    let meant = Record::Meant { entry_id: entry_id.clone(), redaction, is_meant };
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Clip), &to, meant)?;
    Ok(desk.home.ledger.commit(batch)?)
}

/// Answers an entry and sends the answer.
pub fn reply(desk: &Desk, entry_id: &EntryId, said: &Answering<'_>) -> Result<(), ActError> {
    let said = Answering { text: said.text.trim(), ..*said };
    if said.text.is_empty() && said.symbols.is_empty() {
        return Err(EntryError::Empty.into());
    }
    if said.text.len() > TEXT_LIMIT_BYTES {
        return Err(EntryError::TextTooLong.into());
    }
    if said.symbols.len() > SYMBOLS_LIMIT {
        return Err(EntryError::TooManySymbols.into());
    }
    let entry = find(desk, entry_id)?;
    let keys = desk.trust()?.keys;
    let school = desk.school_to_change()?;
    let mut batch = Batch::new();
    let record = Record::Reply {
        entry_id: entry_id.clone(),
        text: said.text.to_owned(),
        symbols: said.symbols.to_vec(),
        first: Some((desk.home.settings.name.clone(), desk.now())),
    };
    let to = recipients::readers_of(&keys, &school, &entry.record);
    enqueue(desk, &mut batch, &Sealing::for_kind(entry.record.kind), &to, record)?;
    enqueue_answer(desk, &mut batch, &entry, Some(&said))?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}
