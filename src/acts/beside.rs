//! What staff put beside an entry: notes, quotes, what it is about; and whether the pupil says
//! that a quote is what they meant.

use super::add_entry::{Sealing, enqueue};
use super::open::find;
use super::{ActError, Desk, recipients, sync};
use crate::domain::beside::{self, NOTES_LIMIT, NoteError};
use crate::domain::{EntryId, EntryKind, Moment, Note, NoteId, NoteKind, Tags};
use crate::platform::Batch;
use crate::platform::chance::random;
use crate::seal::Recipient;
use crate::store::{LibraryEntry, shelf};
use crate::wire::{Member, Record};

/// Something to be put beside an entry.
#[derive(Debug, Clone)]
pub struct NewNote<'a> {
    pub kind: NoteKind,
    pub text: &'a str,
    /// Where in the clip it is said.
    pub at_millis: Option<u64>,
    /// Whether the pupil is asked if it is what they meant, where a tablet can ask.
    pub asks_pupil: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub note_id: NoteId,
    pub is_asked: bool,
}

fn readers(desk: &Desk, entry: &LibraryEntry) -> Result<Vec<Recipient>, ActError> {
    let keys = desk.trust()?.keys;
    Ok(recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record))
}

/// Later than whatever was decided before, whatever the clocks say.
fn after(desk: &Desk, before: Option<Moment>) -> Moment {
    let now = desk.now();
    before.map_or(now, |before| now.max(Moment::from_millis(before.unix_millis + 1)))
}

/// Puts a note or a quote beside an entry, and sends it.
pub fn note(desk: &Desk, entry_id: &EntryId, new: &NewNote<'_>) -> Result<Noted, ActError> {
    let mut batch = Batch::new();
    let noted = enqueue_note(desk, &mut batch, &find(desk, entry_id)?, new)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)?;
    Ok(noted)
}

/// As `note`, with what else is said in the same step.
pub fn enqueue_note(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    new: &NewNote<'_>,
) -> Result<Noted, ActError> {
    let text = beside::check(new.text)?;
    if entry.notes.len() >= NOTES_LIMIT {
        return Err(NoteError::TooMany.into());
    }
    let entry_id = entry.record.entry_id.clone();
    let note = Note {
        note_id: NoteId::from_bytes(&random(&*desk.home.machine.chance)),
        kind: new.kind,
        by: desk.home.settings.name.clone(),
        at: after(desk, entry.notes.last().map(|last| last.note.at)),
        text: text.to_owned(),
        at_millis: new.at_millis,
    };
    let note_id = note.note_id.clone();
    let sealing = Sealing::for_kind(entry.record.kind);
    let to = readers(desk, entry)?;
    let record = Record::Note { entry_id, note: note.clone(), is_meant: None };
    enqueue(desk, batch, &sealing, &to, record)?;
    let is_asked = new.asks_pupil
        && new.kind == NoteKind::Quote
        && enqueue_question(desk, batch, entry, &note)?;
    Ok(Noted { note_id, is_asked })
}

/// The tablets on which a pupil can be asked about an entry: none about a worry.
fn tablets_that_ask(desk: &Desk, entry: &LibraryEntry) -> Result<Vec<Recipient>, ActError> {
    let keys = desk.trust()?.keys;
    if entry.record.kind.is_worry() || entry.record.pupil_id.is_none() {
        return Ok(Vec::new());
    }
    Ok(match keys.member(&entry.device) {
        Some(member) if member.is_staff() => recipients::tablets(&keys),
        Some(member) if member.serves() => vec![member.recipient.clone()],
        Some(_) | None => Vec::new(),
    })
}

/// Whether whoever comes to any tablet is asked about it: staff wrote it down.
pub(super) fn any_tablet_asks(desk: &Desk, entry: &LibraryEntry) -> Result<bool, ActError> {
    let keys = desk.trust()?.keys;
    Ok(keys.member(&entry.device).is_some_and(Member::is_staff)
        && !tablets_that_ask(desk, entry)?.is_empty())
}

/// Who hears what is asked about an entry: its readers, and the tablets that ask.
pub(super) fn told_of_quotes(
    desk: &Desk,
    entry: &LibraryEntry,
) -> Result<Vec<Recipient>, ActError> {
    let mut to = readers(desk, entry)?;
    to.extend(tablets_that_ask(desk, entry)?);
    Ok(to)
}

/// Asks on the tablet that it came from; on every one where staff wrote it down. A worry is never
/// spoken of on a tablet.
fn enqueue_question(
    desk: &Desk,
    batch: &mut Batch,
    entry: &LibraryEntry,
    note: &Note,
) -> Result<bool, ActError> {
    let is_asked = !tablets_that_ask(desk, entry)?.is_empty();
    let Some(pupil_id) = entry.record.pupil_id.clone().filter(|_| is_asked) else {
        return Ok(false);
    };
    let to = told_of_quotes(desk, entry)?;
    let asked = Record::AskedQuote {
        entry_id: entry.record.entry_id.clone(),
        pupil_id,
        note_id: note.note_id.clone(),
        by: note.by.clone(),
        text: note.text.clone(),
        is_observation: entry.record.kind == EntryKind::Observation,
        is_meant: None,
    };
    enqueue(desk, batch, &Sealing::for_kind(entry.record.kind), &to, asked)?;
    Ok(true)
}

/// A note or quote does not count any more.
pub fn strike(desk: &Desk, entry_id: &EntryId, note_id: &NoteId) -> Result<(), ActError> {
    let entry = find(desk, entry_id)?;
    if !entry.notes.iter().any(|known| &known.note.note_id == note_id) {
        return Err(ActError::NoNote { note: note_id.to_string() });
    }
    let record = Record::Struck { entry_id: entry_id.clone(), note_id: note_id.clone() };
    // Whoever asked about it forgets it.
    let to = told_of_quotes(desk, &entry)?;
    say_to(desk, &entry, &to, record)
}

/// Says what an entry is about, in place of what was said before.
pub fn tag(desk: &Desk, entry_id: &EntryId, tags: &Tags) -> Result<(), ActError> {
    let entry = find(desk, entry_id)?;
    if &entry.tags == tags {
        return Ok(());
    }
    let (tags, decided_at) = (tags.clone(), after(desk, entry.tagged_at));
    say(desk, &entry, Record::Tagged { entry_id: entry_id.clone(), tags, decided_at })
}

fn say(desk: &Desk, entry: &LibraryEntry, record: Record) -> Result<(), ActError> {
    say_to(desk, entry, &readers(desk, entry)?, record)
}

fn say_to(
    desk: &Desk,
    entry: &LibraryEntry,
    to: &[Recipient],
    record: Record,
) -> Result<(), ActError> {
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(entry.record.kind), to, record)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}

/// What the pupil says to a quote, on a tablet that was asked.
pub fn meant(
    desk: &Desk,
    entry_id: &EntryId,
    note_id: &NoteId,
    is_meant: bool,
) -> Result<(), ActError> {
    let no_note = || ActError::NoNote { note: note_id.to_string() };
    let mut answer = shelf::answer(&desk.home, entry_id)?.ok_or_else(no_note)?;
    let quote = answer.quotes.iter_mut().find(|quote| &quote.note_id == note_id);
    let quote = quote.ok_or_else(no_note)?;
    quote.is_meant = Some(is_meant);
    // Said to: the words need not lie here any longer.
    quote.text.clear();
    let mut batch = Batch::new();
    shelf::put_answer(&desk.home, &mut batch, &answer)?;
    let to = recipients::staff(&desk.trust()?.keys);
    let (entry_id, note_id) = (entry_id.clone(), note_id.clone());
    let record = Record::MeantQuote { entry_id, note_id, is_meant };
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Symbols), &to, record)?;
    Ok(desk.home.ledger.commit(batch)?)
}
