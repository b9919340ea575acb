//! The ledger: small facts of a home, changed in whole steps that last. A key-value shape keeps
//! the step atomic in SQLite and in the fake alike, so that a simulator can crash around it.

use std::fmt;

use crate::domain::{Says, Sentence};

/// A table of the ledger. Every table is named here, so that no two layers share one by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Single facts by name: versions, times, the school as told.
    Facts,
    /// Sealed records waiting for a segment, by running number.
    Outbox,
    /// What each draft became, so that none is sent twice.
    SignedOff,
    /// Our own segments, byte for byte as they go to the share.
    Segments,
    /// Our segments that no staff device has stated yet: one byte, whether it is still to be sent.
    Uncovered,
    /// Sealed blobs, each with whether it was pushed.
    Blobs,
    /// How far each log of others has been read.
    Cursors,
    /// Bodies of other devices' segments, as they came.
    Bodies,
    /// Signed headers of others' segments, so that staff can put one again.
    Frames,
    /// What happened to the bodies since the library was last kept, by running number.
    Changes,
    /// Hashes that a tombstone names.
    Tombstones,
    /// When a device asked to join, as first seen here.
    Requests,
    /// What a technician should know.
    Alarms,
    /// What came back to this tablet's pupils, by entry.
    Answers,
}

impl Table {
    pub fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Outbox => "outbox",
            Self::SignedOff => "signed_off",
            Self::Segments => "segments",
            Self::Uncovered => "uncovered",
            Self::Blobs => "blobs",
            Self::Cursors => "cursors",
            Self::Bodies => "bodies",
            Self::Frames => "frames",
            Self::Changes => "changes",
            Self::Tombstones => "tombstones",
            Self::Requests => "requests",
            Self::Alarms => "alarms",
            Self::Answers => "answers",
        }
    }
}

/// One change of a batch.
#[derive(Clone)]
pub enum Change {
    Put(Table, Vec<u8>, Vec<u8>),
    /// Fails the whole batch where the key is there already.
    Insert(Table, Vec<u8>, Vec<u8>),
    Delete(Table, Vec<u8>),
}

/// Changes that happen all or not at all.
#[derive(Clone, Default)]
pub struct Batch {
    pub changes: Vec<Change>,
}

impl fmt::Debug for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} changes", self.changes.len())
    }
}

impl Batch {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn put(
        &mut self,
        table: Table,
        key: impl Into<Vec<u8>>,
        value: impl Into<Vec<u8>>,
    ) -> &mut Self {
        self.changes.push(Change::Put(table, key.into(), value.into()));
        self
    }

    pub fn insert(
        &mut self,
        table: Table,
        key: impl Into<Vec<u8>>,
        value: impl Into<Vec<u8>>,
    ) -> &mut Self {
        self.changes.push(Change::Insert(table, key.into(), value.into()));
        self
    }

    /// What a row will be once this batch is committed: nothing where the batch leaves it as it
    /// is, or else the value, or that it is gone.
    pub fn pending(&self, table: Table, key: &[u8]) -> Option<Option<&[u8]>> {
        self.changes.iter().rev().find_map(|change| match change {
            Change::Put(at, row, value) | Change::Insert(at, row, value)
                if *at == table && row == key =>
            {
                Some(Some(value.as_slice()))
            }
            Change::Delete(at, row) if *at == table && row == key => Some(None),
            _ => None,
        })
    }

    pub fn delete(&mut self, table: Table, key: impl Into<Vec<u8>>) -> &mut Self {
        self.changes.push(Change::Delete(table, key.into()));
        self
    }
}

/// A step that did not happen. The ledger is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// An inserted key is there already; trying again cannot help.
    #[error("taken in {0:?}")]
    Taken(Table),
    #[error("made by a newer version ({0})")]
    Newer(i64),
    #[error("the disk is full")]
    Full,
    #[error("ledger: {0}")]
    Other(String),
}

impl Says for LedgerError {
    fn says(&self) -> Sentence {
        match self {
            Self::Taken(_) => Sentence::plain("ledger-taken"),
            Self::Newer(version) => Sentence::plain("home-newer").with("version", version),
            Self::Full => Sentence::plain("file-disk-full").with("path", "").with("detail", ""),
            Self::Other(detail) => Sentence::plain("ledger-broken").with("detail", detail),
        }
    }
}

/// Says where, never what.
impl fmt::Debug for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put(table, ..) => write!(formatter, "put {table:?}"),
            Self::Insert(table, ..) => write!(formatter, "insert {table:?}"),
            Self::Delete(table, _) => write!(formatter, "delete {table:?}"),
        }
    }
}

/// A row: key and value.
pub type Row = (Vec<u8>, Vec<u8>);

/// Durable facts. A commit that returned `Ok` survives a power cut; one that did not may have
/// happened or not, never by half.
pub trait Ledger: Send + Sync + fmt::Debug {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, LedgerError>;

    /// Rows whose key begins with `prefix`, in the order of their keys.
    fn scan(&self, table: Table, prefix: &[u8]) -> Result<Vec<Row>, LedgerError>;

    /// Keys that begin with `prefix`, in order, without reading a value.
    fn keys(&self, table: Table, prefix: &[u8]) -> Result<Vec<Vec<u8>>, LedgerError>;

    fn commit(&self, batch: Batch) -> Result<(), LedgerError>;

    /// How many commits this opening of the ledger has made: the same number, the same rows,
    /// for whoever holds the home's lock.
    fn commits(&self) -> u64;
}
