//! The library's tables, in memory: what each body said, and what it comes to. Everything in
//! `entries`, `withdrawn` and `words` follows from `opened` and the keys file. `copied` has bodies
//! about an entry that somebody put where they were not made for: nothing in them is believed,
//! and they go with the entry.

use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

use super::settle::{Said, Standing};
use super::{Line, Trace, Wording};
use crate::domain::sign_off::Identity;
use crate::domain::{EntryId, EntryState, Moment, Section};
use crate::store::received::{address_of, body_key};
use crate::store::{LibraryEntry, StoreError};
use crate::wire::record::BodyAddress;
use crate::wire::{Envelope, Hash, WireError, from_cbor, to_cbor};

/// Raised with every change to the tables, and with every new record, which a library of before kept
/// no more of than an alarm: a library of another version is made anew.
pub const VERSION: i64 = 8;

/// `secure_delete` and its twin in the index: what is withdrawn is not left in a free page.
const TABLES: &str = "
    PRAGMA secure_delete = ON;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
    CREATE TABLE opened (
        address BLOB PRIMARY KEY,
        body BLOB NOT NULL,
        received_at INTEGER NOT NULL,
        is_waiting INTEGER NOT NULL,
        is_believed INTEGER NOT NULL,
        record TEXT NOT NULL,
        entry_id TEXT,
        grants BLOB,
        envelope BLOB NOT NULL);
    CREATE INDEX opened_entry ON opened (entry_id);
    CREATE INDEX opened_record ON opened (record)
        WHERE record IN ('receipt', 'school', 'classes', 'likes', 'own', 'asked-quote',
                         'asked-document', 'meant-document');
    CREATE INDEX opened_grants ON opened (grants) WHERE grants IS NOT NULL;
    CREATE INDEX opened_waiting ON opened (is_waiting) WHERE is_waiting;
    CREATE TABLE copied (address BLOB PRIMARY KEY, body BLOB NOT NULL, entry_id TEXT NOT NULL);
    CREATE INDEX copied_entry ON copied (entry_id);
    CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        entry_id TEXT NOT NULL UNIQUE,
        pupil_id TEXT,
        kind TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        is_urgent INTEGER NOT NULL,
        is_opened INTEGER NOT NULL,
        not_meant INTEGER NOT NULL,
        is_concern INTEGER NOT NULL,
        state TEXT NOT NULL,
        audience TEXT NOT NULL,
        helped TEXT NOT NULL,
        identity_checked INTEGER NOT NULL,
        tags TEXT NOT NULL,
        is_answered INTEGER NOT NULL,
        section INTEGER NOT NULL,
        place INTEGER NOT NULL,
        begins TEXT NOT NULL,
        standing BLOB NOT NULL);
    CREATE INDEX entries_state ON entries (state);
    CREATE INDEX entries_pupil ON entries (pupil_id, made_at, kind);
    CREATE INDEX entries_kind ON entries (kind);
    CREATE INDEX entries_section ON entries (section, is_urgent DESC, is_opened, place, entry_id);
    CREATE TABLE withdrawn (entry_id TEXT PRIMARY KEY);
    CREATE VIRTUAL TABLE words USING fts5 (
        said, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
";

pub fn create(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(TABLES)?;
    Ok(db.pragma_update(None, "user_version", VERSION)?)
}

pub fn is_of_this_version(db: &Connection) -> bool {
    let version = db.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    version.is_ok_and(|version| version == VERSION)
}

pub fn meta(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub fn put_meta(db: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?
        .execute(params![name, value])?;
    Ok(())
}

fn grants_key(envelope: &Envelope) -> Option<Vec<u8>> {
    match &envelope.record {
        crate::wire::Record::Grant { at, .. } => Some(body_key(at)),
        _ => None,
    }
}

/// Keeps what a body said.
pub fn put_opened(
    db: &Connection,
    said: &Said,
    body: &Hash,
    is_believed: bool,
) -> Result<(), StoreError> {
    let record = &said.envelope.record;
    db.prepare_cached("INSERT OR REPLACE INTO opened VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            body_key(&said.address),
            body.0,
            said.received_at.unix_millis,
            said.is_waiting,
            is_believed,
            record.key(),
            record.entry_id().map(EntryId::as_str),
            grants_key(&said.envelope),
            said.envelope.encode(),
        ])?;
    Ok(())
}

fn said_of(row: &Row<'_>) -> rusqlite::Result<(Vec<u8>, i64, bool, Vec<u8>)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn read_said(
    (address, received_at, is_waiting, envelope): (Vec<u8>, i64, bool, Vec<u8>),
) -> Result<Said, StoreError> {
    let address = address_of(&address).ok_or(WireError::Malformed("address"))?;
    let received_at = Moment::from_millis(received_at);
    Ok(Said { address, received_at, is_waiting, envelope: Envelope::decode(&envelope)? })
}

/// What was said, where a condition on `opened` holds, in the order of addresses.
pub fn said_where(
    db: &Connection,
    condition: &str,
    value: &dyn rusqlite::ToSql,
) -> Result<Vec<Said>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT address, received_at, is_waiting, envelope FROM opened
         WHERE {condition} ORDER BY address"
    ))?;
    let rows = statement.query_map([value], said_of)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(read_said).collect()
}

/// What a believed body at an address said.
pub fn said_at(db: &Connection, address: &BodyAddress) -> Result<Option<Said>, StoreError> {
    let said = said_where(db, "is_believed AND address = ?1", &body_key(address))?;
    Ok(said.into_iter().next())
}

/// The body that was opened at an address, and the entry it is about.
pub fn opened_at(
    db: &Connection,
    address: &BodyAddress,
) -> Result<Option<(Hash, Option<String>)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT body, entry_id FROM opened WHERE address = ?1")?;
    let row = statement.query_row([body_key(address)], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?.map(|(body, entry_id)| (Hash(body), entry_id)))
}

/// Addresses and hashes of bodies.
pub fn traces(
    statement: &mut Statement<'_>,
    values: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Trace>, StoreError> {
    let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows = rows.collect::<Result<Vec<(Vec<u8>, [u8; 32])>, _>>()?;
    let trace = |(address, body): (Vec<u8>, [u8; 32])| {
        let address = address_of(&address).ok_or(WireError::Malformed("address"))?;
        Ok(Trace { address, body: Hash(body) })
    };
    rows.into_iter().map(trace).collect()
}

pub fn remove_opened(db: &Connection, address: &BodyAddress) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM opened WHERE address = ?1")?.execute([body_key(address)])?;
    Ok(())
}

/// Keeps where a copy lies, and the entry that it is about.
pub fn put_copied(
    db: &Connection,
    address: &BodyAddress,
    body: &Hash,
    entry_id: &EntryId,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO copied VALUES (?1, ?2, ?3)")?.execute(params![
        body_key(address),
        body.0,
        entry_id.as_str()
    ])?;
    Ok(())
}

pub fn remove_copied(db: &Connection, address: &BodyAddress) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM copied WHERE address = ?1")?.execute([body_key(address)])?;
    Ok(())
}

/// Texts of one column.
pub fn texts(
    db: &Connection,
    query: &str,
    value: &dyn rusqlite::ToSql,
) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached(query)?;
    let count = statement.parameter_count();
    let rows = match count {
        0 => statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>(),
        _ => statement.query_map([value], |row| row.get(0))?.collect::<Result<_, _>>(),
    };
    Ok(rows?)
}

fn take_out(db: &Connection, entry_id: &str) -> Result<Option<i64>, StoreError> {
    let mut statement = db.prepare_cached("SELECT number FROM entries WHERE entry_id = ?1")?;
    let number: Option<i64> = statement.query_row([entry_id], |row| row.get(0)).optional()?;
    if let Some(number) = number {
        db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([number])?;
        db.prepare_cached("DELETE FROM entries WHERE number = ?1")?.execute([number])?;
    }
    Ok(number)
}

pub fn remove_entry(db: &Connection, entry_id: &str) -> Result<(), StoreError> {
    take_out(db, entry_id).map(|_| ())
}

/// Puts how an entry stands in the place of how it stood.
pub fn put_entry(
    db: &Connection,
    entry: &LibraryEntry,
    source: &BodyAddress,
    wording: &Wording,
) -> Result<(), StoreError> {
    let record = &entry.record;
    let number = take_out(db, record.entry_id.as_str())?;
    db.prepare_cached(
        "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
         ?16, ?17, ?18, ?19, ?20)",
    )?
    .execute(params![
        number,
        record.entry_id.as_str(),
        record.pupil_id.as_ref().map(crate::domain::PupilId::as_str),
        record.kind.as_str(),
        record.made_at.unix_millis,
        entry.received_at.unix_millis,
        entry.is_urgent(),
        entry.opened,
        entry.is_meant() == Some(false),
        !entry.concerns.is_empty(),
        entry.state().as_str(),
        serde_json::to_string(&record.sign_off.audience).unwrap_or_default(),
        record.sign_off.helped.as_str(),
        record.sign_off.identity == Identity::Checked,
        serde_json::to_string(&entry.tags).unwrap_or_default(),
        !entry.replies.is_empty(),
        section_number(entry.section()),
        if entry.opened { -record.made_at.unix_millis } else { record.made_at.unix_millis },
        wording.begins,
        to_cbor(&Standing::of(entry, source.clone())),
    ])?;
    let replies = entry.replies.iter().map(|reply| reply.text.as_str());
    let notes = entry.notes.iter().map(|known| known.note.text.as_str());
    let words = [wording.words.as_str()].into_iter().chain(replies).chain(notes);
    let words = words.collect::<Vec<_>>().join("\n");
    db.prepare_cached("INSERT INTO words (rowid, said) VALUES (?1, ?2)")?
        .execute(params![db.last_insert_rowid(), words])?;
    Ok(())
}

/// In the order of the inbox.
pub fn section_number(section: Section) -> i64 {
    Section::ALL.iter().position(|one| *one == section).map_or(0, |at| at as i64)
}

/// How an entry stands.
pub fn standing(db: &Connection, entry_id: &EntryId) -> Result<Option<Standing>, StoreError> {
    let mut statement = db.prepare_cached("SELECT standing FROM entries WHERE entry_id = ?1")?;
    let row: Option<Vec<u8>> =
        statement.query_row([entry_id.as_str()], |row| row.get(0)).optional()?;
    Ok(row.map(|row| from_cbor(&row, "standing")).transpose()?)
}

const LINE: &str = "entries.entry_id, pupil_id, kind, made_at, received_at, is_urgent, is_opened,
     is_concern, not_meant, state, audience, helped, identity_checked, tags, is_answered, begins";

type LineRow = (
    (String, Option<String>, String, i64, i64, bool, bool, bool),
    (bool, String, String, String, bool, String, bool, String),
);

fn line_row(row: &Row<'_>) -> rusqlite::Result<LineRow> {
    Ok((
        (
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
        ),
        (
            row.get(8)?,
            row.get(9)?,
            row.get(10)?,
            row.get(11)?,
            row.get(12)?,
            row.get(13)?,
            row.get(14)?,
            row.get(15)?,
        ),
    ))
}

fn read_line(row: LineRow) -> Option<Line> {
    let ((entry_id, pupil_id, kind, made_at, received_at, urgent, opened, concern), rest) = row;
    let (not_meant, state, audience, helped, identity_checked, tags, is_answered, begins) = rest;
    Some(Line {
        entry_id: entry_id.parse().ok()?,
        pupil_id: pupil_id.map(|pupil_id| pupil_id.parse()).transpose().ok()?,
        kind: kind.parse().ok()?,
        made_at: Moment::from_millis(made_at),
        received_at: Moment::from_millis(received_at),
        urgent,
        opened,
        not_meant,
        concern,
        state: EntryState::parse(&state)?,
        audience: serde_json::from_str(&audience).ok()?,
        helped: helped.parse().ok()?,
        identity_checked,
        tags: serde_json::from_str(&tags).ok()?,
        is_answered,
        begins,
    })
}

/// Lines of entries, from a table or join that has `entries`.
pub fn lines(
    db: &Connection,
    from: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Line>, StoreError> {
    let mut statement = db.prepare_cached(&format!("SELECT {LINE} FROM {from}"))?;
    let rows = statement.query_map(values, line_row)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|row| Ok(read_line(row).ok_or(WireError::Malformed("library line"))?))
        .collect()
}
