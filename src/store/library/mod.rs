//! The library: everything a member of staff may read, and what was decided about it. A cache
//! made of sealed bodies: an SQLite database in memory, kept in one sealed file, and made anew
//! wherever that file is missing, unreadable or not of this ledger.
//!
//! Read `refresh` for how it grows, `settle` for what records come to, `tables` for where that
//! stands, `kept` for the file.

mod deciders;
mod entry;
mod kept;
mod published;
mod refresh;
mod settle;
mod tables;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::shelf::KnownSchool;
use super::{Home, StoreError, alarms};
use crate::domain::{DeviceId, EntryId, EntryKind, EntryState, Moment, PupilId, Section};
use crate::platform::Batch;
use crate::seal::Identity;
use crate::wire::record::{BodyAddress, BuriedBody, Receipt, Record};
use crate::wire::{Hash, KeysFile, Log, from_cbor};
use refresh::Refresh;
use settle::Said;

pub use entry::{KnownNote, LibraryEntry, Line, PutIntoWords, Reply, Wording};
pub use kept::{Saving, forget_what_went};
pub use told::Telling;

/// A body that is about an entry, wherever it lies: what a withdrawal takes out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    pub address: BodyAddress,
    pub body: Hash,
}

impl Trace {
    /// As a tombstone names it.
    pub fn buried(&self) -> BuriedBody {
        BuriedBody { at: self.address.clone(), body: self.body }
    }
}

/// Something that staff did, or that became of it.
#[derive(Debug, Clone)]
pub struct Deed {
    pub at: Moment,
    /// When this computer got to know of it.
    pub received_at: Moment,
    pub device: DeviceId,
    pub log: Log,
    pub record: Record,
}

fn place(address: &BodyAddress) -> String {
    let log = address.log.letter();
    format!("{log}/{}/{}#{}", address.device, address.seq, address.leaf)
}

/// The number of the last change to the bodies that the library has taken over.
const CHANGE: &str = "change";
/// BLAKE3 of the members by which was judged.
const MEMBERS: &str = "members";
/// The school, put together.
const SCHOOL: &str = "school";

/// What staff can read.
pub struct Library {
    db: Mutex<Connection>,
    put_into_words: PutIntoWords,
    /// Bodies that came or went since the file was written.
    unsaved: Mutex<kept::Unsaved>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a library")
    }
}

impl Library {
    fn with(db: Connection, put_into_words: PutIntoWords) -> Self {
        Self { db: Mutex::new(db), put_into_words, unsaved: Mutex::default() }
    }

    /// An empty one, kept nowhere: `refresh` fills it.
    pub fn in_memory(put_into_words: PutIntoWords) -> Result<Self, StoreError> {
        let db = Connection::open_in_memory()?;
        tables::create(&db)?;
        Ok(Self::with(db, put_into_words))
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over what came and went since the last time: all or nothing. What is wrong with a
    /// body becomes an alarm.
    pub fn refresh(
        &self,
        home: &Home,
        keys: &KeysFile,
        identities: &[Identity],
    ) -> Result<(), StoreError> {
        let mut db = self.db();
        let work = db.transaction()?;
        let mut fresh = Refresh::new(home, keys, identities, &work);
        let counted = fresh.run(self.put_into_words)?;
        let noticed = fresh.alarms;
        work.commit()?;
        drop(db);
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).add(counted);
        let mut batch = Batch::new();
        for (kind, at) in noticed {
            alarms::raise(home, &mut batch, kind, &place(&at));
        }
        if !batch.changes.is_empty() {
            home.ledger.commit(batch)?;
        }
        Ok(())
    }

    /// An entry; nothing where there is none, or no more.
    pub fn entry(&self, entry_id: &EntryId) -> Result<Option<LibraryEntry>, StoreError> {
        entry(&self.db(), entry_id)
    }

    /// Every entry's id, in their order.
    pub fn ids(&self) -> Result<Vec<EntryId>, StoreError> {
        let ids = tables::texts(&self.db(), "SELECT entry_id FROM entries ORDER BY 1", &"")?;
        Ok(ids.iter().filter_map(|entry_id| entry_id.parse().ok()).collect())
    }

    /// Every entry: worries first, urgent ones on top, then the oldest.
    pub fn lines(&self) -> Result<Vec<Line>, StoreError> {
        let order = "entries ORDER BY is_urgent DESC, (kind = 'worry' OR is_concern) DESC,
             made_at, entry_id";
        tables::lines(&self.db(), order, &[])
    }

    /// The first so many entries of a section: urgent ones on top, then what waits, the oldest
    /// first, then what was heard, the newest first.
    pub fn section(&self, section: Section, limit: u32) -> Result<Vec<Line>, StoreError> {
        let order = "entries WHERE section = ?1
             ORDER BY is_urgent DESC, is_opened, place, entry_id LIMIT ?2";
        tables::lines(&self.db(), order, &[&tables::section_number(section), &limit])
    }

    /// How many entries a section has.
    pub fn count(&self, section: Section) -> Result<usize, StoreError> {
        let db = self.db();
        let mut statement = db.prepare_cached("SELECT COUNT(*) FROM entries WHERE section = ?1")?;
        let count: i64 =
            statement.query_row([tables::section_number(section)], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Every entry of a kind, in no order.
    pub fn of_kind(&self, kind: EntryKind) -> Result<Vec<Line>, StoreError> {
        tables::lines(&self.db(), "entries WHERE kind = ?1", &[&kind.as_str()])
    }

    /// When each pupil last said something themselves.
    pub fn last_heard(&self) -> Result<BTreeMap<PupilId, Moment>, StoreError> {
        let db = self.db();
        let mut statement = db.prepare_cached(
            "SELECT pupil_id, MAX(made_at) FROM entries
             WHERE pupil_id IS NOT NULL AND kind <> ?1 GROUP BY pupil_id",
        )?;
        let kind = EntryKind::Observation.as_str();
        let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(String, i64)>, _>>()?;
        let known = rows
            .into_iter()
            .filter_map(|(pupil_id, at)| Some((pupil_id.parse().ok()?, Moment::from_millis(at))));
        Ok(known.collect())
    }

    /// Entries in which every one of these words stands, or begins a word, those that came last
    /// first; at most so many.
    pub fn search(&self, typed: &str, limit: u32) -> Result<Vec<Line>, StoreError> {
        let words: Vec<String> = typed
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let found = "(SELECT rowid AS hit FROM words WHERE words MATCH ?1
             ORDER BY rowid DESC LIMIT ?2) JOIN entries ON number = hit ORDER BY number DESC";
        tables::lines(&self.db(), found, &[&words.join(" "), &limit])
    }

    /// What one pupil said, what was made last first; at most so many.
    pub fn lines_of(&self, pupil_id: &PupilId, limit: u32) -> Result<Vec<Line>, StoreError> {
        let theirs = "entries WHERE pupil_id = ?1 ORDER BY made_at DESC LIMIT ?2";
        tables::lines(&self.db(), theirs, &[&pupil_id.as_str(), &limit])
    }

    /// What is on the staff pages, or was put there.
    pub fn published(&self) -> Result<Vec<LibraryEntry>, StoreError> {
        let db = self.db();
        let query = "SELECT entry_id FROM entries WHERE state = ?1 ORDER BY 1";
        let ids = tables::texts(&db, query, &EntryState::Published.as_str())?;
        let mut entries = Vec::with_capacity(ids.len());
        for entry_id in ids.iter().filter_map(|entry_id| entry_id.parse().ok()) {
            entries.extend(entry(&db, &entry_id)?);
        }
        Ok(entries)
    }

    /// Entries that nobody has opened, and those that worry somebody.
    pub fn waiting(&self) -> Result<Vec<LibraryEntry>, StoreError> {
        let db = self.db();
        let query = "SELECT entry_id FROM entries WHERE NOT is_opened OR is_concern ORDER BY 1";
        let ids = tables::texts(&db, query, &"")?;
        let mut entries = Vec::with_capacity(ids.len());
        for entry_id in ids.iter().filter_map(|entry_id| entry_id.parse().ok()) {
            entries.extend(entry(&db, &entry_id)?);
        }
        Ok(entries)
    }

    pub fn receipts(&self) -> Result<Vec<(Moment, Receipt)>, StoreError> {
        let said = tables::said_where(&self.db(), "is_believed AND record = ?1", &"receipt")?;
        let receipt = |said: Said| match said.envelope.record {
            Record::Receipt(receipt) => Some((said.envelope.at, receipt)),
            _ => None,
        };
        Ok(said.into_iter().filter_map(receipt).collect())
    }

    /// The school, put together of all that was told.
    pub fn school(&self) -> Result<Option<KnownSchool>, StoreError> {
        let stored = tables::meta(&self.db(), SCHOOL)?;
        Ok(stored.map(|stored| from_cbor(&stored, "school")).transpose()?)
    }

    /// Receipts about these pupils that somebody gave a reason of their own, with where they lie.
    pub fn receipts_of(
        &self,
        pupils: &BTreeSet<PupilId>,
    ) -> Result<Vec<(Trace, Moment, Receipt)>, StoreError> {
        let db = self.db();
        let mut found = Vec::new();
        for said in tables::said_where(&db, "is_believed AND record = ?1", &"receipt")? {
            let Record::Receipt(receipt) = said.envelope.record else { continue };
            let is_theirs = receipt.pupil_id.as_ref().is_some_and(|id| pupils.contains(id));
            if !is_theirs || said.is_waiting {
                continue;
            }
            if let Some((body, _)) = tables::opened_at(&db, &said.address)? {
                let trace = Trace { address: said.address, body };
                found.push((trace, said.envelope.at, receipt));
            }
        }
        Ok(found)
    }

    /// Everything that was done, in the order of logs.
    pub fn deeds(&self) -> Result<Vec<Deed>, StoreError> {
        let said = tables::said_where(&self.db(), "is_believed AND record <> ?1", &"classes")?;
        let deed = |said: Said| Deed {
            at: said.envelope.at,
            received_at: said.received_at,
            log: said.address.log,
            device: said.address.device,
            record: said.envelope.record,
        };
        Ok(said.into_iter().map(deed).collect())
    }

    /// Every body that is about this entry, or quotes it.
    pub fn traces_of(&self, entry_id: &EntryId) -> Result<Vec<Trace>, StoreError> {
        let documents = self.documents_of(entry_id)?;
        let db = self.db();
        let mut statement = db.prepare_cached(
            // Receipts and tombstones outlive what they speak of.
            "SELECT address, body FROM opened WHERE is_believed AND NOT is_waiting
             AND entry_id = ?1 AND record NOT IN ('receipt', 'tombstone')
             UNION SELECT address, body FROM copied WHERE entry_id = ?1 ORDER BY address",
        )?;
        let mut traces = tables::traces(&mut statement, &[&entry_id.as_str()])?;
        traces.extend(documents);
        // What was sealed to those who were there before us, as they named it.
        let grants = "is_believed AND NOT is_waiting AND record = 'grant' AND entry_id = ?1";
        let log = entry(&db, entry_id)?.map(|entry| entry.log);
        for said in tables::said_where(&db, grants, &entry_id.as_str())? {
            let Record::Grant { beside, .. } = said.envelope.record else { continue };
            // Nobody destroys a worry by what they say of something else.
            let is_of_its_log = Some(said.address.log) == log;
            let theirs = beside.into_iter().filter(|one| is_of_its_log && Some(one.at.log) == log);
            traces.extend(theirs.map(|one| Trace { address: one.at, body: one.body }));
        }
        traces.sort();
        traces.dedup();
        Ok(traces)
    }

    /// Withdrawn entries of which something came later.
    pub fn late_traces(&self) -> Result<Vec<(EntryId, Vec<Trace>)>, StoreError> {
        let ids = tables::texts(
            &self.db(),
            "SELECT entry_id FROM opened JOIN withdrawn USING (entry_id)
             WHERE is_believed AND NOT is_waiting AND record NOT IN ('receipt', 'tombstone')
             UNION SELECT entry_id FROM copied JOIN withdrawn USING (entry_id)",
            &"",
        )?;
        let ids = ids.iter().filter_map(|entry_id| entry_id.parse().ok());
        ids.map(|entry_id| Ok((self.traces_of(&entry_id)?, entry_id)))
            .map(|found: Result<_, StoreError>| found.map(|(traces, entry_id)| (entry_id, traces)))
            .collect()
    }

    pub fn is_withdrawn(&self, entry_id: &EntryId) -> Result<bool, StoreError> {
        let query = "SELECT entry_id FROM withdrawn WHERE entry_id = ?1";
        Ok(!tables::texts(&self.db(), query, &entry_id.as_str())?.is_empty())
    }
}

fn entry(db: &Connection, entry_id: &EntryId) -> Result<Option<LibraryEntry>, StoreError> {
    let Some(standing) = tables::standing(db, entry_id)? else { return Ok(None) };
    let source = tables::said_at(db, &standing.source)?;
    Ok(source.and_then(|source| standing.with_record(&source.envelope)))
}
