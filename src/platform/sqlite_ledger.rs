//! The ledger in SQLite: WAL with full sync, so that a commit is one durable step, and
//! `secure_delete`, so that what is deleted is gone from the file.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};

use super::ledger::{Batch, Change, Ledger, LedgerError, Row, Table};

const VERSION: i64 = 1;

/// One SQLite file.
#[derive(Debug)]
pub struct SqliteLedger {
    connection: Mutex<Connection>,
    commits: AtomicU64,
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl SqliteLedger {
    /// Opens the ledger, making it where there is none.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        let version = Self::version(&connection)?;
        if version == 0 {
            connection.execute_batch(&format!(
                "BEGIN IMMEDIATE;
                 CREATE TABLE IF NOT EXISTS rows (
                     tbl TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
                     PRIMARY KEY (tbl, key));
                 PRAGMA user_version = {VERSION};
                 COMMIT;"
            ))?;
        }
        Self::checked(connection)
    }

    /// Opens the ledger to look, for verbs that take no lock on the home.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.pragma_update(None, "query_only", true)?;
        Self::checked(connection)
    }

    fn version(connection: &Connection) -> Result<i64, LedgerError> {
        Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    fn checked(connection: Connection) -> Result<Self, LedgerError> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        let version = Self::version(&connection)?;
        if version > VERSION {
            return Err(LedgerError::Newer(version));
        }
        Ok(Self { connection: Mutex::new(connection), commits: AtomicU64::new(0) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The first key after all that begin with `prefix`, or nothing where there is no such key.
fn after(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

impl Ledger for SqliteLedger {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, LedgerError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT value FROM rows WHERE tbl = ?1 AND key = ?2")?;
        Ok(statement.query_row(params![table.name(), key], |row| row.get(0)).optional()?)
    }

    fn scan(&self, table: Table, prefix: &[u8]) -> Result<Vec<Row>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT key, value FROM rows
             WHERE tbl = ?1 AND key >= ?2 AND (?3 IS NULL OR key < ?3) ORDER BY key",
        )?;
        let rows = statement.query_map(params![table.name(), prefix, after(prefix)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn keys(&self, table: Table, prefix: &[u8]) -> Result<Vec<Vec<u8>>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT key FROM rows
             WHERE tbl = ?1 AND key >= ?2 AND (?3 IS NULL OR key < ?3) ORDER BY key",
        )?;
        let rows =
            statement.query_map(params![table.name(), prefix, after(prefix)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn commit(&self, batch: Batch) -> Result<(), LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        for change in batch.changes {
            match change {
                Change::Put(table, key, value) => {
                    transaction
                        .prepare_cached(
                            "INSERT OR REPLACE INTO rows (tbl, key, value) VALUES (?1, ?2, ?3)",
                        )?
                        .execute(params![table.name(), key, value])?;
                }
                Change::Insert(table, key, value) => {
                    let inserted = transaction
                        .prepare_cached(
                            "INSERT OR IGNORE INTO rows (tbl, key, value) VALUES (?1, ?2, ?3)",
                        )?
                        .execute(params![table.name(), key, value])?;
                    if inserted == 0 {
                        return Err(LedgerError::Taken(table));
                    }
                }
                Change::Delete(table, key) => {
                    transaction
                        .prepare_cached("DELETE FROM rows WHERE tbl = ?1 AND key = ?2")?
                        .execute(params![table.name(), key])?;
                }
            }
        }
        transaction.commit()?;
        self.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }
}
