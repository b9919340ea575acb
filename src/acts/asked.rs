//! What tablets ask pupils of what adults wrote, quoted or put together, kept to what is still to be
//! asked. A tablet reads no other tablet's log, so staff pass on that something was answered: then
//! no tablet holds the words any longer, and the share neither. Whoever came later is asked too.

use std::collections::{BTreeMap, BTreeSet};

use super::add_entry::{Sealing, enqueue};
use super::documents::check::{self, Asked};
use super::{ActError, Desk, beside, recipients, withdraw};
use crate::domain::{DocumentKind, EntryId, Moment, NoteId, PupilId};
use crate::platform::{Batch, Table};
use crate::store::library::KnownNote;
use crate::store::library::{Telling, Trace};
use crate::store::{Library, received};
use crate::wire::asked_document::AskedDocument;
use crate::wire::record::Record;
use crate::wire::{Hash, Log};

/// The bodies and the keys at which this was last done.
const KEPT_AT: &str = "asked-kept-at";
/// The keys file under which tablets were last asked.
const ASKED_UNDER: &str = "asked-under-keys";

/// Part of each unlocked sync of those who hear entries.
pub fn keep(desk: &Desk) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let own = keys.member(desk.home.device_id());
    if !own.is_some_and(recipients::hears_entries) {
        return Ok(());
    }
    let change = received::last_change(&desk.home)?;
    let at = [change.to_be_bytes(), keys.number.to_be_bytes()].concat();
    if desk.home.fact(KEPT_AT)?.as_deref() == Some(at.as_slice()) {
        return Ok(());
    }
    let library = desk.library()?;
    let (quotes, documents) = (library.asked_quotes()?, Asked::of(&library, &keys)?);
    if quotes.is_empty() && documents.asked.is_empty() {
        return Ok(());
    }
    let asked_under = desk.home.fact(ASKED_UNDER)?.and_then(|bytes| bytes.try_into().ok());
    let is_anew = asked_under.is_some_and(|number| u64::from_be_bytes(number) < keys.number);
    let mut keeping = Keeping { desk, is_anew, batch: Batch::new(), over: Vec::new() };
    keeping.quotes(&library, quotes)?;
    keeping.documents(&library, &documents)?;
    let Keeping { mut batch, over, .. } = keeping;
    withdraw::put_tombstone_of_none(desk, &mut batch, Log::Daily, &over)?;
    batch.put(Table::Facts, ASKED_UNDER, keys.number.to_be_bytes());
    batch.put(Table::Facts, KEPT_AT, at);
    Ok(desk.home.ledger.commit(batch)?)
}

/// Tellings by the question that they are of.
type Tellings<'a> = BTreeMap<(Moment, Hash), Vec<&'a Telling<AskedDocument>>>;

struct Keeping<'a> {
    desk: &'a Desk,
    /// Somebody came since tablets were asked last.
    is_anew: bool,
    batch: Batch,
    /// Bodies in whose place others stand now.
    over: Vec<Trace>,
}

impl Keeping<'_> {
    fn bury<'t, T: 't>(&mut self, tellings: impl Iterator<Item = &'t Telling<T>>) {
        self.over.extend(tellings.filter_map(|telling| telling.trace.clone()));
    }

    fn quotes(&mut self, library: &Library, asked: Vec<Telling<Record>>) -> Result<(), ActError> {
        let mut all: BTreeMap<(EntryId, NoteId), Vec<Telling<Record>>> = BTreeMap::new();
        for telling in asked {
            if let Record::AskedQuote { entry_id, note_id, .. } = &telling.told {
                all.entry((entry_id.clone(), note_id.clone())).or_default().push(telling);
            }
        }
        for ((entry_id, note_id), tellings) in all {
            // Of what was withdrawn everything is buried elsewhere.
            let Some(entry) = library.entry(&entry_id)? else { continue };
            let is_own = note_id == NoteId::of_entry(&entry_id);
            let note = entry.notes.iter().find(|known| known.note.note_id == note_id);
            let said = match (is_own, note) {
                (true, _) => entry.words_meant,
                (false, Some(note)) => note.is_meant,
                (false, None) => continue,
            };
            let has_words = |telling: &&Telling<Record>| has_words(&telling.told);
            if said.is_none() && entry.state().may_be_shown().is_err() {
                // Nobody is asked about what is held: the words go from the tablets.
                if let Some(open) = tellings.iter().find(has_words) {
                    let to = beside::told_of_quotes(self.desk, &entry)?;
                    let sealing = Sealing::for_kind(entry.record.kind);
                    let over = without_words(&open.told);
                    enqueue(self.desk, &mut self.batch, &sealing, &to, over)?;
                    self.bury(tellings.iter().filter(has_words));
                }
                continue;
            }
            let is_open =
                |telling: &&Telling<Record>| said_to(&telling.told).is_none() && has_words(telling);
            let says_so = |telling: &&Telling<Record>| said_to(&telling.told) == said;
            let first = tellings.iter().find(is_open).or_else(|| tellings.first());
            let Some(first) = first else { continue };
            let is_told = said.is_some() && tellings.iter().any(|telling| says_so(&telling));
            let asks_newcomers = said.is_none()
                && self.is_anew
                && has_words(&first)
                && beside::any_tablet_asks(self.desk, &entry)?;
            if said.is_some() && !is_told || asks_newcomers {
                let record = with_said(&first.told, said);
                let to = beside::told_of_quotes(self.desk, &entry)?;
                let sealing = Sealing::for_kind(entry.record.kind);
                enqueue(self.desk, &mut self.batch, &sealing, &to, record)?;
            }
            if asks_newcomers {
                self.bury(tellings.iter());
            } else if said.is_some() {
                self.bury(tellings.iter().filter(|telling| !says_so(telling)));
            }
        }
        Ok(())
    }

    fn documents(&mut self, library: &Library, all: &Asked) -> Result<(), ActError> {
        let mut questions: BTreeMap<(PupilId, DocumentKind), Tellings<'_>> = BTreeMap::new();
        for telling in &all.asked {
            let told = &telling.told;
            let of_kind = questions.entry((told.pupil_id.clone(), told.document)).or_default();
            of_kind.entry((told.asked_at, told.digest)).or_default().push(telling);
        }
        for (_, by_place) in questions {
            let latest = by_place.keys().next_back().copied();
            for (place, tellings) in by_place {
                self.question(library, all, &tellings, latest == Some(place))?;
            }
        }
        Ok(())
    }

    /// One question about a document, with every telling of it.
    fn question(
        &mut self,
        library: &Library,
        all: &Asked,
        tellings: &[&Telling<AskedDocument>],
        is_latest: bool,
    ) -> Result<(), ActError> {
        let is_open = |telling: &&&Telling<AskedDocument>| telling.told.is_open();
        let open = tellings.iter().find(is_open);
        let Some(first) = open.or_else(|| tellings.first()) else { return Ok(()) };
        let said = all.said_to(&first.told);
        let every = tellings.iter().copied();
        if said.is_some() {
            let says_so = |telling: &&Telling<AskedDocument>| telling.told.said == said;
            let is_told = every.clone().any(|telling| says_so(&telling));
            // Also to whoever came since: a newcomer is to know what the pupil checked.
            if !is_told || self.is_anew {
                let closed = first.told.closed(said.clone());
                check::enqueue_asked(self.desk, &mut self.batch, closed)?;
                self.bury(every);
            } else {
                self.bury(every.filter(|telling| !says_so(telling)));
            }
            return Ok(());
        }
        let Some(open) = open else { return Ok(()) };
        if !is_latest {
            self.bury(every);
        } else if is_over(library, &open.told)? {
            check::enqueue_asked(self.desk, &mut self.batch, open.told.closed(None))?;
            self.bury(every.filter(|telling| telling.told.is_open()));
        } else if self.is_anew {
            check::enqueue_asked(self.desk, &mut self.batch, open.told.clone())?;
            self.bury(every);
        }
        Ok(())
    }
}

/// Whether something that a question quotes may no longer be shown: it was withdrawn, is held, was
/// struck out, or is not what the pupil meant. What was not heard here yet says nothing.
fn is_over(library: &Library, asked: &AskedDocument) -> Result<bool, ActError> {
    let mut notes: BTreeSet<&NoteId> = asked.notes.iter().collect();
    let mut has_heard_all = true;
    for entry_id in &asked.entries {
        let Some(entry) = library.entry(entry_id)? else {
            if library.is_withdrawn(entry_id)? {
                return Ok(true);
            }
            has_heard_all = false;
            continue;
        };
        let is_refused = |known: &KnownNote| {
            known.is_meant == Some(false) && asked.notes.contains(&known.note.note_id)
        };
        if entry.state().may_be_shown().is_err() || entry.notes.iter().any(is_refused) {
            return Ok(true);
        }
        for known in &entry.notes {
            notes.remove(&known.note.note_id);
        }
    }
    Ok(has_heard_all && !notes.is_empty())
}

fn said_to(record: &Record) -> Option<bool> {
    match record {
        Record::AskedQuote { is_meant, .. } => *is_meant,
        _ => None,
    }
}

fn has_words(record: &Record) -> bool {
    matches!(record, Record::AskedQuote { text, .. } if !text.is_empty())
}

/// That it is asked no more.
fn without_words(record: &Record) -> Record {
    let mut over = record.clone();
    if let Record::AskedQuote { text, .. } = &mut over {
        text.clear();
    }
    over
}

/// The question again; with what the pupil said, and then without the words.
fn with_said(record: &Record, said: Option<bool>) -> Record {
    let mut again = record.clone();
    if let Record::AskedQuote { text, is_meant, .. } = &mut again
        && said.is_some()
    {
        text.clear();
        *is_meant = said;
    }
    again
}
